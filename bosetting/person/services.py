"""Every write on persons, households and cases up to bosettingsklar. Each step takes many at once or one."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person.models import Avvik, Familierelasjon, Husstand, Kartlegging, Person, Sak
from bosetting.person.rules import Kartleggingssvar, NyPerson, Tillatelse
from bosetting.person.states import FOR_FORDELING, KAN_AVSLUTTES, MOTSATT, Kategori, Relasjonstype, Sakstilstand
from bosetting.person.states import Tillatelsestype as T
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.tilstand import move
from imdinett.tilgang import tilgang

_PERSONFELT = frozenset(felt.name for felt in Person._meta.fields)


# ---- who
@transaction.atomic
def registrer_personer(*, bruker: Bruker, husstander: Sequence[Sequence[NyPerson]]) -> list[list[Sak]]:
    """New households, each with its persons and their cases in `registrert`. The cases come back in the same order."""
    tilgang.krev(rules.kan_registrere(bruker))
    for personer in husstander:
        _kontroller_husstand(personer)
    _kontroller_nye_duf([ny for personer in husstander for ny in personer])
    tid = klokke.now()
    rader = [
        Husstand(pk=nr, nummer=f"H{rules.kode(nr)}", opprettet_tid=tid) for nr in _neste(Husstand, len(husstander))
    ]
    Husstand.objects.bulk_create(rader, batch_size=500)
    saker = _opprett(bruker, [(husstand, ny) for husstand, nye in zip(rader, husstander, strict=True) for ny in nye])
    ut, start = [], 0
    for personer in husstander:
        ut.append(saker[start : start + len(personer)])
        start += len(personer)
    return ut


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
    if husstand.saker.exclude(tilstand__in=FOR_FORDELING).exists():
        raise Domenefeil("husstand_fordelt", _("Husstanden er alt fordelt. Registrer personen som en egen husstand."))
    _kontroller_nye_duf([ny])
    return _opprett(bruker, [(husstand, ny)])[0]


def _kontroller_husstand(personer: Sequence[NyPerson]) -> None:
    if not personer:
        raise Domenefeil("tom_husstand", _("En husstand må ha minst én person."))
    for ny in personer:
        rules.kontroller_person(ny)


def _kontroller_nye_duf(personer: Sequence[NyPerson]) -> None:
    """B-098: one person per DUF number."""
    duf = [ny.duf_nummer for ny in personer]
    if len(set(duf)) < len(duf):
        raise Domenefeil("duf_to_ganger", _("Samme DUF-nummer står på flere personer."), felt="duf_nummer")
    if Person.objects.filter(duf_nummer__in=duf).exists():
        raise Domenefeil("duf_finnes", _("DUF-nummeret er registrert på en person fra før."), felt="duf_nummer")


def _neste(model: type[Model], antall: int) -> list[int]:
    """Keys from the table's own sequence, so that the readable number can be made of them before the row is."""
    sql = "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)"
    with connection.cursor() as markor:
        markor.execute(sql, [model._meta.db_table, antall])
        return [rad[0] for rad in markor.fetchall()]


def _opprett(bruker: Bruker, par: Sequence[tuple[Husstand, NyPerson]]) -> list[Sak]:
    tid = klokke.now()
    personer = [
        Person(husstand=husstand, opprettet_tid=tid, **{k: v for k, v in vars(ny).items() if k in _PERSONFELT})
        for husstand, ny in par
    ]
    Person.objects.bulk_create(personer, batch_size=500)
    saker = [
        Sak(
            pk=nr,
            nummer=rules.kode(nr),
            person=person,
            husstand=husstand,
            kategori=ny.kategori,
            er_em=ny.er_em,
            mottak=ny.mottak,
            tidligst_ankomst=ny.tidligst_ankomst,
            innreisefrist=ny.innreisefrist,
            opprettet_tid=tid,
        )
        for nr, person, (husstand, ny) in zip(_neste(Sak, len(par)), personer, par, strict=True)
    ]
    Sak.objects.bulk_create(saker, batch_size=500)
    hendelse.log_mange(
        bruker,
        Hendelsestype.PERSON_REGISTRERT,
        [
            (sak, None, {"husstand": husstand.nummer, "duf_overstyring": ny.duf_overstyring})
            for sak, (husstand, ny) in zip(saker, par, strict=True)
        ],
    )
    return saker


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


