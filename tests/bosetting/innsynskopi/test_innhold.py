"""GDPR art. 15 (3), (4): what is in a person's own copy, and what of others is not (S-16, S-21)."""

import json
from typing import Any

import pytest

from bosetting.bosatt.models import Notat
from bosetting.innsynskopi import services
from bosetting.innsynskopi.models import Innsynskopi
from bosetting.innsynskopi.visning import som_data
from bosetting.person.familiemodell import FamilieUte
from bosetting.person.models import Familierelasjon, Kartlegging, Sak
from bosetting.person.services import endre_gradering
from bosetting.person.skjermingsmodell import Skjermingsmedlem
from bosetting.person.states import Gradering, Relasjonstype
from imdinett.henvendelse.models import Henvendelse, Innlegg
from imdinett.kjerne import klokke
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import apne_avvik, utsokt
from tests.factories.bosetting import SkjermingsmedlemFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


@pytest.fixture
def loggleser() -> Any:
    return bruker_med(Rolle.IMDI_LOGG_LES, navn="Lars Loggleser")


def kopi_av(loggleser: Any, sak: Sak) -> Innsynskopi:
    return services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer)


def kilder(kopi: Innsynskopi) -> dict[str, list[dict[str, Any]]]:
    funnet: dict[str, list[dict[str, Any]]] = {}
    for gruppe in kopi.innhold.get("grupper", []):
        for post in gruppe["poster"]:
            funnet.setdefault(post["kilde"], []).append(post["felt"])
    return funnet


def gift(en: Sak, annen: Sak) -> None:
    for fra, til in ((en, annen), (annen, en)):
        Familierelasjon.objects.create(person=fra.person, slektning=til.person, type=Relasjonstype.EKTEFELLE)


def spor(en: Any, sak: Sak, tekst: str) -> Henvendelse:
    naa = klokke.now()
    ny = Henvendelse.objects.create(
        nummer="HENV1", kommune=en.kommune, tema="avvik", emne="Feil dato", rettighet=Rettighet.SAK_LES,
        gjelder_type="sak", gjelder_id=str(sak.pk), opprettet_tid=naa, tur_siden=naa, opprettet_av=en.kari,
    )  # fmt: skip
    Innlegg.objects.create(
        henvendelse=ny, kommune=en.kommune, part="kommune", tekst=tekst, skrevet_tid=naa, skrevet_av=en.kari
    )
    return ny


def test_s21_the_copy_holds_the_case_from_the_first_question_to_the_letters(loggleser: Any) -> None:
    en, (sak,) = utsokt(1)
    Kartlegging.objects.filter(sak=sak).update(yrke="sveiser", helse_samtykke=True, behov_for_helsetjenester="Insulin")
    apne_avvik(en, sak)
    spor(en, sak, "Er datoen riktig?")

    funnet = kilder(kopi_av(loggleser, sak))

    assert funnet["person"][0]["fornavn"] == sak.person.fornavn
    assert funnet["sak"][0]["kommune"] == str(sak.kommune)
    assert (funnet["kartlegging"][0]["yrke"], funnet["helse"][0]["behov_for_helsetjenester"]) == ("sveiser", "Insulin")
    assert (funnet["fordelinger"][0]["tilstand"], funnet["svar"][0]["svar"]) == ("ja", "ja")
    assert len(funnet["vedtak"]) == 1
    assert {brev["til"] for brev in funnet["brev"]} == {str(en.kommune.visningsnavn) + " kommune", "Privatperson"}
    assert all(set(brev) == {"tittel", "opprettet_tid", "til", "referanse"} for brev in funnet["brev"])
    assert funnet["avvik"][0]["beskrivelse"] == "Feil kategori."
    assert (funnet["henvendelser"][0]["emne"], funnet["innlegg"][0]["tekst"]) == ("Feil dato", "Er datoen riktig?")
    assert [rad["hva"] for rad in funnet["hendelser"]]
    assert "vedtak" in " ".join(rad["hva"] for rad in funnet["hendelser"])


