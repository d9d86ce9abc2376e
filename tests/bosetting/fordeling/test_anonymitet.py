"""S-04: nothing that says who somebody is reaches the kommune before yes and vedtak (B-034)."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bosetting.bosatt.mappe_services import NyttDokument, last_opp_fra_enhet
from bosetting.bosatt.states import Dokumentslag
from bosetting.fordeling import services
from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.models import Person
from bosetting.person.rules import Kartleggingssvar
from bosetting.person.services import Kontakt, NyFamilieUte, registrer_familie_ute, registrer_kontakt
from bosetting.person.states import Relasjonstype
from imdinett.hendelse.models import Hendelse
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.fordeling.hjelp import AAR, lagre, scene
from tests.factories.bosetting import HusstandFactory, KartleggingFactory, PersonFactory, SakFactory
from tests.factories.imdinett import EnhetFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db

MERKER = {
    "fornavn": "KANARIFORNAVN",
    "etternavn": "KANARIETTERNAVN",
    "duf_nummer": "209977777777",
    "fodselsnummer": "12837777777",
    "adresse": "KANARIVEIEN 7",
    "postnummer": "7777",
    "poststed": "KANARISTAD",
    "kontakt_navn": "KANARIKONTAKT",
    "kontakt_telefon": "22777777",
    "representant_navn": "KANARIREPRESENTANT",
    "representant_adresse": "KANARIGATA 8",
    "representant_postnummer": "8888",
    "representant_poststed": "KANARIBY",
}
MOTTAK, ONSKER = "KANARIMOTTAK", "KANARIØNSKE"
# What only the folder shows: of the samtale, the relatives abroad, the place before, and the files.
BARE_I_MAPPEN = {
    "nettverk": "KANARINETTVERK",
    "aktiviteter": "KANARIAKTIVITET",
    "interesser": "KANARIINTERESSE",
    "merknad": "KANARIMERKNAD",
}
SLEKTNING, SLEKTSLAND, FOR_BODD, PLAN = "KANARISLEKTNING", "KANARILAND", "KANARIGAMMELVEI", "KANARIPLAN"
FODT, BOSTED_FRA, GYLDIG_TIL = date(1989, 7, 17), date(2025, 7, 18), date(2031, 7, 19)
DATOER = ("17.07.1989", "17. juli 1989", "1989-07-17", "17.7.1989", "170789")
DATOER += ("18.07.2025", "18. juli 2025", "2025-07-18", "19.07.2031", "19. juli 2031", "2031-07-19")
ALLE = (
    *MERKER.values(), MOTTAK, ONSKER, *BARE_I_MAPPEN.values(), SLEKTNING, SLEKTSLAND, FOR_BODD, PLAN, *DATOER
)  # fmt: skip


@pytest.fixture
def en():
    """A sent list whose only person carries a mark in every field that says who it is."""
    en = scene()
    person = PersonFactory(husstand=HusstandFactory(), fodselsdato=FODT, **MERKER)
    sak = SakFactory(
        person=person,
        tilstand="bosettingsklar",
        tillatelse_dato=date(2026, 1, 2),
        tillatelse_gyldig_til=GYLDIG_TIL,
        mottak=EnhetFactory(navn=MOTTAK),
    )
    KartleggingFactory(sak=sak, onsker=ONSKER, godkjent=True, **BARE_I_MAPPEN)
    mottaksansatt = bruker_med()
    tildeling.gi_enhetsrolle(mottaksansatt, Rolle.MOTTAK_SKRIV, sak.mottak)
    slektning = NyFamilieUte(type=Relasjonstype.SOSKEN, navn=SLEKTNING, land=SLEKTSLAND)
    registrer_familie_ute(bruker=mottaksansatt, sak=sak, ny=slektning)
    Tidligerebosted.objects.create(person=person, adresse=FOR_BODD, til_dato=BOSTED_FRA)
    en.husstander = [person.husstand]
    liste = services.opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=en.husstander)
    en.liste = services.send_liste(bruker=en.imdi, liste_id=liste.pk)
    # Written while the kommune has the case before it: what is done at the mottak is not told either.
    legg_plan_i_mappen(mottaksansatt, sak)
    kontakt = Kontakt(navn=MERKER["kontakt_navn"], telefon=MERKER["kontakt_telefon"], fra=BOSTED_FRA)
    registrer_kontakt(bruker=mottaksansatt, sak=sak, kontakt=kontakt)
    return en


def legg_plan_i_mappen(bruker, sak) -> None:
    fil = SimpleUploadedFile(f"{PLAN}.pdf", b"%PDF-1.4 innhold", "application/pdf")
    last_opp_fra_enhet(bruker=bruker, sak=sak, ny=NyttDokument(fil=fil, slag=Dokumentslag.KARTLEGGING, tittel=PLAN))


def finn(tekst: str) -> set[str]:
    return {merke for merke in ALLE if merke in tekst}


def sider(en, bruker) -> dict[str, str]:
    """Every page of the kommune, as the user gets it."""
    klient = logg_inn(bruker)
    nummer = en.liste.nummer
    adresser = [
        reverse("fordelingslister"),
        reverse("fordelingsliste", args=[nummer]),
        reverse("fordelingsliste_se_over", args=[nummer]),
        reverse("fordelingsliste_kvittering", args=[nummer]),
    ]
    svar = {adresse: klient.get(adresse) for adresse in adresser}
    return {adresse: en.content.decode() for adresse, en in svar.items() if en.status_code == 200}


def test_the_marks_can_leak() -> None:
    """What makes the others worth something: every field of the person that says who it is has a mark."""
    felt = {felt.name for felt in Person._meta.fields}
    uten = {"id", "uuid", "husstand", "kommune", "gradering", "opprettet_tid", "sokenavn"}
    vist = {"kjonn", "statsborgerskap"}

    assert felt - uten - vist == {*MERKER, "fodselsdato", "bosted_fra"}


def test_the_marks_of_the_folder_are_what_is_frozen_not() -> None:
    """Of the kartlegging the kommune gets the competence and the needs (B-034); the rest has a mark."""
    i_utdraget = {"morsmaal", "andre_sprak", "tolkesprak", "utdanning", "yrke", "planer", "tilretteleggingsbehov"}
    helse = {"behov_for_helsetjenester", "helse_samtykke"}
    # Their absence is said, never what they are (W-19).
    som_mangel = {"skolegang", "arbeidserfaring", "onsker"}
    andre = {"samtale_dato", "soknad_dato", "tolk", "kjaledyr", "saerlige_forhold", "saerlige_forhold_grunn"}

    assert set(Kartleggingssvar.__dataclass_fields__) - i_utdraget - helse - som_mangel - andre == set(BARE_I_MAPPEN)


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_BOSETTER_LES])
def test_s04_pages_before_the_answer(en, rolle) -> None:
    bruker = bruker_med(rolle, kommune=en.kommune)

    lest = sider(en, bruker)

    assert len(lest) == (3 if rolle == Rolle.KOMMUNE_BOSETTER_SKRIV else 2)
    assert {adresse: finn(html) for adresse, html in lest.items() if finn(html)} == {}
    assert "1989" in lest[reverse("fordelingsliste", args=[en.liste.nummer])]


def test_s04_drafts_conflicts_and_htmx_answers(en) -> None:
    lagre(en.svar("A"), en.ola, "ja")
    klient = logg_inn(en.kari)
    data = {"A-svar": "nei", "A-versjon": "1", "A-start": "x", "handling": "se_over"}
    adresse = reverse("fordelingsliste", args=[en.liste.nummer])

    svar = [klient.post(adresse, data), klient.post(adresse, data, headers={"hx-request": "true"})]

    assert [ett.status_code for ett in svar] == [409, 409]
    assert [finn(ett.content.decode()) for ett in svar] == [set(), set()]


def test_s04_after_the_answer_and_before_the_vedtak(en) -> None:
    lagre(en.svar("A"), en.kari, "ja")
    en.liste.refresh_from_db()
    services.godkjenn_fordelingsliste(bruker=en.kari, liste_id=en.liste.pk, versjon=en.liste.versjon)

    lest = sider(en, en.kari)

    assert len(lest) == 3
    assert {adresse: finn(html) for adresse, html in lest.items() if finn(html)} == {}


def test_s04_what_is_frozen_and_what_is_mailed(en) -> None:
    services.trekk_liste(bruker=en.imdi, liste_id=en.liste.pk, grunn="Trukket.")

    fakta = json.dumps([linje.fakta for linje in en.linjer], ensure_ascii=False)
    post = json.dumps([rad.innhold for rad in Forsendelse.objects.all()], ensure_ascii=False)

    assert len(Forsendelse.objects.all()) == 4
    assert finn(fakta) == finn(post) == set()


def test_s04_events_that_the_kommune_reads(en) -> None:
    services.trekk_liste(bruker=en.imdi, liste_id=en.liste.pk, grunn="Trukket.")

    rader = Hendelse.objects.synlig_for(en.kari)
    tekst = json.dumps([[rad.gjelder_navn, rad.data] for rad in rader], ensure_ascii=False)

    assert rader.count() == 4
    assert finn(tekst) == set()


def test_s04_imdis_own_fordeling_pages_need_no_names_either(en) -> None:
    klient = logg_inn(en.imdi)
    adresser = [
        reverse("imdi_fordeling"),
        reverse("imdi_fordeling_venter"),
        reverse("imdi_fordeling_ny"),
        reverse("imdi_fordelingsliste", args=[en.liste.nummer]),
        reverse("imdi_fordeling_trekk", args=[en.liste.nummer]),
    ]

    assert [finn(klient.get(adresse).content.decode()) for adresse in adresser] == [set()] * 5
