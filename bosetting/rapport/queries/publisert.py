"""Figures that IMDi has published, as they stand in the source (decision 27)."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from bosetting.rapport.models import PublisertNasjonalt, PublisertTall, Vedtakstatus
from bosetting.rapport.queries.tabell import (
    LANDET,
    TOM,
    Celle,
    Kilde,
    Kolonne,
    Raarad,
    Tabell,
    groups,
    select,
    show,
    sum_row,
)
from imdinett.kommune import queries as kommuner
from imdinett.kommune.models import Kommune

FELT = {
    "anmodet": "anmodet",
    "anmodet_em": "em_anmodet",
    "vedtatt": "vedtatt",
    "avtalt": "avtalt",
    "bosatt": "bosatt",
    "bosatt_kollektiv": "bosatt_kollektiv",
    "bosatt_em": "bosatt_em",
}
LANDSFELT = {
    "anmodet": "anmodet",
    "vedtatt": "vedtatt",
    "avtalt": "avtalt_ikke_bosatt",
    "bosatt": "bosatt",
    "bosatt_kollektiv": "bosatt_kollektiv",
}
STATUSTEKST = (Vedtakstatus.AVVENTER, Vedtakstatus.UTEN, Vedtakstatus.MANGLER)


def kolonner() -> list[Kolonne]:
    return [
        Kolonne("anmodet", _("Anmodet"), _("Personer IMDi har bedt kommunen bosette i året.")),
        Kolonne("anmodet_em", _("Anmodet, herav EM"), _("Enslige mindreårige av dem IMDi har bedt om.")),
        Kolonne("vedtatt", _("Vedtatt"), _("Personer kommunen har vedtatt å bosette. Uten vedtak er feltet tomt.")),
        Kolonne("avtalt", _("Avtalt, ikke bosatt"), _("Personer kommunen har avtalt å bosette, som ikke har flyttet.")),
        Kolonne("bosatt", _("Bosatt"), _("Personer som er bosatt i kommunen i året.")),
        Kolonne(
            "bosatt_kollektiv",
            _("Bosatt, herav kollektiv beskyttelse"),
            _("Bosatte som har midlertidig kollektiv beskyttelse."),
        ),
        Kolonne("bosatt_em", _("Bosatt, herav EM"), _("Enslige mindreårige av de bosatte.")),
    ]


def tabell(aar: int, *, omraade: str, kommune: Kommune | None, dagens_inndeling: bool) -> Tabell:
    """One year as published. In today's structure only where no split came between (integrations.md 6)."""
    rader = list(PublisertTall.objects.filter(aar=aar).select_related("kommune__fylke"))
    raarader = _today(rader) if dagens_inndeling else [_raw(rad) for rad in rader]
    raarader.sort(key=lambda rad: (rad.sortering, rad.nummer))
    alle = kolonner()
    nasjonalt = PublisertNasjonalt.objects.filter(aar=aar).first()
    landet = _national(nasjonalt) if nasjonalt else {}
    med_tall = [k for k in alle if any(_has(rad, k.nokkel) for rad in raarader)]
    if not rader:
        med_tall = [k for k in alle if landet.get(k.nokkel, TOM).verdi is not None]
    valgte = select(raarader, omraade, kommune.pk if kommune else None)
    forste = rader[0] if rader else nasjonalt
    return Tabell(
        kilde=Kilde.PUBLISERT,
        aar=aar,
        omraade=omraade,
        kolonner=med_tall,
        rader=show(valgte, med_tall, {}),
        summer=sum_row(valgte, med_tall, {}, omraade),
        grupper=groups(raarader, med_tall, {}),
        fylker=sorted({rad.fylke for rad in raarader}),
        per_dato=forste.per_dato if forste else None,
        kilde_navn=forste.kilde if forste else "",
        publisert=landet if landet and omraade == LANDET else None,
        merknad=nasjonalt.merknad if nasjonalt else "",
        uten_tall=[k.navn for k in alle if k not in med_tall],
        har_gamle_numre=any(rad.kommunenummer != rad.kommune.nummer or not rad.kommune.er_gyldig for rad in rader),
    )


def _has(rad: Raarad, nokkel: str) -> bool:
    return rad.tall.get(nokkel) is not None or nokkel in rad.skjult_i_kilden


def _national(rad: PublisertNasjonalt) -> dict[str, Celle]:
    return {nokkel: Celle(getattr(rad, felt)) for nokkel, felt in LANDSFELT.items()}


def _raw(rad: PublisertTall, merknad: str = "") -> Raarad:
    """The row in the structure of its year: the number and the fylke as they were."""
    navn = rad.kommune.visningsnavn if rad.kommune.er_gyldig else rad.kommune.navn
    return Raarad(
        kommune_id=rad.kommune_id,
        nummer=rad.kommunenummer,
        navn=navn,
        navn_offisielt=rad.kommune.navn_offisielt,
        fylke=rad.fylke,
        sortering=rad.kommune.sortering,
        tall={nokkel: getattr(rad, felt) for nokkel, felt in FELT.items()},
        skjult_i_kilden=frozenset(n for n, felt in FELT.items() if getattr(rad, f"{felt}_skjult", False)),
        tekster=_status(rad),
        merknad=merknad or rad.merknad,
        dagens_nummer=rad.kommune.nummer if rad.kommune.er_gyldig else "",
    )


def _status(rad: PublisertTall) -> Mapping[str, str]:
    if rad.vedtatt is None and rad.vedtak_status in STATUSTEKST:
        return {"vedtatt": str(Vedtakstatus(rad.vedtak_status).label)}
    return {}


# ---- today's structure
def _today(rader: Sequence[PublisertTall]) -> list[Raarad]:
    """Rows moved to the kommune of today and added together; those of a split kommune stay as they were."""
    arvtakere = kommuner.arvtakere()
    samlet: dict[int, list[Raarad]] = {}
    kjente: dict[int, Kommune] = {}
    ut = []
    for rad in rader:
        ny = rad.kommune if rad.kommune.er_gyldig else arvtakere[rad.kommune_id]
        if ny is None:
            ut.append(_raw(rad, _("Kommunen er delt. Tallene kan ikke fordeles på de nye kommunene.")))
        else:
            kjente[ny.pk] = ny
            samlet.setdefault(ny.pk, []).append(_raw(rad))
    return ut + [_joined(kjente[pk], deler) for pk, deler in samlet.items()]


def _joined(kommune: Kommune, deler: Sequence[Raarad]) -> Raarad:
    assert kommune.fylke is not None
    return Raarad(
        kommune_id=kommune.pk,
        nummer=kommune.nummer,
        navn=kommune.visningsnavn,
        navn_offisielt=kommune.navn_offisielt,
        fylke=kommune.fylke.navn,
        sortering=kommune.sortering,
        tall={nokkel: _add(rad.tall[nokkel] for rad in deler) for nokkel in FELT},
        skjult_i_kilden=frozenset().union(*(rad.skjult_i_kilden for rad in deler)),
        tekster=deler[0].tekster if len(deler) == 1 else {},
        merknad=deler[0].merknad if len(deler) == 1 else "",
        dagens_nummer=kommune.nummer,
    )


def _add(verdier: Iterable[int | None]) -> int | None:
    """What is unknown for one part is unknown for the whole."""
    alle = list(verdier)
    kjente = [verdi for verdi in alle if verdi is not None]
    return sum(kjente) if len(kjente) == len(alle) else None
