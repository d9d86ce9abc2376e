"""Making, drawing and taking away the copies. Each making and each opening is itself a line in innsynslogg."""

from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from bosetting.innsynskopi import queries, rules, visning
from bosetting.innsynskopi.models import Innsynskopi
from bosetting.person.models import Sak
from bosetting.samling import queries as samling
from bosetting.samling.sladd import sladd
from imdinett.brev import pdf
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.vekking import vekk_etter_commit
from imdinett.tilgang import tilgang

LAG_PDF = "innsynskopi.lag_pdf"


@transaction.atomic
def lag_innsynskopi(*, bruker: Bruker, saksnummer: str, sprak: str = "") -> Innsynskopi:
    """Art. 15: what is stored about one person and who has looked, as it stands now.

    In the kommune's målform unless another is chosen. Of a protected person whose group the user is not in, the looks
    only: those the log reader controls anyway (security.md §5, §8).
    """
    tilgang.krev(rules.kan_lage(bruker))
    sak = queries.finn_sak(saksnummer)
    if sak is None:
        raise Domenefeil("ukjent_sak", _("Ingen sak har dette saksnummeret."), felt="saksnummer")
    maal = sprak or (sak.kommune.sprak if sak.kommune else "nb")
    kopi = Innsynskopi.objects.create(
        sak=sak,
        sprak=maal,
        laget_tid=klokke.now(),
        laget_av=bruker,
        innhold=_innhold(sak, maal) if queries.kan_faa_alt(bruker, sak) else {},
        oppslag=queries.oppslag_om(sak.person_id),
    )
    _logg(bruker, kopi, _("Laget kopi til personen selv av det som er lagret, og av innsynsloggen."))
    vekk_etter_commit(LAG_PDF, [kopi.pk])
    return kopi


def _innhold(sak: Sak, sprak: str) -> dict[str, Any]:
    """In the language of the copy: an event is a sentence. What was written by hand is read for others' names."""
    with translation.override(sprak):
        grupper = sladd(samling.om_personen(sak), sak)
    return {"grupper": grupper, "uten_bosted": sak.person.er_skjermet}


def apne(*, bruker: Bruker, kopi: Innsynskopi) -> None:
    """Written down before the file is sent."""
    tilgang.krev(rules.kan_lage(bruker))
    _logg(bruker, kopi, _("Hentet kopi til personen selv."))


def _logg(bruker: Bruker, kopi: Innsynskopi, beskrivelse: str) -> None:
    """In IMDi's log only: that the person has asked is no business of the kommune's."""
    hendelse.logg_innsyn(
        bruker,
        handling=Handling.EKSPORT,
        person_id=kopi.sak.person_id,
        saksnummer=kopi.sak.nummer,
        del_av=_("Kopi til personen selv"),
        formaal=_("Innsyn for personen selv (personvernforordningen artikkel 15)"),
        gradering=kopi.sak.person.gradering,
        beskrivelse=beskrivelse,
    )


# ---- the worker
@transaction.atomic
def lag_pdf(pk: int) -> bool:
    """Draw it once; False when it is drawn already, taken away, or being drawn."""
    rader = Innsynskopi.objects.select_for_update(of=("self",), skip_locked=True).uten_pdf()
    kopi = rader.select_related("sak").filter(pk=pk).first()
    if kopi is None:
        return False
    kopi.pdf = pdf.tegn(dokument(kopi), identifikator=str(kopi.uuid))
    kopi.save(update_fields=["pdf"])
    return True


def dokument(kopi: Innsynskopi) -> str:
    """The copy as HTML in its language."""
    with translation.override(kopi.sprak):
        return render_to_string("bosetting/innsynskopi/dokument.html", visning.kontekst(kopi))


def fei() -> int:
    """Take away what is older than the setting says; the lines in innsynslogg stay."""
    antall, _slag = Innsynskopi.objects.utlopt(klokke.now()).delete()
    return antall


def slett_ved_skjerming(bruker: Bruker, sak: Sak) -> None:
    """What `person.folger` runs when a protection level becomes stricter: the family's copies know of the person."""
    Innsynskopi.objects.filter(sak__in=queries.saker_som_nevner(sak)).delete()
