"""E-mail out over SMTP, at least once: a doubled alert does no harm (decision 36)."""

import logging
import smtplib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from imdinett.utboks import services as utboks
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.services import Forsok
from imdinett.utboks.states import Kanal

logg = logging.getLogger(__name__)


def lever(pk: int) -> str:
    """Send one e-mail if it is due and nobody else is doing it; says what came of it."""
    rad = _ta(pk)
    if rad is None:
        return "ikke klar"
    forsok = Forsok(rad.pk, rad.forsok)
    try:
        melding(rad).send()
    except (smtplib.SMTPException, OSError) as feil:
        if _er_avslag(feil):
            utboks.merk_avvist(forsok, feil=_tekst(feil))
            return "avvist"
        utboks.merk_utsatt(forsok, feil=_tekst(feil))
        return "utsatt"
    utboks.merk_sendt(forsok)
    return "sendt"


@transaction.atomic
def _ta(pk: int) -> Forsendelse | None:
    rad = utboks.laas_forfalt(pk)
    if rad is None or rad.kanal != Kanal.EPOST:
        return None
    utboks.begynn(rad)
    return rad


def melding(rad: Forsendelse) -> EmailMultiAlternatives:
    """The frozen text, under a Message-ID of its own so that a doubled one can be known again."""
    vert = urlsplit(settings.NETTADRESSE).hostname or "imdinett"
    epost = EmailMultiAlternatives(
        rad.innhold["emne"],
        rad.innhold["tekst"],
        to=[rad.mottaker["epost"]],
        headers={"Message-ID": f"<{rad.uuid}@{vert}>", "Auto-Submitted": "auto-generated"},
    )
    epost.attach_alternative(rad.innhold["html"], "text/html")
    return epost


def _er_avslag(feil: Exception) -> bool:
    """5xx about this message. Our own log-in being refused is not about the message."""
    if isinstance(feil, smtplib.SMTPAuthenticationError):
        return False
    if isinstance(feil, smtplib.SMTPRecipientsRefused):
        return all(kode >= 500 for kode, _tekst in feil.recipients.values())
    return isinstance(feil, smtplib.SMTPResponseException) and feil.smtp_code >= 500


def _tekst(feil: Exception) -> str:
    if isinstance(feil, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{kode} {_les(tekst)}" for kode, tekst in feil.recipients.values())
    if isinstance(feil, smtplib.SMTPResponseException):
        return f"{feil.smtp_code} {_les(feil.smtp_error)}"
    return f"E-postserveren svarte ikke: {type(feil).__name__}."


def _les(tekst: bytes | str) -> str:
    return tekst.decode("utf-8", "replace") if isinstance(tekst, bytes) else tekst
