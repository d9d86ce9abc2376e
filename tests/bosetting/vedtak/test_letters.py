"""The letters' text: compared as text, not as PDF (style 4.10)."""

import pytest

from bosetting.person.models import Sak
from imdinett.kommune.models import Maalform
from imdinett.utboks.models import Forsendelse
from tests.bosetting.fordeling.hjelp import lagre, mandag
from tests.bosetting.fordeling.hjelp import services as fordeling
from tests.bosetting.vedtak.hjelp import REPRESENTANT, brevtekst, fatt, med_ja, sokt_ut
from tests.factories.imdinett import KontaktinformasjonFactory

pytestmark = pytest.mark.django_db


def test_the_kommunes_letter_names_the_persons_and_what_to_do() -> None:
    en, vedtak = sokt_ut(2, kategori="privatboende")

    tekst = brevtekst("vedtak_kommune")

    for ett in vedtak:
        assert ett.sak.nummer in tekst
        assert ett.sak.person.navn in tekst
        assert ett.sak.person.duf_nummer not in tekst
    assert f"fordelingsliste {en.liste.nummer}-A" in tekst
    assert "Registrer bosettingsdatoen i IMDinett for hver person" in tekst
    assert "integreringsloven §§ 41 og 43" in tekst


def test_b099_the_kommune_must_archive() -> None:
    sokt_ut(1)

    assert "IMDinett er ikke et arkiv. Kommunen må selv journalføre og arkivere dette brevet." in brevtekst(
        "vedtak_kommune"
    )


def test_b046_mottak_gives_the_date_for_those_who_live_there() -> None:
    sokt_ut(1, kategori="mottak")

    tekst = brevtekst("vedtak_kommune")

    assert "Mottaket melder bosettingsdatoen for dem som bor på mottak." in tekst
    assert "Registrer bosettingsdatoen" not in tekst


def test_b046_a_mixed_household_hears_of_both() -> None:
    en = med_ja(2, kategori="mottak")
    Sak.objects.filter(pk=en.linjer[0].sak_id).update(kategori="privatboende")

    fatt(en)

    tekst = brevtekst("vedtak_kommune")
    assert "Mottaket melder bosettingsdatoen for dem som bor på mottak." in tekst
    assert "Registrer bosettingsdatoen i IMDinett" in tekst


@pytest.mark.parametrize("kategori", ["privatboende", "overforingsflyktning"])
def test_b066_arrival_notice_is_promised_to_those_it_concerns(kategori: str) -> None:
    en = med_ja_i_uke(kategori)

    fatt(en)

    lovet = "Dere får melding om ankomst når reiseruten er bekreftet. Vi tar sikte på å gi den to uker før ankomst."
    assert (lovet in brevtekst("vedtak_kommune")) == (kategori == "overforingsflyktning")


def med_ja_i_uke(kategori: str):
    from tests.bosetting.fordeling.hjelp import scene

    en = scene(1, kategori=kategori)
    KontaktinformasjonFactory(kommune=en.kommune)
    aar, uke = mandag(3)
    lagre(en.svarene[0], en.kari, "ja", uke_aar=aar, uke=uke)
    en.liste.refresh_from_db()
    en.liste = fordeling.godkjenn_fordelingsliste(bruker=en.kari, liste_id=en.liste.pk, versjon=en.liste.versjon)
    return en


def test_the_week_that_the_kommune_wants_is_in_its_letter() -> None:
    aar, uke = mandag(3)

    fatt(med_ja_i_uke("overforingsflyktning"))

    assert f"Kommunen har foreslått bosetting i uke {uke}, {aar}." in brevtekst("vedtak_kommune")


@pytest.mark.parametrize("slag", ["vedtak_flyktning", "vedtak_representant"])
def test_b056_no_complaint_is_said(slag: str) -> None:
    sokt_ut(1, em=5, er_em=True, person=REPRESENTANT)

    tekst = brevtekst(slag)

    assert "kan ikke klages på. Det står i integreringsloven § 46." in tekst
    assert "Du får ett tilbud om bosetting" in tekst
    assert "Du mister retten til introduksjonsprogram og introduksjonsstønad" in tekst


def test_b073_the_representants_copy_says_whom_it_is_about() -> None:
    _en, (vedtak,) = sokt_ut(1, em=5, er_em=True, person=REPRESENTANT)

    assert f"du er representant for {vedtak.sak.person.navn}" in brevtekst("vedtak_representant")


def test_no_title_names_anybody() -> None:
    _en, vedtak = sokt_ut(2)

    titler = " ".join(Forsendelse.objects.brev().values_list("tittel", flat=True))

    for ett in vedtak:
        assert ett.sak.person.fornavn not in titler
        assert ett.sak.person.duf_nummer not in titler
        assert ett.sak.nummer not in titler


def test_the_kommunes_address_and_language() -> None:
    en = med_ja(1)
    en.kommune.maalform = Maalform.NYNORSK
    en.kommune.save()

    fatt(en)

    rad = Forsendelse.objects.get(slag="person.vedtak_kommune")
    assert (rad.sprak, rad.mottaker["adresselinje"]) == ("nn", "Postboks 1")


def test_decision_34_a_kommune_without_address_gets_it_digitally() -> None:
    en = med_ja(1)
    en.kommune.kontakter.all().delete()
    en.kommune.orgnr = "313001008"
    en.kommune.save()

    fatt(en)

    rad = Forsendelse.objects.get(slag="person.vedtak_kommune")
    assert (rad.mottaker["orgnr"], rad.mottaker["adresselinje"]) == ("313001008", "")


def test_a_look_at_a_letter_names_everybody_in_it() -> None:
    _en, vedtak = sokt_ut(2)

    rad = Forsendelse.objects.get(slag="person.vedtak_kommune")

    assert rad.innhold["person_ider"] == [ett.sak.person_id for ett in vedtak]
