"""What a list looks like to the kommune: the frozen facts in words, household by household (B-034).

Nothing here reads person, sak or kartlegging: what the page can show is what was frozen on the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.fordeling import queries, rules
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.states import Avslagskode, Linjetilstand, Listetilstand, Svar
from bosetting.innmelding.models import Bolig
from bosetting.innmelding.queries import som_passer
from bosetting.innmelding.rules import Behov
from bosetting.innmelding.slag import boligtekst
from bosetting.person.models import Kartlegging
from bosetting.person.states import Kategori, Kjonn, Relasjonstype
from imdinett.kjerne import klokke
from imdinett.web import norsk
from imdinett.web.komponent import Merke

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

MYNDIG = 18
_FARGE = {
    Listetilstand.UTKAST: "neutral",
    Listetilstand.SENDT: "info",
    Listetilstand.BESVART: "warning",
    Listetilstand.FERDIGBEHANDLET: "success",
    Listetilstand.TRUKKET: "neutral",
}


# ---- the list
def listemerker(liste: Fordelingsliste, *, delvis: bool = False) -> list[Merke]:
    """The list's state in a word, and how its frist stands. `delvis`: drafts exist, which only the kommune sees."""
    tilstand = Listetilstand(liste.tilstand)
    tekst = _("Delvis besvart") if delvis and tilstand == Listetilstand.SENDT else str(tilstand.label)
    merker = [Merke(tekst, _FARGE[tilstand])]
    if tilstand == Listetilstand.SENDT and liste.frist:
        merker.append(fristmerke(liste.frist.astimezone(klokke.OSLO).date()))
    return merker


def fristmerke(siste_dag: date) -> Merke:
    """B-035: past the frist is said in words; the list can still be answered."""
    dager = (siste_dag - klokke.today()).days
    if dager < 0:
        return Merke(ngettext("%(n)d dag over fristen", "%(n)d dager over fristen", -dager) % {"n": -dager}, "danger")
    if dager == 0:
        return Merke(_("Frist i dag"), "warning")
    return Merke(ngettext("%(n)d dag igjen", "%(n)d dager igjen", dager) % {"n": dager}, "neutral")


def storrelse(personer: int, husstander: int) -> str:
    """4 personer i 2 husstander"""
    p = ngettext("%(n)d person", "%(n)d personer", personer) % {"n": personer}
    h = ngettext("%(n)d husstand", "%(n)d husstander", husstander) % {"n": husstander}
    return _("%(personer)s i %(husstander)s") % {"personer": p, "husstander": h}


# ---- the household
@dataclass(frozen=True)
class Personkort:
    betegnelse: str
    kjonn: str
    fodselsaar: int | None
    statsborgerskap: str
    sprak: str
    kompetanse: tuple[str, ...]
    behov: tuple[str, ...]
    familie: str
    trukket: str

    @property
    def er_trukket(self) -> bool:
        return bool(self.trukket)


@dataclass(frozen=True)
class Boligvalg:
    """A free home that suits a household, and its page."""

    tekst: str
    url: str


@dataclass(frozen=True)
class Husstandskort:
    svar: Husstandssvar
    personer: tuple[Personkort, ...]
    kategori: str
    periode: str
    vindu: rules.Ukevindu
    kan_besvares: bool
    er_trukket: bool
    mangel: str
    boliger: tuple[Boligvalg, ...] = ()

    @property
    def bokstav(self) -> str:
        return self.svar.bokstav

    @property
    def navn(self) -> str:
        """Husstand A, 3 personer. Those who are recalled are counted only when the whole household is."""
        n = len([person for person in self.personer if not person.er_trukket]) or len(self.personer)
        antall = ngettext("%(n)d person", "%(n)d personer", n) % {"n": n}
        return _("Husstand %(bokstav)s, %(antall)s") % {"bokstav": self.bokstav, "antall": antall}

    @property
    def navn_i_setning(self) -> str:
        return self.navn[:1].lower() + self.navn[1:]

    @property
    def merke(self) -> Merke:
        if self.er_trukket:
            return Merke(_("Trukket"), "neutral")
        if self.kan_besvares and self.svar.svar == Svar.NEI and not self.svar.begrunnelse:
            return Merke(_("Mangler begrunnelse"), "danger")
        if not self.svar.svar:
            return Merke(_("Ikke besvart"), "neutral")
        return Merke(str(Svar(self.svar.svar).label), "success" if self.svar.svar == Svar.JA else "warning")

    @property
    def svartekst(self) -> str:
        return svartekst(self.svar)

    @property
    def avtrykk(self) -> str:
        rad = self.svar
        return rules.avtrykk(rad.svar, rad.bosettingsuke_aar, rad.bosettingsuke, rad.avslagskode, rad.begrunnelse)


