"""allauth's pages, one by one: those that are not here do not exist (no sign-up, no list of e-mail addresses).

The names of the addresses are allauth's own; `web.porter` knows which of them are open.
"""

from typing import Any, ClassVar

from allauth.account import views as konto
from allauth.mfa.base import views as faktor
from allauth.mfa.recovery_codes import views as koder
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as nokkel
from allauth.usersessions import views as okter
from django.http import HttpResponse

from imdinett.forvaltning.forms import innlogging as skjema


class _Med422:
    """A form with errors is answered with 422, like every form here (ui.md 2.7)."""

    def form_invalid(self, form: Any) -> HttpResponse:
        svar: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if svar.status_code == 200:
            svar.status_code = 422
        return svar


class Innlogging(_Med422, konto.LoginView):  # type: ignore[misc]
    form_class = skjema.Innloggingsskjema
    extra_context: ClassVar = {"hjelpetema": "logge-inn"}


class GlemtPassord(_Med422, konto.PasswordResetView):  # type: ignore[misc]
    form_class = skjema.GlemtPassordskjema


class NyttPassord(_Med422, konto.PasswordResetFromKeyView):  # type: ignore[misc]
    form_class = skjema.NyttPassordskjema


class ByttPassord(_Med422, konto.PasswordChangeView):  # type: ignore[misc]
    form_class = skjema.ByttPassordskjema


class BekreftPassord(_Med422, konto.ReauthenticateView):  # type: ignore[misc]
    form_class = skjema.Bekreftskjema


class Kode(_Med422, faktor.AuthenticateView):  # type: ignore[misc]
    form_class = skjema.Kodeskjema


class BekreftKode(_Med422, faktor.ReauthenticateView):  # type: ignore[misc]
    form_class = skjema.Bekreftkodeskjema


class AktiverApp(_Med422, totp.ActivateTOTPView):  # type: ignore[misc]
    form_class = skjema.Aktiverskjema
    extra_context: ClassVar = {"hjelpetema": "logge-inn"}


class FjernApp(_Med422, totp.DeactivateTOTPView):  # type: ignore[misc]
    pass


class LeggTilNokkel(_Med422, nokkel.AddWebAuthnView):  # type: ignore[misc]
    form_class = skjema.Nokkelskjema


class EndreNokkel(_Med422, nokkel.EditWebAuthnView):  # type: ignore[misc]
    form_class = skjema.Nokkelnavnskjema


class FjernNokkel(nokkel.RemoveWebAuthnView):  # type: ignore[misc]
    pass


logg_ut = konto.logout
glemt_passord_sendt = konto.password_reset_done
nytt_passord_ferdig = konto.password_reset_from_key_done
faktorer = faktor.index
nokler = nokkel.list_webauthn
logg_inn_med_nokkel = nokkel.login_webauthn
bekreft_med_nokkel = nokkel.reauthenticate_webauthn
vis_koder = koder.view_recovery_codes
lag_koder = koder.generate_recovery_codes
hent_koder = koder.download_recovery_codes
okter_liste = okter.list_usersessions
