"""R2 and R4: persons by name, so no log, no report; long ones are made by the worker (S-02, B-042, B-090, B-095)."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from unittest import mock

import openpyxl
import pytest
from django.db import Error as DatabaseFeil
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bosetting.person import folger
from bosetting.person.models import Sak
from bosetting.person.states import Gradering, Sakstilstand
from bosetting.rapport import services, tasks
from bosetting.rapport.models import Rapportbit, Rapportfil
from bosetting.rapport.queries.personer import BOSATTE, UTEN_DATO
from bosetting.rapport.states import MOVES, Filtilstand
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import IkkeTilgang, Stengt, UlovligOvergang
from imdinett.kjerne.tilstand import move
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.web.eksport import Format
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
URL = "/rapporter/bosatte/"
FORMEL = "=HYPERLINK(1)"


@pytest.fixture(autouse=True)
def _i_2026():
    with klokke.flyttet_til(datetime(2026, 7, 2, 10, 0, tzinfo=UTC)):
        yield


def _bosatt(sted, **felt) -> Sak:
    standard = {"utsokingsdato": date(2026, 2, 1), "bosettingsdato": date(2026, 3, 1), "plassaar": 2026}
    return SakFactory(kommune=sted, tilstand=Sakstilstand.BOSATT, **standard, **felt)


@pytest.fixture
def sted():
    return KommuneFactory()


@pytest.fixture
def kari(sted):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=sted)


def _csv(svar) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(svar.streaming_content).decode())))


def test_nothing_is_shown_or_logged_before_the_form_is_sent(sted, kari) -> None:
    sak = _bosatt(sted)

    svar = logg_inn(kari).get(URL)

    assert svar.status_code == 200
    assert sak.person.fornavn not in svar.content.decode()
    assert Innsyn.objects.count() == 0


def test_own_settled_persons_and_nobody_else(sted, kari) -> None:
    """B-001, B-095: not the neighbour's, not the protected, not those who wait."""
    egen = _bosatt(sted, person__fornavn="Amina")
    _bosatt(KommuneFactory(), person__fornavn="Nabo")
    _bosatt(sted, person__fornavn="Skjermet", person__gradering=Gradering.FORTROLIG)
    SakFactory(kommune=sted, plassaar=2026, tilstand=Sakstilstand.SOKT_UT, person__fornavn="Venter")

    rader = _csv(logg_inn(kari).post(URL, {"som": "csv-maskin"}))

    assert rader[0][:5] == ["duf", "navn", "fodselsaar", "kategori", "husstand"]
    assert rader[0][5:] == ["kommune", "utsokingsdato", "bosettingsdato"]
    assert [rad[:3] for rad in rader[1:]] == [[egen.person.duf_nummer, "Amina Eksempel", "1989"]]
    innsyn = Innsyn.objects.get()
    assert (innsyn.handling, innsyn.person_ider, innsyn.kommune_id) == ("eksport", [egen.person_id], sted.pk)
    assert innsyn.formaal == "Kommunens egne saker"
    assert Hendelse.objects.get(type="rapport_hentet").data["rader"] == 1


def test_chosen_year_and_the_screen(sted, kari) -> None:
    _bosatt(sted, person__fornavn="Amina")
    klient = logg_inn(kari)

    i_aar = klient.post(URL, {"som": "skjerm", "aar": "2026"})
    tom = klient.post("/rapporter/uten-bosettingsdato/", {"som": "skjerm"})

    assert "Amina Eksempel" in i_aar.content.decode()
    assert "Ingen personer passer" in tom.content.decode()
    assert [(rad.handling, len(rad.person_ider)) for rad in Innsyn.objects.order_by("pk")] == [("lese", 1), ("lese", 0)]


def test_søkt_ut_without_date_with_days(sted, kari) -> None:
    """R4."""
    SakFactory(kommune=sted, plassaar=2026, tilstand=Sakstilstand.SOKT_UT, utsokingsdato=date(2026, 6, 22))

    rader = _csv(logg_inn(kari).post("/rapporter/uten-bosettingsdato/", {"som": "csv-maskin"}))

    assert [rad[-2:] for rad in rader] == [["utsokingsdato", "dager"], ["2026-06-22", "10"]]


