"""What can happen. Never a `choices` on a field, so a new kind needs no migration.

Each kind has a sentence in templates/imdinett/hendelse/<verdi>.txt, written from the event's `data`.
"""

from enum import StrEnum, auto

from django.utils.translation import gettext_lazy as _


class Hendelsestype(StrEnum):
    # users, access, agreements
    BRUKER_INVITERT = auto()
    INVITASJON_SENDT_PAA_NYTT = auto()
    INVITASJON_BRUKT = auto()
    ROLLER_ENDRET = auto()
    BRUKER_STENGT = auto()
    BRUKER_AAPNET = auto()
    FAKTOR_NULLSTILT = auto()
    PROFIL_ENDRET = auto()
    EPOST_ENDRET = auto()
    NY_EPOST_BEDT_OM = auto()
    NYTT_PASSORD_BEDT_OM = auto()
    INNLOGGING_ENDRET = auto()
    NY_ENHET_BRUKT = auto()
    LOGG_HENTET = auto()
    INNSYNSLOGG_SLETTET = auto()
    LOGGKONTROLL_VURDERT = auto()
    LOGGKONTROLL_SLETTET = auto()
    SKJERMINGSLEDER_VALGT = auto()
    SKJERMINGSLEDER_AVSLUTTET = auto()
    LOGGKJEDE_BRUDD = auto()
    KONTAKT_ENDRET = auto()
    AVTALE_REGISTRERT = auto()
    AVTALE_OPPHEVET = auto()
    ENHET_REGISTRERT = auto()
    TILGANGSNOKKEL_OPPRETTET = auto()
    TILGANGSNOKKEL_TILBAKEKALT = auto()
    MELDING_PUBLISERT = auto()
    MELDING_AVSLUTTET = auto()
    UTVALG_DELT = auto()
    UTVALG_SLETTET = auto()
    # letters and files
    BREV_LAGT_I_KO = auto()
    BREV_SENDT = auto()
    BREV_UTSATT = auto()
    BREV_UKLART = auto()
    BREV_STATUS = auto()
    BREV_AVVIST = auto()
    BREV_AVKLARES = auto()
    BREV_SENDT_PAA_NYTT = auto()
    BREV_AVBRUTT = auto()
    BREV_SKREVET_UT = auto()
    EPOST_AVVIST = auto()
    OVERSETTELSE_SKREVET = auto()
    OVERSETTELSE_GODKJENT = auto()
    OVERSETTELSE_TRUKKET = auto()
    OPPLASTING_MOTTATT = auto()
    OPPLASTING_REN = auto()
    OPPLASTING_SMITTET = auto()
    OPPLASTING_SLETTET = auto()
    OVERTAKELSE_PROVD = auto()
    OVERTAKELSE_LEST = auto()
    OVERTAKELSE_FORKASTET = auto()
    # a kommune's cases to IMDi
    HENVENDELSE_OPPRETTET = auto()
    HENVENDELSE_TATT = auto()
    HENVENDELSE_SKREVET = auto()
    HENVENDELSE_BESVART = auto()
    HENVENDELSE_LUKKET = auto()
    HENVENDELSE_GJENAAPNET = auto()
    # anmodning
    ANMODNINGSRUNDE_OPPRETTET = auto()
    ANMODNINGSRUNDE_ENDRET = auto()
    ANMODNINGSRUNDE_SENDT = auto()
    MODELLVARIANT_OPPRETTET = auto()
    MODELLVARIANT_ENDRET = auto()
    MODELLVARIANT_BRUKT = auto()
    MODELLVARIANT_SLETTET = auto()
    MODELLKOMMUNE_ENDRET = auto()
    MODELLKRITERIUM_LAGT_TIL = auto()
    MODELLVERDIER_LEST = auto()
    ANMODNING_SENDT = auto()
    ANMODNING_PURRET = auto()
    KOMMUNEVEDTAK_REGISTRERT = auto()
    KOMMUNEVEDTAK_ENDRET = auto()
    KOMMUNEVEDTAK_FORKASTET = auto()
    KOMMUNEVEDTAK_GODKJENT = auto()
    PLASSENDRING_FORESLATT = auto()
    PLASSENDRING_BEKREFTET = auto()
    PLASSENDRING_AVSLATT = auto()
    PLASSENDRING_TRUKKET = auto()
    # innmelding
    INNMELDING_SENDT = auto()
    INNMELDING_KANSELLERT = auto()
    INNMELDING_BEHANDLET = auto()
    INNMELDING_BRUKT = auto()
    BOLIGFIL_LAGT_TIL = auto()
    TIDSPLAN_BEDT_OM = auto()
    TIDSPLAN_PURRET = auto()
    TIDSPLAN_BESVART = auto()
    MAANEDSPLAN_ENDRET = auto()
    SELVBOSETTINGSREGEL_ENDRET = auto()
    KOMMUNEPROFIL_ENDRET = auto()
    # persons and cases
    PERSON_REGISTRERT = auto()
    PERSON_ENDRET = auto()
    GRADERING_FORESLATT = auto()
    GRADERING_ENDRET = auto()
    GRADERING_AVVIST = auto()
    SKJERMINGSMEDLEM_LAGT_TIL = auto()
    SKJERMINGSMEDLEM_FJERNET = auto()
    FOLKEREGISTERADRESSE_ENDRET = auto()
    FOLKEREGISTERSTATUS_ENDRET = auto()
    FOLKEREGISTER_SLATT_OPP = auto()
    TILLATELSE_REGISTRERT = auto()
    TILLATELSE_ENDRET = auto()
    FAMILIE_UTE_REGISTRERT = auto()
    FAMILIE_UTE_FJERNET = auto()
    KARTLEGGING_REGISTRERT = auto()
    KARTLEGGING_RETURNERT = auto()
    SOKNAD_REGISTRERT = auto()
    SOKNAD_BEHANDLET = auto()
    SAK_BOSETTINGSKLAR = auto()
    SAK_OVERTATT = auto()
    SAK_AVSLUTTET = auto()
    SAK_ANSVARLIG = auto()
    # distribution
    FORDELINGSLISTE_OPPRETTET = auto()
    FORDELINGSLISTE_ENDRET = auto()
    FORDELINGSLISTE_SENDT = auto()
    FORDELINGSLISTE_BESVART = auto()
    FORDELINGSLISTE_TRUKKET = auto()
    FORDELINGSLISTE_PAAMINNET = auto()
    SPORSMAAL_STILT = auto()
    SPORSMAAL_BESVART = auto()
    SPORSMAAL_TRUKKET = auto()
    SPORSMAAL_LUKKET = auto()
    SAK_FORDELT = auto()
    SAK_AKSEPTERT = auto()
    SAK_AVSLAATT = auto()
    SAK_TRUKKET = auto()
    # decision and settlement
    VEDTAK_FATTET = auto()
    VEDTAK_OPPHEVET = auto()
    TAKKET_NEI = auto()
    ANKOMST_MELDT = auto()
    SAK_SELVBOSATT = auto()
    BOSETTINGSDATO_REGISTRERT = auto()
    BOSETTINGSDATO_RETTET = auto()
    BOSETTING_OPPHEVET = auto()
    AVSTEMMING_BEKREFTET = auto()
    AVSTEMMING_STEMMER_IKKE = auto()
    AVSTEMMING_PURRET = auto()
    DATOIMPORT_KJORT = auto()
    IMPORTRAD_BEHANDLET = auto()
    IMPORTRADER_SLETTET = auto()
    FOLKEREGISTERSIDE_SLETTET = auto()
    NOTAT_SKREVET = auto()
    DOKUMENT_LASTET_OPP = auto()
    ONSKE_VURDERT = auto()
    AVVIK_AAPNET = auto()
    AVVIK_LUKKET = auto()
    AVVIK_TATT = auto()
    TALL_IMPORTERT = auto()
    RAPPORT_HENTET = auto()
    RAPPORT_BESTILT = auto()
    RAPPORTFIL_SLETTET = auto()


