"""A few unusual looks in the week before this one, so that the review of the access log has something to show."""

from datetime import date, datetime, time, timedelta

from bosetting.bosatt.mappe_innsyn import EGEN_SAK
from bosetting.demodata.plan import Deltaker, Plan
from bosetting.person.formaalsskjema import Formaalskjema
from bosetting.person.models import Sak
from bosetting.person.states import MAPPE_APEN, Gradering
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling, Utfall
from imdinett.kjerne import klokke, kontekst
from imdinett.kjerne.kontekst import Kall
from imdinett.loggkontroll import services
from imdinett.loggkontroll.models import Kontrollrad
from imdinett.loggkontroll.states import Vurderingsutfall


def lag(plan: Plan) -> None:
    """The kommune's skriv user late in the evening and on somebody else's case; IMDi without a task."""
    for deltaker in plan.deltakere:
        egne = Sak.objects.filter(kommune=deltaker.kommune, tilstand__in=MAPPE_APEN).uten_skjermede().order_by("pk")
        for nr, sak in enumerate(egne[:2]):
            _se(deltaker.skriv, sak, dag=nr, kl=time(23, 40), kommune_id=deltaker.kommune.pk, formaal=str(EGEN_SAK))
        for sak in Sak.objects.exclude(kommune=deltaker.kommune).uten_skjermede().order_by("pk")[:1]:
            _se(deltaker.skriv, sak, dag=2, kl=time(10, 15), kommune_id=deltaker.kommune.pk, utfall=Utfall.AVVIST)
    for sak in Sak.objects.filter(ansvarlig=None).uten_skjermede().order_by("-pk")[:2]:
        _se(plan.bosetter, sak, dag=3, kl=time(14, 5), formaal=str(Formaalskjema.VALG[2][1]))
    _alarm(plan)
    services.lag_lister()
    for deltaker in plan.deltakere:
        _vurder_en(deltaker)


def _alarm(plan: Plan) -> None:
    """The group's own look at the protected person of the demo: the leader is told of each."""
    skjermet = Sak.objects.exclude(person__gradering=Gradering.INGEN).select_related("person").order_by("pk").first()
    if skjermet:
        _se(plan.bosetter, skjermet, dag=4, kl=time(9, 30), formaal=str(Formaalskjema.VALG[0][1]))
        with klokke.flyttet_til(datetime.combine(_forrige_mandag() + timedelta(days=4), time(9, 35), klokke.OSLO)):
            services.varsle_om_oppslag()


def _forrige_mandag() -> date:
    return klokke.today() - timedelta(days=klokke.today().weekday() + 7)


def _se(
    bruker: Bruker,
    sak: Sak,
    *,
    dag: int,
    kl: time,
    kommune_id: int | None = None,
    formaal: str = "",
    utfall: Utfall = Utfall.VIST,
) -> None:
    tid = datetime.combine(_forrige_mandag() + timedelta(days=dag), kl, klokke.OSLO)
    with klokke.flyttet_til(tid), kontekst.med_kall(Kall(kilde="web")):
        hendelse.logg_innsyn(
            bruker,
            handling=Handling.LESE,
            person_id=sak.person_id,
            saksnummer=sak.nummer if utfall == Utfall.VIST else "",
            kommune_id=kommune_id,
            del_av="mappe",
            formaal=formaal,
            gradering=sak.person.gradering,
            utfall=utfall,
            beskrivelse="Åpnet personmappen: mappe.",
        )


def _vurder_en(deltaker: Deltaker) -> None:
    rad = Kontrollrad.objects.filter(kommune=deltaker.kommune).order_by("pk").first()
    if rad:
        services.vurder(
            bruker=deltaker.administrator,
            rad_id=rad.pk,
            utfall=Vurderingsutfall.I_ORDEN,
            begrunnelse="Familien kom sent om kvelden, og brukeren hadde vakt.",
            forrige_versjon=0,
        )
