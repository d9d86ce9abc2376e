"""IMDi builds a list and sends it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from bosetting.anmodning.queries import laas_plasser
from bosetting.fordeling import kontroll, notices, queries, rules
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.services.felles import logg_saker, trekk_hele
from bosetting.fordeling.states import Listetilstand
from bosetting.person.models import Husstand, Person, Sak
from bosetting.person.services.laas import lagre
from bosetting.person.states import Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Kollisjon
from imdinett.kjerne.tilstand import move
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.utboks.services import enqueue

_NUMMERLAAS = 7_201_801


@transaction.atomic
def opprett_liste(
    *, bruker: Bruker, kommune: Kommune, plassaar: int, husstander: Sequence[Husstand], overstyring: str = ""
) -> Fordelingsliste:
    """A draft that only IMDi sees. `overstyring`: why, while the kommune's vedtak is under way (B-029)."""
    tilgang.krev(rules.kan_fordele(bruker))
    kontroll.krev_vedtak(kommune, plassaar, overstyring.strip())
    liste = Fordelingsliste.objects.create(
        nummer=_neste_nummer(),
        kommune=kommune,
        plassaar=plassaar,
        overstyring=overstyring.strip(),
        opprettet_tid=klokke.now(),
        opprettet_av=bruker,
        ansvarlig=bruker,
    )
    hendelse.log_internt(bruker, Hendelsestype.FORDELINGSLISTE_OPPRETTET, liste, plassaar=plassaar)
    _legg_til(liste, husstander)
    return liste


def _neste_nummer() -> str:
    """2026-0412: the year and a running number. One at a time, so that two lists never get the same."""
    with connection.cursor() as markor:
        markor.execute("select pg_advisory_xact_lock(%s)", [_NUMMERLAAS])
    aar = klokke.today().year
    siste = Fordelingsliste.objects.filter(nummer__startswith=f"{aar}-").order_by("-nummer").first()
    return f"{aar}-{int(siste.nummer[5:]) + 1 if siste else 1:04d}"


@transaction.atomic
def legg_til_husstand(*, bruker: Bruker, liste_id: int, husstand_id: int) -> Husstandssvar:
    """B-030–B-033: the household whole, on one open list."""
    tilgang.krev(rules.kan_fordele(bruker))
    liste = queries.laas_liste(liste_id)
    _krev_utkast(liste)
    svar = _legg_til(liste, [Husstand.objects.get(pk=husstand_id)])[0]
    hendelse.log_internt(bruker, Hendelsestype.FORDELINGSLISTE_ENDRET, liste, lagt_til=svar.husstand.nummer)
    return svar


def _legg_til(liste: Fordelingsliste, husstander: Sequence[Husstand]) -> list[Husstandssvar]:
    kontroll.krev_plass_pa_listen(liste, len(husstander))
    saker = Sak.objects.select_for_update(of=("self",)).filter(husstand__in=husstander).select_related("person")
    klare = kontroll.krev_klare(husstander, kontroll.sak_per_husstand(saker.order_by("pk")), liste)
    try:
        with transaction.atomic():
            return _opprett_linjer(liste, husstander, klare)
    except IntegrityError as feil:
        # The unique index settles what two who add the same household at once cannot see of each other.
        raise Kollisjon("b031_apen_liste", _alt_pa_liste(husstander, klare)) from feil


def _alt_pa_liste(husstander: Sequence[Husstand], klare: Mapping[int, Sequence[Sak]]) -> str:
    """Which household it was, now that the other one's list can be seen."""
    apne = kontroll.apne_lister([sak for egne in klare.values() for sak in egne])
    for husstand in husstander:
        for sak in klare[husstand.pk]:
            if sak.pk in apne:
                return kontroll.apen_liste(husstand, apne[sak.pk])
    return kontroll.apen_liste(husstander[0], _("en annen liste"))


def _opprett_linjer(
    liste: Fordelingsliste, husstander: Sequence[Husstand], klare: Mapping[int, Sequence[Sak]]
) -> list[Husstandssvar]:
    brukt = set(liste.husstandssvar.values_list("bokstav", flat=True))
    ledige = (tegn for tegn in map(chr, range(65, 91)) if tegn not in brukt)
    alle = Husstandssvar.objects.bulk_create(
        Husstandssvar(liste=liste, kommune=liste.kommune, husstand=husstand, bokstav=bokstav)
        for husstand, bokstav in zip(husstander, ledige, strict=False)
    )
    Fordelingslinje.objects.bulk_create(
        Fordelingslinje(
            liste=liste, husstandssvar=svar, kommune=liste.kommune, sak=sak, betegnelse=f"{svar.bokstav}{nr}"
        )
        for svar in alle
        for nr, sak in enumerate(sorted(klare[svar.husstand_id], key=_eldst_forst), 1)
    )
    return alle


