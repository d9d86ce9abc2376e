"""New accounts in kommuner, one or a country's: with roles, event and invitation."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import rules
from imdinett.forvaltning.services import invitasjoner
from imdinett.forvaltning.services.invitasjoner import Invitert
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.roller import Rolle

BUNKE = 500


@dataclass(frozen=True, kw_only=True)
class NyKonto:
    epost: str
    navn: str
    kommune: Kommune
    roller: Collection[Rolle]
    telefon: str = ""
    sprak: str = ""


def opprett_kontoer(*, bruker: Bruker, nye: Sequence[NyKonto]) -> list[Invitert]:
    """When the right and the roles have been checked. As many statements for 500 as for one.

    Raises IntegrityError when somebody has one of the addresses.
    """
    kontoer = Bruker.objects.bulk_create(
        Bruker.objects.bygg(epost=ny.epost, navn=ny.navn, telefon=ny.telefon.strip(), sprak=ny.sprak) for ny in nye
    )
    par = list(zip(kontoer, nye, strict=True))
    tildeling.gi_kommuneroller((konto, rolle, ny.kommune) for konto, ny in par for rolle in ny.roller)
    hendelser = hendelse.log_mange(
        bruker,
        Hendelsestype.BRUKER_INVITERT,
        [(konto, ny.kommune, {"roller": rules.koder(ny.roller)}) for konto, ny in par],
    )
    rader = [(konto, ny.kommune, hva) for (konto, ny), hva in zip(par, hendelser, strict=True)]
    nokler = invitasjoner.opprett_mange(bruker=bruker, rader=rader)
    return [Invitert(konto, nokkel) for konto, nokkel in zip(kontoer, nokler, strict=True)]


@transaction.atomic
def overta_nye(*, bruker: Bruker, nye: Sequence[NyKonto]) -> None:
    """B-003: users of the system before this whom nobody here knows, with the roles they had in one kommune."""
    kommuner = {ny.kommune.pk for ny in nye}
    list(Kommune.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=kommuner).order_by("pk"))
    for kommune_id in kommuner:
        tilgang.krev(rules.kan_forvalte(bruker, kommune_id))
    for ny in nye:
        tilgang.krev(bool(ny.roller) and rules.er_kommuneroller(ny.roller))
    for start in range(0, len(nye), BUNKE):
        opprett_kontoer(bruker=bruker, nye=nye[start : start + BUNKE])
