"""What is stored about a person, table by table, in the order that it is read (GDPR art. 15, bosetting.md §6)."""

from django.utils.translation import gettext_lazy as _

from bosetting.ankomst.models import Ankomst
from bosetting.bosatt import mappe_queries as mappe
from bosetting.bosatt.models import Avslutning, Bosetting, Mappedokument, Notat, Onskesvar
from bosetting.folkeregister.models import Bosted, Folkeregisterstatus
from bosetting.fordeling.models import Fordelingslinje, Husstandssvar, Sporsmaal
from bosetting.innlesing.models import Importrad
from bosetting.innmelding.models import BestemtPerson
from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.familiemodell import FamilieUte
from bosetting.person.models import Avvik, Familierelasjon, Husstand, Kartlegging, Person, Sak
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.person.skjermingsmodell import Graderingsendring
from bosetting.samling import lesing, ord
from bosetting.samling.kilde import Kilde
from bosetting.samling.states import Grunn
from bosetting.soknad.models import Privatsoknad
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.hendelse.models import Hendelse
from imdinett.henvendelse.models import Henvendelse, Innlegg
from imdinett.tilgang import tilgang
from imdinett.utboks.models import Forsendelse

GRUPPER = {
    "identitet": _("Hvem du er"),
    "sak": _("Saken og oppholdet"),
    "familie": _("Husstand og familie"),
    "bosted": _("Hvor du bor og har bodd"),
    "kartlegging": _("Kartlegging og kompetanse"),
    "helse": _("Helse og særlige forhold"),
    "fordeling": _("Kommuner som er spurt, og svarene"),
    "bosetting": _("Vedtak og bosetting"),
    "brev": _("Brev"),
    "dokumenter": _("Dokumenter"),
    "notater": _("Notater"),
    "avvik": _("Avvik"),
    "henvendelser": _("Henvendelser mellom kommunen og IMDi"),
    "beskyttelse": _("Adressebeskyttelse"),
    "filer": _("Rader fra andre som ble avvist"),
    "hendelser": _("Hva som har skjedd i saken"),
}
# The same groups as a caseworker reads them.
MAPPEGRUPPER = {
    "identitet": _("Identitet"),
    "sak": _("Opphold og sak"),
    "familie": _("Familie"),
    "bosted": _("Bosted"),
    "kartlegging": _("Kartlegging og kompetanse"),
    "helse": _("Helse og særlige forhold"),
    "fordeling": _("Fordelinger"),
    "bosetting": _("Vedtak og bosetting"),
    "brev": _("Brev"),
    "dokumenter": _("Dokumenter"),
    "notater": _("Notater"),
    "avvik": _("Avvik"),
    "beskyttelse": _("Adressebeskyttelse"),
    "hendelser": _("Hendelser"),
}
_REPRESENTANT = "representant_navn representant_adresse representant_postnummer representant_poststed"
_BOSTED = "adresse postnummer poststed bosted_fra kontakt_navn kontakt_telefon"
_HELSE = "behov_for_helsetjenester helse_samtykke saerlige_forhold saerlige_forhold_grunn"
_ANDRES_ADRESSE = ("representant_adresse", "representant_postnummer", "representant_poststed")


def _personen(sak: Sak, _bruker: "tilgang.Hvem | None" = None) -> list[Person]:
    return [sak.person]


