"""Shape of what people type in a report. The rules are in the services."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from bosetting.innmelding.rules import (
    STORSTE_ANTALL,
    NyBestemtPerson,
    NyBolig,
    NyEmKapasitet,
    NyePlasser,
    Profilinnhold,
    Regelinnhold,
    plan_aar,
)
from bosetting.innmelding.slag import SLAG
from bosetting.innmelding.states import Aldersgruppe, Boligtype, Filslag, Passer, Relasjon, Utdanningstilbud
from imdinett.kjerne import klokke
from imdinett.web.felt import Datofelt, Filfelt, Tallfelt, Ukefelt, mandager, ukevalg
from imdinett.web.skjema import Skjema

UKER_FRAM = 53
BILDETYPER = (".pdf", ".png", ".jpg")


def _fritekst(rader: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rader})


class Slagfilter(Skjema):
    """Drawn as tabs."""

    slag = forms.ChoiceField(
        label=gettext_lazy("Slag innmelding"), choices=[(kode, ett.flertall) for kode, ett in SLAG.items()]
    )


class Imdislagfilter(Slagfilter):
    alle = forms.ChoiceField(
        label=gettext_lazy("Utvalg"),
        required=False,
        choices=[("", gettext_lazy("Venter på IMDi eller gjelder nå")), ("1", gettext_lazy("Alle"))],
    )


class Plasskjema(Skjema):
    maks_antall_personer = Tallfelt(label=gettext_lazy("Maks antall personer"), min_value=1, max_value=STORSTE_ANTALL)
    uke = Ukefelt(label=gettext_lazy("Klar for bosetting"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt, aar = self.fields["uke"], plan_aar()
        assert isinstance(felt, forms.ChoiceField)
        felt.choices = ukevalg(uker_fram(aar[-1]))

    def ny(self) -> NyePlasser:
        return NyePlasser(**{navn: self.cleaned_data[navn] for navn in NyePlasser.__dataclass_fields__})


def uker_fram(siste_aar: int) -> list[date]:
    """The Mondays from this week to the last week of a year."""
    i_dag = klokke.today()
    siste = klokke.mandag(siste_aar, klokke.uker_i(siste_aar))
    return mandager(i_dag, (siste - i_dag).days // 7 + 2)


class Boligskjema(Skjema):
    omrade = forms.CharField(
        label=gettext_lazy("Adresse eller område"),
        max_length=120,
        help_text=gettext_lazy("Skriv bare området hvis adressen ikke skal være kjent ennå."),
    )
    type = forms.ChoiceField(
        label=gettext_lazy("Type bolig"), choices=[("", gettext_lazy("Velg type")), *Boligtype.choices]
    )
    soverom = Tallfelt(label=gettext_lazy("Soverom"), min_value=0, max_value=STORSTE_ANTALL)
    maks_personer = Tallfelt(label=gettext_lazy("Høyst antall personer"), min_value=1, max_value=STORSTE_ANTALL)
    ledig_fra = Datofelt(label=gettext_lazy("Ledig fra"))
    husleie = Tallfelt(
        label=gettext_lazy("Husleie per måned"), required=False, min_value=0, max_value=9_999_999,
        help_text=gettext_lazy("I kroner."),
    )  # fmt: skip
    universell_utforming = forms.BooleanField(label=gettext_lazy("Boligen er universelt utformet"), required=False)
    passer_for = forms.MultipleChoiceField(
        label=gettext_lazy("Passer for"), choices=Passer.choices, widget=forms.CheckboxSelectMultiple
    )
    merknad = forms.CharField(
        label=gettext_lazy("Merknad"), required=False, max_length=1000, widget=_fritekst(),
        help_text=gettext_lazy("Skriv ikke om bestemte personer."),
    )  # fmt: skip
    bilde = Filfelt(
        label=gettext_lazy("Bilde"),
        required=False,
        typer=BILDETYPER,
        help_text=gettext_lazy("PNG, JPEG eller PDF, høyst 20 MB. Du kan legge til flere etterpå."),
    )
    plantegning = Filfelt(
        label=gettext_lazy("Plantegning"),
        required=False,
        typer=BILDETYPER,
        help_text=gettext_lazy("PNG, JPEG eller PDF, høyst 20 MB."),
    )

    def ny(self) -> NyBolig:
        data = {navn: self.cleaned_data[navn] for navn in NyBolig.__dataclass_fields__}
        return NyBolig(**{**data, "passer_for": tuple(data["passer_for"])})

    def filer(self) -> list[tuple[Filslag, Any]]:
        valgte = [(slag, self.cleaned_data[slag.value]) for slag in Filslag]
        return [(slag, fil) for slag, fil in valgte if fil]


class Filskjema(Skjema):
    slag = forms.ChoiceField(label=gettext_lazy("Hva viser filen?"), choices=Filslag.choices, widget=forms.RadioSelect)
    fil = Filfelt(
        label=gettext_lazy("Fil"), typer=BILDETYPER, help_text=gettext_lazy("PNG, JPEG eller PDF, høyst 20 MB.")
    )


class Personskjema(Skjema):
    duf_nummer = forms.CharField(
        label=gettext_lazy("DUF-nummer"), max_length=20, help_text=gettext_lazy("12 sifre. Personen kjenner nummeret.")
    )
    navn = forms.CharField(label=gettext_lazy("Navn"), max_length=200)
    relasjon = forms.ChoiceField(
        label=gettext_lazy("Tilknytning til kommunen"), choices=[("", gettext_lazy("Velg")), *Relasjon.choices]
    )
    begrunnelse = forms.CharField(
        label=gettext_lazy("Begrunnelse"), max_length=1000, widget=_fritekst(),
        help_text=gettext_lazy("Skriv ikke helseopplysninger."),
    )  # fmt: skip
    bolig_kjent = forms.BooleanField(label=gettext_lazy("Boligen er kjent"), required=False)
    avtalt_selvbosetting = forms.BooleanField(
        label=gettext_lazy("Dette er avtalt selvbosetting"),
        required=False,
        help_text=gettext_lazy("Personen har funnet bolig selv, og kommunen har sett på leiekontrakten."),
    )

    def ny(self) -> NyBestemtPerson:
        return NyBestemtPerson(**{navn: self.cleaned_data[navn] for navn in NyBestemtPerson.__dataclass_fields__})


class Kapasitetsskjema(Skjema):
    antall = Tallfelt(label=gettext_lazy("Antall plasser"), min_value=1, max_value=STORSTE_ANTALL)
    uke = Ukefelt(label=gettext_lazy("Klar fra uke"))
    aldersgruppe = forms.ChoiceField(
        label=gettext_lazy("Aldersgruppe"), choices=Aldersgruppe.choices, widget=forms.RadioSelect
    )
    dognbemannet = forms.BooleanField(label=gettext_lazy("Døgnbemannet"), required=False)
    saerskilte_forhold = forms.CharField(
        label=gettext_lazy("Særskilte forhold"),
        required=False,
        max_length=300,
        widget=_fritekst(3),
        help_text=gettext_lazy("For eksempel aldersgruppe i boligen eller plass til følgeperson."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["uke"]
        assert isinstance(felt, forms.ChoiceField)
        felt.choices = ukevalg(mandager(klokke.today(), UKER_FRAM))

    def ny(self) -> NyEmKapasitet:
        return NyEmKapasitet(**{navn: self.cleaned_data[navn] for navn in NyEmKapasitet.__dataclass_fields__})


class Kansellerskjema(Skjema):
    pass


class Behandleskjema(Skjema):
    svar = forms.CharField(
        label=gettext_lazy("Svar til kommunen"),
        max_length=500,
        widget=_fritekst(),
        help_text=gettext_lazy("Kommunen leser svaret. Skriv ikke personopplysninger, heller ikke om personen finnes."),
    )


class Regelskjema(Skjema):
    tillatt = forms.TypedChoiceField(
        label=gettext_lazy("Tillater kommunen avtalt selvbosetting?"),
        choices=(("ja", gettext_lazy("Ja")), ("nei", gettext_lazy("Nei"))),
        coerce=lambda verdi: verdi == "ja",
        widget=forms.RadioSelect,
    )
    malgrupper = forms.CharField(
        label=gettext_lazy("Målgrupper"), required=False, max_length=1000, widget=_fritekst(3),
        help_text=gettext_lazy("Hvem ordningen gjelder for, for eksempel familier med nær slekt i kommunen."),
    )  # fmt: skip
    kriterier = forms.CharField(
        label=gettext_lazy("Kriterier"),
        required=False,
        max_length=2000,
        widget=_fritekst(6),
        help_text=gettext_lazy("Hva kommunen krever av bolig og leiekontrakt. Må fylles ut når kommunen tillater det."),
    )
    sett = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def innhold(self) -> Regelinnhold:
        return Regelinnhold(**{navn: self.cleaned_data[navn] for navn in Regelinnhold.__dataclass_fields__})


class Profilskjema(Skjema):
    """W-18."""

    utdanning = forms.MultipleChoiceField(
        label=gettext_lazy("Hva finnes i kommunen eller innenfor dagpendling?"),
        choices=Utdanningstilbud.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sykehus_km = Tallfelt(
        label=gettext_lazy("Kilometer til nærmeste sykehus"),
        min_value=0,
        help_text=gettext_lazy("Der folk får spesialisthelsetjenester, langs vei fra kommunesenteret."),
    )
    helsetilbud = forms.CharField(
        label=gettext_lazy("Om helsetilbudet"), required=False, max_length=1000, widget=_fritekst(3)
    )
    yrker = forms.CharField(
        label=gettext_lazy("Yrker det er behov for"),
        required=False,
        max_length=900,
        widget=_fritekst(3),
        help_text=gettext_lazy("Med komma mellom, for eksempel sykepleier, kokk, sveiser."),
    )
    arbeidsmarked = forms.CharField(
        label=gettext_lazy("Om arbeidsmarkedet"), required=False, max_length=1000, widget=_fritekst(3)
    )
    sett = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def innhold(self) -> Profilinnhold:
        data = self.cleaned_data
        yrker = (" ".join(ett.split()).lower() for ett in data["yrker"].replace("\n", ",").split(","))
        return Profilinnhold(
            utdanning=tuple(data["utdanning"]),
            sykehus_km=data["sykehus_km"],
            yrker=tuple(dict.fromkeys(filter(None, yrker))),
            arbeidsmarked=data["arbeidsmarked"],
            helsetilbud=data["helsetilbud"],
        )
