"""The kommune reports and cancels; IMDi answers. One function per kind, and one per step they share."""

from typing import Any, TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.innmelding import notices, rules
from bosetting.innmelding.models import (
    BestemtPerson,
    Bolig,
    Boligfil,
    EmKapasitet,
    Innmelding,
    Plassinnmelding,
    Selvbosettingsregel,
)
from bosetting.innmelding.rules import NyBestemtPerson, NyBolig, NyEmKapasitet, NyePlasser
from bosetting.innmelding.slag import slag_av
from bosetting.innmelding.states import GJELDENDE, Filslag, Innmeldingstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kjerne.nummer import bare_siffer
from imdinett.kjerne.tilstand import move
from imdinett.kommune.models import Kommune
from imdinett.opplasting.services import motta
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.services import enqueue

T = TypeVar("T", bound=Innmelding)


@transaction.atomic
def meld_inn_plasser(*, bruker: Bruker, kommune: Kommune, ny: NyePlasser) -> Plassinnmelding:
    """B-080, B-081: room for so many persons in a week, on top of what is reported for it already."""
    tilgang.krev(rules.kan_melde_inn(bruker, kommune.pk))
    rules.kontroller_plasser(ny)
    laas_plan(kommune)
    plasser = Plassinnmelding.objects.create(
        **_sendt(bruker, kommune),
        maks_antall_personer=ny.maks_antall_personer,
        uke_aar=ny.uke[0],
        uke=ny.uke[1],
    )
    return _logg(bruker, Hendelsestype.INNMELDING_SENDT, plasser, **_plasstall(plasser))


def laas_plan(kommune: Kommune) -> None:
    """Who writes on the kommune's plan comes one at a time, so that a week is compared with what it is."""
    Kommune.objects.select_for_update(of=("self",), no_key=True).get(pk=kommune.pk)


@transaction.atomic
def meld_inn_bolig(*, bruker: Bruker, kommune: Kommune, ny: NyBolig) -> Bolig:
    """B-085: a free home, visible to IMDi at once."""
    tilgang.krev(rules.kan_melde_inn(bruker, kommune.pk))
    rules.kontroller_bolig(ny)
    bolig = Bolig.objects.create(
        **_sendt(bruker, kommune),
        omrade=ny.omrade.strip(),
        type=ny.type,
        soverom=ny.soverom,
        maks_personer=ny.maks_personer,
        ledig_fra=ny.ledig_fra,
        husleie=ny.husleie,
        universell_utforming=ny.universell_utforming,
        passer_for=sorted(set(ny.passer_for)),
        merknad=ny.merknad.strip(),
    )
    return _logg(bruker, Hendelsestype.INNMELDING_SENDT, bolig)


@transaction.atomic
def legg_til_boligfil(
    *, bruker: Bruker, bolig: Bolig, slag: Filslag, fil: UploadedFile, felt: str | None = None
) -> Boligfil:
    """A photo or a floor plan. Nobody opens it before the scanner has found it clean (decision 37)."""
    tilgang.krev(rules.kan_melde_inn(bruker, bolig.kommune_id))
    bolig = _laas(bolig)
    if bolig.tilstand not in GJELDENDE:
        raise Kollisjon("bolig_kansellert", _("Boligen er kansellert, og kan ikke få flere filer."))
    if bolig.filer.count() >= rules.MAKS_FILER:
        melding = _("En bolig kan ha høyst %(antall)d filer.") % {"antall": rules.MAKS_FILER}
        raise Domenefeil("for_mange_filer", melding, felt=felt)
    opplasting = motta(fil, bruker=bruker, kommune=bolig.kommune, rettighet=Rettighet.INNMELDING_LES, felt=felt)
    ny = Boligfil.objects.create(bolig=bolig, kommune=bolig.kommune, slag=slag.value, fil=opplasting)
    hendelse.log(bruker, Hendelsestype.BOLIGFIL_LAGT_TIL, bolig, slag=ny.slag)
    return ny


@transaction.atomic
def meld_inn_bestemt_person(*, bruker: Bruker, kommune: Kommune, ny: NyBestemtPerson) -> BestemtPerson:
    """Ask for a certain person. The register of persons is not read, so the answer is the same for all (T6).

    B-061: with avtalt selvbosetting only where the kommune's own published rule allows it.
    """
    tilgang.krev(rules.kan_melde_inn(bruker, kommune.pk))
    rules.kontroller_person(ny)
    if ny.avtalt_selvbosetting:
        krev_tillatt(kommune)
    innmelding = BestemtPerson.objects.create(
        **_sendt(bruker, kommune),
        duf_nummer=bare_siffer(ny.duf_nummer),
        navn=ny.navn.strip(),
        relasjon=ny.relasjon,
        begrunnelse=ny.begrunnelse.strip(),
        bolig_kjent=ny.bolig_kjent,
        avtalt_selvbosetting=ny.avtalt_selvbosetting,
    )
    return _logg(bruker, Hendelsestype.INNMELDING_SENDT, innmelding)


