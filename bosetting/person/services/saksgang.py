"""How far a case has come, up to bosettingsklar, and its end. Each step takes many at once or one."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person.models import Husstand, Kartlegging, Sak
from bosetting.person.rules import Kartleggingssvar, Tillatelse
from bosetting.person.services.laas import laas, lagre
from bosetting.person.services.mappelogg import logg
from bosetting.person.states import (
    FOR_FORDELING,
    HOS_MOTTAK,
    KAN_AVSLUTTES,
    Avslutningsgrunn,
    Kartleggingstilstand,
    Kategori,
    Sakstilstand,
)
from bosetting.person.states import Tillatelsestype as T
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.tilstand import move
from imdinett.tilgang import tilgang

_TILLATELSESFELT = (
    "tillatelse_type",
    "tillatelse_dato",
    "tillatelse_meldt_dato",
    "tillatelse_gyldig_til",
    "kollektiv_beskyttelse",
)


@transaction.atomic
def registrer_tillatelser(*, bruker: Bruker, rader: Sequence[tuple[Sak, Tillatelse]]) -> list[Sak]:
    """registrert → til_kartlegging: the person has a permit that gives ground for settlement."""
    tilgang.krev(rules.kan_registrere(bruker))
    saker = laas([sak for sak, _tillatelse in rader])
    for sak, (_gammel, tillatelse) in zip(saker, rader, strict=True):
        rules.kontroller_tillatelse(tillatelse)
        move(sak, Sakstilstand.TIL_KARTLEGGING)
        sak.tillatelse_type, sak.tillatelse_dato = tillatelse.type, tillatelse.dato
        sak.tillatelse_meldt_dato, sak.tillatelse_gyldig_til = tillatelse.meldt_dato, tillatelse.gyldig_til
        sak.kollektiv_beskyttelse = tillatelse.type == T.KOLLEKTIV
    lagre(saker, "tilstand", *_TILLATELSESFELT)
    hendelse.log_mange(
        bruker,
        Hendelsestype.TILLATELSE_REGISTRERT,
        [(sak, None, {"dato": sak.tillatelse_dato, "tillatelse": sak.tillatelse_type}) for sak in saker],
    )
    return saker


def registrer_tillatelse(*, bruker: Bruker, sak: Sak, type: T, dato: date, gyldig_til: date | None = None) -> Sak:
    tillatelse = Tillatelse(type=type, dato=dato, gyldig_til=gyldig_til)
    return registrer_tillatelser(bruker=bruker, rader=[(sak, tillatelse)])[0]


@transaction.atomic
def endre_gyldighet(*, bruker: Bruker, sak: Sak, gyldig_til: date | None) -> Sak:
    """The permit was renewed, or the date was wrong. At any time; what the kommune was told before stays told."""
    tilgang.krev(rules.kan_registrere(bruker))
    sak = laas([sak])[0]
    if sak.tillatelse_dato is None:
        raise Domenefeil("uten_tillatelse", _("Registrer tillatelsen først."))
    rules.kontroller_gyldig_til(sak.tillatelse_dato, gyldig_til)
    fra = sak.tillatelse_gyldig_til
    if fra == gyldig_til:
        return sak
    sak.tillatelse_gyldig_til = gyldig_til
    lagre([sak], "tillatelse_gyldig_til")
    datoer = {navn: dato.isoformat() if dato else "" for navn, dato in (("fra", fra), ("til", gyldig_til))}
    logg(bruker, Hendelsestype.TILLATELSE_ENDRET, sak, **datoer)
    return sak


@transaction.atomic
def registrer_kartlegginger(*, bruker: Bruker, rader: Sequence[tuple[Sak, Kartleggingssvar]]) -> list[Kartlegging]:
    """Store or correct what the samtale found, until somebody has been asked (B-093)."""
    tilgang.krev(rules.kan_registrere(bruker))
    saker = laas([sak for sak, _svar in rader])
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
    _send(saker)
    hendelse.log_mange(bruker, Hendelsestype.KARTLEGGING_REGISTRERT, [(sak, None, {}) for sak in saker])
    return kartlegginger


def _send(saker: Sequence[Sak]) -> None:
    """What IMDi has registered itself waits for nobody."""
    hos_mottak = list(Kartlegging.objects.filter(sak__in=saker, tilstand__in=HOS_MOTTAK))
    for kartlegging in hos_mottak:
        move(kartlegging, Kartleggingstilstand.SENDT)
    Kartlegging.objects.bulk_update(hos_mottak, ["tilstand"])


def registrer_kartlegging(*, bruker: Bruker, sak: Sak, svar: Kartleggingssvar) -> Kartlegging:
    return registrer_kartlegginger(bruker=bruker, rader=[(sak, svar)])[0]


def _verdier(svar: Kartleggingssvar) -> dict[str, object]:
    return {**asdict(svar), "andre_sprak": list(svar.andre_sprak)}


@transaction.atomic
def godkjenn_kartlegginger(*, bruker: Bruker, saker: Sequence[Sak], overstyring: str = "") -> list[Sak]:
    """til_kartlegging → bosettingsklar (B-030). `overstyring`: why the family may be divided (B-033)."""
    tilgang.krev(rules.kan_registrere(bruker))
    laast = laas(saker)
    kartlegginger = {rad.sak_id: rad for rad in Kartlegging.objects.filter(sak__in=laast)}
    _kontroller_familie(laast, overstyring.strip())
    tid = klokke.now()
    for sak in laast:
        kartlegging = _krev_grunnlag(sak, kartlegginger.get(sak.pk))
        move(kartlegging, Kartleggingstilstand.GODKJENT)
        move(sak, Sakstilstand.BOSETTINGSKLAR)
        sak.klar_tid = tid
    lagre(laast, "tilstand", "klar_tid")
    Kartlegging.objects.filter(sak__in=laast).update(
        tilstand=Kartleggingstilstand.GODKJENT, godkjent_tid=tid, godkjent_av=bruker
    )
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


def _krev_grunnlag(sak: Sak, kartlegging: Kartlegging | None) -> Kartlegging:
    """A samtale, or for privatboende an application in time (B-062); and mottak has let go of it."""
    privat = sak.kategori == Kategori.PRIVATBOENDE
    dato = None
    if kartlegging is not None:
        dato = kartlegging.soknad_dato if privat else kartlegging.samtale_dato
    if kartlegging is None or dato is None:
        melding = _("Registrer søknaden først.") if privat else _("Registrer bosettingssamtalen først.")
        raise Domenefeil("kartlegging_mangler", melding)
    if privat and dato > rules.soknadsfrist(_fikk_vite(sak)):
        raise Domenefeil(
            "soknad_for_sen", _("Søknaden kom for sent. Da får personen ikke tilbud om bosetting (B-062).")
        )
    if kartlegging.tilstand in HOS_MOTTAK:
        melding = _("Kartleggingen er ikke ferdig. Registrer den, eller vent til mottaket har sendt den.")
        raise Domenefeil("kartlegging_ikke_sendt", melding)
    return kartlegging


def _fikk_vite(sak: Sak) -> date:
    dag = sak.tillatelse_meldt_dato or sak.tillatelse_dato
    assert dag is not None  # til_kartlegging is reached by a permit only
    return dag


@transaction.atomic
def avslutt_sak(*, bruker: Bruker, sak: Sak, grunn: Avslutningsgrunn) -> Sak:
    """Any state that holds no place → avsluttet. What holds one is recalled first, so that the kommune is told.

    The reason is kept as its code; who reads it reads it in a language of their own.
    """
    tilgang.krev(rules.kan_registrere(bruker))
    sak = laas([sak])[0]
    if sak.tilstand not in KAN_AVSLUTTES:
        raise Domenefeil("trekk_forst", _("Saken må trekkes fra kommunen før den kan avsluttes."))
    move(sak, Sakstilstand.AVSLUTTET)
    sak.avsluttet_grunn = grunn.value
    lagre([sak], "tilstand", "avsluttet_grunn")
    hendelse.log(bruker, Hendelsestype.SAK_AVSLUTTET, sak, grunn=sak.avsluttet_grunn)
    return sak
