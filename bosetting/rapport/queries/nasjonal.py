"""R3: the whole country in a year, without a single person in it (B-096), in the structure of kommuner of that year."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from bosetting.rapport.queries.anmodning_vedtak import Leser
from bosetting.rapport.queries.tabell import LANDET, Kilde, Kolonne, Raarad, Tabell, groups, select, show, sum_row
from bosetting.rapport.rules import Verdi, skjul_smaa
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


def _counts(aar: int) -> Mapping[int, Mapping[str, int]]:
    """One pass over the cases of the year. Protected persons are in no count below the country (B-095)."""
    bosatt = Q(tilstand=Sakstilstand.BOSATT, bosettingsdato__year=aar)
    utsokt = Q(utsokingsdato__year=aar, tilstand__in=(Sakstilstand.SOKT_UT, Sakstilstand.BOSATT))
    rader = (
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
    )
    return {rad["kommune"]: {nokkel: rad[nokkel] for nokkel in TALL} for rad in rader if rad["kommune"]}


def _rows(aar: int, tall: Mapping[int, Mapping[str, int]]) -> list[Raarad]:
    """Every kommune of the last day of the year, and those outside its structure that have cases all the same."""
    perioder = Kommunenummer.objects.paa(date(aar, 12, 31)).select_related("kommune").order_by("pk")
    fylkesnavn = {**GAMLE_FYLKER, **dict(Fylke.objects.values_list("nummer", "navn"))}
    ut = [_row(periode.kommune, periode.nummer, periode.navn, fylkesnavn, tall) for periode in perioder]
    utenfor = tall.keys() - {rad.kommune_id for rad in ut}
    if utenfor:
        merknad = _("Ikke i kommuneinndelingen dette året.")
        ut += [
            _row(kommune, kommune.nummer, kommune.navn, fylkesnavn, tall, merknad)
            for kommune in Kommune.objects.filter(pk__in=utenfor)
        ]
    return sorted(ut, key=lambda rad: rad.nummer)


def _row(
    kommune: Kommune,
    nummer: str,
    navn: str,
    fylkesnavn: Mapping[str, str],
    tall: Mapping[int, Mapping[str, int]],
    merknad: str = "",
) -> Raarad:
    egne: Mapping[str, int] = tall.get(kommune.pk, {})
    return Raarad(
        kommune_id=kommune.pk,
        nummer=nummer,
        navn=kommune.visningsnavn if nummer == kommune.nummer else navn,
        navn_offisielt=kommune.navn_offisielt,
        fylke=fylkesnavn.get(nummer[:2], nummer[:2]),
        sortering=kommune.sortering,
        tall={nokkel: egne.get(nokkel, 0) for nokkel in TALL},
        merknad=merknad,
        dagens_nummer=kommune.nummer if kommune.er_gyldig else "",
    )
