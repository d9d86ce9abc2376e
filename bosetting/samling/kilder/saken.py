"""The case: the permit, the kommuner that were asked, the decisions, and what was written on the way."""

from django.utils.translation import gettext_lazy as _

from bosetting.ankomst.models import Ankomst
from bosetting.bosatt import mappe_queries as mappe
from bosetting.bosatt.models import Avslutning, Bosetting, Mappedokument, Notat
from bosetting.fordeling.models import Fordelingslinje, Husstandssvar, Sporsmaal
from bosetting.innlesing.models import Importrad
from bosetting.innmelding.models import BestemtPerson
from bosetting.person.models import Avvik, Person, Sak
from bosetting.person.skjermingsmodell import Graderingsendring
from bosetting.samling import lesing, ord
from bosetting.samling.kilde import Kilde
from bosetting.samling.kilder.personen import personen
from bosetting.samling.states import Grunn
from bosetting.soknad.models import Privatsoknad
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.hendelse.models import Hendelse
from imdinett.henvendelse.models import Henvendelse, Innlegg
from imdinett.utboks.models import Forsendelse

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
        personen,
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
