"""What IMDi's registration pages read: who waits for what, household by household."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from bosetting.person.models import Avvik, Familierelasjon, Husstand, Kartlegging, Person, Sak
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.person.querysets import SakQuerySet, synlig_person
from bosetting.person.states import FOR_FORDELING, HOS_MOTTAK, MOTTAKETS, Kartleggingstilstand, Kategori, Sakstilstand
from imdinett.kjerne import nummer, telling

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

TREFF_MAKS = 50
# Fetched only by the request that asks for them, and logs it (B-093, B-094).
HELSE = ("behov_for_helsetjenester", "saerlige_forhold", "saerlige_forhold_grunn")


# Sent by a mottak, and IMDi's to approve or send back.
FRA_MOTTAK = Q(
    tilstand=Sakstilstand.TIL_KARTLEGGING,
    kartlegging__tilstand=Kartleggingstilstand.SENDT,
    kategori__in=MOTTAKETS,
    mottak__isnull=False,
)


def saksliste(saker: SakQuerySet, synlige: SakQuerySet) -> SakQuerySet:
    """With what the list shows of each: no names (D3). A household's size is counted among `synlige`. One query."""
    andre = synlige.filter(husstand=OuterRef("husstand")).order_by().values("husstand")
    return (
        saker.select_related("person", "husstand", "kommune")
        .annotate(
            har_avvik=Exists(_apne_avvik()),
            antall_i_husstand=Subquery(andre.annotate(antall=Count("pk")).values("antall")),
        )
        .order_by("-pk")
    )


def filtrert(
    saker: SakQuerySet, *, tilstand: str, kategori: str, avvik: str, nummer_: str, kartlegging: str = ""
) -> SakQuerySet:
    if tilstand:
        saker = saker.filter(tilstand=tilstand)
    if kategori:
        saker = saker.filter(er_em=True) if kategori == "em" else saker.filter(kategori=kategori)
    if kartlegging:
        saker = saker.filter(FRA_MOTTAK)
    if avvik:
        saker = saker.filter(Exists(_apne_avvik()))
    if nummer_:
        saker = saker.filter(Q(nummer__iexact=nummer_) | Q(husstand__nummer__iexact=nummer_))
    return saker


def _apne_avvik() -> QuerySet[Avvik]:
    return Avvik.objects.filter(sak=OuterRef("pk"), lukket_tid=None)


@dataclass(frozen=True)
class Treff:
    """What a search found. Who is protected is not found, and not counted (B-095)."""

    saker: list[Sak]
    flere: bool


def sok(tekst: str, bruker: "tilgang.Hvem") -> Treff:
    """By a whole number that the person has or had, or by words that are all in the name. One query."""
    siffer = nummer.bare_siffer(tekst)
    saker = Sak.objects.synlig_for(bruker)
    if siffer.isdigit():
        saker = saker.med_nummer(siffer)
    else:
        for ord_ in tekst.split():
            saker = saker.filter(Q(person__fornavn__icontains=ord_) | Q(person__etternavn__icontains=ord_))
    rader = saker.select_related("person", "husstand", "kommune")
    funnet = list(rader.order_by("person__etternavn", "person__fornavn", "pk")[: TREFF_MAKS + 1])
    return Treff(funnet[:TREFF_MAKS], len(funnet) > TREFF_MAKS)


def tidligere_numre(person_id: int) -> list[Tidligerenummer]:
    """For those who may read of the person; newest first."""
    return list(Tidligerenummer.objects.filter(person=person_id))


@dataclass(frozen=True)
class Medlem:
    """One person in a household, and what the case waits for."""

    sak: Sak
    kartlegging: Kartlegging | None
    avvik: list[Avvik]

    @property
    def vises(self) -> bool:
        """Names stand here while IMDi registers; later they are in the folder, which asks why (decision 19)."""
        return self.sak.tilstand in FOR_FORDELING

    @property
    def er_kartlagt(self) -> bool:
        if self.kartlegging is None or self.kartlegging.tilstand in HOS_MOTTAK:
            return False
        privat = self.sak.kategori == Kategori.PRIVATBOENDE
        return bool(self.kartlegging.soknad_dato if privat else self.kartlegging.samtale_dato)


