"""W-17: the kommune publishes its rule on avtalt selvbosetting."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.innmelding import rules
from bosetting.innmelding.models import Selvbosettingsregel
from bosetting.innmelding.rules import Regelinnhold
from bosetting.innmelding.services.kunngjoring import ny_versjon
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang


@transaction.atomic
def publiser_regel(
    *, bruker: Bruker, kommune: Kommune, innhold: Regelinnhold, sett_pk: int | None
) -> Selvbosettingsregel:
    """B-061: a new version of the rule. `sett_pk` is the version the user started from: another one means 409."""
    tilgang.krev(rules.kan_melde_inn(bruker, kommune.pk))
    rules.kontroller_regel(innhold)
    ny: Selvbosettingsregel = ny_versjon(
        Selvbosettingsregel,
        bruker=bruker,
        kommune=kommune,
        innhold=asdict(innhold),
        sett_pk=sett_pk,
        opptatt=_("En kollega har publisert en ny regel imens. Se over den på nytt."),
    )
    hendelse.log(bruker, Hendelsestype.SELVBOSETTINGSREGEL_ENDRET, ny, tillatt=ny.tillatt)
    return ny