def _eldst_forst(sak: Sak) -> tuple[date, int]:
    return sak.person.fodselsdato, sak.pk


@transaction.atomic
def fjern_husstand(*, bruker: Bruker, liste_id: int, husstand_id: int) -> None:
    """Off the draft. Removing one that is not there changes nothing."""
    tilgang.krev(rules.kan_fordele(bruker))
    liste = queries.laas_liste(liste_id)
    _krev_utkast(liste)
    svar = Husstandssvar.objects.filter(liste=liste, husstand_id=husstand_id).select_related("husstand").first()
    if svar:
        svar.linjer.all().delete()
        svar.delete()
        hendelse.log_internt(bruker, Hendelsestype.FORDELINGSLISTE_ENDRET, liste, fjernet=svar.husstand.nummer)


@transaction.atomic
def forkast_utkast(*, bruker: Bruker, liste_id: int) -> Fordelingsliste:
    """Give up a draft: the households wait as before."""
    tilgang.krev(rules.kan_fordele(bruker))
    liste = queries.laas_liste(liste_id)
    _krev_utkast(liste)
    Fordelingslinje.objects.filter(liste=liste).delete()
    Husstandssvar.objects.filter(liste=liste).delete()
    trekk_hele(liste, bruker, _("Utkastet ble forkastet."))
    hendelse.log_internt(bruker, Hendelsestype.FORDELINGSLISTE_ENDRET, liste, forkastet=True)
    return liste


def _krev_utkast(liste: Fordelingsliste) -> None:
    if liste.tilstand != Listetilstand.UTKAST:
        raise Kollisjon(
            "ikke_utkast", _("Liste %(nummer)s er alt sendt og kan ikke endres.") % {"nummer": liste.nummer}
        )


@transaction.atomic
def send_liste(*, bruker: Bruker, liste_id: int) -> Fordelingsliste:
    """B-028–B-035, B-038: bind the places, freeze the facts, start the frist, tell the kommune."""
    tilgang.krev(rules.kan_fordele(bruker))
    utkast = Fordelingsliste.objects.select_related("kommune").get(pk=liste_id)
    laas_plasser(utkast.kommune, utkast.plassaar)
    liste = queries.laas_liste(liste_id)
    _krev_utkast(liste)
    linjer = queries.laas_linjer(liste)
    kontroll.krev_kan_sendes(liste, linjer)
    _sett_bokstaver(liste, linjer)
    queries.frys_fakta(linjer)
    Fordelingslinje.objects.bulk_update(linjer, ["betegnelse", "fakta"])
    _bind(liste, [linje.sak for linje in linjer])
    move(liste, Listetilstand.SENDT)
    liste.sendt_tid, liste.sendt_av = klokke.now(), bruker
    liste.frist = svarfrist()
    liste.save(update_fields=["tilstand", "sendt_tid", "sendt_av", "frist"])
    husstander = len({linje.husstandssvar_id for linje in linjer})
    hendelse.log(
        bruker,
        Hendelsestype.FORDELINGSLISTE_SENDT,
        liste,
        personer=len(linjer),
        husstander=husstander,
        frist=liste.frist,
        overstyring=liste.overstyring,
    )
    logg_saker(bruker, Hendelsestype.SAK_FORDELT, liste, linjer)
    enqueue(notices.NyListe(liste), bruker=bruker)
    return liste


def svarfrist() -> datetime:
    """B-035: the end of the seventh day."""
    return klokke.slutten_av(klokke.today() + timedelta(days=settings.SVARFRIST_DAGER))


def _sett_bokstaver(liste: Fordelingsliste, linjer: Sequence[Fordelingslinje]) -> None:
    """A, B, C … without holes after what was taken off the draft. Each moves down to a letter that is free."""
    for nr, svar in enumerate(Husstandssvar.objects.filter(liste=liste).order_by("bokstav")):
        if svar.bokstav != chr(65 + nr):
            svar.bokstav = chr(65 + nr)
            svar.save(update_fields=["bokstav"])
        for linje in linjer:
            if linje.husstandssvar_id == svar.pk:
                linje.betegnelse = svar.bokstav + linje.betegnelse[1:]


def _bind(liste: Fordelingsliste, saker: Sequence[Sak]) -> None:
    """B-028, decision 15 and 22: the case holds a place of the year, and carries its kommune from now on."""
    for sak in saker:
        move(sak, Sakstilstand.FORDELT)
        sak.kommune, sak.plassaar = liste.kommune, liste.plassaar
    lagre(saker, "tilstand", "kommune", "plassaar")
    Person.objects.filter(sak__in=saker).update(kommune=liste.kommune)
