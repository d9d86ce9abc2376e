"""The kinds of report: what each is called, and what the pages show of one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bosetting.innmelding.models import BestemtPerson, Bolig, EmKapasitet, Innmelding, Plassinnmelding
from bosetting.innmelding.states import Innmeldingstilstand, Passer
from imdinett.kjerne import klokke
from imdinett.kjerne.nummer import vis_duf
from imdinett.web import norsk
from imdinett.web.komponent import Merke, Rad

_FARGER = {
    Innmeldingstilstand.SENDT: "info",
    Innmeldingstilstand.BEHANDLET: "success",
    Innmeldingstilstand.BRUKT: "neutral",
    Innmeldingstilstand.KANSELLERT: "neutral",
}


@dataclass(frozen=True)
class Slag:
    """`kode` is the word in addresses; `flertall` the tab, `ny` the page that makes one. IMDi answers most kinds."""

    kode: str
    entall: Promise
    flertall: Promise
    ny: Promise
    modell: type[Innmelding]
    sammendrag: Callable[[Any], str]
    fakta: Callable[[Any], list[Rad]]
    besvares: bool = True


def merke(innmelding: Innmelding) -> Merke:
    tilstand = Innmeldingstilstand(innmelding.tilstand)
    return Merke(str(tilstand.label), _FARGER[tilstand])


def ja_nei(verdi: bool) -> str:
    return _("Ja") if verdi else _("Nei")


# ---- antall plasser
def plasstekst(plasser: Plassinnmelding) -> str:
    antall = plasser.maks_antall_personer
    personer = ngettext("%(n)d person", "%(n)d personer", antall) % {"n": antall}
    verdier = {"personer": personer, "uke": plasser.uke, "aar": plasser.uke_aar}
    return _("%(personer)s i uke %(uke)d, %(aar)d") % verdier


def _plassfakta(plasser: Plassinnmelding) -> list[Rad]:
    return [
        Rad(_("Maks antall personer"), norsk.tall(plasser.maks_antall_personer)),
        Rad(_("Klar for bosetting"), uketekst(plasser)),
    ]


# ---- bolig
def boligtekst(bolig: Bolig) -> str:
    personer = ngettext("%(n)d person", "%(n)d personer", bolig.maks_personer) % {"n": bolig.maks_personer}
    return _("%(type)s i %(omrade)s, høyst %(personer)s, ledig fra %(dag)s") % {
        "type": bolig.get_type_display(),
        "omrade": bolig.omrade,
        "personer": personer,
        "dag": norsk.dato(bolig.ledig_fra),
    }


def passertekst(bolig: Bolig) -> str:
    return ", ".join(str(Passer(kode).label) for kode in bolig.passer_for)


def _boligfakta(bolig: Bolig) -> list[Rad]:
    leie = _("%(kroner)s kroner") % {"kroner": norsk.tall(bolig.husleie)} if bolig.husleie is not None else None
    return [
        Rad(_("Adresse eller område"), bolig.omrade),
        Rad(_("Type bolig"), bolig.get_type_display()),
        Rad(_("Soverom"), norsk.tall(bolig.soverom)),
        Rad(_("Høyst antall personer"), norsk.tall(bolig.maks_personer)),
        Rad(_("Ledig fra"), norsk.dato(bolig.ledig_fra)),
        Rad(_("Husleie per måned"), leie),
        Rad(_("Universelt utformet"), ja_nei(bolig.universell_utforming)),
        Rad(_("Passer for"), passertekst(bolig)),
        Rad(_("Merknad"), bolig.merknad or _("Ingen merknad")),
    ]


# ---- bestemt person
def _persontekst(innmelding: BestemtPerson) -> str:
    """In the list without name and number: those are on the page of the one report."""
    if innmelding.avtalt_selvbosetting:
        return _("Avtalt selvbosetting: %(relasjon)s") % {"relasjon": innmelding.get_relasjon_display()}
    return str(innmelding.get_relasjon_display())


def _personfakta(innmelding: BestemtPerson) -> list[Rad]:
    return [
        Rad(_("DUF-nummer"), vis_duf(innmelding.duf_nummer)),
        Rad(_("Navn"), innmelding.navn),
        Rad(_("Tilknytning"), innmelding.get_relasjon_display()),
        Rad(_("Begrunnelse"), innmelding.begrunnelse),
        Rad(_("Boligen er kjent"), ja_nei(innmelding.bolig_kjent)),
        Rad(_("Avtalt selvbosetting"), ja_nei(innmelding.avtalt_selvbosetting)),
    ]


# ---- EM-kapasitet
def uketekst(innmelding: EmKapasitet | Plassinnmelding) -> str:
    return norsk.uke_med_dager(klokke.mandag(innmelding.uke_aar, innmelding.uke))


def kapasitetstekst(kapasitet: EmKapasitet) -> str:
    plasser = ngettext("%(n)d plass", "%(n)d plasser", kapasitet.antall) % {"n": kapasitet.antall}
    return _("%(plasser)s fra uke %(uke)d, %(aar)d") % {
        "plasser": plasser,
        "uke": kapasitet.uke,
        "aar": kapasitet.uke_aar,
    }


def _kapasitetsfakta(kapasitet: EmKapasitet) -> list[Rad]:
    return [
        Rad(_("Antall plasser"), norsk.tall(kapasitet.antall)),
        Rad(_("Klar fra"), uketekst(kapasitet)),
        Rad(_("Aldersgruppe"), kapasitet.get_aldersgruppe_display()),
        Rad(_("Døgnbemannet"), ja_nei(kapasitet.dognbemannet)),
        Rad(_("Særskilte forhold"), kapasitet.saerskilte_forhold or _("Ingen")),
    ]


SLAG: dict[str, Slag] = {
    slag.kode: slag
    for slag in (
        Slag(
            "antall-plasser",
            gettext_lazy("Antall plasser"),
            gettext_lazy("Antall plasser"),
            gettext_lazy("Meld inn antall plasser"),
            Plassinnmelding,
            plasstekst,
            _plassfakta,
            besvares=False,
        ),
        Slag(
            "bolig",
            gettext_lazy("Ledig bolig"),
            gettext_lazy("Ledige boliger"),
            gettext_lazy("Meld inn en ledig bolig"),
            Bolig,
            boligtekst,
            _boligfakta,
        ),
        Slag(
            "bestemt-person",
            gettext_lazy("Bestemt person"),
            gettext_lazy("Bestemte personer"),
            gettext_lazy("Be om en bestemt person"),
            BestemtPerson,
            _persontekst,
            _personfakta,
        ),
        Slag(
            "em-kapasitet",
            gettext_lazy("Kapasitet for enslige mindreårige"),
            gettext_lazy("Kapasitet for enslige mindreårige"),
            gettext_lazy("Meld inn kapasitet for enslige mindreårige"),
            EmKapasitet,
            kapasitetstekst,
            _kapasitetsfakta,
        ),
    )
}


def slag_av(innmelding: Innmelding) -> Slag:
    return next(slag for slag in SLAG.values() if isinstance(innmelding, slag.modell))
