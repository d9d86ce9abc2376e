"""What the pages on users show, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import rules
from imdinett.forvaltning.models import Invitasjon, Melding
from imdinett.kjerne import klokke
from imdinett.kommune.models import Databehandleravtale, Enhet, Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.faktor import FAKTORER
from imdinett.tilgang.models import Enhetsmedlem, Kommunetilgang
from imdinett.tilgang.roller import ROLLER, SE_SENSITIVT, Rolle
from imdinett.web import norsk
from imdinett.web.komponent import Merke

UBRUKT = timedelta(days=90)


@dataclass(frozen=True)
class Brukerrad:
    """One user in a list: roles of the unit shown, factor, last login, status in words."""

    bruker: Bruker
    roller: tuple[Rolle, ...]
    sensitivt: bool
    har_faktor: bool
    invitasjon: Invitasjon | None

    @property
    def rolletekst(self) -> str:
        navn = [str(ROLLER[rolle].navn) for rolle in self.roller]
        return ", ".join(navn + ([_("ser sensitive opplysninger")] if self.sensitivt else []))

    @property
    def sist(self) -> str:
        return norsk.tidspunkt(self.bruker.last_login) if self.bruker.last_login else _("aldri")

    @property
    def dager_ubrukt(self) -> int:
        sist: datetime = self.bruker.last_login or self.bruker.opprettet_tid
        return (klokke.now() - sist).days

    @property
    def status(self) -> Merke:
        if self.bruker.er_stengt:
            return Merke(_("Stengt"), "neutral")
        if self.invitasjon:
            return self._invitert(self.invitasjon)
        if self.dager_ubrukt >= UBRUKT.days:
            return Merke(_("Ikke brukt på %(dager)d dager") % {"dager": self.dager_ubrukt}, "warning")
        return Merke(_("Aktiv"), "success")

    def _invitert(self, invitasjon: Invitasjon) -> Merke:
        if invitasjon.utloper_tid <= klokke.now():
            return Merke(_("Invitasjonen er gått ut"), "warning")
        return Merke(_("Invitert, går ut %(dato)s") % {"dato": norsk.kortdato(invitasjon.utloper_tid)}, "info")


STATUSER = ("aktive", "invitert", "ubrukt", "stengt", "alle")


@dataclass(frozen=True)
class Brukersok:
    sok: str = ""
    rolle: str = ""
    status: str = "aktive"


def finn_brukere(kommune: Kommune, sok: Brukersok) -> QuerySet[Bruker]:
    """The kommune's users by name or e-mail, role and status."""
    treff = _med_status(tildeling.brukere_i(kommune), sok.status)
    if sok.rolle:
        rader = Kommunetilgang.objects.filter(content_object=kommune, permission__codename=sok.rolle)
        treff = treff.filter(pk__in=rader.values("user_id"))
    return _med_tekst(treff, sok.sok).order_by("navn", "pk")


def _med_tekst(brukere: QuerySet[Bruker], tekst: str) -> QuerySet[Bruker]:
    return brukere.filter(Q(navn__icontains=tekst) | Q(epost__icontains=tekst)) if tekst else brukere


def _med_status(brukere: QuerySet[Bruker], status: str) -> QuerySet[Bruker]:
    apne = Invitasjon.objects.apne().values("bruker_id")
    if status == "stengt":
        return brukere.exclude(stengt_tid=None)
    if status == "alle":
        return brukere
    aktive = brukere.filter(stengt_tid=None)
    if status == "invitert":
        return aktive.filter(pk__in=apne)
    if status == "ubrukt":
        grense = klokke.now() - UBRUKT
        lenge = Q(last_login__lt=grense) | Q(last_login=None, opprettet_tid__lt=grense)
        return aktive.filter(lenge).exclude(pk__in=apne)
    return aktive


def brukerrader(brukere: Iterable[Bruker], kommune: Kommune) -> list[Brukerrad]:
    """Three queries, however many users."""
    alle = list(brukere)
    ider = [bruker.pk for bruker in alle]
    roller: dict[int, set[str]] = defaultdict(set)
    rader = Kommunetilgang.objects.filter(content_object=kommune, user_id__in=ider)
    for bruker_id, kode in rader.values_list("user_id", "permission__codename"):
        roller[bruker_id].add(kode)
    faktor, invitasjoner = _faktorer(ider), _invitasjoner(ider)
    return [
        Brukerrad(
            bruker,
            tuple(rolle for rolle in ROLLER if rolle in roller[bruker.pk] and rolle in rules.KOMMUNEROLLER),
            SE_SENSITIVT in roller[bruker.pk],
            bruker.pk in faktor,
            invitasjoner.get(bruker.pk),
        )
        for bruker in alle
    ]


