from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from bosetting.folkeregister.rules import lagrer_sted
from bosetting.person.models import Person
from imdinett.kommune.models import Kommune
from imdinett.web.felt import Datofelt
from imdinett.web.skjema import Skjema


class Oppslagsskjema(Skjema):
    """What Folkeregisteret shows of a person now. Of a strictly protected one no place is asked (security.md §5)."""

    kommune = forms.ModelChoiceField(
        label=gettext_lazy("Registrert i"),
        queryset=Kommune.objects.gyldige(),
        required=False,
        empty_label=gettext_lazy("Ingen bostedsadresse i Norge"),
    )
    flyttedato = Datofelt(label=gettext_lazy("Flyttet dit"), required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lagrer_sted(person):
            del self.fields["kommune"], self.fields["flyttedato"]
