from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.anmodning.modell.models import Rundekriterium, Variant, Variantkommune, Variantvekt
from bosetting.anmodning.modell.rules import Kommunevalg, NyttKriterium, Vektvalg
from bosetting.anmodning.modell.states import Grunnlag
from bosetting.anmodning.rules import STORSTE_ANTALL
from imdinett.web.felt import Filfelt, Tallfelt
from imdinett.web.skjema import Skjema

HOYESTE_MINSTE = 999


class Variantskjema(Skjema):
    navn = forms.CharField(
        label=gettext_lazy("Navn på varianten"),
        max_length=60,
        help_text=gettext_lazy("Skriv hva som skiller den fra de andre, for eksempel «Mer vekt på arbeid»."),
    )
    fra = forms.ModelChoiceField(
        label=gettext_lazy("Begynn med"),
        queryset=Variant.objects.none(),
        required=False,
        empty_label=gettext_lazy("Standardvektene"),
    )

    def __init__(self, *args: Any, varianter: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["fra"]
        assert isinstance(felt, forms.ModelChoiceField)
        felt.queryset = varianter
        if not varianter.exists():
            del self.fields["fra"]


@dataclass(frozen=True)
class Vektrad:
    kriterium: Rundekriterium
    vekt: BoundField
    vekt_em: BoundField


class Vektskjema(Skjema):
    """A weight of each kind for every criterion, drawn as a table; the row's name is their label."""

    minste = Tallfelt(
        label=gettext_lazy("Minste antall til en kommune"),
        min_value=0,
        max_value=HOYESTE_MINSTE,
        help_text=gettext_lazy("Gjelder alle som ikke holdes utenfor. Enslige mindreårige kommer i tillegg."),
    )
    begrunnelse = forms.CharField(
        label=gettext_lazy("Begrunnelse for et lavere minsteantall"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Må fylles ut når minste antall er under 10 (B-014)."),
    )
    endret_nr = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kriterier: Iterable[Rundekriterium], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kriterier = list(kriterier)
        for kriterium in self.kriterier:
            for slag, navn in (("vekt", _("vekt")), ("vekt_em", _("vekt for enslige mindreårige"))):
                felt = Tallfelt(label=f"{kriterium}, {navn}", min_value=0, max_value=100)
                felt.widget.attrs["aria-labelledby"] = f"kriterium-{kriterium.pk} kolonne-{slag}"
                self.fields[f"{slag}-{kriterium.pk}"] = felt

    @property
    def vektrader(self) -> list[Vektrad]:
        return [Vektrad(en, self[f"vekt-{en.pk}"], self[f"vekt_em-{en.pk}"]) for en in self.kriterier]

    def valg(self) -> Vektvalg:
        data = self.cleaned_data
        return Vektvalg(
            vekter={en.pk: (data[f"vekt-{en.pk}"], data[f"vekt_em-{en.pk}"]) for en in self.kriterier},
            minste=data["minste"],
            begrunnelse=data["begrunnelse"],
        )

    @staticmethod
    def verdier(variant: Variant, vekter: Iterable[Variantvekt]) -> dict[str, Any]:
        ut: dict[str, Any] = {
            "minste": variant.minste,
            "begrunnelse": variant.begrunnelse,
            "endret_nr": variant.endret_nr,
        }
        for vekt in vekter:
            ut |= {f"vekt-{vekt.kriterium_id}": vekt.vekt, f"vekt_em-{vekt.kriterium_id}": vekt.vekt_em}
        return ut


class Kommuneskjema(Skjema):
    """What is said of one kommune in a variant. What does not belong to the chosen kind is left alone."""

    BEREGNET, UTELATT, MANUELT = "beregnet", "utelatt", "manuelt"
    slag = forms.ChoiceField(
        label=gettext_lazy("Tallet for kommunen"),
        widget=forms.RadioSelect,
        choices=(
            (BEREGNET, gettext_lazy("Beregnes av modellen")),
            (UTELATT, gettext_lazy("Kommunen holdes utenfor og får 0")),
            (MANUELT, gettext_lazy("Settes manuelt, ved siden av det beregnede")),
        ),
    )
    med_em = forms.BooleanField(
        label=gettext_lazy("Modellen kan be kommunen om å ta imot enslige mindreårige"), required=False
    )
    antall = Tallfelt(label=gettext_lazy("Antall satt manuelt"), required=False, min_value=0, max_value=STORSTE_ANTALL)
    herav_em = Tallfelt(
        label=gettext_lazy("Herav enslige mindreårige"), required=False, min_value=0, max_value=STORSTE_ANTALL
    )
    begrunnelse = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Må fylles ut når kommunen holdes utenfor eller tallet settes manuelt. Kommunen ser begrunnelsen når "
            "runden er sendt."
        ),
    )
    endret_nr = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("slag") == self.MANUELT and data.get("antall") is None and "antall" not in self.errors:
            self.add_error("antall", _("Antall satt manuelt må fylles ut."))
        return data

    def valg(self) -> Kommunevalg:
        data, slag = self.cleaned_data, self.cleaned_data["slag"]
        return Kommunevalg(
            utelatt=slag == self.UTELATT,
            med_em=data["med_em"] and slag != self.UTELATT,
            antall=data["antall"] if slag == self.MANUELT else None,
            herav_em=data["herav_em"] if slag == self.MANUELT else None,
            begrunnelse=data["begrunnelse"] if slag != self.BEREGNET else "",
        )

    @classmethod
    def verdier(cls, variant: Variant, valg: Variantkommune | None) -> dict[str, Any]:
        ut: dict[str, Any] = {"slag": cls.BEREGNET, "endret_nr": variant.endret_nr}
        if valg is None:
            return ut
        slag = cls.UTELATT if valg.utelatt else cls.MANUELT if valg.antall is not None else cls.BEREGNET
        felt = {navn: getattr(valg, navn) for navn in ("med_em", "antall", "herav_em", "begrunnelse")}
        return {**ut, **felt, "slag": slag}


class Brukskjema(Skjema):
    endret_nr = forms.IntegerField(widget=forms.HiddenInput)


class Kriterieskjema(Skjema):
    navn = forms.CharField(label=gettext_lazy("Navn, bokmål"), max_length=80)
    navn_nn = forms.CharField(label=gettext_lazy("Navn, nynorsk"), max_length=80)
    grunnlag = forms.ChoiceField(
        label=gettext_lazy("Hva er verdiene?"), widget=forms.RadioSelect, choices=Grunnlag.choices
    )

    def nytt(self) -> NyttKriterium:
        data = self.cleaned_data
        return NyttKriterium(navn=data["navn"], navn_nn=data["navn_nn"], grunnlag=Grunnlag(data["grunnlag"]))


class Verdifilskjema(Skjema):
    fil = Filfelt(
        label=gettext_lazy("Fil med verdier"),
        typer=(".csv", ".xlsx"),
        help_text=gettext_lazy(
            "CSV eller XLSX med kolonnene kommunenummer og verdi. Vi leser filen og viser hva som blir lagret, før noe "
            "lagres."
        ),
    )
