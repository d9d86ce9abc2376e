"""For IMDi's log reader: how well the lists are followed up, and whether the access log is as it was written.

Figures only: nobody's looks are shown.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.loggkontroll import hodeliste, queries, visning
from imdinett.loggkontroll.models import Hodeliste, Kjedekontroll
from imdinett.loggkontroll.queries import Dekning
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import eksport, norsk, uttak
from imdinett.web.eksport import Eksport, Kolonne
from imdinett.web.komponent import Lenke
from imdinett.web.views import BareImdi, Tekstside

FUNN_MAKS = 200


class Dekningsside(BareImdi, Tekstside):
    """Counts only: how much of the lists each unit has assessed. `?format=` gives week and unit as a file."""

    rettighet = imdi_rettighet = Rettighet.INNSYNSLOGG_LES
    template_name = "imdinett/loggkontroll/dekning.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if "format" in request.GET:
            return self._fil(request.GET["format"])
        return super().get(request, *args, **kwargs)

    def _fil(self, format: str) -> HttpResponseBase:
        onsket = eksport.onsket(format)
        rader = list(queries.dekning_per_enhet())
        hendelse.log(
            self.bruker,
            Hendelsestype.LOGG_HENTET,
            self.bruker,
            logg="loggkontroll",
            filter=[],
            format=format,
            rader=len(rader),
        )
        return eksport.svar(
            Eksport(
                navn="loggkontroll-dekning",
                tittel=_("Dekning i loggkontrollen"),
                kolonner=_kolonner(),
                rader=rader,
                utvalg=[(_("Utvalg"), _("Alle uker og enheter"))],
                av=self.bruker.navn,
            ),
            onsket,
            uttak.tell(bruker=self.bruker, hva="loggkontroll-dekning"),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            title=_("Dekning i loggkontrollen"),
            uker=queries.dekning_per_uke(),
            etterslep=queries.etterslep(),
            lenker=eksport.lenker(""),
            brodsmuler=[
                Lenke(_("Arbeidsflate"), reverse("admin:index")),
                Lenke(_("Loggkontroll"), reverse("loggkontroll")),
                Lenke(_("Dekning")),
            ],
            **kwargs,
        )


def _kolonner() -> list[Kolonne[Dekning]]:
    return [
        Kolonne("uke", _("Uke"), lambda rad: norsk.uke_med_dager(rad.mandag), bredde=36),
        Kolonne("enhet", _("Enhet"), lambda rad: rad.enhet, bredde=26),
        Kolonne("rader", _("Rader"), lambda rad: rad.rader),
        Kolonne("vurdert", _("Vurdert"), lambda rad: rad.vurdert),
        Kolonne("i_tide", _("Vurdert i tide"), lambda rad: rad.i_tide, _("Vurdert første gang innen fristen.")),
        Kolonne("ikke_vurdert", _("Ikke vurdert"), lambda rad: rad.apne),
        Kolonne("frist", _("Frist"), lambda rad: rad.frist),
    ]


class Kjedeside(BareImdi, Tekstside):
    """The last run of the control of the chains, what it found, and the list of heads that was sent last."""

    rettighet = imdi_rettighet = Rettighet.INNSYNSLOGG_LES
    template_name = "imdinett/loggkontroll/kjede.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        siste = Kjedekontroll.objects.first()
        funn = list(siste.funn.all()[:FUNN_MAKS]) if siste else []
        return super().get_context_data(
            title=_("Er innsynsloggen urørt?"),
            fakta=visning.kjedefakta(siste, Hodeliste.objects.first()),
            er_kjort=siste is not None,
            funn=visning.funn(funn, queries.kommunenavn(funn)),
            bare_de_forste=siste is not None and len(funn) < siste.antall_funn,
            offentlig_nokkel=hodeliste.offentlig_nokkel(),
            mangler_adresse=not settings.SIKKERHETSANSVARLIG_EPOST,
            kan_endres=queries.loggen_kan_endres(),
            brodsmuler=[
                Lenke(_("Arbeidsflate"), reverse("admin:index")),
                Lenke(_("Loggkontroll"), reverse("loggkontroll")),
                Lenke(_("Er innsynsloggen urørt?")),
            ],
            **kwargs,
        )
