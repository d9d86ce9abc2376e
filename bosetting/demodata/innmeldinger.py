"""What the demo's kommuner have reported, proposed and published, so that no list is empty."""

from datetime import timedelta

from bosetting.anmodning.queries import plassregnskap
from bosetting.anmodning.services import plassendring
from bosetting.anmodning.states import Plassendringsslag
from bosetting.demodata.plan import Deltaker, Plan
from bosetting.innmelding.models import Plassinnmelding
from bosetting.innmelding.rules import NyBestemtPerson, NyBolig, NyEmKapasitet, NyePlasser, Profilinnhold, Regelinnhold
from bosetting.innmelding.services import innmeldinger
from bosetting.innmelding.services.profil import publiser_profil
from bosetting.innmelding.services.selvbosetting import publiser_regel
from bosetting.innmelding.states import Aldersgruppe, Boligtype, Passer, Relasjon, Utdanningstilbud
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from bosetting.tidsplan.rules import Maanedstall, NyForesporsel, mulige_maaneder
from bosetting.tidsplan.services import be_om_tidsplan, bekreft_plan, sett_maanedsplan
from imdinett.kjerne import klokke

# One kommune in so many has written no profile; what the others look for.
UTEN_PROFIL = 5
YRKER = (
    ("sykepleier", "helsefagarbeider"),
    ("kokk", "snekker", "sjåfør"),
    ("lærer", "barnehagelærer", "programvareutvikler"),
)
KRITERIER = "Leiekontrakt på minst tre år, egnet bolig for husstanden og husleie innenfor kommunens satser."


def lag(plan: Plan) -> None:
    klare = list(_ventende(len(plan.deltakere)))
    for nr, deltaker in enumerate(plan.deltakere):
        with klokke.flyttet_til(plan.for_(6, time=13)):
            _regel(deltaker, tillatt=nr % 3 != 1)
            if nr % UTEN_PROFIL:
                _profil(deltaker, nr)
            _plasser(plan, deltaker, nr)
            _boliger(plan, deltaker, nr)
            _kapasitet(plan, deltaker, nr)
            if nr < len(klare):
                _bestemt(deltaker, klare[nr], avtalt=nr % 3 == 0)
    _tidsplan(plan)
    _maanedsplan(plan)
    _svar(plan)
    _plassendring(plan)


def _ventende(antall: int) -> list[Sak]:
    saker = Sak.objects.uten_skjermede().filter(tilstand=Sakstilstand.BOSETTINGSKLAR, er_em=False)
    return list(saker.select_related("person").order_by("-pk")[:antall])


def _regel(deltaker: Deltaker, *, tillatt: bool) -> None:
    innhold = Regelinnhold(
        tillatt=tillatt,
        malgrupper="Personer med nær familie, arbeid eller utdanning i kommunen." if tillatt else "",
        kriterier=KRITERIER if tillatt else "",
    )
    publiser_regel(bruker=deltaker.skriv, kommune=deltaker.kommune, innhold=innhold, sett_pk=None)


