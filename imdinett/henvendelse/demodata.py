"""A few cases in each stage, asked and answered by the demo users."""

from collections.abc import Mapping, Sequence

from imdinett.bruker.models import Bruker
from imdinett.henvendelse import services
from imdinett.henvendelse.services import NyHenvendelse
from imdinett.henvendelse.states import Henvendelsestilstand
from imdinett.kommune.models import Kommune

SPORSMAAL = (
    (
        NyHenvendelse("rapport", "Tall for i fjor", "Rapporten viser to færre bosatte enn vi har. Kan dere sjekke?"),
        "Vi ser på det. Hvilken måned gjelder det?",
        Henvendelsestilstand.VENTER_KOMMUNE,
    ),
    (
        NyHenvendelse("norsktilskudd", "Søknadsfrist", "Når er fristen for å søke om norsktilskudd?"),
        "Fristen står på nettsidene våre. Si fra hvis noe er uklart.",
        Henvendelsestilstand.LUKKET,
    ),
    (NyHenvendelse("bruker", "Ny kollega", "Hvordan gir vi en ny kollega tilgang til NIR?"), "", None),
)


def lag(stotte: Bruker, kommunale: Mapping[str, Sequence[Bruker]]) -> None:
    """`kommunale`: users by kommunenummer, the skriv user second."""
    for nummer, brukere in kommunale.items():
        kommune = Kommune.objects.gyldige().get(nummer=nummer)
        for ny, svar, til in SPORSMAAL:
            laget = services.opprett_henvendelse(bruker=brukere[1], kommune=kommune, ny=ny)
            if til:
                services.svar_fra_imdi(bruker=stotte, henvendelse_id=laget.pk, tekst=svar, til=til)
