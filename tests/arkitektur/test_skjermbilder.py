"""Every screen of the product is reached from the menus by those whose it is, and by nobody else: in bokmål and
nynorsk, with what a busy year leaves behind, and on the first day when nobody has done anything.

`x` is reached on both days, `d` only when there is something to open, `f` only on the first day, `-` never. What a role
gets by an address that nobody shows it is S-01's table; here is where a person finds the way.
"""

import re
from collections.abc import Callable, Set

import pytest
from django.utils import translation
from django.utils.translation import gettext

from imdinett.bruker.models import Bruker
from tests.arkitektur.leser import Leser, bruker_for, som
from tests.arkitektur.menyer import Vandring, vandre
from tests.verden import Verden
from tests.verden.tom import uten_arbeid

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("lett_vandring")]

# The columns of the table: skriv, les, administrator, NIR, tilskudd and ekstratilskudd in a kommune; fylke; mottak and
# Bufetat; IMDi's skriv, les, anmodning, support (hjelp), administrator and logg.
ROLLER = (
    "egen_bosetter_skriv",
    "egen_bosetter_les",
    "egen_administrator",
    "egen_nir_superbruker",
    "egen_tilskudd",
    "egen_ekstratilskudd",
    "fylke_les",
    "mottak_skriv",
    "bufetat_skriv",
    "imdi_bosetter_skriv",
    "imdi_bosetter_les",
    "imdi_anmodning",
    "imdi_support",
    "imdi_administrator",
    "imdi_logg_les",
)
# Between them they have every screen; the others have the same pages as one of these.
NYNORSK = (
    "egen_bosetter_skriv",
    "egen_administrator",
    "mottak_skriv",
    "bufetat_skriv",
    "imdi_bosetter_skriv",
    "imdi_anmodning",
)
TABELL = """
                                                                kommune      F  enhet IMDi
skjermbilde                | adresse                              s l a n t e  l  m b  s l a h d o
Hjem                       | hjem                                 x x x x x x  x  x x  x x x x x x
Fordelingslister           | fordelingslister                     x x - - - -  -  - -  - - - - - -
  detalj og svar           | fordelingsliste                      d d - - - -  -  - -  - - - - - -
Personsøk                  | sok                                  x x x x x x  x  - -  x x x x x -
Personer                   | personer                             x x - - - -  -  - -  x x - - - -
Personmappe                | personmappe                          d d - - - -  -  - -  - - - - - -
  formål med oppslaget     | personmappe_formaal                  - - - - - -  -  - -  d d - - - -
  Identitet og opphold     | personmappe_identitet                d d - - - -  -  - -  - - - - - -
  Familie                  | personmappe_familie                  d d - - - -  -  - -  - - - - - -
  Kartlegging              | personmappe_kartlegging              d d - - - -  -  - -  - - - - - -
  Kompetanse               | personmappe_kompetanse               d d - - - -  -  - -  - - - - - -
  Helse og tilrettelegging | personmappe_tilrettelegging          d d - - - -  -  - -  - - - - - -
  Bosetting                | personmappe_bosetting                d d - - - -  -  - -  - - - - - -
  Brev                     | personmappe_brev                     d d - - - -  -  - -  - - - - - -
  Dokumenter               | personmappe_dokumenter               d d - - - -  -  - -  - - - - - -
  Notater                  | personmappe_notater                  d d - - - -  -  - -  - - - - - -
  Hendelser                | personmappe_hendelser                d d - - - -  -  - -  - - - - - -
Personer uten dato         | uten_bosettingsdato                  x x - - - -  -  - -  x x - - - -
  dato for husstanden      | husstand_bosettingsdato              d - - - - -  -  - -  d - - - - -
Kommuner                   | kommuner                             - - - - - -  -  - -  x x x x x -
  Oversikt                 | kommune                              x x x x x x  x  - -  x x x x x -
  Anmodninger og vedtak    | kommune_anmodninger                  x x - - - -  x  - -  x x x - - -
  nytt vedtak              | kommunevedtak_nytt                   f - - - - -  -  - -  - - - - - -
  se over vedtaket         | kommunevedtak                        d - - - - -  -  - -  - - - - - -
  Innmeldinger             | kommune_innmeldinger                 x x - - - -  -  - -  x x x - - -
  Antall plasser           | kommune_innmeldinger:antall-plasser  x x - - - -  -  - -  x x x - - -
  Boliger                  | kommune_innmeldinger:bolig           x x - - - -  -  - -  x x x - - -
  Bestemte personer        | kommune_innmeldinger:bestemt-person  x x - - - -  -  - -  x x x - - -
  EM-kapasitet             | kommune_innmeldinger:em-kapasitet    x x - - - -  -  - -  x x x - - -
  ny: Antall plasser       | innmelding_ny:antall-plasser         x - - - - -  -  - -  - - - - - -
  ny: Bolig                | innmelding_ny:bolig                  x - - - - -  -  - -  - - - - - -
  ny: Bestemt person       | innmelding_ny:bestemt-person         x - - - - -  -  - -  - - - - - -
  ny: EM-kapasitet         | innmelding_ny:em-kapasitet           x - - - - -  -  - -  - - - - - -
  Vis detaljer             | innmelding:antall-plasser            d d - - - -  -  - -  d d d - - -
  Kanseller                | innmelding_kanseller:antall-plasser  d - - - - -  -  - -  - - - - - -
Henvendelser               | henvendelser                         x x x x x x  -  - -  - - - - - -
  ny                       | henvendelse_ny                       x - x x x x  -  - -  - - - - - -
  dialog                   | henvendelse                          d d d d d d  -  - -  - - - - - -
Rapporter                  | rapporter                            x x - - - -  x  - -  x x x - - -
  R1 anmodning og vedtak   | rapport_anmodning_vedtak             x x - - - -  x  - -  x x x - - -
  R2 bosatte               | rapport_bosatte                      x x - - - -  -  - -  x x - - - -
  R3 hele landet           | rapport_nasjonal                     x x - - - -  x  - -  x x x - - -
  R4 uten dato             | rapport_uten_dato                    x x - - - -  -  - -  x x - - - -
  R5 ventetid              | rapport_ventetid                     x x - - - -  x  - -  x x x - - -
  R6 svartid og avslag     | rapport_svartid                      x x - - - -  x  - -  x x x - - -
Hendelser                  | hendelser                            x x x - - -  -  - -  x x x - x x
Brukere                    | brukere                              - - x - - -  -  - -  - - - - - -
  ny                       | bruker_ny                            - - x - - -  -  - -  - - - - - -
  en bruker                | bruker                               - - x - - -  -  - -  - - - - - -
Mottak: beboere            | beboere                              - - - - - -  -  x -  - - - - - -
  en beboer                | beboer                               - - - - - -  -  d -  - - - - - -
Bufetat: barn under 15     | barn_liste                           - - - - - -  -  - x  - - - - - -
  ett barn                 | barn_under_15                        - - - - - -  -  - d  - - - - - -
IMDi: arbeidsflate         | admin:index                          - - - - - -  -  - -  x x x x x x
IMDi: Fordeling            | imdi_fordeling                       - - - - - -  -  - -  x x x - - -
  de som venter            | imdi_fordeling_venter                - - - - - -  -  - -  x x x - - -
  ny liste                 | imdi_fordeling_ny                    - - - - - -  -  - -  x - - - - -
  en liste                 | imdi_fordelingsliste                 - - - - - -  -  - -  d d d - - -
IMDi: Anmodning            | anmodningsrunder                     - - - - - -  -  - -  x x x - - -
  ny runde                 | anmodningsrunde_ny                   - - - - - -  -  - -  - - x - - -
  tallene                  | anmodningsrunde_tall                 - - - - - -  -  - -  - - d - - -
  modellen                 | anmodningsmodell                     - - - - - -  -  - -  d d d - - -
  svarene                  | anmodningssvar                       - - - - - -  -  - -  d d d - - -
  en runde                 | anmodningsrunde                      - - - - - -  -  - -  d d d - - -
  se over og send          | anmodningsrunde_se_over              - - - - - -  -  - -  - - d - - -
IMDi: Henvendelser         | imdi_henvendelser                    - - - - - -  -  - -  x x - x - -
  dialog                   | imdi_henvendelse                     - - - - - -  -  - -  d d - d - -
"""
# What the page says on the first day; where it is not listed, the page has a form or a choice to begin with.
TOMME = {
    "hjem": "Ingenting venter på deg nå. Du får e-post når det kommer noe nytt.",
    "fordelingslister": "Kommunen har ikke fått noen fordelingslister. Dere får e-post når det kommer en.",
    "personer": "Ingen personer er søkt ut til kommunen. Mappene åpnes når IMDi har gjort vedtak.",
    "uten_bosettingsdato": "Alle som er søkt ut, har fått bosettingsdato.",
    "kommune_anmodninger": "IMDi har ikke sendt anmodning for dette året.",
    "kommune_innmeldinger": "Kommunen har ikke meldt inn noe her.",
    "kommune_innmeldinger:bolig": "Kommunen har ikke meldt inn noe her.",
    "kommune_innmeldinger:bestemt-person": "Kommunen har ikke meldt inn noe her.",
    "kommune_innmeldinger:em-kapasitet": "Kommunen har ikke meldt inn noe her.",
    "henvendelser": "Kommunen har ingen henvendelser her.",
    "hendelser": "Ingen hendelser passer med søket. Prøv en lengre periode eller færre ord.",
    "rapport_ventetid": "Det finnes ingen tall for dette året og området. Velg et annet år eller område.",
    "rapport_svartid": "Det finnes ingen tall for dette året og området. Velg et annet år eller område.",
    "beboere": "Ingen mangler kartlegging nå.",
    "barn_liste": "Ingen barn under 15 år venter på bosetting hos dere.",
    "admin:index": "Ingenting venter på deg nå.",
    "imdi_fordeling": "Ingen lister passer til filteret. Velg «Alle» for å se resten.",
    "imdi_fordeling_venter": "Ingen husstander passer til filteret.",
    "imdi_fordeling_ny": "Ingen husstander passer til filteret.",
    "anmodningsrunder": "Ingen anmodningsrunder er laget ennå.",
    "imdi_henvendelser": "Ingen henvendelser her.",
}
# Empty on a busy day too: nothing waits for them, they may not see whom a kommune asks for, and what there is to read
# of users is older than what the page begins with.
UTEN_EGNE: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "egen_bosetter_les",
            "egen_nir_superbruker",
            "egen_tilskudd",
            "egen_ekstratilskudd",
            "fylke_les",
            "mottak_skriv",
            "bufetat_skriv",
        ),
        frozenset({"hjem"}),
    ),
    **dict.fromkeys(("imdi_bosetter_les", "imdi_logg_les"), frozenset({"hjem", "admin:index"})),
    "egen_administrator": frozenset({"hendelser"}),
    "imdi_anmodning": frozenset({"kommune_innmeldinger:bestemt-person"}),
}

