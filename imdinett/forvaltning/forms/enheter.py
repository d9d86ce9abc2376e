from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imdinett.kommune.models import Enhet, Kommune
from imdinett.web.skjema import Skjema


class Enhetsskjema(Skjema):
    navn = forms.CharField(label=_("Navn"), max_length=100)
    type = forms.ChoiceField(label=_("Hva slags enhet"), choices=Enhet.Type.choices, widget=forms.RadioSelect)
    kommune = forms.ModelChoiceField(
        label=_("Ligger i kommune"), queryset=Kommune.objects.none(), required=False, empty_label=_("Ikke valgt")
    )
    overordnet = forms.ModelChoiceField(
        label=_("Hører til region i Bufetat"),
        queryset=Enhet.objects.none(),
        required=False,
        empty_label=_("Ikke valgt"),
        help_text=_("Bare for omsorgssentre. De som arbeider i regionen, ser barna på omsorgssenteret."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sett(self.fields["kommune"], Kommune.objects.gyldige())
        _sett(self.fields["overordnet"], Enhet.objects.filter(type=Enhet.Type.BUFETAT))


class Enhetsbrukerskjema(Skjema):
    enhet = forms.ModelChoiceField(label=_("Enhet"), queryset=Enhet.objects.none(), empty_label=_("Velg"))
    navn = forms.CharField(label=_("Fullt navn"), max_length=100)
    epost = forms.EmailField(label=_("E-post"), max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sett(self.fields["enhet"], Enhet.objects.all())


class Enhetstilgangsskjema(Skjema):
    """Give or take the role in one enhet."""

    enhet = forms.ModelChoiceField(label=_("Enhet"), queryset=Enhet.objects.none(), empty_label=_("Velg"))
    gi = forms.ChoiceField(
        label=_("Hva skal skje?"),
        choices=[("ja", _("Gi tilgang")), ("nei", _("Ta bort tilgang"))],
        widget=forms.RadioSelect,
    )
    grunn = forms.CharField(label=_("Grunn"), min_length=5, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _sett(self.fields["enhet"], Enhet.objects.all())


def _sett(felt: forms.Field, valg: Any) -> None:
    assert isinstance(felt, forms.ModelChoiceField)
    felt.queryset = valg
