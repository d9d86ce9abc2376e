import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting.innmelding.models import BestemtPerson, Bolig, Boligfil, EmKapasitet
from bosetting.innmelding.slag import SLAG
from imdinett.kjerne import klokke
from imdinett.opplasting.models import Opplasting
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innmelding.hjelp import bestemt, bolig, kapasitet, plasser, tillat
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.opplasting.filer import PDF
from tests.imdinett.opplasting.filer import bilde as bildefil
from tests.regnskap import meld

pytestmark = pytest.mark.django_db
BOLIG = {
    "omrade": "Sentrum",
    "type": "leilighet",
    "soverom": "2",
    "maks_personer": "3",
    "ledig_fra": "01.12.2026",
    "passer_for": ["familie"],
    "husleie": "9 500",
}
PERSON = {"duf_nummer": "2099 123456 08", "navn": "Nora", "relasjon": "familie", "begrunnelse": "Søsteren bor her."}
LAGERE = {"antall-plasser": plasser, "bolig": bolig, "bestemt-person": bestemt, "em-kapasitet": kapasitet}
# security.md T7: what somebody may type to be run, fetched or drawn elsewhere.
NYTTELAST = ("<script>alert(1)</script>", '"><img src=x onerror=1>', "{{ 7*7 }}", "=HYPERLINK(1)", "{% csrf_token %}")


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eigersund")


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.fixture
def klient(skriv):
    return logg_inn(skriv)


def side(kommune, hale: str = "") -> str:
    return f"/kommuner/{kommune.nummer}/innmeldinger/{hale}"


def test_a_home_goes_from_form_to_details_and_can_be_cancelled(klient, kommune) -> None:
    filer = {
        "bilde": SimpleUploadedFile("stue.png", bildefil(), "image/png"),
        "plantegning": SimpleUploadedFile("plan.pdf", PDF, "application/pdf"),
    }
    sendt = klient.post(side(kommune, "bolig/ny/"), {**BOLIG, **filer})
    rad = Bolig.objects.get()
    detalj = klient.get(sendt.url)
    fil = klient.post(
        f"{sendt.url}fil/", {"slag": "bilde", "fil": SimpleUploadedFile("bad.png", bildefil(), "image/png")}
    )
    kansellert = klient.post(f"{sendt.url}kanseller/", {})

    assert sendt.url == side(kommune, f"bolig/{rad.pk}/")
    assert (rad.husleie, rad.passer_for, rad.universell_utforming) == (9500, ["familie"], False)
    assert [(f.slag, f.fil.filnavn, f.fil.tilstand) for f in detalj.context["filer"]] == [
        ("bilde", "stue.png", "venter"),
        ("plantegning", "plan.pdf", "venter"),
    ]
    assert (fil.url, kansellert.url) == (sendt.url, side(kommune, "?slag=bolig"))
    assert [f.rettighet for f in Opplasting.objects.all()] == ["innmelding_les"] * 3
    assert klient.post(f"{sendt.url}fil/", {"slag": "bilde", "fil": filer["bilde"]}).status_code in (409, 422)


