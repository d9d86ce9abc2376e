"""S-02, S-03, S-04: marker texts that must not come out, searched for in all that a user can be shown."""

import functools
import io
import logging
import re
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from bosetting.fordeling.models import Fordelingslinje
from bosetting.person.services import endre_gradering
from bosetting.person.states import Gradering
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.web import norsk
from tests.arkitektur import adresser
from tests.arkitektur.kravler import Side, Tur, kravl
from tests.arkitektur.leser import TILFELLER, Leser, bruker_for, i_en_prosess, som
from tests.arkitektur.tur import paa_nytt
from tests.hjelp import bruker_med, med_faktor
from tests.verden import APEN, KANARI, LEDIG, SKJULT, STENGT, Identitet, Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("lett_vandring")]
FREMMEDE = (
    "egen_bosetter_skriv",
    "egen_bosetter_les",
    "egen_administrator",
    "egen_nir_superbruker",
    Rolle.FYLKE_LES.value,
    Rolle.MOTTAK_SKRIV.value,
)


def med(sider: Iterator[Side] | Any, *ord_: str) -> list[str]:
    return sorted(f"{side.sti}: {etord}" for side in sider for etord in ord_ if etord in side.tekst)


# ---- S-02
@pytest.mark.parametrize("tilfelle", [som(tilfelle) for tilfelle in FREMMEDE])
def test_s02_nothing_of_the_other_kommune_is_shown(tur_for: Callable[[str], Tur], tilfelle: str) -> None:
    tur = tur_for(tilfelle)

    print(f"S-02: {len(tur.sider)} sider og {len(tur.filer)} filer lest som {tilfelle}, 0 med {KANARI}")
    assert med(tur.sider.values(), KANARI) == []


@i_en_prosess("annen_bosetter_skriv")
def test_s02_the_marker_is_there_for_those_who_own_it(verden: Verden, tur_for: Callable[[str], Tur]) -> None:
    """The twin: what nobody else finds, B's own find, in pages, letters and files."""
    tur = tur_for("annen_bosetter_skriv")
    sider = {side.sti for side in tur.sider.values() if KANARI in side.tekst and side.status == 200}
    egne = {
        reverse("kommune_anmodninger", args=[verden.b.kommune.nummer]),
        reverse("fordelingsliste", args=[verden.b.lister["sendt"].nummer]),
        reverse("fordelingsliste", args=[verden.b.lister["besvart"].nummer]),
        reverse("personmappe", args=[verden.b.person("utsokt").uuid]),
        reverse("brev", args=[verden.b.brev["person"].uuid]),
        reverse("brev_pdf", args=[verden.b.brev["person"].uuid]),
        reverse("vedlegg", args=[verden.b.filer["ren"].uuid]),
        reverse("hendelser"),
    }

    print(f"S-02: {KANARI} står på {len(sider)} av B's egne {len(tur.sider)} sider")
    assert egne - sider == set()


@i_en_prosess("annen_administrator")
def test_s02_the_administrators_of_b_find_it_among_their_users(leser_for: Callable[[str], Leser]) -> None:
    tur = kravl(leser_for("annen_administrator"), ["/"])

    assert {reverse("brukere"), reverse("innsynslogg")} - {
        side.sti for side in tur.sider.values() if KANARI in side.tekst
    } == set()


