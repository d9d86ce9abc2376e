from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from imdinett.forvaltning import rules
from imdinett.forvaltning.forms.profil import telefonfelt
from imdinett.tilgang.roller import ROLLER, Rolle
from imdinett.web.skjema import Skjema

STATUSVALG = (
    ("aktive", _("Aktive")),
    ("invitert", _("Inviterte")),
    ("ubrukt", _("Ikke brukt på lenge")),
    ("stengt", _("Stengte")),
    ("alle", _("Alle")),
)


def rollevalg(roller: frozenset[Rolle]) -> list[tuple[str, SafeString]]:
    """Each role with its plain sentence."""
    return [
        (rolle.value, format_html("{}<br><span class='im-dempet'>{}</span>", om, om.setning))
        for rolle, om in ROLLER.items()
        if rolle in roller
    ]


class Brukerfilter(Skjema):
    sok = forms.CharField(label=_("Navn eller e-post"), max_length=100, required=False)
    rolle = forms.ChoiceField(label=_("Rolle"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=STATUSVALG, required=False)

    def __init__(self, *args: Any, roller: frozenset[Rolle] = rules.KOMMUNEROLLER, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["rolle"]
        assert isinstance(felt, forms.ChoiceField)
        felt.choices = [("", _("Alle"))] + [(r.value, om.navn) for r, om in ROLLER.items() if r in roller]


class Hvemskjema(Skjema):
    navn = forms.CharField(label=_("Fullt navn"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    epost = forms.EmailField(
        label=_("E-post"),
        max_length=254,
        help_text=_("Jobbadressen. Invitasjonen blir sendt hit, og brukes til å logge inn."),
    )
    telefon = telefonfelt()


class Rolleskjema(Skjema):
    roller = forms.MultipleChoiceField(label=_("Hvilke roller skal brukeren ha?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, roller: frozenset[Rolle] = rules.KOMMUNEROLLER, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["roller"]
        assert isinstance(felt, forms.MultipleChoiceField)
        felt.choices = rollevalg(roller)
        felt.error_messages["required"] = _("Roller: velg minst én.")

    def valgte(self) -> frozenset[Rolle]:
        return frozenset(Rolle(kode) for kode in self.cleaned_data["roller"])


class Grunnskjema(Skjema):
    grunn = forms.CharField(
        label=_("Grunn"),
        min_length=5,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Blir stående i hendelsesloggen. Skriv ikke helseopplysninger eller annet privat."),
    )


class Bekreftskjema(Skjema):
    """The last page of three: a button."""


class Administratorskjema(Skjema):
    navn = forms.CharField(label=_("Fullt navn"), max_length=100)
    epost = forms.EmailField(label=_("E-post"), max_length=254)


class ImdiBrukerskjema(Rolleskjema):
    navn = forms.CharField(label=_("Fullt navn"), max_length=100)
    epost = forms.EmailField(label=_("E-post"), max_length=254)
    field_order = ("navn", "epost", "roller")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, roller=rules.IMDI_ROLLER, **kwargs)
