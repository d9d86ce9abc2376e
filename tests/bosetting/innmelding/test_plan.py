"""W-09: the weekly grid writes the same as the single form, all of it or nothing, and loses nothing that is typed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from bosetting.innmelding import innliming, rules
from bosetting.innmelding.models import Plassinnmelding
from bosetting.innmelding.queries import plan
from bosetting.innmelding.rules import Aktiv, Ukeendring
from bosetting.innmelding.services import innmeldinger
from bosetting.innmelding.services.plan import Plankollisjon, Ukesvar, endre_plan
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innmelding.hjelp import plasser
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

MANDAG = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
AAR = 2027


@pytest.fixture
def kommune(db):
    return KommuneFactory(navn="Eigersund")


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.fixture
def i_2026():
    with klokke.flyttet_til(MANDAG):
        yield


def meldt(kommune, aar: int = AAR) -> dict[int, int]:
    ut: dict[int, int] = {}
    for rad in Plassinnmelding.objects.gjeldende().filter(kommune=kommune, uke_aar=aar).order_by("uke"):
        ut[rad.uke] = ut.get(rad.uke, 0) + rad.maks_antall_personer
    return ut


def adresse(kommune, aar: int = AAR) -> str:
    return f"/kommuner/{kommune.nummer}/antall-plasser/{aar}/"


def felt(svar) -> dict[str, str]:
    """What a browser would post from the page as it stands."""
    skjema = svar.context["skjema"]
    return {navn: "" if (v := skjema[navn].value()) is None else str(v) for navn in skjema.fields}


# ---- the rule
@pytest.mark.parametrize(
    ("aktive", "onsket", "kanselleres", "nytt"),
    [
        ([4], 4, [], 0),
        ([4], 6, [], 2),
        ([4], 2, [4], 2),
        ([4], 0, [4], 0),
        ([], 5, [], 5),
        ([4, 2], 5, [2], 1),
        ([4, 2], 4, [2], 0),
        ([4, 2], 1, [2, 4], 1),
    ],
)
def test_b082_w09_higher_is_one_more_and_lower_is_cancel_and_new(aktive, onsket, kanselleres, nytt) -> None:
    rader = [Aktiv(nr, antall) for nr, antall in enumerate(aktive)]

    endring = rules.ukeendring(rader, onsket)

    assert ([en.antall for en in endring.kanselleres], endring.nytt) == (kanselleres, nytt)
    assert endring.er_tom == (endring == Ukeendring())


# ---- the service
@pytest.mark.usefixtures("i_2026")
def test_w09_all_weeks_at_once_and_the_log_shows_cancel_and_new(skriv, kommune) -> None:
    gammel = plasser(skriv, kommune, uke=(AAR, 4))
    svar = [Ukesvar((AAR, 4), 2, frozenset({gammel.pk})), Ukesvar((AAR, 5), 5, frozenset())]

    antall = endre_plan(bruker=skriv, kommune=kommune, svar=svar)

    assert (antall, meldt(kommune)) == (2, {4: 2, 5: 5})
    rader = Hendelse.objects.filter(kommune=kommune, type__startswith="innmelding").order_by("pk")
    assert [(h.type, h.data["antall"], h.data["uke"]) for h in rader] == [
        ("innmelding_sendt", 4, 4),
        ("innmelding_kansellert", 4, 4),
        ("innmelding_sendt", 2, 4),
        ("innmelding_sendt", 5, 5),
    ]


@pytest.mark.usefixtures("i_2026")
@pytest.mark.parametrize(
    ("uke", "onsket", "kode"),
    [
        ((2026, 47), 1, "b084_uke_passert"),
        ((AAR, 53), 1, "uke_finnes_ikke"),
        ((2029, 1), 1, "uke_for_langt_fram"),
        ((AAR, 5), 1000, "antall_utenfor"),
        ((AAR, 5), -1, "antall_utenfor"),
        ((AAR, 5), 0, "ingen_endring"),
    ],
)
def test_b084_one_wrong_week_and_nothing_is_stored(skriv, kommune, uke, onsket, kode) -> None:
    god = Ukesvar((AAR, 6), 3 if kode != "ingen_endring" else 0, frozenset())

    with pytest.raises(Domenefeil) as feil:
        endre_plan(bruker=skriv, kommune=kommune, svar=[god, Ukesvar(uke, onsket, frozenset())])

    assert (feil.value.kode, Plassinnmelding.objects.count()) == (kode, 0)


@pytest.mark.usefixtures("i_2026")
def test_w09_a_stale_week_stops_all_of_it(skriv, kommune) -> None:
    sett = plasser(skriv, kommune, uke=(AAR, 4))
    plasser(skriv, kommune, uke=(AAR, 4), maks_antall_personer=1)
    svar = [Ukesvar((AAR, 5), 5, frozenset()), Ukesvar((AAR, 4), 9, frozenset({sett.pk}))]

    with pytest.raises(Plankollisjon) as feil:
        endre_plan(bruker=skriv, kommune=kommune, svar=svar)

    assert (feil.value.uker, meldt(kommune)) == (((AAR, 4),), {4: 5})


@pytest.mark.usefixtures("i_2026")
def test_b001_another_kommunes_ids_are_no_basis(skriv, kommune) -> None:
    annen = KommuneFactory()
    deres = plasser(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=annen), annen, uke=(AAR, 4))

    with pytest.raises(Plankollisjon):
        endre_plan(bruker=skriv, kommune=kommune, svar=[Ukesvar((AAR, 4), 0, frozenset({deres.pk}))])
    with pytest.raises(IkkeTilgang):
        endre_plan(bruker=skriv, kommune=annen, svar=[Ukesvar((AAR, 4), 0, frozenset({deres.pk}))])

    assert meldt(annen) == {4: 4}


@pytest.mark.django_db(transaction=True)
def test_w09_two_users_on_the_same_grid_only_one_is_stored(skriv, kommune) -> None:
    uke = (klokke.isouke(klokke.today())[0] + 1, 5)
    kollega = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    sett = frozenset({plasser(skriv, kommune, uke=uke).pk})
    sammen = Barrier(2)

    def send(bruker, onsket: int) -> str:
        try:
            sammen.wait(timeout=10)
            endre_plan(bruker=bruker, kommune=kommune, svar=[Ukesvar(uke, onsket, sett)])
        except Plankollisjon:
            return "kollisjon"
        else:
            return str(onsket)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as traader:
        svar = [jobb.result() for jobb in [traader.submit(send, skriv, 9), traader.submit(send, kollega, 2)]]

    vant = next(ett for ett in svar if ett != "kollisjon")
    assert (sorted(svar), meldt(kommune, uke[0])) == (sorted([vant, "kollisjon"]), {5: int(vant)})


# ---- the page
@pytest.mark.usefixtures("i_2026")
def test_w09_grid_check_page_send(skriv, kommune) -> None:
    plasser(skriv, kommune, uke=(AAR, 4))
    klient = logg_inn(skriv)
    rutenett = klient.get(adresse(kommune))
    typet = {**felt(rutenett), "uke-4": "2", "uke-5": "5"}

    se_over = klient.post(adresse(kommune), {**typet, "handling": "se_over"})
    sendt = klient.post(adresse(kommune), {**felt(se_over), "handling": "send"})

    assert [(en.uke.uke, en.fra, en.til, en.endring) for en in se_over.context["endringer"]] == [
        (4, 4, 2, "Kanseller 4, meld inn 2"),
        (5, 0, 5, "Meld inn 5"),
    ]
    assert (sendt.url, meldt(kommune)) == (adresse(kommune), {4: 2, 5: 5})
    assert [rad.uke.uke for rad in rutenett.context["rader"]] == list(range(1, 53))


@pytest.mark.usefixtures("i_2026")
def test_w09_a_stale_page_is_409_and_keeps_what_was_typed(skriv, kommune) -> None:
    klient = logg_inn(skriv)
    typet = {**felt(klient.get(adresse(kommune))), "uke-4": "7", "uke-5": "5", "handling": "send"}
    plasser(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune), kommune, uke=(AAR, 4))

    svar = klient.post(adresse(kommune), typet)
    igjen = klient.post(adresse(kommune), {**felt(svar), "handling": "send"})

    skjema = svar.context["skjema"]
    assert (svar.status_code, skjema["uke-4"].value(), skjema["uke-5"].value()) == (409, "7", "5")
    assert skjema.errors == {"uke-4": ["Uke 4: noen andre har endret tallet til 4. Se over på nytt for å bruke ditt."]}
    assert (igjen.status_code, meldt(kommune)) == (302, {4: 7, 5: 5})


@pytest.mark.usefixtures("i_2026")
def test_w09_somebody_elses_other_week_is_no_conflict(skriv, kommune) -> None:
    klient = logg_inn(skriv)
    typet = {**felt(klient.get(adresse(kommune))), "uke-5": "5", "handling": "send"}
    plasser(skriv, kommune, uke=(AAR, 4))

    assert (klient.post(adresse(kommune), typet).status_code, meldt(kommune)) == (302, {4: 4, 5: 5})


@pytest.mark.usefixtures("i_2026")
@pytest.mark.parametrize(
    ("felt_", "feil"),
    [
        ({"uke-5": "1000"}, {"uke-5": ["Uke 5 kan være høyst 999."]}),
        ({"uke-5": "-1"}, {"uke-5": ["Uke 5 må være minst 0."]}),
        ({"uke-5": "mange"}, {"uke-5": ["Uke 5 må være et helt tall."]}),
        ({"uke-5": ""}, {"uke-5": ["Uke 5 må fylles ut. Skriv 0 uten plasser."]}),
        ({}, {"__all__": ["Du har ikke endret noen uker."]}),
    ],
)
def test_w09_a_wrong_week_is_422_at_its_field(skriv, kommune, felt_, feil) -> None:
    klient = logg_inn(skriv)
    typet = {**felt(klient.get(adresse(kommune))), **felt_, "handling": "se_over"}

    svar = klient.post(adresse(kommune), typet)

    assert (svar.status_code, svar.context["form"].errors) == (422, feil)
    assert {navn: svar.context["skjema"][navn].value() for navn in felt_} == felt_


@pytest.mark.usefixtures("i_2026")
def test_b084_a_week_that_passed_while_the_page_was_open(skriv, kommune) -> None:
    klient = logg_inn(skriv)
    typet = {**felt(klient.get(adresse(kommune, 2026))), "uke-48": "3", "handling": "send"}

    with klokke.flyttet_til(datetime(2026, 11, 30, 9, 0, tzinfo=UTC)):
        svar = logg_inn(skriv).post(adresse(kommune, 2026), typet)

    assert (svar.status_code, svar.context["form"].errors) == (
        422,
        {"__all__": ["Uke 48 er passert og kan ikke endres (B-084)."]},
    )


@pytest.mark.usefixtures("i_2026")
def test_w09_2026_has_week_53_and_passed_weeks_have_no_field(skriv, kommune) -> None:
    rader = logg_inn(skriv).get(adresse(kommune, 2026)).context["rader"]

    assert (len(rader), rader[-1].uke.dager) == (53, "28. desember 2026–3. januar 2027")
    assert [rad.uke.uke for rad in rader if rad.antall] == list(range(48, 54))
    assert [logg_inn(skriv).get(adresse(kommune, aar)).status_code for aar in (2024, 2025, 2028, 2029, 9999)] == [
        404,
        200,
        200,
        404,
        404,
    ]


@pytest.mark.usefixtures("i_2026")
def test_w09_fill_many_weeks_keeps_the_rest_and_stores_nothing(skriv, kommune) -> None:
    klient = logg_inn(skriv)
    typet = {**felt(klient.get(adresse(kommune))), "uke-2": "9", "handling": "fyll"}
    fyll = {"fyll_fra": f"{AAR}-05", "fyll_til": f"{AAR}-07", "fyll_antall": "2"}

    svar = klient.post(adresse(kommune), {**typet, **fyll})
    feil = klient.post(adresse(kommune), {**typet, **fyll, "fyll_til": f"{AAR}-04"})

    skjema = svar.context["skjema"]
    assert [str(skjema[f"uke-{uke}"].value()) for uke in (2, 4, 5, 6, 7, 8)] == ["9", "0", "2", "2", "2", "0"]
    assert [rad.endring for rad in svar.context["rader"] if rad.endring] == ["Meld inn 9"] + ["Meld inn 2"] * 3
    assert (feil.status_code, list(feil.context["form"].errors)) == (422, ["fyll_til"])
    assert feil.context["skjema"]["uke-2"].value() == "9"
    assert Plassinnmelding.objects.count() == 0


@pytest.mark.usefixtures("i_2026")
def test_w09_paste_fills_the_grid_and_says_what_is_wrong_row_by_row(skriv, kommune) -> None:
    klient = logg_inn(skriv)
    typet = felt(klient.get(adresse(kommune)))

    svar = klient.post(
        adresse(kommune), {**typet, "handling": "lim", "lim": "Uke\tAntall\n5\t3\nuke 6\t4", "lim_fra": ""}
    )
    feil = klient.post(adresse(kommune), {**typet, "handling": "lim", "lim": "5\tto\n99\t1", "lim_fra": ""})

    assert [str(svar.context["skjema"][f"uke-{uke}"].value()) for uke in (5, 6, 7)] == ["3", "4", "0"]
    assert feil.context["form"].errors == {
        "lim": ["Linje 1: «to» er ikke et helt tall fra 0 til 999.", "Linje 2: året har ingen uke 99."]
    }
    assert (feil.status_code, feil.context["lim"]["lim"].value(), Plassinnmelding.objects.count()) == (
        422,
        "5\tto\n99\t1",
        0,
    )


@pytest.mark.parametrize(
    ("tekst", "uker", "feil"),
    [
        ("3\n4\n\n5\n", {2: 3, 3: 4, 5: 5}, []),
        ("Antall\n3", {2: 3}, []),
        ("5;3\r\n6;4", {5: 3, 6: 4}, []),
        ("veke 5\t1", {5: 1}, []),
        ("5\t3\n5\t4", {5: 3}, ["Linje 2: uke 5 står to ganger."]),
        ("1\t3", {}, ["Linje 1: uke 1 er passert."]),
        ("1x\t3", {}, ["Linje 1: «1x» er ikke en uke."]),
        ("5\t-3", {}, ["Linje 1: «-3» er ikke et helt tall fra 0 til 999."]),
        ("5\t²", {}, ["Linje 1: «²» er ikke et helt tall fra 0 til 999."]),
        ("5\t1000", {}, ["Linje 1: «1000» er ikke et helt tall fra 0 til 999."]),
        ("  \n", {}, ["Det er ingen tall i det du limte inn."]),
        ("1\n" * 201, {}, ["Lim inn høyst 200 linjer."]),
    ],
)
def test_w09_rows_from_a_spreadsheet(tekst, uker, feil) -> None:
    funnet = innliming.les(tekst, forste=2, siste=52, aapne=range(2, 53))

    assert (funnet.uker, funnet.feil) == (uker, feil)


@pytest.mark.usefixtures("i_2026")
def test_b001_b002_who_sees_and_who_changes(skriv, kommune) -> None:
    plasser(skriv, kommune, uke=(AAR, 4))
    les = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))
    naboen = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))
    imdi = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))
    typet = {**felt(logg_inn(skriv).get(adresse(kommune))), "uke-4": "9", "handling": "send"}

    assert [en.get(adresse(kommune)).status_code for en in (les, naboen, imdi)] == [200, 404, 200]
    assert [en.post(adresse(kommune), typet).status_code for en in (les, naboen, imdi)] == [403, 404, 403]
    assert les.get(adresse(kommune)).context["kan_skrive"] is False
    assert meldt(kommune) == {4: 4}


@pytest.mark.usefixtures("i_2026")
def test_w09_one_and_three_rows_take_the_same_number_of_queries(skriv, kommune) -> None:
    klient = logg_inn(skriv)
    klient.get(adresse(kommune))
    antall = []
    for uke in (4, 5):
        plasser(skriv, kommune, uke=(AAR, uke))
        with CaptureQueriesContext(connection) as sporringer:
            klient.get(adresse(kommune))
        antall.append(len(sporringer))
        plasser(skriv, kommune, uke=(AAR, uke))

    assert (antall[0], plan(kommune, AAR, skriv).meldt) == (antall[1], 16)
    assert antall[0] <= 20


@pytest.mark.usefixtures("i_2026")
def test_w09_the_file_has_the_weeks_of_the_page(skriv, kommune) -> None:
    plasser(skriv, kommune, uke=(AAR, 4))

    svar = logg_inn(skriv).get(f"{adresse(kommune)}?format=csv")
    linjer = b"".join(svar.streaming_content).decode("utf-8-sig").splitlines()

    assert linjer[0] == "År;Uke;Første dag;Meldt inn;Søkt ut;Bosatt"
    assert (linjer[4], len(linjer)) == ("2027;4;25.01.2027;4;0;0", 53)
    assert logg_inn(skriv).get(f"{adresse(kommune)}?format=exe").status_code == 404


@pytest.mark.usefixtures("i_2026")
def test_b080_the_single_form_and_a_cancelled_one_show_in_the_grid(skriv, kommune) -> None:
    rad = plasser(skriv, kommune, uke=(AAR, 4))
    plasser(skriv, kommune, uke=(AAR, 4), maks_antall_personer=2)
    innmeldinger.kanseller(bruker=skriv, innmelding=rad)

    assert plan(kommune, AAR, skriv).uker[3].meldt == 2
