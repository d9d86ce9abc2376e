"""A row of the review as the pages show it. Of a protected person only that it was one (B-095)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import HANDLINGSNAVN, Handling, Utfall
from imdinett.loggkontroll import utvalg
from imdinett.loggkontroll.models import Hodeliste, Kjedefunn, Kjedekontroll, Kontrollrad, Oppslagsalarm, Vurdering
from imdinett.loggkontroll.states import Aarsak, Alarmslag, Bruddslag, Vurderingsutfall
from imdinett.web import norsk
from imdinett.web.komponent import Merke, Rad

_FARGE = {
    Vurderingsutfall.I_ORDEN: "success",
    Vurderingsutfall.FOLGES_OPP: "warning",
    Vurderingsutfall.BRUDD: "danger",
}


def hvem(rad: Kontrollrad, skjulte: Collection[int]) -> str:
    """Decision 18: the case's number, never the name."""
    if rad.person_id is None:
        return _("Flere personer")
    if rad.person_id in skjulte:
        return _("Skjermet person")
    return _("Sak %(nummer)s") % {"nummer": rad.saksnummer} if rad.saksnummer else _("Sak uten tilgang")


def aarsaker(rad: Kontrollrad) -> list[str]:
    return [str(Aarsak(en).label) for en in rad.aarsaker]


def merke(vurderinger: Sequence[Vurdering]) -> Merke:
    if not vurderinger:
        return Merke(_("Ikke vurdert"), "info")
    utfall = Vurderingsutfall(vurderinger[-1].utfall)
    return Merke(str(utfall.label), _FARGE[utfall])


def enhet(rad: Kontrollrad | Oppslagsalarm) -> str:
    return str(rad.kommune or rad.enhet or utvalg.IMDI)


@dataclass(frozen=True)
class Kontrollvisning:
    url: str
    uke: str
    bruker: str
    enhet: str
    hvem: str
    aarsaker: list[str]
    antall: int
    merke: Merke
    vurdert_av: str


def rad(rad: Kontrollrad, skjulte: Collection[int]) -> Kontrollvisning:
    vurderinger = list(rad.vurderinger.all())
    return Kontrollvisning(
        reverse("loggkontroll_rad", args=[rad.pk]),
        str(rad.uke),
        str(rad.bruker),
        enhet(rad),
        hvem(rad, skjulte),
        aarsaker(rad),
        rad.antall,
        merke(vurderinger),
        str(vurderinger[-1].vurdert_av) if vurderinger else "",
    )


def fakta(rad: Kontrollrad, skjulte: Collection[int]) -> list[Rad]:
    return [
        Rad(_("Uke"), str(rad.uke)),
        Rad(_("Enhet"), enhet(rad)),
        Rad(_("Hvem det er sett på"), hvem(rad, skjulte)),
        Rad(_("Hvorfor på listen"), ", ".join(aarsaker(rad))),
        Rad(_("Vurderes innen"), norsk.dato(rad.uke.frist_dato)),
    ]


@dataclass(frozen=True)
class Oppslagsvisning:
    tid: datetime
    hva: str
    formaal: str
    personer: int
    avvist: bool


def oppslag(linjer: Iterable[Innsyn], *, skjult: bool) -> list[Oppslagsvisning]:
    """security.md §8: free text about a protected person is for the group only."""
    return [
        Oppslagsvisning(
            en.tid,
            _hva(en),
            "" if skjult or en.gradering != "ingen" else en.formaal,
            len(utvalg.personer(en)),
            en.utfall == Utfall.AVVIST,
        )
        for en in linjer
    ]


def _hva(en: Innsyn) -> str:
    handling = HANDLINGSNAVN.get(Handling(en.handling), en.handling)
    return f"{handling}: {en.del_av}" if en.del_av else str(handling)


