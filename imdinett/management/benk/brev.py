"""How fast rounds of anmodningsbrev go out, each beside the bare rendering of the same letters right after."""

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet

from bosetting.anmodning.models import Anmodning, Anmodningsrunde
from bosetting.anmodning.rules import Rundeinnhold, Tall
from bosetting.anmodning.services import runde as runder
from bosetting.anmodning.states import Rundetype
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.management.benk import tegner
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Kanal, Tilstand

PROSESSER = 2
# A machine that others use too changes its pace by half from one minute to the next.
RUNDER = 3
VENTER = (Tilstand.KLAR, Tilstand.SENDER, Tilstand.UKJENT_UTFALL)
TAALMODIGHET = 30 * 60
OPPVARMING = 120


@dataclass(frozen=True)
class Brevmaaling:
    antall: int
    produkt_s: float
    tegning_s: float

    @property
    def per_sekund(self) -> float:
        return self.antall / self.produkt_s

    @property
    def forhold(self) -> float:
        """Bare rendering by two processes / the product's wall time. 1.0 would be no cost beside the drawing."""
        return self.tegning_s / self.produkt_s


def mal(si: Callable[[str], None]) -> list[Brevmaaling]:
    """The rounds in the order of their ratios, so that the one in the middle stands for them."""
    si("venter til køen fra demodata er tom")
    _vent(_arbeid_igjen().exists)
    return sorted((_mal_runde(si) for _nr in range(RUNDER)), key=lambda en: en.forhold)


def _mal_runde(si: Callable[[str], None]) -> Brevmaaling:
    """Send a new version of next year's round to every kommune, and wait until SvarUT has taken all of it."""
    runde = _ny_runde()
    start = time.monotonic()
    runder.send_runde(bruker=runde.opprettet_av, runde=runde, endret_nr=runde.endret_nr)
    brev = _brev(runde)
    antall = brev.count()
    si(f"{antall} brev er sendt fra siden; venter på SvarUT")
    _vent(brev.filter(tilstand__in=VENTER).exists)
    produkt = time.monotonic() - start
    si("tegner de samme brevene i to prosesser")
    return Brevmaaling(antall, produkt, _tegn(list(brev.values_list("pk", flat=True))))


def _arbeid_igjen() -> QuerySet[Forsendelse]:
    """What the workers have left of everything: a letter for print waits for a person when it is drawn."""
    tegnet = Q(kanal=Kanal.UTSKRIFT, fil__isnull=False)
    return Forsendelse.objects.filter(tilstand__in=VENTER).exclude(tegnet)


def _brev(runde: Anmodningsrunde) -> QuerySet[Forsendelse]:
    ider = [str(pk) for pk in Anmodning.objects.filter(runde=runde).values_list("pk", flat=True)]
    return Forsendelse.objects.filter(gjelder_type=Anmodning._meta.model_name, gjelder_id__in=ider, kanal=Kanal.SVARUT)


def _ny_runde() -> Anmodningsrunde:
    """Every kommune gets one more than before, so every kommune gets a letter."""
    bruker = Bruker.objects.get(groups__name=Rolle.IMDI_ANMODNING)
    aar = klokke.today().year + 1
    forrige = Anmodning.objects.gjeldende().filter(aar=aar)
    tall = [Tall(kommune_id=rad.kommune_id, antall=rad.antall + 10, herav_em=rad.herav_em) for rad in forrige]
    innhold = Rundeinnhold(
        behov=sum(ett.antall or 0 for ett in tall),
        frist=klokke.today() + timedelta(days=60),
        kriterier="Behovet er justert.",
        kriterier_nn="Behovet er justert.",
    )
    runde = runder.opprett_runde(bruker=bruker, aar=aar, type=Rundetype.JUSTERT, innhold=innhold)
    runder.importer_tall(bruker=bruker, runde=runde, tall=tall)
    runde.refresh_from_db()
    return runde


def _vent(paagar: Callable[[], bool]) -> None:
    slutt = time.monotonic() + TAALMODIGHET
    while paagar():
        if time.monotonic() > slutt:
            raise TimeoutError("Køen ble ikke tom.")
        time.sleep(0.2)


def _tegn(ider: list[int]) -> float:
    """Wall time of two warm processes that draw half each and do nothing else."""
    kontekst = multiprocessing.get_context("spawn")
    sperre = kontekst.Barrier(PROSESSER + 1)
    barn = [kontekst.Process(target=tegner.tegn, args=(ider[nr::PROSESSER], sperre)) for nr in range(PROSESSER)]
    for en in barn:
        en.start()
    sperre.wait(OPPVARMING)
    start = time.monotonic()
    for en in barn:
        en.join()
        if en.exitcode:
            raise RuntimeError("Tegningen feilet.")
    return time.monotonic() - start
