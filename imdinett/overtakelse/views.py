"""IMDi's pages for taking over from the system before: choose a file, see what it would do, read it in, the receipt."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from imdinett.forvaltning.views.bekreft import NyligBekreftet
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.opplasting.services import krev_ren
from imdinett.overtakelse import services, slag, visning
from imdinett.overtakelse.forms import MAKS_FIL, Bekreftelse, Overtakelsesfil
from imdinett.overtakelse.models import Overtakelse, Overtakelsesrad
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import eksport, uttak
from imdinett.web.komponent import Lenke
from imdinett.web.views import Imdiside, Side, Skjemaside, Tekstside

ANTALL_VIST = 50
RADER_PER_SIDE = 100


class Overtakelsesside(Imdiside):
    """IMDi's administrator reads in agreements and users, the bosetter saker; each sees the own kinds."""

    rettighet = (Rettighet.AVTALE_SKRIV, Rettighet.SAK_SKRIV)

    def sti(self, *ledd: Lenke) -> list[Lenke]:
        tittel = _("Overtakelse")
        alle = Lenke(tittel, reverse("imdi_overtakelser") if ledd else "")
        return [Lenke(_("Arbeidsflate"), reverse("admin:index")), alle, *ledd]


class Overtakelser(NyligBekreftet, Overtakelsesside, Skjemaside):
    form_class = Overtakelsesfil
    template_name = "imdinett/overtakelse/liste.html"

    def utfor(self, form: Overtakelsesfil) -> str:  # type: ignore[override]
        fil = form.cleaned_data["fil"]
        innhold = krev_ren(fil.read(MAKS_FIL + 1), felt="fil")
        overtakelse = services.prov(bruker=self.bruker, innhold=innhold, filnavn=fil.name or "")
        return reverse("imdi_overtakelse", args=[overtakelse.uuid])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filer = Overtakelse.objects.all().synlig_for(self.bruker).select_related("lastet_opp_av", "lest_av")
        return super().get_context_data(
            title=_("Overtakelse"),
            brodsmuler=self.sti(),
            formater=visning.formater(slag.for_bruker(self.bruker)),
            filer=filer.defer("innhold", "tall")[:ANTALL_VIST],
            **kwargs,
        )


class _EnOvertakelse(Overtakelsesside):
    """One file of a kind that the user reads in. Its rows name persons, so the look is logged."""

    @cached_property
    def overtakelse(self) -> Overtakelse:
        egne = Overtakelse.objects.all().synlig_for(self.bruker).select_related("lastet_opp_av", "bedt_av", "lest_av")
        return get_object_or_404(egne.defer("innhold"), uuid=self.kwargs["uuid"])

    @property
    def adresse(self) -> str:
        return reverse("imdi_overtakelse", args=[self.overtakelse.uuid])

    def logg(self, rader: list[Overtakelsesrad], handling: Handling = Handling.LESE) -> bool:
        """Says whether there was anybody to log."""
        personer = self.overtakelse.slaget.personer([rad.innhold for rad in rader])
        if personer:
            hendelse.logg_innsyn(
                self.bruker,
                handling=handling,
                person_ider=personer,
                del_av=_("Rader som ikke gikk inn"),
                formaal=_("Overtakelse fra systemet som var før"),
                beskrivelse=_("Åpnet rader som ikke gikk inn ved overtakelse."),
            )
        return bool(personer)

    def rader(self) -> list[Overtakelsesrad]:
        return list(self.overtakelse.avviste.all())


