"""Mottak's moves: who lives where, and whose residents they are (security.md §4)."""

from datetime import date, timedelta

import pytest

from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.models import Avvik, Person, Sak
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.kommune.models import Enhet
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import dager_siden, i_dag, utsokt
from tests.bosetting.fordeling.hjelp import scene
from tests.bosetting.innlesing.hjelp import FLYTTEHODE, IDHODE, MELDT, avvist, idrad, les_csv, tall
from tests.factories.bosetting import SakFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


@pytest.fixture
def nord() -> Enhet:
    return Enhet.objects.create(navn="Mottak nord", type=Enhet.Type.MOTTAK)


@pytest.fixture
def sor() -> Enhet:
    return Enhet.objects.create(navn="Mottak sør", type=Enhet.Type.MOTTAK)


def rad(sak: Sak, fra: str, til: str, dato: str = "2026-01-03", meldt: str = MELDT) -> str:
    return f"{sak.person.duf_nummer};{fra};{til};{dato};{meldt}"


def test_a_move_takes_the_rights_along_and_the_old_address_away(imdi: Bruker, nord: Enhet, sor: Enhet) -> None:
    sak = SakFactory(mottak=nord)
    der, her = bruker_med(), bruker_med()
    for ansatt, enhet in ((der, nord), (her, sor)):
        tildeling.gi_enhetsrolle(ansatt, Rolle.MOTTAK_SKRIV, enhet)

    kjoring = les_csv(imdi, FLYTTEHODE, rad(sak, "mottak nord", "Mottak sør"))

    sak = Sak.objects.select_related("person").get(pk=sak.pk)
    assert (tall(kjoring), sak.mottak, sak.person.adresse) == ((1, 0, 0), sor, "")
    assert [Sak.objects.all().beboere_for(en).count() for en in (der, her)] == [0, 1]
    felt = ["adresse", "bosted_fra", "postnummer", "poststed", "mottak"]
    assert Hendelse.objects.get(type="person_endret").data["felt"] == felt


def test_the_old_place_stays_in_the_history_and_its_contact_does_not(imdi: Bruker, nord: Enhet, sor: Enhet) -> None:
    kontakt = {"person__kontakt_navn": "Mona Eksempel", "person__kontakt_telefon": "22240000"}
    sak = SakFactory(mottak=nord, person__bosted_fra=date(2025, 12, 1), **kontakt)

    les_csv(imdi, FLYTTEHODE, rad(sak, "Mottak nord", "Mottak sør"))

    person = Person.objects.get(pk=sak.person_id)
    assert (person.kontakt_navn, person.kontakt_telefon, person.bosted_fra) == ("", "", date(2026, 1, 3))
    sted = Tidligerebosted.objects.get()
    assert (sted.enhet, sted.adresse, sted.fra_dato, sted.til_dato) == (
        nord,
        "Prøveveien 1",
        date(2025, 12, 1),
        date(2026, 1, 3),
    )


def test_b070_who_turned_18_in_mottak_is_moved_and_corrected_by_file(imdi: Bruker, nord: Enhet, sor: Enhet) -> None:
    atten, registrert = i_dag().replace(year=i_dag().year - 18), klokke.now() - timedelta(days=30)
    barn = {"er_em": True, "person__fodselsdato": atten, "person__representant_navn": "R. Eksempel"}
    sak = SakFactory(mottak=nord, opprettet_tid=registrert, **barn)

    assert tall(les_csv(imdi, FLYTTEHODE, rad(sak, "Mottak nord", "Mottak sør"))) == (1, 0, 0)
    celler = {"fornavn": "Rettet", "fodselsdato": f"{atten}", "representant": "R. Eksempel"}
    assert tall(les_csv(imdi, IDHODE, idrad(sak.person.duf_nummer, **celler))) == (1, 0, 0)

    sak = Sak.objects.select_related("person").get(pk=sak.pk)
    assert (sak.mottak, sak.er_em, sak.person.fornavn) == (sor, True, "Rettet")


def test_the_same_row_and_an_older_move_read_late_change_nothing(imdi: Bruker, nord: Enhet, sor: Enhet) -> None:
    sak = SakFactory(mottak=nord)
    forst, tilbake = rad(sak, "Mottak nord", "Mottak sør"), rad(sak, "Mottak sør", "Mottak nord", "2026-01-04")

    assert tall(les_csv(imdi, FLYTTEHODE, forst, forst, tilbake)) == (2, 1, 0)
    assert tall(les_csv(imdi, FLYTTEHODE, forst)) == (0, 1, 0)
    sent = les_csv(imdi, FLYTTEHODE, rad(sak, "Mottak sør", "Mottak sør ", "2026-01-02"))

    sak.refresh_from_db()
    assert sak.mottak == nord
    assert avvist(sent) == [(3, "Personen står i «Mottak nord», ikke i «Mottak sør».")]


