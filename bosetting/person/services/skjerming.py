"""Address protection: the level, and the named group that may know of the person (security.md §5, B-095)."""

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.person import folger, rules
from bosetting.person.models import Person, Sak
from bosetting.person.services.bosted import slett_bosteder
from bosetting.person.services.laas import laas
from bosetting.person.skjermingsmodell import Graderingsendring, Skjermingsmedlem
from bosetting.person.states import UTEN_ADRESSE, Gradering
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.lister import services as lagrede_utvalg
from imdinett.web.skjemautkast import services as skjemautkast


def er_medlem(bruker: Bruker, person_id: int) -> bool:
    return Skjermingsmedlem.objects.filter(person=person_id, bruker=bruker, fjernet_tid=None).exists()


# ---- the level
@transaction.atomic
def endre_gradering(*, bruker: Bruker, sak: Sak, til: Gradering, grunn: str) -> Graderingsendring:
    """A stricter level holds at once; a milder one is a proposal that a second person decides."""
    person = _laas_person(sak)
    fra, til = Gradering(person.gradering), Gradering(til)
    tilgang.krev(_kan_styre(bruker, person))
    grunn = rules.check_grunn(grunn)
    if til == fra:
        raise Domenefeil("samme_nivaa", _("Personen har dette nivået fra før."), felt="til")
    _krev_ingen_apen(person)
    senking = rules.er_senking(fra, til)
    endring = Graderingsendring(
        person=person,
        fra=fra,
        til=til,
        grunn=grunn,
        foreslatt_tid=klokke.now(),
        foreslatt_av=bruker,
        er_senking=senking,
    )
    if not senking:
        endring.avgjort_tid, endring.avgjort_av, endring.godkjent = klokke.now(), bruker, True
    endring.save()
    if senking:
        hendelse.log_internt(bruker, Hendelsestype.GRADERING_FORESLATT, sak, fra=fra, til=til)
    else:
        _sett(bruker, sak, person, til, grunn)
    return endring


@transaction.atomic
def skjerp_gradering(*, bruker: Bruker, sak: Sak, til: Gradering, grunn: str) -> Graderingsendring | None:
    """A stricter level that Folkeregisteret has: holds at once, whoever reads it in. None when it is not stricter.

    Who reads the feed need not be in the group; to protect takes no knowledge of the person. A milder level that
    somebody has proposed falls.
    """
    tilgang.krev(rules.kan_registrere(bruker))
    person = _laas_person(sak)
    fra, til = Gradering(person.gradering), Gradering(til)
    if not rules.er_senking(til, fra):
        return None
    tid = klokke.now()
    apne = Graderingsendring.objects.filter(person=person, avgjort_tid=None)
    apne.update(avgjort_tid=tid, avgjort_av=bruker, godkjent=False)
    endring = Graderingsendring.objects.create(
        person=person,
        fra=fra,
        til=til,
        grunn=rules.check_grunn(grunn),
        foreslatt_tid=tid,
        foreslatt_av=bruker,
        er_senking=False,
        avgjort_tid=tid,
        avgjort_av=bruker,
        godkjent=True,
    )
    _sett(bruker, sak, person, til, endring.grunn)
    return endring


@transaction.atomic
def avgjor_senking(*, bruker: Bruker, sak: Sak, godkjent: bool) -> Graderingsendring:
    """The second person. Nobody decides what they proposed themselves; taking it back is a no that anybody may say."""
    person = _laas_person(sak)
    tilgang.krev(_kan_styre(bruker, person))
    endring = Graderingsendring.objects.filter(person=person, avgjort_tid=None).first()
    if endring is None:
        raise Kollisjon("alt_avgjort", _("Forslaget er alt avgjort."))
    if godkjent and endring.foreslatt_av_id == bruker.pk:
        raise Domenefeil("to_personer", _("Du foreslo endringen selv. En annen i gruppen må godkjenne den."))
    endring.avgjort_tid, endring.avgjort_av, endring.godkjent = klokke.now(), bruker, godkjent
    endring.save(update_fields=["avgjort_tid", "avgjort_av", "godkjent"])
    if godkjent:
        _sett(bruker, sak, person, Gradering(endring.til), endring.grunn)
    else:
        hendelse.log_internt(bruker, Hendelsestype.GRADERING_AVVIST, sak, fra=endring.fra, til=endring.til)
    return endring


def _laas_person(sak: Sak) -> Person:
    laas([sak])
    return Person.objects.select_for_update(of=("self",)).get(pk=sak.person_id)


def _kan_styre(bruker: Bruker, person: Person) -> bool:
    """Whoever registers persons may protect one; who is protected already is the group's."""
    if person.gradering == Gradering.INGEN:
        return rules.kan_registrere(bruker)
    return rules.kan_styre_skjerming(bruker, er_medlem=er_medlem(bruker, person.pk))


def _krev_ingen_apen(person: Person) -> None:
    if Graderingsendring.objects.filter(person=person, avgjort_tid=None).exists():
        raise Kollisjon("apent_forslag", _("Et forslag om mildere nivå venter alt på avgjørelse."))


