"""Numbers, and whether the person is in Norway (integrations.md §4.2)."""

import json
from datetime import date
from typing import Any

import pytest

from bosetting.bosatt.models import Avslutning
from bosetting.person.models import Avvik, Sak
from bosetting.person.nummermodell import Tidligerenummer
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.kommune.models import Kommune
from tests.bosetting.bosatt.hjelp import i_dag, utsokt
from tests.bosetting.innlesing.hjelp import (
    DNR,
    FLYTTET,
    FNR,
    NUMMER,
    avvist,
    bosted,
    egenskap,
    freg,
    les_freg,
    med_nummer,
    status,
    sted,
    tall,
)
from tests.factories.bosetting import SakFactory

pytestmark = pytest.mark.django_db


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
