from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from bosetting.anmodning.modell.models import Variant
from bosetting.anmodning.modell.rules import Kommunevalg
from bosetting.anmodning.modell.services import varianter, verdier
from bosetting.anmodning.services import runde as runder
from imdinett.tilgang.roller import Rolle
from tests.bosetting.anmodning.modell.conftest import sett_vekter, verdiene
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.opplasting.conftest import clamd, ingen_clamd  # noqa: F401

pytestmark = pytest.mark.django_db

MODELL = "/imdi/anmodning/2027/1/beregning/"
VERDIER = f"{MODELL}verdier/arbeidsmarked/"
GRUNN = "Kommunen bygger ut barnehagen først"


@pytest.fixture
def klient(imdi):
    return logg_inn(imdi)


def side(variant: Variant, hale: str = "") -> str:
    return f"{MODELL}{variant.pk}/{hale}"


# ---- the page of the round, and new variants
def test_the_first_variant_fetches_the_criteria_and_leads_to_its_page(klient, runde, i_fjor) -> None:
    tom = klient.get(MODELL)
    svar = klient.post(f"{MODELL}ny/", {"navn": "Grunnlag", "engangsnokkel": str(uuid4())})

    variant = Variant.objects.get()
    rader = klient.get(MODELL).context["kriterier"]
    assert (tom.context["kriterier"], tom.context["varianter"]) == ([], [])
    assert (svar.status_code, svar.url) == (302, side(variant))
    assert [(str(rad.kriterium), rad.kilde, rad.antall, rad.mangler) for rad in rader] == [
        ("Innbyggertall", "Kommuneregisteret, per –", 3, 0),
        ("Resultater i introduksjonsprogrammet", "Leses fra fil", 0, 3),
        ("Arbeidsmarkedet i regionen", "Leses fra fil", 0, 3),
        ("Kapasitet i videregående opplæring", "Leses fra fil", 0, 3),
        ("Kontinuitet fra forrige anmodning", "Anmodningene for 2026", 3, 0),
    ]


def test_two_variants_of_one_name_are_refused_at_the_field(klient, variant) -> None:
    svar = klient.post(f"{MODELL}ny/", {"navn": "Grunnlag", "fra": ""})

    assert (svar.status_code, svar.context["form"].errors) == (
        422,
        {"navn": ["Runden har alt en variant med dette navnet."]},
    )


def test_w12_the_variant_shows_each_criterions_part_per_kommune(klient, imdi, variant, kommuner) -> None:
    varianter.endre_kommune(
        bruker=imdi,
        variant=variant,
        endret_nr=variant.endret_nr,
        kommune=kommuner[1],
        valg=Kommunevalg(antall=20, herav_em=0, begrunnelse=GRUNN),
    )

    svar = klient.get(side(variant))

    assert svar.context["deloverskrifter"] == [
        "Innbyggertall (60,0\u00a0%)",
        "Kontinuitet fra forrige anmodning (40,0\u00a0%)",
    ]
    assert [
        (str(rad.kommune), rad.deler, rad.justering, rad.beregnet, rad.endelig.antall) for rad in svar.context["rader"]
    ] == [
        ("Eigersund", ["36,0", "20,0"], "0,0", 56, 56),
        ("Sokndal", ["6,0", "12,0"], "0,0", 22, 22),
        ("Lund", ["18,0", "8,0"], "0,0", 26, 20),
    ]
    assert svar.context["merknader"] == [
        "60,0\u00a0% av vekten bygger på folketallet, alene eller ganget med en rate.",
        "Tall som er satt manuelt, gjør at summen er 98. Behovet er 104.",
    ]
    assert GRUNN in svar.content.decode()


