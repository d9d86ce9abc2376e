"""W-17: the kommune publishes its rule on avtalt selvbosetting. Each change is a new version; the old ones stay."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.innmelding import rules
from bosetting.innmelding.models import Selvbosettingsregel
from bosetting.innmelding.rules import Regelinnhold
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang


@transaction.atomic
def publiser_regel(
    *, bruker: Bruker, kommune: Kommune, innhold: Regelinnhold, sett_pk: int | None
) -> Selvbosettingsregel:
    """B-061: a new version of the rule. `sett_pk` is the version the user started from: another one means 409."""
    tilgang.krev(rules.kan_melde_inn(bruker, kommune.pk))
    rules.kontroller_regel(innhold)
    Kommune.objects.select_for_update(of=("self",), no_key=True).get(pk=kommune.pk)
    gjeldende = Selvbosettingsregel.objects.gjeldende_for(kommune)
    if (gjeldende.pk if gjeldende else None) != sett_pk:
        raise Kollisjon("regel_endret", _("En kollega har publisert en ny regel imens. Se over den på nytt."))
    felt = {navn: verdi.strip() if isinstance(verdi, str) else verdi for navn, verdi in asdict(innhold).items()}
    if gjeldende and all(getattr(gjeldende, navn) == verdi for navn, verdi in felt.items()):
        raise Domenefeil("ingen_endring", _("Det er ingen endring å lagre."))
    ny = Selvbosettingsregel.objects.create(kommune=kommune, registrert_tid=klokke.now(), registrert_av=bruker, **felt)
    hendelse.log(bruker, Hendelsestype.SELVBOSETTINGSREGEL_ENDRET, ny, tillatt=ny.tillatt)
    return ny