def test_imdi_must_say_why(sted) -> None:
    """Decision 19: 422 at the field, what was typed stays, and nobody is shown."""
    sak = _bosatt(sted)
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))

    uten = klient.post(URL, {"som": "skjerm", "kommune": sted.nummer})
    med = klient.post(URL, {"som": "skjerm", "kommune": sted.nummer, "formaal": "Avstemming av tall mot kommunen"})

    assert uten.status_code == 422
    assert sak.person.fornavn not in uten.content.decode()
    assert sak.person.fornavn in med.content.decode()
    assert Innsyn.objects.get().formaal == "Avstemming av tall mot kommunen"


@pytest.mark.parametrize("rolle", [Rolle.IMDI_ANMODNING, Rolle.IMDI_SUPPORT])
def test_roles_without_cases_get_no_persons(rolle) -> None:
    assert logg_inn(bruker_med(rolle)).get(URL).status_code == 403


def test_no_log_no_report(sted, kari) -> None:
    """S-02: the log is down, and so nothing leaves."""
    sak = _bosatt(sted)
    with mock.patch.object(Innsyn, "save", side_effect=DatabaseFeil):
        svar = logg_inn(kari).post(URL, {"som": "csv"})

    assert svar.status_code == 503
    assert sak.person.fornavn not in svar.content.decode()
    assert Hendelse.objects.filter(type="rapport_hentet").count() == 0


@pytest.mark.parametrize("som", ["xlsx", "csv"])
def test_a_name_never_becomes_a_formula(sted, kari, som) -> None:
    _bosatt(sted, person__fornavn=FORMEL)
    svar = logg_inn(kari).post(URL, {"som": som})
    innhold = b"".join(svar.streaming_content)

    if som == "xlsx":
        celle = openpyxl.load_workbook(io.BytesIO(innhold)).worksheets[0]["B2"]
        assert (celle.data_type, celle.value) == ("s", f"{FORMEL} Eksempel")
    else:
        assert f"'{FORMEL} Eksempel" in innhold.decode("utf-8-sig").splitlines()[1].split(";")[1].strip('"')


def test_same_number_of_questions_for_one_and_three(sted, kari) -> None:
    klient = logg_inn(kari)
    _bosatt(sted)
    klient.post(URL, {"som": "skjerm"})

    def antall() -> int:
        with CaptureQueriesContext(connection) as spor:
            klient.post(URL, {"som": "skjerm"})
        return len(spor)

    ett = antall()
    _bosatt(sted)
    _bosatt(sted)
    assert antall() == ett <= 20


# ---- the long ones
def _bestill(kari, sted, **felt) -> Rapportfil:
    standard = {"rapport": BOSATTE, "kommune": sted, "aar": None, "format": Format.CSV, "formaal": "", "rader": 1}
    return services.bestill_rapportfil(bruker=kari, **{**standard, **felt})


def _ferdig(kari, sted, **felt) -> Rapportfil:
    fil = _bestill(kari, sted, **felt)
    services.lag_rapportfil(fil.pk)
    fil.refresh_from_db()
    return fil


def test_a_long_report_is_ordered_made_told_of_and_fetched(sted, kari, settings) -> None:
    settings.RAPPORT_SOM_JOBB_OVER = 1
    personer = [_bosatt(sted).person_id, _bosatt(sted).person_id]
    klient = logg_inn(kari)

    svar = klient.post(URL, {"som": "csv-maskin"})
    fil = Rapportfil.objects.get()
    assert svar.headers["Location"] == reverse("rapportfil", args=[fil.uuid])
    assert "Rader i filen" in klient.get(svar.headers["Location"]).content.decode()
    tasks.lag_fil(fil.pk)

    assert "Filen er klar. Den har 2 rader." in klient.get(svar.headers["Location"]).content.decode()
    rader = _csv(klient.get(reverse("rapportfil_last_ned", args=[fil.uuid])))
    assert len(rader) == 3
    brev = Forsendelse.objects.get(slag="rapport_klar")
    assert Sak.objects.first().person.fornavn not in str(brev.innhold)
    # Once when it is made, once when it is opened; everybody in it.
    assert [sorted(rad.person_ider) for rad in Innsyn.objects.all()] == [sorted(personer)] * 2
    assert tasks.lag_fil(fil.pk) is None
    assert Forsendelse.objects.filter(slag="rapport_klar").count() == 1


def test_progress_is_told_while_it_is_made(sted, kari) -> None:
    for _nr in range(3):
        _bosatt(sted)
    sett = []
    fil = _bestill(kari, sted, rader=3)
    with (
        mock.patch("bosetting.rapport.services.rapportfil.MELD_HVER", 2),
        mock.patch("bosetting.rapport.queries.personer._dager", side_effect=AssertionError),
        mock.patch(
            "bosetting.rapport.services.rapportfil.eksport.write",
            side_effect=lambda e, f, ut: sett.extend(
                Rapportfil.objects.values_list("ferdige_rader", flat=True).get() for _sak in e.rader
            ),
        ),
    ):
        services.lag_rapportfil(fil.pk)

    assert sett == [0, 2, 2]