class Handling(StrEnum):
    """What somebody did with a person's data (innsynslogg)."""

    LESE = auto()
    SOKE = auto()
    ENDRE = auto()
    EKSPORT = auto()
    UTSKRIFT = auto()
    SLETTE = auto()


HANDLINGSNAVN = {
    Handling.LESE: _("Leste"),
    Handling.SOKE: _("Søkte"),
    Handling.ENDRE: _("Endret"),
    Handling.EKSPORT: _("Hentet ut"),
    Handling.UTSKRIFT: _("Skrev ut"),
    Handling.SLETTE: _("Slettet"),
}


class Utfall(StrEnum):
    VIST = auto()
    AVVIST = auto()


BRUKERHENDELSER = frozenset(
    {
        Hendelsestype.BRUKER_INVITERT,
        Hendelsestype.INVITASJON_SENDT_PAA_NYTT,
        Hendelsestype.INVITASJON_BRUKT,
        Hendelsestype.ROLLER_ENDRET,
        Hendelsestype.BRUKER_STENGT,
        Hendelsestype.BRUKER_AAPNET,
        Hendelsestype.FAKTOR_NULLSTILT,
        Hendelsestype.PROFIL_ENDRET,
        Hendelsestype.EPOST_ENDRET,
        Hendelsestype.NY_EPOST_BEDT_OM,
        Hendelsestype.NYTT_PASSORD_BEDT_OM,
        Hendelsestype.INNLOGGING_ENDRET,
        Hendelsestype.NY_ENHET_BRUKT,
        Hendelsestype.ENHET_REGISTRERT,
        Hendelsestype.LOGG_HENTET,
        Hendelsestype.INNSYNSLOGG_SLETTET,
        Hendelsestype.LOGGKONTROLL_VURDERT,
        Hendelsestype.LOGGKONTROLL_SLETTET,
        Hendelsestype.SKJERMINGSLEDER_VALGT,
        Hendelsestype.SKJERMINGSLEDER_AVSLUTTET,
        Hendelsestype.LOGGKJEDE_BRUDD,
        Hendelsestype.TILGANGSNOKKEL_OPPRETTET,
        Hendelsestype.TILGANGSNOKKEL_TILBAKEKALT,
    }
)
