"""From a list to one of its rows, back to the list as it was, and on to the next row (ui.md 4).

The row's link carries the list's address in `fra_liste` and the row's place in `plass`. Nothing of it is trusted: the
list is asked again, through its own gate and its own rows, and the address is written anew from what the list knows.
"""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from imdinett.bruker.models import Bruker
from imdinett.kjerne.feil import Domenefeil
from imdinett.web.lister import etterspurt
from imdinett.web.lister.rekkefolge import SIDE, verdi

FRA: Final = "fra_liste"
PLASS: Final = "plass"
MAKS_ADRESSE: Final = 1_000
MAKS_SIFRE: Final = 6


class FraListen:
    """Where the page was opened from. `hale` goes on the addresses of the same case, so that they lead back as well."""

    def __init__(self, liste: Any, plass: int | None, her: str) -> None:
        self._liste, self._plass, self._her = liste, plass, her
        self._side = _siden(liste, plass)
        self.til_listen: str = liste.listeadresse(self._side)
        self.hale = hale(self.til_listen, plass)

    @cached_property
    def neste(self) -> str:
        """The page of the next row; empty at the end of the list."""
        per_side = int(self._liste.per_side)
        forste = (self._side - 1) * per_side
        sider = _sider(self._liste, forste, per_side + 1)
        nr = _neste(sider, self._her, None if self._plass is None else self._plass - forste)
        if nr is None:
            return ""
        plass = forste + nr
        return f"{sider[nr]}{hale(self._liste.listeadresse(plass // per_side + 1), plass)}"


def hale(adresse: str, plass: int | None) -> str:
    par = {FRA: adresse} if plass is None else {FRA: adresse, PLASS: str(plass)}
    return f"?{urlencode(par)}"


def fra_listen(request: HttpRequest) -> FraListen | None:
    """Once per request; None on a page that was not opened from a list."""
    if FRA not in request.GET:
        return None
    if not hasattr(request, "fra_listen"):
        liste = _listen(request)
        funnet = None if liste is None else FraListen(liste, _tall(request.GET.get(PLASS, "")), request.path)
        request.fra_listen = funnet  # type: ignore[attr-defined]
    return request.fra_listen  # type: ignore[attr-defined,no-any-return]


def videre(request: HttpRequest, adresse: str) -> str:
    """An address of the same case, which then leads back to the list that this page does."""
    naboer = fra_listen(request)
    if naboer is None or f"{FRA}=" in adresse:
        return adresse
    return f"{adresse}{naboer.hale.replace('?', '&', 1) if '?' in adresse else naboer.hale}"


def behold(request: HttpRequest, svar: HttpResponse) -> HttpResponse:
    """After saving: back to the list as it was, or on to a page of the case that still leads back to it."""
    naboer = fra_listen(request) if svar.status_code == 302 else None
    mal = svar.headers.get("Location", "")
    if naboer is None or not _er_var_sti(mal):
        return svar
    if urlsplit(mal).path == urlsplit(naboer.til_listen).path:
        svar.headers["Location"] = naboer.til_listen
    elif etterspurt.navn_i(mal) & etterspurt.navn_i(request.path):
        svar.headers["Location"] = videre(request, mal)
    return svar


def _listen(request: HttpRequest) -> Any:
    """The list in `fra_liste`, when it is one of ours whose rows have pages, and the reader may see it."""
    adresse = request.GET.get(FRA, "")
    bruker = getattr(request, "user", None)
    if not isinstance(bruker, Bruker) or len(adresse) > MAKS_ADRESSE or not _er_var_sti(adresse):
        return None
    klasse = etterspurt.klassen_bak(adresse)
    if klasse is None or not getattr(klasse, "detaljnokkel", ()):
        return None
    try:
        return etterspurt.still(klasse, adresse, bruker=bruker, kommune=getattr(request, "aktiv_kommune", None))
    except (Http404, Domenefeil):
        return None


def _er_var_sti(adresse: str) -> bool:
    try:
        delt = urlsplit(adresse)
    except ValueError:
        return False
    return adresse.isprintable() and delt.path.startswith("/") and not delt.scheme and not delt.netloc


def _tall(tekst: str) -> int | None:
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) <= MAKS_SIFRE else None


def _siden(liste: Any, plass: int | None) -> int:
    if plass is not None:
        return plass // int(liste.per_side) + 1
    return max(_tall(liste.request.GET.get(SIDE, "")) or 1, 1)


def _sider(liste: Any, forste: int, antall: int) -> list[str]:
    """The addresses of some rows. One query, and no counting."""
    try:
        rader = liste.ordnede_rader()
    except (Http404, Domenefeil):
        return []
    bit = slice(forste, forste + antall)
    if isinstance(rader, QuerySet):
        return [liste.detaljadresse(*en) for en in rader.prefetch_related(None).values_list(*liste.detaljnokkel)[bit]]
    return [liste.detaljadresse(*(verdi(rad, en) for en in liste.detaljnokkel)) for rad in rader[bit]]


def _neste(sider: Sequence[str], her: str, plass: int | None) -> int | None:
    """The row after this one. One that has left the selection, as when it is answered, left its place to the next."""
    funnet = next((nr for nr, side in enumerate(sider) if side and her.startswith(side)), None)
    fra = plass if funnet is None else funnet + 1
    if fra is None:
        return None
    return next((nr for nr, side in enumerate(sider) if nr >= fra and side), None)
