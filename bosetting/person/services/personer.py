"""Who somebody is, with whom, and how they are related. Each step takes many at once or one."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person.models import Familierelasjon, Husstand, Person, Sak
from bosetting.person.navneform import sokenavn
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.person.rules import NyPerson
from bosetting.person.services.bosted import behold_bosted
from bosetting.person.services.laas import laas, lagre
from bosetting.person.services.skjerming import er_medlem, start_gruppe
from bosetting.person.states import FOR_FORDELING, MOTSATT, Gradering, Kategori, Kjonn, Nummerkilde, Relasjonstype
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kjerne.nummer import er_duf, vis_duf
from imdinett.tilgang import tilgang

_PERSONFELT = frozenset(felt.name for felt in Person._meta.fields)
_SAKSFELT = frozenset(
    {"kategori", "er_em", "er_folgeperson", "mottak", "amot_kommune", "tidligst_ankomst", "innreisefrist"}
)


@transaction.atomic
def registrer_personer(*, bruker: Bruker, husstander: Sequence[Sequence[NyPerson]]) -> list[list[Sak]]:
    """New households, each with its persons and their cases in `registrert`. The cases come back in the same order."""
    tilgang.krev(rules.kan_registrere(bruker))
    for personer in husstander:
        _kontroller_husstand(personer)
    _kontroller_nye_duf([ny for personer in husstander for ny in personer])
    rader = nye_husstander(len(husstander))
    saker = _opprett(bruker, [(husstand, ny) for husstand, nye in zip(rader, husstander, strict=True) for ny in nye])
    ut, start = [], 0
    for personer in husstander:
        ut.append(saker[start : start + len(personer)])
        start += len(personer)
    return ut


def nye_husstander(antall: int) -> list[Husstand]:
    tid = klokke.now()
    rader = [Husstand(pk=nr, nummer=f"H{rules.kode(nr)}", opprettet_tid=tid) for nr in _neste(Husstand, antall)]
    return Husstand.objects.bulk_create(rader, batch_size=500)


def registrer_husstand(*, bruker: Bruker, personer: Sequence[NyPerson]) -> Husstand:
    """One household whole."""
    return registrer_personer(bruker=bruker, husstander=[personer])[0][0].husstand


@transaction.atomic
def registrer_person(*, bruker: Bruker, ny: NyPerson, husstand: Husstand | None = None) -> Sak:
    """One person: a household alone, or one more in a household that nobody has been asked about yet (B-032)."""
    if husstand is None:
        return registrer_personer(bruker=bruker, husstander=[[ny]])[0][0]
    tilgang.krev(rules.kan_registrere(bruker))
    rules.kontroller_person(ny)
    husstand = Husstand.objects.select_for_update(of=("self",)).get(pk=husstand.pk)
    _kontroller_folgeperson([ny], har_em=husstand.saker.filter(er_em=True).exists())
    if husstand.saker.exclude(tilstand__in=FOR_FORDELING).exists():
        raise Domenefeil("husstand_fordelt", _("Husstanden er alt fordelt. Registrer personen som en egen husstand."))
    _kontroller_nye_duf([ny])
    return _opprett(bruker, [(husstand, ny)])[0]


def _kontroller_husstand(personer: Sequence[NyPerson]) -> None:
    if not personer:
        raise Domenefeil("tom_husstand", _("En husstand må ha minst én person."))
    for ny in personer:
        rules.kontroller_person(ny)
    _kontroller_folgeperson(personer, har_em=any(ny.er_em for ny in personer))


def _kontroller_folgeperson(personer: Sequence[NyPerson], *, har_em: bool) -> None:
    """Who came with a child is in the child's household, so that they are settled together (B-032)."""
    if any(ny.er_folgeperson for ny in personer) and not har_em:
        melding = _("En følgeperson må være i husstand med en enslig mindreårig.")
        raise Domenefeil("folgeperson_uten_em", melding, felt="er_folgeperson")


