"""Where somebody is registered, and whether that fits the settlement (integrations.md §4.2, W-04)."""

import json
from datetime import date

import pytest

from bosetting.folkeregister.models import Folkeregisterstatus
from bosetting.folkeregister.queries import mangler_adresse
from bosetting.person.models import Sak
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kommune.models import Etterfolger, Kommune
from tests.bosetting.bosatt.hjelp import i_dag, utsokt
from tests.bosetting.innlesing.hjelp import (
    FLYTTET,
    OPPHOLD,
    REGULERT,
    RETTET,
    avvist,
    bosted,
    egenskap,
    freg,
    les_freg,
    med_nummer,
    status,
    sted,
)
from tests.factories.imdinett import KommuneFactory, KommunenummerFactory

pytestmark = pytest.mark.django_db


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
    assert (rad.ajourfort_tid.isoformat(), klokke.dag(rad.kontrollert_tid)) == ("2026-01-05T07:15:00+00:00", i_dag())
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
