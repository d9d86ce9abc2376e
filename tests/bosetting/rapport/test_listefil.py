"""A list of persons too long for one answer is made by the worker, as the reports are (ui.md 4)."""

import csv
import io
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from bosetting.person.models import Sak
from bosetting.person.states import Gradering, Sakstilstand
from bosetting.rapport import services, tasks
from bosetting.rapport.models import Rapportfil
from bosetting.rapport.states import Filtilstand
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import IkkeTilgang
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
ADRESSE = "/personer/?kategori=privatboende&sorter=-sokt_ut"


@pytest.fixture(autouse=True)
def _i_2026(settings: Any) -> Any:
    settings.LISTEUTTREKK_MAKS_RADER = 1
    with klokke.flyttet_til(datetime(2026, 11, 23, 8, 20, tzinfo=UTC)):
        yield


@pytest.fixture
def sted() -> Any:
    return KommuneFactory()


@pytest.fixture
def kari(sted: Any) -> Any:
    return bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=sted)


def sokt_ut(sted: Any, dag: int, **felt: Any) -> Sak:
    standard = {"kategori": "privatboende", "utsokingsdato": date(2026, 10, dag), "plassaar": 2026}
    return SakFactory(kommune=sted, tilstand=Sakstilstand.SOKT_UT, **{**standard, **felt})


def bestill(bruker: Any) -> Rapportfil:
    svar = logg_inn(bruker).post(f"{ADRESSE}&format=csv-maskin&sok=Amina", {"handling": "bestill_fil"})
    fil = Rapportfil.objects.get()
    assert svar.headers["Location"] == reverse("rapportfil", args=[fil.uuid])
    return fil


def test_a_link_orders_nothing_and_the_button_does(sted: Any, kari: Any) -> None:
    for dag in (1, 2):
        sokt_ut(sted, dag)

    svar = logg_inn(kari).get(f"{ADRESSE}&format=csv-maskin")

    assert svar.status_code == 200
    assert "Utvalget har 2 rader." in svar.content.decode()
    assert (Rapportfil.objects.count(), Innsyn.objects.count()) == (0, 0)

    fil = bestill(kari)

    assert (fil.adresse, fil.rader, fil.kommune) == (ADRESSE, 2, sted)
    bestilt = Hendelse.objects.get(type="rapport_bestilt")
    assert re.fullmatch(r"personer \d\d\.\d\d\.\d{4} \d\d\.\d\d", bestilt.gjelder_navn)
    assert bestilt.data == {"rapport": "personer", "format": "csv-maskin", "rader": 2}


def test_it_is_made_as_the_list_is_and_logged_when_made_and_when_opened(sted: Any, kari: Any) -> None:
    saker = [sokt_ut(sted, 1), sokt_ut(sted, 5)]
    sokt_ut(sted, 3, kategori="amot")
    sokt_ut(sted, 4, person__gradering=Gradering.FORTROLIG)
    sokt_ut(KommuneFactory(), 6)
    fil = bestill(kari)

    tasks.lag_fil(fil.pk)

    klient = logg_inn(kari)
    assert "Personer" in klient.get(reverse("rapporter")).content.decode()
    svar = klient.get(reverse("rapportfil_last_ned", args=[fil.uuid]))
    rader = list(csv.DictReader(io.StringIO(b"".join(svar.streaming_content).decode())))
    assert [rad["sak"] for rad in rader] == [saker[1].nummer, saker[0].nummer]
    ider = sorted(sak.person_id for sak in saker)
    assert [sorted(linje.person_ider) for linje in Innsyn.objects.all()] == [ider, ider]


def test_who_lost_the_role_meanwhile_gets_no_file(sted: Any, kari: Any) -> None:
    for dag in (1, 2):
        sokt_ut(sted, dag)
    fil = bestill(kari)
    tildeling.ta_kommunerolle(kari, Rolle.KOMMUNE_BOSETTER_LES, sted)

    with pytest.raises(IkkeTilgang):
        tasks.lag_fil(fil.pk)

    fil.refresh_from_db()
    assert fil.tilstand == Filtilstand.FEILET
    assert services.tittel_paa(fil) == "Personer"
