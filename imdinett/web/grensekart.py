"""The same map with the borders of the kommuner, where somebody has loaded them (decision 39).

The shapes are in a file of their own (`grensefil`), which the browser keeps: a page only says which shape has which
colour. The tiles are the fallback, and the reader's own choice: on a narrow screen they are easier to read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from imdinett.kommune.grenser.forenkling import Plass
from imdinett.kommune.grenser.queries import Grensesett, grenser_paa
from imdinett.web import flisekart
from imdinett.web.flisekart import UKJENT, Flis, Flisekart, Fylke, Kommuneverdi, Trinn
from imdinett.web.komponent import Lenke
from imdinett.web.tegn import tegn

VISNING, FLISER, GRENSER = "kartvisning", "fliser", "grenser"
SKJULT = "skjult"
# The map is this wide at most (diagram.css), and a number on it this tall; digits are so wide beside their height.
BREDDE, SKRIFT, SIFFER = 640, 13, 0.62
LUFT = 0.02
# What is put in: name and number in words, step, address of the shape, address of the kommune.
_FORM = '<title>{0}</title><use class="im-omriss__form im-flis--{1}" href="{2}"/>'
_UTEN_LENKE = f'<g role="img" aria-label="{{0}}">{_FORM}</g>'
_MED_LENKE = f'<a href="{{3}}" aria-label="{{0}}">{_FORM}</a>'


class Form(NamedTuple):
    """One kommune on the map. `merke` is what its outline says besides its colour: unknown, hidden or nothing."""

    flis: Flis
    adresse: str
    plass: Plass
    merke: str

    @property
    def html(self) -> SafeString:
        """Drawn here: a template takes several times as long for a whole country."""
        tekst, mal = f"{self.flis.navn}: {self.flis.verdi}", _MED_LENKE if self.flis.url else _UTEN_LENKE
        return tegn(mal, tekst, self.flis.trinn, self.adresse, self.flis.url)


@dataclass(frozen=True)
class Formfylke:
    navn: str
    former: tuple[Form, ...]


@dataclass(frozen=True)
class Bytte:
    """The link to the other kind of map, and what the filter must send on to keep this one."""

    lenke: Lenke
    visning: str
    skjema_id: str


@dataclass(frozen=True)
class Grensekart:
    fylker: tuple[Formfylke, ...]
    utsnitt: str
    skrift: str
    kilde: str

    @property
    def merker(self) -> SafeString:
        """The outlines that are no common border, above all colours."""
        mal = '<use class="im-omriss__merke im-omriss__merke--{}" href="{}"/>'
        return SafeString("".join(tegn(mal, form.merke, form.adresse) for form in self._forms() if form.merke))

    @property
    def tall(self) -> SafeString:
        """The numbers that there is room for."""
        skrift = float(self.skrift)
        mal = '<text class="im-flis--{}" x="{}" y="{}" dy=".35em">{}</text>'
        return SafeString(
            "".join(
                tegn(mal, form.flis.trinn, str(form.plass.x), str(form.plass.y), form.flis.tall)
                for form in self._forms()
                if _fits(form, skrift)
            )
        )

    def _forms(self) -> Iterable[Form]:
        return (form for fylke in self.fylker for form in fylke.former)


def _fits(form: Form, skrift: float) -> bool:
    return len(form.flis.tall) * SIFFER * skrift < 2 * form.plass.bredde and skrift < 2 * form.plass.rom


def kommunekart(
    *,
    id: str,
    funn: str,
    kommuner: Iterable[Kommuneverdi],
    grenser: Sequence[int],
    dag: date,
    sporring: QueryDict,
    skjema_id: str,
) -> Flisekart:
    """With borders where there are some for the structure of the day and nobody asked for tiles; else tiles.

    `grenser` are the steps (`flisekart`), `sporring` is the page's own, and `skjema_id` its filter.
    """
    ordnet = list(kommuner)
    sett = grenser_paa(dag)
    if sett is None or not any(k.kommunenummer in sett.plasser for k in ordnet):
        return flisekart.flisekart(id=id, funn=funn, kommuner=ordnet, grenser=grenser)
    if sporring.get(VISNING) == FLISER:
        fliser = flisekart.flisekart(id=id, funn=funn, kommuner=ordnet, grenser=grenser)
        lenke = _switch(_("Vis med kommunegrenser"), GRENSER, sporring, id)
        return replace(fliser, bytte=Bytte(lenke, FLISER, skjema_id))
    lenke = _switch(_("Vis som fliser"), FLISER, sporring, id)
    kart = med_grenser(id=id, funn=funn, kommuner=ordnet, grenser=grenser, sett=sett, fil=_file(sett))
    return replace(kart, bytte=Bytte(lenke, GRENSER, skjema_id))


def _switch(tekst: str, visning: str, sporring: QueryDict, id: str) -> Lenke:
    kopi = sporring.copy()
    kopi.pop("format", None)
    kopi[VISNING] = visning
    return Lenke(tekst, f"?{kopi.urlencode()}#{id}")


def _file(sett: Grensesett) -> str:
    return reverse("kommunegrenser", args=[sett.pk, sett.avtrykk])


def med_grenser(
    *, id: str, funn: str, kommuner: Sequence[Kommuneverdi], grenser: Sequence[int], sett: Grensesett, fil: str
) -> Flisekart:
    """The kommuner that the borders have on the map, the others as tiles under it."""
    paa = [k for k in kommuner if k.kommunenummer in sett.plasser]
    uten = tuple(flisekart.tile(k, grenser) for k in kommuner if k.kommunenummer not in sett.plasser)
    trinn = flisekart.legend(grenser, kommuner)
    if any(k.skjult for k in paa):
        trinn += (Trinn(SKJULT, _("skjult")),)
    utsnitt, skrift = _frame([sett.plasser[k.kommunenummer] for k in paa])
    kart = Grensekart(
        fylker=tuple(
            Formfylke(navn, tuple(_form(k, grenser, sett.plasser, fil) for k in gruppe))
            for _nummer, navn, gruppe in flisekart.by_fylke(paa)
        ),
        utsnitt=utsnitt,
        skrift=skrift,
        kilde=_("Grenser: %(kilde)s (%(lisens)s), forenklet.") % {"kilde": sett.kilde, "lisens": sett.lisens},
    )
    fliser = (Fylke("uten", _("Ikke på kartet"), uten),) if uten else ()
    return Flisekart(id, funn, fliser, trinn, grenser=kart)


def _form(k: Kommuneverdi, grenser: Sequence[int], plasser: Mapping[str, Plass], fil: str) -> Form:
    flis = flisekart.tile(k, grenser)
    if k.skjult and not any(t.isdigit() for t in k.skjult):
        flis = flis._replace(verdi=_("skjult"))
    merke = SKJULT if k.skjult else UKJENT if flis.trinn == UKJENT else ""
    return Form(flis, f"{fil}#k{k.kommunenummer}", plasser[k.kommunenummer], merke)


def _frame(plasser: Sequence[Plass]) -> tuple[str, str]:
    """The part of the country that is shown, and how large a number is in its units."""
    vest, nord = min(p.vest for p in plasser), min(p.nord for p in plasser)
    bredde, hoyde = max(p.ost for p in plasser) - vest, max(p.sor for p in plasser) - nord
    luft = max(bredde, hoyde) * LUFT + 1
    tall = (vest - luft, nord - luft, bredde + 2 * luft, hoyde + 2 * luft)
    return " ".join(f"{n:.0f}" for n in tall), f"{tall[2] * SKRIFT / BREDDE:.2f}"
