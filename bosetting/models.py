"""Collects the packages' models for Django. Nobody imports from here."""

from bosetting.ankomst.models import Ankomst
from bosetting.anmodning.modell.models import (
    Kriteriemal,
    Kriterieverdi,
    Modelltall,
    Rundekriterium,
    Variant,
    Variantkommune,
    Variantvekt,
)
from bosetting.anmodning.models import Anmodning, Anmodningsrunde, Kommunevedtak, Plassbok, Plassendring
from bosetting.avstemming.models import Avstemming, Avstemmingssvar
from bosetting.bosatt.models import Avslutning, Bosetting, Mappedokument, Notat, Onskesvar
from bosetting.folkeregister.models import Bosted, Folkeregisterpeker, Folkeregisterstatus
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar, Sporsmaal
from bosetting.innlesing.models import Datoimport, Folkeregisterside, Importrad, Lestrad
from bosetting.innmelding.models import (
    BestemtPerson,
    Bolig,
    Boligfil,
    EmKapasitet,
    Kommuneprofil,
    Plassinnmelding,
    Selvbosettingsregel,
)
from bosetting.innsynskopi.models import Innsynskopi
from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.familiemodell import FamilieUte
from bosetting.person.models import Avvik, Familierelasjon, Husstand, Kartlegging, Person, Sak
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.person.skjermingsmodell import Graderingsendring, Skjermingsmedlem
from bosetting.rapport.models import PublisertNasjonalt, PublisertTall, Rapportbit, Rapportfil
from bosetting.sok.models import Sok
from bosetting.soknad.models import Privatsoknad
from bosetting.tidsplan.models import Maanedsplan, Tidsplanforesporsel, Tidsplansvar
from bosetting.vedtak.models import Bosettingsvedtak

__all__ = [
    "Ankomst",
    "Anmodning",
    "Anmodningsrunde",
    "Avslutning",
    "Avstemming",
    "Avstemmingssvar",
    "Avvik",
    "BestemtPerson",
    "Bolig",
    "Boligfil",
    "Bosetting",
    "Bosettingsvedtak",
    "Bosted",
    "Datoimport",
    "EmKapasitet",
    "FamilieUte",
    "Familierelasjon",
    "Folkeregisterpeker",
    "Folkeregisterside",
    "Folkeregisterstatus",
    "Fordelingslinje",
    "Fordelingsliste",
    "Graderingsendring",
    "Husstand",
    "Husstandssvar",
    "Importrad",
    "Innsynskopi",
    "Kartlegging",
    "Kommuneprofil",
    "Kommunevedtak",
    "Kriteriemal",
    "Kriterieverdi",
    "Lestrad",
    "Maanedsplan",
    "Mappedokument",
    "Modelltall",
    "Notat",
    "Onskesvar",
    "Person",
    "Plassbok",
    "Plassendring",
    "Plassinnmelding",
    "Privatsoknad",
    "PublisertNasjonalt",
    "PublisertTall",
    "Rapportbit",
    "Rapportfil",
    "Rundekriterium",
    "Sak",
    "Selvbosettingsregel",
    "Skjermingsmedlem",
    "Sok",
    "Sporsmaal",
    "Tidligerebosted",
    "Tidligerenummer",
    "Tidsplanforesporsel",
    "Tidsplansvar",
    "Variant",
    "Variantkommune",
    "Variantvekt",
]
