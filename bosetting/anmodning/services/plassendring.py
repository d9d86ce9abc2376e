"""B-027: EM places become ordinary ones or go to the next year. One party proposes, the other confirms."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.anmodning import notices, queries, rules
from bosetting.anmodning.models import Plassendring
from bosetting.anmodning.states import Part, Plassendringsslag, Plassendringstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.kjerne.tilstand import move
from imdinett.kommune.models import Kommune
from imdinett.utboks.services import enqueue


@transaction.atomic
def foresla_plassendring(
    *, bruker: Bruker, kommune: Kommune, aar: int, slag: Plassendringsslag, antall: int, begrunnelse: str
) -> Plassendring:
    """Put the change before the other party. No place moves yet (B-027)."""
    part = _krev_part(bruker, kommune.pk)
    queries.laas_plasser(kommune, aar)
    rules.kontroller_plassendring(antall, queries.plassregnskap(kommune, aar).ledig_em, begrunnelse)
    if Plassendring.objects.foreslatt().filter(kommune=kommune, aar=aar).exists():
        raise Domenefeil("forslag_venter", _("Det er alt et forslag for året som venter på svar."))
    endring = Plassendring.objects.create(
        kommune=kommune,
        aar=aar,
        slag=slag.value,
        antall=antall,
        begrunnelse=begrunnelse.strip(),
        foreslatt_part=part.value,
        foreslatt_tid=klokke.now(),
        foreslatt_av=bruker,
    )
    _logg(bruker, Hendelsestype.PLASSENDRING_FORESLATT, endring)
    enqueue(notices.PlassendringForeslatt(endring), bruker=bruker)
    return endring


@transaction.atomic
def bekreft_plassendring(*, bruker: Bruker, endring_id: int) -> Plassendring:
    """The other party says yes: from now on the account of places is another, under the same lock as a list's."""
    endring = _laas(endring_id)
    _krev_motpart(bruker, endring)
    _krev_apen(endring)
    ledig = queries.plassregnskap(endring.kommune, endring.aar).ledig_em
    rules.kontroller_plassendring(endring.antall, ledig, endring.begrunnelse)
    _avgjor(endring, bruker, Plassendringstilstand.BEKREFTET)
    _logg(bruker, Hendelsestype.PLASSENDRING_BEKREFTET, endring)
    enqueue(notices.PlassendringBesvart(endring), bruker=bruker)
    return endring


@transaction.atomic
def avsla_plassendring(*, bruker: Bruker, endring_id: int) -> Plassendring:
    """The other party says no: nothing changes, and the proposal stays in the history."""
    endring = _laas(endring_id)
    _krev_motpart(bruker, endring)
    _krev_apen(endring)
    _avgjor(endring, bruker, Plassendringstilstand.AVSLATT)
    _logg(bruker, Hendelsestype.PLASSENDRING_AVSLATT, endring)
    enqueue(notices.PlassendringBesvart(endring), bruker=bruker)
    return endring


@transaction.atomic
def trekk_plassendring(*, bruker: Bruker, endring_id: int) -> Plassendring:
    """Whoever proposed takes it back, while it waits."""
    endring = _laas(endring_id)
    part = _krev_part(bruker, endring.kommune_id)
    if part != endring.foreslatt_part:
        raise Domenefeil("ikke_eget_forslag", _("Bare den som foreslo endringen, kan trekke den."))
    _krev_apen(endring)
    _avgjor(endring, bruker, Plassendringstilstand.TRUKKET)
    _logg(bruker, Hendelsestype.PLASSENDRING_TRUKKET, endring)
    return endring


def _laas(endring_id: int) -> Plassendring:
    """The places first, the year before the next, as everywhere; then the row."""
    endring = Plassendring.objects.select_related("kommune").get(pk=endring_id)
    queries.laas_plasser(endring.kommune, endring.aar)
    if endring.slag == Plassendringsslag.NESTE_AAR:
        queries.laas_plasser(endring.kommune, endring.aar + 1)
    return Plassendring.objects.select_for_update(of=("self",)).select_related("kommune").get(pk=endring_id)


def _krev_part(bruker: Bruker, kommune_id: int) -> Part:
    part = rules.part_for(bruker, kommune_id)
    if part is None:
        raise IkkeTilgang("ikke_tilgang", _("Rollen din gir ikke tilgang til dette."))
    return part


def _krev_motpart(bruker: Bruker, endring: Plassendring) -> None:
    if _krev_part(bruker, endring.kommune_id) == endring.foreslatt_part:
        raise Domenefeil("b027_samme_part", _("Den andre parten må svare på forslaget (B-027)."))


def _krev_apen(endring: Plassendring) -> None:
    if endring.tilstand != Plassendringstilstand.FORESLATT:
        raise Kollisjon("forslag_avgjort", _("Forslaget er alt avgjort. Se over det på nytt."))


def _avgjor(endring: Plassendring, bruker: Bruker, til: Plassendringstilstand) -> None:
    move(endring, til)
    endring.avgjort_tid, endring.avgjort_av = klokke.now(), bruker
    endring.save(update_fields=["tilstand", "avgjort_tid", "avgjort_av"])


def _logg(bruker: Bruker, hva: Hendelsestype, endring: Plassendring) -> None:
    data: dict[str, Any] = {"aar": endring.aar, "slag": endring.slag, "antall": endring.antall}
    hendelse.log(bruker, hva, endring, begrunnelse=endring.begrunnelse, **data)
