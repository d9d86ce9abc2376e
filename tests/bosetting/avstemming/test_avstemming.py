"""W-02: the kommune and the register agree on who is settled, quarter by quarter; B-047 where they did not."""

from datetime import date

import pytest
from django.db import IntegrityError

from bosetting.anmodning.models import Kommunevedtak
from bosetting.avstemming import queries
from bosetting.avstemming.kvartal import Kvartal, ferdige
from bosetting.avstemming.models import Avstemming, Avstemmingssvar
from bosetting.avstemming.oppgaver import imdis_avstemming, kommunens_avstemming
from bosetting.avstemming.services import paaminn_av_seg_selv, purr_avstemming
from bosetting.person.models import Person
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.henvendelse.models import Henvendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.avstemming.hjelp import GRUNN, Q3, bekreft, bosett, den, kommune_med, meld, rad, rett
from tests.bosetting.bosatt.hjelp import apne_avvik
from tests.bosetting.fordeling.hjelp import scene
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db
JULI, AUGUST, SEPTEMBER, OKTOBER = (date(2026, maaned, 10) for maaned in (7, 8, 9, 10))


def linjer(avstemming: Avstemming) -> list[str]:
    return [str(setning(en)) for en in Hendelse.objects.gjelder(avstemming)]


# ---- which quarters, and what the register has
def test_w02_quarters_that_are_over_newest_first() -> None:
    with den(9, 30):
        for_slutten = ferdige()

    assert for_slutten == [Kvartal(2026, 2), Kvartal(2026, 1)]
    assert ferdige()[0] == Q3
    assert (Q3.forste_dag, Q3.siste_dag, Q3.frist) == (date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 30))
    assert Kvartal(2027, 4).siste_dag == date(2027, 12, 31)


def test_w02_settled_per_month_and_who_is_missing() -> None:
    en, (_juli, _august, _neste, uten) = kommune_med(JULI, AUGUST, OKTOBER, None)
    apne_avvik(en, uten)

    tall, forrige = rad(en).tall, rad(en, Kvartal(2026, 2)).tall

    assert (tall.bosatt, tall.sum, tall.uten_dato, tall.apne_avvik) == ((1, 1, 0), 2, 1, 1)
    # Søkt ut on 24 June: missing since then.
    assert (forrige.bosatt, forrige.uten_dato) == ((0, 0, 0), 1)
    assert rad(en, Kvartal(2026, 1)).tall == queries.INGENTING


def test_b095_a_protected_person_is_not_in_the_numbers() -> None:
    en, _saker = kommune_med(JULI, None)
    Person.objects.update(gradering="fortrolig")

    assert rad(en).tall == queries.INGENTING


# ---- confirmed
def test_w02_a_confirmation_keeps_the_numbers_who_and_when() -> None:
    en, _saker = kommune_med(JULI, None)

    svar = bekreft(en)
    igjen = bekreft(en, bruker=en.ola)

    assert (svar.bosatt, svar.uten_dato, svar.stemmer, svar.svart_av) == ([1, 0, 0], 1, True, en.kari)
    assert (svar.svart_tid, svar.kommune) == (klokke.now(), en.kommune)
    assert (igjen, Avstemmingssvar.objects.count()) == (svar, 1)
    assert rad(en).status == "bekreftet"
    assert linjer(svar.avstemming) == ["Kommunen bekreftet tallene for kvartalet: 1 bosatt."]


def test_w02_what_was_not_seen_is_not_confirmed() -> None:
    en, (_a, uten) = kommune_med(JULI, None)
    sett = rad(en).tall.avtrykk
    bosett(en, uten, SEPTEMBER)

    with pytest.raises(Kollisjon, match="endret mens siden var åpen"):
        bekreft(en, avtrykk=sett)
    with pytest.raises(Kollisjon):
        meld(en, avtrykk=sett)

    assert Avstemmingssvar.objects.count() == 0


@pytest.mark.parametrize("dato", [date(2026, 7, 11), AUGUST], ids=["samme måned", "annen måned"])
def test_b047_a_correction_in_a_confirmed_quarter_asks_again(dato: date) -> None:
    """The kommune corrects with a reason as always; the confirmation does not hold for other dates than it saw."""
    en, (sak,) = kommune_med(JULI)
    svar = bekreft(en)

    rett(en, sak, dato)

    assert rad(en).status == "endret"
    assert [(str(en_.tekst), en_.gjelder) for en_ in kommunens_avstemming(en.kari, en.kommune)] == [
        ("Se over avstemmingen. Tallene er endret.", "3. kvartal 2026")
    ]
    ny = bekreft(en)
    svar.refresh_from_db()
    assert (rad(en).status, kommunens_avstemming(en.kari, en.kommune)) == ("bekreftet", [])
    assert (svar.gjelder, ny.gjelder, svar.bosatt) == (False, True, [1, 0, 0])


