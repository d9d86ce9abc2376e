"""W-12: the criteria of a round and their values: held by the product, or read from a file."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from bosetting.anmodning import queries as anmodningsqueries
from bosetting.anmodning import rules as anmodningsregler
from bosetting.anmodning.modell.models import (
    Kriteriemal,
    Kriterieverdi,
    Rundekriterium,
    Variantvekt,
)
from bosetting.anmodning.modell.rules import NyttKriterium
from bosetting.anmodning.modell.states import Verdikilde
from bosetting.anmodning.models import Anmodningsrunde
from bosetting.anmodning.services import runde as runder
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang

KOPI_AV_TEKST = ("kode", "navn", "navn_nn", "kilde", "grunnlag", "rekkefolge", "status")


@transaction.atomic
def hent_verdier(*, bruker: Bruker, runde: Anmodningsrunde) -> None:
    """The values that the product holds itself: the inhabitants, and the anmodning that counted before this round."""
    tilgang.krev(anmodningsregler.kan_lage_runde(bruker))
    runde = runder.laas_utkast(runde, None)
    _hent(bruker, runde)


def _hent(bruker: Bruker, runde: Anmodningsrunde) -> None:
    for kriterium in runde.rundekriterier.exclude(kilde=Verdikilde.FIL):
        if kriterium.kilde == Verdikilde.FOLKETALL:
            verdier, fra = _folketall(kriterium)
        else:
            verdier, fra = _forrige(runde)
        kriterium.verdier_fra = fra
        kriterium.save(update_fields=["verdier_fra", "verdier_dato"])
        kriterium.verdier.all().delete()
        _lagre_verdier(bruker, kriterium, verdier)


def _folketall(kriterium: Rundekriterium) -> tuple[dict[int, Decimal], str]:
    rader = list(Kommune.objects.gyldige().exclude(folketall=None))
    kriterium.verdier_dato = max((en.folketall_dato for en in rader if en.folketall_dato), default=None)
    return {en.pk: Decimal(en.folketall or 0) for en in rader}, ""


def _forrige(runde: Anmodningsrunde) -> tuple[dict[int, Decimal], str]:
    """Without a round before this one there is nothing to continue, and the criterion has no values."""
    aar = anmodningsqueries.forrige_aar(runde)
    return {pk: Decimal(rad.antall) for pk, rad in anmodningsqueries.gjeldende_tall(aar).items()}, str(aar)


def _lagre_verdier(bruker: Bruker, kriterium: Rundekriterium, verdier: Mapping[int, Decimal]) -> None:
    Kriterieverdi.objects.bulk_create(
        (Kriterieverdi(kriterium=kriterium, kommune_id=pk, verdi=verdi) for pk, verdi in verdier.items()),
        update_conflicts=True,
        unique_fields=["kriterium", "kommune"],
        update_fields=["verdi"],
    )
    hendelse.log(
        bruker,
        Hendelsestype.MODELLVERDIER_LEST,
        kriterium.runde,
        kriterium=kriterium.navn,
        antall=len(verdier),
        fra=kriterium.verdier_fra,
    )


@transaction.atomic
def importer_verdier(*, bruker: Bruker, kriterium: Rundekriterium, verdier: Mapping[int, Decimal], filnavn: str) -> int:
    """Values from a file; a kommune that is not in it keeps the one it has. Returns how many were read."""
    tilgang.krev(anmodningsregler.kan_lage_runde(bruker))
    runder.laas_utkast(kriterium.runde, None)
    if kriterium.kilde != Verdikilde.FIL:
        raise Domenefeil("har_egen_kilde", _("Verdiene for dette kriteriet hentes av systemet selv."), felt="fil")
    if any(verdi < 0 for verdi in verdier.values()):
        raise Domenefeil("negativ_verdi", _("Verdien kan ikke være under 0."), felt="fil")
    kriterium.verdier_fra, kriterium.verdier_dato = filnavn[:200], klokke.today()
    kriterium.save(update_fields=["verdier_fra", "verdier_dato"])
    _lagre_verdier(bruker, kriterium, verdier)
    return len(verdier)


@transaction.atomic
def legg_til_kriterium(*, bruker: Bruker, runde: Anmodningsrunde, nytt: NyttKriterium) -> Rundekriterium:
    """One more criterion in this round only, weight 0 in all its variants until somebody sets another."""
    tilgang.krev(anmodningsregler.kan_lage_runde(bruker))
    runde = runder.laas_utkast(runde, None)
    krev_kriterier(bruker, runde)
    kode = slugify(nytt.navn.translate(str.maketrans("æøåÆØÅ", "aoaAOA")))[:30].replace("-", "_")
    if not kode or runde.rundekriterier.filter(kode=kode).exists():
        raise Domenefeil("kriterium_finnes", _("Runden har alt et kriterium med dette navnet."), felt="navn")
    kriterium = Rundekriterium.objects.create(
        runde=runde, kode=kode, kilde=Verdikilde.FIL, rekkefolge=runde.rundekriterier.count() + 1, **asdict(nytt)
    )
    Variantvekt.objects.bulk_create(
        Variantvekt(variant=variant, kriterium=kriterium, vekt=0, vekt_em=0) for variant in runde.varianter.all()
    )
    hendelse.log(bruker, Hendelsestype.MODELLKRITERIUM_LAGT_TIL, runde, kriterium=nytt.navn)
    return kriterium


def krev_kriterier(bruker: Bruker, runde: Anmodningsrunde) -> None:
    """A round gets the criteria that count today the first time somebody computes in it."""
    if runde.rundekriterier.exists():
        return
    maler = list(Kriteriemal.objects.gjelder(klokke.today()))
    if not maler:
        melding = _("Ingen kriterier gjelder i dag. Be dem som drifter systemet, om å laste dem inn.")
        raise Domenefeil("ingen_maler", melding)
    Rundekriterium.objects.bulk_create(
        Rundekriterium(runde=runde, **{felt: getattr(mal, felt) for felt in KOPI_AV_TEKST}) for mal in maler
    )
    _hent(bruker, runde)