def test_a_criterion_without_values_is_left_out_and_said_on_the_page(klient, imdi, runde, i_fjor) -> None:
    variant = varianter.lag_variant(bruker=imdi, runde=runde, navn="Standard")

    svar = klient.get(side(variant))

    assert svar.context["merknader"][0] == (
        "Kriteriene Resultater i introduksjonsprogrammet, Arbeidsmarkedet i regionen, Kapasitet i videregående "
        "opplæring har ingen verdier og er ikke med. Vektene er delt på de andre."
    )
    assert svar.context["deloverskrifter"] == [
        "Innbyggertall (66,7\u00a0%)",
        "Kontinuitet fra forrige anmodning (33,3\u00a0%)",
    ]


def test_what_stops_the_computation_stands_on_the_page_with_a_way_on(klient, variant) -> None:
    ny = KommuneFactory(nummer="1119", navn="Hå", folketall=None)

    svar = klient.get(side(variant))
    tekst = svar.content.decode()

    assert "Innbyggertall mangler verdi for 1 kommune (1119)." in tekst
    assert side(variant, f"kommune/{ny.nummer}/") in tekst
    assert side(variant, "bruk/") not in tekst


# ---- weights
def vektskjema(variant: Variant, **endret: str) -> dict[str, str]:
    data = {"minste": str(variant.minste), "begrunnelse": "", "endret_nr": str(variant.endret_nr)}
    for rad in variant.vekter.all():
        data |= {f"vekt-{rad.kriterium_id}": str(rad.vekt), f"vekt_em-{rad.kriterium_id}": str(rad.vekt_em)}
    return data | endret


def test_weights_are_changed_in_a_table(klient, variant) -> None:
    folk, kontinuitet = (variant.runde.rundekriterier.get(kode=kode).pk for kode in ("innbyggertall", "kontinuitet"))

    svar = klient.post(
        side(variant, "vekter/"), vektskjema(variant, **{f"vekt-{folk}": "100", f"vekt-{kontinuitet}": "0"})
    )

    assert (svar.status_code, svar.url) == (302, side(variant))
    assert variant.vekter.get(kriterium=folk).vekt == 100


@pytest.mark.parametrize(
    ("verdi", "felt"), [("61", "__all__"), ("", "vekt"), ("mye", "vekt"), ("101", "vekt"), ("-1", "vekt")]
)
def test_weights_that_cannot_stand_are_422_and_keep_what_was_typed(klient, variant, verdi, felt) -> None:
    navn = f"vekt-{variant.runde.rundekriterier.get(kode='innbyggertall').pk}"

    svar = klient.post(side(variant, "vekter/"), vektskjema(variant, **{navn: verdi}))

    form = svar.context["form"]
    assert (svar.status_code, list(form.errors)) == (422, [navn if felt == "vekt" else felt])
    assert form[navn].value() == verdi
    assert f'value="{verdi}"' in svar.content.decode() or verdi == ""


def test_b014_a_low_floor_without_reason_is_422_at_the_reason(klient, variant) -> None:
    svar = klient.post(side(variant, "vekter/"), vektskjema(variant, minste="5"))

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, ["begrunnelse"])


def test_weights_seen_before_somebody_else_changed_them_get_the_409_page(klient, imdi, variant) -> None:
    gammelt = vektskjema(variant)
    sett_vekter(imdi, variant, 50, 50)

    assert klient.post(side(variant, "vekter/"), gammelt).status_code == 409


# ---- one kommune
def valg(variant: Variant, **endret: str) -> dict[str, str]:
    return {"slag": "beregnet", "endret_nr": str(variant.endret_nr), "begrunnelse": "", **endret}


@pytest.mark.parametrize(
    ("skjema", "ventet"),
    [
        ({"slag": "utelatt", "begrunnelse": GRUNN, "med_em": "on", "antall": "9"}, (True, False, None, None, GRUNN)),
        ({"slag": "manuelt", "antall": "30", "begrunnelse": GRUNN}, (False, False, 30, 0, GRUNN)),
        ({"slag": "beregnet", "med_em": "on", "antall": "30", "begrunnelse": "x"}, (False, True, None, None, "")),
    ],
)
def test_a_choice_for_one_kommune_is_stored_as_one_thing(klient, variant, kommuner, skjema, ventet) -> None:
    svar = klient.post(side(variant, "kommune/1101/"), valg(variant, **skjema))

    rad = variant.valg.get(kommune=kommuner[0])
    assert (svar.status_code, svar.url) == (302, side(variant))
    assert (rad.utelatt, rad.med_em, rad.antall, rad.herav_em, rad.begrunnelse) == ventet


