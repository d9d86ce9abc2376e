from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.models import Melding
from imdinett.forvaltning.services.avtaler import Signatur
from imdinett.forvaltning.services.meldinger import Innhold
from imdinett.kjerne import klokke
from imdinett.kommune.models import Fylke
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.felt import Datofelt
from imdinett.web.skjema import Skjema


class Avtaleskjema(Skjema):
    versjon = forms.CharField(label=_("Versjon av avtalen"), max_length=20, help_text=_("Slik den står på avtalen."))
    signert_dato = Datofelt(label=_("Signert dato"))
    signert_av = forms.CharField(label=_("Signert av"), max_length=100, help_text=_("Navn og stilling."))
    fil = forms.FileField(
        label=_("Den signerte avtalen"), required=False, help_text=_("PDF, PNG, JPEG, DOCX eller XLSX, høyst 20 MB.")
    )

    def signatur(self) -> Signatur:
        data = self.cleaned_data
        return Signatur(data["versjon"], data["signert_dato"], data["signert_av"])


class Fylkesbrukerskjema(Skjema):
    fylke = forms.ModelChoiceField(label=_("Fylke"), queryset=Fylke.objects.none())
    navn = forms.CharField(label=_("Fullt navn"), max_length=100)
    epost = forms.EmailField(label=_("E-post"), max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["fylke"]
        assert isinstance(felt, forms.ModelChoiceField)
        felt.queryset = Fylke.objects.filter(kommune__gyldig_til=None).distinct()


class Fylkeskjema(Skjema):
    """Give or take the fylke role of one fylke."""

    fylke = forms.ModelChoiceField(label=_("Fylke"), queryset=Fylke.objects.none())
    gi = forms.ChoiceField(
        label=_("Hva skal skje?"),
        choices=[("ja", _("Gi tilgang")), ("nei", _("Ta bort tilgang"))],
        widget=forms.RadioSelect,
    )
    grunn = forms.CharField(label=_("Grunn"), min_length=5, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["fylke"]
        assert isinstance(felt, forms.ModelChoiceField)
        felt.queryset = Fylke.objects.filter(kommune__gyldig_til=None).distinct()


class Skjermingslederskjema(Skjema):
    leder = forms.ModelChoiceField(
        label=_("Leder"),
        queryset=Bruker.objects.none(),
        required=False,
        empty_label=_("Ingen"),
        help_text=_("Bare de som leser innsynsloggen i IMDi, kan velges."),
    )
    grunn = forms.CharField(label=_("Grunn"), min_length=5, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["leder"]
        assert isinstance(felt, forms.ModelChoiceField)
        felt.queryset = tildeling.aktive_i_imdi(Rettighet.INNSYNSLOGG_LES)


class Meldingskjema(Skjema):
    """Both forms of Norwegian must be there; the period is whole days."""

    tittel_nb = forms.CharField(label=_("Tittel på bokmål"), max_length=120)
    tekst_nb = forms.CharField(label=_("Tekst på bokmål"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    tittel_nn = forms.CharField(label=_("Tittel på nynorsk"), max_length=120)
    tekst_nn = forms.CharField(label=_("Tekst på nynorsk"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    slag = forms.ChoiceField(label=_("Slag"), choices=Melding.Slag.choices, widget=forms.RadioSelect)
    sted = forms.ChoiceField(label=_("Hvor vises den?"), choices=Melding.Sted.choices, widget=forms.RadioSelect)
    maalgruppe = forms.ChoiceField(
        label=_("Hvem ser den?"), choices=Melding.Maalgruppe.choices, widget=forms.RadioSelect
    )
    vises_fra = Datofelt(label=_("Første dag"))
    vises_til = Datofelt(label=_("Siste dag"))

    def innhold(self) -> Innhold:
        data = self.cleaned_data
        tekster = {navn: data[navn].strip() for navn in ("tittel_nb", "tittel_nn", "tekst_nb", "tekst_nn")}
        return Innhold(
            **tekster,
            slag=data["slag"],
            sted=data["sted"],
            maalgruppe=data["maalgruppe"],
            vises_fra=klokke.starten_av(data["vises_fra"]),
            vises_til=klokke.slutten_av(data["vises_til"]),
        )
