from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import PositiveIntegerField

from bosetting.anmodning.modell import queries
from bosetting.anmodning.modell.models import Kriteriemal, Modelltall, Variant, Variantkommune
from bosetting.anmodning.modell.rules import Kommunevalg, NyttKriterium, Vektvalg
from bosetting.anmodning.modell.services import varianter, verdier
from bosetting.anmodning.modell.states import Grunnlag, Malstatus, Verdikilde
from bosetting.anmodning.models import Anmodning
from bosetting.anmodning.services import runde as runder
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from tests.bosetting.anmodning.modell.conftest import sett_vekter, verdiene
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db
GRUNN = "Kommunen bygger ut barnehagen først"


def regnet(variant: Variant) -> queries.Regnet:
    return queries.regn(queries.rundedata(variant.runde), [variant])[0]


def endelige(variant: Variant) -> dict[str, tuple[int, int]]:
    return {nummer: (en.antall, en.herav_em) for nummer, en in regnet(variant).endelige.items()}


def velg(imdi, variant: Variant, kommune, **valg: Any) -> Variant:
    return varianter.endre_kommune(
        bruker=imdi, variant=variant, endret_nr=variant.endret_nr, kommune=kommune, valg=Kommunevalg(**valg)
    )


# ---- criteria and values
def test_the_defaults_are_dated_data_and_marked_as_proposals() -> None:
    """Decision 10: what no source settles is a proposal with the place it was read from."""
    maler = Kriteriemal.objects.all()

    assert [mal.kode for mal in maler] == [
        "innbyggertall",
        "resultat_intro",
        "arbeidsmarked",
        "vgo_kapasitet",
        "kontinuitet",
    ]
    assert (sum(mal.vekt for mal in maler), sum(mal.vekt_em for mal in maler)) == (100, 100)
    assert {mal.status for mal in maler} == {Malstatus.FORSLAG}
    assert all(mal.hjemmel and mal.navn_nn for mal in maler)


def test_the_defaults_are_loaded_once_and_corrected_when_the_file_is() -> None:
    Kriteriemal.objects.filter(kode="kontinuitet").update(vekt=99)

    call_command("last_kriterier", stdout=StringIO())

    assert Kriteriemal.objects.count() == 5
    assert Kriteriemal.objects.get(kode="kontinuitet").vekt == 10


def test_without_any_criteria_of_the_day_nothing_is_made(imdi, runde) -> None:
    Kriteriemal.objects.all().delete()

    with pytest.raises(Domenefeil) as feil:
        varianter.lag_variant(bruker=imdi, runde=runde, navn="En")

    assert (feil.value.kode, Variant.objects.count()) == ("ingen_maler", 0)


def test_a_round_takes_the_criteria_of_the_day_and_the_values_the_product_holds(variant) -> None:
    kriterier = {en.kode: en for en in variant.runde.rundekriterier.all()}

    assert list(kriterier) == ["innbyggertall", "resultat_intro", "arbeidsmarked", "vgo_kapasitet", "kontinuitet"]
    assert verdiene(kriterier["innbyggertall"]) == {"Eigersund": 6000, "Lund": 3000, "Sokndal": 1000}
    assert verdiene(kriterier["kontinuitet"]) == {"Eigersund": 50, "Lund": 20, "Sokndal": 30}
    assert verdiene(kriterier["arbeidsmarked"]) == {}
    assert kriterier["kontinuitet"].verdier_fra == "2026"


def test_a_default_that_has_ended_is_not_taken(imdi, runde) -> None:
    Kriteriemal.objects.filter(kode="vgo_kapasitet").update(gyldig_til="2026-11-23")
    Kriteriemal.objects.filter(kode="kontinuitet").update(gyldig_fra="2026-11-24")

    varianter.lag_variant(bruker=imdi, runde=runde, navn="En")

    koder = runde.rundekriterier.values_list("kode", flat=True)
    assert list(koder) == ["innbyggertall", "resultat_intro", "arbeidsmarked"]


def test_values_are_those_of_the_day_they_were_fetched_until_they_are_fetched_again(imdi, variant, kommuner) -> None:
    kommuner[0].folketall = 9000
    kommuner[0].save()
    kriterium = variant.runde.rundekriterier.get(kode="innbyggertall")
    for_henting = verdiene(kriterium)["Eigersund"]

    verdier.hent_verdier(bruker=imdi, runde=variant.runde)

    assert (for_henting, verdiene(kriterium)["Eigersund"]) == (6000, 9000)


