"""The pages on a whole country, as a skriv user of the largest kommune, of an ordinary one, and as IMDi."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.test import Client
from django.urls import reverse

from bosetting.person.models import Sak
from bosetting.person.states import Gradering, Sakstilstand
from bosetting.sok.services import lagre_sok
from imdinett.bruker.models import Bruker
from imdinett.forvaltning import demodata as folk
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.management.benk.maaling import Oppslag, Sidemaaling, klient_for, mal
from imdinett.management.land.brukere import epost
from imdinett.tilgang.roller import Rolle

RUNDER = 20
SOKETEKST = "Olena Eksempel"
R1, R3 = "rapport_anmodning_vedtak", "rapport_nasjonal"


@dataclass(frozen=True)
class Leser:
    hvem: str
    epost: str
    kommune: Kommune | None
    personer: int


def brukere() -> list[Leser]:
    """By how many they have settled: the kommune with most, the one in the middle, and IMDi."""
    bosatt = Sak.objects.filter(tilstand=Sakstilstand.BOSATT).order_by().values("kommune")
    etter_antall = list(bosatt.annotate(antall=Count("pk")).order_by("-antall", "kommune"))
    rader = [etter_antall[0], etter_antall[len(etter_antall) // 2]]
    kommuner = Kommune.objects.in_bulk(rad["kommune"] for rad in rader)
    ut = [
        Leser(str(kommune), epost(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune.nummer), kommune, rad["antall"])
        for rad in rader
        for kommune in [kommuner[rad["kommune"]]]
    ]
    imdi = f"bosetter_skriv.imdi@{folk.DOMENE}"
    return [*ut, Leser("IMDi", imdi, None, sum(rad["antall"] for rad in etter_antall))]


def mal_alle(si: Callable[[str], None]) -> dict[Leser, list[Sidemaaling]]:
    ut: dict[Leser, list[Sidemaaling]] = {}
    for bruker in brukere():
        klient = klient_for(bruker.epost)
        ut[bruker] = []
        for oppslag in _sider(bruker, klient):
            maaling = mal(klient, oppslag, runder=RUNDER)
            ut[bruker].append(maaling)
            si(f"{bruker.hvem}: {oppslag.navn}, p95 {maaling.p95:.0f} ms, {maaling.sporringer} spørringer")
    return ut


def _sider(bruker: Leser, klient: Client) -> Iterator[Oppslag]:
    imdi = bruker.kommune is None
    yield Oppslag("Forsiden", reverse("admin:index" if imdi else "hjem"))
    yield Oppslag("Fordelingslister", reverse("imdi_fordeling" if imdi else "fordelingslister"))
    if imdi:
        yield Oppslag("Hvem venter", reverse("imdi_fordeling_venter"))
        yield Oppslag("Registrering", reverse("imdi_personer"))
    yield Oppslag("Personer", reverse("personer"))
    yield Oppslag("Uten bosettingsdato", reverse("uten_bosettingsdato"))
    yield Oppslag("Personsøk", _sok(bruker))
    yield Oppslag("Personmappe", _mappe(bruker, klient))
    if imdi:
        yield Oppslag("Ukeplan for landet", reverse("imdi_ukeplan"))
    yield from _rapporter(bruker)


def _rapporter(bruker: Leser) -> Iterator[Oppslag]:
    """R1 to R6, for the whole country where the reader may see it, else for the reader's own."""
    landet, fjoraaret = "omraade=landet", klokke.today().year - 1
    utvalg = {"som": "skjerm", "formaal": "Måler hvor fort rapporten er.", "kommune": "", "aar": ""}
    yield Oppslag("R1 Anmodning og vedtak, landet", f"{reverse(R1)}?{landet}")
    yield Oppslag("R2 Bosatte", reverse("rapport_bosatte"), utvalg)
    yield Oppslag("R3 Hele landet, ett år", f"{reverse(R3)}?{landet}&aar={fjoraaret}")
    yield Oppslag("R3 som CSV", f"{reverse(R3)}?{landet}&aar={fjoraaret}&format=csv-maskin")
    yield Oppslag("R4 Søkt ut uten dato", reverse("rapport_uten_dato"), utvalg)
    yield Oppslag("R5 Ventetid", f"{reverse('rapport_ventetid')}?{landet}&aar={fjoraaret}")
    yield Oppslag("R6 Svartid og avslag", f"{reverse('rapport_svartid')}?{landet}&aar={fjoraaret}")
    yield Oppslag("Fordelinger i året", f"{reverse('rapport_fordelinger')}?aar={fjoraaret}")
    yield Oppslag("Ubrukte plasser", f"{reverse('rapport_ubrukte')}?aar={fjoraaret}")


def _sok(bruker: Leser) -> str:
    """What a search for a common name finds; the terms are stored once, as the page does."""
    lagret = lagre_sok(bruker=Bruker.objects.get(epost=bruker.epost), tekst=SOKETEKST)
    return f"{reverse('sok')}?sok={lagret.uuid}"


def _mappe(bruker: Leser, klient: Client) -> str:
    """Somebody who is settled; IMDi has said why the folder is opened."""
    saker = Sak.objects.filter(tilstand=Sakstilstand.BOSATT, person__gradering=Gradering.INGEN)
    if bruker.kommune:
        saker = saker.filter(kommune=bruker.kommune)
    sak = saker.select_related("person").order_by("-bosettingsdato", "pk")[0]
    if bruker.kommune is None:
        svar = klient.post(reverse("personmappe_formaal", args=[sak.person.uuid]), {"hvorfor": "kontroll"})
        assert svar.status_code == 302
    return reverse("personmappe", args=[sak.person.uuid])
