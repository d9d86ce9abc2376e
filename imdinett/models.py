"""Collects the core's models for Django. Nobody imports from here."""

from imdinett.brev.models import Brevfil, Oversettelse
from imdinett.bruker.models import Bruker
from imdinett.forvaltning.models import Invitasjon, Melding
from imdinett.hendelse.models import Hendelse, Innsyn, Kjedehode
from imdinett.henvendelse.models import Henvendelse, Innlegg
from imdinett.kommune.models import (
    Databehandleravtale,
    Enhet,
    Etterfolger,
    Fylke,
    Kommune,
    Kommunegrenser,
    Kommunenummer,
    Kontaktinformasjon,
)
from imdinett.loggkontroll.models import (
    Hodeliste,
    Kjedefunn,
    Kjedekontroll,
    Kontrollrad,
    Kontrolluke,
    Oppslagsalarm,
    Skjermingsleder,
    Vurdering,
)
from imdinett.opplasting.models import Opplasting
from imdinett.overtakelse.models import Overtakelse, Overtakelsesrad
from imdinett.tilgang.models import Enhetsmedlem, Kommunetilgang
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.utboks.models import Forsendelse
from imdinett.varsel.models import Brukervarsel, Varselvalg
from imdinett.web.lister.models import Lagretutvalg, Standardutvalg
from imdinett.web.models import Engangsnokkel, Uttak
from imdinett.web.skjemautkast.models import Skjemautkast

__all__ = [
    "Brevfil",
    "Bruker",
    "Brukervarsel",
    "Databehandleravtale",
    "Engangsnokkel",
    "Enhet",
    "Enhetsmedlem",
    "Etterfolger",
    "Forsendelse",
    "Fylke",
    "Hendelse",
    "Henvendelse",
    "Hodeliste",
    "Innlegg",
    "Innsyn",
    "Invitasjon",
    "Kjedefunn",
    "Kjedehode",
    "Kjedekontroll",
    "Kommune",
    "Kommunegrenser",
    "Kommunenummer",
    "Kommunetilgang",
    "Kontaktinformasjon",
    "Kontrollrad",
    "Kontrolluke",
    "Lagretutvalg",
    "Melding",
    "Opplasting",
    "Oppslagsalarm",
    "Oversettelse",
    "Overtakelse",
    "Overtakelsesrad",
    "Skjemautkast",
    "Skjermingsleder",
    "Standardutvalg",
    "Tilgangsnokkel",
    "Uttak",
    "Varselvalg",
    "Vurdering",
]
