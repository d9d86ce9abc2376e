"""W-15: the letters to a refugee and a representant carry a translation when there is one in a language they know."""

import io

import pikepdf
import pypdf
import pytest

from bosetting.demodata.oversettelser import les
from bosetting.person.brevsprak import brevsprak
from bosetting.person.models import Kartlegging, Sak
from bosetting.soknad.letters import IkkeTilbud, oversettbare
from bosetting.vedtak import letters
from bosetting.vedtak import oversettbare as vedtaksbrev
from imdinett.brev import levering, markering, oversettbar, oversetting
from imdinett.brev.rules import Oversatt
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.vedtak.hjelp import REPRESENTANT, brevtekst, fatt, med_ja, sokt_ut
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def oversett(slag: str, sprak: str, ny: Oversatt | None = None) -> None:
    skriver, leser = (bruker_med(Rolle.IMDI_ANMODNING) for _nr in range(2))
    utkast = oversetting.skriv(bruker=skriver, slag=slag, sprak=sprak, ny=ny or les(slag, sprak))
    oversetting.godkjenn(bruker=leser, slag=slag, sprak=sprak, revisjon=utkast.revisjon)


def snakker(**felt) -> None:
    Kartlegging.objects.update(**{"morsmaal": "ukrainsk", "tolkesprak": "", "andre_sprak": [], **felt})


@pytest.mark.parametrize(
    ("felt", "koder"),
    [
        ({}, ("uk",)),
        ({"tolkesprak": "Russisk"}, ("ru", "uk")),
        ({"andre_sprak": ["engelsk", "esperanto"]}, ("uk", "en")),
        ({"tolkesprak": "arabisk", "morsmaal": "kurmanji", "andre_sprak": ["arabisk"]}, ("ar", "kmr")),
    ],
)
def test_w15_the_language_of_the_interpreter_comes_first(felt, koder) -> None:
    med_ja(1)
    snakker(**felt)

    assert brevsprak(Sak.objects.select_related("kartlegging").get()) == koder


def test_w15_who_is_not_mapped_has_no_language() -> None:
    assert brevsprak(Sak()) == ()


def test_w15_the_refugee_gets_the_translation_and_the_kommune_does_not() -> None:
    oversett("vedtak_flyktning", "ar")
    en = med_ja(1)
    snakker(tolkesprak="arabisk")

    (vedtak,) = fatt(en)

    tekst = brevtekst("vedtak_flyktning")
    norsk, etter = tekst.split('<div class="brev-oversettelse">')
    assert "Du får ett tilbud om bosetting" in norsk
    assert "Oversettelse til arabisk. Den norske teksten er den som gjelder." in etter
    assert 'lang="ar" dir="rtl"' in etter
    person = vedtak.sak.person
    assert f"<bdi>{person.navn}, 12.03.1989, {vedtak.sak.nummer}</bdi>" in etter
    assert f"<bdi>{en.kommune.visningsnavn}</bdi>" in etter
    assert "brev-oversettelse" not in brevtekst("vedtak_kommune")


def test_w15_the_pdf_has_the_translation_on_a_sheet_of_its_own_marked_with_the_language() -> None:
    oversett("vedtak_flyktning", "ar")
    en = med_ja(1)
    snakker(tolkesprak="arabisk")
    fatt(en)

    innhold = bytes(levering.lag_pdf(Forsendelse.objects.get(slag="person.vedtak_flyktning")).pdf)

    sider = pypdf.PdfReader(io.BytesIO(innhold)).pages
    assert len(sider) == 2
    assert "Oversettelse til arabisk" in sider[1].extract_text()
    with pikepdf.open(io.BytesIO(innhold)) as dokument:
        assert dokument.open_metadata()["pdfuaid:part"] == "1"
        seksjoner = [en for en in dokument.objects if isinstance(en, pikepdf.Dictionary) and en.get("/S") == "/Sect"]
        assert [str(en.Lang) for en in seksjoner] == ["ar"]


def test_w15_in_another_language_it_is_norwegian_only() -> None:
    oversett("vedtak_flyktning", "ar")
    en = med_ja(1)
    snakker(tolkesprak="tigrinja")

    fatt(en)

    assert "brev-oversettelse" not in brevtekst("vedtak_flyktning")


def test_w15_each_of_a_household_in_the_own_language() -> None:
    oversett("vedtak_flyktning", "en")
    en = med_ja(2)
    snakker()
    forste = Kartlegging.objects.order_by("pk")[0]
    Kartlegging.objects.filter(pk=forste.pk).update(tolkesprak="engelsk")

    fatt(en)

    brev = Forsendelse.objects.filter(slag="person.vedtak_flyktning")
    har = {rad.innhold["person_id"]: bool(rad.innhold["oversettelse"]) for rad in brev}
    assert har == {sak.person_id: sak.pk == forste.sak_id for sak in Sak.objects.all()}


def test_w15_a_representants_copy_is_a_letter_of_its_own() -> None:
    """W-15, B-073: what the refugee's letter is translated to says nothing of the copy."""
    oversett("vedtak_flyktning", "en")
    en = med_ja(1, em=5, er_em=True, person=REPRESENTANT)
    snakker(tolkesprak="engelsk")
    fatt(en)

    assert "brev-oversettelse" in brevtekst("vedtak_flyktning")
    assert "brev-oversettelse" not in brevtekst("vedtak_representant")


# ---- which letters there are
ALLE = [*vedtaksbrev.alle(), *oversettbare()]
KLASSER = (
    letters.VedtakTilFlyktning,
    letters.VedtakTilRepresentant,
    letters.OpphevetTilFlyktning,
    letters.OpphevetTilRepresentant,
    letters.TakketNeiTilFlyktning,
    letters.TakketNeiTilRepresentant,
)


def test_w15_every_letter_to_a_person_can_be_translated() -> None:
    """In each of its forms: a letter that says one of two things is two texts."""
    _en, (vedtak,) = sokt_ut(1)
    koder = set()
    for klasse in KLASSER:
        former = [{}] if "aarsak" not in klasse.__dataclass_fields__ else [
            {"aarsak": aarsak} for aarsak in (letters.Aarsak.OPPHEVET, letters.Aarsak.AVSLUTTET)
        ]  # fmt: skip
        for form in former:
            brev = klasse(vedtak, (vedtak,), **form)
            koder.add(brev.oversettes_som)
            assert set(oversettbar.norsk(brev.oversettes_som).plassholdere) <= set(brev.verdier())
            assert oversettbar.norsk(brev.oversettes_som).tittel == brev.tittel()

    assert koder | {IkkeTilbud.slag.removeprefix("person.")} == {ett.kode for ett in ALLE}


@pytest.mark.parametrize("slag", ALLE, ids=lambda ett: ett.kode)
def test_w15_the_norwegian_text_can_be_filled_with_the_examples(slag) -> None:
    norsk = oversettbar.norsk(slag.kode)

    blokker = markering.fyll(norsk.tekst, slag.verdier)

    assert not any("{" in del_["tekst"] for en in blokker for linje in en["linjer"] for del_ in linje)
    assert len(norsk.plassholdere) >= 2
