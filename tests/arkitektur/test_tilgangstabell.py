"""S-01: every address × every kind of user × GET and POST, against the stored table and against rules of its own.

The table says what is; the rules say what must never be, so that a table made anew cannot hide a fault.
Make it anew with `OPPDATER_TABELL=1`, and read the difference.
"""

import csv
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.urls import reverse

from tests.arkitektur import adresser, snarveier
from tests.arkitektur.adresser import Adresse
from tests.arkitektur.leser import TILFELLER, VED_PORTEN, Leser, som, utfall
from tests.verden import Verden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lett_vandring")]
TABELL = Path(__file__).with_name("tilgangstabell.csv")
OPPDATER = bool(os.environ.get("OPPDATER_TABELL"))
METODER = ("GET", "POST")


def les_tabell() -> dict[tuple[str, str, str], dict[str, str]]:
    if not TABELL.exists():
        return {}
    with TABELL.open(encoding="utf-8", newline="") as fil:
        return {(rad.pop("adresse"), rad.pop("objekt"), rad.pop("metode")): rad for rad in csv.DictReader(fil)}


def skriv_tabell(tabell: dict[tuple[str, str, str], dict[str, str]]) -> None:
    with TABELL.open("w", encoding="utf-8", newline="") as fil:
        skriver = csv.writer(fil, lineterminator="\n")
        skriver.writerow(["adresse", "objekt", "metode", *TILFELLER])
        for nokkel, rad in sorted(tabell.items()):
            skriver.writerow([*nokkel, *(rad.get(tilfelle, "") for tilfelle in TILFELLER)])


# ---- the table is whole
def test_s01_every_address_is_in_the_mapping() -> None:
    assert (adresser.uten_objekt(), adresser.ukjente_navn()) == ([], [])


@pytest.mark.slow
def test_s01_the_table_has_every_address_and_no_other(verden: Verden) -> None:
    ventet = {(en.navn, en.objekt, metode) for en in adresser.alle(verden, verden.a) for metode in METODER}

    assert set(les_tabell()) == ventet or OPPDATER


# ---- the walk
@pytest.mark.slow
@pytest.mark.parametrize("tilfelle", [som(tilfelle) for tilfelle in TILFELLER])
def test_s01_who_gets_what(verden: Verden, leser_for: Callable[[str], Leser], tilfelle: str) -> None:
    egne = adresser.alle(verden, verden.a)
    if tilfelle in VED_PORTEN:
        egne = list({en.navn: en for en in reversed(egne)}.values())
    leser = leser_for(tilfelle)

    funnet = _svarene(leser, egne)

    brudd = [
        f"{tilfelle} {metode} {en.navn} [{en.objekt}]: {regel} ({fikk})"
        for en, metode, fikk, regel in _brudd(tilfelle, egne, funnet)
    ]
    lagret = les_tabell()
    if OPPDATER:
        _oppdater(lagret, tilfelle, funnet)
    feil = {
        nokkel: (lagret.get(nokkel, {}).get(tilfelle), fikk)
        for nokkel, fikk in funnet.items()
        if lagret.get(nokkel, {}).get(tilfelle) != fikk
    }
    print(
        f"S-01: {len({en.navn for en in egne})} adresser, {len(funnet)} svar som {tilfelle}, "
        f"feil svar {len(feil) + len(brudd)}"
    )
    assert (feil, brudd) == ({}, [])


def _svarene(leser: Leser, egne: list[Adresse]) -> dict[tuple[str, str, str], str]:
    """What each address answers. Whoever is stopped at the gates is asked for one object of each address and method."""
    funnet, stanset = dict[tuple[str, str, str], str](), dict[tuple[str, str], str]()
    for en, metode in itertools.product(egne, METODER):
        fikk = stanset.get((en.navn, metode))
        if fikk is None:
            svar = leser.svar(metode, en.sti)
            fikk = utfall(svar)
            if snarveier.FRA_PORTEN in svar.headers:
                stanset[en.navn, metode] = fikk
        funnet[en.navn, en.objekt, metode] = fikk
    return funnet


def _oppdater(
    lagret: dict[tuple[str, str, str], dict[str, str]], tilfelle: str, funnet: dict[tuple[str, str, str], str]
) -> None:
    """One column anew. A row goes when no kind of user has an answer in it any more."""
    for rad in lagret.values():
        rad[tilfelle] = ""
    for nokkel, fikk in funnet.items():
        lagret.setdefault(nokkel, {})[tilfelle] = fikk
    skriv_tabell({nokkel: rad for nokkel, rad in lagret.items() if any(rad.values())})


