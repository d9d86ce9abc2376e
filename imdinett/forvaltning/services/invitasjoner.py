"""Links that let an invited person choose a password: seven days, once, only the hash is kept."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import notices, rules
from imdinett.forvaltning.models import Invitasjon
from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.utboks.services import enqueue_mange


@dataclass(frozen=True)
class Invitert:
    """`nokkel` is the secret of the link, known only now; empty for somebody who had an account already."""

    bruker: Bruker
    nokkel: str = ""


def opprett(*, bruker: Bruker, gjelder: Bruker, kommune: Kommune | None, hva: Hendelse) -> str:
    """Make the link and queue its e-mail; an earlier open link is cancelled. Returns the link's secret."""
    return opprett_mange(bruker=bruker, rader=[(gjelder, kommune, hva)])[0]


def opprett_mange(*, bruker: Bruker, rader: Sequence[tuple[Bruker, Kommune | None, Hendelse]]) -> list[str]:
    """The bulk form of `opprett`: the secrets come back in the same order."""
    naa = klokke.now()
    utloper = naa + timedelta(days=settings.INVITASJON_DAGER)
    nokler = [secrets.token_urlsafe(32) for _rad in rader]
    Invitasjon.objects.apne().filter(bruker__in=[gjelder for gjelder, _kommune, _hva in rader]).update(
        kansellert_tid=naa
    )
    Invitasjon.objects.bulk_create(
        Invitasjon(
            bruker=gjelder,
            kommune=kommune,
            nokkel_sha256=avtrykk(nokkel),
            sendt_tid=naa,
            sendt_av=bruker,
            utloper_tid=utloper,
        )
        for (gjelder, kommune, _hva), nokkel in zip(rader, nokler, strict=True)
    )
    varsler = (
        notices.Invitasjonsvarsel(gjelder, hva, kommune, nokkel, utloper)
        for (gjelder, kommune, hva), nokkel in zip(rader, nokler, strict=True)
    )
    enqueue_mange(varsler, bruker=bruker)
    return nokler


def avtrykk(nokkel: str) -> str:
    return sha256(nokkel.encode()).hexdigest()


@transaction.atomic
def send_paa_nytt(*, bruker: Bruker, kommune: Kommune | None, gjelder: Bruker) -> Invitert:
    """A new link to somebody who has not followed the first; the old one stops working (ui.md 5.6)."""
    tilgang.krev(_kan_sende(bruker, kommune))
    Bruker.objects.select_for_update(of=("self",)).get(pk=gjelder.pk)
    if not gjelder.invitasjoner.apne().exists():
        raise Domenefeil("ingen_invitasjon", _("Brukeren har alt tatt invitasjonen i bruk."))
    hva = hendelse.log(bruker, Hendelsestype.INVITASJON_SENDT_PAA_NYTT, gjelder, kommune=kommune)
    return Invitert(gjelder, opprett(bruker=bruker, gjelder=gjelder, kommune=kommune, hva=hva))


def _kan_sende(bruker: Bruker, kommune: Kommune | None) -> bool:
    return rules.kan_forvalte(bruker, kommune.pk) if kommune else rules.kan_forvalte_imdi(bruker)


def finn(nokkel: str) -> Invitasjon | None:
    """The invitation of a link that still works."""
    return (
        Invitasjon.objects.apne()
        .filter(nokkel_sha256=avtrykk(nokkel), utloper_tid__gt=klokke.now(), bruker__stengt_tid=None)
        .select_related("bruker", "kommune")
        .first()
    )


@transaction.atomic
def godta(*, nokkel: str, passord: str) -> Bruker:
    """Choose the password, once. The second factor is set up at the first login (B-006)."""
    invitasjon = finn(nokkel)
    if invitasjon is None or not _bruk(invitasjon):
        raise Domenefeil("ugyldig_invitasjon", _("Lenken virker ikke lenger. Be administratoren om en ny invitasjon."))
    bruker = invitasjon.bruker
    bruker.set_password(passord)
    bruker.save(update_fields=["password"])
    hendelse.log(bruker, Hendelsestype.INVITASJON_BRUKT, bruker, kommune=invitasjon.kommune)
    return bruker


def _bruk(invitasjon: Invitasjon) -> bool:
    """One statement decides which of two at once gets it."""
    return Invitasjon.objects.apne().filter(pk=invitasjon.pk).update(brukt_tid=klokke.now()) == 1
