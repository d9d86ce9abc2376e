"""What a dry run showed, carried signed through the browser, so that what is stored is what was shown."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bosetting.anmodning.forms import Importbekreftelse
from imdinett.kjerne.feil import Domenefeil
from imdinett.web.views import Skjemaside

MAKS_ALDER = 8 * 60 * 60


def pakk(salt: str, innhold: Any) -> str:
    return signing.dumps(innhold, salt=salt, compress=True)


def pakk_ut(salt: str, pakke: str) -> Any:
    try:
        return signing.loads(pakke, salt=salt, max_age=MAKS_ALDER)
    except signing.BadSignature:
        raise Domenefeil("gammel_import", _("Bekreftelsen er for gammel. Velg filen på nytt.")) from None


class Bekreftside(Skjemaside):
    """Store what the dry run showed. What cannot be stored is said where the file is chosen."""

    form_class = Importbekreftelse
    http_method_names = ["post"]

    def velg_fil(self) -> str:
        """The page of the dry run."""
        raise NotImplementedError

    def form_invalid(self, form: Importbekreftelse) -> HttpResponse:
        feil = " ".join(str(feil) for feil in form.non_field_errors())
        messages.error(self.request, feil or _("Velg filen på nytt."))
        return redirect(self.velg_fil())
