"""W-18: some who were settled years ago, taken over from the system before, and where they have lived since."""

from collections.abc import Iterator
from datetime import date, datetime, time

from bosetting.demodata.plan import Deltaker, Plan
from bosetting.folkeregister import services as folkeregister
from bosetting.folkeregister.rules import Kilde
from bosetting.overtakelse.sakfil import KOLONNER
from bosetting.person.models import Sak
from imdinett.kjerne import klokke
from imdinett.kjerne.nummer import duf_med_kontroll
from imdinett.overtakelse import services as overtakelser

FRA_NUMMER = 860_001
# In each of the first two kommuner: how many years ago, and how many.
KULL = (((4, 14), (3, 8)), ((4, 6),))
FORNAVN = ("Olena", "Andrij", "Rima", "Karim", "Zahra", "Yonas", "Grace")
# One in so many has moved on after two years, and of one in so many nothing has been heard.
FLYTTET, UKJENT = 4, 7


def lag(plan: Plan) -> None:
    rader = list(_rader(plan))
    innhold = "\n".join(["imdinett;overtakelse-sak;2026-11-29", ";".join(KOLONNER), *rader]).encode()
    prove = overtakelser.prov(bruker=plan.bosetter, innhold=innhold, filnavn="tidligere-bosatte.csv")
    overtakelser.les_inn(bruker=plan.bosetter, overtakelse_id=prove.pk)
    _bosteder(plan)


def _rader(plan: Plan) -> Iterator[str]:
    nummer = FRA_NUMMER
    for deltaker, kull in zip(plan.deltakere, KULL, strict=False):
        for aar_siden, antall in kull:
            for nr in range(antall):
                yield _rad(plan, deltaker, date(plan.i_dag.year - aar_siden, 1 + nr % 11, 10), nummer)
                nummer += 1


def _rad(plan: Plan, deltaker: Deltaker, dag: date, nummer: int) -> str:
    celler = {
        "husstand": f"T-{nummer}",
        "duf": duf_med_kontroll(2099, nummer),
        "fornavn": FORNAVN[nummer % len(FORNAVN)],
        "etternavn": "Eksempel",
        "fodselsdato": f"{1975 + nummer % 20}-04-12",
        "kjonn": "kvinne" if nummer % 2 else "mann",
        "statsborgerskap": "Ukraina",
        "kategori": "privatboende",
        "adresse": f"Øvingsveien {nummer % 90 + 1}",
        "postnummer": "0152",
        "poststed": "Oslo",
        "tillatelse": "kollektiv",
        "tillatelsesdato": f"{dag.replace(day=1)}",
        "tilstand": "bosatt",
        "kommunenummer": deltaker.kommune.nummer,
        "plassaar": f"{dag.year}",
        "utsokingsdato": f"{dag.replace(day=5)}",
        "bosettingsdato": f"{dag}",
    }
    return ";".join(celler.get(navn, "") for navn in KOLONNER)


def _bosteder(plan: Plan) -> None:
    """What the register told at the time: the first home, and for some another one after."""
    antall = sum(antall for kull in KULL for _aar, antall in kull)
    numre = [duf_med_kontroll(2099, FRA_NUMMER + nr) for nr in range(antall)]
    saker = Sak.objects.filter(person__duf_nummer__in=numre).select_related("kommune", "person").order_by("pk")
    for nr, sak in enumerate(saker):
        if nr % UKJENT == 0 or sak.kommune is None or sak.bosettingsdato is None:
            continue
        steder = [(sak.kommune, sak.bosettingsdato)]
        if nr % FLYTTET == 1:
            steder.append((plan.deltakere[nr % 3].kommune, klokke.om_maaneder(sak.bosettingsdato, 18)))
        for kommune, dag in steder:
            tid = datetime.combine(dag, time(12), tzinfo=klokke.OSLO)
            kilde = Kilde(dokument=f"t{sak.pk}-{dag}", tid=tid)
            folkeregister.sett_bosted(bruker=plan.bosetter, sak=sak, kommune=kommune, flyttedato=dag, kilde=kilde)
