"""The two lists of lists as files: what the filter shows, all pages, numbers of persons and no facts about them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from bosetting.fordeling.forms import Imdifilter, Listefilter
from bosetting.fordeling.models import Fordelingsliste
from bosetting.fordeling.states import Listetilstand
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.web import eksport, uttak
from imdinett.web.eksport import Eksport, Kolonne

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


def fil(
    rader: Iterable[Fordelingsliste],
    filter: Listefilter | Imdifilter,
    bruker: Bruker,
    format: str,
    kommune: "Kommune | None" = None,
) -> HttpResponseBase:
    onsket = eksport.onsket(format)
    return eksport.svar(
        Eksport(
            navn="fordelingslister",
            tittel=_("Fordelingslister"),
            kolonner=kolonner(),
            rader=rader,
            utvalg=[(str(felt.label), _vist(felt)) for felt in filter.visible_fields()],
            av=bruker.navn,
            enhet=kommune.nummer if kommune else "",
        ),
        onsket,
        uttak.tell(bruker=bruker, hva="fordelingslister", kommune=kommune),
    )


def _vist(felt: Any) -> str:
    valg = {str(verdi): str(navn) for verdi, navn in getattr(felt.field, "choices", [])}
    verdi = str(felt.value() or "")
    return valg.get(verdi, verdi) or _("Alle")


def kolonner() -> list[Kolonne[Any]]:
    return [
        Kolonne("liste", _("Liste"), lambda rad: rad.nummer),
        Kolonne("kommunenummer", _("Kommunenummer"), lambda rad: rad.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda rad: str(rad.kommune), bredde=26),
        Kolonne("plassaar", _("Plassår"), lambda rad: rad.plassaar),
        Kolonne("status", _("Status"), lambda rad: str(rad.get_tilstand_display()), bredde=18),
        Kolonne("forfalt", _("Over fristen"), er_forfalt, _("Fristen er gått ut, og listen er ikke besvart.")),
        Kolonne("sendt", _("Sendt"), lambda rad: rad.sendt_tid, bredde=18),
        Kolonne("frist", _("Frist"), lambda rad: rad.frist, bredde=18),
        Kolonne("besvart", _("Besvart"), lambda rad: rad.besvart_tid, bredde=18),
        Kolonne("personer", _("Personer"), lambda rad: rad.antall_personer),
        Kolonne("husstander", _("Husstander"), lambda rad: rad.antall_husstander),
        Kolonne("ja", _("Ja"), lambda rad: rad.antall_ja, _("Personer kommunen har sagt ja til.")),
        Kolonne("nei", _("Nei"), lambda rad: rad.antall_nei, _("Personer kommunen har sagt nei til.")),
        Kolonne("trukket", _("Trukket"), lambda rad: rad.antall_trukket, _("Personer IMDi har trukket fra listen.")),
    ]


def er_forfalt(liste: Fordelingsliste) -> bool:
    """B-035: a mark, never a state."""
    apen = liste.tilstand == Listetilstand.SENDT
    return apen and liste.frist is not None and liste.frist < klokke.now()
