"""A page of Folkeregisteret's feed: what happened to those we know, in the feed's order (integrations.md §4)."""

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.folkeregister import queries, rules
from bosetting.folkeregister import services as folkeregister
from bosetting.folkeregister.models import Folkeregisterpeker
from bosetting.innlesing import folkeregisterfil
from bosetting.innlesing.folkeregisterfil import Hendelsesrad
from bosetting.innlesing.models import Folkeregisterside
from bosetting.innlesing.services.hendelser import HANDTERES, NYTT_NUMMER, bruk
from bosetting.innlesing.services.utfall import GRUNN_MAKS, Utfall, synlige_saker
from bosetting.person.models import Sak
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.radfil import Avvist, Fil


def les_hendelser(bruker: Bruker, fil: Fil) -> Utfall:
    """The pointer moves in the same transaction. A line at or before it changes nothing; a gap is noted."""
    lest = list(folkeregisterfil.les(fil))
    rader = sorted(
        (rad for rad in lest if isinstance(rad, Hendelsesrad)), key=lambda rad: (rad.sekvensnummer, rad.linje)
    )
    peker = _laas_peker()
    side = Folkeregisterside(ukjente={})
    if peker.sekvensnummer and rules.er_for_gammel(peker.lest_tid):
        side.til_oppslag = folkeregister.krev_oppslag_av_alle(bruker=bruker)
    utfall = Utfall(avviste=[rad for rad in lest if isinstance(rad, Avvist)], side=side)
    nye = _nye(rader, peker, utfall, side)
    _Leser(bruker, nye, utfall, side).les()
    if nye:
        side.fra, side.til = nye[0].sekvensnummer, nye[-1].sekvensnummer
        folkeregister.flytt_peker(bruker=bruker, til=nye[-1].sekvensnummer)
    return utfall


def _laas_peker() -> Folkeregisterpeker:
    """Two readers of the same page wait for each other here. 0 is that nothing is read yet."""
    Folkeregisterpeker.objects.get_or_create(pk=1, defaults={"sekvensnummer": 0, "lest_tid": klokke.now()})
    return Folkeregisterpeker.objects.select_for_update(of=("self",)).get(pk=1)


def _nye(
    rader: Iterable[Hendelsesrad], peker: Folkeregisterpeker, utfall: Utfall, side: Folkeregisterside
) -> list[Hendelsesrad]:
    """Those after the pointer, each number once; and how many numbers are missing in between."""
    nye: list[Hendelsesrad] = []
    sist = peker.sekvensnummer
    for rad in rader:
        if rad.sekvensnummer > sist:
            side.mangler += rad.sekvensnummer - sist - 1 if sist else 0
            sist = rad.sekvensnummer
            nye.append(rad)
        elif nye and nye[-1].sekvensnummer == rad.sekvensnummer and nye[-1].dokument != rad.dokument:
            grunn = _("Sekvensnummeret står på linje %(linje)d med en annen hendelse.") % {"linje": nye[-1].linje}
            utfall.avviste.append(Avvist(rad.linje, rad.innhold, grunn))
        else:
            utfall.kjent += 1
    return nye


class _Leser:
    """One page. Who is hidden from the reader gets what the feed says, and counts among the others (B-095)."""

    def __init__(self, bruker: Bruker, rader: list[Hendelsesrad], utfall: Utfall, side: Folkeregisterside) -> None:
        self.bruker, self.rader, self.utfall, self.side = bruker, rader, utfall, side
        self.kjente = queries.saker_med_nummer({rad.identifikator for rad in rader})
        self.ukjente: Counter[str] = Counter()
        folkeregister.opprett_statuser(bruker=bruker, sak_ider={pk for ider in self.kjente.values() for pk in ider})

    def les(self) -> None:
        for rad in self.rader:
            if rad.type not in HANDTERES:
                self.ukjente[rad.type] += 1
            elif ider := self.kjente.get(rad.identifikator, []):
                for sak_id in ider:
                    self._bruk(rad, sak_id)
            else:
                self.side.gjaldt_andre += 1
        self.side.ukjente = dict(sorted(self.ukjente.items()))

    def _bruk(self, rad: Hendelsesrad, sak_id: int) -> None:
        sak = Sak.objects.select_related("person").get(pk=sak_id)
        synlig = not sak.person.er_skjermet or synlige_saker(self.bruker).filter(pk=sak_id).exists()
        try:
            with transaction.atomic():
                endret = bruk(self.bruker, sak, rad)
        except Domenefeil as feil:
            avvist = Avvist(rad.linje, rad.innhold, feil.melding[:GRUNN_MAKS], person_id=sak.person_id)
            (self.utfall.avviste if synlig else self.utfall.skjulte).append(avvist)
            self.side.gjaldt_andre += not synlig
            return
        if rad.type == NYTT_NUMMER:
            self._husk_nummer(sak_id)
        if not synlig:
            self.side.gjaldt_andre += 1
        elif endret:
            self.utfall.inn += 1
        else:
            self.utfall.kjent += 1

    def _husk_nummer(self, sak_id: int) -> None:
        """What comes later on the page may come on the new number."""
        nytt = Sak.objects.values_list("person__fodselsnummer", flat=True).get(pk=sak_id)
        if sak_id not in self.kjente.setdefault(nytt, []):
            self.kjente[nytt].append(sak_id)
