"""Why somebody looks at persons without a task on them (decision 19)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bosetting.person.forms import Personsok
from imdinett.web.skjema import Skjema

ANNET = "annet"
MINSTE_TEKST = 10


class Formaalskjema(Skjema):
    """A choice, and words of one's own where the choice says too little."""

    VALG: tuple[tuple[str, Any], ...] = (
        ("oppfolging", _("Jeg følger opp saken eller fordelingen")),
        ("henvendelse", _("Jeg svarer på en henvendelse om saken")),
        ("kontroll", _("Jeg kontrollerer eller retter opplysninger")),
        (ANNET, _("Noe annet")),
    )
    hvorfor = forms.ChoiceField(label=_("Hvorfor åpner du mappen?"), widget=forms.RadioSelect)
    utdyping = forms.CharField(
        label=_("Med egne ord"),
        help_text=_("Må fylles ut når du velger «Noe annet». Skriv ikke navn eller helseopplysninger."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valg = self.fields["hvorfor"]
        assert isinstance(valg, forms.ChoiceField)
        valg.choices = list(self.VALG)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("hvorfor") == ANNET and len(data.get("utdyping", "").strip()) < MINSTE_TEKST:
            self.add_error("utdyping", _("Med egne ord må ha minst 10 tegn når du velger «Noe annet»."))
        return data

    def tekst(self) -> str:
        """What the log keeps."""
        valgt = str(dict(self.VALG)[self.cleaned_data["hvorfor"]])
        utdyping = self.cleaned_data["utdyping"].strip()
        return f"{valgt}: {utdyping}" if utdyping else valgt


class Sideformaal(Formaalskjema):
    """The same question before a page that is no folder."""

    hvorfor = forms.ChoiceField(label=_("Hvorfor åpner du siden?"), widget=forms.RadioSelect)


class Lesersok(Personsok, Formaalskjema):
    """A search by somebody who only reads: the terms and the purpose in one."""

    hvorfor = forms.ChoiceField(label=_("Hvorfor søker du?"), widget=forms.RadioSelect)
    field_order = ("sok", "hvorfor", "utdyping")
