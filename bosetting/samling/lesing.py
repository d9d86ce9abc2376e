"""The rows that take more than a filter, and the values that are no fields."""

from collections.abc import Callable, Iterable
from html import unescape
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from bosetting.bosatt import mappe_queries as mappe
from bosetting.bosatt import rules as bosatt_rules
from bosetting.bosatt.models import Mappedokument
from bosetting.folkeregister.models import Folkeregisterstatus
from bosetting.fordeling.models import Fordelingslinje, Husstandssvar, Sporsmaal
from bosetting.innmelding.models import BestemtPerson
from bosetting.person.models import Familierelasjon, Husstand, Kartlegging, Sak
from bosetting.person.states import Gradering
from bosetting.soknad.models import Privatsoknad
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.brev import visning
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning as hendelsessetning
from imdinett.hendelse.typer import Hendelsestype as H
from imdinett.henvendelse.models import Henvendelse, Innlegg
from imdinett.utboks.models import Forsendelse

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

# Who is in the group and why a level was set are not given out; the levels themselves are a table of their own.
OM_GRUPPEN = (H.GRADERING_FORESLATT, H.GRADERING_ENDRET, H.GRADERING_AVVIST)
OM_MEDLEMMER = (H.SKJERMINGSMEDLEM_LAGT_TIL, H.SKJERMINGSMEDLEM_FJERNET)


def felt(navn: str) -> Callable[[Any], Any]:
    return lambda rad: getattr(rad, navn)


# ---- family
def slekt(sak: Sak) -> list[Familierelasjon]:
    """The relation and nothing more of the other; a protected relative is not there at all (B-095)."""
    rader = Familierelasjon.objects.filter(person=sak.person_id, slektning__gradering=Gradering.INGEN)
    return list(rader.select_related("person", "slektning").order_by("pk"))


def i_husstanden(rad: Familierelasjon) -> bool:
    return rad.person.husstand_id == rad.slektning.husstand_id


def antall_personer(husstand: Husstand) -> int:
    """Nobody protected is counted (B-095)."""
    return husstand.personer.filter(gradering=Gradering.INGEN).count()


def folkeregister(sak: Sak) -> list[Folkeregisterstatus]:
    rader = Folkeregisterstatus.objects.filter(person=sak.person_id)
    return list(rader.select_related("bostedskommune", "oppholdskommune"))


def helse(sak: Sak, bruker: "tilgang.Hvem") -> list[Kartlegging]:
    """B-093, B-094: by the right of its own."""
    if not bosatt_rules.kan_se_helse(bruker, sak):
        return []
    return list(Kartlegging.objects.filter(sak=sak))


# ---- kommuner that were asked
def bedt_om(sak: Sak) -> list[BestemtPerson]:
    """By number and name: a number typed wrong is somebody else's request (T6)."""
    person = sak.person
    rader = BestemtPerson.objects.filter(duf_nummer=person.duf_nummer).select_related("kommune")
    navn = {person.fornavn.casefold(), person.etternavn.casefold()}
    return [rad for rad in rader if any(del_ in rad.navn.casefold() for del_ in navn)]


def linjer(sak: Sak) -> list[Fordelingslinje]:
    """Those that a kommune was asked; a draft of IMDi's is no decision."""
    rader = Fordelingslinje.objects.filter(sak=sak).hos_kommunen()
    return list(rader.select_related("kommune", "liste").order_by("liste__sendt_tid", "pk"))


def svar(sak: Sak) -> list[Husstandssvar]:
    """One answer for the household (B-032), once it is given: a draft is the kommune's own."""
    rader = Husstandssvar.objects.filter(linjer__sak=sak, godkjent_tid__isnull=False)
    return list(rader.select_related("kommune").order_by("godkjent_tid", "pk"))


def svar_i_mappen(sak: Sak, bruker: "tilgang.Hvem") -> list[Husstandssvar]:
    svarene = [linje.husstandssvar for linje in mappe.linjer(sak, bruker)]
    return [ett for ett in svarene if ett.godkjent_tid]


def sporsmaal(sak: Sak) -> list[Sporsmaal]:
    return list(Sporsmaal.objects.filter(svar__linjer__sak=sak).select_related("kommune"))


def sendt(linje: Fordelingslinje) -> Any:
    return linje.liste.sendt_tid


def besvart(linje: Fordelingslinje) -> Any:
    return linje.liste.besvart_tid


# ---- letters, files, what was said
def brev(sak: Sak) -> list[Forsendelse]:
    """Filed on the case, the application, the answer, the decision or the list; and naming this person."""
    linjene = list(Fordelingslinje.objects.filter(sak=sak).values_list("liste_id", "husstandssvar_id"))
    vilkaar = Q(pk=None)
    for type_, ider in (
        ("sak", [sak.pk]),
        ("person", [sak.person_id]),
        ("husstand", [sak.husstand_id]),
        ("privatsoknad", Privatsoknad.objects.filter(husstand=sak.husstand_id).values_list("pk", flat=True)),
        ("bosettingsvedtak", Bosettingsvedtak.objects.filter(sak=sak).values_list("pk", flat=True)),
        ("fordelingsliste", [liste for liste, _svar in linjene]),
        ("husstandssvar", [svar_ for _liste, svar_ in linjene]),
    ):
        vilkaar |= Q(gjelder_type=type_, gjelder_id__in=[str(pk) for pk in ider])
    rader = Forsendelse.objects.brev().om_personer().filter(vilkaar).select_related("kommune")
    return [rad for rad in rader.order_by("opprettet_tid", "pk") if sak.person_id in _navngitte(rad)]


def _navngitte(rad: Forsendelse) -> set[int]:
    return {rad.innhold.get("person_id"), *rad.innhold.get("person_ider", ())}


def mottaker(rad: Forsendelse) -> str:
    return visning.mottaker(rad)


def referanse(rad: Forsendelse) -> str:
    return str(rad.innhold["referanse"])


def lagt_inn(dokument: Mappedokument) -> Any:
    return dokument.opplasting.lastet_opp_tid


def lagt_inn_av(dokument: Mappedokument) -> str:
    """The office, and nobody's name."""
    return str(dokument.kommune or dokument.enhet or "IMDi")


def henvendelser(sak: Sak) -> list[Henvendelse]:
    rader = Henvendelse.objects.filter(gjelder_type="sak", gjelder_id=str(sak.pk))
    return list(rader.select_related("kommune").order_by("opprettet_tid", "pk"))


def innlegg(sak: Sak) -> list[Innlegg]:
    return list(Innlegg.objects.filter(henvendelse__in=henvendelser(sak)).select_related("henvendelse"))


def henvendelse(rad: Innlegg) -> str:
    return rad.henvendelse.nummer


# ---- events
def hendelser(sak: Sak) -> list[Hendelse]:
    rader = Hendelse.objects.gjelder(sak, sak.person)
    return list(rader.exclude(type__in=[*OM_GRUPPEN, *OM_MEDLEMMER]))


def hendelser_i_mappen(sak: Sak, bruker: "tilgang.Hvem") -> Iterable[Hendelse]:
    return Hendelse.objects.om([sak], bruker)


def setning(rad: Hendelse) -> str:
    """As plain text: it is escaped again where it is shown."""
    return unescape(str(hendelsessetning(rad)))


def fra(rad: Hendelse) -> str:
    """Which office: the first word of the roles that one had, as IMDi or kommune."""
    kontor = dict.fromkeys(en.strip().partition("_")[0] for en in rad.rolle.split(",") if en.strip())
    return ", ".join(kontor) or "IMDinett"