# ---- security.md §5
@pytest.mark.parametrize("tilfelle", [som("egen_bosetter_skriv"), som("imdi_bosetter_skriv")])
def test_s02_s07_a_protected_person_is_nowhere_but_for_the_group(
    verden: Verden, tur_for: Callable[[str], Tur], tilfelle: str
) -> None:
    """B-095: protected after lists, letters, notes and looks exist; then somebody outside reads every page that named
    the person, and every list."""
    leder = med_faktor(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))
    sak = verden.a.person("utsokt").sak
    en = next(en for en in hos(verden, "Alfavik", APEN) if sak.person.duf_nummer in en.tall)
    # A household's number is H and a code of the same kind: only the case's own number, whole, is the case's.
    saksnummer = re.compile(rf"\b{sak.nummer}\b")

    def navngir(side: Side) -> bool:
        adresse = str(sak.person.uuid) in side.sti + side.tekst
        return adresse or bool(saksnummer.search(side.tekst) or funnet(en, side.tekst))

    for_ = tur_for(tilfelle)
    for adresse in (reverse("personmappe", args=[sak.person.uuid]), reverse("imdi_person", args=[sak.person.uuid])):
        Leser(verden.a.skriv).svar("GET", adresse)
    endre_gradering(bruker=leder, sak=sak, til=Gradering.STRENGT_FORTROLIG, grunn="Politiet har meldt trusler.")

    tur = paa_nytt(Leser(bruker_for(verden, tilfelle)), for_, navngir)

    # Every mottak stands in IMDi's choice of units, whoever lives there; anywhere else its name would tell of somebody.
    uten_valg = {side.sti: re.sub(r"<option\b[^>]*>[^<]*</option>", "", side.tekst) for side in tur.sider.values()}
    tekster = {sti: tekst.replace(str(sak.person.uuid), "") for sti, tekst in uten_valg.items()}
    navngitt = sum(navngir(side) for side in for_.sider.values())
    print(f"S-07: {navngitt} av {len(for_.sider)} sider nevnte personen, {len(tur.sider)} lest om igjen som {tilfelle}")
    assert navngitt > 20
    assert lekkasjer([en], tekster) == []
    assert [sti for sti, tekst in tekster.items() if saksnummer.search(tekst)] == []
    mappe = Leser(leder).svar("GET", reverse("personmappe_formaal", args=[sak.person.uuid]))
    assert (mappe.status_code, sak.nummer in mappe.innhold.decode()) == (200, True)


# ---- S-03
MANGLER = uuid.UUID("00000000-0000-4000-8000-000000000000")


def par(verden: Verden) -> list[tuple[str, str]]:
    """(an address of B's object, the same address of an object that is not there)."""
    ut = []
    for en in adresser.alle(verden, verden.b):
        if en.egen:
            uten = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(MANGLER), en.sti)
            uten = re.sub(r"/20\d\d-\d{4}/", "/2026-9999/", uten)
            uten = re.sub(r"(?<=/)H[A-Z0-9]{5}(?=/)", "H00000", uten)
            uten = re.sub(r"/H-\d{5}/", "/H-99999/", uten)
            uten = uten.replace(f"/{verden.b.kommune.nummer}/", "/9998/")
            uten = re.sub(r"/(?!20\d\d/|9998/|1191/)\d+/", "/987654/", uten)
            ut.append((en.sti, uten))
    nummer = verden.a.kommune.nummer
    sider = (
        "kommunevedtak",
        "kommunevedtak_endre",
        "kommunevedtak_forkast",
        "kommunevedtak_kvittering",
        "kommunevedtak_epost",
    )
    return ut + [
        (reverse(navn, args=[nummer, vedtak.pk]), reverse(navn, args=[nummer, 987654]))
        for vedtak in verden.b.vedtak.values()
        for navn in sider
    ]


@pytest.mark.parametrize(
    "tilfelle",
    [som(en) for en in ("egen_bosetter_skriv", "egen_bosetter_les", "egen_administrator", Rolle.FYLKE_LES.value)],
)
def test_s03_foreign_is_as_missing(verden: Verden, leser_for: Callable[[str], Leser], tilfelle: str) -> None:
    leser = leser_for(tilfelle)
    alle = [(metode, *to) for to in par(verden) for metode in ("GET", "POST")]

    ulike = [
        (metode, fremmed, mangler)
        for metode, fremmed, mangler in alle
        if _likt(leser.svar(metode, fremmed), fremmed) != _likt(leser.svar(metode, mangler), mangler)
    ]

    print(f"S-03: {len(alle)} par som {tilfelle}, ulike {len(ulike)}")
    assert [to for to in alle if to[1] == to[2]] == []
    assert ulike == []


def test_s03_takes_the_same_time(verden: Verden) -> None:
    """Printed, not held: a busy machine would make it lie."""
    leser = Leser(verden.a.skriv)
    fremmed = reverse("personmappe", args=[verden.b.person("utsokt").uuid])
    mangler = reverse("personmappe", args=[MANGLER])
    tider: dict[str, list[float]] = {fremmed: [], mangler: []}

    for _nr in range(15):
        for sti, brukt in tider.items():
            start = time.perf_counter()
            assert leser.svar("GET", sti).status_code == 404
            brukt.append(time.perf_counter() - start)

    a, b = (statistics.median(brukt) * 1000 for brukt in tider.values())
    print(f"S-03: median {a:.1f} ms for en annens, {b:.1f} ms for en som ikke finnes")


