from django import forms
from django.utils.translation import gettext_lazy

from imdinett.web.skjema import Skjema


class Sokeskjema(Skjema):
    """By POST only. The field has the name that the header's field has."""

    sok = forms.CharField(
        label=gettext_lazy("Søk"),
        min_length=3,
        max_length=100,
        help_text=gettext_lazy(
            "Listenummer, saksnummer, kommune, navn, DUF-nummer, fødselsnummer, D-nummer eller fødselsdato. Søk etter "
            "personer blir logget."
        ),
    )