# Where somebody has something to do on the first day: IMDi's administrator names who gets the alarms.
FORSTE_OPPGAVE: dict[str, frozenset[str]] = {"imdi_administrator": frozenset({"hjem", "admin:index"})}


def les_tabell() -> dict[str, dict[str, str]]:
    """The marks of each screen by kind of user."""
    rader = [linje.partition("|")[2].split() for linje in TABELL.splitlines()[3:]]
    return {adresse: dict(zip(ROLLER, merker, strict=True)) for adresse, *merker in rader}


SKJERMER = les_tabell()


def skjermene_til(tilfelle: str, merker: str) -> set[str]:
    return {adresse for adresse, roller in SKJERMER.items() if roller[tilfelle] in merker}


@pytest.mark.parametrize("tilfelle", [som(rolle) for rolle in ROLLER])
def test_the_menus_lead_to_the_roles_own_screens(leser_for: Callable[[str], Leser], tilfelle: str) -> None:
    """No link in them leads to an error, and what there is to see is there."""
    vandring = vandre(leser_for(tilfelle), set(SKJERMER))

    ventet = skjermene_til(tilfelle, "xd")
    _krev(vandring, ventet, "nb", tomme=UTEN_EGNE.get(tilfelle, frozenset()))
    lengst = max(side.klikk for side in vandring.sider.values())
    print(f"menyer: {len(ventet)} av {len(SKJERMER)} skjermbilder som {tilfelle}, {lengst} klikk til det siste")


