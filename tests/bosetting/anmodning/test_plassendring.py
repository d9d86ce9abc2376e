"""B-027: places for enslige mindreårige are changed by kommune and IMDi together, or not at all."""

import itertools

import pytest
from django.db import IntegrityError

from bosetting.anmodning import oppgaver, queries
from bosetting.anmodning.models import Kommunevedtak, Plassendring
from bosetting.anmodning.services import plassendring as services
from bosetting.anmodning.states import PLASSENDRING_MOVES, Plassendringsslag, Plassendringstilstand
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon, UlovligOvergang
from imdinett.kjerne.tilstand import move
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import KommunevedtakFactory, SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
GRUNN = "Det kommer færre enslige mindreårige enn ventet."
ORDINAER, NESTE_AAR = Plassendringsslag.ORDINAER, Plassendringsslag.NESTE_AAR


@pytest.fixture
def kommune():
    """40 places in 2026, 5 of them for EM; 20 in 2027, 1 for EM."""
    kommune = KommuneFactory(navn="Eigersund")
    KommunevedtakFactory(kommune=kommune, antall=40, herav_em=5)
    KommunevedtakFactory(kommune=kommune, aar=2027, antall=20, herav_em=1)
    return kommune


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_ANMODNING)


def foresla(bruker, kommune, antall=3, slag=ORDINAER, grunn=GRUNN) -> Plassendring:
    return services.foresla_plassendring(
        bruker=bruker, kommune=kommune, aar=2026, slag=slag, antall=antall, begrunnelse=grunn
    )


def konto(kommune, aar=2026) -> tuple:
    regnskap = queries.plassregnskap(kommune, aar)
    return regnskap.plasser, regnskap.ledig, regnskap.ledig_em, regnskap.ledig_ordinaer


def test_b027_a_proposal_changes_no_place(skriv, kommune) -> None:
    foresla(skriv, kommune)

    assert konto(kommune) == (40, 40, 5, 35)


def test_b027_em_places_become_ordinary_when_both_have_said_yes(skriv, imdi, kommune) -> None:
    endring = foresla(skriv, kommune)
    services.bekreft_plassendring(bruker=imdi, endring_id=endring.pk)

    assert konto(kommune) == (40, 40, 2, 38)
    assert konto(kommune, 2027) == (20, 20, 1, 19)
    assert [(rad.type, rad.bruker) for rad in Hendelse.objects.gjelder(endring)] == [
        ("plassendring_bekreftet", imdi),
        ("plassendring_foreslatt", skriv),
    ]


def test_b027_em_places_go_to_the_next_year_when_both_have_said_yes(skriv, imdi, kommune) -> None:
    endring = foresla(imdi, kommune, slag=NESTE_AAR)
    services.bekreft_plassendring(bruker=skriv, endring_id=endring.pk)

    assert konto(kommune) == (37, 37, 2, 35)
    assert konto(kommune, 2027) == (23, 23, 4, 19)
    assert queries.plassregnskap(kommune, 2026).vedtatt == 40


def test_b027_moved_places_wait_for_the_next_years_vedtak(skriv, imdi, kommune) -> None:
    Kommunevedtak.objects.filter(aar=2027).delete()
    services.bekreft_plassendring(bruker=imdi, endring_id=foresla(skriv, kommune, slag=NESTE_AAR).pk)

    assert konto(kommune, 2027) == (None, None, None, None)


def test_b027_a_no_and_a_withdrawal_change_nothing(skriv, imdi, kommune) -> None:
    services.avsla_plassendring(bruker=imdi, endring_id=foresla(skriv, kommune).pk)
    services.trekk_plassendring(bruker=skriv, endring_id=foresla(skriv, kommune).pk)

    assert konto(kommune) == (40, 40, 5, 35)
    assert list(Plassendring.objects.order_by("pk").values_list("tilstand", flat=True)) == ["avslatt", "trukket"]


def test_b027_one_party_alone_is_not_enough(skriv, imdi, kommune) -> None:
    endring = foresla(skriv, kommune)
    kollega = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)

    with pytest.raises(Domenefeil, match="Den andre parten"):
        services.bekreft_plassendring(bruker=kollega, endring_id=endring.pk)
    with pytest.raises(Domenefeil, match="Bare den som foreslo"):
        services.trekk_plassendring(bruker=imdi, endring_id=endring.pk)
    assert konto(kommune) == (40, 40, 5, 35)


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_LES, Rolle.KOMMUNE_ADMINISTRATOR, Rolle.IMDI_BOSETTER_SKRIV])
def test_b002_those_who_have_no_say(rolle, skriv, kommune) -> None:
    bruker = bruker_med(rolle, kommune=kommune)
    endring = foresla(skriv, kommune)

    for handling in (services.bekreft_plassendring, services.avsla_plassendring, services.trekk_plassendring):
        with pytest.raises(IkkeTilgang):
            handling(bruker=bruker, endring_id=endring.pk)
    with pytest.raises(IkkeTilgang):
        foresla(bruker, kommune)


