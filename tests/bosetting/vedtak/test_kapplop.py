"""Deciding, recalling and reversing at once: one outcome, nothing half done, no letter twice (S-09)."""

import pytest

from bosetting.fordeling import services as fordeling
from bosetting.vedtak import services
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.kjerne.feil import Domenefeil
from tests.bosetting.fordeling.hjelp import tilstander
from tests.bosetting.vedtak.hjelp import GRUNN, brev, fatt, ider, linje_ider, med_ja, sokt_ut
from tests.samtidig import samtidig

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def feil_i(svar: list[object]) -> list[str]:
    return [en.kode for en in svar if isinstance(en, Domenefeil)]


def test_b055_eight_deciding_at_once_one_decision_and_one_set_of_letters() -> None:
    en = med_ja(2)

    svar = samtidig(*[lambda: fatt(en) for _gang in range(8)])

    assert feil_i(svar) == ["ikke_til_avgjorelse"] * 7
    assert (Bosettingsvedtak.objects.count(), len(brev())) == (2, 3)
    assert tilstander(en) == ["sokt_ut"] * 2


def test_a_decision_and_a_recall_at_once_one_wins() -> None:
    en = med_ja(1)
    linjer = linje_ider(en)

    svar = samtidig(
        lambda: fatt(en),
        lambda: fordeling.trekk_linjer(bruker=en.imdi, linje_ider=linjer, grunn="Har reist til familie."),
    )

    assert len(feil_i(svar)) == 1
    assert (tilstander(en), Bosettingsvedtak.objects.count(), len(brev())) in (
        (["sokt_ut"], 1, 2),
        (["bosettingsklar"], 0, 0),
    )


def test_a_reversal_and_a_refusal_at_once_one_wins() -> None:
    en, vedtak = sokt_ut(1)

    svar = samtidig(
        lambda: services.opphev_vedtak(bruker=en.imdi, vedtak_ider=ider(vedtak), grunn=GRUNN),
        lambda: services.registrer_takket_nei(bruker=en.imdi, vedtak_ider=ider(vedtak)),
    )

    assert feil_i(svar) == ["alt_opphevet"]
    assert tilstander(en) in (["bosettingsklar"], ["takket_nei"])
