"""How long the permit holds, where the person lives and has lived, and who is abroad (bosetting.md §6)."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bosetting.person import opphold, services
from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.familiemodell import FamilieUte
from bosetting.person.models import Kartlegging, Person, Sak
from bosetting.person.rules import Tillatelse
from bosetting.person.services import Kontakt, NyFamilieUte
from bosetting.person.states import UTEN_ADRESSE, Gjenforening, Gradering, Relasjonstype, Tillatelsestype
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.bosetting.person.conftest import kartlagt, ny, registrert, til_kartlegging
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import EnhetFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
SOSTER = NyFamilieUte(type=Relasjonstype.SOSKEN, land="Tyrkia", navn="Hanna Eksempel")
KONTAKT = Kontakt(navn="Mona Eksempel", telefon="22 24 00 00", fra=date(2026, 10, 1))


@pytest.fixture
def mottak():
    return EnhetFactory(navn="Eksempel mottak")


@pytest.fixture
def ansatt(mottak):
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.MOTTAK_SKRIV, mottak)
    return bruker


def beboer(mottak, **felt) -> Sak:
    return SakFactory(**{"mottak": mottak, "tilstand": "til_kartlegging", "tillatelse_dato": date(2026, 11, 1), **felt})


# ---- how long the permit holds
@pytest.mark.parametrize(
    ("gyldig_til", "felt", "ventet"),
    [
        (None, {}, None),
        (date(2028, 1, 1), {}, None),
        (date(2026, 11, 22), {}, ("Gått ut", "danger")),
        (date(2027, 2, 21), {}, ("Går ut snart", "warning")),
        (date(2027, 2, 22), {}, None),
        (date(2027, 1, 3), {"bosettingsuke_aar": 2027, "bosettingsuke": 1}, ("Går ut før bosettingsuken", "danger")),
        (date(2027, 1, 4), {"bosettingsuke_aar": 2027, "bosettingsuke": 1}, ("Går ut snart", "warning")),
        (date(2027, 1, 1), {"bosettingsdato": date(2027, 1, 2)}, ("Går ut før bosettingsdatoen", "danger")),
        (
            date(2027, 4, 2),
            {"bosettingsdato": date(2027, 1, 2)},
            ("Går ut kort tid etter bosettingsdatoen", "warning"),
        ),
        (date(2027, 4, 3), {"bosettingsdato": date(2027, 1, 2)}, None),
    ],
)
def test_a_permit_that_runs_out_before_or_soon_after_the_settlement_is_marked(gyldig_til, felt, ventet) -> None:
    """Today is 23 November 2026, and soon is 90 days."""
    merke = opphold.gyldighetsmerke(Sak(tillatelse_gyldig_til=gyldig_til, **felt))

    assert (merke and (merke.tekst, merke.farge)) == ventet


def test_what_is_soon_is_a_dated_setting(settings) -> None:
    settings.TILLATELSE_MERKES_DAGER = ((date(2026, 1, 1), 90), (date(2026, 11, 1), 10))

    assert opphold.gyldighetsmerke(Sak(tillatelse_gyldig_til=date(2026, 12, 4))) is None
    assert opphold.gyldighetsmerke(Sak(tillatelse_gyldig_til=date(2026, 12, 3))) is not None


def test_the_last_day_comes_with_the_permit_and_is_renewed_later(imdi, klient) -> None:
    sak = registrert(imdi, ny(1))[0]
    gitt = Tillatelse(type=Tillatelsestype.KOLLEKTIV, dato=date(2026, 2, 1), gyldig_til=date(2026, 12, 24))
    services.registrer_tillatelser(bruker=imdi, rader=[(sak, gitt)])
    side = f"/imdi/personer/{sak.person.uuid}/"
    assert "Går ut snart" in klient.get(side).content.decode()

    for skrevet, status in (("1.2.2026", 422), ("24.12.2027", 302), ("24.12.2027", 302)):
        assert klient.post(f"{side}gyldighet/", {"gyldig_til": skrevet}).status_code == status

    sak.refresh_from_db()
    assert sak.tillatelse_gyldig_til == date(2027, 12, 24)
    assert "24. desember 2027" in klient.get(side).content.decode()
    assert [rad.data for rad in Hendelse.objects.filter(type="tillatelse_endret")] == [
        {"fra": "2026-12-24", "til": "2027-12-24"}
    ]


def test_a_case_without_a_permit_has_no_last_day_and_a_kommune_sets_none(imdi) -> None:
    sak = registrert(imdi, ny(1))[0]
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())

    with pytest.raises(Domenefeil, match="Registrer tillatelsen først"):
        services.endre_gyldighet(bruker=imdi, sak=sak, gyldig_til=date(2027, 1, 1))
    with pytest.raises(IkkeTilgang):
        services.endre_gyldighet(bruker=skriv, sak=sak, gyldig_til=date(2027, 1, 1))


# ---- where
def flytt(imdi, sak: Sak, **felt) -> None:
    sak = Sak.objects.select_related("person", "mottak", "amot_kommune").get(pk=sak.pk)
    services.endre_person(bruker=imdi, sak=sak, versjon=sak.versjon, ny=replace(services.som_registrert(sak), **felt))


def test_a_new_place_with_a_day_keeps_the_old_one_and_a_typo_does_not(imdi, mottak) -> None:
    sak = registrert(imdi, ny(1, mottak=mottak, adresse="Gamleveien 1", bosted_fra=date(2026, 5, 2)))[0]
    flytt(imdi, sak, adresse="Gamleveien 11")
    assert not Tidligerebosted.objects.exists()

    flytt(imdi, sak, mottak=None, adresse="Nyveien 3", bosted_fra=date(2026, 9, 1))

    assert [(rad.navn, rad.verdi) for rad in opphold.bostedshistorikk(opphold.tidligere_bosteder(sak.person_id))] == [
        ("Eksempel mottak, Gamleveien 11", "fra 2. mai 2026 til 1. september 2026")
    ]
    flytt(imdi, sak, bosted_fra=date(2026, 9, 2))
    assert Tidligerebosted.objects.count() == 1


@pytest.mark.parametrize(
    ("felt", "kode"),
    [
        ({"bosted_fra": date(2026, 11, 24)}, "bosted_i_framtiden"),
        ({"gradering": Gradering.STRENGT_FORTROLIG, "kontakt_navn": "Mona"}, "kontakt_lagres_aldri"),
        ({"gradering": Gradering.STRENGT_FORTROLIG, "kontakt_telefon": "22240000"}, "kontakt_lagres_aldri"),
    ],
)
def test_a_place_that_cannot_be_stored(imdi, felt, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        registrert(imdi, ny(1, **felt))

    assert feil.value.kode == kode


def test_mottak_says_whom_to_call_and_the_log_has_no_values(mottak, ansatt) -> None:
    sak = beboer(mottak)
    klient, adresse = logg_inn(ansatt), f"/beboere/{sak.person.uuid}/kontakt/"
    skrevet = {"kontakt_navn": "Mona Eksempel", "kontakt_telefon": "22 24 00 00", "bosted_fra": "1.10.2026"}

    assert klient.post(adresse, {**skrevet, "kontakt_telefon": "ring meg"}).status_code == 422
    assert klient.post(adresse, {**skrevet, "bosted_fra": "24.11.2026"}).status_code == 422
    svar = klient.post(adresse, skrevet, follow=True).content.decode()

    assert ("Mona Eksempel, 22 24 00 00" in svar, "1. oktober 2026" in svar) == (True, True)
    felt = ["bosted_fra", "kontakt_navn", "kontakt_telefon"]
    assert [(rad.type, rad.data) for rad in Hendelse.objects.all()] == [("person_endret", {"felt": felt})]
    assert "bosted og kontakt" in set(Innsyn.objects.values_list("del_av", flat=True))
    services.registrer_kontakt(bruker=ansatt, sak=sak, kontakt=KONTAKT)
    assert Hendelse.objects.count() == 1


def test_b034_what_mottak_writes_before_the_decision_is_no_event_of_the_kommunes(mottak, ansatt) -> None:
    kommune = KommuneFactory()
    fordelt = {"kommune": kommune, "plassaar": 2026, "utsokingsdato": date(2026, 11, 10)}
    for tilstand, ventet in (("fordelt", None), ("sokt_ut", kommune.pk)):
        sak = beboer(mottak, tilstand=tilstand, **fordelt)
        services.registrer_kontakt(bruker=ansatt, sak=sak, kontakt=KONTAKT)
        services.registrer_familie_ute(bruker=ansatt, sak=sak, ny=SOSTER)

        rader = Hendelse.objects.gjelder(sak)
        assert set(rader.values_list("type", "kommune_id")) == {
            ("person_endret", ventet),
            ("familie_ute_registrert", ventet),
        }


@pytest.mark.parametrize("felt", [{"mottak": None}, {"person__gradering": "fortrolig"}])
def test_b095_others_residents_and_the_shielded_are_not_mottaks_to_write_of(mottak, ansatt, felt) -> None:
    sak = beboer(**{"mottak": mottak, **felt})
    klient = logg_inn(ansatt)

    for side in ("kontakt/", "familie/", "familie/1/fjern/"):
        assert klient.post(f"/beboere/{sak.person.uuid}/{side}", {}).status_code == 404
    with pytest.raises(IkkeTilgang):
        services.registrer_kontakt(bruker=ansatt, sak=sak, kontakt=KONTAKT)
    with pytest.raises(IkkeTilgang):
        services.registrer_familie_ute(bruker=ansatt, sak=sak, ny=SOSTER)


# ---- relatives abroad
def test_relatives_abroad_are_added_and_taken_away_by_mottak_and_imdi(mottak, ansatt, klient) -> None:
    sak = beboer(mottak)
    hos_mottaket, hos_imdi = f"/beboere/{sak.person.uuid}/", f"/imdi/personer/{sak.person.uuid}/"
    skrevet = {"type": "forelder", "navn": "", "fodselsaar": "1961", "land": "Tyrkia", "gjenforening": "sokt"}
    ansatts = logg_inn(ansatt)

    assert "Ingen familie i utlandet er registrert." in ansatts.get(hos_mottaket).content.decode()
    assert ansatts.post(f"{hos_mottaket}familie/", {**skrevet, "fodselsaar": ""}).status_code == 422
    assert ansatts.post(f"{hos_mottaket}familie/", {**skrevet, "fodselsaar": "2027"}).status_code == 422
    ansatts.post(f"{hos_mottaket}familie/", skrevet)
    klient.post(f"{hos_imdi}familie/", {**skrevet, "type": "sosken", "navn": "Hanna"})

    tekst = klient.get(hos_imdi).content.decode()
    assert [spor for spor in ("mor eller far", "1961", "Tyrkia", "søkt", "Hanna") if spor not in tekst] == []
    forste = FamilieUte.objects.order_by("pk")[0]
    assert klient.post(f"{hos_imdi}familie/{forste.pk}/fjern/").status_code == 302
    assert klient.post(f"{hos_imdi}familie/{forste.pk}/fjern/").status_code == 409
    assert list(FamilieUte.objects.values_list("navn", flat=True)) == ["Hanna"]
    assert {rad.type: rad.data for rad in Hendelse.objects.all()} == {
        "familie_ute_registrert": {},
        "familie_ute_fjernet": {},
    }


def test_a_relative_is_taken_away_in_the_persons_own_folder_only(imdi) -> None:
    en, annen = til_kartlegging(imdi, ny(1)) + til_kartlegging(imdi, ny(2))
    rad = services.registrer_familie_ute(bruker=imdi, sak=en, ny=replace(SOSTER, gjenforening=Gjenforening.INNVILGET))

    with pytest.raises(Kollisjon):
        services.fjern_familie_ute(bruker=imdi, sak=annen, rad_id=rad.pk)

    assert FamilieUte.objects.get().gjenforening == "innvilget"


# ---- what ends with a stricter level
@pytest.mark.parametrize("nivaa", sorted(set(Gradering) - {Gradering.INGEN}))
def test_b095_contact_and_earlier_places_go_with_the_address(imdi, nivaa: Gradering) -> None:
    sak = registrert(imdi, ny(1, adresse="Veien 1", bosted_fra=date(2026, 5, 2), kontakt_navn="Mona Eksempel"))[0]
    flytt(imdi, sak, adresse="Veien 2", bosted_fra=date(2026, 6, 2))

    services.endre_gradering(bruker=imdi, sak=sak, til=nivaa, grunn="Politiet har meldt trusler.")

    person, strengt = Person.objects.get(), nivaa in UTEN_ADRESSE
    assert (person.kontakt_navn, Tidligerebosted.objects.count()) == (("", 0) if strengt else ("Mona Eksempel", 1))
    if strengt:
        with pytest.raises(IntegrityError, match="bosetting_person_uten_kontakt"), transaction.atomic():
            Person.objects.update(kontakt_navn="Mona Eksempel")
        flytt(imdi, sak, mottak=EnhetFactory(), bosted_fra=date(2026, 7, 2))
        flytt(imdi, sak, mottak=EnhetFactory(), bosted_fra=date(2026, 8, 2))
        assert not Tidligerebosted.objects.exists()


def test_b095_nobodys_folder_names_a_relative_who_becomes_protected(imdi) -> None:
    saker = kartlagt(imdi, ny(1, fornavn="Omar"), ny(2, fornavn="Sara"), ny(3, fornavn="Noor"))
    andre = kartlagt(imdi, ny(4, fornavn="Ali"))
    for sak in (*saker, *andre):
        services.registrer_familie_ute(bruker=imdi, sak=sak, ny=replace(SOSTER, navn="Sara Eksempel"))
        services.registrer_familie_ute(bruker=imdi, sak=sak, ny=SOSTER)
        Kartlegging.objects.filter(sak=sak).update(nettverk="søsteren sara i Bodø")

    services.endre_gradering(bruker=imdi, sak=saker[1], til=Gradering.FORTROLIG, grunn="Politiet har meldt trusler.")

    nettverk = dict(Kartlegging.objects.values_list("sak__person__fornavn", "nettverk"))
    assert {navn for navn, tekst in nettverk.items() if tekst} == {"Sara", "Ali"}
    navngitt = FamilieUte.objects.filter(navn="Sara Eksempel").values_list("person__fornavn", flat=True)
    assert (set(navngitt), FamilieUte.objects.filter(navn=SOSTER.navn).count()) == ({"Sara", "Ali"}, 4)


def test_decision_19_imdis_page_of_relatives_asks_why_as_the_folder_does() -> None:
    """While the case is registered to write is the task; afterwards the page shows the folder's tab."""
    imdi = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    sak = SakFactory(tilstand="registrert")
    klient, side = logg_inn(imdi), reverse("imdi_person_familie", args=[sak.person.uuid])
    services.registrer_familie_ute(bruker=imdi, sak=sak, ny=SOSTER)
    assert "Hanna Eksempel" in klient.get(side).content.decode()

    Sak.objects.update(tilstand="bosettingsklar")
    assert klient.get(side).status_code == 200
    Sak.objects.update(tilstand="takket_nei")
    svar = klient.get(side)

    sporsmaal = reverse("personmappe_formaal", args=[sak.person.uuid])
    assert (svar.status_code, svar.url) == (302, f"{sporsmaal}?neste={side.replace('/', '%2F')}")
    assert klient.post(side, {}).url == svar.url
    assert klient.post(svar.url, {"hvorfor": "oppfolging"}).url == side
    assert "Hanna Eksempel" in klient.get(side).content.decode()
    assert Innsyn.objects.order_by("-pk")[0].formaal not in ("", "Registrering")
    Sak.objects.update(ansvarlig=imdi)
    assert logg_inn(imdi).get(side).status_code == 200
