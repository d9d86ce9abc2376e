"""The kommune of a row, whatever number it had when the row was written."""

from django.utils.translation import gettext as _

from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.kommune.queries import dagens_kommune


class Kommuneoppslag:
    """Today's kommuner by number in one query; an old number is followed once, by the one function that does so."""

    def __init__(self) -> None:
        self._kjente = {kommune.nummer: kommune for kommune in Kommune.objects.gyldige()}
        self._ukjente: dict[str, Domenefeil] = {}

    def finn(self, nummer: str) -> Kommune:
        """Raises for a number that nobody had, or that leads to several kommuner."""
        if not nummer:
            raise Domenefeil("mangler_nummer", _("Kommunenummer mangler."))
        nummer = nummer.zfill(4) if nummer.isascii() and nummer.isdigit() else nummer
        if nummer in self._ukjente:
            raise self._ukjente[nummer]
        if nummer not in self._kjente:
            try:
                self._kjente[nummer] = dagens_kommune(nummer)
            except Domenefeil as feil:
                self._ukjente[nummer] = feil
                raise
        return self._kjente[nummer]
