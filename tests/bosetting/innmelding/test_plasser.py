"""Antall plasser, as the seed describes it: one week at a time, raised by one more, lowered by cancelling."""

import pytest

from bosetting.anmodning.queries import plassregnskap
from bosetting.innmelding.models import Plassinnmelding
from bosetting.innmelding.services import innmeldinger as services
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import UlovligOvergang
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innmelding.hjelp import plasser
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eigersund")


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


def side(kommune, hale: str = "") -> str:
    return f"/kommuner/{kommune.nummer}/innmeldinger/{hale}"


def denne_uken(antall: str = "4") -> dict[str, str]:
    aar, uke = klokke.isouke(klokke.today())
    return {"maks_antall_personer": antall, "uke": f"{aar}-{uke:02d}"}


def test_b080_b082_from_the_form_to_details_and_cancelled(skriv, kommune) -> None:
    klient = logg_inn(skriv)
    aar, uke = klokke.isouke(klokke.today())

    sendt = klient.post(side(kommune, "antall-plasser/ny/"), denne_uken())
    rad = Plassinnmelding.objects.get()
    detalj = klient.get(sendt.url)
    kansellert = klient.post(f"{sendt.url}kanseller/", {})
    igjen = klient.post(f"{sendt.url}kanseller/", {})

    assert (rad.maks_antall_personer, rad.uke_aar, rad.uke, rad.sendt_av) == (4, aar, uke, skriv)
    assert [rad.navn for rad in detalj.context["rader"]] == ["Maks antall personer", "Klar for bosetting"]
    assert (kansellert.url, igjen.status_code) == (side(kommune, "?slag=antall-plasser"), 409)
    rad.refresh_from_db()
    assert (rad.tilstand, rad.maks_antall_personer) == ("kansellert", 4)
    assert [str(setning(h)) for h in Hendelse.objects.gjelder(rad)] == [
        f"Kommunen kansellerte plass til 4 personer i uke {uke} i {aar}.",
        f"Kommunen meldte inn plass til 4 personer i uke {uke} i {aar}.",
    ]


@pytest.mark.parametrize(
    ("felt", "feil"),
    [
        ({"maks_antall_personer": "0"}, {"maks_antall_personer": ["Maks antall personer må være minst 1."]}),
        ({"maks_antall_personer": "9999999"}, {"maks_antall_personer": ["Maks antall personer kan være høyst 999."]}),
        ({"maks_antall_personer": "noen"}, {"maks_antall_personer": ["Maks antall personer må være et helt tall."]}),
        ({"maks_antall_personer": ""}, {"maks_antall_personer": ["Maks antall personer må fylles ut."]}),
        ({"uke": "2020-01"}, {"uke": ["Klar for bosetting: velg ett av alternativene i listen."]}),
        ({"uke": ""}, {"uke": ["Klar for bosetting: velg ett av alternativene."]}),
    ],
)  # fmt: skip
def test_b080_b084_a_wrong_field_is_422_and_keeps_what_was_typed(skriv, kommune, felt, feil) -> None:
    svar = logg_inn(skriv).post(side(kommune, "antall-plasser/ny/"), {**denne_uken(), **felt})

    assert (svar.status_code, svar.context["form"].errors) == (422, feil)
    assert {navn: svar.context["form"][navn].value() for navn in felt} == felt
    assert Plassinnmelding.objects.count() == 0


def test_b081_two_for_a_week_are_both_active(skriv, kommune) -> None:
    plasser(skriv, kommune)
    plasser(skriv, kommune, maks_antall_personer=2)

    svar = logg_inn(skriv).get(side(kommune, "?slag=antall-plasser"))

    assert sum(rad.maks_antall_personer for rad in Plassinnmelding.objects.gjeldende()) == 6
    assert [merke.tekst for _rad, _tekst, merke in svar.context["rader"]] == ["Sendt", "Sendt"]


def test_b082_there_is_no_way_to_edit_one(skriv, kommune) -> None:
    rad = plasser(skriv, kommune)
    svar = logg_inn(skriv).post(side(kommune, f"antall-plasser/{rad.pk}/"), denne_uken("9"))

    rad.refresh_from_db()
    assert (svar.status_code, rad.maks_antall_personer) == (405, 4)


def test_b083_the_plan_changes_no_places_and_waits_for_no_answer(skriv, kommune) -> None:
    aar = klokke.today().year
    for_ = plassregnskap(kommune, aar)
    rad = plasser(skriv, kommune, maks_antall_personer=900)
    imdi = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)

    detalj = logg_inn(imdi).get(f"/imdi/innmeldinger/antall-plasser/{rad.pk}/")

    assert plassregnskap(kommune, aar) == for_
    assert (detalj.status_code, detalj.context["kan_behandles"]) == (200, False)
    with pytest.raises(UlovligOvergang):
        services.behandle(bruker=imdi, innmelding=rad, svar="Vi tar det med videre.")


def test_b001_b002_who_reads_and_who_writes(skriv, kommune) -> None:
    rad = plasser(skriv, kommune)
    naboen = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))
    leser = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))
    administrator = logg_inn(bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune))
    haler = (f"antall-plasser/{rad.pk}/", "antall-plasser/ny/", f"antall-plasser/{rad.pk}/kanseller/")

    assert [naboen.get(side(kommune, hale)).status_code for hale in haler] == [404] * 3
    assert [leser.get(side(kommune, hale)).status_code for hale in haler] == [200, 403, 403]
    assert leser.post(side(kommune, haler[1]), denne_uken()).status_code == 403
    assert administrator.post(side(kommune, haler[1]), denne_uken()).status_code in (403, 404)
    assert Plassinnmelding.objects.count() == 1
