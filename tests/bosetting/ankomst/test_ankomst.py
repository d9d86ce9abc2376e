"""The route of overføringsflyktninger is told to the kommune (B-065, B-066)."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from bosetting.ankomst import queries, services
from bosetting.ankomst.models import Ankomst
from bosetting.ankomst.services import NyAnkomst
from bosetting.person.models import Sak
from bosetting.person.states import Kategori, Sakstilstand
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.factories.bosetting import PersonFactory, SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.fixture
def kommune():
    return KommuneFactory()


def om(dager: int) -> date:
    return klokke.today() + timedelta(days=dager)


def familie(kommune, antall: int = 2, **felt) -> list[Sak]:
    en = PersonFactory()
    folk = [en, *PersonFactory.create_batch(antall - 1, husstand=en.husstand)]
    standard = {
        "kategori": Kategori.OVERFORINGSFLYKTNING,
        "tilstand": Sakstilstand.SOKT_UT,
        "kommune": kommune,
        "plassaar": klokke.today().year,
        "utsokingsdato": om(-3),
        "tidligst_ankomst": om(5),
        "innreisefrist": om(90),
    }
    return [SakFactory(person=ett, **{**standard, **felt}) for ett in folk]


def rute(dager: int = 20, **felt) -> NyAnkomst:
    return NyAnkomst(**{"dato": om(dager), "sted": "Oslo lufthavn", "reiserute": "SK 4711 kl. 14.20", **felt})


def meld(imdi, saker, ny=None) -> Ankomst:
    return services.meld_ankomst(bruker=imdi, husstand=saker[0].husstand, ny=ny or rute())


def test_b066_the_kommune_hears_by_email_without_personal_data_and_reads_it_in_the_folder(imdi, kommune) -> None:
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    saker = familie(kommune)

    meld(imdi, saker)

    (epost,) = Forsendelse.objects.filter(slag="ankomst_meldt")
    assert epost.mottaker_navn in (skriv.navn, skriv.epost)
    alt = f"{epost.tittel} {epost.innhold}"
    assert saker[0].nummer in alt
    for hemmelig in (saker[0].person.fornavn, saker[0].person.duf_nummer, "Oslo lufthavn", "SK 4711"):
        assert hemmelig not in alt
    mappe = logg_inn(skriv).get(f"/personer/{saker[1].person.uuid}/bosetting/").content.decode()
    assert "Oslo lufthavn" in mappe
    assert "SK 4711 kl. 14.20" in mappe
    assert list(Hendelse.objects.filter(type="ankomst_meldt").values_list("kommune", flat=True)) == [kommune.pk] * 2


@pytest.mark.parametrize(("dager", "farge"), [(14, "success"), (13, "warning")])
def test_b066_two_weeks_ahead_is_the_aim_and_less_is_marked(imdi, kommune, dager, farge) -> None:
    saker = familie(kommune)

    meld(imdi, saker, rute(dager))

    reise = queries.reise_for(saker[0].husstand.nummer)
    assert reise is not None
    assert reise.merke is not None
    assert (reise.merke.tekst, reise.merke.farge) == (f"Meldt {dager} dager før", farge)


@pytest.mark.parametrize("dager", [-1, 4, 91])
def test_b065_the_arrival_lies_in_the_window(imdi, kommune, dager) -> None:
    with pytest.raises(Domenefeil) as feil:
        meld(imdi, familie(kommune), rute(dager))

    assert feil.value.felt == "dato"


@pytest.mark.parametrize("dager", [5, 90])
def test_b065_the_first_and_the_last_day_are_in_it(imdi, kommune, dager) -> None:
    assert meld(imdi, familie(kommune), rute(dager)).dato == om(dager)


def test_b065_the_window_is_the_households(imdi, kommune) -> None:
    saker = familie(kommune)
    Sak.objects.filter(pk=saker[1].pk).update(tidligst_ankomst=om(30))

    with pytest.raises(Domenefeil, match="B-065"):
        meld(imdi, saker, rute(20))


@pytest.mark.parametrize("felt", [{"tilstand": Sakstilstand.AKSEPTERT}, {"kategori": Kategori.MOTTAK}])
def test_nothing_is_told_before_the_decision_or_of_others(imdi, kommune, felt) -> None:
    with pytest.raises(Domenefeil, match="søkt ut"):
        meld(imdi, familie(kommune, **felt))

    with pytest.raises(IkkeTilgang):
        meld(bruker_med(Rolle.IMDI_BOSETTER_LES), familie(kommune))


def test_a_change_is_a_new_notice_and_the_old_one_stays(imdi, kommune) -> None:
    saker = familie(kommune)
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    meld(imdi, saker)

    meld(imdi, saker, rute(30))

    assert list(Ankomst.objects.order_by("pk").values_list("gjelder", flat=True)) == [False, True]
    assert Forsendelse.objects.filter(slag="ankomst_meldt").count() == 2
    with pytest.raises(IntegrityError, match="bosetting_ankomst_en_gjeldende"), transaction.atomic():
        Ankomst.objects.update(gjelder=True)


def test_the_page_lists_those_who_have_not_come_and_takes_the_notice(imdi, kommune) -> None:
    klient = logg_inn(imdi)
    assert "Ingen overføringsflyktninger er på vei nå." in klient.get("/imdi/overforing/").content.decode()
    saker = familie(kommune)

    tekst = klient.get("/imdi/overforing/").content.decode()
    assert ("Mangler ankomstmelding" in tekst, saker[0].person.fornavn in tekst) == (True, False)
    adresse = f"/imdi/overforing/{saker[0].husstand.nummer}/ankomst/"
    feil = klient.post(adresse, {"dato": "01.01.2020", "sted": "Gardermoen", "reiserute": "SK 1"})
    assert (feil.status_code, 'value="Gardermoen"' in feil.content.decode()) == (422, True)
    rett = {"dato": f"{om(20):%d.%m.%Y}", "sted": "Gardermoen", "reiserute": "SK 1"}
    assert "Ankomsten er meldt til kommunen." in klient.post(adresse, rett, follow=True).content.decode()
    assert klient.get("/imdi/overforing/finnes-ikke/ankomst/").status_code == 404


def test_the_list_is_sorted_and_leads_on_past_those_that_cannot_be_told(imdi, kommune) -> None:
    """The next in the list is the next that has a page: a household whose decision does not stand has none."""
    klient, liste = logg_inn(imdi), "/imdi/overforing/?sorter=-til"
    ikke_avgjort = {"tilstand": Sakstilstand.BOSETTINGSKLAR, "plassaar": None, "utsokingsdato": None}
    forst = familie(kommune, 1, innreisefrist=om(90))[0].husstand.nummer
    ikke = familie(None, 1, innreisefrist=om(60), **ikke_avgjort)[0].husstand.nummer
    sist = familie(kommune, 1, innreisefrist=om(30))[0].husstand.nummer

    svar = klient.get(liste)

    assert [reise.husstand.nummer for reise in svar.context["reiser"]] == [forst, ikke, sist]
    adresse = f"/imdi/overforing/{forst}/ankomst/?fra_liste=%2Fimdi%2Foverforing%2F%3Fsorter%3D-til&plass=0"
    assert adresse.replace("&", "&amp;") in svar.content.decode()
    fra = klient.get(adresse).context["fra_listen"]
    assert (fra.til_listen, fra.neste) == (liste, adresse.replace(forst, sist).replace("plass=0", "plass=2"))


def test_les_reads_the_list_and_tells_nobody(imdi, kommune) -> None:
    saker, les = familie(kommune), logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))
    meld(imdi, saker)
    adresse = f"/imdi/overforing/{saker[0].husstand.nummer}/ankomst/"

    tekst = les.get("/imdi/overforing/").content.decode()

    assert [ord_ in tekst for ord_ in (saker[0].husstand.nummer, "Oslo lufthavn", "SK 4711 kl. 14.20")] == [True] * 3
    assert adresse not in tekst
    assert "Bare brukere med rollen IMDi bosetter skriv kan registrere og endre." in tekst
    assert [les.get(adresse).status_code, les.post(adresse, {}).status_code] == [403, 403]
    assert les.post("/imdi/overforing/").status_code == 403


def test_one_household_and_three_take_the_same_number_of_queries(imdi, kommune, django_assert_max_num_queries) -> None:
    klient = logg_inn(imdi)
    familie(kommune)
    klient.get("/imdi/overforing/")
    with django_assert_max_num_queries(20) as forst:
        klient.get("/imdi/overforing/")
    familie(kommune)
    familie(kommune, 3)
    with django_assert_max_num_queries(len(forst.captured_queries)):
        klient.get("/imdi/overforing/")
