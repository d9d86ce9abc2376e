from django.urls import URLPattern, URLResolver, path

from imdinett.varsel import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("varsler/", views.Varsler.as_view(), name="varsler"),
    path("varsler/les-alle/", views.LesAlle.as_view(), name="varsler_les_alle"),
    path("varsler/epost/", views.Valg.as_view(), name="varselvalg"),
    path("varsler/<int:pk>/", views.Les.as_view(), name="varsel_les"),
]
