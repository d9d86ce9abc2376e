"""security.md §8: the weekly list of unusual looks, each reason by itself."""

from datetime import UTC, date, datetime

import pytest

from imdinett.loggkontroll import rules, utvalg
from imdinett.loggkontroll.states import Aarsak
from imdinett.loggkontroll.utvalg import Hvor
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import BrukerFactory, EnhetFactory, KommuneFactory
from tests.hjelp import bruker_med
from tests.imdinett.loggkontroll.conftest import lag_person
from tests.imdinett.loggkontroll.hjelp import MANDAG, se

pytestmark = pytest.mark.django_db


def finn():
    """(unit, user, person) → reasons."""
    return {tuple(nokkel): sorted(ett.aarsaker) for nokkel, ett in utvalg.finn(MANDAG).items()}


def test_s8_vanlig_arbeid_staar_ikke_paa_listen(skriv, person, kommune):
    se(skriv, person, kommune=kommune)

    assert finn() == {}


def test_s8_uten_oppgave_i_en_annen_kommunes_sak(skriv, kommune):
    fremmed = lag_person(KommuneFactory())
    se(skriv, fremmed, kommune=kommune)

    assert finn() == {(Hvor(kommune.pk), skriv.pk, fremmed.pk): [Aarsak.UTEN_OPPGAVE]}


def test_s8_avvist_oppslag_har_aldri_en_oppgave_bak_seg(skriv, person, kommune):
    se(skriv, person, kommune=kommune, utfall="avvist")

    assert finn() == {(Hvor(kommune.pk), skriv.pk, person.pk): [Aarsak.UTEN_OPPGAVE]}


def test_s8_samme_etternavn(skriv, kommune):
    slekt = lag_person(kommune, etternavn="Hansen-Nordmann")
    se(skriv, slekt, kommune=kommune)

    assert finn() == {(Hvor(kommune.pk), skriv.pk, slekt.pk): [Aarsak.SAMME_ETTERNAVN]}


@pytest.mark.parametrize(("time", "natt"), [(21, False), (22, True), (3, True), (5, True), (6, False)])
def test_s8_natt_etter_klokken_i_norge(skriv, person, kommune, time, natt):
    se(skriv, person, kommune=kommune, time=time)

    assert finn() == ({(Hvor(kommune.pk), skriv.pk, person.pk): [Aarsak.NATT]} if natt else {})


def test_s8_mange_personer_paa_en_time(skriv, kommune, settings):
    settings.LOGGKONTROLL_MANGE_PER_TIME = ((date(2026, 1, 1), 2),)
    personer = [lag_person(kommune) for _nr in range(3)]
    for nr, person in enumerate(personer):
        se(skriv, person, kommune=kommune, time=9 if nr else 8)
    assert finn() == {}

    se(skriv, personer[0], kommune=kommune, time=9)

    assert finn() == {(Hvor(kommune.pk), skriv.pk, None): [Aarsak.MANGE]}
    assert [ett.antall for ett in utvalg.finn(MANDAG).values()] == [3]


def test_s8_en_liste_er_mange_personer_og_ikke_et_oppslag_paa_hver(skriv, kommune, settings):
    settings.LOGGKONTROLL_ENKELTOPPSLAG_MAKS = ((date(2026, 1, 1), 1),)
    andres = [lag_person(KommuneFactory()) for _nr in range(2)]

    se(skriv, kommune=kommune, person_ider=[en.pk for en in andres])
    assert finn() == {}

    se(skriv, kommune=kommune, person_ider=[andres[0].pk])
    assert finn() == {(Hvor(kommune.pk), skriv.pk, andres[0].pk): [Aarsak.UTEN_OPPGAVE]}


def test_s8_kollega_i_samme_enhet(skriv, kommune):
    """By the whole name; somebody of that name who works elsewhere is no colleague."""
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune, navn="Ola  Normann")
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory(), navn="Per Borte")
    kollega = lag_person(kommune, fornavn="Ola", etternavn="Normann")
    annen = lag_person(kommune, fornavn="Per", etternavn="Borte")
    se(skriv, kollega, kommune=kommune)
    se(skriv, annen, kommune=kommune)

    assert finn() == {(Hvor(kommune.pk), skriv.pk, kollega.pk): [Aarsak.KOLLEGA]}


