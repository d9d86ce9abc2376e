"""Rows on their way into the database by COPY: whole tables at a time, and never more than one batch in memory."""

from operator import itemgetter
from typing import Any

from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections, router
from django.db.models import Field, JSONField, Max, Model
from psycopg.types.json import Jsonb

Rad = dict[str, Any]
_json = DjangoJSONEncoder().encode


class Tabell:
    """One model's rows. The columns are the model's own, so a new one without a default stops the loading."""

    def __init__(self, modell: type[Model]) -> None:
        felter = [felt for felt in modell._meta.local_concrete_fields if not getattr(felt, "generated", False)]
        self.modell = modell
        self.kolonner = [felt.attname for felt in felter]
        self.antall = 0
        self._i_rekkefolge = itemgetter(*self.kolonner)
        self._json = {felt.attname for felt in felter if isinstance(felt, JSONField)}
        self._standard = {felt.attname: felt.get_default() for felt in felter if _kan_utelates(felt)}
        self._standard |= {navn: Jsonb(self._standard[navn], _json) for navn in self._json & self._standard.keys()}
        self.base = connections[router.db_for_write(modell)]
        siste = modell._default_manager.aggregate(siste=Max(modell._meta.pk.name))["siste"]
        self._neste, self._rader = (siste or 0) + 1, list[tuple[Any, ...]]()

    def reserver(self) -> int:
        """The next key, for a row whose key others name before it is whole."""
        self._neste += 1
        return self._neste - 1

    def legg(self, rad: Rad) -> int:
        """Take one row; gives its key, which is the next unless the row has one reserved."""
        if "id" not in rad:
            rad["id"] = self.reserver()
        for navn in self._json:
            if navn in rad:
                rad[navn] = Jsonb(rad[navn], _json)
        hel = self._standard | rad
        if len(hel) != len(self.kolonner):
            raise ValueError(self._feil(rad))
        self._rader.append(self._i_rekkefolge(hel))
        return int(rad["id"])

    def _feil(self, rad: Rad) -> str:
        ukjent, mangler = rad.keys() - set(self.kolonner), set(self.kolonner) - (self._standard | rad).keys()
        return f"{self.modell.__name__}: mangler {sorted(mangler)}, har ikke {sorted(ukjent)}."

    def send(self) -> None:
        if not self._rader:
            return
        navn = self.base.ops.quote_name
        kolonner = ", ".join(navn(kolonne) for kolonne in self.kolonner)
        sql = f"copy {navn(self.modell._meta.db_table)} ({kolonner}) from stdin"
        with self.base.cursor() as markor, markor.copy(sql) as kopi:
            for rad in self._rader:
                kopi.write_row(rad)
        self.antall += len(self._rader)
        self._rader.clear()

    def gjor_ferdig(self) -> None:
        """The sequence goes on after the last row, and the planner knows the table."""
        with self.base.cursor() as markor:
            for setning in self.base.ops.sequence_reset_sql(no_style(), [self.modell]):
                markor.execute(setning)
            markor.execute(f"analyze {self.base.ops.quote_name(self.modell._meta.db_table)}")


def _kan_utelates(felt: Field[Any, Any]) -> bool:
    """A default that is the same for every row, null, or an empty text. A random key is the caller's to draw."""
    if felt.has_default():
        return not callable(felt.default) or felt.default in (list, dict)
    return felt.null or (felt.blank and felt.empty_strings_allowed)


class Innlasting:
    """All tables of one loading, in the order in which they were first used."""

    def __init__(self) -> None:
        self._tabeller: dict[type[Model], Tabell] = {}

    def tabell(self, modell: type[Model]) -> Tabell:
        if modell not in self._tabeller:
            self._tabeller[modell] = Tabell(modell)
        return self._tabeller[modell]

    def legg(self, modell: type[Model], /, **rad: Any) -> int:
        return self.tabell(modell).legg(rad)

    def send(self) -> None:
        for tabell in self._tabeller.values():
            tabell.send()

    def gjor_ferdig(self) -> None:
        self.send()
        for tabell in self._tabeller.values():
            tabell.gjor_ferdig()

    def antall(self) -> dict[str, int]:
        return {str(modell._meta.verbose_name_plural): tabell.antall for modell, tabell in self._tabeller.items()}