def svartekst(svar: Husstandssvar) -> str:
    """Ja, uke 51, 2026 (14.–20. desember) · Nei, mangler bolig: …"""
    if svar.svar == Svar.JA:
        uke = queries.uke_av(svar)
        return _("Ja, %(uke)s") % {"uke": uketekst(uke)} if uke else _("Ja")
    if svar.svar == Svar.NEI:
        aarsak = str(Avslagskode(svar.avslagskode).label).lower() if svar.avslagskode else ""
        return ": ".join(filter(None, [", ".join(filter(None, [_("Nei"), aarsak])), svar.begrunnelse]))
    return _("Ikke besvart")


def uketekst(uke: tuple[int, int]) -> str:
    tekst = norsk.uke_med_dager(klokke.mandag(*uke))
    return tekst[:1].lower() + tekst[1:]


def husstandskort(liste: Fordelingsliste, bruker: "tilgang.Hvem", boliger: Sequence[Bolig] = ()) -> list[Husstandskort]:
    """Every household of the list as the kommune sees it, drafts too. One query whatever its size.

    `boliger`: the kommune's free homes; each household gets those that suit it (W-10).
    """
    return [_kort(liste, svar, linjer, boliger) for svar, linjer in _husstander(liste, bruker)]


def husstandskort_uten_utkast(liste: Fordelingsliste, bruker: "tilgang.Hvem") -> list[Husstandskort]:
    """The answers as IMDi and the API see them: a draft is for the kommune's own pages until Godkjenn (decision 23)."""
    par = _husstander(liste, bruker)
    for svar, _linjer in par:
        if svar.godkjent_tid is None:
            svar.svar = svar.avslagskode = svar.begrunnelse = ""
            svar.bosettingsuke_aar = svar.bosettingsuke = None
    return [_kort(liste, svar, linjer) for svar, linjer in par]


def _husstander(liste: Fordelingsliste, bruker: "tilgang.Hvem") -> list[tuple[Husstandssvar, list[Fordelingslinje]]]:
    synlige = Fordelingslinje.objects.all().synlig_for(bruker).filter(liste=liste)
    linjer = synlige.select_related("husstandssvar__endret_av").order_by("pk")
    samlet: dict[int, tuple[Husstandssvar, list[Fordelingslinje]]] = {}
    for linje in linjer:
        samlet.setdefault(linje.husstandssvar_id, (linje.husstandssvar, []))[1].append(linje)
    return sorted(samlet.values(), key=lambda par: par[0].bokstav)


def _kort(
    liste: Fordelingsliste,
    svar: Husstandssvar,
    linjer: Sequence[Fordelingslinje],
    boliger: Sequence[Bolig] = (),
) -> Husstandskort:
    venter = any(linje.tilstand == Linjetilstand.VENTER for linje in linjer)
    return Husstandskort(
        svar=svar,
        personer=tuple(_personkort(linje) for linje in linjer),
        kategori=_kategori(linjer),
        periode=_periode(linjer),
        vindu=queries.vindu_for(linjer),
        kan_besvares=venter and liste.tilstand == Listetilstand.SENDT,
        er_trukket=all(linje.tilstand == Linjetilstand.TRUKKET for linje in linjer),
        mangel=queries.mangel_i(svar, linjer) if venter else "",
        boliger=_boliger(liste, svar, linjer, boliger) if venter else (),
    )


