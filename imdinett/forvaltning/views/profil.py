"""Own account: profile, e-mail, invitation link, and which kommune to act for."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from imdinett.forvaltning.forms.profil import Enhetskjema, Epostskjema, Invitasjonskjema, Profilskjema, Tomtskjema
from imdinett.forvaltning.models import Invitasjon
from imdinett.forvaltning.services import invitasjoner, konto
from imdinett.tilgang import tilgang
from imdinett.tilgang.roller import ROLLER, Rolle
from imdinett.web import enhet
from imdinett.web.komponent import Lenke, Rad
from imdinett.web.porter import ALLE_INNLOGGEDE, APEN
from imdinett.web.views import Skjemaside


def _sti(tittel: str) -> list[Lenke]:
    return [Lenke(_("Hjem"), "/"), Lenke(_("Min profil"), reverse("min_profil")), Lenke(tittel)]


class MinProfil(Skjemaside):
    rettighet = ALLE_INNLOGGEDE
    template_name = "imdinett/forvaltning/min_profil.html"
    form_class = Profilskjema

    def get_initial(self) -> dict[str, Any]:
        return {felt: getattr(self.bruker, felt) for felt in ("telefon", "sprak", "farger")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        konto_rader = [Rad(_("Navn"), self.bruker.navn), Rad(_("E-post"), self.bruker.epost)]
        return super().get_context_data(
            brodsmuler=[Lenke(_("Hjem"), "/"), Lenke(_("Min profil"))],
            hjelpetema="logge-inn",
            konto=konto_rader,
            roller=list(_roller(self.request)),
            **kwargs,
        )

    def utfor(self, form: Any) -> str:
        bruker = konto.lagre_profil(bruker=self.bruker, **form.cleaned_data)
        with translation.override(bruker.sprak or translation.get_language() or settings.LANGUAGE_CODE):
            messages.success(self.request, _("Profilen er lagret."))
        return reverse("min_profil")


def _roller(request: HttpRequest) -> list[Rad]:
    """Where the user has which roles."""
    grunnlag = tilgang.grunnlag(request.user)
    rader = [Rad("IMDi", _navn(grunnlag.imdi))] if grunnlag.imdi else []
    kommuner = tilgang.egne_kommuner(request.user)
    return rader + [Rad(str(kommune), _navn(grunnlag.kommuner[kommune.pk])) for kommune in kommuner]


def _navn(roller: frozenset[Rolle]) -> str:
    return ", ".join(str(ROLLER[rolle].navn) for rolle in ROLLER if rolle in roller)


class EndreEpost(Skjemaside):
    rettighet = ALLE_INNLOGGEDE
    template_name = "imdinett/forvaltning/endre_epost.html"
    form_class = Epostskjema

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(brodsmuler=_sti(_("Endre e-post")), **kwargs)

    def utfor(self, form: Any) -> str:
        konto.be_om_ny_epost(bruker=self.bruker, epost=form.cleaned_data["epost"])
        messages.info(
            self.request,
            _("Vi har sendt en lenke til den nye adressen. Adressen er ikke endret før du har brukt lenken."),
        )
        return reverse("min_profil")


class BekreftEpost(Skjemaside):
    """The link from the new address; a button, so that a mail scanner that opens links changes nothing."""

    rettighet = ALLE_INNLOGGEDE
    template_name = "imdinett/forvaltning/bekreft_epost.html"
    form_class = Tomtskjema

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        adresse = konto.ny_epost(bruker=self.bruker, merke=self.kwargs["merke"])
        return super().get_context_data(adresse=adresse, brodsmuler=_sti(_("Bekreft e-post")), **kwargs)

    def utfor(self, form: Any) -> str:
        okt = self.request.session.session_key or ""
        konto.bekreft_ny_epost(bruker=self.bruker, merke=self.kwargs["merke"], okt=okt)
        messages.success(self.request, _("E-postadressen er endret."))
        return reverse("min_profil")


class GodtaInvitasjon(Skjemaside):
    """Open to the one who has the link: the link is the proof."""

    rettighet = APEN
    engangs = False
    template_name = "imdinett/forvaltning/invitasjon.html"
    form_class = Invitasjonskjema
    invitasjon: Invitasjon

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        funnet = invitasjoner.finn(self.kwargs["nokkel"])
        if funnet is None:
            return render(request, "imdinett/forvaltning/invitasjon_ugyldig.html", status=410)
        self.invitasjon = funnet
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bruker": self.invitasjon.bruker}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(invitasjon=self.invitasjon, **kwargs)

    def utfor(self, form: Any) -> str:
        invitasjoner.godta(nokkel=self.kwargs["nokkel"], passord=form.cleaned_data["passord1"])
        messages.success(
            self.request, _("Passordet er lagret. Logg inn, så setter du opp engangskode eller passnøkkel.")
        )
        return reverse("account_login")


class ByttEnhet(Skjemaside):
    """For those who work for more than one kommune (ui.md 3)."""

    rettighet = ALLE_INNLOGGEDE
    engangs = False
    template_name = "imdinett/forvaltning/bytt_enhet.html"
    form_class = Enhetskjema

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if enhet.aktiv_kommune(request) is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kommuner": tilgang.egne_kommuner(self.bruker)}

    def get_initial(self) -> dict[str, Any]:
        return {"kommune": self.kommune}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Bytt kommune"))]
        return super().get_context_data(brodsmuler=sti, **kwargs)

    def utfor(self, form: Any) -> str | HttpResponse:
        self.request.session[enhet.NOKKEL] = form.cleaned_data["kommune"].pk
        return redirect("hjem")
