"""IMDi's pages for files from outside: read one in, and deal with the rows that were refused."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.folkeregister import queries
from bosetting.folkeregister.rules import er_for_gammel
from bosetting.innlesing import services
from bosetting.innlesing.forms import Filskjema
from bosetting.innlesing.models import Datoimport, Importrad
from bosetting.innlesing.states import VERSJONER, Filslag
from bosetting.person.models import Person
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kjerne.nummer import bare_siffer
from imdinett.kjerne.radfil import formatlinjer
from imdinett.opplasting.services import krev_ren
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.views import Imdiside, Skjemaside, Tekstside

ANTALL_VIST = 50


class Datoimporter(Imdiside, Skjemaside):
    rettighet = Rettighet.SAK_SKRIV
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


class Kjoring(Imdiside, Tekstside):
    """One file: what went in, and the refused rows with line and reason. The rows speak of persons."""

    rettighet = Rettighet.SAK_SKRIV
    template_name = "bosetting/innlesing/kjoring.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.kjoring = get_object_or_404(Datoimport.objects.select_related("kjort_av", "side"), pk=kwargs["pk"])
        rader = Importrad.objects.all().synlig_for(self.bruker).filter(kjoring=self.kjoring)
        self.rader = list(rader.select_related("behandlet_av", "person__sak"))
        self._logg()
        return super().get(request, *args, **kwargs)

    def _logg(self) -> None:
        duf = [bare_siffer(str(rad.innhold.get("duf", ""))) for rad in self.rader]
        med_duf = Person.objects.filter(duf_nummer__in=duf).values_list("pk", flat=True)
        personer = sorted({*med_duf, *(rad.person_id for rad in self.rader if rad.person_id)})
        if personer:
            hendelse.logg_innsyn(
                self.bruker,
                handling=Handling.LESE,
                person_ider=personer,
                del_av=_("Avviste rader"),
                formaal=_("Behandling av avviste rader"),
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
