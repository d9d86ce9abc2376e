"""Settlements and ended cases of the system before this. Who calls has judged them and logs where they are from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from bosetting.bosatt import meldinger, rules
from bosetting.bosatt.models import Avslutning, Bosetting, Kilde
from bosetting.bosatt.services.datoer import kommune_id
from bosetting.person.models import Sak
from bosetting.person.services.laas import lagre
from bosetting.person.states import Avslutningsgrunn, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.tilstand import move
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang


@transaction.atomic
def overta_bosettinger(*, bruker: Bruker, saker: Sequence[Sak], datoer: Mapping[int, date]) -> list[Bosetting]:
    """sokt_ut → bosatt (B-043, B-044, B-049). The grant module hears of each, as of any other (B-050)."""
    tilgang.krev(rules.er_imdi_bosetter(bruker))
    tid = klokke.now()
    bosettinger = [
        Bosetting(
            sak=sak,
            kommune_id=kommune_id(sak),
            bosettingsdato=datoer[sak.pk],
            kilde=Kilde.OVERTATT,
            registrert_tid=tid,
            registrert_av=bruker,
        )
        for sak in saker
    ]
    Bosetting.objects.bulk_create(bosettinger, batch_size=500)
    for sak in saker:
        move(sak, Sakstilstand.BOSATT)
        sak.bosettingsdato = datoer[sak.pk]
    lagre(saker, "tilstand", "bosettingsdato")
    meldinger.meld(meldinger.Bosettingsmelding(rad.sak_id, rad.kommune_id, rad.bosettingsdato) for rad in bosettinger)
    return bosettinger


@dataclass(frozen=True)
class OvertattSlutt:
    """Why and when a case ended, and what held until then."""

    sak: Sak
    fra: Sakstilstand
    grunn: Avslutningsgrunn
    dato: date | None
    kommune: Kommune | None
    bosettingsdato: date | None


@transaction.atomic
def overta_avslutninger(*, bruker: Bruker, slutter: Sequence[OvertattSlutt]) -> list[Avslutning]:
    """Any state that holds no place → avsluttet; what held before is kept for the grant module (W-05)."""
    tilgang.krev(rules.kan_avslutte(bruker))
    tid = klokke.now()
    avslutninger = [
        Avslutning(
            sak=en.sak,
            kommune=en.kommune,
            fra_tilstand=en.fra,
            bosettingsdato=en.bosettingsdato,
            grunn=en.grunn,
            dato=en.dato,
            avsluttet_tid=tid,
            avsluttet_av=bruker,
        )
        for en in slutter
    ]
    for en in slutter:
        move(en.sak, Sakstilstand.AVSLUTTET)
        en.sak.avsluttet_grunn = en.grunn.value
    lagre([en.sak for en in slutter], "tilstand", "avsluttet_grunn")
    return Avslutning.objects.bulk_create(avslutninger, batch_size=500)
