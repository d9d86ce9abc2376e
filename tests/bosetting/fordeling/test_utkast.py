"""Answers that are begun and not sent: on the front page, and discarded (ui.md 5.1)."""

import pytest
from django.urls import reverse

from bosetting.fordeling import services
from bosetting.fordeling.utkast import panel
from imdinett.kjerne.feil import IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from tests.bosetting.fordeling.hjelp import Scene, besvar, lagre, scene
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db


def utkast(en: Scene, bruker=None) -> list[tuple[str, str]]:
    """(list, who saved last) as the front page has them."""
    return [
        (str(svar.liste), svar.endret_av.navn)
        for _mal, verdier in panel(bruker or en.kari, en.kommune)
        for svar in verdier["utkast"]
    ]


# ---- the panel
def test_a_draft_stands_with_the_one_who_saved_last_until_it_is_sent() -> None:
    en = scene(1, 1)
    uten = utkast(en)
    lagre(en.svar("A"), en.kari, "ja")
    lagre(en.svar("B"), en.ola, "nei")

    begynt = utkast(en)
    besvar(en)

    assert (uten, begynt, utkast(en)) == ([], [(en.liste.nummer, en.ola.navn)], [])


def test_only_those_who_answer_for_the_kommune_have_it() -> None:
    en = scene(1)
    lagre(en.svar("A"), en.kari, "ja")

    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)
    assert (utkast(en, les), panel(en.imdi, None), len(utkast(en, en.ola))) == ([], [], 1)


def test_a_recalled_household_leaves_no_draft() -> None:
    en = scene(1, 1)
    lagre(en.svar("A"), en.kari, "ja")

    services.trekk_linjer(bruker=en.imdi, linje_ider=[en.linjer[0].pk], grunn="Reisen er utsatt.")

    assert utkast(en) == []


def test_a_draft_for_a_household_that_was_recalled_meanwhile_is_refused() -> None:
    en = scene(1, 1)
    svar = en.svar("A")
    services.trekk_linjer(bruker=en.imdi, linje_ider=[en.linjer[0].pk], grunn="Reisen er utsatt.")

    with pytest.raises(Kollisjon) as feil:
        lagre(svar, en.kari, "ja")

    assert feil.value.kode == "trukket"


def test_any_number_of_drafts_takes_one_query(django_assert_num_queries) -> None:
    en = scene(1, 1, 1)
    for bokstav in "ABC":
        lagre(en.svar(bokstav), en.kari, "ja")
    utkast(en)

    with django_assert_num_queries(1):
        assert len(utkast(en)) == 1


def test_the_front_page_leads_on() -> None:
    en = scene(1)
    lagre(en.svar("A"), en.kari, "ja")

    side = logg_inn(en.ola).get("/").content.decode()

    assert f"Svar på fordelingsliste {en.liste.nummer}" in side
    assert f'href="{reverse("fordelingsliste", args=[en.liste.nummer])}"' in side
    assert f'href="{reverse("fordelingsliste_forkast", args=[en.liste.nummer])}"' in side
    assert f"av {en.kari.navn}" in side


# ---- discarding
def test_discarding_empties_the_answers_and_keeps_the_list_open() -> None:
    en = scene(1, 1)
    lagre(en.svar("A"), en.kari, "nei")
    klient = logg_inn(en.ola)
    adresse = reverse("fordelingsliste_forkast", args=[en.liste.nummer])
    vist = klient.get(adresse)

    svar = klient.post(adresse, {"versjon": vist.context["form"].initial["versjon"]}, follow=True)

    rad = en.svar("A")
    en.liste.refresh_from_db()
    assert "Kommunen mangler bolig i høst." in vist.content.decode()
    assert (rad.svar, rad.avslagskode, rad.begrunnelse, rad.endret_tid, rad.endret_av) == ("", "", "", None, None)
    assert (en.liste.tilstand, utkast(en)) == ("sendt", [])
    assert f"Utkastet til svar på liste {en.liste.nummer} er forkastet." in svar.content.decode()


def test_what_a_colleague_saved_meanwhile_is_shown_before_it_goes() -> None:
    en = scene(1)
    lagre(en.svar("A"), en.kari, "ja")
    en.liste.refresh_from_db()
    sett = en.liste.versjon
    lagre(en.svar("A"), en.ola, "nei")

    svar = logg_inn(en.kari).post(reverse("fordelingsliste_forkast", args=[en.liste.nummer]), {"versjon": sett})

    assert (svar.status_code, en.svar("A").svar) == (409, "nei")
    assert "Utkastet er endret etter at du så det." in svar.content.decode()
    with pytest.raises(Kollisjon):
        services.forkast_svar(bruker=en.kari, liste_id=en.liste.pk, versjon=sett)


def test_an_answer_that_is_sent_is_no_draft() -> None:
    en = scene(1)
    besvar(en, A="nei")
    en.liste.refresh_from_db()

    svar = logg_inn(en.kari).get(reverse("fordelingsliste_forkast", args=[en.liste.nummer]))

    assert (svar.status_code, svar.url) == (302, reverse("fordelingsliste_kvittering", args=[en.liste.nummer]))
    with pytest.raises(Kollisjon):
        services.forkast_svar(bruker=en.kari, liste_id=en.liste.pk, versjon=en.liste.versjon)


def test_b002_reading_gives_no_right_to_discard() -> None:
    en = scene(1)
    lagre(en.svar("A"), en.kari, "ja")
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)

    assert logg_inn(les).get(reverse("fordelingsliste_forkast", args=[en.liste.nummer])).status_code == 403
    with pytest.raises(IkkeTilgang):
        services.forkast_svar(bruker=les, liste_id=en.liste.pk, versjon=en.liste.versjon)
