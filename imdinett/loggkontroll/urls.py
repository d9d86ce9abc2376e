from django.urls import URLPattern, URLResolver, path

from imdinett.loggkontroll import imdi_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("loggkontroll/", views.Loggkontroll.as_view(), name="loggkontroll"),
    path("loggkontroll/alarmer/", views.Alarmer.as_view(), name="loggalarmer"),
    path("loggkontroll/<int:pk>/", views.Kontrollside.as_view(), name="loggkontroll_rad"),
    path("imdi/loggkontroll/dekning/", imdi_views.Dekningsside.as_view(), name="imdi_loggdekning"),
    path("imdi/loggkontroll/kjede/", imdi_views.Kjedeside.as_view(), name="imdi_loggkjede"),
]
