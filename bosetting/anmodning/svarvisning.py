"""Who has answered, as IMDi's pages show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from bosetting.anmodning.models import Anmodning, Anmodningsrunde
from bosetting.anmodning.purring import purremottakere
from bosetting.anmodning.queries import Svar
from bosetting.anmodning.rundevisning import merke
from bosetting.anmodning.visning import anmodningsmerke
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Fylke
from imdinett.web import norsk
from imdinett.web.komponent import Merke, Nokkeltall


@dataclass(frozen=True)
class Runderad:
    runde: Anmodningsrunde
    merke: Merke
    kommuner: int
    antall: int


def rundeliste() -> list[Runderad]:
    """One query."""
    runder = Anmodningsrunde.objects.annotate(kommuner=Count("anmodninger"), sum_=Sum("anmodninger__antall"))
    return [Runderad(runde, merke(runde), runde.kommuner, runde.sum_ or 0) for runde in runder]


@dataclass(frozen=True)
class Svarrad:
    svar: Svar
    merke: Merke


def rad(svar: Svar) -> Svarrad:
    if svar.registrert and not svar.vedtak:
        return Svarrad(svar, Merke(_("Ikke godkjent"), "warning"))
    return Svarrad(svar, anmodningsmerke(svar.anmodning))


def fylker(alle: Iterable[Svar]) -> list[Fylke]:
    funnet = {svar.kommune.fylke.pk: svar.kommune.fylke for svar in alle if svar.kommune.fylke}
    return [funnet[pk] for pk in sorted(funnet)]


def nokkeltall(alle: Sequence[Svar]) -> list[Nokkeltall]:
    spurt = [svar for svar in alle if svar.anmodning.antall]
    venter = [svar for svar in spurt if svar.skylder_svar]
    return [
        Nokkeltall(norsk.tall(len(spurt)), _("bedt om plasser")),
        Nokkeltall(norsk.tall(len(spurt) - len(venter)), _("har svart")),
        Nokkeltall(norsk.tall(len(venter)), _("har ikke svart")),
        Nokkeltall(norsk.tall(sum(svar.er_sen for svar in venter)), _("over fristen")),
        Nokkeltall(norsk.tall(len(alle) - len(spurt)), _("ikke bedt om plasser")),
    ]


@dataclass(frozen=True)
class Utelatt:
    anmodning: Anmodning
    grunn: str


@dataclass(frozen=True)
class Purreutvalg:
    """Exactly those that will be told, and those that will not, with the reason."""

    purres: list[tuple[Anmodning, list[Bruker]]]
    utelatt: list[Utelatt]


def purreutvalg(valgte: Iterable[Anmodning]) -> Purreutvalg:
    rader = list(
        Anmodning.objects.filter(pk__in=[rad.pk for rad in valgte])
        .select_related("kommune", "runde")
        .order_by("kommune__sortering")
    )
    ubesvarte = set(Anmodning.objects.ubesvart().filter(pk__in=[en.pk for en in rader]).values_list("pk", flat=True))
    mottakere = purremottakere([en.kommune for en in rader])
    ut = Purreutvalg([], [])
    for en in rader:
        if en.pk not in ubesvarte:
            ut.utelatt.append(Utelatt(en, _("Kommunen skylder ikke svar.")))
        elif not mottakere[en.kommune_id].alle:
            ut.utelatt.append(Utelatt(en, _("Kommunen har ingen brukere som kan få e-posten.")))
        else:
            ut.purres.append((en, mottakere[en.kommune_id].alle))
    return ut
