"""Drafts, and Godkjenn."""

from datetime import date

import pytest

from bosetting.anmodning.queries import plassregnskap
from bosetting.fordeling import services
from bosetting.person.models import Person, Sak
from bosetting.person.states import Kategori
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from tests.bosetting.fordeling.hjelp import AAR, GRUNN, besvar, lagre, mandag, scene, tilstander
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def godkjenn(en, bruker=None, versjon=None):
    en.liste.refresh_from_db()
    return services.godkjenn_fordelingsliste(
        bruker=bruker or en.kari, liste_id=en.liste.pk, versjon=en.liste.versjon if versjon is None else versjon
    )


# ---- who
def test_b002_only_skriv_of_the_kommune_answers() -> None:
    en = scene(1)
    svar = en.svar("A")

    for bruker in (
        en.imdi,
        bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune),
        bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()),
    ):
        with pytest.raises(IkkeTilgang):
            lagre(svar, bruker, "ja")
        with pytest.raises(IkkeTilgang):
            godkjenn(en, bruker)
    assert lagre(svar, en.kari, "ja").svar == "ja"


# ---- drafts
def test_a_draft_keeps_everything_and_runs_no_checks() -> None:
    en = scene(1)

    rad = lagre(en.svar("A"), en.kari, "nei", avslagskode="", begrunnelse="")

    assert (rad.svar, rad.begrunnelse, rad.versjon, rad.endret_av) == ("nei", "", 2, en.kari)
    assert tilstander(en) == ["fordelt"]


def test_a_draft_is_no_event() -> None:
    en = scene(1)
    antall = Hendelse.objects.count()

    lagre(en.svar("A"), en.kari, "ja")

    assert Hendelse.objects.count() == antall


def test_the_same_draft_again_changes_nothing() -> None:
    en = scene(1)
    forste = lagre(en.svar("A"), en.kari, "ja")

    igjen = services.lagre_utkast(
        bruker=en.ola, svar_id=forste.pk, versjon=1, svar="ja", uke_aar=None, uke=None, avslagskode="", begrunnelse=""
    )

    assert (igjen.versjon, igjen.endret_av) == (2, en.kari)


def test_a_colleagues_newer_draft_is_not_overwritten() -> None:
    en = scene(1)
    gammel = en.svar("A")
    lagre(en.svar("A"), en.kari, "ja")

    with pytest.raises(Kollisjon) as feil:
        lagre(gammel, en.ola, "nei")

    assert str(feil.value) == "Kari Eksempel har lagret et annet svar for husstand A."
    assert en.svar("A").svar == "ja"


def test_ones_own_older_version_is_no_collision() -> None:
    en = scene(1)
    gammel = en.svar("A")
    lagre(en.svar("A"), en.kari, "ja")

    assert lagre(gammel, en.kari, "nei").svar == "nei"


def test_colleagues_on_different_households_do_not_collide() -> None:
    en = scene(1, 1)
    a, b = en.svarene

    lagre(a, en.kari, "ja")
    lagre(b, en.ola, "nei")

    assert [rad.svar for rad in en.svarene] == ["ja", "nei"]


def test_the_bulk_form_stores_what_it_can() -> None:
    en = scene(1, 1)
    a, b = en.svarene
    lagre(en.svar("A"), en.kari, "ja")

    lagring = services.lagre_alle(
        bruker=en.ola,
        liste_id=en.liste.pk,
        utkast=[services.Utkast(a.pk, 1, "nei"), services.Utkast(b.pk, 1, "ja")],
    )

    assert [rad.bokstav for rad in lagring.lagret] == ["B"]
    assert [(rad.bokstav, rad.svar, ett.svar) for rad, ett in lagring.kollisjoner] == [("A", "ja", "nei")]


