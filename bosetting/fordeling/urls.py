from django.urls import URLPattern, URLResolver, path

from bosetting.fordeling.views import bygg, imdi, kommune, selvbosetting, sporsmaal

urlpatterns: list[URLPattern | URLResolver] = [
    path("fordelingslister/", kommune.Fordelingslister.as_view(), name="fordelingslister"),
    path("fordelingslister/<slug:nummer>/", kommune.Svarside.as_view(), name="fordelingsliste"),
    path("fordelingslister/<slug:nummer>/se-over/", kommune.SeOver.as_view(), name="fordelingsliste_se_over"),
    path("fordelingslister/<slug:nummer>/kvittering/", kommune.Kvittering.as_view(), name="fordelingsliste_kvittering"),
    path("fordelingslister/<slug:nummer>/forkast/", kommune.Forkast.as_view(), name="fordelingsliste_forkast"),
    path(
        "fordelingslister/<slug:nummer>/sporsmaal/ny/<str:bokstav>/",
        sporsmaal.NyttSporsmaal.as_view(),
        name="sporsmaal_ny",
    ),
    path(
        "fordelingslister/<slug:nummer>/sporsmaal/<int:pk>/trekk/",
        sporsmaal.TrekkSporsmaal.as_view(),
        name="sporsmaal_trekk",
    ),
    path("imdi/fordeling/", imdi.Oversikt.as_view(), name="imdi_fordeling"),
    path("imdi/fordeling/venter/", imdi.Ventende.as_view(), name="imdi_fordeling_venter"),
    path("imdi/fordeling/sporsmaal/", sporsmaal.Sporsmaalsko.as_view(), name="imdi_sporsmaalsko"),
    path("imdi/fordeling/sporsmaal/<int:pk>/", sporsmaal.BesvarSporsmaal.as_view(), name="imdi_sporsmaal"),
    path("imdi/fordeling/ny/", bygg.NyListe.as_view(), name="imdi_fordeling_ny"),
    path(
        "imdi/fordeling/avtalt-selvbosetting/<int:pk>/",
        selvbosetting.AvtaltSelvbosetting.as_view(),
        name="imdi_avtalt_selvbosetting",
    ),
    path("imdi/fordeling/<slug:nummer>/", imdi.Listedetalj.as_view(), name="imdi_fordelingsliste"),
    path("imdi/fordeling/<slug:nummer>/utkast/", bygg.Utkast.as_view(), name="imdi_fordeling_utkast"),
    path("imdi/fordeling/<slug:nummer>/send/", bygg.Send.as_view(), name="imdi_fordeling_send"),
    path("imdi/fordeling/<slug:nummer>/trekk/", imdi.Trekk.as_view(), name="imdi_fordeling_trekk"),
]