class EnOvertakelse(_EnOvertakelse, Tekstside):
    """The dry run, with the one button; while the worker reads; the receipt when the file has been read in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "htmx", False) and not self.overtakelse.leses:
            # The waiting is over: the whole page is another one.
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        if self.overtakelse.leses:
            bit_ = getattr(self.request, "htmx", False)
            return ["imdinett/overtakelse/_leses.html" if bit_ else "imdinett/overtakelse/leses.html"]
        lest = self.overtakelse.er_lest
        return ["imdinett/overtakelse/kvittering.html" if lest else "imdinett/overtakelse/prove.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        felles = {
            "title": self.overtakelse.filnavn,
            "brodsmuler": self.sti(Lenke(self.overtakelse.filnavn)),
            "overtakelse": self.overtakelse,
            "url": self.adresse,
        }
        # Nobody's rows are shown while the file is being read.
        resten = {} if self.overtakelse.leses else self._rader()
        return super().get_context_data(**felles | resten | kwargs)

    def _rader(self) -> dict[str, Any]:
        side = Paginator(self.overtakelse.avviste.all(), RADER_PER_SIDE).get_page(self.request.GET.get("side"))
        rader = list(side.object_list)
        return {
            "kommunetall": visning.kommunetall(self.overtakelse),
            "mangler": visning.mangler(self.overtakelse),
            "avviste": visning.avviste(self.overtakelse, rader),
            "ulike": visning.ulike(rader),
            "page_obj": side,
            "form": Bekreftelse(),
            "endret": self.overtakelse.get_stans_display(),
            "les_inn_url": reverse("imdi_overtakelse_les_inn", args=[self.overtakelse.uuid]),
            "personopplysninger": self.logg(rader),
        }


class LesInn(NyligBekreftet, EnOvertakelse, Skjemaside):
    """Reads in the file that was tried. When what is here has changed, the new dry run is shown instead (409)."""

    form_class = Bekreftelse
    engangs = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.adresse)

    def form_valid(self, form: Bekreftelse) -> HttpResponse:
        try:
            return super().form_valid(form)
        except services.Endret as feil:
            services.prov_igjen(bruker=self.bruker, overtakelse_id=self.overtakelse.pk)
            del self.overtakelse
            return self.render_to_response(self.get_context_data(form=form, endret=str(feil)), status=feil.status)

    def utfor(self, form: Bekreftelse) -> str:  # type: ignore[override]
        lest = services.be_om_lesing(bruker=self.bruker, overtakelse_id=self.overtakelse.pk)
        if lest.leses:
            return self.adresse
        if lest.lest_av_id == self.bruker.pk:
            messages.success(self.request, _("Filen er lest inn."))
        else:
            messages.info(self.request, _("%(navn)s har alt lest inn filen.") % {"navn": lest.lest_av})
        return self.adresse


class Forkast(_EnOvertakelse):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        services.forkast(bruker=self.bruker, overtakelse_id=self.overtakelse.pk)
        messages.success(request, _("Filen er forkastet og slettet."))
        return redirect("imdi_overtakelser")


class Avvik(_EnOvertakelse, Tekstside):
    """Where file and system still say different things."""

    template_name = "imdinett/overtakelse/avvik.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Avvik mellom filen og systemet")
        alle = self.overtakelse.avviste.exclude(forskjeller=[])
        side = Paginator(alle, RADER_PER_SIDE).get_page(self.request.GET.get("side"))
        ulike = list(side.object_list)
        return super().get_context_data(
            title=tittel,
            brodsmuler=self.sti(Lenke(self.overtakelse.filnavn, self.adresse), Lenke(tittel)),
            overtakelse=self.overtakelse,
            kommunetall=visning.kommunetall(self.overtakelse, bare_avvik=True),
            mangler=visning.mangler(self.overtakelse),
            ulike=visning.ulike(ulike),
            page_obj=side,
            personopplysninger=self.logg(ulike),
            **kwargs,
        )


class Avviste(_EnOvertakelse, Side):
    """The rows that did not go in, as CSV with the reason."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rader = self.rader()
        if not rader:
            raise Http404
        talt = uttak.tell(bruker=self.bruker, hva="overtakelse-avviste")
        self.logg(rader, Handling.EKSPORT)
        return eksport.svar(visning.avviste_som_fil(self.overtakelse, rader, self.bruker), eksport.Format.CSV, talt)
