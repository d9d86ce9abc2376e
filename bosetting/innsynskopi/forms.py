from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from imdinett.web.skjema import Skjema


class Kopiskjema(Skjema):
    saksnummer = forms.CharField(
        label=_("Saksnummer"), max_length=12, help_text=_("Saksnummeret står i brevene personen har fått.")
    )
    sprak = forms.ChoiceField(
        label=_("Målform"), required=False, choices=[("", _("Som kommunen bruker")), *settings.LANGUAGES]
    )
