"""Every write of translations (W-15). A version that is in use is never changed: the next one takes its place."""

from dataclasses import asdict
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from imdinett.brev import oversettbar, pdf, rules
from imdinett.brev.models import Oversettelse
from imdinett.brev.oversettbar import Oversettbart
from imdinett.brev.oversettelser import er_utdatert, frys
from imdinett.brev.rules import Oversatt
from imdinett.brev.sprak import SPRAK
from imdinett.brev.states import Oversettelsestilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kjerne.tilstand import move
from imdinett.kjerne.vekking import vekk_etter_commit
from imdinett.tilgang import tilgang
from imdinett.web import norsk

TEGN_PROVE = "brev.tegn_prove"


@transaction.atomic
def skriv(*, bruker: Bruker, slag: str, sprak: str, ny: Oversatt, revisjon: int = 0) -> Oversettelse:
    """The draft, new or changed. `revisjon` is the one that the writer began from; 0 where there was none."""
    tilgang.krev(rules.kan_oversette(bruker))
    ny = rules.ryddet(ny)
    gjelder = oversettbar.norsk(slag)
    rules.kontroller(ny, gjelder)
    utkast = _laas(slag, sprak)
    if (utkast.revisjon if utkast else 0) != revisjon:
        raise _endret_imens()
    felt = {**asdict(ny), "norsk": str(gjelder), "prove": None, "skrevet_tid": klokke.now(), "skrevet_av": bruker}
    if utkast:
        Oversettelse.objects.filter(pk=utkast.pk).update(revisjon=utkast.revisjon + 1, **felt)
        utkast.refresh_from_db()
    else:
        utkast = _opprett(slag, sprak, felt)
    _logg(bruker, Hendelsestype.OVERSETTELSE_SKREVET, utkast)
    vekk_etter_commit(TEGN_PROVE, [utkast.pk])
    return utkast


@transaction.atomic
def godkjenn(*, bruker: Bruker, slag: str, sprak: str, revisjon: int) -> Oversettelse:
    """Somebody else than the writer has read it: from now on letters carry it, and the one before is replaced."""
    tilgang.krev(rules.kan_oversette(bruker))
    utkast = _laas(slag, sprak)
    if utkast is None or utkast.revisjon != revisjon:
        raise _endret_imens()
    if not rules.kan_godkjenne(bruker, utkast):
        raise Domenefeil("samme_person", _("En annen enn den som skrev oversettelsen, må godkjenne den."))
    if er_utdatert(utkast):
        raise Domenefeil("utdatert", _("Den norske teksten er endret. Skriv oversettelsen på nytt før den godkjennes."))
    for forrige in Oversettelse.objects.godkjent([slag], [sprak]).select_for_update(of=("self",)):
        move(forrige, Oversettelsestilstand.ERSTATTET)
        forrige.save(update_fields=["tilstand"])
    move(utkast, Oversettelsestilstand.GODKJENT)
    utkast.godkjent_tid, utkast.godkjent_av = klokke.now(), bruker
    utkast.save(update_fields=["tilstand", "godkjent_tid", "godkjent_av"])
    _logg(bruker, Hendelsestype.OVERSETTELSE_GODKJENT, utkast)
    return utkast


@transaction.atomic
def trekk(*, bruker: Bruker, slag: str, sprak: str, versjon: int, grunn: str) -> Oversettelse:
    """Take back the one that is in use: from now on letters carry none, until a new version is approved.

    A letter is frozen when it is made, so those that are made keep what they have.
    """
    tilgang.krev(rules.kan_oversette(bruker))
    renset = rules.check_trekkgrunn(grunn)
    rad = Oversettelse.objects.godkjent([slag], [sprak]).select_for_update(of=("self",)).first()
    if rad is None or rad.versjon != versjon:
        raise Kollisjon("ikke_i_bruk", _("Versjonen er ikke i bruk lenger. Se over oversettelsen på nytt."))
    move(rad, Oversettelsestilstand.TRUKKET)
    rad.trukket_tid, rad.trukket_av, rad.trukket_grunn = klokke.now(), bruker, renset
    rad.save(update_fields=["tilstand", "trukket_tid", "trukket_av", "trukket_grunn"])
    _logg(bruker, Hendelsestype.OVERSETTELSE_TRUKKET, rad, grunn=renset)
    return rad


def _opprett(slag: str, sprak: str, felt: dict[str, Any]) -> Oversettelse:
    """There may be no row to lock, so it is the database that stops the second of two."""
    siste = Oversettelse.objects.av(slag, sprak).values_list("versjon", flat=True).first()
    try:
        with transaction.atomic():
            return Oversettelse.objects.create(slag=slag, sprak=sprak, versjon=(siste or 0) + 1, **felt)
    except IntegrityError as feil:
        raise _endret_imens() from feil


def _endret_imens() -> Kollisjon:
    return Kollisjon("utkast_endret", _("En kollega har skrevet i utkastet imens. Se over det på nytt."))


def _laas(slag: str, sprak: str) -> Oversettelse | None:
    rader = Oversettelse.objects.select_for_update(of=("self",)).av(slag, sprak)
    return rader.filter(tilstand=Oversettelsestilstand.UTKAST).first()


def _logg(bruker: Bruker, hva: Hendelsestype, rad: Oversettelse, **data: Any) -> None:
    slag = oversettbar.finn(rad.slag)
    with translation.override(settings.LANGUAGE_CODE):
        navn = str(slag.navn) if slag else rad.slag
        hendelse.log(bruker, hva, rad, brev=navn, sprak=str(SPRAK[rad.sprak].tekst), versjon=rad.versjon, **data)


# ---- the worker: the letter as it would be, with nobody in it
@transaction.atomic
def tegn_prove(pk: int) -> bool:
    """False when it is drawn already, or written anew and in line again."""
    rad = Oversettelse.objects.select_for_update(of=("self",), skip_locked=True).uten_prove().filter(pk=pk).first()
    slag = oversettbar.finn(rad.slag) if rad else None
    if rad is None or slag is None:
        return False
    nokkel = str(uuid5(NAMESPACE_URL, str(rad)))
    rad.prove = pdf.tegn(provedokument(slag, rad), identifikator=nokkel, seksjonssprak=rad.sprak)
    rad.save(update_fields=["prove"])
    return True


def provedokument(slag: Oversettbart, rad: Oversettelse) -> str:
    with translation.override(oversettbar.SPRAK):
        frosset = frys(rad, slag.verdier)
        tittel, dag = str(slag.tittel), klokke.dag(rad.skrevet_tid)
        hode: dict[str, Any] = {"dato": norsk.dato(dag), "referanse": _("PRØVE"), "saksnummer": ""}
        html = oversettbar.tegn(slag, {**slag.eksempel, **hode}, frosset)
        ark = {"tittel": tittel, "sprak": oversettbar.SPRAK, "referanse": hode["referanse"]}
        ark |= {"html": SafeString(html), "laget": dag.isoformat(), "epost": settings.KONTAKT_IMDI_EPOST}
        return render_to_string("brev/dokument.html", ark)
