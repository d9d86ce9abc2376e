"""The kommune's pages: who gets what, and every way a form can come in."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bosetting.fordeling import services
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.bosetting.fordeling.hjelp import AAR, besvar, husstand, lagre, scene
from tests.bosetting.fordeling.sidehjelp import HTMX, adresse, felt, side, skjult
from tests.factories.bosetting import KommunevedtakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db


# ---- who
@pytest.mark.parametrize(
    ("rolle", "liste", "se_over", "post"),
    [
        (Rolle.KOMMUNE_BOSETTER_SKRIV, 200, 200, 302),
        (Rolle.KOMMUNE_BOSETTER_LES, 200, 403, 403),
        (Rolle.KOMMUNE_ADMINISTRATOR, 403, 403, 403),
    ],
)
def test_own_kommune(rolle, liste, se_over, post) -> None:
    en = scene(1)
    klient = logg_inn(bruker_med(rolle, kommune=en.kommune))

    assert klient.get(reverse("fordelingslister")).status_code == liste
    assert klient.get(adresse(en)).status_code == liste
    assert klient.get(adresse(en, "fordelingsliste_se_over")).status_code == se_over
    assert klient.post(adresse(en), {"A-svar": "ja", "A-versjon": "1"}).status_code == post


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_BOSETTER_LES])
def test_b001_another_kommunes_list_does_not_exist(rolle) -> None:
    en = scene(1)
    klient = logg_inn(bruker_med(rolle, kommune=KommuneFactory()))

    assert klient.get(adresse(en)).status_code == 404
    assert klient.post(adresse(en), {"A-svar": "ja", "A-versjon": "1"}).status_code == 404
    assert klient.get(adresse(en, "fordelingsliste_kvittering")).status_code == 404
    assert en.liste.nummer not in side(klient, reverse("fordelingslister"))


def test_a_draft_does_not_exist_for_the_kommune() -> None:
    en = scene(1, send=False)

    assert logg_inn(en.kari).get(adresse(en)).status_code == 404


def test_imdi_is_sent_to_its_own_pages() -> None:
    en = scene(1)
    klient = logg_inn(en.imdi)

    assert klient.get(reverse("fordelingslister")).headers["Location"] == reverse("imdi_fordeling")
    assert klient.get(adresse(en)).headers["Location"] == reverse("imdi_fordelingsliste", args=[en.liste.nummer])
    assert klient.get(adresse(en, "fordelingsliste_se_over")).status_code == 403


def test_b002_les_is_told_who_can_answer() -> None:
    en = scene(1)
    html = side(logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)), adresse(en))

    assert "Bare brukere med rollen Bosetter skriv kan svare." in html
    assert 'name="A-svar"' not in html


def test_one_acts_for_one_kommune_at_a_time() -> None:
    en = scene(1)
    aller_forst = KommuneFactory(navn="Aa først")
    tildeling.gi_kommunerolle(en.kari, Rolle.KOMMUNE_BOSETTER_SKRIV, aller_forst)
    klient = logg_inn(en.kari)
    klient.session["aktiv_kommune"] = aller_forst.pk
    okt = klient.session
    okt["aktiv_kommune"] = aller_forst.pk
    okt.save()

    assert f"Bytt til {en.kommune} øverst på siden for å svare." in side(klient, adresse(en))
    assert klient.post(adresse(en), {"A-svar": "ja", "A-versjon": "1"}).status_code == 409
    assert en.svar("A").svar == ""


# ---- the overview
def test_the_overview_says_how_each_list_stands() -> None:
    with klokke.flyttet_til(klokke.now() - timedelta(days=9)):
        en = scene(2, 1)
    html = side(logg_inn(en.kari), reverse("fordelingslister"))

    assert "2 dager over fristen" in html
    assert "1 liste" in html


@pytest.mark.parametrize(
    ("status", "vist"), [("", "ABC"), ("ubesvart", "A"), ("besvart", "B"), ("trukket", "C"), ("tull", "ABC")]
)
def test_filter_of_the_overview(status, vist) -> None:
    en = scene(1)
    lister = {"A": en.liste}
    for bokstav in "BC":
        ny = services.opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=[husstand(1)])
        lister[bokstav] = en.liste = services.send_liste(bruker=en.imdi, liste_id=ny.pk)
        if bokstav == "B":
            besvar(en, A="ja")
        else:
            services.trekk_liste(bruker=en.imdi, liste_id=ny.pk, grunn="Trukket.")

    html = side(logg_inn(en.kari), reverse("fordelingslister") + f"?status={status}")

    assert {bokstav for bokstav, liste in lister.items() if liste.nummer in html} == set(vist)


def test_the_overview_as_a_file_is_what_the_filter_shows() -> None:
    en, annen = scene(2, 1), scene(1)
    klient = logg_inn(en.kari)
    url = reverse("fordelingslister") + "?status=ubesvart"
    assert f"{url.partition('?')[2]}&amp;format=csv" in side(klient, url)

    svar = klient.get(f"{url}&format=csv-maskin")

    linjer = b"".join(svar.streaming_content).decode().splitlines()
    hode, rad = (linje.split(",") for linje in linjer)
    assert dict(zip(hode, rad, strict=True)) | {"sendt": "", "frist": ""} == {
        "liste": en.liste.nummer,
        "kommunenummer": en.kommune.nummer,
        "kommune": str(en.kommune),
        "plassaar": str(AAR),
        "status": "Sendt",
        "forfalt": "false",
        "sendt": "",
        "frist": "",
        "besvart": "",
        "personer": "3",
        "husstander": "2",
        "ja": "0",
        "nei": "0",
        "trukket": "0",
    }
    assert annen.liste.nummer not in "".join(linjer)
    assert b"".join(klient.get(f"{url}&format=xlsx").streaming_content)[:2] == b"PK"
    assert klient.get(f"{url}&format=pdf").status_code == 404


# ---- drafts
def test_save_and_go_on_later() -> None:
    en = scene(1, 1)
    klient = logg_inn(en.kari)
    data = {**skjult(klient, en, "A", "B"), "A-svar": "ja", "B-begrunnelse": "Vi venter på svar", "handling": "lagre"}

    svar = klient.post(adresse(en), data, follow=True)

    assert svar.redirect_chain == [(reverse("fordelingslister"), 302)]
    assert f"Utkastet til svar på liste {en.liste.nummer} er lagret." in svar.content.decode()
    assert [(rad.svar, rad.begrunnelse) for rad in en.svarene] == [("ja", ""), ("", "Vi venter på svar")]


def test_htmx_saves_and_gives_the_new_version_back() -> None:
    en = scene(1, 1)
    klient = logg_inn(en.kari)
    data = {**skjult(klient, en, "A", "B"), "A-svar": "ja"}

    svar = klient.post(adresse(en), data, headers=HTMX)

    html = svar.content.decode()
    assert svar.status_code == 200
    assert felt(html, "A-versjon") == "2"
    assert "Lagret som utkast kl." in html
    assert "Svart: 1 av 2 husstander." in html
    assert "B-versjon" not in html


def test_htmx_then_the_button_with_the_old_version_is_no_collision() -> None:
    """The button can be pressed while the page's own saving is under way."""
    en = scene(1)
    klient = logg_inn(en.kari)
    data = {**skjult(klient, en, "A"), "A-svar": "ja"}
    klient.post(adresse(en), data, headers=HTMX)

    svar = klient.post(adresse(en), {**data, "A-svar": "nei", "handling": "se_over"})

    assert svar.status_code == 302
    assert en.svar("A").svar == "nei"


