"""Making, drawing and taking away the copies. Each making and each opening is itself a line in innsynslogg."""

from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from bosetting.innsynskopi import queries, rules
from bosetting.innsynskopi.models import Innsynskopi
from bosetting.person.models import Sak
from imdinett.brev import pdf
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import HANDLINGSNAVN, Handling
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.vekking import vekk_etter_commit
from imdinett.tilgang import tilgang
from imdinett.web import norsk

LAG_PDF = "innsynskopi.lag_pdf"


@transaction.atomic
def lag_innsynskopi(*, bruker: Bruker, saksnummer: str, sprak: str = "") -> Innsynskopi:
    """Art. 15: the looks at one person as they stand now, in the kommune's målform unless another is chosen."""
    tilgang.krev(rules.kan_lage(bruker))
    sak = queries.finn_sak(saksnummer)
    if sak is None:
        raise Domenefeil("ukjent_sak", _("Ingen sak har dette saksnummeret."), felt="saksnummer")
    kopi = Innsynskopi.objects.create(
        sak=sak,
        sprak=sprak or (sak.kommune.sprak if sak.kommune else "nb"),
        laget_tid=klokke.now(),
        laget_av=bruker,
        oppslag=queries.oppslag_om(sak.person_id),
    )
    _logg(bruker, kopi, _("Laget kopi av innsynsloggen til personen selv."))
    vekk_etter_commit(LAG_PDF, [kopi.pk])
    return kopi


def apne(*, bruker: Bruker, kopi: Innsynskopi) -> None:
    """Written down before the file is sent."""
    tilgang.krev(rules.kan_lage(bruker))
    _logg(bruker, kopi, _("Hentet kopi av innsynsloggen til personen selv."))


def _logg(bruker: Bruker, kopi: Innsynskopi, beskrivelse: str) -> None:
    """In IMDi's log only: that the person has asked is no business of the kommune's."""
    hendelse.logg_innsyn(
        bruker,
        handling=Handling.EKSPORT,
        person_id=kopi.sak.person_id,
        saksnummer=kopi.sak.nummer,
        del_av=_("Kopi av innsynsloggen"),
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
        rader = [
            {
                "tid": norsk.tidspunkt(datetime.fromisoformat(en["tid"])),
                "enhet": en["enhet"],
                "handling": HANDLINGSNAVN.get(Handling(en["handling"]), en["handling"]),
                "del": en["del"],
            }
            for en in kopi.oppslag
        ]
        laget = norsk.tidspunkt(kopi.laget_tid)
        tittel = _("Hvem som har sett opplysninger om deg")
        return render_to_string(
            "bosetting/innsynskopi/dokument.html",
            {"kopi": kopi, "rader": rader, "laget": laget, "tittel": tittel, "sprak": kopi.sprak},
        )


def fei() -> int:
    """Take away what is older than the setting says; the lines in innsynslogg stay."""
    antall, _slag = Innsynskopi.objects.utlopt(klokke.now()).delete()
    return antall


def slett_ved_skjerming(bruker: Bruker, sak: Sak) -> None:
    """What `person.folger` runs when a protection level becomes stricter."""
    Innsynskopi.objects.filter(sak=sak).delete()
