"""What waits for a decision, what is decided, and the letters of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Model, QuerySet
from django.utils.translation import gettext as _

from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.states import Linjetilstand, Listetilstand
from bosetting.person.models import Sak
from bosetting.person.querysets import synlig_person
from bosetting.person.states import Sakstilstand
from bosetting.vedtak import rules
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.querysets import ForsendelseQuerySet
from imdinett.utboks.synlighet import PERSON

TIL_KOMMUNE = f"{PERSON}vedtak_kommune"
TIL_FLYKTNING = f"{PERSON}vedtak_flyktning"
TIL_REPRESENTANT = f"{PERSON}vedtak_representant"


@dataclass(frozen=True)
class Husstandssak:
    """One household in a list of IMDi's: its lines or decisions, without names."""

    svar: Husstandssvar
    linjer: tuple[Fordelingslinje, ...]
    vedtak: tuple[Bosettingsvedtak, ...] = ()

    @property
    def kommune(self) -> Kommune:
        return self.svar.kommune

    @property
    def saksnumre(self) -> list[str]:
        return [linje.sak.nummer for linje in self.linjer]

    @property
    def kategorier(self) -> list[str]:
        return sorted({str(linje.sak.get_kategori_display()) for linje in self.linjer})

    @property
    def har_em(self) -> bool:
        return any(linje.sak.er_em for linje in self.linjer)

    @property
    def besvart_tid(self) -> datetime | None:
        return self.svar.liste.besvart_tid

    @property
    def hindring(self) -> str:
        """Why this household cannot be decided here yet, in words; empty when it can."""
        if any(linje.sak.person.er_skjermet for linje in self.linjer):
            return _("Husstanden har en person med beskyttet adresse. Vedtaket kan ikke fattes i portalen.")
        return " ".join(tekst for linje in self.linjer if (tekst := rules.manglende_adresse(linje)))


def til_avgjorelse(bruker: "tilgang.Hvem") -> QuerySet[Fordelingslinje]:
    """Each yes that IMDi has not decided: the oldest answer first."""
    return (
        Fordelingslinje.objects.all()
        .synlig_for(bruker)
        .filter(
            tilstand=Linjetilstand.JA,
            avgjort_tid=None,
            liste__tilstand=Listetilstand.BESVART,
            sak__tilstand=Sakstilstand.AKSEPTERT,
        )
        .select_related("sak__person", "husstandssvar__liste", "husstandssvar__kommune", "husstandssvar__husstand")
        .order_by("liste__besvart_tid", "liste_id", "betegnelse")
    )


def husstander_til_avgjorelse(bruker: "tilgang.Hvem", svar_ider: Iterable[int] | None = None) -> list[Husstandssak]:
    """One query, grouped by household; with ids, just those."""
    linjer = til_avgjorelse(bruker)
    if svar_ider is not None:
        linjer = linjer.filter(husstandssvar__in=list(svar_ider))
    grupper: dict[int, list[Fordelingslinje]] = {}
    for linje in linjer:
        grupper.setdefault(linje.husstandssvar_id, []).append(linje)
    return [Husstandssak(gruppe[0].husstandssvar, tuple(gruppe)) for gruppe in grupper.values()]


def sokt_ut(bruker: "tilgang.Hvem") -> QuerySet[Bosettingsvedtak]:
    """Decisions in force whose person is not settled yet."""
    return (
        Bosettingsvedtak.objects.gjeldende()
        .filter(synlig_person(bruker, "sak__person"))
        .filter(sak__tilstand=Sakstilstand.SOKT_UT)
        .select_related("sak__person", "kommune", "linje__husstandssvar__liste", "linje__husstandssvar__kommune")
        .order_by("utsokingsdato", "linje__husstandssvar", "linje__betegnelse")
    )


def takket_nei(bruker: "tilgang.Hvem") -> QuerySet[Sak]:
    """Who declined, longest ago first: the next step is not known yet."""
    saker = Sak.objects.all().synlig_for(bruker).i_tilstand(Sakstilstand.TAKKET_NEI)
    return saker.select_related("person").annotate(nei_tid=Max("vedtak__opphevet_tid")).order_by("nei_tid", "pk")


