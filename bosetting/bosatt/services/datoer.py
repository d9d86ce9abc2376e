"""The bosettingsdato: set once per person, corrected with a trail (bosetting.md §7)."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.anmodning.queries import laas_plasser
from bosetting.bosatt import meldinger, queries, rules
from bosetting.bosatt.models import Bosetting, Kilde
from bosetting.person.models import Sak
from bosetting.person.services.laas import lagre
from bosetting.person.states import Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kjerne.tilstand import move
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang


# ---- set
@transaction.atomic
def registrer_bosettingsdato(*, bruker: Bruker, sak_id: int, dato: date, kilde: Kilde) -> Bosetting:
    """sokt_ut → bosatt (B-043–B-050). The same date again changes nothing."""
    return _registrer(bruker, {sak_id: dato}, Kilde(kilde))[0]


@transaction.atomic
def registrer_for_husstand(
    *, bruker: Bruker, datoer: Mapping[int, date | None], kilde: Kilde | None = None
) -> list[Bosetting]:
    """B-045: one date per person, in one go: all or none. None is "not settled yet".

    `kilde` is IMDi or the kommune, by who registers, unless mottak does.
    """
    valgte = {sak_id: dato for sak_id, dato in datoer.items() if dato is not None}
    if not valgte:
        raise Domenefeil("ingen_dato", _("Skriv bosettingsdato for minst én person."), felt="felles")
    egen = Kilde.IMDI if rules.er_imdi_bosetter(bruker) else Kilde.KOMMUNE
    return _registrer(bruker, valgte, kilde or egen)


def _registrer(bruker: Bruker, datoer: Mapping[int, date], kilde: Kilde) -> list[Bosetting]:
    saker = laas_saker(datoer)
    if len(saker) != len(datoer):
        raise Domenefeil("ukjent_sak", _("En av sakene finnes ikke."))
    avvik = queries.saker_med_apent_avvik(datoer)
    bosettinger, nye = [], []
    for sak in saker:
        tilgang.krev(_kan(bruker, sak, kilde))
        kjent = _kjent(sak, datoer[sak.pk])
        if kjent:
            bosettinger.append(kjent)
        else:
            krev_dato(bruker, sak, datoer[sak.pk], kilde=kilde, apent_avvik=sak.pk in avvik)
            nye.append(sak)
    return bosettinger + sett_datoer(bruker, nye, datoer, kilde)


def laas_saker(datoer: Mapping[int, date]) -> list[Sak]:
    """Lock order: kommune → sak. A settlement in another year than the place was bound in uses a place there."""
    uten_laas = Sak.objects.filter(pk__in=datoer).values_list("pk", "kommune_id", "plassaar")
    aar = {(kommune_id, datoer[pk].year) for pk, kommune_id, plassaar in uten_laas if datoer[pk].year != plassaar}
    kommuner = Kommune.objects.in_bulk([kommune_id for kommune_id, _aar in aar if kommune_id])
    for kommune_id, ett_aar in sorted((kid, ett) for kid, ett in aar if kid):
        laas_plasser(kommuner[kommune_id], ett_aar)
    rader = Sak.objects.select_for_update(of=("self",)).filter(pk__in=datoer).order_by("pk")
    return list(rader.select_related("kommune", "person"))


def _kan(bruker: Bruker, sak: Sak, kilde: Kilde) -> bool:
    """B-046: the kommune, mottak and Bufetat for their own, IMDi for all; mottak's file is read in by IMDi."""
    if kilde == Kilde.BUFETAT:
        return rules.kan_registrere_for_bufetat(bruker, sak)
    if kilde == Kilde.MOTTAK and rules.kan_registrere_for_mottak(bruker, sak):
        return True
    return rules.kan_registrere(bruker, sak) if kilde == Kilde.KOMMUNE else rules.er_imdi_bosetter(bruker)


