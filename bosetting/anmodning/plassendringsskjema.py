"""Shape of what people type when EM places are changed (B-027). The rules are in the services."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.anmodning import rules
from bosetting.anmodning.states import Plassendringsslag
from imdinett.web.felt import Tallfelt
from imdinett.web.skjema import Skjema

BEKREFT, AVSLA, TREKK = "bekreft", "avsla", "trekk"


class Plassendringsskjema(Skjema):
    slag = forms.ChoiceField(
        label=gettext_lazy("Hva skal skje med plassene?"), choices=Plassendringsslag.choices, widget=forms.RadioSelect
    )
    antall = Tallfelt(label=gettext_lazy("Antall plasser"), min_value=1, max_value=rules.STORSTE_ANTALL)
    begrunnelse = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Den andre parten leser begrunnelsen før den svarer. Skriv ikke navn på personer."),
    )


class Plassendringssvar(Skjema):
    """The other party answers; the one who proposed may take it back."""

    svar = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, eget: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["svar"]
        assert isinstance(felt, forms.ChoiceField)
        felt.label = _("Hva vil du gjøre?") if eget else _("Hva svarer du?")
        if eget:
            felt.choices = [(TREKK, _("Trekk forslaget"))]
        else:
            felt.choices = [(BEKREFT, _("Ja, endre plassene")), (AVSLA, _("Nei, plassene skal stå som de er"))]
