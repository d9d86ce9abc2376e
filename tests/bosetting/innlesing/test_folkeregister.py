"""Folkeregisteret's feed: the pointer, unknown types, and what each event does (integrations.md §4)."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from bosetting.bosatt.models import Avslutning
from bosetting.folkeregister.models import Folkeregisterpeker, Folkeregisterstatus
from bosetting.folkeregister.queries import mangler_adresse
from bosetting.innlesing.models import Folkeregisterside
from bosetting.person.models import Avvik, Sak
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.person.services import endre_gradering
from bosetting.person.skjermingsmodell import Graderingsendring, Skjermingsmedlem
from bosetting.person.states import Gradering
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.kommune.models import Etterfolger, Kommune
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import i_dag, utsokt
from tests.bosetting.fordeling.hjelp import scene
from tests.bosetting.innlesing.hjelp import (
    ANNET_FNR,
    DNR,
    FNR,
    FREGHODE,
    avvist,
    bosted,
    egenskap,
    freg,
    gradert,
    les_freg,
    med_nummer,
    tall,
)
from tests.factories.bosetting import SakFactory, SkjermingsmedlemFactory
from tests.factories.imdinett import KommuneFactory, KommunenummerFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db

FLYTTET, RETTET = "endringIBostedsadresse", "endringIBostedsadresseUtenFlytting"
REGULERT, OPPHOLD = "endringIBostedsadresseVedKommuneregulering", "endringIOppholdsadresse"
VERN, NUMMER = "endringIAdressebeskyttelse", "endringIIdentifikasjonsnummer"


@pytest.fixture
def imdi() -> Bruker:
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.fixture
def kommune() -> Kommune:
    return KommunenummerFactory().kommune


@pytest.fixture
def sak() -> Sak:
    return med_nummer(SakFactory())


def status(sak: Sak) -> Folkeregisterstatus:
    return Folkeregisterstatus.objects.get(person=sak.person_id)


def sted(sak: Sak) -> tuple[Kommune | None, date | None]:
    rad = status(sak)
    return rad.bostedskommune, rad.flyttedato


def peker() -> int:
    return Folkeregisterpeker.objects.get().sekvensnummer


def side() -> Folkeregisterside:
    return Folkeregisterside.objects.latest("pk")


def nivaa(sak: Sak) -> str:
    sak.person.refresh_from_db()
    return str(sak.person.gradering)


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


# ---- address
def test_a_move_is_stored_with_kommune_date_and_source_but_no_street(imdi: Bruker, sak: Sak, kommune: Kommune) -> None:
    linje = freg(1, FLYTTET, bosted(kommune.nummer))

    les_freg(imdi, linje)

    rad = status(sak)
    assert (rad.bostedskommune, rad.flyttedato, rad.dokument) == (
        kommune,
        date(2026, 1, 2),
        json.loads(linje)["hendelse"]["hendelsesdokument"],
    )
    assert (rad.ajourfort_tid.isoformat(), rad.kontrollert_tid.date()) == ("2026-01-05T07:15:00+00:00", i_dag())
    assert "Prøveveien" not in str(list(Folkeregisterstatus.objects.values()))
    hendelse = Hendelse.objects.get(type="folkeregisteradresse_endret")
    assert (hendelse.gjelder_id, hendelse.data) == (str(sak.pk), {})


def test_an_old_number_is_followed_to_the_kommune_of_today(imdi: Bruker, sak: Sak, kommune: Kommune) -> None:
    gammel = KommuneFactory(gyldig_til=date(2024, 1, 1))
    KommunenummerFactory(kommune=gammel)
    Etterfolger.objects.create(gammel=gammel, ny=kommune, dato=date(2026, 1, 1))

    les_freg(imdi, freg(1, FLYTTET, bosted(gammel.nummer)))

    assert sted(sak)[0] == kommune


@pytest.mark.parametrize("slag", ["matrikkeladresse", "ukjentBosted"])
def test_the_other_kinds_of_address_have_a_kommune_too(imdi: Bruker, sak: Sak, kommune: Kommune, slag: str) -> None:
    felt = "bostedskommune" if slag == "ukjentBosted" else "kommunenummer"

    les_freg(imdi, freg(1, FLYTTET, egenskap("bostedsadresse", **{slag: {felt: kommune.nummer}})))

    assert sted(sak) == (kommune, None)


@pytest.mark.parametrize("type_", [RETTET, REGULERT])
def test_a_correction_and_a_new_kommune_number_are_no_moves(imdi: Bruker, sak: Sak, type_: str) -> None:
    for_, etter = KommunenummerFactory().kommune, KommunenummerFactory().kommune
    les_freg(imdi, freg(1, FLYTTET, bosted(for_.nummer)))

    les_freg(imdi, freg(2, type_, bosted(etter.nummer, flyttedato="2026-01-04")))

    assert sted(sak) == (etter, date(2026, 1, 2))
    assert Hendelse.objects.filter(type="folkeregisteradresse_endret").count() == 1


def test_what_is_annulled_is_gone_and_must_be_looked_up_what_is_historic_changes_nothing(
    imdi: Bruker, sak: Sak, kommune: Kommune
) -> None:
    les_freg(imdi, freg(1, FLYTTET, bosted(kommune.nummer)))

    les_freg(imdi, freg(2, FLYTTET, egenskap("bostedsadresse", "korrigereHistorisk")))
    assert (sted(sak)[0], status(sak).slas_opp_fra) == (kommune, None)
    les_freg(imdi, freg(3, FLYTTET, egenskap("bostedsadresse", "annullere")))

    assert (sted(sak), status(sak).slas_opp_fra is None) == ((None, None), False)


def test_a_correction_replaces_what_was_registered(imdi: Bruker, sak: Sak) -> None:
    feil, rett = KommunenummerFactory().kommune, KommunenummerFactory().kommune

    les_freg(
        imdi,
        freg(1, FLYTTET, bosted(feil.nummer)),
        freg(2, FLYTTET, bosted(rett.nummer, "korrigere", flyttedato="2026-01-03")),
    )

    assert sted(sak) == (rett, date(2026, 1, 3))


@pytest.mark.parametrize(
    ("dag", "grunn"),
    [("2099-01-01", "Flyttedato er fram i tid."), ("2026-13-40", "Flyttedato er ikke en dato.")],
)
def test_a_date_in_the_future_or_no_date_is_refused(
    imdi: Bruker, sak: Sak, kommune: Kommune, dag: str, grunn: str
) -> None:
    assert avvist(les_freg(imdi, freg(1, FLYTTET, bosted(kommune.nummer, flyttedato=dag)))) == [(2, grunn)]


def test_a_move_before_utsoking_is_a_fact_and_moves_no_case(kommune: Kommune) -> None:
    en, (utsokt_sak,) = utsokt(1)
    sak = med_nummer(utsokt_sak)

    les_freg(en.imdi, freg(1, FLYTTET, bosted(kommune.nummer, flyttedato="2025-12-01")))

    sak.refresh_from_db()
    assert (sted(sak), sak.tilstand, sak.bosettingsdato) == ((kommune, date(2025, 12, 1)), "sokt_ut", None)


def test_where_somebody_stays_is_no_registered_address(imdi: Bruker, sak: Sak, kommune: Kommune) -> None:
    adresse = egenskap("oppholdsadresse", vegadresse={"kommunenummer": kommune.nummer})
    les_freg(imdi, freg(1, OPPHOLD, adresse))
    assert (status(sak).oppholdskommune, status(sak).bostedskommune) == (kommune, None)

    les_freg(imdi, freg(2, OPPHOLD, egenskap("oppholdsadresse", "annullere")))
    assert status(sak).oppholdskommune is None


# ---- W-04
def test_w04_an_address_is_missing_until_it_is_in_the_kommune_of_settlement() -> None:
    en, (utsokt_sak,) = utsokt(1)
    sak = med_nummer(utsokt_sak)
    KommunenummerFactory(kommune=en.kommune)
    annen = KommunenummerFactory().kommune
    assert not mangler_adresse(sak)
    Sak.objects.filter(pk=sak.pk).update(tilstand="bosatt", bosettingsdato=i_dag())
    sak.refresh_from_db()

    assert mangler_adresse(sak)
    les_freg(en.imdi, freg(1, FLYTTET, bosted(annen.nummer)))
    assert mangler_adresse(sak)
    les_freg(en.imdi, freg(2, FLYTTET, bosted(en.kommune.nummer)))
    assert not mangler_adresse(sak)
    ny = KommuneFactory()
    Etterfolger.objects.create(gammel=en.kommune, ny=ny, dato=date(2026, 1, 1))
    Folkeregisterstatus.objects.update(bostedskommune=ny)
    assert not mangler_adresse(sak)
    med_nummer(sak, gradering="strengt_fortrolig", adresse="", postnummer="", poststed="")
    Folkeregisterstatus.objects.update(bostedskommune=None, flyttedato=None)
    assert not mangler_adresse(sak)


# ---- protection
@pytest.mark.parametrize(
    ("ord_", "til"),
    [
        ("fortrolig", "fortrolig"),
        ("strengtFortrolig", "strengt_fortrolig"),
        ("klientadresse", "strengt_fortrolig"),
        ("noeNytt", "strengt_fortrolig"),
    ],
)
def test_protection_locks_the_folder_at_once_and_in_doubt_strictly(imdi: Bruker, sak: Sak, ord_: str, til: str) -> None:
    assert tall(les_freg(imdi, freg(1, VERN, gradert(ord_)))) == (1, 0, 0)

    assert nivaa(sak) == til
    assert Skjermingsmedlem.objects.get().bruker == imdi
    assert not Sak.objects.all().synlig_for(bruker_med(Rolle.IMDI_BOSETTER_SKRIV)).filter(pk=sak.pk).exists()


def test_of_the_strictly_protected_no_place_is_kept_not_even_the_kommune(
    imdi: Bruker, sak: Sak, kommune: Kommune
) -> None:
    opphold = egenskap("oppholdsadresse", vegadresse={"kommunenummer": kommune.nummer})
    les_freg(imdi, freg(1, FLYTTET, bosted(kommune.nummer)), freg(2, OPPHOLD, opphold))

    kjoring = les_freg(
        imdi,
        freg(3, VERN, gradert("strengtFortrolig")),
        freg(4, FLYTTET, bosted(kommune.nummer)),
        freg(5, RETTET, bosted("0000")),
        freg(6, OPPHOLD, opphold),
        freg(7, FLYTTET, egenskap("bostedsadresse", "annullere")),
    )

    rad = status(sak)
    assert (rad.bostedskommune, rad.flyttedato, rad.oppholdskommune, rad.slas_opp_fra) == (None, None, None, None)
    assert tall(kjoring)[2] == 0
    assert kommune.navn not in str(list(Hendelse.objects.filter(gjelder_id=str(sak.pk)).values_list("data")))


def test_an_address_that_is_protected_itself_protects_before_it_is_read(
    imdi: Bruker, sak: Sak, kommune: Kommune
) -> None:
    les_freg(imdi, freg(1, FLYTTET, bosted(kommune.nummer, adressegradering="strengtFortrolig")))

    assert (nivaa(sak), sted(sak)) == ("strengt_fortrolig", (None, None))
    les_freg(imdi, freg(2, FLYTTET, bosted(kommune.nummer, adressegradering="ugradert")))
    assert (nivaa(sak), sted(sak), status(sak).mildere_nivaa) == ("strengt_fortrolig", (None, None), "")


def test_who_is_outside_the_group_protects_more_but_sees_no_more() -> None:
    """B-095: the feed speaks of everybody; its reader learns nothing of those who are hidden."""
    sak = med_nummer(SkjermingsmedlemFactory(person=SakFactory().person).person.sak, gradering="fortrolig")
    leser = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)

    kjoring = les_freg(
        leser, freg(1, FLYTTET, bosted("0000")), freg(2, VERN, gradert("strengtFortrolig")), freg(3, "personErDoed")
    )

    assert (nivaa(sak), tall(kjoring), side().gjaldt_andre) == ("strengt_fortrolig", (0, 0, 0), 3)
    assert not kjoring.avviste.synlig_for(leser).exists()
    assert kjoring.avviste.get().person == sak.person
    assert not Skjermingsmedlem.objects.filter(bruker=leser).exists()
    sak.refresh_from_db()
    assert (sak.tilstand, Avvik.objects.get().sak) == ("registrert", sak)


def test_a_milder_level_is_a_task_for_two_persons_and_lowers_nothing(imdi: Bruker, sak: Sak) -> None:
    les_freg(imdi, freg(1, VERN, gradert("strengtFortrolig")), freg(2, VERN, gradert("ugradert")))

    assert (nivaa(sak), status(sak).mildere_nivaa) == ("strengt_fortrolig", "ingen")
    assert [rad.er_senking for rad in Graderingsendring.objects.all()] == [False]
    les_freg(imdi, freg(3, VERN, gradert("strengtFortrolig")))
    assert status(sak).mildere_nivaa == ""


def test_a_stricter_level_takes_down_a_proposal_to_lower_it(imdi: Bruker, sak: Sak) -> None:
    SkjermingsmedlemFactory(person=med_nummer(sak, gradering="fortrolig").person, bruker=imdi)
    endre_gradering(bruker=imdi, sak=sak, til=Gradering.INGEN, grunn="Politiet har opphevet sperren.")
    les_freg(imdi, freg(1, VERN, gradert("strengtFortrolig")))

    assert nivaa(sak) == "strengt_fortrolig"
    assert set(Graderingsendring.objects.values_list("er_senking", "godkjent")) == {(True, False), (False, True)}


@pytest.mark.parametrize("satt", ["skjermet_identitet", "egne_ansatte"])
def test_a_level_that_folkeregisteret_does_not_know_is_not_for_it_to_lower(imdi: Bruker, sak: Sak, satt: str) -> None:
    med_nummer(sak, gradering=satt, adresse="", postnummer="", poststed="")

    les_freg(imdi, freg(1, VERN, gradert("ugradert")))

    assert (nivaa(sak), status(sak).mildere_nivaa) == (satt, "")


def test_protection_that_is_annulled_lowers_nothing(imdi: Bruker, sak: Sak) -> None:
    les_freg(imdi, freg(1, VERN, gradert("fortrolig")), freg(2, VERN, egenskap("adressebeskyttelse", "annullere")))

    assert (nivaa(sak), status(sak).slas_opp_fra is None) == ("fortrolig", False)


# ---- numbers
def test_the_d_number_becomes_a_fodselsnummer_and_is_kept(imdi: Bruker, kommune: Kommune) -> None:
    sak = med_nummer(SakFactory(), DNR)
    nytt = egenskap("identifikasjonsnummer", foedselsEllerDNummer=FNR, status="iBruk")
    gammelt = egenskap("identifikasjonsnummer", foedselsEllerDNummer=DNR, status="opphoert")

    kjoring = les_freg(
        imdi,
        freg(1, NUMMER, gammelt, nytt, nummer=DNR),
        freg(2, "personErBosatt"),
        freg(3, FLYTTET, bosted(kommune.nummer), nummer=DNR),
    )

    sak.person.refresh_from_db()
    assert (tall(kjoring), sak.person.fodselsnummer) == ((3, 0, 0), FNR)
    assert list(Tidligerenummer.objects.values_list("person", "nummer")) == [(sak.person_id, DNR)]
    assert (status(sak).bostatus, sted(sak)[0]) == ("bosatt", kommune)
    assert Hendelse.objects.get(type="person_endret").data == {"felt": ["fodselsnummer"]}


def test_a_number_that_is_none_is_refused(imdi: Bruker, sak: Sak) -> None:
    feil = egenskap("identifikasjonsnummer", foedselsEllerDNummer="12829020075", status="iBruk")
    samme = egenskap("identifikasjonsnummer", foedselsEllerDNummer=FNR, status="iBruk")

    kjoring = les_freg(imdi, freg(1, NUMMER, feil), freg(2, NUMMER, samme))

    assert avvist(kjoring) == [
        (2, "Det nye fødselsnummeret er ikke gyldig."),
        (3, "Hendelsen har ikke noe nytt nummer."),
    ]


# ---- in Norway or not
@pytest.mark.parametrize(
    ("type_", "egenskaper", "bostatus", "grunn"),
    [
        ("personErUtflyttet", [egenskap("utflytting", utflyttingsdato="2026-01-03")], "utflyttet", "reist_fra_norge"),
        ("personErDoed", [egenskap("doedsfall", doedsdato="2026-01-03")], "dod", "dod"),
    ],
)
def test_who_has_left_or_died_before_bosatt_has_no_case(
    imdi: Bruker, type_: str, egenskaper: list[Any], bostatus: str, grunn: str
) -> None:
    """bosetting.md §5.1, as in UDI's file."""
    sak = med_nummer(SakFactory(klar=True))

    les_freg(imdi, freg(1, type_, *egenskaper))

    sak.refresh_from_db()
    avsluttet = Avslutning.objects.get()
    assert (sak.tilstand, status(sak).bostatus) == ("avsluttet", bostatus)
    assert (avsluttet.grunn, avsluttet.dato) == (grunn, date(2026, 1, 3))
    assert Avvik.objects.count() == 0


