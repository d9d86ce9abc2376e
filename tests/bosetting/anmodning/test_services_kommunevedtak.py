from datetime import date

import pytest

from bosetting.anmodning import queries
from bosetting.anmodning.models import Anmodning, Kommunevedtak
from bosetting.anmodning.rules import Vedtakssvar
from bosetting.anmodning.services import kommunevedtak as services
from bosetting.anmodning.states import Anmodningstilstand, Vedtakstilstand
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db

DATO = date(2026, 11, 20)


def svar(antall: int = 40, herav_em: int = 0, merknad: str = "", dato: date = DATO) -> Vedtakssvar:
    return Vedtakssvar(antall=antall, herav_em=herav_em, vedtaksdato=dato, merknad=merknad)


@pytest.fixture
def kommune(sendt, kommuner):
    return kommuner[0]


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


def registrer(skriv, kommune, **felt) -> Kommunevedtak:
    return services.registrer_kommunevedtak(bruker=skriv, kommune=kommune, aar=2027, svar=svar(**felt))


def godkjenn(skriv, vedtak) -> Kommunevedtak:
    return services.godkjenn_kommunevedtak(bruker=skriv, vedtak=vedtak, versjon=vedtak.versjon)


def test_b024_registered_and_not_approved_does_not_count(skriv, kommune) -> None:
    vedtak = registrer(skriv, kommune)

    assert vedtak.tilstand == Vedtakstilstand.REGISTRERT
    assert queries.plassregnskap(kommune, 2027).vedtatt is None
    assert Anmodning.objects.get(kommune=kommune).tilstand == Anmodningstilstand.SENDT


def test_b024_approved_counts_and_answers_the_anmodning(skriv, kommune) -> None:
    vedtak = godkjenn(skriv, registrer(skriv, kommune, antall=40, herav_em=2))

    regnskap = queries.plassregnskap(kommune, 2027)
    anmodning = Anmodning.objects.get(kommune=kommune)
    assert (regnskap.vedtatt, regnskap.vedtatt_em, regnskap.ledig) == (40, 2, 40)
    assert (vedtak.tilstand, vedtak.godkjent_av, vedtak.anmodning) == (Vedtakstilstand.GODKJENT, skriv, anmodning)
    assert anmodning.tilstand == Anmodningstilstand.BESVART
    assert [h.type for h in Hendelse.objects.gjelder(vedtak)] == ["kommunevedtak_godkjent", "kommunevedtak_registrert"]


def test_b020_zero_is_a_no_and_counts(skriv, kommune) -> None:
    godkjenn(skriv, registrer(skriv, kommune, antall=0))

    assert (queries.plassregnskap(kommune, 2027).vedtatt, queries.plassregnskap(kommune, 2027).ledig) == (0, 0)


def test_b021_nothing_registered_is_not_zero(kommune) -> None:
    regnskap = queries.plassregnskap(kommune, 2027)

    assert (regnskap.vedtatt, regnskap.vedtatt_em, regnskap.ledig, regnskap.ledig_em) == (None, None, None, None)


