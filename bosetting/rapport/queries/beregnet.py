"""Figures computed here, from the anmodninger, the vedtak and the cases of the year (decision 27)."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from bosetting.anmodning.queries import Plassregnskap, plassregnskap_for
from bosetting.rapport.queries.tabell import EGEN, Kilde, Kolonne, Raarad, Tabell, groups, select, show, sum_row
from bosetting.rapport.rules import Skjuling, Verdi, skjul_smaa
from imdinett.kommune.models import Kommune

PERSONTALL = ("sokt_ut", "bosatt")


def kolonner(*, med_ledig: bool) -> list[Kolonne]:
    """Decision 20: ledige plasser are for the kommune itself and IMDi."""
    alle = [
        Kolonne("anmodet", _("Anmodet"), _("Personer IMDi har bedt kommunen bosette i året.")),
        Kolonne("anmodet_em", _("Anmodet, herav EM"), _("Enslige mindreårige av dem IMDi har bedt om.")),
        Kolonne("vedtatt", _("Vedtatt"), _("Siste godkjente vedtak i kommunen. Uten vedtak er feltet tomt.")),
        Kolonne("vedtatt_em", _("Vedtatt, herav EM"), _("Enslige mindreårige av dem kommunen har vedtatt.")),
        Kolonne("sokt_ut", _("Søkt ut"), _("Personer IMDi har søkt ut til kommunen, som ikke er bosatt ennå.")),
        Kolonne("bosatt", _("Bosatt"), _("Personer med bosettingsdato i året.")),
        Kolonne("ledig", _("Ledig"), _("Vedtatt, minus bosatte og minus plasser som er holdt av.")),
    ]
    return alle if med_ledig else alle[:-1]


def tabell(aar: int, *, omraade: str, kommune: Kommune | None, ser_alt: bool, egne: Collection[int]) -> Tabell:
    """One year as it stands now, in today's structure. `ser_alt`: the reader is IMDi."""
    alle = list(Kommune.objects.gyldige().select_related("fylke"))
    regnskap = plassregnskap_for(alle, aar)
    raarader = [_raw(en, regnskap[en.pk]) for en in alle]
    skjulinger = {} if ser_alt else _hide(raarader, {rad.nummer for rad in raarader if rad.kommune_id in egne})
    valgte = select(raarader, omraade, kommune.pk if kommune else None)
    vises = kolonner(med_ledig=ser_alt or (omraade == EGEN and all(rad.kommune_id in egne for rad in valgte)))
    return Tabell(
        kilde=Kilde.BEREGNET,
        aar=aar,
        omraade=omraade,
        kolonner=vises,
        rader=show(valgte, vises, skjulinger),
        summer=sum_row(valgte, vises, skjulinger, omraade),
        grupper=groups(raarader, vises, skjulinger),
        fylker=sorted({rad.fylke for rad in raarader}),
    )


def _raw(kommune: Kommune, regnskap: Plassregnskap) -> Raarad:
    return Raarad(
        kommune_id=kommune.pk,
        nummer=kommune.nummer,
        navn=kommune.visningsnavn,
        navn_offisielt=kommune.navn_offisielt,
        fylke=str(kommune.fylke or ""),
        sortering=kommune.sortering,
        dagens_nummer=kommune.nummer,
        tall={
            "anmodet": regnskap.anmodet,
            "anmodet_em": regnskap.anmodet_em,
            "vedtatt": regnskap.vedtatt,
            "vedtatt_em": regnskap.vedtatt_em,
            "sokt_ut": regnskap.sokt_ut,
            "bosatt": regnskap.brukt,
            "ledig": regnskap.ledig,
        },
    )


def _hide(raarader: Sequence[Raarad], egne: Collection[str]) -> Mapping[str, Skjuling]:
    """Decision 20, on the whole country whatever is selected: the answer must not depend on the filter."""
    return {
        nokkel: skjul_smaa([Verdi(rad.nummer, rad.fylke, rad.tall[nokkel] or 0) for rad in raarader], egne=egne)
        for nokkel in PERSONTALL
    }
