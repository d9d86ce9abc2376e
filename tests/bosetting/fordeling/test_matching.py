"""What IMDi sees of the kommuner's reports when it builds a list (ui.md 5.7), and the kommune when it answers (5.2)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bosetting.fordeling import matching, services, venter
from bosetting.innmelding.services import innmeldinger
from bosetting.person.models import Familierelasjon, Kartlegging, Sak
from bosetting.person.states import Kategori
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.bosetting.fordeling.hjelp import AAR, husstand, lagre, mandag, scene
from tests.bosetting.fordeling.sidehjelp import HTMX, adresse, side, skjult
from tests.bosetting.innmelding.hjelp import bolig, kapasitet, plasser, tillat
from tests.factories.bosetting import KommunevedtakFactory, PersonFactory, SakFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db
SKJERMET = {"gradering": "strengt_fortrolig", "adresse": "", "postnummer": "", "poststed": ""}
NY = f"/imdi/fordeling/ny/?aar={AAR}"


def ny(en, hus=None, *, kommune: bool = True) -> str:
    url = f"{NY}&kommune={en.kommune.nummer}" if kommune else NY
    return f"{url}&husstand={hus.nummer}" if hus else url


def barn() -> date:
    return klokke.today() - timedelta(days=16 * 366)


def uketekst(uke: tuple[int, int]) -> str:
    aar = "" if uke[0] == klokke.isouke(klokke.today())[0] else f", {uke[0]}"
    return f"Meldt inn for uke {uke[1]}{aar}"


# ---- the kommune in the right pane
def test_b081_the_weeks_that_come_are_shown_with_what_is_reported() -> None:
    """B-081, B-082: those of a week add up, a cancelled one is gone, a week with nothing is not there."""
    en = scene()
    plasser(en.kari, en.kommune, uke=mandag(1), maks_antall_personer=4)
    plasser(en.kari, en.kommune, uke=mandag(1), maks_antall_personer=2)
    plasser(en.kari, en.kommune, uke=mandag(3), maks_antall_personer=1)
    plasser(en.kari, en.kommune, uke=mandag(30), maks_antall_personer=9)
    innmeldinger.kanseller(bruker=en.kari, innmelding=plasser(en.kari, en.kommune, uke=mandag(5)))
    with klokke.flyttet_til(klokke.now() - timedelta(weeks=2)):
        plasser(en.kari, en.kommune, maks_antall_personer=7)
    sokt_ut = {"tilstand": "sokt_ut", "kommune": en.kommune, "plassaar": AAR}
    uke = dict(zip(("bosettingsuke_aar", "bosettingsuke"), mandag(1), strict=True))
    Sak.objects.filter(pk=SakFactory(klar=True).pk).update(**sokt_ut, **uke)

    svar = logg_inn(en.imdi).get(ny(en))

    meldt = svar.context_data["meldt"]
    assert [(rad.uke, rad.meldt, rad.sokt_ut, rad.ledig) for rad in meldt.uker] == [
        (mandag(1), 6, 1, 5),
        (mandag(3), 1, 0, 1),
    ]
    assert meldt.andre_uker == 9
    assert "Andre uker: 9 personer." in svar.content.decode()


def test_b095_nobody_shielded_is_counted_in_the_weeks() -> None:
    en = scene()
    plasser(en.kari, en.kommune, uke=mandag(1))
    sak = SakFactory(klar=True, person=PersonFactory(**SKJERMET))
    uke = dict(zip(("bosettingsuke_aar", "bosettingsuke"), mandag(1), strict=True))
    Sak.objects.filter(pk=sak.pk).update(tilstand="sokt_ut", kommune=en.kommune, plassaar=AAR, **uke)

    meldt = logg_inn(en.imdi).get(ny(en)).context_data["meldt"]

    assert [(rad.meldt, rad.sokt_ut) for rad in meldt.uker] == [(4, 0)]


def test_b061_b086_em_capacity_and_the_rule_are_shown() -> None:
    """B-086: what is used or cancelled is gone."""
    en = scene()
    kapasitet(en.kari, en.kommune, antall=3, uke=mandag(2))
    innmeldinger.kanseller(bruker=en.kari, innmelding=kapasitet(en.kari, en.kommune, antall=8))
    tillat(en.kari, en.kommune)

    html = side(logg_inn(en.imdi), ny(en))

    aar, uke = mandag(2)
    assert f"3 plasser fra uke {uke}, {aar}" in html
    assert "8 plasser" not in html
    assert "Kommunen tillater det" in html
    assert reverse("selvbosettingsregel", args=[en.kommune.nummer]) in html


def test_a_kommune_that_has_told_nothing_is_said_in_words() -> None:
    en = scene()

    html = side(logg_inn(en.imdi), ny(en))

    for tekst in (
        "Kommunen har ikke meldt inn plasser per uke.",
        "Ingen plasser meldt inn",
        "Kommunen har ikke publisert noen regel",
        "Kommunen har ikke meldt inn noen ledig bolig.",
    ):
        assert tekst in html


def test_a_rule_that_does_not_allow_and_weeks_far_ahead_only() -> None:
    en = scene()
    tillat(en.kari, en.kommune, ja=False)
    plasser(en.kari, en.kommune, uke=mandag(30), maks_antall_personer=1)

    html = side(logg_inn(en.imdi), ny(en))

    assert "Kommunen tillater det ikke" in html
    assert "Kommunen har ikke meldt inn plasser for de nærmeste ukene." in html
    assert "Andre uker: 1 person." in html


# ---- homes
def test_w10_homes_that_suit_the_household_come_first_and_the_others_say_why_not() -> None:
    """W-10, B-085: by the one rule, the same that the kommune sees them by."""
    en, hus = scene(), husstand(4)
    liten = bolig(en.kari, en.kommune, maks_personer=1, passer_for=("enslig",))
    stor = bolig(en.kari, en.kommune, maks_personer=5, passer_for=("familie",), ledig_fra=date(2026, 2, 1))

    svar = logg_inn(en.imdi).get(ny(en, hus))

    assert [(rad.pk, rad.passer, rad.hindringer) for rad in svar.context_data["boliger"]] == [
        (stor.pk, (f"Husstand {hus.nummer}",), ()),
        (liten.pk, (), ("for liten", "ikke meldt inn for slike husstander")),
    ]
    html = svar.content.decode()
    assert "Passer ikke: for liten, ikke meldt inn for slike husstander" in html


def test_w10_a_home_that_is_free_after_the_innreisefrist_is_too_late() -> None:
    i_dag = klokke.today()
    en = scene()
    hus = husstand(kategori=Kategori.OVERFORINGSFLYKTNING, innreisefrist=i_dag + timedelta(days=20))
    bolig(en.kari, en.kommune, ledig_fra=i_dag + timedelta(days=21))

    rader = logg_inn(en.imdi).get(ny(en, hus)).context_data["boliger"]

    assert [rad.hindringer for rad in rader] == [("ikke ledig i tide",)]


def test_w10_without_a_household_the_homes_are_not_judged_there_but_beside_each_that_waits() -> None:
    en, hus = scene(), husstand(2)
    bolig(en.kari, en.kommune)
    stor = husstand(7)

    svar = logg_inn(en.imdi).get(ny(en))

    assert [(rad.passer, rad.hindringer) for rad in svar.context_data["boliger"]] == [((), ())]
    assert {rad.husstand: len(rad.boliger) for rad in svar.context_data["rader"]} == {hus: 1, stor: 0}
    assert "Velg «Se hva som passer» ved en husstand" in svar.content.decode()


def test_w10_on_a_draft_the_homes_are_judged_for_those_on_it() -> None:
    en = scene(1, 4, send=False)
    for storst, passer in ((5, ("familie", "enslig")), (2, ("enslig",)), (2, ("em",))):
        bolig(en.kari, en.kommune, maks_personer=storst, passer_for=passer)

    rader = logg_inn(en.imdi).get(adresse(en, "imdi_fordeling_utkast")).context_data["boliger"]

    assert [rad.passer for rad in rader] == [("Husstand A", "Husstand B"), ("Husstand A",), ()]
    assert rader[2].hindringer == ("ikke meldt inn for slike husstander", "for liten")


# ---- proposals
def deler(ett) -> list[tuple[str, str, int, int]]:
    return [(en.navn, en.tekst, en.poeng, en.av) for en in ett.deler]


def test_the_kommuner_are_sorted_by_points_with_every_part_beside_the_sum() -> None:
    """B-081, B-085, W-13: it is said that the points are a help only."""
    tom, god = scene(plasser=40), scene(plasser=10)
    hus = husstand(2)
    plasser(god.kari, god.kommune, uke=mandag(1), maks_antall_personer=1)
    bolig(god.kari, god.kommune)
    Kartlegging.objects.filter(sak__husstand=hus).update(tilretteleggingsbehov="Trapper er vanskelige")

    svar = logg_inn(tom.imdi).get(ny(tom, hus, kommune=False))

    forslag = svar.context_data["forslag"]
    assert [(en.kommune, en.matching.poeng, en.matching.av) for en in forslag] == [
        (god.kommune, 50, 70),
        (tom.kommune, 25, 70),
    ]
    assert deler(forslag[0]) == [
        ("Ledige plasser", "10 av 10", 25, 25),
        ("Meldt inn de nærmeste ukene", "1", 10, 20),
        ("Boliger som passer", "1", 15, 15),
        ("Særlige behov", "tilrettelagt bolig: nei", 0, 10),
    ]
    assert all(sum(en.poeng for en in ett.deler) == ett.matching.poeng for ett in forslag)
    assert "Poengene er bare en hjelp." in svar.content.decode()


def test_the_same_points_stand_on_the_kommunes_own_pane() -> None:
    en, hus = scene(plasser=10), husstand(1)
    klient = logg_inn(en.imdi)

    (i_listen,) = klient.get(ny(en, hus, kommune=False)).context_data["forslag"]
    svar = klient.get(ny(en, hus))

    assert deler(svar.context_data["poeng"][0]) == deler(i_listen)
    assert f"Passer til husstand {hus.nummer}: 25 av 65 poeng" in svar.content.decode()


def test_close_family_and_amot_weigh_but_never_where_somebody_shielded_lives() -> None:
    """B-095: a shielded relative's kommune is not told by way of the points."""
    her, skjult_, amot = scene(), scene(), scene()
    hus = husstand(1, amot_kommune=amot.kommune)
    person = hus.saker.get().person
    for sted, felt in ((her, {}), (skjult_, SKJERMET)):
        bosatt = SakFactory(
            person=PersonFactory(**felt),
            tilstand="bosatt",
            kommune=sted.kommune,
            utsokingsdato=date(2026, 2, 1),
            bosettingsdato=date(2026, 2, 1),
        )
        Familierelasjon.objects.create(person=person, slektning=bosatt.person, type="sosken")

    forslag = logg_inn(her.imdi).get(ny(her, hus, kommune=False)).context_data["forslag"]

    tilknyttet = {en.kommune: next(del_.tekst for del_ in en.deler if del_.av == 25) for en in forslag}
    assert tilknyttet == {her.kommune: "Ja", skjult_.kommune: "Nei", amot.kommune: "Ja"}


