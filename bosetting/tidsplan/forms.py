"""Shape of what IMDi types when it asks for a tidsplan, or tells its own plan. The rules are in the services."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from bosetting.innmelding.forms import uker_fram
from bosetting.innmelding.rules import plan_aar
from bosetting.tidsplan.models import Tidsplanforesporsel, Tidsplansvar
from bosetting.tidsplan.rules import STORSTE_MAANED, Maanedstall, NyForesporsel, mulige_maaneder
from imdinett.kommune.models import Fylke, Kommune
from imdinett.web import norsk
from imdinett.web.felt import Datofelt, Tallfelt, Ukefelt, ukevalg
from imdinett.web.skjema import Skjema


class Foresporselskjema(Skjema):
    fra = Ukefelt(label=gettext_lazy("Fra uke"))
    til = Ukefelt(label=gettext_lazy("Til og med uke"))
    frist = Datofelt(label=gettext_lazy("Svarfrist"))
    melding = forms.CharField(
        label=gettext_lazy("Melding til kommunene"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Skriv ikke personopplysninger. Meldingen står i IMDinett, ikke i e-posten."),
    )
    fylker = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Alle kommuner i fylkene"),
        required=False,
        queryset=Fylke.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )
    kommuner = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Enkelte kommuner"),
        required=False,
        queryset=Kommune.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=gettext_lazy("Hold nede Ctrl for å velge flere."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn in ("fra", "til"):
            felt = self.fields[navn]
            assert isinstance(felt, forms.ChoiceField)
            felt.choices = ukevalg(uker_fram(plan_aar()[-1]))
        kommuner = self.fields["kommuner"]
        assert isinstance(kommuner, forms.ModelMultipleChoiceField)
        kommuner.queryset = Kommune.objects.gyldige().order_by("sortering", "pk")

    def ny(self) -> NyForesporsel:
        data = self.cleaned_data
        i_fylkene = Kommune.objects.gyldige().filter(fylke__in=data["fylker"])
        ider = {kommune.pk for kommune in data["kommuner"]} | set(i_fylkene.values_list("pk", flat=True))
        felt = {navn: data[navn] for navn in ("fra", "til", "frist", "melding")}
        return NyForesporsel(kommune_ider=sorted(ider), **felt)


class Maanedsskjema(Skjema):
    """W-07: one month of IMDi's own plan."""

    maaned = forms.TypedChoiceField(label=gettext_lazy("Måned"), coerce=date.fromisoformat)
    antall = Tallfelt(label=gettext_lazy("Ventet søkt ut i hele landet"), min_value=0, max_value=STORSTE_MAANED)
    merknad = forms.CharField(
        label=gettext_lazy("Merknad"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Kommunene leser den. Skriv hvorfor tallet er endret eller usikkert."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        maaned = self.fields["maaned"]
        assert isinstance(maaned, forms.ChoiceField)
        maaned.choices = [(en.isoformat(), norsk.maaned(en)) for en in mulige_maaneder()]

    def ny(self) -> Maanedstall:
        return Maanedstall(**self.cleaned_data)


class Purreskjema(Skjema):
    """Ids, never a filter: what is confirmed is exactly what was seen."""

    svar = forms.ModelMultipleChoiceField(
        queryset=Tidsplansvar.objects.none(),
        error_messages={"required": gettext_lazy("Velg minst én kommune.")},
    )

    def __init__(self, *args: Any, foresporsel: Tidsplanforesporsel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["svar"]
        assert isinstance(felt, forms.ModelMultipleChoiceField)
        felt.queryset = foresporsel.svar.ubesvart().select_related("kommune", "foresporsel")


class Bekreftskjema(Skjema):
    pass
