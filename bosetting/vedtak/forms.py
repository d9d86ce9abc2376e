"""What IMDi chooses and types when a decision is made, reversed or declined."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bosetting.person.states import Sakstilstand
from bosetting.vedtak import rules
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.web.felt import Datofelt
from imdinett.web.skjema import Skjema


class Fattskjema(Skjema):
    """The check page. The households come from the list; the date is the decision's."""

    utsokingsdato = Datofelt(label=_("Utsøkingsdato"))


class _Valgskjema(Skjema):
    """Which persons of the household it concerns: all of them unless somebody is ticked off."""

    valgte = forms.MultipleChoiceField(
        label=_("Hvem gjelder det?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én person.")},
    )

    def __init__(self, vedtak: Sequence[Bosettingsvedtak], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["valgte"]
        assert isinstance(felt, forms.MultipleChoiceField)
        felt.choices = [(str(ett.pk), _navn(ett)) for ett in vedtak]
        felt.initial = [str(ett.pk) for ett in vedtak]

    def ider(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["valgte"]]


def _navn(vedtak: Bosettingsvedtak) -> str:
    """A case is named by its number here: the names are in the folder, where each look is logged."""
    return f"{vedtak.linje.betegnelse} – {vedtak.sak}, {vedtak.sak.get_kategori_display()}"


class Opphevskjema(_Valgskjema):
    grunn = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Kommunen får lese begrunnelsen. Skriv ikke navn eller helseopplysninger."),
        min_length=rules.MINSTE_GRUNN,
        max_length=rules.STORSTE_GRUNN,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class Takketneiskjema(_Valgskjema):
    slutt = forms.ChoiceField(
        label=_("Hva skjer videre?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("", _("Vet ikke ennå")),
            (Sakstilstand.SELVBOSATT, _("Flyktningen bosetter seg selv")),
            (Sakstilstand.AVSLUTTET, _("Saken avsluttes")),
        ],
    )

    def sluttilstand(self) -> Sakstilstand | None:
        valgt = self.cleaned_data["slutt"]
        return Sakstilstand(valgt) if valgt else None
