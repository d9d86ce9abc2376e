"""Whether the access log is as it was written: gone through each night, and its heads sent out of the house each day
(security.md §8)."""

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from imdinett.hendelse import hendelse, kjedekontroll
from imdinett.hendelse.kjedekontroll import Resultat, Utenfra
from imdinett.hendelse.models import Kjedehode
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.loggkontroll import hodeliste
from imdinett.loggkontroll.hodeliste import Lest, Sendthode, UgyldigListe
from imdinett.loggkontroll.models import Hodeliste, Kjedefunn, Kjedekontroll
from imdinett.loggkontroll.notices import Kjedehoder, LoggEndret
from imdinett.loggkontroll.states import Bruddslag
from imdinett.utboks import services as utboks

# So many findings are kept of one run; the figure is of all.
MAKS_FUNN = 1_000
Funn = tuple[str, str, int, int]


def kontroller(si: Callable[[Resultat], object] = lambda _en: None) -> Kjedekontroll:
    """Every chain, against itself and against lists of heads; what is found anew is an alarm."""
    startet = klokke.now()
    funn, utenfra = _utenfra()
    alle = sorted({*kjedekontroll.kjeder(), *utenfra})
    linjer = 0
    for navn in alle:
        resultat = _kontroller_en(navn, utenfra[navn])
        si(resultat)
        linjer += resultat.linjer
        funn |= {(str(ett.slag), ett.kjede, ett.fra_nr, ett.til_nr) for ett in resultat.brudd}
    with transaction.atomic():
        forrige = Kjedekontroll.objects.first()
        kontroll = Kjedekontroll.objects.create(
            startet_tid=startet, ferdig_tid=klokke.now(), kjeder=len(alle), linjer=linjer, antall_funn=len(funn)
        )
        _lagre(kontroll, funn)
        if nye := funn - _kjente(forrige):
            hendelse.log(None, Hendelsestype.LOGGKJEDE_BRUDD, kontroll, nye=len(nye), funn=len(funn))
            utboks.enqueue(LoggEndret(kontroll, len(nye)), bruker=None)
    return kontroll


def _kontroller_en(navn: str, utenfra: Utenfra) -> Resultat:
    """Twice before anything is said: the deletion of old lines can have gone on while the chain was read."""
    resultat = kjedekontroll.kontroller(navn, utenfra)
    return kjedekontroll.kontroller(navn, utenfra) if resultat.brudd else resultat


def _utenfra() -> tuple[set[Funn], dict[str, Utenfra]]:
    """What the last list says, and the oldest one from a time of which every line is still kept.

    A last list that is not as we signed it is a finding itself. Older ones can have been signed with another key.
    """
    unge = Hodeliste.objects.filter(laget_tid__gt=_beholdes_fra())
    siste = unge.first()
    if siste is None:
        return set(), defaultdict(Utenfra)
    try:
        lest = hodeliste.les(siste.tekst)
    except UgyldigListe:
        return {(Bruddslag.LISTE_UGYLDIG.value, "", 0, 0)}, defaultdict(Utenfra)
    return set(), _utsagn(lest, _eldste(unge) or lest)


def _eldste(unge: QuerySet[Hodeliste]) -> Lest | None:
    """The oldest that this key has signed: the first that is looked at, until the key has been changed."""
    for liste in unge.order_by("laget_tid", "pk").iterator(chunk_size=1):
        with suppress(UgyldigListe):
            return hodeliste.les(liste.tekst)
    return None


def _beholdes_fra() -> datetime:
    """Nothing that was written after this can have been kept long enough."""
    aar = min(aar for _fra, aar in settings.INNSYNSLOGG_OPPBEVARES_AAR)
    return klokke.starten_av(klokke.om_maaneder(klokke.today(), -12 * aar))


def _utsagn(siste: Lest, eldste: Lest) -> dict[str, Utenfra]:
    """A chain that the oldest list does not name, had no line then."""
    hoder: dict[str, dict[int, str]] = defaultdict(dict)
    for ett in (*eldste.hoder, *siste.hoder):
        hoder[ett.kjede][ett.nr] = ett.hash
    if eldste.laget <= _beholdes_fra():
        return defaultdict(Utenfra, {navn: Utenfra(egne) for navn, egne in hoder.items()})
    da = {ett.kjede: ett.nr for ett in eldste.hoder}
    ut = {navn: Utenfra(egne, da.get(navn, 0)) for navn, egne in hoder.items()}
    return defaultdict(lambda: Utenfra(beholdes_etter=0), ut)


def _kjente(forrige: Kjedekontroll | None) -> set[Funn]:
    return set(forrige.funn.values_list("slag", "kjede", "fra_nr", "til_nr")) if forrige else set()


def _lagre(kontroll: Kjedekontroll, funn: set[Funn]) -> None:
    rader = [
        Kjedefunn(kontroll=kontroll, slag=slag, kjede=navn, fra_nr=fra, til_nr=til)
        for slag, navn, fra, til in sorted(funn)[:MAKS_FUNN]
    ]
    Kjedefunn.objects.bulk_create(rader, ignore_conflicts=True)


def sammenlign(tekst: str) -> list[Resultat]:
    """A list that somebody has kept, against the database as it is now; raises UgyldigListe."""
    lest = hodeliste.les(tekst)
    return [_kontroller_en(navn, utenfra) for navn, utenfra in sorted(_utsagn(lest, lest).items())]


@transaction.atomic
def send_hoder() -> Hodeliste:
    """The heads as they are, to the security officer. Without an address the list is made, and the page says so."""
    naa = klokke.now()
    hoder = [
        Sendthode(*rad) for rad in Kjedehode.objects.order_by("kjede").values_list("kjede", "siste_nr", "siste_hash")
    ]
    liste = Hodeliste.objects.create(
        laget_tid=naa,
        antall=len(hoder),
        tekst=hodeliste.skriv(hoder, naa),
        sendt_til=settings.SIKKERHETSANSVARLIG_EPOST,
    )
    utboks.enqueue(Kjedehoder(liste), bruker=None)
    return liste
