"""Permit and places as facts: how long the permit holds, whom to call, and where the person lived before."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.familiemodell import FamilieUte
from bosetting.person.models import Person, Sak
from imdinett.kjerne import klokke
from imdinett.web import norsk
from imdinett.web.komponent import Merke, Rad


# ---- the permit
def gyldighetsmerke(sak: Sak) -> Merke | None:
    """Does the permit run out before the person is settled, or so soon after that it must be renewed first?"""
    til, bosatt = sak.tillatelse_gyldig_til, sak.bosettingsdato or _bosettes(sak)
    if til is None:
        return None
    if til < klokke.today():
        return Merke(_("Gått ut"), "danger")
    if bosatt and til < bosatt:
        tekst = _("Går ut før bosettingsdatoen") if sak.bosettingsdato else _("Går ut før bosettingsuken")
        return Merke(tekst, "danger")
    fra = bosatt or klokke.today()
    if til > fra + timedelta(days=klokke.fra_dato(settings.TILLATELSE_MERKES_DAGER, fra)):
        return None
    if sak.bosettingsdato:
        return Merke(_("Går ut kort tid etter bosettingsdatoen"), "warning")
    return Merke(_("Går ut snart"), "warning")


def _bosettes(sak: Sak) -> date | None:
    """The week that the kommune has asked for, while there is no date."""
    if sak.bosettingsuke is None or sak.bosettingsuke_aar is None:
        return None
    return klokke.mandag(sak.bosettingsuke_aar, sak.bosettingsuke)


def gyldighetsrad(sak: Sak) -> Rad:
    til = sak.tillatelse_gyldig_til
    return Rad(_("Gyldig til"), norsk.dato(til) if til else None, gyldighetsmerke(sak))


# ---- where
def kontaktrader(person: Person) -> list[Rad]:
    kontakt = ", ".join(del_ for del_ in (person.kontakt_navn, person.kontakt_telefon) if del_)
    return [
        Rad(_("Bor der fra"), norsk.dato(person.bosted_fra) if person.bosted_fra else None),
        Rad(_("Kontakt der"), kontakt),
    ]


def adresselinje(adresse: str, postnummer: str, poststed: str) -> str:
    return ", ".join(del_ for del_ in (adresse, f"{postnummer} {poststed}".strip()) if del_)


def tidligere_bosteder(person_id: int) -> list[Tidligerebosted]:
    """For those who may read of the person; newest first. One query."""
    return list(Tidligerebosted.objects.filter(person=person_id).select_related("enhet"))


def bostedshistorikk(gamle: Sequence[Tidligerebosted]) -> list[Rad]:
    return [Rad(_sted(ett), _tid(ett)) for ett in gamle]


def _sted(ett: Tidligerebosted) -> str:
    adresse = adresselinje(ett.adresse, ett.postnummer, ett.poststed)
    return ", ".join(del_ for del_ in (str(ett.enhet or ""), adresse) if del_)


def _tid(ett: Tidligerebosted) -> str:
    data = {"fra": norsk.dato(ett.fra_dato) if ett.fra_dato else "", "til": norsk.dato(ett.til_dato)}
    return (_("fra %(fra)s til %(til)s") if ett.fra_dato else _("til %(til)s")) % data


# ---- relatives abroad
def familie_ute(person_id: int) -> list[FamilieUte]:
    """For those who may read of the person. One query."""
    return list(FamilieUte.objects.filter(person=person_id))
