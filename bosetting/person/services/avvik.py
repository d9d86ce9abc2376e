"""Something about a case that does not add up, until somebody has cleared it (B-048)."""

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person.models import Avvik, Sak
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang


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
