"""The forms of what only the folder shows: how long the permit holds, whom to call, relatives abroad."""

from django import forms
from django.utils.translation import gettext_lazy

from bosetting.person.forms import TELEFON, VELG
from bosetting.person.models import Person
from bosetting.person.services import Kontakt, NyFamilieUte
from bosetting.person.states import Gjenforening, Relasjonstype
from imdinett.web.felt import Datofelt, Tallfelt
from imdinett.web.skjema import Skjema


class Gyldighetsskjema(Skjema):
    gyldig_til = Datofelt(
        label=gettext_lazy("Gyldig til"),
        required=False,
        help_text=gettext_lazy("Siste dag tillatelsen gjelder, for eksempel 23.11.2027. Tomt når dagen ikke er kjent."),
    )


class Kontaktskjema(Skjema):
    kontakt_navn = forms.CharField(label=gettext_lazy("Kontaktperson der"), max_length=100, required=False)
    kontakt_telefon = forms.CharField(
        label=gettext_lazy("Telefon til kontaktpersonen"), max_length=20, required=False, validators=[TELEFON]
    )
    bosted_fra = Datofelt(label=gettext_lazy("Bor der fra"), required=False)

    @classmethod
    def verdier(cls, person: Person) -> dict[str, object]:
        return {navn: getattr(person, navn) for navn in cls.base_fields}

    def kontakt(self) -> Kontakt:
        data = self.cleaned_data
        return Kontakt(navn=data["kontakt_navn"], telefon=data["kontakt_telefon"], fra=data["bosted_fra"])


class FamilieUteskjema(Skjema):
    type = forms.ChoiceField(label=gettext_lazy("Slektningen er personens"), choices=(VELG, *Relasjonstype.choices))
    navn = forms.CharField(label=gettext_lazy("Navn"), max_length=100, required=False)
    fodselsaar = Tallfelt(label=gettext_lazy("Fødselsår"), required=False)
    land = forms.CharField(label=gettext_lazy("Landet slektningen er i"), max_length=60)
    gjenforening = forms.ChoiceField(
        label=gettext_lazy("Familiegjenforening"), choices=Gjenforening.choices, initial=Gjenforening.UKJENT
    )

    def ny(self) -> NyFamilieUte:
        data = self.cleaned_data
        return NyFamilieUte(
            type=Relasjonstype(data["type"]),
            navn=data["navn"],
            fodselsaar=data["fodselsaar"],
            land=data["land"],
            gjenforening=Gjenforening(data["gjenforening"]),
        )
