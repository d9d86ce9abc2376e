from django.urls import URLPattern, URLResolver, include, path

from imdinett.web import grensefil, hjelp, informasjon, stil, valg

urlpatterns: list[URLPattern | URLResolver] = [
    path("stil/", stil.Stil.as_view(), name="stil"),
    path("hjelp/", hjelp.Hjelp.as_view(), name="hjelp"),
    path("hjelp/<slug:slug>/", hjelp.Hjelpetema.as_view(), name="hjelpetema"),
    path("tilgjengelighet/", informasjon.Tilgjengelighet.as_view(), name="tilgjengelighet"),
    path("personvern/", informasjon.Personvern.as_view(), name="personvern"),
    path("kontakt/", informasjon.Kontakt.as_view(), name="kontakt"),
    path("visning/maalform/", valg.maalform, name="maalform"),
    path("visning/farger/", valg.fargevalg, name="fargevalg"),
    path("kart/<int:pk>-<slug:avtrykk>.svg", grensefil.Grensefil.as_view(), name="kommunegrenser"),
    path("skjemautkast/", include("imdinett.web.skjemautkast.urls")),
    path("okt/forleng/", valg.forleng_okt, name="forleng_okt"),
]