@pytest.mark.parametrize(
    ("skjema", "felt"),
    [
        ({"slag": "utelatt"}, "begrunnelse"),
        ({"slag": "manuelt", "antall": "", "begrunnelse": GRUNN}, "antall"),
        ({"slag": "manuelt", "antall": "mange", "begrunnelse": GRUNN}, "antall"),
        ({"slag": "manuelt", "antall": "3", "herav_em": "4", "begrunnelse": GRUNN}, "herav_em"),
        ({"slag": "manuelt", "antall": "30", "begrunnelse": "kort"}, "begrunnelse"),
        ({"slag": "noe annet"}, "slag"),
    ],
)
def test_a_wrong_choice_is_422_at_the_field_and_keeps_what_was_typed(klient, variant, skjema, felt) -> None:
    svar = klient.post(side(variant, "kommune/1101/"), valg(variant, **skjema))

    form = svar.context["form"]
    assert (svar.status_code, list(form.errors)) == (422, [felt])
    assert {navn: form[navn].value() for navn in skjema} == skjema


def test_the_page_of_a_kommune_shows_the_computed_number_beside(klient, variant) -> None:
    fakta = klient.get(side(variant, "kommune/1111/")).context["fakta"]

    assert [(rad.navn, rad.verdi) for rad in fakta] == [
        ("Beregnet av modellen nå", "22 (herav EM 4)"),
        ("Folketall", "1\u00a0000"),
    ]


# ---- what-if
def test_w12_variants_stand_side_by_side_with_the_difference(klient, imdi, variant) -> None:
    to = sett_vekter(imdi, varianter.lag_variant(bruker=imdi, runde=variant.runde, navn="To", fra=variant), 100, 0)
    varianter.lag_variant(bruker=imdi, runde=variant.runde, navn="Tre", fra=variant)

    alle = klient.get(f"{MODELL}sammenlign/")
    svar = klient.get(f"{MODELL}sammenlign/?variant={variant.pk}&variant={to.pk}&variant=x")

    assert [str(en.variant) for en in alle.context["regnede"]] == ["Grunnlag", "To", "Tre"]
    assert [str(en.variant) for en in svar.context["regnede"]] == ["Grunnlag", "To"]
    assert {str(rad.kommune): ([en.antall for en in rad.tall], rad.endringer) for rad in svar.context["rader"]} == {
        "Eigersund": ([56, 60], ["+4"]),
        "Lund": ([26, 30], ["+4"]),
        "Sokndal": ([22, 14], ["\u22128"]),
    }
    assert next((rad.navn, rad.vekter) for rad in svar.context["vekter"]) == (
        "Innbyggertall",
        ["60\u00a0% (100\u00a0%)", "100\u00a0% (100\u00a0%)"],
    )


def test_a_round_without_variants_has_an_empty_comparison(klient, runde) -> None:
    assert "Runden har ingen varianter å sammenligne." in klient.get(f"{MODELL}sammenlign/").content.decode()


# ---- into the round
def test_bruk_is_a_page_of_its_own_and_fills_the_draft(klient, variant) -> None:
    vist = klient.get(side(variant, "bruk/"))
    svar = klient.post(side(variant, "bruk/"), {"endret_nr": vist.context["form"].initial["endret_nr"]})

    tall = dict(variant.runde.anmodninger.values_list("kommune__navn", "antall"))
    assert (svar.status_code, svar.url) == (302, "/imdi/anmodning/2027/1/")
    assert tall == {"Eigersund": 56, "Lund": 26, "Sokndal": 22}
    assert [m.tekst for m in klient.get(side(variant)).context["merker"]] == ["Brukt i runden"]


