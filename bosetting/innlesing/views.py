"""IMDi's pages for files from outside: read one in, and deal with the rows that were refused."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.folkeregister import queries
from bosetting.folkeregister.rules import er_for_gammel
from bosetting.innlesing import services
from bosetting.innlesing.forms import Filskjema
from bosetting.innlesing.models import Datoimport, Importrad
from bosetting.innlesing.states import VERSJONER, Filslag
from bosetting.person.formaalsskjema import Sideformaal
from bosetting.person.models import Person
from bosetting.person.rules import maa_oppgi_formaal
from bosetting.person.views.felles import Registreringslesing
from bosetting.person.views.formaal import Formaalsside, oppgitt_formaal
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kjerne.nummer import bare_siffer
from imdinett.kjerne.radfil import formatlinjer
from imdinett.opplasting.services import krev_ren
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import BareImdi, Imdiside, Skjemaside, Tekstside

ANTALL_VIST = 50


class Datoimporter(Registreringslesing, Skjemaside):
    template_name = "bosetting/innlesing/importer.html"
    form_class = Filskjema

    def utfor(self, form: Filskjema) -> str:  # type: ignore[override]
        fil = form.cleaned_data["fil"]
        innhold = krev_ren(fil.read(), felt="fil")
        kjoring = services.les_inn(bruker=self.bruker, innhold=innhold, filnavn=fil.name or "")
        return reverse("imdi_datoimport", args=[kjoring.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = Importrad.objects.all().synlig_for(self.bruker).ubehandlet()
        ubehandlet = Count("avviste", filter=Q(avviste__in=rader))
        importer = Datoimport.objects.select_related("kjort_av").annotate(antall_ubehandlet=ubehandlet)
        peker = queries.peker()
        return super().get_context_data(
            importer=importer[:ANTALL_VIST],
            formater=[(slag.label, formatlinjer(slag, VERSJONER[slag])) for slag in Filslag],
            peker=peker,
            peker_for_gammel=peker is not None and er_for_gammel(peker.lest_tid),
            title=_("Filer utenfra"),
            **kwargs,
        )


class Enkjoring(Imdiside):
    """The file in the address; the gate stands before it among the bases."""

    kjoring: Datoimport

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.kjoring = get_object_or_404(Datoimport.objects.select_related("kjort_av", "side"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def formaalsnokkel(self) -> str:
        return f"fil {self.kjoring.pk}"

    def adresse(self, navn: str) -> str:
        return reverse(navn, args=[self.kjoring.pk])


class Kjoringsformaal(BareImdi, Enkjoring, Formaalsside):
    """«Hvorfor åpner du siden?» Neither the rows nor the name of the file."""

    rettighet = imdi_rettighet = Rettighet.SAK_LES
    form_class = Sideformaal
    template_name = "bosetting/person/formaal.html"

    def sider(self) -> list[str]:
        return [self.adresse("imdi_datoimport")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel, liste = _("Hvorfor åpner du siden?"), reverse("imdi_datoimporter")
        return super().get_context_data(
            title=tittel,
            gjelder=_("rader som er avvist fra en fil"),
            avbryt_url=liste,
            brodsmuler=[
                Lenke(_("Arbeidsflate"), reverse("admin:index")),
                Lenke(_("Filer utenfra"), liste),
                Lenke(tittel),
            ],
            **kwargs,
        )


class Kjoring(Registreringslesing, Enkjoring, Tekstside):
    """One file: what went in, and the refused rows with line and reason. The rows speak of persons."""

    template_name = "bosetting/innlesing/kjoring.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rader = Importrad.objects.all().synlig_for(self.bruker).filter(kjoring=self.kjoring)
        self.rader = list(rader.select_related("behandlet_av", "person__sak"))
        formaal = self._formaal()
        if self.rader and formaal is None:
            return redirect("imdi_datoimport_formaal", self.kjoring.pk)
        self._logg(formaal or "")
        return super().get(request, *args, **kwargs)

    def _formaal(self) -> str | None:
        """To deal with the rows is a task; who only reads is asked why (decision 19)."""
        if not maa_oppgi_formaal(self.bruker):
            return _("Behandling av avviste rader")
        return oppgitt_formaal(self.request, self.formaalsnokkel())

    def _logg(self, formaal: str) -> None:
        duf = [bare_siffer(str(rad.innhold.get("duf", ""))) for rad in self.rader]
        med_duf = Person.objects.filter(duf_nummer__in=duf).values_list("pk", flat=True)
        personer = sorted({*med_duf, *(rad.person_id for rad in self.rader if rad.person_id)})
        if personer:
            hendelse.logg_innsyn(
                self.bruker,
                handling=Handling.LESE,
                person_ider=personer,
                del_av=_("Avviste rader"),
                formaal=formaal,
                beskrivelse=_("Åpnet avviste rader fra en fil utenfra."),
            )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            kjoring=self.kjoring,
            side=getattr(self.kjoring, "side", None),
            rader=self.rader,
            title=_("Fil som er lest inn"),
            personopplysninger=True,
            **kwargs,
        )


class Radbehandlet(Imdiside):
    rettighet = Rettighet.SAK_SKRIV

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Importrad.objects.all().synlig_for(self.bruker), pk=pk)
        rad = services.marker_rad_behandlet(bruker=self.bruker, rad_id=pk)
        messages.success(request, _("Linje %(linje)d er merket som behandlet.") % {"linje": rad.linje})
        return redirect("imdi_datoimport", rad.kjoring_id)
