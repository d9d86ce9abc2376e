"""What is written into a folder: notes, documents, and the reply to the person's wishes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.bosatt import rules
from bosetting.bosatt.models import Mappedokument, Notat, Onskesvar
from bosetting.bosatt.states import Dokumentslag
from bosetting.person.models import Sak
from bosetting.person.services.mappelogg import logg
from bosetting.person.states import MAPPE_APEN
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kommune.models import Kommune
from imdinett.opplasting.services import motta
from imdinett.tilgang import tilgang

DOKUMENTER_MAKS = 20


@transaction.atomic
def skriv_notat(*, bruker: Bruker, sak: Sak, tekst: str, retter_id: int | None = None) -> Notat:
    """B-092: author and time. What is written stays; a correction is a new note that names the old one, once."""
    sak = _laas(bruker, sak)
    tekst = rules.check_notat(tekst)
    retter = None
    if retter_id is not None:
        retter = Notat.objects.all().synlig_for(bruker).filter(sak=sak, pk=retter_id).first()
        if retter is None:
            raise Domenefeil("ukjent_notat", _("Notatet du vil rette, finnes ikke."))
        if Notat.objects.filter(retter=retter).exists():
            raise Kollisjon("alt_rettet", _("Notatet er alt rettet. Rett det nyeste i stedet."))
    notat = Notat.objects.create(
        sak=sak,
        kommune=_eier(bruker, sak),
        tekst=tekst,
        retter=retter,
        skrevet_tid=klokke.now(),
        skrevet_av=bruker,
    )
    hendelse.log(bruker, Hendelsestype.NOTAT_SKREVET, sak, retter=bool(retter))
    return notat


@dataclass(frozen=True, kw_only=True)
class NyttDokument:
    """`dato` is the document's own; a plan for an enslig mindreårig must have one."""

    fil: UploadedFile
    slag: Dokumentslag
    tittel: str
    dato: date | None = None


@transaction.atomic
def last_opp_dokument(*, bruker: Bruker, sak: Sak, ny: NyttDokument) -> Mappedokument:
    """By the kommune in its open folder, or by IMDi."""
    sak = _laas(bruker, sak)
    dokument = _ta_imot(bruker, sak, ny, kommune=_eier(bruker, sak))
    hendelse.log(bruker, Hendelsestype.DOKUMENT_LASTET_OPP, sak, slag=ny.slag)
    return dokument


@transaction.atomic
def last_opp_fra_enhet(*, bruker: Bruker, sak: Sak, ny: NyttDokument) -> Mappedokument:
    """By mottak on a resident, by Bufetat on a child (B-070). The kommune reads it when the folder is open (B-042)."""
    sak = Sak.objects.select_for_update(of=("self",)).select_related("person", "mottak").get(pk=sak.pk)
    tilgang.krev(rules.kan_legge_inn_fra_enhet(bruker, sak))
    dokument = _ta_imot(bruker, sak, ny, enhet=sak.mottak)
    logg(bruker, Hendelsestype.DOKUMENT_LASTET_OPP, sak, slag=ny.slag)
    return dokument


def _ta_imot(bruker: Bruker, sak: Sak, ny: NyttDokument, **eier: Any) -> Mappedokument:
    """security.md 6.D: at most 20 a case; nobody opens it before the scanner has."""
    rules.check_dokument(ny.slag, rules.tillatte_slag(bruker, sak), ny.dato)
    if Mappedokument.objects.filter(sak=sak).count() >= DOKUMENTER_MAKS:
        raise Domenefeil("for_mange_dokumenter", _("En mappe kan ha høyst 20 dokumenter."), felt="fil")
    opplasting = motta(ny.fil, bruker=bruker, kommune=None, rettighet=None, felt="fil")
    return Mappedokument.objects.create(
        sak=sak, slag=ny.slag, tittel=ny.tittel.strip(), dato=ny.dato, opplasting=opplasting, **eier
    )


@transaction.atomic
def svar_pa_onsker(*, bruker: Bruker, sak: Sak, tekst: str) -> Onskesvar:
    """W-15: IMDi says how the wish was weighed. A new reply replaces the old one and keeps it."""
    tilgang.krev(rules.er_imdi_bosetter(bruker))
    renset = tekst.strip()
    if not renset:
        raise Domenefeil("tomt_svar", _("Slik er ønsket vurdert må fylles ut."), felt="tekst")
    svar = Onskesvar.objects.create(sak=sak, tekst=renset, svart_tid=klokke.now(), svart_av=bruker)
    hendelse.log(bruker, Hendelsestype.ONSKE_VURDERT, sak)
    return svar


def _laas(bruker: Bruker, sak: Sak) -> Sak:
    """The folder may have been closed since the page was opened (B-042)."""
    sak = Sak.objects.select_for_update(of=("self",)).select_related("kommune").get(pk=sak.pk)
    tilgang.krev(rules.kan_skrive_i_mappen(bruker, sak))
    if not rules.er_imdi_bosetter(bruker) and sak.tilstand not in MAPPE_APEN:
        raise Kollisjon("mappe_stengt", _("Mappen er stengt. Ingenting er lagret."))
    return sak


def _eier(bruker: Bruker, sak: Sak) -> Kommune | None:
    return None if rules.er_imdi_bosetter(bruker) else sak.kommune