def test_values_from_a_file_are_stored_and_kept_for_those_not_in_it(imdi, variant, kommuner) -> None:
    kriterium = variant.runde.rundekriterier.get(kode="arbeidsmarked")
    a, b, _c = kommuner
    for innhold in ({a.pk: Decimal("60.5"), b.pk: Decimal(70)}, {b.pk: Decimal(71)}):
        verdier.importer_verdier(bruker=imdi, kriterium=kriterium, verdier=innhold, filnavn="arbeid.csv")

    kriterium.refresh_from_db()
    assert verdiene(kriterium) == {"Eigersund": Decimal("60.5"), "Lund": 71}
    assert (kriterium.verdier_fra, str(kriterium.verdier_dato)) == ("arbeid.csv", "2026-11-23")
    assert Hendelse.objects.filter(type="modellverdier_lest", data__fra="arbeid.csv").count() == 2


def test_what_the_product_holds_itself_is_not_read_from_a_file(imdi, variant, kommuner) -> None:
    kriterium = variant.runde.rundekriterier.get(kode="innbyggertall")

    with pytest.raises(Domenefeil) as feil:
        verdier.importer_verdier(bruker=imdi, kriterium=kriterium, verdier={kommuner[0].pk: Decimal(1)}, filnavn="f")

    assert feil.value.kode == "har_egen_kilde"


def test_a_criterion_of_this_round_only_starts_without_weight(imdi, variant) -> None:
    nytt = NyttKriterium(navn="Opphopning av levekår", navn_nn="Opphoping", grunnlag=Grunnlag.VERDI)

    kriterium = verdier.legg_til_kriterium(bruker=imdi, runde=variant.runde, nytt=nytt)

    assert (kriterium.kode, kriterium.kilde) == ("opphopning_av_levekar", Verdikilde.FIL)
    assert list(variant.vekter.filter(kriterium=kriterium).values_list("vekt", "vekt_em")) == [(0, 0)]
    with pytest.raises(Domenefeil):
        verdier.legg_til_kriterium(bruker=imdi, runde=variant.runde, nytt=nytt)


# ---- variants
def test_w12_a_variant_computes_each_kommune_and_keeps_em_apart(variant) -> None:
    """The worked example, with 4 places for EM to Sokndal alone, which was asked for EM last year."""
    assert endelige(variant) == {"1101": (56, 0), "1112": (26, 0), "1111": (22, 4)}
    assert (regnet(variant).sum, regnet(variant).sum_em) == (104, 4)


def test_a_copy_stands_beside_the_one_it_was_made_from(imdi, variant, kommuner) -> None:
    velg(imdi, variant, kommuner[1], utelatt=True, begrunnelse=GRUNN)

    kopi = varianter.lag_variant(bruker=imdi, runde=variant.runde, navn="Bare folketall", fra=variant)
    sett_vekter(imdi, kopi, 100, 0)

    to = queries.regn(queries.rundedata(variant.runde), list(variant.runde.varianter.all()))
    assert [{nr: en.antall for nr, en in ett.endelige.items()} for ett in to] == [
        {"1101": 76, "1111": 28, "1112": 0},
        {"1101": 86, "1111": 18, "1112": 0},
    ]
    with pytest.raises(Domenefeil):
        varianter.lag_variant(bruker=imdi, runde=variant.runde, navn="Grunnlag")


@pytest.mark.parametrize(
    ("endring", "kode"),
    [
        ({"folk": 61, "kontinuitet": 40}, "vektsum"),
        ({"folk": 140, "kontinuitet": -40}, "vektsum"),
        ({"folk": 60, "kontinuitet": 40, "minste": 9}, "under_minste"),
        ({"folk": 60, "kontinuitet": 40, "minste": -1}, "negativt_minste"),
    ],
)
def test_b014_weights_that_do_not_add_up_or_a_low_floor_without_reason_are_refused(
    imdi, variant, endring, kode
) -> None:
    with pytest.raises(Domenefeil) as feil:
        sett_vekter(imdi, variant, **endring)

    assert feil.value.kode == kode


def test_weights_for_criteria_that_are_no_longer_those_collide(imdi, variant) -> None:
    valg = Vektvalg(vekter={0: (100, 100)}, minste=10)

    with pytest.raises(Kollisjon):
        varianter.endre_vekter(bruker=imdi, variant=variant, endret_nr=variant.endret_nr, valg=valg)