# ---- what must never be, whatever the table says
APNE = frozenset(
    {
        "healthz",
        "stil",
        "hjelp",
        "hjelpetema",
        "tilgjengelighet",
        "personvern",
        "kontakt",
        "kommunegrenser",
        "maalform",
        "fargevalg",
        "invitasjon",
        "account_login",
        "account_logout",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)
EGNE_SIDER = frozenset(
    {
        "hjem",
        "min_profil",
        "endre_epost",
        "bekreft_epost",
        "bytt_enhet",
        "forleng_okt",
        "skjemautkast",
        "skjemautkast_felt",
        "skjemautkast_forkast",
        "skjemautkast_lagre",
        "varsler",
        "varsler_les_alle",
        "varselvalg",
        "varsel_les",
    }
)
PERSONSIDER = (
    "personmappe",
    "husstand_bosettingsdato",
    "personer",
    "uten_bosettingsdato",
    "imdi_datoimport",
    "imdi_importrad",
    "imdi_vedtak",
    "imdi_sokt_ut",
    "imdi_fordeling",
    "fordelingsliste",
)
# Sent to the first step before anybody is looked for: the same for one who is not there (S-03), and 404 there.
UTEN_OPPSLAG = frozenset({"bruker_roller_se_over"})
ADMINSIDER = frozenset(
    {
        "admin:index",
        "admin:app_list",
        "admin:login",
        "admin:logout",
        "admin:password_change",
        "admin:password_change_done",
    }
)
LESERE = frozenset({"egen_bosetter_les", "fylke_les", "imdi_bosetter_les", "imdi_logg_les"})
UTEN_PERSONER = frozenset({"imdi_administrator", "imdi_support", "imdi_logg_les", "fylke_les"})
# Decision 14: what those who work in an enhet have, beside their own account.
ENHETER = {
    "mottak_skriv": frozenset(
        {
            "beboere",
            "beboer",
            "beboer_kartlegging",
            "beboer_flyttedato",
            "beboer_kontakt",
            "beboer_familie",
            "beboer_familie_fjern",
            "beboer_dokumenter",
            "beboer_dokument",
        }
    ),
    "bufetat_skriv": frozenset(
        {"barn_liste", "barn_under_15", "barn_dokumenter", "barn_dokument", "em_kapasitet", "rapport_em"}
    ),
}
ENHETENES = frozenset().union(*ENHETER.values())
# A method that no page of the kind has is refused before any object is looked for: the same for all (S-03).
NEKTET = frozenset({"403", "404", "405"})
# Sent by POST to keep it out of the address, and changing nothing: a purpose, a look, a search.
LESING_VED_POST = frozenset(
    {
        "personmappe_formaal",
        "personmappe_helse",
        "personmappe_arkivpakke_helse",
        "imdi_husstand_formaal",
        "imdi_datoimport_formaal",
        "imdi_personsok",
        "innsynskopi",
        "sok",
        "rapport_bosatte",
        "rapport_uten_dato",
    }
)
PORTER = frozenset({"inn", "faktor", "stengt", "rolle", "avtale"})


def _er_konto(navn: str) -> bool:
    return navn.startswith(("account_", "mfa_", "usersessions_"))


def _er_person(en: Adresse) -> bool:
    return en.navn.startswith(PERSONSIDER) or (
        en.navn.startswith("brev") and en.objekt.startswith(("person", "stengt"))
    )


def _er_adminskjema(en: Adresse) -> bool:
    skjema = en.navn.startswith("admin:") and en.navn.endswith(("_add", "_change", "_delete"))
    return skjema and en.navn not in ADMINSIDER


def _er_adminvisning(en: Adresse) -> bool:
    """Lists and histories of the admin draw the same page whatever the method; what could write is held above."""
    sist = en.navn.rpartition("_")[2]
    return en.navn in ADMINSIDER or en.navn.startswith("imdi/") or sist in ("changelist", "history")


def _til_imdi(tilfelle: str, en: Adresse) -> bool:
    """IMDi has pages of its own for lists and questions, and is sent there from the kommune's."""
    return tilfelle.startswith("imdi_") and en.navn.startswith(("fordelingslist", "henvendelse"))


def _brudd(
    tilfelle: str, egne: list[Adresse], funnet: dict[tuple[str, str, str], str]
) -> Iterator[tuple[Adresse, str, str, str]]:
    for en in egne:
        for metode in METODER:
            fikk = funnet[en.navn, en.objekt, metode]
            for regel in _regler(tilfelle, en, metode, fikk):
                yield en, metode, fikk, regel


def _regler(tilfelle: str, en: Adresse, metode: str, fikk: str) -> Iterator[str]:
    """The rules that this answer breaks."""
    if fikk.startswith("5"):
        yield "ingen side feiler"
    if en.navn.startswith("api_"):
        if fikk != "401":
            yield "ingen økt åpner API-et, verken innlogget eller ikke (tests/arkitektur/test_api.py har nøklene)"
    elif en.navn not in APNE:
        yield from _porter(tilfelle, en, fikk)
        yield from _grenser(tilfelle, en, metode, fikk)


def _porter(tilfelle: str, en: Adresse, fikk: str) -> Iterator[str]:
    egen_side = en.navn in EGNE_SIDER or _er_konto(en.navn)
    if tilfelle == "ikke_innlogget":
        if fikk != "inn":
            yield "uten innlogging finnes bare den faste listen"
    elif tilfelle == "uten_faktor":
        if fikk != "faktor" and not _er_konto(en.navn):
            yield "B-006: uten to faktorer kommer ingen videre"
    elif tilfelle == "stengt":
        if fikk not in ("stengt", "inn"):
            yield "B-004: en stengt konto ser bare siden som sier det"
    elif egen_side:
        return
    elif tilfelle in ("uten_avtale", "uten_rolle"):
        if fikk != tilfelle.removeprefix("uten_"):
            yield "B-005, B-007: uten avtale eller rolle ingen sider"
    elif fikk in PORTER and en.navn != "admin:login":
        yield "den som har kommet gjennom porten, sendes ikke tilbake"


def _grenser(tilfelle: str, en: Adresse, metode: str, fikk: str) -> Iterator[str]:
    egen_side = en.navn in EGNE_SIDER or _er_konto(en.navn)
    nektet = fikk in NEKTET
    if en.navn in UTEN_OPPSLAG and fikk == "302":
        return
    if tilfelle.startswith("annen_") and en.egen and not nektet:
        yield "B-001: det som er en annen kommunes, finnes ikke"
    if tilfelle == "annen_administrator" and en.navn.startswith("bruker") and en.egen and fikk != "404":
        yield "B-003: en annen kommunes bruker er 404 også for en administrator"
    lesing = en.navn in LESING_VED_POST or _er_adminvisning(en) or (fikk == "302" and _til_imdi(tilfelle, en))
    skriver = metode == "POST" and not egen_side and not lesing
    if tilfelle in LESERE and skriver and (fikk[0] in "23" or fikk == "422"):
        yield "B-002: den som bare leser, kommer ikke fram til skrivingen"
    if metode == "POST" and _er_adminskjema(en) and not nektet and fikk not in PORTER:
        yield "decision 11: Djangos egne skjemaer i admin skriver ingenting"
    if tilfelle in UTEN_PERSONER and _er_person(en) and not nektet:
        yield "security.md 4: ingen tilgang til personer"
    if tilfelle in ENHETER and not egen_side and not nektet and en.navn not in ENHETER[tilfelle]:
        yield "decision 14: mottak og Bufetat har bare sine egne sider"
    if (
        en.navn in ENHETENES
        and not nektet
        and fikk not in PORTER
        and (en.navn not in ENHETER.get(tilfelle, ()) or en.objekt == "annen")
    ):
        yield "security.md 4: bare egne beboere, og bare for dem som arbeider der"
    if tilfelle.startswith(("egen_", "annen_", "fylke")) and en.sti.startswith("/imdi/") and not nektet:
        yield "decision 11: /imdi/ er IMDis"


# ---- security.md §4, word for word
# Where the matrix says 404 for a fylke on a list, gate 4 (the role gives the function) stands before gate 5: 403.
JA, LUKKET = "200", "410"
MATRISE: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    (
        "fordelingsliste",
        "sendt",
        "GET",
        {
            "egen_bosetter_skriv": JA,
            "egen_bosetter_les": JA,
            "annen_bosetter_skriv": "404",
            "fylke_les": "403",
            "imdi_bosetter_skriv": "302",
            "imdi_administrator": "403",
        },
    ),
    ("imdi_fordelingsliste", "sendt", "GET", {"imdi_bosetter_skriv": JA, "imdi_administrator": "403"}),
    (
        "fordelingsliste_se_over",
        "sendt",
        "GET",
        {
            "egen_bosetter_skriv": JA,
            "egen_bosetter_les": "403",
            "annen_bosetter_skriv": "404",
            "imdi_administrator": "403",
        },
    ),
    (
        "personmappe",
        "ja",
        "GET",
        {
            "egen_bosetter_skriv": "404",
            "egen_bosetter_les": "404",
            "annen_bosetter_skriv": "404",
            "fylke_les": "404",
            "imdi_bosetter_skriv": JA,
            "imdi_administrator": "403",
        },
    ),
    (
        "personmappe",
        "utsokt",
        "GET",
        {
            "egen_bosetter_skriv": JA,
            "egen_bosetter_les": JA,
            "annen_bosetter_skriv": "404",
            "fylke_les": "404",
            "imdi_bosetter_skriv": "302",
            "imdi_administrator": "403",
        },
    ),
    (
        "personmappe",
        "opphevet",
        "GET",
        {
            "egen_bosetter_skriv": LUKKET,
            "egen_bosetter_les": LUKKET,
            "annen_bosetter_skriv": "404",
            "fylke_les": "404",
            "imdi_bosetter_skriv": "302",
            "imdi_administrator": "403",
        },
    ),
    (
        "personmappe_helse",
        "utsokt",
        "GET",
        {
            "egen_bosetter_skriv": "403",
            "egen_bosetter_les": "403",
            "annen_bosetter_skriv": "404",
            "fylke_les": "404",
            "imdi_bosetter_skriv": "403",
            "imdi_administrator": "403",
        },
    ),
    (
        "husstand_bosettingsdato",
        "privat",
        "GET",
        {
            "egen_bosetter_skriv": JA,
            "egen_bosetter_les": "403",
            "annen_bosetter_skriv": "404",
            "fylke_les": "404",
            "imdi_bosetter_skriv": JA,
            "imdi_administrator": "403",
        },
    ),
    (
        "brukere",
        "",
        "GET",
        {
            "egen_administrator": JA,
            "egen_bosetter_skriv": "403",
            "egen_bosetter_les": "403",
            "fylke_les": "403",
            "imdi_bosetter_skriv": "403",
        },
    ),
    ("bruker", "apen", "GET", {"egen_administrator": JA, "annen_administrator": "404"}),
    ("imdi_brukere", "", "GET", {"imdi_administrator": JA, "imdi_bosetter_skriv": "403"}),
)