@pytest.mark.parametrize(
    ("felt", "kode"),
    [
        ({"valg": "kanskje"}, "ugyldig_valg"),
        ({"avslagskode": "finnes_ikke"}, "ugyldig_valg"),
        ({"begrunnelse": "x" * 1001}, "for_lang"),
        ({"uke": 54, "uke_aar": 2026}, "ugyldig_uke"),
        ({"uke": 53, "uke_aar": 2027}, "ugyldig_uke"),
        ({"uke": 10}, "ugyldig_uke"),
    ],
)
def test_the_shape_of_a_draft(felt: dict, kode: str) -> None:
    en = scene(1)
    valg = felt.pop("valg", "nei")

    with pytest.raises(Domenefeil) as feil:
        lagre(en.svar("A"), en.kari, valg, **felt)

    assert feil.value.kode == kode


def test_a_household_of_another_list_is_left_alone() -> None:
    en, annen = scene(1), scene(1)

    lagring = services.lagre_alle(
        bruker=en.kari, liste_id=en.liste.pk, utkast=[services.Utkast(annen.svar("A").pk, 1, "ja")]
    )

    assert lagring == services.Lagring()
    assert annen.svar("A").svar == ""


# ---- Godkjenn
def test_yes_and_no_move_each_household() -> None:
    en = scene(3, 1)

    liste = besvar(en, A="ja", B="nei")

    assert (liste.tilstand, liste.besvart_av) == ("besvart", en.kari)
    assert tilstander(en) == ["akseptert"] * 3 + ["bosettingsklar"]
    assert [linje.tilstand for linje in en.linjer] == ["ja"] * 3 + ["nei"]


def test_b028_a_no_frees_the_place_and_the_kommune_is_out() -> None:
    en = scene(2, 1, plasser=10)

    besvar(en, A="nei", B="ja")

    konto = plassregnskap(en.kommune, AAR)
    assert (konto.akseptert, konto.ledig) == (1, 9)
    saker = Sak.objects.filter(husstand=en.husstander[0])
    assert set(saker.values_list("kommune", "plassaar")) == {(None, None)}
    assert set(Person.objects.filter(sak__in=saker).values_list("kommune", flat=True)) == {None}


def test_the_waiting_time_goes_on_after_a_no() -> None:
    en = scene(1)
    klar = Sak.objects.get(husstand=en.husstander[0]).klar_tid

    besvar(en, A="nei")

    assert Sak.objects.get(husstand=en.husstander[0]).klar_tid == klar


def test_all_no_is_done_at_once() -> None:
    en = scene(1, 1)

    assert besvar(en, A="nei", B="nei").tilstand == "ferdigbehandlet"


def test_b036_a_no_needs_a_begrunnelse() -> None:
    en = scene(1)
    lagre(en.svar("A"), en.kari, "nei", begrunnelse="   ")

    with pytest.raises(Domenefeil) as feil:
        godkjenn(en)

    assert str(feil.value) == ("Husstand A mangler begrunnelse. Ingen på listen kan godkjennes før nei er begrunnet.")


def test_b036_a_begrunnelse_has_at_least_ten_characters_and_an_aarsak() -> None:
    en = scene(1)

    lagre(en.svar("A"), en.kari, "nei", begrunnelse="Nei takk")
    with pytest.raises(Domenefeil, match="for kort begrunnelse"):
        godkjenn(en)
    lagre(en.svar("A"), en.kari, "nei", avslagskode="")
    with pytest.raises(Domenefeil, match="mangler årsak"):
        godkjenn(en)
    lagre(en.svar("A"), en.kari, "nei")
    assert godkjenn(en).tilstand == "ferdigbehandlet"


def test_b037_a_no_without_begrunnelse_stops_the_whole_list() -> None:
    en = scene(1, 1)
    lagre(en.svar("A"), en.kari, "ja")
    lagre(en.svar("B"), en.kari, "nei", begrunnelse="")

    with pytest.raises(Domenefeil):
        godkjenn(en)

    en.liste.refresh_from_db()
    assert en.liste.tilstand == "sendt"
    assert tilstander(en) == ["fordelt", "fordelt"]


def test_every_household_must_have_an_answer() -> None:
    en = scene(1, 1, 1)
    lagre(en.svar("B"), en.kari, "ja")

    with pytest.raises(Domenefeil) as feil:
        godkjenn(en)

    assert str(feil.value) == "Husstand A mangler svar. Husstand C mangler svar."


