"""What can be done. Every view names one of these; a role is a set of them."""

from enum import StrEnum, auto


class Rettighet(StrEnum):
    KOMMUNE_LES = auto()
    KONTAKT_SKRIV = auto()
    BRUKERE_SKRIV = auto()
    AVTALE_SKRIV = auto()
    KOMMUNEADMIN_SKRIV = auto()
    MELDING_SKRIV = auto()
    HENDELSE_LES = auto()
    BRUKERHENDELSE_LES = auto()
    INNSYNSLOGG_LES = auto()
    HENVENDELSE_LES = auto()
    HENVENDELSE_SKRIV = auto()
    HENVENDELSE_BEHANDLE = auto()
    BREVKO_SKRIV = auto()
    IMDI_ADMIN = auto()

    ANMODNING_LES = auto()
    ANMODNING_SKRIV = auto()
    KOMMUNEVEDTAK_LES = auto()
    KOMMUNEVEDTAK_SKRIV = auto()
    FORDELING_LES = auto()
    FORDELING_BESVAR = auto()
    FORDELING_SKRIV = auto()
    SAK_LES = auto()
    SAK_SKRIV = auto()
    KARTLEGGING_SKRIV = auto()
    EM_SKRIV = auto()
    VEDTAK_FATT = auto()
    BOSETTINGSDATO_LES = auto()
    BOSETTINGSDATO_SKRIV = auto()
    RAPPORT_LES = auto()
    TALLIMPORT = auto()
    SE_SENSITIVT = auto()
