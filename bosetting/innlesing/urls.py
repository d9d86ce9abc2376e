from django.urls import URLPattern, URLResolver, path

from bosetting.innlesing import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("imdi/bosettingsdatoer/", views.Datoimporter.as_view(), name="imdi_datoimporter"),
    path("imdi/bosettingsdatoer/<int:pk>/", views.Kjoring.as_view(), name="imdi_datoimport"),
    path("imdi/bosettingsdatoer/<int:pk>/formaal/", views.Kjoringsformaal.as_view(), name="imdi_datoimport_formaal"),
    path(
        "imdi/bosettingsdatoer/rader/<int:pk>/behandlet/",
        views.Radbehandlet.as_view(),
        name="imdi_importrad_behandlet",
    ),
]
