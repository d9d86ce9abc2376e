"""Shape of an answer and of the choices on IMDi's page. The rules are in the services."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.avstemming.kvartal import Kvartal
from bosetting.avstemming.queries import Kvartalsrad
from bosetting.avstemming.services import Egnetall
from bosetting.avstemming.states import Avstemmingsstatus
from bosetting.bosatt.rules import MINSTE_GRUNN, STORSTE_GRUNN
from imdinett.kommune.models import Kommune
from imdinett.web.skjema import Skjema

STORSTE_TALL = 99_999


class Bekreftskjema(Skjema):
    """`avtrykk` says which numbers were on the page."""

    avtrykk = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, rad: Kvartalsrad, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rad = rad
        self.fields["avtrykk"].initial = rad.tall.avtrykk

    def er_sett(self) -> bool:
        return bool(self.cleaned_data["avtrykk"] == self.rad.tall.avtrykk)

    def vis_paa_nytt(self) -> None:
        """What was typed stays, on the numbers as they are now."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["avtrykk"] = self.rad.tall.avtrykk
        self.data = data


class Stemmerikkeskjema(Bekreftskjema):
    """The kommune's own number for each month; the register's stand there to begin with."""

    grunn = forms.CharField(
        label=gettext_lazy("Hva er det som ikke stemmer?"),
        help_text=gettext_lazy("Skriv saksnummer om du har det. Skriv ikke navn eller DUF-nummer."),
        min_length=MINSTE_GRUNN,
        max_length=STORSTE_GRUNN,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, rad: Kvartalsrad, **kwargs: Any) -> None:
        super().__init__(*args, rad=rad, **kwargs)
        maaneder = zip(rad.kvartal.maanedsnavn, rad.tall.bosatt, strict=True)
        for nr, (navn, bosatt) in enumerate(maaneder, start=1):
            self.fields[f"maaned_{nr}"] = forms.IntegerField(
                label=_("Bosatt i %(maaned)s") % {"maaned": navn.lower()},
                help_text=_("I registeret: %(antall)d") % {"antall": bosatt},
                initial=bosatt,
                min_value=0,
                max_value=STORSTE_TALL,
                widget=forms.NumberInput(attrs={"data-bredde": "tall"}),
            )
        self.order_fields(["avtrykk", "maaned_1", "maaned_2", "maaned_3", "grunn"])

    def egne(self) -> Egnetall:
        data = self.cleaned_data
        return Egnetall(per_maaned=[data[f"maaned_{nr}"] for nr in (1, 2, 3)], grunn=data["grunn"])


class Kvartalsfilter(Skjema):
    """GET: which quarter, and how far the kommuner have come."""

    kvartal = forms.ChoiceField(label=gettext_lazy("Kvartal"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False)

    def __init__(self, *args: Any, kvartaler: Sequence[Kvartal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn, valg in (
            ("kvartal", [(ett.kode, str(ett)) for ett in kvartaler]),
            ("status", [("", _("Alle")), *Avstemmingsstatus.choices]),
        ):
            felt = self.fields[navn]
            assert isinstance(felt, forms.ChoiceField)
            felt.choices = valg


class Purreskjema(Skjema):
    """Ids, never a filter: what is confirmed is exactly what was seen."""

    kommune = forms.ModelMultipleChoiceField(
        queryset=Kommune.objects.none(),
        error_messages={"required": gettext_lazy("Velg minst én kommune.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["kommune"]
        assert isinstance(felt, forms.ModelMultipleChoiceField)
        felt.queryset = Kommune.objects.gyldige().order_by("sortering", "pk")
