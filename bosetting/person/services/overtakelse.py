"""Persons from the system before this, as far as bosettingsklar. Who calls has judged them, and logs from where."""

from collections.abc import Sequence

from django.db import transaction

from bosetting.person import rules
from bosetting.person.models import Kartlegging, Sak
from bosetting.person.rules import OvertattPerson
from bosetting.person.services.personer import nye_husstander, nye_saker
from bosetting.person.states import Kartleggingstilstand, Kategori, Sakstilstand
from bosetting.person.states import Tillatelsestype as T
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.tilstand import move
from imdinett.tilgang import tilgang


@transaction.atomic
def overta_personer(*, bruker: Bruker, husstander: Sequence[Sequence[OvertattPerson]]) -> list[Sak]:
    """New households whole. Each case makes the moves that its table allows; the cases come back in the same order."""
    tilgang.krev(rules.kan_registrere(bruker))
    nye = nye_husstander(len(husstander))
    par = [(husstand, en) for husstand, personer in zip(nye, husstander, strict=True) for en in personer]
    saker = nye_saker([(husstand, en.ny) for husstand, en in par])
    kartlegginger = []
    for sak, (_husstand, en) in zip(saker, par, strict=True):
        _flytt_fram(sak, en)
        if en.kartlagt_dato:
            kartlegginger.append(_kartlegging(bruker, sak, en))
    Sak.objects.bulk_create(saker, batch_size=500)
    Kartlegging.objects.bulk_create(kartlegginger, batch_size=500)
    return saker


def _flytt_fram(sak: Sak, en: OvertattPerson) -> None:
    if en.tillatelse:
        move(sak, Sakstilstand.TIL_KARTLEGGING)
        sak.tillatelse_type, sak.tillatelse_dato = en.tillatelse.type, en.tillatelse.dato
        sak.tillatelse_meldt_dato, sak.tillatelse_gyldig_til = en.tillatelse.meldt_dato, en.tillatelse.gyldig_til
        sak.kollektiv_beskyttelse = en.tillatelse.type == T.KOLLEKTIV
    if en.tilstand == Sakstilstand.BOSETTINGSKLAR:
        move(sak, Sakstilstand.BOSETTINGSKLAR)
        sak.klar_tid = klokke.starten_av(en.klar_dato) if en.klar_dato else None


def _kartlegging(bruker: Bruker, sak: Sak, en: OvertattPerson) -> Kartlegging:
    privat = sak.kategori == Kategori.PRIVATBOENDE
    kartlegging = Kartlegging(
        sak=sak,
        samtale_dato=None if privat else en.kartlagt_dato,
        soknad_dato=en.kartlagt_dato if privat else None,
        morsmaal=en.morsmaal,
        registrert_tid=klokke.now(),
        registrert_av=bruker,
    )
    if sak.tilstand == Sakstilstand.BOSETTINGSKLAR:
        move(kartlegging, Kartleggingstilstand.GODKJENT)
        kartlegging.godkjent_tid, kartlegging.godkjent_av = klokke.now(), bruker
    return kartlegging
