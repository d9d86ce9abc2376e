"""The two logs: what was changed (`log`) and who looked at whom (`logg_innsyn`)."""

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import Error as DatabaseFeil
from django.db.models import Model
from django.utils.translation import gettext as _

from imdinett.hendelse import kjede
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.typer import Handling, Hendelsestype, Utfall
from imdinett.kjerne import klokke, kontekst
from imdinett.kjerne.feil import LoggNede
from imdinett.tilgang import tilgang
from imdinett.tilgang.gjelder import type_av
from imdinett.tilgang.roller import ROLLER

if TYPE_CHECKING:
    from imdinett.bruker.models import Bruker
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang.maskin import Maskinbruker

logg = logging.getLogger(__name__)


def log(
    bruker: "Bruker | Maskinbruker | None",
    hva: Hendelsestype,
    gjelder: Model,
    /,
    *,
    kommune: "Kommune | None" = None,
    **data: Any,
) -> Hendelse:
    """Write one event in the running transaction (B-090). A machine stands in it by the name of its credential.

    `kommune` is who may read it besides IMDi; left out it is the object's own. `data` is old and new
    values, JSON-able; no D3 (names, DUF) in events that a kommune can read before vedtak (B-034).
    """
    return Hendelse.objects.create(**_rad(bruker, hva, gjelder, kommune, data))


def log_internt(bruker: "Bruker | None", hva: Hendelsestype, gjelder: Model, **data: Any) -> Hendelse:
    """An event that only IMDi reads, on an object that already carries a kommune: a draft not yet sent."""
    return Hendelse.objects.create(**{**_rad(bruker, hva, gjelder, None, data), "kommune_id": None})


def log_mange(
    bruker: "Bruker | None", hva: Hendelsestype, rader: Iterable[tuple[Model, "Kommune | None", dict[str, Any]]]
) -> list[Hendelse]:
    """The bulk form of `log`: one statement for many objects. The events come back in the same order."""
    return Hendelse.objects.bulk_create(
        (Hendelse(**_rad(bruker, hva, gjelder, kommune, data)) for gjelder, kommune, data in rader), batch_size=1000
    )


def _rad(
    bruker: "Bruker | Maskinbruker | None",
    hva: Hendelsestype,
    gjelder: Model,
    kommune: "Kommune | None",
    data: dict[str, Any],
) -> dict[str, Any]:
    kommune_id = kommune.pk if kommune else getattr(gjelder, "kommune_id", None)
    kall = kontekst.kall()
    return {
        "tid": klokke.now(),
        "type": hva.value,
        "bruker_id": bruker.pk if bruker else None,
        "bruker_navn": bruker.navn if bruker else "",
        "rolle": rolletekst(bruker, kommune_id),
        "kommune_id": kommune_id,
        "gjelder_type": type_av(gjelder),
        "gjelder_id": str(gjelder.pk),
        "gjelder_navn": str(gjelder)[:120],
        "data": data,
        "request_id": kall.request_id,
        "ip": kall.ip,
    }


def rolletekst(bruker: "Bruker | Maskinbruker | None", kommune_id: int | None) -> str:
    """The codes of the roles that the user acted by, for the log."""
    if bruker is None:
        return ""
    alle = tilgang.grunnlag(bruker)
    roller = (tilgang.roller_i(bruker, kommune_id) if kommune_id else frozenset()) or alle.imdi
    roller = roller or frozenset().union(*alle.enheter.values())
    return ", ".join(sorted(ROLLER[rolle].kode for rolle in roller))[:100]


def logg_innsyn(
    bruker: "Bruker | Maskinbruker",
    *,
    handling: Handling,
    beskrivelse: str,
    person_id: int | None = None,
    person_ider: Iterable[int] = (),
    saksnummer: str = "",
    kommune_id: int | None = None,
    enhet: str = "",
    del_av: str = "",
    formaal: str = "",
    gradering: str = "ingen",
    utfall: Utfall = Utfall.VIST,
) -> Innsyn:
    """Write one line on a look at a person, committed before the page is sent.

    Raises LoggNede when it cannot: the page becomes a 503 and shows nothing (no log, no page).
    """
    kall = kontekst.kall()
    rad = Innsyn(
        tid=klokke.now(),
        bruker_id=bruker.pk,
        bruker_navn=bruker.navn,
        enhet=enhet or (kjede.IMDI if tilgang.er_imdi(bruker) else ""),
        rolle=rolletekst(bruker, kommune_id),
        kommune_id=kommune_id,
        handling=handling.value,
        utfall=utfall.value,
        person_id=person_id,
        person_ider=list(person_ider),
        saksnummer=saksnummer,
        del_av=del_av,
        formaal=formaal[:200],
        gradering=gradering,
        kilde=kall.kilde,
        request_id=kall.request_id,
        ip=kall.ip,
        beskrivelse=beskrivelse[:200],
    )
    try:
        kjede.legg_til([rad])
    except DatabaseFeil as feil:
        raise LoggNede("logg_nede", _("Vi får ikke skrevet i innsynsloggen. Da kan vi ikke vise siden.")) from feil
    if gradering != "ingen":
        logg.warning("Oppslag på skjermet person: innsynslinje %s, bruker %s", rad.pk, bruker.pk)
    return rad
