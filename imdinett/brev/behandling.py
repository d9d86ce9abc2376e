"""What IMDi's people do with a letter that has stopped. A letter is never sent again as the same row: a new
one names the old, with a reference of its own (integrations.md 1.6)."""

from dataclasses import asdict
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from imdinett.brev.letters import Mottaker
from imdinett.brev.models import Brevfil
from imdinett.brev.services import LAG_PDF, LEVER, brevtekst
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kjerne.tilstand import move
from imdinett.tilgang import tilgang
from imdinett.utboks import rules
from imdinett.utboks import services as utboks
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Kanal, Tilstand
from imdinett.utboks.vekking import vekk_etter_commit

OPPGAVE = {Kanal.EPOST: utboks.SEND_EPOST, Kanal.SVARUT: LEVER, Kanal.UTSKRIFT: LAG_PDF}


@transaction.atomic
def prov_igjen(*, bruker: Bruker, pk: int) -> Forsendelse:
    """Do not wait for the next attempt. The row is in the queue already: nothing is sent twice by this."""
    rad = _laas(bruker, pk)
    _krev(rules.kan_proves_naa(rad))
    rad.neste_forsok = klokke.now()
    rad.save(update_fields=["neste_forsok"])
    vekk_etter_commit(OPPGAVE[Kanal(rad.kanal)], [rad.pk])
    return rad


@transaction.atomic
def send_paa_nytt(*, bruker: Bruker, pk: int) -> Forsendelse:
    """A new letter in the place of one that stopped, to the address of today; the old row stays as it is."""
    gammel = _laas(bruker, pk)
    _krev(rules.kan_sendes_paa_nytt(gammel))
    mottaker = _dagens_mottaker(gammel)
    ny = _kopi(gammel, mottaker, bruker)
    ny.save()
    if mottaker.som_data() == gammel.mottaker:
        _kopier_fil(gammel, ny)
    hendelse.log(bruker, Hendelsestype.BREV_SENDT_PAA_NYTT, ny, **utboks.hendelsesdata(ny), erstatter=str(gammel.uuid))
    vekk_etter_commit(OPPGAVE[Kanal(ny.kanal)], [ny.pk])
    return ny


@transaction.atomic
def kom_fram(*, bruker: Bruker, pk: int, ekstern_id: UUID) -> Forsendelse:
    """A person has found the letter with SvarUT: this is its id there."""
    rad = _laas(bruker, pk)
    _krev(rules.kan_ha_kommet_fram(rad))
    if Forsendelse.objects.filter(ekstern_id=str(ekstern_id)).exists():
        raise Domenefeil("opptatt_id", _("Et annet brev har denne SvarUT-ID-en."), felt="ekstern_id")
    move(rad, Tilstand.SENDT)
    rad.ekstern_id, rad.sendt_tid, rad.feil = str(ekstern_id), klokke.now(), ""
    rad.save(update_fields=["tilstand", "ekstern_id", "sendt_tid", "feil"])
    hendelse.log(bruker, Hendelsestype.BREV_SENDT, rad, **utboks.hendelsesdata(rad))
    return rad


@transaction.atomic
def avbryt(*, bruker: Bruker, pk: int) -> Forsendelse:
    rad = _laas(bruker, pk)
    _krev(rules.kan_avbrytes(rad))
    utboks.avbryt(rad, bruker=bruker)
    return rad


@transaction.atomic
def skriv_ut(*, bruker: Bruker, pk: int) -> Forsendelse:
    """The letter has been printed and posted by hand."""
    rad = _laas(bruker, pk)
    _krev(rules.kan_skrives_ut(rad))
    if not hasattr(rad, "fil"):
        raise Domenefeil("uten_pdf", _("PDF-en er ikke laget ennå. Prøv igjen om et minutt."))
    move(rad, Tilstand.PRINT)
    rad.sendt_tid = klokke.now()
    rad.save(update_fields=["tilstand", "sendt_tid"])
    hendelse.log(bruker, Hendelsestype.BREV_SKREVET_UT, rad, **utboks.hendelsesdata(rad))
    return rad


def _laas(bruker: Bruker, pk: int) -> Forsendelse:
    tilgang.krev(rules.kan_behandle(bruker))
    synlige = Forsendelse.objects.synlig_i_brevko(bruker)
    return Forsendelse.objects.select_for_update(of=("self",)).select_related("kommune").get(
        pk__in=synlige.filter(pk=pk).values("pk")
    )  # fmt: skip


def _krev(ok: bool) -> None:
    if not ok:
        raise Kollisjon("feil_status", _("Brevet har fått en ny status. Last siden på nytt for å se den."))


def _dagens_mottaker(rad: Forsendelse) -> Mottaker:
    """The kommune's address as it is now; other recipients keep theirs."""
    if rad.kanal == Kanal.EPOST:
        return Mottaker(rad.mottaker_navn)
    mottaker = Mottaker(**rad.mottaker)
    if rad.kanal != Kanal.SVARUT or rad.kommune is None or mottaker.orgnr != rad.kommune.orgnr:
        return mottaker
    ny = Mottaker.for_kommune(rad.kommune)
    return Mottaker(mottaker.navn, ny.orgnr, ny.adresselinje, ny.postnummer, ny.poststed)


def _kopi(rad: Forsendelse, mottaker: Mottaker, bruker: Bruker) -> Forsendelse:
    naa = klokke.now()
    innhold, adresse = rad.innhold, rad.mottaker
    if rad.kanal != Kanal.EPOST and mottaker.som_data() != rad.mottaker:
        adresse = asdict(mottaker)
        innhold = {**innhold, "html": brevtekst(innhold, tittel=rad.tittel, mottaker=mottaker, sprak=rad.sprak)}
    return Forsendelse(
        uuid=uuid4(),
        nokkel=utboks.lag_nokkel("paa_nytt", rad.pk),
        kanal=rad.kanal,
        slag=rad.slag,
        tittel=rad.tittel,
        kommune=rad.kommune,
        gjelder_type=rad.gjelder_type,
        gjelder_id=rad.gjelder_id,
        mottaker_navn=rad.mottaker_navn,
        mottaker=adresse,
        innhold=innhold,
        sprak=rad.sprak,
        opprettet_tid=naa,
        opprettet_av=bruker,
        neste_forsok=naa,
        erstatter=rad,
    )


def _kopier_fil(gammel: Forsendelse, ny: Forsendelse) -> None:
    """The same letter is the same bytes."""
    fil = Brevfil.objects.filter(forsendelse=gammel).first()
    if fil is not None:
        Brevfil.objects.create(
            forsendelse=ny, pdf=fil.pdf, sha256=fil.sha256, malversjon=fil.malversjon, laget_tid=fil.laget_tid
        )
