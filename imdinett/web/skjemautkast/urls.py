from django.urls import URLPattern, URLResolver, path

from imdinett.web.skjemautkast import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("lagre/", views.Lagre.as_view(), name="skjemautkast_lagre"),
    path("<uuid:uuid>/", views.Les.as_view(), name="skjemautkast"),
    path("<uuid:uuid>/felt/", views.Felt.as_view(), name="skjemautkast_felt"),
    path("<uuid:uuid>/forkast/", views.Forkast.as_view(), name="skjemautkast_forkast"),
]
