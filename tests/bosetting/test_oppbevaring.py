"""S-21: what is kept for a time only, table by table: the dry run tells what the real run takes (security.md §6 I)."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from bosetting import oppbevaring as bosettings
from bosetting.bosatt.models import Mappedokument
from bosetting.innlesing.models import Datoimport, Folkeregisterside, Importrad, Lestrad
from bosetting.innlesing.services import oppbevaring as innlesing
from bosetting.sok.models import Sok
from imdinett import oppbevaring as kjernens
from imdinett import tasks
from imdinett.forvaltning.models import Invitasjon
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import dataklasse, klokke, oppbevaring
from imdinett.kjerne.dataklasse import Dataklasse
from imdinett.opplasting import lager, services
from imdinett.opplasting.models import Opplasting
from imdinett.opplasting.states import Filtilstand
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Rolle
from imdinett.web.models import Engangsnokkel
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import BrukerFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.regnskap import meld

pytestmark = pytest.mark.django_db
I_DAG = "2026-11-30T04:30:00Z"
LESES_MED = Rettighet.KOMMUNEVEDTAK_LES
TIME, DAG = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _tid() -> Iterator[None]:
    with time_machine.travel(I_DAG, tick=False):
        yield


@pytest.fixture
def bruker():
    return BrukerFactory()


def kjoring(bruker, siden: timedelta) -> Datoimport:
    return Datoimport.objects.create(
        filnavn="fil.csv", sha256="0" * 64, kjort_tid=klokke.now() - siden, kjort_av=bruker
    )


def importrad(bruker, *, lest: timedelta, behandlet: timedelta | None = None) -> Importrad:
    felt = {"behandlet_tid": klokke.now() - behandlet, "behandlet_av": bruker} if behandlet else {}
    return Importrad.objects.create(kjoring=kjoring(bruker, lest), linje=2, innhold={"duf": "2099"}, grunn="x", **felt)


def invitasjon(sendt: timedelta, **felt: Any) -> Invitasjon:
    naa = klokke.now()
    stengt = felt.pop("stengt", None)
    gjelder = BrukerFactory(**({"stengt_tid": naa - stengt, "stengt_av": BrukerFactory()} if stengt else {}))
    tider = {navn: naa - siden for navn, siden in felt.items()}
    return Invitasjon.objects.create(
        bruker=gjelder,
        nokkel_sha256=uuid.uuid4().hex,
        sendt_tid=naa - sendt,
        sendt_av=gjelder,
        utloper_tid=naa - sendt + 7 * DAG,
        **tider,
    )


def opplasting(
    siden: timedelta,
    bruker,
    *,
    tilstand: str = Filtilstand.REN,
    rettighet: Rettighet | None = Rettighet.KOMMUNEVEDTAK_LES,
) -> Opplasting:
    with transaction.atomic(), time_machine.travel(klokke.now() - siden, tick=False):
        fil = SimpleUploadedFile("vedtak.pdf", b"%PDF-1.4", "application/pdf")
        ny = services.motta(fil, bruker=bruker, kommune=KommuneFactory(), rettighet=rettighet)
    Opplasting.objects.filter(pk=ny.pk).update(
        tilstand=tilstand, skannet_tid=None if tilstand == Filtilstand.VENTER else klokke.now()
    )
    return ny


# ---- each table by itself
def test_a_row_from_a_file_goes_90_days_after_it_was_dealt_with_or_two_years_after_it_was_read(bruker) -> None:
    borte = [
        importrad(bruker, lest=300 * DAG, behandlet=91 * DAG),
        importrad(bruker, lest=731 * DAG),
    ]
    igjen = [importrad(bruker, lest=300 * DAG, behandlet=89 * DAG), importrad(bruker, lest=729 * DAG)]

    assert innlesing.slett_avviste_rader() == 2

    assert set(Importrad.objects.all()) == set(igjen)
    assert Datoimport.objects.count() == 4
    rader = Hendelse.objects.filter(type=Hendelsestype.IMPORTRADER_SLETTET).order_by("gjelder_id")
    assert [rad.data for rad in rader] == [{"antall": 1, "ubehandlet": 0}, {"antall": 1, "ubehandlet": 1}]
    assert {rad.gjelder_id for rad in rader} == {str(rad.kjoring_id) for rad in borte}
    assert "Antall rader: 1. Ikke behandlet: 1." in setning(rader[1])


def test_the_figures_of_a_page_from_folkeregisteret_go_and_the_receipt_stays(bruker) -> None:
    gammel, ny = kjoring(bruker, 731 * DAG), kjoring(bruker, 729 * DAG)
    for en in (gammel, ny):
        Folkeregisterside.objects.create(kjoring=en)

    assert innlesing.slett_folkeregistersider() == 1

    assert [side.kjoring for side in Folkeregisterside.objects.all()] == [ny]
    assert Hendelse.objects.get(type=Hendelsestype.FOLKEREGISTERSIDE_SLETTET).gjelder_id == str(gammel.pk)


def test_an_invitation_goes_when_it_is_used_cancelled_or_of_no_use() -> None:
    for felt in ({"brukt_tid": 181 * DAG}, {"kansellert_tid": 181 * DAG}, {"stengt": 181 * DAG}):
        invitasjon(200 * DAG, **felt)
    igjen = [invitasjon(200 * DAG, brukt_tid=179 * DAG), invitasjon(200 * DAG, stengt=DAG), invitasjon(900 * DAG)]

    assert oppbevaring.slett_i_bunker(Invitasjon.objects.utlopt) == 3
    assert set(Invitasjon.objects.all()) == set(igjen)


def test_a_table_is_emptied_in_pieces(bruker, monkeypatch) -> None:
    monkeypatch.setattr(oppbevaring, "BUNKE", 2)
    for nr in range(5):
        Lestrad.objects.create(avtrykk=str(nr), lest_tid=klokke.now() - (731 - nr % 2 * 2) * DAG)

    assert oppbevaring.slett_i_bunker(Lestrad.objects.utlopt) == 3
    assert Lestrad.objects.count() == 2


# ---- files
def test_a_file_that_nobody_took_into_use_goes_with_its_row(bruker, django_capture_on_commit_callbacks) -> None:
    """Decision 37: scanned, and nothing points to it. What waits for the scanner waits."""
    borte = [opplasting(25 * TIME, bruker), opplasting(25 * TIME, bruker, tilstand=Filtilstand.SMITTET)]
    igjen = [opplasting(23 * TIME, bruker), opplasting(25 * TIME, bruker, tilstand=Filtilstand.VENTER)]

    with django_capture_on_commit_callbacks(execute=True):
        assert services.slett_uten_eier() == 2

    assert set(Opplasting.objects.all()) == set(igjen)
    assert [lager.sti(en.uuid).exists() for en in (*borte, *igjen)] == [False, False, True, True]
    rad = Hendelse.objects.filter(type=Hendelsestype.OPPLASTING_SLETTET).order_by("pk")[0]
    assert (rad.kommune_id, rad.gjelder_id) == (borte[0].kommune_id, str(borte[0].pk))
    assert setning(rad) == "Filen vedtak.pdf ble slettet. Ingen hadde tatt den i bruk."


def test_a_file_that_only_its_owner_opens_is_not_named_by_its_name_when_it_goes(bruker) -> None:
    ny = opplasting(25 * TIME, bruker, rettighet=None)

    services.slett_uten_eier()

    assert Hendelse.objects.get(type=Hendelsestype.OPPLASTING_SLETTET).data == {"filnavn": str(ny.uuid)}


def test_every_model_that_keeps_a_file_keeps_it(bruker) -> None:
    """Asked of the models themselves: the folder, the agreement, the decision, the home, the message."""
    koblinger = str(Opplasting.objects.all().uten_eier().query)
    ny = opplasting(25 * TIME, bruker)
    Mappedokument.objects.create(sak=SakFactory(), slag="plan", tittel="Plan", opplasting=ny)

    assert services.slett_uten_eier() == 0
    for tabell in ("databehandleravtale", "innlegg_vedlegg", "kommunevedtak", "mappedokument", "boligfil"):
        assert f"_{tabell}" in koblinger


# ---- the whole
def test_s21_the_dry_run_tells_what_the_real_run_takes_of_every_table(bruker, capsys, record_property) -> None:
    importrad(bruker, lest=300 * DAG, behandlet=91 * DAG)
    Folkeregisterside.objects.create(kjoring=kjoring(bruker, 731 * DAG))
    Lestrad.objects.create(avtrykk="a", lest_tid=klokke.now() - 731 * DAG)
    Lestrad.objects.create(avtrykk="b", lest_tid=klokke.now() - 729 * DAG)
    invitasjon(200 * DAG, brukt_tid=181 * DAG)
    opplasting(25 * TIME, bruker)
    for siden in (169 * TIME, 167 * TIME):
        Engangsnokkel.objects.create(bruker=bruker, nokkel=uuid.uuid4(), tid=klokke.now() - siden)
    for siden in (9 * TIME, 7 * TIME):
        Sok.objects.create(bruker=bruker, tekst="x", tid=klokke.now() - siden)

    def kjor(*argumenter: str) -> str:
        call_command("slett_utlopte", *argumenter)
        return capsys.readouterr().out

    provd = kjor("--proev")
    tall = {navn: int(antall) for antall, navn in (linje.split(maxsplit=1) for linje in provd.splitlines())}
    nye = (
        "avviste rader fra filer utenfra",
        "sider fra Folkeregisteret",
        "avtrykk av leste rader",
        "invitasjoner",
        "opplastinger ingen har tatt i bruk",
        "engangsnøkler",
        "søk",
    )
    assert {navn: tall[navn] for navn in nye} == dict.fromkeys(nye, 1)
    assert (Lestrad.objects.count(), Engangsnokkel.objects.count(), Opplasting.objects.count()) == (2, 2, 1)
    assert kjor() == provd
    assert (Lestrad.objects.count(), Engangsnokkel.objects.count(), Opplasting.objects.count()) == (1, 1, 0)
    assert set(kjor("--proev").split()) & {"1"} == set()
    meld(record_property, "S-21", tabeller=len(oppbevaring.alle()))


def test_s21_s22_every_table_that_tells_of_persons_has_a_time_or_stands_as_kept() -> None:
    """The field registry says which tables; a new one cannot be forgotten."""
    med_tid = {modell for klasse in oppbevaring.alle() for modell in klasse.modeller}
    beholdes = {*kjernens.BEHOLDES, *bosettings.BEHOLDES}
    om_personer = [modell for modell in dataklasse.modeller() if dataklasse.felt_fra(modell, Dataklasse.D3)]

    assert [en.__name__ for en in om_personer if en not in med_tid and en.__name__ not in beholdes] == []
    assert beholdes - {en.__name__ for en in om_personer if en not in med_tid} == set()


def test_the_night_job_goes_on_when_one_table_fails(bruker, monkeypatch, caplog) -> None:
    Lestrad.objects.create(avtrykk="a", lest_tid=klokke.now() - 731 * DAG)

    def feil() -> int:
        raise RuntimeError

    egne = [
        oppbevaring.Oppbevaring("det som feiler", (), feil, feil),
        oppbevaring.Oppbevaring("det andre gjør", (Sok,), feil, feil, egen_jobb=True),
        *oppbevaring.alle(),
    ]
    monkeypatch.setattr(oppbevaring, "_klasser", egne)

    with caplog.at_level("INFO"):
        tasks.kjerne.slett_utlopte()

    assert "det som feiler ble ikke slettet" in caplog.text
    assert "det andre gjør" not in caplog.text
    assert "oppbevaring: 1 avtrykk av leste rader slettet" in caplog.text
    assert not Lestrad.objects.exists()


def test_the_times_are_dated_settings(settings, bruker) -> None:
    Lestrad.objects.create(avtrykk="a", lest_tid=klokke.now() - 11 * DAG)
    settings.LESTRAD_DAGER = ((date(2026, 1, 1), 10), (date(2026, 12, 1), 30))

    assert Lestrad.objects.utlopt().count() == 1
    with time_machine.travel("2026-12-01T04:30:00Z", tick=False):
        assert Lestrad.objects.utlopt().count() == 0


def test_the_page_of_a_file_stands_without_its_figures(bruker) -> None:
    gammel = kjoring(bruker, 731 * DAG)
    Folkeregisterside.objects.create(kjoring=gammel)
    innlesing.slett_folkeregistersider()

    svar = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV)).get(reverse("imdi_datoimport", args=[gammel.pk]))

    assert svar.status_code == 200