def test_what_was_typed_under_the_other_choice_is_not_sent() -> None:
    en = scene(1)
    lagre(en.svar("A"), en.kari, "ja", avslagskode="annet", begrunnelse=GRUNN)

    godkjenn(en)

    rad = en.svar("A")
    assert (rad.avslagskode, rad.begrunnelse) == ("", "")
    assert rad.godkjent_tid is not None


def test_a_stale_review_is_refused() -> None:
    en = scene(1)
    versjon = en.liste.versjon
    lagre(en.svar("A"), en.kari, "ja")

    with pytest.raises(Kollisjon):
        godkjenn(en, versjon=versjon)

    assert tilstander(en) == ["fordelt"]


def test_a_second_godkjenn_gives_the_first_answer() -> None:
    en = scene(1)
    besvar(en, A="ja")
    antall = Hendelse.objects.count()

    liste = godkjenn(en, en.ola, versjon=1)

    assert (liste.besvart_av, liste.tilstand) == (en.kari, "besvart")
    assert Hendelse.objects.count() == antall


def test_an_answered_list_takes_no_more_drafts() -> None:
    en = scene(1)
    besvar(en, A="ja")

    with pytest.raises(Kollisjon, match="Svaret er alt godkjent av Kari Eksempel"):
        lagre(en.svar("A"), en.ola, "nei")


def test_the_answer_is_an_event_with_numbers_only() -> None:
    en = scene(2, 1)

    besvar(en, A="ja", B="nei")

    hendelse = Hendelse.objects.get(type="fordelingsliste_besvart")
    assert (hendelse.data, hendelse.bruker, hendelse.kommune) == ({"ja": 2, "nei": 1}, en.kari, en.kommune)
    assert Hendelse.objects.filter(type="sak_akseptert").count() == 2
    assert Hendelse.objects.filter(type="sak_avslaatt").count() == 1


# ---- B-065 week
def overforing(**felt):
    return scene(1, kategori=Kategori.OVERFORINGSFLYKTNING, **felt)


def prov_uke(en, uke):
    lagre(en.svar("A"), en.kari, "ja", uke_aar=uke and uke[0], uke=uke and uke[1])
    return godkjenn(en)


def test_b065_a_yes_needs_a_week_for_overforingsflyktninger() -> None:
    en = overforing()

    with pytest.raises(Domenefeil, match="mangler bosettingsuke"):
        prov_uke(en, None)

    assert prov_uke(en, mandag(3)).tilstand == "besvart"
    sak = Sak.objects.get(husstand=en.husstander[0])
    assert (sak.bosettingsuke_aar, sak.bosettingsuke) == mandag(3)


def test_b065_others_need_no_week() -> None:
    assert prov_uke(scene(1), None).tilstand == "besvart"


def test_b065_the_week_lies_between_ankomst_and_innreisefrist() -> None:
    i_dag = klokke.today().toordinal()
    tidligst, frist = date.fromordinal(i_dag + 30), date.fromordinal(i_dag + 60)
    vindu = klokke.isouke(tidligst), klokke.isouke(frist)
    en = overforing(tidligst_ankomst=tidligst, innreisefrist=frist)
    for uke in (mandag(1), mandag(20)):
        with pytest.raises(Domenefeil, match="utenfor tiden"):
            prov_uke(en, uke)

    assert prov_uke(en, vindu[0]).tilstand == "besvart"
    assert prov_uke(overforing(tidligst_ankomst=tidligst, innreisefrist=frist), vindu[1]).tilstand == "besvart"


@pytest.mark.parametrize("kategori", [Kategori.OVERFORINGSFLYKTNING, Kategori.MOTTAK])
def test_b065_a_passed_week_is_refused(kategori: str) -> None:
    en = scene(1, kategori=kategori)

    with pytest.raises(Domenefeil, match="er passert"):
        prov_uke(en, mandag(-1))
    assert prov_uke(en, mandag(0)).tilstand == "besvart"


def test_b065_a_no_needs_no_week() -> None:
    en = overforing()

    assert besvar(en, A="nei").tilstand == "ferdigbehandlet"
