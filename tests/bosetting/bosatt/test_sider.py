"""The lists, the household's dates, and the correction."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from bosetting.bosatt import services
from bosetting.bosatt.models import Bosetting
from bosetting.person.models import Person, Sak
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import (
    GRUNN,
    apne_avvik,
    dager_siden,
    fil,
    husstand,
    i_dag,
    rad,
    skrevet,
    utsokt,
)
from tests.bosetting.fordeling.hjelp import scene, tilstander
from tests.bosetting.innlesing.hjelp import les_fil
from tests.bosetting.vedtak.hjelp import med_ja
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LISTER = ["personer", "uten_bosettingsdato"]
NOKKEL = "11111111-1111-4111-8111-111111111111"


def rett(sak: Sak) -> str:
    return reverse("personmappe_rett_dato", args=[sak.person.uuid])


def saksnumre(svar: Any) -> list[str]:
    return [rad[0].nummer for rad in svar.context["rader"]]


# ---- lists
@pytest.mark.parametrize("navn", LISTER)
def test_b001_own_open_cases_only_and_no_names(navn: str) -> None:
    en, saker = utsokt(2)
    _annen, (fremmed,) = utsokt(1)
    med_ja(1)
    Person.objects.update(fornavn="Kanari")

    svar = logg_inn(en.kari).get(reverse(navn))

    assert sorted(saksnumre(svar)) == sorted(sak.nummer for sak in saker)
    assert "Kanari" not in svar.content.decode()
    assert fremmed.nummer not in svar.content.decode()
    assert Innsyn.objects.count() == 0


@pytest.mark.parametrize("navn", LISTER)
@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.KOMMUNE_BOSETTER_SKRIV, 200),
        (Rolle.KOMMUNE_BOSETTER_LES, 200),
        (Rolle.KOMMUNE_ADMINISTRATOR, 403),
        (Rolle.FYLKE_LES, 403),
        (Rolle.IMDI_BOSETTER_LES, 200),
        (Rolle.IMDI_ADMINISTRATOR, 403),
    ],
)
def test_who_sees_the_lists(navn: str, rolle: Rolle, status: int) -> None:
    bruker = bruker_med(rolle, kommune=KommuneFactory())

    assert logg_inn(bruker).get(reverse(navn)).status_code == status


def test_settled_persons_are_on_one_list_only() -> None:
    en, (a, b) = utsokt(2)
    services.registrer_bosettingsdato(bruker=en.kari, sak_id=a.pk, dato=i_dag(), kilde="kommune")
    klient = logg_inn(en.kari)

    assert sorted(saksnumre(klient.get(reverse("personer")))) == sorted([a.nummer, b.nummer])
    assert saksnumre(klient.get(reverse("uten_bosettingsdato"))) == [b.nummer]


@pytest.mark.parametrize(
    ("sporsmaal", "treff"),
    [
        ({}, {"a", "b", "c"}),
        ({"kategori": "amot"}, {"b"}),
        ({"status": "bosatt"}, {"c"}),
        ({"avvik": "ja"}, {"a"}),
        ({"avvik": "nei"}, {"b", "c"}),
        ({"kategori": "amot", "status": "bosatt"}, set()),
        ({"kategori": "tull"}, {"a", "b", "c"}),
    ],
)
def test_the_filter_is_in_the_address(sporsmaal: dict[str, str], treff: set[str]) -> None:
    en, (a, b, c) = utsokt(1, 1, 1)
    Sak.objects.filter(pk=b.pk).update(kategori="amot")
    services.registrer_bosettingsdato(bruker=en.kari, sak_id=c.pk, dato=i_dag(), kilde="kommune")
    apne_avvik(en, a)
    navn = {a.nummer: "a", b.nummer: "b", c.nummer: "c"}

    svar = logg_inn(en.kari).get(reverse("personer"), sporsmaal)

    assert {navn[nummer] for nummer in saksnumre(svar)} == treff


def test_the_list_of_missing_dates_by_decision_date() -> None:
    en, (ny,) = utsokt(1, dager=2)
    Sak.objects.update(utsokingsdato=dager_siden(2))

    klient = logg_inn(en.kari)

    assert saksnumre(klient.get(reverse("uten_bosettingsdato"), {"sokt_for": skrevet(dager_siden(1))})) == [ny.nummer]
    assert saksnumre(klient.get(reverse("uten_bosettingsdato"), {"sokt_for": skrevet(dager_siden(2))})) == []
    assert klient.get(reverse("uten_bosettingsdato"), {"sokt_for": "i går"}).status_code == 200


@pytest.mark.parametrize("sorter", ["sak", "-sak", "sokt_ut", "-sokt_ut", "husstand", "kategori", "-status", "tull"])
def test_the_order_is_in_the_address(sorter: str) -> None:
    en, saker = utsokt(1, 1, 1)

    svar = logg_inn(en.kari).get(reverse("personer"), {"sorter": sorter})

    numre = sorted(sak.nummer for sak in saker)
    assert sorted(saksnumre(svar)) == numre
    if sorter.endswith("sak"):
        assert saksnumre(svar) == (numre[::-1] if sorter.startswith("-") else numre)


@pytest.mark.parametrize("navn", LISTER)
def test_one_and_three_rows_ask_the_same_of_the_database(navn: str) -> None:
    antall = []
    for storrelser in ((1,), (1, 2)):
        en, _saker = utsokt(*storrelser)
        antall.append(sporringer(logg_inn(en.kari), reverse(navn)))

    assert antall[0] == antall[1]
    assert antall[0] <= 20


@pytest.mark.parametrize("navn", LISTER)
def test_an_empty_list_says_why(navn: str) -> None:
    tekst = {
        "personer": "Mappene åpnes når IMDi har gjort vedtak.",
        "uten_bosettingsdato": "Alle som er søkt ut, har fått bosettingsdato.",
    }[navn]

    assert tekst in logg_inn(scene().kari).get(reverse(navn)).content.decode()


def test_who_registers_is_said_where_it_is_not_the_kommune() -> None:
    en, (privat, mottak, avvik) = utsokt(1, 1, 1)
    Sak.objects.filter(pk=mottak.pk).update(kategori="mottak")
    apne_avvik(en, avvik)

    innhold = logg_inn(en.kari).get(reverse("uten_bosettingsdato")).content.decode()

    assert husstand(privat) in innhold
    assert husstand(mottak) not in innhold
    assert husstand(avvik) not in innhold
    assert f"Åpent avvik siden {klokke.today():%d.%m.%Y}: kontakt IMDi" in innhold


# ---- the household
def test_w03_the_same_date_for_all() -> None:
    en, (a, b) = utsokt(2)

    svar = logg_inn(en.kari).post(husstand(a), {"felles": skrevet(dager_siden(1))})

    assert svar.status_code == 302
    assert dict(Sak.objects.values_list("pk", "bosettingsdato")) == {a.pk: dager_siden(1), b.pk: dager_siden(1)}


def test_w03_ones_own_date_wins_and_who_waits_is_left_out() -> None:
    en, (a, b, c) = utsokt(3)

    logg_inn(en.kari).post(
        husstand(a),
        {
            "felles": skrevet(dager_siden(1)),
            f"dato_{b.nummer}": skrevet(dager_siden(3)),
            f"vent_{c.nummer}": "on",
        },
    )

    assert dict(Sak.objects.values_list("pk", "bosettingsdato")) == {
        a.pk: dager_siden(1),
        b.pk: dager_siden(3),
        c.pk: None,
    }
    assert tilstander(en) == ["bosatt", "bosatt", "sokt_ut"]


def test_errors_at_the_persons_field_and_what_is_typed_is_kept() -> None:
    en, (a, b, c) = utsokt(3, dager=3)
    data = {
        f"dato_{a.nummer}": skrevet(dager_siden(1)),
        f"dato_{b.nummer}": skrevet(dager_siden(9)),
        f"dato_{c.nummer}": "i går",
    }

    svar = logg_inn(en.kari).post(husstand(a), data)

    skjema = svar.context["form"]
    innhold = svar.content.decode()
    assert svar.status_code == 422
    assert set(skjema.errors) == {f"dato_{b.nummer}", f"dato_{c.nummer}"}
    assert skjema.errors[f"dato_{b.nummer}"] == [
        f"{b.person.navn}: Bosettingsdato kan ikke være før utsøkingsdatoen, {skrevet(dager_siden(3))}."
    ]
    assert skjema.errors[f"dato_{c.nummer}"] == [
        f"Bosettingsdato for {c.person.navn} må være en dato, for eksempel 23.11.2026."
    ]
    for typet in data.values():
        assert f'value="{typet}"' in innhold
    assert "<title>\n      \n        Feil:" in innhold
    assert tilstander(en) == ["sokt_ut"] * 3


def test_b049_a_future_date_for_all_is_an_error_at_each() -> None:
    en, (a, b) = utsokt(2)

    svar = logg_inn(en.kari).post(husstand(a), {"felles": skrevet(dager_siden(-1))})

    assert set(svar.context["form"].errors) == {f"dato_{a.nummer}", f"dato_{b.nummer}"}


def test_an_empty_form_is_an_error_at_the_top() -> None:
    en, (a, _b) = utsokt(2)

    svar = logg_inn(en.kari).post(husstand(a), {})

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, {"felles"})


def test_a_date_and_not_settled_is_a_contradiction() -> None:
    en, (a,) = utsokt(1)

    svar = logg_inn(en.kari).post(husstand(a), {f"dato_{a.nummer}": skrevet(i_dag()), f"vent_{a.nummer}": "on"})

    assert set(svar.context["form"].errors) == {f"dato_{a.nummer}"}
    assert tilstander(en) == ["sokt_ut"]


def test_sent_twice_is_one_registration() -> None:
    en, (a,) = utsokt(1)
    klient = logg_inn(en.kari)
    data = {"felles": skrevet(i_dag()), "engangsnokkel": NOKKEL}

    forst, igjen = klient.post(husstand(a), data), klient.post(husstand(a), data)

    assert (forst.status_code, igjen.status_code) == (302, 302)
    assert forst.headers["Location"] == igjen.headers["Location"]
    assert Bosetting.objects.count() == 1


def test_a_colleague_was_first_409_and_nothing_typed_is_lost() -> None:
    en, (a, b) = utsokt(2)
    services.registrer_bosettingsdato(bruker=en.ola, sak_id=a.pk, dato=dager_siden(2), kilde="kommune")

    svar = logg_inn(en.kari).post(
        husstand(a), {f"dato_{a.nummer}": skrevet(dager_siden(1)), f"dato_{b.nummer}": skrevet(dager_siden(1))}
    )

    innhold = svar.content.decode()
    assert svar.status_code == 409
    assert (
        f"Ola Eksempel har registrert {skrevet(dager_siden(2))} for sak {a.nummer}. "
        f"Datoen du skrev, {skrevet(dager_siden(1))}, er ikke lagret."
    ) in innhold
    assert f'value="{skrevet(dager_siden(1))}"' in innhold
    assert tilstander(en) == ["bosatt", "sokt_ut"]


def test_a_colleague_was_first_with_the_same_date_is_no_error() -> None:
    en, (a, b) = utsokt(2)
    services.registrer_bosettingsdato(bruker=en.ola, sak_id=a.pk, dato=i_dag(), kilde="kommune")

    svar = logg_inn(en.kari).post(
        husstand(a), {f"dato_{a.nummer}": skrevet(i_dag()), f"dato_{b.nummer}": skrevet(i_dag())}
    )

    assert (svar.status_code, tilstander(en)) == (302, ["bosatt", "bosatt"])


def test_the_names_are_shown_and_each_look_is_logged() -> None:
    en, (a, b) = utsokt(2)

    innhold = logg_inn(en.kari).get(husstand(a)).content.decode()

    assert a.person.navn in innhold
    assert b.person.navn in innhold
    assert list(Innsyn.objects.order_by("pk").values_list("person_id", "saksnummer")) == [
        (a.person_id, a.nummer),
        (b.person_id, b.nummer),
    ]


def test_b095_a_protected_member_is_not_on_the_page_and_gets_no_date() -> None:
    en, (a, b) = utsokt(2)
    Person.objects.filter(pk=b.person_id).update(fornavn="Kanari", gradering="fortrolig")
    klient = logg_inn(en.kari)

    assert "Kanari" not in klient.get(husstand(a)).content.decode()
    klient.post(husstand(a), {"felles": skrevet(i_dag()), f"dato_{b.nummer}": skrevet(i_dag())})

    assert tilstander(en) == ["bosatt", "sokt_ut"]


@pytest.mark.parametrize(
    ("rolle", "egen", "status"),
    [
        (Rolle.KOMMUNE_BOSETTER_SKRIV, True, 200),
        (Rolle.KOMMUNE_BOSETTER_LES, True, 403),
        (Rolle.KOMMUNE_ADMINISTRATOR, True, 403),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, False, 404),
        (Rolle.KOMMUNE_BOSETTER_LES, False, 404),
        (Rolle.FYLKE_LES, True, 404),
        (Rolle.IMDI_BOSETTER_SKRIV, True, 200),
        (Rolle.IMDI_BOSETTER_LES, True, 403),
        (Rolle.IMDI_ADMINISTRATOR, True, 403),
    ],
)
def test_who_registers_dates(rolle: Rolle, egen: bool, status: int) -> None:
    en, (sak,) = utsokt(1)
    bruker = bruker_med(rolle, kommune=en.kommune if egen else KommuneFactory())
    klient = logg_inn(bruker)

    assert klient.get(husstand(sak)).status_code == status
    svar = klient.post(husstand(sak), {"felles": skrevet(i_dag())})
    assert svar.status_code == (302 if status == 200 else status)
    assert tilstander(en) == ["bosatt" if status == 200 else "sokt_ut"]


def test_acting_for_another_kommune_is_refused_with_words() -> None:
    en, (sak,) = utsokt(1)
    annen = KommuneFactory(navn="Aa først")
    tildeling.gi_kommunerolle(en.kari, Rolle.KOMMUNE_BOSETTER_SKRIV, annen)
    klient = logg_inn(en.kari)
    okt = klient.session
    okt["aktiv_kommune"] = annen.pk
    okt.save()

    svar = klient.post(husstand(sak), {"felles": skrevet(i_dag())})

    assert svar.status_code == 409
    assert "Bytt kommune øverst på siden først." in svar.content.decode()
    assert tilstander(en) == ["sokt_ut"]


def test_b048_an_open_avvik_takes_the_field_away() -> None:
    en, (a, b) = utsokt(2)
    apne_avvik(en, a)

    svar = logg_inn(en.kari).get(husstand(a))

    assert [sak for sak, _dato, _vent in svar.context["form"].personer] == [b]
    assert f"Sak {a.nummer} har et åpent avvik." in svar.content.decode()


# ---- the correction
def bosatt(en: Any, sak: Sak) -> Sak:
    services.registrer_bosettingsdato(bruker=en.kari, sak_id=sak.pk, dato=i_dag(), kilde="kommune")
    sak.refresh_from_db()
    return sak


def test_b047_the_page_corrects_and_shows_the_history() -> None:
    en, (sak,) = utsokt(1)
    bosatt(en, sak)
    klient = logg_inn(en.kari)

    svar = klient.post(rett(sak), {"dato": skrevet(dager_siden(2)), "grunn": GRUNN, "versjon": sak.versjon})

    assert svar.status_code == 302
    innhold = klient.get(svar.headers["Location"]).content.decode()
    assert GRUNN in innhold
    assert skrevet(i_dag()) in innhold
    assert skrevet(dager_siden(2)) in innhold


def test_b047_a_stale_page_is_409() -> None:
    en, (sak,) = utsokt(1)
    bosatt(en, sak)
    services.rett_bosettingsdato(bruker=en.ola, sak_id=sak.pk, dato=dager_siden(1), grunn=GRUNN)

    svar = logg_inn(en.kari).post(rett(sak), {"dato": skrevet(dager_siden(2)), "grunn": GRUNN, "versjon": sak.versjon})

    assert svar.status_code == 409
    assert Bosetting.objects.gjeldende().get().bosettingsdato == dager_siden(1)


@pytest.mark.parametrize(
    ("data", "felt"),
    [
        ({}, {"dato", "grunn", "versjon"}),
        ({"dato": "tull", "grunn": GRUNN, "versjon": "1"}, {"dato"}),
        ({"dato": "01.01.2026", "grunn": "kort", "versjon": "1"}, {"grunn"}),
        ({"dato": "01.01.2026", "grunn": "x" * 301, "versjon": "1"}, {"grunn"}),
        ({"dato": "01.01.2026", "grunn": GRUNN, "versjon": "x"}, {"versjon"}),
    ],
)
def test_b047_a_bad_form_is_422(data: dict[str, str], felt: set[str]) -> None:
    en, (sak,) = utsokt(1)
    bosatt(en, sak)

    svar = logg_inn(en.kari).post(rett(sak), data)

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, felt)


def test_b047_a_rule_that_says_no_comes_back_at_its_field() -> None:
    en, (sak,) = utsokt(1)
    bosatt(en, sak)

    svar = logg_inn(en.kari).post(rett(sak), {"dato": skrevet(dager_siden(-2)), "grunn": GRUNN, "versjon": sak.versjon})

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, {"dato"})


@pytest.mark.parametrize(
    ("rolle", "egen", "status"),
    [
        (Rolle.KOMMUNE_BOSETTER_SKRIV, True, 200),
        (Rolle.KOMMUNE_BOSETTER_LES, True, 403),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, False, 404),
        (Rolle.FYLKE_LES, True, 404),
        (Rolle.IMDI_BOSETTER_SKRIV, True, 200),
        (Rolle.IMDI_BOSETTER_LES, True, 403),
    ],
)
def test_b047_who_corrects(rolle: Rolle, egen: bool, status: int) -> None:
    en, (sak,) = utsokt(1)
    bosatt(en, sak)
    bruker = bruker_med(rolle, kommune=en.kommune if egen else KommuneFactory())

    assert logg_inn(bruker).get(rett(sak)).status_code == status


def test_b047_after_the_cut_off_the_folder_says_whom_to_ask(settings) -> None:
    settings.BOSETTINGSDATO_RETTES_DAGER = ((date(2021, 1, 1), 30),)
    en, (sak,) = utsokt(1, dager=50)
    with klokke.flyttet_til(klokke.now() - timedelta(days=31)):
        bosatt(en, sak)
    mappe = reverse("personmappe_bosetting", args=[sak.person.uuid])
    tekst = f"Kommunen kunne rette bosettingsdatoen selv til og med {skrevet(dager_siden(1))}."

    hos_kommunen, hos_imdi = logg_inn(en.kari).get(mappe), logg_inn(en.imdi).get(mappe, follow=True)

    assert (tekst in hos_kommunen.content.decode(), rett(sak) in hos_kommunen.content.decode()) == (True, False)
    assert tekst not in hos_imdi.content.decode()
    assert logg_inn(en.kari).get(rett(sak)).status_code == 409
    assert logg_inn(en.imdi).get(rett(sak)).status_code == 200


def test_b047_the_kommune_has_no_page_for_what_mottak_set() -> None:
    en, (sak,) = utsokt(1, kategori="mottak")
    les_fil(bruker=en.imdi, fil=fil(rad(sak, i_dag())))

    assert logg_inn(en.kari).get(rett(sak)).status_code == 403
    assert logg_inn(en.imdi).get(rett(sak)).status_code == 200