def _likt(svar: Any, sti: str) -> tuple[int, dict[str, str], str]:
    """What can be compared: without the reference number, the form's token and the address itself."""
    tekst = svar.innhold.decode().replace(sti, "STI")
    tekst = re.sub(r'(?<=<code>)\w+(?=</code>)|(?<="referanse": ")\w+', "REFERANSE", tekst)
    tekst = re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+', r"\1", tekst)
    tekst = re.sub(r"\b\d\d[.:]\d\d([.:]\d\d)?\b", "KL", tekst)
    # The second it was sent, and the length of the address that the page repeats.
    egne = {"X-Request-ID", "Expires", "Content-Length"}
    hoder = {navn: verdi.replace(_id(sti), "ID") for navn, verdi in svar.headers.items() if navn not in egne}
    return svar.status_code, hoder, tekst


def _id(sti: str) -> str:
    treff = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", sti)
    return treff[0] if treff else sti


# ---- S-04
def datoformer(dag: date) -> set[str]:
    ut = {dag.isoformat(), f"{dag:%d.%m.%Y}", f"{dag.day}.{dag.month}.{dag.year}", f"{dag:%d.%m.%y}", f"{dag:%d%m%y}"}
    for sprak in ("nb", "nn"):
        with translation.override(sprak):
            ut |= {norsk.dato(dag), norsk.kortdato(dag)}
    return ut


@functools.cache
def spor(en: Identitet) -> dict[str, set[str]]:
    """Every way a person's identity can stand in a text, field by field."""
    return {"navn": set(en.navn), "tall": set(en.tall), "fødselsdato": datoformer(en.fodt)}


@functools.lru_cache(maxsize=1)
def uten_mellomrom(tekst: str) -> str:
    return re.sub(r"[\s\u00a0\u202f.-]", "", tekst)


def funnet(en: Identitet, tekst: str) -> set[str]:
    tett = uten_mellomrom(tekst) if any(tall[:4] in tekst for tall in en.tall) else ""
    ut = {felt for felt, verdier in spor(en).items() if any(verdi in tekst for verdi in verdier)}
    return ut | ({"tall"} if any(tall in tett for tall in en.tall) else set())


def lekkasjer(identiteter: list[Identitet], tekster: dict[str, str]) -> list[str]:
    return sorted(
        f"{hvor}: {felt} ({en.stadium} {en.kommune})"
        for hvor, tekst in tekster.items()
        for en in identiteter
        for felt in funnet(en, tekst)
    )


def hos(verden: Verden, kommune: str, *stadier: str) -> list[Identitet]:
    return [en for en in verden.identiteter if en.kommune == kommune and en.stadium in stadier]


@pytest.mark.parametrize(
    "tilfelle",
    [
        som(en)
        for en in (
            "egen_bosetter_skriv",
            "egen_bosetter_les",
            "egen_administrator",
            Rolle.FYLKE_LES.value,
            "annen_bosetter_skriv",
        )
    ],
)
def test_s04_no_identity_before_the_decision_or_after_the_recall(
    verden: Verden, tur_for: Callable[[str], Tur], tilfelle: str
) -> None:
    """B-034, B-042: on no page and in no file, for the kommune that was asked or for anybody else's."""
    skjult = [*hos(verden, "Alfavik", SKJULT, STENGT), *hos(verden, "ingen", LEDIG)]
    tur = tur_for(tilfelle)

    funn = lekkasjer(skjult, {side.sti: side.tekst for side in tur.sider.values()})

    print(f"S-04: {len(skjult)} personer × {len(tur.sider)} sider og filer som {tilfelle}, {len(funn)} funn")
    assert funn == []


