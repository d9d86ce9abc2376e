"""Folkeregisteret's feed: the pointer, unknown types, what cannot be read, and who reads it in (integrations.md §4)."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from bosetting.folkeregister.models import Folkeregisterpeker, Folkeregisterstatus
from bosetting.person.models import Sak
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.kommune.models import Etterfolger, Kommune
from imdinett.tilgang.roller import Rolle
from tests.bosetting.fordeling.hjelp import scene
from tests.bosetting.innlesing.hjelp import (
    ANNET_FNR,
    FLYTTET,
    FNR,
    FREGHODE,
    avvist,
    bosted,
    egenskap,
    freg,
    les_freg,
    peker,
    side,
    status,
    sted,
    tall,
)
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommuneFactory, KommunenummerFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


# ---- the pointer
def test_the_pointer_is_kept_and_what_lies_before_it_changes_nothing(imdi: Bruker, sak: Sak, kommune: Kommune) -> None:
    linje = freg(7, FLYTTET, bosted(kommune.nummer))

    assert tall(les_freg(imdi, linje)) == (1, 0, 0)
    assert (peker(), sted(sak)) == (7, (kommune, date(2026, 1, 2)))
    Folkeregisterstatus.objects.update(bostedskommune=None, flyttedato=None)
    assert tall(les_freg(imdi, linje, freg(3, FLYTTET, bosted(kommune.nummer)))) == (0, 2, 0)
    assert (peker(), sted(sak)) == (7, (None, None))


def test_the_pointer_and_the_page_are_one_transaction(
    imdi: Bruker, sak: Sak, kommune: Kommune, monkeypatch: pytest.MonkeyPatch
) -> None:
    def feil(**_felt: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("bosetting.innlesing.services.folkeregister.folkeregister.flytt_peker", feil)

    with pytest.raises(RuntimeError):
        les_freg(imdi, freg(1, FLYTTET, bosted(kommune.nummer)))

    assert (Folkeregisterpeker.objects.count(), Folkeregisterstatus.objects.count()) == (0, 0)


def test_a_gap_is_noted_and_the_rest_is_read_in_the_order_of_the_feed(imdi: Bruker, sak: Sak) -> None:
    a, b = KommunenummerFactory().kommune, KommunenummerFactory().kommune
    les_freg(imdi, freg(10, "personErBosatt"))

    les_freg(imdi, freg(15, FLYTTET, bosted(b.nummer)), freg(13, FLYTTET, bosted(a.nummer)))

    en = side()
    assert (en.fra, en.til, en.mangler, peker()) == (13, 15, 3, 15)
    assert sted(sak)[0] == b


def test_the_first_page_begins_anywhere_without_a_gap(imdi: Bruker, sak: Sak) -> None:
    les_freg(imdi, freg(4_000_000_000, "personErBosatt"))

    assert (side().mangler, peker()) == (0, 4_000_000_000)


def test_the_same_line_twice_in_a_file_is_one_and_two_events_on_one_number_are_refused(imdi: Bruker, sak: Sak) -> None:
    linje = freg(1, "personErBosatt")

    kjoring = les_freg(imdi, linje, linje, freg(1, "personErDoed"))

    assert tall(kjoring) == (1, 1, 1)
    assert avvist(kjoring) == [(4, "Sekvensnummeret står på linje 2 med en annen hendelse.")]


@pytest.mark.parametrize(("dager", "gammel"), [(36 * 30, False), (37 * 31, True)])
def test_a_pointer_older_than_36_months_means_that_every_person_is_looked_up(
    imdi: Bruker, sak: Sak, dager: int, gammel: bool
) -> None:
    uten_nummer = SakFactory()
    with klokke.flyttet_til(klokke.now() - timedelta(days=dager)):
        les_freg(imdi, freg(1, "personErBosatt", nummer=ANNET_FNR, tid="2020-01-05T08:15:00+01:00"))

    les_freg(imdi, freg(2, "personErBosatt", nummer=ANNET_FNR))

    assert side().til_oppslag == gammel
    assert Folkeregisterstatus.objects.exclude(slas_opp_fra=None).count() == gammel
    assert not Folkeregisterstatus.objects.filter(person=uten_nummer.person_id).exists()


# ---- what is not for us, and what cannot be read
def test_only_known_persons_are_touched(imdi: Bruker, sak: Sak, kommune: Kommune) -> None:
    kjoring = les_freg(imdi, freg(1, FLYTTET, bosted("0000"), nummer=ANNET_FNR), freg(2, "personErBosatt"))

    assert (tall(kjoring), side().gjaldt_andre) == ((1, 0, 0), 1)
    assert Folkeregisterstatus.objects.count() == 1


def test_an_unknown_type_is_counted_and_shown_never_an_error(imdi: Bruker, sak: Sak) -> None:
    kjoring = les_freg(imdi, freg(1, "personErInaktiv"), freg(2, "personErInaktiv"), freg(3, "endringINavn"))

    assert (tall(kjoring), side().ukjente) == ((0, 0, 0), {"endringINavn": 1, "personErInaktiv": 2})
    assert peker() == 3


@pytest.mark.parametrize("nokkel", ["hendelsestype", "hendelsetype"])
def test_both_spellings_of_the_type_are_read(imdi: Bruker, sak: Sak, nokkel: str) -> None:
    data = json.loads(freg(1, "personErBosatt"))
    data["hendelse"] = {nokkel: "personErBosatt", "hendelsesdokument": "a1", "folkeregisteridentifikator": FNR}

    assert tall(les_freg(imdi, json.dumps(data))) == (1, 0, 0)


def test_bad_lines_are_kept_without_what_they_say_and_stop_nothing_else(imdi: Bruker, sak: Sak) -> None:
    uten = json.loads(freg(5, "personErBosatt"))
    uten["dokument"]["hendelse"] = {}
    kjoring = les_freg(
        imdi,
        "{",
        '["x"]',
        freg("1", "personErBosatt"),
        freg(True, "personErBosatt"),
        freg(-3, "personErBosatt"),
        freg(2, "<b>"),
        freg(3, "personErBosatt", nummer="123"),
        freg(4, "personErBosatt", tid="i går"),
        json.dumps(uten),
        freg(6, "personErBosatt", tid="2099-01-05T08:15:00+01:00"),
        '{"sekvensnummer": 7, "hendelse": "Ås"}'.encode("latin-1"),
        "x" * 20_001,
        "[" * 19_000,
        "",
        freg(8, "personErBosatt"),
    )

    assert tall(kjoring) == (1, 0, 13)
    sekvens, tid = "Sekvensnummer mangler eller er ikke et tall.", "Ajourholdstidspunkt mangler eller kan ikke leses."
    assert avvist(kjoring) == [
        (2, "Linjen er ikke gyldig JSON."),
        (3, sekvens),
        (4, sekvens),
        (5, sekvens),
        (6, sekvens),
        (7, "Hendelsestype mangler."),
        (8, "Folkeregisteridentifikator mangler eller har ikke 11 siffer."),
        (9, tid),
        (10, tid),
        (11, "Ajourholdstidspunktet er fram i tid."),
        (12, "Linjen er ikke lagret som UTF-8."),
        (13, "Linjen er for lang."),
        (14, "Linjen er ikke gyldig JSON."),
    ]
    lagret = json.dumps(list(kjoring.avviste.values_list("innhold", flat=True)))
    assert (FNR in lagret, "123" in lagret, "<b>" in lagret) == (False, False, False)
    assert peker() == 8


def test_an_unknown_kommune_is_refused_with_its_reason_and_the_rest_goes_in(imdi: Bruker, sak: Sak) -> None:
    gammel, a, b = KommuneFactory(gyldig_til=date(2026, 1, 1)), KommuneFactory(), KommuneFactory()
    KommunenummerFactory(kommune=gammel)
    for ny in (a, b):
        Etterfolger.objects.create(gammel=gammel, ny=ny, dato=date(2026, 1, 1))

    kjoring = les_freg(
        imdi,
        freg(1, FLYTTET, bosted("0000")),
        freg(2, FLYTTET, bosted(gammel.nummer)),
        freg(3, FLYTTET, bosted("")),
        freg(4, FLYTTET, egenskap("bostedsadresse", utenlandskAdresse={"landkode": "SWE"})),
        freg(5, FLYTTET),
        freg(6, "personErBosatt"),
    )

    delt = f"{gammel.navn} ({gammel.nummer}) ble delt og har ingen enkelt etterfølger. Delene er nå i "
    assert avvist(kjoring) == [
        (2, "Kommunenummeret 0000 finnes ikke."),
        (3, f"{delt}{a.navn} ({a.nummer}), {b.navn} ({b.nummer})."),
        (4, "Adressen har ikke kommunenummer."),
        (5, "Adressen har ikke kommunenummer."),
        (6, "Hendelsen har ikke innholdet den skal ha."),
    ]
    assert set(kjoring.avviste.values_list("person", flat=True)) == {sak.person_id}
    assert (tall(kjoring)[0], status(sak).bostatus) == (1, "bosatt")


# ---- who, and which file
@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_LES, Rolle.IMDI_ADMINISTRATOR, Rolle.KOMMUNE_BOSETTER_SKRIV])
def test_only_imdis_bosettere_read_the_feed_in(rolle: Rolle) -> None:
    with pytest.raises(IkkeTilgang):
        les_freg(bruker_med(rolle, kommune=scene().kommune), freg(1, "personErBosatt"))


def test_a_version_we_do_not_know_is_refused_whole(imdi: Bruker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bosetting.innlesing.hjelp.FREGHODE", FREGHODE.replace("2026-11-29", "2027-01-01"))

    with pytest.raises(Domenefeil) as feil:
        les_freg(imdi, freg(1, "personErBosatt"))

    assert (feil.value.kode, feil.value.felt) == ("ukjent_format", "fil")


def test_too_many_lines_are_refused_whole(imdi: Bruker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imdinett.kjerne.radfil.MAKS_RADER", 1)

    with pytest.raises(Domenefeil) as feil:
        les_freg(imdi, freg(1, "personErBosatt"), freg(2, "personErBosatt"))

    assert feil.value.kode == "for_mange_rader"


def test_the_questions_follow_the_known_persons_never_the_length_of_the_page(
    imdi: Bruker, sak: Sak, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(40) as en:
        les_freg(imdi, freg(1, "personErBosatt"))
    fremmede = [freg(nr, FLYTTET, bosted("0301"), nummer=ANNET_FNR) for nr in range(3, 100)]

    with django_assert_max_num_queries(len(en)):
        les_freg(imdi, freg(2, "personErBosatt"), *fremmede)
