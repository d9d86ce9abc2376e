"""Something about a case that does not add up, until somebody has cleared it (B-048, W-06)."""

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person.models import Avvik, Sak
from bosetting.person.states import Avviksslag
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.tilgang import tilgang


@transaction.atomic
def apne_avvik(*, bruker: Bruker, sak: Sak, beskrivelse: str, slag: Avviksslag = Avviksslag.ANNET) -> Avvik:
    """While one is open the kommune cannot register a bosettingsdato (B-048)."""
    tilgang.krev(rules.kan_rydde_avvik(bruker))
    if not beskrivelse.strip():
        raise Domenefeil("avvik_tomt", _("Skriv hva som ikke stemmer."), felt="beskrivelse")
    avvik = Avvik.objects.create(
        sak=sak,
        kommune=sak.kommune,
        slag=slag,
        beskrivelse=beskrivelse.strip(),
        aapnet_tid=klokke.now(),
        aapnet_av=bruker,
    )
    hendelse.log(bruker, Hendelsestype.AVVIK_AAPNET, sak)
    return avvik


@transaction.atomic
def ta_avvik(*, bruker: Bruker, avvik_id: int) -> Avvik:
    """W-06: somebody at IMDi owns it. Another may take it over."""
    tilgang.krev(rules.kan_rydde_avvik(bruker))
    avvik = _laas(avvik_id)
    if avvik.lukket_tid is not None:
        raise Kollisjon("avvik_lukket", _("Avviket er alt lukket."))
    if avvik.ansvarlig_id != bruker.pk:
        avvik.ansvarlig = bruker
        avvik.save(update_fields=["ansvarlig"])
        hendelse.log_internt(bruker, Hendelsestype.AVVIK_TATT, avvik.sak, navn=bruker.navn)
    return avvik


@transaction.atomic
def lukk_avvik(*, bruker: Bruker, avvik: Avvik, grunn: str) -> Avvik:
    """With words on what was done. Closing one that is closed changes nothing."""
    tilgang.krev(rules.kan_rydde_avvik(bruker))
    avvik = _laas(avvik.pk)
    if not grunn.strip():
        raise Domenefeil("avvik_uten_grunn", _("Skriv hva som er gjort."), felt="grunn")
    if avvik.lukket_tid is None:
        avvik.lukket_tid, avvik.lukket_av, avvik.lukket_grunn = klokke.now(), bruker, grunn.strip()[:300]
        avvik.save(update_fields=["lukket_tid", "lukket_av", "lukket_grunn"])
        hendelse.log(bruker, Hendelsestype.AVVIK_LUKKET, avvik.sak)
    return avvik


def _laas(avvik_id: int) -> Avvik:
    return Avvik.objects.select_for_update(of=("self",)).select_related("sak").get(pk=avvik_id)
