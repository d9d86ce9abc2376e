"""W-14: the kommune asks before it answers, IMDi answers without naming anybody, and the frist waits meanwhile."""

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.fordeling import notices, queries, rules
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar, Sporsmaal
from bosetting.fordeling.services.felles import avslutt, sett_frist
from bosetting.fordeling.services.svar import stengt_tekst
from bosetting.fordeling.states import Linjetilstand, Listetilstand, Sporsmaalstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.tilgang import tilgang
from imdinett.utboks.services import enqueue


@transaction.atomic
def still_sporsmaal(*, bruker: Bruker, svar_id: int, tekst: str) -> Sporsmaal:
    """W-14: ask about a household that waits for an answer. Its frist stands still until IMDi answers, for a while."""
    liste = queries.laas_liste(Husstandssvar.objects.values_list("liste_id", flat=True).get(pk=svar_id))
    tilgang.krev(rules.kan_besvare(bruker, liste))
    tekst = rules.kontroller_tekst(tekst, felt="tekst", storst=rules.STORSTE_SPORSMAAL)
    _krev_venter(liste, svar_id)
    # From here on the households may have different frister.
    Husstandssvar.objects.filter(liste=liste, frist=None).update(frist=liste.frist)
    svar = Husstandssvar.objects.get(pk=svar_id)
    assert svar.frist
    i_dag, frist = klokke.today(), klokke.dag(svar.frist)
    sporsmaal = Sporsmaal.objects.create(
        svar=svar,
        kommune=liste.kommune,
        tekst=tekst,
        spurt_tid=klokke.now(),
        spurt_av=bruker,
        frist_for=svar.frist,
    )
    svar.frist = klokke.slutten_av(rules.frist_etter_pause(frist, i_dag, rules.pause_slutt(i_dag)))
    svar.save(update_fields=["frist"])
    _lagre_frist(liste)
    _logg(bruker, Hendelsestype.SPORSMAAL_STILT, liste, svar)
    enqueue(notices.SporsmaalStilt(liste, sporsmaal), bruker=bruker)
    return sporsmaal


def _krev_venter(liste: Fordelingsliste, svar_id: int) -> None:
    if liste.tilstand != Listetilstand.SENDT:
        raise Kollisjon("ikke_apen", stengt_tekst(liste))
    venter = Fordelingslinje.objects.filter(liste=liste, tilstand=Linjetilstand.VENTER, husstandssvar=svar_id)
    if not venter.exists():
        raise Kollisjon("husstand_trukket", _("IMDi har trukket husstanden fra listen."))
    if Sporsmaal.objects.aapne().filter(svar=svar_id).exists():
        raise Domenefeil("alt_spurt", _("Kommunen har alt et spørsmål om husstanden som venter på IMDi."))


@transaction.atomic
def besvar_sporsmaal(*, bruker: Bruker, sporsmaal_id: int, svar: str) -> Sporsmaal:
    """W-14: IMDi answers; the kommune is told, and has the days that were left."""
    tilgang.krev(rules.kan_fordele(bruker))
    liste, sporsmaal = _laas(sporsmaal_id)
    sporsmaal.imdis_svar = rules.kontroller_tekst(svar, felt="svar", storst=rules.STORSTE_SVAR)
    _avslutt(bruker, liste, sporsmaal, Sporsmaalstilstand.BESVART)
    _logg(bruker, Hendelsestype.SPORSMAAL_BESVART, liste, sporsmaal.svar)
    enqueue(notices.SporsmaalBesvart(liste, sporsmaal), bruker=bruker)
    return sporsmaal


@transaction.atomic
def trekk_sporsmaal(*, bruker: Bruker, sporsmaal_id: int) -> Sporsmaal:
    """W-14: the kommune needs no answer any more; the pause ends."""
    liste, sporsmaal = _laas(sporsmaal_id)
    tilgang.krev(rules.kan_besvare(bruker, liste))
    _avslutt(bruker, liste, sporsmaal, Sporsmaalstilstand.TRUKKET)
    _logg(bruker, Hendelsestype.SPORSMAAL_TRUKKET, liste, sporsmaal.svar)
    return sporsmaal


def _laas(sporsmaal_id: int) -> tuple[Fordelingsliste, Sporsmaal]:
    """Locks in the order of the package: the list first."""
    liste_id = Sporsmaal.objects.values_list("svar__liste_id", flat=True).get(pk=sporsmaal_id)
    liste = queries.laas_liste(liste_id)
    return liste, Sporsmaal.objects.select_related("svar").get(pk=sporsmaal_id)


def _avslutt(bruker: Bruker, liste: Fordelingsliste, sporsmaal: Sporsmaal, til: Sporsmaalstilstand) -> None:
    if not sporsmaal.er_aapent:
        raise Kollisjon("sporsmaal_avsluttet", _("Spørsmålet er alt besvart, trukket eller lukket."))
    avslutt(sporsmaal, til, bruker)
    _lagre_frist(liste)


def _lagre_frist(liste: Fordelingsliste) -> None:
    sett_frist(liste)
    liste.save(update_fields=["frist"])


def _logg(bruker: Bruker, hva: Hendelsestype, liste: Fordelingsliste, svar: Husstandssvar) -> None:
    """Never what was written (B-034)."""
    assert svar.frist
    frist = klokke.dag(svar.frist).isoformat()
    hendelse.log(bruker, hva, liste, husstand=svar.bokstav, frist=frist)
