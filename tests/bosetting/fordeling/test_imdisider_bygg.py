"""IMDi's pages where a list is built, and recalled."""

import pytest
from django.urls import reverse

from bosetting.fordeling.models import Fordelingsliste
from tests.bosetting.fordeling.hjelp import AAR, besvar, husstand, scene
from tests.bosetting.fordeling.sidehjelp import adresse, nokkel, side
from tests.factories.bosetting import AnmodningFactory
from tests.hjelp import logg_inn

pytestmark = pytest.mark.django_db
SIDER = ["imdi_fordeling", "imdi_fordeling_venter", "imdi_fordeling_ny"]
LISTESIDER = ["imdi_fordelingsliste", "imdi_fordeling_utkast", "imdi_fordeling_send", "imdi_fordeling_trekk"]


# ---- building
def test_from_the_queue_to_a_sent_list() -> None:
    en = scene()
    forste, andre = husstand(2), husstand(1)
    klient = logg_inn(en.imdi)
    ny = reverse("imdi_fordeling_ny") + f"?kommune={en.kommune.nummer}&aar={AAR}"
    html = side(klient, ny)
    assert forste.nummer in html

    svar = klient.post(ny, {"husstander": [forste.pk], **nokkel()})
    liste = Fordelingsliste.objects.get()
    utkast = reverse("imdi_fordeling_utkast", args=[liste.nummer])
    assert svar.headers["Location"] == utkast

    assert klient.post(utkast, {"husstander": [andre.pk], **nokkel()}).headers["Location"] == utkast
    assert klient.post(utkast, {"fjern": forste.pk}).headers["Location"] == utkast
    assert klient.post(utkast, {"husstander": [forste.pk], **nokkel()}).status_code == 302
    send = reverse("imdi_fordeling_send", args=[liste.nummer])
    assert "3 personer i 2 husstander" in side(klient, send)
    assert "2 brukere med rollen Bosetter skriv" in side(klient, send)

    detalj = klient.post(send, nokkel(), follow=True)
    assert f"Listen er sendt til {en.kommune}." in detalj.content.decode()
    liste.refresh_from_db()
    assert liste.tilstand == "sendt"


def test_without_a_kommune_the_ones_with_most_free_places_are_offered() -> None:
    liten, stor, full = scene(plasser=5), scene(plasser=30), scene(2, plasser=2)
    html = side(logg_inn(stor.imdi), reverse("imdi_fordeling_ny") + f"?aar={AAR}")
    tabell = html[html.index('id="forslag"') :]

    assert tabell.index(str(stor.kommune)) < tabell.index(str(liten.kommune))
    assert str(full.kommune) not in tabell[: tabell.index("</table>")]


@pytest.mark.parametrize("data", [{}, {"husstander": ["abc"]}, {"husstander": ["999999"]}])
def test_form_empty_and_wrong_type(data) -> None:
    en = scene()
    ny = reverse("imdi_fordeling_ny") + f"?kommune={en.kommune.nummer}&aar={AAR}"

    assert logg_inn(en.imdi).post(ny, {**data, **nokkel()}).status_code == 422
    assert not Fordelingsliste.objects.exists()


def test_form_without_a_kommune() -> None:
    en = scene()

    svar = logg_inn(en.imdi).post(reverse("imdi_fordeling_ny"), {"husstander": [husstand().pk], **nokkel()})

    assert svar.status_code == 422
    assert "Velg en kommune før du legger husstander i et utkast." in svar.content.decode()


def test_b029_the_page_names_the_rule_and_takes_the_reason() -> None:
    en = scene()
    venter_paa = AnmodningFactory(aar=AAR, runde__aar=AAR).kommune
    ny = reverse("imdi_fordeling_ny") + f"?kommune={venter_paa.nummer}&aar={AAR}"
    data = {"husstander": [husstand().pk]}
    klient = logg_inn(en.imdi)

    assert "B-029" in side(klient, ny)
    nektet = klient.post(ny, {**data, **nokkel()})
    assert nektet.status_code == 422
    assert f"{venter_paa} har ingen godkjente vedtak for 2026 (B-029)." in nektet.content.decode()
    assert klient.post(ny, {**data, "overstyring": "x" * 301, **nokkel()}).status_code == 422
    assert klient.post(ny, {**data, "overstyring": "Møte i uke 50.", **nokkel()}).status_code == 302