def medlemmer(husstand: Husstand, bruker: "tilgang.Hvem") -> list[Medlem]:
    """Those of the household who exist for the user. Three queries."""
    rader = Sak.objects.synlig_for(bruker).filter(husstand=husstand)
    saker = list(rader.select_related("person", "kommune", "mottak").order_by("person__fodselsdato", "pk"))
    kartlegginger = {rad.sak_id: rad for rad in Kartlegging.objects.filter(sak__in=saker).defer(*HELSE)}
    avvik: dict[int, list[Avvik]] = {}
    for rad in Avvik.objects.filter(sak__in=saker, lukket_tid=None).select_related("aapnet_av"):
        avvik.setdefault(rad.sak_id, []).append(rad)
    return [Medlem(sak, kartlegginger.get(sak.pk), avvik.get(sak.pk, [])) for sak in saker]


@dataclass(frozen=True)
class Slekt:
    """A relative: named when in the same household and shown there, else by case and kommune only."""

    type: str
    sak: Sak | None
    navn: str


def slekt(sak: Sak, husstanden: Sequence[Medlem], bruker: "tilgang.Hvem") -> list[Slekt]:
    """Relatives who do not exist for the user are left out. One query."""
    vises = {medlem.sak.person_id: medlem.sak for medlem in husstanden if medlem.vises}
    rader = (
        Familierelasjon.objects.filter(synlig_person(bruker, "slektning"), person=sak.person_id)
        .select_related("slektning__sak__kommune")
        .order_by("pk")
    )
    return [
        Slekt(
            str(rad.get_type_display()),
            rad.slektning.sak,
            vises[rad.slektning_id].person.navn if rad.slektning_id in vises else "",
        )
        for rad in rader
    ]


def med_duf(duf: str, bruker: "tilgang.Hvem") -> Person | None:
    """The person with this DUF number, if there for the user."""
    sak = Sak.objects.synlig_for(bruker).filter(person__duf_nummer=duf).select_related("person").first()
    return sak.person if sak else None


@dataclass(frozen=True)
class Ventetall:
    til_kartlegging: int
    fra_mottak: int
    apne_avvik: int


def ventetall(bruker: "tilgang.Hvem") -> Ventetall:
    """What IMDi has to do before anybody can be asked. One query."""
    saker = Sak.objects.synlig_for(bruker)
    med_avvik = saker.filter(pk__in=Avvik.objects.filter(lukket_tid=None).values("sak"))
    return Ventetall(
        *telling.antall([saker.i_tilstand(Sakstilstand.TIL_KARTLEGGING), saker.filter(FRA_MOTTAK), med_avvik])
    )


def saker_med_avvik(bruker: "tilgang.Hvem") -> SakQuerySet:
    """W-06: those that wait for somebody to clear them up."""
    return Sak.objects.all().avvikssaker_for(bruker).filter(pk__in=Avvik.objects.filter(lukket_tid=None).values("sak"))


def avvikssak(nummer_: str, bruker: "tilgang.Hvem") -> Sak | None:
    return Sak.objects.all().avvikssaker_for(bruker).filter(nummer=nummer_.strip().upper()).first()


def avvik_i_ko(bruker: "tilgang.Hvem", vis: str) -> QuerySet[Avvik]:
    """W-06: the open ones, oldest first; the closed ones, newest first. Of cases that exist for the reader."""
    rader = Avvik.objects.filter(sak__in=Sak.objects.all().avvikssaker_for(bruker))
    rader = rader.select_related("sak__husstand", "kommune", "ansvarlig", "aapnet_av", "lukket_av")
    if vis == "alle":
        return rader
    if vis == "lukket":
        return rader.filter(lukket_tid__isnull=False).order_by("-lukket_tid", "-pk")
    apne = rader.filter(lukket_tid=None).order_by("aapnet_tid", "pk")
    if vis == "mine":
        return apne.filter(ansvarlig=bruker.pk)
    return apne.filter(ansvarlig=None) if vis == "uten" else apne