def oppgavetekst(antall: int) -> str:
    tekst = ngettext("Vurder %(n)d rad fra innsynsloggen", "Vurder %(n)d rader fra innsynsloggen", antall)
    return tekst % {"n": antall}


@dataclass(frozen=True)
class Alarmvisning:
    tid: datetime
    bruker: str
    enhet: str
    hva: str
    forklaring: str


def alarm(en: Oppslagsalarm) -> Alarmvisning:
    return Alarmvisning(en.meldt_tid, str(en.bruker), enhet(en), str(en.get_slag_display()), _forklaring(en))


def _forklaring(en: Oppslagsalarm) -> str:
    """Decision 18: the case's number, never the name; none when the look was refused."""
    data = {"n": en.antall, "sak": en.saksnummer, "vanlig": en.vanlig}
    match Alarmslag(en.slag):
        case Alarmslag.SKJERMET:
            return _("Sak %(sak)s") % data if en.saksnummer else _("Sak uten tilgang")
        case Alarmslag.OVER_VANLIG:
            return _("%(n)d personer på en dag. Vanlig for brukeren er %(vanlig)d.") % data
        case Alarmslag.MANGE_PER_TIME:
            return ngettext("%(n)d person på en time", "%(n)d personer på en time", en.antall) % data
        case Alarmslag.EKSPORT_STANSET:
            return ngettext("Stoppet %(n)d gang", "Stoppet %(n)d ganger", en.antall) % data


# ---- the chains
def funntekst(antall: int) -> str:
    return ngettext("%(n)s funn i kontrollen", "%(n)s funn i kontrollen", antall) % {"n": norsk.tall(antall)}


def kjedefakta(siste: Kjedekontroll | None, liste: Hodeliste | None) -> list[Rad]:
    if siste is None:
        kontroll = [Rad(_("Sist kontrollert"), _("Aldri"), Merke(_("Ikke kjørt"), "warning"))]
    else:
        merke = Merke(_("Innsynsloggen er endret"), "danger") if siste.antall_funn else Merke(_("I orden"), "success")
        kontroll = [
            Rad(_("Sist kontrollert"), norsk.tidspunkt(siste.startet_tid), merke),
            Rad(_("Kjeder"), norsk.tall(siste.kjeder)),
            Rad(_("Linjer"), norsk.tall(siste.linjer)),
            Rad(_("Funn"), norsk.tall(siste.antall_funn)),
        ]
    return [*kontroll, *_hodefakta(liste)]


def _hodefakta(liste: Hodeliste | None) -> list[Rad]:
    if liste is None:
        return [Rad(_("Kjedehoder sendt"), _("Aldri"), Merke(_("Ikke kjørt"), "warning"))]
    if not liste.sendt_til:
        return [Rad(_("Kjedehoder sendt"), _("Nei, adressen mangler"), Merke(_("Mangler"), "danger"))]
    return [Rad(_("Kjedehoder sendt"), norsk.tidspunkt(liste.laget_tid)), Rad(_("Sendt til"), liste.sendt_til)]


@dataclass(frozen=True)
class Funnvisning:
    hva: str
    kjede: str
    linjer: str


def funn(rader: Iterable[Kjedefunn], kommuner: Mapping[str, str]) -> list[Funnvisning]:
    """`kommuner`: the names of those whose chains are among them, by the key."""
    return [Funnvisning(str(Bruddslag(en.slag).label), _kjedenavn(en.kjede, kommuner), _linjer(en)) for en in rader]


def _linjer(en: Kjedefunn) -> str:
    return norsk.tall(en.fra_nr) if en.fra_nr == en.til_nr else f"{norsk.tall(en.fra_nr)}–{norsk.tall(en.til_nr)}"


def _kjedenavn(kjede: str, kommuner: Mapping[str, str]) -> str:
    slag, _skille, hvem = kjede.partition(":")
    if slag == "kommune":
        return kommuner.get(hvem, kjede)
    return f"IMDi {hvem}" if slag == "imdi" else hvem
