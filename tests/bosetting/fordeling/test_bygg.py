"""What must be true before a household is on a list, and before a list is sent."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting.anmodning.queries import plassregnskap
from bosetting.fordeling import services
from bosetting.fordeling.models import Fordelingslinje
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from tests.bosetting.fordeling.bygghjelp import kode, opprett, send
from tests.bosetting.fordeling.hjelp import AAR, besvar, husstand, lagre, scene
from tests.factories.bosetting import AnmodningFactory, KommunevedtakFactory, PersonFactory, SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


# ---- who
def test_only_imdi_makes_a_list() -> None:
    en = scene()

    with pytest.raises(IkkeTilgang):
        opprett(en, husstand(), bruker=en.kari)
    with pytest.raises(IkkeTilgang):
        opprett(en, husstand(), bruker=bruker_med(Rolle.IMDI_BOSETTER_LES))
    assert opprett(en, husstand()).tilstand == "utkast"


def test_only_imdi_sends_adds_and_removes() -> None:
    en = scene(1, send=False)
    gjenstand = {"liste_id": en.liste.pk}

    for skriver in (en.kari, bruker_med(Rolle.IMDI_ANMODNING)):
        with pytest.raises(IkkeTilgang):
            services.send_liste(bruker=skriver, **gjenstand)
        with pytest.raises(IkkeTilgang):
            services.legg_til_husstand(bruker=skriver, husstand_id=husstand().pk, **gjenstand)
        with pytest.raises(IkkeTilgang):
            services.fjern_husstand(bruker=skriver, husstand_id=en.husstander[0].pk, **gjenstand)
        with pytest.raises(IkkeTilgang):
            services.forkast_utkast(bruker=skriver, **gjenstand)


# ---- numbers
def test_lists_are_numbered_within_the_year() -> None:
    en = scene()

    with klokke.flyttet_til(datetime(2026, 3, 2, 12, tzinfo=UTC)):
        assert [opprett(en).nummer, opprett(en).nummer] == ["2026-0001", "2026-0002"]
    with klokke.flyttet_til(datetime(2027, 1, 1, 12, tzinfo=UTC)):
        assert opprett(en).nummer == "2027-0001"


# ---- B-028 places
def test_b028_a_sent_list_holds_its_places() -> None:
    en = scene(3, 1, plasser=10)

    konto = plassregnskap(en.kommune, AAR)

    assert (konto.fordelt, konto.bundet, konto.ledig) == (4, 4, 6)


def test_b028_a_draft_holds_nothing() -> None:
    en = scene(3, plasser=10, send=False)

    assert plassregnskap(en.kommune, AAR).ledig == 10


def test_b028_too_few_places_is_refused_with_the_numbers() -> None:
    en = scene(3, plasser=4)
    liste = opprett(en, husstand(2))

    with pytest.raises(Domenefeil) as feil:
        send(en, liste)

    assert kode(feil) == "b028_ikke_plass"
    assert str(feil.value) == (
        f"{en.kommune} har 1 ledige plasser i 2026, og listen har 2 personer (B-028). Vedtatt 4, brukt 0, bundet 3."
    )
    liste.refresh_from_db()
    assert liste.tilstand == "utkast"


def test_b028_the_last_place_can_be_used() -> None:
    en = scene(3, plasser=4)

    assert send(en, opprett(en, husstand(1))).tilstand == "sendt"


def test_b028_places_are_those_of_the_lists_year() -> None:
    en = scene(3, plasser=3)
    KommunevedtakFactory(kommune=en.kommune, aar=AAR + 1, antall=5)

    assert send(en, opprett(en, husstand(2), plassaar=AAR + 1)).tilstand == "sendt"
    assert plassregnskap(en.kommune, AAR + 1).ledig == 3


def test_b027_ordinary_persons_do_not_take_em_places() -> None:
    en = scene(plasser=3, em=2)

    with pytest.raises(Domenefeil) as feil:
        send(en, opprett(en, husstand(2)))

    assert kode(feil) == "b027_em_plasser"
    assert send(en, opprett(en, husstand(1))).tilstand == "sendt"


# ---- B-029 vedtak
def test_b029_without_vedtak_refused() -> None:
    en = scene()
    uten = KommuneFactory()

    with pytest.raises(Domenefeil) as feil:
        opprett(en, husstand(), kommune=uten)

    assert kode(feil) == "b029_vedtak"
    assert "B-029" in str(feil.value)


def test_b029_override_while_the_case_is_pending() -> None:
    en = scene()
    venter = AnmodningFactory(aar=AAR, runde__aar=AAR).kommune

    liste = send(en, opprett(en, husstand(), kommune=venter, overstyring="Kommunestyret møtes i uke 50."))

    assert (liste.tilstand, liste.overstyring) == ("sendt", "Kommunestyret møtes i uke 50.")


def test_b029_no_override_when_nothing_is_pending() -> None:
    en = scene()

    with pytest.raises(Domenefeil) as feil:
        opprett(en, husstand(), kommune=KommuneFactory(), overstyring="Vi vil likevel.")

    assert kode(feil) == "b029_anmodning"


def test_b029_no_override_of_a_no() -> None:
    en = scene(plasser=0)

    with pytest.raises(Domenefeil) as feil:
        opprett(en, husstand(), overstyring="Vi vil likevel.")

    assert kode(feil) == "b029_nei"


def test_b029_is_asked_again_at_sending() -> None:
    en = scene(1, send=False)
    en.kommune.kommunevedtak.update(antall=0)

    with pytest.raises(Domenefeil) as feil:
        send(en, en.liste)

    assert kode(feil) == "b029_nei"


# ---- B-030 to B-033, B-095 the household
@pytest.mark.parametrize(
    "tilstand", sorted({*Sakstilstand.values} - {"bosettingsklar", "fordelt", "akseptert", "sokt_ut", "bosatt"})
)
def test_b030_only_those_who_are_ready(tilstand: str) -> None:
    en = scene()
    hus = husstand()
    Sak.objects.filter(husstand=hus).update(tilstand=tilstand)

    with pytest.raises(Domenefeil) as feil:
        opprett(en, hus)

    assert kode(feil) == "b030_ikke_klar"
    assert not Fordelingslinje.objects.exists()


def test_b030_is_asked_again_at_sending() -> None:
    en = scene(2, send=False)
    Sak.objects.filter(husstand=en.husstander[0]).update(tilstand=Sakstilstand.AVSLUTTET)

    with pytest.raises(Domenefeil) as feil:
        send(en, en.liste)

    assert kode(feil) == "b030_ikke_klar"


def test_b031_one_open_list_at_a_time() -> None:
    en = scene(1)
    andre = KommunevedtakFactory(aar=AAR).kommune

    with pytest.raises(Domenefeil) as feil:
        opprett(en, en.husstander[0], kommune=andre)

    assert "B-031" in str(feil.value) or kode(feil) == "b030_ikke_klar"


def test_b031_a_draft_counts_too_and_is_named() -> None:
    en = scene(1, send=False)

    with pytest.raises(Domenefeil) as feil:
        opprett(en, en.husstander[0])

    assert kode(feil) == "b031_apen_liste"
    assert en.liste.nummer in str(feil.value)


def test_b031_an_undecided_yes_is_open() -> None:
    en = scene(1)
    besvar(en, A="ja")
    Sak.objects.filter(husstand=en.husstander[0]).update(tilstand="bosettingsklar", kommune=None)

    with pytest.raises(Domenefeil) as feil:
        opprett(en, en.husstander[0])

    assert kode(feil) == "b031_apen_liste"


def test_b031_the_index_gives_the_same_friendly_message(monkeypatch) -> None:
    en = scene(1, send=False)
    monkeypatch.setattr("bosetting.fordeling.kontroll.krev_klare", lambda hus, saker, liste: saker)

    with pytest.raises(Kollisjon) as feil:
        opprett(en, en.husstander[0])

    assert kode(feil) == "b031_apen_liste"
    assert "B-031" in str(feil.value)


def test_b031_after_a_no_the_household_can_be_asked_about_again() -> None:
    en = scene(1)
    besvar(en, A="nei")

    assert send(en, opprett(en, en.husstander[0])).tilstand == "sendt"


def test_b032_the_household_comes_whole() -> None:
    en = scene(3, 1, send=False)

    assert [linje.betegnelse for linje in en.linjer] == ["A1", "A2", "A3", "B1"]
    assert en.liste.husstandssvar.count() == 2


def test_b032_a_new_member_stops_the_sending() -> None:
    en = scene(1, send=False)
    SakFactory(person=PersonFactory(husstand=en.husstander[0]), klar=True)

    with pytest.raises(Domenefeil) as feil:
        send(en, en.liste)

    assert kode(feil) == "b032_hel"


def test_b032_somebody_bound_elsewhere_stops_it() -> None:
    en = scene(2)
    services.trekk_linjer(bruker=en.imdi, linje_ider=[en.linjer[0].pk], grunn="Én reiser alene.")
    andre = KommunevedtakFactory(aar=AAR).kommune

    with pytest.raises(Domenefeil) as feil:
        opprett(en, en.husstander[0], kommune=andre)
    assert kode(feil) == "b032_delt"
    assert len(opprett(en, en.husstander[0]).linjer.all()) == 1


def test_b033_not_before_all_have_a_permit_unless_imdi_says_why() -> None:
    en = scene()
    hus = husstand(1)
    SakFactory(person=PersonFactory(husstand=hus), tilstand=Sakstilstand.REGISTRERT)

    with pytest.raises(Domenefeil) as feil:
        opprett(en, hus)
    assert "B-033" in str(feil.value)

    hus.overstyring = "Far kommer om et år."
    hus.save()
    assert opprett(en, hus).linjer.count() == 1


def test_b095_a_shielded_person_is_not_on_a_list() -> None:
    en = scene()

    with pytest.raises(Domenefeil) as feil:
        opprett(en, husstand(person={"gradering": "fortrolig"}))

    assert "B-095" in str(feil.value)


def test_b071_em_only_where_there_are_em_places() -> None:
    uten, med = scene(plasser=10), scene(plasser=10, em=1)

    with pytest.raises(Domenefeil) as feil:
        send(uten, opprett(uten, husstand(er_em=True)))
    assert kode(feil) == "b071_ingen_em"
    assert send(med, opprett(med, husstand(er_em=True))).tilstand == "sendt"

    with pytest.raises(Domenefeil) as feil:
        send(med, opprett(med, husstand(er_em=True)))
    assert kode(feil) == "b071_ikke_plass"


# ---- what it costs
def test_the_number_of_queries_does_not_grow_with_the_households() -> None:
    def sporringer(antall: int) -> list[int]:
        en = scene(plasser=60)
        en.husstander = [husstand(2) for _nr in range(antall)]
        ut = []
        with CaptureQueriesContext(connection) as fanget:
            en.liste = opprett(en, *en.husstander)
        ut.append(len(fanget))
        with CaptureQueriesContext(connection) as fanget:
            en.liste = send(en, en.liste)
        ut.append(len(fanget))
        for rad in en.svarene:
            lagre(rad, en.kari, "ja")
        en.liste.refresh_from_db()
        with CaptureQueriesContext(connection) as fanget:
            services.godkjenn_fordelingsliste(bruker=en.kari, liste_id=en.liste.pk, versjon=en.liste.versjon)
        return [*ut, len(fanget)]

    sporringer(1)
    assert sporringer(2) == sporringer(12)
