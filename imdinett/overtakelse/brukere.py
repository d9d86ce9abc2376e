"""`overtakelse-bruker`: users and their roles. No passwords: who is new gets an invitation (B-003, B-004)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import rules
from imdinett.forvaltning.services import brukere, imdi, kontoer
from imdinett.forvaltning.services.kontoer import NyKonto
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.radfil import Rad
from imdinett.kommune.models import Kommune
from imdinett.overtakelse import celler
from imdinett.overtakelse.kommuner import Kommuneoppslag
from imdinett.overtakelse.slag import Avslag, Kilde, Slag, Tallrad, Utfall, krev_en_gang
from imdinett.tilgang.models import Kommunetilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import ROLLER, Rolle


@dataclass(frozen=True)
class Brukerrad:
    """Without a kommune the roles are IMDi's."""

    epost: str
    navn: str
    sprak: str
    roller: frozenset[Rolle]
    kommune: Kommune | None

    @property
    def kommune_id(self) -> int | None:
        return self.kommune.pk if self.kommune else None


@dataclass
class _Kjent:
    """Somebody with an account, and what it gives: roles by kommune, and IMDi's by None."""

    bruker: Bruker
    roller: dict[int | None, set[str]] = field(default_factory=lambda: defaultdict(set))


def prov(bruker: Bruker, rader: Sequence[Rad]) -> Utfall:
    """Who is here already gets what is missing; nobody loses a role or changes name by a file."""
    ut, kommuner, sett = Utfall(), Kommuneoppslag(), dict[tuple[str, int | None], int]()
    kjente = _kjente([rad.innhold["epost"].lower() for rad in rader])
    nye: dict[str, bool] = {}
    lest: list[Brukerrad] = []
    for rad in rader:
        try:
            ny = _tolk(rad.innhold, kommuner)
            krev_en_gang(sett, (ny.epost, ny.kommune_id), rad.linje)
            kjent = kjente.get(ny.epost)
            _krev_kan_gis(ny, kjent)
            if kjent is None and nye.setdefault(ny.epost, ny.kommune is None) != (ny.kommune is None):
                raise Domenefeil("to_steder", _("Adressen står i filen både i IMDi og i en kommune."))
        except Domenefeil as feil:
            ut.avviste.append(Avslag(rad.linje, rad.innhold, str(feil)))
            continue
        lest.append(ny)
        if kjent and ny.roller <= kjent.roller[ny.kommune_id]:
            ut.kjente.append(rad.linje)
        else:
            ut.inn.append(ny)
            ut.linjer.append(rad.linje)
    ut.tall = _tall(lest, kjente)
    return ut


def _tolk(innhold: Mapping[str, str], kommuner: Kommuneoppslag) -> Brukerrad:
    epost = celler.krevd(_("E-post"), innhold["epost"].lower(), 254)
    try:
        validate_email(epost)
    except ValidationError:
        raise Domenefeil("epost", _("E-post må være en e-postadresse, for eksempel navn@kommune.no.")) from None
    sprak = innhold["sprak"].lower()
    if sprak and sprak not in dict(settings.LANGUAGES):
        raise Domenefeil("sprak", _("Språk må være nb eller nn, eller tomt."))
    nummer = innhold["kommunenummer"]
    return Brukerrad(
        epost=epost,
        navn=celler.krevd(_("Navn"), innhold["navn"], 100),
        sprak=sprak,
        roller=_roller(innhold["roller"]),
        kommune=kommuner.finn(nummer) if nummer else None,
    )


def _roller(tekst: str) -> frozenset[Rolle]:
    koder = [kode.strip().lower() for kode in tekst.split(",") if kode.strip()]
    ukjente = [kode for kode in koder if kode not in set(Rolle)]
    if ukjente or not koder:
        melding = (
            _("Rollen «%(rolle)s» finnes ikke. Skriv kodene med komma mellom.") if ukjente else _("Rolle mangler.")
        )
        raise Domenefeil("ukjent_rolle", melding % {"rolle": ", ".join(ukjente)})
    return frozenset(map(Rolle, koder))


def _krev_kan_gis(ny: Brukerrad, kjent: _Kjent | None) -> None:
    """B-003: what the services that give roles would refuse, said before anything is written."""
    if ny.kommune and not rules.er_kommuneroller(ny.roller):
        raise Domenefeil("rolle_fra_imdi", _("En av rollene gis ikke i en kommune."))
    if not ny.kommune and not rules.er_imdi_roller(ny.roller):
        raise Domenefeil(
            "feil_rolle",
            _("Kommunenummer mangler, og en av rollene er ikke IMDis. Roller i fylker og mottak gis på IMDis sider."),
        )
    if kjent is None or ny.roller <= kjent.roller[ny.kommune_id]:
        return
    if kjent.bruker.er_stengt:
        raise Domenefeil("stengt", _("Kontoen er stengt. Åpne den før rollene gis."))
    if not ny.kommune:
        raise Domenefeil("finnes_alt", _("Adressen er alt i bruk av en konto. Endre rollene på brukerens side."))
    har_kommune = any(roller for kommune_id, roller in kjent.roller.items() if kommune_id is not None)
    if kjent.roller[None] or not har_kommune:
        raise Domenefeil(
            "kan_ikke_inviteres", _("Adressen tilhører en konto utenfor kommunene og kan ikke få roller her.")
        )


