"""IMDi looks persons up in Folkeregisteret by hand: who must be, and what was found."""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.folkeregister import queries, services, uttrekk
from bosetting.folkeregister.forms import Oppslagsskjema
from bosetting.person.querysets import SakQuerySet
from bosetting.person.views.felles import Ensak, Registrering
from imdinett.web.komponent import Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Sidedelt, Skjemaside, Tekstside


class Oppslagsliste(Registrering, MedUttrekk, Sidedelt, Tekstside):
    """Cases by number, never by name: no look to log but when they are taken out."""

    tittel = gettext_lazy("Slå opp i Folkeregisteret")
    template_name = "bosetting/folkeregister/oppslag.html"
    listefil = uttrekk.OPPSLAG
    detaljside, detaljnokkel = "imdi_folkeregister_oppslag", ("person__uuid",)
    sortering = Sortering(
        {
            "sak": ("nummer",),
            "kommune": ("kommune__sortering",),
            "status": ("tilstand",),
            "siden": ("slas_opp_fra",),
        },
        standard="siden",
    )

    def radene(self) -> SakQuerySet:
        return queries.til_oppslag(self.bruker)

    def filrader(self) -> SakQuerySet:
        return self.radene().uten_skjermede()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(side=self.side_av(self.radene()), **kwargs)


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
