"""A form as the browser holds it: what is in the fields, and what is sent when the first button is pressed."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

FRITEKST = frozenset({"text", "search", "email", "tel", "url", "number"})


@dataclass
class Skjema:
    """`skrevet`: the fields for free text, with what stands in them. `resten`: what else is sent, as it stands."""

    adresse: str
    skrevet: dict[str, str] = field(default_factory=dict)
    resten: list[tuple[str, str]] = field(default_factory=list)
    knapper: list[tuple[str, str]] = field(default_factory=list)

    def kropp(self, tekst: str) -> str:
        """With the same text in every field that takes one."""
        return urlencode([*self.resten, *((navn, tekst) for navn in self.skrevet), *self.knapper[:1]])


class _Leser(HTMLParser):
    """Those of the page itself: the search, the language and the way out stand around it."""

    def __init__(self) -> None:
        super().__init__()
        self.skjemaer: list[Skjema] = []
        self._i_siden = False
        self.ider: set[str] = set()
        self._skjema: Skjema | None = None
        self._omrade = self._valg = ""
        self._har_knapp = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {navn: verdi or "" for navn, verdi in attrs}
        if "id" in a:
            self.ider.add(a["id"])
        self._i_siden = self._i_siden or tag == "main"
        if tag == "form" and a.get("method", "").lower() == "post" and self._i_siden:
            self._skjema, self._har_knapp = Skjema(a.get("action", "")), False
        elif self._skjema is not None:
            self._felt(self._skjema, tag, a)

    def _felt(self, skjema: Skjema, tag: str, a: dict[str, str]) -> None:
        navn = a.get("name", "")
        if tag == "button" and a.get("type", "submit") == "submit" and not self._har_knapp:
            self._har_knapp = True
            skjema.knapper += [(navn, a.get("value", ""))] if navn else []
        elif tag == "textarea":
            self._omrade, skjema.skrevet[navn] = navn, ""
        elif tag == "select":
            self._valg = navn
        elif tag == "option" and "selected" in a:
            skjema.resten.append((self._valg, a.get("value", "")))
        elif tag == "input" and navn:
            self._input(skjema, navn, a)

    def _input(self, skjema: Skjema, navn: str, a: dict[str, str]) -> None:
        slag = a.get("type", "text")
        if slag in FRITEKST:
            skjema.skrevet[navn] = a.get("value", "")
        elif slag == "hidden" or (slag in ("checkbox", "radio") and "checked" in a):
            skjema.resten.append((navn, a.get("value", "on")))

    def handle_data(self, data: str) -> None:
        if self._omrade and self._skjema is not None:
            self._skjema.skrevet[self._omrade] += data

    def handle_endtag(self, tag: str) -> None:
        self._i_siden = self._i_siden and tag != "main"
        if tag == "textarea" and self._skjema is not None and self._omrade:
            # The browser takes away the first line break, and the template may set one.
            self._skjema.skrevet[self._omrade] = self._skjema.skrevet[self._omrade].strip("\r\n")
            self._omrade = ""
        elif tag == "select":
            self._valg = ""
        elif tag == "form" and self._skjema is not None:
            self.skjemaer.append(self._skjema)
            self._skjema = None


def skjemaer_i(html: str) -> list[Skjema]:
    leser = _Leser()
    leser.feed(html)
    return leser.skjemaer


def ider_i(html: str) -> set[str]:
    leser = _Leser()
    leser.feed(html)
    return leser.ider
