"""IMDi looks persons up in Folkeregisteret by hand: who must be, and what was found."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.folkeregister import queries, services, uttrekk
from bosetting.folkeregister.forms import Oppslagsskjema
from bosetting.person.querysets import SakQuerySet
from bosetting.person.views.felles import Ensak, Registrering
from imdinett.web.komponent import Lenke
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Skjemaside, Tekstside

PER_SIDE = 50


class Oppslagsliste(Registrering, MedUttrekk, Tekstside):
    """Cases by number, never by name: no look to log but when they are taken out."""

    tittel = gettext_lazy("Slå opp i Folkeregisteret")
    template_name = "bosetting/folkeregister/oppslag.html"
    listefil = uttrekk.OPPSLAG

    def filrader(self) -> SakQuerySet:
        return queries.til_oppslag(self.bruker).uten_skjermede()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = queries.til_oppslag(self.bruker)
        side = Paginator(rader, PER_SIDE).get_page(self.request.GET.get("side"))
        return super().get_context_data(side=side, **kwargs)


class RegistrerOppslag(Ensak, Skjemaside):
    tittel = gettext_lazy("Registrer oppslag i Folkeregisteret")
    del_av = "oppslag i Folkeregisteret"
    form_class = Oppslagsskjema
    template_name = "bosetting/folkeregister/registrer.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "person": self.sak.person}

    def get_initial(self) -> dict[str, Any]:
        status = queries.status(self.sak.person_id)
        return {"kommune": status.bostedskommune, "flyttedato": status.flyttedato} if status else {}

    def personside(self) -> str:
        """Back to where the link stands."""
        return reverse("personmappe_identitet", args=[self.sak.person.uuid])

    def sti(self) -> list[Lenke]:
        return [Lenke(_("Slå opp i Folkeregisteret"), reverse("imdi_folkeregister")), Lenke(str(self.tittel))]

    def utfor(self, form: Oppslagsskjema) -> str:
        data = form.cleaned_data
        services.registrer_oppslag(
            bruker=self.bruker, sak=self.sak, kommune=data.get("kommune"), flyttedato=data.get("flyttedato")
        )
        messages.success(self.request, _("Oppslaget i sak %(sak)s er registrert.") % {"sak": self.sak})
        return self.personside()
