from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imdinett.brev.kolister import NAVN, Utvalg, vilkaar
from imdinett.brev.rules import Oversatt
from imdinett.brev.sprak import Sprak
from imdinett.utboks.querysets import ForsendelseQuerySet
from imdinett.utboks.states import Kanal
from imdinett.web.skjema import Skjema


class Kofilter(Skjema):
    """The filter over the queue. What cannot be understood filters nothing."""

    utvalg = forms.ChoiceField(
        label=_("Utvalg"), required=False, choices=[("", _("Alle")), *NAVN.items()], widget=forms.HiddenInput
    )
    kanal = forms.ChoiceField(label=_("Kanal"), required=False, choices=[("", _("Alle")), *Kanal.choices])
    sok = forms.CharField(label=_("Tittel, kommune eller referanse"), required=False, max_length=100)

    def filtrer(self, rader: Any) -> Any:
        self.full_clean()
        data = getattr(self, "cleaned_data", {})
        if data.get("utvalg"):
            rader = rader.filter(vilkaar()[Utvalg(data["utvalg"])])
        if data.get("kanal"):
            rader = rader.filter(kanal=data["kanal"])
        return _sok(rader, data.get("sok", "").strip())


def _sok(rader: ForsendelseQuerySet, tekst: str) -> ForsendelseQuerySet:
    """Never in the names of recipients: a search by name is a look at a person."""
    if not tekst:
        return rader
    treff = Q(tittel__icontains=tekst) | Q(kommune__visningsnavn__icontains=tekst) | Q(ekstern_id=tekst)
    return rader.filter(treff | _referanse(tekst))


def _referanse(tekst: str) -> Q:
    """The row whose reference begins with this, as it is printed on the letter."""
    siffer = tekst.lower().replace("-", "")
    if not 8 <= len(siffer) <= 32 or siffer.strip("0123456789abcdef"):
        return Q(pk__in=())
    return Q(uuid__gte=UUID(siffer.ljust(32, "0")), uuid__lte=UUID(siffer.ljust(32, "f")))


class Bekreft(Skjema):
    """Nothing to fill in."""


class KomFram(Skjema):
    ekstern_id = forms.UUIDField(
        label=_("SvarUT-ID"),
        help_text=_("Den ID-en brevet har i Fiks Forvaltning, for eksempel 9d0c1a52-6a55-4b6e-9a53-0d6a0d2f8a11."),
        error_messages={"invalid": _("SvarUT-ID må ha 36 tegn: tall og bokstavene a–f, med bindestrek.")},
    )


class Oversettelsesskjema(Skjema):
    """W-15. `skriv_paa` marks the fields with the language that is written in them."""

    tittel = forms.CharField(label=_("Tittel"), max_length=200)
    forbehold = forms.CharField(
        label=_("At den norske teksten gjelder"),
        max_length=300,
        help_text=_("Skriv på språket: «Dette er en oversettelse. Den norske teksten er den som gjelder.»"),
    )
    tekst = forms.CharField(
        label=_("Tekst"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text=_(
            "En tom linje skiller avsnitt. Begynn en overskrift med ## og et punkt i en liste med -. La det som står i "
            "klammer, stå slik det står i den norske teksten: brevet får navn, kommune og dato der."
        ),
    )
    revisjon = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def skriv_paa(self, sprak: Sprak) -> None:
        for navn in ("tittel", "forbehold", "tekst"):
            self.fields[navn].widget.attrs |= {"lang": sprak.kode, "dir": sprak.retning}

    def innhold(self) -> Oversatt:
        return Oversatt(**{navn: self.cleaned_data[navn] for navn in Oversatt.__dataclass_fields__})


class Oversettelsestrekk(Skjema):
    """What was read is what is taken back."""

    versjon = forms.IntegerField(widget=forms.HiddenInput)
    grunn = forms.CharField(
        label=_("Begrunnelse"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hva er feil? Den som skriver oversettelsen på nytt, leser det her."),
    )


class Oversettelsesgodkjenning(Skjema):
    """What was read is what is approved."""

    revisjon = forms.IntegerField(widget=forms.HiddenInput)
