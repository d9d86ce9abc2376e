"""A choice in the address that is drawn as tabs. A form like any filter, so that it is kept and told of as one."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from imdinett.web.komponent import Fane
from imdinett.web.skjema import Skjema


class Fanefilter(Skjema):
    """The first of `valgene` has no code, and is what an address without a choice shows."""

    felt: ClassVar[str]
    etikett: ClassVar[Promise]
    valgene: ClassVar[Sequence[tuple[str, Promise]]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.felt] = forms.ChoiceField(label=str(self.etikett), choices=self.valgene, required=False)

    @property
    def valgt(self) -> str:
        """What nobody can have chosen chooses nothing."""
        return str(self.cleaned_data[self.felt]) if self.is_valid() else ""

    def faner(self, adresse: str) -> list[Fane]:
        return [Fane(str(tekst), f"{adresse}?{self.felt}={kode}", kode == self.valgt) for kode, tekst in self.valgene]
