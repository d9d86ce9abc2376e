"""The signed databehandleravtale: without one nobody in the kommune gets in (B-005)."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Databehandleravtale, Kommune
from imdinett.opplasting.models import Opplasting
from imdinett.opplasting.services import motta
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet


@dataclass(frozen=True)
class Signatur:
    versjon: str
    dato: date
    av: str
    referanse: str = ""


@transaction.atomic
def registrer_avtale(
    *, bruker: Bruker, kommune: Kommune, signatur: Signatur, fil: UploadedFile | None = None
) -> Databehandleravtale:
    """Record what was signed, by whom and when. One in force per kommune; a new one replaces it."""
    tilgang.krev(tilgang.har_imdi(bruker, Rettighet.AVTALE_SKRIV))
    Kommune.objects.select_for_update(of=("self",), no_key=True).get(pk=kommune.pk)
    if signatur.dato > klokke.today():
        raise Domenefeil("fram_i_tid", _("Datoen for signering kan ikke være fram i tid."), felt="signert_dato")
    naa = klokke.now()
    kommune.avtaler.filter(opphevet_tid=None).update(opphevet_tid=naa, opphevet_av=bruker)
    avtale = Databehandleravtale.objects.create(
        kommune=kommune,
        versjon=signatur.versjon.strip(),
        signert_dato=signatur.dato,
        signert_av=signatur.av.strip(),
        referanse=signatur.referanse.strip(),
        dokument=_dokument(bruker, kommune, fil) if fil else None,
        registrert_tid=naa,
        registrert_av=bruker,
    )
    hendelse.log(
        bruker,
        Hendelsestype.AVTALE_REGISTRERT,
        avtale,
        versjon=avtale.versjon,
        signert_dato=avtale.signert_dato,
        signert_av=avtale.signert_av,
    )
    return avtale


def _dokument(bruker: Bruker, kommune: Kommune, fil: UploadedFile) -> Opplasting:
    return motta(fil, bruker=bruker, kommune=kommune, rettighet=Rettighet.KOMMUNE_LES, felt="fil")


@transaction.atomic
def opphev_avtale(*, bruker: Bruker, avtale: Databehandleravtale, grunn: str) -> Databehandleravtale:
    """End it: from the next request on the kommune's users meet the page that says what is missing (B-005, S-06)."""
    tilgang.krev(tilgang.har_imdi(bruker, Rettighet.AVTALE_SKRIV))
    avtale = Databehandleravtale.objects.select_for_update(of=("self",)).get(pk=avtale.pk)
    if avtale.opphevet_tid is not None:
        raise Domenefeil("alt_opphevet", _("Avtalen er alt opphevet."))
    avtale.opphevet_tid, avtale.opphevet_av = klokke.now(), bruker
    avtale.save(update_fields=["opphevet_tid", "opphevet_av"])
    hendelse.log(bruker, Hendelsestype.AVTALE_OPPHEVET, avtale, versjon=avtale.versjon, grunn=grunn.strip())
    return avtale
