"""Saker from the system before this, written by the packages that own each step. No letters and no e-mail."""

from collections.abc import Sequence

from django.db import transaction

from bosetting.bosatt.services import OvertattSlutt, overta_avslutninger, overta_bosettinger
from bosetting.fordeling.services import OvertattHusstand, overta_husstander
from bosetting.overtakelse.sakfil import Sakrad
from bosetting.person.models import Sak
from bosetting.person.services import overta_personer
from bosetting.person.states import Sakstilstand
from bosetting.vedtak.services import overta_vedtak
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.overtakelse.models import Overtakelsesrad
from imdinett.overtakelse.slag import Kilde

KODE = "overtakelse-sak"


@transaction.atomic
def overta_saker(*, bruker: Bruker, kilde: Kilde, husstander: Sequence[Sequence[Sakrad]]) -> list[Sak]:
    """Whole households, as far as each case had come (B-028, B-031, B-042, B-043, B-055). The log says from where."""
    rader = [rad for husstand in husstander for rad in husstand]
    nye = overta_personer(bruker=bruker, husstander=[[rad.person for rad in husstand] for husstand in husstander])
    saker = {rad.linje: sak for rad, sak in zip(rader, nye, strict=True)}
    saker |= _plasser(bruker, husstander, saker)
    slutter = [
        OvertattSlutt(saker[rad.linje], rad.fra, rad.grunn, rad.avsluttet_dato, rad.kommune, rad.bosettingsdato)
        for rad in rader
        if rad.grunn
    ]
    overta_avslutninger(bruker=bruker, slutter=slutter)
    hendelse.log_mange(
        bruker,
        Hendelsestype.SAK_OVERTATT,
        [(sak, sak.kommune, {"fil": kilde.fil, "linje": linje}) for linje, sak in saker.items()],
    )
    return list(saker.values())


def _plasser(bruker: Bruker, husstander: Sequence[Sequence[Sakrad]], saker: dict[int, Sak]) -> dict[int, Sak]:
    """Those that hold a place or have used one: the yes, the decision, the date of the settled. By line."""
    plasserte = [gruppe for gruppe in ([rad for rad in en if rad.er_plassert] for en in husstander) if gruppe]
    etter_sak = {saker[rad.linje].pk: rad for gruppe in plasserte for rad in gruppe}
    linjer = overta_husstander(
        bruker=bruker, husstander=[_husstand(gruppe, [saker[rad.linje].pk for rad in gruppe]) for gruppe in plasserte]
    )
    datoer = [(linje, dag) for linje in linjer if (dag := etter_sak[linje.sak_id].utsokingsdato)]
    overta_vedtak(bruker=bruker, datoer=datoer)
    bosatt = {
        sak.pk: sak for sak in (linje.sak for linje in linjer) if etter_sak[sak.pk].tilstand == Sakstilstand.BOSATT
    }
    bosattdatoer = {pk: dag for pk in bosatt if (dag := etter_sak[pk].bosettingsdato)}
    overta_bosettinger(bruker=bruker, saker=list(bosatt.values()), datoer=bosattdatoer)
    return {etter_sak[linje.sak_id].linje: linje.sak for linje in linjer}


def _husstand(gruppe: Sequence[Sakrad], sak_ider: Sequence[int]) -> OvertattHusstand:
    kommune, plassaar = gruppe[0].kommune, gruppe[0].plassaar
    assert kommune is not None  # sakfil
    assert plassaar is not None
    return OvertattHusstand(kommune, plassaar, tuple(sak_ider))


def skriv(bruker: Bruker, kilde: Kilde, husstander: Sequence[Sequence[Sakrad]]) -> None:
    overta_saker(bruker=bruker, kilde=kilde, husstander=husstander)


def slett_ved_skjerming(bruker: Bruker, sak: Sak) -> None:
    """What `person.folger` runs when a protection level becomes stricter: the rows that name the person."""
    Overtakelsesrad.objects.filter(overtakelse__slag=KODE, innhold__duf=sak.person.duf_nummer).delete()
