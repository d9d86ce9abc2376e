"""W-15: translations of letters: what is written, who approves it, which letter gets it, and that it is frozen."""

from dataclasses import dataclass, replace

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from imdinett.brev import behandling, markering, oversettbar, oversettelser, oversetting, rules, sprak
from imdinett.brev.letters import Mottaker
from imdinett.brev.models import Oversettelse
from imdinett.brev.oversettbar import Oversettbart
from imdinett.brev.rules import Oversatt
from imdinett.brev.services import brevtekst, legg_i_ko, legg_i_ko_mange
from imdinett.brev.states import MOVES, Oversettelsestilstand
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon, UlovligOvergang
from imdinett.kjerne.tilstand import move
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med
from tests.imdinett.eksempler import Personbrev

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maler", "slag")]
TEKST = "We ask {aar} for {antall}.\n\n## When\n\nBefore {frist}.\n\n{personer}"
ENGELSK = Oversatt(tittel="Request", forbehold="The Norwegian text is the binding one.", tekst=TEKST)
VERDIER = {"antall": "20", "aar": "2027", "frist": "15.02.2027", "personer": ["Ali Eksempel, 12.03.1989"]}


@dataclass(frozen=True)
class Oversattbrev(Personbrev):
    oversettes_som = "eksempel"

    sprakene: tuple[str, ...] = ("en",)

    @property
    def lesers_sprak(self):
        return self.sprakene

    def verdier(self):
        return VERDIER


@pytest.fixture
def slag(monkeypatch):
    """The example letter can be translated, here only."""
    monkeypatch.setattr(oversettbar, "_alle", dict(oversettbar._alle))
    ett = Oversettbart(
        kode="eksempel",
        navn=gettext_lazy("Takket nei"),
        kort=gettext_lazy("Takket nei"),
        tittel=gettext_lazy("Takket nei"),
        mal="eksempel/brev.html",
        eksempel={"antall": 20, "aar": "2027", "frist": "15. februar 2027"},
        verdier=VERDIER,
    )
    oversettbar.registrer(ett)
    yield ett
    oversettbar.norsk.cache_clear()


@pytest.fixture
def kari(db):
    return bruker_med(Rolle.IMDI_ANMODNING, navn="Kari Eksempel")


@pytest.fixture
def ola(db):
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV, navn="Ola Eksempel")


def skriv(bruker, ny=ENGELSK, kode: str = "en", revisjon: int = 0) -> Oversettelse:
    return oversetting.skriv(bruker=bruker, slag="eksempel", sprak=kode, ny=ny, revisjon=revisjon)


def i_bruk(kari, ola, ny=ENGELSK, kode: str = "en") -> Oversettelse:
    revisjon = skriv(kari, ny, kode).revisjon
    return oversetting.godkjenn(bruker=ola, slag="eksempel", sprak=kode, revisjon=revisjon)


# ---- the marking
def test_w15_the_norwegian_letter_is_read_as_the_text_to_translate() -> None:
    """W-15: without the head and the signature, and with the table as the value that it is."""
    assert str(oversettbar.norsk("eksempel")) == (
        "Takket nei\n\nVi ber kommunen bosette {antall} flyktninger i {aar}.\n\n## Frist\n\n"
        "Svar innen {frist}. Bjørnøya, Čáhcesuolu, Ærfugl.\n\n{personer}"
    )


def test_w15_a_text_becomes_paragraphs_headings_and_lists_with_values_apart() -> None:
    tekst = "To {navn},\nfrom us.\n## Why\n- one {aar}\n- two\n\n{personer}"

    blokker = markering.fyll(tekst, {"navn": "Ali <b>", "aar": "2027", "personer": ["A", "B"]})

    assert [(en["slag"], ["".join(del_["tekst"] for del_ in linje) for linje in en["linjer"]]) for en in blokker] == [
        ("avsnitt", ["To Ali <b>, from us."]),
        ("overskrift", ["Why"]),
        ("liste", ["one 2027", "two"]),
        ("liste", ["A", "B"]),
    ]
    assert [del_["verdi"] for del_ in blokker[0]["linjer"][0]] == [False, True, False]


