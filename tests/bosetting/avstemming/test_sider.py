"""The pages of W-02: the kommune's quarter and its answer, IMDi's overview, file and purring."""

from datetime import date

import pytest
from django.urls import reverse

from bosetting.avstemming.models import Avstemmingssvar
from bosetting.person.models import Person
from imdinett.hendelse.models import Innsyn
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.avstemming.hjelp import GRUNN, bekreft, bosett, kommune_med, meld, rad, rett
from tests.bosetting.bosatt.hjelp import apne_avvik, husstand
from tests.bosetting.fordeling.hjelp import scene
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db
JULI, AUGUST, SEPTEMBER = (date(2026, maaned, 10) for maaned in (7, 8, 9))


def side(en, navn: str = "avstemming") -> str:
    return reverse(navn, args=[en.kommune.nummer, 2026, 3])


# ---- the kommune
def test_w02_the_page_has_the_numbers_and_the_way_to_what_is_missing() -> None:
    en, (sak, uten) = kommune_med(JULI, None)
    apne_avvik(en, sak)
    Person.objects.update(etternavn="Kanarinavn")
    klient = logg_inn(en.kari)

    liste = klient.get(reverse("avstemminger", args=[en.kommune.nummer]))
    svar = klient.get(side(en))

    innhold = svar.content.decode()
    assert next((str(rad_.kvartal), merke.tekst) for rad_, merke in liste.context["rader"]) == (
        "3. kvartal 2026",
        "Ikke svart",
    )
    assert [(m.navn, m.bosatt) for m in svar.context["maaneder"]] == [
        ("Juli 2026", 1),
        ("August 2026", 0),
        ("September 2026", 0),
    ]
    assert (svar.context["uten_dato"], svar.context["avvik"]) == ([uten], [sak])
    assert husstand(uten) in innhold
    assert "Kanarinavn" not in innhold
    assert Innsyn.objects.count() == 0


def test_w02_confirming_and_a_change_afterwards() -> None:
    en, (sak,) = kommune_med(JULI)
    klient = logg_inn(en.kari)

    sendt = klient.post(side(en), {"avtrykk": rad(en).tall.avtrykk})
    etter = klient.get(side(en)).content.decode()
    rett(en, sak, AUGUST)
    endret = klient.get(side(en)).content.decode()

    assert (sendt.url, Avstemmingssvar.objects.get().svart_av) == (side(en), en.kari)
    assert "Kari Eksempel bekreftet 12. oktober 2026" in etter
    assert "Bekreft at tallene stemmer" not in etter
    assert "Tallene er endret siden dere svarte" in endret
    assert "Bekreft at tallene stemmer" in endret


@pytest.mark.parametrize("navn", ["avstemming", "avstemming_stemmer_ikke"])
def test_w02_numbers_that_changed_meanwhile_are_shown_and_not_answered(navn: str) -> None:
    en, (_a, uten) = kommune_med(JULI, None)
    klient = logg_inn(en.kari)
    skjema = {"avtrykk": rad(en).tall.avtrykk, "maaned_1": 5, "maaned_2": 0, "maaned_3": 0, "grunn": GRUNN}
    bosett(en, uten, SEPTEMBER)

    svar = klient.post(side(en, navn), skjema)
    form = svar.context["form"]
    igjen = klient.post(side(en, navn), {**skjema, "avtrykk": form["avtrykk"].value()})

    assert (svar.status_code, form["avtrykk"].value()) == (409, rad(en).tall.avtrykk)
    assert "ble endret mens siden var åpen" in svar.content.decode()
    assert (GRUNN in svar.content.decode()) == (navn == "avstemming_stemmer_ikke")
    assert (igjen.status_code, Avstemmingssvar.objects.count()) == (302, 1)


