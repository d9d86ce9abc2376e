"""Reports with persons in them. Nothing is shown before the form is sent, and everything shown is logged."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.rapport import services
from bosetting.rapport.forms import Personutvalg
from bosetting.rapport.models import Rapportfil
from bosetting.rapport.queries import utvalg
from bosetting.rapport.queries.enkel import Deltabell
from bosetting.rapport.queries.personer import BOSATTE, UTEN_DATO, Personrapport
from bosetting.rapport.states import Filtilstand
from imdinett.hendelse.typer import Handling
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import eksport, uttak
from imdinett.web.eksport import XLSX_TYPE, Format
from imdinett.web.komponent import Lenke
from imdinett.web.views import Side, Skjemaside, Tekstside

VIST = 200


def _path(tittel: str) -> list[Lenke]:
    return [Lenke(_("Hjem"), "/"), Lenke(_("Rapporter"), reverse("rapporter")), Lenke(tittel)]


class Personside(Skjemaside):
    rettighet = Rettighet.SAK_LES
    form_class = Personutvalg
    template_name = "bosetting/rapport/personer.html"
    engangs = False
    rapport: ClassVar[Personrapport]

    @property
    def er_imdi(self) -> bool:
        return tilgang.har_imdi(self.bruker, Rettighet.SAK_LES)

    def get_form_kwargs(self) -> dict[str, Any]:
        kommuner = Kommune.objects.gyldige() if self.er_imdi else Kommune.objects.none()
        return {
            **super().get_form_kwargs(),
            "kommuner": [(kommune.nummer, str(kommune)) for kommune in kommuner],
            "aarene": utvalg.aarene() if self.rapport.aarsfelt else [],
            "imdi": self.er_imdi,
        }

    def get_initial(self) -> dict[str, Any]:
        return {"som": Personutvalg.SKJERM}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            rapport=self.rapport,
            enhet=None if self.er_imdi else _("%(kommune)s kommune") % {"kommune": self.kommune},
            brodsmuler=_path(str(self.rapport.tittel)),
            hjelpetema="lese-rapporten",
            **kwargs,
        )

    def utfor(self, form: Personutvalg) -> str | HttpResponse:
        kommune = self._kommune(form)
        aar = int(form.cleaned_data["aar"]) if form.cleaned_data.get("aar") else None
        rader = self.rapport.rader(self.bruker, kommune_id=kommune.pk if kommune else None, aar=aar)
        som = form.cleaned_data["som"]
        if som == Personutvalg.SKJERM:
            return self._screen(form, list(rader[: VIST + 1]), kommune)
        antall = rader.count()
        if antall > settings.RAPPORT_SOM_JOBB_OVER:
            return self._order(form, kommune, aar, antall)
        return self._file(form, list(rader), kommune, aar)

    def _kommune(self, form: Personutvalg) -> Kommune | None:
        if not self.er_imdi:
            tilgang.krev(tilgang.har(self.bruker, Rettighet.SAK_LES, self.kommune.pk))
            return self.kommune
        nummer = form.cleaned_data["kommune"]
        return Kommune.objects.gyldige().get(nummer=nummer) if nummer else None

    def _log(self, form: Personutvalg, rader: list[Any], kommune: Kommune | None, handling: Handling) -> None:
        services.logg_personrapport(
            bruker=self.bruker,
            tittel=str(self.rapport.tittel),
            handling=handling,
            person_ider=[rad.person_id for rad in rader],
            kommune=kommune,
            formaal=form.cleaned_data.get("formaal", ""),
        )

    def _screen(self, form: Personutvalg, rader: list[Any], kommune: Kommune | None) -> HttpResponse:
        vist = rader[:VIST]
        self._log(form, vist, kommune, Handling.LESE)
        tabell = Deltabell(self.rapport.kode, str(self.rapport.tittel), self.rapport.kolonner(), vist)
        return self.render_to_response(
            self.get_context_data(
                form=form, tabell=tabell, avkortet=len(rader) > VIST, vist=VIST, personopplysninger=True
            )
        )

    def _file(self, form: Personutvalg, rader: list[Any], kommune: Kommune | None, aar: int | None) -> HttpResponse:
        talt = uttak.tell(bruker=self.bruker, hva=self.rapport.kode, kommune=kommune)
        self._log(form, rader, kommune, Handling.EKSPORT)
        format = Format(form.cleaned_data["som"])
        services.logg_rapport_hentet(
            bruker=self.bruker,
            kommune=kommune,
            rapport=self.rapport.kode,
            filter=str(aar or _("Alle år")),
            format=format,
            rader=len(rader),
        )
        innhold = services.person_eksport(self.rapport, rader, bruker=self.bruker, kommune=kommune, aar=aar)
        return eksport.svar(innhold, format, talt)  # type: ignore[return-value]

    def _order(self, form: Personutvalg, kommune: Kommune | None, aar: int | None, antall: int) -> str:
        fil = services.bestill_rapportfil(
            bruker=self.bruker,
            rapport=self.rapport,
            kommune=kommune,
            aar=aar,
            format=Format(form.cleaned_data["som"]),
            formaal=form.cleaned_data.get("formaal", ""),
            rader=antall,
        )
        return reverse("rapportfil", args=[fil.uuid])


class Bosatte(Personside):
    rapport = BOSATTE


class UtenDato(Personside):
    rapport = UTEN_DATO


# ---- the long ones
class Egenfil(Side):
    """A file that the reader has ordered; another's does not exist."""

    rettighet = Rettighet.SAK_LES

    def fil(self, uuid: UUID) -> Rapportfil:
        egne = Rapportfil.objects.all().synlig_for(self.bruker).select_related("kommune")
        return get_object_or_404(egne, uuid=uuid)


class Rapportfilside(Egenfil, Tekstside):
    """How far it has come; asks again by itself until it is there."""

    template_name = "bosetting/rapport/rapportfil.html"

    def get_template_names(self) -> list[str]:
        bit_ = getattr(self.request, "htmx", False)
        return ["bosetting/rapport/_rapportfil.html"] if bit_ else [self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fil = self.fil(self.kwargs["uuid"])
        tittel = services.tittel_paa(fil)
        under_arbeid = fil.tilstand in (Filtilstand.VENTER, Filtilstand.LAGES)
        return super().get_context_data(
            fil=fil,
            tittel=tittel,
            tekst=_("Rader i filen"),
            under_arbeid=under_arbeid,
            ferdig=fil.ferdige_rader,
            totalt=max(fil.rader, fil.ferdige_rader + under_arbeid),
            url=reverse("rapportfil", args=[fil.uuid]),
            dager=settings.RAPPORTFIL_DAGER,
            brodsmuler=_path(tittel),
            **kwargs,
        )


class Rapportfilnedlasting(Egenfil):
    def get(self, request: HttpRequest, uuid: UUID) -> HttpResponseBase:
        fil = self.fil(uuid)
        biter = services.apne(bruker=self.bruker, fil=fil)
        type_ = XLSX_TYPE if fil.format == Format.XLSX else "text/csv; charset=utf-8"
        svar = StreamingHttpResponse(biter, content_type=type_)
        svar["Content-Disposition"] = f'attachment; filename="{fil.filnavn}"'
        return svar
