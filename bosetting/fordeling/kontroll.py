"""What must be true before a household is put on a list and before the list is sent. Every refusal names its rule."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bosetting.anmodning.models import Anmodning
from bosetting.anmodning.queries import Plassregnskap, plassregnskap
from bosetting.fordeling import rules
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste
from bosetting.innmelding.models import BestemtPerson
from bosetting.innmelding.services.innmeldinger import krev_tillatt
from bosetting.innmelding.states import Innmeldingstilstand
from bosetting.person.models import Husstand, Sak
from bosetting.person.queries import med_duf
from bosetting.person.states import BUNDET, FOR_FORDELING, MAPPE_APEN, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kommune.models import Kommune


# ---- the kommune
def krev_vedtak(kommune: Kommune, aar: int, overstyring: str) -> Plassregnskap:
    """B-029: an approved vedtak above 0, or IMDi's reason while the kommune's own decision is under way."""
    regnskap = plassregnskap(kommune, aar)
    data = {"kommune": kommune, "aar": aar}
    if regnskap.vedtatt == 0:
        raise Domenefeil("b029_nei", _("%(kommune)s har sagt nei til å bosette i %(aar)d (B-029).") % data)
    if regnskap.vedtatt is None and not overstyring:
        raise Domenefeil(
            "b029_vedtak",
            _(
                "%(kommune)s har ingen godkjente vedtak for %(aar)d (B-029). "
                "Skriv en begrunnelse for å overstyre mens saken er til politisk behandling."
            )
            % data,
            felt="overstyring",
        )
    if regnskap.vedtatt is None and not _er_til_behandling(kommune, aar):
        raise Domenefeil(
            "b029_anmodning",
            _("%(kommune)s har ingen ubesvart anmodning for %(aar)d, så det er ikke noe vedtak å vente på (B-029).")
            % data,
        )
    return regnskap


def _er_til_behandling(kommune: Kommune, aar: int) -> bool:
    return Anmodning.objects.ubesvart().filter(kommune=kommune, aar=aar).exists()


def krev_plasser(kommune: Kommune, regnskap: Plassregnskap, *, personer: int, em: int) -> None:
    """B-028, B-071: free places for all, and places for enslige mindreårige for those who are. Never overridden."""
    data = {"kommune": kommune, "aar": regnskap.aar, "personer": personer, "em": em}
    if em and not regnskap.plasser_em:
        raise Domenefeil(
            "b071_ingen_em", _("%(kommune)s har ingen plasser til enslige mindreårige i %(aar)d (B-071).") % data
        )
    if regnskap.ledig is None or regnskap.ledig_em is None or regnskap.ledig_ordinaer is None:
        return
    if personer > regnskap.ledig:
        raise Domenefeil(
            "b028_ikke_plass",
            _(
                "%(kommune)s har %(ledig)d ledige plasser i %(aar)d, og listen har %(personer)d personer (B-028). "
                "Vedtatt %(vedtatt)d, brukt %(brukt)d, bundet %(bundet)d."
            )
            % {**data, "ledig": max(regnskap.ledig, 0), **_tall(regnskap)},
        )
    if em > regnskap.ledig_em:
        raise Domenefeil(
            "b071_ikke_plass",
            _(
                "%(kommune)s har %(ledig)d ledige plasser til enslige mindreårige i %(aar)d, "
                "og listen har %(em)d enslige mindreårige (B-071)."
            )
            % {**data, "ledig": max(regnskap.ledig_em, 0)},
        )
    if personer - em > regnskap.ledig_ordinaer:
        raise Domenefeil(
            "b027_em_plasser",
            _(
                "%(kommune)s har %(ledig)d ledige plasser utenom dem som er vedtatt for enslige mindreårige, "
                "og listen har %(ordinaere)d andre personer (B-027, B-028)."
            )
            % {**data, "ledig": max(regnskap.ledig_ordinaer, 0), "ordinaere": personer - em},
        )


def har_plass(kommune: Kommune, regnskap: Plassregnskap, *, personer: int, em: int) -> bool:
    """B-028, B-071: whether a list of these would be let through. Without an approved vedtak there are no places."""
    if regnskap.ledig is None:
        return False
    try:
        krev_plasser(kommune, regnskap, personer=personer, em=em)
    except Domenefeil:
        return False
    return True


def _tall(regnskap: Plassregnskap) -> dict[str, int | None]:
    return {"vedtatt": regnskap.plasser, "brukt": regnskap.brukt, "bundet": regnskap.bundet}


# ---- the households
def krev_klare(
    husstander: Sequence[Husstand], saker: Mapping[int, Sequence[Sak]], liste: Fordelingsliste
) -> dict[int, list[Sak]]:
    """B-030–B-033, B-095: the members that go on the list, by household. The cases are locked; two queries for all."""
    klare = _bosettingsklare(saker)
    apne = apne_lister([sak for egne in saker.values() for sak in egne if sak.tilstand == Sakstilstand.BOSETTINGSKLAR])
    return {en.pk: _krev_klar(en, saker.get(en.pk, ()), liste, klare, apne) for en in husstander}


def _bosettingsklare(husstand_ider: Iterable[int]) -> set[int]:
    return set(Husstand.objects.filter(pk__in=list(husstand_ider)).bosettingsklare().values_list("pk", flat=True))


def apne_lister(saker: Sequence[Sak]) -> dict[int, str]:
    """The number of the open list that each case is on."""
    linjer = Fordelingslinje.objects.apne().filter(sak__in=saker).order_by("-pk")
    return dict(linjer.values_list("sak", "liste__nummer"))


def _krev_klar(
    husstand: Husstand, saker: Sequence[Sak], liste: Fordelingsliste, klare: Set[int], apne: Mapping[int, str]
) -> list[Sak]:
    data = {"husstand": husstand.nummer}
    if husstand.pk not in klare:
        raise Domenefeil("b030_ikke_klar", _ikke_klar(husstand, saker))
    andre = [sak for sak in saker if sak.tilstand in BUNDET and sak.kommune_id != liste.kommune_id]
    if andre:
        raise Domenefeil(
            "b032_delt",
            _("Noen i husstand %(husstand)s er fordelt til en annen kommune, og husstanden skal bo samlet (B-032).")
            % data,
        )
    paa_listen = [sak for sak in saker if sak.tilstand == Sakstilstand.BOSETTINGSKLAR]
    for sak in paa_listen:
        if sak.pk in apne:
            raise Domenefeil("b031_apen_liste", apen_liste(husstand, apne[sak.pk]))
    return paa_listen


def _ikke_klar(husstand: Husstand, saker: Sequence[Sak]) -> str:
    data = {"husstand": husstand.nummer}
    if not any(sak.tilstand == Sakstilstand.BOSETTINGSKLAR for sak in saker):
        return _("Ingen i husstand %(husstand)s er bosettingsklar (B-030).") % data
    if any(sak.tilstand == Sakstilstand.REGISTRERT for sak in saker):
        return _("Noen i husstand %(husstand)s har ikke fått tillatelse ennå (B-033).") % data
    if any(sak.tilstand == Sakstilstand.TIL_KARTLEGGING for sak in saker):
        return _("Hele husstand %(husstand)s må være bosettingsklar før den settes på en liste (B-030, B-032).") % data
    return _("Husstand %(husstand)s kan ikke settes på en vanlig liste (B-095).") % data


def apen_liste(husstand: Husstand, nummer: str) -> str:
    return _("Husstand %(husstand)s står alt på liste %(nummer)s (B-031).") % {
        "husstand": husstand.nummer,
        "nummer": nummer,
    }


# ---- avtalt selvbosetting
@dataclass(frozen=True)
class Avtaltkontroll:
    """What IMDi finds when it checks a request (B-060). `feil` is empty when the household can be put on a list."""

    sak: Sak | None
    feil: str


def avtaltkontroll(innmelding: BestemtPerson, bruker: Bruker) -> Avtaltkontroll:
    person = med_duf(innmelding.duf_nummer, bruker)
    sak = Sak.objects.select_related("person", "husstand").get(person=person) if person else None
    try:
        krev_avtalt_selvbosetting(innmelding, bruker)
    except Domenefeil as feil:
        return Avtaltkontroll(sak, str(feil))
    return Avtaltkontroll(sak, "")


def krev_avtalt_selvbosetting(innmelding: BestemtPerson, bruker: Bruker) -> Husstand:
    """B-055, B-060, B-061: the kommune allows it, the person can be settled, and no kommune is assigned."""
    if innmelding.tilstand != Innmeldingstilstand.SENDT or not innmelding.avtalt_selvbosetting:
        raise Kollisjon("innmelding_avgjort", _("Innmeldingen er alt behandlet eller kansellert."))
    krev_tillatt(innmelding.kommune)
    person = med_duf(innmelding.duf_nummer, bruker)
    if person is None:
        raise Domenefeil("b060_ukjent", _("Ingen person med dette DUF-nummeret kan settes på en liste."))
    sak = Sak.objects.select_related("husstand").get(person=person)
    if sak.kommune_id is not None or sak.tilstand in BUNDET or sak.tilstand in MAPPE_APEN:
        raise Domenefeil("b060_har_kommune", _("Personen har alt fått en kommune (B-060)."))
    if sak.tilstand not in FOR_FORDELING:
        raise Domenefeil("b055_ett_tilbud", _("Personen har fått tilbudet sitt, og saken er avsluttet (B-055)."))
    if sak.tilstand != Sakstilstand.BOSETTINGSKLAR:
        raise Domenefeil("b030_ikke_klar", _("Personen er ikke bosettingsklar ennå (B-030)."))
    if Fordelingslinje.objects.apne().filter(sak=sak).exists():
        raise Domenefeil("b031_apen_liste", _("Personen står alt på en åpen liste (B-031)."))
    return sak.husstand


# ---- the list
def krev_plass_pa_listen(liste: Fordelingsliste, nye: int) -> None:
    if liste.husstandssvar.count() + nye > rules.MAKS_HUSSTANDER:
        raise Domenefeil(
            "full_liste", _("En liste kan ha høyst %(antall)d husstander.") % {"antall": rules.MAKS_HUSSTANDER}
        )


def krev_kan_sendes(liste: Fordelingsliste, linjer: Sequence[Fordelingslinje]) -> None:
    """Everything once more, with the places and the cases locked: the draft may be days old."""
    if not linjer:
        raise Domenefeil("tom_liste", _("Listen har ingen husstander. Legg til minst én."))
    regnskap = krev_vedtak(liste.kommune, liste.plassaar, liste.overstyring)
    _krev_hele(liste, [linje.sak for linje in linjer])
    em = sum(linje.sak.er_em for linje in linjer)
    krev_plasser(liste.kommune, regnskap, personer=len(linjer), em=em)


def _krev_hele(liste: Fordelingsliste, paa_listen: Sequence[Sak]) -> None:
    """Three queries, however many the households are."""
    paa = sak_per_husstand(paa_listen)
    klare = _bosettingsklare(paa)
    alle = sak_per_husstand(Sak.objects.filter(husstand__in=list(paa)).order_by("pk"))
    for husstand in Husstand.objects.filter(pk__in=list(paa)).order_by("pk"):
        _krev_hel(liste, husstand, paa[husstand.pk], alle[husstand.pk], er_klar=husstand.pk in klare)


def sak_per_husstand(saker: Iterable[Sak]) -> dict[int, list[Sak]]:
    ut: dict[int, list[Sak]] = {}
    for sak in saker:
        ut.setdefault(sak.husstand_id, []).append(sak)
    return ut


def _krev_hel(
    liste: Fordelingsliste, husstand: Husstand, paa_listen: Sequence[Sak], saker: Sequence[Sak], *, er_klar: bool
) -> None:
    """B-032: still ready, and nobody in the household has become ready who is not on the list."""
    paa = {sak.pk for sak in paa_listen}
    if any(sak.tilstand != Sakstilstand.BOSETTINGSKLAR for sak in paa_listen):
        raise Domenefeil(
            "b030_ikke_klar", _("Ikke alle i husstand %(h)s er bosettingsklare lenger (B-030).") % {"h": husstand}
        )
    if not er_klar:
        raise Domenefeil("b030_ikke_klar", _ikke_klar(husstand, saker))
    if any(sak.tilstand == Sakstilstand.BOSETTINGSKLAR and sak.pk not in paa for sak in saker):
        raise Domenefeil(
            "b032_hel",
            _("Husstand %(h)s har fått et nytt medlem. Fjern husstanden fra listen og legg den til igjen (B-032).")
            % {"h": husstand},
        )
    if any(sak.tilstand in BUNDET and sak.kommune_id != liste.kommune_id for sak in saker):
        raise Domenefeil(
            "b032_delt",
            _("Noen i husstand %(husstand)s er fordelt til en annen kommune, og husstanden skal bo samlet (B-032).")
            % {"husstand": husstand},
        )
