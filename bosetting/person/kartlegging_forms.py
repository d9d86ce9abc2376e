"""The kartlegging as a form: short or full, as a draft or to be sent. The rules are in `rules` and the services."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import rules
from bosetting.person.models import Kartlegging
from bosetting.person.rules import Kartleggingssvar
from bosetting.person.states import Kategori, Skolegang, Tolk
from imdinett.web.felt import Datofelt
from imdinett.web.skjema import Skjema

UBESVART = ("", gettext_lazy("Ikke spurt"))


class Kartleggingsskjema(Skjema):
    """All of it. Privatboende have an application instead of a samtale."""

    samtale_dato = Datofelt(label=gettext_lazy("Bosettingssamtale holdt"), required=False)
    soknad_dato = Datofelt(label=gettext_lazy("Søknad mottatt"), required=False)
    tolk = forms.ChoiceField(label=gettext_lazy("Tolk i samtalen"), choices=(UBESVART, *Tolk.choices), required=False)
    morsmaal = forms.CharField(label=gettext_lazy("Morsmål"), max_length=40)
    tolkesprak = forms.CharField(label=gettext_lazy("Tolkespråk"), max_length=40, required=False)
    andre_sprak = forms.CharField(
        label=gettext_lazy("Andre språk"), max_length=200, required=False, help_text=gettext_lazy("Skill med komma.")
    )
    skolegang = forms.ChoiceField(
        label=gettext_lazy("Skolegang"), choices=(UBESVART, *Skolegang.choices), required=False
    )
    utdanning = forms.CharField(label=gettext_lazy("Utdanning"), max_length=120, required=False)
    yrke = forms.CharField(label=gettext_lazy("Yrke"), max_length=120, required=False)
    arbeidserfaring = forms.CharField(label=gettext_lazy("Arbeidserfaring"), max_length=300, required=False)
    planer = forms.CharField(label=gettext_lazy("Planer for arbeid eller utdanning"), max_length=300, required=False)
    aktiviteter = forms.CharField(label=gettext_lazy("Aktiviteter"), max_length=300, required=False)
    interesser = forms.CharField(label=gettext_lazy("Interesser"), max_length=300, required=False)
    merknad = forms.CharField(
        label=gettext_lazy("Merknader til kompetansen"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Det skjemaet ellers ikke spør om. Skriv ikke helseopplysninger."),
    )
    onsker = forms.CharField(label=gettext_lazy("Egne ønsker"), max_length=300, required=False)
    nettverk = forms.CharField(
        label=gettext_lazy("Familie og nettverk i Norge"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Kommunen ser teksten når mappen er åpen. Nevn ingen som har adressebeskyttelse."),
    )
    tilretteleggingsbehov = forms.CharField(
        label=gettext_lazy("Tilretteleggingsbehov"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Kommunen ser teksten før den svarer. Skriv ikke navn."),
    )
    kjaledyr = forms.BooleanField(label=gettext_lazy("Har kjæledyr"), required=False)
    helse_samtykke = forms.BooleanField(
        label=gettext_lazy("Personen har samtykket til at helseopplysninger blir lagret"), required=False
    )
    behov_for_helsetjenester = forms.CharField(
        label=gettext_lazy("Behov for helsetjenester"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bare med samtykke, og bare det som betyr noe for bosettingen."),
    )
    saerlige_forhold = forms.CharField(
        label=gettext_lazy("Særlig sensitive opplysninger"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Skal vanligvis stå tomt. Etnisk opprinnelse, religion, straffbare forhold, seksuell legning eller negativ "
            "sosial kontroll, bare når bosettingen ikke kan planlegges uten."
        ),
    )
    saerlige_forhold_grunn = forms.CharField(
        label=gettext_lazy("Hvorfor opplysningene trengs"), max_length=200, required=False
    )

    def __init__(self, *args: Any, kategori: Kategori, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["samtale_dato" if kategori == Kategori.PRIVATBOENDE else "soknad_dato"]

    def clean_andre_sprak(self) -> tuple[str, ...]:
        sprak = tuple(en.strip() for en in self.cleaned_data["andre_sprak"].split(",") if en.strip())
        if any(len(en) > 40 for en in sprak):
            raise forms.ValidationError(_("Andre språk: hvert språk kan ha høyst 40 tegn. Skill med komma."))
        return sprak

    def svar(self) -> Kartleggingssvar:
        return Kartleggingssvar(**self.cleaned_data)

    @staticmethod
    def verdier(kartlegging: Kartlegging) -> dict[str, Any]:
        verdier = {felt: getattr(kartlegging, felt) for felt in Kartleggingssvar.__dataclass_fields__}
        return {**verdier, "andre_sprak": ", ".join(kartlegging.andre_sprak)}


class Mottaksskjema(Kartleggingsskjema):
    """W-19: the short form leaves out what can wait, and keeps what is there. A draft may lack anything."""

    def __init__(self, *args: Any, lang: bool, utkast: bool, kartlegging: Kartlegging | None, **kwargs: Any) -> None:
        super().__init__(*args, kategori=Kategori.MOTTAK, **kwargs)
        self.kartlegging = kartlegging
        self.fields["morsmaal"].required = not utkast
        if not lang:
            for navn in (*rules.FULL, *rules.EKSTRA, "saerlige_forhold", "saerlige_forhold_grunn"):
                del self.fields[navn]

    def svar(self) -> Kartleggingssvar:
        gammelt = {felt: getattr(self.kartlegging, felt) for felt in self._utelatt()} if self.kartlegging else {}
        return Kartleggingssvar(**{**gammelt, **self.cleaned_data})

    def _utelatt(self) -> set[str]:
        return set(Kartleggingssvar.__dataclass_fields__) - set(self.fields)


class Returskjema(Skjema):
    tekst = forms.CharField(
        label=gettext_lazy("Hva må mottaket gjøre?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mottaket ser teksten på beboerens side. Skriv ikke helseopplysninger."),
    )
