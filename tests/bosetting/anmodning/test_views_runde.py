from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting.anmodning.models import Anmodning, Anmodningsrunde
from bosetting.anmodning.rules import Tall
from bosetting.anmodning.services import runde as services
from bosetting.anmodning.states import Anmodningstilstand, Rundetilstand
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.factories.bosetting import AnmodningFactory, AnmodningsrundeFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.opplasting.conftest import clamd, ingen_clamd  # noqa: F401
from tests.imdinett.opplasting.filer import EICAR

pytestmark = pytest.mark.django_db

RUNDE = {
    "aar": "2027",
    "type": "ordinar",
    "behov": "13 000",
    "behov_em": "40",
    "frist": "20.12.2026",
    "kriterier": "Folketall.",
    "kriterier_nn": "Folketal.",
}
TALL = "/imdi/anmodning/2027/1/tall/"
IMPORT = "/imdi/anmodning/2027/1/import/"


@pytest.fixture
def klient(imdi):
    return logg_inn(imdi)


def skjema(utkast: Anmodningsrunde, **endret: str) -> dict[str, list[str] | str]:
    """What the browser posts from the table: every row as it came, with some fields changed."""
    data: dict[str, list[str] | str] = {"kommune": []}
    for rad in utkast.anmodninger.all():
        k = f"k{rad.kommune_id}"
        data["kommune"].append(str(rad.kommune_id))  # type: ignore[union-attr]
        data |= {
            f"{k}-antall": str(rad.antall),
            f"{k}-herav_em": str(rad.herav_em),
            f"{k}-begrunnelse": rad.begrunnelse,
            f"{k}-sett": services.som_sett(rad),
        }
    return data | endret


def tallene(runde: Anmodningsrunde) -> list[int]:
    return list(runde.anmodninger.order_by("kommune_id").values_list("antall", flat=True))


# ---- creating
def test_a_new_round_leads_to_the_table(klient, kommuner) -> None:
    svar = klient.post("/imdi/anmodning/ny/", RUNDE)

    runde = Anmodningsrunde.objects.get()
    assert (svar.status_code, svar.url) == (302, TALL)
    assert (runde.behov, runde.kriterier_nn) == (13000, "Folketal.")


@pytest.mark.parametrize(
    ("felt", "verdi"),
    [
        ("behov", ""),
        ("behov", "mange"),
        ("behov_em", "13001"),
        ("frist", "22.11.2026"),
        ("frist", "i morgen"),
        ("kriterier", "x" * 4001),
        ("aar", "2019"),
        ("type", "ukjent"),
    ],
)
def test_a_wrong_field_is_422_and_keeps_what_was_typed(klient, kommuner, felt, verdi) -> None:
    svar = klient.post("/imdi/anmodning/ny/", {**RUNDE, felt: verdi})

    assert svar.status_code == 422
    assert list(svar.context["form"].errors) == [felt]
    assert svar.context["form"][felt].value() == verdi


def test_the_same_new_round_twice_is_one(klient, kommuner) -> None:
    data = {**RUNDE, "engangsnokkel": str(uuid4())}

    svar = [klient.post("/imdi/anmodning/ny/", data) for _ in range(2)]

    assert [en.url for en in svar] == [TALL, TALL]
    assert Anmodningsrunde.objects.count() == 1


def test_endre_with_a_stale_number_gets_the_409_page(klient, utkast) -> None:
    felles = {k: v for k, v in RUNDE.items() if k not in ("aar", "type")}

    svar = klient.post("/imdi/anmodning/2027/1/endre/", {**felles, "endret_nr": "1"})

    assert (utkast.endret_nr, svar.status_code) == (2, 409)


# ---- the table
def test_the_table_stores_what_was_changed(klient, utkast, kommuner) -> None:
    pk = kommuner[1].pk

    svar = klient.post(TALL, skjema(utkast, **{f"k{pk}-antall": "1 200", f"k{pk}-herav_em": ""}))

    assert (svar.status_code, tallene(utkast)) == (302, [45, 1200, 45])


def test_the_table_keeps_what_was_typed_and_says_what_is_wrong_at_each_row(klient, utkast, kommuner) -> None:
    a, b, c = (f"k{kommune.pk}" for kommune in kommuner)

    svar = klient.post(TALL, skjema(utkast, **{f"{a}-antall": "9", f"{b}-antall": "mange", f"{c}-herav_em": "46"}))

    rader = svar.context["form"].rader
    assert svar.status_code == 422
    assert [rad.errors for rad in rader] == [
        {"begrunnelse": ["Eigersund: Begrunnelse må fylles ut når antallet er fra 1 til 9 (B-014)."]},
        {"antall": ["Lund: Antall må være et helt tall."]},
        {"herav_em": ["Sokndal: Herav EM kan ikke være flere enn antallet."]},
    ]
    assert [rad["antall"].value() for rad in rader] == ["9", "mange", "45"]
    assert tallene(utkast) == [45, 45, 45]
    assert "Feil:" in svar.content.decode()


