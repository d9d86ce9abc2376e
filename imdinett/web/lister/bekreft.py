"""The page between choosing rows in a list and acting on them (ui.md 4)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.web.views import Skjemaside

UTFOR = "utfor"


class Bekreftside(Skjemaside):
    """Asks for a yes to exactly the rows that were chosen. Their keys are posted, never the filter, nor the address.

    The first POST asks; the second, with `utfor`, acts on those that the first one listed. Subclasses write
    `hent(valgte)`, which finds the rows, and `nokler()`, those that the form takes on. `liste`: where they were chosen,
    and where one is sent who chose none.
    """

    liste: ClassVar[str]
    valgfelt: ClassVar[str]
    maks_valgt: ClassVar[int]

    def hent(self, valgte: Sequence[str]) -> None:
        raise NotImplementedError

    def nokler(self) -> Sequence[str]:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        valgte = list(dict.fromkeys(request.POST.getlist(self.valgfelt)))[: self.maks_valgt]
        if not valgte:
            return self._til_listen()
        self.hent(valgte)
        return super().dispatch(request, *args, **kwargs)

    def _til_listen(self) -> HttpResponse:
        """As after a log-in in between: what was chosen came with the POST, and is not here any more."""
        if self.request.method == "POST":
            return redirect(f"{reverse(self.liste)}?feil=ingen")
        messages.info(self.request, _("Valgene følger ikke med når siden åpnes på nytt. Velg i listen igjen."))
        return redirect(self.liste)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if UTFOR in request.POST:
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data(form=self._tomt_skjema()))

    def form_valid(self, form: Any) -> HttpResponse:
        # All of them have been taken by somebody else since the page was shown, which it says.
        return super().form_valid(form) if self.nokler() else self.form_invalid(form)

    def _tomt_skjema(self) -> Any:
        skjema: Any = self.get_form_class()(**{**self.get_form_kwargs(), "data": None, "files": None})
        skjema.engangsnokkel = self.get_form().engangsnokkel
        return skjema

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nokler = self.nokler()
        skjulte = [*((self.valgfelt, nokkel) for nokkel in nokler), (UTFOR, "1")]
        uten_skjema = {} if nokler else {"form": None}
        return super().get_context_data(
            **{"skjulte": skjulte, "avbryt_url": reverse(self.liste), **kwargs, **uten_skjema}
        )
