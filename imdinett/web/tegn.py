"""Markup for a page with thousands of pieces: a row or a tile each, escaped as Django does, in a tenth of the time."""

from collections.abc import Iterable
from html import escape
from typing import Protocol

from django.utils.safestring import SafeString


class Tegnet(Protocol):
    """Something that draws itself."""

    @property
    def html(self) -> SafeString: ...


def tegn(mal: str, /, *deler: str) -> SafeString:
    """`format_html`, without its support for text that is translated later: what is put in is plain or drawn."""
    return SafeString(mal.format(*map(trygg, deler)))


def trygg(tekst: str) -> str:
    """Escaped, unless it is drawn. Letters and digits alone, as most names and numbers are, have nothing to escape."""
    return tekst if tekst.isalnum() or isinstance(tekst, SafeString) else escape(tekst)


def samlet(ting: Iterable[Tegnet]) -> SafeString:
    """Each of them, one after another."""
    return SafeString("".join(en.html for en in ting))
