"""What the review of the access log asks of bosetting: who the persons are, and who had a task on them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Q

from bosetting.fordeling.models import Fordelingslinje
from bosetting.person.models import Avvik, Sak
from bosetting.person.states import Gradering, Sakstilstand
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.loggkontroll import personkilde
from imdinett.loggkontroll.personkilde import Oppslag, Personfakta
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import roller_med

Par = set[tuple[int, int]]


def registrer() -> None:
    personkilde.registrer(fakta, med_oppgave)


def fakta(person_ider: Collection[int]) -> Mapping[int, Personfakta]:
    saker = Sak.objects.filter(person__in=person_ider).select_related("person")
    return {
        sak.person_id: Personfakta(
            sak.person.fornavn,
            sak.person.etternavn,
            sak.nummer,
            er_skjermet=sak.person.er_skjermet,
            er_ansatt=sak.person.gradering == Gradering.EGNE_ANSATTE,
        )
        for sak in saker
    }


def med_oppgave(oppslag: Collection[Oppslag], fra: datetime, til: datetime) -> set[Oppslag]:
    """A kommune has a task on its own cases, an enhet on those who live there (decision 19 and 14).

    In IMDi it takes a task of one's own: responsible for the case, its list or an avvik in it, the one who may decide
    it, or the one who did something with it in that time.
    """
    saker = {sak.person_id: sak for sak in _saker(oppslag)}
    hos_kommunen, hos_brukeren = _kommunens(oppslag, fra, til), _brukerens(oppslag, fra, til)
    fatter = _fatter_vedtak(oppslag)
    med = set()
    for ett in oppslag:
        sak = saker.get(ett.person_id)
        if sak is None:
            continue
        if ett.kommune_id is not None:
            har = sak.kommune_id == ett.kommune_id or (ett.kommune_id, ett.person_id) in hos_kommunen
        elif ett.enhet_id is not None:
            har = sak.mottak is not None and ett.enhet_id in (sak.mottak_id, sak.mottak.overordnet_id)
        else:
            avgjores = sak.tilstand == Sakstilstand.AKSEPTERT and ett.bruker_id in fatter
            har = avgjores or (ett.bruker_id, ett.person_id) in hos_brukeren
        if har:
            med.add(ett)
    return med


def _saker(oppslag: Collection[Oppslag]) -> Collection[Sak]:
    return Sak.objects.filter(person__in={ett.person_id for ett in oppslag}).select_related("mottak")


def _kommunens(oppslag: Collection[Oppslag], fra: datetime, til: datetime) -> Par:
    """(kommune, person) by a decision that was in force at some time in the period; it may have been recalled since."""
    vedtak = Bosettingsvedtak.objects.filter(
        Q(opphevet_tid=None) | Q(opphevet_tid__gte=fra),
        sak__person__in={ett.person_id for ett in oppslag if ett.kommune_id is not None},
        fattet_tid__lt=til,
    )
    return set(vedtak.order_by().values_list("kommune_id", "sak__person_id"))


def _brukerens(oppslag: Collection[Oppslag], fra: datetime, til: datetime) -> Par:
    """(user, person) of those in IMDi who are responsible, or who did something in the period."""
    personer = {ett.person_id for ett in oppslag if ett.kommune_id is None and ett.enhet_id is None}
    saker = Sak.objects.filter(person__in=personer).order_by()
    linjer = Fordelingslinje.objects.filter(sak__in=saker, trukket_tid=None).order_by()
    avvik = Avvik.objects.filter(sak__in=saker).filter(Q(lukket_tid=None) | Q(lukket_tid__gte=fra)).order_by()
    return {
        *saker.values_list("ansvarlig_id", "person_id"),
        *linjer.values_list("liste__ansvarlig_id", "sak__person_id"),
        *avvik.values_list("ansvarlig_id", "sak__person_id"),
        *_gjorde_noe(dict(saker.values_list("pk", "person_id")), fra, til),
    }


def _gjorde_noe(saker: Mapping[int, int], fra: datetime, til: datetime) -> Par:
    """By the events of the case or of the person."""
    nokler: dict[str, dict[str, int]] = defaultdict(dict)
    for sak_id, person_id in saker.items():
        nokler["sak"][str(sak_id)] = person_id
        nokler["person"][str(person_id)] = person_id
    par: Par = set()
    for slag, ider in nokler.items():
        rader = Hendelse.objects.filter(gjelder_type=slag, gjelder_id__in=ider, tid__gte=fra, tid__lt=til)
        for bruker_id, gjelder_id in rader.order_by().values_list("bruker_id", "gjelder_id").distinct():
            if bruker_id is not None:
                par.add((bruker_id, ider[gjelder_id]))
    return par


def _fatter_vedtak(oppslag: Collection[Oppslag]) -> set[int]:
    roller = [rolle.value for rolle in roller_med(Rettighet.VEDTAK_FATT)]
    brukere = Bruker.objects.filter(pk__in={ett.bruker_id for ett in oppslag}, groups__name__in=roller)
    return set(brukere.values_list("pk", flat=True))