def test_another_user_has_no_such_file(sted, kari) -> None:
    fil = _ferdig(kari, sted)
    kollega = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=sted))

    assert kollega.get(reverse("rapportfil", args=[fil.uuid])).status_code == 404
    assert kollega.get(reverse("rapportfil_last_ned", args=[fil.uuid])).status_code == 404


def test_protection_takes_the_stored_file_away(sted, kari) -> None:
    """The hook of `person.folger`; what has nobody of them in it stays."""
    sak = _bosatt(sted)
    fil = _ferdig(kari, sted)
    annen = _ferdig(kari, sted, rapport=UTEN_DATO)

    folger.kjor(kari, sak)

    assert services.slett_ferdige_eksporter([sak.person_id, 0]) == 0
    fil.refresh_from_db()
    assert (fil.tilstand, fil.person_ider, Rapportbit.objects.filter(fil=fil).count()) == (Filtilstand.SLETTET, [], 0)
    assert Rapportfil.objects.get(pk=annen.pk).tilstand == Filtilstand.FERDIG
    assert logg_inn(kari).get(reverse("rapportfil_last_ned", args=[fil.uuid])).status_code == 410


@pytest.mark.parametrize("endring", ["skjermet", "trukket"])
def test_opening_asks_again_whether_everybody_may_be_seen(sted, kari, endring) -> None:
    """B-042, B-095: protected or recalled since it was made, and nobody called the hook."""
    sak = _bosatt(sted)
    fil = _ferdig(kari, sted)
    if endring == "skjermet":
        sak.person.gradering = Gradering.FORTROLIG
        sak.person.save()
    else:
        Sak.objects.filter(pk=sak.pk).update(tilstand=Sakstilstand.BOSETTINGSKLAR, kommune=None, bosettingsdato=None)

    with pytest.raises(Stengt):
        services.apne(bruker=kari, fil=fil)
    assert Rapportbit.objects.count() == 0


def test_files_go_after_seven_days_and_the_sweep_makes_what_was_not_woken(sted, kari) -> None:
    _bosatt(sted)
    fil = _bestill(kari, sted)

    tasks.fei()
    fil.refresh_from_db()
    assert fil.tilstand == Filtilstand.FERDIG
    with klokke.flyttet_til(klokke.now() + timedelta(days=7, minutes=1)):
        tasks.fei()
    fil.refresh_from_db()

    assert (fil.tilstand, Rapportbit.objects.count()) == (Filtilstand.SLETTET, 0)


def test_taken_away_while_it_is_made_is_not_stored(sted, kari) -> None:
    _bosatt(sted)
    fil = _bestill(kari, sted)

    def slett(*_args, **_felt) -> None:
        Rapportfil.objects.filter(pk=fil.pk).update(tilstand=Filtilstand.SLETTET)

    with mock.patch("bosetting.rapport.services.rapportfil.logg_personrapport", side_effect=slett):
        assert services.lag_rapportfil(fil.pk) == "tatt bort mens den ble laget"
    assert Rapportbit.objects.count() == 0


def test_a_failed_file_says_so(sted, kari) -> None:
    """No log, no report: the worker stores nothing either."""
    _bosatt(sted)
    fil = _bestill(kari, sted)
    with mock.patch.object(Innsyn, "save", side_effect=DatabaseFeil), pytest.raises(Exception, match="innsynsloggen"):
        tasks.lag_fil(fil.pk)

    assert "Filen ble ikke laget" in logg_inn(kari).get(reverse("rapportfil", args=[fil.uuid])).content.decode()
    assert Rapportbit.objects.count() == 0


def test_the_whole_country_is_imdis(sted, kari) -> None:
    with pytest.raises(IkkeTilgang):
        _bestill(kari, None)
    with pytest.raises(IkkeTilgang):
        _bestill(kari, KommuneFactory())


@pytest.mark.parametrize("fra", Filtilstand)
@pytest.mark.parametrize("til", Filtilstand)
def test_every_pair_of_states(fra, til) -> None:
    fil = Rapportfil(tilstand=fra)
    if til in MOVES.get(fra, frozenset()):
        move(fil, til)
        assert fil.tilstand == til
    else:
        with pytest.raises(UlovligOvergang):
            move(fil, til)
