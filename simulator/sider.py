"""Plain pages for people who want to read the letters and mails that came in."""

import re
from collections.abc import Sequence
from html import escape
from importlib import resources

from simulator import tid, tidslinje
from simulator.http_typer import Avslag, Foresporsel, Rute, Svar
from simulator.lager import Brev, Brevlager
from simulator.postkasse import Epost, Postkasse

VERN = (("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"),)
LENKE = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
SKALL = """<!DOCTYPE html>
<html lang="nb"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulator: {tittel}</title><link rel="stylesheet" href="/stil.css"></head>
<body><header><p>Simulator for SvarUt og e-post. Ingenting herfra blir sendt videre.</p>
<nav aria-label="Hovedmeny"><ul><li><a href="/brev">Brev</a></li>
<li><a href="/epost">E-post</a></li></ul></nav></header>
<main><h1>{tittel}</h1>
{innhold}
</main></body></html>
"""


class Sider:
    def __init__(self, lager: Brevlager, postkasse: Postkasse) -> None:
        self._lager = lager
        self._postkasse = postkasse

    def routes(self) -> list[Rute]:
        return [
            Rute("GET", re.compile(r"/"), lambda _: self._front_page()),
            Rute("GET", re.compile(r"/stil\.css"), lambda _: _stylesheet()),
            Rute("GET", re.compile(r"/brev"), lambda _: self._letters()),
            Rute("GET", re.compile(r"/brev/(?P<id>[^/.]+)"), self._letter),
            Rute("GET", re.compile(r"/epost"), lambda _: self._mails()),
            Rute("GET", re.compile(r"/epost/(?P<id>[0-9]+)"), self._mail),
        ]

    def _front_page(self) -> Svar:
        brev, eposter = len(self._lager.all()), len(self._postkasse.all())
        return _page(
            "Innkommet post",
            f'<ul><li><a href="/brev">Brev sendt til SvarUt: {brev}</a></li>'
            f'<li><a href="/epost">E-post: {eposter}</a></li></ul>',
        )

    def _letters(self) -> Svar:
        rader = [_letter_row(brev) for brev in sorted(self._lager.all(), key=lambda b: b.mottatt, reverse=True)]
        return _page("Brev", _table("Brev, nyeste først", ("Tittel", "Mottaker", "Status", "Mottatt", "PDF"), rader))

    def _letter(self, foresporsel: Foresporsel) -> Svar:
        brev = self._lager.get(foresporsel.deler["id"])
        if brev is None:
            raise Avslag(404, "IKKE_FUNNET", "Brevet finnes ikke.")
        rader = [(tid.for_people(naar), escape(status)) for naar, status in tidslinje.history(brev, tid.now())]
        mottaker = ", ".join(str(verdi) for verdi in brev.forsendelse["mottaker"].values() if verdi)
        fakta = _facts({"Mottaker": mottaker, "Referanse": brev.referanse or "ingen", "Id": brev.id})
        pdf = f'<p><a href="/brev/{brev.id}.pdf">Les brevet (PDF)</a></p>'
        tittel = brev.forsendelse["tittel"]
        return _page(tittel, fakta + pdf + _table("Statuser", ("Tidspunkt", "Status"), rader))

    def _mails(self) -> Svar:
        rader = [_mail_row(epost) for epost in reversed(self._postkasse.all())]
        return _page("E-post", _table("E-post, nyeste først", ("Emne", "Til", "Mottatt"), rader))

    def _mail(self, foresporsel: Foresporsel) -> Svar:
        epost = self._postkasse.get(foresporsel.deler["id"])
        if epost is None:
            raise Avslag(404, "IKKE_FUNNET", "E-posten finnes ikke.")
        fakta = {"Fra": epost.fra, "Til": ", ".join(epost.til), "Mottatt": tid.for_people(epost.tidspunkt)}
        return _page(epost.emne or "Uten emne", _facts(fakta) + _text(epost))


def _page(tittel: str, innhold: str) -> Svar:
    return Svar(200, SKALL.format(tittel=escape(tittel), innhold=innhold).encode(), "text/html; charset=utf-8", VERN)


def _stylesheet() -> Svar:
    return Svar(200, resources.files("simulator").joinpath("stil.css").read_bytes(), "text/css; charset=utf-8")


def _table(tittel: str, kolonner: tuple[str, ...], rader: Sequence[tuple[str, ...]]) -> str:
    if not rader:
        return "<p>Ingenting er kommet inn ennå.</p>"
    hode = "".join(f'<th scope="col">{kolonne}</th>' for kolonne in kolonner)
    kropp = "".join(f"<tr>{''.join(f'<td>{celle}</td>' for celle in rad)}</tr>\n" for rad in rader)
    return (
        f'<div class="rull" role="region" aria-label="{tittel}" tabindex="0"><table><caption>{tittel}</caption>'
        f"<thead><tr>{hode}</tr></thead>\n<tbody>{kropp}</tbody></table></div>"
    )


def _facts(fakta: dict[str, str]) -> str:
    linjer = "".join(f"<dt>{escape(navn)}</dt><dd>{escape(verdi)}</dd>" for navn, verdi in fakta.items())
    return f"<dl>{linjer}</dl>"


def _letter_row(brev: Brev) -> tuple[str, ...]:
    tittel = escape(brev.forsendelse["tittel"])
    return (
        f'<a href="/brev/{brev.id}">{tittel}</a>',
        escape(brev.forsendelse["mottaker"]["navn"]),
        escape(tidslinje.status(brev, tid.now())[1]),
        tid.for_people(brev.mottatt),
        f'<a href="/brev/{brev.id}.pdf" aria-label="PDF av {tittel}">PDF</a>',
    )


def _mail_row(epost: Epost) -> tuple[str, ...]:
    lenke = f'<a href="/epost/{epost.id}">{escape(epost.emne or "Uten emne")}</a>'
    return lenke, escape(", ".join(epost.til)), tid.for_people(epost.tidspunkt)


def _text(epost: Epost) -> str:
    """The text part with live links; the HTML part is never run here, only shown as source when it is all there is."""
    tekst, deler, slutt = epost.tekst or epost.html, [], 0
    for funn in LENKE.finditer(tekst):
        adresse = escape(funn[0])
        deler += [escape(tekst[slutt : funn.start()]), f'<a href="{adresse}">{adresse}</a>']
        slutt = funn.end()
    return f"<pre>{''.join(deler)}{escape(tekst[slutt:])}</pre>"
