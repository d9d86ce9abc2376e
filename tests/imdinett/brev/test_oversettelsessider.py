"""W-15: IMDi's pages for translations: what is missing, writing, reading as PDF, approving."""

import io

import pikepdf
import pypdf
import pytest
from django.urls import reverse

from bosetting.demodata.oversettelser import GODKJENTE, UTKAST, les
from imdinett.brev import oversettbar, oversetting, rules
from imdinett.brev.models import Oversettelse
from imdinett.brev.tasks import tegn_prover
from imdinett.tilgang.roller import Rolle
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db
SLAG = "vedtak_flyktning"


@pytest.fixture
def kari():
    return bruker_med(Rolle.IMDI_ANMODNING, navn="Kari Eksempel")


@pytest.fixture
def ola():
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV, navn="Ola Eksempel")


def skriv(bruker, sprak: str = "en") -> Oversettelse:
    return oversetting.skriv(bruker=bruker, slag=SLAG, sprak=sprak, ny=les(SLAG, sprak))


def adresse(navn: str = "oversettelse", sprak: str = "en", *args: int) -> str:
    return reverse(navn, args=[SLAG, sprak, *args])


def celle(klient, slag: str = SLAG, sprak: str = "en"):
    kontekst = klient.get(reverse("oversettelser")).context_data
    plass = [en.kode for en in kontekst["slag"]].index(slag)
    return next(celler[plass] for ett, celler in kontekst["rader"] if ett.kode == sprak)


def test_w15_every_letter_in_every_language_with_what_is_missing(kari, ola, monkeypatch) -> None:
    klient = logg_inn(kari)

    vist = [celle(klient).merke.tekst]
    skriv(kari)
    vist.append(celle(klient).merke.tekst)
    oversetting.godkjenn(bruker=ola, slag=SLAG, sprak="en", revisjon=1)
    vist.append(celle(klient).merke.tekst)
    Oversettelse.objects.update(norsk="Noe annet")
    vist.append(celle(klient).merke.tekst)

    assert vist == ["Mangler", "Utkast", "I bruk", "Utdatert"]
    assert celle(klient).navn == "Utdatert: Vedtak om bosettingskommune på engelsk"
    side = klient.get(adresse()).content.decode()
    assert "Den norske teksten er endret etter at brevet ble oversatt." in side


def test_w15_it_is_written_over_the_norwegian_text_and_read_by_somebody_else(kari, ola) -> None:
    egen, annen, ny = logg_inn(kari), logg_inn(ola), les(SLAG, "en")
    data = {"tittel": ny.tittel, "forbehold": ny.forbehold, "tekst": ny.tekst, "revisjon": "0"}

    skjema = egen.get(adresse("oversettelse_skriv")).context_data["form"]
    feil = egen.post(adresse("oversettelse_skriv"), {**data, "tekst": ny.tekst.replace("{kommune}", "Oslo")})
    sendt = egen.post(adresse("oversettelse_skriv"), data)
    samme = egen.post(adresse("oversettelse_godkjenn"), {"revisjon": "1"})
    godkjent = annen.post(adresse("oversettelse_godkjenn"), {"revisjon": "1"})

    assert skjema["tekst"].initial == oversettbar.norsk(SLAG).tekst
    assert feil.status_code == 422
    assert feil.context_data["form"].errors == {"tekst": ["Teksten mangler {kommune}."]}
    assert (sendt.url, samme.status_code, godkjent.url) == (adresse(), 422, adresse())
    assert Oversettelse.objects.get().tilstand == "godkjent"
    html = egen.get(adresse()).content.decode()
    for tekst in ("I bruk", "Godkjent av Ola Eksempel", "This is the only offer", "Navn Eksempel, 12.03.1989"):
        assert tekst in html
    assert "Oversettelse av «Vedtak om bosettingskommune» til engelsk ble godkjent, versjon 1." in html


def test_w15_a_colleagues_change_while_it_was_written_is_409(kari, ola) -> None:
    skriv(kari)
    ny = les(SLAG, "en")
    data = {"tittel": ny.tittel, "forbehold": ny.forbehold, "tekst": ny.tekst, "revisjon": "0"}

    assert logg_inn(ola).post(adresse("oversettelse_skriv"), data).status_code == 409


def test_w15_the_fields_and_the_reading_page_say_language_and_direction(kari) -> None:
    klient = logg_inn(kari)
    skriv(kari, "ar")

    felt = klient.get(adresse("oversettelse_skriv", "ar")).content.decode()
    html = klient.get(adresse(sprak="ar")).content.decode()

    assert felt.count('lang="ar" dir="rtl"') == 3
    assert 'dir="rtl"' in html.split('lang="ar"')[1][:80]