def _boliger(
    liste: Fordelingsliste, svar: Husstandssvar, linjer: Sequence[Fordelingslinje], boliger: Sequence[Bolig]
) -> tuple[Boligvalg, ...]:
    """W-10: on the frozen facts, like everything here. The week of the draft decides whether a home is free in time."""
    uke = queries.uke_av(svar)
    behov = Behov(
        personer=sum(linje.tilstand != Linjetilstand.TRUKKET for linje in linjer),
        er_em=any(linje.fakta["er_em"] for linje in linjer),
        siste_dag=klokke.mandag(*uke) + timedelta(days=6) if uke else None,
    )
    nummer = liste.kommune.nummer
    return tuple(
        Boligvalg(boligtekst(bolig), reverse("innmelding", args=[nummer, "bolig", bolig.pk]))
        for bolig in som_passer(boliger, behov)
    )


def _kategori(linjer: Sequence[Fordelingslinje]) -> str:
    koder = dict.fromkeys(linje.fakta["kategori"] for linje in linjer)
    navn = [str(Kategori(kode).label) for kode in koder]
    if any(linje.fakta["er_em"] for linje in linjer):
        navn.append(_("enslig mindreårig"))
    return ", ".join(navn)


def _periode(linjer: Sequence[Fordelingslinje]) -> str:
    """When a refugee who comes from abroad may come; empty for the others."""
    tidligst = [linje.fakta["tidligst_ankomst"] for linje in linjer if linje.fakta["tidligst_ankomst"]]
    frist = [linje.fakta["innreisefrist"] for linje in linjer if linje.fakta["innreisefrist"]]
    deler = []
    if tidligst:
        deler.append(_("Tidligst mulig ankomst %(dag)s") % {"dag": norsk.dato(date.fromisoformat(max(tidligst)))})
    if frist:
        deler.append(_("innreisefrist %(dag)s") % {"dag": norsk.dato(date.fromisoformat(min(frist)))})
    return ", ".join(deler)


# ---- the person
def _personkort(linje: Fordelingslinje) -> Personkort:
    fakta = linje.fakta
    return Personkort(
        betegnelse=linje.betegnelse,
        kjonn=kjonnstekst(fakta["kjonn"], fakta["fodselsaar"]),
        fodselsaar=fakta["fodselsaar"],
        statsborgerskap=fakta["statsborgerskap"],
        sprak=_sprak(fakta),
        kompetanse=tuple(filter(None, [fakta["utdanning"], fakta["yrke"], fakta["planer"], _mangler(fakta)])),
        behov=tuple(filter(None, [fakta["behov"], fakta["helse"]])),
        familie=", ".join(familietekst(rad) for rad in fakta["familie"]),
        trukket=trukkettekst(linje) if linje.tilstand == Linjetilstand.TRUKKET else "",
    )


def _mangler(fakta: dict[str, Any]) -> str:
    """W-19: what nobody has asked yet. Lists sent before the mark was kept say nothing."""
    navn = [str(Kartlegging._meta.get_field(felt).verbose_name) for felt in fakta.get("mangler", ())]  # type: ignore[union-attr]
    return _("Ikke kartlagt ennå: %(felt)s") % {"felt": ", ".join(navn)} if navn else ""


def kjonnstekst(kode: str, fodselsaar: int) -> str:
    barn = klokke.today().year - fodselsaar < MYNDIG
    if barn and kode in (Kjonn.KVINNE, Kjonn.MANN):
        return _("Jente") if kode == Kjonn.KVINNE else _("Gutt")
    return str(Kjonn(kode).label)


def _sprak(fakta: dict[str, Any]) -> str:
    sprak = ", ".join(fakta["sprak"])
    tolk = fakta["tolkesprak"]
    return (
        sprak
        if not tolk or tolk in fakta["sprak"]
        else _("%(sprak)s (tolk: %(tolk)s)") % {"sprak": sprak, "tolk": tolk}
    )


def familietekst(rad: dict[str, str]) -> str:
    """barn av A1 · mor eller far til A3"""
    data = {"type": str(Relasjonstype(rad["type"]).label), "til": rad["til"]}
    if rad["type"] == Relasjonstype.BARN:
        return _("%(type)s av %(til)s") % data
    return _("%(type)s til %(til)s") % data


def trukkettekst(linje: Fordelingslinje) -> str:
    """B-039: when and why, beside what is struck out."""
    assert linje.trukket_tid
    return _("Trukket av IMDi %(dag)s: %(grunn)s") % {
        "dag": norsk.dato(linje.trukket_tid),
        "grunn": linje.trukket_grunn,
    }
