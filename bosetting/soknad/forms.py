from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bosetting.soknad.queries import AVVIS, INNVILG, TREKK, UTEN
from imdinett.web.felt import Datofelt
from imdinett.web.lister.fanefilter import Fanefilter
from imdinett.web.skjema import Skjema

__all__ = ["AVVIS", "INNVILG", "TREKK", "Behandlingsskjema", "Soknadsfilter", "Soknadsskjema"]
TEKSTER = {
    INNVILG: _("Husstanden får tilbud om bosetting"),
    AVVIS: _("Søknaden kom for sent: ingen tilbud, brev sendes og sakene avsluttes"),
    TREKK: _("Husstanden har trukket søknaden"),
}


class Soknadsfilter(Fanefilter):
    felt = "vis"
    etikett = _("Søknader")
    valgene = (
        ("", _("Til behandling")),
        ("venter", _("Venter på tillatelse")),
        (UTEN, _("Har ikke søkt")),
        ("behandlet", _("Behandlet")),
    )


class Soknadsskjema(Skjema):
    mottatt_dato = Datofelt(label=_("Søknaden mottatt"))


class Behandlingsskjema(Skjema):
    """The page offers what the rules allow; the services decide."""

    utfall = forms.ChoiceField(label=_("Hva skal skje med søknaden?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, utfall: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["utfall"]
        assert isinstance(felt, forms.ChoiceField)
        felt.choices = [(kode, TEKSTER[kode]) for kode in utfall]