def test_s04_no_identity_in_mail_events_or_frozen_facts(verden: Verden) -> None:
    """B-034, B-038: e-mail never says who, at any stage; events and facts do not before the decision."""
    for_vedtak = [*hos(verden, "Alfavik", SKJULT), *hos(verden, "Betafjord", SKJULT), *hos(verden, "ingen", LEDIG)]
    epost = {f"e-post {rad.pk}": f"{rad.tittel} {rad.mottaker} {rad.innhold}" for rad in Forsendelse.objects.epost()}
    hendelser = {
        f"hendelse {rad.pk} {rad.type}": f"{rad} {rad.data} {setning(rad)}"
        for ett in (verden.a, verden.b)
        for bruker in ett.brukere.values()
        for rad in Hendelse.objects.synlig_for(bruker)
    }
    fakta = {f"linje {linje.pk}": f"{linje} {linje.fakta}" for linje in Fordelingslinje.objects.all()}
    brev = {
        f"brev {rad.pk}": f"{rad.tittel} {rad.mottaker_navn} {rad.innhold}"
        for rad in Forsendelse.objects.brev().exclude(slag__startswith="person.")
    }

    print(f"S-04: {len(epost)} e-poster, {len(hendelser)} hendelser, {len(fakta)} linjer, {len(brev)} brev lest")
    assert min(len(epost), len(hendelser), len(fakta), len(brev)) > 0
    assert lekkasjer(verden.identiteter, epost) == []
    assert lekkasjer(verden.identiteter, hendelser) == []
    assert lekkasjer(verden.identiteter, fakta) == []
    assert lekkasjer(for_vedtak, brev) == []


def test_s04_no_identity_in_logs_or_messages_to_workers(
    verden: Verden, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """What a recall and a decision write to the log, and what they hand to the queue: keys only."""
    sendt: list[str] = []
    monkeypatch.setattr("celery.app.base.Celery.send_task", lambda *a, **k: sendt.append(f"{a} {k}"))
    strom = io.StringIO()
    handler = logging.StreamHandler(strom)
    logging.getLogger().addHandler(handler)
    monkeypatch.setattr(logging.getLogger(), "level", logging.DEBUG)
    monkeypatch.setattr(logging.getLogger("django.db.backends"), "disabled", True)
    leser = Leser(verden.imdi[Rolle.IMDI_BOSETTER_SKRIV])

    with django_capture_on_commit_callbacks(execute=True):
        svar = [
            leser.klient.post(reverse("imdi_vedtak_se_over"), {"husstand": verden.a.svar_id("ja"), **_ja_i_dag()}),
            leser.klient.post(
                reverse("imdi_fordeling_trekk", args=[verden.a.lister["sendt"].nummer]), {"grunn": "Reisen er utsatt."}
            ),
        ]
    logging.getLogger().removeHandler(handler)

    assert [ett.status_code for ett in svar] == [302, 302]
    assert len(sendt) >= 2
    assert lekkasjer(verden.identiteter, {"logg": strom.getvalue(), "oppgaver": "\n".join(sendt)}) == []


def _ja_i_dag() -> dict[str, str]:
    from imdinett.kjerne import klokke

    return {"utfor": "1", "utsokingsdato": f"{klokke.today():%d.%m.%Y}"}


@i_en_prosess("egen_bosetter_skriv")
def test_s04_the_folder_shows_who_it_is_after_the_decision(verden: Verden, tur_for: Callable[[str], Tur]) -> None:
    """The twin, field by field: the kommune reads of its settled people what it could not read before."""
    apne = hos(verden, "Alfavik", APEN)
    tur = tur_for("egen_bosetter_skriv")
    tekst = "\n".join(side.tekst for side in tur.sider.values() if side.status == 200)

    sett = {felt for en in apne for felt in funnet(en, tekst)}
    navn = {en.navn[0]: en.navn[0] in tekst for en in apne}

    assert sett == {"navn", "tall", "fødselsdato"}
    assert set(navn.values()) == {True}


# ---- no 500 and no dead link, as anybody
HELE_TUREN = (*FREMMEDE, "imdi_bosetter_skriv")
LENKELESERE = [
    som(tilfelle)
    for tilfelle in TILFELLER
    if tilfelle not in ("uten_faktor", "stengt") and not tilfelle.startswith("annen_")
]


@pytest.mark.parametrize("tilfelle", LENKELESERE)
def test_no_link_is_dead(leser_for: Callable[[str], Leser], tur_for: Callable[[str], Tur], tilfelle: str) -> None:
    """In nynorsk every page is drawn too, and has the same links (test_tilgjengelighet.py)."""
    # The others see the same objects as one of these, with fewer buttons: some of each kind tell.
    tur = tur_for(tilfelle) if tilfelle in HELE_TUREN else kravl(leser_for(tilfelle), ["/"], per_side=3)

    print(f"lenker: {len(tur.sider)} sider som {tilfelle}, døde {len(tur.dode())}")
    assert "\n".join(tur.dode()) == ""
