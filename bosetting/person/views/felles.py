"""What IMDi's registration pages have in common: who may, which household or case, why, and the line in the log."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bosetting.person import queries, rules
from bosetting.person.models import Husstand, Sak
from bosetting.person.states import FOR_FORDELING, Gradering
from bosetting.person.views.formaal import OPPGAVE, oppgitt_formaal
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.lister import naboer
from imdinett.web.views import Imdilesing, Imdiside


class Registrering(Imdiside):
    """A page for those who register persons. Those that others at IMDi read, are a `Registreringslesing` too."""

    rettighet = Rettighet.SAK_SKRIV
    tittel: ClassVar[str | Promise] = ""
    # What the page is called in the access log; empty when it shows no personal data.
    del_av: ClassVar[str] = ""

    def viste(self) -> list[Sak]:
        """Those whose data the page shows."""
        return []

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The line in the log before the page, also when the page comes back with errors."""
        if self.del_av and (saker := self.viste()):
            self.logg(saker, self.del_av)
        svar: HttpResponse = super().render_to_response(context, **kwargs)  # type: ignore[misc]
        return svar

    def husstandsnummer(self) -> str:
        """The household that is shown: who only reads is asked why once for all of it."""
        return ""

    def formaal(self) -> str | None:
        """Why the persons are looked at; None when it must be asked first (decision 19)."""
        if rules.kan_registrere(self.bruker):
            return _("Registrering")
        if rules.maa_oppgi_formaal(self.bruker, self.viste()):
            return oppgitt_formaal(self.request, self.husstandsnummer())
        return str(OPPGAVE)

    def spor_forst(self) -> HttpResponse | None:
        """The question of why, when it must be asked; nothing is shown before the answer."""
        if not self.viste() or self.formaal() is not None:
            return None
        sporsmaal = urlencode({"neste": self.request.path})
        sporsmaalet = f"{reverse('imdi_husstand_formaal', args=[self.husstandsnummer()])}?{sporsmaal}"
        return redirect(naboer.videre(self.request, sporsmaalet))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("title", self.tittel)
        kwargs.setdefault("kan_skrive", rules.kan_registrere(self.bruker))
        return super().get_context_data(
            brodsmuler=[
                Lenke(_("Arbeidsflate"), reverse("admin:index")),
                Lenke(_("Registrering"), reverse("imdi_personer")),
                *self.sti(),
            ],
            personopplysninger=True,
            **kwargs,
        )

    def sti(self) -> list[Lenke]:
        return [Lenke(str(self.tittel))] if self.tittel else []

    def logg(self, saker: list[Sak], del_av: str, handling: Handling = Handling.LESE) -> None:
        """One line on everybody whose data the page shows, before it is sent. Raises: no log, no page."""
        personer = [sak.person_id for sak in saker]
        hendelse.logg_innsyn(
            self.bruker,
            handling=handling,
            person_id=personer[0] if len(personer) == 1 else None,
            person_ider=personer if len(personer) > 1 else (),
            saksnummer=saker[0].nummer if len(saker) == 1 else "",
            del_av=del_av,
            gradering=next((sak.person.gradering for sak in saker if sak.person.er_skjermet), Gradering.INGEN),
            formaal=self.formaal() or "",
            beskrivelse=_("Åpnet %(side)s under registrering.") % {"side": del_av},
        )


class Registreringslesing(Imdilesing):
    """Read by all at IMDi who may read cases; stands before `Registrering` among the bases."""

    rettighet = imdi_rettighet = Rettighet.SAK_LES
    skriverett = Rettighet.SAK_SKRIV


class Enhusstand(Registrering):
    """The household in the address, and its members."""

    husstand: Husstand
    medlemmer: list[queries.Medlem]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        synlige = Husstand.objects.synlig_for(self.bruker)
        self.husstand = get_object_or_404(synlige, nummer=self.kwargs["nummer"])
        self.medlemmer = queries.medlemmer(self.husstand, self.bruker)
        return super().dispatch(request, *args, **kwargs)

    def husstandsnummer(self) -> str:
        return self.husstand.nummer

    def husstandsside(self) -> str:
        return reverse("imdi_husstand", args=[self.husstand.nummer])

    def sti(self) -> list[Lenke]:
        tittel = _("Husstand %(nummer)s") % {"nummer": self.husstand.nummer}
        return [Lenke(tittel, self.husstandsside()), *super().sti()]

    def navn(self) -> dict[int, str]:
        """What each case is called on these pages, by its id."""
        return {medlem.sak.pk: medlem.sak.person.navn for medlem in self.medlemmer}

    def viste(self) -> list[Sak]:
        return [medlem.sak for medlem in self.medlemmer if medlem.vises]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            husstand=self.husstand, medlemmer=self.medlemmer, avbryt_url=self.husstandsside(), **kwargs
        )


class Ensak(Registrering):
    """The case of the person in the address. Who is protected is there for the group only (B-095)."""

    sak: Sak

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        med = ("person", "husstand", "kommune", "mottak", "amot_kommune")
        saker = Sak.objects.synlig_for(request.user).select_related(*med)
        self.sak = get_object_or_404(saker, person__uuid=self.kwargs["uuid"])
        return super().dispatch(request, *args, **kwargs)

    def viste(self) -> list[Sak]:
        return [self.sak]

    def husstandsnummer(self) -> str:
        return self.sak.husstand.nummer

    @property
    def er_til_registrering(self) -> bool:
        return self.sak.tilstand in FOR_FORDELING

    def personside(self) -> str:
        return reverse("imdi_person", args=[self.sak.person.uuid])

    def sti(self) -> list[Lenke]:
        husstand = _("Husstand %(nummer)s") % {"nummer": self.sak.husstand.nummer}
        return [
            Lenke(husstand, reverse("imdi_husstand", args=[self.sak.husstand.nummer])),
            Lenke(_("Sak %(nummer)s") % {"nummer": self.sak.nummer}, self.personside()),
            *super().sti(),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sak=self.sak, avbryt_url=self.personside(), **kwargs)