def test_w02_own_numbers_are_sent_to_imdi() -> None:
    en, _saker = kommune_med(JULI)
    klient = logg_inn(en.kari)
    skjema = {"avtrykk": rad(en).tall.avtrykk, "maaned_1": "3", "maaned_2": "0", "maaned_3": "0", "grunn": GRUNN}

    tomt = klient.get(side(en, "avstemming_stemmer_ikke"))
    sendt = klient.post(side(en, "avstemming_stemmer_ikke"), skjema, follow=True)

    svar = Avstemmingssvar.objects.get()
    assert [tomt.context["form"][f"maaned_{nr}"].value() for nr in (1, 2, 3)] == [1, 0, 0]
    assert (svar.egne, svar.grunn) == ([3, 0, 0], GRUNN)
    assert f"IMDi har fått tallene deres i henvendelse {svar.henvendelse}" in sendt.content.decode()
    assert reverse("henvendelse", args=[svar.henvendelse.nummer]) in sendt.content.decode()


@pytest.mark.parametrize(
    ("feil", "felt"),
    [
        ({"maaned_1": "1"}, {"maaned_1"}),
        ({"maaned_2": "-1"}, {"maaned_2"}),
        ({"maaned_3": ""}, {"maaned_3"}),
        ({"maaned_3": "mange"}, {"maaned_3"}),
        ({"grunn": "kort"}, {"grunn"}),
    ],
)
def test_w02_bad_numbers_are_422_with_what_was_typed(feil: dict[str, str], felt: set[str]) -> None:
    en, _saker = kommune_med(JULI)
    rett_skjema = {"avtrykk": rad(en).tall.avtrykk, "maaned_1": "3", "maaned_2": "0", "maaned_3": "0", "grunn": GRUNN}

    svar = logg_inn(en.kari).post(side(en, "avstemming_stemmer_ikke"), rett_skjema | feil)

    (navn,) = felt
    assert (svar.status_code, set(svar.context["form"].errors)) == (422, felt)
    assert svar.context["form"][navn].value() == feil[navn]
    assert Avstemmingssvar.objects.count() == 0


@pytest.mark.parametrize(
    ("rolle", "egen", "les", "skriv", "egne"),
    [
        (Rolle.KOMMUNE_BOSETTER_SKRIV, True, 200, 302, 200),
        (Rolle.KOMMUNE_BOSETTER_LES, True, 200, 403, 403),
        (Rolle.KOMMUNE_ADMINISTRATOR, True, 403, 403, 403),
        (Rolle.FYLKE_LES, True, 403, 403, 403),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, False, 404, 404, 404),
        (Rolle.IMDI_BOSETTER_SKRIV, True, 200, 403, 403),
        (Rolle.IMDI_BOSETTER_LES, True, 200, 403, 403),
    ],
)
def test_b001_b002_who_reads_and_who_answers(rolle: Rolle, egen: bool, les: int, skriv: int, egne: int) -> None:
    en, _saker = kommune_med(JULI)
    klient = logg_inn(bruker_med(rolle, kommune=en.kommune if egen else KommuneFactory()))

    svar = [
        klient.get(reverse("avstemminger", args=[en.kommune.nummer])).status_code,
        klient.get(side(en)).status_code,
        klient.post(side(en), {"avtrykk": rad(en).tall.avtrykk}).status_code,
        klient.get(side(en, "avstemming_stemmer_ikke")).status_code,
    ]

    assert svar == [les, les, skriv, egne]


@pytest.mark.parametrize("kvartal", ["2026/4", "2025/4", "2026/0", "2026/7"])
def test_w02_other_quarters_have_no_page(kvartal: str) -> None:
    en, _saker = kommune_med(JULI)

    assert logg_inn(en.kari).get(f"/kommuner/{en.kommune.nummer}/avstemming/{kvartal}/").status_code == 404
    assert logg_inn(en.imdi).post(f"/imdi/avstemming/{kvartal}/purring/").status_code == 404


def test_before_any_quarter_is_over_the_pages_say_so(settings) -> None:
    settings.AVSTEMMING_FRA = date(2026, 10, 1)
    en, _saker = kommune_med(JULI)

    svar = [
        logg_inn(en.kari).get(reverse("avstemminger", args=[en.kommune.nummer])),
        logg_inn(en.imdi).get(reverse("imdi_avstemming")),
    ]

    assert ["Ingen kvartaler kan avstemmes ennå." in ett.content.decode() for ett in svar] == [True, True]


