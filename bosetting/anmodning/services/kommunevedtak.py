"""The kommune's own decision: registered, changed, approved. It counts from the approval (B-024)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.anmodning import queries, rules
from bosetting.anmodning.models import Anmodning, Kommunevedtak
from bosetting.anmodning.rules import Vedtakssvar
from bosetting.anmodning.states import Anmodningstilstand, Vedtakstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kjerne.tilstand import kan_flyttes, move
from imdinett.kommune.models import Kommune
from imdinett.opplasting.models import Opplasting
from imdinett.tilgang import tilgang


@transaction.atomic
def registrer_kommunevedtak(
    *, bruker: Bruker, kommune: Kommune, aar: int, svar: Vedtakssvar, dokument: Opplasting | None = None
) -> Kommunevedtak:
    """What the kommune has decided, as the answer to the anmodning that counts now. Not yet approved (B-024)."""
    tilgang.krev(rules.kan_registrere_vedtak(bruker, kommune.pk))
    rules.kontroller_vedtak(svar)
    queries.laas_plasser(kommune, aar)
    if Kommunevedtak.objects.registrert().filter(kommune=kommune, aar=aar).exists():
        raise Domenefeil(
            "vedtak_venter", _("Det er alt registrert et vedtak som ikke er godkjent. Endre det, eller godkjenn det.")
        )
    vedtak = Kommunevedtak.objects.create(
        kommune=kommune,
        aar=aar,
        anmodning=_gjeldende(kommune, aar),
        dokument=dokument,
        registrert_tid=klokke.now(),
        registrert_av=bruker,
        **_verdier(svar),
    )
    hendelse.log(bruker, Hendelsestype.KOMMUNEVEDTAK_REGISTRERT, vedtak, aar=aar, **_tall(vedtak))
    return vedtak


@transaction.atomic
def endre_kommunevedtak(
    *, bruker: Bruker, vedtak: Kommunevedtak, versjon: int, svar: Vedtakssvar, dokument: Opplasting | None = None
) -> Kommunevedtak:
    """Correct what is registered and not approved. Without a new `dokument` the old one stays."""
    tilgang.krev(rules.kan_registrere_vedtak(bruker, vedtak.kommune_id))
    rules.kontroller_vedtak(svar)
    vedtak = _laas_registrert(vedtak, versjon)
    fra = _tall(vedtak)
    for felt, verdi in _verdier(svar).items():
        setattr(vedtak, felt, verdi)
    vedtak.dokument = dokument or vedtak.dokument
    vedtak.anmodning = _gjeldende(vedtak.kommune, vedtak.aar)
    vedtak.versjon += 1
    vedtak.save()
    hendelse.log(bruker, Hendelsestype.KOMMUNEVEDTAK_ENDRET, vedtak, aar=vedtak.aar, fra=fra, til=_tall(vedtak))
    return vedtak


@transaction.atomic
def godkjenn_kommunevedtak(*, bruker: Bruker, vedtak: Kommunevedtak, versjon: int) -> Kommunevedtak:
    """From now on this is what counts (B-024, B-025); the anmodning that it answers is besvart."""
    tilgang.krev(rules.kan_registrere_vedtak(bruker, vedtak.kommune_id))
    queries.laas_plasser(vedtak.kommune, vedtak.aar)
    vedtak = _laas_registrert(vedtak, versjon)
    forrige = _erstatt_forrige(vedtak)
    move(vedtak, Vedtakstilstand.GODKJENT)
    vedtak.godkjent_tid, vedtak.godkjent_av = klokke.now(), bruker
    vedtak.versjon += 1
    vedtak.save(update_fields=["tilstand", "godkjent_tid", "godkjent_av", "versjon"])
    _besvar(vedtak)
    hendelse.log(
        bruker,
        Hendelsestype.KOMMUNEVEDTAK_GODKJENT,
        vedtak,
        aar=vedtak.aar,
        antall_for=forrige.antall if forrige else None,
        **_tall(vedtak),
    )
    return vedtak


@transaction.atomic
def forkast_kommunevedtak(*, bruker: Bruker, vedtak: Kommunevedtak, versjon: int) -> Kommunevedtak:
    """What was registered was wrong and never counted; it stays in the history."""
    tilgang.krev(rules.kan_registrere_vedtak(bruker, vedtak.kommune_id))
    vedtak = _laas_registrert(vedtak, versjon)
    move(vedtak, Vedtakstilstand.ERSTATTET)
    vedtak.versjon += 1
    vedtak.save(update_fields=["tilstand", "versjon"])
    hendelse.log(bruker, Hendelsestype.KOMMUNEVEDTAK_FORKASTET, vedtak, aar=vedtak.aar, **_tall(vedtak))
    return vedtak


def _gjeldende(kommune: Kommune, aar: int) -> Anmodning | None:
    return Anmodning.objects.gjeldende().filter(kommune=kommune, aar=aar).first()


def _laas_registrert(vedtak: Kommunevedtak, versjon: int) -> Kommunevedtak:
    laast = Kommunevedtak.objects.select_for_update(of=("self",)).select_related("kommune").get(pk=vedtak.pk)
    if laast.tilstand != Vedtakstilstand.REGISTRERT or laast.versjon != versjon:
        raise Kollisjon(
            "vedtak_endret", _("Noen har endret eller godkjent vedtaket etter at du åpnet siden. Se over det på nytt.")
        )
    return laast


def _erstatt_forrige(vedtak: Kommunevedtak) -> Kommunevedtak | None:
    forrige = Kommunevedtak.objects.gjeldende().filter(kommune=vedtak.kommune, aar=vedtak.aar)
    rad = forrige.select_for_update(of=("self",)).first()
    if rad:
        move(rad, Vedtakstilstand.ERSTATTET)
        rad.save(update_fields=["tilstand"])
    return rad


def _besvar(vedtak: Kommunevedtak) -> None:
    """The anmodning that the vedtak names, unless a later one has taken its place meanwhile."""
    if vedtak.anmodning_id is None:
        return
    anmodning = Anmodning.objects.select_for_update(of=("self",)).get(pk=vedtak.anmodning_id)
    if kan_flyttes(anmodning, Anmodningstilstand.BESVART):
        move(anmodning, Anmodningstilstand.BESVART)
        anmodning.save(update_fields=["tilstand"])


def _verdier(svar: Vedtakssvar) -> dict[str, object]:
    return {
        "antall": svar.antall,
        "herav_em": svar.herav_em,
        "vedtaksdato": svar.vedtaksdato,
        "merknad": svar.merknad.strip(),
        "onsker": sorted(set(svar.onsker)),
    }


def _tall(vedtak: Kommunevedtak) -> dict[str, Any]:
    return {"antall": vedtak.antall, "herav_em": vedtak.herav_em}
