"""Why somebody opens a folder, or the block with health facts (decision 19)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bosetting.bosatt.mappe_services import NyttDokument
from bosetting.bosatt.states import Dokumentslag
from bosetting.person.formaalsskjema import ANNET, Formaalskjema
from imdinett.web.felt import Datofelt
from imdinett.web.skjema import Skjema


class Helseformaal(Formaalskjema):
    VALG = (
        ("bolig", _("Jeg planlegger en bolig som passer")),
        ("tjenester", _("Jeg planlegger helsetjenester eller oppfølging")),
        (ANNET, _("Noe annet")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hvorfor"].label = _("Hva trenger du helseopplysningene til?")


class Notatskjema(Skjema):
    tekst = forms.CharField(
        label=_("Notat"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Notatet kan ikke endres etterpå. "
            "Skriv ikke helseopplysninger, tro, seksuell legning eller straffbare forhold."
        ),
    )


class Dokumentskjema(Skjema):
    slag = forms.ChoiceField(label=_("Hva slags dokument er det?"))
    tittel = forms.CharField(label=_("Tittel"), max_length=100, help_text=_("Skriv ikke navn eller helseopplysninger."))
    dato = Datofelt(label=_("Dokumentets dato"), required=False)
    fil = forms.FileField(label=_("Fil"), help_text=_("PDF, PNG, JPEG, DOCX eller XLSX, høyst 20 MB."))
    sladdet = forms.BooleanField(
        label=_("Alt som kan fortelle hvor personen er, er sladdet i filen"),
        error_messages={"required": _("Sladd filen, og kryss av for at det er gjort.")},
    )

    def __init__(self, *args: Any, er_skjermet: bool, slag: Iterable[Dokumentslag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["slag"]
        assert isinstance(felt, forms.ChoiceField)
        felt.choices = [("", _("Velg")), *((ett.value, ett.label) for ett in slag)]
        if not er_skjermet:
            del self.fields["sladdet"]

    def ny(self) -> NyttDokument:
        data = self.cleaned_data
        slag = Dokumentslag(data["slag"])
        return NyttDokument(fil=data["fil"], slag=slag, tittel=data["tittel"], dato=data["dato"])


class Onskeskjema(Skjema):
    tekst = forms.CharField(
        label=_("Slik er ønsket vurdert"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kommunen leser svaret, og kan gi det videre til personen."),
    )
