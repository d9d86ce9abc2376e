"""IMDi takes lines back, and marks those that are decided."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.fordeling import notices, queries, rules
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.services.felles import gjor_ferdig, logg_saker, lukk_sporsmaal, send_tilbake, trekk_hele
from bosetting.fordeling.states import Linjetilstand, Listetilstand
from bosetting.person.models import Sak
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kjerne.tilstand import move
from imdinett.tilgang import tilgang
from imdinett.utboks.services import enqueue


@transaction.atomic
def trekk_linjer(*, bruker: Bruker, linje_ider: Sequence[int], grunn: str) -> list[Fordelingsliste]:
    """B-039: take back lines that wait for an answer, or a yes that is not decided. The kommune is told why."""
    tilgang.krev(rules.kan_fordele(bruker))
    _krev_grunn(grunn)
    lister = Fordelingslinje.objects.filter(pk__in=linje_ider).order_by("liste").values_list("liste", flat=True)
    if not linje_ider or not lister:
        raise Domenefeil("ingen_valgt", _("Velg minst én person å trekke."), felt="linjer")
    ut = []
    for liste_id in lister.distinct():
        liste = queries.laas_liste(liste_id)
        linjer = [linje for linje in queries.laas_linjer(liste) if linje.pk in set(linje_ider)]
        for linje in linjer:
            _krev_kan_trekkes(liste, linje)
        trekk_laaste(bruker=bruker, liste=liste, linjer=linjer, grunn=grunn)
        ut.append(liste)
    return ut


def trekk_liste(*, bruker: Bruker, liste_id: int, grunn: str) -> Fordelingsliste:
    """B-039: every line that can be recalled without undoing a vedtak."""
    tilgang.krev(rules.kan_fordele(bruker))
    ider = list(Fordelingslinje.objects.apne().filter(liste=liste_id).values_list("pk", flat=True))
    return trekk_linjer(bruker=bruker, linje_ider=ider, grunn=grunn)[0]


def _krev_grunn(grunn: str) -> None:
    if not grunn.strip():
        raise Domenefeil("grunn_mangler", _("Skriv hvorfor saken blir trukket. Kommunen får lese det."), felt="grunn")
    if len(grunn.strip()) > rules.STORSTE_GRUNN:
        raise Domenefeil(
            "grunn_for_lang",
            _("Begrunnelse kan ha høyst %(antall)d tegn.") % {"antall": rules.STORSTE_GRUNN},
            felt="grunn",
        )


def _krev_kan_trekkes(liste: Fordelingsliste, linje: Fordelingslinje) -> None:
    data = {"linje": linje.betegnelse, "liste": liste.nummer}
    if liste.tilstand == Listetilstand.UTKAST:
        raise Kollisjon("ikke_sendt", _("Liste %(liste)s er ikke sendt. Fjern husstanden fra utkastet.") % data)
    if linje.tilstand == Linjetilstand.TRUKKET:
        raise Kollisjon("alt_trukket", _("%(linje)s på liste %(liste)s er alt trukket.") % data)
    if linje.tilstand == Linjetilstand.NEI:
        raise Kollisjon("svart_nei", _("Kommunen har svart nei til %(linje)s på liste %(liste)s.") % data)
    if linje.avgjort_tid:
        raise Kollisjon("har_vedtak", _("%(linje)s på liste %(liste)s har vedtak. Opphev vedtaket.") % data)


def trekk_laaste(*, bruker: Bruker, liste: Fordelingsliste, linjer: Sequence[Fordelingslinje], grunn: str) -> None:
    """The recall itself, also for vedtak, which opens decided lines. Takes what `laas_liste`, `laas_linjer` gave."""
    tid = klokke.now()
    for linje in linjer:
        move(linje, Linjetilstand.TRUKKET)
        linje.trukket_tid, linje.trukket_av, linje.trukket_grunn = tid, bruker, grunn.strip()
    Fordelingslinje.objects.bulk_update(linjer, ["tilstand", "trukket_tid", "trukket_av", "trukket_grunn"])
    send_tilbake([linje.sak for linje in linjer])
    logg_saker(bruker, Hendelsestype.SAK_TRUKKET, liste, linjer, grunn=grunn.strip())
    hele = not liste.linjer.exclude(tilstand=Linjetilstand.TRUKKET).exists()
    if hele and liste.tilstand != Listetilstand.FERDIGBEHANDLET:
        trekk_hele(liste, bruker, grunn.strip())
        hendelse.log(bruker, Hendelsestype.FORDELINGSLISTE_TRUKKET, liste, grunn=grunn.strip())
    lukk_sporsmaal(bruker, liste)
    gjor_ferdig(liste)
    liste.versjon += 1
    liste.save()
    enqueue(notices.Trukket(liste, linjer=tuple(linjer), grunn=grunn.strip(), hele=hele), bruker=bruker)


@transaction.atomic
def marker_avgjort(*, bruker: Bruker, linje_ider: Sequence[int]) -> None:
    """B-041, for vedtak: these yes lines are decided. A list with no undecided yes left is done."""
    ider = list(linje_ider)
    Fordelingslinje.objects.filter(pk__in=ider).uavgjorte().update(avgjort_tid=klokke.now())
    for liste_id in (
        Fordelingslinje.objects.filter(pk__in=ider).order_by("liste").values_list("liste", flat=True).distinct()
    ):
        liste = queries.laas_liste(liste_id)
        gjor_ferdig(liste)
        liste.save(update_fields=["tilstand"])


@transaction.atomic
def trekk_skjermet(bruker: Bruker, sak: Sak) -> None:
    """security.md §5: who becomes protected is taken off every open list at once, with the whole household (B-032).

    The kommune reads the reason of any other recall. A draft that nobody has been sent is simply shorter.
    """
    apne = Fordelingslinje.objects.apne().filter(sak__husstand=sak.husstand_id)
    utkast = apne.filter(liste__tilstand=Listetilstand.UTKAST)
    svar_ider = list(utkast.values_list("husstandssvar", flat=True))
    utkast.delete()
    Husstandssvar.objects.filter(pk__in=svar_ider).delete()
    sendte = list(apne.values_list("pk", "liste"))
    for liste_id in sorted({liste_id for _pk, liste_id in sendte}):
        liste = queries.laas_liste(liste_id)
        ider = {pk for pk, paa in sendte if paa == liste_id}
        linjer = [linje for linje in queries.laas_linjer(liste) if linje.pk in ider]
        trekk_laaste(bruker=bruker, liste=liste, linjer=linjer, grunn=_("IMDi har trukket saken."))
