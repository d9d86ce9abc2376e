"""Reads over lists: what is locked before a write, what the kommune is shown, what an answer lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bosetting.fordeling import rules
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.states import Linjetilstand
from bosetting.person import rules as person_rules
from bosetting.person.models import Familierelasjon, Sak
from bosetting.person.states import Kategori


# ---- locks, always in the order kommune → liste → linje → sak
def laas_liste(liste_id: int) -> Fordelingsliste:
    return Fordelingsliste.objects.select_for_update(of=("self",)).select_related("kommune").get(pk=liste_id)


def laas_linjer(liste: Fordelingsliste) -> list[Fordelingslinje]:
    """The list's lines, oldest first, each with its sak locked."""
    qs = Fordelingslinje.objects.select_for_update(of=("self",)).filter(liste=liste).order_by("pk")
    linjer = list(qs)
    saker = {sak.pk: sak for sak in _laas_saker([linje.sak_id for linje in linjer])}
    for linje in linjer:
        linje.sak = saker[linje.sak_id]
    return linjer


def _laas_saker(ider: Sequence[int]) -> list[Sak]:
    qs = Sak.objects.select_for_update(of=("self",)).filter(pk__in=ider).order_by("pk")
    return list(qs.select_related("person", "kartlegging"))


# ---- what an answer lacks
@dataclass(frozen=True)
class Mangel:
    bokstav: str
    tekst: str

    def __str__(self) -> str:
        return _("Husstand %(bokstav)s %(tekst)s") % {"bokstav": self.bokstav, "tekst": self.tekst}


def mangler(svarene: Sequence[Husstandssvar], linjer: Sequence[Fordelingslinje]) -> list[Mangel]:
    """B-036, B-037, B-065: everything that stops Godkjenn, household by household. Recalled ones need no answer."""
    ut = []
    for svar in svarene:
        egne = [linje for linje in linjer if linje.husstandssvar_id == svar.pk]
        tekst = mangel_i(svar, egne) if any(linje.tilstand == Linjetilstand.VENTER for linje in egne) else ""
        if tekst:
            ut.append(Mangel(svar.bokstav, tekst))
    return ut


def mangel_i(svar: Husstandssvar, linjer: Sequence[Fordelingslinje]) -> str:
    return rules.mangel(
        svar=svar.svar,
        uke=uke_av(svar),
        kode=svar.avslagskode,
        begrunnelse=svar.begrunnelse,
        vindu=vindu_for(linjer),
    )


def uke_av(svar: Husstandssvar) -> tuple[int, int] | None:
    if svar.bosettingsuke is None or svar.bosettingsuke_aar is None:
        return None
    return svar.bosettingsuke_aar, svar.bosettingsuke


def vindu_for(linjer: Sequence[Fordelingslinje]) -> rules.Ukevindu:
    """B-065, on the facts that the kommune was shown."""
    perioder = [
        (_dato(linje.fakta.get("tidligst_ankomst")), _dato(linje.fakta.get("innreisefrist"))) for linje in linjer
    ]
    kreves = any(linje.fakta.get("kategori") == Kategori.OVERFORINGSFLYKTNING for linje in linjer)
    return rules.ukevindu(perioder, kreves=kreves)


def _dato(verdi: Any) -> date | None:
    return date.fromisoformat(verdi) if verdi else None


# ---- what the kommune is shown before its answer
def frys_fakta(linjer: Sequence[Fordelingslinje]) -> None:
    """B-034: put the anonymised facts on each line. Explicit keys, nothing that says who it is (D2 only)."""
    betegnelser = {linje.sak.person_id: linje.betegnelse for linje in linjer}
    slekt = Familierelasjon.objects.filter(person__in=betegnelser, slektning__in=betegnelser).order_by("pk")
    familie: dict[int, list[dict[str, str]]] = {}
    for rad in slekt:
        familie.setdefault(rad.slektning_id, []).append({"type": rad.type, "til": betegnelser[rad.person_id]})
    for linje in linjer:
        linje.fakta = fakta_om(linje.sak, familie.get(linje.sak.person_id, []))


def fakta_om(sak: Sak, familie: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """The whole of what a kommune may know of a person before its answer."""
    person, kartlegging = sak.person, getattr(sak, "kartlegging", None)
    return {
        "kjonn": person.kjonn,
        "fodselsaar": person.fodselsdato.year,
        "statsborgerskap": person.statsborgerskap,
        "sprak": _sprak(kartlegging),
        "tolkesprak": kartlegging.tolkesprak if kartlegging else "",
        "utdanning": kartlegging.utdanning if kartlegging else "",
        "yrke": kartlegging.yrke if kartlegging else "",
        "planer": kartlegging.planer if kartlegging else "",
        "mangler": person_rules.mangler(kartlegging, person.fodselsdato) if kartlegging else [],
        "behov": kartlegging.tilretteleggingsbehov if kartlegging else "",
        "helse": kartlegging.behov_for_helsetjenester if kartlegging and kartlegging.helse_samtykke else "",
        "familie": sorted(familie, key=lambda rad: rad["til"]),
        "kategori": sak.kategori,
        "er_em": sak.er_em,
        "tidligst_ankomst": sak.tidligst_ankomst.isoformat() if sak.tidligst_ankomst else None,
        "innreisefrist": sak.innreisefrist.isoformat() if sak.innreisefrist else None,
    }


def _sprak(kartlegging: Any) -> list[str]:
    return [kartlegging.morsmaal, *kartlegging.andre_sprak] if kartlegging else []
