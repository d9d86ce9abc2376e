from decimal import Decimal

import pytest

from bosetting.anmodning.modell.models import Variant
from bosetting.anmodning.modell.rules import Vektvalg
from bosetting.anmodning.modell.services import varianter
from bosetting.anmodning.modell.services.maler import last_kriteriemaler
from tests.bosetting.anmodning.conftest import _naa, imdi  # noqa: F401
from tests.factories.bosetting import AnmodningFactory, AnmodningsrundeFactory
from tests.factories.imdinett import KommuneFactory


@pytest.fixture(autouse=True)
def maler(request):
    """The defaults that come with the product, where there is a database."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        last_kriteriemaler()


@pytest.fixture
def kommuner():
    """60 %, 30 % and 10 % of the inhabitants."""
    navn = (("1101", "Eigersund", 6000), ("1112", "Lund", 3000), ("1111", "Sokndal", 1000))
    return [KommuneFactory(nummer=nr, navn=navn, folketall=folk) for nr, navn, folk in navn]


@pytest.fixture
def i_fjor(kommuner):
    """Last year they were asked for 50, 20 and 30, Sokndal for 2 EM."""
    runde = AnmodningsrundeFactory(aar=2026)
    return [
        AnmodningFactory(runde=runde, kommune=kommune, antall=antall, herav_em=em)
        for kommune, antall, em in zip(kommuner, (50, 20, 30), (0, 0, 2), strict=True)
    ]


@pytest.fixture
def runde(imdi, kommuner):  # noqa: F811
    """A draft for 2027: 104 places, 4 of them for EM. No numbers yet."""
    from datetime import date

    from bosetting.anmodning.rules import Rundeinnhold
    from bosetting.anmodning.services.runde import opprett_runde
    from bosetting.anmodning.states import Rundetype

    innhold = Rundeinnhold(behov=104, behov_em=4, frist=date(2026, 12, 20), kriterier="Folketall.")
    return opprett_runde(bruker=imdi, aar=2027, type=Rundetype.ORDINAR, innhold=innhold)


@pytest.fixture
def variant(imdi, runde, i_fjor) -> Variant:  # noqa: F811
    """60 % inhabitants and 40 % continuity, as in the worked example: 56, 26 and 18 ordinary places."""
    return sett_vekter(imdi, varianter.lag_variant(bruker=imdi, runde=runde, navn="Grunnlag"), 60, 40)


def sett_vekter(bruker, variant: Variant, folk: int, kontinuitet: int, **annet) -> Variant:
    vekter = {kriterium.pk: (0, 0) for kriterium in variant.runde.rundekriterier.all()}
    for kode, vekt, em in (("innbyggertall", folk, 100), ("kontinuitet", kontinuitet, 0)):
        vekter[variant.runde.rundekriterier.get(kode=kode).pk] = (vekt, em)
    valg = Vektvalg(vekter=vekter, **{"minste": 10, **annet})
    return varianter.endre_vekter(bruker=bruker, variant=variant, endret_nr=variant.endret_nr, valg=valg)


def verdiene(kriterium) -> dict[str, Decimal]:
    return {rad.kommune.navn: rad.verdi for rad in kriterium.verdier.select_related("kommune")}