@pytest.mark.parametrize(
    ("valg", "kode"),
    [
        ({"utelatt": True}, "kort_begrunnelse"),
        ({"antall": 30, "begrunnelse": "for kort"}, "kort_begrunnelse"),
        ({"antall": 3, "herav_em": 4, "begrunnelse": GRUNN}, "em_over_antall"),
        ({"utelatt": True, "med_em": True, "begrunnelse": GRUNN}, "utelatt_med_tall"),
        ({"utelatt": True, "antall": 3, "begrunnelse": GRUNN}, "utelatt_med_tall"),
    ],
)
def test_w12_a_change_by_hand_needs_a_reason_and_one_meaning(imdi, variant, kommuner, valg, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        velg(imdi, variant, kommuner[0], **valg)

    assert feil.value.kode == kode


def test_w12_a_manual_number_stands_beside_the_computed_one_and_moves_no_other(imdi, variant, kommuner) -> None:
    velg(imdi, variant, kommuner[0], antall=40, herav_em=1, begrunnelse=GRUNN)

    ett = regnet(variant)
    assert ett.beregning
    assert endelige(variant) == {"1101": (40, 1), "1112": (26, 0), "1111": (22, 4)}
    assert (ett.beregning.rader["1101"].antall, ett.sum) == (56, 88)


def test_two_who_change_the_same_variant_collide(imdi, variant, kommuner) -> None:
    velg(imdi, variant, kommuner[0], med_em=True)

    with pytest.raises(Kollisjon):
        velg(imdi, variant, kommuner[1], med_em=True)


# ---- into the round
def test_bruk_fills_the_draft_and_keeps_how_each_number_came_about(imdi, variant, kommuner) -> None:
    a, b, c = kommuner
    velg(imdi, variant, a, antall=40, herav_em=1, begrunnelse=GRUNN)
    variant.refresh_from_db()

    antall = varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)

    tall = {rad.kommune_id: (rad.antall, rad.herav_em, rad.begrunnelse) for rad in variant.runde.anmodninger.all()}
    assert (antall, tall) == (3, {a.pk: (40, 1, GRUNN), b.pk: (26, 0, ""), c.pk: (22, 4, "")})
    rad = Modelltall.objects.get(kommune=a)
    assert (rad.ordinaere, rad.em, rad.antall, rad.herav_em, rad.begrunnelse) == (56, 0, 40, 1, GRUNN)
    assert rad.deler == [
        {
            "navn": "Innbyggertall",
            "navn_nn": "Innbyggjartal",
            "verdi": "6000",
            "per_innbygger": False,
            "vekt": "3/5",
            "personer": "36",
        },
        {
            "navn": "Kontinuitet fra forrige anmodning",
            "navn_nn": "Kontinuitet frå førre oppmoding",
            "verdi": "50",
            "per_innbygger": False,
            "vekt": "2/5",
            "personer": "20",
        },
    ]
    variant.refresh_from_db()
    assert (variant.brukt_av, variant.er_endret_siden) == (imdi, False)


def test_b014_a_low_floor_gives_its_reason_to_the_numbers_under_ten(imdi, variant, kommuner) -> None:
    variant = sett_vekter(imdi, variant, 100, 0, minste=5, begrunnelse="Behovet er lite i år")
    runder.endre_runde(
        bruker=imdi,
        runde=variant.runde,
        endret_nr=variant.runde.endret_nr,
        innhold=runder.Rundeinnhold(behov=50, frist=variant.runde.frist, kriterier="Folketall."),
    )
    variant.refresh_from_db()

    varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)

    tall = {rad.kommune.navn: (rad.antall, rad.begrunnelse) for rad in variant.runde.anmodninger.all()}
    assert tall == {"Eigersund": (30, ""), "Lund": (15, ""), "Sokndal": (5, "Behovet er lite i år")}


def test_what_cannot_be_computed_fills_nothing(imdi, variant) -> None:
    KommuneFactory(navn="Hå", folketall=None)

    with pytest.raises(Domenefeil) as feil:
        varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)

    assert feil.value.kode == "ikke_beregnet"
    assert (variant.runde.anmodninger.count(), Modelltall.objects.count()) == (0, 0)


def test_only_one_variant_is_the_one_that_was_used(imdi, variant) -> None:
    kopi = varianter.lag_variant(bruker=imdi, runde=variant.runde, navn="To", fra=variant)
    for en in (variant, kopi):
        varianter.bruk_variant(bruker=imdi, variant=en, endret_nr=en.endret_nr)

    assert list(Variant.objects.exclude(brukt_tid=None)) == [kopi]
    assert Modelltall.objects.count() == 3


