from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.web.lister.rules import MAKS_NAVN
from imdinett.web.skjema import Skjema

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


class Lagreskjema(Skjema):
    """What stands in the filter when it is sent is what is kept."""

    prefix = "utvalg"
    navn = forms.CharField(
        label=gettext_lazy("Navn på utvalget"),
        max_length=MAKS_NAVN,
        help_text=gettext_lazy("For eksempel «Privatboende uten avvik». Skriv ikke navn på personer."),
    )
    standard = forms.BooleanField(label=gettext_lazy("Start listen med dette utvalget"), required=False)
    delt = forms.BooleanField(required=False)

    def __init__(self, *args: Any, kan_dele: bool, kommune: "Kommune | None", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hvem = {"kommune": kommune}
        self.fields["delt"].label = _("Del med %(kommune)s kommune") % hvem if kommune else _("Del med IMDi")
        if not kan_dele:
            del self.fields["delt"]