def _kjente(adresser: Sequence[str]) -> dict[str, _Kjent]:
    """Three queries, however many rows."""
    alle = {en.pk: _Kjent(en) for en in Bruker.objects.filter(epost__in=adresser)}
    rader = Kommunetilgang.objects.filter(user__in=alle, permission__codename__in=rules.KOMMUNEROLLER)
    for bruker_id, kommune_id, kode in rader.values_list("user_id", "content_object_id", "permission__codename"):
        alle[bruker_id].roller[kommune_id].add(kode)
    for bruker_id, navn in Group.objects.filter(user__in=alle).values_list("user__pk", "name"):
        alle[bruker_id].roller[None].add(navn)
    return {en.bruker.epost: en for en in alle.values()}


def _tall(lest: Sequence[Brukerrad], kjente: Mapping[str, _Kjent]) -> list[Tallrad]:
    """Per kommune and role: users in the file, here now, and here afterwards."""
    fil: Counter[tuple[int | None, str]] = Counter()
    til: Counter[tuple[int | None, str]] = Counter()
    navn: dict[int | None, str] = {}
    for ny in lest:
        navn[ny.kommune_id] = str(ny.kommune) if ny.kommune else "IMDi"
        har = kjente[ny.epost].roller[ny.kommune_id] if ny.epost in kjente else set()
        fil.update((ny.kommune_id, rolle.value) for rolle in ny.roller)
        til.update((ny.kommune_id, rolle.value) for rolle in ny.roller if rolle not in har)
    for_ = _naa([kommune_id for kommune_id in navn if kommune_id is not None])
    orden = list(ROLLER)
    nokler = sorted({*fil, *for_}, key=lambda en: (navn[en[0]], orden.index(Rolle(en[1]))))
    return [Tallrad(navn[n[0]], n[1], fil[n], for_[n], for_[n] + til[n]) for n in nokler]


def _naa(kommune_ider: Sequence[int]) -> Counter[tuple[int | None, str]]:
    ut: Counter[tuple[int | None, str]] = Counter()
    aktive = Kommunetilgang.objects.filter(
        content_object__in=kommune_ider, permission__codename__in=rules.KOMMUNEROLLER, user__stengt_tid=None
    )
    for kommune_id, kode, antall in (
        aktive.order_by().values_list("content_object", "permission__codename").annotate(Count("pk"))
    ):
        ut[kommune_id, kode] = antall
    return ut


def skriv(bruker: Bruker, kilde: Kilde, rader: Sequence[Brukerrad]) -> None:
    """Those whom nobody knows all at once, then what they and others have elsewhere."""
    kjente = set(Bruker.objects.filter(epost__in=[rad.epost for rad in rader]).values_list("epost", flat=True))
    nye: dict[str, Brukerrad] = {}
    for rad in rader:
        if rad.kommune and rad.epost not in kjente:
            nye.setdefault(rad.epost, rad)
    kontoer.overta_nye(
        bruker=bruker,
        nye=[
            NyKonto(epost=rad.epost, navn=rad.navn, kommune=rad.kommune, roller=rad.roller, sprak=rad.sprak)
            for rad in nye.values()
            if rad.kommune
        ],
    )
    for rad in rader:
        if nye.get(rad.epost) is rad:
            continue
        if rad.kommune:
            brukere.gi_manglende_roller(
                bruker=bruker,
                kommune=rad.kommune,
                navn=rad.navn,
                epost=rad.epost,
                roller=rad.roller,
                sprak=rad.sprak,
            )
        else:
            imdi.inviter(bruker=bruker, navn=rad.navn, epost=rad.epost, roller=rad.roller, sprak=rad.sprak)


SLAG = Slag(
    kode="overtakelse-bruker",
    navn=gettext_lazy("Brukere"),
    versjoner=frozenset({"2026-11-29"}),
    kolonner=("epost", "navn", "kommunenummer", "roller", "sprak"),
    rettigheter=frozenset({Rettighet.KOMMUNEADMIN_SKRIV, Rettighet.BRUKERE_SKRIV}),
    prov=prov,
    skriv=skriv,
    navn_paa=lambda kode: str(ROLLER[Rolle(kode)].navn),
)
