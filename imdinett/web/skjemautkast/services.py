"""Writes of what was never sent. No event: what somebody has written and not sent is nobody else's."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.web.skjemautkast import rules
from imdinett.web.skjemautkast.models import Skjemautkast, som_innhold
from imdinett.web.skjemautkast.rules import Skrevet


@transaction.atomic
def ta_vare_paa(*, bruker: Bruker, adresse: str, skrevet: Sequence[Skrevet]) -> Skjemautkast | None:
    """The newest of each page; None when there is nothing here that is kept."""
    beholdt = [Skrevet(ett.til, rules.rens(ett.felt)) for ett in skrevet if rules.tas_vare_paa(ett.til)]
    beholdt = [ett for ett in beholdt if ett.felt]
    if not beholdt or not rules.tas_vare_paa(adresse) or _tegn(beholdt) > rules.MAKS_TEGN:
        return None
    utkast, _ny = Skjemautkast.objects.update_or_create(
        bruker=bruker,
        adresse=adresse,
        defaults={
            "mottakere": sorted({ett.til for ett in beholdt}),
            "innhold": som_innhold(beholdt),
            "tid": klokke.now(),
        },
    )
    _slett_eldste(bruker)
    return utkast


def _tegn(skrevet: Iterable[Skrevet]) -> int:
    return sum(len(navn) + len(verdi) for ett in skrevet for navn, verdi in ett.felt)


def _slett_eldste(bruker: Bruker) -> None:
    rader = Skjemautkast.objects.filter(bruker=bruker).order_by("-tid", "-pk")
    for_mange = list(rader.values_list("pk", flat=True)[rules.MAKS_ANTALL :])
    Skjemautkast.objects.filter(pk__in=for_mange).delete()


def forkast(*, bruker: Bruker, adresser: Iterable[str]) -> None:
    """Sent, or not wanted any more."""
    Skjemautkast.objects.filter(bruker=bruker, adresse__in=list(adresser)).delete()


def slett_utlopte() -> int:
    """How many nobody came back to in time."""
    antall, _per_modell = Skjemautkast.objects.utlopt().delete()
    return antall


def slett_som_nevner(*ord_: str) -> int:
    """How many drafts name one of these, in their address or in what was written. Few are kept, so all are read."""
    sokt = [ett.casefold() for ett in ord_ if ett]
    treff = [utkast.pk for utkast in Skjemautkast.objects.iterator() if _nevner(utkast, sokt)]
    Skjemautkast.objects.filter(pk__in=treff).delete()
    return len(treff)


def _nevner(utkast: Skjemautkast, sokt: Sequence[str]) -> bool:
    verdier = [verdi for ett in utkast.skrevet for _navn, verdi in ett.felt]
    alt = "\n".join([utkast.adresse, *utkast.mottakere, *verdier]).casefold()
    return any(ett in alt for ett in sokt)