def test_w02_a_date_in_another_quarter_changes_nothing() -> None:
    en, (_a, uten) = kommune_med(JULI, None)
    bekreft(en)

    bosett(en, uten, OKTOBER)

    assert rad(en).status == "bekreftet"


# ---- not right
def test_w02_other_numbers_become_a_henvendelse_to_imdi() -> None:
    en, _saker = kommune_med(JULI)

    svar = meld(en, 3, 0, 0)

    sak = Henvendelse.objects.get()
    assert (svar.stemmer, svar.egne, svar.grunn, svar.henvendelse) == (False, [3, 0, 0], GRUNN, sak)
    assert (rad(en).status, rad(en).kommunens) == ("stemmer_ikke", [3, 0, 0])
    assert (sak.kommune, sak.emne) == (en.kommune, "Avstemming av 3. kvartal 2026: tallene stemmer ikke")
    assert sak.innlegg.get().tekst.splitlines() == [
        "Juli 2026: 1 i registeret, 3 hos oss",
        "August 2026: 0 i registeret, 0 hos oss",
        "September 2026: 0 i registeret, 0 hos oss",
        "",
        GRUNN,
    ]
    assert linjer(svar.avstemming) == [
        f"Kommunen sa fra at tallene for kvartalet ikke stemmer: 1 bosatt i registeret, 3 hos kommunen "
        f"(henvendelse {sak.nummer})."
    ]


def test_w02_another_answer_goes_on_in_the_same_henvendelse_until_the_numbers_are_confirmed() -> None:
    en, (_a, uten) = kommune_med(JULI, None)
    forste = meld(en, 3, 0, 0)
    andre = meld(en, 2, 0, 0)
    assert (andre.henvendelse, forste.henvendelse.innlegg.count()) == (forste.henvendelse, 2)

    bosett(en, uten, JULI)
    assert rad(en).status == "endret"
    bekreft(en)

    forste.henvendelse.refresh_from_db()
    assert (rad(en).status, forste.henvendelse.tilstand) == ("bekreftet", "lukket")


@pytest.mark.parametrize(
    ("egne", "grunn", "felt"),
    [((1, 0, 0), GRUNN, "maaned_1"), ((2, 0, 0), "kort", "grunn"), ((2, 0, 0), "x" * 301, "grunn")],
)
def test_w02_what_other_numbers_must_hold(egne: tuple[int, ...], grunn: str, felt: str) -> None:
    en, _saker = kommune_med(JULI)

    with pytest.raises(Domenefeil) as feil:
        meld(en, *egne, grunn=grunn)

    assert (feil.value.felt, Henvendelse.objects.count(), Avstemmingssvar.objects.count()) == (felt, 0, 0)


@pytest.mark.parametrize("kvartal", [Kvartal(2026, 4), Kvartal(2025, 4), Kvartal(2026, 7)])
def test_w02_only_a_quarter_that_is_over_is_answered(kvartal: Kvartal) -> None:
    en, _saker = kommune_med(JULI)

    with pytest.raises(Domenefeil, match="kan ikke avstemmes"):
        bekreft(en, kvartal=kvartal)
    with pytest.raises(Domenefeil, match="kan ikke avstemmes"):
        purr_avstemming(bruker=en.imdi, kvartal=kvartal, kommune_ider=[en.kommune.pk])


def test_b002_only_the_kommunes_own_skriv_answers_and_only_imdi_reminds() -> None:
    en, _saker = kommune_med(JULI)
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)

    for bruker in (les, scene().kari, en.imdi):
        with pytest.raises(IkkeTilgang):
            bekreft(en, bruker=bruker)
        with pytest.raises(IkkeTilgang):
            meld(en, bruker=bruker)
    for bruker in (en.kari, bruker_med(Rolle.IMDI_BOSETTER_LES), bruker_med(Rolle.IMDI_ANMODNING)):
        with pytest.raises(IkkeTilgang):
            purr_avstemming(bruker=bruker, kvartal=Q3, kommune_ider=[en.kommune.pk])


# ---- asked and reminded
def test_w02_who_is_asked() -> None:
    """Somebody in the register, or places decided before the quarter was over."""
    en, _saker = kommune_med(JULI)
    med_plasser = scene().kommune
    KommuneFactory(navn="Uten noe")
    sent = scene().kommune
    Kommunevedtak.objects.filter(kommune=sent).update(godkjent_tid=klokke.now())

    uten_dato, _saker = kommune_med(None)
    svart, (sak,) = kommune_med(JULI)
    bekreft(svart)
    rett(svart, sak, OKTOBER)
    Kommunevedtak.objects.filter(kommune__in=[svart.kommune, uten_dato.kommune]).update(godkjent_tid=klokke.now())

    spurt = {rad_.kommune.pk for rad_ in queries.landet(Q3)}

    assert spurt == {en.kommune.pk, med_plasser.pk, uten_dato.kommune.pk, svart.kommune.pk}
    assert {kommune.pk for kommune in queries.ubesvarte(Q3)} == spurt - {svart.kommune.pk}
    for kommune in Kommune.objects.gyldige():
        assert queries.kvartalsrad(kommune, Q3).er_spurt == (kommune.pk in spurt)


