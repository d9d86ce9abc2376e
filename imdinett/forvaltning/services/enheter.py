"""Mottak, omsorgssentre and Bufetat's regions, and who works there (decision 14)."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import notices, rules
from imdinett.forvaltning.services import imdi, invitasjoner, okter
from imdinett.forvaltning.services.invitasjoner import Invitert
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Enhet, Kommune
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.models import Enhetsmedlem
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.services import enqueue


@transaction.atomic
def registrer_enhet(
    *, bruker: Bruker, navn: str, type: Enhet.Type, kommune: Kommune | None = None, overordnet: Enhet | None = None
) -> Enhet:
    """A new unit. Only an omsorgssenter belongs to a region: what is above it reaches those who live there."""
    tilgang.krev(rules.kan_forvalte_imdi(bruker))
    if overordnet and (type != Enhet.Type.OMSORGSSENTER or overordnet.type != Enhet.Type.BUFETAT):
        raise Domenefeil(
            "ikke_under_bufetat", _("Bare et omsorgssenter hører til en av Bufetats regioner."), felt="overordnet"
        )
    try:
        with transaction.atomic():
            ny = Enhet.objects.create(navn=navn.strip(), type=type, kommune=kommune, overordnet=overordnet)
    except IntegrityError:
        raise Domenefeil("enhet_finnes", _("En enhet har alt dette navnet."), felt="navn") from None
    hendelse.log_internt(bruker, Hendelsestype.ENHET_REGISTRERT, ny, slag=str(ny.get_type_display()))
    return ny


@transaction.atomic
def inviter_enhetsbruker(*, bruker: Bruker, enhet: Enhet, navn: str, epost: str) -> Invitert:
    """The role follows from what kind of unit it is."""
    tilgang.krev(rules.kan_forvalte_imdi(bruker))
    ny, rolle = imdi.ny_bruker(navn, epost), rules.rolle_i(enhet)
    tildeling.gi_enhetsrolle(ny, rolle, enhet)
    hva = hendelse.log(bruker, Hendelsestype.BRUKER_INVITERT, ny, roller=[rolle.value], enhet=enhet.navn)
    return Invitert(ny, invitasjoner.opprett(bruker=bruker, gjelder=ny, kommune=None, hva=hva))


@transaction.atomic
def gi_enhet(*, bruker: Bruker, gjelder: Bruker, enhet: Enhet, grunn: str) -> Bruker:
    """One more unit for somebody who works in units already."""
    imdi.begynn(bruker, gjelder)
    if not Enhetsmedlem.objects.filter(bruker=gjelder).exists():
        raise Domenefeil("ikke_enhetsbruker", _("Brukeren har ingen rolle på et mottak eller i Bufetat."))
    rolle = rules.rolle_i(enhet)
    if not Enhetsmedlem.objects.filter(bruker=gjelder, enhet=enhet, rolle=rolle).exists():
        tildeling.gi_enhetsrolle(gjelder, rolle, enhet)
        _meld(bruker, gjelder, [], [rolle.value], grunn, enhet)
    return gjelder


@transaction.atomic
def ta_enhet(*, bruker: Bruker, gjelder: Bruker, enhet: Enhet, grunn: str) -> Bruker:
    """The next request of an open session has lost the unit's residents (security.md §1.7)."""
    imdi.begynn(bruker, gjelder)
    roller = list(Enhetsmedlem.objects.filter(bruker=gjelder, enhet=enhet).values_list("rolle", flat=True))
    for kode in roller:
        tildeling.ta_enhetsrolle(gjelder, Rolle(kode), enhet)
    if roller:
        _meld(bruker, gjelder, roller, [], grunn, enhet)
    return gjelder


def _meld(bruker: Bruker, gjelder: Bruker, fra: list[str], til: list[str], grunn: str, enhet: Enhet) -> None:
    hva = hendelse.log(
        bruker, Hendelsestype.ROLLER_ENDRET, gjelder, fra=fra, til=til, grunn=grunn.strip(), enhet=enhet.navn
    )
    okter.avslutt(gjelder)
    enqueue(notices.RollerEndret(gjelder, hva), bruker=bruker)
