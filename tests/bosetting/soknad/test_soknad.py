"""Applications from those who live privately (B-062, B-063)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from bosetting.person import rules
from bosetting.person import services as person
from bosetting.person.models import Kartlegging, Sak
from bosetting.person.rules import Kartleggingssvar, Tillatelse
from bosetting.person.states import Kategori, Sakstilstand, Tillatelsestype
from bosetting.soknad import services
from bosetting.soknad.models import Privatsoknad
from bosetting.soknad.states import MOVES, Soknadstilstand
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, UlovligOvergang
from imdinett.kjerne.tilstand import kan_flyttes
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.factories.bosetting import PersonFactory, SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
I_TIDE, FRIST, FOR_SENT = date(2026, 8, 1), date(2026, 9, 10), date(2026, 9, 11)


@pytest.fixture(autouse=True)
def _naa() -> Iterator[None]:
    with klokke.flyttet_til(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


def husstand(antall: int = 1, **felt):
    en = PersonFactory()
    folk = [en, *PersonFactory.create_batch(antall - 1, husstand=en.husstand)]
    for ett in folk:
        SakFactory(person=ett, **{"kategori": Kategori.PRIVATBOENDE, **felt})
    return en.husstand


def tillatelse(imdi, hus, *, dato=date(2026, 3, 1), meldt=date(2026, 3, 10)) -> None:
    gitt = Tillatelse(type=Tillatelsestype.KOLLEKTIV, dato=dato, meldt_dato=meldt)
    person.registrer_tillatelser(bruker=imdi, rader=[(sak, gitt) for sak in hus.saker.all()])


def soknad(imdi, hus, mottatt=I_TIDE) -> Privatsoknad:
    return services.registrer_soknad(bruker=imdi, husstand=hus, mottatt_dato=mottatt)


def test_the_state_table_of_the_application() -> None:
    for fra in Soknadstilstand:
        for til in Soknadstilstand:
            assert kan_flyttes(Privatsoknad(tilstand=fra), til) == (til in MOVES.get(fra, ()))


@pytest.mark.parametrize(
    ("meldt", "frist"),
    [
        (date(2026, 3, 10), date(2026, 9, 10)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2019, 1, 15), date(2019, 7, 15)),
    ],
)
def test_b062_six_months_to_the_day(meldt, frist) -> None:
    assert rules.soknadsfrist(meldt) == frist


def test_b062_the_months_are_a_dated_setting(settings) -> None:
    settings.PRIVATBOENDE_FRIST = ((date(2021, 1, 1), 6), (date(2027, 1, 1), 3))

    assert rules.soknadsfrist(date(2026, 12, 31)) == date(2027, 6, 30)
    assert rules.soknadsfrist(date(2027, 1, 1)) == date(2027, 4, 1)


def test_b063_it_may_come_before_the_permit_and_is_not_treated_before_it(imdi) -> None:
    hus = husstand(2)
    ny = soknad(imdi, hus)

    for tjeneste in (services.innvilg_soknad, services.avvis_soknad):
        with pytest.raises(Domenefeil, match="B-063"):
            tjeneste(bruker=imdi, soknad=ny)
    tillatelse(imdi, hus)
    services.innvilg_soknad(bruker=imdi, soknad=ny)

    assert Privatsoknad.objects.get().tilstand == Soknadstilstand.INNVILGET
    assert list(Kartlegging.objects.values_list("soknad_dato", "tilstand")) == [(I_TIDE, "utkast")] * 2


@pytest.mark.parametrize("mottatt", [I_TIDE, FRIST])
def test_an_offer_leads_to_bosettingsklar(imdi, mottatt) -> None:
    hus = husstand()
    tillatelse(imdi, hus)
    services.innvilg_soknad(bruker=imdi, soknad=soknad(imdi, hus, mottatt))
    sak = Sak.objects.get()
    with pytest.raises(Domenefeil, match="ikke ferdig"):
        person.godkjenn_kartlegging(bruker=imdi, sak=sak)

    svar = Kartleggingssvar(morsmaal="ukrainsk", soknad_dato=mottatt)
    person.registrer_kartlegging(bruker=imdi, sak=sak, svar=svar)
    person.godkjenn_kartlegging(bruker=imdi, sak=sak)

    assert Sak.objects.get().tilstand == Sakstilstand.BOSETTINGSKLAR
    typer = Hendelse.objects.order_by("pk").values_list("type", flat=True)
    assert [en for en in typer if en.startswith("soknad")] == ["soknad_registrert", "soknad_behandlet"]


def test_b062_too_late_is_no_offer_and_says_so_in_a_letter(imdi) -> None:
    hus = husstand()
    tillatelse(imdi, hus)
    sen = soknad(imdi, hus, FOR_SENT)
    with pytest.raises(Domenefeil, match="B-062"):
        services.innvilg_soknad(bruker=imdi, soknad=sen)

    services.avvis_soknad(bruker=imdi, soknad=sen)

    sak, brev = Sak.objects.get(), Forsendelse.objects.brev().get()
    assert (sak.tilstand, Privatsoknad.objects.get().tilstand) == (Sakstilstand.AVSLUTTET, Soknadstilstand.AVVIST)
    assert (brev.mottaker_navn, brev.kommune, sak.person.navn in brev.tittel) == (sak.person.navn, None, False)
    assert "Den siste dagen du kunne søke, var 10. september 2026." in brev.innhold["html"]
    assert "fordi søknaden kom for sent" in brev.innhold["html"]
    with pytest.raises((UlovligOvergang, Domenefeil)):
        services.avvis_soknad(bruker=imdi, soknad=sen)
    assert Forsendelse.objects.brev().count() == 1


def test_b062_the_date_typed_in_the_kartlegging_opens_no_back_door(imdi) -> None:
    hus = husstand()
    tillatelse(imdi, hus)
    sak = Sak.objects.get()
    svar = Kartleggingssvar(morsmaal="ukrainsk", soknad_dato=FOR_SENT)
    person.registrer_kartlegging(bruker=imdi, sak=sak, svar=svar)

    with pytest.raises(Domenefeil, match="B-062"):
        person.godkjenn_kartlegging(bruker=imdi, sak=sak)


def test_an_application_in_time_is_not_refused_and_without_an_address_nothing_is_sent(imdi) -> None:
    hus = husstand()
    tillatelse(imdi, hus)
    ny = soknad(imdi, hus)
    with pytest.raises(Domenefeil, match="kom i tide"):
        services.avvis_soknad(bruker=imdi, soknad=ny)

    Privatsoknad.objects.update(mottatt_dato=FOR_SENT)
    hus.personer.update(adresse="")
    with pytest.raises(Domenefeil, match="postadresse"), transaction.atomic():
        services.avvis_soknad(bruker=imdi, soknad=ny)
    assert Sak.objects.get().tilstand == Sakstilstand.TIL_KARTLEGGING


def test_one_application_at_a_time_and_a_new_one_after_a_withdrawal(imdi) -> None:
    hus = husstand()
    forste = soknad(imdi, hus)
    with pytest.raises(Domenefeil, match="alt en søknad"):
        soknad(imdi, hus)
    with pytest.raises(IntegrityError, match="bosetting_privatsoknad_en_gjelder"), transaction.atomic():
        Privatsoknad.objects.create(husstand=hus, mottatt_dato=I_TIDE, registrert_tid=klokke.now(), registrert_av=imdi)
    with pytest.raises(IntegrityError, match="bosetting_privatsoknad_behandlet_av"), transaction.atomic():
        Privatsoknad.objects.update(behandlet_tid=klokke.now())

    services.trekk_soknad(bruker=imdi, soknad=forste)

    assert soknad(imdi, hus).pk != forste.pk


@pytest.mark.parametrize(
    ("felt", "mottatt", "kode"),
    [({"kategori": Kategori.MOTTAK}, I_TIDE, "ikke_privatboende"), ({}, date(2026, 11, 24), "soknad_i_framtiden")],
)
def test_what_cannot_be_registered(imdi, felt, mottatt, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        soknad(imdi, husstand(**felt), mottatt)

    assert feil.value.kode == kode


def test_only_those_who_register_persons(imdi) -> None:
    with pytest.raises(IkkeTilgang):
        soknad(bruker_med(Rolle.IMDI_BOSETTER_LES), husstand())
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    assert logg_inn(skriv).get("/imdi/soknader/").status_code in (403, 404)


def test_les_reads_the_applications_and_writes_nothing(imdi) -> None:
    hus, uten, les = husstand(), husstand(), logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))
    soknad(imdi, hus)
    tillatelse(imdi, hus)
    adresse = f"/imdi/soknader/{hus.nummer}/"

    side, tom = les.get(adresse).content.decode(), les.get(f"/imdi/soknader/{uten.nummer}/").content.decode()

    assert hus.nummer in les.get("/imdi/soknader/").content.decode()
    assert ("Til behandling" in side, 'name="utfall"' in side) == (True, False)
    assert "Bare brukere med rollen IMDi bosetter skriv kan registrere og endre." in side
    assert "Ingen søknad fra husstanden er registrert." in tom
    assert les.get(f"{adresse}ny/").status_code == 403
    sider = (adresse, f"{adresse}ny/", "/imdi/soknader/")
    assert {les.post(en, {"utfall": "innvilg"}).status_code for en in sider} == {403}


def test_s03_a_kommune_cannot_tell_a_household_that_exists_from_one_that_does_not() -> None:
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))

    sider = (f"/imdi/soknader/{husstand().nummer}/", "/imdi/soknader/finnes-ikke/")

    assert {klient.get(side).status_code for side in sider} == {403}


def test_the_pages_take_it_from_the_list_to_the_answer(imdi) -> None:
    hus, klient = husstand(), logg_inn(imdi)
    assert "Ingen søknader her nå." in klient.get("/imdi/soknader/").content.decode()
    adresse = f"/imdi/soknader/{hus.nummer}/"
    assert klient.get(adresse).headers["Location"] == f"{adresse}ny/"
    assert klient.post(f"{adresse}ny/", {"mottatt_dato": "40.13.2026"}).status_code == 422
    klient.post(f"{adresse}ny/", {"mottatt_dato": "11.09.2026"})
    assert "Venter på tillatelse" in klient.get("/imdi/soknader/?vis=venter").content.decode()
    assert klient.post(adresse, {"utfall": "innvilg"}).status_code == 422

    tillatelse(imdi, hus)

    assert "Behandle søknader fra privatboende" in klient.get("/").content.decode()
    tekst = klient.get(adresse).content.decode()
    assert ("Kom for sent" in tekst, 'value="innvilg"' in tekst, 'value="avvis"' in tekst) == (True, False, True)
    assert klient.post(adresse, {"utfall": "avvis"}).status_code == 302
    assert "Kom for sent" in klient.get("/imdi/soknader/?vis=behandlet").content.decode()


def test_the_list_is_sorted(imdi) -> None:
    klient, (en, to) = logg_inn(imdi), (husstand(), husstand())
    soknad(imdi, en, date(2026, 8, 2))
    soknad(imdi, to)

    def numre(sorter: str) -> list[str]:
        svar = klient.get("/imdi/soknader/", {"vis": "venter", "sorter": sorter})
        return [rad.soknad.husstand.nummer for rad in svar.context["rader"]]

    assert (numre("mottatt"), numre("-mottatt")) == ([to.nummer, en.nummer], [en.nummer, to.nummer])
    assert numre("husstand") == sorted([en.nummer, to.nummer])


def test_one_application_and_three_take_the_same_number_of_queries(imdi, django_assert_max_num_queries) -> None:
    klient = logg_inn(imdi)
    soknad(imdi, husstand())
    klient.get("/imdi/soknader/?vis=venter")
    with django_assert_max_num_queries(20) as forst:
        klient.get("/imdi/soknader/?vis=venter")
    soknad(imdi, husstand())
    soknad(imdi, husstand(2))
    with django_assert_max_num_queries(len(forst.captured_queries)):
        klient.get("/imdi/soknader/?vis=venter")
