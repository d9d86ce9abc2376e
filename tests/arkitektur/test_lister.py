"""Every list with a file: who has one, what is in it, and that nothing in it runs (S-13, ui.md 4)."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.db.models import CharField, TextField
from django.urls import URLPattern, URLResolver, get_resolver

from bosetting.fordeling.models import Sporsmaal
from bosetting.innmelding.models import Bolig, Selvbosettingsregel
from bosetting.person.models import Avvik
from imdinett.bruker.models import Bruker
from imdinett.henvendelse.models import Henvendelse
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.web.eksport import Format
from imdinett.web.lister.views import MedUttrekk, MedUtvalg
from tests.arkitektur import adresser
from tests.arkitektur.leser import Leser
from tests.verden import Verden

# Lists without a file of this kind: they have one of their own (logguttrekk, the reports), or are no list of rows.
FILTER_UTEN = {
    "bosetting/fordeling/imdi/bygg.html": "bygger en liste",
    "imdinett/hendelse/innsynslogg.html": "egen fil; filtrene er periode, bruker og sak",
    "imdinett/loggkontroll/liste.html": "filteret er uken",
}
# (what can be typed by somebody, where it is shown in a list)
SKREVET = (
    (Bruker, "navn"),
    (Kommune, "visningsnavn"),
    (Henvendelse, "emne"),
    (Avvik, "beskrivelse"),
    (Sporsmaal, "tekst"),
    (Bolig, "omrade"),
    (Selvbosettingsregel, "kriterier"),
    (Forsendelse, "tittel"),
    (Forsendelse, "mottaker_navn"),
)
FORMEL = "=1+1"


def visninger(monstre: list[Any]) -> Iterator[tuple[str, type]]:
    for monster in monstre:
        if isinstance(monster, URLResolver):
            yield from visninger(monster.url_patterns)
        elif isinstance(monster, URLPattern) and (klasse := getattr(monster.callback, "view_class", None)):
            yield monster.name or "", klasse


def med(klasse: type) -> dict[str, type]:
    return {navn: en for navn, en in visninger(get_resolver().url_patterns) if issubclass(en, klasse)}


MED_FIL = sorted(med(MedUttrekk))


def test_every_filtered_list_has_the_tools() -> None:
    """ui.md 4: saved filters by the form of every filtered list."""
    maler = Path(settings.ROT) / "templates"
    uten = {
        str(fil.relative_to(maler))
        for fil in maler.rglob("*.html")
        if "komponenter/filter.html" in (tekst := fil.read_text(encoding="utf-8"))
        and "komponenter/listeverktoy.html" not in tekst
    }

    assert uten == set(FILTER_UTEN)


def test_what_is_kept_is_a_field_of_the_filter() -> None:
    """A name that no form knows would be kept and filter nothing; free text that can be a name is not kept."""
    fritekst = {"sok", "q", "navn", "bruker", "tekst", "nummer", "saksnummer"}

    assert {navn: set(en.lagres) & fritekst for navn, en in med(MedUtvalg).items() if set(en.lagres) & fritekst} == {}


def test_the_lists_that_have_a_file() -> None:
    assert set(MED_FIL) == {
        "anmodningssvar",
        "brevko",
        "brukere",
        "fordelingslister",
        "henvendelser",
        "imdi_ansatte",
        "imdi_avvik",
        "imdi_brukere",
        "imdi_folkeregister",
        "imdi_fordeling",
        "imdi_fordeling_venter",
        "imdi_har_takket_nei",
        "imdi_henvendelser",
        "imdi_innmeldinger",
        "imdi_overforing",
        "imdi_personer",
        "imdi_soknader",
        "imdi_sokt_ut",
        "imdi_sporsmaalsko",
        "imdi_vedtak",
        "kommune_innmeldinger",
        "kommuner",
        "personer",
        "selvbosettingsregler",
        "uten_bosettingsdato",
    }


# ---- the walk
def adressene(verden: Verden, navn: str) -> list[str]:
    return list(dict.fromkeys(en.sti for en in adresser.alle(verden, verden.a) if en.navn == navn))


def lesere(verden: Verden) -> list[Leser]:
    egne = (Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR)
    hos_imdi = (Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_ADMINISTRATOR, Rolle.IMDI_ANMODNING)
    return [Leser(bruker) for bruker in (*(verden.a.brukere[en] for en in egne), *(verden.imdi[en] for en in hos_imdi))]


# The list as it opens, and what its other tabs and choices hold.
HALER = ("", "&slag=bolig&alle=1", "&utvalg=lukket", "&vis=lukket")


def filer(verden: Verden, format: Format, haler: tuple[str, ...] = HALER) -> Iterator[tuple[str, Any]]:
    """(which list, the answer) for each that somebody may take out."""
    for leser in lesere(verden):
        for navn in MED_FIL:
            for sti in adressene(verden, navn)[:2]:
                for hale in haler:
                    svar = leser.svar("GET", f"{sti}?format={format}{hale}")
                    if svar.status_code == 200:
                        yield navn, svar


def med_formler(verden: Verden) -> None:
    """Where somebody can have typed, there stands a formula."""
    for modell, felt in SKREVET:
        kolonne = modell._meta.get_field(felt)
        assert isinstance(kolonne, CharField | TextField)
        modell._default_manager.update(**{felt: FORMEL})
    for lest in (*verden.a.brukere.values(), *verden.imdi.values()):
        lest.navn = FORMEL


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.usefixtures("lett_vandring")
def test_s13_nothing_in_any_column_of_any_list_runs(verden: Verden) -> None:
    med_formler(verden)
    celler, med_formel, lest = 0, 0, set()

    for navn, svar in filer(verden, Format.XLSX):
        bok = openpyxl.load_workbook(io.BytesIO(svar.innhold))
        for celle in (celle for ark in bok for rad in ark.iter_rows() for celle in rad):
            assert (celle.data_type == "f", celle.hyperlink) == (False, None), navn
            celler += 1
            med_formel += celle.value == FORMEL
        lest.add(navn)
    for navn, svar in filer(verden, Format.CSV):
        for rad in csv.reader(io.StringIO(svar.innhold.decode("utf-8-sig")), delimiter=";"):
            assert [celle for celle in rad if celle.lstrip(" \t")[:1] in ("=", "+", "-", "@")] == [], navn
            celler += len(rad)

    print(f"S-13: {celler} celler i {len(lest)} lister, {med_formel} med en formel som tekst, 0 som kjører")
    assert lest == set(MED_FIL)
    assert med_formel > 20


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.usefixtures("lett_vandring")
def test_every_file_has_its_name_and_says_what_the_columns_are(verden: Verden) -> None:
    for navn, svar in filer(verden, Format.XLSX, HALER[:2]):
        bok = openpyxl.load_workbook(io.BytesIO(svar.innhold))
        overskrifter = [celle.value for celle in next(bok.worksheets[0].iter_rows())]
        om = [rad[0] for rad in bok.worksheets[1].iter_rows(values_only=True)]

        assert re.search(r'filename="[a-z-]+(_\d{4})?_\d{4}-\d\d-\d\d\.xlsx"', svar.headers["Content-Disposition"]), (
            navn
        )
        assert om[om.index("Kolonne") + 1 :] == overskrifter, navn
        assert {"Innhold", "Antall rader", "Hentet", "Hentet av"} <= set(om), navn


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.usefixtures("lett_vandring")
def test_the_links_stand_on_the_list(verden: Verden) -> None:
    sett = set()
    for leser in lesere(verden):
        for navn in MED_FIL:
            for sti in adressene(verden, navn)[:1]:
                svar = leser.svar("GET", sti)
                if svar.status_code == 200:
                    assert svar.innhold.decode().count("format=csv-maskin") == 1, navn
                    sett.add(navn)

    assert sett == set(MED_FIL)
