from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imdinett.henvendelse import objekter, rules, temaer
from imdinett.henvendelse.states import Henvendelsestilstand
from imdinett.kommune.models import Kommune
from imdinett.web.lister.fanefilter import Fanefilter
from imdinett.web.skjema import Skjema


class Listefilter(Fanefilter):
    felt = "utvalg"
    etikett = _("Utvalg")
    valgene = (("", _("Åpne")), ("lukket", _("Lukkede")))


class Kofilter(Fanefilter):
    """IMDi's."""

    felt = "utvalg"
    etikett = _("Utvalg")
    valgene = (
        ("", _("Venter på IMDi")),
        ("mine", _("Mine")),
        ("kommunen", _("Venter på kommunen")),
        ("lukket", _("Lukkede")),
    )


class Flerfilvelger(forms.ClearableFileInput):
    allow_multiple_selected = True


class Vedleggsfelt(forms.FileField):
    """Several files at once, at most `rules.VEDLEGG_MAKS`."""

    widget = Flerfilvelger

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[override]
        filer = data if isinstance(data, list | tuple) else [data] if data else []
        if len(filer) > rules.VEDLEGG_MAKS:
            melding = gettext("Vedlegg: du kan legge ved høyst %(antall)d filer om gangen.")
            raise forms.ValidationError(melding % {"antall": rules.VEDLEGG_MAKS})
        return [super(Vedleggsfelt, self).clean(fil, initial) for fil in filer]


def tekstfelt(etikett: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=etikett, max_length=rules.TEKST_MAKS, widget=forms.Textarea(attrs={"rows": 8}), **kwargs
    )


def vedleggsfelt() -> Vedleggsfelt:
    hjelp = _("PDF, Word, Excel eller bilde, høyst fem filer. Filene blir kontrollert for virus.")
    return Vedleggsfelt(label=_("Vedlegg"), required=False, help_text=hjelp)


class Nyskjema(Skjema):
    """`kommune` and `bruker` say among what the object is looked for: what the writer can see."""

    tema = forms.ChoiceField(label=_("Tema"))
    gjelder_type = forms.ChoiceField(label=_("Gjelder"), required=False)
    gjelder_nummer = forms.CharField(
        label=_("Nummer på listen eller saken, eller året for vedtaket"), required=False, max_length=20
    )
    emne = forms.CharField(
        label=_("Emne"), max_length=rules.EMNE_MAKS, help_text=_("Ikke skriv navn eller DUF-nummer her.")
    )
    tekst = tekstfelt(_("Hva vil du spørre om?"))
    vedlegg = vedleggsfelt()

    def __init__(self, *args: Any, bruker: Any, kommune: Kommune, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bruker, self.kommune = bruker, kommune
        valg: Mapping[str, list[tuple[str, Any]]] = {
            "tema": [(tema.kode, tema.navn) for tema in temaer.alle()],
            "gjelder_type": [("", _("Ingen bestemt sak")), *((en.kode, en.navn) for en in objekter.alle())],
        }
        for navn, rader in valg.items():
            felt = self.fields[navn]
            assert isinstance(felt, forms.ChoiceField)
            felt.choices = rader
        self.gjelder: Model | None = None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        slag = objekter.for_kode(data.get("gjelder_type", ""))
        nummer = data.get("gjelder_nummer", "").strip()
        if slag:
            self.gjelder = slag.finn(self.bruker, self.kommune, nummer)
            if self.gjelder is None:
                self.add_error(
                    "gjelder_nummer", _("Vi finner ikke dette nummeret blant det du kan se. Kontroller nummeret.")
                )
        elif nummer:
            self.add_error("gjelder_type", _("Gjelder: velg hva nummeret er nummeret på."))
        return data


class Innleggsskjema(Skjema):
    tekst = tekstfelt(_("Melding til IMDi"))
    vedlegg = vedleggsfelt()


class Svarskjema(Skjema):
    tekst = tekstfelt(_("Svar til kommunen"))
    vedlegg = vedleggsfelt()
    til = forms.ChoiceField(
        label=_("Hva skjer nå?"),
        widget=forms.RadioSelect,
        choices=[
            (Henvendelsestilstand.VENTER_KOMMUNE, _("Kommunen må svare")),
            (Henvendelsestilstand.UNDER_BEHANDLING, _("IMDi arbeider videre")),
            (Henvendelsestilstand.LUKKET, _("Henvendelsen er ferdig og lukkes")),
        ],
    )


class Bekreft(Skjema):
    """A button and nothing else."""