def test_form_empty() -> None:
    en = scene(1)
    klient = logg_inn(en.kari)

    assert klient.post(adresse(en), {}).status_code == 302
    assert klient.post(adresse(en), {**skjult(klient, en, "A"), "A-svar": ""}).status_code == 302
    assert en.svar("A").versjon == 1


@pytest.mark.parametrize(
    ("navn", "verdi", "melding"),
    [
        ("begrunnelse", "x" * 1001, "Begrunnelse kan ha høyst 1000 tegn. Du har skrevet 1001."),
        ("svar", "kanskje", "velg ett av alternativene i listen."),
        ("avslagskode", "tull", "Årsak: velg ett av alternativene i listen."),
        ("uke", "2026-99", "Ønsket bosettingsuke: velg ett av alternativene i listen."),
        ("versjon", "abc", "Siden mangler noe den skal sende med"),
    ],
)
def test_form_too_long_and_wrong_type(navn, verdi, melding) -> None:
    en = scene(1, 1)
    klient = logg_inn(en.kari)
    data = {**skjult(klient, en, "A", "B"), "A-svar": "nei", "B-svar": "ja", f"A-{navn}": verdi}

    svar = klient.post(adresse(en), data)

    html = svar.content.decode()
    assert svar.status_code == 422
    assert melding in html.replace("\xa0", " ").replace("1 000", "1000").replace("1 001", "1001")
    assert "Feil:" in html
    assert (en.svar("A").svar, en.svar("B").svar) == ("", "ja")
    assert klient.post(adresse(en), data, headers=HTMX).status_code == 422


def test_form_with_errors_keeps_what_was_typed() -> None:
    en = scene(1)
    klient = logg_inn(en.kari)
    tekst = "Kanarifuglen sang " * 60

    svar = klient.post(adresse(en), {**skjult(klient, en, "A"), "A-svar": "nei", "A-begrunnelse": tekst})

    assert tekst.strip() in svar.content.decode()


def test_a_week_that_passed_while_the_page_was_open_is_kept_in_the_draft() -> None:
    en = scene(1)
    aar, uke = klokke.isouke(klokke.today() - timedelta(days=14))
    klient = logg_inn(en.kari)

    svar = klient.post(adresse(en), {**skjult(klient, en, "A"), "A-svar": "ja", "A-uke": f"{aar}-{uke:02d}"})

    assert svar.status_code == 302
    assert en.svar("A").bosettingsuke == uke


