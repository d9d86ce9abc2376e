import pytest

from bosetting.vedtak import services
from imdinett.utboks.models import Forsendelse
from tests.bosetting.fordeling.hjelp import tilstander
from tests.bosetting.vedtak.hjelp import GRUNN, linje_ider, med_ja, sokt_ut, vedtak_ider

pytestmark = pytest.mark.django_db


def test_b041_a_yes_leads_to_a_decision_and_letters() -> None:
    en = med_ja(2, 1)

    vedtak = services.fatt_vedtak(bruker=en.imdi, linje_ider=linje_ider(en))

    assert tilstander(en) == ["sokt_ut"] * 3
    en.liste.refresh_from_db()
    assert en.liste.tilstand == "ferdigbehandlet"
    assert len(vedtak) == 3
    brev = Forsendelse.objects.brev().values_list("slag", "kanal")
    assert sorted(brev) == [
        *[("person.vedtak_flyktning", "utskrift")] * 3,
        *[("person.vedtak_kommune", "svarut")] * 2,
    ]


def test_b039_reversal() -> None:
    en, vedtak = sokt_ut(2)

    services.opphev_vedtak(bruker=en.imdi, vedtak_ider=vedtak_ider(vedtak), grunn=GRUNN)

    assert tilstander(en) == ["bosettingsklar"] * 2


def test_b057_declined() -> None:
    en, vedtak = sokt_ut(1)

    services.registrer_takket_nei(bruker=en.imdi, vedtak_ider=vedtak_ider(vedtak))

    assert tilstander(en) == ["takket_nei"]
