from django.urls import URLPattern, URLResolver, path

from bosetting.samling import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("personer/<uuid:uuid>/arkivpakke/", views.Arkivpakke.as_view(), name="personmappe_arkivpakke"),
    path(
        "personer/<uuid:uuid>/arkivpakke/helse/",
        views.ArkivpakkeMedHelse.as_view(),
        name="personmappe_arkivpakke_helse",
    ),
]
