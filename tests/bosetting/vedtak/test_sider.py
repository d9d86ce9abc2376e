"""IMDi's pages of decisions: choose, look over, decide, follow the letters, take back."""

from typing import Any

import pytest
from django.urls import reverse

from bosetting.fordeling import services as fordeling
from bosetting.person.models import Person
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.web import oppgaver
from tests.bosetting.bosatt.hjelp import dager_siden, skrevet
from tests.bosetting.fordeling.hjelp import tilstander
from tests.bosetting.vedtak.hjelp import GRUNN, brev, fatt, linje_ider, med_ja, sokt_ut
from tests.factories.bosetting import SkjermingsmedlemFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SE_OVER = "imdi_vedtak_se_over"
NOKKEL = "11111111-1111-4111-8111-111111111111"


def adresse(navn: str, *svar_ider: int) -> str:
    return f"{reverse(navn)}?{'&'.join(f'husstand={pk}' for pk in svar_ider)}"


def valgt(*svar_ider: int, dato: str | None = None) -> dict[str, Any]:
    """What the list posts to the check page; with a date, what the check page posts to itself."""
    ja = {} if dato is None else {"utfor": "1", "utsokingsdato": dato}
    return {"husstand": list(svar_ider), **ja}


def i_dag() -> str:
    return skrevet(klokke.today())


def svar_ider(en: Any) -> list[int]:
    return [svar.pk for svar in en.svarene]


def tilbake(navn: str, vedtak: list[Bosettingsvedtak]) -> str:
    return reverse(navn, args=[vedtak[0].linje.husstandssvar_id])


def sider(en: Any, vedtak: list[Bosettingsvedtak]) -> list[str]:
    return [
        reverse("imdi_vedtak"),
        reverse("imdi_sokt_ut"),
        adresse("imdi_vedtak_resultat", vedtak[0].linje.husstandssvar_id),
        tilbake("imdi_vedtak_opphev", vedtak),
        tilbake("imdi_vedtak_takket_nei", vedtak),
    ]


@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.IMDI_BOSETTER_SKRIV, 200),
        (Rolle.IMDI_ANMODNING, 403),
        (Rolle.IMDI_ADMINISTRATOR, 403),
        (Rolle.IMDI_SUPPORT, 403),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, 403),
        (Rolle.KOMMUNE_ADMINISTRATOR, 403),
        (Rolle.FYLKE_LES, 403),
    ],
)
def test_only_imdis_bosettere_see_the_pages(rolle: Rolle, status: int) -> None:
    en, vedtak = sokt_ut(1)
    venter = med_ja(1)
    klient = logg_inn(bruker_med(rolle, kommune=en.kommune))

    assert {klient.get(side).status_code for side in sider(venter, vedtak)} == {status}
    assert klient.post(reverse(SE_OVER), valgt(*svar_ider(venter))).status_code == status


def test_les_follows_the_decisions_and_makes_none() -> None:
    _en, vedtak = sokt_ut(1)
    venter, les = med_ja(1), logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))
    til_avgjorelse, utsokt, resultat, *skriver = sider(venter, vedtak)
    takket_nei = reverse("imdi_har_takket_nei")
    skriver += [reverse(SE_OVER), reverse("imdi_sak_selvbosatt", args=[vedtak[0].sak.person.uuid])]

    for side in (til_avgjorelse, utsokt, takket_nei):
        tekst = les.get(side).content.decode()
        assert "Bare brukere med rollen IMDi bosetter skriv kan fatte vedtak" in tekst
        assert [adresse for adresse in skriver if f'"{adresse}"' in tekst or 'type="checkbox"' in tekst] == []
        assert "Se over vedtakene" not in tekst
    assert les.get(resultat).status_code == 200
    assert vedtak[0].sak.nummer in les.get(utsokt).content.decode()
    lest = {adresse: les.get(adresse).status_code for adresse in skriver if "selvbosatt" not in adresse}
    assert set(lest.values()) == {403}
    assert {les.post(adresse, {}).status_code for adresse in [*skriver, til_avgjorelse, utsokt]} == {403}


def test_the_pages_name_nobody_and_leave_no_line_in_the_log() -> None:
    _en, vedtak = sokt_ut(2)
    venter = med_ja(2)
    Person.objects.update(fornavn="Kanari")
    klient = logg_inn(venter.imdi)

    svar = [klient.get(side) for side in sider(venter, vedtak)]
    svar.append(klient.post(reverse(SE_OVER), valgt(*svar_ider(venter))))

    assert [ett.status_code for ett in svar if b"Kanari" in ett.content or ett.status_code != 200] == []
    assert Innsyn.objects.count() == 0