def _kontroller_nye_duf(personer: Sequence[NyPerson]) -> None:
    """B-098: one person per DUF number."""
    duf = [ny.duf_nummer for ny in personer]
    if len(set(duf)) < len(duf):
        raise Domenefeil("duf_to_ganger", _("Samme DUF-nummer står på flere personer."), felt="duf_nummer")
    kjent = Person.objects.filter(duf_nummer__in=duf).values_list("duf_nummer", flat=True).first()
    if kjent:
        # The same words whoever has it: a protected person is not told of by the key either (security.md 6.B).
        melding = _("DUF-nummer %(duf)s kan ikke registreres. Søk etter personen, eller kontroller nummeret.")
        melding %= {"duf": vis_duf(kjent)}
        raise Domenefeil("duf_finnes", melding, felt="duf_nummer")


def _neste(model: type[Model], antall: int) -> list[int]:
    """Keys from the table's own sequence, so that the readable number can be made of them before the row is."""
    sql = "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)"
    with connection.cursor() as markor:
        markor.execute(sql, [model._meta.db_table, antall])
        return [rad[0] for rad in markor.fetchall()]


def _opprett(bruker: Bruker, par: Sequence[tuple[Husstand, NyPerson]]) -> list[Sak]:
    saker = Sak.objects.bulk_create(nye_saker(par), batch_size=500)
    start_gruppe(bruker, [sak.person for sak in saker if sak.person.er_skjermet], _("Registrerte personen"))
    hendelse.log_mange(
        bruker,
        Hendelsestype.PERSON_REGISTRERT,
        [
            (sak, None, {"husstand": husstand.nummer, "duf_overstyring": ny.duf_overstyring})
            for sak, (husstand, ny) in zip(saker, par, strict=True)
        ],
    )
    return saker


def nye_saker(par: Sequence[tuple[Husstand, NyPerson]]) -> list[Sak]:
    """Stores the persons; the cases in `registrert` are the caller's to store, who has checked them and logs them."""
    tid = klokke.now()
    personer = [
        Person(
            husstand=husstand,
            opprettet_tid=tid,
            sokenavn=sokenavn(ny.fornavn, ny.etternavn),
            **{k: v for k, v in vars(ny).items() if k in _PERSONFELT},
        )
        for husstand, ny in par
    ]
    Person.objects.bulk_create(personer, batch_size=500)
    return [
        Sak(
            pk=nr,
            nummer=rules.kode(nr),
            person=person,
            husstand=husstand,
            opprettet_tid=tid,
            **{navn: getattr(ny, navn) for navn in _SAKSFELT},
        )
        for nr, person, (husstand, ny) in zip(_neste(Sak, len(par)), personer, par, strict=True)
    ]


@transaction.atomic
def endre_person(*, bruker: Bruker, sak: Sak, versjon: int, ny: NyPerson) -> Sak:
    """Correct who somebody is; the log has no values (D3). Kategori and EM are settled once somebody has been asked.

    The level of protection is not changed here: that takes a reason, and two persons to lower it.
    """
    tilgang.krev(rules.kan_registrere(bruker))
    sak = laas([sak])[0]
    rules.kontroller_person(ny, rules.em_dag(sak, ny))
    if sak.versjon != versjon:
        raise Kollisjon("person_endret", _("Noen har endret saken etter at du åpnet siden. Se over den på nytt."))
    if sak.tilstand not in FOR_FORDELING and (ny.kategori, ny.er_em) != (sak.kategori, sak.er_em):
        raise Domenefeil("kategori_laast", _("Kategorien kan ikke endres når saken er fordelt."), felt="kategori")
    _kontroller_husstanden_etter(sak, ny)
    person = Person.objects.select_for_update(of=("self",)).get(pk=sak.person_id)
    if ny.duf_nummer != person.duf_nummer:
        _kontroller_nye_duf([ny])
    if person.er_skjermet:
        tilgang.krev(er_medlem(bruker, person.pk))
        rules.kontroller_bosted(ny, Gradering(person.gradering))
    if rules.er_avlost(person.fodselsnummer, ny.fodselsnummer):
        _behold_nummer(person, klokke.now(), Nummerkilde.IMDI)
    behold_bosted(person, sak, ny)
    endret = _sett(person, ny, _PERSONFELT - {"gradering"}) + _sett(sak, ny, _SAKSFELT)
    if endret:
        person.sokenavn = sokenavn(person.fornavn, person.etternavn)
        person.save()
        _glem_gjeldende(person)
        lagre([sak], *_SAKSFELT)
        hendelse.log(bruker, Hendelsestype.PERSON_ENDRET, sak, felt=endret, duf_overstyring=ny.duf_overstyring)
    return sak


