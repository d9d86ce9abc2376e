"""Loading published figures, and writing down who took a report out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from bosetting.rapport import tallfil
from bosetting.rapport.models import PublisertNasjonalt, PublisertTall
from bosetting.rapport.tallfil import Avvist, Felt, Fil
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kommune import queries as kommuner
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.maskin import Maskinbruker
from imdinett.tilgang.rettighet import Rettighet

Tallrad = TypeVar("Tallrad", PublisertTall, PublisertNasjonalt)


@dataclass(frozen=True)
class Filresultat:
    """What one file did, or would do: rows new and changed, rows that were there already, rows refused."""

    nye: int = 0
    endret: int = 0
    uendret: int = 0
    avvist: Sequence[Avvist] = ()

    @property
    def inn(self) -> int:
        return self.nye + self.endret


@dataclass(frozen=True)
class Importresultat:
    tall: Filresultat
    nasjonalt: Filresultat

    @property
    def filer(self) -> list[tuple[str, Filresultat]]:
        return [(_("Tall per kommune"), self.tall), (_("Tall for landet"), self.nasjonalt)]

    @property
    def inn(self) -> int:
        return self.tall.inn + self.nasjonalt.inn

    @property
    def uendret(self) -> int:
        return self.tall.uendret + self.nasjonalt.uendret

    @property
    def avvist(self) -> list[Avvist]:
        return [*self.tall.avvist, *self.nasjonalt.avvist]


@transaction.atomic
def importer_bosettingstall(
    *, bruker: Bruker | None, tall: bytes, nasjonalt: bytes | None = None, prove: bool = False
) -> Importresultat:
    """Good rows go in, bad ones come back with line and reason. The same files again change nothing (decision 27).

    `bruker` is None in the management command. With `prove` nothing is written.
    """
    tilgang.krev(bruker is None or tilgang.har_imdi(bruker, Rettighet.TALLIMPORT))
    tallrader = _with_kommune(tallfil.les_tall(tall))
    landsrader = tallfil.les_nasjonalt(nasjonalt) if nasjonalt is not None else Fil()
    aar = {felt["aar"] for felt in tallrader.rader.values()}
    kjente = {(rad.aar, rad.kommunenummer): rad for rad in PublisertTall.objects.filter(aar__in=aar)}
    resultat = Importresultat(
        _save(PublisertTall, kjente, tallrader, ("aar", "kommunenummer"), prove=prove),
        _save(
            PublisertNasjonalt,
            {(rad.aar,): rad for rad in PublisertNasjonalt.objects.all()},
            landsrader,
            ("aar",),
            prove=prove,
        ),
    )
    if resultat.inn and not prove:
        _log(bruker, resultat, sorted(aar | {felt["aar"] for felt in landsrader.rader.values()}))
    return resultat


def _with_kommune(fil: Fil) -> Fil:
    """Find the kommune that had the number in that year; refuse the rows where none had."""
    ut = Fil(avvist=fil.avvist)
    paa_slutten_av = {
        aar: kommuner.kommuner_paa(date(aar, 12, 31)) for aar in {felt["aar"] for felt in fil.rader.values()}
    }
    for linje, felt in fil.rader.items():
        nummer, i_dag, aar = felt["kommunenummer"], felt.pop("kommunenummer_i_dag"), felt["aar"]
        kommune = paa_slutten_av[aar].get(nummer)
        if kommune is None:
            ut.refuse(linje, _("ingen kommune hadde nummeret %(nr)s i %(aar)d") % {"nr": nummer, "aar": aar})
        elif i_dag and i_dag != kommune.nummer:
            grunn = _("%(nr)s er i dag %(riktig)s, ikke %(oppgitt)s")
            ut.refuse(linje, grunn % {"nr": nummer, "riktig": kommune.nummer, "oppgitt": i_dag})
        else:
            ut.rader[linje] = {**felt, "kommune_id": kommune.pk}
    ut.avvist.sort(key=lambda rad: rad.linje)
    return ut


def _save(
    model: type[Tallrad], kjente: Mapping[tuple[Any, ...], Tallrad], fil: Fil, nokkel: Sequence[str], *, prove: bool
) -> Filresultat:
    nye: list[Tallrad] = []
    endret: list[Tallrad] = []
    for felt in fil.rader.values():
        rad = kjente.get(tuple(felt[navn] for navn in nokkel))
        if rad is None:
            nye.append(model(**felt))
        elif _assign(rad, felt):
            endret.append(rad)
    if not prove:
        model._default_manager.bulk_create(nye, batch_size=500)
        if endret:
            model._default_manager.bulk_update(endret, [*next(iter(fil.rader.values()))], batch_size=500)
    return Filresultat(len(nye), len(endret), len(fil.rader) - len(nye) - len(endret), tuple(fil.avvist))


def _assign(rad: Tallrad, felt: Felt) -> bool:
    ulike = {navn: verdi for navn, verdi in felt.items() if getattr(rad, navn) != verdi}
    for navn, verdi in ulike.items():
        setattr(rad, navn, verdi)
    return bool(ulike)


def _log(bruker: Bruker | None, resultat: Importresultat, aar: Sequence[int]) -> None:
    """One event for the whole import, on the last year it touched. IMDi's, so never on a kommune's own row."""
    rad = PublisertNasjonalt.objects.filter(aar=aar[-1]).first() or PublisertNasjonalt(aar=aar[-1])
    hendelse.log(
        bruker,
        Hendelsestype.TALL_IMPORTERT,
        rad,
        aar=list(aar),
        inn=resultat.inn,
        uendret=resultat.uendret,
        avvist=len(resultat.avvist),
    )


def logg_rapport_hentet(
    *, bruker: Bruker | Maskinbruker, kommune: Kommune | None, rapport: str, filter: str, format: str, rader: int
) -> None:
    """Figures taken out, as a file or by a machine: an event of the kommune that is acted for, or of IMDi."""
    gjelder = kommune or bruker
    assert isinstance(gjelder, Model)  # a machine always has a kommune
    hendelse.log(
        bruker,
        Hendelsestype.RAPPORT_HENTET,
        gjelder,
        kommune=kommune,
        rapport=rapport,
        filter=filter,
        format=format,
        rader=rader,
    )
