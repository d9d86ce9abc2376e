"""Reads over cases, dates and refused rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from bosetting.bosatt import rules
from bosetting.bosatt.models import Bosetting, Kilde
from bosetting.folkeregister.queries import med_adressemangel
from bosetting.person.models import Avvik, Sak
from bosetting.person.querysets import SakQuerySet, synlig_person
from bosetting.person.states import MAPPE_APEN, Sakstilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


def saker_med_apent_avvik(sak_ider: Iterable[int]) -> set[int]:
    """B-048."""
    return set(Avvik.objects.filter(sak__in=list(sak_ider), lukket_tid=None).values_list("sak_id", flat=True))


def gjeldende_bosetting(sak: Sak) -> Bosetting | None:
    return Bosetting.objects.gjeldende().filter(sak=sak).select_related("registrert_av").first()


def forst_registrert(sak: Sak) -> datetime:
    """B-047: when the bosettingsdato that holds, or one it corrects, was first set."""
    return rules.forst_registrert(Bosetting.objects.filter(sak=sak))


# ---- the lists
def apne_mapper(qs: SakQuerySet, bruker: "tilgang.Hvem") -> SakQuerySet:
    """Cases whose folder is open to the user, with what the lists show of them: nothing on who it is."""
    i_husstanden = Sak.objects.i_tilstand(*MAPPE_APEN).filter(
        synlig_person(bruker), husstand=OuterRef("husstand"), kommune=OuterRef("kommune")
    )
    storrelse = i_husstanden.order_by().values("husstand").annotate(antall=Count("pk")).values("antall")
    apne_avvik = Avvik.objects.filter(sak=OuterRef("pk"), lukket_tid=None)
    return (
        qs.i_tilstand(*MAPPE_APEN)
        .select_related("person", "husstand", "kommune", "ansvarlig")
        .annotate(
            husstandsstorrelse=Coalesce(Subquery(storrelse), 0),
            avvik_fra=Subquery(apne_avvik.order_by("aapnet_tid").values("aapnet_tid")[:1]),
            har_avvik=Exists(apne_avvik),
            uten_adresse=Exists(med_adressemangel(Sak.objects.filter(pk=OuterRef("pk")))),
        )
    )


def filtrer(
    qs: SakQuerySet,
    *,
    kategori: str = "",
    status: str = "",
    avvik: str = "",
    adresse: str = "",
    sokt_for: date | str = "",
) -> SakQuerySet:
    if adresse:
        qs = med_adressemangel(qs)
    if kategori:
        qs = qs.filter(kategori=kategori)
    if status:
        qs = qs.filter(tilstand=status)
    if avvik:
        apent = Exists(Avvik.objects.filter(sak=OuterRef("pk"), lukket_tid=None))
        qs = qs.filter(apent if avvik == "ja" else ~apent)
    return qs.filter(utsokingsdato__lt=sokt_for) if sokt_for else qs


def ordnet(qs: SakQuerySet) -> SakQuerySet:
    """The oldest decision first, unless the reader asks otherwise."""
    return qs.order_by("utsokingsdato", "pk")


def utvalg(bruker: "tilgang.Hvem", numre: Sequence[str], kommune: "Kommune | None") -> list[Sak]:
    """Those of the chosen that still wait for a date and are the reader's, in the order of the list."""
    qs = apne_mapper(Sak.objects.all().synlig_for(bruker), bruker).uten_bosettingsdato().filter(nummer__in=numre)
    if not tilgang.har_imdi(bruker, Rettighet.SAK_LES):
        qs = qs.filter(kommune=kommune)
    return list(ordnet(qs))


# ---- one household
def husstand(bruker: "tilgang.Hvem", husstand_uuid: UUID, kommune: "Kommune | None") -> list[Sak]:
    """The members who are the reader's to see: of the kommune acted for, if the user has it there."""
    qs = Sak.objects.all().synlig_for(bruker).i_tilstand(*MAPPE_APEN).filter(husstand__uuid=husstand_uuid)
    if not tilgang.har_imdi(bruker, Rettighet.SAK_LES):
        egne = qs.filter(kommune=kommune)
        qs = egne if egne.exists() else qs.filter(kommune=qs.values("kommune")[:1])
    return list(qs.select_related("person", "husstand", "kommune").order_by("person__fodselsdato", "pk"))


def husstand_i_mottak(bruker: "tilgang.Hvem", husstand_uuid: UUID) -> list[Sak]:
    """Those of a household who live where the user works; who has moved out is gone."""
    qs = Sak.objects.all().beboere_for(bruker).filter(husstand__uuid=husstand_uuid)
    return list(qs.select_related("person", "husstand", "kommune", "mottak").order_by("person__fodselsdato", "pk"))


def meldt_fra_mottak(bruker: "tilgang.Hvem", husstand_uuid: UUID) -> dict[int, Bosetting]:
    """The dates of those of a household who lived there until they got one, by sak: a colleague was first."""
    steder = tilgang.enhet_ider(bruker, Rettighet.FLYTTEDATO_SKRIV)
    saker = Sak.objects.all().uten_skjermede().filter(husstand__uuid=husstand_uuid, mottak__in=steder)
    rader = Bosetting.objects.gjeldende().filter(sak__in=saker, kilde=Kilde.MOTTAK)
    return {rad.sak_id: rad for rad in rader.select_related("registrert_av", "sak")}


@dataclass(frozen=True)
class Datostatus:
    """Who can be given a date now, who has one, and who cannot have one yet, with the reason."""

    apne: list[Sak]
    registrert: dict[int, Bosetting]
    sperret: list[tuple[Sak, str]]


def datostatus(saker: Sequence[Sak], *, som_kommune: bool) -> Datostatus:
    return _status(saker, lambda sak, avvik: rules.dato_sperre(sak, som_kommune=som_kommune, apent_avvik=avvik))


def mottaksstatus(saker: Sequence[Sak]) -> Datostatus:
    return _status(saker, lambda sak, avvik: rules.mottak_sperre(sak, apent_avvik=avvik))


def _status(saker: Sequence[Sak], sperre: Callable[[Sak, bool], str]) -> Datostatus:
    avvik = saker_med_apent_avvik(sak.pk for sak in saker)
    rader = Bosetting.objects.gjeldende().filter(sak__in=saker).select_related("registrert_av", "sak__person")
    registrert = {rad.sak_id: rad for rad in rader}
    apne, sperret = [], []
    for sak in saker:
        if sak.tilstand == Sakstilstand.BOSATT:
            continue
        grunn = sperre(sak, sak.pk in avvik)
        if grunn:
            sperret.append((sak, grunn))
        else:
            apne.append(sak)
    return Datostatus(apne, registrert, sperret)
