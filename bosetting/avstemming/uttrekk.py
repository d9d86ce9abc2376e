"""IMDi's overview of a quarter as a file: numbers per kommune, and nothing on persons."""

from collections.abc import Iterable

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from bosetting.avstemming.kvartal import Kvartal
from bosetting.avstemming.queries import Kvartalsrad
from imdinett.bruker.models import Bruker
from imdinett.web import eksport, uttak
from imdinett.web.eksport import Eksport, Kolonne


def fil(
    rader: Iterable[Kvartalsrad], kvartal: Kvartal, status: str, bruker: Bruker, format: eksport.Format
) -> HttpResponseBase:
    return eksport.svar(
        Eksport(
            navn=f"avstemming-{kvartal.kode}",
            tittel=_("Avstemming av bosatte"),
            kolonner=kolonner(kvartal),
            rader=rader,
            utvalg=[
                (_("Kvartal"), str(kvartal)),
                (_("Status"), status or _("Alle")),
                (_("Adressebeskyttelse"), _("Personer med adressebeskyttelse er ikke med i tallene.")),
            ],
            av=bruker.navn,
        ),
        format,
        uttak.tell(bruker=bruker, hva="avstemming"),
    )


def kolonner(kvartal: Kvartal) -> list[Kolonne[Kvartalsrad]]:
    kommunens = _("Det kommunen har bekreftet, eller dens egne tall der de ikke stemmer.")
    return [
        Kolonne("kommunenummer", _("Kommunenummer"), lambda rad: rad.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda rad: str(rad.kommune), bredde=26),
        Kolonne("fylke", _("Fylke"), lambda rad: str(rad.kommune.fylke or ""), bredde=20),
        Kolonne("status", _("Status"), lambda rad: str(rad.status.label), bredde=18),
        *(_registerets(nr, navn) for nr, navn in enumerate(kvartal.maanedsnavn)),
        *(_kommunens(nr, navn, kommunens) for nr, navn in enumerate(kvartal.maanedsnavn)),
        Kolonne("uten_dato", _("Søkt ut uten bosettingsdato"), lambda rad: rad.tall.uten_dato),
        Kolonne("apne_avvik", _("Åpne avvik"), lambda rad: rad.tall.apne_avvik),
        Kolonne("svart", _("Svart"), lambda rad: rad.svar.svart_tid if rad.svar else None, bredde=18),
        Kolonne("purret", _("Sist purret"), lambda rad: rad.avstemming.purret_tid if rad.avstemming else None, "", 18),
        Kolonne("henvendelse", _("Henvendelse"), lambda rad: _henvendelse(rad)),
    ]


def _registerets(nr: int, navn: str) -> Kolonne[Kvartalsrad]:
    tittel = _("Registeret, %(maaned)s") % {"maaned": navn.lower()}
    return Kolonne(f"register_{nr + 1}", tittel, lambda rad: rad.tall.bosatt[nr], _("Bosettingsdato i måneden."))


def _kommunens(nr: int, navn: str, forklaring: str) -> Kolonne[Kvartalsrad]:
    tittel = _("Kommunen, %(maaned)s") % {"maaned": navn.lower()}
    return Kolonne(f"kommune_{nr + 1}", tittel, lambda rad: rad.kommunens[nr] if rad.kommunens else None, forklaring)


def _henvendelse(rad: Kvartalsrad) -> str:
    return rad.svar.henvendelse.nummer if rad.svar and rad.svar.henvendelse else ""