def test_w02_a_purring_goes_to_those_that_owe_an_answer() -> None:
    svart, _saker = kommune_med(JULI)
    bekreft(svart)
    endret, (sak,) = kommune_med(AUGUST)
    bekreft(endret)
    rett(endret, sak, JULI)
    treg, _saker = kommune_med(SEPTEMBER)
    uspurt = KommuneFactory()
    Forsendelse.objects.all().delete()

    ider = [en.pk for en in (svart.kommune, endret.kommune, treg.kommune, uspurt)]
    purret = purr_avstemming(bruker=treg.imdi, kvartal=Q3, kommune_ider=ider)

    epost = Forsendelse.objects.get(mottaker__epost=treg.kari.epost)
    assert {en.kommune for en in purret} == {endret.kommune, treg.kommune}
    assert set(Forsendelse.objects.values_list("kommune", flat=True)) == {endret.kommune.pk, treg.kommune.pk}
    assert (epost.slag, epost.innhold["emne"]) == ("avstemming_paaminnelse", "Avstem bosatte i 3. kvartal 2026")
    assert "Svarfristen er 30. oktober 2026." in epost.innhold["tekst"]
    assert f"/kommuner/{treg.kommune.nummer}/avstemming/2026/3/" in epost.innhold["tekst"]
    assert linjer(Avstemming.objects.get(kommune=treg.kommune)) == ["Kommunen ble minnet om å avstemme kvartalet."]


def test_w02_the_calendar_reminds_once_from_the_day_of_the_setting(settings) -> None:
    settings.AVSTEMMING_PAAMINNES_DAGER = ((date(2026, 1, 1), 14),)
    treg, _saker = kommune_med(JULI)
    svart, _saker = kommune_med(AUGUST)
    bekreft(svart)

    with den(10, 13):
        for_dagen = paaminn_av_seg_selv()
    with den(10, 14):
        paa_dagen = paaminn_av_seg_selv()
    with den(10, 15):
        dagen_etter = paaminn_av_seg_selv()

    epost = Forsendelse.objects.filter(slag="avstemming_paaminnelse")
    assert (for_dagen, paa_dagen, dagen_etter) == (0, 1, 0)
    assert set(epost.values_list("kommune", flat=True)) == {treg.kommune.pk}


def test_w02_the_quarter_is_a_task_until_it_is_answered() -> None:
    en, _saker = kommune_med(JULI)
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)

    forst = kommunens_avstemming(en.kari, en.kommune)
    with den(10, 31):
        hos_imdi = imdis_avstemming(en.imdi, None)

    adresse = f"/kommuner/{en.kommune.nummer}/avstemming/2026/3/"
    assert [(str(en_.tekst), en_.gjelder, en_.frist, en_.url) for en_ in forst] == [
        ("Avstem bosatte", "3. kvartal 2026", date(2026, 10, 30), adresse)
    ]
    assert [(en_.gjelder, en_.url) for en_ in hos_imdi] == [
        ("1 kommune", "/imdi/avstemming/?kvartal=2026-3&status=ikke_svart")
    ]
    assert (kommunens_avstemming(les, en.kommune), imdis_avstemming(en.imdi, None)) == ([], [])
    bekreft(en)
    with den(10, 31):
        assert (kommunens_avstemming(en.kari, en.kommune), imdis_avstemming(en.imdi, None)) == ([], [])


def test_w02_a_kommune_with_nothing_to_reconcile_has_no_task() -> None:
    kommune = KommuneFactory()

    assert kommunens_avstemming(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune), kommune) == []


# ---- what the database keeps
@pytest.mark.parametrize(
    ("felt", "navn"),
    [
        ({"egne": [1, 2, 3]}, "bosetting_avstemmingssvar_begrunnet"),
        ({"grunn": GRUNN}, "bosetting_avstemmingssvar_begrunnet"),
    ],
)
def test_the_database_refuses_numbers_without_a_reason(felt: dict[str, object], navn: str) -> None:
    en, _saker = kommune_med(JULI)
    bekreft(en)

    with pytest.raises(IntegrityError, match=navn):
        Avstemmingssvar.objects.update(**felt)


def test_the_database_keeps_one_answer_in_force() -> None:
    en, _saker = kommune_med(JULI)
    svar = bekreft(en)
    svar.pk = None

    with pytest.raises(IntegrityError, match="bosetting_avstemmingssvar_ett_gjeldende"):
        svar.save()


@pytest.mark.parametrize(("nr", "navn"), [(3, "bosetting_avstemming_en"), (5, "bosetting_avstemming_kvartal")])
def test_the_database_keeps_one_row_per_quarter(nr: int, navn: str) -> None:
    en, _saker = kommune_med(JULI)
    bekreft(en)

    with pytest.raises(IntegrityError, match=navn):
        Avstemming.objects.create(kommune=en.kommune, aar=2026, nr=nr)
