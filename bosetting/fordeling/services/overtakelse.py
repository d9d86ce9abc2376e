"""Households that a kommune has said yes to in the system before this: the places they hold, and the yes itself.

No list was sent from here and nobody is told. When it was sent and answered is not known, and stays empty.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from bosetting.anmodning.queries import laas_plasser
from bosetting.fordeling import queries, rules
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.states import Linjetilstand, Listetilstand, Svar
from bosetting.person.models import Person, Sak
from bosetting.person.services.laas import lagre
from bosetting.person.states import Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.tilstand import move
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang

_NUMMERLAAS = 7_201_802


@dataclass(frozen=True)
class OvertattHusstand:
    """The cases of one household that its kommune has said yes to, and the year whose places they hold."""

    kommune: Kommune
    plassaar: int
    sak_ider: tuple[int, ...]


@transaction.atomic
def overta_husstander(*, bruker: Bruker, husstander: Sequence[OvertattHusstand]) -> list[Fordelingslinje]:
    """bosettingsklar → fordelt → akseptert, on lists that are done (B-028, B-031, B-032). More than what is free is
    taken over as it is: the account shows it below zero.
    """
    tilgang.krev(rules.kan_fordele(bruker))
    for kommune, aar in sorted({(en.kommune, en.plassaar) for en in husstander}, key=lambda par: (par[0].pk, par[1])):
        laas_plasser(kommune, aar)
    saker = _laas([pk for en in husstander for pk in en.sak_ider])
    linjer: list[Fordelingslinje] = []
    for liste, gruppe in _lister(bruker, husstander):
        linjer += _linjer(liste, gruppe, saker)
    queries.frys_fakta(linjer)
    Fordelingslinje.objects.bulk_create(linjer, batch_size=500)
    _bind(linjer)
    return linjer


def _laas(ider: Sequence[int]) -> dict[int, Sak]:
    rader = Sak.objects.select_for_update(of=("self",)).filter(pk__in=ider).order_by("pk")
    return {sak.pk: sak for sak in rader.select_related("person", "kartlegging")}


def _lister(
    bruker: Bruker, husstander: Sequence[OvertattHusstand]
) -> Iterator[tuple[Fordelingsliste, Sequence[OvertattHusstand]]]:
    """As few as the letters A–Z allow, each of one kommune and one year, numbered O-000001 and on."""
    grupper: dict[tuple[int, int], list[OvertattHusstand]] = defaultdict(list)
    for en in husstander:
        grupper[en.kommune.pk, en.plassaar].append(en)
    nummer, tid = _siste_nummer(), klokke.now()
    for gruppe in grupper.values():
        for fra in range(0, len(gruppe), rules.MAKS_HUSSTANDER):
            nummer += 1
            liste = Fordelingsliste(
                nummer=f"O-{nummer:06d}",
                kommune=gruppe[0].kommune,
                plassaar=gruppe[0].plassaar,
                overtatt=True,
                opprettet_tid=tid,
                opprettet_av=bruker,
            )
            for tilstand in (Listetilstand.SENDT, Listetilstand.BESVART, Listetilstand.FERDIGBEHANDLET):
                move(liste, tilstand)
            liste.save()
            yield liste, gruppe[fra : fra + rules.MAKS_HUSSTANDER]


def _siste_nummer() -> int:
    with connection.cursor() as markor:
        markor.execute("select pg_advisory_xact_lock(%s)", [_NUMMERLAAS])
    siste = Fordelingsliste.objects.filter(overtatt=True).order_by("-nummer").first()
    return int(siste.nummer[2:]) if siste else 0


def _linjer(
    liste: Fordelingsliste, husstander: Sequence[OvertattHusstand], saker: dict[int, Sak]
) -> list[Fordelingslinje]:
    """One answer per household, the eldest first as on any list."""
    tid = klokke.now()
    svarene = [
        Husstandssvar(
            liste=liste,
            kommune=liste.kommune,
            husstand_id=saker[en.sak_ider[0]].husstand_id,
            bokstav=chr(65 + nr),
            svar=Svar.JA,
            godkjent_tid=tid,
        )
        for nr, en in enumerate(husstander)
    ]
    Husstandssvar.objects.bulk_create(svarene)
    ut = []
    for svar, en in zip(svarene, husstander, strict=True):
        eldst_forst = sorted((saker[pk] for pk in en.sak_ider), key=lambda sak: (sak.person.fodselsdato, sak.pk))
        for nr, sak in enumerate(eldst_forst, 1):
            linje = Fordelingslinje(
                liste=liste,
                husstandssvar=svar,
                kommune=liste.kommune,
                sak=sak,
                betegnelse=f"{svar.bokstav}{nr}",
                avgjort_tid=tid,
            )
            move(linje, Linjetilstand.JA)
            ut.append(linje)
    return ut


def _bind(linjer: Sequence[Fordelingslinje]) -> None:
    """B-028, decision 15: the case holds its place and carries its kommune."""
    per_kommune: dict[int, list[int]] = defaultdict(list)
    for linje in linjer:
        for tilstand in (Sakstilstand.FORDELT, Sakstilstand.AKSEPTERT):
            move(linje.sak, tilstand)
        linje.sak.kommune, linje.sak.plassaar = linje.kommune, linje.liste.plassaar
        per_kommune[linje.kommune_id].append(linje.sak.person_id)
    lagre([linje.sak for linje in linjer], "tilstand", "kommune", "plassaar")
    for kommune_id, personer in per_kommune.items():
        Person.objects.filter(pk__in=personer).update(kommune=kommune_id)
