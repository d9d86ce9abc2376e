"""IMDi's own users, the fylkeskommuner's, and the very first administrator (decisions 13 and 14)."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning import notices, rules
from imdinett.forvaltning.services import brukere, invitasjoner, okter
from imdinett.forvaltning.services.invitasjoner import Invitert
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.kommune.models import Fylke, Kommune
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.models import Kommunetilgang
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.services import enqueue

Roller = Collection[Rolle]
_LAAS = 7_310_442


@transaction.atomic
def opprett_forste_administrator(*, navn: str, epost: str) -> Invitert:
    """The only account nobody gave: refused as soon as IMDi has an administrator."""
    laas()
    if _administratorer().exists():
        raise IkkeTilgang("finnes_alt", _("IMDi har alt en administrator. Be den om en invitasjon."))
    ny = Bruker.objects.opprett(epost=epost, navn=navn)
    tildeling.gi_imdi_rolle(ny, Rolle.IMDI_ADMINISTRATOR)
    hva = hendelse.log(ny, Hendelsestype.BRUKER_INVITERT, ny, roller=[Rolle.IMDI_ADMINISTRATOR.value])
    return Invitert(ny, invitasjoner.opprett(bruker=ny, gjelder=ny, kommune=None, hva=hva))


@transaction.atomic
def inviter(*, bruker: Bruker, navn: str, epost: str, roller: Roller, sprak: str = "") -> Invitert:
    """Invite an IMDi employee with global roles."""
    tilgang.krev(rules.kan_forvalte_imdi(bruker))
    _check_roller(roller)
    ny = ny_bruker(navn, epost, sprak)
    for rolle in roller:
        tildeling.gi_imdi_rolle(ny, rolle)
    hva = hendelse.log(bruker, Hendelsestype.BRUKER_INVITERT, ny, roller=rules.koder(roller))
    return Invitert(ny, invitasjoner.opprett(bruker=bruker, gjelder=ny, kommune=None, hva=hva))


def ny_bruker(navn: str, epost: str, sprak: str = "") -> Bruker:
    finnes = Domenefeil("epost_i_bruk", _("Adressen er alt i bruk av en konto."), felt="epost")
    if Bruker.objects.filter(epost=epost.strip().lower()).exists():
        raise finnes
    try:
        with transaction.atomic():
            return Bruker.objects.opprett(epost=epost, navn=navn, sprak=sprak)
    except IntegrityError:
        raise finnes from None


@transaction.atomic
def endre_roller(*, bruker: Bruker, gjelder: Bruker, fra: Roller, til: Roller, grunn: str) -> Bruker:
    """Give and take IMDi's roles: never own ones, never the last administrator. `fra` is what was seen: else 409."""
    begynn(bruker, gjelder)
    _check_roller(til)
    naa = roller_for(gjelder)
    if naa != set(fra):
        raise Kollisjon("roller_endret", _("Noen andre har endret rollene imens. Se på dem på nytt før du endrer."))
    if naa == set(til):
        raise Domenefeil("ingen_endring", _("Brukeren har alt disse rollene. Ingenting er endret."))
    if Rolle.IMDI_ADMINISTRATOR not in til:
        _check_siste(gjelder)
    for rolle in set(til) - naa:
        tildeling.gi_imdi_rolle(gjelder, rolle)
    for rolle in naa - set(til):
        tildeling.ta_imdi_rolle(gjelder, rolle)
    _meld_roller(bruker, gjelder, rules.koder(naa), rules.koder(til), grunn)
    return gjelder


@transaction.atomic
def steng(*, bruker: Bruker, gjelder: Bruker, grunn: str) -> Bruker:
    """Close the account of an IMDi employee or a fylke user."""
    begynn(bruker, gjelder)
    if gjelder.er_stengt:
        raise Domenefeil("alt_stengt", _("Kontoen er alt stengt."))
    _check_siste(gjelder)
    brukere.steng_konto(gjelder, av=bruker, grunn=grunn)
    roller = rules.koder(roller_for(gjelder))
    hva = hendelse.log(bruker, Hendelsestype.BRUKER_STENGT, gjelder, roller=roller, grunn=grunn.strip(), bare_her=False)
    okter.avslutt(gjelder)
    enqueue(notices.KontoStengt(gjelder, hva), bruker=bruker)
    return gjelder


@transaction.atomic
def aapne(*, bruker: Bruker, gjelder: Bruker, grunn: str) -> Bruker:
    begynn(bruker, gjelder)
    if not gjelder.er_stengt:
        raise Domenefeil("ikke_stengt", _("Kontoen er ikke stengt."))
    brukere.aapne_konto(gjelder)
    hva = hendelse.log(bruker, Hendelsestype.BRUKER_AAPNET, gjelder, grunn=grunn.strip())
    if gjelder.has_usable_password():
        enqueue(notices.KontoAapnet(gjelder, hva), bruker=bruker)
    else:
        invitasjoner.opprett(bruker=bruker, gjelder=gjelder, kommune=None, hva=hva)
    return gjelder


