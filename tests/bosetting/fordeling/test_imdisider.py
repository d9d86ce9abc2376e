"""IMDi's pages: who waits, the list being built, the check page, the recall."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from bosetting.fordeling import lister, services, venter
from bosetting.person.models import Familierelasjon, Sak
from bosetting.person.states import Kategori
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.bosetting.fordeling.hjelp import AAR, besvar, husstand, lagre, scene
from tests.bosetting.fordeling.sidehjelp import adresse, side
from tests.factories.bosetting import KartleggingFactory, PersonFactory, SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db
SIDER = ["imdi_fordeling", "imdi_fordeling_venter", "imdi_fordeling_ny"]
LISTESIDER = ["imdi_fordelingsliste", "imdi_fordeling_utkast", "imdi_fordeling_send", "imdi_fordeling_trekk"]


# ---- who
@pytest.mark.parametrize(
    ("rolle", "les", "skriv"),
    [
        (Rolle.IMDI_BOSETTER_SKRIV, 200, 200),
        (Rolle.IMDI_BOSETTER_LES, 200, 403),
        (Rolle.IMDI_ANMODNING, 200, 403),
        (Rolle.IMDI_SUPPORT, 403, 403),
        (Rolle.IMDI_ADMINISTRATOR, 403, 403),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, 404, 403),
        (Rolle.KOMMUNE_BOSETTER_LES, 404, 403),
        (Rolle.KOMMUNE_ADMINISTRATOR, 403, 403),
    ],
)
def test_who_reads_and_who_builds(rolle, les, skriv) -> None:
    en, utkast = scene(1), scene(1, send=False)
    klient = logg_inn(bruker_med(rolle, kommune=en.kommune))

    lesesider = [reverse("imdi_fordeling"), reverse("imdi_fordeling_venter"), adresse(en, "imdi_fordelingsliste")]
    skrivesider = [
        reverse("imdi_fordeling_ny"),
        adresse(utkast, "imdi_fordeling_utkast"),
        adresse(utkast, "imdi_fordeling_send"),
        adresse(en, "imdi_fordeling_trekk"),
    ]

    assert [klient.get(url).status_code for url in lesesider] == [les] * 3
    assert [klient.get(url).status_code for url in skrivesider] == [skriv] * 4


def test_les_has_no_button_to_build_or_recall() -> None:
    en = scene(1)
    skriv, les = logg_inn(en.imdi), logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))

    assert "Lag ny liste" in side(skriv, reverse("imdi_fordeling"))
    assert "Lag ny liste" not in side(les, reverse("imdi_fordeling"))
    assert "Trekk saker" in side(skriv, adresse(en, "imdi_fordelingsliste"))
    assert "Trekk saker" not in side(les, adresse(en, "imdi_fordelingsliste"))


# ---- the overview
@pytest.mark.parametrize(
    ("status", "vist"),
    [
        ("", "ABCDE"),
        ("utkast", "A"),
        ("ubesvart", "BC"),
        ("forfalt", "B"),
        ("avgjores", "D"),
        ("besvart", "D"),
        ("trukket", "E"),
    ],
)
def test_filter_of_the_overview(status, vist) -> None:
    en = scene()

    def liste():
        utkast = services.opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=[husstand()])
        return services.send_liste(bruker=en.imdi, liste_id=utkast.pk)

    with klokke.flyttet_til(klokke.now() - timedelta(days=9)):
        alle = {"B": liste()}
    alle |= {"C": liste(), "D": liste(), "E": liste()}
    alle["A"] = services.opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=[husstand()])
    en.liste = alle["D"]
    besvar(en, A="ja")
    services.trekk_liste(bruker=en.imdi, liste_id=alle["E"].pk, grunn="Trukket.")

    html = side(logg_inn(en.imdi), reverse("imdi_fordeling") + f"?status={status}")

    assert {bokstav for bokstav, ett in alle.items() if ett.nummer in html} == set(vist)


def test_the_overview_as_a_file() -> None:
    en, annen = scene(1), scene(1)
    klient = logg_inn(en.imdi)

    svar = klient.get(reverse("imdi_fordeling") + f"?kommune={en.kommune}&format=csv")

    tekst = b"".join(svar.streaming_content).decode()
    assert en.liste.nummer in tekst
    assert annen.liste.nummer not in tekst


def test_drafts_of_the_answer_are_the_kommunes_own() -> None:
    en = scene(1)
    lagre(en.svar("A"), en.kari, "nei", begrunnelse="Kanari synger i utkastet")
    klient = logg_inn(en.imdi)

    html = side(klient, adresse(en, "imdi_fordelingsliste"))

    assert "Kanari" not in html
    assert "Ikke besvart" in html
    en.liste.refresh_from_db()
    services.godkjenn_fordelingsliste(bruker=en.kari, liste_id=en.liste.pk, versjon=en.liste.versjon)
    assert "Nei, mangler bolig: Kanari synger i utkastet" in side(klient, adresse(en, "imdi_fordelingsliste"))


# ---- who waits
def test_b075_the_order_of_those_who_wait() -> None:
    nå = klokke.now()

    def hus(dager: int, **felt):
        ny = husstand(1, **felt)
        Sak.objects.filter(husstand=ny).update(klar_tid=nå - timedelta(days=dager))
        return ny

    barn = {"fodselsdato": klokke.today() - timedelta(days=365 * 7)}
    forventet = [
        hus(2, er_em=True, person=barn),
        hus(1, er_em=True, person=barn),
        hus(20, person=barn),
        hus(10, person=barn),
        hus(5, kategori=Kategori.OVERFORINGSFLYKTNING),
        hus(90),
        hus(30),
    ]

    assert list(venter.ventende()) == forventet
    assert [rad.prioritet for rad in venter.rader(venter.ventende())] == [
        "Enslig mindreårig",
        "Enslig mindreårig",
        "Familie med barn",
        "Familie med barn",
        "Overføringsflyktning",
        "Andre",
        "Andre",
    ]


def test_those_on_an_open_list_wait_but_cannot_be_chosen() -> None:
    en = scene(1, send=False)
    ledig = husstand()

    assert set(venter.ventende()) == {en.husstander[0], ledig}
    assert list(venter.kan_velges(en.kommune)) == [ledig]
    assert en.liste.nummer in side(logg_inn(en.imdi), reverse("imdi_fordeling_venter"))


def test_b095_the_shielded_appear_nowhere() -> None:
    en = scene()
    skjult = husstand(person={"gradering": "fortrolig"})

    html = side(logg_inn(en.imdi), reverse("imdi_fordeling_venter"))

    assert skjult.nummer not in html
    assert "beskyttet" not in html


@pytest.mark.parametrize(
    ("filter", "vist"),
    [
        ("", "ABC"),
        ("kategori=em", "A"),
        ("kategori=amot", "B"),
        ("storrelse=1", "A"),
        ("storrelse=2-3", "B"),
        ("storrelse=4", "C"),
        ("behov=ja", "B"),
        ("behov=nei", "AC"),
        ("sprak=Dari", "C"),
        ("statsborgerskap=ukraina", "A"),
        ("kategori=tull", "ABC"),
    ],
)
def test_filter_of_those_who_wait(filter, vist) -> None:
    hus = {
        "A": husstand(1, er_em=True, person={"statsborgerskap": "Ukraina"}),
        "B": husstand(2, kategori=Kategori.AMOT),
        "C": husstand(4),
    }
    hus["B"].saker.first().kartlegging.__class__.objects.filter(sak__husstand=hus["B"]).update(
        tilretteleggingsbehov="Rullestol"
    )
    hus["C"].saker.first().kartlegging.__class__.objects.filter(sak__husstand=hus["C"]).update(morsmaal="dari")
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))

    html = side(klient, reverse("imdi_fordeling_venter") + f"?{filter}")

    assert {bokstav for bokstav, ett in hus.items() if ett.nummer in html} == set(vist)


# ---- what is weighed
def bosatt(kommune, **person):
    sak = SakFactory(
        person=PersonFactory(**person),
        tilstand="bosatt",
        kommune=kommune,
        plassaar=AAR,
        utsokingsdato=date(2026, 3, 1),
        bosettingsdato=date(2026, 4, 1),
    )
    KartleggingFactory(sak=sak)
    return sak.person


def test_close_family_already_settled_and_where() -> None:
    en, annen = scene(), KommuneFactory(navn="Annen")
    hus = husstand(1)
    meg = hus.personer.get()
    for slektning, slag in ((bosatt(en.kommune), "sosken"), (bosatt(annen), "forelder")):
        Familierelasjon.objects.create(person=meg, slektning=slektning, type=slag)
    skjult = bosatt(KommuneFactory(navn="Hemmelig"), gradering="fortrolig")
    Familierelasjon.objects.create(person=meg, slektning=skjult, type="barn")

    rad = venter.rader(venter.ventende(), en.kommune)[0]

    assert [(familie.sted, familie.tekst, familie.her) for familie in rad.familie] == [
        (str(en.kommune), "søsken (1)", True),
        ("Annen", "mor eller far (1)", False),
    ]


def test_language_and_nationality_of_those_who_are_settled_there() -> None:
    en = scene()
    for _nr in range(2):
        bosatt(en.kommune)
    bosatt(KommuneFactory())
    bosatt(en.kommune, gradering="fortrolig")
    husstand(1)

    assert venter.rader(venter.ventende(), en.kommune)[0].likt_her == (
        "2 bosatte snakker arabisk",
        "2 bosatte fra Syria",
    )


def test_earlier_answers_are_shown() -> None:
    en = scene(1)
    besvar(en, A="nei")

    assert venter.rader(venter.ventende())[0].tidligere == (f"nei fra {en.kommune}",)


def test_the_mix_on_the_list_against_all_who_wait() -> None:
    em, par, alene = husstand(1, er_em=True), husstand(2), husstand(1)

    blanding = {andel.navn: andel for andel in venter.sammensetning([em.pk, alene.pk])}

    andel = blanding["Enslige mindreårige"]
    assert (andel.liste, andel.liste_bredde) == ("1 (50 %)".replace(" %", "\xa0%"), "50.0")
    assert (andel.venter, andel.venter_bredde) == ("1 (25 %)".replace(" %", "\xa0%"), "25.0")
    assert blanding["Husstander med 2–3 personer"].venter == "1 (33\xa0%)"
    assert par.saker.count() == 2


# ---- tasks and the menu
def test_tasks_of_the_kommune() -> None:
    en = scene(3, 1)
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)
    admin = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=en.kommune)

    (oppgave,) = lister.oppgaver(en.kari, en.kommune)
    assert (str(oppgave.tekst), oppgave.gjelder, oppgave.frist) == (
        f"Svar på fordelingsliste {en.liste.nummer}",
        "4 personer i 2 husstander",
        klokke.today() + timedelta(days=7),
    )
    # Who cannot answer is not told to; the menu still counts the list.
    assert list(lister.oppgaver(les, en.kommune)) == []
    assert [lister.venter(bruker, en.kommune).count() for bruker in (en.kari, les)] == [1, 1]
    assert list(lister.oppgaver(admin, en.kommune)) == []
    besvar(en)
    assert list(lister.oppgaver(en.kari, en.kommune)) == []
    assert lister.venter(en.kari, en.kommune).count() == 0


def test_tasks_of_imdi() -> None:
    en = scene(2, 1)
    besvar(en, A="ja", B="nei")
    with klokke.flyttet_til(klokke.now() - timedelta(days=9)):
        sen = scene(1)

    (oppgave,) = lister.oppgaver(en.imdi, None)

    assert (str(oppgave.tekst), oppgave.gjelder, oppgave.er_forfalt, oppgave.ansvarlig) == (
        f"Følg opp fordelingsliste {sen.liste.nummer}, som ikke er besvart",
        f"{sen.kommune}, 1 person i 1 husstand",
        True,
        str(sen.imdi),
    )
    assert list(lister.oppgaver(bruker_med(Rolle.IMDI_BOSETTER_LES), None)) == []
    assert lister.venter(en.imdi, None).count() == 1


# ---- queries
@pytest.mark.parametrize(
    "navn",
    ["imdi_fordeling", "imdi_fordeling_venter", "imdi_fordeling_ny", "imdi_fordelingsliste", "imdi_fordeling_utkast"],
)
def test_the_number_of_queries_does_not_grow(navn) -> None:
    en = scene(1, send=navn != "imdi_fordeling_utkast")
    husstand(1)
    klient, liste = logg_inn(en.imdi), en.liste
    url = adresse(en, navn) if navn in LISTESIDER else reverse(navn) + f"?kommune={en.kommune.nummer}&aar={AAR}"

    for_ = sporringer(klient, url)
    for _nr in range(2):
        services.opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=[husstand(2)])
        if navn == "imdi_fordeling_utkast":
            services.legg_til_husstand(bruker=en.imdi, liste_id=liste.pk, husstand_id=husstand(3).pk)
        husstand(3)
    etter = sporringer(klient, url)

    print(f"\n{navn}: {for_} → {etter} spørringer")
    assert for_ == etter
    assert etter <= 20
