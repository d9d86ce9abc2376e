"""IMDi's round of requests: numbers, sending, purring. One function per step."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.anmodning import queries, rules
from bosetting.anmodning.letters import Anmodningsbrev
from bosetting.anmodning.models import Anmodning, Anmodningsrunde
from bosetting.anmodning.notices import Purring, PurringTilAdministrator
from bosetting.anmodning.purring import purremottakere
from bosetting.anmodning.rules import Rundeinnhold, Tall
from bosetting.anmodning.states import Anmodningstilstand, Rundetilstand, Rundetype
from imdinett.brev.services import legg_i_ko_mange
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kjerne.tilstand import move
from imdinett.tilgang import tilgang
from imdinett.utboks.services import enqueue


class Tallkollisjon(Kollisjon):
    """Somebody else changed these kommuner's numbers while the writer was writing."""

    def __init__(self, endret: dict[int, str]) -> None:
        super().__init__("tall_endret", _("Noen andre har endret tall mens du skrev."))
        self.endret = endret


@transaction.atomic
def opprett_runde(*, bruker: Bruker, aar: int, type: Rundetype, innhold: Rundeinnhold) -> Anmodningsrunde:
    """A draft for a year. A later one begins with the numbers that count now (B-010)."""
    tilgang.krev(rules.kan_lage_runde(bruker))
    rules.kontroller_runde(innhold)
    tidligere = Anmodningsrunde.objects.filter(aar=aar)
    if tidligere.filter(tilstand=Rundetilstand.UTKAST).exists():
        melding = _("Det finnes alt et utkast for %(aar)d. Gjør det ferdig først.") % {"aar": aar}
        raise Domenefeil("utkast_finnes", melding, felt="aar")
    runde = Anmodningsrunde.objects.create(
        aar=aar,
        versjon=(tidligere.aggregate(siste=Max("versjon"))["siste"] or 0) + 1,
        type=type,
        opprettet_tid=klokke.now(),
        opprettet_av=bruker,
        **asdict(innhold),
    )
    _fyll_ut(runde)
    hendelse.log(bruker, Hendelsestype.ANMODNINGSRUNDE_OPPRETTET, runde, **_rundedata(runde))
    return runde


def _fyll_ut(runde: Anmodningsrunde) -> None:
    """Numbers of kommuner that exist today; one that has closed since is not asked again."""
    gjeldende = Anmodning.objects.gjeldende().filter(aar=runde.aar, kommune__gyldig_til=None)
    Anmodning.objects.bulk_create(
        Anmodning(
            runde=runde,
            kommune_id=rad.kommune_id,
            aar=runde.aar,
            antall=rad.antall,
            herav_em=rad.herav_em,
            begrunnelse=rad.begrunnelse,
        )
        for rad in gjeldende
    )


@transaction.atomic
def endre_runde(*, bruker: Bruker, runde: Anmodningsrunde, endret_nr: int, innhold: Rundeinnhold) -> Anmodningsrunde:
    """Change what all letters of a draft have in common."""
    tilgang.krev(rules.kan_lage_runde(bruker))
    rules.kontroller_runde(innhold)
    runde = laas_utkast(runde, endret_nr)
    for felt, verdi in asdict(innhold).items():
        setattr(runde, felt, verdi)
    _lagre(runde, *asdict(innhold))
    hendelse.log(bruker, Hendelsestype.ANMODNINGSRUNDE_ENDRET, runde, kilde="felles", **_rundedata(runde))
    return runde


def _rundedata(runde: Anmodningsrunde) -> dict[str, Any]:
    return {"behov": runde.behov, "behov_em": runde.behov_em, "frist": runde.frist}


def lagre_tall(*, bruker: Bruker, runde: Anmodningsrunde, tall: Sequence[Tall]) -> int:
    """Typed numbers: one under the floor needs a reason (B-014, decision 25). Returns how many were changed."""
    for ett in tall:
        if ett.antall is not None:
            rules.kontroller_begrunnelse(ett.antall, ett.begrunnelse)
    return _sett_tall(bruker, runde, tall, kilde="skjema")


def importer_tall(*, bruker: Bruker, runde: Anmodningsrunde, tall: Sequence[Tall]) -> int:
    """Numbers from a file; the floor does not hold there (decision 25). Returns how many were changed."""
    return _sett_tall(bruker, runde, tall, kilde="fil")


