"""Forms for answers, and for what IMDi does with a list. Drafts are checked for shape only."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.fordeling import queries, rules
from bosetting.fordeling.models import Husstandssvar
from bosetting.fordeling.services import Utkast
from bosetting.fordeling.states import Avslagskode, Svar
from bosetting.fordeling.visning import Husstandskort
from bosetting.person.models import Husstand
from bosetting.person.states import Kategori
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.web import felt
from imdinett.web.skjema import Skjema

UKER_FRAM = 40


class Svarskjema(Skjema):
    """One household's answer. Every field may stand empty: it is a draft until Godkjenn."""

    svar = forms.ChoiceField(choices=Svar.choices, widget=forms.RadioSelect, required=False)
    uke = felt.Ukefelt(label=gettext_lazy("Ønsket bosettingsuke"), required=False)
    avslagskode = forms.ChoiceField(
        label=gettext_lazy("Årsak"),
        choices=[("", gettext_lazy("Velg årsak")), *Avslagskode.choices],
        required=False,
    )
    begrunnelse = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        max_length=rules.STORSTE_BEGRUNNELSE,
        required=False,
        help_text=gettext_lazy(
            "IMDi leser begrunnelsen. Skriv ikke navn eller helseopplysninger om bestemte personer."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    versjon = forms.IntegerField(widget=forms.HiddenInput)
    start = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, kort: Husstandskort, data: QueryDict | None = None) -> None:
        rad = kort.svar
        fra = {
            "svar": rad.svar,
            "uke": queries.uke_av(rad),
            "avslagskode": rad.avslagskode,
            "begrunnelse": rad.begrunnelse,
            "versjon": rad.versjon,
            "start": kort.avtrykk,
        }
        super().__init__(data, initial=fra, prefix=kort.bokstav)
        self.kort = kort
        self.fields["svar"].label = _("Kan kommunen ta imot %(husstand)s?") % {"husstand": kort.navn_i_setning}
        uke = self.fields["uke"]
        assert isinstance(uke, felt.Ukefelt)
        uke.choices = felt.ukevalg(mulige_uker(kort.vindu, queries.uke_av(rad), self._sendt_uke()))
        # The browser must not cut what is pasted: the counter and the message say that it is too long.
        self.fields["begrunnelse"].widget.attrs.pop("maxlength", None)
        if kort.vindu.kreves:
            uke.help_text = _("Må fylles ut ved ja. Ukene går fra tidligst mulig ankomst til innreisefristen.")

    def _sendt_uke(self) -> tuple[int, int] | None:
        """A draft may hold a week that has passed since the page was made; Godkjenn is what refuses it."""
        aar, _strek, uke = str(self.data.get(self.add_prefix("uke"), "")).partition("-")
        if not (aar.isdecimal() and uke.isdecimal() and 2000 <= int(aar) <= 2100):
            return None
        return (int(aar), int(uke)) if 1 <= int(uke) <= klokke.uker_i(int(aar)) else None

    @property
    def er_urort(self) -> bool:
        """The user has not touched the answer since the page was made: a colleague's newer one stands."""
        return bool(self.cleaned_data["start"]) and self.cleaned_data["start"] == self.som_utkast().avtrykk

    def som_utkast(self) -> Utkast:
        data = self.cleaned_data
        aar, uke = data["uke"] or (None, None)
        return Utkast(
            svar_id=self.kort.svar.pk,
            versjon=data["versjon"],
            svar=data["svar"],
            uke_aar=aar,
            uke=uke,
            avslagskode=data["avslagskode"],
            begrunnelse=data["begrunnelse"].replace("\r\n", "\n"),
        )