# ---- how far the case has come
@transaction.atomic
def registrer_tillatelser(*, bruker: Bruker, rader: Sequence[tuple[Sak, Tillatelse]]) -> list[Sak]:
    """registrert → til_kartlegging: the person has a permit that gives ground for settlement."""
    tilgang.krev(rules.kan_registrere(bruker))
    saker = _laas([sak for sak, _tillatelse in rader])
    for sak, (_gammel, tillatelse) in zip(saker, rader, strict=True):
        rules.kontroller_tillatelse(tillatelse)
        move(sak, Sakstilstand.TIL_KARTLEGGING)
        sak.tillatelse_type, sak.tillatelse_dato = tillatelse.type, tillatelse.dato
        sak.kollektiv_beskyttelse = tillatelse.type == T.KOLLEKTIV
    _lagre(saker, "tilstand", "tillatelse_type", "tillatelse_dato", "kollektiv_beskyttelse")
    hendelse.log_mange(
        bruker,
        Hendelsestype.TILLATELSE_REGISTRERT,
        [(sak, None, {"dato": sak.tillatelse_dato, "tillatelse": sak.tillatelse_type}) for sak in saker],
    )
    return saker


def registrer_tillatelse(*, bruker: Bruker, sak: Sak, type: T, dato: date) -> Sak:
    return registrer_tillatelser(bruker=bruker, rader=[(sak, Tillatelse(type=type, dato=dato))])[0]


@transaction.atomic
def registrer_kartlegginger(*, bruker: Bruker, rader: Sequence[tuple[Sak, Kartleggingssvar]]) -> list[Kartlegging]:
    """Store or correct what the samtale found, until somebody has been asked (B-093)."""
    tilgang.krev(rules.kan_registrere(bruker))
    saker = _laas([sak for sak, _svar in rader])
    for sak, (_gammel, svar) in zip(saker, rader, strict=True):
        rules.kontroller_kartlegging(svar)
        if sak.tilstand not in FOR_FORDELING:
            raise Domenefeil("kartlegging_laast", _("Kartleggingen kan ikke endres når saken er fordelt."))
    tid = klokke.now()
    kartlegginger = [
        Kartlegging(sak=sak, registrert_tid=tid, registrert_av=bruker, **_verdier(svar))
        for sak, (_gammel, svar) in zip(saker, rader, strict=True)
    ]
    Kartlegging.objects.bulk_create(
        kartlegginger,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["sak"],
        update_fields=["registrert_tid", "registrert_av", *Kartleggingssvar.__dataclass_fields__],
    )
    hendelse.log_mange(bruker, Hendelsestype.KARTLEGGING_REGISTRERT, [(sak, None, {}) for sak in saker])
    return kartlegginger


def registrer_kartlegging(*, bruker: Bruker, sak: Sak, svar: Kartleggingssvar) -> Kartlegging:
    return registrer_kartlegginger(bruker=bruker, rader=[(sak, svar)])[0]


def _verdier(svar: Kartleggingssvar) -> dict[str, object]:
    return {**asdict(svar), "andre_sprak": list(svar.andre_sprak)}


@transaction.atomic
def godkjenn_kartlegginger(*, bruker: Bruker, saker: Sequence[Sak], overstyring: str = "") -> list[Sak]:
    """til_kartlegging → bosettingsklar (B-030). `overstyring`: why the family may be divided (B-033)."""
    tilgang.krev(rules.kan_registrere(bruker))
    laast = _laas(saker)
    kartlegginger = {rad.sak_id: rad for rad in Kartlegging.objects.filter(sak__in=laast)}
    _kontroller_familie(laast, overstyring.strip())
    tid = klokke.now()
    for sak in laast:
        _kontroller_grunnlag(sak, kartlegginger.get(sak.pk))
        move(sak, Sakstilstand.BOSETTINGSKLAR)
        sak.klar_tid = tid
    _lagre(laast, "tilstand", "klar_tid")
    Kartlegging.objects.filter(sak__in=laast).update(godkjent_tid=tid, godkjent_av=bruker)
    hendelse.log_mange(
        bruker,
        Hendelsestype.SAK_BOSETTINGSKLAR,
        [(sak, None, {"overstyring": overstyring.strip()}) for sak in laast],
    )
    return laast