def _kontroller_husstanden_etter(sak: Sak, ny: NyPerson) -> None:
    """Who came with a child is still with a child when one of them is changed, whichever (B-032)."""
    andre = Sak.objects.filter(husstand=sak.husstand_id).exclude(pk=sak.pk)
    har_em = andre.filter(er_em=True).exists()
    _kontroller_folgeperson([ny], har_em=har_em)
    if sak.er_em and not ny.er_em and not har_em and andre.filter(er_folgeperson=True).exists():
        melding = _("Husstanden har en følgeperson. Ta bort merket på følgepersonen først.")
        raise Domenefeil("folgeperson_uten_em", melding, felt="er_em")


@transaction.atomic
def registrer_nummer(*, bruker: Bruker, sak: Sak, nummer: str, fra: datetime) -> None:
    """Folkeregisteret gave the person another number; the old one is kept. The log has no values (D3)."""
    tilgang.krev(rules.kan_registrere(bruker))
    sak = laas([sak])[0]
    person = Person.objects.select_for_update(of=("self",)).get(pk=sak.person_id)
    if person.fodselsnummer:
        _behold_nummer(person, fra, Nummerkilde.FOLKEREGISTERET)
    person.fodselsnummer = nummer
    person.save(update_fields=["fodselsnummer"])
    _glem_gjeldende(person)
    lagre([sak])
    hendelse.log(bruker, Hendelsestype.PERSON_ENDRET, sak, felt=["fodselsnummer"])


def _behold_nummer(person: Person, til: datetime, kilde: Nummerkilde) -> None:
    verdier = {"gjaldt_til": til, "kilde": kilde}
    Tidligerenummer.objects.get_or_create(person=person, nummer=person.fodselsnummer, defaults=verdier)


def _glem_gjeldende(person: Person) -> None:
    """A number that the person has again is no former one."""
    Tidligerenummer.objects.filter(person=person, nummer=person.fodselsnummer).delete()


def som_registrert(sak: Sak) -> NyPerson:
    """What is stored of a person, in the form that `endre_person` takes: replace what has changed."""
    person, felt = sak.person, NyPerson.__dataclass_fields__
    verdier = {navn: getattr(kilde, navn) for kilde in (sak, person) for navn in felt if hasattr(kilde, navn)}
    godtatt = "" if er_duf(person.duf_nummer) else _("Godtatt da personen ble registrert.")
    faste = {
        "kategori": Kategori(sak.kategori),
        "kjonn": Kjonn(person.kjonn),
        "gradering": Gradering(person.gradering),
        "duf_overstyring": godtatt,
    }
    return NyPerson(**{**verdier, **faste})


def _sett(obj: Model, ny: NyPerson, felt: frozenset[str]) -> list[str]:
    """Write the given fields; the names of those that became another."""
    endret = []
    for navn in sorted(felt & vars(ny).keys()):
        if getattr(obj, navn) != getattr(ny, navn):
            setattr(obj, navn, getattr(ny, navn))
            endret.append(navn)
    return endret


@transaction.atomic
def registrer_slektskap(*, bruker: Bruker, slektskap: Sequence[tuple[Person, Person, Relasjonstype]]) -> None:
    """(person, slektning, type): `slektning` is the `type` of `person`. Stored both ways; a known pair is changed."""
    tilgang.krev(rules.kan_registrere(bruker))
    if any(person.pk == slektning.pk for person, slektning, _type in slektskap):
        raise Domenefeil("slekt_med_seg_selv", _("En person kan ikke være i slekt med seg selv."))
    begge_veier = [*slektskap, *((slektning, person, MOTSATT[type_]) for person, slektning, type_ in slektskap)]
    rader = [Familierelasjon(person=fra, slektning=til, type=type_) for fra, til, type_ in begge_veier]
    Familierelasjon.objects.bulk_create(
        rader,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["person", "slektning"],
        update_fields=["type"],
    )
    saker = {sak.person_id: sak for sak in Sak.objects.filter(person__in=[person for person, _s, _t in slektskap])}
    hendelse.log_mange(
        bruker,
        Hendelsestype.PERSON_ENDRET,
        [(saker[person.pk], None, {"slektskap": str(type_)}) for person, _slektning, type_ in slektskap],
    )
