"""R2 and R4 taken out while others write: the file is of one moment, and the log and the sums are of the file."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from threading import Thread
from typing import Any

import openpyxl
import pytest
from django.db import connections, transaction
from django.db.models import QuerySet

from bosetting.person.models import Sak
from bosetting.person.states import Gradering
from bosetting.rapport import services
from bosetting.rapport.models import Rapportfil
from bosetting.rapport.queries.personer import BOSATTE, UTEN_DATO, Personrapport
from bosetting.rapport.services import kilde
from bosetting.rapport.views import personer as personside
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.web.eksport import Eksport, Format
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
# So many rows, fetched so few at a time, that most are not read when the others write.
RADER, PER_HENTING, SKREVET = 12, 2, 3
ADRESSER = {BOSATTE.kode: "/rapporter/bosatte/", UTEN_DATO.kode: "/rapporter/uten-bosettingsdato/"}


@pytest.fixture
def sted() -> Kommune:
    return KommuneFactory()


@pytest.fixture
def kari(sted: Kommune) -> Bruker:
    return bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=sted)


def sak(sted: Kommune, rapport: Personrapport) -> Sak:
    dato = date(2026, 3, 1) if rapport is BOSATTE else None
    felt = {"utsokingsdato": date(2026, 2, 1), "bosettingsdato": dato, "plassaar": 2026}
    return SakFactory(kommune=sted, tilstand=rapport.tilstand, **felt)


def paa_en_annen_forbindelse(skriv: Callable[[], None]) -> None:
    """Committed before this returns."""
    feil: list[Exception] = []

    def kjor() -> None:
        try:
            with transaction.atomic():
                skriv()
        except Exception as en:
            feil.append(en)
        finally:
            connections.close_all()

    traad = Thread(target=kjor)
    traad.start()
    traad.join(30)
    assert not traad.is_alive()
    assert feil == []


def andre_skriver(sted: Kommune, rapport: Personrapport) -> None:
    """Of those not read yet one goes out of the report, one comes in, one becomes protected and one changes name; of
    those already read one goes out too, so that a reading page by page would slip."""
    egne = list(Sak.objects.filter(kommune=sted, tilstand=rapport.tilstand).select_related("person").order_by("-pk"))
    egne[0].person.fornavn = "Omdøpt"
    egne[1].person.gradering = Gradering.FORTROLIG
    for en in egne[:2]:
        en.person.save()
    annen = UTEN_DATO if rapport is BOSATTE else BOSATTE
    dato = None if annen is UTEN_DATO else date(2026, 4, 1)
    Sak.objects.filter(pk__in=[egne[2].pk, egne[-1].pk]).update(tilstand=annen.tilstand, bosettingsdato=dato)
    Sak.objects.filter(kommune=sted, tilstand=annen.tilstand).exclude(pk__in=[egne[2].pk, egne[-1].pk]).update(
        tilstand=rapport.tilstand, bosettingsdato=None if dato else date(2026, 4, 1)
    )
    sak(sted, rapport)


def innhold(rapport: Personrapport, sted: Kommune) -> list[tuple[str, str]]:
    """The rows as they should be: number and name, in the report's order."""
    rader = Sak.objects.filter(kommune=sted, tilstand=rapport.tilstand).exclude(person__gradering=Gradering.FORTROLIG)
    ordnet = rader.order_by("husstand__nummer", "person__fodselsdato", "pk")
    return [(en.person.duf_nummer, f"{en.person.fornavn} {en.person.etternavn}") for en in ordnet]


def i_csv(raa: bytes) -> list[tuple[str, str]]:
    return [(rad[0], rad[1]) for rad in csv.reader(io.StringIO(raa.decode()))][1:]


def i_xlsx(raa: bytes) -> tuple[list[tuple[str, str]], str]:
    """The rows, and what the sheet about them says is their number."""
    bok = openpyxl.load_workbook(io.BytesIO(raa))
    tabell, om = bok.worksheets
    fakta = {str(rad[0]): str(rad[1]) for rad in om.iter_rows(values_only=True)}
    assert fakta["Hentet"]
    return [(rad[0], rad[1]) for rad in tabell.iter_rows(min_row=2, values_only=True)], fakta["Antall rader"]