def test_b071_an_enslig_mindrearig_is_proposed_where_there_are_places_for_them() -> None:
    """B-071, B-086: and weighed by the capacity that is reported."""
    uten, med = scene(plasser=40), scene(plasser=40, em=4)
    hus = husstand(er_em=True, person={"fodselsdato": barn()})
    kapasitet(med.kari, med.kommune, antall=2)

    (ett,) = logg_inn(uten.imdi).get(ny(uten, hus, kommune=False)).context_data["forslag"]

    assert ett.kommune == med.kommune
    assert deler(ett)[0] == ("Ledige plasser", "4 av 4", 25, 25)
    assert ("Særlige behov", "plass til 2 enslige mindreårige meldt inn", 10, 10) in deler(ett)


def test_b087_capacity_from_fifteen_is_not_weighed_for_a_child_that_bufetat_settles() -> None:
    hus = husstand(er_em=True, person={"fodselsdato": klokke.today() - timedelta(days=12 * 366)})
    (rad,) = venter.rader(venter.kan_velges(None).filter(pk=hus.pk))

    assert matching.husstandsbilde(rad).enslige_mindrearige == 0


@pytest.mark.parametrize(
    ("personer", "fodt", "em", "onsker"),
    [
        (1, date(1989, 3, 12), False, {"enslige"}),
        (2, date(1989, 3, 12), False, set()),
        (5, date(1989, 3, 12), False, {"store_husstander"}),
        (5, date(2018, 3, 12), False, {"store_husstander", "familier"}),
        (1, date(2010, 3, 12), True, {"em"}),
    ],
)
def test_w13_which_wishes_are_about_a_household(personer, fodt, em, onsker) -> None:
    hus = husstand(personer, er_em=em, person={"fodselsdato": fodt})
    (rad,) = venter.rader(venter.kan_velges(None).filter(pk=hus.pk))

    assert matching.husstandsbilde(rad).onsker == onsker


