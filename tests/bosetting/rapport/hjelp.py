"""Rows for the reports: settled cases with every date of the way."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.states import Linjetilstand, Listetilstand
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import BrukerFactory, KommuneFactory, KommunenummerFactory

START = date(2026, 1, 5)


def dag(etter: int) -> date:
    return START + timedelta(days=etter)


def tid(etter: int) -> datetime:
    return datetime.combine(dag(etter), datetime.min.time(), UTC).replace(hour=10)


def kommune(nummer: str, **felt: Any) -> Kommune:
    """With its number as a period, as the source has it."""
    ny = KommuneFactory(nummer=nummer, **felt)
    KommunenummerFactory(kommune=ny)
    return ny


def bosatt(sted: Kommune, *dager: int, **felt: Any) -> Sak:
    """`dager`: klar, fordelt, svar, søkt ut and bosatt, each so many days after the permit."""
    klar, fordelt, svart, utsokt, dato = dager or (10, 20, 25, 30, 60)
    sak = SakFactory(
        kommune=sted,
        plassaar=2026,
        tilstand=Sakstilstand.BOSATT,
        tillatelse_dato=START,
        klar_tid=tid(klar),
        utsokingsdato=dag(utsokt),
        bosettingsdato=dag(dato),
        **felt,
    )
    bruker = BrukerFactory()
    linje_for(sak, bruker, fordelt, svart)
    return sak


def linje_for(sak: Sak, bruker: Bruker, fordelt: int, svart: int) -> None:
    liste = Fordelingsliste.objects.create(
        nummer=f"F{sak.pk}", kommune=sak.kommune, plassaar=2026, tilstand=Listetilstand.FERDIGBEHANDLET,
        opprettet_tid=tid(fordelt), opprettet_av=bruker, sendt_tid=tid(fordelt), sendt_av=bruker,
        frist=tid(fordelt + 7), besvart_tid=tid(svart), besvart_av=bruker,
    )  # fmt: skip
    svar = Husstandssvar.objects.create(
        liste=liste, kommune=sak.kommune, husstand=sak.husstand, bokstav="A", svar="ja", godkjent_tid=tid(svart)
    )
    linje = Fordelingslinje.objects.create(
        liste=liste, husstandssvar=svar, kommune=sak.kommune, sak=sak, betegnelse="A1", tilstand=Linjetilstand.JA,
        avgjort_tid=tid(svart),
    )  # fmt: skip
    Bosettingsvedtak.objects.create(
        sak=sak, linje=linje, kommune=sak.kommune, utsokingsdato=sak.utsokingsdato, fattet_tid=tid(svart),
        fattet_av=bruker,
    )  # fmt: skip


def nei(sted: Kommune, kode: str, *, fordelt: int = 1, svart: int = 10) -> None:
    """One household answered no."""
    sak = SakFactory(tillatelse_dato=START)
    bruker = BrukerFactory()
    liste = Fordelingsliste.objects.create(
        nummer=f"F{sak.pk}", kommune=sted, plassaar=2026, tilstand=Listetilstand.FERDIGBEHANDLET,
        opprettet_tid=tid(fordelt), opprettet_av=bruker, sendt_tid=tid(fordelt), sendt_av=bruker,
        frist=tid(fordelt + 7), besvart_tid=tid(svart), besvart_av=bruker,
    )  # fmt: skip
    Husstandssvar.objects.create(
        liste=liste, kommune=sted, husstand=sak.husstand, bokstav="A", svar="nei", avslagskode=kode,
        begrunnelse="Kommunen mangler bolig.", godkjent_tid=tid(svart),
    )  # fmt: skip
