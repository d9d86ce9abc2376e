"""Reads for the pages that show lists: filters, counts, tasks, what happens next."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import DateTimeField, F, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.fordeling import queries, rules, visning
from bosetting.fordeling.models import Fordelingsliste, Sporsmaal
from bosetting.fordeling.querysets import FordelingslisteQuerySet
from bosetting.fordeling.states import BESVART, Listetilstand, Svar
from bosetting.innmelding.queries import meldt_i_ukene_som_kommer
from imdinett.brev.queries import brevpanel
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Brevrad, Lenke
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

_SPORSMAAL, _FORFALT = "sporsmaal", "forfalt"
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


def ordnet(qs: FordelingslisteQuerySet) -> FordelingslisteQuerySet:
    """Newest first, drafts on top."""
    return qs.order_by(F("sendt_tid").desc(nulls_first=True), "-pk")


def fremdrift(kort: Sequence[visning.Husstandskort]) -> dict[str, Any]:
    """How many households have an answer, of those that wait for one, and when it was last saved."""
    venter = [ett for ett in kort if ett.kan_besvares]
    return {
        "besvart": sum(bool(ett.svar.svar) for ett in venter),
        "antall": len(venter),
        "lagret_tid": max((ett.svar.endret_tid for ett in venter if ett.svar.endret_tid), default=None),
    }


def meldt_for_svaret(
    liste: Fordelingsliste, kort: Sequence[visning.Husstandskort], bruker: "tilgang.Hvem"
) -> list[str]:
    """B-081, ui.md 5.2: what the kommune has reported for the weeks of its answer, or for the next week that has any.

    Empty when nothing is reported for the weeks that come and no week is chosen. One query.
    """
    rader = meldt_i_ukene_som_kommer([liste.kommune_id], bruker)[liste.kommune_id]
    meldt, naa = {rad.uke: rad.meldt for rad in rader}, klokke.isouke(klokke.today())
    uker = {queries.uke_av(ett.svar) for ett in kort if ett.kan_besvares and ett.svar.svar == Svar.JA}
    valgte = sorted(uke for uke in uker if uke and uke >= naa)
    return [_meldt(uke, meldt.get(uke, 0)) for uke in valgte or list(meldt)[:1]]


def _meldt(uke: tuple[int, int], antall: int) -> str:
    """Meldt inn for uke 51: 4. With the year when it is another than ours."""
    verdier = {"aar": uke[0], "uke": uke[1], "antall": norsk.tall(antall) if antall else _("ingen")}
    if uke[0] == klokke.isouke(klokke.today())[0]:
        return _("Meldt inn for uke %(uke)d: %(antall)s.") % verdier
    return _("Meldt inn for uke %(uke)d, %(aar)d: %(antall)s.") % verdier


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
    return brevpanel([liste, *(ett.svar for ett in kort)], bruker)


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
    return [_oppgave(tekst, liste) for liste in lister.med_antall(bruker).order_by("frist", "pk")]


class VenterPaaImdi(NamedTuple):
    """A question, or a list past its frist: its number and key, whose, how much, by whom, since when, by when."""

    hva: str
    nummer: str
    pk: int
    kommune: str
    bokstav: str
    ansvarlig: str | None
    tid: datetime
    frist: datetime | None
    antall_personer: int
    antall_husstander: int


def _imdis_oppgaver(bruker: "tilgang.Hvem") -> list[Oppgave]:
    """B-035: lists past their frist; W-14: questions. One query. The answers to decide are tasks of vedtak."""
    venter = sorted(starmap(VenterPaaImdi, _venter_paa_imdi(bruker)), key=lambda en: (en.frist or en.tid, en.pk))
    return [
        *(_sporsmaal(en) for en in venter if en.hva == _SPORSMAAL),
        *(_forfalt(en) for en in venter if en.hva == _FORFALT),
    ]


def _venter_paa_imdi(bruker: "tilgang.Hvem") -> Iterable[tuple[Any, ...]]:
    aapne = Sporsmaal.objects.synlig_for(bruker).aapne().order_by()
    forfalte = Fordelingsliste.objects.synlig_for(bruker).forfalt(klokke.now()).med_antall(bruker).order_by()
    ingen_frist, ingen = Value(None, output_field=DateTimeField()), Value(0)
    return aapne.values_list(
        Value(_SPORSMAAL),
        "svar__liste__nummer",
        "pk",
        "kommune__visningsnavn",
        "svar__bokstav",
        "svar__liste__ansvarlig__navn",
        "spurt_tid",
        ingen_frist,
        ingen,
        ingen,
    ).union(
        forfalte.values_list(
            Value(_FORFALT),
            "nummer",
            "pk",
            "kommune__visningsnavn",
            Value(""),
            "ansvarlig__navn",
            "sendt_tid",
            "frist",
            "antall_personer",
            "antall_husstander",
        ),
        all=True,
    )


def _sporsmaal(venter: VenterPaaImdi) -> Oppgave:
    """The kommune's own frist runs again after the last day of the pause."""
    spurt = klokke.dag(venter.tid)
    return Oppgave(
        tekst=_("Svar på spørsmål om fordelingsliste %(nummer)s") % {"nummer": venter.nummer},
        url=reverse("imdi_sporsmaal", args=[venter.pk]),
        gjelder=_("%(kommune)s, husstand %(bokstav)s") % {"kommune": venter.kommune, "bokstav": venter.bokstav},
        frist=rules.pause_slutt(spurt),
        ansvarlig=venter.ansvarlig or "",
        alder=spurt,
    )


def _forfalt(venter: VenterPaaImdi) -> Oppgave:
    storrelse = visning.storrelse(venter.antall_personer, venter.antall_husstander)
    return Oppgave(
        tekst=_("Følg opp fordelingsliste %(nummer)s, som ikke er besvart") % {"nummer": venter.nummer},
        url=reverse("imdi_fordelingsliste", args=[venter.nummer]),
        gjelder=f"{venter.kommune}, {storrelse}",
        frist=klokke.dag(venter.frist) if venter.frist else None,
        ansvarlig=venter.ansvarlig or "",
        alder=klokke.dag(venter.tid),
    )


def _oppgave(tekst: str, liste: Any) -> Oppgave:
    return Oppgave(
        tekst=tekst % {"nummer": liste.nummer},
        url=reverse("fordelingsliste", args=[liste.nummer]),
        gjelder=visning.storrelse(liste.antall_personer, liste.antall_husstander),
        frist=klokke.dag(liste.frist),
        alder=klokke.dag(liste.sendt_tid),
    )
