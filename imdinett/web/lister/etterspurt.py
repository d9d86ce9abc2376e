"""A list asked what it shows without being drawn: by the worker that makes its file, by the pages that it leads to."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from imdinett.bruker.models import Bruker
    from imdinett.kommune.models import Kommune


class Etterspurt(HttpRequest):
    aktiv_kommune: "Kommune | None"


def klassen_bak(adresse: str) -> type[Any] | None:
    """The view of an address of ours; None for what is no such address."""
    try:
        klasse = getattr(resolve(urlsplit(adresse).path).func, "view_class", None)
    except (Resolver404, ValueError):
        return None
    return klasse if isinstance(klasse, type) else None


def navn_i(adresse: str) -> set[str]:
    """What an address of ours names: the case, the list, the person by the opaque key."""
    try:
        return {str(verdi) for verdi in resolve(urlsplit(adresse).path).kwargs.values()}
    except (Resolver404, ValueError):
        return set()


def still(klasse: type[Any], adresse: str, *, bruker: "Bruker", kommune: "Kommune | None") -> Any:
    """The list behind the address, as it is for this user. Closed by the gate that the page itself has."""
    delt = urlsplit(adresse)
    request = Etterspurt()
    request.method, request.path, request.GET = "GET", delt.path, QueryDict(delt.query)
    request.user, request.aktiv_kommune = bruker, kommune
    treff, liste = resolve(delt.path), klasse()
    request.resolver_match = treff
    liste.setup(request, *treff.args, **treff.kwargs)
    liste.krev_adgang()
    return liste