def test_w12_the_computation_is_frozen_with_the_round(imdi, variant, kommuner) -> None:
    varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)
    variant.runde.refresh_from_db()
    runder.send_runde(bruker=imdi, runde=variant.runde, endret_nr=variant.runde.endret_nr)
    kriterium = variant.runde.rundekriterier.get(kode="arbeidsmarked")
    nytt = NyttKriterium(navn="Nytt", navn_nn="Nytt", grunnlag=Grunnlag.VERDI)

    for skriv in (
        lambda: varianter.lag_variant(bruker=imdi, runde=variant.runde, navn="Ny"),
        lambda: sett_vekter(imdi, variant, 50, 50),
        lambda: velg(imdi, variant, kommuner[0], med_em=True),
        lambda: varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr),
        lambda: verdier.hent_verdier(bruker=imdi, runde=variant.runde),
        lambda: verdier.importer_verdier(bruker=imdi, kriterium=kriterium, verdier={}, filnavn="f.csv"),
        lambda: verdier.legg_til_kriterium(bruker=imdi, runde=variant.runde, nytt=nytt),
    ):
        with pytest.raises(Kollisjon):
            skriv()


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_BOSETTER_LES, Rolle.IMDI_SUPPORT])
def test_only_imdi_anmodning_may_compute(variant, kommuner, rolle) -> None:
    annen = bruker_med(rolle)
    kriterium = variant.runde.rundekriterier.get(kode="arbeidsmarked")
    nytt = NyttKriterium(navn="Nytt", navn_nn="Nytt", grunnlag=Grunnlag.VERDI)

    for skriv in (
        lambda: varianter.lag_variant(bruker=annen, runde=variant.runde, navn="Ny"),
        lambda: sett_vekter(annen, variant, 50, 50),
        lambda: velg(annen, variant, kommuner[0], med_em=True),
        lambda: varianter.bruk_variant(bruker=annen, variant=variant, endret_nr=variant.endret_nr),
        lambda: verdier.hent_verdier(bruker=annen, runde=variant.runde),
        lambda: verdier.importer_verdier(bruker=annen, kriterium=kriterium, verdier={}, filnavn="f.csv"),
        lambda: verdier.legg_til_kriterium(bruker=annen, runde=variant.runde, nytt=nytt),
    ):
        with pytest.raises(IkkeTilgang):
            skriv()


# ---- what the database holds
def test_b013_a_number_is_one_with_its_part_for_em_and_nothing_else() -> None:
    """No split on mottak and overføringsflyktninger, and no family reunification, computed or sent."""
    tall = {
        modell: {felt.name for felt in modell._meta.get_fields() if isinstance(felt, PositiveIntegerField)}
        for modell in (Anmodning, Modelltall)
    }

    assert tall == {Anmodning: {"antall", "herav_em"}, Modelltall: {"ordinaere", "em", "antall", "herav_em"}}


@pytest.mark.parametrize(
    "felt",
    [
        {"utelatt": True, "begrunnelse": ""},
        {"antall": 4, "herav_em": 0, "begrunnelse": ""},
        {"antall": 4, "herav_em": 5, "begrunnelse": GRUNN},
        {"antall": 4, "herav_em": None, "begrunnelse": GRUNN},
        {"antall": None, "herav_em": 1},
        {"utelatt": True, "med_em": True, "begrunnelse": GRUNN},
    ],
)
def test_the_database_refuses_a_choice_that_means_two_things(variant, kommuner, felt) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Variantkommune.objects.create(variant=variant, kommune=kommuner[1], **felt)


def test_the_database_refuses_two_used_variants_and_negative_values(imdi, variant, kommuner) -> None:
    kopi = varianter.lag_variant(bruker=imdi, runde=variant.runde, navn="To", fra=variant)
    varianter.bruk_variant(bruker=imdi, variant=kopi, endret_nr=kopi.endret_nr)
    brukt = {"brukt_tid": "2026-11-23T09:00Z", "brukt_av": imdi, "brukt_nr": 1}

    for gjor in (
        lambda: Variant.objects.filter(pk=variant.pk).update(**brukt),
        lambda: Variant.objects.filter(pk=kopi.pk).update(brukt_nr=None),
        lambda: variant.vekter.update(vekt=101),
        lambda: Kriteriemal.objects.update(vekt=101),
        lambda: variant.runde.rundekriterier.get(kode="kontinuitet").verdier.update(verdi=-1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            gjor()
