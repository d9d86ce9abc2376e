"""IMDi's decision on a yes, its reversal, and the refugee's refusal (bosetting.md §5.1).

Locks are taken in the order kommune → liste → linje → sak, as in fordeling.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.fordeling import services as fordeling
from bosetting.fordeling.models import Fordelingslinje, Husstandssvar
from bosetting.fordeling.queries import laas_linjer, laas_liste
from bosetting.person.models import Person, Sak
from bosetting.person.services.laas import lagre
from bosetting.person.states import Avslutningsgrunn, Sakstilstand
from bosetting.vedtak import letters, notices, queries, rules
from bosetting.vedtak.models import Bosettingsvedtak
from bosetting.vedtak.states import Bosettingsvedtakstilstand
from imdinett.brev.services import legg_i_ko_mange
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.tilstand import move
from imdinett.tilgang import tilgang
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.services import enqueue, hendelsesdata
from imdinett.utboks.states import Tilstand

SLUTT = frozenset({Sakstilstand.SELVBOSATT, Sakstilstand.AVSLUTTET})
PERSONBREV = frozenset({queries.TIL_FLYKTNING, queries.TIL_REPRESENTANT})
# Certainly not received: in the queue, or refused by the receiver's system.
USENDT = frozenset({Tilstand.KLAR, Tilstand.AVVIST})


# ---- the decision
@transaction.atomic
def fatt_vedtak(
    *, bruker: Bruker, linje_ider: Collection[int], utsokingsdato: date | None = None
) -> list[Bosettingsvedtak]:
    """akseptert → sokt_ut: one decision per person, letters to all it concerns, the folder opens (B-041, B-042).

    Whole households only (B-032); one decision in force per case (B-055).
    """
    tilgang.krev(rules.kan_fatte(bruker))
    linjer = _laas(linje_ider)
    dag = utsokingsdato or klokke.today()
    for linje in linjer:
        rules.check_linje(linje)
        rules.check_skjerming(linje)
        rules.check_adresse(linje)
        rules.check_utsokingsdato(linje, dag)
    _check_hele_husstander(bruker, linjer)
    vedtak = _opprett(bruker, linjer, dag)
    fordeling.marker_avgjort(bruker=bruker, linje_ider=[linje.pk for linje in linjer])
    hendelse.log_mange(
        bruker,
        Hendelsestype.VEDTAK_FATTET,
        [(ett.sak, ett.kommune, {"utsokingsdato": dag, "liste": ett.linje.liste.nummer}) for ett in vedtak],
    )
    legg_i_ko_mange(letters.for_vedtak(vedtak), bruker=bruker)
    return vedtak


def _laas(ider: Collection[int]) -> list[Fordelingslinje]:
    """The lines, with their lists and cases locked."""
    valgte = set(ider)
    if not valgte:
        raise Domenefeil("ingen_valgt", _("Velg minst én husstand."), felt="valgte")
    lister = Fordelingslinje.objects.filter(pk__in=valgte).order_by("liste").values_list("liste", flat=True)
    ut = []
    for liste_id in lister.distinct():
        liste = laas_liste(liste_id)
        svar = {rad.pk: rad for rad in Husstandssvar.objects.filter(liste=liste)}
        for linje in laas_linjer(liste):
            if linje.pk in valgte:
                linje.liste, linje.kommune, linje.husstandssvar = liste, liste.kommune, svar[linje.husstandssvar_id]
                ut.append(linje)
    if len(ut) != len(valgte):
        raise Domenefeil("ukjent_linje", _("En av sakene finnes ikke lenger på listen."), felt="valgte")
    return ut


def _per_liste(linjer: Sequence[Fordelingslinje]) -> list[list[Fordelingslinje]]:
    ut: dict[int, list[Fordelingslinje]] = defaultdict(list)
    for linje in linjer:
        ut[linje.liste_id].append(linje)
    return list(ut.values())


def _check_hele_husstander(bruker: Bruker, linjer: Sequence[Fordelingslinje]) -> None:
    """B-032: a household gets one answer, and one decision for all of it."""
    svar_ider = {linje.husstandssvar_id for linje in linjer}
    alle = queries.til_avgjorelse(bruker).filter(husstandssvar__in=svar_ider).values_list("pk", flat=True)
    if set(alle) - {linje.pk for linje in linjer}:
        raise Domenefeil("delt_husstand", _("Vedtak fattes for hele husstanden samlet."), felt="valgte")


def _opprett(bruker: Bruker, linjer: Sequence[Fordelingslinje], dag: date) -> list[Bosettingsvedtak]:
    felles = {"utsokingsdato": dag, "fattet_tid": klokke.now(), "fattet_av": bruker}
    vedtak = [Bosettingsvedtak(sak=linje.sak, linje=linje, kommune=linje.kommune, **felles) for linje in linjer]
    Bosettingsvedtak.objects.bulk_create(vedtak, batch_size=500)
    for linje in linjer:
        move(linje.sak, Sakstilstand.SOKT_UT)
        linje.sak.utsokingsdato = dag
    lagre([linje.sak for linje in linjer], "tilstand", "utsokingsdato")
    return vedtak


@transaction.atomic
def overta_vedtak(*, bruker: Bruker, datoer: Sequence[tuple[Fordelingslinje, date]]) -> list[Bosettingsvedtak]:
    """akseptert → sokt_ut by a decision of the system before this (B-041, B-055): its letters were sent from there.

    Takes the lines that `overta_husstander` gave, with the day of each decision.
    """
    tilgang.krev(rules.kan_fatte(bruker))
    tid = klokke.now()
    vedtak = [
        Bosettingsvedtak(
            sak=linje.sak, linje=linje, kommune=linje.kommune, utsokingsdato=dag, fattet_tid=tid, fattet_av=bruker
        )
        for linje, dag in datoer
    ]
    Bosettingsvedtak.objects.bulk_create(vedtak, batch_size=500)
    for linje, dag in datoer:
        move(linje.sak, Sakstilstand.SOKT_UT)
        linje.sak.utsokingsdato = dag
    lagre([linje.sak for linje, _dag in datoer], "tilstand", "utsokingsdato")
    return vedtak


# ---- taken back
@transaction.atomic
def opphev_vedtak(
    *, bruker: Bruker, vedtak_ider: Collection[int], grunn: str, aarsak: letters.Aarsak = letters.Aarsak.OPPHEVET
) -> list[Bosettingsvedtak]:
    """sokt_ut → bosettingsklar: place freed, folder closed, the kommune told (B-039, B-040, B-042)."""
    tilgang.krev(rules.kan_fatte(bruker))
    grunn = rules.check_grunn(grunn)
    vedtak = _laas_vedtak(vedtak_ider)
    _opphev(bruker, vedtak, grunn)
    for linjer in _per_liste([ett.linje for ett in vedtak]):
        fordeling.trekk_laaste(bruker=bruker, liste=linjer[0].liste, linjer=linjer, grunn=grunn)
    hendelse.log_mange(
        bruker, Hendelsestype.VEDTAK_OPPHEVET, [(ett.sak, ett.kommune, {"grunn": grunn}) for ett in vedtak]
    )
    _ta_tilbake_brev(bruker, vedtak, aarsak)
    return vedtak


@transaction.atomic
def registrer_takket_nei(
    *, bruker: Bruker, vedtak_ider: Collection[int], slutt: Sakstilstand | None = None
) -> list[Bosettingsvedtak]:
    """sokt_ut → takket_nei, and on to `slutt` when it is known; the place is freed (B-057)."""
    tilgang.krev(rules.kan_fatte(bruker))
    if slutt is not None and slutt not in SLUTT:
        raise Domenefeil("ugyldig_slutt", _("Velg hva som skjer videre."), felt="slutt")
    vedtak = _laas_vedtak(vedtak_ider)
    _opphev(bruker, vedtak, _("Flyktningen har takket nei til tilbudet."))
    _takk_nei([ett.sak for ett in vedtak], slutt)
    hendelse.log_mange(
        bruker, Hendelsestype.TAKKET_NEI, [(ett.sak, ett.kommune, {"slutt": ett.sak.tilstand}) for ett in vedtak]
    )
    for varsel in notices.for_takket_nei(vedtak):
        enqueue(varsel, bruker=bruker)
    _ta_tilbake_brev(bruker, vedtak, letters.Aarsak.TAKKET_NEI)
    return vedtak


@transaction.atomic
def registrer_selvbosatt(*, bruker: Bruker, sak_id: int) -> Sak:
    """takket_nei → selvbosatt: who declined has found a home alone (B-057). The other end is `avslutt_sak`."""
    tilgang.krev(rules.kan_fatte(bruker))
    sak = Sak.objects.select_for_update(of=("self",)).get(pk=sak_id)
    move(sak, Sakstilstand.SELVBOSATT)
    lagre([sak], "tilstand")
    hendelse.log(bruker, Hendelsestype.SAK_SELVBOSATT, sak)
    return sak


def _laas_vedtak(ider: Collection[int]) -> list[Bosettingsvedtak]:
    valgte = set(ider)
    if not valgte:
        raise Domenefeil("ingen_valgt", _("Velg minst én person."), felt="valgte")
    linje_ider = list(Bosettingsvedtak.objects.filter(pk__in=valgte).values_list("linje_id", flat=True))
    linjer = {linje.pk: linje for linje in _laas(linje_ider)}
    rader = Bosettingsvedtak.objects.select_for_update(of=("self",)).filter(pk__in=valgte).order_by("pk")
    vedtak = list(rader.select_related("kommune"))
    for ett in vedtak:
        ett.linje = linjer[ett.linje_id]
        ett.sak = ett.linje.sak
        rules.check_gjelder(ett)
    return vedtak


def _opphev(bruker: Bruker, vedtak: Sequence[Bosettingsvedtak], grunn: str) -> None:
    for ett in vedtak:
        move(ett, Bosettingsvedtakstilstand.OPPHEVET)
        ett.opphevet_tid, ett.opphevet_av, ett.opphevet_grunn = klokke.now(), bruker, grunn
    Bosettingsvedtak.objects.bulk_update(vedtak, ["tilstand", "opphevet_tid", "opphevet_av", "opphevet_grunn"])


def _takk_nei(saker: Sequence[Sak], slutt: Sakstilstand | None) -> None:
    """The case belongs to no kommune any more: the place is free and the folder shut (B-042, B-057)."""
    for sak in saker:
        move(sak, Sakstilstand.TAKKET_NEI)
        if slutt is not None:
            move(sak, slutt)
        sak.kommune = sak.plassaar = sak.utsokingsdato = sak.bosettingsuke_aar = sak.bosettingsuke = None
        sak.avsluttet_grunn = Avslutningsgrunn.TAKKET_NEI.value
    felt = ("kommune", "plassaar", "utsokingsdato", "bosettingsuke_aar", "bosettingsuke", "avsluttet_grunn")
    lagre(saker, "tilstand", *felt)
    Person.objects.filter(sak__in=saker).update(kommune=None)


# ---- letters of a decision that no longer holds
def _ta_tilbake_brev(bruker: Bruker, vedtak: Sequence[Bosettingsvedtak], aarsak: letters.Aarsak) -> None:
    """Letters that nobody has got are stopped; those who may have one get another that takes it back."""
    fikk = _stopp(bruker, vedtak)
    overtatte = [ett for ett in vedtak if ett.linje.liste.overtatt]
    svar_ider = {rad.gjelder_id for rad in fikk if rad.slag == queries.TIL_KOMMUNE}
    svar_ider |= {str(ett.linje.husstandssvar_id) for ett in overtatte}
    husstander = [en for en in letters.per_husstand(vedtak) if str(en[0].linje.husstandssvar_id) in svar_ider]
    brev = letters.til_kommunene(husstander, aarsak)
    if aarsak == letters.Aarsak.TAKKET_NEI:
        brev += letters.om_takket_nei(vedtak)
    elif aarsak != letters.Aarsak.BORTE:
        etter_id = {str(ett.pk): ett for ett in vedtak}
        fikk_selv = [(etter_id[rad.gjelder_id], rad.slag) for rad in fikk if rad.slag in PERSONBREV]
        brev += letters.til_personene([*fikk_selv, *letters.sendt_fra_for(overtatte)], aarsak)
    legg_i_ko_mange(brev, bruker=bruker)


def _stopp(bruker: Bruker, vedtak: Sequence[Bosettingsvedtak]) -> list[Forsendelse]:
    """Stop what is certainly not out. Gives the letters that may have been received."""
    delte = {str(pk) for pk in queries.svar_med_gjeldende(vedtak)}
    fikk = []
    for rad in queries.brev_om(vedtak).select_for_update(of=("self",)):
        gjelder_andre = rad.slag == queries.TIL_KOMMUNE and rad.gjelder_id in delte
        if rad.tilstand in USENDT and not gjelder_andre:
            move(rad, Tilstand.AVBRUTT)
            rad.save(update_fields=["tilstand"])
            hendelse.log(bruker, Hendelsestype.BREV_AVBRUTT, rad, **hendelsesdata(rad))
        elif rad.tilstand != Tilstand.AVBRUTT:
            fikk.append(rad)
    return fikk
