"""The filters of the two logs."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.typer import BRUKERHENDELSER, Handling, Hendelsestype
from imdinett.kjerne import klokke
from imdinett.web.felt import Datofelt
from imdinett.web.skjema import Skjema

STANDARD_DAGER = 30
INNSYN_MAKS_DAGER = 366

SLAG = {
    "alle": (_("Alle"), None),
    "brukere": (_("Brukere og roller"), BRUKERHENDELSER),
    "avtale": (
        _("Avtale og kontaktinformasjon"),
        frozenset({Hendelsestype.KONTAKT_ENDRET, Hendelsestype.AVTALE_REGISTRERT, Hendelsestype.AVTALE_OPPHEVET}),
    ),
    "brev": (
        _("Brev og filer"),
        frozenset(t for t in Hendelsestype if t.startswith(("brev_", "epost_", "opplasting_"))),
    ),
    "anmodning": (
        _("Anmodning og vedtak"),
        frozenset(t for t in Hendelsestype if t.startswith(("anmodning", "kommunevedtak"))),
    ),
    "fordeling": (
        _("Fordelingslister og saker"),
        frozenset(t for t in Hendelsestype if t.startswith(("fordelingsliste", "sak_", "vedtak_", "takket_"))),
    ),
    "bosetting": (
        _("Bosetting"),
        frozenset(t for t in Hendelsestype if t.startswith(("bosetting", "avvik_", "person_", "kartlegging"))),
    ),
}


class _Periodeskjema(Skjema):
    fra = Datofelt(label=_("Fra og med"), required=False, help_text="")
    til = Datofelt(label=_("Til og med"), required=False, help_text="")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("fra") and data.get("til") and data["fra"] > data["til"]:
            self.add_error("til", _("Til og med kan ikke være før fra og med."))
        return data


class Hendelsesok(_Periodeskjema):
    """All fields may be empty; then it is the last thirty days."""

    bruker = forms.CharField(label=_("Utført av"), max_length=100, required=False)
    slag = forms.ChoiceField(
        label=_("Slag"), choices=[(kode, navn) for kode, (navn, _t) in SLAG.items()], required=False
    )
    tekst = forms.CharField(label=_("Gjelder"), max_length=120, required=False)

    def filtrer(self, qs: QuerySet[Hendelse]) -> QuerySet[Hendelse]:
        data = self.cleaned_data if self.is_valid() else {}
        fra = data.get("fra") or (None if data.get("til") else klokke.today() - timedelta(days=STANDARD_DAGER))
        if fra:
            qs = qs.filter(tid__gte=klokke.starten_av(fra))
        if data.get("til"):
            qs = qs.filter(tid__lt=klokke.starten_av(data["til"] + timedelta(days=1)))
        typer = SLAG.get(data.get("slag") or "alle", SLAG["alle"])[1]
        if typer is not None:
            qs = qs.filter(type__in=typer)
        if data.get("bruker"):
            qs = qs.filter(bruker_navn__icontains=data["bruker"])
        if data.get("tekst"):
            qs = qs.filter(gjelder_navn__icontains=data["tekst"])
        return qs


class Innsynsok(_Periodeskjema):
    """The period is required: the log is long (security.md §8)."""

    bruker = forms.CharField(label=_("Bruker"), max_length=100, required=False)
    saksnummer = forms.CharField(label=_("Saksnummer"), max_length=12, required=False)
    handling = forms.ChoiceField(
        label=_("Handling"),
        required=False,
        choices=[
            ("", _("Alle")),
            (Handling.LESE, _("lest")),
            (Handling.SOKE, _("søkt")),
            (Handling.ENDRE, _("endret")),
            (Handling.EKSPORT, _("hentet ut")),
            (Handling.UTSKRIFT, _("skrevet ut")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn in ("fra", "til"):
            self.fields[navn].required = True
            self.fields[navn].error_messages["required"] = _("Velg en periode: loggen er lang.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("fra") and data.get("til") and (data["til"] - data["fra"]).days > INNSYN_MAKS_DAGER:
            self.add_error("til", _("Velg en periode på høyst ett år."))
        return data

    def filtrer(self, qs: QuerySet[Innsyn]) -> QuerySet[Innsyn]:
        data = self.cleaned_data
        slutt = klokke.starten_av(data["til"] + timedelta(days=1))
        qs = qs.filter(tid__gte=klokke.starten_av(data["fra"]), tid__lt=slutt)
        for felt, oppslag in (("bruker", "bruker_navn__icontains"), ("saksnummer", "saksnummer__iexact")):
            if data.get(felt):
                qs = qs.filter(**{oppslag: data[felt].strip()})
        if data.get("handling"):
            qs = qs.filter(handling=data["handling"])
        return qs