@pytest.mark.parametrize(
    ("felt", "kode"),
    [
        ({"antall": -1}, "antall_utenfor"),
        ({"antall": 100_000}, "antall_utenfor"),
        ({"antall": 3, "herav_em": 4}, "em_over_antall"),
        ({"antall": 3, "herav_em": -1}, "em_negativ"),
        ({"dato": date(2026, 11, 24)}, "vedtak_i_framtiden"),
    ],
)
def test_b020_b022_numbers_and_date_that_cannot_be(skriv, kommune, felt, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        registrer(skriv, kommune, **felt)

    assert (feil.value.kode, Kommunevedtak.objects.count()) == (kode, 0)


def test_b022_em_may_be_all_of_them_and_the_date_today(skriv, kommune) -> None:
    vedtak = registrer(skriv, kommune, antall=3, herav_em=3, dato=date(2026, 11, 23))

    assert (vedtak.antall, vedtak.herav_em) == (3, 3)


def test_b023_a_condition_is_a_remark_and_changes_no_number(skriv, kommune) -> None:
    vedtak = godkjenn(skriv, registrer(skriv, kommune, antall=40, merknad="  Bare familier. "))

    assert vedtak.merknad == "Bare familier."
    assert queries.plassregnskap(kommune, 2027).ledig == 40


def test_b025_the_latest_approved_counts_and_the_older_stays(skriv, kommune) -> None:
    forste = godkjenn(skriv, registrer(skriv, kommune, antall=40))
    andre = godkjenn(skriv, registrer(skriv, kommune, antall=50))

    forste.refresh_from_db()
    assert (forste.tilstand, andre.tilstand) == (Vedtakstilstand.ERSTATTET, Vedtakstilstand.GODKJENT)
    assert queries.plassregnskap(kommune, 2027).vedtatt == 50


def test_b025_a_new_registration_does_not_touch_what_counts(skriv, kommune) -> None:
    godkjenn(skriv, registrer(skriv, kommune, antall=40))
    registrer(skriv, kommune, antall=10)

    assert queries.plassregnskap(kommune, 2027).vedtatt == 40


def test_b026_may_exceed_the_anmodning(skriv, kommune) -> None:
    godkjenn(skriv, registrer(skriv, kommune, antall=450))

    assert queries.plassregnskap(kommune, 2027).ledig == 450


def test_one_registration_waits_at_a_time(skriv, kommune) -> None:
    registrer(skriv, kommune)

    with pytest.raises(Domenefeil) as feil:
        registrer(skriv, kommune)

    assert feil.value.kode == "vedtak_venter"


def test_a_year_without_anmodning_can_have_a_vedtak(skriv, kommune) -> None:
    vedtak = services.registrer_kommunevedtak(bruker=skriv, kommune=kommune, aar=2026, svar=svar())

    godkjenn(skriv, vedtak)

    assert (vedtak.anmodning, queries.plassregnskap(kommune, 2026).vedtatt) == (None, 40)


def test_endre_keeps_old_and_new_in_the_event(skriv, kommune) -> None:
    vedtak = registrer(skriv, kommune, antall=40)

    services.endre_kommunevedtak(bruker=skriv, vedtak=vedtak, versjon=1, svar=svar(antall=42, herav_em=1))

    hendelse = Hendelse.objects.gjelder(vedtak).first()
    assert hendelse is not None
    assert hendelse.data == {
        "aar": 2027,
        "fra": {"antall": 40, "herav_em": 0},
        "til": {"antall": 42, "herav_em": 1},
    }


@pytest.mark.parametrize("steg", [services.godkjenn_kommunevedtak, services.forkast_kommunevedtak])
def test_a_stale_version_is_a_collision(skriv, kommune, steg) -> None:
    vedtak = registrer(skriv, kommune)
    services.endre_kommunevedtak(bruker=skriv, vedtak=vedtak, versjon=1, svar=svar(antall=42))

    with pytest.raises(Kollisjon):
        steg(bruker=skriv, vedtak=vedtak, versjon=1)


def test_an_approved_vedtak_is_not_approved_twice(skriv, kommune) -> None:
    vedtak = godkjenn(skriv, registrer(skriv, kommune))

    with pytest.raises(Kollisjon):
        godkjenn(skriv, vedtak)


def test_forkast_leaves_it_in_the_history_and_opens_for_a_new(skriv, kommune) -> None:
    vedtak = registrer(skriv, kommune, antall=400)
    services.forkast_kommunevedtak(bruker=skriv, vedtak=vedtak, versjon=1)
    registrer(skriv, kommune, antall=40)

    vedtak.refresh_from_db()
    assert (vedtak.tilstand, vedtak.godkjent_tid) == (Vedtakstilstand.ERSTATTET, None)
    assert Kommunevedtak.objects.count() == 2


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_LES, Rolle.KOMMUNE_ADMINISTRATOR])
def test_b002_only_the_skriv_role_registers_and_approves(skriv, kommune, rolle) -> None:
    annen = bruker_med(rolle, kommune=kommune)
    vedtak = registrer(skriv, kommune)

    with pytest.raises(IkkeTilgang):
        registrer(annen, kommune)
    with pytest.raises(IkkeTilgang):
        godkjenn(annen, vedtak)


def test_b001_a_skriv_user_of_another_kommune_cannot(skriv, kommune) -> None:
    nabo = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())

    with pytest.raises(IkkeTilgang):
        registrer(nabo, kommune)


def test_imdi_does_not_register_for_the_kommune(kommune) -> None:
    with pytest.raises(IkkeTilgang):
        registrer(bruker_med(Rolle.IMDI_ANMODNING), kommune)