@pytest.mark.parametrize("sti", ["vedtak_flyktning/xx/", "finnes_ikke/en/"])
def test_w15_another_letter_or_language_is_404(kari, sti) -> None:
    assert logg_inn(kari).get(f"/imdi/oversettelser/{sti}").status_code == 404


def test_w15_the_sheet_is_drawn_by_the_worker_and_again_when_the_draft_changes(kari) -> None:
    """W-15: the whole letter with example values, as PDF/UA, the translation marked with its language."""
    klient = logg_inn(kari)
    skriv(kari, "ar")

    uten = klient.get(adresse("oversettelse_prove", "ar", 1))
    assert "PDF-en av hele brevet lages." in klient.get(adresse(sprak="ar")).content.decode()
    tegn_prover()
    ark = klient.get(adresse("oversettelse_prove", "ar", 1))

    assert (uten.status_code, ark.status_code, ark.headers["Content-Type"]) == (404, 200, "application/pdf")
    assert "Se hele brevet som PDF" in klient.get(adresse(sprak="ar")).content.decode()
    with pikepdf.open(io.BytesIO(ark.content)) as dokument:
        assert str(dokument.Root.Lang) == "nb"
        assert dokument.open_metadata()["pdfuaid:part"] == "1"
        assert [str(en.Lang) for en in _elementer(dokument.Root.StructTreeRoot) if "/Lang" in en] == ["ar"]
    fonter = {
        font.get_object()["/BaseFont"].split("+")[1]
        for side in pypdf.PdfReader(io.BytesIO(ark.content)).pages
        for font in side["/Resources"]["/Font"].values()
    }
    assert {"Noto-Brev-Arabisk", "Noto-Brev-Arabisk-Semi-Bold"} <= fonter
    ny = les(SLAG, "ar")
    oversetting.skriv(bruker=kari, slag=SLAG, sprak="ar", ny=ny, revisjon=1)
    assert klient.get(adresse("oversettelse_prove", "ar", 1)).status_code == 404


def _elementer(node):
    barn = node.get("/K")
    for en in barn if isinstance(barn, pikepdf.Array) else [barn]:
        if isinstance(en, pikepdf.Dictionary) and "/S" in en:
            yield en
            yield from _elementer(en)


@pytest.mark.parametrize(("slag", "sprak"), [*GODKJENTE, UTKAST])
def test_w15_the_texts_of_the_demo_can_be_saved(slag, sprak) -> None:
    rules.kontroller(rules.ryddet(les(slag, sprak)), oversettbar.norsk(slag))


@pytest.mark.parametrize("navn", ["oversettelse", "oversettelse_skriv", "oversettelse_godkjenn"])
def test_the_number_of_queries_does_not_grow_with_the_versions(kari, ola, navn) -> None:
    klient = logg_inn(kari)
    skriv(ola)
    for_ = sporringer(klient, adresse(navn)), sporringer(klient, reverse("oversettelser"))
    for _nr in range(2):
        oversetting.godkjenn(bruker=kari, slag=SLAG, sprak="en", revisjon=1)
        skriv(ola)
    etter = sporringer(klient, adresse(navn)), sporringer(klient, reverse("oversettelser"))

    assert etter[0] - for_[0] <= 1
    assert for_[1] == etter[1]
    assert max(etter) <= 20


def test_w15_the_page_says_who_took_it_back_when_and_why(kari, ola) -> None:
    skriv(kari)
    oversetting.godkjenn(bruker=ola, slag=SLAG, sprak="en", revisjon=1)
    klient, grunn = logg_inn(kari), "Ordet for kommune er feil."
    assert adresse("oversettelse_trekk") in klient.get(adresse()).content.decode()
    assert klient.post(adresse("oversettelse_trekk"), {"versjon": "1", "grunn": ""}).status_code == 422

    svar = klient.post(adresse("oversettelse_trekk"), {"versjon": "1", "grunn": grunn})

    assert (svar.status_code, svar.url) == (302, adresse())
    side = klient.get(adresse()).content.decode()
    assert "Kari Eksempel trakk tilbake versjon 1" in side
    assert f"Begrunnelse: {grunn}" in side
    assert adresse("oversettelse_trekk") not in side
    assert celle(klient).merke.tekst == "Trukket tilbake"
    skjema = klient.get(adresse("oversettelse_skriv")).context_data["form"]
    assert skjema["tekst"].value() == les(SLAG, "en").tekst.strip()
    tomt = klient.get(adresse("oversettelse_trekk")).content.decode()
    assert "Det er ingen godkjent oversettelse å trekke tilbake." in tomt
    assert klient.post(adresse("oversettelse_trekk"), {"versjon": "1", "grunn": grunn}).status_code == 409
