"""The purpose of a look (decision 19): asked on a page of its own, and kept in the session for an hour."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from bosetting.person.formaalsskjema import Formaalskjema
from imdinett.kjerne import klokke
from imdinett.web.views import Skjemaside

FORMAAL_GJELDER = timedelta(hours=1)
FORMAAL_MAKS = 50
NOKKEL = "mappeformaal"
OPPGAVE = gettext_lazy("Oppgave i saken")


def oppgitt_formaal(request: HttpRequest, hva: str) -> str | None:
    """What the user answered about this within the hour. `hva`: the person, household or file that was asked about."""
    oppgitt = request.session.get(NOKKEL, {}).get(hva)
    if oppgitt and datetime.fromisoformat(oppgitt["til"]) > klokke.now():
        return str(oppgitt["tekst"])
    return None


def husk_formaal(request: HttpRequest, hva: str, tekst: str) -> None:
    """The oldest answers go when there are many."""
    kjente = dict(list(request.session.get(NOKKEL, {}).items())[-FORMAAL_MAKS:])
    til = (klokke.now() + FORMAAL_GJELDER).isoformat()
    request.session[NOKKEL] = {**kjente, hva: {"tekst": tekst, "til": til}}


class Formaalsside(Skjemaside):
    """The question. Nothing on any person stands here; the answer leads to the page that asked."""

    form_class = Formaalskjema
    engangs = False

    def formaalsnokkel(self) -> str:
        raise NotImplementedError

    def sider(self) -> list[str]:
        """The addresses that the answer may lead to, the usual one first."""
        raise NotImplementedError

    def utfor(self, form: Formaalskjema) -> str:
        husk_formaal(self.request, self.formaalsnokkel(), form.tekst())
        onsket, sider = self.request.GET.get("neste", ""), self.sider()
        return onsket if onsket in sider else sider[0]