def test_s8_skjermet_og_egne_ansatte(skriv, kommune):
    skjermet = lag_person(kommune, gradering="fortrolig")
    ansatt = lag_person(kommune, gradering="egne_ansatte")
    se(skriv, skjermet, kommune=kommune)
    se(skriv, ansatt, kommune=kommune)

    assert finn() == {
        (Hvor(kommune.pk), skriv.pk, skjermet.pk): [Aarsak.SKJERMET],
        (Hvor(kommune.pk), skriv.pk, ansatt.pk): [Aarsak.KOLLEGA, Aarsak.SKJERMET],
    }


def test_s8_den_som_var_skjermet_da_er_paa_listen(skriv, person, kommune):
    se(skriv, person, kommune=kommune, gradering="fortrolig")

    assert finn() == {(Hvor(kommune.pk), skriv.pk, person.pk): [Aarsak.SKJERMET]}


def test_en_rad_per_bruker_og_person_med_alle_aarsakene(skriv, kommune):
    slekt = lag_person(KommuneFactory(), etternavn="Nordmann")
    for dag in range(3):
        se(skriv, slekt, kommune=kommune, dag=dag, time=23)

    ((nokkel, ett),) = utvalg.finn(MANDAG).items()

    assert nokkel == (Hvor(kommune.pk), skriv.pk, slekt.pk)
    assert sorted(ett.aarsaker) == [Aarsak.NATT, Aarsak.SAMME_ETTERNAVN, Aarsak.UTEN_OPPGAVE]
    assert (ett.antall, ett.saksnummer, ett.forste_tid) == (
        3,
        slekt.sak.nummer,
        datetime(2026, 11, 16, 22, 10, tzinfo=UTC),
    )


@pytest.mark.parametrize("felt", [{"dag": -1}, {"dag": 7}, {"kilde": "api", "bruker_id": None}, {"kilde": "jobb"}])
def test_det_som_ikke_er_denne_uken_eller_ikke_et_menneske(skriv, kommune, felt):
    se(skriv, lag_person(KommuneFactory()), kommune=kommune, **felt)

    assert finn() == {}


@pytest.mark.parametrize(("imdis", "nummer"), [(False, False), (True, True)])
def test_b001_avvist_oppslag_gir_ikke_kommunen_nummeret_paa_en_fremmed_sak(skriv, kommune, imdis, nummer):
    fremmed = lag_person(KommuneFactory())
    se(skriv, fremmed, kommune=None if imdis else kommune, utfall="avvist", saksnummer="")

    (ett,) = utvalg.finn(MANDAG).values()

    assert ett.saksnummer == (fremmed.sak.nummer if nummer else "")


# ---- whose user it was
def test_imdis_bruker_staar_hos_imdi_ogsaa_naar_saken_er_en_kommunes(person, kommune):
    imdi = bruker_med(Rolle.IMDI_BOSETTER_LES, navn="Inger Imdi")
    se(imdi, person, kommune=kommune, enhet="IMDi")

    assert finn() == {(Hvor(), imdi.pk, person.pk): [Aarsak.UTEN_OPPGAVE]}


def test_mottaket_har_oppgave_paa_beboerne_sine_og_ikke_paa_andre():
    mottak = EnhetFactory()
    ansatt = BrukerFactory(navn="Mona Mottak")
    tildeling.gi_enhetsrolle(ansatt, Rolle.MOTTAK_SKRIV, mottak)
    beboer = SakFactory(mottak=mottak).person
    annen = SakFactory(mottak=EnhetFactory()).person
    se(ansatt, beboer, enhet=mottak.navn)
    se(ansatt, annen, enhet=mottak.navn)

    assert finn() == {(Hvor(enhet_id=mottak.pk), ansatt.pk, annen.pk): [Aarsak.UTEN_OPPGAVE]}


# ---- the dated limits
def test_grensene_gjelder_fra_en_dato(settings):
    settings.LOGGKONTROLL_NATT_FRA = ((date(2026, 1, 1), 22), (date(2026, 11, 16), 1))
    settings.LOGGKONTROLL_NATT_TIL = ((date(2026, 1, 1), 6), (date(2026, 11, 16), 5))
    klokken_23 = datetime(2026, 11, 10, 22, 0, tzinfo=UTC)

    assert rules.grenser(date(2026, 11, 9)).er_natt(klokken_23) is True
    assert rules.grenser(date(2026, 11, 16)).er_natt(klokken_23) is False
    assert rules.grenser(date(2026, 11, 16)).er_natt(datetime(2026, 11, 17, 1, 0, tzinfo=UTC)) is True