def _kjent(sak: Sak, dato: date) -> Bosetting | None:
    """Somebody was here first: the same date is no error, another date is."""
    if sak.tilstand != Sakstilstand.BOSATT:
        return None
    gjeldende = Bosetting.objects.gjeldende().select_related("registrert_av").get(sak=sak)
    if gjeldende.bosettingsdato == dato:
        return gjeldende
    raise Kollisjon(
        "alt_bosatt",
        _("%(navn)s har alt registrert bosettingsdato %(dato)s for sak %(sak)s.")
        % {"navn": gjeldende.registrert_av, "dato": f"{gjeldende.bosettingsdato:%d.%m.%Y}", "sak": sak},
    )


def krev_dato(bruker: Bruker, sak: Sak, dato: date, *, kilde: Kilde, apent_avvik: bool) -> None:
    """B-043, B-044, B-046, B-048, B-049. The field of the error is the person's own."""
    felt = f"dato_{sak.nummer}"
    if kilde == Kilde.MOTTAK and not rules.er_imdi_bosetter(bruker):
        sperre = rules.mottak_sperre(sak, apent_avvik=apent_avvik)
    else:
        sperre = rules.dato_sperre(sak, som_kommune=kilde == Kilde.KOMMUNE, apent_avvik=apent_avvik)
    if sperre:
        raise Domenefeil("dato_sperret", sperre, felt=felt)
    feil = rules.dato_feil(dato, sak.utsokingsdato)
    if feil:
        raise Domenefeil("ugyldig_dato", feil, felt=felt)


def sett_datoer(bruker: Bruker, saker: Sequence[Sak], datoer: Mapping[int, date], kilde: Kilde) -> list[Bosetting]:
    """The write itself, for cases that are locked and checked. The grant module hears of each (B-050)."""
    tid = klokke.now()
    bosettinger = [
        Bosetting(
            sak=sak,
            kommune_id=kommune_id(sak),
            bosettingsdato=datoer[sak.pk],
            kilde=kilde,
            registrert_tid=tid,
            registrert_av=bruker,
        )
        for sak in saker
    ]
    Bosetting.objects.bulk_create(bosettinger, batch_size=500)
    for sak in saker:
        move(sak, Sakstilstand.BOSATT)
        sak.bosettingsdato = datoer[sak.pk]
    _lagre(saker)
    hendelse.log_mange(
        bruker,
        Hendelsestype.BOSETTINGSDATO_REGISTRERT,
        [(sak, sak.kommune, {"dato": sak.bosettingsdato, "kilde": kilde.value}) for sak in saker],
    )
    meldinger.meld(meldinger.Bosettingsmelding(sak.pk, kommune_id(sak), datoer[sak.pk]) for sak in saker)
    return bosettinger


def kommune_id(sak: Sak) -> int:
    """The kommune of a case that holds a place or has used one."""
    assert sak.kommune_id is not None  # bosetting_sak_bundet_har_kommune
    return sak.kommune_id


def _lagre(saker: Sequence[Sak]) -> None:
    lagre(saker, "tilstand", "bosettingsdato")


# ---- correct
@transaction.atomic
def rett_bosettingsdato(
    *, bruker: Bruker, sak_id: int, dato: date, grunn: str, versjon: int | None = None
) -> Bosetting:
    """B-047: a new row with user, time and reason; the old one stays. The kommune corrects its own entry only."""
    sak = next(iter(laas_saker({sak_id: dato})), None)
    if sak is None:
        raise Domenefeil("ukjent_sak", _("Saken finnes ikke."))
    gammel = _krev_kan_rettes(bruker, sak, versjon)
    grunn = rules.check_grunn(grunn)
    if dato == gammel.bosettingsdato:
        raise Domenefeil("samme_dato", _("Bosettingsdatoen er den samme som før."), felt="dato")
    feil = rules.dato_feil(dato, sak.utsokingsdato)
    if feil:
        raise Domenefeil("ugyldig_dato", feil, felt="dato")
    return _rett(bruker, sak, gammel, dato, grunn)


