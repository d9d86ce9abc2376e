"""Form fields as people here write: dates with dots, numbers with spaces, weeks from a list."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from imdinett.web import norsk

DATOFORMATER = ["%d.%m.%Y", "%d.%m.%y", "%d%m%y", "%d%m%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d %m %Y"]


class Datofelt(forms.DateField):
    """A text field: no calendar, `23.11.2026` or `231126` (ui.md 2.10)."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "data-bredde": "dato", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.DateInput(format="%d.%m.%Y", attrs=attrs))
        kwargs.setdefault("help_text", _("Skriv dag, måned og år, for eksempel 23.11.2026."))
        kwargs.setdefault("input_formats", DATOFORMATER)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value.strip().rstrip(".") if isinstance(value, str) else value)


class Tallfelt(forms.IntegerField):
    """A whole number, written with or without spaces. Never `type="number"`."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "data-bredde": "tall", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            value = "".join(value.split())
        return super().to_python(value)


class Ukefelt(forms.ChoiceField):
    """A week from a list, as (ISO year, week). Give the weeks as their Mondays."""

    def __init__(self, *, mandager: Iterable[date] = (), tomt: str | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Select(attrs={"data-bredde": "uke"}))
        super().__init__(choices=ukevalg(mandager, tomt), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value[0]:04d}-{value[1]:02d}" if isinstance(value, tuple) else value

    def clean(self, value: Any) -> tuple[int, int] | None:  # type: ignore[override]
        tekst = super().clean(value)
        if not tekst:
            return None
        aar, uke = tekst.split("-")
        return int(aar), int(uke)


def ukevalg(mandager: Iterable[date], tomt: str | None = None) -> list[tuple[str, str]]:
    valg = [("", tomt if tomt is not None else str(_("Velg uke")))]
    for mandag in mandager:
        aar, uke, dag = mandag.isocalendar()
        if dag != 1:
            raise ValueError(mandag)
        valg.append((f"{aar:04d}-{uke:02d}", norsk.uke_med_dager(mandag)))
    return valg


def mandager(fra: date, antall: int) -> list[date]:
    """`antall` Mondays, the first in the week of `fra`."""
    forste = fra - timedelta(days=fra.weekday())
    return [forste + timedelta(weeks=n) for n in range(antall)]


class Filfelt(forms.FileField):
    """A plain file input. Type and size are checked by the upload service; the hint is said here."""

    def __init__(self, *, typer: Iterable[str] = (".pdf", ".docx", ".png", ".jpg"), **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(typer)}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        try:
            return super().clean(data, initial)
        except ValidationError as feil:
            if feil.code == "empty":
                raise ValidationError(_("Filen er tom. Velg en annen fil."), code="empty") from feil
            raise
