"""Shape of what people type about anmodninger and vedtak. The rules are in the services."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.anmodning import rules
from bosetting.anmodning.models import Anmodning, Anmodningsrunde, Kommunevedtak
from bosetting.anmodning.queries import Svar, Tallkommune, er_lik
from bosetting.anmodning.rules import Rundeinnhold, Tall, Vedtakssvar
from bosetting.anmodning.states import Onske, Rundetype
from imdinett.kjerne import klokke
from imdinett.kommune.models import Fylke, Kommune
from imdinett.web.felt import Datofelt, Filfelt, Tallfelt
from imdinett.web.skjema import Feil, Skjema, feil_i

AAR_FRAM = 2


class Vedtaksskjema(Skjema):
    antall = Tallfelt(
        label=gettext_lazy("Antall personer i vedtaket"),
        min_value=0,
        max_value=rules.STORSTE_ANTALL,
        help_text=gettext_lazy("Skriv 0 hvis kommunen har vedtatt å ikke bosette."),
    )
    herav_em = Tallfelt(
        label=gettext_lazy("Herav enslige mindreårige"),
        min_value=0,
        max_value=rules.STORSTE_ANTALL,
        help_text=gettext_lazy("Skriv 0 hvis vedtaket ikke gjelder enslige mindreårige."),
    )
    vedtaksdato = Datofelt(label=gettext_lazy("Dato for vedtaket i kommunen"))
    dokument = Filfelt(
        label=gettext_lazy("Vedtaket som fil"),
        required=False,
        help_text=gettext_lazy("PDF, Word, PNG eller JPEG, høyst 20 MB. Filen må ikke ha personopplysninger."),
    )
    merknad = forms.CharField(
        label=gettext_lazy("Merknad"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Vilkår i vedtaket endrer ikke antallet."),
    )
    onsker = forms.MultipleChoiceField(
        label=gettext_lazy("Ønsker og kapasitet"),
        required=False,
        choices=Onske.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Kryss av for dem kommunen har særlig god plass til. IMDi ser ønskene, men de binder ikke: kommunen "
            "kan ikke velge nasjonalitet eller familietype. Bare antallet enslige mindreårige er et eget valg."
        ),
    )
    versjon = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def svar(self) -> Vedtakssvar:
        data = self.cleaned_data
        return Vedtakssvar(
            antall=data["antall"],
            herav_em=data["herav_em"],
            vedtaksdato=data["vedtaksdato"],
            merknad=data["merknad"],
            onsker=tuple(data["onsker"]),
        )

    def clean(self) -> dict[str, Any]:
        """W-13: a wish that the decision itself rules out is said at once; every other wish is only a wish."""
        data = super().clean() or self.cleaned_data
        if Onske.EM in data.get("onsker", ()) and data.get("herav_em") == 0:
            tekst = _("Vedtaket har ingen plasser til enslige mindreårige. Skriv antallet over, eller ta bort krysset.")
            self.add_error("onsker", tekst)
        return data

    @staticmethod
    def verdier(vedtak: Kommunevedtak) -> dict[str, Any]:
        felt = ("antall", "herav_em", "vedtaksdato", "merknad", "onsker", "versjon")
        return {navn: getattr(vedtak, navn) for navn in felt}


class Godkjenningsskjema(Skjema):
    """`versjon` is what was seen on the check page. A no is asked about once more (ui.md 5.7)."""

    versjon = forms.IntegerField(widget=forms.HiddenInput)
    er_nei = forms.BooleanField(
        label=gettext_lazy("Ja, kommunen sier nei til å bosette."),
        error_messages={"required": gettext_lazy("Kommunen sier nei til å bosette. Kryss av for at det stemmer.")},
    )

    def __init__(self, *args: Any, vedtak: Kommunevedtak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if vedtak.antall:
            del self.fields["er_nei"]


class Forkastskjema(Skjema):
    versjon = forms.IntegerField(widget=forms.HiddenInput)


# ---- IMDi's round
class Rundeskjema(Skjema):
    aar = forms.TypedChoiceField(label=gettext_lazy("År"), coerce=int)
    type = forms.ChoiceField(label=gettext_lazy("Type anmodning"), choices=Rundetype.choices)
    behov = Tallfelt(label=gettext_lazy("Nasjonalt behov"), min_value=1, max_value=999_999)
    behov_em = Tallfelt(label=gettext_lazy("Herav enslige mindreårige"), min_value=0, max_value=999_999)
    frist = Datofelt(label=gettext_lazy("Svarfrist for kommunene"))
    kriterier = forms.CharField(
        label=gettext_lazy("Kriterier, bokmål"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Teksten står i brevet til kommuner med bokmål eller nøytral målform."),
    )
    kriterier_nn = forms.CharField(
        label=gettext_lazy("Kriterier, nynorsk"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Teksten står i brevet til kommuner med nynorsk målform."),
    )
    endret_nr = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, runde: Anmodningsrunde | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if runde:
            del self.fields["aar"], self.fields["type"]
        else:
            i_aar = klokke.today().year
            self.fields["aar"].choices = [(aar, str(aar)) for aar in range(i_aar, i_aar + AAR_FRAM + 1)]  # type: ignore[attr-defined]

    def innhold(self) -> Rundeinnhold:
        return Rundeinnhold(**{felt: self.cleaned_data[felt] for felt in Rundeinnhold.__dataclass_fields__})

    @staticmethod
    def verdier(runde: Anmodningsrunde) -> dict[str, Any]:
        return {felt: getattr(runde, felt) for felt in (*Rundeinnhold.__dataclass_fields__, "endret_nr")}


class Tallrad(Skjema):
    """The three fields of one kommune in the table; the row's name is their label."""

    antall = Tallfelt(label=gettext_lazy("Antall"), required=False, min_value=0, max_value=rules.STORSTE_ANTALL)
    herav_em = Tallfelt(label=gettext_lazy("Herav EM"), required=False, min_value=0, max_value=rules.STORSTE_ANTALL)
    begrunnelse = forms.CharField(label=gettext_lazy("Begrunnelse"), required=False, max_length=300)
    sett = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kommune: Kommune, forrige: Anmodning | None = None, **kwargs: Any) -> None:
        self.kommune, self.forrige = kommune, forrige
        super().__init__(*args, prefix=f"k{kommune.pk}", **kwargs)
        for navn, felt in self.fields.items():
            felt.widget.attrs["aria-labelledby"] = f"kommune-{kommune.pk} kolonne-{navn}"
            felt.label = f"{kommune}: {felt.label}"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        antall, herav_em = data.get("antall"), data.get("herav_em") or 0
        if antall is None:
            if herav_em and not self.errors:
                self._feil("antall", _("Antall må fylles ut når det er tall for enslige mindreårige."))
        elif herav_em > antall:
            self._feil("herav_em", _("Herav EM kan ikke være flere enn antallet."))
        elif self.er_skrevet() and rules.krever_begrunnelse(antall) and not data.get("begrunnelse"):
            self._feil("begrunnelse", _("Begrunnelse må fylles ut når antallet er fra 1 til 9 (B-014)."))
        return data

    def _feil(self, felt: str, tekst: str) -> None:
        self.add_error(felt, ValidationError(f"{self.kommune}: {tekst}"))

    def er_skrevet(self) -> bool:
        """Something other than what the page came with, whatever stands there by now."""
        data = self.cleaned_data
        skrevet = rules.som_sett(data.get("antall"), data.get("herav_em"), data.get("begrunnelse", ""))
        return skrevet != data.get("sett", "")

    def meld_kollisjon(self, naa: str) -> None:
        antall, em, _begrunnelse = naa.split("/", 2) if naa else ("", "", "")
        if naa:
            tekst = _("Noen andre har endret tallet til %(antall)s (herav EM %(em)s). Lagre på nytt for å bruke ditt.")
        else:
            tekst = _("Noen andre har tatt bort tallet. Lagre på nytt for å bruke ditt.")
        self._feil("antall", tekst % {"antall": antall, "em": em})
        self.data = dict(self.data.items()) | {self.add_prefix("sett"): naa}

    def tall(self) -> Tall:
        data = self.cleaned_data
        return Tall(
            kommune_id=self.kommune.pk,
            antall=data["antall"],
            herav_em=data["herav_em"] or 0 if data["antall"] is not None else 0,
            begrunnelse=data["begrunnelse"] if data["antall"] is not None else "",
            sett=data["sett"],
        )


