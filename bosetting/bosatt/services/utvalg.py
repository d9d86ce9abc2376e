"""Many cases at once from the list of missing dates: each by itself, so that one refusal stops no other (ui.md §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.bosatt import rules
from bosetting.bosatt.models import Kilde
from bosetting.bosatt.services.datoer import registrer_bosettingsdato
from bosetting.person.models import Sak
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang


@dataclass(frozen=True)
class Utfall:
    """What became of one case: `grunn` is why nothing was done, empty when it was."""

    saksnummer: str
    grunn: str = ""


def registrer_dato_for_utvalg(*, bruker: Bruker, saker: Sequence[Sak], dato: date) -> list[Utfall]:
    """The same date for each, by the rules of one (B-043–B-049)."""
    kilde = Kilde.IMDI if rules.er_imdi_bosetter(bruker) else Kilde.KOMMUNE
    return [_registrer(bruker, sak, dato, kilde) for sak in saker]


def _registrer(bruker: Bruker, sak: Sak, dato: date, kilde: Kilde) -> Utfall:
    try:
        registrer_bosettingsdato(bruker=bruker, sak_id=sak.pk, dato=dato, kilde=kilde)
    except Domenefeil as feil:
        return Utfall(sak.nummer, feil.melding)
    return Utfall(sak.nummer)


@transaction.atomic
def sett_ansvarlig(*, bruker: Bruker, sak_ider: Sequence[int], ansvarlig: Bruker | None) -> list[Sak]:
    """Who follows the case in the kommune. Others may still act (ui.md 5.1)."""
    rader = Sak.objects.select_for_update(of=("self",)).filter(pk__in=sak_ider).order_by("pk")
    saker = list(rader.select_related("kommune", "ansvarlig"))
    for sak in saker:
        tilgang.krev(rules.kan_registrere(bruker, sak))
        if ansvarlig is not None and not rules.kan_registrere(ansvarlig, sak):
            raise Domenefeil(
                "kan_ikke_ha_ansvar",
                _("%(navn)s har ikke rollen Bosetter skriv i %(kommune)s.")
                % {"navn": ansvarlig, "kommune": sak.kommune},
                felt="ansvarlig",
            )
    endres = [sak for sak in saker if sak.ansvarlig_id != (ansvarlig and ansvarlig.pk)]
    Sak.objects.filter(pk__in=[sak.pk for sak in endres]).update(ansvarlig=ansvarlig)
    navn = ansvarlig.navn if ansvarlig else ""
    hendelse.log_mange(bruker, Hendelsestype.SAK_ANSVARLIG, [(sak, sak.kommune, {"til": navn}) for sak in endres])
    return saker
