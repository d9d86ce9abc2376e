"""What a list looks like to the kommune: the frozen facts in words, household by household (B-034).

Nothing here reads person, sak or kartlegging: what the page can show is what was frozen on the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.fordeling import queries, rules
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar, Sporsmaal
from bosetting.fordeling.personkort import Personkort, personkort
from bosetting.fordeling.states import Avslagskode, Linjetilstand, Listetilstand, Svar
from bosetting.innmelding.models import Bolig
from bosetting.innmelding.queries import som_passer
from bosetting.innmelding.rules import Behov
from bosetting.innmelding.slag import boligtekst
from bosetting.person.states import Kategori
from imdinett.kjerne import klokke
from imdinett.web import norsk
from imdinett.web.komponent import Merke

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

_FARGE = {
    Listetilstand.UTKAST: "neutral",
    Listetilstand.SENDT: "info",
    Listetilstand.BESVART: "warning",
    Listetilstand.FERDIGBEHANDLET: "success",
    Listetilstand.TRUKKET: "neutral",
}


# ---- the list
def listemerker(liste: Fordelingsliste, *, venter: bool, delvis: bool = False) -> list[Merke]:
    """The list's state in a word, and how its frist stands. `venter`: a question waits for IMDi's answer (W-14).
    `delvis`: drafts exist, which only the kommune sees."""
    tilstand = Listetilstand(liste.tilstand)
    tekst = _("Delvis besvart") if delvis and tilstand == Listetilstand.SENDT else str(tilstand.label)
    merker = [Merke(tekst, _FARGE[tilstand])]
    if tilstand == Listetilstand.SENDT and venter:
        merker.append(Merke(_("Venter på svar fra IMDi"), "info"))
    elif tilstand == Listetilstand.SENDT and liste.frist:
        merker.append(fristmerke(klokke.dag(liste.frist)))
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
    sporsmaal: tuple[Sporsmaal, ...] = ()
    fakta: tuple[dict[str, Any], ...] = ()
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
        return norsk.i_setning(self.navn)

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
    def har_aapent_sporsmaal(self) -> bool:
        """W-14: the kommune waits for IMDi, and its frist for the household stands still."""
        return any(ett.er_aapent for ett in self.sporsmaal)

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
    return norsk.i_setning(norsk.uke_med_dager(klokke.mandag(*uke)))


def husstandskort(liste: Fordelingsliste, bruker: "tilgang.Hvem", boliger: Sequence[Bolig] = ()) -> list[Husstandskort]:
    """Every household of the list as the kommune sees it, drafts too. Two queries whatever its size.

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
    sporsmaal = Sporsmaal.objects.select_related("spurt_av", "avsluttet_av")
    dialog = Prefetch("husstandssvar__sporsmaal", queryset=sporsmaal.order_by("spurt_tid", "pk"))
    linjer = synlige.select_related("husstandssvar__endret_av").prefetch_related(dialog).order_by("pk")
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
        personer=tuple(personkort(linje) for linje in linjer),
        kategori=_kategori(linjer),
        periode=_periode(linjer),
        vindu=queries.vindu_for(linjer),
        kan_besvares=venter and liste.tilstand == Listetilstand.SENDT,
        er_trukket=all(linje.tilstand == Linjetilstand.TRUKKET for linje in linjer),
        mangel=queries.mangel_i(svar, linjer) if venter else "",
        sporsmaal=tuple(svar.sporsmaal.all()),
        fakta=tuple(linje.fakta for linje in linjer if linje.tilstand != Linjetilstand.TRUKKET),
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
