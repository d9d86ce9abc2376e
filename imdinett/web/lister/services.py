"""Writes of saved filters. One's own are nobody else's, so only what is shared is an event."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.web.lister import rules
from imdinett.web.lister.models import Lagretutvalg, Standardutvalg


@dataclass(frozen=True)
class NyttUtvalg:
    """`sporring` has been through `rules.rens`; `liste` is what people call the list."""

    side: str
    liste: str
    navn: str
    sporring: str
    delt: bool = False
    standard: bool = False


@transaction.atomic
def lagre_utvalg(*, bruker: Bruker, kommune: Kommune | None, ny: NyttUtvalg) -> Lagretutvalg:
    tilgang.krev(not ny.delt or rules.kan_dele(bruker, kommune))
    Bruker.objects.select_for_update(of=("self",)).get(pk=bruker.pk)
    _check(bruker, ny)
    utvalg = Lagretutvalg.objects.create(
        eier=bruker,
        kommune=kommune,
        side=ny.side,
        navn=ny.navn,
        sporring=ny.sporring,
        delt=ny.delt,
        lagret_tid=klokke.now(),
    )
    if ny.standard:
        velg_standard(bruker=bruker, utvalg=utvalg)
    if ny.delt:
        hendelse.log(bruker, Hendelsestype.UTVALG_DELT, utvalg, kommune=kommune, liste=ny.liste)
    return utvalg


def _check(bruker: Bruker, ny: NyttUtvalg) -> None:
    if not ny.sporring:
        raise Domenefeil("uten_filter", _("Velg minst ett filter først, og trykk «Vis». Søkeord blir ikke lagret."))
    if len(ny.sporring) > rules.MAKS_SPORRING:
        raise Domenefeil("for_mange_filtre", _("Utvalget har for mange filtre til å lagres."))
    if rules.har_nummer(ny.navn):
        raise Domenefeil("nummer_i_navnet", _("Navn kan ikke ha et nummer på mer enn fem siffer."), felt="navn")
    egne = Lagretutvalg.objects.filter(eier=bruker)
    if egne.paa(ny.side).filter(navn__iexact=ny.navn).exists():
        tekst = _("Du har alt et utvalg som heter «%(navn)s» her. Velg et annet navn.") % {"navn": ny.navn}
        raise Domenefeil("navnet_er_brukt", tekst, felt="navn")
    maks = klokke.fra_dato(settings.LAGREDE_UTVALG_MAKS, klokke.today())
    if egne.count() >= maks:
        tekst = ngettext(
            "Du kan ha %(n)d lagret utvalg. Slett det før du lagrer et nytt.",
            "Du kan ha %(n)d lagrede utvalg. Slett ett før du lagrer et nytt.",
            maks,
        )
        raise Domenefeil("for_mange_utvalg", tekst % {"n": maks})


@transaction.atomic
def slett_utvalg(*, bruker: Bruker, utvalg: Lagretutvalg, liste: str) -> None:
    """One's own. Where it was shared, it is gone for the others too, and their lists start unfiltered."""
    tilgang.krev(utvalg.eier_id == bruker.pk)
    if utvalg.delt:
        hendelse.log(bruker, Hendelsestype.UTVALG_SLETTET, utvalg, kommune=utvalg.kommune, liste=liste)
    utvalg.delete()


def velg_standard(*, bruker: Bruker, utvalg: Lagretutvalg) -> None:
    """The caller has found it among those that the user sees."""
    Standardutvalg.objects.update_or_create(bruker=bruker, side=utvalg.side, defaults={"utvalg": utvalg})


def fjern_standard(*, bruker: Bruker, side: str) -> None:
    Standardutvalg.objects.filter(bruker=bruker, side=side).delete()


def slett_som_nevner(*ord_: str) -> int:
    """How many were called by one of these, and are gone: security.md §5, what goes when a level becomes stricter."""
    nevner = Q()
    for ett in _uten_tomme(ord_):
        nevner |= Q(navn__icontains=ett) | Q(sporring__icontains=ett)
    antall, _per_modell = Lagretutvalg.objects.filter(nevner).delete() if nevner else (0, {})
    return antall


def _uten_tomme(ord_: Iterable[str]) -> list[str]:
    return [ett for ett in ord_ if ett]
