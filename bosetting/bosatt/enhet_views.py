"""Files that mottak and Bufetat put in the folders of those who live with them (B-070, security.md §4)."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.bosatt import dokumentvisning, rules
from bosetting.bosatt import mappe_queries as mappe
from bosetting.bosatt import mappe_services as services
from bosetting.bosatt.barn_views import EttBarn
from bosetting.bosatt.mappe_forms import Dokumentskjema
from bosetting.person.models import Sak
from bosetting.person.views.mottak import EnBeboer, Enhetsside
from imdinett.opplasting.states import Filtilstand
from imdinett.opplasting.views import fil_svar
from imdinett.web.komponent import Lenke
from imdinett.web.views import Skjemaside


class _Dokumenter(Enhetsside):
    """What the enhet has put in the folder itself, and the form that adds to it. Others' files are not here."""

    tittel: ClassVar[Promise | str] = gettext_lazy("Dokumenter og planer")
    del_av: ClassVar[str] = "dokumenter"
    sak: Sak
    # The page of the person, of these documents, and of one of them.
    personside: ClassVar[str]
    her: ClassVar[str]
    filside: ClassVar[str]

    def adresse(self, navn: str) -> str:
        return reverse(navn, args=[self.sak.person.uuid])

    def sti(self) -> list[Lenke]:
        *liste, sak = super().sti()
        return [*liste, Lenke(sak.tekst, self.adresse(self.personside)), Lenke(str(self.tittel))]


class _Dokumentside(_Dokumenter, Skjemaside):
    form_class = Dokumentskjema
    template_name = "bosetting/bosatt/enhet/dokumenter.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Nobody here is shielded: a shielded person does not exist for an enhet (B-095)."""
        egne = {"er_skjermet": False, "slag": rules.tillatte_slag(self.bruker, self.sak)}
        return {**super().get_form_kwargs(), **egne}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dokumenter = mappe.enhetens_dokumenter(self.sak, self.bruker)
        return super().get_context_data(
            **{
                **kwargs,
                "tittel": self.tittel,
                "dokumenter": dokumentvisning.rader(dokumenter, self.filside, self.sak),
                "planer": dokumentvisning.planer(self.sak, dokumenter),
                "avbryt_url": self.adresse(self.personside),
            }
        )

    def utfor(self, form: Dokumentskjema) -> str:
        services.last_opp_fra_enhet(bruker=self.bruker, sak=self.sak, ny=form.ny())
        messages.success(self.request, _("Dokumentet er lagret. Det kan åpnes når det er kontrollert for virus."))
        return self.adresse(self.her)


class _Dokumentet(_Dokumenter):
    """The file itself: a look of its own."""

    del_av: ClassVar[str] = "dokument"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        egne = mappe.enhetens_dokumenter_om(self.sak, self.bruker)
        dokument = get_object_or_404(egne.select_related("opplasting"), pk=kwargs["pk"])
        if dokument.opplasting.tilstand != Filtilstand.REN:
            return redirect(self.adresse(self.her))
        self.logg([self.sak])
        return fil_svar(dokument.opplasting)


class _HosMottaket(EnBeboer):
    personside: ClassVar[str] = "beboer"
    her: ClassVar[str] = "beboer_dokumenter"
    filside: ClassVar[str] = "beboer_dokument"


class _HosBufetat(EttBarn):
    personside: ClassVar[str] = "barn_under_15"
    her: ClassVar[str] = "barn_dokumenter"
    filside: ClassVar[str] = "barn_dokument"


class Beboerdokumenter(_Dokumentside, _HosMottaket):
    pass


class Beboerdokument(_Dokumentet, _HosMottaket):
    pass


class Barnedokumenter(_Dokumentside, _HosBufetat):
    pass


class Barnedokument(_Dokumentet, _HosBufetat):
    pass
