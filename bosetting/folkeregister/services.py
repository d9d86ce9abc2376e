"""Every write of what Folkeregisteret says. One fact each; the reader of the feed decides which (integrations.md §4.2).

The feed speaks of everybody, so a protected person's facts are stored whoever reads it; who may see them is another
matter. The log says that a place has changed, never which: a line in it cannot be taken back (security.md §5).
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bosetting.folkeregister import rules
from bosetting.folkeregister.models import Bosted, Folkeregisterpeker, Folkeregisterstatus
from bosetting.folkeregister.rules import Kilde
from bosetting.folkeregister.states import Bostatus
from bosetting.person import rules as person_rules
from bosetting.person.models import Person, Sak
from bosetting.person.services import registrer_nummer, skjerp_gradering
from bosetting.person.states import Gradering
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang


def _hent(bruker: Bruker, sak: Sak) -> tuple[Sak, Person, Folkeregisterstatus]:
    """The case and the person locked, in the order that everybody locks them in."""
    tilgang.krev(person_rules.kan_registrere(bruker))
    rader = Sak.objects.select_for_update(of=("self", "person")).select_related("person__folkeregister")
    laast = rader.get(pk=sak.pk)
    status = getattr(laast.person, "folkeregister", None)
    return laast, laast.person, status or Folkeregisterstatus.objects.get_or_create(person=laast.person)[0]


@transaction.atomic
def opprett_statuser(*, bruker: Bruker, sak_ider: Iterable[int]) -> None:
    """One statement for all whom a page speaks of, before it is read."""
    tilgang.krev(person_rules.kan_registrere(bruker))
    uten = Person.objects.filter(sak__in=sak_ider, folkeregister=None).order_by("pk")
    nye = [Folkeregisterstatus(person=person) for person in uten]
    Folkeregisterstatus.objects.bulk_create(nye, batch_size=500, ignore_conflicts=True)


def _lagre(status: Folkeregisterstatus, kilde: Kilde) -> None:
    status.dokument, status.ajourfort_tid, status.kontrollert_tid = kilde.dokument, kilde.tid, klokke.now()
    status.save()


# ---- where the person is registered
@transaction.atomic
def sett_bosted(*, bruker: Bruker, sak: Sak, kommune: Kommune, flyttedato: date | None, kilde: Kilde) -> bool:
    """The person has moved. Of a strictly protected one no place is stored. Whether something changed."""
    rules.kontroller_flyttedato(flyttedato)
    sak, person, status = _hent(bruker, sak)
    endret = _flytt(bruker, sak, person, status, kommune, flyttedato)
    _lagre(status, kilde)
    return endret


def _flytt(
    bruker: Bruker,
    sak: Sak,
    person: Person,
    status: Folkeregisterstatus,
    kommune: Kommune | None,
    flyttedato: date | None,
) -> bool:
    """Whether it is somewhere else than what stands; the caller stores it."""
    endret = rules.lagrer_sted(person) and (status.bostedskommune, status.flyttedato) != (kommune, flyttedato)
    if endret:
        status.bostedskommune, status.flyttedato = kommune, flyttedato
        if kommune and flyttedato:
            _husk_bosted(person, flyttedato, kommune=kommune)
        hendelse.log(bruker, Hendelsestype.FOLKEREGISTERADRESSE_ENDRET, sak)
    return endret


def _husk_bosted(person: Person, fra: date, **hva: Any) -> None:
    """W-18: what is heard last of a day is what holds from it."""
    tomt = {"kommune": None, "bostatus": "", "registrert_tid": klokke.now()}
    Bosted.objects.update_or_create(person=person, fra_dato=fra, defaults={**tomt, **hva})


def _bosted_naa(status: Folkeregisterstatus) -> QuerySet[Bosted]:
    """The home that the status tells of, when it is known from when."""
    if status.flyttedato is None:
        return Bosted.objects.none()
    return Bosted.objects.filter(person=status.person_id, fra_dato=status.flyttedato, bostatus="")


@transaction.atomic
def rett_bosted(*, bruker: Bruker, sak: Sak, kommune: Kommune, kilde: Kilde) -> bool:
    """The same home written in another way, or in a kommune with a new number: no move, so the date stays."""
    _sak, person, status = _hent(bruker, sak)
    endret = rules.lagrer_sted(person) and status.bostedskommune != kommune
    if endret:
        status.bostedskommune = kommune
        _bosted_naa(status).update(kommune=kommune)
    _lagre(status, kilde)
    return endret


@transaction.atomic
def annuller_bosted(*, bruker: Bruker, sak: Sak, kilde: Kilde) -> bool:
    """What was registered never held. What held before is not in the event, so the person must be looked up."""
    sak, person, status = _hent(bruker, sak)
    hadde = status.bostedskommune is not None
    if hadde:
        _bosted_naa(status).delete()
        status.bostedskommune = status.flyttedato = None
        hendelse.log(bruker, Hendelsestype.FOLKEREGISTERADRESSE_ENDRET, sak)
    if rules.lagrer_sted(person):
        status.slas_opp_fra = status.slas_opp_fra or klokke.now()
    _lagre(status, kilde)
    return True


@transaction.atomic
def sett_opphold(*, bruker: Bruker, sak: Sak, kommune: Kommune | None, kilde: Kilde) -> bool:
    """Where somebody stays without being registered as living there: all that a person with a D-number can have."""
    _sak, person, status = _hent(bruker, sak)
    endret = rules.lagrer_sted(person) and status.oppholdskommune != kommune
    if endret:
        status.oppholdskommune = kommune
    _lagre(status, kilde)
    return endret


def slett_sted(bruker: Bruker, sak: Sak) -> None:
    """A stricter level drops every place in the same transaction, however the level was set (security.md §5)."""
    if not rules.lagrer_sted(Person.objects.get(pk=sak.person_id)):
        Folkeregisterstatus.objects.filter(person=sak.person_id).update(
            bostedskommune=None, flyttedato=None, oppholdskommune=None
        )
        Bosted.objects.filter(person=sak.person_id).delete()


# ---- whether the person is in Norway, and under which number
@transaction.atomic
def sett_bostatus(*, bruker: Bruker, sak: Sak, bostatus: Bostatus, kilde: Kilde, borte_fra: date | None = None) -> bool:
    """`borte_fra` is the day from which somebody who has left or died is not registered any more."""
    sak, person, status = _hent(bruker, sak)
    endret = status.bostatus != bostatus
    if endret:
        status.bostatus = bostatus
        if borte_fra and rules.lagrer_sted(person):
            _husk_bosted(person, borte_fra, bostatus=bostatus)
        hendelse.log_internt(bruker, Hendelsestype.FOLKEREGISTERSTATUS_ENDRET, sak, til=bostatus)
    _lagre(status, kilde)
    return endret


@transaction.atomic
def bytt_nummer(*, bruker: Bruker, sak: Sak, nytt: str, kilde: Kilde) -> bool:
    """The D-number becomes a fødselsnummer. The old one is kept: events may still come on it."""
    rules.kontroller_nummer(nytt)
    sak, person, status = _hent(bruker, sak)
    endret = person.fodselsnummer != nytt
    if endret:
        registrer_nummer(bruker=bruker, sak=sak, nummer=nytt, fra=kilde.tid)
    _lagre(status, kilde)
    return endret


@transaction.atomic
def trekk_bostatus(*, bruker: Bruker, sak: Sak, bostatus: Bostatus, kilde: Kilde) -> bool:
    """What was said of somebody who had left or died never held."""
    Bosted.objects.filter(person=sak.person_id, bostatus=bostatus).delete()
    return krev_oppslag(bruker=bruker, sak=sak, kilde=kilde)


@transaction.atomic
def krev_oppslag(*, bruker: Bruker, sak: Sak, kilde: Kilde) -> bool:
    """Something changed that the event does not hold: the person must be fetched again."""
    _sak, _person, status = _hent(bruker, sak)
    endret = status.slas_opp_fra is None
    status.slas_opp_fra = status.slas_opp_fra or klokke.now()
    _lagre(status, kilde)
    return endret


@transaction.atomic
def registrer_oppslag(*, bruker: Bruker, sak: Sak, kommune: Kommune | None, flyttedato: date | None) -> None:
    """Somebody has looked the person up by hand (W-04): the source is the reader, so no document is named."""
    rules.kontroller_oppslag(kommune, flyttedato)
    sak, person, status = _hent(bruker, sak)
    _flytt(bruker, sak, person, status, kommune, flyttedato)
    status.slas_opp_fra, status.dokument = None, ""
    status.ajourfort_tid = status.kontrollert_tid = klokke.now()
    status.save()
    hendelse.log_internt(bruker, Hendelsestype.FOLKEREGISTER_SLATT_OPP, sak)


# ---- protection
@transaction.atomic
def meld_gradering(*, bruker: Bruker, sak: Sak, til: Gradering, kilde: Kilde) -> bool:
    """security.md §5: a stricter level locks the folder at once; a milder one waits for two persons together."""
    sak, person, status = _hent(bruker, sak)
    grunn = _("Folkeregisteret meldte «%(nivaa)s».") % {"nivaa": Gradering(til).label}
    skjerpet = skjerp_gradering(bruker=bruker, sak=sak, til=til, grunn=grunn) is not None
    status.refresh_from_db()
    mildere = til if rules.er_mildere(person, til) else ""
    endret = skjerpet or status.mildere_nivaa != mildere
    if status.mildere_nivaa != mildere:
        status.mildere_nivaa, status.mildere_tid = mildere, klokke.now() if mildere else None
    _lagre(status, kilde)
    return endret


def skjerp(*, bruker: Bruker, sak: Sak, til: Gradering, kilde: Kilde) -> bool:
    """An address that is protected itself. One that is not says nothing of the person's level."""
    if not rules.er_strengere(Gradering(sak.person.gradering), til):
        return False
    return meld_gradering(bruker=bruker, sak=sak, til=til, kilde=kilde)


# ---- how far the feed is read
@transaction.atomic
def flytt_peker(*, bruker: Bruker, til: int) -> Folkeregisterpeker:
    """In the transaction that holds what was read up to there."""
    tilgang.krev(person_rules.kan_registrere(bruker))
    verdier = {"sekvensnummer": til, "lest_tid": klokke.now()}
    return Folkeregisterpeker.objects.update_or_create(pk=1, defaults=verdier)[0]


@transaction.atomic
def krev_oppslag_av_alle(*, bruker: Bruker) -> int:
    """integrations.md §4.1: nobody can know what was missed. How many persons it concerns."""
    tilgang.krev(person_rules.kan_registrere(bruker))
    uten = Person.objects.filter(folkeregister=None).exclude(fodselsnummer="")
    Folkeregisterstatus.objects.bulk_create((Folkeregisterstatus(person=person) for person in uten), batch_size=500)
    return Folkeregisterstatus.objects.update(slas_opp_fra=klokke.now())
