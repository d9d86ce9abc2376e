"""The leader of the groups about protected persons, named by an administrator."""

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services import skjermingsleder
from imdinett.loggkontroll.models import Skjermingsleder
from imdinett.tilgang.roller import Rolle
from tests.hjelp import bruker_med


def velg_leder(gjelder: Bruker) -> Skjermingsleder:
    return skjermingsleder.velg(
        bruker=bruker_med(Rolle.IMDI_ADMINISTRATOR), gjelder=gjelder, grunn="Leser innsynsloggen."
    )
