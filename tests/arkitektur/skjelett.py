"""What a page is without its words: two drawings that are equal here are the same page in two forms of Norwegian."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

# Their values are words, or drawn by lot for each answer.
ORD = frozenset(
    {
        "alt",
        "aria-label",
        "content",
        "data-filter-title",
        "data-over",
        "data-under",
        "data-valg",
        "hx-headers",
        "label",
        "lang",
        "placeholder",
        "title",
        "value",
    }
)


class _Skjelett(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.deler: list[object] = []
        self._ord: dict[str, int] = {}

    def _nummer(self, tekst: str) -> int:
        """Which word it is in the order they come, so that what is equal in one is equal in the other; 0 is none."""
        return self._ord.setdefault(tekst.strip(), len(self._ord) + 1) if tekst.strip() else 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        egne = [(navn, self._nummer(verdi or "") if navn in ORD else verdi) for navn, verdi in attrs]
        self.deler.append((tag, tuple(egne)))

    def handle_endtag(self, tag: str) -> None:
        self.deler.append(tag)

    def handle_data(self, data: str) -> None:
        if nummer := self._nummer(data):
            self.deler.append(nummer)


def skjelett(hode: Mapping[str, str], innhold: bytes) -> tuple[object, ...]:
    """Elements in order with their attributes, and where which words stand; and what the page lets the browser do."""
    leser = _Skjelett()
    leser.feed(innhold.decode())
    return (hode.get("content-security-policy", ""), *leser.deler)


def hovedskjelett(innhold: bytes) -> tuple[object, ...]:
    """The same of what the page is about: without the menu, whose counters come and go."""
    hoved = re.search(rb"<main\b.*</main>", innhold, re.S)
    return skjelett({}, hoved[0] if hoved else innhold)