# ---- what can be saved
@pytest.mark.parametrize(
    ("endring", "kode", "felt"),
    [
        ({"tekst": TEKST.replace("{aar}", "")}, "mangler_plassholder", "tekst"),
        ({"tekst": f"{TEKST} {{navn}}"}, "ukjent_plassholder", "tekst"),
        ({"tekst": f"{TEKST} {{Antall}}"}, "los_klamme", "tekst"),
        ({"tekst": f"{TEKST} }}"}, "los_klamme", "tekst"),
        ({"tittel": "Request {aar}"}, "plassholder_her", "tittel"),
        ({"forbehold": "{"}, "plassholder_her", "forbehold"),
        ({"tekst": f"漢字 {TEKST}"}, "uten_font", "tekst"),
        ({"tittel": "အမိန့်"}, "uten_font", "tittel"),
    ],
)
def test_w15_a_value_that_is_unknown_or_missing_is_refused_at_its_field(kari, endring, kode, felt) -> None:
    """W-15: and a character that no font has, so that no letter has an empty box in it."""
    with pytest.raises(Domenefeil) as feil:
        skriv(kari, replace(ENGELSK, **endring))

    assert (feil.value.kode, feil.value.felt) == (kode, felt)
    assert not Oversettelse.objects.exists()


def test_w15_the_list_of_persons_stands_on_a_line_of_its_own(kari) -> None:
    with pytest.raises(Domenefeil) as feil:
        skriv(kari, replace(ENGELSK, tekst=f"{TEKST} and others"))

    assert (feil.value.kode, feil.value.felt) == ("ikke_alene", "tekst")


@pytest.mark.parametrize(
    "tekst", ["Рішення про муніципалітет, ґрунт", "قرار بشأن بلدية الاستقرار", "تصمیم می‌گیرد گچ پژ", "ውሳነ ከተማ", "Čáŋ ŧ"]
)
def test_w15_the_scripts_that_letters_can_be_in(tekst) -> None:
    assert rules.uten_font(tekst) == []


def test_w15_what_turns_the_text_unseen_is_taken_out() -> None:
    rent = rules.ryddet(
        Oversatt(tittel=" a\u202eb ", forbehold="x\u2067y", tekst="  می\u200cگیرد \u200f \n\n e\u0301 ")
    )

    assert rent == Oversatt(tittel="ab", forbehold="xy", tekst="می\u200cگیرد\n\né")


# ---- who writes and who approves
def test_w15_a_draft_is_changed_and_a_version_in_use_never_is(kari, ola) -> None:
    forste = i_bruk(kari, ola)
    ny = skriv(ola, replace(ENGELSK, tittel="Request 2"))
    skriv(ola, replace(ENGELSK, tittel="Request 3"), revisjon=1)

    forste.refresh_from_db()
    ny.refresh_from_db()
    assert (forste.tittel, forste.tilstand, forste.versjon) == ("Request", "godkjent", 1)
    assert (ny.tittel, ny.tilstand, ny.versjon, ny.revisjon) == ("Request 3", "utkast", 2, 2)
    oversetting.godkjenn(bruker=kari, slag="eksempel", sprak="en", revisjon=2)
    forste.refresh_from_db()
    assert forste.tilstand == "erstattet"
    assert [rad.type for rad in Hendelse.objects.filter(gjelder_type="oversettelse").order_by("pk")] == [
        "oversettelse_skrevet",
        "oversettelse_godkjent",
        "oversettelse_skrevet",
        "oversettelse_skrevet",
        "oversettelse_godkjent",
    ]


def test_w15_two_persons_are_needed(kari, ola) -> None:
    skriv(kari)

    with pytest.raises(Domenefeil, match="En annen enn den som skrev"):
        oversetting.godkjenn(bruker=kari, slag="eksempel", sprak="en", revisjon=1)
    with pytest.raises(IntegrityError, match="imdinett_oversettelse_to_personer"), transaction.atomic():
        Oversettelse.objects.update(tilstand="godkjent", godkjent_av=kari, godkjent_tid="2026-01-01T00:00Z")


def test_w15_what_was_read_is_what_is_approved(kari, ola) -> None:
    skriv(kari)
    skriv(kari, replace(ENGELSK, tittel="Other"), revisjon=1)

    with pytest.raises(Kollisjon):
        oversetting.godkjenn(bruker=ola, slag="eksempel", sprak="en", revisjon=1)
    with pytest.raises(Kollisjon):
        skriv(ola, revisjon=1)


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_LES, Rolle.IMDI_SUPPORT, Rolle.KOMMUNE_BOSETTER_SKRIV])
def test_w15_others_neither_write_nor_read_them(kari, rolle) -> None:
    skriv(kari)
    andre = bruker_med(rolle, kommune=KommuneFactory())

    with pytest.raises(IkkeTilgang):
        skriv(andre, revisjon=1)
    assert list(Oversettelse.objects.all().synlig_for(andre)) == []