def krev_tillatt(kommune: Kommune) -> None:
    """B-061."""
    regel = Selvbosettingsregel.objects.gjeldende_for(kommune)
    if regel is None or not regel.tillatt:
        melding = _(
            "%(kommune)s tillater ikke avtalt selvbosetting (B-061). Publiser først en regel som tillater det, "
            "eller send innmeldingen uten avtalt selvbosetting."
        )
        raise Domenefeil("b061_ikke_tillatt", melding % {"kommune": kommune}, felt="avtalt_selvbosetting")


@transaction.atomic
def meld_inn_em_kapasitet(*, bruker: Bruker, kommune: Kommune, ny: NyEmKapasitet) -> EmKapasitet:
    """B-086: room for enslige mindreårige from 15 years, from a week on."""
    tilgang.krev(rules.kan_melde_inn(bruker, kommune.pk))
    rules.kontroller_em_kapasitet(ny)
    kapasitet = EmKapasitet.objects.create(
        **_sendt(bruker, kommune),
        antall=ny.antall,
        uke_aar=ny.uke[0],
        uke=ny.uke[1],
        aldersgruppe=ny.aldersgruppe,
        dognbemannet=ny.dognbemannet,
        saerskilte_forhold=ny.saerskilte_forhold.strip(),
    )
    tall = {"antall": ny.antall, "uke_aar": ny.uke[0], "uke": ny.uke[1]}
    return _logg(bruker, Hendelsestype.INNMELDING_SENDT, kapasitet, **tall)


# ---- what every kind goes through
@transaction.atomic
def kanseller(*, bruker: Bruker, innmelding: T) -> T:
    """B-082: it is taken back and stays in the list."""
    tilgang.krev(rules.kan_kansellere(bruker, innmelding))
    innmelding = _laas(innmelding)
    move(innmelding, Innmeldingstilstand.KANSELLERT)
    innmelding.kansellert_tid, innmelding.kansellert_av = klokke.now(), bruker
    innmelding.save(update_fields=["tilstand", "kansellert_tid", "kansellert_av"])
    return _logg(bruker, Hendelsestype.INNMELDING_KANSELLERT, innmelding, **_plasstall(innmelding))


@transaction.atomic
def behandle(*, bruker: Bruker, innmelding: T, svar: str) -> T:
    """IMDi has dealt with it, and says to the kommune what came of it."""
    tilgang.krev(rules.kan_behandle(bruker))
    rules.kontroller_svar(svar)
    innmelding = _laas(innmelding)
    move(innmelding, Innmeldingstilstand.BEHANDLET)
    innmelding.svar = svar.strip()
    innmelding.behandlet_tid, innmelding.behandlet_av = klokke.now(), bruker
    innmelding.save(update_fields=["tilstand", "svar", "behandlet_tid", "behandlet_av"])
    _logg(bruker, Hendelsestype.INNMELDING_BEHANDLET, innmelding)
    enqueue(notices.InnmeldingBesvart(innmelding), bruker=bruker)
    return innmelding


@transaction.atomic
def merk_brukt(*, bruker: Bruker, kapasitet: EmKapasitet) -> EmKapasitet:
    """B-086: the room has been filled."""
    tilgang.krev(rules.kan_behandle(bruker))
    kapasitet = _laas(kapasitet)
    move(kapasitet, Innmeldingstilstand.BRUKT)
    kapasitet.save(update_fields=["tilstand"])
    return _logg(bruker, Hendelsestype.INNMELDING_BRUKT, kapasitet)


def _laas(innmelding: T) -> T:
    rader = type(innmelding)._default_manager.select_for_update(of=("self",)).select_related("kommune")
    rad = rader.get(pk=innmelding.pk)
    assert isinstance(rad, type(innmelding))
    return rad


def _sendt(bruker: Bruker, kommune: Kommune) -> dict[str, Any]:
    return {"kommune": kommune, "sendt_tid": klokke.now(), "sendt_av": bruker}


def _plasstall(innmelding: Innmelding) -> dict[str, int]:
    """W-09: the log says which week a number was sent or cancelled for."""
    if not isinstance(innmelding, Plassinnmelding):
        return {}
    return {"antall": innmelding.maks_antall_personer, "uke_aar": innmelding.uke_aar, "uke": innmelding.uke}


def _logg(bruker: Bruker, hva: Hendelsestype, innmelding: T, **data: Any) -> T:
    """The kind and numbers only: what the kommune typed about a person is in the row, not in the log (B-034)."""
    hendelse.log(bruker, hva, innmelding, slag=slag_av(innmelding).kode, **data)
    return innmelding