def test_a_variant_changed_since_it_was_used_says_so(klient, imdi, variant) -> None:
    varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)
    sett_vekter(imdi, Variant.objects.get(pk=variant.pk), 50, 50)

    assert [m.tekst for m in klient.get(side(variant)).context["merker"]] == ["Brukt i runden, endret siden"]


def test_what_cannot_be_computed_is_422_and_fills_nothing(klient, variant) -> None:
    KommuneFactory(navn="Hå", folketall=None)

    svar = klient.post(side(variant, "bruk/"), {"endret_nr": variant.endret_nr})

    assert (svar.status_code, variant.runde.anmodninger.count()) == (422, 0)


# ---- values
def fil(tekst: str, navn: str = "arbeid.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, tekst.encode(), "text/csv")


@pytest.mark.usefixtures("clamd")
def test_values_are_tried_first_and_stored_when_confirmed(klient, variant) -> None:
    kriterium = variant.runde.rundekriterier.get(kode="arbeidsmarked")

    prove = klient.post(VERDIER, {"fil": fil("kommunenummer;verdi\n1101;60,5\n1112;høy\n0000;1\n")})
    for_bekreftelse = verdiene(kriterium)
    rader = prove.context["bekreft"]["rader"].value()
    svar = klient.post(f"{VERDIER}lagre/", {"rader": rader, "engangsnokkel": str(uuid4())})

    assert [(rad.linje, rad.grunn) for rad in prove.context["prove"].avviste] == [
        (3, "Verdi må være et tall, ikke «høy»."),
        (4, "Kommunenummeret 0000 finnes ikke."),
    ]
    assert (for_bekreftelse, svar.url) == ({}, MODELL)
    assert {navn: str(verdi) for navn, verdi in verdiene(kriterium).items()} == {"Eigersund": "60.5000"}


@pytest.mark.usefixtures("clamd")
def test_values_of_one_criterion_are_not_stored_as_another(klient, variant) -> None:
    rader = klient.post(VERDIER, {"fil": fil("kommunenummer;verdi\n1101;60\n")}).context["bekreft"]["rader"].value()

    svar = klient.post(f"{MODELL}verdier/vgo_kapasitet/lagre/", {"rader": rader})

    assert (svar.status_code, svar.url) == (302, f"{MODELL}verdier/vgo_kapasitet/")
    assert verdiene(variant.runde.rundekriterier.get(kode="vgo_kapasitet")) == {}


@pytest.mark.usefixtures("ingen_clamd")
def test_without_the_scanner_no_values_are_read(klient, variant) -> None:
    svar = klient.post(VERDIER, {"fil": fil("kommunenummer;verdi\n1101;60\n")})

    assert svar.context["form"].errors == {"fil": ["Vi får ikke kontrollert filen for virus nå. Prøv igjen om litt."]}


@pytest.mark.parametrize("kode", ["innbyggertall", "finnes_ikke"])
def test_a_criterion_that_is_not_read_from_files_has_no_such_page(klient, variant, kode) -> None:
    assert klient.get(f"{MODELL}verdier/{kode}/").status_code == 404


def test_figures_are_fetched_again_by_a_button(klient, variant, kommuner) -> None:
    kommuner[0].folketall = 9000
    kommuner[0].save()

    svar = klient.post(f"{MODELL}hent/")

    assert (svar.status_code, svar.url) == (302, MODELL)
    assert verdiene(variant.runde.rundekriterier.get(kode="innbyggertall"))["Eigersund"] == 9000


def test_a_new_criterion_leads_to_the_page_that_reads_its_values(klient, variant) -> None:
    data = {"navn": "Ledige boliger", "navn_nn": "Ledige bustader", "grunnlag": "verdi"}

    svar = klient.post(f"{MODELL}kriterium/", data)
    igjen = klient.post(f"{MODELL}kriterium/", data)

    assert svar.url == f"{MODELL}verdier/ledige_boliger/"
    assert klient.get(svar.url).status_code == 200
    assert (igjen.status_code, list(igjen.context["form"].errors)) == (422, ["navn"])


# ---- who may, and how much it costs
@pytest.fixture
def sendt(imdi, variant):
    varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)
    variant.runde.refresh_from_db()
    runder.send_runde(bruker=imdi, runde=variant.runde, endret_nr=variant.runde.endret_nr)
    return variant


