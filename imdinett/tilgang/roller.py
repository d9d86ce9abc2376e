"""The roles of bosetting.md §2 as decisions 13 and 14 complete them: one table, read by everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from imdinett.tilgang.rettighet import Rettighet as R


class Rolle(StrEnum):
    KOMMUNE_BOSETTER_SKRIV = "kommune_bosetter_skriv"
    KOMMUNE_BOSETTER_LES = "kommune_bosetter_les"
    KOMMUNE_ADMINISTRATOR = "kommune_administrator"
    KOMMUNE_NIR_SUPERBRUKER = "kommune_nir_superbruker"
    KOMMUNE_TILSKUDD = "kommune_tilskudd"
    KOMMUNE_EKSTRATILSKUDD = "kommune_ekstratilskudd"
    FYLKE_LES = "fylke_les"
    MOTTAK_SKRIV = "mottak_skriv"
    BUFETAT_SKRIV = "bufetat_skriv"
    IMDI_BOSETTER_SKRIV = "imdi_bosetter_skriv"
    IMDI_BOSETTER_LES = "imdi_bosetter_les"
    IMDI_ANMODNING = "imdi_anmodning"
    IMDI_SUPPORT = "imdi_support"
    IMDI_ADMINISTRATOR = "imdi_administrator"
    IMDI_LOGG_LES = "imdi_logg_les"


class Omfang(StrEnum):
    """Where a role holds: on kommuner (guardian), in the whole country (group), or in one enhet (membership)."""

    KOMMUNE = "kommune"
    FYLKE = "fylke"
    ENHET = "enhet"
    IMDI = "imdi"


@dataclass(frozen=True)
class Rollebeskrivelse:
    navn: Promise
    kode: str
    setning: Promise
    omfang: Omfang
    rettigheter: frozenset[R]

    def __str__(self) -> str:
        return f"{self.navn} ({self.kode})"


_KOMMUNE_LES = frozenset(
    {
        R.KOMMUNE_LES,
        R.ANMODNING_LES,
        R.KOMMUNEVEDTAK_LES,
        R.INNMELDING_LES,
        R.FORDELING_LES,
        R.SAK_LES,
        R.BOSETTINGSDATO_LES,
        R.RAPPORT_LES,
        R.HENDELSE_LES,
        R.HENVENDELSE_LES,
    }
)
# Decision 21: whoever writes in some area of the kommune may ask IMDi.
_SPOR_IMDI = frozenset({R.HENVENDELSE_LES, R.HENVENDELSE_SKRIV})
_KOMMUNE_SKRIV = _SPOR_IMDI | {
    R.KOMMUNEVEDTAK_SKRIV,
    R.INNMELDING_SKRIV,
    R.FORDELING_BESVAR,
    R.BOSETTINGSDATO_SKRIV,
    R.KONTAKT_SKRIV,
}
_IMDI_LES = _KOMMUNE_LES | {R.IMDI_ADMIN, R.AVVIK_LES}

ROLLER: Mapping[Rolle, Rollebeskrivelse] = {
    Rolle.KOMMUNE_BOSETTER_SKRIV: Rollebeskrivelse(
        _("Bosetter skriv"),
        "Kommune_Bosetter_Skriv",
        _("Kan svare på fordelingslister og registrere vedtak og bosettingsdato for kommunen."),
        Omfang.KOMMUNE,
        _KOMMUNE_LES | _KOMMUNE_SKRIV,
    ),
    Rolle.KOMMUNE_BOSETTER_LES: Rollebeskrivelse(
        _("Bosetter les"),
        "Kommune_Bosetter_Les",
        _("Kan lese alt om bosetting i kommunen, men ikke endre noe."),
        Omfang.KOMMUNE,
        _KOMMUNE_LES,
    ),
    Rolle.KOMMUNE_ADMINISTRATOR: Rollebeskrivelse(
        _("Administrator"),
        "Kommuneadministrativ bruker",
        _("Kan invitere og stenge brukere og gi dem roller i kommunen."),
        Omfang.KOMMUNE,
        _SPOR_IMDI | {R.KOMMUNE_LES, R.BRUKERE_SKRIV, R.KONTAKT_SKRIV, R.BRUKERHENDELSE_LES, R.INNSYNSLOGG_LES},
    ),
    Rolle.KOMMUNE_NIR_SUPERBRUKER: Rollebeskrivelse(
        _("NIR superbruker"),
        "Kommune_NIR_Superbruker",
        _("Kan registrere i introduksjonsregisteret for kommunen."),
        Omfang.KOMMUNE,
        _SPOR_IMDI | {R.KOMMUNE_LES},
    ),
    Rolle.KOMMUNE_TILSKUDD: Rollebeskrivelse(
        _("Saksbehandler tilskudd"),
        "Kommune_Tilskudd",
        _("Kan se kommunens tilskuddssaker og sende endringsforespørsler."),
        Omfang.KOMMUNE,
        _SPOR_IMDI | {R.KOMMUNE_LES},
    ),
    Rolle.KOMMUNE_EKSTRATILSKUDD: Rollebeskrivelse(
        _("Saksbehandler ekstratilskudd"),
        "Kommune_Ekstratilskudd",
        _("Kan skrive og sende søknader om ekstratilskudd for kommunen."),
        Omfang.KOMMUNE,
        _SPOR_IMDI | {R.KOMMUNE_LES},
    ),
    Rolle.FYLKE_LES: Rollebeskrivelse(
        _("Fylkeskommune les"),
        "Fylke_Les",
        _("Kan se anmodninger, vedtak og tall for kommunene i fylket."),
        Omfang.FYLKE,
        frozenset({R.KOMMUNE_LES, R.ANMODNING_LES, R.KOMMUNEVEDTAK_LES, R.RAPPORT_LES}),
    ),
    Rolle.MOTTAK_SKRIV: Rollebeskrivelse(
        _("Mottak skriv"),
        "Mottak_Skriv",
        _("Kan registrere kartlegging og flyttedato for beboerne på mottaket."),
        Omfang.ENHET,
        frozenset({R.KARTLEGGING_SKRIV, R.FLYTTEDATO_SKRIV}),
    ),
    Rolle.BUFETAT_SKRIV: Rollebeskrivelse(
        _("Bufetat skriv"),
        "Bufetat_Skriv",
        _(
            "Kan følge enslige mindreårige under 15 år, registrere når de er bosatt, og se kommunenes kapasitet og "
            "tall for enslige mindreårige."
        ),
        Omfang.ENHET,
        frozenset({R.EM_LES, R.EM_SKRIV}),
    ),
    Rolle.IMDI_BOSETTER_SKRIV: Rollebeskrivelse(
        _("IMDi bosetter skriv"),
        "IMDi_Bosetter_Skriv",
        _("Kan lage og sende fordelingslister, fatte vedtak og rette bosettingsdatoer."),
        Omfang.IMDI,
        _IMDI_LES
        | {
            R.SAK_SKRIV,
            R.AVVIK_SKRIV,
            R.INNMELDING_BEHANDLE,
            R.FORDELING_SKRIV,
            R.VEDTAK_FATT,
            R.BOSETTINGSDATO_SKRIV,
            R.BREVKO_SKRIV,
            R.HENVENDELSE_BEHANDLE,
        },
    ),
    Rolle.IMDI_BOSETTER_LES: Rollebeskrivelse(
        _("IMDi bosetter les"),
        "IMDi_Bosetter_Les",
        _("Kan lese alt om bosetting i hele landet."),
        Omfang.IMDI,
        _IMDI_LES,
    ),
    Rolle.IMDI_ANMODNING: Rollebeskrivelse(
        _("IMDi anmodning"),
        "IMDi_Anmodning",
        _("Kan lage anmodningsrunder, sende anmodningsbrev og laste inn tall."),
        Omfang.IMDI,
        frozenset(
            {
                R.IMDI_ADMIN,
                R.KOMMUNE_LES,
                R.ANMODNING_LES,
                R.ANMODNING_SKRIV,
                R.KOMMUNEVEDTAK_LES,
                R.INNMELDING_LES,
                R.FORDELING_LES,
                R.RAPPORT_LES,
                R.HENDELSE_LES,
                R.BREVKO_SKRIV,
                R.TALLIMPORT,
            }
        ),
    ),
    Rolle.IMDI_SUPPORT: Rollebeskrivelse(
        _("IMDi brukerstøtte"),
        "IMDi_Support",
        _("Kan svare på henvendelser fra kommunene, og åpne, ta og lukke avvik."),
        Omfang.IMDI,
        # An avvik is about a case by its number; who the person is, is read in a henvendelse only (security.md §4).
        frozenset(
            {
                R.IMDI_ADMIN,
                R.KOMMUNE_LES,
                R.HENVENDELSE_LES,
                R.HENVENDELSE_BEHANDLE,
                R.AVVIK_LES,
                R.AVVIK_SKRIV,
            }
        ),
    ),
    Rolle.IMDI_ADMINISTRATOR: Rollebeskrivelse(
        _("IMDi administrator"),
        "IMDi_Administrator",
        _("Kan registrere databehandleravtaler og kommunenes administratorer, og skrive meldinger på forsiden."),
        Omfang.IMDI,
        frozenset(
            {
                R.IMDI_ADMIN,
                R.KOMMUNE_LES,
                R.AVTALE_SKRIV,
                R.KOMMUNEADMIN_SKRIV,
                R.BRUKERE_SKRIV,
                R.MELDING_SKRIV,
                R.BRUKERHENDELSE_LES,
            }
        ),
    ),
    Rolle.IMDI_LOGG_LES: Rollebeskrivelse(
        _("IMDi logg les"),
        "IMDi_Logg_Les",
        _("Kan lese innsynsloggen for hele landet."),
        Omfang.IMDI,
        frozenset({R.IMDI_ADMIN, R.INNSYNSLOGG_LES, R.HENDELSE_LES, R.BRUKERHENDELSE_LES}),
    ),
}

SE_SENSITIVT = "se_sensitivt"


def med_omfang(omfang: Omfang) -> tuple[Rolle, ...]:
    return tuple(rolle for rolle, om in ROLLER.items() if om.omfang == omfang)


def roller_med(rettighet: R) -> frozenset[Rolle]:
    """The roles that give a right."""
    return frozenset(rolle for rolle, om in ROLLER.items() if rettighet in om.rettigheter)