@transaction.atomic
def nullstill_faktor(*, bruker: Bruker, gjelder: Bruker, grunn: str) -> Bruker:
    begynn(bruker, gjelder)
    brukere.nullstill(bruker=bruker, gjelder=gjelder, kommune=None, grunn=grunn)
    return gjelder


# ---- the fylkeskommuner
@transaction.atomic
def inviter_fylkesbruker(*, bruker: Bruker, fylke: Fylke, navn: str, epost: str) -> Invitert:
    """Decision 14: the fylke role is a grant on each kommune of the fylke."""
    tilgang.krev(rules.kan_forvalte_imdi(bruker))
    ny = ny_bruker(navn, epost)
    _gi_fylke(ny, fylke)
    roller = [Rolle.FYLKE_LES.value]
    hva = hendelse.log(bruker, Hendelsestype.BRUKER_INVITERT, ny, roller=roller, fylke=fylke.navn)
    return Invitert(ny, invitasjoner.opprett(bruker=bruker, gjelder=ny, kommune=None, hva=hva))


@transaction.atomic
def gi_fylkerolle(*, bruker: Bruker, gjelder: Bruker, fylke: Fylke, grunn: str) -> int:
    """Grant the role on each kommune of the fylke that exists today. Returns how many were new."""
    begynn(bruker, gjelder)
    antall = _gi_fylke(gjelder, fylke)
    if antall:
        _meld_roller(bruker, gjelder, [], [Rolle.FYLKE_LES.value], grunn, fylke=fylke.navn)
    return antall


@transaction.atomic
def ta_fylkerolle(*, bruker: Bruker, gjelder: Bruker, fylke: Fylke, grunn: str) -> int:
    begynn(bruker, gjelder)
    kommuner = list(Kommune.objects.filter(fylke=fylke, pk__in=_fylkegrants(gjelder)))
    for kommune in kommuner:
        tildeling.ta_kommunerolle(gjelder, Rolle.FYLKE_LES, kommune)
    if kommuner:
        _meld_roller(bruker, gjelder, [Rolle.FYLKE_LES.value], [], grunn, fylke=fylke.navn)
    return len(kommuner)


def _gi_fylke(gjelder: Bruker, fylke: Fylke) -> int:
    mangler = Kommune.objects.gyldige().filter(fylke=fylke).exclude(pk__in=_fylkegrants(gjelder))
    kommuner = list(mangler)
    for kommune in kommuner:
        tildeling.gi_kommunerolle(gjelder, Rolle.FYLKE_LES, kommune)
    return len(kommuner)


def _fylkegrants(gjelder: Bruker) -> list[int]:
    rader = Kommunetilgang.objects.filter(user=gjelder, permission__codename=Rolle.FYLKE_LES)
    return list(rader.values_list("content_object_id", flat=True))


# ---- what each of them checks
def begynn(bruker: Bruker, gjelder: Bruker) -> None:
    laas()
    tilgang.krev(rules.kan_forvalte_imdi(bruker))
    if not rules.er_en_annen(bruker, gjelder):
        raise IkkeTilgang("egen_konto", _("Du kan ikke endre din egen tilgang. Be en annen administrator om det."))
    gjelder.refresh_from_db()


def laas() -> None:
    """One change of IMDi's users at a time: two administrators cannot take each other away."""
    with connection.cursor() as markor:
        markor.execute("select pg_advisory_xact_lock(%s)", [_LAAS])


def _check_roller(roller: Roller) -> None:
    if not rules.er_imdi_roller(roller):
        raise IkkeTilgang("feil_rolle", _("Dette er ikke en av IMDis roller."))
    if not roller:
        raise Domenefeil("ingen_rolle", _("Velg minst én rolle. Skal brukeren ikke ha noen, stenger du brukeren."))


def _administratorer() -> QuerySet[Bruker]:
    return Bruker.objects.aktive().filter(groups__name=Rolle.IMDI_ADMINISTRATOR)


def _check_siste(gjelder: Bruker) -> None:
    er = _administratorer().filter(pk=gjelder.pk).exists()
    if er and not _administratorer().exclude(pk=gjelder.pk).exists():
        raise Domenefeil("siste_administrator", _("IMDi må ha minst én administrator. Gi rollen til en annen først."))


def roller_for(gjelder: Bruker) -> set[Rolle]:
    navn = Group.objects.filter(user=gjelder).values_list("name", flat=True)
    return {Rolle(ett) for ett in navn if ett in rules.IMDI_ROLLER}


def _meld_roller(bruker: Bruker, gjelder: Bruker, fra: list[str], til: list[str], grunn: str, fylke: str = "") -> None:
    ekstra: dict[str, Any] = {"fylke": fylke} if fylke else {}
    hva = hendelse.log(bruker, Hendelsestype.ROLLER_ENDRET, gjelder, fra=fra, til=til, grunn=grunn.strip(), **ekstra)
    okter.avslutt(gjelder)
    enqueue(notices.RollerEndret(gjelder, hva), bruker=bruker)