def personer_i_loggen() -> list[list[int]]:
    return [sorted(rad.person_ider) for rad in Innsyn.objects.order_by("pk")]


def ider(duf: Iterable[str]) -> list[int]:
    return sorted(Sak.objects.filter(person__duf_nummer__in=list(duf)).values_list("person_id", flat=True))


@pytest.mark.parametrize(
    ("rapport", "format"), [(BOSATTE, Format.MASKIN), (UTEN_DATO, Format.XLSX)], ids=["R2 csv", "R4 xlsx"]
)
def test_a_file_that_the_worker_makes_is_of_one_moment(
    sted: Kommune, kari: Bruker, rapport: Personrapport, format: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows come from the database a few at a time, and what is committed after the first of them is not in the file."""
    for _nr in range(RADER):
        sak(sted, rapport)
    sak(sted, UTEN_DATO if rapport is BOSATTE else BOSATTE)
    for_ = innhold(rapport, sted)
    bestilt = {"kommune": sted, "aar": None, "format": format, "formaal": "", "rader": RADER}
    fil = services.bestill_rapportfil(bruker=kari, rapport=rapport, **bestilt)
    hent, lag = QuerySet.iterator, kilde.person_eksport
    monkeypatch.setattr(QuerySet, "iterator", lambda qs, chunk_size=None: hent(qs, chunk_size=PER_HENTING))

    def mens_det_skrives(*args: Any, **felt: Any) -> Eksport[Any]:
        ny = lag(*args, **felt)
        return replace(ny, rader=_avbrutt(ny.rader, lambda: andre_skriver(sted, rapport)))

    monkeypatch.setattr(kilde, "person_eksport", mens_det_skrives)

    assert services.lag_rapportfil(fil.pk) == f"{RADER} rader"

    fil = Rapportfil.objects.get(pk=fil.pk)
    raa = b"".join(bytes(bit_.innhold) for bit_ in fil.biter.order_by("nr"))
    rader, antall = i_xlsx(raa) if format == Format.XLSX else (i_csv(raa), str(fil.rader))
    etter = innhold(rapport, sted)
    assert (rader, antall) == (for_, str(RADER))
    assert etter != for_
    assert personer_i_loggen() == [sorted(fil.person_ider)] == [ider(duf for duf, _navn in for_)]


def _avbrutt(rader: Iterable[Any], skriv: Callable[[], None]) -> Iterator[Any]:
    for nr, rad in enumerate(rader, 1):
        yield rad
        if nr == SKREVET:
            paa_en_annen_forbindelse(skriv)


@pytest.mark.parametrize("rapport", [BOSATTE, UTEN_DATO], ids=["R2", "R4"])
def test_a_file_from_the_page_has_those_that_the_log_names_and_no_other(
    sted: Kommune, kari: Bruker, rapport: Personrapport, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others write after the persons are logged and before they are written: the file does not follow."""
    for _nr in range(RADER):
        sak(sted, rapport)
    sak(sted, UTEN_DATO if rapport is BOSATTE else BOSATTE)
    for_ = innhold(rapport, sted)
    logg = personside.services.logg_personrapport

    def logg_og_vent(**felt: Any) -> None:
        logg(**felt)
        paa_en_annen_forbindelse(lambda: andre_skriver(sted, rapport))

    monkeypatch.setattr(personside.services, "logg_personrapport", logg_og_vent)

    svar = logg_inn(kari).post(ADRESSER[rapport.kode], {"som": "xlsx"})

    rader, antall = i_xlsx(b"".join(svar.streaming_content))
    assert (rader, antall) == (for_, str(RADER))
    assert innhold(rapport, sted) != for_
    assert personer_i_loggen() == [ider(duf for duf, _navn in for_)]
    assert Hendelse.objects.get(type="rapport_hentet").data["rader"] == RADER