# ---- IMDi
def test_w02_imdi_sees_the_numbers_beside_each_other() -> None:
    bekreftet, _saker = kommune_med(JULI)
    bekreft(bekreftet)
    ulik, _saker = kommune_med(JULI, AUGUST)
    meld(ulik, 3, 1, 0)
    stille, _saker = kommune_med(SEPTEMBER)
    klient = logg_inn(bekreftet.imdi)

    alle = klient.get(reverse("imdi_avstemming"))
    ulike = klient.get(reverse("imdi_avstemming"), {"kvartal": "2026-3", "status": "stemmer_ikke"})
    fil = klient.get(reverse("imdi_avstemming"), {"kvartal": "2026-3", "format": "csv-maskin"})

    rader = {rad_.kommune: (merke.tekst, rad_.kommunens) for rad_, merke, _m, _sum in alle.context["rader"]}
    assert rader == {
        bekreftet.kommune: ("Bekreftet", [1, 0, 0]),
        ulik.kommune: ("Stemmer ikke", [3, 1, 0]),
        stille.kommune: ("Ikke svart", None),
    }
    assert [rad_.kommune for rad_, *_resten in ulike.context["rader"]] == [ulik.kommune]
    linjer = b"".join(fil.streaming_content).decode().splitlines()
    assert linjer[0].split(",")[3:10] == [
        "status",
        "register_1",
        "register_2",
        "register_3",
        "kommune_1",
        "kommune_2",
        "kommune_3",
    ]
    tall = {linje.split(",")[0]: linje.split(",")[3:12] for linje in linjer[1:]}
    assert tall[ulik.kommune.nummer] == ["Stemmer ikke", "1", "1", "0", "3", "1", "0", "0", "0"]
    assert tall[stille.kommune.nummer] == ["Ikke svart", "0", "0", "1", "", "", "", "0", "0"]


def test_w02_purring_asks_first_and_then_sends() -> None:
    en, _saker = kommune_med(JULI)
    klient, adresse = logg_inn(en.imdi), reverse("imdi_avstemming_purring", args=[2026, 3])
    Forsendelse.objects.all().delete()

    uten = klient.post(adresse, {}, follow=True)
    se_over = klient.post(adresse, {"kommune": [en.kommune.pk]})
    usendt = Forsendelse.objects.count()
    sendt = klient.post(adresse, {"kommune": [en.kommune.pk], "bekreft": "1"}, follow=True)

    assert "Velg minst én kommune." in uten.content.decode()
    assert (se_over.context["valgte"], usendt) == ([en.kommune], 0)
    assert "Purring er sendt til 1 kommune." in sendt.content.decode()
    assert Forsendelse.objects.filter(slag="avstemming_paaminnelse").count() == 2


@pytest.mark.parametrize(
    ("rolle", "les", "purr"),
    [
        (Rolle.IMDI_BOSETTER_SKRIV, 200, 302),
        (Rolle.IMDI_BOSETTER_LES, 200, 403),
        (Rolle.IMDI_ANMODNING, 403, 403),
        (Rolle.IMDI_SUPPORT, 403, 403),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, 403, 403),
    ],
)
def test_w02_the_overview_is_imdis(rolle: Rolle, les: int, purr: int) -> None:
    klient = logg_inn(bruker_med(rolle, kommune=KommuneFactory()))

    svar = [
        klient.get(reverse("imdi_avstemming")).status_code,
        klient.post(reverse("imdi_avstemming_purring", args=[2026, 3])).status_code,
    ]

    assert svar == [les, purr]


def test_one_and_three_of_everything_take_the_same_number_of_queries() -> None:
    antall = []
    for saker in ((None,), (JULI, None, None)):
        en, _saker = kommune_med(*saker)
        scene()
        adresser = (
            reverse("avstemminger", args=[en.kommune.nummer]),
            side(en),
            reverse("imdi_avstemming"),
        )
        antall.append([sporringer(logg_inn(en.imdi), ett) for ett in adresser])

    assert antall[0] == antall[1]
    assert max(antall[0]) <= 22