@pytest.mark.parametrize(
    ("slag", "felt", "feil"),
    [
        ("bolig", {"maks_personer": "0"}, {"maks_personer": ["Høyst antall personer må være minst 1."]}),
        ("bolig", {"ledig_fra": "31.02.2026"}, {"ledig_fra": ["Ledig fra må være en dato, for eksempel 23.11.2026."]}),
        ("bolig", {"passer_for": []}, {"passer_for": ["Passer for: velg ett av alternativene."]}),
        (
            "bestemt-person",
            {"duf_nummer": "12"},
            {"duf_nummer": ["DUF-nummeret må ha 12 sifre og begynne med et årstall, for eksempel 2099 123456 08."]},
        ),
        (
            "bestemt-person",
            {"avtalt_selvbosetting": "on"},
            {
                "avtalt_selvbosetting": [
                    "Eigersund tillater ikke avtalt selvbosetting (B-061). Publiser først en regel som tillater det, "
                    "eller send innmeldingen uten avtalt selvbosetting."
                ]
            },
        ),
        (
            "em-kapasitet",
            {"aldersgruppe": "under_15"},
            {
                "aldersgruppe": [
                    "Barn under 15 år bosettes av Bufetat, ikke av IMDi. Meld kapasiteten til Bufetats region i stedet "
                    "(B-087)."
                ]
            },
        ),
        ("em-kapasitet", {"uke": "2020-01"}, {"uke": ["Klar fra uke: velg ett av alternativene i listen."]}),
    ],
)
def test_b061_b087_b098_a_wrong_field_is_422_and_keeps_what_was_typed(klient, kommune, slag, felt, feil) -> None:
    aar, uke = klokke.isouke(klokke.today())
    gyldig = {
        "bolig": BOLIG,
        "bestemt-person": PERSON,
        "em-kapasitet": {"antall": "2", "uke": f"{aar}-{uke:02d}", "aldersgruppe": "fra_15"},
    }[slag]

    svar = klient.post(side(kommune, f"{slag}/ny/"), {**gyldig, **felt})

    assert (svar.status_code, svar.context["form"].errors) == (422, feil)
    assert [modell.objects.count() for modell in (Bolig, BestemtPerson, EmKapasitet)] == [0, 0, 0]
    # What was typed stays; capacity is said to be from 15 in words as well.
    assert klient.post(side(kommune, f"{slag}/ny/"), gyldig).status_code == 302


@pytest.mark.parametrize(
    ("navn", "innhold", "type_"),
    [
        ("virus.exe", b"MZ", "application/octet-stream"),
        ("tegning.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/svg+xml"),
        ("plan.pdf.html", PDF, "application/pdf"),
        ("plan.pdf", b"<!doctype html><script>1</script>", "application/pdf"),
        ("plan.pdf", b"", "application/pdf"),
    ],
)
def test_s12_a_wrong_file_is_422_at_its_field_and_no_home_is_left_behind(
    klient, kommune, navn, innhold, type_, record_property
) -> None:
    meld(record_property, "S-12", filer=1)
    svar = klient.post(side(kommune, "bolig/ny/"), {**BOLIG, "plantegning": SimpleUploadedFile(navn, innhold, type_)})

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, ["plantegning"])
    assert (Bolig.objects.count(), Boligfil.objects.count(), Opplasting.objects.count()) == (0, 0, 0)


def test_s12_a_file_is_opened_by_the_kommune_and_imdi_only(klient, skriv, kommune) -> None:
    fil = SimpleUploadedFile("stue.png", bildefil(), "image/png")
    klient.post(side(kommune, "bolig/ny/"), {**BOLIG, "bilde": fil})
    adresse = f"/vedlegg/{Opplasting.objects.get().uuid}/"
    naboen = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))
    imdi = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))

    assert [en.get(adresse).status_code for en in (klient, naboen, imdi)] == [200, 404, 200]
    assert "ikke_klar" in klient.get(adresse).templates[0].name


def test_s13_what_is_typed_is_shown_as_text_everywhere(klient, skriv, kommune, record_property) -> None:
    """S-13: in the list, the details, the rule, and at IMDi."""
    tillat(skriv, kommune)
    for tekst in NYTTELAST:
        klient.post(side(kommune, "bolig/ny/"), {**BOLIG, "omrade": tekst, "merknad": tekst})
        klient.post(side(kommune, "bestemt-person/ny/"), {**PERSON, "navn": tekst, "begrunnelse": f"{tekst} og mer"})
    imdi = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))
    sider = [klient.get(side(kommune, f"?slag={slag}")) for slag in SLAG]
    sider += [klient.get(side(kommune, f"bolig/{rad.pk}/")) for rad in Bolig.objects.all()]
    sider += [imdi.get(f"/imdi/innmeldinger/bestemt-person/{rad.pk}/") for rad in BestemtPerson.objects.all()]
    sider += [imdi.get("/imdi/innmeldinger/?slag=bolig")]

    kropper = [svar.content.decode() for svar in sider]
    meld(record_property, "S-13", nyttelaster=len(NYTTELAST) * len(sider), hentet=0)
    assert {svar.status_code for svar in sider} == {200}
    assert [k for k in kropper if "<script>alert" in k or "<img src=x" in k or ">49<" in k] == []


