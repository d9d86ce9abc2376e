"""W-12: weights and choices set in variants, and the draft filled from the one that was chosen."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.anmodning import queries as anmodningsqueries
from bosetting.anmodning import rules as anmodningsregler
from bosetting.anmodning.modell import queries, rules
from bosetting.anmodning.modell.models import (
    Kriteriemal,
    Modelltall,
    Variant,
    Variantkommune,
    Variantvekt,
)
from bosetting.anmodning.modell.rules import Kommunevalg, Vektvalg
from bosetting.anmodning.modell.services import verdier
from bosetting.anmodning.modell.states import Grunnlag
from bosetting.anmodning.models import Anmodningsrunde
from bosetting.anmodning.rules import Tall
from bosetting.anmodning.services import runde as runder
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang

KOPI_AV_VALG = ("kommune_id", "utelatt", "med_em", "antall", "herav_em", "begrunnelse")


@transaction.atomic
def lag_variant(*, bruker: Bruker, runde: Anmodningsrunde, navn: str, fra: Variant | None = None) -> Variant:
    """A new set of weights: the default ones, or a copy of another variant with all that is said of its kommuner."""
    tilgang.krev(anmodningsregler.kan_lage_runde(bruker))
    runde = runder.laas_utkast(runde, None)
    verdier.krev_kriterier(bruker, runde)
    if runde.varianter.filter(navn=navn.strip()).exists():
        raise Domenefeil("variant_finnes", _("Runden har alt en variant med dette navnet."), felt="navn")
    variant = Variant.objects.create(
        runde=runde,
        navn=navn.strip(),
        minste=fra.minste if fra else settings.ANMODNING_MINSTE_ANTALL,
        begrunnelse=fra.begrunnelse if fra else "",
        opprettet_tid=klokke.now(),
        opprettet_av=bruker,
    )
    if fra:
        _kopier(fra, variant)
    else:
        _standard(variant)
    hendelse.log(
        bruker, Hendelsestype.MODELLVARIANT_OPPRETTET, runde, variant=variant.navn, kopi_av=fra.navn if fra else ""
    )
    return variant


def _kopier(fra: Variant, variant: Variant) -> None:
    Variantvekt.objects.bulk_create(
        Variantvekt(variant=variant, kriterium_id=rad.kriterium_id, vekt=rad.vekt, vekt_em=rad.vekt_em)
        for rad in fra.vekter.all()
    )
    Variantkommune.objects.bulk_create(
        Variantkommune(variant=variant, **{felt: getattr(rad, felt) for felt in KOPI_AV_VALG}) for rad in fra.valg.all()
    )


def _standard(variant: Variant) -> None:
    """The dated defaults, and EM asked of those who were asked for EM before."""
    vekter = {mal.kode: mal for mal in Kriteriemal.objects.gjelder(klokke.today())}
    Variantvekt.objects.bulk_create(
        Variantvekt(
            variant=variant,
            kriterium=kriterium,
            vekt=vekter[kriterium.kode].vekt if kriterium.kode in vekter else 0,
            vekt_em=vekter[kriterium.kode].vekt_em if kriterium.kode in vekter else 0,
        )
        for kriterium in variant.runde.rundekriterier.all()
    )
    forrige = anmodningsqueries.gjeldende_tall(anmodningsqueries.forrige_aar(variant.runde)).values()
    gyldige = set(Kommune.objects.gyldige().values_list("pk", flat=True))
    Variantkommune.objects.bulk_create(
        Variantkommune(variant=variant, kommune_id=rad.kommune_id, med_em=True)
        for rad in forrige
        if rad.herav_em and rad.kommune_id in gyldige
    )


@transaction.atomic
def endre_vekter(*, bruker: Bruker, variant: Variant, endret_nr: int, valg: Vektvalg) -> Variant:
    tilgang.krev(anmodningsregler.kan_lage_runde(bruker))
    variant = _laas(variant, endret_nr)
    rules.kontroller_vekter(valg)
    rader = {rad.kriterium_id: rad for rad in variant.vekter.select_related("kriterium")}
    if rader.keys() != valg.vekter.keys():
        raise Kollisjon("kriterier_endret", _("Kriteriene i runden er endret. Se over vektene på nytt."))
    endret = {}
    for pk, (vekt, vekt_em) in valg.vekter.items():
        rad = rader[pk]
        if (rad.vekt, rad.vekt_em) != (vekt, vekt_em):
            endret[rad.kriterium.navn] = [rad.vekt, vekt, rad.vekt_em, vekt_em]
        rad.vekt, rad.vekt_em = vekt, vekt_em
    Variantvekt.objects.bulk_update(rader.values(), ["vekt", "vekt_em"])
    minste_for = variant.minste
    variant.minste, variant.begrunnelse = valg.minste, valg.begrunnelse.strip()
    _lagre(variant, "minste", "begrunnelse")
    hendelse.log(
        bruker,
        Hendelsestype.MODELLVARIANT_ENDRET,
        variant.runde,
        variant=variant.navn,
        vekter=endret,
        minste=valg.minste,
        minste_for=minste_for,
    )
    return variant


@transaction.atomic
def endre_kommune(*, bruker: Bruker, variant: Variant, endret_nr: int, kommune: Kommune, valg: Kommunevalg) -> Variant:
    """Leave a kommune out, ask it for EM, or set its number by hand beside the computed one."""
    tilgang.krev(anmodningsregler.kan_lage_runde(bruker))
    variant = _laas(variant, endret_nr)
    rules.kontroller_kommunevalg(valg)
    felt = asdict(valg) | {
        "begrunnelse": valg.begrunnelse.strip() if valg.utelatt or valg.er_manuelt else "",
        "herav_em": (valg.herav_em or 0) if valg.er_manuelt else None,
    }
    Variantkommune.objects.update_or_create(variant=variant, kommune=kommune, defaults=felt)
    _lagre(variant)
    hendelse.log(
        bruker,
        Hendelsestype.MODELLKOMMUNE_ENDRET,
        variant.runde,
        variant=variant.navn,
        navn=str(kommune),
        **felt,
    )
    return variant


@transaction.atomic
def slett_variant(*, bruker: Bruker, variant: Variant, endret_nr: int) -> None:
    """One's own that was only tried. A round that is sent keeps all of them, and a draft the one that filled it."""
    tilgang.krev(anmodningsregler.kan_lage_runde(bruker))
    variant = _laas(variant, endret_nr)
    krev_kan_slettes(bruker, variant)
    variant.delete()
    hendelse.log(bruker, Hendelsestype.MODELLVARIANT_SLETTET, variant.runde, variant=variant.navn)


