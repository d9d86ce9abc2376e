"""What the tests of the pages of persons share."""

from imdinett.hendelse.models import Innsyn
from imdinett.kjerne.nummer import duf_med_kontroll

LISTE = "/imdi/personer/"


def skjema(antall: int = 1, **endret: str) -> dict[str, str]:
    """A household as the browser posts it."""
    data = {"antall": str(antall), "felles-kategori": "mottak", "felles-adresse": "Prøveveien 1"}
    for nr in range(antall):
        data |= {
            f"p{nr}-duf_nummer": duf_med_kontroll(2099, nr + 1),
            f"p{nr}-fornavn": "Omar",
            f"p{nr}-etternavn": "Eksempel",
            f"p{nr}-fodselsdato": "12.03.1985",
            f"p{nr}-kjonn": "mann",
            f"p{nr}-statsborgerskap": "Syria",
        }
    return data | endret


def innsyn() -> list[tuple[str, str, str]]:
    """(handling, part, case) of every line in the access log, oldest first."""
    return list(Innsyn.objects.order_by("pk").values_list("handling", "del_av", "saksnummer"))
