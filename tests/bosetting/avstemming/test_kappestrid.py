"""S-09, W-02: one quarter, sixteen who answer, and dates that change meanwhile."""

from datetime import date
from typing import Any

import pytest

from bosetting.avstemming.models import Avstemming, Avstemmingssvar
from imdinett.hendelse.models import Hendelse
from imdinett.henvendelse.models import Henvendelse
from tests.bosetting.avstemming.hjelp import Q3, bekreft, bosett, kommune_med, meld, rad
from tests.bosetting.kappestrid import SAMTIDIGE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
JULI, AUGUST = date(2026, 7, 10), date(2026, 8, 3)


def svarhendelser() -> int:
    return Hendelse.objects.filter(type__in=("avstemming_bekreftet", "avstemming_stemmer_ikke")).count()


def test_s09_sixteen_confirm_a_quarter_once(i_kapp: Any) -> None:
    """The row of the quarter is there, as after a reminder: nothing but its lock keeps them apart."""
    en, _saker = kommune_med(JULI, None)
    Avstemming.objects.create(kommune=en.kommune, aar=Q3.aar, nr=Q3.nr)
    avtrykk = rad(en).tall.avtrykk

    utfall = i_kapp(
        *(lambda bruker=(en.kari, en.ola)[nr % 2]: bekreft(en, bruker=bruker, avtrykk=avtrykk) for nr in range(16))
    )

    assert utfall == {"ok": SAMTIDIGE}
    assert (Avstemming.objects.count(), Avstemmingssvar.objects.count(), svarhendelser()) == (1, 1, 1)
    assert (rad(en).status, rad(en).svar.bosatt) == ("bekreftet", [1, 0, 0])


def test_s09_confirmed_disputed_and_changed_at_once(i_kapp: Any) -> None:
    """Nobody answers for other numbers than those that were seen; the last answer stands alone, in one henvendelse.
    Nobody has asked before, so the row of the quarter is made by whoever comes first."""
    en, (_sak, uten) = kommune_med(JULI, None)
    sett = rad(en).tall.avtrykk

    utfall = i_kapp(
        *(lambda bruker=(en.kari, en.ola)[nr % 2]: bekreft(en, bruker=bruker, avtrykk=sett) for nr in range(6)),
        *(lambda bruker=(en.kari, en.ola)[nr % 2]: meld(en, bruker=bruker, avtrykk=sett) for nr in range(6)),
        *(lambda: bosett(en, uten, AUGUST) for _nr in range(4)),
    )

    svar = Avstemmingssvar.objects.all()
    assert set(utfall) <= {"ok", "tallene_endret"}
    assert {ett.avtrykk for ett in svar} <= {sett}
    assert len(svar) == svarhendelser() <= 12
    assert svar.filter(gjelder=True).count() == min(1, len(svar))
    assert Henvendelse.objects.count() == min(1, svar.exclude(egne=None).count())
    assert rad(en).tall.bosatt == (1, 1, 0)
    assert rad(en).status == ("endret" if svar else "ikke_svart")
