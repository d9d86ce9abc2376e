"""What one search finds, as far as the user may know: no hit and no access look the same."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from bosetting.fordeling.models import Fordelingsliste
from bosetting.person import navneform
from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.visning import traff_tidligere
from imdinett.kjerne import nummer
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

TREFF_MAKS = 50


@dataclass(frozen=True)
class Funn:
    lister: list[Fordelingsliste] = field(default_factory=list)
    kommuner: list[Kommune] = field(default_factory=list)
    saker: list[Sak] = field(default_factory=list)
    personer: list[Sak] = field(default_factory=list)
    flere: bool = False
    tekst: str = ""

    @property
    def antall(self) -> int:
        return len(self.lister) + len(self.kommuner) + len(self.saker) + len(self.personer)

    @property
    def personrader(self) -> list[tuple[Sak, str]]:
        """Each person found, and what number it was that found them when it is not the one they have now."""
        return [(sak, traff_tidligere(sak.person, self.tekst)) for sak in self.personer]


def sok(tekst: str, bruker: "tilgang.Hvem") -> Funn:
    """At most four queries."""
    tekst = " ".join(tekst.split())
    personer = list(_personer(tekst, bruker)[: TREFF_MAKS + 1])
    return Funn(
        lister=_lister(tekst, bruker),
        kommuner=_kommuner(tekst, bruker),
        saker=_saker(tekst, bruker),
        personer=personer[:TREFF_MAKS],
        flere=len(personer) > TREFF_MAKS,
        tekst=tekst,
    )


def _lister(tekst: str, bruker: "tilgang.Hvem") -> list[Fordelingsliste]:
    if not re.fullmatch(r"\d{4}-\d{1,6}", tekst) or not tilgang.har(bruker, Rettighet.FORDELING_LES):
        return []
    lister = Fordelingsliste.objects.all().synlig_for(bruker).filter(nummer=tekst)
    return list(lister.select_related("kommune"))


def _kommuner(tekst: str, bruker: "tilgang.Hvem") -> list[Kommune]:
    if not tilgang.har(bruker, Rettighet.KOMMUNE_LES):
        return []
    egne = tilgang.avgrens(Kommune.objects.gyldige(), bruker, Rettighet.KOMMUNE_LES, "pk")
    if re.fullmatch(r"\d{4}", tekst):
        return list(egne.filter(nummer=tekst))
    treff = egne.filter(visningsnavn__icontains=tekst) if not any(tegn.isdigit() for tegn in tekst) else egne.none()
    return list(treff.order_by("visningsnavn")[:TREFF_MAKS])


def _saker(tekst: str, bruker: "tilgang.Hvem") -> list[Sak]:
    """By number: of the case, or of the household."""
    if " " in tekst:
        return []
    rader = _mine(bruker).filter(Q(nummer__iexact=tekst) | Q(husstand__nummer__iexact=tekst))
    return list(rader.order_by("pk")[:TREFF_MAKS])


def _mine(bruker: "tilgang.Hvem") -> SakQuerySet:
    """Own kommune's open folders; IMDi the country; of protected persons the group's."""
    return Sak.objects.all().synlig_for(bruker).select_related("person", "kommune", "husstand")


def _personer(tekst: str, bruker: "tilgang.Hvem") -> SakQuerySet:
    """By a number now or before, birth date, or by words that are all in the name, however they are spelt."""
    saker = _mine(bruker).order_by("person__etternavn", "person__fornavn", "pk")
    dag, siffer = fodselsdato(tekst), nummer.bare_siffer(tekst)
    if dag:
        return saker.filter(person__fodselsdato=dag)
    if siffer.isdigit():
        return saker.med_nummer(siffer)
    ord_ = navneform.ordene(tekst)
    if not ord_:
        return saker.none()
    for ett in ord_:
        skjelett = navneform.skjelett(ett)
        vilkaar = Q(person__sokenavn__contains=f" {ett}")
        if len(skjelett) >= navneform.MINSTE_SKJELETT:
            vilkaar |= Q(person__sokenavn__contains=f"~{skjelett} ")
        saker = saker.filter(vilkaar)
    return saker


def fodselsdato(tekst: str) -> date | None:
    """12.03.1985, 12.3.1985, 12031985 or 1985-03-12."""
    treff = re.fullmatch(r"(\d{1,2})[. ](\d{1,2})[. ](\d{4})|(\d{2})(\d{2})(\d{4})", tekst)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", tekst)
    if treff:
        dag, maaned, aar = (int(del_) for del_ in treff.groups() if del_ is not None)
    elif iso:
        aar, maaned, dag = (int(del_) for del_ in iso.groups())
    else:
        return None
    try:
        return date(aar, maaned, dag)
    except ValueError:
        return None
