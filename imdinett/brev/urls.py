from django.urls import URLPattern, URLResolver, path

from imdinett.brev import oversettelse_views, views

_OVERSETTELSE = "imdi/oversettelser/<slug:slag>/<slug:sprak>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("brev/<uuid:uuid>/", views.Brev.as_view(), name="brev"),
    path("brev/<uuid:uuid>/pdf/", views.BrevPdf.as_view(), name="brev_pdf"),
    path("brev/<uuid:uuid>/arkivpakke/", views.Arkivpakke.as_view(), name="brev_arkivpakke"),
    path("imdi/oversettelser/", oversettelse_views.Oversettelser.as_view(), name="oversettelser"),
    path(_OVERSETTELSE, oversettelse_views.EnOversettelse.as_view(), name="oversettelse"),
    path(f"{_OVERSETTELSE}skriv/", oversettelse_views.Skriv.as_view(), name="oversettelse_skriv"),
    path(f"{_OVERSETTELSE}godkjenn/", oversettelse_views.Godkjenn.as_view(), name="oversettelse_godkjenn"),
    path(f"{_OVERSETTELSE}trekk/", oversettelse_views.Trekk.as_view(), name="oversettelse_trekk"),
    path(f"{_OVERSETTELSE}<int:versjon>/pdf/", oversettelse_views.Prove.as_view(), name="oversettelse_prove"),
    path("imdi/brevko/", views.Brevko.as_view(), name="brevko"),
    path("imdi/brevko/fremdrift/", views.Fremdrift.as_view(), name="brevko_fremdrift"),
    path("imdi/brevko/<uuid:uuid>/", views.Kodetalj.as_view(), name="brevko_detalj"),
    path("imdi/brevko/<uuid:uuid>/<slug:handling>/", views.Kohandling.as_view(), name="brevko_handling"),
]