def test_to_a_private_address_is_for_imdi_to_judge(imdi: Bruker, nord: Enhet) -> None:
    sak = SakFactory(mottak=nord)

    assert tall(les_csv(imdi, FLYTTEHODE, rad(sak, "Mottak nord", "Privat"))) == (1, 0, 0)

    sak.refresh_from_db()
    assert (sak.mottak, sak.kategori, Avvik.objects.get().slag) == (None, "mottak", "feil_kategori")


def test_a_move_before_utsoking_is_a_fact_and_touches_no_decision(nord: Enhet, sor: Enhet) -> None:
    en, (sak,) = utsokt(1, kategori="mottak", mottak=nord)

    les_csv(en.imdi, FLYTTEHODE, rad(sak, "Mottak nord", "Mottak sør", f"{dager_siden(60)}"))

    sak.refresh_from_db()
    assert (sak.mottak, sak.tilstand, sak.utsokingsdato) == (sor, "sokt_ut", dager_siden(10))


def test_bad_rows_are_kept_and_stop_nothing_else(imdi: Bruker, nord: Enhet, sor: Enhet) -> None:
    god, privat, ferdig = SakFactory(mottak=nord), SakFactory(kategori="privatboende"), SakFactory(mottak=nord)
    skjermet = SakFactory(mottak=nord, person__gradering="fortrolig")
    Enhet.objects.create(navn="Bufetat nord", type=Enhet.Type.BUFETAT)
    Sak.objects.filter(pk=ferdig.pk).update(tilstand="avsluttet")

    kjoring = les_csv(
        imdi,
        FLYTTEHODE,
        rad(god, "Mottak nord", "Mottak øst"),
        rad(god, "Mottak nord", "Bufetat nord"),
        rad(god, "Mottak nord", ""),
        rad(god, "Mottak nord", "Mottak sør", "i går"),
        rad(god, "Mottak nord", "Mottak sør", f"{dager_siden(-1)}"),
        rad(god, "Mottak nord", "Mottak sør", meldt="nylig"),
        rad(god, "", "Mottak sør"),
        rad(privat, "", "Mottak sør"),
        rad(ferdig, "Mottak nord", "Mottak sør"),
        rad(skjermet, "Mottak nord", "Mottak sør"),
        "209999999903;Mottak nord;Mottak sør;2026-01-03;2026-01-05T09:00",
        "12345;Mottak nord;Mottak sør;2026-01-03;2026-01-05T09:00",
        rad(god, "Mottak nord", "Mottak sør").encode("latin-1"),
        rad(god, "Mottak nord", "Mottak sør", f"{i_dag()}"),
    )

    ukjent = "Ingen person er registrert med DUF-nummeret."
    assert avvist(kjoring) == [
        (3, "Vi har ikke noe mottak som heter «Mottak øst»."),
        (4, "Vi har ikke noe mottak som heter «Bufetat nord»."),
        (5, "Til må være navnet på et mottak, eller «privat»."),
        (6, "Flyttedato må være en dato, for eksempel 2026-11-23."),
        (7, "Flyttedato er fram i tid."),
        (8, "Meldt tidspunkt må være dato og klokkeslett, for eksempel 2026-11-23T09:30."),
        (9, "Personen står i «Mottak nord», ikke i «»."),
        (10, f"Sak {privat} er ikke hos et mottak nå."),
        (11, f"Sak {ferdig} er ikke hos et mottak nå."),
        (12, ukjent),
        (13, ukjent),
        (14, "DUF-nummeret har ikke 12 siffer som begynner med et årstall."),
        (15, "Linjen er ikke lagret som UTF-8."),
    ]
    assert list(kjoring.avviste.filter(linje__in=(9, 12)).values_list("person", flat=True)) == [god.person_id, None]
    god.refresh_from_db()
    assert god.mottak == sor


def test_only_imdis_bosettere_read_moves_in(imdi: Bruker) -> None:
    with pytest.raises(IkkeTilgang):
        les_csv(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=scene().kommune), FLYTTEHODE, "x")
    with pytest.raises(Domenefeil):
        les_csv(imdi, FLYTTEHODE.replace("2026-11-29", "2020-01-01"), "x")
