"""/stil/: every component, filled, empty and with errors, in the language of the page. The data is invented."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.kommune.grenser.forenkling import Plass
from imdinett.kommune.grenser.queries import Grensesett
from imdinett.web import diagram, felt, flisekart, grensekart
from imdinett.web import komponent as k
from imdinett.web.kontekst import Okt
from imdinett.web.lister.forms import Lagreskjema
from imdinett.web.lister.merking import Valg
from imdinett.web.lister.rekkefolge import Listevalg
from imdinett.web.lister.views import Utvalgslenke, Verktoy
from imdinett.web.oppgaver import Oppgave
from imdinett.web.porter import APEN
from imdinett.web.skjema import Skjema
from imdinett.web.views import Tekstside

OSLO = ZoneInfo("Europe/Oslo")


class Svarskjema(Skjema):
    """Every kind of field we use."""

    engangsnokkel = "00000000-0000-4000-8000-000000000000"
    svar = forms.ChoiceField(widget=forms.RadioSelect)
    uke = felt.Ukefelt()
    dato = felt.Datofelt()
    antall = felt.Tallfelt(min_value=1, max_value=300)
    begrunnelse = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), min_length=10, max_length=1000)
    behov = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    vedlegg = felt.Filfelt(required=False)
    lest = forms.BooleanField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valg, uke, tekst = self.fields["svar"], self.fields["uke"], self.fields["begrunnelse"]
        assert isinstance(valg, forms.ChoiceField)
        assert isinstance(uke, forms.ChoiceField)
        valg.label, valg.choices = _("Kan kommunen ta imot husstanden?"), [("ja", _("Ja")), ("nei", _("Nei"))]
        uke.label = _("Ønsket bosettingsuke")
        uke.choices = felt.ukevalg(felt.mandager(date(2026, 12, 7), 6))
        self.fields["dato"].label = _("Dato for vedtaket i kommunen")
        self.fields["antall"].label = _("Antall personer")
        tekst.label = _("Begrunnelse")
        tekst.help_text = _("IMDi leser begrunnelsen. Skriv ikke navn eller helseopplysninger om bestemte personer.")
        self._optional()

    def _optional(self) -> None:
        behov, vedlegg, lest = self.fields["behov"], self.fields["vedlegg"], self.fields["lest"]
        assert isinstance(behov, forms.MultipleChoiceField)
        behov.label = _("Behov i boligen")
        behov.choices = [("trinnfri", _("Trinnfri inngang")), ("kollektiv", _("Nær kollektivtransport"))]
        vedlegg.label, vedlegg.help_text = _("Vedlegg"), _("PDF, Word eller bilde. Høyst 20 MB.")
        lest.label = _("Jeg har lest vilkårene")


class Listefilter(Skjema):
    kategori = forms.ChoiceField(required=False)
    sokt_for = felt.Datofelt(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kategori = self.fields["kategori"]
        assert isinstance(kategori, forms.ChoiceField)
        kategori.label = _("Kategori")
        kategori.choices = [("", _("Alle")), ("privatboende", _("Privatboende"))]
        self.fields["sokt_for"].label = _("Søkt ut før")


class Stil(Tekstside):
    rettighet = APEN
    template_name = "web/stil.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = {**_shell(), **_forms(), **_work(), **_case(), **_charts()}
        return super().get_context_data(**kontekst, **kwargs)


def tid(dag: int, time: int, minutt: int) -> datetime:
    return datetime(2026, 11, dag, time, minutt, tzinfo=OSLO)


def _shell() -> dict[str, Any]:
    return {
        "brodsmuler": [k.Lenke(_("Hjem"), "/"), k.Lenke(_("Komponenter"))],
        "merker": [k.Merke(_("Delvis besvart"), "warning"), k.Merke(_("Frist i dag"), "danger")],
        "alle_merker": [
            k.Merke(_("Utkast"), "neutral"),
            k.Merke(_("Sendt"), "info"),
            k.Merke(_("Godkjent"), "success"),
            k.Merke(_("Mangler begrunnelse"), "warning"),
            k.Merke(_("Over fristen"), "danger"),
            k.Merke(_("Enslig mindreårig"), "brand2"),
        ],
        "handling": k.Lenke(_("Ny bruker"), "#"),
        "lenke": k.Lenke(_("Les mer om fristen"), "#"),
        "faner": [
            k.Fane(_("Oversikt"), "#", aktiv=True),
            k.Fane(_("Bosetting"), "#"),
            k.Fane(_("Dokumenter"), "#", antall=3),
            k.Fane(_("Hendelser"), "#"),
        ],
        "okt": Okt(10**6, 300, "/", "/", "/"),
    }


def _forms() -> dict[str, Any]:
    fylt = {
        "svar": "ja",
        "uke": (2026, 51),
        "dato": date(2026, 11, 23),
        "antall": 3,
        "begrunnelse": _("Vi har en leilighet som passer, fra uke 50."),
    }
    feil = Svarskjema({"feil-antall": "tre", "feil-begrunnelse": _("Nei"), "feil-dato": "31.02.2026"}, prefix="feil")
    return {
        "tomt_skjema": Svarskjema(prefix="tomt"),
        "fylt_skjema": Svarskjema(initial=fylt, prefix="fylt"),
        "skjema_med_feil": feil,
        "filter": Listefilter(prefix="filter"),
        "ett_felt": Listefilter(prefix="ett"),
        "valgte": [k.Filtervalg(_("Privatboende"), "#"), k.Filtervalg(_("Avvik: nei"), "#")],
        "knapper": [
            k.Knapp(_("Se over svaret")),
            k.Knapp(_("Lagre og fortsett senere"), "secondary"),
            k.Knapp(_("Avbryt"), "tertiary", url="#"),
        ],
        "fareknapper": [k.Knapp(_("Trekk listen"), farge="danger"), k.Knapp(_("Avbryt"), "secondary", url="#")],
    }


def _tools() -> Verktoy:
    """Without the links: `eksport` is shown by itself."""
    egen = Utvalgslenke("1", _("Privatboende"), "#", er_standard=True, er_egen=True, delt=False, eier="Kari Eksempel")
    delt = Utvalgslenke("2", _("Over fristen"), "#", er_standard=False, er_egen=False, delt=True, eier="Ola Eksempel")
    skjema = Lagreskjema(kan_dele=True, kommune=None)
    return Verktoy(kan_lagre=True, utvalg=[egen, delt], skjema=skjema, lenker=[])


def _work() -> dict[str, Any]:
    i_dag = klokke.today()
    return {
        "oppgaver": [
            Oppgave(_("Registrer bosettingsdato"), "#", "Sak 8F3K", i_dag - timedelta(days=2), "Kari Eksempel"),
            Oppgave(_("Svar på fordelingsliste 2026-0412"), "#", _("4 personer, 2 husstander"), i_dag),
            Oppgave(_("Registrer kommunens vedtak"), "#", _("anmodet 45"), i_dag + timedelta(days=5), "Ola Eksempel"),
            Oppgave(_("Bekreft kontaktopplysningene"), "#", "Eigersund"),
        ],
        "ingen_oppgaver": [],
        "side": Paginator(range(240), 25).page(4),
        "listevalg": Listevalg(sorter="-dager", felt=("sak", "dager"), sporring=QueryDict("side=4")),
        "valg": Valg("sak", "side", paa_siden=25, andre=(), alle=240, maks=200),
        "kom_fra": {"til_listen": "#", "neste": "#"},
        "lenker": [k.Lenke("XLSX", "#"), k.Lenke("CSV", "#"), k.Lenke(_("CSV for maskiner"), "#")],
        "verktoy": _tools(),
        "rader": [
            ("8F3K", "A (3)", _("Privatboende"), date(2026, 10, 12), 42),
            ("8F7M", "B (1)", "AMOT", date(2026, 10, 19), 35),
            ("9A2C", "A (6)", _("Overføringsflyktning"), date(2026, 11, 2), 1021),
        ],
        "steg": [
            k.Steg(_("Hvem"), _("Ferdig"), "#"),
            k.Steg(_("Roller"), _("Påbegynt"), "#", aktiv=True),
            k.Steg(_("Se over"), _("Ikke startet")),
        ],
        "lagret_tid": tid(23, 8, 51),
        "avviste": [
            {"linje": 4, "tekst": "0000;45", "grunn": _("Kommunenummeret %(nummer)s finnes ikke.") % {"nummer": "0000"}}
        ],
    }


def _case() -> dict[str, Any]:
    vedtatt = k.Endring(_("Vedtatt antall"), 40, 45)
    return {
        "identitetslinjer": [
            [_("født 12. mars 1985"), "DUF 2099 123456 08"],
            ["Eigersund kommune", _("husstand på 3"), _("søkt ut 12. oktober 2026 (42 dager)")],
        ],
        "identitetsmerker": [k.Merke(_("Søkt ut"), "info"), k.Merke(_("Tolk: arabisk"), "neutral")],
        "fakta": [
            k.Rad(_("Anmodet"), 45),
            k.Rad(_("Vedtatt"), None),
            k.Rad(_("Status"), _("Venter på kommunen"), k.Merke(_("Frist i dag"), "danger")),
        ],
        "se_over": [
            k.SeOverRad(_("Husstand A, 3 personer"), _("Ja, uke 51, 2026"), "#", _("svar for husstand A")),
            k.SeOverRad(
                _("Husstand B, 1 person"),
                _("Nei, mangler bolig"),
                "#",
                _("svar for husstand B"),
                _("Husstand B mangler begrunnelse. Ingen på listen kan godkjennes før nei er begrunnet."),
            ),
        ],
        "kvittering_tid": tid(23, 9, 20),
        "neste": [
            _("IMDi gjør vedtak for hver husstand."),
            _("Brevet kommer i Altinn når vedtaket er gjort."),
            _("Personmappene åpnes for kommunen samtidig."),
        ],
        "kvitteringslenker": [k.Lenke(_("Last ned PDF"), "#"), k.Lenke(_("Neste oppgave"), "#")],
        "hendelser": [
            k.Tidspunkt(_("Vedtaket ble rettet"), tid(20, 13, 5), "Kari Eksempel", _("Bosetter skriv"), (vedtatt,)),
            k.Tidspunkt(_("Anmodningsbrevet er levert"), tid(18, 9, 2), "IMDinett"),
            k.Tidspunkt(_("IMDi sendte anmodningen"), tid(18, 9, 0), "Per Eksempel", "IMDi"),
        ],
        "brev": [
            k.Brevrad(
                _("Anmodning om bosetting"), "Eigersund", tid(18, 9, 2), k.Merke(_("Levert"), "success"), "#", "#"
            ),
            k.Brevrad(_("Vedtak om bosetting"), "Lund", None, k.Merke(_("I kø"), "info"), "#"),
        ],
        "beregning": [k.Rad(_("Sendt"), "16.11.2026"), k.Rad(_("Svarfrist"), _("7 dager"))],
        "hjemmel": k.Lenke(_("integreringsloven § 5"), ""),
        "nokkeltall": [
            k.Nokkeltall("61", _("dager i snitt"), _("året før: 70")),
            k.Nokkeltall("74 %", _("innen tre måneder"), _("året før: 69 %")),
            k.Nokkeltall("35 705", _("vedtatte plasser")),
        ],
    }


def _charts() -> dict[str, Any]:
    uker = felt.mandager(date(2027, 1, 4), 20)
    meldt = [3, 6, 4, 0, 5, 8, 8, 2, 0, 3, 5, 5, 4, 6, 7, 2, 2, 3, 1, 4]
    rader = [
        diagram.Diagramrad(f"{_('Uke')} {d.isocalendar().week}", str(d.isocalendar().week), (m, m // 2), n == 5)
        for n, (d, m) in enumerate(zip(uker, meldt, strict=True))
    ]
    aar = [("2022", 35000, 35705), ("2023", 34900, 37500), ("2024", 37000, 33300), ("2025", 17500, 16700)]
    return {
        "plasser": diagram.plassbar(tittel=_("Plasser i 2026"), vedtatt=40, brukt=22, bundet=6),
        "for_mange": diagram.plassbar(tittel=_("Plasser i 2027"), vedtatt=20, brukt=18, bundet=4),
        "uten_vedtak": diagram.plassbar(tittel=_("Plasser i 2028"), vedtatt=None, brukt=0, bundet=0),
        "ukediagram": diagram.soylediagram(
            id="uker",
            funn=_("Kommunen har meldt inn flest plasser i uke 6 og 7."),
            enhet=_("Uke"),
            serier=(_("Meldt inn"), _("Søkt ut eller bosatt")),
            rader=rader,
        ),
        "aarsdiagram": diagram.soylediagram(
            id="aar",
            funn=_("Kommunene vedtok flere plasser enn IMDi ba om i 2022 og 2023."),
            enhet=_("År"),
            serier=(_("Anmodet"), _("Vedtatt")),
            rader=[diagram.Diagramrad(a, a, (x, y)) for a, x, y in aar],
        ),
        "stablet": diagram.soylediagram(
            id="stablet",
            funn=_("Ventetiden hos kommunene er like lang som hos UDI og IMDi til sammen."),
            enhet=_("Kvartal"),
            serier=(_("Til klar"), _("Til fordelt"), _("Til bosatt")),
            rader=[diagram.Diagramrad(f"{n}. kv.", f"{n}. kv.", (24 - n, 15 + n, 16)) for n in range(1, 5)],
            stablet=True,
        ),
        "kart": flisekart.flisekart(id="kart", funn=_("Rogaland har vedtatt flest plasser."), kommuner=_tiles()),
        "grensekart": _borders(),
    }


def _tiles() -> list[flisekart.Kommuneverdi]:
    rogaland = [
        ("1101", "Eigersund", 45),
        ("1103", "Stavanger", 320),
        ("1106", "Haugesund", 80),
        ("1108", "Sandnes", 150),
    ]
    rogaland += [("1111", "Sokndal", 0), ("1112", "Lund", 12), ("1114", "Bjerkreim", 25)]
    andre = [
        flisekart.Kommuneverdi("5601", "Alta", "Finnmark", 60, "#"),
        flisekart.Kommuneverdi("5610", "Kárášjohka – Karasjok", "Finnmark", None, "#"),
        flisekart.Kommuneverdi("5636", "Unjárga – Nesseby", "Finnmark", None, "#", _("1–4")),
    ]
    return [flisekart.Kommuneverdi(nr, navn, "Rogaland", n, "#") for nr, navn, n in rogaland] + andre


def _borders() -> flisekart.Flisekart:
    """The shapes are invented too, and one of the kommuner has none."""
    plasser = {
        "1101": Plass(60, 220, 180, 310, 118, 262, 50, 20),
        "1103": Plass(40, 90, 120, 160, 80, 125, 35, 20),
        "1106": Plass(10, 10, 100, 90, 60, 45, 40, 20),
        "1108": Plass(50, 90, 240, 220, 150, 165, 70, 20),
        "1111": Plass(160, 220, 240, 310, 205, 260, 25, 20),
        "1112": Plass(230, 200, 350, 310, 290, 255, 50, 20),
        "1114": Plass(160, 160, 320, 240, 240, 200, 60, 20),
        "5601": Plass(320, 10, 430, 110, 375, 40, 55, 20),
        "5636": Plass(430, 10, 500, 70, 468, 40, 30, 20),
    }
    sett = Grensesett(1, date(2024, 1, 1), _("Eksempel"), "CC BY 4.0", "", plasser, None, None)
    kart = grensekart.med_grenser(
        id="grensekart",
        funn=_("Rogaland har vedtatt flest plasser."),
        kommuner=_tiles(),
        grenser=(1, 20, 50, 100),
        sett=sett,
        fil=static("imdinett/kart/eksempel.svg"),
    )
    return replace(kart, bytte=grensekart.Bytte(k.Lenke(_("Vis som fliser"), "#kart"), grensekart.GRENSER, "filter"))
