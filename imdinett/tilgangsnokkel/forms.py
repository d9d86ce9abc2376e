from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from imdinett.kjerne import klokke
from imdinett.tilgangsnokkel import rules
from imdinett.tilgangsnokkel.omfang import FORKLARING, Nokkelomfang
from imdinett.web import norsk
from imdinett.web.felt import Datofelt
from imdinett.web.skjema import Skjema


class Nokkelskjema(Skjema):
    navn = forms.CharField(
        label=_("Hvilket system skal bruke nøkkelen?"),
        max_length=50,
        help_text=_("Navnet står i loggene, for eksempel «Velferd, programrådgiverne»."),
    )
    omfang = forms.MultipleChoiceField(label=_("Hva skal systemet kunne lese?"), widget=forms.CheckboxSelectMultiple)
    siste_dag = Datofelt(label=_("Siste dag nøkkelen virker"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        omfang = self.fields["omfang"]
        assert isinstance(omfang, forms.MultipleChoiceField)
        omfang.choices = [
            (en.value, format_html("{}<br><span class='im-dempet'>{}</span>", en.label, FORKLARING[en]))
            for en in Nokkelomfang
        ]
        omfang.error_messages["required"] = _("Hva systemet skal kunne lese: velg minst ett.")
        siste = norsk.dato(rules.siste_utlop(klokke.today()))
        self.fields["siste_dag"].help_text = _("Senest %(dag)s. Etter det lager dere en ny nøkkel.") % {"dag": siste}


class Bekreft(Skjema):
    """A button."""
