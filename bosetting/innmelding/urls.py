from django.urls import URLPattern, URLResolver, path

from bosetting.innmelding.views import bufetat, imdi, kommune, plan, profil, selvbosetting

_KOMMUNE = "kommuner/<str:nummer>/"
_EN = f"{_KOMMUNE}innmeldinger/<slug:kode>/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_KOMMUNE}innmeldinger/", kommune.Innmeldinger.as_view(), name="kommune_innmeldinger"),
    path(f"{_KOMMUNE}antall-plasser/<int:aar>/", plan.Antallplasser.as_view(), name="antall_plasser"),
    path(f"{_KOMMUNE}innmeldinger/<slug:kode>/ny/", kommune.NyInnmelding.as_view(), name="innmelding_ny"),
    path(_EN, kommune.EnInnmelding.as_view(), name="innmelding"),
    path(f"{_EN}kanseller/", kommune.Kanseller.as_view(), name="innmelding_kanseller"),
    path(f"{_EN}fil/", kommune.NyBoligfil.as_view(), name="boligfil_ny"),
    path("avtalt-selvbosetting/", selvbosetting.Regler.as_view(), name="selvbosettingsregler"),
    path(f"{_KOMMUNE}avtalt-selvbosetting/", selvbosetting.Regel.as_view(), name="selvbosettingsregel"),
    path(f"{_KOMMUNE}avtalt-selvbosetting/ny/", selvbosetting.EndreRegel.as_view(), name="selvbosettingsregel_ny"),
    path(f"{_KOMMUNE}profil/", profil.Profil.as_view(), name="kommuneprofil"),
    path(f"{_KOMMUNE}profil/ny/", profil.EndreProfil.as_view(), name="kommuneprofil_ny"),
    path("barn/kapasitet/", bufetat.Kapasiteter.as_view(), name="em_kapasitet"),
    path("imdi/innmeldinger/", imdi.Innmeldinger.as_view(), name="imdi_innmeldinger"),
    path("imdi/innmeldinger/em-kapasitet/<int:pk>/brukt/", imdi.merk_brukt, name="imdi_kapasitet_brukt"),
    path("imdi/innmeldinger/<slug:kode>/<int:pk>/", imdi.EnInnmelding.as_view(), name="imdi_innmelding"),
]
