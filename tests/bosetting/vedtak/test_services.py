"""The decision: what it takes, what it does, what stops it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from bosetting.anmodning.queries import plassregnskap
from bosetting.fordeling import services as fordeling
from bosetting.person.models import Person, Sak
from bosetting.vedtak import services
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.fordeling.hjelp import AAR, besvar, scene, tilstander
from tests.bosetting.vedtak.hjelp import REPRESENTANT, brev, fatt, ider, linje_ider, med_ja, sokt_ut
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def test_b041_the_decision_sets_the_utsokingsdato_and_ends_the_list() -> None:
    en = med_ja(2, 1)

    vedtak = fatt(en)

    assert tilstander(en) == ["sokt_ut"] * 3
    assert {ett.utsokingsdato for ett in vedtak} == {klokke.today()}
    assert set(Sak.objects.values_list("utsokingsdato", "kommune")) == {(klokke.today(), en.kommune.pk)}
    en.liste.refresh_from_db()
    assert en.liste.tilstand == "ferdigbehandlet"
    assert {(linje.tilstand, linje.avgjort_tid is None) for linje in en.linjer} == {("ja", False)}


def test_b041_letters_to_the_kommune_and_to_each_grown_up() -> None:
    en = med_ja(2, 1)
    barn = en.linjer[1].sak.person
    barn.fodselsdato = klokke.today() - timedelta(days=8 * 365)
    barn.save()

    fatt(en)

    assert brev() == [
        ("vedtak_kommune", "svarut", "klar"),
        ("vedtak_flyktning", "utskrift", "klar"),
        ("vedtak_kommune", "svarut", "klar"),
        ("vedtak_flyktning", "utskrift", "klar"),
    ]


def test_b041_a_household_without_a_grown_up_gets_one_letter() -> None:
    en = med_ja(2, person={"fodselsdato": klokke.today() - timedelta(days=12 * 365)})

    fatt(en)

    assert [slag for slag, _kanal, _tilstand in brev()] == ["vedtak_kommune", "vedtak_flyktning"]


def test_b042_the_folder_opens_with_the_decision() -> None:
    en = med_ja(1)
    assert list(Sak.objects.all().synlig_for(en.kari)) == []

    vedtak = fatt(en)

    assert list(Sak.objects.all().synlig_for(en.kari)) == [vedtak[0].sak]


def test_b042_the_folder_is_shut_for_another_kommune() -> None:
    _en, _vedtak = sokt_ut(1)
    annen = scene()

    assert list(Sak.objects.all().synlig_for(annen.kari)) == []


def test_b073_the_representant_of_an_em_gets_the_same_decision() -> None:
    en = med_ja(1, em=5, er_em=True, person=REPRESENTANT)

    fatt(en)

    assert [slag for slag, _kanal, _tilstand in brev()] == [
        "vedtak_kommune",
        "vedtak_flyktning",
        "vedtak_representant",
    ]
    rad = Forsendelse.objects.get(slag="person.vedtak_representant")
    assert rad.mottaker == {
        "navn": "Rita Eksempel",
        "orgnr": "",
        "adresselinje": "Vergeveien 2",
        "postnummer": "4370",
        "poststed": "Egersund",
    }


@pytest.mark.parametrize("mangler", sorted(REPRESENTANT))
def test_b073_without_the_representants_address_nothing_happens(mangler: str) -> None:
    en = med_ja(1, em=5, er_em=True, person={**REPRESENTANT, mangler: ""})

    with pytest.raises(Domenefeil) as feil:
        fatt(en)

    assert (feil.value.kode, feil.value.felt) == ("mangler_adresse", f"sak_{en.linjer[0].sak.nummer}")
    assert (tilstander(en), brev()) == (["akseptert"], [])


@pytest.mark.parametrize("felt", ["adresse", "postnummer", "poststed"])
def test_decision_34_without_the_refugees_address_nothing_happens(felt: str) -> None:
    en = med_ja(2, 1)
    Person.objects.filter(pk=en.linjer[1].sak.person_id).update(**{felt: ""})

    with pytest.raises(Domenefeil) as feil:
        fatt(en)

    assert (feil.value.kode, feil.value.felt) == ("mangler_adresse", f"sak_{en.linjer[1].sak.nummer}")
    assert (tilstander(en), brev(), Bosettingsvedtak.objects.count()) == (["akseptert"] * 3, [], 0)


@pytest.mark.parametrize("felt", [{"gradering": "fortrolig"}, {"gradering": "egne_ansatte"}])
def test_b095_a_protected_person_is_not_decided_in_the_portal(felt: dict[str, object]) -> None:
    en = med_ja(2)
    Person.objects.filter(pk=en.linjer[1].sak.person_id).update(**felt)

    with pytest.raises(Domenefeil) as feil:
        fatt(en)

    assert feil.value.kode == "skjermet_person"
    assert (tilstander(en), brev()) == (["akseptert"] * 2, [])


def test_b032_a_household_is_decided_whole() -> None:
    en = med_ja(2)

    with pytest.raises(Domenefeil) as feil:
        services.fatt_vedtak(bruker=en.imdi, linje_ider=linje_ider(en)[:1])

    assert feil.value.kode == "delt_husstand"
    assert tilstander(en) == ["akseptert"] * 2


def test_b032_without_the_one_who_was_recalled_the_rest_is_whole() -> None:
    en = med_ja(2)
    a, b = linje_ider(en)
    fordeling.trekk_linjer(bruker=en.imdi, linje_ider=[a], grunn="Har reist til familie.")

    services.fatt_vedtak(bruker=en.imdi, linje_ider=[b])

    assert tilstander(en) == ["bosettingsklar", "sokt_ut"]


def test_b055_one_decision_in_force() -> None:
    en, vedtak = sokt_ut(1)

    with pytest.raises(Kollisjon):
        fatt(en)

    assert list(Bosettingsvedtak.objects.gjeldende()) == vedtak


def test_b055_the_database_keeps_one_decision_in_force() -> None:
    en, (vedtak,) = sokt_ut(1)
    annen = med_ja(1)

    with pytest.raises(IntegrityError, match="bosetting_vedtak_ett_gjeldende"), transaction.atomic():
        Bosettingsvedtak.objects.create(
            sak=vedtak.sak,
            linje=annen.linjer[0],
            kommune=en.kommune,
            utsokingsdato=klokke.today(),
            fattet_tid=klokke.now(),
            fattet_av=en.imdi,
        )


def test_a_no_cannot_be_decided() -> None:
    en = scene(1, 1)
    besvar(en, A="ja", B="nei")

    with pytest.raises(Kollisjon):
        services.fatt_vedtak(bruker=en.imdi, linje_ider=linje_ider(en))

    assert tilstander(en) == ["akseptert", "bosettingsklar"]


def test_what_is_recalled_cannot_be_decided() -> None:
    en = med_ja(1)
    fordeling.trekk_linjer(bruker=en.imdi, linje_ider=linje_ider(en), grunn="Har reist til familie.")

    with pytest.raises(Kollisjon):
        fatt(en)

    assert tilstander(en) == ["bosettingsklar"]


@pytest.mark.parametrize(
    ("dager", "kode"), [(1, "dato_i_framtiden"), (-1, "dato_for_svaret")], ids=["i morgen", "før svaret"]
)
def test_b041_the_utsokingsdato_is_between_the_answer_and_today(dager: int, kode: str) -> None:
    en = med_ja(1)

    with pytest.raises(Domenefeil) as feil:
        fatt(en, utsokingsdato=klokke.today() + timedelta(days=dager))

    assert (feil.value.kode, feil.value.felt) == (kode, "utsokingsdato")
    assert tilstander(en) == ["akseptert"]


def test_nothing_chosen_is_an_error() -> None:
    en = med_ja(1)

    with pytest.raises(Domenefeil) as feil:
        services.fatt_vedtak(bruker=en.imdi, linje_ider=[])

    assert (feil.value.kode, feil.value.felt) == ("ingen_valgt", "valgte")


def test_a_line_that_does_not_exist_is_an_error() -> None:
    en = med_ja(1)

    with pytest.raises(Domenefeil) as feil:
        services.fatt_vedtak(bruker=en.imdi, linje_ider=[*linje_ider(en), 10**8])

    assert feil.value.kode == "ukjent_linje"
    assert tilstander(en) == ["akseptert"]


@pytest.mark.parametrize(
    "rolle", [Rolle.IMDI_BOSETTER_LES, Rolle.IMDI_ANMODNING, Rolle.IMDI_ADMINISTRATOR, Rolle.KOMMUNE_BOSETTER_SKRIV]
)
def test_only_imdis_bosettere_decide(rolle: Rolle) -> None:
    en = med_ja(1)
    bruker = bruker_med(rolle, kommune=en.kommune)

    with pytest.raises(IkkeTilgang):
        services.fatt_vedtak(bruker=bruker, linje_ider=linje_ider(en))

    assert tilstander(en) == ["akseptert"]


def test_b028_the_place_stays_bound() -> None:
    en = med_ja(2)
    for_vedtaket = plassregnskap(en.kommune, AAR)

    fatt(en)

    etter = plassregnskap(en.kommune, AAR)
    assert (for_vedtaket.akseptert, etter.sokt_ut) == (2, 2)
    assert (for_vedtaket.bundet, for_vedtaket.ledig) == (etter.bundet, etter.ledig)


def test_b090_one_event_per_case_for_the_kommune_to_read() -> None:
    en, vedtak = sokt_ut(2)

    rader = Hendelse.objects.filter(type="vedtak_fattet").order_by("pk")

    assert [(rad.gjelder_id, rad.kommune_id, rad.data) for rad in rader] == [
        (
            str(ett.sak_id),
            en.kommune.pk,
            {"utsokingsdato": klokke.today().isoformat(), "liste": en.liste.nummer},
        )
        for ett in vedtak
    ]


def test_the_number_of_queries_does_not_follow_the_number_of_persons(django_assert_max_num_queries) -> None:
    liten, stor = med_ja(1), med_ja(3, 3, 3)

    with django_assert_max_num_queries(60) as spurt:
        fatt(liten)
    antall = len(spurt)
    with django_assert_max_num_queries(antall):
        fatt(stor)


def test_two_lists_in_one_go() -> None:
    en, to = med_ja(1), med_ja(2)

    vedtak = services.fatt_vedtak(bruker=en.imdi, linje_ider=[*linje_ider(to), *linje_ider(en)])

    assert len(vedtak) == 3
    assert (tilstander(en), tilstander(to)) == (["sokt_ut"], ["sokt_ut"] * 2)
    assert {ett.kommune_id for ett in vedtak} == {en.kommune.pk, to.kommune.pk}
    assert sorted(ider(vedtak)) == sorted(Bosettingsvedtak.objects.values_list("pk", flat=True))
