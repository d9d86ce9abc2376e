"""IMDi's pages for mottak's files: read one in, and deal with the rows that were refused."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.bosatt import services
from bosetting.bosatt.forms import Datofilskjema
from bosetting.bosatt.models import Datoimport, Importrad
from bosetting.person.models import Person
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kjerne.nummer import bare_siffer
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.views import Imdiside, Skjemaside, Tekstside

ANTALL_VIST = 50


class Datoimporter(Imdiside, Skjemaside):
    rettighet = Rettighet.SAK_SKRIV
    template_name = "bosetting/bosatt/imdi/importer.html"
    form_class = Datofilskjema

    def utfor(self, form: Datofilskjema) -> str:  # type: ignore[override]
        kjoring = services.importer_bosettingsdatoer(bruker=self.bruker, fil=form.cleaned_data["fil"])
        return reverse("imdi_datoimport", args=[kjoring.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ubehandlet = Count("avviste", filter=Q(avviste__behandlet_tid=None))
        importer = Datoimport.objects.select_related("kjort_av").annotate(antall_ubehandlet=ubehandlet)
        return super().get_context_data(
            importer=importer[:ANTALL_VIST], title=_("Bosettingsdatoer fra mottak"), **kwargs
        )


class Kjoring(Imdiside, Tekstside):
    """One file: what went in, and the refused rows with line and reason. The rows hold DUF numbers."""

    rettighet = Rettighet.SAK_SKRIV
    template_name = "bosetting/bosatt/imdi/kjoring.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.kjoring = get_object_or_404(Datoimport.objects.select_related("kjort_av"), pk=kwargs["pk"])
        self.rader = list(Importrad.objects.filter(kjoring=self.kjoring).select_related("behandlet_av"))
        self._logg()
        return super().get(request, *args, **kwargs)

    def _logg(self) -> None:
        duf = [bare_siffer(str(rad.innhold.get("duf", ""))) for rad in self.rader]
        personer = list(Person.objects.filter(duf_nummer__in=duf).order_by("pk").values_list("pk", flat=True))
        if personer:
            hendelse.logg_innsyn(
                self.bruker,
                handling=Handling.LESE,
                person_ider=personer,
                del_av=_("Avviste rader"),
                formaal=_("Behandling av avviste bosettingsdatoer"),
                beskrivelse=_("Åpnet avviste rader fra en fil med bosettingsdatoer."),
            )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            kjoring=self.kjoring, rader=self.rader, title=_("Import fra mottak"), personopplysninger=True, **kwargs
        )


class Radbehandlet(Imdiside):
    rettighet = Rettighet.SAK_SKRIV

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Importrad, pk=pk)
        rad = services.marker_rad_behandlet(bruker=self.bruker, rad_id=pk)
        messages.success(request, _("Linje %(linje)d er merket som behandlet.") % {"linje": rad.linje})
        return redirect("imdi_datoimport", rad.kjoring_id)
