from django.urls import URLPattern, URLResolver, path

from bosetting.bosatt import (
    barn_views,
    enhet_views,
    mappe_innhold_views,
    mappe_views,
    mottak_views,
    sak_views,
    utvalg_views,
    views,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("barn/", barn_views.Barneliste.as_view(), name="barn_liste"),
    path("barn/<uuid:uuid>/", barn_views.Barnet.as_view(), name="barn_under_15"),
    path("beboere/husstand/<uuid:uuid>/flyttedato/", mottak_views.Flyttedatoer.as_view(), name="beboer_flyttedato"),
    path("barn/<uuid:uuid>/dokumenter/", enhet_views.Barnedokumenter.as_view(), name="barn_dokumenter"),
    path("barn/<uuid:uuid>/dokumenter/<int:pk>/", enhet_views.Barnedokument.as_view(), name="barn_dokument"),
    path("beboere/<uuid:uuid>/dokumenter/", enhet_views.Beboerdokumenter.as_view(), name="beboer_dokumenter"),
    path("beboere/<uuid:uuid>/dokumenter/<int:pk>/", enhet_views.Beboerdokument.as_view(), name="beboer_dokument"),
    path("personer/", views.Personer.as_view(), name="personer"),
    path("personer/uten-bosettingsdato/", views.UtenBosettingsdato.as_view(), name="uten_bosettingsdato"),
    path(
        "personer/uten-bosettingsdato/registrer/",
        utvalg_views.UtvalgDato.as_view(),
        name="uten_bosettingsdato_registrer",
    ),
    path(
        "personer/uten-bosettingsdato/ansvarlig/",
        utvalg_views.UtvalgAnsvarlig.as_view(),
        name="uten_bosettingsdato_ansvarlig",
    ),
    path("personer/husstand/<uuid:uuid>/ta/", utvalg_views.TaHusstand.as_view(), name="husstand_ta"),
    path(
        "personer/husstand/<uuid:uuid>/bosettingsdato/",
        views.Husstandsdatoer.as_view(),
        name="husstand_bosettingsdato",
    ),
    path("personer/<uuid:uuid>/", mappe_views.Oversikt.as_view(), name="personmappe"),
    path("personer/<uuid:uuid>/formaal/", mappe_views.Formaal.as_view(), name="personmappe_formaal"),
    path("personer/<uuid:uuid>/identitet/", mappe_views.Identitet.as_view(), name="personmappe_identitet"),
    path("personer/<uuid:uuid>/familie/", mappe_views.Familie.as_view(), name="personmappe_familie"),
    path("personer/<uuid:uuid>/kartlegging/", mappe_views.KartleggingFane.as_view(), name="personmappe_kartlegging"),
    path("personer/<uuid:uuid>/kartlegging/helse/", mappe_views.Helse.as_view(), name="personmappe_helse"),
    path("personer/<uuid:uuid>/onsker/", mappe_innhold_views.VurderOnske.as_view(), name="personmappe_onsker"),
    path("personer/<uuid:uuid>/kompetanse/", mappe_innhold_views.Kompetanse.as_view(), name="personmappe_kompetanse"),
    path(
        "personer/<uuid:uuid>/helse-og-tilrettelegging/",
        mappe_innhold_views.Tilrettelegging.as_view(),
        name="personmappe_tilrettelegging",
    ),
    path("personer/<uuid:uuid>/dokumenter/", mappe_innhold_views.Dokumenter.as_view(), name="personmappe_dokumenter"),
    path(
        "personer/<uuid:uuid>/dokumenter/<int:pk>/", mappe_innhold_views.Dokument.as_view(), name="personmappe_dokument"
    ),
    path("personer/<uuid:uuid>/notater/", mappe_innhold_views.Notater.as_view(), name="personmappe_notater"),
    path("personer/<uuid:uuid>/bosetting/", mappe_views.BosettingFane.as_view(), name="personmappe_bosetting"),
    path("personer/<uuid:uuid>/bosetting/rett-dato/", views.RettDato.as_view(), name="personmappe_rett_dato"),
    path("personer/<uuid:uuid>/brev/", mappe_views.Brev.as_view(), name="personmappe_brev"),
    path("personer/<uuid:uuid>/hendelser/", mappe_views.Hendelser.as_view(), name="personmappe_hendelser"),
    path("imdi/personer/<uuid:uuid>/avslutt/", sak_views.AvsluttSak.as_view(), name="imdi_sak_avslutt"),
    path(
        "imdi/personer/<uuid:uuid>/opphev-bosetting/",
        sak_views.OpphevBosetting.as_view(),
        name="imdi_bosetting_opphev",
    ),
]
