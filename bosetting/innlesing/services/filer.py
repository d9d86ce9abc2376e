"""One file from outside, of the kind its first line names."""

import hashlib
from collections.abc import Callable, Sequence

from django.db import transaction

from bosetting.bosatt import rules
from bosetting.innlesing.models import Datoimport, Importrad
from bosetting.innlesing.services.datoer import les_datoer
from bosetting.innlesing.services.flytting import les_flyttinger
from bosetting.innlesing.services.folkeregister import les_hendelser
from bosetting.innlesing.services.personer import les_identiteter, les_overforing
from bosetting.innlesing.services.udi import les_udi
from bosetting.innlesing.services.utfall import Utfall, synlige_saker
from bosetting.innlesing.states import VERSJONER, Filslag
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke, radfil
from imdinett.kjerne.nummer import bare_siffer
from imdinett.kjerne.radfil import Avvist, Fil
from imdinett.tilgang import tilgang

LESERE: dict[Filslag, Callable[[Bruker, Fil], Utfall]] = {
    Filslag.MOTTAK: les_datoer,
    Filslag.MOTTAK_FLYTTING: les_flyttinger,
    Filslag.UDI: les_udi,
    Filslag.UDI_IDENTITET: les_identiteter,
    Filslag.UDI_OVERFORING: les_overforing,
    Filslag.FOLKEREGISTER: les_hendelser,
}


@transaction.atomic
def les_inn(*, bruker: Bruker, innhold: bytes, filnavn: str) -> Datoimport:
    """Good rows go in, refused ones are kept with line and reason, known ones change nothing.

    The caller has had the file scanned (`krev_ren`).
    """
    tilgang.krev(rules.er_imdi_bosetter(bruker))
    fil = radfil.apne(innhold, VERSJONER, uten_hode=Filslag.MOTTAK)
    utfall = LESERE[Filslag(fil.slag)](bruker, fil)
    kjoring = Datoimport.objects.create(
        slag=fil.slag,
        filnavn=filnavn[:200],
        sha256=hashlib.sha256(innhold).hexdigest(),
        kjort_tid=klokke.now(),
        kjort_av=bruker,
        antall_inn=utfall.inn,
        antall_kjent=utfall.kjent,
        antall_avvist=len(utfall.avviste),
    )
    _behold(bruker, kjoring, [*utfall.avviste, *utfall.skjulte])
    if utfall.side is not None:
        utfall.side.kjoring = kjoring
        utfall.side.save()
    hendelse.log(
        bruker,
        Hendelsestype.DATOIMPORT_KJORT,
        kjoring,
        inn=kjoring.antall_inn,
        kjent=kjoring.antall_kjent,
        avvist=kjoring.antall_avvist,
    )
    return kjoring


def _behold(bruker: Bruker, kjoring: Datoimport, avviste: Sequence[Avvist]) -> None:
    """With whom each speaks of, so that a row is hidden when the person is (security.md §5)."""
    duf = {bare_siffer(rad.innhold.get("duf", "")) for rad in avviste} - {""}
    kjente = dict(
        synlige_saker(bruker).filter(person__duf_nummer__in=duf).values_list("person__duf_nummer", "person_id")
    )
    Importrad.objects.bulk_create(
        Importrad(
            kjoring=kjoring,
            person_id=rad.person_id or kjente.get(bare_siffer(rad.innhold.get("duf", ""))),
            linje=rad.linje,
            innhold=rad.innhold,
            grunn=rad.grunn,
        )
        for rad in sorted(avviste, key=lambda rad: rad.linje)
    )