def test_a_sent_round_shows_its_computation_and_has_no_pages_that_write(klient, sendt) -> None:
    lese = ["", f"{sendt.pk}/", "sammenlign/"]
    skrive = ["ny/", "kriterium/", "verdier/arbeidsmarked/"]
    skrive += [f"{sendt.pk}/{hale}" for hale in ("vekter/", "kommune/1101/", "bruk/")]

    assert {klient.get(MODELL + hale).status_code for hale in lese} == {200}
    assert {klient.get(MODELL + hale).status_code for hale in skrive} == {409}
    assert klient.post(f"{MODELL}hent/").status_code == 409


@pytest.mark.parametrize(
    ("rolle", "svar"),
    [(Rolle.IMDI_BOSETTER_LES, [200, 200, 200, 403, 403, 403]), (Rolle.IMDI_SUPPORT, [403] * 6)],
)
def test_imdi_reads_and_writes_by_role(variant, rolle, svar) -> None:
    klient = logg_inn(bruker_med(rolle))
    sider = [MODELL, side(variant), f"{MODELL}sammenlign/", f"{MODELL}ny/", side(variant, "vekter/"), VERDIER]

    assert [klient.get(adresse).status_code for adresse in sider] == svar


def test_a_variant_of_another_round_is_404(klient, imdi, variant) -> None:
    annen = runder.opprett_runde(
        bruker=imdi,
        aar=2028,
        type=runder.Rundetype.ORDINAR,
        innhold=runder.Rundeinnhold(behov=1, frist=variant.runde.frist, kriterier="x"),
    )

    assert klient.get(f"/imdi/anmodning/{annen.aar}/1/beregning/{variant.pk}/").status_code == 404


def test_twenty_queries_are_enough_for_every_page_with_357_kommuner(klient, imdi, variant, kommuner) -> None:
    KommuneFactory.create_batch(354, folketall=4000)
    verdier.hent_verdier(bruker=imdi, runde=variant.runde)
    variant = sett_vekter(imdi, Variant.objects.get(pk=variant.pk), 100, 0)
    runder.endre_runde(
        bruker=imdi,
        runde=variant.runde,
        endret_nr=variant.runde.endret_nr,
        innhold=runder.Rundeinnhold(behov=13000, behov_em=4, frist=variant.runde.frist, kriterier="x"),
    )
    varianter.lag_variant(bruker=imdi, runde=variant.runde, navn="To", fra=variant)
    haler = ["", "sammenlign/", *(f"{variant.pk}/{hale}" for hale in ("", "vekter/", "kommune/1101/", "bruk/"))]
    klient.get(MODELL)

    antall = {}
    for hale in haler:
        with CaptureQueriesContext(connection) as sporringer:
            svar = klient.get(MODELL + hale)
        antall[hale] = (svar.status_code, len(sporringer) <= 20)

    assert antall == dict.fromkeys(haler, (200, True))


# ---- the kommune's own page
def egen_side(kommune, rolle: Rolle = Rolle.KOMMUNE_BOSETTER_LES):
    return logg_inn(bruker_med(rolle, kommune=kommune)).get(f"/kommuner/{kommune.nummer}/anmodninger/?aar=2027")


