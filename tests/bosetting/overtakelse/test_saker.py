"""Taking over saker: households whole, the moves of the tables, and every invariant afterwards."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting import invarianter
from bosetting.anmodning.queries import plassregnskap
from bosetting.bosatt.models import Avslutning, Bosetting
from bosetting.bosatt.services import registrer_bosettingsdato
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.person.models import Person, Sak
from bosetting.person.services import endre_gradering
from bosetting.person.states import Gradering
from bosetting.vedtak.models import Bosettingsvedtak
from bosetting.vedtak.services import opphev_vedtak
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import IkkeTilgang
from imdinett.kommune.models import Enhet, Etterfolger, Kommune
from imdinett.overtakelse import services
from imdinett.overtakelse.models import Overtakelsesrad
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.overtakelse.hjelp import avvist, duf, i_morgen, les_inn, plassert, prov, rad, sak, tall
from tests.factories.bosetting import KommunevedtakFactory
from tests.factories.imdinett import EnhetFactory, KommuneFactory, KommunenummerFactory
from tests.hjelp import bruker_med

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def imdi() -> Bruker:
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.fixture
def kommune() -> Kommune:
    kommune = KommuneFactory(nummer="1191", navn="Alfavik")
    KommunenummerFactory(kommune=kommune)
    KommunevedtakFactory(kommune=kommune, aar=2026, antall=10)
    return kommune


def krev_alt() -> None:
    """B-028, B-031, B-042, B-043, B-044, B-049, B-055: what must hold of every case, wherever it came from."""
    assert invarianter.brudd() == []
    for en in Sak.objects.select_related("person"):
        gjeldende = en.vedtak.filter(tilstand="gjelder")
        datoer = Bosetting.objects.filter(sak=en, gjelder=True)
        er_plassert = en.tilstand in ("sokt_ut", "bosatt")
        assert gjeldende.count() == int(er_plassert)
        assert datoer.count() == int(en.tilstand == "bosatt")
        assert not en.linjer.apne().exists()
        assert en.person.kommune_id == en.kommune_id
        assert (en.kommune_id is not None) == er_plassert
        if er_plassert:
            vedtak = gjeldende.get()
            assert (vedtak.kommune_id, vedtak.utsokingsdato) == (en.kommune_id, en.utsokingsdato)
            assert vedtak.linje.avgjort_tid
            assert vedtak.linje.liste.plassaar == en.plassaar
        if en.bosettingsdato:
            assert en.utsokingsdato <= en.bosettingsdato <= klokke.today()


# ---- what goes in
def test_every_state_is_taken_over_and_every_invariant_holds(imdi: Bruker, kommune: Kommune) -> None:
    kjoring = les_inn(
        imdi,
        rad(1, "registrert", husstand="A"),
        rad(2, "til_kartlegging", husstand="B"),
        rad(3, "bosettingsklar", husstand="C"),
        plassert(4, "sokt_ut", kommune, husstand="D"),
        plassert(5, "bosatt", kommune, husstand="D"),
        plassert(
            6,
            "bosatt",
            kommune,
            husstand="E",
            enslig_mindrearig="ja",
            representant="Rita Eksempel",
            fodselsdato="2009-05-01",
        ),
        rad(7, "avsluttet", husstand="F", avslutningsgrunn="reist_fra_norge", avsluttet_dato="2026-03-01"),
    )

    assert tall(kjoring) == (7, 0, 0)
    ventet = ["registrert", "til_kartlegging", "bosettingsklar", "sokt_ut", "bosatt", "bosatt", "avsluttet"]
    assert [sak(nr).tilstand for nr in range(1, 8)] == ventet
    assert klokke.dag(sak(3).klar_tid).isoformat() == "2025-10-01"
    assert sak(4).husstand == sak(5).husstand
    regnskap = plassregnskap(kommune, 2026)
    assert (regnskap.sokt_ut, regnskap.brukt, regnskap.brukt_em, regnskap.ledig) == (1, 2, 1, 7)
    krev_alt()


def test_nobody_is_written_to_and_the_log_says_from_where(imdi: Bruker, kommune: Kommune) -> None:
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)

    les_inn(imdi, plassert(1, "sokt_ut", kommune), plassert(2, "bosatt", kommune, husstand="B"))

    assert Forsendelse.objects.count() == 0
    hendelse = Hendelse.objects.filter(type="sak_overtatt").order_by("pk")
    assert [(en.gjelder_navn, en.kommune_id) for en in hendelse] == [(sak(nr).nummer, kommune.pk) for nr in (1, 2)]
    assert setning(hendelse[1]) == "Saken ble overtatt fra systemet som var før: linje 4 i rogaland.csv."


def test_b042_the_kommune_has_the_folder_and_can_go_on_where_the_old_system_left(
    imdi: Bruker, kommune: Kommune
) -> None:
    kari = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    les_inn(imdi, plassert(1, "sokt_ut", kommune))

    assert list(Sak.objects.all().synlig_for(kari)) == [sak(1)]
    registrer_bosettingsdato(bruker=kari, sak_id=sak(1).pk, dato=klokke.today(), kilde="kommune")
    assert sak(1).tilstand == "bosatt"
    krev_alt()


def test_b039_a_decision_that_was_taken_over_can_be_taken_back(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, plassert(1, "sokt_ut", kommune))

    opphev_vedtak(
        bruker=imdi, vedtak_ider=[Bosettingsvedtak.objects.get().pk], grunn="Personen flyttet til en annen kommune."
    )

    assert (sak(1).tilstand, sak(1).kommune, plassregnskap(kommune, 2026).bundet) == ("bosettingsklar", None, 0)
    # The first letters went from the old system and were received, so both get one that takes them back.
    slag = list(Forsendelse.objects.brev().order_by("slag").values_list("slag", flat=True))
    assert slag == ["person.vedtak_opphevet_flyktning", "person.vedtak_opphevet_kommune"]
    krev_alt()


def test_the_taken_over_list_says_yes_and_not_when(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, *(plassert(nr, "sokt_ut", kommune, husstand=f"H{nr}") for nr in range(1, 29)))

    lister = Fordelingsliste.objects.order_by("nummer")
    assert [(en.nummer, en.tilstand, en.sendt_tid, en.besvart_tid) for en in lister] == [
        ("O-000001", "ferdigbehandlet", None, None),
        ("O-000002", "ferdigbehandlet", None, None),
    ]
    assert Husstandssvar.objects.filter(svar="ja").count() == 28
    assert plassregnskap(kommune, 2026).ledig == 10 - 28


def test_an_ended_case_keeps_what_held_until_then(imdi: Bruker, kommune: Kommune) -> None:
    slutt = {"avslutningsgrunn": "reist_for_adresse", "avsluttet_dato": "2026-05-01"}
    kjoring = les_inn(imdi, plassert(1, "avsluttet", kommune, bosettingsdato="2026-02-01", **slutt))

    avslutning = Avslutning.objects.get()
    assert (avslutning.sak, avslutning.kommune, avslutning.fra_tilstand) == (sak(1), kommune, "bosatt")
    assert tall(kjoring) == (1, 0, 0)
    assert tall(prov(imdi, plassert(1, "avsluttet", kommune, bosettingsdato="2026-02-01", **slutt))) == (0, 1, 0)
    krev_alt()


def test_an_old_kommunenummer_is_followed_to_today(imdi: Bruker, kommune: Kommune) -> None:
    gammel = KommuneFactory(nummer="1190", gyldig_til="2020-01-01")
    KommunenummerFactory(kommune=gammel, nummer="1190", gyldig_til="2020-01-01")
    Etterfolger.objects.create(gammel=gammel, ny=kommune, dato="2020-01-01")

    les_inn(imdi, plassert(1, "sokt_ut", kommune, kommunenummer="1190"))

    assert sak(1).kommune == kommune


# ---- a rerun, and what is here
def test_the_same_file_again_changes_nothing(imdi: Bruker, kommune: Kommune) -> None:
    EnhetFactory(navn="Prøve mottak")
    rader = [
        rad(1, "bosettingsklar", husstand="A", mottak="prøve mottak"),
        plassert(2, "bosatt", kommune, husstand="B"),
        rad(3, "registrert", husstand="C"),
    ]
    les_inn(imdi, *rader)
    hendelser = Hendelse.objects.filter(type="sak_overtatt").count()

    igjen = les_inn(imdi, *rader)

    assert tall(igjen) == (0, 3, 0)
    assert (Person.objects.count(), Hendelse.objects.filter(type="sak_overtatt").count()) == (3, hendelser)


def test_a_person_who_is_different_here_is_shown_and_never_overwritten(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, plassert(1, "sokt_ut", kommune))

    igjen = les_inn(imdi, plassert(1, "bosatt", kommune, etternavn="Annet"))

    assert tall(igjen) == (0, 0, 1)
    assert Overtakelsesrad.objects.get(overtakelse=igjen).forskjeller == [
        ["etternavn", "Annet", "Eksempel"],
        ["tilstand", "bosatt", "sokt_ut"],
        ["bosettingsdato", "2026-02-01", ""],
    ]
    assert (sak(1).tilstand, sak(1).person.etternavn) == ("sokt_ut", "Eksempel")


def test_an_empty_cell_says_nothing(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, plassert(1, "bosatt", kommune))

    assert tall(prov(imdi, plassert(1, "bosatt", kommune, adresse="", postnummer="", poststed=""))) == (0, 1, 0)


def test_b095_a_protected_person_is_told_of_to_nobody(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, plassert(1, "sokt_ut", kommune), plassert(2, "sokt_ut", kommune, husstand="B"))
    Person.objects.filter(duf_nummer=duf(1)).update(gradering=Gradering.FORTROLIG)

    igjen = prov(
        imdi, plassert(1, "sokt_ut", kommune, fornavn="Hemmelig"), plassert(2, "sokt_ut", kommune, husstand="B")
    )

    rad_ = Overtakelsesrad.objects.get(overtakelse=igjen)
    assert (tall(igjen), rad_.forskjeller, set(rad_.innhold)) == ((0, 1, 1), [], {"husstand", "duf"})
    assert "kan ikke registreres" in rad_.grunn
    assert [(en.fil, en.for_, en.etter) for en in igjen.tallrader] == [(2, 1, 1)]


def test_a_stricter_protection_takes_the_refused_row_away(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, plassert(1, "sokt_ut", kommune))
    igjen = prov(imdi, plassert(1, "sokt_ut", kommune, fornavn="Annen"))
    assert igjen.avviste.count() == 1

    endre_gradering(bruker=imdi, sak=sak(1), til=Gradering.FORTROLIG, grunn="Trusler mot familien.")

    assert igjen.avviste.count() == 0


# ---- households
def test_b032_a_refused_row_refuses_its_household_and_no_other(imdi: Bruker, kommune: Kommune) -> None:
    kjoring = les_inn(
        imdi,
        plassert(1, "sokt_ut", kommune, husstand="A"),
        plassert(2, "sokt_ut", kommune, husstand="A", fodselsdato="1. mai"),
        plassert(3, "sokt_ut", kommune, husstand="B"),
    )

    assert avvist(kjoring) == [
        (3, "En annen i husstanden ble avvist (linje 4)."),
        (4, "Fødselsdato må være en dato, for eksempel 2026-11-23."),
    ]
    assert list(Person.objects.values_list("duf_nummer", flat=True)) == [duf(3)]


@pytest.mark.parametrize(
    ("andre", "grunn"),
    [
        ({"tilstand": "bosettingsklar"}, "Noen i husstanden er søkt ut, andre ikke."),
        ({"tilstand": "sokt_ut", "plassaar": "2025"}, "Husstanden må ha én kommune og ett plassår."),
    ],
)
def test_b032_a_household_is_one(imdi: Bruker, kommune: Kommune, andre: dict[str, str], grunn: str) -> None:
    tilstand = andre.pop("tilstand")
    ny = plassert(2, tilstand, kommune, **andre) if tilstand == "sokt_ut" else rad(2, tilstand)

    kjoring = les_inn(imdi, plassert(1, "sokt_ut", kommune), ny)

    assert [tekst.startswith(grunn) for _linje, tekst in avvist(kjoring)] == [True, True]
    assert Person.objects.count() == 0


def test_b033_nobody_is_ready_while_one_has_no_permit(imdi: Bruker) -> None:
    kjoring = les_inn(imdi, rad(1, "bosettingsklar"), rad(2, "registrert"))

    assert [linje for linje, _grunn in avvist(kjoring)] == [3, 4]
    assert Person.objects.count() == 0


def test_somebody_new_in_a_household_that_is_here_is_refused(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, plassert(1, "sokt_ut", kommune))

    kjoring = les_inn(imdi, plassert(1, "sokt_ut", kommune), plassert(2, "sokt_ut", kommune))

    assert tall(kjoring) == (0, 1, 1)
    assert avvist(kjoring) == [(4, "Andre i husstanden er registrert fra før. Registrer personen i portalen.")]


def test_a_household_that_is_two_here_is_a_difference(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, plassert(1, "sokt_ut", kommune, husstand="A"), plassert(2, "sokt_ut", kommune, husstand="B"))

    kjoring = prov(imdi, plassert(1, "sokt_ut", kommune), plassert(2, "sokt_ut", kommune))

    assert tall(kjoring) == (0, 0, 2)
    assert [en.forskjeller[0][0] for en in kjoring.avviste.all()] == ["husstand", "husstand"]


def test_the_same_row_twice_is_known_and_two_that_differ_refuse_the_household(imdi: Bruker) -> None:
    kjoring = prov(imdi, rad(1, "registrert", husstand="A"), rad(1, "registrert", husstand="A"))
    assert tall(kjoring) == (1, 1, 0)

    kjoring = prov(imdi, rad(1, "registrert"), rad(1, "registrert", fornavn="Annen"))
    assert tall(kjoring) == (0, 0, 2)
    assert avvist(kjoring)[1] == (4, "Samme DUF-nummer står på linje 3 med andre opplysninger.")


# ---- what cannot be read
@pytest.mark.parametrize(
    ("celler", "grunn"),
    [
        ({"duf": "123"}, "DUF-nummer må ha 12 sifre"),
        ({"duf": ""}, "DUF-nummer må ha 12 sifre"),
        ({"husstand": ""}, "Husstand mangler."),
        ({"tilstand": "akseptert"}, "Tilstand «akseptert» kan ikke overtas. Vi kan lese: registrert,"),
        ({"kjonn": "x"}, "Kjønn «x» kan ikke overtas."),
        ({"kommunenummer": "0000"}, "Kommunenummeret 0000 finnes ikke."),
        ({"kommunenummer": ""}, "Kommunenummer, plassår og utsøkingsdato må stå"),
        ({"plassaar": "i år"}, "Plassår må være et årstall"),
        ({"utsokingsdato": "2025-08-01"}, "Utsøkingsdato kan ikke være før tillatelsen."),
        ({"utsokingsdato": i_morgen()}, "Utsøkingsdato er fram i tid."),
        ({"bosettingsdato": "2026-01-09"}, "Bosettingsdato kan ikke være før utsøkingsdatoen"),
        ({"bosettingsdato": i_morgen()}, "Bosettingsdato er fram i tid."),
        ({"bosettingsdato": ""}, "Bosettingsdato mangler."),
        ({"fodselsdato": i_morgen()}, "Fødselsdato er fram i tid."),
        ({"mottak": "Ukjent"}, "Vi har ikke noe mottak som heter «Ukjent»."),
        ({"tillatelse": ""}, "Tillatelse og tillatelsesdato må stå begge to"),
        ({"tillatelse": "", "tillatelsesdato": ""}, "Tillatelsen mangler."),
        ({"tilstand": "sokt_ut", "bosettingsdato": "", "adresse": ""}, "Adresse, postnummer og poststed må stå"),
        ({"tilstand": "sokt_ut"}, "En sak med bosettingsdato er bosatt, ikke søkt ut."),
        ({"enslig_mindrearig": "kanskje"}, "Enslig mindreårig må være ja eller nei."),
        ({"enslig_mindrearig": "ja"}, "En enslig mindreårig må være under 18 år."),
        ({"avslutningsgrunn": "annet"}, "Bare avsluttede saker har avslutningsgrunn"),
        ({"morsmaal": "arabisk"}, "Kartlagt dato og morsmål må stå begge to"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused(
    imdi: Bruker, kommune: Kommune, celler: dict[str, str], grunn: str
) -> None:
    kjoring = les_inn(imdi, {**plassert(1, "bosatt", kommune), **celler})

    assert (tall(kjoring), avvist(kjoring)[0][0]) == ((0, 0, 1), 3)
    assert avvist(kjoring)[0][1].startswith(grunn)
    assert Person.objects.count() == 0


def test_b070_nobody_lives_in_a_region_of_bufetat(imdi: Bruker) -> None:
    EnhetFactory(navn="Region Eksempel", type=Enhet.Type.BUFETAT)

    kjoring = prov(imdi, rad(1, "registrert", mottak="Region Eksempel"))

    assert avvist(kjoring) == [(3, "Vi har ikke noe mottak som heter «Region Eksempel».")]


@pytest.mark.parametrize(
    ("rad_", "grunn"),
    [
        (rad(1, "bosettingsklar", klar_dato=""), "En bosettingsklar person må ha klar dato"),
        (rad(1, "bosettingsklar", klar_dato="2025-08-01"), "Klar dato kan ikke være før tillatelsen."),
        (rad(1, "registrert", tillatelse="flyktning", tillatelsesdato="2025-09-01"), "En registrert sak har ingen"),
        (rad(1, "bosettingsklar", utsokingsdato="2026-01-01"), "Kommune, utsøkingsdato og bosettingsdato hører"),
        (rad(1, "avsluttet"), "Avslutningsgrunn mangler."),
        (rad(1, "avsluttet", avslutningsgrunn="dod"), "Dato må fylles ut når grunnen er"),
    ],
)
def test_what_comes_before_must_be_there(imdi: Bruker, rad_: dict[str, str], grunn: str) -> None:
    kjoring = prov(imdi, rad_)

    assert tall(kjoring) == (0, 0, 1)
    assert avvist(kjoring)[0][1].startswith(grunn)


def test_a_kommune_that_was_split_has_no_single_successor(imdi: Bruker, kommune: Kommune) -> None:
    delt = KommuneFactory(nummer="1189", navn="Delt", gyldig_til="2020-01-01")
    KommunenummerFactory(kommune=delt, nummer="1189", gyldig_til="2020-01-01")
    for ny in (kommune, KommuneFactory()):
        Etterfolger.objects.create(gammel=delt, ny=ny, dato="2020-01-01")

    kjoring = prov(imdi, plassert(1, "sokt_ut", kommune, kommunenummer="1189"))

    assert avvist(kjoring)[0][1].startswith("Delt (1189) ble delt og har ingen enkelt etterfølger.")


# ---- the representant of an enslig mindreårig
BARN = {"enslig_mindrearig": "ja", "representant": "Rita Eksempel", "fodselsdato": "2009-05-01"}
REPRESENTANT = {
    "representant_adresse": "Vergeveien 2",
    "representant_postnummer": "0152",
    "representant_poststed": "Oslo",
}


def test_b073_the_representants_address_comes_along_and_gets_the_letter_when_it_is_taken_back(
    imdi: Bruker, kommune: Kommune
) -> None:
    kjoring = les_inn(imdi, plassert(1, "sokt_ut", kommune, **BARN, **REPRESENTANT))
    assert (tall(kjoring), kjoring.mangler) == ((1, 0, 0), {})

    opphev_vedtak(
        bruker=imdi, vedtak_ider=[Bosettingsvedtak.objects.get().pk], grunn="Personen flyttet til en annen kommune."
    )

    til_verge = Forsendelse.objects.brev().get(slag="person.vedtak_opphevet_representant")
    assert til_verge.mottaker["navn"] == "Rita Eksempel"
    assert "Vergeveien 2" in til_verge.mottaker.values()


def test_decision_34_rows_without_the_representants_address_go_in_and_are_named(imdi: Bruker, kommune: Kommune) -> None:
    halv = {**REPRESENTANT, "representant_poststed": ""}
    kjoring = les_inn(
        imdi,
        plassert(1, "sokt_ut", kommune, husstand="A", **BARN, **REPRESENTANT),
        plassert(2, "sokt_ut", kommune, husstand="B", **BARN),
        plassert(3, "bosatt", kommune, husstand="C", **BARN, **halv),
        rad(4, "registrert", husstand="D", **BARN),
        plassert(5, "sokt_ut", kommune, husstand="E"),
    )

    assert (tall(kjoring), list(kjoring.mangler.values())) == ((5, 0, 0), [[4, 5]])
    assert [tekst.startswith("Representantens adresse mangler.") for tekst in kjoring.mangler] == [True]


def test_a_file_with_the_new_columns_is_compared_and_one_without_says_nothing(imdi: Bruker, kommune: Kommune) -> None:
    med = plassert(1, "sokt_ut", kommune, **BARN, **REPRESENTANT)
    les_inn(imdi, med)

    assert tall(prov(imdi, plassert(1, "sokt_ut", kommune, **BARN))) == (0, 1, 0)
    annen = prov(imdi, {**med, "representant_adresse": "Annen vei 3"})
    assert [en.forskjeller for en in annen.avviste.all()] == [[["representant_adresse", "Annen vei 3", "Vergeveien 2"]]]


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_LES, Rolle.IMDI_ADMINISTRATOR, Rolle.IMDI_ANMODNING])
def test_only_imdis_bosetter_takes_over_saker(rolle: Rolle) -> None:
    with pytest.raises(IkkeTilgang):
        prov(bruker_med(rolle), rad(1, "registrert"))


def test_b031_the_lines_are_closed_so_nobody_is_on_two_lists(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, plassert(1, "sokt_ut", kommune))

    assert list(Fordelingslinje.objects.apne()) == []


def test_many_households_cost_few_more_questions_than_one(imdi: Bruker, kommune: Kommune) -> None:
    antall = []
    for husstander in (range(1, 2), range(2, 62)):
        overtakelse = prov(imdi, *(plassert(nr, "bosatt", kommune, husstand=f"H{nr}") for nr in husstander))
        with CaptureQueriesContext(connection) as spurt:
            services.les_inn(bruker=imdi, overtakelse_id=overtakelse.pk)
        antall.append(len(spurt))

    assert antall[1] - antall[0] < 20