def test_the_whole_way_from_the_list_to_the_letters() -> None:
    en = med_ja(2, 1)
    klient = logg_inn(en.imdi)
    liste = klient.get(reverse("imdi_vedtak"))
    assert [rad.svar.pk for rad in liste.context["side"]] == svar_ider(en)

    se_over = klient.post(reverse(SE_OVER), valgt(*svar_ider(en)))
    assert (se_over.status_code, se_over.context["antall"], tilstander(en)) == (200, 3, ["akseptert"] * 3)
    svar = klient.post(reverse(SE_OVER), valgt(*svar_ider(en), dato=i_dag()))

    assert svar.headers["Location"] == adresse("imdi_vedtak_resultat", *svar_ider(en))
    assert tilstander(en) == ["sokt_ut"] * 3
    resultat = klient.get(svar.headers["Location"])
    assert len(resultat.context["brev"]) == len(brev()) == 5
    assert resultat.context["underveis"] == 2
    assert klient.get(reverse("imdi_vedtak")).context["side"].object_list == []


def test_all_of_the_selection_are_chosen_but_those_that_cannot_be_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imdinett.web.lister.rekkefolge.ANTALL", (1, 50, 100))
    en = med_ja(1, 1, 1)
    Person.objects.filter(pk=en.linjer[2].sak.person_id).update(adresse="")
    forste, andre, _uten_adresse = svar_ider(en)
    klient, liste = logg_inn(en.imdi), reverse("imdi_vedtak")

    siden, alle = klient.get(liste, {"velg": "side"}), klient.get(liste, {"velg": "alle", "sorter": "-svart"})
    html = alle.content.decode()

    assert "Velg alle 2 i utvalget" in siden.content.decode()
    assert (alle.context["valg"].antall, alle.context["valg"].alle) == (2, 2)
    assert f'<input type="hidden" name="husstand" value="{andre}">' in html
    assert html.count(f'value="{forste}"') == 1
    assert "2 valgt av 2." in html


def test_only_those_who_were_chosen() -> None:
    en = med_ja(1, 1)
    forste, andre = svar_ider(en)

    logg_inn(en.imdi).post(reverse(SE_OVER), valgt(andre, dato=i_dag()))

    assert tilstander(en) == ["akseptert", "sokt_ut"]
    assert forste != andre


def test_nothing_chosen_is_an_error_on_the_list() -> None:
    en = med_ja(1)
    klient = logg_inn(en.imdi)

    svar = klient.post(reverse(SE_OVER), follow=True)

    assert svar.redirect_chain == [(f"{reverse('imdi_vedtak')}?feil=ingen", 302)]
    assert "Velg minst én husstand." in svar.content.decode()
    igjen = klient.get(reverse(SE_OVER), follow=True)
    assert igjen.redirect_chain == [(reverse("imdi_vedtak"), 302)]
    assert "Velg i listen igjen." in igjen.content.decode()


def test_what_is_not_a_household_is_not_chosen() -> None:
    en = med_ja(1)
    klient = logg_inn(en.imdi)

    svar = klient.post(reverse(SE_OVER), {"husstand": ["abc", "9" * 12, "999999", *svar_ider(en)]})

    assert [rad.svar.pk for rad in svar.context["husstander"]] == svar_ider(en)
    assert "1 husstand venter ikke lenger på vedtak." in svar.content.decode()


@pytest.mark.parametrize("hva", ["adresse", "skjermet"])
def test_a_household_that_cannot_be_decided_is_left_out_and_says_why(hva: str) -> None:
    en = med_ja(1, 1)
    felt: dict[str, Any] = {"adresse": ""} if hva == "adresse" else {"gradering": "fortrolig"}
    Person.objects.filter(pk=en.linjer[0].sak.person_id).update(**felt)
    SkjermingsmedlemFactory(person=en.linjer[0].sak.person, bruker=en.imdi)
    klient = logg_inn(en.imdi)

    svar = klient.post(reverse(SE_OVER), valgt(*svar_ider(en)))

    (utelatt,) = svar.context["utelatt"]
    assert [rad.svar.pk for rad in svar.context["husstander"]] == svar_ider(en)[1:]
    assert utelatt.startswith(f"{en.liste} {en.svarene[0].bokstav}: ")
    assert svar.context["skjulte"] == [("husstand", str(svar_ider(en)[1])), ("utfor", "1")]
    klient.post(reverse(SE_OVER), valgt(svar_ider(en)[1], dato=i_dag()))
    assert tilstander(en) == ["akseptert", "sokt_ut"]


