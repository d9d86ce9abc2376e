"""The answer looked over, approved, and taken back by IMDi."""

import uuid

import pytest

from bosetting.fordeling import services
from tests.bosetting.fordeling.hjelp import GRUNN, besvar, lagre, scene
from tests.bosetting.fordeling.sidehjelp import HTMX, adresse, felt, side, skjult
from tests.hjelp import logg_inn

pytestmark = pytest.mark.django_db


# ---- check page and receipt
def test_check_page_names_what_is_missing_and_links_back() -> None:
    en = scene(1, 2)
    lagre(en.svar("A"), en.kari, "nei", begrunnelse="")
    klient = logg_inn(en.kari)

    html = side(klient, adresse(en, "fordelingsliste_se_over"))

    assert "Husstand A mangler begrunnelse. Ingen på listen kan godkjennes før nei er begrunnet." in html
    assert "Husstand B, 2 personer" in html
    assert f'href="{adresse(en)}#husstand-B"' in html


def godkjenn(klient, en, **data):
    html = side(klient, adresse(en, "fordelingsliste_se_over"))
    skjema = {"versjon": felt(html, "versjon"), "engangsnokkel": felt(html, "engangsnokkel"), **data}
    return klient.post(adresse(en, "fordelingsliste_se_over"), skjema)


def test_godkjenn_with_something_missing_is_422() -> None:
    en = scene(1, 1)
    lagre(en.svar("A"), en.kari, "ja")

    svar = godkjenn(logg_inn(en.kari), en)

    assert svar.status_code == 422
    assert svar.content.decode().count("Husstand B mangler svar.") == 2


def test_godkjenn_gives_the_receipt() -> None:
    en = scene(1)
    lagre(en.svar("A"), en.kari, "ja")
    klient = logg_inn(en.kari)

    svar = godkjenn(klient, en)

    assert svar.headers["Location"] == adresse(en, "fordelingsliste_kvittering")
    html = side(klient, svar.headers["Location"])
    assert f"Liste {en.liste.nummer} for {en.kommune}" in html
    assert "Kari Eksempel" in html
    assert "IMDi gjør vedtak om bosetting for husstandene dere sa ja til." in html


def test_double_submit_is_one_answer() -> None:
    en = scene(1)
    lagre(en.svar("A"), en.kari, "ja")
    klient = logg_inn(en.kari)
    html = side(klient, adresse(en, "fordelingsliste_se_over"))
    skjema = {"versjon": felt(html, "versjon"), "engangsnokkel": felt(html, "engangsnokkel")}

    svar = [klient.post(adresse(en, "fordelingsliste_se_over"), skjema) for _nr in range(2)]

    assert [ett.headers["Location"] for ett in svar] == [adresse(en, "fordelingsliste_kvittering")] * 2


def test_stale_review_is_409_with_the_new_answer() -> None:
    en = scene(1)
    lagre(en.svar("A"), en.kari, "ja")
    klient = logg_inn(en.ola)
    html = side(klient, adresse(en, "fordelingsliste_se_over"))
    lagre(en.svar("A"), en.kari, "nei")

    svar = klient.post(
        adresse(en, "fordelingsliste_se_over"),
        {"versjon": felt(html, "versjon"), "engangsnokkel": str(uuid.uuid4())},
    )

    nytt = svar.content.decode()
    assert svar.status_code == 409
    assert "Svaret er endret etter at du så over det." in nytt
    assert GRUNN in nytt
    en.liste.refresh_from_db()
    assert felt(nytt, "versjon") == str(en.liste.versjon)


def test_form_of_godkjenn_empty_and_wrong_type() -> None:
    en = scene(1)
    klient = logg_inn(en.kari)

    for versjon in ({}, {"versjon": "abc"}):
        assert klient.post(adresse(en, "fordelingsliste_se_over"), versjon).status_code == 422


def test_approved_by_a_colleague_is_the_receipt_and_no_error() -> None:
    en = scene(1)
    klient = logg_inn(en.kari)
    data = {**skjult(klient, en, "A"), "A-svar": "ja"}
    besvar(en, en.ola, A="nei")
    kvittering = adresse(en, "fordelingsliste_kvittering")

    assert klient.post(adresse(en), data).headers["Location"] == kvittering
    assert klient.post(adresse(en), data, headers=HTMX).headers["HX-Redirect"] == kvittering
    assert klient.get(adresse(en, "fordelingsliste_se_over")).headers["Location"] == kvittering
    assert klient.post(adresse(en, "fordelingsliste_se_over"), {"versjon": 1}).headers["Location"] == kvittering
    assert "Ola Eksempel godkjente svaret" in side(klient, adresse(en))
    assert "Husstandene går tilbake til IMDi" in side(klient, kvittering)


def test_there_is_no_receipt_before_the_answer() -> None:
    en = scene(1)

    assert logg_inn(en.kari).get(adresse(en, "fordelingsliste_kvittering")).status_code == 404


# ---- recalled
def test_b039_a_recalled_line_is_struck_out_and_says_why() -> None:
    en = scene(2, 1)
    services.trekk_linjer(bruker=en.imdi, linje_ider=[en.linjer[0].pk], grunn="Reiser alene.")

    html = side(logg_inn(en.kari), adresse(en))

    assert html.count('class="im-trukket"') == 1
    assert "A1: Trukket av IMDi" in html
    assert "Reiser alene." in html
    assert 'name="A-svar"' in html


def test_b039_a_recalled_list_is_readable_without_a_form() -> None:
    en = scene(1, 1)
    klient = logg_inn(en.kari)
    data = {**skjult(klient, en, "A"), "A-svar": "ja"}
    services.trekk_liste(bruker=en.imdi, liste_id=en.liste.pk, grunn="Listen var feil.")

    html = side(klient, adresse(en))

    assert "IMDi trakk hele listen" in html
    assert "Listen var feil." in html
    assert "Syria" in html
    assert 'name="A-svar"' not in html
    assert klient.post(adresse(en), data).headers["Location"] == adresse(en)
    assert klient.get(adresse(en, "fordelingsliste_se_over")).headers["Location"] == adresse(en)