# ---- two colleagues
def test_409_shows_both_answers_and_loses_nothing() -> None:
    en = scene(1, 1)
    ola = logg_inn(en.ola)
    side_hos_ola = skjult(ola, en, "A", "B")
    lagre(en.svar("A"), en.kari, "ja")

    data = {
        **side_hos_ola,
        "A-svar": "nei",
        "A-avslagskode": "mangler_bolig",
        "A-begrunnelse": "Linje en\r\nlinje <to>",
        "B-svar": "ja",
        "handling": "se_over",
    }
    svar = ola.post(adresse(en), data)

    html = svar.content.decode()
    assert svar.status_code == 409
    assert "Bruk mitt svar" in html
    assert "Behold svaret fra Kari Eksempel" in html
    assert "Nei, mangler bolig: Linje en\nlinje &lt;to&gt;" in html
    assert "Husstand B" not in html
    assert (en.svar("A").svar, en.svar("B").svar) == ("ja", "ja")

    igjen = {navn: felt(html, navn) for navn in ("A-svar", "A-versjon", "A-avslagskode", "A-to")}
    igjen["A-begrunnelse"] = "Linje en\nlinje <to>"
    uten_valg = ola.post(adresse(en), {**igjen, "handling": "se_over"})
    assert uten_valg.status_code == 409
    assert "Husstand A: velg hvilket svar som skal gjelde." in uten_valg.content.decode()

    mitt = ola.post(adresse(en), {**igjen, "A-valg": "mitt", "handling": "se_over"})
    assert mitt.headers["Location"] == adresse(en, "fordelingsliste_se_over")
    rad = en.svar("A")
    assert (rad.svar, rad.begrunnelse, rad.endret_av) == ("nei", "Linje en\nlinje <to>", en.ola)


def test_409_keep_the_colleagues_answer() -> None:
    en = scene(1)
    ola = logg_inn(en.ola)
    gammel = skjult(ola, en, "A")
    lagre(en.svar("A"), en.kari, "ja")
    html = ola.post(adresse(en), {**gammel, "A-svar": "nei"}).content.decode()

    svar = ola.post(
        adresse(en),
        {
            "A-svar": "nei",
            "A-versjon": felt(html, "A-versjon"),
            "A-to": "1",
            "A-valg": "deres",
            "handling": "sammenlign",
        },
    )

    assert svar.headers["Location"] == adresse(en)
    assert (en.svar("A").svar, en.svar("A").endret_av) == ("ja", en.kari)


def test_409_a_third_save_meanwhile_asks_again() -> None:
    en = scene(1)
    ola = logg_inn(en.ola)
    gammel = skjult(ola, en, "A")
    lagre(en.svar("A"), en.kari, "ja")
    html = ola.post(adresse(en), {**gammel, "A-svar": "nei"}).content.decode()
    lagre(en.svar("A"), en.kari, "", begrunnelse="Vi tenker oss om")

    data = {"A-svar": "nei", "A-versjon": felt(html, "A-versjon"), "A-to": "1", "A-valg": "mitt"}

    assert ola.post(adresse(en), data).status_code == 409
    assert en.svar("A").begrunnelse == "Vi tenker oss om"


def test_a_household_that_was_not_touched_is_no_collision() -> None:
    en = scene(1, 1)
    ola = logg_inn(en.ola)
    gammel = skjult(ola, en, "A", "B")
    lagre(en.svar("A"), en.kari, "nei")

    svar = ola.post(adresse(en), {**gammel, "B-svar": "ja"}, headers=HTMX)

    assert svar.status_code == 200
    assert "A-versjon" not in svar.content.decode()
    assert [rad.svar for rad in en.svarene] == ["nei", "ja"]


def test_409_from_htmx_stays_at_the_household() -> None:
    en = scene(1)
    ola = logg_inn(en.ola)
    gammel = skjult(ola, en, "A")
    lagre(en.svar("A"), en.kari, "ja")

    svar = ola.post(adresse(en), {**gammel, "A-svar": "nei"}, headers=HTMX)

    html = svar.content.decode()
    assert svar.status_code == 409
    assert 'id="lagring-A"' in html
    assert 'id="hovedinnhold"' not in html
    assert "A-versjon" not in html
    assert "Lagret som utkast" not in html


# ---- queries
@pytest.mark.parametrize("navn", ["fordelingslister", "fordelingsliste", "fordelingsliste_se_over"])
def test_the_number_of_queries_does_not_grow(navn) -> None:
    en, mange = scene(1), scene(1, 3, 2)
    for _nr in range(2):
        ny = services.opprett_liste(bruker=mange.imdi, kommune=mange.kommune, plassaar=AAR, husstander=[husstand(1)])
        services.send_liste(bruker=mange.imdi, liste_id=ny.pk)

    tall = [
        sporringer(logg_inn(ett.kari), reverse(navn) if navn == "fordelingslister" else adresse(ett, navn))
        for ett in (en, mange)
    ]

    print(f"\n{navn}: {tall} spørringer")
    assert tall[0] == tall[1]
    assert tall[0] <= 20


def test_the_page_names_the_kommune_it_answers_for() -> None:
    en = scene(1)
    KommunevedtakFactory()

    html = side(logg_inn(en.kari), adresse(en))

    assert f"Du svarer for {en.kommune}." in html
    assert f"Fordelingsliste {en.liste.nummer}" in html
