"""`overtakelse-avtale`: the kommuner's signed agreements, without which nobody there gets in (B-005)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services.avtaler import Signatur, registrer_avtale
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.radfil import Rad
from imdinett.kommune.models import Databehandleravtale, Kommune
from imdinett.overtakelse import celler
from imdinett.overtakelse.kommuner import Kommuneoppslag
from imdinett.overtakelse.slag import Avslag, Forskjell, Kilde, Slag, Tallrad, Utfall, krev_en_gang
from imdinett.tilgang.rettighet import Rettighet

AVTALE = "avtale"


@dataclass(frozen=True)
class Avtalerad:
    kommune: Kommune
    signatur: Signatur


def prov(bruker: Bruker, rader: Sequence[Rad]) -> Utfall:
    """One agreement per kommune. One that is here and says something else is never replaced from a file."""
    ut, kommuner, sett = Utfall(), Kommuneoppslag(), dict[int, int]()
    gjeldende = {rad.kommune_id: rad for rad in Databehandleravtale.objects.filter(opphevet_tid=None)}
    i_filen: dict[int, Kommune] = {}
    for rad in rader:
        try:
            ny = _tolk(rad.innhold, kommuner)
            krev_en_gang(sett, ny.kommune.pk, rad.linje)
        except Domenefeil as feil:
            ut.avviste.append(Avslag(rad.linje, rad.innhold, str(feil)))
            continue
        i_filen[ny.kommune.pk] = ny.kommune
        ulike = _forskjeller(ny.signatur, gjeldende.get(ny.kommune.pk))
        if ny.kommune.pk not in gjeldende:
            ut.inn.append(ny)
            ut.linjer.append(rad.linje)
        elif ulike:
            ut.avviste.append(Avslag(rad.linje, rad.innhold, _("Kommunen har alt en annen avtale."), ulike))
        else:
            ut.kjente.append(rad.linje)
    nye = {ny.kommune.pk for ny in ut.inn}
    ut.tall = [
        Tallrad(str(kommune), AVTALE, 1, int(pk in gjeldende), int(pk in gjeldende or pk in nye))
        for pk, kommune in i_filen.items()
    ]
    return ut


def _tolk(innhold: Mapping[str, str], kommuner: Kommuneoppslag) -> Avtalerad:
    signatur = Signatur(
        versjon=celler.krevd(_("Versjon"), innhold["versjon"], 20),
        dato=celler.krevd_dato(_("Signert dato"), innhold["signert_dato"]),
        av=celler.krevd(_("Signert av"), innhold["signert_av"], 100),
        referanse=celler.valgfri(_("Dokumentreferanse"), innhold["dokumentreferanse"], 60),
    )
    return Avtalerad(kommuner.finn(innhold["kommunenummer"]), signatur)


def _forskjeller(ny: Signatur, avtale: Databehandleravtale | None) -> tuple[Forskjell, ...]:
    """An empty reference says nothing."""
    if avtale is None:
        return ()
    felt = (
        (_("Versjon"), ny.versjon, avtale.versjon),
        (_("Signert dato"), ny.dato.isoformat(), avtale.signert_dato.isoformat()),
        (_("Signert av"), ny.av, avtale.signert_av),
        (_("Dokumentreferanse"), ny.referanse or avtale.referanse, avtale.referanse),
    )
    return tuple(Forskjell(navn, fil, system) for navn, fil, system in felt if fil != system)


def skriv(bruker: Bruker, kilde: Kilde, rader: Sequence[Avtalerad]) -> None:
    for rad in rader:
        registrer_avtale(bruker=bruker, kommune=rad.kommune, signatur=rad.signatur)


SLAG = Slag(
    kode="overtakelse-avtale",
    navn=gettext_lazy("Databehandleravtaler"),
    versjoner=frozenset({"2026-11-29"}),
    kolonner=("kommunenummer", "signert_dato", "signert_av", "dokumentreferanse", "versjon"),
    rettigheter=frozenset({Rettighet.AVTALE_SKRIV}),
    prov=prov,
    skriv=skriv,
    navn_paa=lambda hva: _("avtale"),
)