def test_art_15_4_of_the_family_the_relation_and_nothing_more(loggleser: Any) -> None:
    """Names in what was written by hand go too: of family, of staff, and numbers that are not the person's own."""
    en, (sak, ektefelle) = utsokt(2)
    gift(sak, ektefelle)
    FamilieUte.objects.create(
        person=sak.person, type=Relasjonstype.SOSKEN, navn="Zahra Utenlands", fodselsaar=1991, land="Tyrkia",
        registrert_tid=klokke.now(), registrert_av=en.imdi,
    )  # fmt: skip
    tekst = (
        f"{ektefelle.person.fornavn} og Zahra Utenlands ringte {en.kari.navn}. DUF {ektefelle.person.duf_nummer}, "
        f"ikke {sak.person.duf_nummer}. {sak.person.fornavn} svarte."
    )
    Kartlegging.objects.filter(sak=sak).update(merknad=tekst)

    kopi = kopi_av(loggleser, sak)

    alt = json.dumps(som_data(kopi), ensure_ascii=False)
    funnet = kilder(kopi)
    assert funnet["slekt"] == [{"type": "ektefelle", "i_husstanden": True}]
    assert funnet["husstand"][0]["antall_personer"] == 2
    assert {"navn", "fodselsaar"} & set(funnet["familie_ute"][0]) == set()
    for andres in (ektefelle.person.fornavn, ektefelle.person.duf_nummer, "Zahra", en.kari.navn, en.imdi.navn):
        assert andres not in alt, andres
    assert funnet["kartlegging"][0]["merknad"] == (
        f"[…] og […] ringte […]. DUF […], ikke {sak.person.duf_nummer}. {sak.person.fornavn} svarte."
    )


def test_b092_a_note_is_internal_and_the_copy_says_so(loggleser: Any) -> None:
    """personopplysningsloven § 16: that there is a note, when and whose, and by which paragraph it is kept."""
    en, (sak,) = utsokt(1)
    uten = kopi_av(loggleser, sak)
    Notat.objects.create(sak=sak, kommune=en.kommune, tekst="KANARI", skrevet_tid=klokke.now(), skrevet_av=en.kari)

    med = kopi_av(loggleser, sak)

    assert "KANARI" not in json.dumps(med.innhold)
    assert set(kilder(med)["notater"][0]) == {"kommune", "skrevet_tid"}
    assert ["bokstav e" in " ".join(som_data(kopi)["ikke_med"]) for kopi in (uten, med)] == [False, True]


def test_s16_a_protected_persons_copy_is_the_groups_and_says_not_where(loggleser: Any) -> None:
    """security.md §5: outside the group the looks only; in it all but the places, for the copy goes by post."""
    _en, (sak,) = utsokt(1)
    endre_gradering(
        bruker=bruker_med(Rolle.IMDI_BOSETTER_SKRIV), sak=sak, til=Gradering.FORTROLIG, grunn="KANARI-grunn"
    )
    Kartlegging.objects.filter(sak=sak).update(merknad="Bor i Prøveveien 1 nå.")

    utenfor = kopi_av(loggleser, sak)
    SkjermingsmedlemFactory(person=sak.person, bruker=loggleser)
    i_gruppen = kopi_av(loggleser, sak)

    assert (utenfor.innhold, som_data(utenfor)["grupper"]) == ({}, [])
    assert "Opplysninger om deg i IMDinett" not in services.dokument(utenfor)
    tekst = json.dumps(som_data(i_gruppen), ensure_ascii=False)
    assert kilder(i_gruppen)["person"][0]["fornavn"] == sak.person.fornavn
    assert ("Prøveveien" in tekst, "bosted" in kilder(i_gruppen), "KANARI" in tekst) == (False, False, False)
    assert "Hvor du bor og har bodd, står derfor ikke i kopien" in services.dokument(i_gruppen)
    Skjermingsmedlem.objects.filter(bruker=loggleser).update(fjernet_tid=klokke.now(), fjernet_av=loggleser)
    assert list(Innsynskopi.objects.all().synlig_for(loggleser)) == [utenfor]


def test_s16_a_protected_relative_is_in_nobodys_copy(loggleser: Any) -> None:
    """B-095: neither the relation, the name, nor one more in the household."""
    _en, (sak, ektefelle) = utsokt(2)
    gift(sak, ektefelle)
    endre_gradering(
        bruker=bruker_med(Rolle.IMDI_BOSETTER_SKRIV), sak=ektefelle, til=Gradering.FORTROLIG, grunn="Politiet har sagt."
    )
    Kartlegging.objects.filter(sak=sak).update(merknad=f"Gift med {ektefelle.person.fornavn}.")

    kopi = kopi_av(loggleser, sak)

    funnet = kilder(kopi)
    assert ("slekt" in funnet, funnet["husstand"][0]["antall_personer"]) == (False, 1)
    assert ektefelle.person.fornavn not in json.dumps(kopi.innhold, ensure_ascii=False)


def test_the_document_is_in_words_with_contents_and_norwegian_dates(loggleser: Any) -> None:
    _en, (sak,) = utsokt(1)

    html = services.dokument(kopi_av(loggleser, sak))

    assert '<a href="#identitet">Hvem du er</a>' in html
    assert "12. mars 1989" in html
    assert "1989-03-12" not in html
    assert "Det er ikke lagret noe under: " in html