def godkjenn_kartlegging(*, bruker: Bruker, sak: Sak, overstyring: str = "") -> Sak:
    return godkjenn_kartlegginger(bruker=bruker, saker=[sak], overstyring=overstyring)[0]


def _kontroller_familie(saker: Sequence[Sak], overstyring: str) -> None:
    """B-033: every member of the household that is still here has a permit, or IMDi says why not."""
    ider = {sak.husstand_id for sak in saker}
    list(Husstand.objects.select_for_update(of=("self",)).filter(pk__in=ider).order_by("pk"))
    uten = Husstand.objects.filter(pk__in=ider, saker__tilstand=Sakstilstand.REGISTRERT)
    if not uten.exists():
        return
    if not overstyring:
        raise Domenefeil(
            "familie_uten_tillatelse",
            _("Noen i husstanden har ikke fått tillatelse (B-033). Vent, eller skriv hvorfor familien kan deles."),
            felt="overstyring",
        )
    uten.update(overstyring=overstyring)


def _kontroller_grunnlag(sak: Sak, kartlegging: Kartlegging | None) -> None:
    privat = sak.kategori == Kategori.PRIVATBOENDE
    dato = kartlegging and (kartlegging.soknad_dato if privat else kartlegging.samtale_dato)
    if dato is None:
        melding = _("Registrer søknaden først.") if privat else _("Registrer bosettingssamtalen først.")
        raise Domenefeil("kartlegging_mangler", melding)


@transaction.atomic
def avslutt_sak(*, bruker: Bruker, sak: Sak, grunn: str) -> Sak:
    """Any state that holds no place → avsluttet. What holds one is recalled first, so that the kommune is told."""
    tilgang.krev(rules.kan_registrere(bruker))
    sak = _laas([sak])[0]
    if not grunn.strip():
        raise Domenefeil("grunn_mangler", _("Skriv hvorfor saken blir avsluttet."), felt="grunn")
    if sak.tilstand not in KAN_AVSLUTTES:
        raise Domenefeil("trekk_forst", _("Saken må trekkes fra kommunen før den kan avsluttes."))
    move(sak, Sakstilstand.AVSLUTTET)
    sak.avsluttet_grunn = grunn.strip()
    _lagre([sak], "tilstand", "avsluttet_grunn")
    hendelse.log(bruker, Hendelsestype.SAK_AVSLUTTET, sak, grunn=sak.avsluttet_grunn)
    return sak


# ---- avvik
@transaction.atomic
def apne_avvik(*, bruker: Bruker, sak: Sak, beskrivelse: str) -> Avvik:
    """While one is open the kommune cannot register a bosettingsdato (B-048)."""
    tilgang.krev(rules.kan_registrere(bruker))
    if not beskrivelse.strip():
        raise Domenefeil("avvik_tomt", _("Skriv hva som ikke stemmer."), felt="beskrivelse")
    avvik = Avvik.objects.create(
        sak=sak,
        kommune=sak.kommune,
        beskrivelse=beskrivelse.strip(),
        aapnet_tid=klokke.now(),
        aapnet_av=bruker,
    )
    hendelse.log(bruker, Hendelsestype.AVVIK_AAPNET, sak)
    return avvik


@transaction.atomic
def lukk_avvik(*, bruker: Bruker, avvik: Avvik) -> Avvik:
    """Closing one that is closed changes nothing."""
    tilgang.krev(rules.kan_registrere(bruker))
    avvik = Avvik.objects.select_for_update(of=("self",)).select_related("sak").get(pk=avvik.pk)
    if avvik.lukket_tid is None:
        avvik.lukket_tid, avvik.lukket_av = klokke.now(), bruker
        avvik.save(update_fields=["lukket_tid", "lukket_av"])
        hendelse.log(bruker, Hendelsestype.AVVIK_LUKKET, avvik.sak)
    return avvik


def _laas(saker: Sequence[Sak]) -> list[Sak]:
    """Fresh, locked rows in the order they were given; locked in one order everywhere."""
    rader = Sak.objects.select_for_update(of=("self",)).filter(pk__in=[sak.pk for sak in saker]).order_by("pk")
    laast = {rad.pk: rad for rad in rader}
    return [laast[sak.pk] for sak in saker]


def _lagre(saker: Sequence[Sak], *felt: str) -> None:
    for sak in saker:
        sak.versjon += 1
    Sak.objects.bulk_update(saker, [*felt, "versjon"], batch_size=500)
