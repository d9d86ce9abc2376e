"""Everything that is stored about one person, gathered once: for the person's own copy and for a reader of the folder.

What comes out is plain values, to be kept, sent as JSON or put in words (`visning.py`).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bosetting.person.models import Sak
from bosetting.samling.kilde import Kilde, felt, til_data
from bosetting.samling.kilder import GRUPPER, KILDER

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

Samling = list[dict[str, Any]]
TOMT: tuple[Any, ...] = ("", None, [], {})


def om_personen(sak: Sak) -> Samling:
    """Art. 15: what the person has a right to. Of a protected person nothing that tells where: it goes by post."""
    skjermet = sak.person.er_skjermet
    return _grupper(
        (kilde, kilde.alle(sak), _personens_felt(kilde, skjermet=skjermet), ()) for kilde in KILDER if kilde.alle
    )


def for_leser(sak: Sak, bruker: "tilgang.Hvem", *, med_helse: bool) -> Samling:
    """The folder as this reader may see it on its tabs; health only when it is asked for (security.md §3)."""
    return _grupper(
        (kilde, kilde.synlige(sak, bruker), _mappens_felt(kilde), kilde.hvem.split())
        for kilde in KILDER
        if kilde.synlige and (med_helse or kilde.gruppe != "helse")
    )


def _personens_felt(kilde: Kilde, *, skjermet: bool) -> list[str]:
    utenfor = set(kilde.sted.split()) if skjermet else set()
    return [navn for navn in (*felt(kilde, KILDER), *kilde.regnet) if navn not in utenfor]


def _mappens_felt(kilde: Kilde) -> list[str]:
    """A field that is kept from the person may well stand in the folder."""
    egne = set(felt(kilde, KILDER)) | set(kilde.uten)
    utenfor = set(kilde.mappe_uten.split())
    i_rekkefolge = [ett.name for ett in kilde.modell._meta.fields if ett.name in egne - utenfor]
    return [*i_rekkefolge, *(navn for navn in kilde.regnet if navn not in utenfor)]


def _grupper(deler: "Iterable[tuple[Kilde, Iterable[Any], list[str], Iterable[str]]]") -> Samling:
    poster: dict[str, list[dict[str, Any]]] = {kode: [] for kode in GRUPPER}
    for kilde, rader, feltene, hvem in deler:
        poster[kilde.gruppe] += [en for rad in rader if (en := _post(kilde, rad, feltene, hvem))["felt"]]
    return [{"gruppe": kode, "poster": egne} for kode, egne in poster.items() if egne]


def _post(kilde: Kilde, rad: Any, feltene: list[str], hvem: Iterable[str]) -> dict[str, Any]:
    verdier = {navn: _verdi(kilde, rad, navn) for navn in feltene}
    verdier |= {navn: str(verdi) for navn in hvem if (verdi := getattr(rad, navn))}
    return {"kilde": kilde.kode, "felt": {navn: verdi for navn, verdi in verdier.items() if verdi not in TOMT}}


def _verdi(kilde: Kilde, rad: Any, navn: str) -> Any:
    regnet = kilde.regnet.get(navn)
    return til_data(regnet(rad) if regnet else getattr(rad, navn))
