"""Files from outside: quarantine, scanner, clean (decision 37)."""

from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.opplasting import lager
from imdinett.opplasting.kontroll import kontroller
from imdinett.opplasting.models import Opplasting
from imdinett.tilgang.rettighet import Rettighet


def motta(
    fil: UploadedFile, *, bruker: Bruker, kommune: Kommune | None, rettighet: Rettighet, felt: str | None = None
) -> Opplasting:
    """Check a file and keep it where nobody can open it until it has been scanned.

    `rettighet` is what it takes to read it, in its kommune. Raises Domenefeil (at `felt`) when the file is
    not one of the types, is empty or too large.
    """
    innhold, navn, mime = kontroller(fil, felt=felt)
    opplasting = Opplasting(
        kommune=kommune,
        rettighet=rettighet.value,
        filnavn=navn,
        type=mime,
        storrelse=len(innhold),
        sha256=sha256(innhold).hexdigest(),
        lastet_opp_tid=klokke.now(),
        lastet_opp_av=bruker,
    )
    lager.skriv(opplasting.uuid, innhold)
    opplasting.save()
    hendelse.log(bruker, Hendelsestype.OPPLASTING_MOTTATT, opplasting, filnavn=navn, storrelse=len(innhold))
    return opplasting