def test_b028_the_check_page_says_no_with_the_numbers() -> None:
    en = scene(3, plasser=2, send=False)

    svar = logg_inn(en.imdi).post(adresse(en, "imdi_fordeling_send"), nokkel())

    assert svar.status_code == 422
    assert "har 2 ledige plasser i 2026, og listen har 3 personer (B-028)." in svar.content.decode()


def test_double_submit_makes_one_list_and_sends_once() -> None:
    en = scene()
    klient = logg_inn(en.imdi)
    ny = reverse("imdi_fordeling_ny") + f"?kommune={en.kommune.nummer}&aar={AAR}"
    data = {"husstander": [husstand().pk], **nokkel()}

    steder = [klient.post(ny, data).headers["Location"] for _nr in range(2)]
    en.liste = Fordelingsliste.objects.get()
    send = nokkel()
    svar = [klient.post(adresse(en, "imdi_fordeling_send"), send) for _nr in range(2)]

    assert steder[0] == steder[1]
    assert [ett.headers["Location"] for ett in svar] == [adresse(en, "imdi_fordelingsliste")] * 2
    assert klient.post(adresse(en, "imdi_fordeling_send"), nokkel()).status_code == 409


def test_a_sent_list_is_not_built_on() -> None:
    en = scene(1)
    klient = logg_inn(en.imdi)

    for navn in ("imdi_fordeling_utkast", "imdi_fordeling_send"):
        assert klient.get(adresse(en, navn)).headers["Location"] == adresse(en, "imdi_fordelingsliste")
    data = {"husstander": [husstand().pk], **nokkel()}
    assert klient.post(adresse(en, "imdi_fordeling_utkast"), data).status_code == 409


def test_a_draft_is_discarded() -> None:
    en = scene(1, send=False)
    klient = logg_inn(en.imdi)

    svar = klient.post(adresse(en, "imdi_fordeling_utkast"), {"forkast": "1"}, follow=True)

    assert f"Utkastet til liste {en.liste.nummer} er forkastet." in svar.content.decode()
    assert klient.get(adresse(en, "imdi_fordelingsliste")).status_code == 200


# ---- recall
def test_recall_of_chosen_lines() -> None:
    en = scene(2, 1)
    klient = logg_inn(en.imdi)
    trekk = adresse(en, "imdi_fordeling_trekk") + f"?linje={en.linjer[0].pk}"
    html = side(klient, trekk)
    assert f"Trekk 1 person fra liste {en.liste.nummer}" in html
    assert "A1, sak" in html
    assert "A2, sak" not in html

    svar = klient.post(trekk, {"grunn": "Reiser alene.", **nokkel()}, follow=True)

    assert "1 person er trukket. Kommunen har fått beskjed." in svar.content.decode()
    assert [linje.tilstand for linje in en.linjer] == ["trukket", "venter", "venter"]


def test_recall_without_a_choice_is_the_whole_list() -> None:
    en = scene(2, 1)
    trekk = adresse(en, "imdi_fordeling_trekk")

    assert logg_inn(en.imdi).post(trekk, {"grunn": "Listen var feil.", **nokkel()}).status_code == 302

    en.liste.refresh_from_db()
    assert en.liste.tilstand == "trukket"


@pytest.mark.parametrize(
    ("grunn", "melding"),
    [
        ("", "Begrunnelse må fylles ut."),
        ("x" * 301, "kan ha høyst 300 tegn"),
    ],
)
def test_form_of_the_recall(grunn, melding) -> None:
    en = scene(1)

    svar = logg_inn(en.imdi).post(adresse(en, "imdi_fordeling_trekk"), {"grunn": grunn, **nokkel()})

    assert svar.status_code == 422
    assert melding in svar.content.decode()


def test_recall_of_a_list_that_has_nothing_open_is_refused() -> None:
    en = scene(1)
    besvar(en, A="nei")

    svar = logg_inn(en.imdi).post(adresse(en, "imdi_fordeling_trekk"), {"grunn": "For sent.", **nokkel()})

    assert svar.status_code == 422
