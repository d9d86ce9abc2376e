"""Forms for dates: one household, one correction; and the filters of the lists."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.bosatt import rules
from bosetting.bosatt.models import Bosetting
from bosetting.bosatt.services import Avslutningsvalg
from bosetting.person.models import Sak
from bosetting.person.states import MAPPE_APEN, Avslutningsgrunn, Kategori, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.web import norsk
from imdinett.web.felt import Datofelt
from imdinett.web.skjema import Skjema, gi_meldinger


class Husstandsskjema(Skjema):
    """W-03: one date for all on top, a date per person below; who is not settled yet is left out on purpose.

    `apne` are those who can be given a date now, `registrert` the dates that colleagues have set, by sak.
    """

    felles = Datofelt(label=gettext_lazy("Samme dato for alle"), required=False)

    def __init__(self, apne: Sequence[Sak], registrert: Mapping[int, Bosetting], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.apne, self.registrert = apne, registrert
        self.kollisjoner: list[str] = []
        for sak in apne:
            self._legg_til(sak)

    def _legg_til(self, sak: Sak) -> None:
        dato = Datofelt(label=gettext_lazy("Bosettingsdato"), required=False, help_text="")
        gi_meldinger(dato, _("Bosettingsdato for %(navn)s") % {"navn": sak.person.navn})
        self.fields[f"dato_{sak.nummer}"] = dato
        vent = forms.BooleanField(label=gettext_lazy("Ikke bosatt ennå"), required=False)
        self.fields[f"vent_{sak.nummer}"] = vent

    @property
    def personer(self) -> list[tuple[Sak, Any, Any]]:
        return [(sak, self[f"dato_{sak.nummer}"], self[f"vent_{sak.nummer}"]) for sak in self.apne]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.datoer = {sak.pk: self._dato(sak, data) for sak in self.apne}
        self._finn_kollisjoner()
        if not self.errors and not self.kollisjoner and not any(self.datoer.values()):
            self.add_error("felles", _("Skriv bosettingsdato for minst én person."))
        return data

    def _dato(self, sak: Sak, data: Mapping[str, Any]) -> date | None:
        felt = f"dato_{sak.nummer}"
        egen, venter = data.get(felt), data.get(f"vent_{sak.nummer}")
        if venter:
            if egen:
                self.add_error(
                    felt, _("Velg enten dato eller «ikke bosatt ennå» for %(navn)s.") % {"navn": sak.person.navn}
                )
            return None
        dato: date | None = egen or data.get("felles")
        feil = rules.dato_feil(dato, sak.utsokingsdato) if dato and felt not in self.errors else ""
        if feil:
            self.add_error(felt, _("%(navn)s: %(feil)s") % {"navn": sak.person.navn, "feil": feil})
            return None
        return dato

    def _finn_kollisjoner(self) -> None:
        """What was typed for a person whom a colleague has registered meanwhile, with another date."""
        felt = Datofelt(required=False)
        for bosetting in self.registrert.values():
            typet = str(self.data.get(f"dato_{bosetting.sak.nummer}", "")).strip()
            try:
                dato = felt.to_python(typet) if typet else None
            except forms.ValidationError:
                dato = None
            if typet and dato != bosetting.bosettingsdato:
                self.kollisjoner.append(_kollisjon(bosetting, typet))


def _kollisjon(bosetting: Bosetting, typet: str) -> str:
    return _("%(navn)s har registrert %(dato)s for sak %(sak)s. Datoen du skrev, %(typet)s, er ikke lagret.") % {
        "navn": bosetting.registrert_av,
        "dato": norsk.kortdato(bosetting.bosettingsdato),
        "sak": bosetting.sak,
        "typet": typet[:20],
    }


class Utvalgsdato(Skjema):
    """One date for every case chosen; who got another one is done household by household."""

    dato = Datofelt(label=gettext_lazy("Bosettingsdato"))


class Ansvarligskjema(Skjema):
    ansvarlig = forms.ChoiceField(label=gettext_lazy("Ansvarlig"), required=False)

    def __init__(self, kolleger: Sequence[Bruker], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kolleger = {str(en.uuid): en for en in kolleger}
        felt = self.fields["ansvarlig"]
        assert isinstance(felt, forms.ChoiceField)
        felt.choices = [("", _("Ingen")), *((nokkel, en.navn) for nokkel, en in self.kolleger.items())]

    def valgt(self) -> Bruker | None:
        return self.kolleger.get(self.cleaned_data["ansvarlig"])


class Retteskjema(Skjema):
    """B-047."""

    dato = Datofelt(label=gettext_lazy("Riktig bosettingsdato"))
    grunn = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        help_text=gettext_lazy("Hvorfor var datoen feil? Skriv ikke navn eller helseopplysninger."),
        min_length=rules.MINSTE_GRUNN,
        max_length=rules.STORSTE_GRUNN,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput)


class Opphevskjema(Skjema):
    grunn = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        help_text=gettext_lazy("Kommunen får lese begrunnelsen. Skriv ikke navn eller helseopplysninger."),
        min_length=rules.MINSTE_GRUNN,
        max_length=rules.STORSTE_GRUNN,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Avslutningsskjema(Skjema):
    """W-05. Only the reasons that fit the state of the case."""

    grunn = forms.ChoiceField(label=gettext_lazy("Hvorfor avsluttes saken?"), widget=forms.RadioSelect)
    dato = Datofelt(
        label=gettext_lazy("Når skjedde det?"),
        required=False,
        help_text=gettext_lazy("Må fylles ut når noen er reist eller død, eller tillatelsen er falt bort."),
    )
    merknad = forms.CharField(
        label=gettext_lazy("Merknad"),
        required=False,
        max_length=rules.STORSTE_GRUNN,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Bare IMDi leser merknaden."),
    )

    def __init__(self, grunner: Sequence[Avslutningsgrunn], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["grunn"]
        assert isinstance(felt, forms.ChoiceField)
        felt.choices = [(en.value, en.label) for en in grunner]

    def valg(self) -> Avslutningsvalg:
        data = self.cleaned_data
        return Avslutningsvalg(grunn=Avslutningsgrunn(data["grunn"]), dato=data["dato"], merknad=data["merknad"])


class Personfilter(Skjema):
    """In the URL: no personal terms here (ui.md §4)."""

    kategori = forms.ChoiceField(label=gettext_lazy("Kategori"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    avvik = forms.ChoiceField(label=gettext_lazy("Avvik"), required=False)
    adresse = forms.ChoiceField(label=gettext_lazy("Adresse i Folkeregisteret"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._valg("kategori", Kategori.choices)
        self._valg("status", [(en.value, en.label) for en in Sakstilstand if en in MAPPE_APEN])
        self._valg("avvik", [("ja", _("Har avvik")), ("nei", _("Uten avvik"))])
        self._valg("adresse", [("mangler", _("Mangler i kommunen"))])

    def _valg(self, navn: str, valg: Sequence[tuple[str, Any]]) -> None:
        felt = self.fields.get(navn)
        if isinstance(felt, forms.ChoiceField):
            felt.choices = [("", _("Alle")), *valg]

    def valgt(self, navn: str) -> Any:
        """What stands in the URL, when it is one of the choices."""
        self.is_valid()
        return self.cleaned_data.get(navn) or ""


class Utendatofilter(Personfilter):
    status = None  # type: ignore[assignment]
    adresse = None  # type: ignore[assignment]
    sokt_for = Datofelt(label=gettext_lazy("Søkt ut før"), required=False, help_text="")
