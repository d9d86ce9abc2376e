"""Who somebody is, with whom, where, and what the samtale found."""

from django.utils.translation import gettext_lazy as _

from bosetting.bosatt import mappe_queries as mappe
from bosetting.bosatt.models import Onskesvar
from bosetting.folkeregister.models import Bosted, Folkeregisterstatus
from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.familiemodell import FamilieUte
from bosetting.person.models import Familierelasjon, Husstand, Kartlegging, Person, Sak
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.samling import lesing, ord
from bosetting.samling.kilde import Kilde
from bosetting.samling.states import Grunn
from imdinett.tilgang import tilgang

_REPRESENTANT = "representant_navn representant_adresse representant_postnummer representant_poststed"
_BOSTED = "adresse postnummer poststed bosted_fra kontakt_navn kontakt_telefon"
_HELSE = "behov_for_helsetjenester helse_samtykke saerlige_forhold saerlige_forhold_grunn"
_ANDRES_ADRESSE = ("representant_adresse", "representant_postnummer", "representant_poststed")


def personen(sak: Sak, _bruker: "tilgang.Hvem | None" = None) -> list[Person]:
    return [sak.person]


IDENTITET = (
    Kilde(
        "person",
        "identitet",
        _("Personen"),
        Person,
        personen,
        personen,
        uten={"sokenavn": Grunn.TEKNISK},
        mappe_uten="sokenavn",
        vis={"duf_nummer": ord.duf},
        sladdes=False,
    ),
    Kilde(
        "representant",
        "identitet",
        _("Representant"),
        Person,
        personen,
        personen,
        bare=_REPRESENTANT,
        uten=dict.fromkeys(_ANDRES_ADRESSE, Grunn.ANDRE),
        sladdes=False,
    ),
    Kilde(
        "tidligere_numre",
        "identitet",
        _("Tidligere numre"),
        Tidligerenummer,
        lambda sak: Tidligerenummer.objects.filter(person=sak.person_id),
        lambda sak, _bruker: Tidligerenummer.objects.filter(person=sak.person_id),
        ogsaa="gjaldt_til kilde",
        tabell=True,
        sladdes=False,
    ),
)
FAMILIE = (
    Kilde(
        "husstand",
        "familie",
        _("Husstanden"),
        Husstand,
        lambda sak: [sak.husstand],
        lambda sak, _bruker: [sak.husstand],
        ogsaa="nummer opprettet_tid",
        regnet={"antall_personer": lesing.antall_personer},
        mappe_uten="overstyring opprettet_tid antall_personer",
        navn={"antall_personer": _("Personer i husstanden")},
    ),
    Kilde(
        "slekt",
        "familie",
        _("Familie som også har en sak"),
        Familierelasjon,
        lesing.slekt,
        bare="type",
        regnet={"i_husstanden": lesing.i_husstanden},
        navn={"i_husstanden": _("I samme husstand")},
        tabell=True,
    ),
    Kilde(
        "familie",
        "familie",
        _("Familie og husstand"),
        Familierelasjon,
        synlige=mappe.familie,
        bare="",
        regnet={navn: lesing.felt(navn) for navn in ("navn", "slektskap", "fodselsdato", "status", "i_husstanden")},
        navn=ord.SLEKTNING,
        tabell=True,
    ),
    Kilde(
        "familie_ute",
        "familie",
        _("Familie i utlandet"),
        FamilieUte,
        lambda sak: FamilieUte.objects.filter(person=sak.person_id),
        lambda sak, _bruker: FamilieUte.objects.filter(person=sak.person_id),
        ogsaa="registrert_tid",
        uten={"navn": Grunn.ANDRE, "fodselsaar": Grunn.ANDRE},
        tabell=True,
    ),
)
BOSTED = (
    Kilde(
        "bosted",
        "bosted",
        _("Bosted nå"),
        Person,
        personen,
        personen,
        bare=_BOSTED,
        navn={"kontakt_navn": _("Kontakt der"), "kontakt_telefon": _("Telefon til kontakten")},
        uten={"kontakt_navn": Grunn.ANSATTE, "kontakt_telefon": Grunn.ANSATTE},
        sted=_BOSTED,
        sladdes=False,
    ),
    Kilde(
        "tidligere_bosteder",
        "bosted",
        _("Tidligere bosteder"),
        Tidligerebosted,
        lambda sak: Tidligerebosted.objects.filter(person=sak.person_id).select_related("enhet"),
        lambda sak, _bruker: Tidligerebosted.objects.filter(person=sak.person_id).select_related("enhet"),
        sted="enhet adresse postnummer poststed fra_dato til_dato",
        sladdes=False,
    ),
    Kilde(
        "folkeregister",
        "bosted",
        _("Folkeregisteret"),
        Folkeregisterstatus,
        lesing.folkeregister,
        lambda sak, _bruker: lesing.folkeregister(sak),
        ogsaa="ajourfort_tid kontrollert_tid",
        mappe_uten="mildere_nivaa mildere_tid",
        sted="bostatus bostedskommune flyttedato oppholdskommune",
    ),
    Kilde(
        "folkeregisterhistorikk",
        "bosted",
        _("Tidligere i Folkeregisteret"),
        Bosted,
        lambda sak: Bosted.objects.filter(person=sak.person_id).select_related("kommune"),
        ogsaa="registrert_tid",
        sted="fra_dato kommune bostatus registrert_tid",
        tabell=True,
    ),
)
KARTLEGGING = (
    Kilde(
        "kartlegging",
        "kartlegging",
        _("Kartleggingen"),
        Kartlegging,
        lambda sak: Kartlegging.objects.filter(sak=sak),
        lambda sak, _bruker: Kartlegging.objects.filter(sak=sak),
        ogsaa="tilstand samtale_dato soknad_dato registrert_tid returnert_tid godkjent_tid",
        hvem="registrert_av",
        mappe_uten="returnert_tid returnert_tekst",
    ),
    Kilde(
        "onskesvar",
        "kartlegging",
        _("Slik er ønskene vurdert"),
        Onskesvar,
        lambda sak: Onskesvar.objects.filter(sak=sak),
        lambda sak, _bruker: Onskesvar.objects.filter(sak=sak)[:1],
        ogsaa="svart_tid",
        tabell=True,
    ),
    Kilde(
        "helse",
        "helse",
        _("Helse og særlige forhold"),
        Kartlegging,
        lambda sak: Kartlegging.objects.filter(sak=sak),
        lesing.helse,
        bare=_HELSE,
    ),
)
