from django.urls import URLPattern, URLResolver, path

from bosetting.rapport.views import enkel, kommuner, nasjonal, personer, rapporter, status, tall, ukeplan
from bosetting.rapport.views.anmodning_vedtak import AnmodningVedtak

urlpatterns: list[URLPattern | URLResolver] = [
    path("rapporter/", rapporter.Rapporter.as_view(), name="rapporter"),
    path("rapporter/anmodning-vedtak/", AnmodningVedtak.as_view(), name="rapport_anmodning_vedtak"),
    path("rapporter/hele-landet/", nasjonal.Nasjonal.as_view(), name="rapport_nasjonal"),
    path("rapporter/bosatte/", personer.Bosatte.as_view(), name="rapport_bosatte"),
    path("rapporter/uten-bosettingsdato/", personer.UtenDato.as_view(), name="rapport_uten_dato"),
    path("rapporter/ventetid/", enkel.Ventetid.as_view(), name="rapport_ventetid"),
    path("rapporter/svartid-og-avslag/", enkel.Svartid.as_view(), name="rapport_svartid"),
    path("rapporter/fordelinger/", enkel.Fordelinger.as_view(), name="rapport_fordelinger"),
    path("rapporter/ubrukte-plasser/", enkel.UbruktePlasser.as_view(), name="rapport_ubrukte"),
    path("rapporter/fortsatt-bosatt/", enkel.FortsattBosatt.as_view(), name="rapport_fortsatt_bosatt"),
    path("rapporter/enslige-mindrearige/", enkel.EnsligeMindrearige.as_view(), name="rapport_em"),
    path("rapporter/filer/<uuid:uuid>/", personer.Rapportfilside.as_view(), name="rapportfil"),
    path("rapporter/filer/<uuid:uuid>/last-ned/", personer.Rapportfilnedlasting.as_view(), name="rapportfil_last_ned"),
    path("kommuner/", kommuner.Kommuner.as_view(), name="kommuner"),
    path("kommuner/<str:nummer>/", kommuner.Kommuneoversikt.as_view(), name="kommune"),
    path("kommuner/<str:nummer>/status/", status.Status.as_view(), name="kommune_status"),
    path("imdi/ukeplan/", ukeplan.Ukeplanside.as_view(), name="imdi_ukeplan"),
    path("imdi/tall/", tall.Tallopplasting.as_view(), name="tallimport"),
    path("imdi/tall/last-inn/", tall.Tallinnlesing.as_view(), name="tallimport_last_inn"),
]