def test_the_table_shows_what_somebody_else_wrote_and_takes_it_the_next_time(klient, imdi, utkast, kommuner) -> None:
    data = skjema(utkast, **{f"k{kommuner[0].pk}-antall": "60"})
    services.lagre_tall(bruker=imdi, runde=utkast, tall=[Tall(kommune_id=kommuner[0].pk, antall=70)])

    svar = klient.post(TALL, data)
    rad = svar.context["form"].rader[0]
    igjen = klient.post(TALL, {**data, f"k{kommuner[0].pk}-sett": rad["sett"].value()})

    assert svar.status_code == 409
    assert rad.errors["antall"] == [
        "Eigersund: Noen andre har endret tallet til 70 (herav EM 0). Lagre på nytt for å bruke ditt."
    ]
    assert rad["antall"].value() == "60"
    assert (igjen.status_code, tallene(utkast)[0]) == (302, 60)


def test_a_row_that_only_one_changed_is_no_collision(klient, imdi, utkast, kommuner) -> None:
    data = skjema(utkast, **{f"k{kommuner[0].pk}-antall": "60"})
    services.lagre_tall(bruker=imdi, runde=utkast, tall=[Tall(kommune_id=kommuner[1].pk, antall=70)])

    svar = klient.post(TALL, data)

    assert (svar.status_code, tallene(utkast)) == (302, [60, 70, 45])


def test_an_empty_number_is_taken_away(klient, utkast, kommuner) -> None:
    pk = kommuner[0].pk

    klient.post(TALL, skjema(utkast, **{f"k{pk}-antall": "", f"k{pk}-herav_em": ""}))

    assert tallene(utkast) == [45, 45]


@pytest.mark.parametrize(
    ("gaa", "url"),
    [("2", f"{TALL}?side=2"), ("runden", "/imdi/anmodning/2027/1/"), ("", TALL), ("https://x.example", TALL)],
)
def test_every_button_saves_first(klient, utkast, kommuner, gaa, url) -> None:
    svar = klient.post(TALL, skjema(utkast, **{f"k{kommuner[0].pk}-antall": "50", "gaa": gaa}))

    assert (svar.url, tallene(utkast)[0]) == (url, 50)


def test_the_filter_button_saves_and_filters(klient, utkast) -> None:
    svar = klient.post(TALL, skjema(utkast, gaa="filter", fylke="11", vis="mangler"))

    assert svar.url == f"{TALL}?fylke=11&vis=mangler"
    assert klient.get(svar.url).context["form"].rader == []


def test_fifty_rows_on_a_page_and_the_rest_on_the_next(klient, imdi, utkast) -> None:
    KommuneFactory.create_batch(50)

    forste, andre = klient.get(TALL), klient.get(f"{TALL}?side=2")

    assert [len(svar.context["form"].rader) for svar in (forste, andre)] == [50, 3]


def test_the_table_takes_the_same_queries_for_three_and_for_thirty(klient, utkast) -> None:
    klient.get(TALL)
    with CaptureQueriesContext(connection) as tre:
        klient.get(TALL)
    KommuneFactory.create_batch(27)
    with CaptureQueriesContext(connection) as tretti:
        klient.get(TALL)

    assert len(tretti) == len(tre)


# ---- import
def fil(tekst: str, navn: str = "tall.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, tekst.encode(), "text/csv")


@pytest.mark.usefixtures("clamd")
def test_import_is_tried_first_and_stored_when_confirmed(klient, utkast, kommuner) -> None:
    a, b, _c = kommuner
    tekst = f"kommunenummer;antall;herav_em\n{a.nummer};60;3\n{b.nummer};5;0\n0000;1;0\n"

    prove = klient.post(IMPORT, {"fil": fil(tekst)})
    for_bekreftelse = tallene(utkast)
    rader = prove.context["bekreft"]["rader"].value()
    bekreftet = klient.post(f"{IMPORT}lagre/", {"rader": rader, "engangsnokkel": str(uuid4())})

    assert prove.status_code == 200
    assert [(rad.linje, rad.grunn) for rad in prove.context["prove"].avviste] == [
        (4, "Kommunenummeret 0000 finnes ikke.")
    ]
    assert prove.context["prove"].lave == 1
    assert for_bekreftelse == [45, 45, 45]
    assert (bekreftet.url, tallene(utkast)) == ("/imdi/anmodning/2027/1/", [60, 5, 45])


@pytest.mark.parametrize("rader", ["", "noe annet", "WzFd:1abc:xyz"])
def test_a_confirmation_that_is_not_ours_stores_nothing(klient, utkast, rader) -> None:
    svar = klient.post(f"{IMPORT}lagre/", {"rader": rader})

    assert (svar.status_code, svar.url, tallene(utkast)) == (302, IMPORT, [45, 45, 45])


@pytest.mark.parametrize(
    "fil_",
    [
        SimpleUploadedFile("tall.csv", b"", "text/csv"),
        SimpleUploadedFile("tall.pdf", b"%PDF-1.7", "application/pdf"),
        SimpleUploadedFile("tall.csv", b"navn\nLund\n", "text/csv"),
    ],
)
@pytest.mark.usefixtures("clamd")
def test_a_wrong_file_is_422_at_the_field(klient, utkast, fil_) -> None:
    svar = klient.post(IMPORT, {"fil": fil_})

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, ["fil"])


