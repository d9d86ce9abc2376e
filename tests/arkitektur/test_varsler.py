"""A notice goes only to those who may open what it links to, whatever kind it is (B-038)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

import imdinett.celery  # noqa: F401  # imports every app's tasks, and with them every notice
from bosetting.ankomst.models import Ankomst
from bosetting.ankomst.notices import AnkomstMeldt
from bosetting.anmodning.models import Plassendring
from bosetting.anmodning.notices import PlassendringBesvart
from bosetting.anmodning.services import runde
from bosetting.avstemming.kvartal import ferdige
from bosetting.avstemming.services import purr_avstemming
from bosetting.fordeling.notices import FristNaer, FristPassert
from bosetting.innmelding.services import innmeldinger
from bosetting.person.models import Kartlegging, Sak
from bosetting.person.notices import KartleggingReturnert
from bosetting.rapport.models import Rapportfil
from bosetting.rapport.notices import RapportKlar
from bosetting.tidsplan import services as tidsplan
from bosetting.tidsplan.models import Tidsplanforesporsel
from imdinett.kjerne import klokke
from imdinett.loggkontroll.models import Kontrolluke, Oppslagsalarm
from imdinett.loggkontroll.notices import ListeKlar, OppslagMeldt
from imdinett.loggkontroll.states import Alarmslag
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.notices import Varsel
from imdinett.utboks.services import enqueue
from imdinett.varsel.models import Brukervarsel
from tests.factories.bosetting import AnmodningFactory
from tests.hjelp import logg_inn
from tests.verden import Kommuneverden, Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _slag(av: type[Varsel]) -> Iterator[str]:
    """Every kind that ends in the users' lists; those without `tema` concern the account itself (W-01)."""
    for klasse in av.__subclasses__():
        if klasse.tema and hasattr(klasse, "slag"):
            yield klasse.slag
        yield from _slag(klasse)


def _resten(v: Verden) -> None:
    """The kinds that nobody has been sent while the world was built."""
    for ett in (v.a, v.b):
        _til_kommunen(v, ett)
    foresporsel = Tidsplanforesporsel.objects.get()
    svar_ider = list(foresporsel.svar.values_list("pk", flat=True))
    tidsplan.purr(bruker=v.imdi[Rolle.IMDI_ANMODNING], foresporsel=foresporsel, svar_ider=svar_ider)
    purr_avstemming(bruker=v.bosetter, kvartal=ferdige()[0], kommune_ider=[v.a.kommune.pk, v.b.kommune.pk])
    enqueue(PlassendringBesvart(Plassendring.objects.all()[0]), bruker=None)
    _til_mottaket()
    mandag = klokke.mandag(*klokke.isouke(klokke.today()))
    uke = Kontrolluke.objects.create(mandag=mandag, laget_tid=klokke.now(), frist_dato=mandag + timedelta(days=14))
    for kommune in (None, v.a.kommune):
        enqueue(ListeKlar(uke, kommune, 1), bruker=None)
        alarm = Oppslagsalarm.objects.create(
            slag=Alarmslag.MANGE_PER_TIME,
            dag=klokke.today(),
            kommune=kommune,
            bruker=v.a.skriv if kommune else v.bosetter,
            antall=41,
            meldt_tid=klokke.now(),
        )
        enqueue(OppslagMeldt(alarm), bruker=None)


def _til_mottaket() -> None:
    sak = Sak.objects.uten_skjermede().filter(mottak__medlemmer__rolle=Rolle.MOTTAK_SKRIV, kategori="mottak")[0]
    kartlegging = Kartlegging(pk=0, sak=sak, returnert_tid=klokke.now())
    enqueue(KartleggingReturnert(kartlegging, sak), bruker=None)


def _til_kommunen(v: Verden, ett: Kommuneverden) -> None:
    naa = klokke.now()
    anmodning = AnmodningFactory(kommune=ett.kommune, aar=v.aar + 2, runde__aar=v.aar + 2)
    runde.purr(bruker=v.imdi[Rolle.IMDI_ANMODNING], anmodninger=[anmodning])
    husstand = Sak.objects.filter(kommune=ett.kommune, tilstand="sokt_ut")[0].husstand
    ankomst = Ankomst.objects.create(
        husstand=husstand, kommune=ett.kommune, dato=klokke.today(), meldt_tid=naa, meldt_av=v.bosetter
    )
    enqueue(AnkomstMeldt(ankomst, "8F3KT"), bruker=v.bosetter)
    fil = Rapportfil.objects.create(
        rapport="bosatte", kommune=ett.kommune, format="csv", bestilt_tid=naa, bestilt_av=ett.skriv, tilstand="ferdig"
    )
    enqueue(RapportKlar(fil), bruker=None)
    for slag in (FristNaer, FristPassert):
        enqueue(slag(ett.lister[next(iter(ett.lister))], [ett.skriv]), bruker=None)
    innmeldinger.behandle(bruker=v.bosetter, innmelding=ett.innmeldinger["bolig"], svar="Vi bruker den i uke 50.")


def test_b038_every_recipient_of_every_kind_of_notice_may_open_its_link(verden: Verden, lett_vandring: None) -> None:
    _resten(verden)
    linjer = list(Brukervarsel.objects.select_related("bruker").order_by("bruker", "pk"))
    klienter = {linje.bruker_id: logg_inn(linje.bruker) for linje in linjer}

    stengt = {
        (linje.nokkel.split(":")[0], linje.bruker.epost, svar.status_code)
        for linje in linjer
        if (svar := klienter[linje.bruker_id].get(linje.lenke, follow=True)).status_code != 200
    }

    assert stengt == set()
    assert {linje.nokkel.split(":")[0] for linje in linjer} == set(_slag(Varsel))
