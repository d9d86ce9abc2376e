"""What users do with their own account, and what they are told about it."""

import copy
from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import notices
from imdinett.forvaltning.services import okter
from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.services import enqueue

_SALT = "forvaltning.ny-epost"
LENKE_VARER = timedelta(hours=24)


# ---- own profile
@transaction.atomic
def lagre_profil(*, bruker: Bruker, telefon: str, sprak: str, farger: str) -> Bruker:
    fra = {"telefon": bruker.telefon, "sprak": bruker.sprak, "farger": bruker.farger}
    til = {"telefon": telefon.strip(), "sprak": sprak, "farger": farger}
    endret = {felt: [fra[felt], til[felt]] for felt in til if fra[felt] != til[felt]}
    if endret:
        bruker.telefon, bruker.sprak, bruker.farger = til["telefon"], sprak, farger
        bruker.save(update_fields=["telefon", "sprak", "farger"])
        logg(bruker, Hendelsestype.PROFIL_ENDRET, felt=sorted(endret))
    return bruker


@transaction.atomic
def be_om_ny_epost(*, bruker: Bruker, epost: str) -> None:
    """Ask the new address, tell the old one. An address in use gets the same answer and no e-mail (T6)."""
    adresse = epost.strip().lower()
    if adresse == bruker.epost:
        raise Domenefeil("samme_epost", _("Dette er alt e-postadressen din."), felt="epost")
    hva = logg(bruker, Hendelsestype.NY_EPOST_BEDT_OM)
    if not Bruker.objects.filter(epost=adresse).exists():
        merke = signing.dumps([bruker.pk, bruker.epost, adresse], salt=_SALT)
        enqueue(notices.BekreftEpost(_med_adresse(bruker, adresse), hva, None, merke), bruker=bruker)
    enqueue(notices.EpostSkalEndres(bruker, hva), bruker=bruker)


def ny_epost(*, bruker: Bruker, merke: str) -> str:
    """The new address of a confirmation link, or an empty string: expired, used, or somebody else's."""
    try:
        pk, gammel, ny = signing.loads(merke, salt=_SALT, max_age=LENKE_VARER)
    except (signing.BadSignature, ValueError):
        return ""
    return str(ny) if (pk, gammel) == (bruker.pk, bruker.epost) else ""


@transaction.atomic
def bekreft_ny_epost(*, bruker: Bruker, merke: str, okt: str) -> Bruker:
    """The address changes when its owner has followed the link while logged in; both addresses are told."""
    adresse = ny_epost(bruker=bruker, merke=merke)
    if not adresse or Bruker.objects.filter(epost=adresse).exists():
        raise Domenefeil("ugyldig_lenke", _("Lenken virker ikke lenger. Be om å få endre adressen på nytt."))
    gammel = _med_adresse(bruker, bruker.epost)
    bruker.epost = adresse
    bruker.save(update_fields=["epost"])
    hva = logg(bruker, Hendelsestype.EPOST_ENDRET)
    okter.avslutt(bruker, unntatt=okt)
    for mottaker in (gammel, bruker):
        enqueue(notices.EpostEndret(mottaker, hva), bruker=bruker)
    return bruker


def _med_adresse(bruker: Bruker, adresse: str) -> Bruker:
    """The same person at another address, for one e-mail. Never saved."""
    kopi = copy.copy(bruker)
    kopi.epost = adresse
    return kopi


# ---- what allauth tells us
@transaction.atomic
def send_passordlenke(*, gjelder: Bruker, adresse: str) -> None:
    """A closed account gets no link: a new password would not open it."""
    if gjelder.er_stengt:
        return
    # Anybody can ask, so nobody stands as the one who did it.
    hva = hendelse.log(None, Hendelsestype.NYTT_PASSORD_BEDT_OM, gjelder, kommune=_kommune_for(gjelder))
    enqueue(notices.Passordlenke(gjelder, hva, None, adresse), bruker=None)


@transaction.atomic
def meld_sikkerhet(*, gjelder: Bruker, hva: str, okt: str) -> None:
    """A changed password or factor: logged, the other sessions ended at once (S-06), the user told."""
    rad = logg(gjelder, Hendelsestype.INNLOGGING_ENDRET, hva=hva)
    okter.avslutt(gjelder, unntatt=okt)
    enqueue(notices.Sikkerhetsendring(gjelder, rad, None, hva), bruker=gjelder)


@transaction.atomic
def meld_ny_enhet(*, gjelder: Bruker, nettleser: str) -> None:
    rad = logg(gjelder, Hendelsestype.NY_ENHET_BRUKT)
    enqueue(notices.NyEnhet(gjelder, rad, None, nettleser[:120]), bruker=gjelder)


@transaction.atomic
def sett_opp_app(*, bruker: Bruker, hemmelighet: str) -> None:
    """A second factor without the page: for the demo data, where everybody needs one to get in."""
    TOTP.activate(bruker, hemmelighet)
    logg(bruker, Hendelsestype.INNLOGGING_ENDRET, hva="totp_activated")


def logg(bruker: Bruker, hva: Hendelsestype, /, **data: object) -> Hendelse:
    """One event for the account, readable by the administrators of its kommune (the first, if there are more)."""
    return hendelse.log(bruker, hva, bruker, kommune=_kommune_for(bruker), **data)


def _kommune_for(bruker: Bruker) -> Kommune | None:
    """Where the account belongs, also before the agreement is signed."""
    egne = bruker.kommunetilgang_set.exclude(permission__codename=Rolle.FYLKE_LES).values("content_object_id")
    return Kommune.objects.filter(pk__in=egne).first()
