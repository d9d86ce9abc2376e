"""Markup for a page with thousands of pieces: a row or a tile each, escaped as Django does, in a tenth of the time."""

import re
from collections.abc import Iterable
from html import escape
from typing import Protocol

from django.utils.safestring import SafeString

# What `escape` changes.
_utrygt = re.compile("[&<>\"']").search


class Tegnet(Protocol):
    """Something that draws itself."""

    @property
    def html(self) -> SafeString: ...


def tegn(mal: str, /, *deler: str) -> SafeString:
    """`format_html`, without its support for text that is translated later: what is put in is plain or drawn."""
    return SafeString(mal.format(*map(trygg, deler)))


def trygg(tekst: str) -> str:
    """Escaped, unless it is drawn or has nothing to escape, as most names and numbers have not."""
    if tekst.isalnum() or isinstance(tekst, SafeString) or not _utrygt(f"{tekst}"):
        return tekst
    return escape(tekst)


def samlet(ting: Iterable[Tegnet]) -> SafeString:
    """Each of them, one after another."""
    return SafeString("".join(en.html for en in ting))
