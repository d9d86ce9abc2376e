from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.web.felt import Filfelt
from imdinett.web.skjema import Skjema

MAKS_FIL = 2 * 1024 * 1024
ENDELSER = (".csv", ".jsonl")


class Filskjema(Skjema):
    fil = Filfelt(
        label=gettext_lazy("Fil fra mottak, UDI eller Folkeregisteret"),
        typer=ENDELSER,
        help_text=gettext_lazy("CSV eller JSONL i UTF-8. Første linje sier hvilket format filen har. Høyst 2 MB."),
    )

    def clean_fil(self) -> UploadedFile:
        fil: UploadedFile = self.cleaned_data["fil"]
        if not (fil.name or "").lower().endswith(ENDELSER):
            raise forms.ValidationError(_("Filen må være en CSV-fil eller en JSONL-fil."))
        if (fil.size or 0) > MAKS_FIL:
            raise forms.ValidationError(_("Filen kan være høyst 2 MB."))
        return fil
