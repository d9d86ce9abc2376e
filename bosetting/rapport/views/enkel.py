"""Reports of plain tables: ventetid, svartid, fordelinger, ubrukte plasser, who still lives there. One template."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import TemplateResponseMixin

from bosetting.rapport.forms import Enkelfilter
from bosetting.rapport.queries import em, fordelinger, fortsatt_bosatt, svartid, ubrukte, utvalg, ventetid
from bosetting.rapport.queries.enkel import Deltabell, Enkelrapport
from bosetting.rapport.queries.utvalg import Omraader, Utvalg
from bosetting.rapport.services import logg_rapport_hentet
from imdinett.kjerne import klokke
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import eksport, uttak
from imdinett.web.eksport import Eksport, Format
from imdinett.web.komponent import Lenke
from imdinett.web.lister.views import MedUtvalg
from imdinett.web.views import Side


class Enkelside(MedUtvalg, TemplateResponseMixin, Side):
    rettighet = Rettighet.RAPPORT_LES
    template_name = "bosetting/rapport/enkel.html"
    hjelpetema: ClassVar[str] = "lese-rapporten"
    lagres = ("aar", "omraade")
    # The same words as the report's own title, which is not read before its figures are.
    tittel: ClassVar[Promise]

    def listetittel(self) -> str:
        return str(self.tittel)

    def rapport(self, valgt: Utvalg) -> Enkelrapport:
        raise NotImplementedError

    def aarene(self) -> list[int]:
        """Those that can be chosen, the newest first."""
        return utvalg.aarene()

    def over(self) -> list[Lenke]:
        """The pages that lead here."""
        return [Lenke(_("Rapporter"), reverse("rapporter"))]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        aarene, omraader = self.aarene(), Omraader(self.bruker, getattr(request, "aktiv_kommune", None))
        oensket = request.GET.get("aar", "")
        aar = int(oensket) if oensket in map(str, aarene) else aarene[0]
        valgt = omraader.velg(request.GET.get("omraade", ""), aar, _("Hele landet"))
        rapport = self.rapport(valgt)
        if "format" in request.GET:
            return self.fil(rapport, valgt)
        filter_ = Enkelfilter(
            {"aar": str(aar), "omraade": valgt.omraade}, aarene=aarene, omraader=omraader.valg(_("Hele landet"))
        )
        return self.render_to_response(self.get_context_data(rapport=rapport, filter=filter_, valgt=valgt))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rapport: Enkelrapport = kwargs["rapport"]
        return super().get_context_data(
            brodsmuler=[Lenke(_("Hjem"), "/"), *self.over(), Lenke(rapport.tittel)],
            hjelpetema=self.hjelpetema,
            tabeller=[(tabell, eksport.lenker(self._query(tabell))) for tabell in rapport.tabeller],
            **kwargs,
        )

    def _query(self, tabell: Deltabell) -> str:
        sporring = self.request.GET.copy()
        sporring.pop("format", None)
        sporring["tabell"] = tabell.kode
        return sporring.urlencode()

    def fil(self, rapport: Enkelrapport, valgt: Utvalg) -> HttpResponseBase:
        """Written down before it is sent (B-090)."""
        format, kode = self.request.GET["format"], self.request.GET.get("tabell", rapport.tabeller[0].kode)
        tabell = next((en for en in rapport.tabeller if en.kode == kode), None)
        if tabell is None or format not in set(Format):
            raise Http404
        logg_rapport_hentet(
            bruker=self.bruker,
            kommune=getattr(self.request, "aktiv_kommune", None),
            rapport=rapport.kode,
            filter=f"{valgt.aar}, {valgt.navn}",
            format=format,
            rader=len(tabell.rader),
        )
        return eksport.svar(
            Eksport(
                navn=f"{rapport.kode}-{valgt.aar}",
                tittel=f"{rapport.tittel}: {tabell.tittel}",
                kolonner=tabell.kolonner,
                rader=tabell.rader,
                utvalg=[
                    (_("År"), str(valgt.aar)),
                    (_("Område"), valgt.navn),
                    *((_("Merknad"), note) for note in rapport.noter),
                ],
                av=self.bruker.navn,
                enhet=valgt.kommune.nummer if valgt.kommune else "",
            ),
            Format(format),
            uttak.tell(bruker=self.bruker, hva=rapport.kode, kommune=getattr(self.request, "aktiv_kommune", None)),
        )


class Ventetid(Enkelside):
    tittel = gettext_lazy("Ventetid")

    def rapport(self, valgt: Utvalg) -> Enkelrapport:
        return ventetid.rapport(valgt)


class Svartid(Enkelside):
    tittel = gettext_lazy("Svartid og avslag")

    def rapport(self, valgt: Utvalg) -> Enkelrapport:
        return svartid.rapport(valgt)


class Fordelinger(Enkelside):
    tittel = gettext_lazy("Fordelinger")

    def rapport(self, valgt: Utvalg) -> Enkelrapport:
        return fordelinger.rapport(valgt, self.bruker)


class UbruktePlasser(Enkelside):
    tittel = gettext_lazy("Ubrukte plasser og prognose")

    def rapport(self, valgt: Utvalg) -> Enkelrapport:
        return ubrukte.rapport(valgt)


class FortsattBosatt(Enkelside):
    tittel = gettext_lazy("Bor fortsatt i kommunen")

    def aarene(self) -> list[int]:
        """Those of which at least one year has passed; the newest of all when none has."""
        alle = super().aarene()
        return [aar for aar in alle if fortsatt_bosatt.er_omme(aar, 1, klokke.today())] or alle[:1]

    def rapport(self, valgt: Utvalg) -> Enkelrapport:
        return fortsatt_bosatt.rapport(valgt)


class EnsligeMindrearige(Enkelside):
    """Bufetat's own: for a kommune the part of a small number would tell the rest of it (decision 20)."""

    rettighet = Rettighet.EM_LES
    hjelpetema = "barn-under-15"
    tittel = gettext_lazy("Tall om enslige mindreårige")

    def over(self) -> list[Lenke]:
        return []

    def rapport(self, valgt: Utvalg) -> Enkelrapport:
        return em.rapport(valgt)
