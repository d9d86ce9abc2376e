from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from bosetting.rapport.queries.anmodning_vedtak import Aarsvalg
from bosetting.rapport.queries.tabell import EGEN, LANDET
from imdinett.web.felt import Filfelt
from imdinett.web.skjema import Skjema

MAKS_BYTE = 5 * 1024 * 1024


class Rapportfilter(Skjema):
    """GET: a link with these values shows the same report again."""

    aar = forms.ChoiceField(required=False)
    omraade = forms.ChoiceField(required=False)
    kart = forms.ChoiceField(required=False)
    inndeling = forms.ChoiceField(required=False)

    def __init__(
        self,
        *args: Any,
        aarsvalg: Sequence[Aarsvalg],
        egen: str,
        fylker: Sequence[str],
        maal: Sequence[tuple[str, str]],
        med_inndeling: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choices("aar", _("År"), [(valg.kode, str(valg)) for valg in aarsvalg])
        omraader = [(LANDET, _("Hele landet")), *((fylke, fylke) for fylke in fylker)]
        self._choices("omraade", _("Område"), [(EGEN, egen), *omraader] if egen else omraader)
        if maal:
            self._choices("kart", _("Kartet viser"), maal)
        else:
            del self.fields["kart"]
        if med_inndeling:
            inndelinger = [("aaret", _("Slik den var i året")), ("dagens", _("Dagens, der ingen er delt"))]
            self._choices("inndeling", _("Kommuneinndeling"), inndelinger)
        else:
            del self.fields["inndeling"]

    def _choices(self, navn: str, etikett: str, valg: Sequence[tuple[str, str]]) -> None:
        felt = self.fields[navn]
        assert isinstance(felt, forms.ChoiceField)
        felt.label, felt.choices = etikett, valg


class Tallfiler(Skjema):
    """The two files with IMDi's published figures."""

    tall = Filfelt(typer=(".csv",))
    nasjonalt = Filfelt(typer=(".csv",), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tall"].label = _("Tall per kommune (CSV)")
        self.fields["tall"].help_text = _("UTF-8, med overskrifter som i filen bosettingstall.csv.")
        self.fields["nasjonalt"].label = _("Tall for landet (CSV)")
        self.fields["nasjonalt"].help_text = _("De publiserte summene, som i filen bosettingstall_nasjonalt.csv.")

    def clean_tall(self) -> bytes | None:
        return self._content("tall")

    def clean_nasjonalt(self) -> bytes | None:
        return self._content("nasjonalt")

    def _content(self, navn: str) -> bytes | None:
        fil = self.cleaned_data.get(navn)
        if fil is None:
            return None
        etikett = self.fields[navn].label
        if not (fil.name or "").lower().endswith(".csv"):
            raise forms.ValidationError(_("%(felt)s: filen må være en CSV-fil.") % {"felt": etikett})
        if fil.size > MAKS_BYTE:
            raise forms.ValidationError(_("%(felt)s: filen kan være høyst 5 MB.") % {"felt": etikett})
        innhold: bytes = fil.read()
        return innhold


class Bekreft(Skjema):
    """What was checked on the page before, signed: the same bytes go in."""

    innhold = forms.CharField(widget=forms.HiddenInput)


class Enkelfilter(Skjema):
    """GET: year and area."""

    aar = forms.ChoiceField(required=False)
    omraade = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, aarene: Sequence[int], omraader: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn, etikett, valg in (
            ("aar", _("År"), [(str(aar), str(aar)) for aar in aarene]),
            ("omraade", _("Område"), list(omraader)),
        ):
            felt = self.fields[navn]
            assert isinstance(felt, forms.ChoiceField)
            felt.label, felt.choices = etikett, valg


class Ukefilter(Skjema):
    """GET: year, area, and one week or all of them."""

    aar = forms.ChoiceField(required=False)
    omraade = forms.ChoiceField(required=False)
    uke = forms.ChoiceField(required=False)

    def __init__(
        self,
        *args: Any,
        aarene: Sequence[int],
        omraader: Sequence[tuple[str, str]],
        uker: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for navn, etikett, valg in (
            ("aar", _("År"), [(str(aar), str(aar)) for aar in aarene]),
            ("omraade", _("Område"), list(omraader)),
            ("uke", _("Uke"), list(uker)),
        ):
            felt = self.fields[navn]
            assert isinstance(felt, forms.ChoiceField)
            felt.label, felt.choices = etikett, valg


class Personutvalg(Skjema):
    """POST: whom the report is about, why (IMDi, decision 19), and how it is wanted. Never in an address."""

    SKJERM = "skjerm"
    kommune = forms.ChoiceField(required=False)
    aar = forms.ChoiceField(required=False)
    formaal = forms.CharField(max_length=160, min_length=10)
    som = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, kommuner: Sequence[tuple[str, str]], aarene: Sequence[int], imdi: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        som = [(self.SKJERM, _("Vis her")), ("xlsx", "XLSX"), ("csv", "CSV"), ("csv-maskin", _("CSV for maskiner"))]
        aar = [("", _("Alle år")), *((str(ett), str(ett)) for ett in aarene)]
        for navn, etikett, valg in (
            ("kommune", _("Kommune"), [("", _("Hele landet")), *kommuner]),
            ("aar", _("År"), aar),
            ("som", _("Hvordan vil du ha rapporten?"), som),
        ):
            felt = self.fields[navn]
            assert isinstance(felt, forms.ChoiceField)
            felt.label, felt.choices = etikett, valg
        self.fields["formaal"].label = _("Hva trenger du rapporten til?")
        self.fields["formaal"].help_text = _("Svaret blir stående i innsynsloggen. Skriv ikke navn.")
        if not imdi:
            del self.fields["kommune"], self.fields["formaal"]
        if not aarene:
            del self.fields["aar"]
