"""The rounds of requests, with IMDi's published numbers for 2026, and the decisions of the demo's kommuner."""

from datetime import UTC, date, datetime, timedelta

from bosetting.anmodning.modell import queries
from bosetting.anmodning.modell.rules import Kommunevalg, Vektvalg
from bosetting.anmodning.modell.services import varianter
from bosetting.anmodning.modell.states import Verdikilde
from bosetting.anmodning.models import Anmodningsrunde
from bosetting.anmodning.rules import Rundeinnhold, Tall, Vedtakssvar
from bosetting.anmodning.services import kommunevedtak, runde
from bosetting.anmodning.states import Rundetype
from bosetting.demodata.plan import Deltaker, Plan
from bosetting.rapport.demodata import publisert_anmodet
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune

PERSONER_I_ALT = 1200
KRITERIER = (
    "Tallene bygger på innbyggertall, resultater i introduksjonsprogrammet, arbeidsmarkedet i regionen og erfaringen "
    "kommunen har. Bosettingen skal være styrt, spredt, rask og treffsikker."
)
KRITERIER_NN = (
    "Tala byggjer på innbyggjartal, resultat i introduksjonsprogrammet, arbeidsmarknaden i regionen og erfaringa "
    "kommunen har. Busetjinga skal vere styrt, spreidd, rask og treffsikker."
)


def lag(plan: Plan) -> None:
    for aar in plan.aar:
        neste = aar == plan.aar[-1]
        sendt = plan.for_(14) if neste else _sendt(plan, aar)
        if not plan.liten:
            with klokke.flyttet_til(sendt):
                _send(plan, aar, sendt.date(), beregn=neste)
        _vedta(plan, aar, sendt, neste=neste)


def _sendt(plan: Plan, aar: int) -> datetime:
    """In November of the year before, but never before the demo's people exist."""
    return max(datetime(aar - 1, 11, 10, 9, 0, tzinfo=UTC), plan.naa - timedelta(days=480))


def _send(plan: Plan, aar: int, dag: date, *, beregn: bool) -> None:
    publisert = publisert_anmodet(2026)
    kommuner = list(Kommune.objects.gyldige())
    tall = [
        Tall(kommune_id=kommune.pk, antall=antall, herav_em=antall // 20)
        for kommune in kommuner
        for antall in [publisert.get(kommune.nummer, 0)]
    ]
    innhold = Rundeinnhold(
        behov=sum(ett.antall or 0 for ett in tall),
        behov_em=sum(ett.herav_em for ett in tall),
        frist=dag + timedelta(days=75),
        kriterier=KRITERIER,
        kriterier_nn=KRITERIER_NN,
    )
    ny = runde.opprett_runde(bruker=plan.anmoder, aar=aar, type=Rundetype.ORDINAR, innhold=innhold)
    if beregn:
        _beregn(plan, ny)
    else:
        runde.importer_tall(bruker=plan.anmoder, runde=ny, tall=tall)
    ny.refresh_from_db()
    runde.send_runde(bruker=plan.anmoder, runde=ny, endret_nr=ny.endret_nr)


def _beregn(plan: Plan, ny: Anmodningsrunde) -> None:
    """W-12: two variants to compare; one kommune has another number than the computed, and may read why."""
    variant = varianter.lag_variant(bruker=plan.anmoder, runde=ny, navn="Standardvekter")
    folketall = varianter.lag_variant(bruker=plan.anmoder, runde=ny, navn="Bare innbyggertall", fra=variant)
    vekter = {
        kriterium.pk: (100, 100) if kriterium.kilde == Verdikilde.FOLKETALL else (0, 0)
        for kriterium in ny.rundekriterier.all()
    }
    varianter.endre_vekter(
        bruker=plan.anmoder,
        variant=folketall,
        endret_nr=folketall.endret_nr,
        valg=Vektvalg(vekter=vekter, minste=folketall.minste),
    )
    kommune = plan.deltakere[0].kommune
    beregnet = queries.regn(queries.rundedata(ny), [variant])[0].endelige[kommune.nummer]
    valg = Kommunevalg(
        med_em=True,
        antall=beregnet.antall + 5,
        herav_em=beregnet.herav_em,
        begrunnelse="Kommunen bygger nye boliger og kan ta flere.",
    )
    variant = varianter.endre_kommune(
        bruker=plan.anmoder, variant=variant, endret_nr=variant.endret_nr, kommune=kommune, valg=valg
    )
    varianter.bruk_variant(bruker=plan.anmoder, variant=variant, endret_nr=variant.endret_nr)


def _vedta(plan: Plan, aar: int, sendt: datetime, *, neste: bool) -> None:
    """This year all have decided. For the next: five have, one has registered, one says no, the rest are asked."""
    for nr, deltaker in enumerate(plan.deltakere):
        if neste and (nr >= 7 or plan.liten):
            continue
        tid = sendt + timedelta(days=3 + nr) if neste else sendt + timedelta(days=10 + nr)
        with klokke.flyttet_til(min(tid, plan.naa)):
            _registrer(plan, deltaker, aar, nei=neste and nr == 6, godkjenn=not (neste and nr == 5))


def _registrer(plan: Plan, deltaker: Deltaker, aar: int, *, nei: bool, godkjenn: bool) -> None:
    antall = 0 if nei else _antall(plan, deltaker)
    vedtak = kommunevedtak.registrer_kommunevedtak(
        bruker=deltaker.skriv,
        kommune=deltaker.kommune,
        aar=aar,
        svar=Vedtakssvar(
            antall=antall,
            herav_em=antall // 10,
            vedtaksdato=klokke.today() - timedelta(days=1),
            merknad="" if deltaker.plan.plasser % 2 else "Kommunen ønsker familier med barn i skolealder.",
        ),
    )
    if godkjenn:
        kommunevedtak.godkjenn_kommunevedtak(bruker=deltaker.skriv, vedtak=vedtak, versjon=vedtak.versjon)


def _antall(plan: Plan, deltaker: Deltaker) -> int:
    """Enough for the kommune's part of the demo's persons, and some free."""
    deler = sum(en.plan.plasser for en in plan.deltakere)
    personer = 150 if plan.liten else PERSONER_I_ALT
    return max(20, round(1.5 * personer * deltaker.plan.plasser / deler))
