"""W-07: IMDi's own plan month by month: who tells it, what it must be, and what the log keeps of it."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from bosetting.tidsplan.models import Maanedsplan
from bosetting.tidsplan.rules import Maanedstall
from bosetting.tidsplan.services import sett_maanedsplan
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
DESEMBER = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _i_2026():
    with klokke.flyttet_til(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_ANMODNING)


def test_w07_a_month_is_told_once_and_then_changed(imdi) -> None:
    sett_maanedsplan(bruker=imdi, ny=Maanedstall(maaned=DESEMBER, antall=1200))
    rad = sett_maanedsplan(bruker=imdi, ny=Maanedstall(maaned=DESEMBER, antall=900, merknad=" Færre fra mottak "))

    assert list(Maanedsplan.objects.values_list("maaned", "antall", "merknad", "endret_av")) == [
        (DESEMBER, 900, "Færre fra mottak", imdi.pk)
    ]
    assert sorted(str(setning(h)) for h in Hendelse.objects.gjelder(rad)) == [
        "IMDis plan for desember 2026 ble endret fra 1 200 til 900 personer.",
        "IMDis plan for desember 2026 ble lagt inn: 1 200 personer.",
    ]


@pytest.mark.parametrize(
    ("felt", "kode"),
    [
        ({"maaned": date(2026, 10, 1)}, "maaned_utenfor"),
        ({"maaned": date(2026, 12, 2)}, "maaned_utenfor"),
        ({"maaned": date(2029, 1, 1)}, "maaned_utenfor"),
        ({"antall": -1}, "antall_utenfor"),
        ({"antall": 100_000}, "antall_utenfor"),
    ],
)
def test_w07_what_a_month_cannot_be(imdi, felt, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        sett_maanedsplan(bruker=imdi, ny=Maanedstall(**{"maaned": DESEMBER, "antall": 1, **felt}))

    assert (feil.value.kode, Maanedsplan.objects.count()) == (kode, 0)


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_ADMINISTRATOR])
def test_w07_only_those_who_ask_for_places_tell_the_plan(rolle) -> None:
    annen = bruker_med(rolle, kommune=KommuneFactory())

    with pytest.raises(IkkeTilgang):
        sett_maanedsplan(bruker=annen, ny=Maanedstall(maaned=DESEMBER, antall=1))


def test_w07_the_database_keeps_one_row_a_month(imdi) -> None:
    rad = sett_maanedsplan(bruker=imdi, ny=Maanedstall(maaned=DESEMBER, antall=1))
    with pytest.raises(IntegrityError, match="bosetting_maanedsplan_forste_dag"):
        Maanedsplan.objects.filter(pk=rad.pk).update(maaned=date(2026, 12, 2))


def test_w07_imdi_tells_the_plan_by_the_pages(imdi) -> None:
    klient = logg_inn(imdi)

    tomt = klient.get("/imdi/tidsplan/plan/")
    feil = klient.post("/imdi/tidsplan/plan/endre/", {"maaned": "2026-12-01", "antall": "mange", "merknad": "Usikkert"})
    lagret = klient.post("/imdi/tidsplan/plan/endre/", {"maaned": "2026-12-01", "antall": "950", "merknad": "Usikkert"})
    endre = klient.get("/imdi/tidsplan/plan/endre/", {"maaned": "2026-12-01"})
    ukjent = klient.get("/imdi/tidsplan/plan/endre/", {"maaned": "2026-13-77"})
    les = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES)).get("/imdi/tidsplan/plan/")

    assert "Kommunene ser at IMDi ikke har lagt inn noen plan." in tomt.content.decode()
    assert (feil.status_code, list(feil.context["form"].errors), feil.context["form"]["merknad"].value()) == (
        422,
        ["antall"],
        "Usikkert",
    )
    assert (lagret.status_code, lagret.url) == (302, "/imdi/tidsplan/plan/")
    assert [endre.context["form"][navn].value() for navn in ("maaned", "antall", "merknad")] == [
        "2026-12-01",
        950,
        "Usikkert",
    ]
    assert (ukjent.status_code, [str(rad) for rad in les.context["rader"]], les.context["kan_skrive"]) == (
        200,
        ["desember 2026"],
        False,
    )