def mulige_uker(vindu: rules.Ukevindu, *ogsaa: tuple[int, int] | None) -> list[date]:
    """The Mondays to choose from: not passed, inside the window, and those already chosen."""
    i_dag = klokke.today()
    alle = felt.mandager(i_dag, UKER_FRAM)
    if vindu.til:
        alle = felt.mandager(i_dag, max((klokke.mandag(*vindu.til) - i_dag) // timedelta(weeks=1) + 2, 0))
    uker = {klokke.isouke(mandag) for mandag in alle if vindu.har(klokke.isouke(mandag))}
    return [klokke.mandag(*uke) for uke in sorted(uker | {uke for uke in ogsaa if uke})]


def svarskjemaer(kortene: Sequence[Husstandskort], data: QueryDict | None = None) -> list[Svarskjema]:
    """A form for each household that waits; with data, for those that the browser sent."""
    apne = [kort for kort in kortene if kort.kan_besvares]
    if data is not None:
        apne = [kort for kort in apne if f"{kort.bokstav}-versjon" in data]
    return [Svarskjema(kort, data) for kort in apne]


class Godkjennskjema(Skjema):
    versjon = forms.IntegerField(widget=forms.HiddenInput)


class Listefilter(Skjema):
    """Which lists, in the kommune's own overview."""

    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[
            ("", gettext_lazy("Alle")),
            ("ubesvart", gettext_lazy("Ubesvarte")),
            ("besvart", gettext_lazy("Besvarte")),
            ("trukket", gettext_lazy("Trukne")),
        ],
    )

    def valgt(self, navn: str) -> Any:
        return self.cleaned_data.get(navn, "") if self.is_valid() else ""


def som_skjult(svar: Husstandssvar, utkast: Utkast) -> list[tuple[str, str]]:
    """What was typed, carried through the page that asks which answer is to count."""
    uke = f"{utkast.uke_aar:04d}-{utkast.uke:02d}" if utkast.uke_aar and utkast.uke else ""
    verdier = {
        "svar": utkast.svar,
        "uke": uke,
        "avslagskode": utkast.avslagskode,
        "begrunnelse": utkast.begrunnelse,
        "versjon": str(svar.versjon),
    }
    return [(f"{svar.bokstav}-{navn}", verdi) for navn, verdi in verdier.items()]


# ---- IMDi
class Ventefilter(Skjema):
    """Which of those who wait. Nothing here tells who somebody is, so it may stand in the address."""

    kategori = forms.ChoiceField(
        label=gettext_lazy("Kategori"),
        required=False,
        choices=[("", gettext_lazy("Alle")), ("em", gettext_lazy("Enslig mindreårig")), *Kategori.choices],
    )
    storrelse = forms.ChoiceField(
        label=gettext_lazy("Størrelse"),
        required=False,
        choices=[
            ("", gettext_lazy("Alle")),
            ("1", gettext_lazy("1 person")),
            ("2-3", gettext_lazy("2–3 personer")),
            ("4", gettext_lazy("4 eller flere")),
        ],
    )
    behov = forms.ChoiceField(
        label=gettext_lazy("Særlige behov"),
        required=False,
        choices=[("", gettext_lazy("Alle")), ("ja", gettext_lazy("Ja")), ("nei", gettext_lazy("Nei"))],
    )
    sprak = forms.CharField(label=gettext_lazy("Morsmål"), required=False, max_length=40)
    statsborgerskap = forms.CharField(label=gettext_lazy("Statsborgerskap"), required=False, max_length=60)

    @property
    def valg(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}


class Byggfilter(Ventefilter):
    """The same, the kommune and year of a list that is not begun, and the household that a kommune is sought for."""

    kommune = forms.ChoiceField(label=gettext_lazy("Kommune"), required=False)
    aar = forms.TypedChoiceField(label=gettext_lazy("Plassår"), required=False, coerce=int, empty_value=None)
    husstand = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("kommune", "aar")

    def __init__(self, data: QueryDict, kommuner: Sequence[Kommune]) -> None:
        super().__init__(data)
        navn = [(kommune.nummer, f"{kommune.visningsnavn} ({kommune.nummer})") for kommune in kommuner]
        valg, aar = self.fields["kommune"], self.fields["aar"]
        assert isinstance(valg, forms.ChoiceField)
        assert isinstance(aar, forms.ChoiceField)
        valg.choices = [("", _("Ikke valgt")), *navn]
        aar.choices = [(str(tall), str(tall)) for tall in mulige_aar()]


def mulige_aar() -> list[int]:
    i_aar = klokke.today().year
    return [i_aar, i_aar + 1]


class Byggskjema(Skjema):
    """The households that are ticked, and IMDi's reason where the kommune has no vedtak yet."""

    husstander = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Husstander"),
        queryset=Husstand.objects.order_by("pk"),
        error_messages={"required": gettext_lazy("Husstander: velg minst én.")},
    )
    overstyring = forms.CharField(
        label=gettext_lazy("Begrunnelse for å sende før kommunen har gjort vedtak"),
        max_length=rules.STORSTE_GRUNN,
        required=False,
    )


class Avtaltskjema(Skjema):
    """B-060: the year whose places the household takes."""

    plassaar = forms.TypedChoiceField(label=gettext_lazy("Plassår"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plassaar"].choices = [(aar, str(aar)) for aar in mulige_aar()]  # type: ignore[attr-defined]


class Trekkskjema(Skjema):
    """B-039: why. The kommune reads it, on the page and in an e-mail."""

    grunn = forms.CharField(
        label=gettext_lazy("Begrunnelse"),
        max_length=rules.STORSTE_GRUNN,
        help_text=gettext_lazy(
            "Kommunen får begrunnelsen på e-post og på listen. Skriv ikke navn eller andre personopplysninger."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Sporsmaalsskjema(Skjema):
    """W-14: what the kommune wants to know before it answers."""

    tekst = forms.CharField(
        label=gettext_lazy("Hva trenger dere å vite?"),
        max_length=rules.STORSTE_SPORSMAAL,
        help_text=gettext_lazy("Skriv ikke navn, DUF-nummer eller annet som sier hvem noen er."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class Sporsmaalssvar(Skjema):
    """W-14: IMDi's answer. The household is without names until the vedtak (B-034)."""

    svar = forms.CharField(
        label=gettext_lazy("Svar til kommunen"),
        max_length=rules.STORSTE_SVAR,
        help_text=gettext_lazy(
            "Kommunen vet ikke hvem husstanden er. Skriv ikke navn, DUF-nummer, fødselsdato, adresse eller mottak."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class Tomt(Skjema):
    """A button that needs nothing but the form's one-time key."""


class Imdifilter(Skjema):
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        required=False,
        choices=[
            ("", gettext_lazy("Alle")),
            ("utkast", gettext_lazy("Utkast")),
            ("ubesvart", gettext_lazy("Ubesvarte")),
            ("forfalt", gettext_lazy("Over fristen")),
            ("avgjores", gettext_lazy("Svar som skal avgjøres")),
            ("besvart", gettext_lazy("Besvarte")),
            ("trukket", gettext_lazy("Trukne")),
        ],
    )
    kommune = forms.CharField(label=gettext_lazy("Kommune"), required=False, max_length=60)

    def valgt(self, navn: str) -> Any:
        return self.cleaned_data.get(navn, "") if self.is_valid() else ""
