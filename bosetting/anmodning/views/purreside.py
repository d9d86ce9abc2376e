"""What the pages share on which IMDi reminds kommuner."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from imdinett.web.views import Skjemaside


class Purreside(Skjemaside):
    """First the check page with exactly the chosen ids; then, confirmed, the e-mails (decision 25).

    `felt` is the form's field with what was chosen; `sett_over` gives the check page what it shows of it.
    """

    http_method_names = ["post"]
    felt: ClassVar[str]

    @property
    def adresse(self) -> str:
        """The page where the choosing is done."""
        raise NotImplementedError

    def sett_over(self, valgte: Any) -> dict[str, Any]:
        raise NotImplementedError

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Nothing chosen is said where the choosing is done."""
        messages.error(self.request, " ".join(str(feil) for feil in form.errors.get(self.felt, ())))
        return redirect(self.adresse)

    def form_valid(self, form: Any) -> HttpResponse:
        if "bekreft" in self.request.POST:
            return super().form_valid(form)
        return self.render_to_response(
            self.get_context_data(form=form, felt=self.felt, **self.sett_over(form.cleaned_data[self.felt]))
        )

    def si_fra(self, antall: int) -> None:
        tekst = ngettext("Purring er sendt til %(n)d kommune.", "Purring er sendt til %(n)d kommuner.", antall)
        messages.success(self.request, tekst % {"n": antall})