@pytest.mark.usefixtures("clamd")
def test_a_file_with_a_virus_is_not_read(klient, utkast, kommuner) -> None:
    tekst = f"kommunenummer;antall;begrunnelse\n{kommuner[0].nummer};60;{EICAR.decode()}\n"

    svar = klient.post(IMPORT, {"fil": fil(tekst)})

    assert svar.context["form"].errors == {"fil": ["Filen har virus og ble ikke lest."]}


@pytest.mark.usefixtures("ingen_clamd")
def test_without_the_scanner_no_file_is_read(klient, utkast, kommuner) -> None:
    svar = klient.post(IMPORT, {"fil": fil(f"kommunenummer;antall\n{kommuner[0].nummer};60\n")})

    assert svar.context["form"].errors == {"fil": ["Vi får ikke kontrollert filen for virus nå. Prøv igjen om litt."]}


# ---- the check page and the sending
def test_the_check_page_sends_and_leads_to_the_progress(klient, utkast) -> None:
    adresse = "/imdi/anmodning/2027/1/se-over/"
    vist = klient.get(adresse)

    svar = klient.post(adresse, {"endret_nr": vist.context["form"].initial["endret_nr"]})
    fremdrift = klient.get(svar.url)

    utkast.refresh_from_db()
    assert vist.context["antall_brev"] == 3
    assert vist.context["advarsler"] == [
        "Summen av tallene er 135. Behovet er 13\u00a0000.",
        "Summen for enslige mindreårige er 6. Behovet er 40.",
    ]
    assert (utkast.tilstand, svar.url) == (Rundetilstand.SENDT, "/imdi/anmodning/2027/1/fremdrift/")
    assert (fremdrift.context["ferdig"], fremdrift.context["totalt"]) == (0, 3)
    assert 'hx-get="/imdi/anmodning/2027/1/fremdrift/"' in fremdrift.content.decode()


def test_the_progress_is_a_fragment_for_htmx(klient, sendt) -> None:
    svar = klient.get("/imdi/anmodning/2027/1/fremdrift/", headers={"HX-Request": "true"})

    assert svar.content.decode().strip().startswith('<div class="im-fremdrift"')


def test_the_check_page_twice_sends_once(klient, utkast) -> None:
    data = {"endret_nr": utkast.endret_nr, "engangsnokkel": str(uuid4())}

    svar = [klient.post("/imdi/anmodning/2027/1/se-over/", data) for _ in range(2)]

    assert svar[0].status_code == 302
    assert Forsendelse.objects.count() == 3


def test_b015_a_large_rise_asks_for_a_new_look(klient, sendt, imdi) -> None:
    klient.post("/imdi/anmodning/ny/", {**RUNDE, "type": "justert", "behov": "13751"})

    advarsler = klient.get("/imdi/anmodning/2027/2/").context["advarsler"]

    assert any("B-015" in advarsel for advarsel in advarsler)


@pytest.mark.parametrize(("behov", "em"), [("13750", "40"), ("13000", "190"), ("9000", "40")])
def test_b015_a_rise_within_the_limits_does_not(klient, sendt, behov, em) -> None:
    klient.post("/imdi/anmodning/ny/", {**RUNDE, "type": "justert", "behov": behov, "behov_em": em})

    advarsler = klient.get("/imdi/anmodning/2027/2/").context["advarsler"]

    assert not any("B-015" in advarsel for advarsel in advarsler)


def test_resten_til_null_is_a_page_of_its_own(klient, utkast) -> None:
    KommuneFactory(navn="Hå")

    klient.get("/imdi/anmodning/2027/1/resten/")
    klient.post("/imdi/anmodning/2027/1/resten/")

    assert tallene(utkast) == [45, 45, 45, 0]


@pytest.mark.parametrize("side", ["endre/", "tall/", "import/", "resten/", "se-over/"])
def test_a_sent_round_has_no_pages_that_write(klient, sendt, side) -> None:
    assert klient.get(f"/imdi/anmodning/2027/1/{side}").status_code == 409
    assert klient.get("/imdi/anmodning/2027/1/").status_code == 200


