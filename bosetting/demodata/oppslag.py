"""A few unusual looks in the week before this one, so that the review of the access log has something to show."""

from datetime import datetime, time, timedelta

from bosetting.bosatt.mappe_innsyn import EGEN_SAK
from bosetting.demodata.plan import Deltaker, Plan
from bosetting.person.formaalsskjema import Formaalskjema
from bosetting.person.models import Sak
from bosetting.person.states import MAPPE_APEN
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
    services.lag_lister()
    for deltaker in plan.deltakere:
        _vurder_en(deltaker)


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
    mandag = klokke.today() - timedelta(days=klokke.today().weekday() + 7)
    tid = datetime.combine(mandag + timedelta(days=dag), kl, klokke.OSLO)
    with klokke.flyttet_til(tid), kontekst.med_kall(Kall(kilde="web")):
        hendelse.logg_innsyn(
            bruker,
            handling=Handling.LESE,
            person_id=sak.person_id,
            saksnummer=sak.nummer if utfall == Utfall.VIST else "",
            kommune_id=kommune_id,
            del_av="mappe",
            formaal=formaal,
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
