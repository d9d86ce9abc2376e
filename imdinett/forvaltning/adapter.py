"""What allauth asks us: nobody signs up by themselves, secrets are encrypted, every e-mail goes by the outbox."""

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services import konto
from imdinett.kjerne import klokke, kryptering
from imdinett.web.skjemautkast import okt as skjemautkast

ENHETSKAKE: Final = "kjent_enhet"
FORRIGE_INNLOGGING: Final = "forrige_innlogging"
_ETT_AAR: Final = 365 * 24 * 3600
_SALT: Final = "forvaltning.kjent-enhet"
_MAATER: Final = {
    "reauthenticate": _("Bruk passordet"),
    "mfa_reauthenticate": _("Bruk en engangskode"),
    "mfa_reauthenticate:webauthn": _("Bruk passnøkkel"),
}


class Kontoadapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-postadressen eller passordet er feil."),
        "enter_current_password": _("Passordet du har nå, er feil."),
        "incorrect_code": _("Koden er feil eller brukt før. Vent på en ny kode i appen."),
        "incorrect_password": _("Passordet er feil."),
        "invalid_password_reset": _("Lenken virker ikke lenger."),
        "too_many_login_attempts": _("Du har prøvd for mange ganger. Vent fem minutter og prøv igjen."),
        "rate_limited": _("Du har prøvd for mange ganger. Vent fem minutter og prøv igjen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A fresh proof of who this is, by login or confirmation (security.md 6.A). allauth counts only the latter,
        and would ask for the password again in the middle of the first set-up."""
        return not er_nylig_bekreftet(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        metoder = super().get_reauthentication_methods(user)
        return [{**metode, "description": _MAATER[metode["id"]]} for metode in metoder]

    # ---- logging in
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures are counted on user and address together, never on one of them alone (T12)."""
        return f"{self.get_client_ip(request)}:{super()._get_login_attempts_cache_key(request, **credentials)}"

    def login(self, request: HttpRequest, user: Bruker) -> None:
        forrige = user.last_login
        super().login(request, user)
        request.session[FORRIGE_INNLOGGING] = forrige.isoformat() if forrige else ""
        skjemautkast.ved_innlogging(request, user)

    def post_login(self, request: HttpRequest, user: Bruker, **kwargs: Any) -> HttpResponse:
        """A browser that this user has not logged in with before: tell the user."""
        svar: HttpResponse = super().post_login(request, user, **kwargs)
        kjente = _kjente(request)
        if str(user.uuid) not in kjente:
            if request.session.get(FORRIGE_INNLOGGING):
                konto.meld_ny_enhet(gjelder=user, nettleser=self.get_http_user_agent(request))
            _husk(svar, [*kjente, str(user.uuid)])
        return svar

    # ---- e-mail: by the outbox, or not at all
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise NotImplementedError(f"Ingen e-post utenom utboksen: {template_prefix}")

    def send_password_reset_mail(self, user: Bruker, email: str, context: dict[str, Any]) -> None:
        # The path only: the outbox puts our own host before it, whatever host the request claimed.
        konto.send_passordlenke(gjelder=user, adresse=urlsplit(context["password_reset_url"]).path)

    def send_notification_mail(
        self, template_prefix: str, user: Bruker, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """allauth calls this after each change of password or factor, so the other sessions end here too (S-06)."""
        hva = template_prefix.rpartition("/")[2]
        konto.meld_sikkerhet(gjelder=user, hva=hva, okt=self.request.session.session_key or "")


class Faktoradapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Kontoadapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": _("Sett opp engangskode eller passnøkkel før du lager gjenopprettingskoder."),
    }

    def encrypt(self, text: str) -> str:
        return kryptering.krypter(text)

    def decrypt(self, encrypted_text: str) -> str:
        return kryptering.dekrypter(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        return {**super().get_public_key_credential_rp_entity(), "name": "IMDinett"}

    def generate_authenticator_name(self, user: Bruker, type: Authenticator.Type) -> str:
        antall = Authenticator.objects.filter(user=user, type=type).count()
        return str(_("Passnøkkel")) if not antall else f"{_('Passnøkkel')} {antall + 1}"


def sist_bekreftet(request: HttpRequest) -> datetime | None:
    """When this session last proved who it is, by password, code or passkey."""
    spor = get_authentication_records(request, request.user)
    return datetime.fromtimestamp(spor[-1]["at"], UTC) if spor else None


def er_nylig_bekreftet(request: HttpRequest) -> bool:
    sist = sist_bekreftet(request)
    grense = timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
    return sist is not None and klokke.now() - sist < grense


def _kjente(request: HttpRequest) -> list[str]:
    try:
        return list(signing.loads(request.COOKIES.get(ENHETSKAKE, ""), salt=_SALT, max_age=_ETT_AAR))
    except signing.BadSignature:
        return []


def _husk(svar: HttpResponse, uuider: list[str]) -> None:
    """The ten last users of this browser, signed; it says only that the browser is known."""
    svar.set_cookie(
        ENHETSKAKE,
        signing.dumps(uuider[-10:], salt=_SALT),
        max_age=_ETT_AAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
