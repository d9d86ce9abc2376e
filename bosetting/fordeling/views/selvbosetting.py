"""IMDi checks an innmelding with avtalt selvbosetting, and puts the household on a list (B-060)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.anmodning.queries import plassregnskap
from bosetting.fordeling import kontroll
from bosetting.fordeling.forms import Avtaltskjema, mulige_aar
from bosetting.fordeling.services.selvbosetting import fordel_avtalt_selvbosetting
from bosetting.fordeling.views.imdi import Fordelingsside
from bosetting.innmelding.models import BestemtPerson
from bosetting.innmelding.queries import logg_innsyn_i
from imdinett.kjerne.nummer import vis_duf
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke, Rad
from imdinett.web.views import Skjemaside


class AvtaltSelvbosetting(Fordelingsside, Skjemaside):
    """The check page: what the kommune typed beside what the register says. The look is logged with the person."""

    rettighet = Rettighet.FORDELING_SKRIV
    template_name = "bosetting/fordeling/imdi/avtalt_selvbosetting.html"
    form_class = Avtaltskjema
    innmelding: BestemtPerson

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rader = BestemtPerson.objects.synlig_for(self.bruker).filter(avtalt_selvbosetting=True)
        self.innmelding = get_object_or_404(rader.select_related("kommune", "sendt_av"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"plassaar": mulige_aar()[0]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        innmelding, funn = self.innmelding, kontroll.avtaltkontroll(self.innmelding, self.bruker)
        person = funn.sak.person if funn.sak else None
        logg_innsyn_i(self.bruker, innmelding, person_id=person.pk if person else None)
        sted = Lenke(_("Innmelding"), reverse("imdi_innmelding", args=["bestemt-person", innmelding.pk]))
        return super().get_context_data(
            innmelding=innmelding,
            feil=funn.feil,
            rader=[
                Rad(_("DUF-nummer"), vis_duf(innmelding.duf_nummer)),
                Rad(_("Navn, slik kommunen skrev det"), innmelding.navn),
                Rad(_("Navn i registeret"), person.navn if person else None),
                Rad(_("Sak"), funn.sak.nummer if funn.sak else None),
                Rad(_("Status i saken"), funn.sak.get_tilstand_display() if funn.sak else None),
                Rad(_("Husstand"), funn.sak.husstand.nummer if funn.sak else None),
            ],
            regnskap=plassregnskap(innmelding.kommune, mulige_aar()[0]),
            aar=mulige_aar()[0],
            avbryt_url=sted.url,
            brodsmuler=self.brodsmuler(sted, Lenke(_("Avtalt selvbosetting"))),
            **kwargs,
        )

    def utfor(self, form: Avtaltskjema) -> str:
        liste = fordel_avtalt_selvbosetting(
            bruker=self.bruker, innmelding_id=self.innmelding.pk, plassaar=form.cleaned_data["plassaar"]
        )
        tekst = _("Listen er sendt til %(kommune)s.") % {"kommune": liste.kommune}
        messages.success(self.request, tekst)
        return reverse("imdi_fordelingsliste", args=[liste.nummer])