def _krev_kan_rettes(bruker: Bruker, sak: Sak, versjon: int | None) -> Bosetting:
    tilgang.krev(rules.kan_registrere(bruker, sak))
    gjeldende = Bosetting.objects.gjeldende().filter(sak=sak).first()
    if gjeldende is None or sak.tilstand != Sakstilstand.BOSATT:
        raise Kollisjon("ikke_bosatt", _("Sak %(sak)s har ingen bosettingsdato å rette.") % {"sak": sak})
    if versjon is not None and versjon != sak.versjon:
        raise Kollisjon(
            "endret_imens", _("Sak %(sak)s er endret av noen andre. Last siden på nytt og se over.") % {"sak": sak}
        )
    som_kommune = not rules.er_imdi_bosetter(bruker)
    tilgang.krev(not som_kommune or rules.kan_rette(gjeldende.kilde))
    sperre = rules.rette_sperre(queries.forst_registrert(sak)) if som_kommune else ""
    if sperre:
        raise Kollisjon("rettefristen_er_ute", sperre)
    if som_kommune and queries.saker_med_apent_avvik([sak.pk]):
        raise Domenefeil("apent_avvik", _("Sak %(sak)s har et åpent avvik. Kontakt IMDi.") % {"sak": sak})
    return gjeldende


def _rett(bruker: Bruker, sak: Sak, gammel: Bosetting, dato: date, grunn: str) -> Bosetting:
    tid = klokke.now()
    gammel.gjelder, gammel.opphevet_tid = False, tid
    gammel.save(update_fields=["gjelder", "opphevet_tid"])
    kilde = Kilde.IMDI if rules.er_imdi_bosetter(bruker) else Kilde.KOMMUNE
    ny = Bosetting.objects.create(
        sak=sak,
        kommune_id=kommune_id(sak),
        bosettingsdato=dato,
        kilde=kilde,
        registrert_tid=tid,
        registrert_av=bruker,
        grunn=grunn,
    )
    sak.bosettingsdato = dato
    _lagre([sak])
    hendelse.log(bruker, Hendelsestype.BOSETTINGSDATO_RETTET, sak, fra=gammel.bosettingsdato, til=dato, grunn=grunn)
    meldinger.meld([meldinger.Bosettingsmelding(sak.pk, kommune_id(sak), dato, gammel.bosettingsdato)])
    return ny


# ---- take away
@transaction.atomic
def opphev_bosetting(*, bruker: Bruker, sak_id: int, grunn: str, avsluttet: str = "") -> Sak:
    """bosatt → sokt_ut, by IMDi: the person was not settled after all. The place is held again.

    `avsluttet` is the code of the reason when the case is on its way to its end; the grant module hears it.
    """
    tilgang.krev(rules.er_imdi_bosetter(bruker))
    grunn = rules.check_grunn(grunn)
    sak = Sak.objects.select_for_update(of=("self",)).select_related("kommune").get(pk=sak_id)
    gjeldende = Bosetting.objects.gjeldende().filter(sak=sak).first()
    if gjeldende is None:
        raise Kollisjon("ikke_bosatt", _("Sak %(sak)s har ingen bosettingsdato.") % {"sak": sak})
    gjeldende.gjelder, gjeldende.opphevet_tid = False, klokke.now()
    gjeldende.save(update_fields=["gjelder", "opphevet_tid"])
    move(sak, Sakstilstand.SOKT_UT)
    sak.bosettingsdato = None
    _lagre([sak])
    hendelse.log(bruker, Hendelsestype.BOSETTING_OPPHEVET, sak, dato=gjeldende.bosettingsdato, grunn=grunn)
    meldinger.meld([meldinger.Bosettingsmelding(sak.pk, kommune_id(sak), None, gjeldende.bosettingsdato, avsluttet)])
    return sak
