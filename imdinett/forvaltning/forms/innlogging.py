"""allauth's forms with our labels, help and messages, and with the check that a code is used once."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as konto
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as faktor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imdinett.forvaltning import engangskode
from imdinett.web.skjema import SkjemaMixin

PASSORDHJELP = _("Minst 12 tegn. En setning du husker, er bedre enn et kort ord med tall i.")


class _Norsk:
    """Between our mixin and allauth's form: labels and help before the messages are made from them."""

    etiketter: ClassVar[Mapping[str, Promise]] = {}
    hjelp: ClassVar[Mapping[str, Promise]] = {}
    bredder: ClassVar[Mapping[str, str]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn, felt in self.fields.items():
            if navn in self.etiketter:
                felt.label = str(self.etiketter[navn])
            felt.help_text = str(self.hjelp.get(navn, ""))
            felt.widget.attrs.pop("placeholder", None)
            if navn in self.bredder:
                felt.widget.attrs["data-bredde"] = self.bredder[navn]


class Innloggingsskjema(SkjemaMixin, _Norsk, konto.LoginForm):  # type: ignore[misc]
    etiketter: ClassVar = {"login": _("E-post"), "password": _("Passord")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class Bekreftskjema(SkjemaMixin, _Norsk, konto.ReauthenticateForm):  # type: ignore[misc]
    etiketter: ClassVar = {"password": _("Passord")}


class GlemtPassordskjema(SkjemaMixin, _Norsk, konto.ResetPasswordForm):  # type: ignore[misc]
    etiketter: ClassVar = {"email": _("E-post")}


class NyttPassordskjema(SkjemaMixin, _Norsk, konto.ResetPasswordKeyForm):  # type: ignore[misc]
    etiketter: ClassVar = {"password1": _("Nytt passord"), "password2": _("Gjenta passordet")}
    hjelp: ClassVar = {"password1": PASSORDHJELP}


class ByttPassordskjema(SkjemaMixin, _Norsk, konto.ChangePasswordForm):  # type: ignore[misc]
    etiketter: ClassVar = {
        "oldpassword": _("Passordet du har nå"),
        "password1": _("Nytt passord"),
        "password2": _("Gjenta det nye passordet"),
    }
    hjelp: ClassVar = {"password1": PASSORDHJELP}


class _EngangsMixin:
    """B-006: what allauth has accepted, we accept once."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        kode: str = super().clean_code()  # type: ignore[misc]
        er_totp = self.authenticator.type == Authenticator.Type.TOTP
        if er_totp and not engangskode.bruk(self.user.pk, kode):
            raise get_adapter().validation_error("incorrect_code")
        return kode


class Kodeskjema(SkjemaMixin, _EngangsMixin, _Norsk, faktor.AuthenticateForm):  # type: ignore[misc]
    etiketter: ClassVar = {"code": _("Engangskode")}
    hjelp: ClassVar = {"code": _("De seks sifrene i appen, eller en av gjenopprettingskodene dine.")}
    bredder: ClassVar = {"code": "tall"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")


class Bekreftkodeskjema(SkjemaMixin, _EngangsMixin, _Norsk, faktor.ReauthenticateForm):  # type: ignore[misc]
    etiketter: ClassVar = Kodeskjema.etiketter
    hjelp: ClassVar = Kodeskjema.hjelp
    bredder: ClassVar = Kodeskjema.bredder


class Aktiverskjema(SkjemaMixin, _Norsk, ActivateTOTPForm):  # type: ignore[misc]
    etiketter: ClassVar = {"code": _("Kode fra appen")}
    hjelp: ClassVar = {"code": _("De seks sifrene appen viser akkurat nå.")}
    bredder: ClassVar = {"code": "tall"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")

    def clean_code(self) -> str:
        """The code that proves the app works is used up by that."""
        kode: str = super().clean_code()
        if not engangskode.bruk(self.user.pk, kode):
            raise get_adapter().validation_error("incorrect_code")
        return kode


class Nokkelskjema(SkjemaMixin, _Norsk, AddWebAuthnForm):  # type: ignore[misc]
    etiketter: ClassVar = {
        "name": _("Hva vil du kalle passnøkkelen?"),
        "passwordless": _("Bruk passnøkkelen til å logge inn uten passord"),
    }
    hjelp: ClassVar = {
        "name": _("For eksempel «jobbmobilen» eller «nøkkelen på knippet»."),
        "passwordless": _("Da må nøkkelen ha PIN-kode, fingeravtrykk eller ansiktsgjenkjenning."),
    }


class Nokkelnavnskjema(SkjemaMixin, _Norsk, EditWebAuthnForm):  # type: ignore[misc]
    etiketter: ClassVar = {"name": _("Navn på passnøkkelen")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["name"]
        assert isinstance(felt, forms.CharField)
        felt.max_length = 60
        felt.validators.append(forms.CharField(max_length=60).validators[0])