def krev_kan_slettes(bruker: Bruker, variant: Variant) -> None:
    """Says why not."""
    if variant.brukt_tid:
        raise Kollisjon("variant_brukt", _("Varianten er brukt i runden og kan ikke slettes."))
    if not rules.kan_slette(bruker, variant):
        raise IkkeTilgang("ikke_egen_variant", _("Bare den som laget varianten, kan slette den."))


@transaction.atomic
def bruk_variant(*, bruker: Bruker, variant: Variant, endret_nr: int) -> int:
    """Fill the draft with the variant's numbers, and keep how each came about. Returns how many numbers changed."""
    tilgang.krev(anmodningsregler.kan_lage_runde(bruker))
    variant = _laas(variant, endret_nr)
    regnet = queries.regn(queries.rundedata(variant.runde), [variant])[0]
    if regnet.beregning is None:
        raise Domenefeil("ikke_beregnet", regnet.feil)
    variant.runde.modelltall.all().delete()
    Modelltall.objects.bulk_create(_modelltall(regnet, kommune) for kommune in regnet.data.kommuner)
    antall = runder.fyll_fra_modell(
        bruker=bruker, runde=variant.runde, tall=[_tall(regnet, kommune) for kommune in regnet.data.kommuner]
    )
    variant.runde.varianter.update(brukt_tid=None, brukt_av=None, brukt_nr=None)
    variant.brukt_tid, variant.brukt_av, variant.brukt_nr = klokke.now(), bruker, variant.endret_nr
    variant.save(update_fields=["brukt_tid", "brukt_av", "brukt_nr"])
    hendelse.log(
        bruker, Hendelsestype.MODELLVARIANT_BRUKT, variant.runde, variant=variant.navn, sum=regnet.sum, antall=antall
    )
    return antall


def _tall(regnet: queries.Regnet, kommune: Kommune) -> Tall:
    endelig, valg = regnet.endelige[kommune.nummer], regnet.valg.get(kommune.nummer)
    begrunnelse = valg.begrunnelse if valg else ""
    if not begrunnelse and anmodningsregler.krever_begrunnelse(endelig.antall):
        begrunnelse = regnet.variant.begrunnelse
    return Tall(kommune_id=kommune.pk, antall=endelig.antall, herav_em=endelig.herav_em, begrunnelse=begrunnelse)


def _modelltall(regnet: queries.Regnet, kommune: Kommune) -> Modelltall:
    assert regnet.beregning
    rad, valg = regnet.beregning.rader[kommune.nummer], regnet.valg.get(kommune.nummer)
    return Modelltall(
        runde=regnet.variant.runde,
        kommune=kommune,
        ordinaere=rad.ordinaere,
        em=rad.em,
        minste=regnet.variant.minste,
        utelatt=valg.utelatt if valg else False,
        antall=valg.antall if valg else None,
        herav_em=valg.herav_em if valg else None,
        begrunnelse=valg.begrunnelse if valg else "",
        deler=_deler(regnet, kommune),
    )


def _deler(regnet: queries.Regnet, kommune: Kommune) -> list[dict[str, Any]]:
    """Exact numbers as text, so that what is frozen is what was computed."""
    assert regnet.beregning
    ut = []
    for kriterium in regnet.data.kriterier:
        personer = regnet.beregning.rader[kommune.nummer].deler.get(kriterium.kode)
        if personer is not None:
            vekt = regnet.beregning.vekter[kriterium.kode]
            ut.append(
                {
                    "navn": kriterium.navn,
                    "navn_nn": kriterium.navn_nn,
                    "verdi": format(regnet.data.verdier[kriterium.pk][kommune.nummer].normalize(), "f"),
                    "per_innbygger": kriterium.grunnlag == Grunnlag.PER_INNBYGGER,
                    "vekt": str(vekt),
                    "personer": str(personer),
                }
            )
    return ut


def _laas(variant: Variant, endret_nr: int) -> Variant:
    """The variant, its round locked as a draft; a collision when it is not the one that was seen."""
    runde = runder.laas_utkast(variant.runde, None)
    variant = Variant.objects.select_for_update(of=("self",)).get(pk=variant.pk)
    variant.runde = runde
    if variant.endret_nr != endret_nr:
        raise Kollisjon("variant_endret", _("Noen har endret varianten etter at du åpnet siden. Se over den på nytt."))
    return variant


def _lagre(variant: Variant, *felt: str) -> None:
    variant.endret_nr += 1
    variant.save(update_fields=[*felt, "endret_nr"])