def fyll_fra_modell(*, bruker: Bruker, runde: Anmodningsrunde, tall: Sequence[Tall]) -> int:
    """The numbers that the model gives (W-12), with the same demands as typed ones. Returns how many were changed."""
    for ett in tall:
        rules.kontroller_begrunnelse(ett.antall or 0, ett.begrunnelse)
    return _sett_tall(bruker, runde, tall, kilde="modell")


def sett_resten_til_null(*, bruker: Bruker, runde: Anmodningsrunde) -> int:
    """Kommuner without a number are not asked, and are told so."""
    mangler = queries.uten_tall(runde)
    return _sett_tall(bruker, runde, [Tall(kommune_id=kommune.pk, antall=0) for kommune in mangler], kilde="resten")


@transaction.atomic
def _sett_tall(bruker: Bruker, runde: Anmodningsrunde, tall: Sequence[Tall], *, kilde: str) -> int:
    tilgang.krev(rules.kan_lage_runde(bruker))
    runde = laas_utkast(runde, None)
    for ett in tall:
        if ett.antall is not None:
            rules.kontroller_tall(ett.antall, ett.herav_em)
    fra = {rad.kommune_id: rad for rad in runde.anmodninger.filter(kommune__in=[ett.kommune_id for ett in tall])}
    endret = [ett for ett in tall if _er_endret(fra.get(ett.kommune_id), ett)]
    _kontroller_sett(fra, endret)
    runde.anmodninger.filter(kommune__in=[ett.kommune_id for ett in endret if ett.antall is None]).delete()
    Anmodning.objects.bulk_create(
        [_rad(runde, ett) for ett in endret if ett.antall is not None],
        update_conflicts=True,
        unique_fields=["runde", "kommune"],
        update_fields=["antall", "herav_em", "begrunnelse"],
    )
    if endret:
        _lagre(runde)
        hendelse.log(bruker, Hendelsestype.ANMODNINGSRUNDE_ENDRET, runde, kilde=kilde, antall_kommuner=len(endret))
    return len(endret)


def som_sett(rad: Anmodning | None) -> str:
    return rules.som_sett(rad.antall, rad.herav_em, rad.begrunnelse) if rad else ""


def _rad(runde: Anmodningsrunde, ett: Tall) -> Anmodning:
    assert ett.antall is not None
    return Anmodning(
        runde=runde,
        kommune_id=ett.kommune_id,
        aar=runde.aar,
        antall=ett.antall,
        herav_em=ett.herav_em,
        begrunnelse=ett.begrunnelse.strip(),
    )


def _er_endret(rad: Anmodning | None, ett: Tall) -> bool:
    if rad is None or ett.antall is None:
        return rad is not None or ett.antall is not None
    return (rad.antall, rad.herav_em, rad.begrunnelse) != (ett.antall, ett.herav_em, ett.begrunnelse.strip())


def _kontroller_sett(fra: dict[int, Anmodning], endret: Iterable[Tall]) -> None:
    naa = {ett.kommune_id: som_sett(fra.get(ett.kommune_id)) for ett in endret}
    kollisjoner = {ett.kommune_id: naa[ett.kommune_id] for ett in endret if ett.sett not in (None, naa[ett.kommune_id])}
    if kollisjoner:
        raise Tallkollisjon(kollisjoner)


# ---- sending
@transaction.atomic
def send_runde(*, bruker: Bruker, runde: Anmodningsrunde, endret_nr: int) -> int:
    """Freeze the numbers and put one letter per kommune in the queue, all or none. Returns how many letters.

    In a later version only the kommuner with another number than before are asked anew (B-010).
    """
    tilgang.krev(rules.kan_lage_runde(bruker))
    runde = laas_utkast(runde, endret_nr)
    mangler = queries.uten_tall(runde)
    if mangler:
        raise Domenefeil(
            "mangler_tall",
            ngettext("%(n)d kommune mangler tall.", "%(n)d kommuner mangler tall.", len(mangler)) % {"n": len(mangler)},
        )
    forrige = _laas_gjeldende(runde)
    alle = list(runde.anmodninger.select_related("kommune"))
    nye = [rad for rad in alle if not queries.er_lik(rad, forrige.get(rad.kommune_id))]
    runde.anmodninger.exclude(pk__in=[rad.pk for rad in nye]).delete()
    if not nye:
        raise Domenefeil("ingen_endring", _("Ingen kommuner har fått et nytt tall."))
    _erstatt([forrige[rad.kommune_id] for rad in nye if rad.kommune_id in forrige])
    _flytt(nye, Anmodningstilstand.SENDT)
    move(runde, Rundetilstand.SENDT)
    runde.sendt_tid, runde.sendt_av = klokke.now(), bruker
    _lagre(runde, "tilstand", "sendt_tid", "sendt_av")
    _logg_sendt(bruker, runde, nye, forrige)
    kontakter = queries.kontakter([rad.kommune_id for rad in nye])
    return legg_i_ko_mange(
        [Anmodningsbrev(rad, forrige.get(rad.kommune_id), kontakter.get(rad.kommune_id)) for rad in nye],
        bruker=bruker,
    )


