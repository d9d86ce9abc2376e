from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.web.felt import Filfelt
from imdinett.web.skjema import Skjema

MAKS_FIL = 2 * 1024 * 1024


class Overtakelsesfil(Skjema):
    fil = Filfelt(
        label=gettext_lazy("Fil fra systemet som var før"),
        typer=(".csv",),
        help_text=gettext_lazy("CSV i UTF-8. Første linje sier hva slags fil det er. Høyst 2 MB."),
    )

    def clean_fil(self) -> UploadedFile:
        fil: UploadedFile = self.cleaned_data["fil"]
        if not (fil.name or "").lower().endswith(".csv"):
            raise forms.ValidationError(_("Filen må være en CSV-fil."))
        if (fil.size or 0) > MAKS_FIL:
            raise forms.ValidationError(_("Filen kan være høyst 2 MB."))
        return fil


class Bekreftelse(Skjema):
    """Nothing to fill in: the file is the one that was tried."""
