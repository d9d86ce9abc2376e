"""security.md §4, machine users: made by the kommune, scoped, expiring, revoked at once."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang.roller import ROLLER, Rolle
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.tilgangsnokkel.omfang import FORKLARING, RETTIGHETER, Nokkelomfang, rettigheter
from imdinett.tilgangsnokkel.services import finn_nokkel, opprett_nokkel, tilbakekall_nokkel
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med
from tests.imdinett.tilgangsnokkel.hjelp import ny_nokkel

pytestmark = pytest.mark.django_db
I_DAG = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _tid():
    with time_machine.travel("2026-12-01T09:00:00Z", tick=True):
        yield


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Lund")


@pytest.fixture
def admin(kommune):
    return bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)


def _opprett(bruker, kommune, **felt):
    valg = {"navn": " Velferd ", "omfang": ["saker", "plasser"], "siste_dag": date(2027, 6, 30), **felt}
    return opprett_nokkel(bruker=bruker, kommune=kommune, **valg)


def test_only_the_hash_of_the_secret_is_kept(kommune, admin) -> None:
    ny = _opprett(admin, kommune)

    rad = Tilgangsnokkel.objects.get()
    lagret = " ".join(str(verdi) for verdi in Tilgangsnokkel.objects.values().get().values())
    assert (rad.navn, rad.omfang, rad.kommune) == ("Velferd", ["saker", "plasser"], kommune)
    assert rad.utloper_tid == klokke.slutten_av(date(2027, 6, 30))
    assert ny.hemmelighet.startswith("imdinett_")
    assert len(ny.hemmelighet) == 52
    assert ny.hemmelighet not in lagret
    assert ny.hemmelighet[:13] == rad.kjennetegn
    assert finn_nokkel(ny.hemmelighet) == rad


def test_it_is_logged_and_every_administrator_is_told(kommune, admin) -> None:
    kollega = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)

    ny = _opprett(admin, kommune)
    tilbakekall_nokkel(bruker=kollega, nokkel_id=ny.nokkel.pk)

    hendelser = Hendelse.objects.order_by("pk")
    assert [(en.type, en.bruker, en.kommune, en.gjelder_navn) for en in hendelser] == [
        ("tilgangsnokkel_opprettet", admin, kommune, "Velferd"),
        ("tilgangsnokkel_tilbakekalt", kollega, kommune, "Velferd"),
    ]
    epost = Forsendelse.objects.order_by("pk")
    assert [(en.slag, en.mottaker_navn) for en in epost] == [
        ("tilgangsnokkel_laget", admin.navn),
        ("tilgangsnokkel_laget", kollega.navn),
        ("tilgangsnokkel_tilbakekalt", admin.navn),
        ("tilgangsnokkel_tilbakekalt", kollega.navn),
    ]
    alt = " ".join(str(verdi) for rad in [*hendelser.values(), *epost.values()] for verdi in rad.values())
    assert ny.hemmelighet not in alt


@pytest.mark.parametrize(
    "rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_NIR_SUPERBRUKER, Rolle.IMDI_ADMINISTRATOR]
)
def test_only_the_kommunes_own_administrator_makes_one(kommune, rolle) -> None:
    with pytest.raises(IkkeTilgang):
        _opprett(bruker_med(rolle, kommune=kommune), kommune)


def test_an_administrator_elsewhere_neither_makes_nor_revokes(kommune, admin) -> None:
    fremmed = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=KommuneFactory())
    ny = _opprett(admin, kommune)

    with pytest.raises(IkkeTilgang):
        _opprett(fremmed, kommune)
    with pytest.raises(IkkeTilgang):
        tilbakekall_nokkel(bruker=fremmed, nokkel_id=ny.nokkel.pk)


@pytest.mark.parametrize("siste_dag", [I_DAG, I_DAG - timedelta(days=1), I_DAG + timedelta(days=366)])
def test_it_ends_after_today_and_within_the_dated_setting(kommune, admin, siste_dag) -> None:
    with pytest.raises(Domenefeil) as feil:
        _opprett(admin, kommune, siste_dag=siste_dag)

    assert feil.value.felt == "siste_dag"


def test_the_setting_is_the_one_of_the_day(kommune, admin, settings) -> None:
    settings.TILGANGSNOKKEL_MAKS_DAGER = ((date(2026, 1, 1), 10), (date(2026, 12, 1), 20), (date(2026, 12, 2), 5))

    assert _opprett(admin, kommune, siste_dag=I_DAG + timedelta(days=20))
    with pytest.raises(Domenefeil):
        _opprett(admin, kommune, siste_dag=I_DAG + timedelta(days=21))


def test_imdi_revokes_in_any_kommune_and_once(kommune, admin) -> None:
    ny, imdi = _opprett(admin, kommune), bruker_med(Rolle.IMDI_ADMINISTRATOR)

    tilbakekall_nokkel(bruker=imdi, nokkel_id=ny.nokkel.pk)

    assert finn_nokkel(ny.hemmelighet) is None
    with pytest.raises(Domenefeil, match="alt kalt tilbake"):
        tilbakekall_nokkel(bruker=imdi, nokkel_id=ny.nokkel.pk)


def test_no_part_gives_more_than_bosetter_les() -> None:
    """B-002: all parts together are some of what «bosetter les» may read, and each part has its words."""
    assert rettigheter(Nokkelomfang.values) < ROLLER[Rolle.KOMMUNE_BOSETTER_LES].rettigheter
    assert set(RETTIGHETER) == set(FORKLARING) == set(Nokkelomfang)


@pytest.mark.parametrize(
    ("felt", "navn"),
    [
        ({"omfang": []}, "omfang"),
        ({"omfang": ["alt"]}, "omfang"),
        ({"utloper_tid": klokke.slutten_av(date(2020, 1, 1))}, "utloper"),
        ({"tilbakekalt_tid": klokke.slutten_av(I_DAG)}, "tilbakekalt_av"),
    ],
)
def test_the_database_keeps_the_promise(kommune, admin, felt, navn) -> None:
    ny = ny_nokkel(kommune, av=admin)

    with pytest.raises(IntegrityError, match=f"imdinett_tilgangsnokkel_{navn}"), transaction.atomic():
        Tilgangsnokkel.objects.filter(pk=ny.nokkel.pk).update(**felt)
