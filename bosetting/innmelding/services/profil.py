"""W-18: the kommune publishes what it has of school, health and work."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.innmelding import rules
from bosetting.innmelding.models import Kommuneprofil
from bosetting.innmelding.rules import Profilinnhold
from bosetting.innmelding.services.kunngjoring import ny_versjon
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang


@transaction.atomic
def publiser_profil(*, bruker: Bruker, kommune: Kommune, innhold: Profilinnhold, sett_pk: int | None) -> Kommuneprofil:
    """A new version. `sett_pk` is the version the user started from: another one means 409."""
    tilgang.krev(rules.kan_melde_inn(bruker, kommune.pk))
    rules.kontroller_profil(innhold)
    ny: Kommuneprofil = ny_versjon(
        Kommuneprofil,
        bruker=bruker,
        kommune=kommune,
        innhold=asdict(innhold),
        sett_pk=sett_pk,
        opptatt=_("En kollega har endret profilen imens. Se over den på nytt."),
    )
    hendelse.log(bruker, Hendelsestype.KOMMUNEPROFIL_ENDRET, ny)
    return ny
