"""IMDi loads its published figures: choose files, see what would happen row by row, load."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.rapport.forms import Bekreft, Tallfiler
from bosetting.rapport.services import Importresultat, importer_bosettingstall
from imdinett.kjerne.feil import Domenefeil
from imdinett.opplasting.services import krev_ren
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Lenke
from imdinett.web.views import BareImdi, Skjemaside

MAKS_ALDER = 60 * 60


class _Tallside(BareImdi, Skjemaside):
    rettighet = imdi_rettighet = Rettighet.TALLIMPORT
    template_name = "bosetting/rapport/tall.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Last inn publiserte tall")
        sti = [Lenke(_("Arbeidsflate"), reverse("admin:index")), Lenke(tittel)]
        return super().get_context_data(**{"title": tittel, "brodsmuler": sti, **kwargs})


class Tallopplasting(_Tallside):
    """The dry run: nothing is stored, neither rows nor files."""

    form_class = Tallfiler
    engangs = False

    def utfor(self, form: Tallfiler) -> HttpResponse:
        tall, nasjonalt = form.cleaned_data["tall"], form.cleaned_data["nasjonalt"]
        krev_ren(tall, felt="tall")
        if nasjonalt is not None:
            krev_ren(nasjonalt, felt="nasjonalt")
        prove = importer_bosettingstall(bruker=self.bruker, tall=tall, nasjonalt=nasjonalt, prove=True)
        bekreft = Bekreft(initial={"innhold": self._pack(tall, nasjonalt)})
        return self.render_to_response(self.get_context_data(form=Tallfiler(), prove=prove, bekreft=bekreft))

    def _pack(self, tall: bytes, nasjonalt: bytes | None) -> str:
        deler = [tall.decode("latin-1"), None if nasjonalt is None else nasjonalt.decode("latin-1")]
        return signing.dumps(deler, salt=_salt(self.bruker.pk), compress=True)


class Tallinnlesing(_Tallside):
    """Load the bytes that the dry run read: they come back signed, for this user, for an hour."""

    form_class = Bekreft

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("tallimport")

    def form_invalid(self, form: Any) -> HttpResponse:
        skjema = Tallfiler({})
        skjema.full_clean()
        skjema.errors.clear()
        for tekst in [feil for feilene in form.errors.values() for feil in feilene]:
            skjema.add_error(None, tekst)
        return self.render_to_response(self.get_context_data(form=skjema), status=422)

    def utfor(self, form: Bekreft) -> str:
        tall, nasjonalt = self._unpack(form.cleaned_data["innhold"])
        svar = importer_bosettingstall(bruker=self.bruker, tall=tall, nasjonalt=nasjonalt)
        messages.success(self.request, receipt(svar))
        return reverse("tallimport")

    def _unpack(self, pakke: str) -> tuple[bytes, bytes | None]:
        try:
            tall, nasjonalt = signing.loads(pakke, salt=_salt(self.bruker.pk), max_age=MAKS_ALDER)
        except signing.BadSignature:
            raise Domenefeil("gammel_import", _("Prøven er for gammel. Velg filene på nytt.")) from None
        return tall.encode("latin-1"), None if nasjonalt is None else nasjonalt.encode("latin-1")


def _salt(bruker_id: int) -> str:
    return f"bosettingstall-{bruker_id}"


def receipt(svar: Importresultat) -> str:
    tall = {"inn": norsk.tall(svar.inn), "like": norsk.tall(svar.uendret), "avvist": norsk.tall(len(svar.avvist))}
    return _("Tallene er lastet inn. Nye eller endrede rader: %(inn)s, uendret: %(like)s, avvist: %(avvist)s.") % tall