IDENTITET = (
    Kilde(
        "person",
        "identitet",
        _("Personen"),
        Person,
        _personen,
        _personen,
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
        _personen,
        _personen,
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
SAK = (
    Kilde(
        "sak",
        "sak",
        _("Saken"),
        Sak,
        lambda sak: [sak],
        lambda sak, _bruker: [sak],
        ogsaa="nummer kommune tilstand plassaar klar_tid bosettingsuke_aar bosettingsuke opprettet_tid",
        forst="nummer tilstand",
        sted="mottak amot_kommune",
        navn={"bosettingsuke_aar": _("Bosettingsår"), "opprettet_tid": _("Saken opprettet")},
        vis={"tillatelse_type": ord.tillatelse},
    ),
    Kilde(
        "avslutning",
        "sak",
        _("Avslutning"),
        Avslutning,
        lambda sak: Avslutning.objects.filter(sak=sak).select_related("kommune"),
        ogsaa="kommune fra_tilstand avsluttet_tid",
    ),
    Kilde(
        "soknader",
        "sak",
        _("Søknader fra privatboende"),
        Privatsoknad,
        lambda sak: Privatsoknad.objects.filter(husstand=sak.husstand_id),
        ogsaa="tilstand mottatt_dato registrert_tid behandlet_tid",
        tabell=True,
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
        _personen,
        _personen,
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
FORDELING = (
    Kilde(
        "bedt_om",
        "fordeling",
        _("Kommuner som har bedt om å få bosette deg"),
        BestemtPerson,
        lesing.bedt_om,
        ogsaa="kommune relasjon bolig_kjent avtalt_selvbosetting tilstand sendt_tid",
        uten={"duf_nummer": Grunn.ELLERS, "navn": Grunn.ELLERS},
    ),
    Kilde(
        "fordelinger",
        "fordeling",
        _("Fordelinger"),
        Fordelingslinje,
        lesing.linjer,
        mappe.linjer,
        ogsaa="kommune tilstand avgjort_tid trukket_tid",
        regnet={"sendt_tid": lesing.sendt, "besvart_tid": lesing.besvart},
        navn={"sendt_tid": _("Sendt til kommunen"), "besvart_tid": _("Kommunen svarte")},
        mappe_uten="fakta",
        vis={"fakta": ord.fakta},
    ),
    Kilde(
        "svar",
        "fordeling",
        _("Svar fra kommunene"),
        Husstandssvar,
        lesing.svar,
        lesing.svar_i_mappen,
        ogsaa="kommune svar avslagskode bosettingsuke_aar bosettingsuke godkjent_tid",
        navn={"bosettingsuke_aar": _("Bosettingsår")},
    ),
    Kilde(
        "sporsmaal",
        "fordeling",
        _("Spørsmål fra kommunene, og svarene"),
        Sporsmaal,
        lesing.sporsmaal,
        ogsaa="kommune tilstand spurt_tid avsluttet_tid",
    ),
)
BOSETTING = (
    Kilde(
        "vedtak",
        "bosetting",
        _("Vedtak om bosetting"),
        Bosettingsvedtak,
        lambda sak: Bosettingsvedtak.objects.filter(sak=sak).select_related("kommune"),
        mappe.vedtak,
        ogsaa="kommune tilstand fattet_tid opphevet_tid",
        hvem="fattet_av opphevet_av",
    ),
    Kilde(
        "ankomst",
        "bosetting",
        _("Ankomst"),
        Ankomst,
        lambda sak: Ankomst.objects.filter(husstand=sak.husstand_id).select_related("kommune"),
        lambda sak, _bruker: Ankomst.objects.filter(husstand=sak.husstand_id, gjelder=True).select_related("kommune"),
        ogsaa="kommune meldt_tid gjelder",
        sted="sted reiserute",
    ),
    Kilde(
        "bosettingsdatoer",
        "bosetting",
        _("Bosettingsdato, med historikk"),
        Bosetting,
        lambda sak: Bosetting.objects.filter(sak=sak).select_related("kommune"),
        mappe.bosettinger,
        ogsaa="kommune kilde registrert_tid gjelder opphevet_tid",
        hvem="registrert_av",
    ),
)
SKREVET = (
    Kilde(
        "brev",
        "brev",
        _("Brev"),
        Forsendelse,
        lesing.brev,
        lambda sak, bruker: mappe.brevene(sak, bruker),
        ogsaa="opprettet_tid tittel",
        forst="opprettet_tid",
        regnet={"til": lesing.mottaker, "referanse": lesing.referanse},
        navn={"opprettet_tid": _("Dato"), "til": _("Til"), "referanse": _("Vår referanse")},
        uten={"mottaker_navn": Grunn.ELLERS, "mottaker": Grunn.ELLERS, "innhold": Grunn.ELLERS},
        mappe_uten="mottaker_navn mottaker innhold",
        vis={"opprettet_tid": ord.dag},
        tabell=True,
    ),
    Kilde(
        "dokumenter",
        "dokumenter",
        _("Dokumenter i mappen"),
        Mappedokument,
        lambda sak: Mappedokument.objects.filter(sak=sak).select_related("kommune", "enhet", "opplasting"),
        mappe.dokumenter,
        ogsaa="slag dato",
        forst="tittel slag dato",
        regnet={"lagt_inn_tid": lesing.lagt_inn, "lagt_inn_av": lesing.lagt_inn_av},
        navn={"lagt_inn_tid": _("Lagt inn"), "lagt_inn_av": _("Av")},
        uten={"enhet": Grunn.ELLERS},
        mappe_uten="enhet",
        vis={"lagt_inn_tid": ord.dag},
        tabell=True,
    ),
    Kilde(
        "notater",
        "notater",
        _("Notater i mappen"),
        Notat,
        lambda sak: Notat.objects.filter(sak=sak).select_related("kommune"),
        mappe.notater,
        ogsaa="kommune skrevet_tid",
        hvem="skrevet_av",
        uten={"tekst": Grunn.INTERNT},
        tabell=True,
    ),
    Kilde(
        "avvik",
        "avvik",
        _("Avvik"),
        Avvik,
        lambda sak: Avvik.objects.filter(sak=sak),
        lambda sak, _bruker: mappe.apne_avvik(sak),
        ogsaa="slag aapnet_tid lukket_tid",
    ),
    Kilde(
        "henvendelser",
        "henvendelser",
        _("Henvendelser"),
        Henvendelse,
        lesing.henvendelser,
        ogsaa="nummer kommune tilstand opprettet_tid lukket_tid",
    ),
    Kilde(
        "innlegg",
        "henvendelser",
        _("Innlegg i henvendelsene"),
        Innlegg,
        lesing.innlegg,
        ogsaa="part skrevet_tid",
        regnet={"henvendelse_nummer": lesing.henvendelse},
        forst="henvendelse_nummer skrevet_tid part",
        navn={"henvendelse_nummer": _("Henvendelse"), "part": _("Fra")},
    ),
)
RESTEN = (
    Kilde(
        "beskyttelse",
        "beskyttelse",
        _("Adressebeskyttelse nå"),
        Person,
        _personen,
        lambda sak, _bruker: [sak.person] if sak.person.er_skjermet else [],
        bare="gradering",
        sladdes=False,
    ),
    Kilde(
        "graderingsendringer",
        "beskyttelse",
        _("Endringer av adressebeskyttelsen"),
        Graderingsendring,
        lambda sak: Graderingsendring.objects.filter(person=sak.person_id),
        uten={"grunn": Grunn.BESKYTTELSE},
    ),
    Kilde(
        "filer",
        "filer",
        _("Rader fra filer som ble avvist"),
        Importrad,
        lambda sak: Importrad.objects.filter(person=sak.person_id).select_related("kjoring"),
        ogsaa="linje behandlet_tid",
        sted="innhold",
        vis={"innhold": ord.oppslag},
    ),
    Kilde(
        "hendelser",
        "hendelser",
        _("Hendelser, nyeste først"),
        Hendelse,
        lesing.hendelser,
        lesing.hendelser_i_mappen,
        ogsaa="tid",
        regnet={"hva": lesing.setning, "fra": lesing.fra},
        hvem="bruker_navn",
        navn={"hva": _("Hva"), "fra": _("Fra"), "bruker_navn": _("Utført av")},
        forst="tid fra",
        uten={"data": Grunn.ELLERS},
        mappe_uten="data",
        tabell=True,
    ),
)
KILDER = (*IDENTITET, *SAK, *FAMILIE, *BOSTED, *KARTLEGGING, *FORDELING, *BOSETTING, *SKREVET, *RESTEN)
