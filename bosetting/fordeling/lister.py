"""Reads for the pages that show lists: filters, counts, tasks, what happens next."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.fordeling import visning
from bosetting.fordeling.models import Fordelingsliste, Husstandssvar, Sporsmaal
from bosetting.fordeling.querysets import FordelingslisteQuerySet
from bosetting.fordeling.states import BESVART, Listetilstand
from imdinett.brev.queries import brevrad
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.models import Forsendelse
from imdinett.web.komponent import Brevrad, Lenke
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

SORTERING = {
    "frist": ("frist", "pk"),
    "-frist": ("-frist", "-pk"),
    "sendt": ("sendt_tid", "pk"),
    "-sendt": ("-sendt_tid", "-pk"),
    "liste": ("nummer", "pk"),
    "-liste": ("-nummer", "-pk"),
}
_STATUS = {
    "utkast": (Listetilstand.UTKAST,),
    "ubesvart": (Listetilstand.SENDT,),
    "besvart": tuple(BESVART),
    "trukket": (Listetilstand.TRUKKET,),
}


def med_status(qs: FordelingslisteQuerySet, status: str) -> FordelingslisteQuerySet:
    """`forfalt` and `avgjores` are computed, the others are the states of a list."""
    if status == "forfalt":
        return qs.forfalt(klokke.now())
    if status == "avgjores":
        return qs.til_avgjorelse()
    return qs.filter(tilstand__in=_STATUS[status]) if status in _STATUS else qs


def ordnet(qs: FordelingslisteQuerySet, sorter: str) -> FordelingslisteQuerySet:
    """Newest first, drafts on top; the key last, so that pages never overlap."""
    return qs.order_by(*SORTERING.get(sorter, (F("sendt_tid").desc(nulls_first=True), "-pk")))


def fremdrift(kort: Sequence[visning.Husstandskort]) -> dict[str, Any]:
    """How many households have an answer, of those that wait for one, and when it was last saved."""
    venter = [ett for ett in kort if ett.kan_besvares]
    return {
        "besvart": sum(bool(ett.svar.svar) for ett in venter),
        "antall": len(venter),
        "lagret_tid": max((ett.svar.endret_tid for ett in venter if ett.svar.endret_tid), default=None),
    }


def dette_skjer_na(liste: Fordelingsliste) -> list[str]:
    """What comes after the answer; only what concerns the answers that were given."""
    if not liste.husstandssvar.filter(svar="ja", godkjent_tid__isnull=False).exists():
        return [_("Husstandene går tilbake til IMDi, som spør en annen kommune."), _("Dere skal ikke gjøre noe mer.")]
    return [
        _("IMDi gjør vedtak om bosetting for husstandene dere sa ja til."),
        _("Vedtaksbrevet kommer i Altinn. Dere finner det også på listen her."),
        _("Personmappene åpnes for dere når vedtaket er gjort."),
    ]


def neste_oppgave(bruker: "tilgang.Hvem", liste: Fordelingsliste) -> list[Lenke]:
    neste = Fordelingsliste.objects.synlig_for(bruker).filter(kommune=liste.kommune_id).ubesvart()
    ubesvart = neste.order_by("frist", "pk").first()
    if ubesvart is None:
        return [Lenke(_("Til fordelingslistene"), reverse("fordelingslister"))]
    tekst = _("Neste: svar på liste %(nummer)s") % {"nummer": ubesvart.nummer}
    return [Lenke(tekst, reverse("fordelingsliste", args=[ubesvart.nummer]))]


def antall_mottakere(kommune: "Kommune") -> int:
    """B-038: how many get the e-mail."""
    return tildeling.aktive_med(kommune, Rettighet.FORDELING_BESVAR).count()


def brev(liste: Fordelingsliste, kort: Sequence[visning.Husstandskort], bruker: "tilgang.Hvem") -> list[Brevrad]:
    """The letters on the list and its households that the user may read, newest first."""
    om_husstander = Q(gjelder_type=Husstandssvar._meta.model_name, gjelder_id__in=[str(ett.svar.pk) for ett in kort])
    om_listen = Q(gjelder_type=Fordelingsliste._meta.model_name, gjelder_id=str(liste.pk))
    rader = Forsendelse.objects.brev().filter(om_husstander | om_listen).synlig_for(bruker)
    return [brevrad(rad) for rad in rader.select_related("fil").defer("innhold", "fil__pdf")]


# ---- the menu's count, and the tasks on the front page
def venter(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> FordelingslisteQuerySet:
    """For a kommune its unanswered lists, for IMDi the answers to decide."""
    qs = Fordelingsliste.objects.synlig_for(bruker)
    return qs.filter(kommune=kommune).ubesvart() if kommune else qs.til_avgjorelse()


def oppgaver(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> Iterable[Oppgave]:
    if kommune is None:
        return _imdis_oppgaver(bruker) if tilgang.har_imdi(bruker, Rettighet.FORDELING_SKRIV) else []
    if not tilgang.har(bruker, Rettighet.FORDELING_BESVAR, kommune.pk):
        return []
    lister = Fordelingsliste.objects.synlig_for(bruker).filter(kommune=kommune).ubesvart()
    tekst = _("Svar på fordelingsliste %(nummer)s")
    return [_oppgave(tekst, liste, "fordelingsliste") for liste in lister.med_antall(bruker).order_by("frist", "pk")]


def _imdis_oppgaver(bruker: "tilgang.Hvem") -> list[Oppgave]:
    """B-035: lists past their frist; W-14: questions. The answers to decide are tasks of vedtak."""
    forfalte = Fordelingsliste.objects.synlig_for(bruker).forfalt(klokke.now()).med_antall(bruker)
    tekst = _("Følg opp fordelingsliste %(nummer)s, som ikke er besvart")
    return [
        *_sporsmaal(bruker),
        *(
            _oppgave(tekst, rad, "imdi_fordelingsliste", f"{rad.kommune}, ")
            for rad in forfalte.select_related("kommune", "ansvarlig").order_by("frist", "pk")
        ),
    ]


def _sporsmaal(bruker: "tilgang.Hvem") -> list[Oppgave]:
    """The kommune's own frist runs again after the last day of the pause."""
    aapne = Sporsmaal.objects.synlig_for(bruker).aapne().select_related("svar__liste__ansvarlig", "kommune")
    tekst = _("Svar på spørsmål om fordelingsliste %(nummer)s")
    return [
        Oppgave(
            tekst=tekst % {"nummer": ett.svar.liste},
            url=reverse("imdi_sporsmaal", args=[ett.pk]),
            gjelder=_("%(kommune)s, husstand %(bokstav)s") % {"kommune": ett.kommune, "bokstav": ett.svar.bokstav},
            frist=ett.pause_til,
            ansvarlig=str(ett.svar.liste.ansvarlig or ""),
            alder=klokke.dag(ett.spurt_tid),
        )
        for ett in aapne.order_by("spurt_tid", "pk")
    ]


def _oppgave(tekst: str, liste: Any, side: str, hvor: str = "") -> Oppgave:
    return Oppgave(
        tekst=tekst % {"nummer": liste.nummer},
        url=reverse(side, args=[liste.nummer]),
        gjelder=hvor + visning.storrelse(liste.antall_personer, liste.antall_husstander),
        frist=klokke.dag(liste.frist),
        ansvarlig=str(liste.ansvarlig) if hvor and liste.ansvarlig else "",
        alder=klokke.dag(liste.sendt_tid),
    )
