import pytest
from django.db import transaction

from imdinett.utboks.models import Forsendelse
from imdinett.utboks.services import NOKKEL_MAKS, enqueue, lag_nokkel
from imdinett.utboks.states import Kanal, Tilstand
from tests.factories.imdinett import BrukerFactory, KommuneFactory
from tests.imdinett.eksempler import Eksempelvarsel

pytestmark = pytest.mark.usefixtures("maler")


@pytest.fixture
def varsel(db):
    return Eksempelvarsel(KommuneFactory(), [BrukerFactory(sprak="nb"), BrukerFactory(sprak="nn")])


def test_enqueue_lager_en_rad_per_mottaker(varsel):
    rader = enqueue(varsel, bruker=None)

    assert [(rad.kanal, rad.tilstand, rad.sprak, rad.mottaker) for rad in rader] == [
        (Kanal.EPOST, Tilstand.KLAR, "nb", {"epost": varsel.til[0].epost}),
        (Kanal.EPOST, Tilstand.KLAR, "nn", {"epost": varsel.til[1].epost}),
    ]
    assert rader[0].tittel == "Ny fordelingsliste i IMDinett"
    assert rader[0].innhold["tekst"].startswith(f"Hei, {varsel.til[0].navn}\n\nListe 2026-0412 er kommet.\n\nhttp://")
    assert "http://localhost/fordelingslister/2026-0412/" in rader[0].innhold["html"]


def test_enqueue_to_ganger_er_en_rad(varsel):
    forste = enqueue(varsel, bruker=None)
    andre = enqueue(varsel, bruker=None)

    assert [rad.pk for rad in forste] == [rad.pk for rad in andre]
    assert Forsendelse.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_enqueue_utenfor_transaksjon_blir_nektet():
    varsel = Eksempelvarsel(KommuneFactory(), [BrukerFactory()])

    with pytest.raises(RuntimeError, match="transaksjon"):
        enqueue(varsel, bruker=None)
    with transaction.atomic():
        enqueue(varsel, bruker=None)

    assert Forsendelse.objects.count() == 1


def test_nokkel_som_er_for_lang_blir_kortet_uten_aa_bli_lik_en_annen():
    en, to = lag_nokkel("slag", "x" * 200, 1), lag_nokkel("slag", "x" * 200, 2)

    assert (len(en), len(to)) == (NOKKEL_MAKS, NOKKEL_MAKS)
    assert en != to