def _laas_gjeldende(runde: Anmodningsrunde) -> dict[int, Anmodning]:
    rader = Anmodning.objects.gjeldende().filter(aar=runde.aar).select_for_update(of=("self",)).order_by("pk")
    return {rad.kommune_id: rad for rad in rader}


def _erstatt(rader: Sequence[Anmodning]) -> None:
    _flytt(rader, Anmodningstilstand.ERSTATTET)


def _flytt(rader: Sequence[Anmodning], til: Anmodningstilstand) -> None:
    for rad in rader:
        move(rad, til)
    Anmodning.objects.filter(pk__in=[rad.pk for rad in rader]).update(tilstand=til)


def _logg_sendt(
    bruker: Bruker, runde: Anmodningsrunde, nye: Sequence[Anmodning], forrige: dict[int, Anmodning]
) -> None:
    hendelse.log(
        bruker, Hendelsestype.ANMODNINGSRUNDE_SENDT, runde, antall_kommuner=len(nye), sum=sum(r.antall for r in nye)
    )
    hendelse.log_mange(
        bruker,
        Hendelsestype.ANMODNING_SENDT,
        [(rad, rad.kommune, _sendtdata(rad, forrige.get(rad.kommune_id))) for rad in nye],
    )


def _sendtdata(rad: Anmodning, forrige: Anmodning | None) -> dict[str, int | str | None]:
    return {
        "aar": rad.aar,
        "versjon": rad.runde.versjon,
        "antall": rad.antall,
        "herav_em": rad.herav_em,
        "antall_for": forrige.antall if forrige else None,
        "herav_em_for": forrige.herav_em if forrige else None,
    }


# ---- purring
@transaction.atomic
def purr(*, bruker: Bruker, anmodninger: Sequence[Anmodning]) -> list[Anmodning]:
    """E-mail to skriv users and administrators of kommuner that have not answered; logged, no letter (decision 25).

    Those that have answered meanwhile, or have nobody to tell, are left out of what comes back.
    """
    tilgang.krev(rules.kan_lage_runde(bruker))
    rader = _laas_ubesvarte([rad.pk for rad in anmodninger])
    mottakere = purremottakere([rad.kommune for rad in rader])
    purres = [rad for rad in rader if mottakere[rad.kommune_id].alle]
    tid = klokke.now()
    for rad in purres:
        rad.purret_tid = tid
    Anmodning.objects.filter(pk__in=[rad.pk for rad in purres]).update(purret_tid=tid)
    _flytt(purres, Anmodningstilstand.PURRET)
    hendelse.log_mange(
        bruker,
        Hendelsestype.ANMODNING_PURRET,
        [(rad, rad.kommune, {"aar": rad.aar, "frist": rad.runde.frist}) for rad in purres],
    )
    for rad in purres:
        enqueue(Purring(rad, mottakere[rad.kommune_id].svarer), bruker=bruker)
        enqueue(PurringTilAdministrator(rad, mottakere[rad.kommune_id].andre), bruker=bruker)
    return purres


def _laas_ubesvarte(ider: Sequence[int]) -> list[Anmodning]:
    rader = Anmodning.objects.ubesvart().filter(pk__in=ider).select_for_update(of=("self",))
    return list(rader.select_related("kommune", "runde").order_by("pk"))


def laas_utkast(runde: Anmodningsrunde, endret_nr: int | None) -> Anmodningsrunde:
    """The draft, locked; a collision when it is sent, or is not the one that was seen."""
    runde = Anmodningsrunde.objects.select_for_update(of=("self",)).get(pk=runde.pk)
    if runde.tilstand != Rundetilstand.UTKAST:
        raise Kollisjon("runde_sendt", _("Runden er sendt, og tallene kan ikke endres."))
    if endret_nr is not None and runde.endret_nr != endret_nr:
        raise Kollisjon("runde_endret", _("Noen har endret runden etter at du åpnet siden. Se over den på nytt."))
    return runde


def _lagre(runde: Anmodningsrunde, *felt: str) -> None:
    runde.endret_nr += 1
    runde.save(update_fields=[*felt, "endret_nr"])
