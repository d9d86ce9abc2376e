"""The ways to a kommune beside the ordinary one: mottak's own kartlegging, applications, arrivals, children."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from bosetting.ankomst import queries as ankomst
from bosetting.ankomst.services import NyAnkomst, meld_ankomst
from bosetting.bosatt import mappe_services as mappe
from bosetting.bosatt.states import BUFETATS_PLANER, MOTTAKETS_PLANER, Dokumentslag
from bosetting.demodata import mapper
from bosetting.demodata.personer import ny_person
from bosetting.demodata.plan import Plan
from bosetting.person import services as person
from bosetting.person.models import Husstand, Sak
from bosetting.person.rules import Kartleggingssvar, NyPerson, Tillatelse
from bosetting.person.services import Kontakt, NyFamilieUte
from bosetting.person.states import Gjenforening, Kategori, Relasjonstype, Sakstilstand, Tillatelsestype
from bosetting.soknad import services as soknad
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kommune.models import Enhet

FRA_NUMMER = 800_001
SOM_EM: dict[str, Any] = {
    "er_em": True,
    "representant_navn": "Representant Eksempel",
    "representant_adresse": "Vergeveien 4",
    "representant_postnummer": "0155",
    "representant_poststed": "Oslo",
}


def lag(plan: Plan, enhetsfolk: Sequence[Bruker]) -> None:
    mottak, bufetat = enhetsfolk
    _barn(plan, bufetat)
    _soknader(plan)
    _ungdommer(plan, mottak)
    _hos_mottaket(mottak)
    _ankomster(plan)


def _registrer(plan: Plan, dager: int, personer: Sequence[NyPerson], *, tillatelse: bool = True) -> list[Sak]:
    with klokke.flyttet_til(plan.for_(dager)):
        saker = person.registrer_personer(bruker=plan.bosetter, husstander=[personer])[0]
        if tillatelse:
            gitt = Tillatelse(type=Tillatelsestype.KOLLEKTIV, dato=klokke.today(), meldt_dato=klokke.today())
            person.registrer_tillatelser(bruker=plan.bosetter, rader=[(sak, gitt) for sak in saker])
    return saker


def _barn(plan: Plan, bufetat: Bruker) -> None:
    """A child under 15 with an aunt, in the care of Bufetat, which has put its plans in the folder."""
    senter = Enhet.objects.get(navn="Øvingssenteret for barn")
    barn = ny_person(
        FRA_NUMMER,
        fodt=date(plan.i_dag.year - 12, 5, 4),
        kategori=Kategori.MOTTAK,
        mottak=senter,
        bosted_fra=plan.i_dag - timedelta(days=110),
        kontakt_navn="Berit Eksempel",
        kontakt_telefon="22 24 00 01",
        **SOM_EM,
    )
    tante = ny_person(
        FRA_NUMMER + 1, fodt=date(1990, 2, 1), er_folgeperson=True, kategori=Kategori.MOTTAK, mottak=senter
    )
    saker = _registrer(plan, 100, [barn, tante])
    svar = Kartleggingssvar(morsmaal="dari", samtale_dato=plan.i_dag - timedelta(days=95), tolk="oppmote")
    with klokke.flyttet_til(plan.for_(94)):
        person.registrer_kartlegginger(bruker=plan.bosetter, rader=[(sak, svar) for sak in saker])
        person.godkjenn_kartlegginger(bruker=plan.bosetter, saker=saker)
        _legg_inn(bufetat, saker[:1], BUFETATS_PLANER)


def _ungdommer(plan: Plan, ansatt: Bruker) -> None:
    """Enslige mindreårige over 15 at the mottak: one who has just come, and some of those the year brought."""
    ungdom = ny_person(
        FRA_NUMMER + 20,
        fodt=date(plan.i_dag.year - 16, 1, 2),
        kategori=Kategori.MOTTAK,
        mottak=plan.mottak[0],
        **SOM_EM,
    )
    nye = _registrer(plan, 60, [ungdom])
    forelder = NyFamilieUte(type=Relasjonstype.FORELDER, fodselsaar=1984, land="Iran", gjenforening=Gjenforening.SOKT)
    with klokke.flyttet_til(plan.for_(30)):
        for sak in nye:
            kontakt = Kontakt(navn="Mona Eksempel", telefon="22 24 00 02", fra=plan.i_dag - timedelta(days=70))
            person.registrer_kontakt(bruker=ansatt, sak=sak, kontakt=kontakt)
            person.registrer_familie_ute(bruker=ansatt, sak=sak, ny=forelder)
        egne = (
            Sak.objects.beboere_for(ansatt).filter(er_em=True).order_by(F("utsokingsdato").desc(nulls_last=True), "pk")
        )
        _legg_inn(ansatt, [*nye, *egne.exclude(pk__in=[sak.pk for sak in nye])[:3]], MOTTAKETS_PLANER)


def _legg_inn(ansatt: Bruker, saker: Sequence[Sak], planer: Sequence[Dokumentslag]) -> None:
    for sak in saker:
        for slag in planer:
            mappe.last_opp_fra_enhet(bruker=ansatt, sak=sak, ny=mapper.dokument(slag, klokke.today()))


def _soknader(plan: Plan) -> None:
    """One that waits for its permit, one to be treated, one too late."""
    for nr, (dager, mottatt, tillatelse) in enumerate(((20, 18, False), (60, 5, True), (250, 3, True))):
        ny = ny_person(FRA_NUMMER + 10 + nr, fodt=date(1985, 3, 1 + nr), kategori=Kategori.PRIVATBOENDE)
        sak = _registrer(plan, dager, [ny], tillatelse=tillatelse)[0]
        with klokke.flyttet_til(plan.for_(mottatt)):
            soknad.registrer_soknad(bruker=plan.bosetter, husstand=sak.husstand, mottatt_dato=klokke.today())


def _hos_mottaket(ansatt: Bruker) -> None:
    """A draft, one that is sent, one sent back; the rest of the residents are as the year left them."""
    svar = Kartleggingssvar(morsmaal="tigrinja", samtale_dato=klokke.today(), tolk="skjerm")
    venter = Sak.objects.beboere_for(ansatt).filter(tilstand=Sakstilstand.TIL_KARTLEGGING, kartlegging=None)
    for nr, sak in enumerate(venter.order_by("pk")[:2]):
        tjeneste = (person.lagre_kartleggingsutkast, person.send_kartlegging)[nr]
        tjeneste(bruker=ansatt, sak=sak, svar=svar)


def _ankomster(plan: Plan) -> None:
    """The first household that can be told about is."""
    reise = next((en for en in ankomst.reiser() if en.kan_meldes and en.til and en.til > plan.i_dag), None)
    if reise and reise.til:
        dag = min(max(reise.fra or plan.i_dag, plan.i_dag + timedelta(days=16)), reise.til)
        ny = NyAnkomst(dato=dag, sted="Oslo lufthavn", reiserute="Fly fra Nairobi over Istanbul, lander kl. 14.20")
        meld_ankomst(bruker=plan.bosetter, husstand=Husstand.objects.get(pk=reise.husstand.pk), ny=ny)
