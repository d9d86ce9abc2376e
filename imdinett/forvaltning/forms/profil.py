from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.forms.innlogging import PASSORDHJELP
from imdinett.kommune.models import Kommune
from imdinett.web.skjema import Skjema

TELEFON = RegexValidator(r"^[0-9+ ]{5,20}$", _("Telefon kan bare ha sifre, mellomrom og plusstegn."))


def telefonfelt(**kwargs: Any) -> forms.CharField:
    return forms.CharField(label=_("Telefon"), max_length=20, required=False, validators=[TELEFON], **kwargs)


class Profilskjema(Skjema):
    telefon = telefonfelt(widget=forms.TextInput(attrs={"autocomplete": "tel"}))
    sprak = forms.ChoiceField(
        label=_("Språk"),
        required=False,
        choices=[("", _("Som kommunen")), *settings.LANGUAGES],
        widget=forms.RadioSelect,
    )
    farger = forms.ChoiceField(
        label=_("Farger"), required=False, choices=Bruker.Fargevalg.choices, widget=forms.RadioSelect
    )

    def clean_farger(self) -> str:
        return self.cleaned_data["farger"] or Bruker.Fargevalg.AUTO


class Epostskjema(Skjema):
    epost = forms.EmailField(label=_("Ny e-postadresse"), max_length=254)


class Tomtskjema(Skjema):
    """A button and nothing else."""


class Invitasjonskjema(Skjema):
    passord1 = forms.CharField(
        label=_("Passord"),
        help_text=PASSORDHJELP,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    passord2 = forms.CharField(
        label=_("Gjenta passordet"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, bruker: Bruker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bruker = bruker

    def clean_passord1(self) -> str:
        passord: str = self.cleaned_data["passord1"]
        password_validation.validate_password(passord, self.bruker)
        return passord

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if "passord1" in data and data.get("passord2") not in (None, data["passord1"]):
            self.add_error("passord2", _("De to passordene er ikke like."))
        return data


class Enhetskjema(Skjema):
    """Which kommune to act for."""

    kommune = forms.ModelChoiceField(
        label=_("Hvilken kommune vil du arbeide for?"),
        queryset=Kommune.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, kommuner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["kommune"]
        assert isinstance(felt, forms.ModelChoiceField)
        felt.queryset = kommuner
