from django import forms
from django.utils.translation import gettext_lazy as _

from bosetting.ankomst.services import NyAnkomst
from imdinett.web.felt import Datofelt
from imdinett.web.skjema import Skjema


class Ankomstskjema(Skjema):
    dato = Datofelt(label=_("Ankomstdag"))
    sted = forms.CharField(label=_("Ankomststed"), max_length=100, help_text=_("Flyplass eller annet sted."))
    reiserute = forms.CharField(
        label=_("Reiserute"), max_length=200, help_text=_("Fly, tid og mellomlandinger. Skriv ikke navn.")
    )

    def ny(self) -> NyAnkomst:
        return NyAnkomst(**self.cleaned_data)
