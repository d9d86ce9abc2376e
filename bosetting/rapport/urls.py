from django.urls import URLPattern, URLResolver, path

from bosetting.rapport.views import kommuner, rapporter, tall
from bosetting.rapport.views.anmodning_vedtak import AnmodningVedtak

urlpatterns: list[URLPattern | URLResolver] = [
    path("rapporter/", rapporter.Rapporter.as_view(), name="rapporter"),
    path("rapporter/anmodning-vedtak/", AnmodningVedtak.as_view(), name="rapport_anmodning_vedtak"),
    path("kommuner/", kommuner.Kommuner.as_view(), name="kommuner"),
    path("kommuner/<str:nummer>/", kommuner.Kommuneoversikt.as_view(), name="kommune"),
    path("imdi/tall/", tall.Tallopplasting.as_view(), name="tallimport"),
    path("imdi/tall/last-inn/", tall.Tallinnlesing.as_view(), name="tallimport_last_inn"),
]