@pytest.mark.parametrize(
    ("type_", "status_", "slag"),
    [
        ("personErUtflyttet", "utflyttet", "annet"),
        ("personErDoed", "død", "annet"),
        ("personErOpphoert", "opphørt", "annet"),
        ("personErOpphoertSomDublett", "opphørt som dublett", "dobbelt"),
    ],
)
def test_after_bosatt_it_is_a_task_for_imdi_once(type_: str, status_: str, slag: str) -> None:
    en, (utsokt_sak,) = utsokt(1)
    sak = med_nummer(utsokt_sak)
    Sak.objects.filter(pk=sak.pk).update(tilstand="bosatt", bosettingsdato=i_dag())

    les_freg(en.imdi, freg(1, type_), freg(2, type_))

    tekst = f"Folkeregisteret har registrert personen som «{status_}». Vurder om saken skal avsluttes."
    assert list(Avvik.objects.values_list("sak", "slag", "beskrivelse")) == [(sak.pk, slag, tekst)]
    sak.refresh_from_db()
    assert sak.tilstand == "bosatt"


@pytest.mark.parametrize("type_", ["personErOpphoert", "personErOpphoertSomDublett"])
def test_a_number_that_ended_closes_no_case(imdi: Bruker, sak: Sak, type_: str) -> None:
    les_freg(imdi, freg(1, type_))

    sak.refresh_from_db()
    assert (sak.tilstand, Avvik.objects.get().sak) == ("registrert", sak)


def test_a_death_that_is_annulled_is_a_task_and_reopens_nothing(imdi: Bruker, sak: Sak) -> None:
    les_freg(imdi, freg(1, "personErDoed"), freg(2, "personErDoed", egenskap("doedsfall", "annullere")))

    sak.refresh_from_db()
    assert (sak.tilstand, status(sak).slas_opp_fra is None) == ("avsluttet", False)
    assert Avvik.objects.get().beskrivelse == "Folkeregisteret har trukket tilbake «død»."


def test_a_machine_correction_marks_the_person_for_a_look_up(imdi: Bruker, sak: Sak) -> None:
    linje = json.loads(freg(1, "personErOppdatert"))
    del linje["dokument"]
    linje["hendelse"]["ajourholdstidspunkt"] = "2026-01-05T08:15:00+01:00"

    assert tall(les_freg(imdi, json.dumps(linje))) == (1, 0, 0)

    assert status(sak).slas_opp_fra is not None


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
