"""Kommuner by number and day, old numbers followed to today, bosteder by name, poststed of a postnummer."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune import kildedata
from imdinett.kommune.models import Enhet, Etterfolger, Kommune, Kommunenummer


class UkjentKommune(Domenefeil):
    """No kommune has, or had on that day, this number."""

    def __init__(self, nummer: str) -> None:
        super().__init__("ukjent_kommune", _("Kommunenummeret %(nummer)s finnes ikke.") % {"nummer": nummer})


class DeltKommune(Domenefeil):
    """The kommune was split: it has no single successor (decision 16)."""

    def __init__(self, gammel: Kommune, etterfolgere: Sequence[Kommune]) -> None:
        self.gammel, self.etterfolgere = gammel, tuple(etterfolgere)
        navn = ", ".join(f"{ny.visningsnavn} ({ny.nummer})" for ny in self.etterfolgere)
        tekst = _("%(gammel)s (%(nummer)s) ble delt og har ingen enkelt etterfølger. Delene er nå i %(nye)s.")
        super().__init__("delt_kommune", tekst % {"gammel": gammel.navn, "nummer": gammel.nummer, "nye": navn})


def dagens_kommune(nummer: str, dag: date | None = None) -> Kommune:
    """The kommune of today that an old number leads to; `dag` says when the number was in use.

    Raises `DeltKommune` with all successors when the way passes a split, `UkjentKommune` when nobody had the number.
    """
    kommune = kommune_med(nummer, dag)
    while kommune.gyldig_til is not None:
        nye = _etterfolgere(kommune)
        if len(nye) > 1:
            raise DeltKommune(kommune, _endpoints(nye))
        kommune = nye[0]
    return kommune


def kommune_med(nummer: str, dag: date | None = None) -> Kommune:
    """The legal unit that had the number on a day; without a day, the last that had it."""
    perioder = Kommunenummer.objects.filter(nummer=nummer).select_related("kommune__fylke")
    if dag is not None:
        perioder = perioder.paa(dag)
    periode = perioder.order_by(F("gyldig_fra").desc(nulls_last=True)).first()
    if periode is None:
        raise UkjentKommune(nummer)
    return periode.kommune


def kommuner_paa(dag: date) -> dict[str, Kommune]:
    """Every kommune of a day by the number it had then."""
    perioder = Kommunenummer.objects.paa(dag).select_related("kommune__fylke").order_by("pk")
    return {periode.nummer: periode.kommune for periode in perioder}


def poststed(postnummer: str) -> str | None:
    """The postal place, or None when there is no such postnummer."""
    return kildedata.poststeder().get(postnummer)


class Bostedsoppslag:
    """The one way from a name in a file to the place where somebody lives (B-070). One query."""

    def __init__(self) -> None:
        self._kjente = {enhet.navn.lower(): enhet for enhet in Enhet.objects.bosteder()}

    def finn(self, navn: str) -> Enhet:
        """Raises for a name that no place has, a region's among them."""
        funnet = self._kjente.get(navn.lower())
        if funnet is None:
            raise Domenefeil("ukjent_mottak", _("Vi har ikke noe mottak som heter «%(navn)s».") % {"navn": navn})
        return funnet


def _etterfolgere(kommune: Kommune) -> list[Kommune]:
    rader = Etterfolger.objects.filter(gammel=kommune).select_related("ny__fylke").order_by("ny__nummer")
    return [rad.ny for rad in rader]


def _endpoints(kommuner: Sequence[Kommune]) -> list[Kommune]:
    """The kommuner of today that these have become, each once."""
    ut: dict[int, Kommune] = {}
    for kommune in kommuner:
        nye = [kommune] if kommune.gyldig_til is None else _endpoints(_etterfolgere(kommune))
        ut.update((ny.pk, ny) for ny in nye)
    return list(ut.values())


def arvtakere() -> dict[int, Kommune | None]:
    """For every closed kommune the one of today that it went into; None where the way passes a split. One query."""
    videre: dict[int, list[Kommune]] = {}
    for rad in Etterfolger.objects.select_related("ny__fylke"):
        videre.setdefault(rad.gammel_id, []).append(rad.ny)

    def follow(nye: list[Kommune]) -> Kommune | None:
        if len(nye) != 1:
            return None
        return nye[0] if nye[0].gyldig_til is None else follow(videre[nye[0].pk])

    return {pk: follow(nye) for pk, nye in videre.items()}