class Talltabell:
    """The rows of the page, as one thing with errors for the summary."""

    def __init__(self, rader: Iterable[Tallrad]) -> None:
        self.rader = list(rader)

    @property
    def errors(self) -> list[Feil]:
        return feil_i([rad for rad in self.rader if rad.is_bound])

    def __iter__(self) -> Any:
        return iter(self.errors)

    def is_valid(self) -> bool:
        # Every row is asked, so that each shows its own error.
        gyldige = [rad.is_valid() for rad in self.rader]
        return all(gyldige)

    def endret(self) -> list[Tall]:
        return [rad.tall() for rad in self.rader if rad.er_skrevet()]

    def meld_kollisjon(self, endret: dict[int, str]) -> None:
        """Say at each row what somebody else has written there; what this user typed stays in the fields."""
        for rad in self.rader:
            if rad.kommune.pk in endret:
                rad.meld_kollisjon(endret[rad.kommune.pk])


class Tallfilter(Skjema):
    """Which kommuner the table shows."""

    VIS = (
        ("", gettext_lazy("Alle kommuner")),
        ("mangler", gettext_lazy("Uten tall")),
        ("lave", gettext_lazy("Under 10")),
        ("endret", gettext_lazy("Endret fra forrige")),
    )
    fylke = forms.ChoiceField(label=gettext_lazy("Fylke"), required=False)
    vis = forms.ChoiceField(label=gettext_lazy("Vis"), required=False, choices=VIS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _gi_fylker(self.fields["fylke"], Fylke.objects.all())

    @staticmethod
    def fra_skjema(data: QueryDict) -> QueryDict:
        ut = QueryDict(mutable=True)
        for navn in ("fylke", "vis"):
            if data.get(navn):
                ut[navn] = str(data[navn])
        return ut

    def slipper_gjennom(self, en: Tallkommune) -> bool:
        if not self.is_valid():
            return True
        fylke, vis = self.cleaned_data["fylke"], self.cleaned_data["vis"]
        return (not fylke or en.kommune.fylke_id == fylke) and (not vis or _VIS[vis](en))


_VIS: dict[str, Callable[[Tallkommune], bool]] = {
    "mangler": lambda en: en.rad is None,
    "lave": lambda en: en.rad is not None and rules.krever_begrunnelse(en.rad.antall),
    "endret": lambda en: en.rad is not None and not er_lik(en.rad, en.forrige),
}


def _gi_fylker(felt: forms.Field, fylker: Iterable[Fylke]) -> None:
    assert isinstance(felt, forms.ChoiceField)
    felt.choices = [("", _("Alle fylker")), *((fylke.pk, str(fylke)) for fylke in fylker)]


class Svarfilter(Skjema):
    """Which kommuner the overview of answers shows."""

    STATUS = (
        ("", gettext_lazy("Alle")),
        ("svart", gettext_lazy("Har svart")),
        ("ikke_svart", gettext_lazy("Har ikke svart")),
        ("sen", gettext_lazy("Over fristen")),
        ("ikke_spurt", gettext_lazy("Ikke bedt om plasser")),
    )
    fylke = forms.ChoiceField(label=gettext_lazy("Fylke"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False, choices=STATUS)

    def __init__(self, *args: Any, fylker: Iterable[Fylke], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _gi_fylker(self.fields["fylke"], fylker)

    def slipper_gjennom(self, svar: Svar) -> bool:
        if not self.is_valid():
            return True
        fylke, status = self.cleaned_data["fylke"], self.cleaned_data["status"]
        return (not fylke or svar.kommune.fylke_id == fylke) and (not status or _STATUS[status](svar))


_STATUS: dict[str, Callable[[Svar], bool]] = {
    "svart": lambda svar: svar.anmodning.antall > 0 and not svar.skylder_svar,
    "ikke_svart": lambda svar: svar.skylder_svar,
    "sen": lambda svar: svar.er_sen,
    "ikke_spurt": lambda svar: svar.anmodning.antall == 0,
}


class Importskjema(Skjema):
    fil = Filfelt(
        label=gettext_lazy("Fil med tall"),
        typer=(".csv", ".xlsx"),
        help_text=gettext_lazy(
            "CSV eller XLSX med kolonnene kommunenummer, antall, herav_em og begrunnelse. Vi leser filen og viser "
            "hva som blir lagret, før noe lagres."
        ),
    )


class Importbekreftelse(Skjema):
    rader = forms.CharField(widget=forms.HiddenInput)


class Sendeskjema(Skjema):
    endret_nr = forms.IntegerField(widget=forms.HiddenInput)


class Purreskjema(Skjema):
    """Ids, never a filter: what is confirmed is exactly what was seen."""

    anmodning = forms.ModelMultipleChoiceField(
        queryset=Anmodning.objects.none(),
        error_messages={"required": gettext_lazy("Velg minst én kommune.")},
    )

    def __init__(self, *args: Any, aar: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["anmodning"]
        assert isinstance(felt, forms.ModelMultipleChoiceField)
        felt.queryset = Anmodning.objects.gjeldende().filter(aar=aar)
