"""B-043–B-050: when a bosettingsdato may be set and corrected, by whom, and who hears of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from bosetting.anmodning.queries import plassregnskap
from bosetting.bosatt import meldinger, rules, services
from bosetting.bosatt.meldinger import Bosettingsmelding
from bosetting.bosatt.models import Bosetting, Kilde
from bosetting.person.models import Sak
from bosetting.vedtak import services as vedtak
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import GRUNN, apne_avvik, dager_siden, i_dag, utsokt
from tests.bosetting.fordeling.hjelp import AAR, scene, tilstander
from tests.bosetting.vedtak.hjelp import GRUNN as OPPHEVET
from tests.bosetting.vedtak.hjelp import med_ja
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def registrer(bruker, sak: Sak, dato: date | None = None, kilde: Kilde = Kilde.KOMMUNE) -> Bosetting:
    return services.registrer_bosettingsdato(bruker=bruker, sak_id=sak.pk, dato=dato or i_dag(), kilde=kilde)


@pytest.fixture
def hort() -> Iterator[list[Bosettingsmelding]]:
    """What the grant module would hear."""
    ut: list[Bosettingsmelding] = []
    meldinger.registrer(ut.append)
    yield ut
    meldinger.avregistrer(ut.append)


# ---- B-043: only while søkt ut
def test_b043_a_date_settles_the_person() -> None:
    en, (sak,) = utsokt(1)

    bosetting = registrer(en.kari, sak)

    sak.refresh_from_db()
    assert (sak.tilstand, sak.bosettingsdato) == ("bosatt", i_dag())
    assert (bosetting.bosettingsdato, bosetting.kilde, bosetting.registrert_av) == (i_dag(), "kommune", en.kari)


def test_b043_not_before_the_decision() -> None:
    en = med_ja(1, kategori="privatboende")
    sak = en.linjer[0].sak

    with pytest.raises(Domenefeil) as feil:
        registrer(en.imdi, sak, kilde=Kilde.IMDI)

    assert (feil.value.kode, feil.value.felt) == ("dato_sperret", f"dato_{sak.nummer}")
    assert tilstander(en) == ["akseptert"]


def test_b043_not_after_a_reversal() -> None:
    en, (sak,) = utsokt(1)
    vedtak.opphev_vedtak(bruker=en.imdi, vedtak_ider=[sak.vedtak.get().pk], grunn=OPPHEVET)

    with pytest.raises(IkkeTilgang):
        registrer(en.kari, sak)

    assert tilstander(en) == ["bosettingsklar"]


def test_b043_the_same_date_again_changes_nothing(hort: list[Bosettingsmelding]) -> None:
    en, (sak,) = utsokt(1)
    forst = registrer(en.kari, sak)

    igjen = registrer(en.ola, sak)

    assert igjen == forst
    assert (Bosetting.objects.count(), len(hort)) == (1, 1)


def test_b043_another_date_is_a_collision_that_says_whose() -> None:
    en, (sak,) = utsokt(1)
    registrer(en.kari, sak, i_dag())

    with pytest.raises(Kollisjon, match="Kari Eksempel har alt registrert bosettingsdato"):
        registrer(en.ola, sak, dager_siden(1))

    assert list(Bosetting.objects.values_list("bosettingsdato", flat=True)) == [i_dag()]


# ---- B-044, B-049: which dates
@pytest.mark.parametrize(("dager", "lov"), [(-1, False), (0, True), (3, True), (4, False)])
def test_b044_b049_from_the_utsokingsdato_to_today(dager: int, lov: bool) -> None:
    en, (sak,) = utsokt(1, dager=3)
    dato = dager_siden(dager)

    if lov:
        registrer(en.kari, sak, dato)
    else:
        with pytest.raises(Domenefeil) as feil:
            registrer(en.kari, sak, dato)
        assert (feil.value.kode, feil.value.felt) == ("ugyldig_dato", f"dato_{sak.nummer}")

    assert tilstander(en) == ["bosatt" if lov else "sokt_ut"]


def test_b044_the_database_refuses_a_date_before_the_utsokingsdato() -> None:
    _en, (sak,) = utsokt(1, dager=3)

    with pytest.raises(IntegrityError, match="bosetting_sak_dato_etter_utsoking"), transaction.atomic():
        Sak.objects.filter(pk=sak.pk).update(bosettingsdato=dager_siden(4))


# ---- B-045: one per person
def test_b045_one_date_per_person_and_none_for_who_waits() -> None:
    en, (a, b, c) = utsokt(3)

    services.registrer_for_husstand(bruker=en.kari, datoer={a.pk: i_dag(), b.pk: dager_siden(2), c.pk: None})

    assert dict(Sak.objects.values_list("pk", "bosettingsdato")) == {a.pk: i_dag(), b.pk: dager_siden(2), c.pk: None}
    assert tilstander(en) == ["bosatt", "bosatt", "sokt_ut"]


def test_b045_all_or_none_of_the_household() -> None:
    en, (a, b) = utsokt(2, dager=3)

    with pytest.raises(Domenefeil) as feil:
        services.registrer_for_husstand(bruker=en.kari, datoer={a.pk: i_dag(), b.pk: dager_siden(9)})

    assert feil.value.felt == f"dato_{b.nummer}"
    assert tilstander(en) == ["sokt_ut"] * 2


def test_b045_no_date_at_all_is_an_error() -> None:
    en, (a, b) = utsokt(2)

    with pytest.raises(Domenefeil) as feil:
        services.registrer_for_husstand(bruker=en.kari, datoer={a.pk: None, b.pk: None})

    assert feil.value.felt == "felles"


# ---- B-046: by whom
@pytest.mark.parametrize(
    ("kategori", "lov"), [("privatboende", True), ("amot", True), ("overforingsflyktning", True), ("mottak", False)]
)
def test_b046_the_kommune_for_those_who_do_not_come_from_mottak(kategori: str, lov: bool) -> None:
    en, (sak,) = utsokt(1)
    Sak.objects.update(kategori=kategori)

    if lov:
        registrer(en.kari, sak)
    else:
        with pytest.raises(Domenefeil, match="mottaket melder bosettingsdato"):
            registrer(en.kari, sak)

    assert tilstander(en) == ["bosatt" if lov else "sokt_ut"]


@pytest.mark.parametrize("kategori", ["privatboende", "mottak"])
def test_b046_imdi_sets_all(kategori: str) -> None:
    en, (sak,) = utsokt(1, kategori=kategori)

    bosetting = registrer(en.imdi, sak, kilde=Kilde.IMDI)

    assert (bosetting.kilde, tilstander(en)) == ("imdi", ["bosatt"])


def test_b046_the_household_form_knows_who_is_asking() -> None:
    en, (a, b) = utsokt(2, kategori="mottak")

    services.registrer_for_husstand(bruker=en.imdi, datoer={a.pk: i_dag(), b.pk: i_dag()})

    assert set(Bosetting.objects.values_list("kilde", flat=True)) == {"imdi"}


@pytest.mark.parametrize("kilde", [Kilde.IMDI, Kilde.MOTTAK])
def test_b046_a_kommune_cannot_speak_for_others(kilde: Kilde) -> None:
    en, (sak,) = utsokt(1)

    with pytest.raises(IkkeTilgang):
        registrer(en.kari, sak, kilde=kilde)

    assert tilstander(en) == ["sokt_ut"]


def test_b002_les_does_not_register() -> None:
    en, (sak,) = utsokt(1)

    with pytest.raises(IkkeTilgang):
        registrer(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune), sak)

    assert tilstander(en) == ["sokt_ut"]


def test_b001_not_in_another_kommune() -> None:
    en, (sak,) = utsokt(1)

    with pytest.raises(IkkeTilgang):
        registrer(scene().kari, sak)

    assert tilstander(en) == ["sokt_ut"]


# ---- B-047: correction
def test_b047_a_correction_keeps_old_value_user_time_and_reason(hort: list[Bosettingsmelding]) -> None:
    en, (sak,) = utsokt(1)
    gammel = registrer(en.kari, sak, i_dag())
    hort.clear()

    ny = services.rett_bosettingsdato(bruker=en.ola, sak_id=sak.pk, dato=dager_siden(2), grunn=GRUNN)

    gammel.refresh_from_db()
    sak.refresh_from_db()
    assert (gammel.gjelder, gammel.bosettingsdato, gammel.registrert_av) == (False, i_dag(), en.kari)
    assert gammel.opphevet_tid is not None
    assert (ny.gjelder, ny.grunn, ny.registrert_av) == (True, GRUNN, en.ola)
    assert (sak.tilstand, sak.bosettingsdato) == ("bosatt", dager_siden(2))
    assert Hendelse.objects.get(type="bosettingsdato_rettet").data == {
        "fra": i_dag().isoformat(),
        "til": dager_siden(2).isoformat(),
        "grunn": GRUNN,
    }
    assert hort == [Bosettingsmelding(sak.pk, en.kommune.pk, dager_siden(2), i_dag())]


def test_b047_the_kommune_does_not_correct_what_others_set() -> None:
    en, (sak,) = utsokt(1)
    registrer(en.imdi, sak, kilde=Kilde.IMDI)

    with pytest.raises(IkkeTilgang):
        services.rett_bosettingsdato(bruker=en.kari, sak_id=sak.pk, dato=dager_siden(2), grunn=GRUNN)


def test_b047_imdi_corrects_what_the_kommune_set() -> None:
    en, (sak,) = utsokt(1)
    registrer(en.kari, sak)

    ny = services.rett_bosettingsdato(bruker=en.imdi, sak_id=sak.pk, dato=dager_siden(2), grunn=GRUNN)

    assert ny.kilde == "imdi"


@pytest.mark.parametrize(
    ("dato", "grunn", "felt"),
    [
        (dager_siden(2), "", "grunn"),
        (dager_siden(2), "kort", "grunn"),
        (dager_siden(2), "x" * 301, "grunn"),
        (dager_siden(0), GRUNN, "dato"),
        (dager_siden(-1), GRUNN, "dato"),
        (dager_siden(11), GRUNN, "dato"),
    ],
    ids=["uten grunn", "kort grunn", "lang grunn", "samme dato", "fram i tid", "før utsøking"],
)
def test_b047_what_stops_a_correction(dato: date, grunn: str, felt: str) -> None:
    en, (sak,) = utsokt(1)
    registrer(en.kari, sak)

    with pytest.raises(Domenefeil) as feil:
        services.rett_bosettingsdato(bruker=en.kari, sak_id=sak.pk, dato=dato, grunn=grunn)

    assert feil.value.felt == felt
    assert Bosetting.objects.count() == 1


def test_b047_the_kommune_corrects_until_the_cut_off_and_imdi_afterwards(settings) -> None:
    """Counted from the first registration: corrections do not move the cut-off."""
    settings.BOSETTINGSDATO_RETTES_DAGER = ((date(2021, 1, 1), 30),)
    en, (sak,) = utsokt(1, dager=50)
    registrert, datoer = klokke.now() - timedelta(days=31), [dager_siden(dager) for dager in (33, 34, 35)]
    with klokke.flyttet_til(registrert):
        registrer(en.kari, sak, datoer[0])
    with klokke.flyttet_til(registrert + timedelta(days=30)):
        services.rett_bosettingsdato(bruker=en.kari, sak_id=sak.pk, dato=datoer[1], grunn=GRUNN)

    with pytest.raises(Kollisjon, match=f"til og med {dager_siden(1):%d.%m.%Y}. Send IMDi en henvendelse"):
        services.rett_bosettingsdato(bruker=en.kari, sak_id=sak.pk, dato=datoer[2], grunn=GRUNN)
    ny = services.rett_bosettingsdato(bruker=en.imdi, sak_id=sak.pk, dato=datoer[2], grunn=GRUNN)

    assert ny.gjelder


def test_b047_the_cut_off_is_the_one_in_force_when_the_date_was_registered(settings) -> None:
    settings.BOSETTINGSDATO_RETTES_DAGER = ((date(2021, 1, 1), 182), (date(2026, 7, 1), 30))

    frister = [rules.rettes_til(datetime(2026, maaned, 30, 12, tzinfo=UTC)) for maaned in (6, 7)]

    assert frister == [date(2026, 12, 29), date(2026, 8, 29)]


def test_b047_a_stale_version_is_a_collision() -> None:
    en, (sak,) = utsokt(1)
    registrer(en.kari, sak)
    sak.refresh_from_db()
    services.rett_bosettingsdato(bruker=en.ola, sak_id=sak.pk, dato=dager_siden(2), grunn=GRUNN, versjon=sak.versjon)

    with pytest.raises(Kollisjon):
        services.rett_bosettingsdato(
            bruker=en.kari, sak_id=sak.pk, dato=dager_siden(3), grunn=GRUNN, versjon=sak.versjon
        )

    assert Bosetting.objects.gjeldende().get().bosettingsdato == dager_siden(2)


def test_b047_nothing_to_correct_is_a_collision() -> None:
    en, (sak,) = utsokt(1)

    with pytest.raises(Kollisjon):
        services.rett_bosettingsdato(bruker=en.kari, sak_id=sak.pk, dato=i_dag(), grunn=GRUNN)


def test_the_database_keeps_one_date_in_force() -> None:
    en, (sak,) = utsokt(1)
    en_rad = registrer(en.kari, sak)

    with pytest.raises(IntegrityError, match="bosetting_bosetting_en_gjeldende"), transaction.atomic():
        Bosetting.objects.create(
            sak=sak,
            kommune=en.kommune,
            bosettingsdato=i_dag(),
            kilde=Kilde.IMDI,
            registrert_tid=klokke.now(),
            registrert_av=en.imdi,
        )
    assert list(Bosetting.objects.gjeldende()) == [en_rad]


# ---- B-048: an open avvik
def test_b048_an_open_avvik_stops_the_kommune_and_not_imdi() -> None:
    en, (sak,) = utsokt(1)
    apne_avvik(en, sak)

    with pytest.raises(Domenefeil, match="åpent avvik"):
        registrer(en.kari, sak)
    assert tilstander(en) == ["sokt_ut"]

    registrer(en.imdi, sak, kilde=Kilde.IMDI)
    assert tilstander(en) == ["bosatt"]


def test_b048_a_closed_avvik_stops_nobody() -> None:
    en, (sak,) = utsokt(1)
    avvik = apne_avvik(en, sak)
    avvik.lukket_tid, avvik.lukket_av = klokke.now(), en.imdi
    avvik.save()

    registrer(en.kari, sak)

    assert tilstander(en) == ["bosatt"]


def test_b048_an_open_avvik_stops_the_kommunes_correction() -> None:
    en, (sak,) = utsokt(1)
    registrer(en.kari, sak)
    apne_avvik(en, sak)

    with pytest.raises(Domenefeil, match="åpent avvik"):
        services.rett_bosettingsdato(bruker=en.kari, sak_id=sak.pk, dato=dager_siden(2), grunn=GRUNN)


# ---- B-050: the grant module
def test_b050_the_grant_module_hears_of_each_person(hort: list[Bosettingsmelding]) -> None:
    en, (a, b) = utsokt(2)

    services.registrer_for_husstand(bruker=en.kari, datoer={a.pk: i_dag(), b.pk: dager_siden(1)})

    assert hort == [
        Bosettingsmelding(a.pk, en.kommune.pk, i_dag()),
        Bosettingsmelding(b.pk, en.kommune.pk, dager_siden(1)),
    ]


def test_b050_it_is_the_same_transaction() -> None:
    en, (sak,) = utsokt(1)

    def nekter(_melding: Bosettingsmelding) -> None:
        raise Domenefeil("stengt", "Terminen er låst.")

    meldinger.registrer(nekter)
    try:
        with pytest.raises(Domenefeil, match="Terminen er låst"):
            registrer(en.kari, sak)
    finally:
        meldinger.avregistrer(nekter)

    assert tilstander(en) == ["sokt_ut"]
    assert (Bosetting.objects.count(), Hendelse.objects.filter(type="bosettingsdato_registrert").count()) == (0, 0)


def test_b050_the_event_is_in_the_kommunes_log() -> None:
    en, (sak,) = utsokt(1)

    registrer(en.kari, sak)

    rad = Hendelse.objects.get(type="bosettingsdato_registrert")
    assert (rad.gjelder_id, rad.kommune_id, rad.bruker) == (str(sak.pk), en.kommune.pk, en.kari)
    assert rad.data == {"dato": i_dag().isoformat(), "kilde": "kommune"}


# ---- places
def test_b028_a_settled_person_uses_a_place_of_the_years_date() -> None:
    en, (sak,) = utsokt(1)

    registrer(en.kari, sak)

    regnskap = plassregnskap(en.kommune, AAR)
    assert (regnskap.sokt_ut, regnskap.brukt) == (0, 1)


# ---- taken away
def test_a_settlement_taken_away_holds_the_place_again(hort: list[Bosettingsmelding]) -> None:
    en, (sak,) = utsokt(1)
    registrer(en.kari, sak)
    hort.clear()

    services.opphev_bosetting(bruker=en.imdi, sak_id=sak.pk, grunn="Personen flyttet aldri inn.")

    assert tilstander(en) == ["sokt_ut"]
    assert hort == [Bosettingsmelding(sak.pk, en.kommune.pk, None, i_dag())]
    assert list(Bosetting.objects.gjeldende()) == []
    registrer(en.kari, sak)
    assert Bosetting.objects.count() == 2


def test_only_imdi_takes_a_settlement_away() -> None:
    en, (sak,) = utsokt(1)
    registrer(en.kari, sak)

    with pytest.raises(IkkeTilgang):
        services.opphev_bosetting(bruker=en.kari, sak_id=sak.pk, grunn="Personen flyttet aldri inn.")

    assert tilstander(en) == ["bosatt"]