@pytest.mark.parametrize("slag", list(SLAG))
def test_one_row_and_three_rows_take_the_same_number_of_queries(klient, skriv, kommune, slag) -> None:
    antall = []
    klient.get(side(kommune))
    for _nr in range(2):
        LAGERE[slag](skriv, kommune)
        with CaptureQueriesContext(connection) as sporringer:
            svar = klient.get(side(kommune, f"?slag={slag}"))
        antall.append(len(sporringer))
        LAGERE[slag](skriv, kommune)

    assert (len(svar.context["rader"]), antall[0]) == (3, antall[1])
    assert antall[0] <= 20


def test_b001_b002_readers_and_other_kommuner(skriv, kommune) -> None:
    rad = bestemt(skriv, kommune)
    annen = KommuneFactory()
    naboen = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=annen))
    leser = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))
    en = f"bestemt-person/{rad.pk}/"
    haler = ("", en, f"{en}kanseller/", "bolig/ny/")

    assert [naboen.get(side(kommune, hale)).status_code for hale in haler] == [404] * 4
    assert naboen.get(side(annen, en)).status_code == 404
    assert [leser.get(side(kommune, hale)).status_code for hale in haler] == [
        200,
        200,
        403,
        403,
    ]
    assert naboen.get(side(annen, "finnes-ikke/ny/")).status_code == 404


def test_b086_imdi_answers_and_marks_capacity_as_used(skriv, kommune) -> None:
    rad = kapasitet(skriv, kommune, saerskilte_forhold="Rom for to brødre", dognbemannet=True)
    imdi = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))
    adresse = f"/imdi/innmeldinger/em-kapasitet/{rad.pk}/"

    kort = imdi.post(adresse, {"svar": "ok"})
    svart = imdi.post(adresse, {"svar": "Vi kommer tilbake med en liste."})
    brukt = imdi.post(f"{adresse}brukt/")

    rad.refresh_from_db()
    assert (kort.status_code, svart.status_code, brukt.url) == (422, 302, adresse)
    assert (rad.tilstand, rad.svar) == ("brukt", "Vi kommer tilbake med en liste.")
    assert (
        "Vi kommer tilbake med en liste." in logg_inn(skriv).get(side(kommune, "?slag=em-kapasitet")).content.decode()
    )


def test_w17_the_rule_is_published_and_read_by_other_kommuner(klient, kommune) -> None:
    adresse = f"/kommuner/{kommune.nummer}/avtalt-selvbosetting/"
    naboen = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory()))
    regel = {"tillatt": "ja", "malgrupper": "Familier", "kriterier": "Kontrakt i tre år", "sett": ""}

    tom = naboen.get("/avtalt-selvbosetting/")
    uten = klient.post(f"{adresse}ny/", {**regel, "kriterier": ""})
    sendt = klient.post(f"{adresse}ny/", regel)
    igjen = klient.post(f"{adresse}ny/", {**regel, "tillatt": "nei", "sett": ""})
    lest = naboen.get("/avtalt-selvbosetting/")

    assert "Ingen kommuner har publisert noen regel ennå." in tom.content.decode()
    assert uten.context["form"].errors == {
        "kriterier": ["Skriv hvilke kriterier kommunen har, så alle får samme svar."]
    }
    assert (sendt.url, igjen.status_code) == (adresse, 409)
    assert [(rad.kommune, rad.kriterier) for rad in lest.context["object_list"]] == [(kommune, "Kontrakt i tre år")]
    assert klient.get(f"{adresse}ny/").context["form"].initial["tillatt"] == "ja"
    assert naboen.get(adresse).status_code == 404