def imdi_brukere(sok: Brukersok) -> QuerySet[Bruker]:
    """IMDi's own, the fylkeskommuner's and the enheter's users: everyone whose role is not given in a kommune."""
    fylke = Kommunetilgang.objects.filter(permission__codename=Rolle.FYLKE_LES).values("user_id")
    grupper = Q(groups__name__in=[rolle.value for rolle in rules.IMDI_ROLLER])
    enheter = Enhetsmedlem.objects.filter(rolle__in=rules.ENHETSROLLER)
    alle = Bruker.objects.filter(grupper | Q(pk__in=fylke) | Q(pk__in=enheter.values("bruker_id")))
    treff = Bruker.objects.filter(pk__in=alle.values("pk"))
    treff = _med_status(treff, sok.status)
    if sok.rolle == Rolle.FYLKE_LES:
        treff = treff.filter(pk__in=fylke)
    elif sok.rolle in rules.ENHETSROLLER:
        treff = treff.filter(pk__in=enheter.filter(rolle=sok.rolle).values("bruker_id"))
    elif sok.rolle:
        treff = treff.filter(groups__name=sok.rolle)
    return _med_tekst(treff, sok.sok).order_by("navn", "pk")


def imdi_rader(brukere: Iterable[Bruker]) -> list[Brukerrad]:
    alle = list(brukere)
    ider = [bruker.pk for bruker in alle]
    roller: dict[int, set[str]] = defaultdict(set)
    for bruker_id, navn in Bruker.objects.filter(pk__in=ider).values_list("pk", "groups__name"):
        roller[bruker_id].add(navn)
    fylke = Kommunetilgang.objects.filter(user_id__in=ider, permission__codename=Rolle.FYLKE_LES)
    for bruker_id in fylke.values_list("user_id", flat=True).distinct():
        roller[bruker_id].add(Rolle.FYLKE_LES)
    for bruker_id, rolle in Enhetsmedlem.objects.filter(bruker__in=ider).values_list("bruker_id", "rolle"):
        roller[bruker_id].add(rolle)
    faktor, invitasjoner = _faktorer(ider), _invitasjoner(ider)
    return [
        Brukerrad(
            bruker,
            tuple(rolle for rolle in ROLLER if rolle in roller[bruker.pk]),
            False,
            bruker.pk in faktor,
            invitasjoner.get(bruker.pk),
        )
        for bruker in alle
    ]


def fylker_for(bruker: Bruker) -> list[str]:
    """The names of the fylker where the user holds the fylke role."""
    rader = Kommunetilgang.objects.filter(user=bruker, permission__codename=Rolle.FYLKE_LES)
    navn = (
        rader.values_list("content_object__fylke__navn", flat=True).distinct().order_by("content_object__fylke__navn")
    )
    return [ett for ett in navn if ett]


def enheter_for(bruker: Bruker) -> list[str]:
    """The names of the enheter where the user works."""
    return list(bruker.enheter.order_by("enhet__navn").values_list("enhet__navn", flat=True).distinct())


def enhetsliste() -> QuerySet[Enhet]:
    """Every enhet, with how many open accounts it has. One query."""
    aktive = Count("medlemmer__bruker", filter=Q(medlemmer__bruker__stengt_tid=None), distinct=True)
    return Enhet.objects.select_related("kommune", "overordnet").annotate(antall=aktive).order_by("navn")


def _faktorer(ider: Sequence[int]) -> set[int]:
    rader = Authenticator.objects.filter(user_id__in=ider, type__in=FAKTORER)
    return set(rader.values_list("user_id", flat=True))


def _invitasjoner(ider: Sequence[int]) -> dict[int, Invitasjon]:
    return {rad.bruker_id: rad for rad in Invitasjon.objects.apne().filter(bruker_id__in=ider)}


def avtale_for(kommune: Kommune) -> Databehandleravtale | None:
    """The agreement in force."""
    return kommune.avtaler.filter(opphevet_tid=None).select_related("dokument").first()


@dataclass(frozen=True)
class Meldingstekst:
    tittel: str
    tekst: str
    farge: str


def meldinger(sted: Melding.Sted, *, imdi: bool, sprak: str) -> list[Meldingstekst]:
    """IMDi's messages of this moment on a page, in the reader's form of Norwegian."""
    form = "nn" if sprak == "nn" else "nb"
    return [
        Meldingstekst(getattr(rad, f"tittel_{form}"), getattr(rad, f"tekst_{form}"), rad.slag)
        for rad in Melding.objects.vises(klokke.now(), imdi=imdi, sted=sted)
    ]
