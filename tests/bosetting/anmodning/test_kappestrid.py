"""S-09, B-027: places for enslige mindreårige that both parties, and the lists, reach for at once."""

from typing import Any

import pytest

from bosetting.anmodning.models import Plassendring
from bosetting.anmodning.queries import plassregnskap
from bosetting.anmodning.services import plassendring as services
from bosetting.anmodning.states import Part, Plassendringsslag
from bosetting.fordeling.models import Fordelingslinje
from bosetting.fordeling.services import opprett_liste, send_liste
from imdinett.hendelse.models import Hendelse
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from tests.bosetting.fordeling.hjelp import AAR, husstand, scene
from tests.bosetting.kappestrid import SAMTIDIGE
from tests.factories.bosetting import KommunevedtakFactory
from tests.hjelp import bruker_med

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
GRUNN = "Det kommer færre enslige mindreårige enn ventet."
ORDINAER, NESTE_AAR = Plassendringsslag.ORDINAER, Plassendringsslag.NESTE_AAR
EM = 5
FORSLAG = {"antall": EM, "begrunnelse": GRUNN, "aar": AAR}


def konto(kommune: Kommune, aar: int = AAR) -> tuple[int | None, int | None, int | None]:
    regnskap = plassregnskap(kommune, aar)
    return regnskap.ledig, regnskap.ledig_em, regnskap.ledig_ordinaer


def test_s09_sixteen_propose_and_one_answer_decides(i_kapp: Any) -> None:
    """Both parties propose at once: one proposal waits. Then yes, no and withdrawal at once: one of them holds."""
    en = scene(em=EM)
    KommunevedtakFactory(kommune=en.kommune, aar=AAR + 1, antall=20, herav_em=1)
    kommunens, imdis = [en.kari, en.ola], [bruker_med(Rolle.IMDI_ANMODNING) for _nr in range(2)]
    alle = [*kommunens, *imdis]

    foreslatt = i_kapp(
        *(
            lambda bruker=alle[nr % 4]: services.foresla_plassendring(
                bruker=bruker, kommune=en.kommune, slag=NESTE_AAR, **FORSLAG
            )
            for nr in range(SAMTIDIGE)
        )
    )
    endring = Plassendring.objects.get()
    egne, andres = (kommunens, imdis) if endring.foreslatt_part == Part.KOMMUNE else (imdis, kommunens)
    svar = (services.bekreft_plassendring, services.avsla_plassendring, services.trekk_plassendring)
    avgjort = i_kapp(
        *(
            lambda nr=nr: svar[nr % 3](bruker=(egne if nr % 3 == 2 else andres)[nr % 2], endring_id=endring.pk)
            for nr in range(SAMTIDIGE)
        )
    )

    endring.refresh_from_db()
    assert (foreslatt, avgjort) == (
        {"ok": 1, "forslag_venter": SAMTIDIGE - 1},
        {"ok": 1, "forslag_avgjort": SAMTIDIGE - 1},
    )
    logget = Hendelse.objects.gjelder(endring).order_by("pk").values_list("type", flat=True)
    assert list(logget) == ["plassendring_foreslatt", f"plassendring_{endring.tilstand}"]
    flyttet = EM if endring.tilstand == "bekreftet" else 0
    assert konto(en.kommune) == (40 - flyttet, EM - flyttet, 35)
    assert konto(en.kommune, AAR + 1) == (20 + flyttet, 1 + flyttet, 19)


@pytest.mark.parametrize("forst", ["bekreft", "send"])
def test_s09_the_last_em_places_are_converted_or_bound_never_both(i_kapp: Any, forst: str) -> None:
    """B-027, B-071: eight lists with an enslig mindreårig each, and eight who confirm that the places become others."""
    en = scene(em=EM)
    imdi = bruker_med(Rolle.IMDI_ANMODNING)
    endring = services.foresla_plassendring(bruker=en.kari, kommune=en.kommune, slag=ORDINAER, **FORSLAG)
    lister = [
        opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=[husstand(1, er_em=True)])
        for _nr in range(SAMTIDIGE // 2)
    ]
    bekreft = [lambda: services.bekreft_plassendring(bruker=imdi, endring_id=endring.pk)] * (SAMTIDIGE // 2)
    send = [lambda liste=liste: send_liste(bruker=en.imdi, liste_id=liste.pk) for liste in lister]

    utfall = i_kapp(*(bekreft + send if forst == "bekreft" else send + bekreft))

    endring.refresh_from_db()
    bundet = Fordelingslinje.objects.filter(liste__sendt_tid__isnull=False).count()
    assert (endring.tilstand, bundet, konto(en.kommune), utfall) in (
        ("bekreftet", 0, (40, 0, 40), {"ok": 1, "forslag_avgjort": 7, "b071_ingen_em": 8}),
        ("foreslatt", EM, (35, 0, 35), {"ok": EM, "b071_ikke_plass": 3, "b027_ikke_ledige": 8}),
    )