@pytest.mark.parametrize("tilfelle", [som(rolle) for rolle in NYNORSK])
def test_in_nynorsk_they_lead_to_the_same(verden: Verden, tilfelle: str) -> None:
    """That each page has the same links in both is held where all are drawn, test_tilgjengelighet.py."""
    Bruker.objects.update(sprak="nn")
    vandring = vandre(Leser(bruker_for(verden, tilfelle), sprak="nn"), set(SKJERMER))

    ventet = skjermene_til(tilfelle, "xd")
    _krev(vandring, ventet, "nn", tomme=UTEN_EGNE.get(tilfelle, frozenset()))


@pytest.mark.parametrize(
    ("tilfelle", "sprak"),
    [*(som(rolle, "nb") for rolle in ROLLER), *(som(rolle, "nn") for rolle in NYNORSK)],
)
def test_on_the_first_day_they_lead_to_pages_that_say_why_they_are_empty(
    verden: Verden, tilfelle: str, sprak: str
) -> None:
    ventet = skjermene_til(tilfelle, "xf")
    with uten_arbeid():
        Bruker.objects.update(sprak=sprak)
        vandring = vandre(Leser(bruker_for(verden, tilfelle), sprak=sprak), set(SKJERMER))

    _krev(vandring, ventet, sprak, tomme=set(TOMME) & ventet - FORSTE_OPPGAVE.get(tilfelle, frozenset()))


