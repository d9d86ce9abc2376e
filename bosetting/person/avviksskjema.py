"""Forms for avvik: open one, on a case that is at hand or named by its number, and close it with words (W-06)."""

from django import forms
from django.utils.translation import gettext_lazy

from bosetting.person.states import Avviksslag
from imdinett.web.skjema import Skjema


class Lukkskjema(Skjema):
    grunn = forms.CharField(
        label=gettext_lazy("Hva er gjort?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Skriv ikke navn eller helseopplysninger."),
    )


class Avviksskjema(Skjema):
    slag = forms.ChoiceField(label=gettext_lazy("Hva slags avvik er det?"), choices=Avviksslag.choices)
    beskrivelse = forms.CharField(
        label=gettext_lazy("Hva stemmer ikke?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Skriv ikke navn eller helseopplysninger. Kommunen kan lese teksten når mappen er åpen."
        ),
    )


class Nyttavvik(Avviksskjema):
    """On a case that is named by its number."""

    saksnummer = forms.CharField(label=gettext_lazy("Saksnummer"), max_length=12)
    field_order = ("saksnummer", "slag", "beskrivelse")
