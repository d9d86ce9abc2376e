"""The forms about address protection."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person.states import Gradering
from imdinett.bruker.models import Bruker
from imdinett.web.skjema import Skjema

GRUNN_HJELP = gettext_lazy("Bare gruppen leser begrunnelsen. Skriv ikke hvor personen er.")


class Nivaaskjema(Skjema):
    til = forms.ChoiceField(label=gettext_lazy("Nytt nivå"))
    grunn = forms.CharField(label=gettext_lazy("Begrunnelse"), max_length=200, help_text=GRUNN_HJELP)

    def __init__(self, *args: Any, gjeldende: Gradering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["til"]
        assert isinstance(felt, forms.ChoiceField)
        andre = [(verdi, str(navn).capitalize()) for verdi, navn in Gradering.choices if verdi != gjeldende]
        felt.choices = [("", _("Velg nivå")), *andre]


class Gruppeskjema(Skjema):
    epost = forms.EmailField(
        label=gettext_lazy("E-post"),
        help_text=gettext_lazy("Til en i IMDi, eller til en av høyst to personer i kommunen saken hører til."),
    )
    grunn = forms.CharField(label=gettext_lazy("Begrunnelse"), max_length=200, help_text=GRUNN_HJELP)
    medlem: Bruker

    def clean_epost(self) -> str:
        epost: str = self.cleaned_data["epost"]
        medlem = Bruker.objects.aktive().filter(epost__iexact=epost).first()
        if medlem is None:
            raise forms.ValidationError(_("E-post: ingen aktiv bruker har denne adressen."))
        self.medlem = medlem
        return epost
