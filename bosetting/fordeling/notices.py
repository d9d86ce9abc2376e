"""E-mail to the kommune. No personal data: a number, a frist, a reason and a link (B-038, B-039)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Sporsmaal
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.notices import Varsel


@dataclass(frozen=True)
class Listevarsel(Varsel):
    """To every active skriv user of the kommune."""

    tema: ClassVar[str] = "fordeling"

    liste: Fordelingsliste

    @property
    def gjelder(self) -> Fordelingsliste:
        return self.liste

    @property
    def kommune(self) -> Kommune:
        return self.liste.kommune

    def mottakere(self) -> Iterable[Bruker]:
        return tildeling.aktive_med(self.liste.kommune, Rettighet.FORDELING_BESVAR).order_by("pk")

    def kontekst(self) -> dict[str, Any]:
        return {
            "nummer": self.liste.nummer,
            "kommune": self.liste.kommune.visningsnavn,
            "frist": self.liste.frist,
        }

    def lenke(self) -> str:
        return reverse("fordelingsliste", args=[self.liste.nummer])


@dataclass(frozen=True)
class NyListe(Listevarsel):
    """B-038."""

    slag: ClassVar[str] = "fordelingsliste_ny"
    mal: ClassVar[str] = "bosetting/fordeling/epost/ny_liste"

    def emne(self) -> str:
        return _("Ny fordelingsliste i IMDinett")

    def nokkel(self) -> str:
        return f"fordelingsliste-{self.liste.pk}-ny"


@dataclass(frozen=True)
class Trukket(Listevarsel):
    """B-039: which cases, or the whole list, and why."""

    slag: ClassVar[str] = "fordelingsliste_trukket"
    mal: ClassVar[str] = "bosetting/fordeling/epost/trukket"

    linjer: Sequence[Fordelingslinje] = ()
    grunn: str = ""
    hele: bool = False

    def emne(self) -> str:
        return _("IMDi har trukket en sak i IMDinett")

    def nokkel(self) -> str:
        return f"fordelingsliste-{self.liste.pk}-trukket-" + "-".join(str(linje.pk) for linje in self.linjer)

    def kontekst(self) -> dict[str, Any]:
        saker = [] if self.hele else [linje.sak.nummer for linje in self.linjer]
        return {**super().kontekst(), "hele": self.hele, "saker": saker, "grunn": self.grunn}


@dataclass(frozen=True)
class Fristvarsel(Listevarsel):
    """W-10: each step once to the list. `til` has been found for all the lists at once."""

    steg: ClassVar[str]

    til: Sequence[Bruker] = ()

    def mottakere(self) -> Iterable[Bruker]:
        return self.til

    def nokkel(self) -> str:
        return f"fordelingsliste-{self.liste.pk}-frist-{self.steg}"


@dataclass(frozen=True)
class FristNaer(Fristvarsel):
    slag: ClassVar[str] = "fordelingsliste_frist_naer"
    mal: ClassVar[str] = "bosetting/fordeling/epost/frist_naer"
    steg: ClassVar[str] = "naer"

    def emne(self) -> str:
        return _("Svarfristen for en fordelingsliste er nær")


@dataclass(frozen=True)
class FristPassert(Fristvarsel):
    """B-035: nothing is answered for the kommune."""

    slag: ClassVar[str] = "fordelingsliste_frist_passert"
    mal: ClassVar[str] = "bosetting/fordeling/epost/frist_passert"
    steg: ClassVar[str] = "passert"

    def emne(self) -> str:
        return _("Svarfristen for en fordelingsliste er gått ut")


@dataclass(frozen=True)
class Sporsmaalsvarsel(Listevarsel):
    """W-14: the number of the list and the household's letter. Never what was asked or answered."""

    sporsmaal: Sporsmaal

    def nokkel(self) -> str:
        return f"sporsmaal-{self.sporsmaal.pk}"

    def kontekst(self) -> dict[str, Any]:
        svar = self.sporsmaal.svar
        return {**super().kontekst(), "husstand": svar.bokstav, "frist": svar.frist}


@dataclass(frozen=True)
class SporsmaalStilt(Sporsmaalsvarsel):
    """To the one in IMDi who has the list, else who sent it."""

    slag: ClassVar[str] = "sporsmaal_stilt"
    mal: ClassVar[str] = "bosetting/fordeling/epost/sporsmaal_stilt"

    def emne(self) -> str:
        return _("En kommune ber om mer informasjon i IMDinett")

    def mottakere(self) -> Iterable[Bruker]:
        return Bruker.objects.aktive().filter(pk=self.liste.ansvarlig_id or self.liste.sendt_av_id)

    def lenke(self) -> str:
        return reverse("imdi_sporsmaal", args=[self.sporsmaal.pk])


@dataclass(frozen=True)
class SporsmaalBesvart(Sporsmaalsvarsel):
    """To every active skriv user of the kommune, with the new frist."""

    slag: ClassVar[str] = "sporsmaal_besvart"
    mal: ClassVar[str] = "bosetting/fordeling/epost/sporsmaal_besvart"

    def emne(self) -> str:
        return _("IMDi har svart på et spørsmål om en fordelingsliste")