@pytest.mark.parametrize("fra", list(Oversettelsestilstand))
@pytest.mark.parametrize("til", list(Oversettelsestilstand))
def test_w15_every_pair_of_states(fra, til) -> None:
    rad = Oversettelse(tilstand=fra)

    if til in MOVES.get(fra, ()):
        move(rad, til)
        assert rad.tilstand == til
    else:
        with pytest.raises(UlovligOvergang):
            move(rad, til)


@pytest.mark.parametrize("tilstand", ["utkast", "godkjent"])
def test_w15_one_draft_and_one_in_use_of_each(kari, ola, tilstand) -> None:
    rad = skriv(kari) if tilstand == "utkast" else i_bruk(kari, ola)
    rad.pk, rad.versjon = None, 2

    with pytest.raises(IntegrityError, match="imdinett_oversettelse_e"), transaction.atomic():
        rad.save(force_insert=True)


# ---- which letter gets it
def oversatt(rad: Forsendelse) -> tuple[str, int] | None:
    frosset = rad.innhold["oversettelse"]
    return (frosset["sprak"], frosset["versjon"]) if frosset else None


def test_w15_a_letter_has_the_translation_in_the_language_that_the_reader_knows_best(kari, ola) -> None:
    i_bruk(kari, ola)
    i_bruk(kari, ola, kode="fr")
    skriv(kari, kode="uk")
    kommune = KommuneFactory()
    kjent = {("en",): "en", ("uk", "fr", "en"): "fr", ("uk",): None, (): None}

    brev = [Oversattbrev(kommune, nr, sprakene=sprakene) for nr, sprakene in enumerate(kjent)]
    legg_i_ko_mange(brev, bruker=None)

    rader = Forsendelse.objects.brev().order_by("pk")
    assert [oversatt(rad) and oversatt(rad)[0] for rad in rader] == list(kjent.values())


def test_w15_the_letter_says_in_norwegian_and_in_the_language_which_text_is_the_binding_one(kari, ola) -> None:
    i_bruk(kari, ola)

    html = " ".join(legg_i_ko(Oversattbrev(KommuneFactory()), bruker=None).innhold["html"].split())

    norsk, etter = html.split('<div class="brev-oversettelse">')
    assert "Vi ber kommunen bosette 20 flyktninger i 2027." in norsk
    assert "Oversettelse til engelsk. Den norske teksten er den som gjelder." in etter
    assert '<section class="brev-tekst" lang="en" dir="ltr">' in etter
    assert "The Norwegian text is the binding one." in etter
    assert "<bdi>15.02.2027</bdi>" in etter
    assert "<li> <bdi>Ali Eksempel, 12.03.1989</bdi> </li>" in etter.replace("<li><bdi>", "<li> <bdi>").replace(
        "</bdi></li>", "</bdi> </li>"
    )


def test_w15_a_translation_is_frozen_with_the_letter(kari, ola) -> None:
    """W-15, style 4.10: a new version changes no letter that is decided, and another address gives the same text."""
    i_bruk(kari, ola)
    rad = legg_i_ko(Oversattbrev(KommuneFactory()), bruker=None)
    skriv(kari, replace(ENGELSK, tittel="Other"))
    oversetting.godkjenn(bruker=ola, slag="eksempel", sprak="en", revisjon=1)
    Forsendelse.objects.filter(pk=rad.pk).update(tilstand="avvist")

    ny = behandling.send_paa_nytt(bruker=ola, pk=rad.pk)

    assert oversatt(ny) == ("en", 1)
    assert "Request" in ny.innhold["html"]
    assert "Other" not in ny.innhold["html"]


def test_w15_a_letter_from_before_has_none() -> None:
    """Rows that were frozen before there were translations are drawn again for a new address."""
    rad = legg_i_ko(Personbrev(KommuneFactory()), bruker=None)
    gammelt = {navn: verdi for navn, verdi in rad.innhold.items() if navn != "oversettelse"}

    html = brevtekst(gammelt, tittel=rad.tittel, mottaker=Mottaker(**rad.mottaker), sprak=rad.sprak)

    assert "Vi ber kommunen bosette 20 flyktninger i 2027." in html
    assert "brev-oversettelse" not in html