def _profil(deltaker: Deltaker, nr: int) -> None:
    """W-18: the larger the kommune, the more of it."""
    alle = [slag.value for slag in Utdanningstilbud]
    innhold = Profilinnhold(
        utdanning=tuple(alle[: 1 + deltaker.plan.plasser // 7]),
        sykehus_km=5 if deltaker.plan.plasser > 9 else 25 + 30 * (nr % 4),
        yrker=YRKER[nr % len(YRKER)],
        arbeidsmarked="Sommeren og høsten er det flere ledige stillinger enn ellers i året.",
        helsetilbud="Legevakten ligger i sentrum. Helsestasjonen bruker tolk.",
    )
    publiser_profil(bruker=deltaker.skriv, kommune=deltaker.kommune, innhold=innhold, sett_pk=None)


def _boliger(plan: Plan, deltaker: Deltaker, nr: int) -> None:
    for type_, soverom, maks, passer in (
        (Boligtype.LEILIGHET, 1, 2, (Passer.ENSLIG, Passer.FAMILIE)),
        (Boligtype.REKKEHUS, 3, 5, (Passer.FAMILIE,)),
        (Boligtype.ROM, 1, 1, (Passer.BOFELLESSKAP, Passer.EM)),
    ):
        ny = NyBolig(
            omrade="Sentrum" if maks < 3 else "Eksempelbakken",
            type=type_,
            soverom=soverom,
            maks_personer=maks,
            ledig_fra=plan.i_dag + timedelta(days=7 * (nr % 4)),
            passer_for=passer,
            husleie=6000 + 1500 * soverom,
            universell_utforming=maks == 2,
        )
        innmeldinger.meld_inn_bolig(bruker=deltaker.skriv, kommune=deltaker.kommune, ny=ny)


def _plasser(plan: Plan, deltaker: Deltaker, nr: int) -> None:
    """A time plan for the next months; one week is raised, another one lowered (B-081, B-082)."""

    def meld(uke: int, antall: int) -> Plassinnmelding:
        ny = NyePlasser(maks_antall_personer=antall, uke=klokke.isouke(plan.i_dag + timedelta(weeks=uke)))
        return innmeldinger.meld_inn_plasser(bruker=deltaker.skriv, kommune=deltaker.kommune, ny=ny)

    sendte = [meld(uke, 2 + (uke + nr) % 4) for uke in range(1, 13, 1 + nr % 2)]
    meld(1, 1)
    innmeldinger.kanseller(bruker=deltaker.skriv, innmelding=sendte[2])
    meld(5 if nr % 2 else 3, 1)


def _tidsplan(plan: Plan) -> None:
    """IMDi has asked all of them; every other one has answered."""
    with klokke.flyttet_til(plan.for_(5, time=10)):
        foresporsel = be_om_tidsplan(
            bruker=plan.anmoder,
            ny=NyForesporsel(
                fra=klokke.isouke(plan.i_dag + timedelta(weeks=1)),
                til=klokke.isouke(plan.i_dag + timedelta(weeks=12)),
                frist=plan.i_dag + timedelta(days=9),
                kommune_ider=[deltaker.kommune.pk for deltaker in plan.deltakere],
                melding="Meld inn ukene dere kan ta imot noen, også ukene der tallet er usikkert.",
            ),
        )
    svar = {rad.kommune_id: rad for rad in foresporsel.svar.all()}
    for deltaker in plan.deltakere[::2]:
        bekreft_plan(bruker=deltaker.skriv, svar=svar[deltaker.kommune.pk])


def _maanedsplan(plan: Plan) -> None:
    """W-07: half a year of IMDi's own plan; one month has been changed."""
    maaneder = mulige_maaneder()[:6]
    with klokke.flyttet_til(plan.for_(20, time=11)):
        for nr, maaned in enumerate(maaneder):
            sett_maanedsplan(bruker=plan.anmoder, ny=Maanedstall(maaned=maaned, antall=120 - 10 * nr))
    endret = Maanedstall(maaned=maaneder[1], antall=80, merknad="Færre enn ventet har fått tillatelse.")
    with klokke.flyttet_til(plan.for_(3, time=11)):
        sett_maanedsplan(bruker=plan.anmoder, ny=endret)


def _kapasitet(plan: Plan, deltaker: Deltaker, nr: int) -> None:
    ny = NyEmKapasitet(
        antall=1 + nr % 3,
        uke=klokke.isouke(plan.i_dag + timedelta(days=21)),
        aldersgruppe=Aldersgruppe.FRA_15,
        dognbemannet=nr % 2 == 0,
    )
    innmeldinger.meld_inn_em_kapasitet(bruker=deltaker.skriv, kommune=deltaker.kommune, ny=ny)


def _bestemt(deltaker: Deltaker, sak: Sak, *, avtalt: bool) -> None:
    ny = NyBestemtPerson(
        duf_nummer=sak.person.duf_nummer,
        navn=sak.person.navn,
        relasjon=Relasjon.FAMILIE,
        begrunnelse="Søsteren bor i kommunen, og familien ønsker å bo nær hverandre.",
        bolig_kjent=avtalt,
        avtalt_selvbosetting=avtalt,
    )
    innmeldinger.meld_inn_bestemt_person(bruker=deltaker.skriv, kommune=deltaker.kommune, ny=ny)


def _svar(plan: Plan) -> None:
    """One home that IMDi has answered, and one that the kommune took back."""
    for nr, deltaker in enumerate(plan.deltakere[:2]):
        bolig = NyBolig(
            omrade="Havna",
            type=Boligtype.HYBEL,
            soverom=1,
            maks_personer=1,
            ledig_fra=plan.i_dag,
            passer_for=(Passer.ENSLIG,),
        )
        rad = innmeldinger.meld_inn_bolig(bruker=deltaker.skriv, kommune=deltaker.kommune, ny=bolig)
        if nr:
            innmeldinger.kanseller(bruker=deltaker.skriv, innmelding=rad)
        else:
            innmeldinger.behandle(bruker=plan.bosetter, innmelding=rad, svar="Vi tar boligen med i neste fordeling.")


def _plassendring(plan: Plan) -> None:
    """B-027: a proposal that waits for IMDi, where there is a free place for EM."""
    for deltaker in plan.deltakere:
        if (plassregnskap(deltaker.kommune, plan.i_dag.year).ledig_em or 0) > 0:
            plassendring.foresla_plassendring(
                bruker=deltaker.skriv,
                kommune=deltaker.kommune,
                aar=plan.i_dag.year,
                slag=Plassendringsslag.NESTE_AAR,
                antall=1,
                begrunnelse="Det kommer færre enslige mindreårige enn ventet i år.",
            )
            return
