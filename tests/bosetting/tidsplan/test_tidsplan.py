"""IMDi asks kommuner for a tidsplan (bosetting.md §8): notice, task, answer, purring, and a reminder after a change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from bosetting.tidsplan.models import Tidsplanforesporsel, Tidsplansvar
from bosetting.tidsplan.oppgaver import imdis_tidsplaner, kommunens_tidsplan
from bosetting.tidsplan.rules import NyForesporsel
from bosetting.tidsplan.services import be_om_tidsplan, bekreft_plan, purr
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.innmelding.hjelp import kapasitet, plasser
from tests.factories.bosetting import KommunevedtakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
MANDAG = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MELDING = "Ring Kari Eksempel"


@pytest.fixture(autouse=True)
def _i_2026():
    with klokke.flyttet_til(MANDAG):
        yield


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eigersund")


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_ANMODNING)


def be(imdi, *kommuner, **felt) -> Tidsplanforesporsel:
    standard = {
        "fra": (2026, 50),
        "til": (2027, 4),
        "frist": date(2026, 12, 4),
        "kommune_ider": [en.pk for en in kommuner],
        "melding": MELDING,
    }
    return be_om_tidsplan(bruker=imdi, ny=NyForesporsel(**{**standard, **felt}))


def senere(dager: int):
    return klokke.flyttet_til(MANDAG + timedelta(days=dager))


# ---- asked
def test_asked_kommuner_get_a_notice_without_the_message_and_a_task(imdi, skriv, kommune) -> None:
    """B-038: what IMDi writes is read in IMDinett only."""
    uspurt = KommuneFactory()
    annen = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=uspurt)

    foresporsel = be(imdi, kommune)

    svar = foresporsel.svar.get()
    epost = Forsendelse.objects.get()
    oppgaver = kommunens_tidsplan(skriv, kommune)
    assert (epost.slag, epost.mottaker, epost.kommune) == ("tidsplan_bedt_om", {"epost": skriv.epost}, kommune)
    assert epost.innhold["emne"] == "IMDi ber om en tidsplan for bosetting"
    assert "fra uke 50, 2026 (7.–13. desember) til uke 4, 2027 (25.–31. januar)" in epost.innhold["tekst"]
    assert f"/kommuner/{kommune.nummer}/tidsplan/{svar.pk}/" in epost.innhold["tekst"]
    assert MELDING not in epost.innhold["tekst"] + epost.innhold["html"]
    assert [(o.tekst, o.frist, o.url) for o in oppgaver] == [
        ("Meld inn tidsplan til IMDi", date(2026, 12, 4), f"/kommuner/{kommune.nummer}/tidsplan/{svar.pk}/")
    ]
    assert kommunens_tidsplan(annen, uspurt) == []
    assert [str(setning(h)) for h in Hendelse.objects.gjelder(svar)] == [
        "IMDi ba kommunen om en tidsplan innen 4. desember 2026."
    ]


@pytest.mark.parametrize(
    ("felt", "kode", "hvor"),
    [
        ({"fra": (2026, 47)}, "b084_uke_passert", "fra"),
        ({"til": (2026, 49)}, "periode_baklengs", "til"),
        ({"frist": date(2026, 11, 22)}, "frist_passert", "frist"),
        ({"kommune_ider": []}, "uten_kommuner", "kommuner"),
    ],
)
def test_b084_what_cannot_be_asked(imdi, kommune, felt, kode, hvor) -> None:
    with pytest.raises(Domenefeil) as feil:
        be(imdi, kommune, **felt)

    assert (feil.value.kode, feil.value.felt, Tidsplanforesporsel.objects.count()) == (kode, hvor, 0)


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.IMDI_BOSETTER_LES, Rolle.IMDI_SUPPORT])
def test_b002_only_imdi_asks_and_only_the_kommune_answers(imdi, kommune, rolle) -> None:
    foresporsel = be(imdi, kommune)
    svar, annen = foresporsel.svar.get(), bruker_med(rolle, kommune=KommuneFactory())

    with pytest.raises(IkkeTilgang):
        be(annen, kommune)
    with pytest.raises(IkkeTilgang):
        purr(bruker=annen, foresporsel=foresporsel, svar_ider=[svar.pk])
    for bruker in (annen, imdi, bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)):
        with pytest.raises(IkkeTilgang):
            bekreft_plan(bruker=bruker, svar=svar)


# ---- answered, and reminded
def test_an_answer_ends_the_task_and_purring_goes_to_the_others(imdi, skriv, kommune) -> None:
    treg = KommuneFactory(navn="Sokndal")
    mottaker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=treg)
    foresporsel = be(imdi, kommune, treg, KommuneFactory(navn="Uten brukere"))
    bekreft_plan(bruker=skriv, svar=foresporsel.svar.get(kommune=kommune))
    ider = list(foresporsel.svar.values_list("pk", flat=True))

    with senere(14):
        purret = purr(bruker=imdi, foresporsel=foresporsel, svar_ider=ider)
        venter = imdis_tidsplaner(imdi, None)

    epost = Forsendelse.objects.filter(slag="tidsplan_purring").values_list("mottaker", flat=True)
    assert ([rad.kommune for rad in purret], list(epost)) == ([treg], [{"epost": mottaker.epost}])
    assert kommunens_tidsplan(skriv, kommune) == []
    assert [(o.gjelder, o.frist) for o in venter] == [("2 kommuner", date(2026, 12, 4))]


def test_a_changed_capacity_reminds_until_the_plan_is_looked_over(imdi, skriv, kommune) -> None:
    svar = be(imdi, kommune).svar.get()
    bekreft_plan(bruker=skriv, svar=svar)
    assert kommunens_tidsplan(skriv, kommune) == []

    with senere(1):
        kapasitet(skriv, kommune)
    etter_kapasitet = kommunens_tidsplan(skriv, kommune)
    with senere(2):
        plasser(skriv, kommune, uke=(2026, 51))
    etter_plan = kommunens_tidsplan(skriv, kommune)
    with senere(3):
        kapasitet(skriv, kommune)
    med_ny = len(kommunens_tidsplan(skriv, kommune))
    with senere(4):
        bekreft_plan(bruker=skriv, svar=svar)

    assert [(o.tekst, o.frist) for o in etter_kapasitet] == [
        ("Se over tidsplanen. Vedtak eller kapasitet er endret.", None)
    ]
    assert (etter_plan, med_ny, kommunens_tidsplan(skriv, kommune)) == ([], 1, [])
    assert Hendelse.objects.filter(type="tidsplan_besvart").count() == 2


def test_a_changed_vedtak_reminds(imdi, skriv, kommune) -> None:
    bekreft_plan(bruker=skriv, svar=be(imdi, kommune).svar.get())
    with senere(1):
        KommunevedtakFactory(kommune=kommune, godkjent_tid=klokke.now())

    assert len(kommunens_tidsplan(skriv, kommune)) == 1


def test_when_the_weeks_have_passed_nothing_is_asked(imdi, skriv, kommune) -> None:
    be(imdi, kommune)

    with senere(75):
        assert (kommunens_tidsplan(skriv, kommune), imdis_tidsplaner(imdi, None)) == ([], [])


# ---- the pages
def test_imdi_asks_a_fylke_and_a_kommune_and_sees_who_answers(imdi, skriv, kommune) -> None:
    nabo = KommuneFactory(navn="Annet fylke")
    plasser(skriv, kommune, uke=(2026, 53))
    plasser(skriv, kommune, uke=(2027, 5))
    klient = logg_inn(imdi)
    skjema = {"fra": "2026-50", "til": "2027-04", "frist": "04.12.2026", "melding": MELDING}

    tomt = klient.get("/imdi/tidsplan/")
    uten = klient.post("/imdi/tidsplan/ny/", skjema)
    sendt = klient.post("/imdi/tidsplan/ny/", {**skjema, "fylker": [kommune.fylke_id], "kommuner": [nabo.pk]})
    svar = klient.get(sendt.url)
    velg = klient.post(f"{sendt.url}purring/", {})
    valgte = [str(rad.svar.pk) for rad, _merke in svar.context["rader"]]
    se_over = klient.post(f"{sendt.url}purring/", {"svar": valgte})
    purret = klient.post(f"{sendt.url}purring/", {"svar": valgte, "bekreft": "1"})

    assert "Ingen kommuner er bedt om en tidsplan ennå." in tomt.content.decode()
    assert uten.context["form"].errors == {"kommuner": ["Velg minst ett fylke eller én kommune."]}
    assert {(rad.svar.kommune, rad.meldt, merke.tekst) for rad, merke in svar.context["rader"]} >= {
        (kommune, 4, "Venter på svar"),
        (nabo, 0, "Venter på svar"),
    }
    assert (velg.url, len(se_over.context["valgte"]), purret.url) == (sendt.url, len(valgte), sendt.url)
    assert Tidsplansvar.objects.exclude(purret_tid=None).get().kommune == kommune


def test_the_kommune_reads_the_question_and_says_that_it_is_ready(imdi, skriv, kommune) -> None:
    svar = be(imdi, kommune).svar.get()
    side = f"/kommuner/{kommune.nummer}/tidsplan/{svar.pk}/"
    annen = KommuneFactory()
    naboen = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=annen))
    les = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))

    lest = logg_inn(skriv).get(side)
    sendt = logg_inn(skriv).post(side, {})

    svar.refresh_from_db()
    assert MELDING in lest.content.decode()
    assert [lenke.url for lenke in lest.context["planer"]] == [
        f"/kommuner/{kommune.nummer}/antall-plasser/{aar}/" for aar in (2026, 2027)
    ]
    assert (sendt.url, svar.besvart_av) == (side, skriv)
    assert [naboen.get(side).status_code, naboen.get(f"/kommuner/{annen.nummer}/tidsplan/{svar.pk}/").status_code] == [
        404,
        404,
    ]
    assert [les.get(side).status_code, les.post(side, {}).status_code] == [200, 403]


def test_one_and_three_kommuner_take_the_same_number_of_queries(imdi) -> None:
    klient = logg_inn(imdi)
    klient.get("/imdi/tidsplan/")
    antall = []
    for hvor_mange in (1, 3):
        foresporsel = be(imdi, *[KommuneFactory() for _nr in range(hvor_mange)])
        with CaptureQueriesContext(connection) as sporringer:
            klient.get(f"/imdi/tidsplan/{foresporsel.pk}/")
        antall.append(len(sporringer))

    assert antall[0] == antall[1] <= 20


@pytest.mark.parametrize(
    ("felt", "navn"),
    [
        ({"til_mandag": date(2026, 11, 30)}, "bosetting_tidsplanforesporsel_periode"),
        ({"fra_mandag": date(2026, 12, 8)}, "bosetting_tidsplanforesporsel_mandag"),
    ],
)
def test_what_the_database_refuses_of_a_question(imdi, kommune, felt, navn) -> None:
    foresporsel = be(imdi, kommune)
    with pytest.raises(IntegrityError, match=navn):
        Tidsplanforesporsel.objects.filter(pk=foresporsel.pk).update(**felt)


def test_the_database_refuses_a_second_row_and_an_answer_of_nobody(imdi, kommune) -> None:
    foresporsel = be(imdi, kommune)
    with pytest.raises(IntegrityError, match="bosetting_tidsplansvar_besvart_av"):
        Tidsplansvar.objects.create(foresporsel=foresporsel, kommune=KommuneFactory(), besvart_tid=klokke.now())


def test_the_database_refuses_the_same_kommune_twice(imdi, kommune) -> None:
    foresporsel = be(imdi, kommune)
    with pytest.raises(IntegrityError, match="bosetting_tidsplansvar_en_gang"):
        Tidsplansvar.objects.create(foresporsel=foresporsel, kommune=kommune)