def test_one_that_is_hindered_after_the_check_page_is_named_when_the_others_are_decided() -> None:
    en = med_ja(1, 1)
    klient = logg_inn(en.imdi)
    assert klient.post(reverse(SE_OVER), valgt(*svar_ider(en))).context["utelatt"] == []
    Person.objects.filter(pk=en.linjer[0].sak.person_id).update(adresse="")

    svar = klient.post(reverse(SE_OVER), valgt(*svar_ider(en), dato=i_dag()), follow=True)

    vedtatt, utelatt = (str(melding) for melding in svar.context["messages"])
    assert (tilstander(en), vedtatt) == (["akseptert", "sokt_ut"], "Vedtak er fattet for 1 person.")
    assert utelatt.startswith(f"{en.liste} {en.svarene[0].bokstav}: ")


@pytest.mark.parametrize("dato", ["", "tull", "31.02.2026", skrevet(dager_siden(-1)), skrevet(dager_siden(1))])
def test_a_bad_date_is_422_at_the_field(dato: str) -> None:
    en = med_ja(1)

    svar = logg_inn(en.imdi).post(reverse(SE_OVER), valgt(*svar_ider(en), dato=dato))

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, {"utsokingsdato"})
    assert svar.context["skjulte"] == [("husstand", str(svar_ider(en)[0])), ("utfor", "1")]
    assert tilstander(en) == ["akseptert"]


def test_sent_twice_is_one_decision() -> None:
    en = med_ja(1)
    klient = logg_inn(en.imdi)
    data = valgt(*svar_ider(en), dato=i_dag()) | {"engangsnokkel": NOKKEL}

    forst, igjen = (klient.post(reverse(SE_OVER), data) for _gang in range(2))

    assert forst.headers["Location"] == igjen.headers["Location"]
    assert (Bosettingsvedtak.objects.count(), len(brev())) == (1, 2)


@pytest.mark.parametrize("dato", [i_dag(), "tull"])
def test_decided_by_a_colleague_meanwhile_is_said_and_changes_nothing(dato: str) -> None:
    en = med_ja(1)
    klient = logg_inn(en.imdi)
    assert klient.post(reverse(SE_OVER), valgt(*svar_ider(en))).status_code == 200
    fatt(en)

    svar = klient.post(reverse(SE_OVER), valgt(*svar_ider(en), dato=dato))

    assert (svar.status_code, svar.context["form"]) == (422, None)
    assert "1 husstand venter ikke lenger på vedtak. Noen andre kan ha avgjort den." in svar.content.decode()
    assert Bosettingsvedtak.objects.count() == 1


def test_recalled_by_a_colleague_meanwhile_is_not_decided() -> None:
    en = med_ja(1)
    fordeling.trekk_linjer(bruker=en.imdi, linje_ider=linje_ider(en), grunn="Har reist til familie.")

    svar = logg_inn(en.imdi).post(reverse(SE_OVER), valgt(*svar_ider(en), dato=i_dag()))

    assert svar.status_code == 422
    assert tilstander(en) == ["bosettingsklar"]


def test_the_letters_status_comes_as_a_fragment() -> None:
    en, vedtak = sokt_ut(1)
    klient = logg_inn(en.imdi)
    side = adresse("imdi_vedtak_resultat", vedtak[0].linje.husstandssvar_id)

    bit = klient.get(side, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in bit
    assert "hx-trigger" in bit


def test_the_page_stops_asking_when_the_letters_are_out() -> None:
    en, vedtak = sokt_ut(1)
    side = adresse("imdi_vedtak_resultat", vedtak[0].linje.husstandssvar_id)
    for rad in Forsendelse.objects.brev():
        Forsendelse.objects.filter(pk=rad.pk).update(
            tilstand="sendt", ekstern_id=f"ekstern-{rad.pk}", sender_tid=klokke.now()
        )

    innhold = logg_inn(en.imdi).get(side).content.decode()

    assert "hx-trigger" not in innhold
    assert "Ingen brev er på vei nå." in innhold


@pytest.mark.parametrize("husstand", ["", "husstand=", "husstand=x", "husstand=-1", "husstand=99999999"])
def test_a_result_of_nothing_is_404(husstand: str) -> None:
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))

    assert klient.get(f"{reverse('imdi_vedtak_resultat')}?{husstand}").status_code == 404


