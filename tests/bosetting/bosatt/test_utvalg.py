"""Many cases at once from the list of missing dates, and who follows them (ui.md §4, §5.1; B-043–B-049)."""

import pytest
from django.urls import reverse

from bosetting.bosatt import services
from bosetting.person.models import Sak
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import apne_avvik, dager_siden, i_dag, skrevet, utsokt
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db

LISTE = "uten_bosettingsdato"
REGISTRER = "uten_bosettingsdato_registrer"
ANSVARLIG = "uten_bosettingsdato_ansvarlig"


def test_b048_the_confirm_page_names_who_is_changed_and_who_is_left_out_and_nothing_is_done_yet() -> None:
    en, (a, b) = utsokt(1, 1)
    apne_avvik(en, b)

    svar = logg_inn(en.kari).post(reverse(REGISTRER), {"sak": [a.nummer, b.nummer, "FINNES-IKKE"]})

    assert [sak.nummer for sak in svar.context["saker"]] == [a.nummer]
    assert [nummer for nummer, _grunn in svar.context["utelatt"]] == [b.nummer, "FINNES-IKKE"]
    assert "har et åpent avvik" in svar.content.decode()
    assert set(Sak.objects.values_list("tilstand", flat=True)) == {"sokt_ut"}


def test_b044_each_case_is_done_by_itself_and_the_page_says_what_became_of_it() -> None:
    en, (a, b) = utsokt(1, 1)
    Sak.objects.filter(pk=b.pk).update(utsokingsdato=i_dag())

    svar = logg_inn(en.kari).post(
        reverse(REGISTRER), {"sak": [a.nummer, b.nummer], "dato": skrevet(dager_siden(2)), "utfor": "1"}
    )

    tekst = svar.content.decode()
    assert dict(Sak.objects.values_list("nummer", "tilstand")) == {a.nummer: "bosatt", b.nummer: "sokt_ut"}
    assert "Bosettingsdato er registrert for 1 person." in tekst
    assert "Ikke gjort: Bosettingsdato kan ikke være før utsøkingsdatoen" in tekst


def test_a_date_that_is_none_comes_back_at_its_field_with_the_choice_kept() -> None:
    en, (a,) = utsokt(1)

    svar = logg_inn(en.kari).post(reverse(REGISTRER), {"sak": [a.nummer], "dato": "i går", "utfor": "1"})

    assert svar.status_code == 422
    assert 'value="i går"' in svar.content.decode()
    assert f'name="sak" value="{a.nummer}"' in svar.content.decode()


def test_none_chosen_is_an_error_and_another_kommunes_case_is_left_out() -> None:
    en, _saker = utsokt(1)
    _annen, (fremmed,) = utsokt(1)
    klient = logg_inn(en.kari)

    ingen = klient.post(reverse(REGISTRER), {"sak": []} | {"x": "1"})
    andres = klient.post(reverse(REGISTRER), {"sak": [fremmed.nummer], "dato": skrevet(i_dag()), "utfor": "1"})

    assert ingen.url == f"{reverse(LISTE)}?feil=ingen"
    assert "Velg minst én sak." in klient.get(ingen.url).content.decode()
    assert (andres.context["saker"], Sak.objects.get(pk=fremmed.pk).tilstand) == ([], "sokt_ut")


def test_all_of_the_selection_are_chosen_without_script(monkeypatch) -> None:
    monkeypatch.setattr("imdinett.web.lister.rekkefolge.ANTALL", (1, 50, 100))
    en, saker = utsokt(1, 1, 1)
    klient = logg_inn(en.kari)

    siden, alle = klient.get(reverse(LISTE), {"velg": "side"}), klient.get(reverse(LISTE), {"velg": "alle"})

    assert "Velg alle 3 i utvalget" in siden.content.decode()
    assert (siden.context["valg"].andre, alle.context["valg"].antall) == ([], 3)
    valgt = {rad[0].nummer for rad in alle.context["rader"]} | set(alle.context["valg"].andre)
    assert valgt == {sak.nummer for sak in saker}


def test_more_than_one_act_can_take_is_said(monkeypatch) -> None:
    monkeypatch.setattr("imdinett.web.lister.rekkefolge.ANTALL", (1, 50, 100))
    monkeypatch.setattr("bosetting.bosatt.views.UtenBosettingsdato.maks_valgt", 2)
    en, _saker = utsokt(1, 1, 1)

    svar = logg_inn(en.kari).get(reverse(LISTE), {"velg": "alle", "sorter": "sak"})

    assert (svar.context["valg"].antall, len(svar.context["valg"].andre)) == (2, 1)
    assert "2 valgt av 3." in svar.content.decode()
    assert "Du kan ta høyst 2 om gangen." in svar.content.decode()


# ---- ansvarlig
def test_a_colleague_is_made_ansvarlig_for_the_chosen() -> None:
    en, (a, b) = utsokt(1, 1)

    svar = logg_inn(en.kari).post(
        reverse(ANSVARLIG), {"sak": [a.nummer, b.nummer], "ansvarlig": str(en.ola.uuid), "utfor": "1"}
    )

    assert set(Sak.objects.values_list("ansvarlig", flat=True)) == {en.ola.pk}
    assert f"{en.ola} er ansvarlig for 2 saker." in svar.content.decode()
    assert [rad.data for rad in Hendelse.objects.filter(type="sak_ansvarlig")] == [{"til": en.ola.navn}] * 2


def test_b002_only_who_can_register_sets_or_gets_it() -> None:
    en, (a,) = utsokt(1)
    leser = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)

    with pytest.raises(IkkeTilgang):
        services.sett_ansvarlig(bruker=leser, sak_ider=[a.pk], ansvarlig=en.kari)
    with pytest.raises(Domenefeil) as feil:
        services.sett_ansvarlig(bruker=en.kari, sak_ider=[a.pk], ansvarlig=leser)

    assert feil.value.felt == "ansvarlig"
    assert logg_inn(leser).post(reverse(REGISTRER), {"sak": [a.nummer]}).status_code == 403


def test_ta_on_the_front_page_and_the_three_views_of_the_tasks() -> None:
    en, (a, _b) = utsokt(1, 1)
    klient = logg_inn(en.kari)

    tatt = klient.post(reverse("husstand_ta", args=[a.husstand.uuid]))

    assert (tatt.url, Sak.objects.get(pk=a.pk).ansvarlig) == ("/", en.kari)
    vist = {hvem: klient.get("/", {"ansvar": hvem}).context["oppgaver"] for hvem in ("", "mine", "uten")}
    antall = {hvem: sum(bool(en.ta_url) for en in oppgavene) for hvem, oppgavene in vist.items()}
    assert antall == {"": 2, "mine": 1, "uten": 1}
    annen, _saker = utsokt(1)
    assert logg_inn(annen.kari).post(reverse("husstand_ta", args=[a.husstand.uuid])).status_code == 404
