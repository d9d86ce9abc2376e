"""Collects the packages' models for Django. Nobody imports from here."""

from bosetting.ankomst.models import Ankomst
from bosetting.anmodning.models import Anmodning, Anmodningsrunde, Kommunevedtak, Plassbok, Plassendring
from bosetting.bosatt.models import Bosetting, Datoimport, Importrad
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.person.models import Avvik, Familierelasjon, Husstand, Kartlegging, Person, Sak
from bosetting.person.skjermingsmodell import Graderingsendring, Skjermingsmedlem
from bosetting.rapport.models import PublisertNasjonalt, PublisertTall, Rapportbit, Rapportfil
from bosetting.soknad.models import Privatsoknad
from bosetting.vedtak.models import Bosettingsvedtak

__all__ = [
    "Ankomst",
    "Anmodning",
    "Anmodningsrunde",
    "Avvik",
    "Bosetting",
    "Bosettingsvedtak",
    "Datoimport",
    "Familierelasjon",
    "Fordelingslinje",
    "Fordelingsliste",
    "Graderingsendring",
    "Husstand",
    "Husstandssvar",
    "Importrad",
    "Kartlegging",
    "Kommunevedtak",
    "Person",
    "Plassbok",
    "Plassendring",
    "Privatsoknad",
    "PublisertNasjonalt",
    "PublisertTall",
    "Rapportbit",
    "Rapportfil",
    "Sak",
    "Skjermingsmedlem",
]