def _sett(bruker: Bruker, sak: Sak, person: Person, til: Gradering, grunn: str) -> None:
    fra = person.gradering
    person.gradering = til
    if til in UTEN_ADRESSE:
        slett_bosteder(person)
    person.save(update_fields=["gradering", "adresse", "postnummer", "poststed", "kontakt_navn", "kontakt_telefon"])
    if fra == Gradering.INGEN and not er_medlem(bruker, person.pk):
        start_gruppe(bruker, [person], grunn)
    hendelse.log_internt(bruker, Hendelsestype.GRADERING_ENDRET, sak, fra=fra, til=til)
    if til != Gradering.INGEN:
        folger.kjor(bruker, sak)


# ---- the group
def start_gruppe(bruker: Bruker, personer: list[Person], grunn: str) -> None:
    """Whoever protects a person is the first who may know of them."""
    tid = klokke.now()
    Skjermingsmedlem.objects.bulk_create(
        Skjermingsmedlem(person=person, bruker=bruker, grunn=grunn, lagt_til_tid=tid, lagt_til_av=bruker)
        for person in personer
    )


@transaction.atomic
def legg_til_medlem(*, bruker: Bruker, sak: Sak, medlem: Bruker, grunn: str) -> Skjermingsmedlem:
    """IMDi's own, or up to two named persons in the kommune of the case."""
    person = _laas_person(sak)
    tilgang.krev(rules.kan_styre_skjerming(bruker, er_medlem=er_medlem(bruker, person.pk)))
    grunn = rules.check_grunn(grunn)
    if er_medlem(medlem, person.pk):
        raise Domenefeil("alt_medlem", _("%(navn)s er alt med i gruppen.") % {"navn": medlem.navn}, felt="epost")
    i_kommunen = not tilgang.har_imdi(medlem, Rettighet.SAK_LES)
    if i_kommunen:
        _krev_i_kommunen(sak, person, medlem)
    rad = Skjermingsmedlem.objects.create(
        person=person,
        bruker=medlem,
        kommune=sak.kommune if i_kommunen else None,
        grunn=grunn,
        lagt_til_tid=klokke.now(),
        lagt_til_av=bruker,
    )
    hendelse.log_internt(bruker, Hendelsestype.SKJERMINGSMEDLEM_LAGT_TIL, sak, navn=medlem.navn, grunn=grunn)
    return rad


def _krev_i_kommunen(sak: Sak, person: Person, medlem: Bruker) -> None:
    if sak.kommune_id is None or not tilgang.har(medlem, Rettighet.SAK_LES, sak.kommune_id):
        raise Domenefeil(
            "uten_rolle",
            _("%(navn)s har ingen rolle som leser saker, verken i IMDi eller i kommunen saken hører til.")
            % {"navn": medlem.navn},
            felt="epost",
        )
    if Skjermingsmedlem.objects.filter(person=person, kommune=sak.kommune, fjernet_tid=None).count() >= (
        rules.MAKS_I_KOMMUNEN
    ):
        raise Domenefeil("to_i_kommunen", _("Gruppen har alt to personer i kommunen. Fjern en av dem først."))


@transaction.atomic
def fjern_medlem(*, bruker: Bruker, sak: Sak, medlem_id: int) -> None:
    """Takes effect on the next request. The last of IMDi's own who can keep the group stays."""
    person = _laas_person(sak)
    tilgang.krev(rules.kan_styre_skjerming(bruker, er_medlem=er_medlem(bruker, person.pk)))
    aktive = list(Skjermingsmedlem.objects.filter(person=person, fjernet_tid=None).select_related("bruker"))
    rad = next((en for en in aktive if en.pk == medlem_id), None)
    if rad is None:
        raise Kollisjon("alt_fjernet", _("Medlemmet er alt fjernet fra gruppen."))
    if not any(rules.kan_registrere(en.bruker) for en in aktive if en.pk != rad.pk):
        raise Domenefeil("siste_medlem", _("Gruppen må ha minst én i IMDi som kan styre den. Legg til en annen først."))
    rad.fjernet_tid, rad.fjernet_av = klokke.now(), bruker
    rad.save(update_fields=["fjernet_tid", "fjernet_av"])
    hendelse.log_internt(bruker, Hendelsestype.SKJERMINGSMEDLEM_FJERNET, sak, navn=rad.bruker.navn)


def slett_skjemautkast(bruker: Bruker, sak: Sak) -> None:
    """What `person.folger` runs when a level becomes stricter: what anybody had begun to write of the person goes,
    and a saved filter that is called by the person."""
    person, husstand = sak.person, sak.husstand
    adresser = [str(person.uuid), str(husstand.uuid), husstand.nummer]
    numre = [sak.nummer, person.duf_nummer, person.fodselsnummer]
    ord_ = (*adresser, *numre, f"{person.fornavn} {person.etternavn}")
    skjemautkast.slett_som_nevner(*ord_)
    lagrede_utvalg.slett_som_nevner(*ord_)