def vedtak_i_husstand(bruker: "tilgang.Hvem", svar_ider: Iterable[int]) -> list[Husstandssak]:
    """The decisions of some households, in force or not, grouped."""
    rader = (
        Bosettingsvedtak.objects.filter(synlig_person(bruker, "sak__person"), linje__husstandssvar__in=list(svar_ider))
        .select_related(
            "sak__person", "kommune", "fattet_av", "linje__husstandssvar__liste", "linje__husstandssvar__kommune"
        )
        .order_by("linje__husstandssvar", "linje__betegnelse")
    )
    grupper: dict[int, list[Bosettingsvedtak]] = {}
    for vedtak in rader:
        vedtak.linje.sak = vedtak.sak
        grupper.setdefault(vedtak.linje.husstandssvar_id, []).append(vedtak)
    return [
        Husstandssak(gruppe[0].linje.husstandssvar, tuple(ett.linje for ett in gruppe), tuple(gruppe))
        for gruppe in grupper.values()
    ]


# ---- letters
def med_brev(vedtak: Iterable[Bosettingsvedtak]) -> list[Model]:
    """What the letters of the decisions are filed on: the kommune's on the household's answer, the others on the
    decision."""
    rader = list(vedtak)
    return [*rader, *(Husstandssvar(pk=pk) for pk in {ett.linje.husstandssvar_id for ett in rader})]


def brev_om(vedtak: Iterable[Bosettingsvedtak]) -> ForsendelseQuerySet:
    """The letters of the decisions, oldest first."""
    return Forsendelse.objects.brev().gjelder(*med_brev(vedtak)).order_by("opprettet_tid", "pk")


def svar_med_gjeldende(vedtak: Iterable[Bosettingsvedtak]) -> set[int]:
    """The households of these decisions where another decision stays in force."""
    rader = list(vedtak)
    andre = (
        Bosettingsvedtak.objects.gjeldende()
        .filter(linje__husstandssvar__in=[ett.linje.husstandssvar_id for ett in rader])
        .exclude(pk__in=[ett.pk for ett in rader])
    )
    return set(andre.values_list("linje__husstandssvar_id", flat=True))


# ---- whose letters a kommune may still read (B-042)
def apne_vedtak(bruker: "tilgang.Hvem") -> QuerySet[Bosettingsvedtak]:
    """Those in force whose folder is open to the user."""
    return Bosettingsvedtak.objects.gjeldende().filter(sak__in=Sak.objects.synlig_for(bruker))


def apne_husstander(bruker: "tilgang.Hvem") -> QuerySet[Husstandssvar]:
    """Households whose decisions are all open: the letter names every one of them."""
    stengte = Bosettingsvedtak.objects.exclude(pk__in=apne_vedtak(bruker).order_by().values("pk"))
    return Husstandssvar.objects.filter(linjer__vedtak__in=apne_vedtak(bruker).order_by()).exclude(
        linjer__vedtak__in=stengte.order_by()
    )


def apne_lister(bruker: "tilgang.Hvem") -> QuerySet[Fordelingsliste]:
    """The letter that takes a decision back is filed on the list, which stays open."""
    return Fordelingsliste.objects.all().synlig_for(bruker)


def lister_med_skjulte(bruker: "tilgang.Hvem") -> QuerySet[Fordelingsliste]:
    """The letter that takes a decision back is filed on the list and names the person (security.md §5)."""
    return Fordelingsliste.objects.filter(linjer__in=Fordelingslinje.objects.all().skjult_for(bruker).order_by())


def skjulte_husstander(bruker: "tilgang.Hvem") -> QuerySet[Husstandssvar]:
    """Answers on households with somebody who does not exist for the user: their letter names everybody."""
    return Husstandssvar.objects.filter(linjer__in=Fordelingslinje.objects.all().skjult_for(bruker).order_by())