def test_b028_a_kommune_without_room_for_all_is_not_proposed() -> None:
    """B-028, B-029: nor one without an approved vedtak."""
    trang = scene(plasser=2)
    hus = husstand(3)

    html = side(logg_inn(trang.imdi), ny(trang, hus, kommune=False))

    assert f"Ingen kommuner har ledige plasser til hele husstanden i {AAR}." in html


def test_b031_a_household_that_cannot_be_chosen_has_no_proposals() -> None:
    """B-031: on another list already; and a number that is nobody's."""
    en = scene(1)
    klient = logg_inn(en.imdi)

    for nummer in (en.husstander[0].nummer, "H999999"):
        svar = klient.get(f"{NY}&husstand={nummer}")
        assert svar.context_data["husstand"] is None
        assert "Velg «Finn kommune» ved en husstand" in svar.content.decode()


def test_b095_somebody_shielded_is_never_weighed() -> None:
    en = scene()
    hus = husstand(person=SKJERMET)

    assert logg_inn(en.imdi).get(ny(en, hus, kommune=False)).context_data["husstand"] is None


def test_the_household_stands_on_top_ticked_and_the_filter_keeps_it() -> None:
    en = scene()
    forst, sist = husstand(), husstand()

    svar = logg_inn(en.imdi).get(ny(en, sist))

    assert [rad.husstand for rad in svar.context_data["rader"]] == [sist, forst]
    html = svar.content.decode()
    assert html.count("checked") == 1
    assert f'type="hidden" name="husstand" value="{sist.nummer}"' in html


