"""What a kommune says of itself: each change is a new version, and the old ones stay (W-17, W-18)."""

from typing import Any

from django.utils.translation import gettext as _

from bosetting.innmelding.models import Kommuneprofil, Selvbosettingsregel
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kommune.models import Kommune

Kunngjoring = type[Selvbosettingsregel] | type[Kommuneprofil]


def ny_versjon(
    modell: Kunngjoring, *, bruker: Bruker, kommune: Kommune, innhold: dict[str, Any], sett_pk: int | None, opptatt: str
) -> Any:
    """Under the kommune's lock. `sett_pk` is the version that the user started from: another one means 409, and
    `opptatt` is what it says."""
    Kommune.objects.select_for_update(of=("self",), no_key=True).get(pk=kommune.pk)
    gjeldende = modell.objects.gjeldende_for(kommune)
    if (gjeldende.pk if gjeldende else None) != sett_pk:
        raise Kollisjon("kunngjoring_endret", opptatt)
    felt = {navn: _ryddet(verdi) for navn, verdi in innhold.items()}
    if gjeldende and all(getattr(gjeldende, navn) == verdi for navn, verdi in felt.items()):
        raise Domenefeil("ingen_endring", _("Det er ingen endring å lagre."))
    return modell.objects.create(kommune=kommune, registrert_tid=klokke.now(), registrert_av=bruker, **felt)


def _ryddet(verdi: Any) -> Any:
    """As the database gives it back, so that two versions can be held against each other."""
    if isinstance(verdi, str):
        return verdi.strip()
    return list(verdi) if isinstance(verdi, tuple) else verdi
