"""The chart and the map of R1, from the same table as the page shows."""

from collections.abc import Callable
from datetime import date

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bosetting.rapport.queries.tabell import EGEN, LANDET, TOM, Celle, Kilde, Rad, Tabell, tallceller
from imdinett.web import norsk
from imdinett.web.diagram import Diagramrad, Plassbar, Soylediagram, plassbar, soylediagram
from imdinett.web.flisekart import Flisekart, Kommuneverdi
from imdinett.web.grensekart import kommunekart
from imdinett.web.komponent import Nokkeltall

SERIER = ("anmodet", "vedtatt", "bosatt")
GRENSER = (1, 20, 50, 100)
KORT_FYLKE, KORT_KOMMUNE = 7, 5


def funn(tabell: Tabell) -> str:
    """One sentence with the finding; only of figures that are known."""
    celler = tabell.summer or (tabell.rader[0].celler if tabell.rader else {})
    anmodet, vedtatt, bosatt = (celler.get(nokkel, TOM) for nokkel in SERIER)
    if anmodet.verdi is None or vedtatt.verdi is None:
        return _("Anmodet, vedtatt og bosatt i %(aar)d") % {"aar": tabell.aar}
    tall = {"aar": tabell.aar, "anmodet": anmodet.vis, "vedtatt": vedtatt.vis, "bosatt": bosatt.vis}
    if bosatt.verdi is None:
        return _("I %(aar)d er %(vedtatt)s plasser vedtatt av %(anmodet)s anmodede.") % tall
    return (
        _("I %(aar)d er %(vedtatt)s plasser vedtatt av %(anmodet)s anmodede, og %(bosatt)s personer er bosatt.") % tall
    )


def nokkeltall(tabell: Tabell) -> list[Nokkeltall]:
    """The published total where there is one, with the sum of the rows beside it when the two differ."""
    celler = tabell.summer or (tabell.rader[0].celler if tabell.rader else {})
    ut = []
    for kolonne in tabell.kolonner:
        if kolonne.nokkel not in (*SERIER, "sokt_ut", "ledig"):
            continue
        publisert = (tabell.publisert or {}).get(kolonne.nokkel, TOM)
        celle = celler.get(kolonne.nokkel, TOM)
        note = ""
        if publisert.verdi is not None and publisert.verdi != celle.verdi:
            note = _("radene gir %(tall)s") % {"tall": celle.vis} if celle.verdi is not None else ""
            celle = publisert
        ut.append(Nokkeltall(celle.vis, kolonne.navn, note))
    return ut


def diagram(tabell: Tabell) -> Soylediagram | None:
    """Fylker of the country, or kommuner of a fylke. One kommune alone is better read in the table."""
    if tabell.omraade == EGEN or not tabell.rader:
        return None
    if tabell.omraade == LANDET:
        rader = [Diagramrad(g.navn, _short(g.navn, KORT_FYLKE), _values(g.celler.get)) for g in tabell.grupper]
        enhet = _("Fylke")
    else:
        rader = [Diagramrad(rad.navn, _short(rad.navn, KORT_KOMMUNE), _values(rad.celler.get)) for rad in tabell.rader]
        enhet = _("Kommune")
    serier = [_("Anmodet"), _("Vedtatt"), _("Bosatt")]
    return soylediagram(id="r1-diagram", funn=funn(tabell), enhet=enhet, serier=serier, rader=rader)


def plasser(tabell: Tabell) -> Plassbar | None:
    """The bar of one's own kommune: what is bound is what is neither used nor free."""
    if tabell.omraade != EGEN or tabell.kilde != Kilde.BEREGNET or not tabell.rader:
        return None
    celler = tabell.rader[0].celler
    vedtatt, brukt, ledig = (celler.get(nokkel, TOM).verdi for nokkel in ("vedtatt", "bosatt", "ledig"))
    if vedtatt is None or brukt is None or ledig is None:
        return None
    tittel = _("Plasser i %(aar)d") % {"aar": tabell.aar}
    return plassbar(tittel=tittel, vedtatt=vedtatt, brukt=brukt, bundet=vedtatt - brukt - ledig)


def _values(hent: Callable[[str, Celle], Celle]) -> tuple[int | None, ...]:
    return tuple(hent(nokkel, TOM).verdi for nokkel in SERIER)


def _short(navn: str, maks: int) -> str:
    return navn if len(navn) <= maks else f"{navn[: maks - 1]}."


def kart(tabell: Tabell, maal: str, url: Callable[[Rad], str], *, dag: date, sporring: QueryDict) -> Flisekart | None:
    """The kommuner of the country or a fylke on a map; always beside the table. `dag` is one when they had their
    numbers."""
    if tabell.omraade == EGEN or not tabell.rader:
        return None
    kolonne = next(k for k in tabell.kolonner if k.nokkel == maal)
    return kommunekart(
        id="r1-kart",
        funn=_("%(maal)s per kommune i %(aar)d") % {"maal": kolonne.navn, "aar": tabell.aar},
        kommuner=[_tile(rad, rad.celler[maal], url(rad)) for rad in tabell.rader],
        grenser=GRENSER,
        dag=dag,
        sporring=sporring,
        skjema_id="r1-filter",
    )


def _tile(rad: Rad, celle: Celle, url: str) -> Kommuneverdi:
    return Kommuneverdi(
        kommunenummer=rad.nummer,
        navn=rad.navn,
        fylkesnavn=rad.fylke,
        verdi=celle.verdi,
        url=url,
        skjult=celle.vis if celle.skjult else "",
    )


def avvik(tabell: Tabell) -> list[str]:
    """Why the rows do not add up to the published total, one sentence per column."""
    ut = []
    for kolonne in tabell.kolonner:
        publisert = (tabell.publisert or {}).get(kolonne.nokkel, TOM)
        sum_ = tabell.summer.get(kolonne.nokkel, TOM)
        if publisert.verdi is None or sum_.verdi is None or publisert.verdi == sum_.verdi:
            continue
        tall = {"kolonne": kolonne.navn, "sum": sum_.vis, "publisert": publisert.vis}
        setning = _("%(kolonne)s: radene gir %(sum)s, IMDi har publisert %(publisert)s.") % tall
        if antall := tabell.skjulte(kolonne.nokkel):
            grunn = _("Kilden holder tilbake verdier for %(antall)s kommuner.") % {"antall": norsk.tall(antall)}
            setning = f"{setning} {grunn}"
        ut.append(setning)
    return ut


def sumrader(tabell: Tabell) -> list[tuple[str, SafeString]]:
    """The sum of the rows, and beside it the total that IMDi itself has published."""
    if not tabell.summer or not tabell.rader:
        return []
    ut = [(_("Sum av radene"), tallceller(tabell.summer[kolonne.nokkel] for kolonne in tabell.kolonner))]
    if tabell.publisert:
        publisert = (tabell.publisert.get(kolonne.nokkel, TOM) for kolonne in tabell.kolonner)
        ut.append((_("Publisert av IMDi for landet"), tallceller(publisert)))
    return ut


def kildelinje(tabell: Tabell) -> str:
    """Where the figures come from, said once on the page and in every file (decision 27)."""
    if tabell.kilde == Kilde.BEREGNET:
        return _("Beregnet her, av det som er registrert i IMDinett nå.")
    if tabell.per_dato is None:
        return _("Publisert av IMDi. Kilden oppgir ikke dato for tallene.")
    return _("Publisert av IMDi per %(dato)s.") % {"dato": norsk.dato(tabell.per_dato)}