# ---- who has answered, and purring
def test_the_overview_counts_and_filters(klient, sendt, kommuner) -> None:
    Anmodning.objects.filter(kommune=kommuner[0]).update(tilstand=Anmodningstilstand.BESVART)
    Anmodning.objects.filter(kommune=kommuner[1]).update(antall=0, herav_em=0)

    def navn(status: str) -> list[str]:
        svar = klient.get(f"/imdi/anmodning/2027/?status={status}")
        return [rad.svar.kommune.navn for rad in svar.context["rader"]]

    alle = klient.get("/imdi/anmodning/2027/")
    assert [n.verdi for n in alle.context["tall"]] == ["2", "1", "1", "0", "1"]
    assert navn("svart") == ["Eigersund"]
    assert navn("ikke_svart") == ["Sokndal"]
    assert navn("ikke_spurt") == ["Lund"]
    assert navn("sen") == []


def test_b012_past_the_frist_is_late_and_a_mark_only(klient, sendt, kommuner) -> None:
    Anmodningsrunde.objects.update(frist="2026-11-22")

    rader = klient.get("/imdi/anmodning/2027/?status=sen").context["rader"]

    assert [rad.merke.tekst for rad in rader] == ["Over fristen"] * 3
    assert {rad.svar.anmodning.tilstand for rad in rader} == {Anmodningstilstand.SENDT}


def test_the_overview_takes_the_same_queries_for_one_and_three(klient) -> None:
    runde = AnmodningsrundeFactory(aar=2027)
    AnmodningFactory(runde=runde)
    klient.get("/imdi/anmodning/2027/")
    with CaptureQueriesContext(connection) as en:
        klient.get("/imdi/anmodning/2027/")
    AnmodningFactory.create_batch(2, runde=runde)
    with CaptureQueriesContext(connection) as tre:
        svar = klient.get("/imdi/anmodning/2027/")

    assert len(svar.context["rader"]) == 3
    assert len(tre) == len(en)


def test_purring_is_confirmed_on_a_page_that_lists_exactly_the_chosen(klient, sendt, kommuner) -> None:
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommuner[0])
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommuner[2])
    a, b, _c = Anmodning.objects.order_by("kommune_id")

    sjekk = klient.post("/imdi/anmodning/2027/purring/", {"anmodning": [a.pk, b.pk]})
    for_bekreftelse = Forsendelse.objects.epost().count()
    sendt_ = klient.post("/imdi/anmodning/2027/purring/", {"anmodning": [a.pk], "bekreft": "1"})

    utvalg = sjekk.context["utvalg"]
    assert [rad for rad, _mottakere in utvalg.purres] == [a]
    assert [(rad.anmodning, rad.grunn) for rad in utvalg.utelatt] == [
        (b, "Kommunen har ingen brukere som kan få e-posten.")
    ]
    assert for_bekreftelse == 0
    assert (sendt_.url, Forsendelse.objects.epost().count()) == ("/imdi/anmodning/2027/", 1)


def test_purring_of_nobody_is_an_error(klient, sendt) -> None:
    svar = klient.post("/imdi/anmodning/2027/purring/", {}, follow=True)

    assert [str(melding) for melding in svar.context["messages"]] == ["Velg minst én kommune."]


def test_purring_takes_no_anmodning_of_another_year(klient, sendt) -> None:
    annen = AnmodningFactory()

    svar = klient.post("/imdi/anmodning/2027/purring/", {"anmodning": [annen.pk], "bekreft": "1"})

    assert (svar.status_code, Forsendelse.objects.epost().count()) == (302, 0)


# ---- who may
SIDER = [
    "/imdi/anmodning/",
    "/imdi/anmodning/ny/",
    "/imdi/anmodning/2027/",
    "/imdi/anmodning/2027/1/",
    "/imdi/anmodning/2027/1/fremdrift/",
]


@pytest.mark.parametrize("side", SIDER)
def test_imdi_pages_are_closed_to_kommuner(sendt, kommuner, side) -> None:
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommuner[0]))

    assert klient.get(side).status_code == 403


@pytest.mark.parametrize(
    ("rolle", "svar"),
    [
        (Rolle.IMDI_ANMODNING, [200, 200, 200, 200, 200]),
        (Rolle.IMDI_BOSETTER_LES, [200, 403, 200, 200, 200]),
        (Rolle.IMDI_SUPPORT, [403, 403, 403, 403, 403]),
    ],
)
def test_imdi_reads_and_writes_by_role(sendt, rolle, svar) -> None:
    klient = logg_inn(bruker_med(rolle))

    assert [klient.get(side).status_code for side in SIDER] == svar
