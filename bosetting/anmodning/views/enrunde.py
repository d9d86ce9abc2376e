"""What the pages on one round have in common."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.anmodning import rules, rundevisning
from bosetting.anmodning.models import Anmodningsrunde
from bosetting.anmodning.states import Rundetilstand
from imdinett.kjerne.feil import Kollisjon
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import BareImdi


def adresse(navn: str, runde: Anmodningsrunde) -> str:
    return reverse(navn, args=[runde.aar, runde.versjon])


class Imdileser(BareImdi):
    """Of IMDi those who may read anmodninger. What a page writes it names in `rettighet`."""

    imdi_rettighet = Rettighet.ANMODNING_LES


class Enrunde(Imdileser):
    """The round in the address. A page that writes is closed once the round is sent."""

    krever_utkast: ClassVar[bool] = True
    undertittel: ClassVar[Any] = ""
    runde: Anmodningsrunde

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        runder = Anmodningsrunde.objects.select_related("opprettet_av", "sendt_av")
        self.runde = get_object_or_404(runder, aar=self.kwargs["aar"], versjon=self.kwargs["versjon"])
        if self.krever_utkast and not self.er_utkast:
            raise Kollisjon("runde_sendt", _("Runden er sendt, og tallene kan ikke endres."))
        return super().dispatch(request, *args, **kwargs)

    @property
    def er_utkast(self) -> bool:
        return self.runde.tilstand == Rundetilstand.UTKAST

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rundetittel = rundevisning.tittel(self.runde)
        sti = [
            Lenke(_("Arbeidsflate"), reverse("admin:index")),
            Lenke(_("Anmodning"), reverse("anmodningsrunder")),
            Lenke(rundetittel, adresse("anmodningsrunde", self.runde)),
        ]
        return super().get_context_data(
            runde=self.runde,
            er_utkast=self.er_utkast,
            kan_skrive=rules.kan_lage_runde(self.bruker),
            title=self.undertittel or rundetittel,
            brodsmuler=[*sti, Lenke(str(self.undertittel))] if self.undertittel else sti,
            avbryt_url=adresse("anmodningsrunde", self.runde),
            **kwargs,
        )
