from django.urls import URLPattern, URLResolver, path

from bosetting.anmodning.modell.views import side as modell
from bosetting.anmodning.modell.views import variant, verdier
from bosetting.anmodning.views import kommune, plassendring, runde, svar, tall

_KOMMUNE = "kommuner/<str:nummer>/anmodninger/"
_RUNDE = "imdi/anmodning/<int:aar>/<int:versjon>/"
_MODELL = f"{_RUNDE}beregning/"
_VARIANT = f"{_MODELL}<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_KOMMUNE, kommune.Anmodninger.as_view(), name="kommune_anmodninger"),
    path(f"{_KOMMUNE}<int:aar>/vedtak/", kommune.NyttVedtak.as_view(), name="kommunevedtak_nytt"),
    path(f"{_KOMMUNE}vedtak/<int:pk>/", kommune.SeOverVedtak.as_view(), name="kommunevedtak"),
    path(f"{_KOMMUNE}vedtak/<int:pk>/endre/", kommune.EndreVedtak.as_view(), name="kommunevedtak_endre"),
    path(f"{_KOMMUNE}vedtak/<int:pk>/forkast/", kommune.ForkastVedtak.as_view(), name="kommunevedtak_forkast"),
    path(f"{_KOMMUNE}vedtak/<int:pk>/kvittering/", kommune.VedtakKvittering.as_view(), name="kommunevedtak_kvittering"),
    path(f"{_KOMMUNE}vedtak/<int:pk>/epost/", kommune.VedtakEpost.as_view(), name="kommunevedtak_epost"),
    path(f"{_KOMMUNE}<int:aar>/em-plasser/", plassendring.ForeslaPlassendring.as_view(), name="plassendring_ny"),
    path(f"{_KOMMUNE}em-plasser/<int:pk>/", plassendring.SvarPaPlassendring.as_view(), name="plassendring"),
    path("imdi/anmodning/", svar.Aarsliste.as_view(), name="anmodningsrunder"),
    path("imdi/anmodning/ny/", runde.NyRunde.as_view(), name="anmodningsrunde_ny"),
    path("imdi/anmodning/<int:aar>/", svar.Svaroversikt.as_view(), name="anmodningssvar"),
    path("imdi/anmodning/<int:aar>/purring/", svar.Purring.as_view(), name="anmodning_purring"),
    path(_RUNDE, runde.Rundeside.as_view(), name="anmodningsrunde"),
    path(f"{_RUNDE}endre/", runde.EndreRunde.as_view(), name="anmodningsrunde_endre"),
    path(f"{_RUNDE}tall/", tall.Tallside.as_view(), name="anmodningsrunde_tall"),
    path(f"{_RUNDE}import/", tall.Importside.as_view(), name="anmodningsrunde_import"),
    path(f"{_RUNDE}import/lagre/", tall.Importbekreft.as_view(), name="anmodningsrunde_import_lagre"),
    path(f"{_RUNDE}resten/", runde.RestenNull.as_view(), name="anmodningsrunde_resten"),
    path(f"{_RUNDE}se-over/", runde.SeOverRunde.as_view(), name="anmodningsrunde_se_over"),
    path(f"{_RUNDE}fremdrift/", runde.Fremdrift.as_view(), name="anmodningsrunde_fremdrift"),
    path(_MODELL, modell.Modellside.as_view(), name="anmodningsmodell"),
    path(f"{_MODELL}ny/", modell.NyVariant.as_view(), name="anmodningsmodell_ny"),
    path(f"{_MODELL}hent/", modell.HentVerdier.as_view(), name="anmodningsmodell_hent"),
    path(f"{_MODELL}sammenlign/", modell.Sammenligning.as_view(), name="anmodningsmodell_sammenlign"),
    path(f"{_MODELL}kriterium/", modell.NyttKriterium.as_view(), name="anmodningsmodell_kriterium"),
    path(f"{_MODELL}verdier/<slug:kode>/", verdier.Verdiside.as_view(), name="anmodningsmodell_verdier"),
    path(f"{_MODELL}verdier/<slug:kode>/lagre/", verdier.Verdibekreft.as_view(), name="anmodningsmodell_verdier_lagre"),
    path(_VARIANT, variant.Variantside.as_view(), name="anmodningsvariant"),
    path(f"{_VARIANT}vekter/", variant.Vektside.as_view(), name="anmodningsvariant_vekter"),
    path(f"{_VARIANT}kommune/<str:nummer>/", variant.Kommunevalgside.as_view(), name="anmodningsvariant_kommune"),
    path(f"{_VARIANT}bruk/", variant.Brukside.as_view(), name="anmodningsvariant_bruk"),
    path(f"{_VARIANT}slett/", variant.Slettside.as_view(), name="anmodningsvariant_slett"),
]
