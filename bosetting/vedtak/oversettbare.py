"""W-15: which letters of a decision can be translated, with examples of what they say."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bosetting.vedtak import letters
from bosetting.vedtak.letters import Aarsak
from imdinett.brev.markering import Verdi
from imdinett.brev.oversettbar import Oversettbart
from imdinett.utboks.synlighet import PERSON

EKSEMPEL: dict[str, Any] = {
    "navn": "Navn Eksempel",
    "kommune": "Eksempelby",
    "utsokingsdato": "1. desember 2026",
    "personer": [
        {"saksnummer": "S-EKS1", "navn": "Navn Eksempel", "fodselsdato": "12. mars 1989"},
        {"saksnummer": "S-EKS2", "navn": "Barn Eksempel", "fodselsdato": "3. mai 2015"},
    ],
}
VERDIER: dict[str, Verdi] = {
    "navn": "Navn Eksempel",
    "kommune": "Eksempelby",
    "utsokingsdato": "01.12.2026",
    "personer": ["Navn Eksempel, 12.03.1989, S-EKS1", "Barn Eksempel, 03.05.2015, S-EKS2"],
}


def _slag(klasse: type[letters.TilPerson], navn: Promise, kort: Promise, aarsak: Aarsak | None = None) -> Oversettbart:
    kode = klasse.slag.removeprefix(PERSON)
    return Oversettbart(
        kode=f"{kode}_{aarsak.value}" if aarsak else kode,
        navn=navn,
        kort=kort,
        tittel=klasse.overskrift,
        mal=klasse.mal,
        eksempel=EKSEMPEL,
        verdier=VERDIER,
        kontekst={"kan_fordeles": aarsak == Aarsak.OPPHEVET} if aarsak else {},
    )


def alle() -> Iterator[Oversettbart]:
    yield _slag(letters.VedtakTilFlyktning, _("Vedtak om bosettingskommune"), _("Vedtak"))
    yield _slag(letters.VedtakTilRepresentant, _("Vedtak om bosettingskommune, til representant"), _("Vedtak, kopi"))
    yield _slag(
        letters.OpphevetTilFlyktning,
        _("Vedtaket gjelder ikke lenger, får ny kommune"),
        _("Opphevet, ny kommune"),
        Aarsak.OPPHEVET,
    )
    yield _slag(
        letters.OpphevetTilFlyktning,
        _("Vedtaket gjelder ikke lenger, saken er avsluttet"),
        _("Opphevet, avsluttet"),
        Aarsak.AVSLUTTET,
    )
    yield _slag(
        letters.OpphevetTilRepresentant,
        _("Vedtaket gjelder ikke lenger, får ny kommune, til representant"),
        _("Opphevet, ny kommune, kopi"),
        Aarsak.OPPHEVET,
    )
    yield _slag(
        letters.OpphevetTilRepresentant,
        _("Vedtaket gjelder ikke lenger, saken er avsluttet, til representant"),
        _("Opphevet, avsluttet, kopi"),
        Aarsak.AVSLUTTET,
    )
    yield _slag(letters.TakketNeiTilFlyktning, _("Takket nei til bosettingskommune"), _("Takket nei"))
    yield _slag(
        letters.TakketNeiTilRepresentant,
        _("Takket nei til bosettingskommune, til representant"),
        _("Takket nei, kopi"),
    )