# ---- taken back
def test_a_reversal_of_a_household() -> None:
    en, vedtak = sokt_ut(2)

    svar = logg_inn(en.imdi).post(
        tilbake("imdi_vedtak_opphev", vedtak), {"valgte": [ett.pk for ett in vedtak], "grunn": GRUNN}
    )

    assert svar.headers["Location"] == reverse("imdi_sokt_ut")
    assert tilstander(en) == ["bosettingsklar"] * 2


@pytest.mark.parametrize(
    ("slutt", "tilstand"), [("", "takket_nei"), ("selvbosatt", "selvbosatt"), ("avsluttet", "avsluttet")]
)
def test_a_refusal_of_one_in_the_household(slutt: str, tilstand: str) -> None:
    en, vedtak = sokt_ut(2)

    svar = logg_inn(en.imdi).post(tilbake("imdi_vedtak_takket_nei", vedtak), {"valgte": [vedtak[0].pk], "slutt": slutt})

    assert svar.status_code == 302
    assert tilstander(en) == [tilstand, "sokt_ut"]


@pytest.mark.parametrize(
    ("navn", "data", "felt"),
    [
        ("imdi_vedtak_opphev", {"grunn": GRUNN}, {"valgte"}),
        ("imdi_vedtak_opphev", {"valgte": "alle"}, {"grunn"}),
        ("imdi_vedtak_opphev", {"valgte": "alle", "grunn": "kort"}, {"grunn"}),
        ("imdi_vedtak_opphev", {"valgte": "alle", "grunn": "x" * 301}, {"grunn"}),
        ("imdi_vedtak_opphev", {"valgte": "fremmed", "grunn": GRUNN}, {"valgte"}),
        ("imdi_vedtak_takket_nei", {}, {"valgte"}),
        ("imdi_vedtak_takket_nei", {"valgte": "alle", "slutt": "bosatt"}, {"slutt"}),
    ],
)
def test_a_bad_form_is_422_and_changes_nothing(navn: str, data: dict[str, Any], felt: set[str]) -> None:
    en, vedtak = sokt_ut(1)
    _annen, andre = sokt_ut(1)
    valgte = {"alle": [vedtak[0].pk], "fremmed": [andre[0].pk]}
    sendt = {**data, **({"valgte": valgte[data["valgte"]]} if "valgte" in data else {})}

    svar = logg_inn(en.imdi).post(tilbake(navn, vedtak), sendt)

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, felt)
    assert tilstander(en) == ["sokt_ut"]


@pytest.mark.parametrize("navn", ["imdi_vedtak_opphev", "imdi_vedtak_takket_nei"])
def test_what_is_taken_back_already_is_404(navn: str) -> None:
    en, vedtak = sokt_ut(1)
    klient = logg_inn(en.imdi)
    klient.post(tilbake("imdi_vedtak_opphev", vedtak), {"valgte": [vedtak[0].pk], "grunn": GRUNN})

    assert klient.get(tilbake(navn, vedtak)).status_code == 404


# ---- numbers
@pytest.mark.parametrize("navn", ["imdi_vedtak", "imdi_sokt_ut", SE_OVER, "imdi_vedtak_resultat"])
def test_one_and_three_rows_ask_the_same_of_the_database(navn: str) -> None:
    antall = []
    for storrelser in ((1,), (2, 1)):
        if navn in ("imdi_vedtak", SE_OVER):
            en = med_ja(*storrelser)
        else:
            en, _vedtak = sokt_ut(*storrelser)
        if navn == SE_OVER:
            antall.append(sporringer(logg_inn(en.imdi), reverse(navn), valgt(*svar_ider(en))))
        else:
            antall.append(sporringer(logg_inn(en.imdi), adresse(navn, *svar_ider(en))))

    assert antall[0] == antall[1]
    assert antall[0] <= 20


# ---- tasks
def test_a_yes_is_a_task_for_imdi_until_it_is_decided() -> None:
    en = med_ja(2)
    oppgave = ("Fatt vedtak", f"liste {en.liste.nummer}, {en.kommune}, 2 personer")

    def mine(bruker: Any, kommune: Any) -> list[tuple[str, str]]:
        return [(str(rad.tekst), rad.gjelder) for rad in oppgaver.for_bruker(bruker, kommune)]

    assert oppgave in mine(en.imdi, None)
    assert oppgave not in mine(en.kari, en.kommune)
    assert oppgave not in mine(bruker_med(Rolle.IMDI_BOSETTER_LES), None)
    fatt(en)
    assert oppgave not in mine(en.imdi, None)
