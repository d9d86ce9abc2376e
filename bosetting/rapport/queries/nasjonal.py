"""R3: the whole country in a year, without a single person in it (B-096), in the structure of kommuner of that year."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from bosetting.rapport.queries.anmodning_vedtak import Leser
from bosetting.rapport.queries.tabell import LANDET, Kilde, Kolonne, Raarad, Tabell, groups, select, show, sum_row
from bosetting.rapport.rules import Verdi, skjul_smaa
from imdinett.kjerne.sporring import Plass, Sporring
from imdinett.kommune.models import Fylke, Kommune, Kommunenummer

# Names of fylker that a year's numbers begin with and that are no more (SSB, fylkesinndeling 1972–2024).
GAMLE_FYLKER = {
    "01": "Østfold", "02": "Akershus", "04": "Hedmark", "05": "Oppland", "06": "Buskerud", "07": "Vestfold",
    "08": "Telemark", "09": "Aust-Agder", "10": "Vest-Agder", "12": "Hordaland", "14": "Sogn og Fjordane",
    "16": "Sør-Trøndelag", "17": "Nord-Trøndelag", "19": "Troms", "20": "Finnmark", "30": "Viken", "34": "Innlandet",
    "38": "Vestfold og Telemark", "54": "Troms og Finnmark",
}  # fmt: skip

TALL: tuple[Literal["utsokt", "bosatt", "bosatt_em", "bosatt_kollektiv"], ...] = (
    "utsokt",
    "bosatt",
    "bosatt_em",
    "bosatt_kollektiv",
)
INGEN_SAKER: Mapping[str, int] = dict.fromkeys(TALL, 0)


def kolonner(*, ser_alt: bool) -> list[Kolonne]:
    """Parts of a small number would give it away, so they are IMDi's (decision 20)."""
    felles = [
        Kolonne("utsokt", _("Søkt ut i året"), _("Personer med gjeldende utsøkingsdato i året.")),
        Kolonne("bosatt", _("Bosatt"), _("Personer med bosettingsdato i året.")),
    ]
    deler = [
        Kolonne("bosatt_em", _("Bosatt, herav EM"), _("Enslige mindreårige av de bosatte.")),
        Kolonne(
            "bosatt_kollektiv",
            _("Bosatt, herav kollektiv beskyttelse"),
            _("Bosatte som har midlertidig kollektiv beskyttelse."),
        ),
    ]
    return [*felles, *deler] if ser_alt else felles


def tabell(aar: int, *, omraade: str, leser: Leser) -> Tabell:
    """Three queries: the counts, the numbers and names of the year, the fylker."""
    tall = _counts(aar)
    raarader = _rows(aar, tall)
    vises = kolonner(ser_alt=leser.ser_alt)
    egne = {rad.nummer for rad in raarader if rad.kommune_id in leser.egne}
    skjulinger = (
        {}
        if leser.ser_alt
        else {
            k.nokkel: skjul_smaa([Verdi(r.nummer, r.fylke, r.tall[k.nokkel] or 0) for r in raarader], egne=egne)
            for k in vises
        }
    )
    fylker = sorted({rad.fylke for rad in raarader})
    omraade = omraade if omraade in fylker else LANDET
    valgte = select(raarader, omraade, None)
    return Tabell(
        kilde=Kilde.BEREGNET,
        aar=aar,
        omraade=omraade,
        kolonner=vises,
        rader=show(valgte, vises, skjulinger),
        summer=sum_row(valgte, vises, skjulinger, omraade),
        grupper=groups(raarader, vises, skjulinger),
        fylker=fylker,
    )


def _cases() -> QuerySet[Any, Any]:
    """One pass over the cases of a year. Protected persons are in no count below the country (B-095)."""
    aaret = (Plass("forste"), Plass("siste"))
    bosatt = Q(tilstand=Sakstilstand.BOSATT, bosettingsdato__range=aaret)
    utsokt = Q(utsokingsdato__range=aaret, tilstand__in=(Sakstilstand.SOKT_UT, Sakstilstand.BOSATT))
    return (
        Sak.objects.all()
        .uten_skjermede()
        .filter(bosatt | utsokt, kommune__isnull=False)
        .order_by()
        .values("kommune")
        .annotate(
            utsokt=Count("pk", filter=utsokt),
            bosatt=Count("pk", filter=bosatt),
            bosatt_em=Count("pk", filter=bosatt & Q(er_em=True)),
            bosatt_kollektiv=Count("pk", filter=bosatt & Q(kollektiv_beskyttelse=True)),
        )
        .values_list("kommune", *TALL)
    )


def _counts(aar: int) -> Mapping[int, Mapping[str, int]]:
    rader = _SAKER.rader(forste=date(aar, 1, 1), siste=date(aar, 12, 31))
    return {kommune_id: dict(zip(TALL, tall, strict=True)) for kommune_id, *tall in rader}


class Sted(NamedTuple):
    """A kommune as it was in the year, and as it is: no more than the rows need of 357 of them."""

    kommune_id: int
    nummer: str
    navn: str
    dagens_nummer: str
    visningsnavn: str
    navn_offisielt: str
    sortering: str
    gyldig_til: date | None


_I_DAG = ("nummer", "visningsnavn", "navn_offisielt", "sortering", "gyldig_til")


def _periods() -> QuerySet[Any, Any]:
    """The numbers in force on a day, and the kommuner that had them."""
    felt = ("kommune_id", "nummer", "navn", *(f"kommune__{navn}" for navn in _I_DAG))
    return Kommunenummer.objects.paa(Plass("dag")).order_by("pk").values_list(*felt)


_SAKER: Final = Sporring(_cases)
_PERIODER: Final = Sporring(_periods)
_FYLKER: Final = Sporring(lambda: Fylke.objects.values_list("nummer", "navn"))


def _rows(aar: int, tall: Mapping[int, Mapping[str, int]]) -> list[Raarad]:
    """Every kommune of the last day of the year, and those outside its structure that have cases all the same."""
    fylkesnavn = {**GAMLE_FYLKER, **dict(_FYLKER.rader())}
    ut = [_row(Sted(*rad), fylkesnavn, tall) for rad in _PERIODER.rader(dag=date(aar, 12, 31))]
    utenfor = tall.keys() - {rad.kommune_id for rad in ut}
    if utenfor:
        merknad = _("Ikke i kommuneinndelingen dette året.")
        kommuner = Kommune.objects.filter(pk__in=utenfor).values_list("pk", "nummer", "navn", *_I_DAG)
        ut += [_row(Sted(*rad), fylkesnavn, tall, merknad) for rad in kommuner]
    return sorted(ut, key=lambda rad: rad.nummer)


def _row(sted: Sted, fylkesnavn: Mapping[str, str], tall: Mapping[int, Mapping[str, int]], merknad: str = "") -> Raarad:
    return Raarad(
        kommune_id=sted.kommune_id,
        nummer=sted.nummer,
        navn=sted.visningsnavn if sted.nummer == sted.dagens_nummer else sted.navn,
        navn_offisielt=sted.navn_offisielt,
        fylke=fylkesnavn.get(sted.nummer[:2], sted.nummer[:2]),
        sortering=sted.sortering,
        tall=tall.get(sted.kommune_id, INGEN_SAKER),
        merknad=merknad,
        dagens_nummer=sted.dagens_nummer if sted.gyldig_til is None else "",
    )
