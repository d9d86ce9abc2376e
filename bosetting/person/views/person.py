"""One person while IMDi registers: facts, kartlegging, relatives, and avvik."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import opphold, queries, rules, services, visning
from bosetting.person.avviksskjema import Avviksskjema
from bosetting.person.forms import Endreskjema, Slektskapsskjema
from bosetting.person.kartlegging_forms import Kartleggingsskjema, Returskjema
from bosetting.person.models import Kartlegging, Person
from bosetting.person.states import Avviksslag, Kartleggingstilstand, Kategori, Relasjonstype, Sakstilstand
from bosetting.person.views.felles import Ensak, Registreringslesing
from imdinett.hendelse.typer import Handling
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang
from imdinett.web import hendelser
from imdinett.web.views import Skjemaside, Tekstside


class Personside(Registreringslesing, Ensak, Tekstside):
    """The look is in the log before the page is sent. Health is a look of its own, of those who register."""

    del_av = "person"
    template_name = "bosetting/person/person.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.er_til_registrering:
            return redirect("personmappe", self.sak.person.uuid)
        if self.vis_helse:
            tilgang.krev(rules.kan_registrere(self.bruker))
            self.logg([self.sak], "helse")
        return self.spor_forst() or super().get(request, *args, **kwargs)

    @property
    def vis_helse(self) -> bool:
        return self.request.GET.get("vis") == "helse"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        husstanden = queries.medlemmer(self.sak.husstand, self.bruker)
        kartlegging = next(medlem.kartlegging for medlem in husstanden if medlem.sak.pk == self.sak.pk)
        return super().get_context_data(
            title=_("Sak %(nummer)s") % {"nummer": self.sak.nummer},
            identitet=visning.identitet(self.sak),
            merker=[visning.merke(self.sak)],
            opphold=[*visning.numre(self.sak, queries.tidligere_numre(self.sak.person_id)), *visning.opphold(self.sak)],
            bosteder=opphold.bostedshistorikk(opphold.tidligere_bosteder(self.sak.person_id)),
            familie_ute=opphold.familie_ute(self.sak.person_id),
            kartlegging=visning.kartlegging(kartlegging) if kartlegging else [],
            kartleggingsmerke=visning.kartleggingsmerke(kartlegging) if kartlegging else None,
            mangler=visning.manglende(kartlegging, self.sak) if kartlegging else "",
            kan_returneres=self._kan_returneres(kartlegging),
            helse=kartlegging.behov_for_helsetjenester if kartlegging and self.vis_helse else "",
            har_samtykke=bool(kartlegging and kartlegging.helse_samtykke),
            vis_helse=self.vis_helse,
            slekt=queries.slekt(self.sak, husstanden, self.bruker),
            avvik=next(medlem.avvik for medlem in husstanden if medlem.sak.pk == self.sak.pk),
            hendelser=hendelser.panel(self.sak, self.bruker),
            **kwargs,
        )

    def _kan_returneres(self, kartlegging: Kartlegging | None) -> bool:
        sendt = kartlegging is not None and kartlegging.tilstand == Kartleggingstilstand.SENDT
        return sendt and self.sak.tilstand == Sakstilstand.TIL_KARTLEGGING and self.sak.mottak_id is not None


class _Personskjema(Ensak, Skjemaside):
    """A form with the person's own data in it: opening it is a look."""

    template_name = "bosetting/person/skjema.html"
    knapp = gettext_lazy("Lagre")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(knapp=self.knapp, **kwargs)


class EndrePerson(_Personskjema):
    tittel = gettext_lazy("Rett opplysninger")
    del_av = "identitet"
    form_class = Endreskjema

    def get_form(self, form_class: Any = None) -> Any:
        """Without the level of protection, which has a page of its own."""
        form = super().get_form(form_class)
        del form.fields["gradering"]
        return form

    def get_initial(self) -> dict[str, Any]:
        return Endreskjema.verdier(self.sak)

    def utfor(self, form: Endreskjema) -> str:
        services.endre_person(bruker=self.bruker, sak=self.sak, versjon=form.cleaned_data["versjon"], ny=form.ny({}))
        return self.personside()


class RegistrerKartlegging(_Personskjema):
    tittel = gettext_lazy("Kartlegging og helse")
    del_av = "kartlegging og helse"
    form_class = Kartleggingsskjema

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kategori": Kategori(self.sak.kategori)}

    def get_initial(self) -> dict[str, Any]:
        kartlegging = Kartlegging.objects.filter(sak=self.sak).first()
        return Kartleggingsskjema.verdier(kartlegging) if kartlegging else {}

    def utfor(self, form: Kartleggingsskjema) -> str:
        services.registrer_kartlegging(bruker=self.bruker, sak=self.sak, svar=form.svar())
        return self.personside()


class ReturnerKartlegging(_Personskjema):
    """Back to mottak, with words on what is missing. Shows no more than the case number."""

    tittel = gettext_lazy("Send kartleggingen tilbake")
    del_av = "kartlegging"
    knapp = gettext_lazy("Send tilbake")
    form_class = Returskjema

    def utfor(self, form: Returskjema) -> str:
        services.returner_kartlegging(bruker=self.bruker, sak=self.sak, tekst=form.cleaned_data["tekst"])
        messages.success(self.request, _("Kartleggingen er sendt tilbake til mottaket."))
        return self.personside()


class RegistrerSlektskap(_Personskjema):
    tittel = gettext_lazy("Registrer slektskap")
    del_av = "slektskap"
    form_class = Slektskapsskjema

    def get_form_kwargs(self) -> dict[str, Any]:
        andre = [
            m.sak.person
            for m in queries.medlemmer(self.sak.husstand, self.bruker)
            if m.vises and m.sak.pk != self.sak.pk
        ]
        return {**super().get_form_kwargs(), "medlemmer": andre}

    def utfor(self, form: Slektskapsskjema) -> str:
        slektning = form.cleaned_data["medlem"] or self._oppslag(form.cleaned_data["duf_nummer"])
        relasjon = (self.sak.person, slektning, Relasjonstype(form.cleaned_data["type"]))
        services.registrer_slektskap(bruker=self.bruker, slektskap=[relasjon])
        return self.personside()

    def _oppslag(self, duf: str) -> Person:
        """The look-up is in the log, also when nobody has the number."""
        person = queries.med_duf(duf, self.bruker)
        self.logg([person.sak] if person else [self.sak], "slektskap", Handling.SOKE)
        if person is None:
            raise Domenefeil("ukjent_duf", _("Vi finner ingen person med dette DUF-nummeret."), felt="duf_nummer")
        return person


class ApneAvvik(Ensak, Skjemaside):
    tittel = gettext_lazy("Åpne avvik")
    form_class = Avviksskjema
    template_name = "bosetting/person/avvik.html"

    def utfor(self, form: Avviksskjema) -> str:
        data = form.cleaned_data
        services.apne_avvik(
            bruker=self.bruker, sak=self.sak, beskrivelse=data["beskrivelse"], slag=Avviksslag(data["slag"])
        )
        return reverse("imdi_husstand", args=[self.sak.husstand.nummer])
