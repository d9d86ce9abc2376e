"""Every write on credentials: made by the kommune's administrator, revoked by the kommune or IMDi, used by machines."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services.invitasjoner import avtrykk
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgangsnokkel import notices, rules
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.tilgangsnokkel.omfang import Nokkelomfang
from imdinett.utboks.services import enqueue
from imdinett.web import norsk

# So that a key that has strayed into code or a log is known for what it is.
FORLED: Final = "imdinett_"
VISES: Final = len(FORLED) + 4
NOTERES_HVERT: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class Nynokkel:
    """`hemmelighet` is known only now: neither we nor the kommune can find it again."""

    nokkel: Tilgangsnokkel
    hemmelighet: str = field(repr=False)


@transaction.atomic
def opprett_nokkel(
    *, bruker: Bruker, kommune: Kommune, navn: str, omfang: Collection[str], siste_dag: date
) -> Nynokkel:
    """Make a credential for one kommune. It always has an end (security.md §4)."""
    tilgang.krev(rules.kan_opprette(bruker, kommune.pk))
    _check_siste_dag(siste_dag)
    hemmelighet = FORLED + secrets.token_urlsafe(32)
    ny = Tilgangsnokkel.objects.create(
        kommune=kommune,
        navn=navn.strip(),
        omfang=[kode.value for kode in Nokkelomfang if kode in omfang],
        nokkel_sha256=avtrykk(hemmelighet),
        kjennetegn=hemmelighet[:VISES],
        opprettet_tid=klokke.now(),
        opprettet_av=bruker,
        utloper_tid=klokke.slutten_av(siste_dag),
    )
    hendelse.log(
        bruker, Hendelsestype.TILGANGSNOKKEL_OPPRETTET, ny, omfang=ny.omfang, siste_dag=norsk.kortdato(siste_dag)
    )
    enqueue(notices.NokkelLaget(ny), bruker=bruker)
    return Nynokkel(ny, hemmelighet)


def _check_siste_dag(siste_dag: date) -> None:
    i_dag = klokke.today()
    siste = rules.siste_utlop(i_dag)
    if siste_dag <= i_dag:
        raise Domenefeil("utlop_passert", _("Siste dag må være etter i dag."), felt="siste_dag")
    if siste_dag > siste:
        melding = _("Siste dag kan ikke være senere enn %(dag)s.") % {"dag": norsk.dato(siste)}
        raise Domenefeil("for_lenge", melding, felt="siste_dag")


@transaction.atomic
def tilbakekall_nokkel(*, bruker: Bruker, nokkel_id: int) -> Tilgangsnokkel:
    """From the next request on it opens nothing. It cannot be taken into use again."""
    nokkel = Tilgangsnokkel.objects.select_for_update(of=("self",)).select_related("kommune").get(pk=nokkel_id)
    tilgang.krev(rules.kan_tilbakekalle(bruker, nokkel))
    if nokkel.tilbakekalt_tid is not None:
        raise Domenefeil("alt_tilbakekalt", _("Nøkkelen er alt kalt tilbake."))
    nokkel.tilbakekalt_tid, nokkel.tilbakekalt_av = klokke.now(), bruker
    nokkel.save(update_fields=["tilbakekalt_tid", "tilbakekalt_av"])
    hendelse.log(bruker, Hendelsestype.TILGANGSNOKKEL_TILBAKEKALT, nokkel)
    enqueue(notices.NokkelTilbakekalt(nokkel), bruker=bruker)
    return nokkel


def finn_nokkel(hemmelighet: str) -> Tilgangsnokkel | None:
    """The credential that this is, when it opens something now. One query."""
    virker = Tilgangsnokkel.objects.virker(klokke.now()).select_related("kommune")
    return virker.filter(nokkel_sha256=avtrykk(hemmelighet)).first()


def merk_brukt(nokkel: Tilgangsnokkel) -> None:
    """Noted at most every ten minutes, for the administrator who wonders whether a key is in use."""
    naa = klokke.now()
    if nokkel.brukt_tid is None or naa - nokkel.brukt_tid >= NOTERES_HVERT:
        Tilgangsnokkel.objects.filter(pk=nokkel.pk).update(brukt_tid=naa)
