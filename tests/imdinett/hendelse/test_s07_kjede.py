"""S-07: the verifier finds each of N planted alterations, and nothing where nothing was planted (security.md §9)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections

from imdinett.hendelse import kjede, kjedekontroll
from imdinett.hendelse.kjedekontroll import Slag, Utenfra
from imdinett.hendelse.models import KJEDESTART, Innsyn
from tests.hjelp import aapen_logg
from tests.regnskap import meld

pytestmark = pytest.mark.django_db
LINJER = 12
TID = datetime(2026, 11, 30, 9, tzinfo=UTC)
Ventet = tuple[str, int, int]
Plante = Callable[[str], list[Ventet]]
PLANTER: dict[str, Plante] = {}


def plante(plant: Plante) -> Plante:
    PLANTER[plant.__name__] = plant
    return plant


def lag(navn: str, antall: int = LINJER) -> None:
    kjede.legg_til(
        [
            Innsyn(
                tid=TID + timedelta(seconds=nr),
                bruker_id=nr,
                bruker_navn="Kari Eksempel",
                handling="lese",
                utfall="vist",
                person_id=100 + nr,
                ip="192.0.2.1",
                beskrivelse="Åpnet personmappen.",
            )
            for nr in range(antall)
        ],
        kjede=navn,
    )


def sql(setning: str, *verdier: Any) -> None:
    """As the owner, with the rules of the log taken off."""
    with aapen_logg("logg") as markor:
        markor.execute(setning, verdier)


def rad(navn: str, nr: int) -> Innsyn:
    return Innsyn.objects.get(kjede=navn, nr=nr)


def skriv_om(navn: str, nr: int, forrige_hash: str, **felt: Any) -> str:
    """A careful hand: the line is changed and gets the hash that belongs to what it says now."""
    en = rad(navn, nr)
    for navnet, verdi in felt.items():
        setattr(en, navnet, verdi)
    en.forrige_hash, en.hash = forrige_hash, kjede.beregn(navn, nr, forrige_hash, kjede.verdier(en))
    with aapen_logg("logg"):
        en.save()
    return en.hash


def flytt(navn: str, fra: int, skritt: int) -> None:
    """Every number from `fra` on. By way of numbers that are free: two lines never have the same."""
    sql("update imdinett_innsyn set nr = -1000 - nr where kjede = %s and nr >= %s", navn, fra)
    sql("update imdinett_innsyn set nr = -1000 - nr + %s where kjede = %s and nr <= -1000", skritt, navn)


def sett_inn(navn: str, nr: int, forrige_hash: str) -> Innsyn:
    ny = Innsyn(tid=TID, bruker_navn="Per Innsatt", handling="lese", utfall="vist", kjede=navn, nr=nr)
    ny.forrige_hash, ny.hash = forrige_hash, kjede.beregn(navn, nr, forrige_hash, kjede.verdier(ny))
    sql("alter table imdinett_innsyn disable trigger imdinett_innsyn_kjed")
    ny.save(force_insert=True)
    sql("alter table imdinett_innsyn enable trigger imdinett_innsyn_kjed")
    return ny


def sett_hode(navn: str, nr: int, hash_: str) -> None:
    sql("update imdinett_kjedehode set siste_nr = %s, siste_hash = %s where kjede = %s", nr, hash_, navn)


# ---- a changed field: each of them
def _endret(felt: str, uttrykk: str) -> None:
    def plant(navn: str) -> list[Ventet]:
        sql(f"update imdinett_innsyn set {felt} = {uttrykk} where kjede = %s and nr = 5", navn)
        return [(Slag.ENDRET, 5, 5)]

    PLANTER[f"endret_{felt}"] = plant


for _felt, _uttrykk in {
    "tid": "tid + interval '1 microsecond'",
    "ip": "'192.0.2.2'",
    "bruker_id": "bruker_id + 1",
    "bruker_navn": "'Kari Eksempe1'",
    "enhet": "'Oslo'",
    "rolle": "'x'",
    "kommune_id": "301",
    "handling": "'soke'",
    "utfall": "'avvist'",
    "person_id": "null",
    "person_ider": "'{7}'",
    "saksnummer": "'8F3K'",
    "del_av": "'Helse'",
    "formaal": "' '",
    "gradering": "'fortrolig'",
    "kilde": "'api'",
    "request_id": "'a'",
    "beskrivelse": "beskrivelse || ' '",
    "forrige_hash": "repeat('a', 64)",
    "hash": "repeat('b', 64)",
}.items():
    _endret(_felt, _uttrykk)


@plante
def endret_til_en_linje_om_sletting(navn: str) -> list[Ventet]:
    """It says that others were deleted. It was not written so, and nothing it says is believed."""
    sql(
        "update imdinett_innsyn set slettet_fra = 2, slettet_til = 3, slettet_hash = 'x' where kjede = %s and nr = 5",
        navn,
    )
    sql("delete from imdinett_innsyn where kjede = %s and nr in (2, 3)", navn)
    return [(Slag.MANGLER, 2, 3), (Slag.ENDRET, 5, 5)]


@plante
def endret_forste(navn: str) -> list[Ventet]:
    sql("update imdinett_innsyn set bruker_id = 99 where kjede = %s and nr = 1", navn)
    return [(Slag.ENDRET, 1, 1)]


@plante
def endret_siste(navn: str) -> list[Ventet]:
    sql("update imdinett_innsyn set bruker_id = 99 where kjede = %s and nr = %s", navn, LINJER)
    return [(Slag.ENDRET, LINJER, LINJER)]


@plante
def endret_med_ny_hash(navn: str) -> list[Ventet]:
    skriv_om(navn, 5, rad(navn, 4).hash, bruker_id=99)
    return [(Slag.ENDRET, 5, 5)]


@plante
def endret_siste_med_ny_hash(navn: str) -> list[Ventet]:
    skriv_om(navn, LINJER, rad(navn, LINJER - 1).hash, bruker_id=99)
    return [(Slag.HODE_ENDRET, LINJER, LINJER)]


@plante
def endret_og_alt_etter_regnet_om(navn: str) -> list[Ventet]:
    forrige = rad(navn, 4).hash
    for nr in range(5, LINJER + 1):
        forrige = skriv_om(navn, nr, forrige, **({"bruker_id": 99} if nr == 5 else {}))
    return [(Slag.HODE_ENDRET, LINJER, LINJER)]


@plante
def endret_fem_ganger(navn: str) -> list[Ventet]:
    sql("update imdinett_innsyn set formaal = 'x' where kjede = %s and nr in (1, 3, 4, 8, 12)", navn)
    return [(Slag.ENDRET, nr, nr) for nr in (1, 3, 4, 8, 12)]


# ---- a missing line
@plante
def mangler_en(navn: str) -> list[Ventet]:
    sql("delete from imdinett_innsyn where kjede = %s and nr = 5", navn)
    return [(Slag.MANGLER, 5, 5)]


@plante
def mangler_de_forste(navn: str) -> list[Ventet]:
    sql("delete from imdinett_innsyn where kjede = %s and nr <= 3", navn)
    return [(Slag.MANGLER, 1, 3)]


@plante
def mangler_to_steder(navn: str) -> list[Ventet]:
    sql("delete from imdinett_innsyn where kjede = %s and nr in (2, 3, 8)", navn)
    return [(Slag.MANGLER, 2, 3), (Slag.MANGLER, 8, 8)]


@plante
def mangler_og_numrene_er_tettet(navn: str) -> list[Ventet]:
    siste = rad(navn, LINJER)
    sql("delete from imdinett_innsyn where kjede = %s and nr in (5, 6)", navn)
    flytt(navn, 7, -2)
    sett_hode(navn, LINJER - 2, siste.hash)
    return [(Slag.MANGLER, 5, 6)]


# ---- a line put in
@plante
def innsatt_etter_hodet(navn: str) -> list[Ventet]:
    sett_inn(navn, LINJER + 1, rad(navn, LINJER).hash)
    return [(Slag.INNSATT, LINJER + 1, LINJER + 1)]


@plante
def innsatt_foran(navn: str) -> list[Ventet]:
    sett_inn(navn, 0, KJEDESTART)
    return [(Slag.INNSATT, 0, 0)]


@plante
def innsatt_i_midten(navn: str) -> list[Ventet]:
    siste = rad(navn, LINJER)
    flytt(navn, 5, 1)
    sett_inn(navn, 5, rad(navn, 4).hash)
    sett_hode(navn, LINJER + 1, siste.hash)
    return [(Slag.INNSATT, 5, 5)]


@plante
def innsatt_i_stedet_for_en_annen(navn: str) -> list[Ventet]:
    sql("delete from imdinett_innsyn where kjede = %s and nr = 5", navn)
    sett_inn(navn, 5, rad(navn, 4).hash)
    return [(Slag.ENDRET, 5, 5)]


# ---- the order
@plante
def ombyttet_naboer(navn: str) -> list[Ventet]:
    _bytt(navn, {5: 6, 6: 5})
    return [(Slag.OMBYTTET, 5, 5), (Slag.OMBYTTET, 6, 6)]


@plante
def ombyttet_forste_og_siste(navn: str) -> list[Ventet]:
    siste = rad(navn, 1)
    _bytt(navn, {1: LINJER, LINJER: 1})
    sett_hode(navn, LINJER, siste.hash)
    return [(Slag.OMBYTTET, 1, 1), (Slag.OMBYTTET, LINJER, LINJER)]


@plante
def ombyttet_tre(navn: str) -> list[Ventet]:
    _bytt(navn, {3: 7, 7: 9, 9: 3})
    return [(Slag.OMBYTTET, nr, nr) for nr in (3, 7, 9)]


def _bytt(navn: str, til: dict[int, int]) -> None:
    for fra, nytt in til.items():
        sql("update imdinett_innsyn set nr = %s where kjede = %s and nr = %s", -nytt, navn, fra)
    sql("update imdinett_innsyn set nr = -nr where kjede = %s and nr < 0", navn)


# ---- the end
@plante
def halen_kuttet(navn: str) -> list[Ventet]:
    sql("delete from imdinett_innsyn where kjede = %s and nr > 9", navn)
    return [(Slag.HALE_KUTTET, 10, LINJER)]


@plante
def alt_slettet(navn: str) -> list[Ventet]:
    sql("delete from imdinett_innsyn where kjede = %s", navn)
    return [(Slag.HALE_KUTTET, 1, LINJER)]


@plante
def hodet_endret(navn: str) -> list[Ventet]:
    sett_hode(navn, LINJER, "c" * 64)
    return [(Slag.HODE_ENDRET, LINJER, LINJER)]


@plante
def hodet_satt_tilbake(navn: str) -> list[Ventet]:
    sett_hode(navn, 9, rad(navn, 9).hash)
    return [(Slag.INNSATT, 10, LINJER)]


@plante
def hodet_slettet(navn: str) -> list[Ventet]:
    sql("delete from imdinett_kjedehode where kjede = %s", navn)
    return [(Slag.INNSATT, 1, LINJER)]


def finn(navn: str, sendte: dict[int, str] | None = None) -> list[Ventet]:
    resultat = kjedekontroll.kontroller(navn, Utenfra(sendte or {}))
    assert {ett.kjede for ett in resultat.brudd} <= {navn}
    return [(ett.slag, ett.fra_nr, ett.til_nr) for ett in resultat.brudd]


@pytest.mark.parametrize("hva", PLANTER)
def test_s07_what_was_planted_is_found_and_nothing_else(hva: str, record_property: Any) -> None:
    for navn in ("før", "her", "så"):
        lag(navn)
    assert finn("her") == []

    ventet = PLANTER[hva]("her")

    assert sorted(finn("her")) == sorted(ventet)
    assert (finn("før"), finn("så")) == ([], [])
    meld(record_property, "S-07", plantet=len(ventet), funnet=len(ventet), falske=0)


def test_s07_all_of_them_at_once_each_in_its_own_chain(record_property: Any) -> None:
    for hva in PLANTER:
        lag(hva)
    ventet = {(hva, *ett) for hva, plant in PLANTER.items() for ett in plant(hva)}

    funnet = {(navn, *ett) for navn in kjedekontroll.kjeder() for ett in finn(navn)}

    falske = len(funnet - ventet)
    print(f"S-07: {len(ventet)} plantet i {len(PLANTER)} kjeder, {len(funnet & ventet)} funnet, {falske} falske")
    assert funnet == ventet
    meld(record_property, "S-07", plantet=len(ventet), funnet=len(funnet & ventet), falske=0)


# ---- what only somebody outside the database can know
def test_s07_a_tail_that_is_cut_with_its_head_is_found_by_the_head_that_was_sent(record_property: Any) -> None:
    lag("her")
    sendt = {LINJER: rad("her", LINJER).hash}
    sql("delete from imdinett_innsyn where kjede = 'her' and nr > 9")
    sett_hode("her", 9, rad("her", 9).hash)

    assert finn("her") == []
    assert finn("her", sendt) == [(Slag.SENDT_HODE_AVVIKER, LINJER, LINJER)]
    meld(record_property, "S-07", plantet=1, funnet=1)


def test_s07_a_chain_that_is_written_anew_is_found_by_the_head_that_was_sent(record_property: Any) -> None:
    lag("her")
    sendt = {LINJER: rad("her", LINJER).hash}
    forrige = rad("her", 4).hash
    for nr in range(5, LINJER + 1):
        forrige = skriv_om("her", nr, forrige, bruker_id=99)
    sett_hode("her", LINJER, forrige)

    assert finn("her") == []
    assert finn("her", sendt) == [(Slag.SENDT_HODE_AVVIKER, LINJER, LINJER)]
    meld(record_property, "S-07", plantet=1, funnet=1)


def test_s07_a_chain_that_is_gone_with_its_head_is_found_by_the_head_that_was_sent(record_property: Any) -> None:
    lag("her")
    sendt = {LINJER: rad("her", LINJER).hash}
    sql("delete from imdinett_innsyn")
    sql("delete from imdinett_kjedehode")

    assert kjedekontroll.kjeder() == []
    assert finn("her", sendt) == [(Slag.SENDT_HODE_AVVIKER, LINJER, LINJER)]
    meld(record_property, "S-07", plantet=1, funnet=1)


def test_a_head_that_was_sent_before_more_lines_came_is_right() -> None:
    lag("her")
    sendt = {LINJER: rad("her", LINJER).hash}
    lag("her")

    assert finn("her", sendt) == []


def test_very_many_changed_lines_are_told_as_one_range_after_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kjedekontroll, "MAKS_SAMMENLIGNET", 3)
    lag("her")
    sql("update imdinett_innsyn set formaal = 'x' where kjede = 'her'")

    assert finn("her") == [*((Slag.ENDRET, nr, nr) for nr in (1, 2, 3)), (Slag.ENDRET, 4, LINJER)]


def test_the_chain_is_read_as_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kjedekontroll, "BIT", 5)
    lag("her", 23)

    assert (kjedekontroll.kontroller("her").linjer, finn("her")) == (23, [])
    assert connections["logg"].in_atomic_block
