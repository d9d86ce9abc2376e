"""Agreements from the system before this: one per kommune, by the service that opens the kommune (B-005)."""

from datetime import timedelta

import pytest

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import IkkeTilgang
from imdinett.kommune.models import Databehandleravtale, Etterfolger, Kommune
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory, KommunenummerFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.overtakelse.hjelp import avtalefil, avvist, les_inn, prov, tall

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINJE = "1191;2025-03-01;Kommunedirektør Eksempel;25/1234-5;2025-1"


def test_b005_the_agreement_in_the_file_opens_the_kommune(sjef: Bruker, kommune: Kommune) -> None:
    nettleser = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))
    assert nettleser.get("/").status_code == 403

    kjoring = les_inn(sjef, avtalefil(LINJE))

    avtale = Databehandleravtale.objects.get()
    assert tall(kjoring) == (1, 0, 0)
    assert (avtale.kommune, avtale.versjon, avtale.signert_av, avtale.referanse, avtale.registrert_av) == (
        kommune,
        "2025-1",
        "Kommunedirektør Eksempel",
        "25/1234-5",
        sjef,
    )
    assert nettleser.get("/").status_code == 200


def test_the_same_agreement_again_is_known(sjef: Bruker, kommune: Kommune) -> None:
    les_inn(sjef, avtalefil(LINJE))

    assert tall(les_inn(sjef, avtalefil(LINJE))) == (0, 1, 0)
    assert Databehandleravtale.objects.count() == 1


def test_another_agreement_is_shown_and_never_replaced(sjef: Bruker, kommune: Kommune) -> None:
    les_inn(sjef, avtalefil(LINJE))

    igjen = les_inn(sjef, avtalefil("1191;2026-04-01;Kommunedirektør Eksempel;;2026-1"))

    assert (tall(igjen), Databehandleravtale.objects.get().versjon) == ((0, 0, 1), "2025-1")
    assert igjen.avviste.get().forskjeller == [
        ["Versjon", "2026-1", "2025-1"],
        ["Signert dato", "2026-04-01", "2025-03-01"],
    ]


def test_an_old_number_is_the_kommune_of_today(sjef: Bruker, kommune: Kommune) -> None:
    gammel = KommuneFactory(nummer="1190", gyldig_til="2020-01-01", avtale=False)
    KommunenummerFactory(kommune=gammel, nummer="1190", gyldig_til="2020-01-01")
    Etterfolger.objects.create(gammel=gammel, ny=kommune, dato="2020-01-01")

    les_inn(sjef, avtalefil(LINJE.replace("1191", "1190")))

    assert Databehandleravtale.objects.get().kommune == kommune


@pytest.mark.parametrize(
    ("linje", "grunn"),
    [
        ("0000;2025-03-01;A;;1", "Kommunenummeret 0000 finnes ikke."),
        (";2025-03-01;A;;1", "Kommunenummer mangler."),
        ("1191;i går;A;;1", "Signert dato må være en dato, for eksempel 2026-11-23."),
        (f"1191;{klokke.today() + timedelta(days=1)};A;;1", "Signert dato er fram i tid."),
        ("1191;2025-03-01;;;1", "Signert av mangler."),
        ("1191;2025-03-01;A;;", "Versjon mangler."),
        (f"1191;2025-03-01;A;;{'1' * 21}", "Versjon kan ha høyst 20 tegn."),
        ("1191;2025-03-01", "Linjen må ha 5 felt, hvert på høyst 200 tegn."),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(sjef: Bruker, kommune: Kommune, linje: str, grunn: str) -> None:
    kjoring = les_inn(sjef, avtalefil(linje))

    assert (tall(kjoring), avvist(kjoring)) == ((0, 0, 1), [(3, grunn)])
    assert Databehandleravtale.objects.count() == 0


def test_a_kommune_twice_refuses_the_second(sjef: Bruker, kommune: Kommune) -> None:
    kjoring = les_inn(sjef, avtalefil(LINJE, LINJE.replace("2025-1", "2025-2")))

    assert (tall(kjoring), avvist(kjoring)) == ((1, 0, 1), [(4, "Det samme står også på linje 3.")])


def test_the_numbers_before_and_after_stand_per_kommune(sjef: Bruker, kommune: Kommune) -> None:
    (rad,) = prov(sjef, avtalefil(LINJE)).tallrader

    assert (rad.kommune, rad.fil, rad.for_, rad.etter, rad.avvik) == ("Alfavik", 1, 0, 1, 0)


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_SUPPORT])
def test_only_imdis_administrator_reads_agreements_in(kommune: Kommune, rolle: Rolle) -> None:
    with pytest.raises(IkkeTilgang):
        prov(bruker_med(rolle), avtalefil(LINJE))