# ---- who, and how many queries
@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_BOSETTER_LES, Rolle.IMDI_BOSETTER_LES])
def test_the_points_are_for_those_who_build(rolle) -> None:
    en, hus = scene(), husstand()

    assert logg_inn(bruker_med(rolle, kommune=en.kommune)).get(ny(en, hus)).status_code == 403


@pytest.mark.parametrize("filter", ["", "&storrelse=4"])
@pytest.mark.parametrize("kommune", [True, False])
def test_the_number_of_queries_does_not_grow(kommune, filter) -> None:
    """Also where the filter hides the household that a kommune is sought for."""
    en = scene()
    hus = husstand(1)
    husstand(4)
    url, klient = ny(en, hus, kommune=kommune) + filter, logg_inn(en.imdi)

    def meld(ett) -> None:
        bolig(ett.kari, ett.kommune)
        plasser(ett.kari, ett.kommune, uke=mandag(1))
        kapasitet(ett.kari, ett.kommune)
        tillat(ett.kari, ett.kommune)

    meld(en)
    for_ = sporringer(klient, url)
    for _nr in range(2):
        annen = scene()
        meld(annen)
        bolig(en.kari, en.kommune)
        plasser(en.kari, en.kommune, uke=mandag(2))
        husstand(4)
    etter = sporringer(klient, url)

    print(f"\nmatching, {kommune} {filter}: {for_} → {etter} spørringer")
    assert for_ == etter
    assert etter <= 20


# ---- the kommune's answer page
def test_the_answer_page_says_what_is_reported_for_the_next_week_that_has_any() -> None:
    """B-081, ui.md 5.2."""
    en = scene(1)
    for uker in (4, 2):
        plasser(en.kari, en.kommune, uke=mandag(uker), maks_antall_personer=uker)

    assert f"{uketekst(mandag(2))}: 2." in side(logg_inn(en.kari), adresse(en))


def test_the_answer_page_says_what_is_reported_for_the_weeks_of_the_answer() -> None:
    """Each week once, in order; a no has no week."""
    en = scene(1, 1, 1)
    plasser(en.kari, en.kommune, uke=mandag(2), maks_antall_personer=4)
    for bokstav, uke in (("A", mandag(3)), ("B", mandag(2))):
        lagre(en.svar(bokstav), en.kari, "ja", uke_aar=uke[0], uke=uke[1])
    lagre(en.svar("C"), en.kari, "nei")

    svar = logg_inn(en.kari).get(adresse(en))

    assert svar.context_data["meldt"] == [f"{uketekst(mandag(2))}: 4.", f"{uketekst(mandag(3))}: ingen."]


def test_the_answer_page_without_reports_says_so() -> None:
    en = scene(1)

    html = side(logg_inn(en.kari), adresse(en))

    assert "Kommunen har ikke meldt inn plasser for ukene som kommer." in html


def test_a_saved_draft_puts_the_weeks_and_the_free_places_in_place() -> None:
    en = scene(1)
    plasser(en.kari, en.kommune, uke=mandag(2), maks_antall_personer=4)
    klient = logg_inn(en.kari)
    data = {**skjult(klient, en, "A"), "A-svar": "ja", "A-uke": "{}-{}".format(*mandag(2))}

    html = klient.post(adresse(en), data, headers=HTMX).content.decode()

    assert f"{uketekst(mandag(2))}: 4." in html
    assert f"Ledige plasser i {AAR}: 39." in html


def test_b034_the_reports_of_another_kommune_are_not_on_the_answer_page() -> None:
    """B-001, B-034: and nothing more about the persons."""
    en, annen = scene(1), scene()
    KommunevedtakFactory()
    plasser(annen.kari, annen.kommune, uke=mandag(1), maks_antall_personer=9)

    svar = logg_inn(en.kari).get(adresse(en))

    assert svar.context_data["meldt"] == []
    assert "poeng" not in svar.content.decode().lower()


def test_a_list_that_is_answered_says_nothing_of_weeks() -> None:
    en = scene(1)
    services.trekk_liste(bruker=en.imdi, liste_id=en.liste.pk, grunn="Listen var feil.")

    assert logg_inn(en.kari).get(adresse(en)).context_data["meldt"] == []
