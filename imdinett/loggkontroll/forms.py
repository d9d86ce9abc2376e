from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imdinett.loggkontroll import rules
from imdinett.loggkontroll.models import Kontrolluke
from imdinett.loggkontroll.states import Vurderingsutfall
from imdinett.web.skjema import Skjema


class Ukevalg(Skjema):
    """Which week; empty is all of them."""

    uke = forms.ChoiceField(label=_("Uke"), required=False)
    vis = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, uker: Iterable[Kontrolluke], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["uke"]
        assert isinstance(felt, forms.ChoiceField)
        felt.choices = [("", _("Alle uker")), *((uke.mandag.isoformat(), str(uke)) for uke in uker)]


class Vurderingsskjema(Skjema):
    """`forrige_versjon`: what had been found when the page was opened."""

    utfall = forms.ChoiceField(label=_("Hva fant du?"), choices=Vurderingsutfall.choices, widget=forms.RadioSelect)
    begrunnelse = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Hva har du undersøkt, og hvem har du snakket med? Skriv ikke navn på personen i saken."),
        max_length=rules.BEGRUNNELSE_MAKS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    forrige_versjon = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
