"""What a kommune can ask IMDi about: a list, a case, its own decision, itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.anmodning.models import Kommunevedtak
from bosetting.fordeling.models import Fordelingsliste
from bosetting.person.models import Sak
from bosetting.person.states import MAPPE_APEN
from imdinett.henvendelse import objekter
from imdinett.henvendelse.objekter import Objekttype, Utdrag
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet as R
from imdinett.web import norsk
from imdinett.web.komponent import Rad

if TYPE_CHECKING:
    from imdinett.tilgang.tilgang import Hvem


def _finn_liste(bruker: "Hvem", kommune: Kommune, nummer: str) -> Fordelingsliste | None:
    sendte = Fordelingsliste.objects.synlig_for(bruker).filter(kommune=kommune, sendt_tid__isnull=False)
    return sendte.filter(nummer=nummer).first()


def _finn_sak(bruker: "Hvem", kommune: Kommune, nummer: str) -> Sak | None:
    return Sak.objects.synlig_for(bruker).filter(kommune=kommune, nummer=nummer.upper()).first()


def _finn_vedtak(bruker: "Hvem", kommune: Kommune, aar: str) -> Kommunevedtak | None:
    """The newest decision of the year."""
    if not aar.isdecimal() or len(aar) != 4 or not tilgang.har(bruker, R.KOMMUNEVEDTAK_LES, kommune.pk):
        return None
    return Kommunevedtak.objects.filter(kommune=kommune, aar=int(aar)).order_by("-registrert_tid", "-pk").first()


def _finn_kommune(bruker: "Hvem", kommune: Kommune, nummer: str) -> Kommune | None:
    return kommune if nummer in ("", kommune.nummer) else None


def _lenke_liste(bruker: "Hvem", pk: str) -> str:
    liste = Fordelingsliste.objects.synlig_for(bruker).filter(pk=pk).first()
    return reverse("fordelingsliste", args=[liste.nummer]) if liste else ""


def _lenke_sak(bruker: "Hvem", pk: str) -> str:
    sak = Sak.objects.synlig_for(bruker).filter(pk=pk).select_related("person").first()
    return reverse("personmappe", args=[sak.person.uuid]) if sak else ""


def _lenke_vedtak(bruker: "Hvem", pk: str) -> str:
    vedtak = Kommunevedtak.objects.filter(pk=pk).select_related("kommune").first()
    if vedtak is None or not tilgang.har(bruker, R.KOMMUNEVEDTAK_LES, vedtak.kommune_id):
        return ""
    return reverse("kommunevedtak", args=[vedtak.kommune.nummer, vedtak.pk])


def _lenke_kommune(bruker: "Hvem", pk: str) -> str:
    kommune = Kommune.objects.filter(pk=pk).first()
    return reverse("kommune", args=[kommune.nummer]) if kommune and kommune.er_gyldig else ""


def apne_for_stotte() -> QuerySet[Any]:
    """security.md §4, §5: open folders, and never a protected person."""
    return Sak.objects.uten_skjermede().filter(tilstand__in=MAPPE_APEN)


def _utdrag_sak(pk: str, kommune_id: int) -> Utdrag | None:
    """Only while the case is this kommune's."""
    sak = apne_for_stotte().filter(pk=pk, kommune=kommune_id).select_related("person").first()
    if sak is None:
        return None
    rader = [
        Rad(_("Navn"), sak.person.navn),
        Rad(_("DUF-nummer"), norsk.duf(sak.person.duf_nummer)),
        Rad(_("Sak"), sak.nummer),
        Rad(_("Status"), sak.get_tilstand_display()),
        Rad(_("Utsøkingsdato"), norsk.dato(sak.utsokingsdato) if sak.utsokingsdato else ""),
        Rad(_("Bosettingsdato"), norsk.dato(sak.bosettingsdato) if sak.bosettingsdato else ""),
    ]
    return Utdrag(rader, sak.person_id, sak.nummer)


def _personer_i(saker: Sequence[str]) -> list[int]:
    return list(Sak.objects.filter(pk__in=saker).order_by("pk").values_list("person_id", flat=True))


def registrer() -> None:
    objekter.registrer(
        Objekttype("fordelingsliste", gettext_lazy("Fordelingsliste"), R.FORDELING_LES, _finn_liste, _lenke_liste),
        Objekttype(
            "sak",
            gettext_lazy("Sak"),
            R.SAK_LES,
            _finn_sak,
            _lenke_sak,
            lambda bruker: Sak.objects.synlig_for(bruker),
            apne_for_stotte,
            _utdrag_sak,
            _personer_i,
        ),
        Objekttype("kommunevedtak", gettext_lazy("Kommunens vedtak"), R.KOMMUNEVEDTAK_LES, _finn_vedtak, _lenke_vedtak),
        Objekttype("kommune", gettext_lazy("Kommunen"), R.KOMMUNE_LES, _finn_kommune, _lenke_kommune),
    )
