"""The folder of one person, as far as the user may read it (B-042, B-095). Reads person, fordeling, vedtak, bosatt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.bosatt.models import Bosetting, Mappedokument, Notat, Onskesvar
from bosetting.fordeling.models import Fordelingslinje
from bosetting.person.models import Avvik, Familierelasjon, Kartlegging, Person, Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.states import MAPPE_APEN
from bosetting.vedtak.models import Bosettingsvedtak
from bosetting.vedtak.queries import med_brev
from bosetting.vedtak.states import Bosettingsvedtakstilstand
from imdinett.brev.queries import brevrad
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.querysets import ForsendelseQuerySet
from imdinett.web.komponent import Brevrad


# ---- may it be opened
def finn_sak(bruker: "tilgang.Hvem", person_uuid: UUID) -> Sak | None:
    """B-042: IMDi always; the kommune between vedtak and recall. None is "does not exist"."""
    qs = Sak.objects.all().synlig_for(bruker).select_related("person", "husstand", "kommune", "mottak", "ansvarlig")
    return qs.filter(person__uuid=person_uuid).first()


def stengt_vedtak(bruker: "tilgang.Hvem", person_uuid: UUID) -> Bosettingsvedtak | None:
    """The last decision that opened this folder for the user's kommune and no longer does."""
    qs = Bosettingsvedtak.objects.filter(sak__person__uuid=person_uuid, tilstand=Bosettingsvedtakstilstand.OPPHEVET)
    return qs.synlig_for(bruker).select_related("sak", "kommune").order_by("-opphevet_tid").first()


def person_id(person_uuid: UUID) -> int | None:
    """For the line in the log about a look that was refused."""
    return Person.objects.filter(uuid=person_uuid).values_list("pk", flat=True).first()


# ---- who belongs to whom
@dataclass(frozen=True)
class Slektning:
    navn: str
    slektskap: str
    fodselsdato: date
    url: str
    status: str
    i_husstanden: bool


def _naer(sak: Sak, bruker: "tilgang.Hvem") -> SakQuerySet:
    """Cases that may be named in this folder: the kommune's own, open ones.

    A protected person is never named in another's folder, not to the group either.
    """
    qs = Sak.objects.all().synlig_for(bruker).uten_skjermede().exclude(pk=sak.pk)
    return qs if tilgang.har_imdi(bruker, Rettighet.SAK_LES) else qs.filter(kommune=sak.kommune)


def _slekt_og_husstand(sak: Sak, bruker: "tilgang.Hvem") -> tuple[dict[int, str], set[int]]:
    """Relatives by their relation, and everybody: those and the household."""
    rader = Familierelasjon.objects.filter(person=sak.person_id, slektning__sak__in=_naer(sak, bruker))
    slekt = {rad.slektning_id: str(rad.get_type_display()) for rad in rader}
    return slekt, {*slekt, *_naer(sak, bruker).filter(husstand=sak.husstand_id).values_list("person_id", flat=True)}


def familie_ider(sak: Sak, bruker: "tilgang.Hvem") -> set[int]:
    """Whom `familie` names, for the log."""
    return _slekt_og_husstand(sak, bruker)[1]


def familie(sak: Sak, bruker: "tilgang.Hvem") -> list[Slektning]:
    """Relatives and household members that the user may know of. Two queries."""
    slekt, personer = _slekt_og_husstand(sak, bruker)
    saker = Sak.objects.filter(person__in=personer).select_related("person").order_by("person__fodselsdato", "pk")
    return [
        Slektning(
            navn=en.person.navn,
            slektskap=slekt.get(en.person_id, ""),
            fodselsdato=en.person.fodselsdato,
            url=reverse("personmappe", args=[en.person.uuid]),
            status=en.get_tilstand_display(),
            i_husstanden=en.husstand_id == sak.husstand_id,
        )
        for en in saker
    ]


def familie_ellers(sak: Sak, bruker: "tilgang.Hvem") -> bool:
    """B-095, T1–T3: is close family settled where the reader cannot look? Whether, and never who, where or how many.

    A protected relative does not count: this person's folder would else tell that the relative is in Norway.
    """
    slekt = Familierelasjon.objects.filter(person=sak.person_id).values("slektning")
    bosatte = Sak.objects.uten_skjermede().i_tilstand(*MAPPE_APEN).filter(person__in=slekt)
    return bosatte.exclude(pk__in=_naer(sak, bruker).filter(person__in=slekt)).exists()


# ---- what is written in the folder
def notater(sak: Sak, bruker: "tilgang.Hvem") -> list[Notat]:
    """Newest first. One query."""
    rader = Notat.objects.all().synlig_for(bruker).filter(sak=sak)
    return list(rader.select_related("skrevet_av", "kommune", "retter", "rettet_av"))


