"""A row of the review as the pages show it. Of a protected person only that it was one (B-095)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import HANDLINGSNAVN, Handling, Utfall
from imdinett.loggkontroll import utvalg
from imdinett.loggkontroll.models import Kontrollrad, Oppslagsalarm, Vurdering
from imdinett.loggkontroll.states import Aarsak, Alarmslag, Vurderingsutfall
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