@pytest.mark.slow
@pytest.mark.parametrize(("navn", "objekt", "metode", "ventet"), MATRISE)
def test_s01_the_table_agrees_with_the_matrix(navn: str, objekt: str, metode: str, ventet: dict[str, str]) -> None:
    rad = les_tabell()[navn, objekt, metode]

    assert {tilfelle: rad[tilfelle] for tilfelle in ventet} == ventet


@pytest.mark.slow
@pytest.mark.parametrize("aktiv", ["a", "b"])
def test_s01_a_role_in_one_kommune_gives_nothing_in_the_other(verden: Verden, aktiv: str) -> None:
    """Skriv in A, les in B: nothing of B's can be written, whichever kommune is the active one."""
    valgt = verden.a if aktiv == "a" else verden.b
    leser = Leser(verden.andre["begge"], aktiv_kommune=valgt.kommune.pk)
    bs = [en for en in adresser.alle(verden, verden.b) if en.egen and not en.sti.startswith("/imdi/")]
    bs = [en for en in bs if en.navn not in LESING_VED_POST]

    skrevet = {(en.navn, en.objekt): fikk for en in bs if (fikk := leser.utfall("POST", en.sti))[0] in "2345"}

    tillatt = {"401", "403", "404", "405", "410"}
    assert {nokkel: fikk for nokkel, fikk in skrevet.items() if fikk not in tillatt} == {}
    assert leser.utfall("GET", reverse("kommune_anmodninger", args=[verden.b.kommune.nummer])) == JA
