from typing import Any

from django import forms

from imdinett.varsel.states import Epost
from imdinett.varsel.temaer import Tema
from imdinett.web.skjema import Skjema


class Valgskjema(Skjema):
    """One choice per topic that the user's roles can give notices on."""

    def __init__(self, *args: Any, temaer: list[Tema], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for tema in temaer:
            self.fields[tema.kode] = forms.ChoiceField(
                label=str(tema.navn), help_text=str(tema.forklaring), choices=Epost.choices, widget=forms.RadioSelect
            )