@pytest.mark.parametrize(
    ("felt", "kode"),
    [
        ({"antall": 0}, "b027_ikke_ledige"),
        ({"antall": -2}, "b027_ikke_ledige"),
        ({"antall": 6}, "b027_ikke_ledige"),
        ({"grunn": "kort    "}, "kort_begrunnelse"),
    ],
)
def test_b027_what_cannot_be_proposed(skriv, kommune, felt, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        foresla(skriv, kommune, **felt)

    assert (feil.value.kode, Plassendring.objects.count()) == (kode, 0)


def test_b024_without_a_vedtak_there_is_nothing_to_change(imdi) -> None:
    with pytest.raises(Domenefeil) as feil:
        foresla(imdi, KommuneFactory())

    assert feil.value.kode == "b027_uten_vedtak"


def test_b027_places_that_were_bound_meanwhile_cannot_be_changed(skriv, imdi, kommune) -> None:
    endring = foresla(skriv, kommune, antall=5)
    SakFactory(kommune=kommune, plassaar=2026, tilstand="fordelt", er_em=True)

    with pytest.raises(Domenefeil) as feil:
        services.bekreft_plassendring(bruker=imdi, endring_id=endring.pk)

    assert (feil.value.kode, konto(kommune)[2]) == ("b027_ikke_ledige", 4)


def test_b027_one_proposal_at_a_time_and_one_answer(skriv, imdi, kommune) -> None:
    endring = foresla(skriv, kommune)
    with pytest.raises(Domenefeil, match="venter på svar"):
        foresla(imdi, kommune)
    services.bekreft_plassendring(bruker=imdi, endring_id=endring.pk)

    for handling, bruker in ((services.avsla_plassendring, imdi), (services.trekk_plassendring, skriv)):
        with pytest.raises(Kollisjon):
            handling(bruker=bruker, endring_id=endring.pk)


@pytest.mark.parametrize(("fra", "til"), list(itertools.product(Plassendringstilstand, repeat=2)))
def test_b027_every_pair_of_states(fra, til) -> None:
    endring = Plassendring(tilstand=fra)

    if til in PLASSENDRING_MOVES.get(fra, ()):
        move(endring, til)
        assert endring.tilstand == til
    else:
        with pytest.raises(UlovligOvergang):
            move(endring, til)


@pytest.mark.parametrize(
    ("felt", "navn"),
    [
        ({"antall": 0}, "bosetting_plassendring_antall"),
        ({"tilstand": "bekreftet"}, "bosetting_plassendring_avgjort_av"),
        ({}, "bosetting_plassendring_ett_forslag"),
    ],
)
def test_b027_what_the_database_refuses(skriv, kommune, felt, navn) -> None:
    rad = foresla(skriv, kommune)
    rad.pk = None
    for felt_, verdi in felt.items():
        setattr(rad, felt_, verdi)

    with pytest.raises(IntegrityError, match=navn):
        rad.save()


# ---- the pages
def test_b027_the_kommune_proposes_and_imdi_confirms_on_the_pages(skriv, imdi, kommune) -> None:
    adresse = f"/kommuner/{kommune.nummer}/anmodninger/"
    hos_kommunen, hos_imdi = logg_inn(skriv), logg_inn(imdi)
    valg = {"slag": "neste_aar", "antall": "2", "begrunnelse": GRUNN}

    feil = hos_kommunen.post(f"{adresse}2026/em-plasser/", {**valg, "antall": "9"})
    sendt = hos_kommunen.post(f"{adresse}2026/em-plasser/", valg)
    endring = Plassendring.objects.get()
    eget = hos_kommunen.get(f"{adresse}em-plasser/{endring.pk}/")
    oppgave = oppgaver.imdis_runder(imdi, None)[0]
    til_svar = hos_imdi.get(oppgave.url)
    svart = hos_imdi.post(oppgave.url, {"svar": "bekreft"})
    siden = hos_kommunen.get(f"{adresse}?aar=2027")

    assert (feil.status_code, feil.context["form"]["antall"].value()) == (422, "9")
    assert feil.context["form"].errors == {
        "antall": ["Kommunen har 5 ledige plasser til enslige mindreårige. Velg ikke flere (B-027)."]
    }
    assert (sendt.url, svart.url) == (f"{adresse}?aar=2026", f"{adresse}?aar=2026")
    assert [valg for valg, _navn in eget.context["form"].fields["svar"].choices] == ["trekk"]
    assert [valg for valg, _navn in til_svar.context["form"].fields["svar"].choices] == ["bekreft", "avsla"]
    assert oppgaver.imdis_runder(imdi, None) == []
    assert [(rad.endring.antall, rad.merke.tekst) for rad in siden.context["side"].endringer] == [(2, "Bekreftet")]
    assert konto(kommune, 2027)[2] == 3


def test_b027_imdis_proposal_is_a_task_of_the_kommune(skriv, imdi, kommune) -> None:
    endring = foresla(imdi, kommune)

    assert [(o.tekst, o.url) for o in oppgaver.kommunens_vedtak(skriv, kommune)] == [
        (
            "Svar på forslag om plasser til enslige mindreårige",
            f"/kommuner/{kommune.nummer}/anmodninger/em-plasser/{endring.pk}/",
        )
    ]


def test_b001_another_kommune_and_readers_do_not_reach_the_proposal(skriv, kommune) -> None:
    endring = foresla(skriv, kommune)
    annen = KommuneFactory()
    naboen = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=annen))
    leser = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))
    hale = f"anmodninger/em-plasser/{endring.pk}/"

    svar = [
        naboen.get(f"/kommuner/{kommune.nummer}/{hale}").status_code,
        naboen.get(f"/kommuner/{annen.nummer}/{hale}").status_code,
        leser.get(f"/kommuner/{kommune.nummer}/{hale}").status_code,
    ]

    assert svar == [404, 404, 403]