def test_w15_one_that_is_out_of_date_is_not_sent_and_not_approved(kari, ola, slag) -> None:
    """W-15: the Norwegian text is the binding one, and it says something else now."""
    rad = i_bruk(kari, ola)
    skriv(kari, replace(ENGELSK, tittel="Other"))
    oversettbar.registrer(replace(slag, tittel=gettext_lazy("Takket nei, kopi")))

    assert oversettelser.er_utdatert(rad)
    assert oversatt(legg_i_ko(Oversattbrev(KommuneFactory()), bruker=None)) is None
    with pytest.raises(Domenefeil, match="Den norske teksten er endret"):
        oversetting.godkjenn(bruker=ola, slag="eksempel", sprak="en", revisjon=1)


def test_w15_many_letters_ask_once_and_those_without_a_language_not_at_all(
    kari, ola, django_assert_num_queries
) -> None:
    i_bruk(kari, ola)
    kommune = KommuneFactory()

    with django_assert_num_queries(1):
        oversettelser.gjeldende_for([Oversattbrev(kommune, nr) for nr in range(5)])
    with django_assert_num_queries(0):
        oversettelser.gjeldende_for([Personbrev(kommune), Oversattbrev(kommune, sprakene=())])


# ---- the languages
@pytest.mark.parametrize(
    ("navn", "koder"),
    [
        (("arabisk",), ("ar",)),
        (("  Kurdisk  (Sorani) ", "farsi"), ("ckb", "fa")),
        (("ukrainsk", "russisk", "ukrainsk"), ("uk", "ru")),
        (("", "klingon"), ()),
    ],
)
def test_w15_languages_are_known_by_the_names_that_people_write(navn, koder) -> None:
    assert sprak.koder(navn) == koder


def test_w15_languages_from_right_to_left() -> None:
    assert {en.kode for en in sprak.SPRAK.values() if en.retning == "rtl"} == {"ar", "ckb", "prs", "ps", "fa", "ur"}


# ---- taken back
def trekk(bruker, versjon: int = 1, grunn: str = "Feil ord for kommune.") -> Oversettelse:
    return oversetting.trekk(bruker=bruker, slag="eksempel", sprak="en", versjon=versjon, grunn=grunn)


def test_w15_what_is_taken_back_follows_no_new_letter_until_another_is_approved(kari, ola) -> None:
    """Whoever may approve takes it back alone, with a reason; a letter that is made keeps what it has."""
    i_bruk(kari, ola)
    for_ = legg_i_ko(Oversattbrev(KommuneFactory()), bruker=None)

    rad = trekk(kari)

    etter = legg_i_ko(Oversattbrev(KommuneFactory(), 2), bruker=None)
    for_.refresh_from_db()
    assert (rad.tilstand, rad.trukket_av, rad.trukket_grunn) == ("trukket", kari, "Feil ord for kommune.")
    assert (for_.innhold["oversettelse"]["versjon"], etter.innhold["oversettelse"]) == (1, None)
    siste = Hendelse.objects.filter(gjelder_type="oversettelse").order_by("-pk")[0]
    assert (siste.type, siste.data["grunn"]) == ("oversettelse_trukket", "Feil ord for kommune.")
    skriv(kari)
    oversetting.godkjenn(bruker=ola, slag="eksempel", sprak="en", revisjon=1)
    ny = legg_i_ko(Oversattbrev(KommuneFactory(), 3), bruker=None)
    assert ny.innhold["oversettelse"]["versjon"] == 2


def test_w15_only_what_is_in_use_and_was_read_is_taken_back_with_a_reason_by_who_may(kari, ola) -> None:
    skriv(kari)
    with pytest.raises(Kollisjon):
        trekk(ola)
    oversetting.godkjenn(bruker=ola, slag="eksempel", sprak="en", revisjon=1)
    with pytest.raises(Kollisjon):
        trekk(ola, versjon=2)
    with pytest.raises(Domenefeil) as feil:
        trekk(ola, grunn="  feil   ")
    assert (feil.value.kode, feil.value.felt) == ("mangler_grunn", "grunn")
    with pytest.raises(IkkeTilgang):
        trekk(bruker_med(Rolle.IMDI_BOSETTER_LES))
    with pytest.raises(IntegrityError, match="imdinett_oversettelse_trukket_av"), transaction.atomic():
        Oversettelse.objects.update(tilstand="trukket")
    trekk(ola)
    with pytest.raises(Kollisjon):
        trekk(kari)
