"""What a row says and what the system has, field by field, by the names of the file's columns."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bosetting.overtakelse.sakfil import Sakrad
from bosetting.person.models import Kartlegging, Person
from bosetting.person.states import Sakstilstand
from imdinett.kjerne import klokke
from imdinett.overtakelse.slag import Forskjell

# Not kept when a case has ended.
_MENS_DEN_VARER = frozenset({"plassaar", "utsokingsdato"})


def forskjeller(rad: Sakrad, person: Person) -> tuple[Forskjell, ...]:
    """Where they contradict each other. An empty cell says nothing."""
    fil, system = _i_filen(rad), _i_systemet(person)
    uten = _MENS_DEN_VARER if person.sak.tilstand == Sakstilstand.AVSLUTTET else frozenset()
    return tuple(
        Forskjell(navn, verdi, system[navn])
        for navn, verdi in fil.items()
        if rad.innhold[navn] and navn not in uten and verdi != system[navn]
    )


def _i_filen(rad: Sakrad) -> Mapping[str, str]:
    person, ny = rad.person, rad.person.ny
    return _tekster(
        fornavn=ny.fornavn,
        etternavn=ny.etternavn,
        fodselsdato=ny.fodselsdato,
        kjonn=ny.kjonn,
        statsborgerskap=ny.statsborgerskap,
        kategori=ny.kategori,
        enslig_mindrearig=ny.er_em,
        representant=ny.representant_navn,
        representant_adresse=ny.representant_adresse,
        representant_postnummer=ny.representant_postnummer,
        representant_poststed=ny.representant_poststed,
        adresse=ny.adresse,
        postnummer=ny.postnummer,
        poststed=ny.poststed,
        tillatelse=person.tillatelse and person.tillatelse.type,
        tillatelsesdato=person.tillatelse and person.tillatelse.dato,
        mottak=ny.mottak,
        kartlagt_dato=person.kartlagt_dato,
        morsmaal=person.morsmaal,
        klar_dato=person.klar_dato,
        tilstand=rad.tilstand,
        kommunenummer=rad.kommune and rad.kommune.nummer,
        plassaar=rad.plassaar,
        utsokingsdato=rad.utsokingsdato,
        bosettingsdato=rad.bosettingsdato,
        avslutningsgrunn=rad.grunn,
        avsluttet_dato=rad.avsluttet_dato,
    )


def _i_systemet(person: Person) -> Mapping[str, str]:
    sak = person.sak
    kartlegging: Kartlegging | None = getattr(sak, "kartlegging", None)
    slutt = getattr(sak, "avslutning", None)
    kommune = slutt.kommune if slutt else sak.kommune
    return _tekster(
        fornavn=person.fornavn,
        etternavn=person.etternavn,
        fodselsdato=person.fodselsdato,
        kjonn=person.kjonn,
        statsborgerskap=person.statsborgerskap,
        kategori=sak.kategori,
        enslig_mindrearig=sak.er_em,
        representant=person.representant_navn,
        representant_adresse=person.representant_adresse,
        representant_postnummer=person.representant_postnummer,
        representant_poststed=person.representant_poststed,
        adresse=person.adresse,
        postnummer=person.postnummer,
        poststed=person.poststed,
        tillatelse=sak.tillatelse_type,
        tillatelsesdato=sak.tillatelse_dato,
        mottak=sak.mottak,
        kartlagt_dato=kartlegging and (kartlegging.samtale_dato or kartlegging.soknad_dato),
        morsmaal=kartlegging and kartlegging.morsmaal,
        klar_dato=sak.klar_tid and klokke.dag(sak.klar_tid),
        tilstand=sak.tilstand,
        kommunenummer=kommune and kommune.nummer,
        plassaar=sak.plassaar,
        utsokingsdato=sak.utsokingsdato,
        bosettingsdato=slutt.bosettingsdato if slutt else sak.bosettingsdato,
        avslutningsgrunn=slutt and slutt.grunn,
        avsluttet_dato=slutt and slutt.dato,
    )


def _tekster(**verdier: Any) -> dict[str, str]:
    return {navn: _tekst(verdi) for navn, verdi in verdier.items()}


def _tekst(verdi: Any) -> str:
    if isinstance(verdi, bool):
        return "ja" if verdi else "nei"
    if isinstance(verdi, date):
        return verdi.isoformat()
    return "" if verdi is None else str(verdi)


def med_alt() -> Any:
    """Persons with what is compared, in one query."""
    return Person.objects.select_related(
        "husstand", "sak__kommune", "sak__mottak", "sak__kartlegging", "sak__avslutning__kommune"
    )