def test_w12_a_kommune_sees_how_its_number_came_about_once_the_round_is_sent(imdi, variant, kommuner) -> None:
    sokndal = kommuner[2]
    valg_ = Kommunevalg(med_em=True, antall=25, herav_em=4, begrunnelse=GRUNN)
    varianter.endre_kommune(bruker=imdi, variant=variant, endret_nr=variant.endret_nr, kommune=sokndal, valg=valg_)
    variant.refresh_from_db()
    varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)
    for_sending = egen_side(sokndal)
    runde = variant.runde
    runde.refresh_from_db()
    runder.send_runde(bruker=imdi, runde=runde, endret_nr=runde.endret_nr)

    svar = egen_side(sokndal)

    (beregning,) = svar.context["side"].beregninger
    assert for_sending.context["side"].beregninger == []
    assert GRUNN not in for_sending.content.decode()
    assert [(en.navn, en.verdi, en.vekt, en.personer) for en in beregning.deler] == [
        ("Innbyggertall", "1\u00a0000", "60,0\u00a0%", "6,0"),
        ("Kontinuitet fra forrige anmodning", "30", "40,0\u00a0%", "12,0"),
    ]
    assert [(rad.navn, rad.verdi) for rad in beregning.sum] == [
        ("Minste antall og avrunding", "0,0"),
        ("Beregnet for enslige mindreårige", "4"),
        ("Beregnet antall", "22 (herav EM 4)"),
        ("Satt manuelt av IMDi", "25 (herav EM 4)"),
        ("Begrunnelse", GRUNN),
        ("Anmodet", "25 (herav EM 4)"),
    ]
    assert GRUNN in svar.content.decode()


def test_b001_a_kommune_sees_nothing_of_the_others_computation(sendt, kommuner) -> None:
    svar = egen_side(kommuner[1])

    (beregning,) = svar.context["side"].beregninger
    assert beregning.anmodning.kommune == kommuner[1]
    assert (
        logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommuner[1]))
        .get(f"/kommuner/{kommuner[0].nummer}/anmodninger/?aar=2027")
        .status_code
        == 404
    )


def test_a_kommune_left_out_is_told_so_with_the_reason(imdi, variant, kommuner) -> None:
    variant = varianter.endre_kommune(
        bruker=imdi,
        variant=variant,
        endret_nr=variant.endret_nr,
        kommune=kommuner[0],
        valg=Kommunevalg(utelatt=True, begrunnelse=GRUNN),
    )
    varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)
    variant.runde.refresh_from_db()
    runder.send_runde(bruker=imdi, runde=variant.runde, endret_nr=variant.runde.endret_nr)

    (beregning,) = egen_side(kommuner[0]).context["side"].beregninger

    assert (beregning.deler, [(rad.navn, rad.verdi) for rad in beregning.sum]) == (
        [],
        [
            ("Beregnet antall", "Kommunen er holdt utenfor beregningen"),
            ("Begrunnelse", GRUNN),
            ("Anmodet", "0 (herav EM 0)"),
        ],
    )


def test_a_number_typed_in_after_the_model_stands_beside_the_computed_one(imdi, variant, kommuner) -> None:
    varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)
    runde = variant.runde
    runder.lagre_tall(bruker=imdi, runde=runde, tall=[runder.Tall(kommune_id=kommuner[0].pk, antall=50)])
    runde.refresh_from_db()
    runder.send_runde(bruker=imdi, runde=runde, endret_nr=runde.endret_nr)

    (beregning,) = egen_side(kommuner[0]).context["side"].beregninger

    assert [(rad.navn, rad.verdi) for rad in beregning.sum][2:] == [
        ("Beregnet antall", "56 (herav EM 0)"),
        ("Anmodet", "50 (herav EM 0)"),
    ]


def test_the_names_of_the_criteria_follow_the_readers_maalform(sendt, kommuner) -> None:
    from bosetting.anmodning.modell.visning import kommuneberegninger

    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommuner[0])
    with translation.override("nn"):
        (beregning,) = kommuneberegninger([sendt.runde.anmodninger.get(kommune=kommuner[0])], bruker)

    assert [en.navn for en in beregning.deler] == ["Innbyggjartal", "Kontinuitet frå førre oppmoding"]