def test_those_who_read_nynorsk_have_every_screen_between_them() -> None:
    assert [adresse for adresse, roller in SKJERMER.items() if {roller[en] for en in NYNORSK} == {"-"}] == []


def test_whoever_is_not_logged_in_is_led_to_the_door(verden: Verden) -> None:
    """«Logg inn» is the one screen there is."""
    vandring = vandre(Leser(None), {*SKJERMER, "account_login"})

    _krev(vandring, {"account_login"}, "nb", tomme=set())


def _krev(vandring: Vandring, ventet: Set[str], sprak: str, *, tomme: Set[str]) -> None:
    funnet = set(vandring.sider)
    assert (sorted(ventet - funnet), sorted(funnet - ventet), vandring.dode) == ([], [], [])
    assert _feil_paa_sidene(vandring, sprak) == []
    assert (sorted(tomme - (sagt := _tomme(vandring, sprak))), sorted(sagt - tomme)) == ([], [])


def _feil_paa_sidene(vandring: Vandring, sprak: str) -> list[str]:
    """In the form of Norwegian that was asked for, with one heading that says something."""
    return [
        f"{navn}: {side.sprak} {side.overskrifter}"
        for navn, side in vandring.sider.items()
        if side.sprak != sprak or len(side.overskrifter) != 1 or not side.overskrifter[0]
    ]


def _tomme(vandring: Vandring, sprak: str) -> set[str]:
    """The screens that say that they are empty, in the words of the table."""
    with translation.override(sprak):
        tekster = {navn: re.sub(r"\s+", " ", gettext(tekst)) for navn, tekst in TOMME.items()}
    return {navn for navn, side in vandring.sider.items() if navn in tekster and tekster[navn] in side.tekst}
