"""Which translation a letter gets, frozen with it (W-15, style 4.10)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from imdinett.brev import markering, oversettbar
from imdinett.brev.letters import Brev
from imdinett.brev.markering import Verdi
from imdinett.brev.models import Oversettelse
from imdinett.brev.sprak import SPRAK

Velger = Callable[[Brev], Oversettelse | None]


def er_utdatert(oversettelse: Oversettelse) -> bool:
    """The Norwegian text, which is the binding one, says something else now than when it was translated."""
    return oversettelse.norsk != str(oversettbar.norsk(oversettelse.slag))


def gjeldende_for(brev: Sequence[Brev]) -> Velger:
    """The one in the language that the reader knows best, of those that are approved and up to date.

    One query however many letters there are; none where no reader's language is known.
    """
    slag = {ett.oversettes_som for ett in brev if ett.oversettes_som and ett.lesers_sprak}
    sprak = {kode for ett in brev for kode in ett.lesers_sprak}
    rader = Oversettelse.objects.godkjent(slag, sprak).defer("prove") if slag else ()
    gjelder = {(en.slag, en.sprak): en for en in rader if not er_utdatert(en)}

    def velg(ett: Brev) -> Oversettelse | None:
        treff = (gjelder.get((ett.oversettes_som, kode)) for kode in ett.lesers_sprak)
        return next((en for en in treff if en), None)

    return velg


def frys(oversettelse: Oversettelse, verdier: Mapping[str, Verdi]) -> dict[str, Any]:
    """Plain values: nothing of it is read again later."""
    sprak = SPRAK[oversettelse.sprak]
    return {
        "sprak": sprak.kode,
        "retning": sprak.retning,
        "navn": str(sprak.tekst),
        "versjon": oversettelse.versjon,
        "tittel": oversettelse.tittel,
        "forbehold": oversettelse.forbehold,
        "blokker": markering.fyll(oversettelse.tekst, verdier),
    }