def dokumenter(sak: Sak, bruker: "tilgang.Hvem") -> list[Mappedokument]:
    rader = Mappedokument.objects.all().delt_med(bruker).filter(sak=sak)
    return list(rader.select_related("opplasting__lastet_opp_av", "kommune", "enhet"))


def enhetens_dokumenter_om(sak: Sak, bruker: "tilgang.Hvem") -> QuerySet[Mappedokument]:
    """What the enheter where the user works have put in the folder. Asked for by who may see the person there."""
    egne = tilgang.enhet_ider(bruker, Rettighet.KARTLEGGING_SKRIV) | tilgang.enhet_ider(bruker, Rettighet.EM_SKRIV)
    return Mappedokument.objects.all().filter(sak=sak, enhet__in=egne)


def enhetens_dokumenter(sak: Sak, bruker: "tilgang.Hvem") -> list[Mappedokument]:
    rader = enhetens_dokumenter_om(sak, bruker)
    return list(rader.select_related("opplasting__lastet_opp_av", "kommune", "enhet"))


def onskesvar(sak: Sak) -> Onskesvar | None:
    return Onskesvar.objects.filter(sak=sak).select_related("svart_av").first()


# ---- how far the case has come
def linjer(sak: Sak, bruker: "tilgang.Hvem") -> list[Fordelingslinje]:
    """The times the case was put before a kommune, newest first; a kommune sees its own only."""
    qs = Fordelingslinje.objects.all().synlig_for(bruker).hos_kommunen().filter(sak=sak)
    nyeste_forst = (F("liste__sendt_tid").desc(nulls_last=True), "-pk")
    return list(qs.select_related("liste", "kommune", "husstandssvar").order_by(*nyeste_forst))


def vedtak(sak: Sak, bruker: "tilgang.Hvem") -> list[Bosettingsvedtak]:
    qs = Bosettingsvedtak.objects.filter(sak=sak).synlig_for(bruker)
    return list(qs.select_related("kommune", "fattet_av", "opphevet_av", "linje"))


def bosettinger(sak: Sak, bruker: "tilgang.Hvem") -> list[Bosetting]:
    """B-047: the date that holds, and those it has replaced."""
    qs = tilgang.avgrens(Bosetting.objects.filter(sak=sak), bruker, Rettighet.BOSETTINGSDATO_LES)
    return list(qs.select_related("registrert_av", "kommune"))


def apne_avvik(sak: Sak) -> list[Avvik]:
    return list(Avvik.objects.filter(sak=sak, lukket_tid=None))


def kartlegging(sak: Sak) -> Kartlegging | None:
    return Kartlegging.objects.filter(sak=sak).select_related("registrert_av").first()


def brevene(sak: Sak, bruker: "tilgang.Hvem") -> ForsendelseQuerySet:
    """Letters of the decisions that the user may read, oldest first."""
    rader = Forsendelse.objects.brev().om(med_brev(vedtak(sak, bruker)), bruker)
    return rader.order_by("opprettet_tid", "pk").select_related("fil")


def brev(sak: Sak, bruker: "tilgang.Hvem") -> list[Brevrad]:
    """Newest first; opening one is logged by the letter's own page."""
    rader = brevene(sak, bruker).order_by("-opprettet_tid", "-pk")
    return [brevrad(rad) for rad in rader.defer("innhold", "fil__pdf")]


@dataclass(frozen=True)
class Milepael:
    tekst: str
    dato: date | None


@dataclass(frozen=True)
class Tidsbruk:
    """W-11: both sides' days, shown openly."""

    milepaeler: Sequence[Milepael]
    hos_staten: int | None
    hos_kommunen: int | None


def tidsbruk(sak: Sak, linje: Fordelingslinje | None) -> Tidsbruk:
    sendt = _dag(linje.liste.sendt_tid) if linje else None
    besvart = _dag(linje.liste.besvart_tid) if linje else None
    naa = sak.bosettingsdato or klokke.today()
    milepaeler = (
        Milepael(_("Tillatelse"), sak.tillatelse_dato),
        Milepael(_("Bosettingsklar"), _dag(sak.klar_tid)),
        Milepael(_("Fordelt"), sendt),
        Milepael(_("Kommunen svarte"), besvart),
        Milepael(_("Søkt ut"), sak.utsokingsdato),
        Milepael(_("Bosatt"), sak.bosettingsdato),
    )
    kommunen = _sum(_dager(sendt, besvart), _dager(sak.utsokingsdato, naa))
    staten = _sum(_dager(sak.tillatelse_dato, sendt), _dager(besvart, sak.utsokingsdato))
    return Tidsbruk(milepaeler, staten, kommunen)


def _dag(tid: datetime | None) -> date | None:
    return klokke.dag(tid) if tid else None


def _dager(fra: date | None, til: date | None) -> int | None:
    return max((til - fra).days, 0) if fra and til else None


def _sum(*deler: int | None) -> int | None:
    kjente = [del_ for del_ in deler if del_ is not None]
    return sum(kjente) if kjente else None
