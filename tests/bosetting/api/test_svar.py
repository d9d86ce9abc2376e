"""What each address answers: the facts of the portal's pages, in the portal's words, and nothing more."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bosetting.anmodning.queries import plassregnskap
from bosetting.fordeling import visning
from bosetting.person.models import Sak
from bosetting.rapport.queries import anmodning_vedtak as r1
from bosetting.rapport.queries.anmodning_vedtak import Aarsvalg
from bosetting.rapport.queries.tabell import EGEN, Kilde
from bosetting.vedtak import services as vedtak
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.brev.models import Brevfil
from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.setning import setning
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import LoggNede
from imdinett.tilgangsnokkel.omfang import Nokkelomfang
from imdinett.utboks.models import Forsendelse
from tests.bosetting.fordeling.hjelp import AAR, GRUNN, lagre, scene
from tests.bosetting.vedtak.hjelp import GRUNN as FLYTTER
from tests.bosetting.vedtak.hjelp import fatt, med_ja
from tests.factories.bosetting import AnmodningFactory
from tests.imdinett.tilgangsnokkel.hjelp import PROBLEM, ny_nokkel, system

pytestmark = pytest.mark.django_db


def _liste(en):
    return reverse("api_fordelingsliste", args=[en.liste.nummer])


def _sak(sak: Sak) -> str:
    return reverse("api_sak", args=[sak.person.uuid])


# ---- fordelingslister
def test_b034_a_list_is_what_the_page_shows_and_no_more() -> None:
    en = scene(2, 1)
    kort = visning.husstandskort(en.liste, en.kari)

    svar = system(ny_nokkel(en.kommune)).get(_liste(en)).json()

    assert svar.keys() == {
        "nummer",
        "plassaar",
        "tilstand",
        "sendt",
        "frist",
        "besvart",
        "antall_personer",
        "antall_husstander",
        "husstander",
    }
    assert (svar["nummer"], svar["tilstand"], svar["antall_personer"], svar["antall_husstander"]) == (
        en.liste.nummer,
        "sendt",
        3,
        2,
    )
    assert [husstand["bokstav"] for husstand in svar["husstander"]] == ["A", "B"]
    assert svar["husstander"][0].keys() == {
        "bokstav",
        "kategori",
        "periode",
        "er_trukket",
        "svar",
        "bosettingsuke",
        "avslagskode",
        "begrunnelse",
        "personer",
    }
    vist = [person for ett in kort for person in ett.personer]
    assert [person for husstand in svar["husstander"] for person in husstand["personer"]] == [
        {
            "betegnelse": person.betegnelse,
            "kjonn": person.kjonn,
            "fodselsaar": person.fodselsaar,
            "statsborgerskap": person.statsborgerskap,
            "sprak": person.sprak,
            "kompetanse": [*person.kompetanse],
            "behov": [*person.behov],
            "familie": person.familie,
            "er_trukket": person.er_trukket,
            "trukket": person.trukket,
        }
        for person in vist
    ]


def test_a_draft_is_not_an_answer_to_a_machine() -> None:
    """Decision 23: only what is approved is an answer."""
    en = scene(1)
    lagre(en.svar("A"), en.kari, "nei")

    husstand = system(ny_nokkel(en.kommune)).get(_liste(en)).json()["husstander"][0]

    assert (husstand["svar"], husstand["avslagskode"], husstand["begrunnelse"]) == ("", "", "")
    assert GRUNN not in str(husstand)


def test_the_lists_come_newest_first_and_by_their_state() -> None:
    en = scene(1)
    maskin = system(ny_nokkel(en.kommune))

    alle = maskin.get(reverse("api_fordelingslister")).json()
    ingen = maskin.get(reverse("api_fordelingslister"), {"tilstand": "besvart"}).json()
    feil = maskin.get(reverse("api_fordelingslister"), {"tilstand": "utkast"})

    assert [rad["nummer"] for rad in alle["resultater"]] == [en.liste.nummer]
    assert (alle["neste"], alle["forrige"], ingen["resultater"]) == (None, None, [])
    assert (feil.status_code, feil.headers["Content-Type"]) == (422, PROBLEM)
    assert [en_feil["felt"] for en_feil in feil.json()["feil"]] == ["tilstand"]


# ---- saker
@pytest.fixture
def bosatte():
    with klokke.flyttet_til(klokke.now() - timedelta(days=10)):
        en = med_ja(2, 1, kategori="privatboende")
        fatt(en)
    return en, list(Sak.objects.filter(husstand__in=en.husstander).select_related("person").order_by("nummer"))


def test_the_list_of_cases_says_nothing_on_who_it_is(bosatte) -> None:
    en, saker = bosatte

    svar = system(ny_nokkel(en.kommune)).get(reverse("api_saker")).json()["resultater"]

    assert [rad["saksnummer"] for rad in svar] == [sak.nummer for sak in saker]
    assert svar[0].keys() == {
        "id",
        "saksnummer",
        "husstand",
        "kategori",
        "er_enslig_mindrearig",
        "tilstand",
        "utsokingsdato",
        "bosettingsuke",
        "bosettingsdato",
    }
    assert not Innsyn.objects.exists()


def test_b090_a_case_is_logged_with_the_key_before_it_is_answered(bosatte) -> None:
    en, (sak, *_) = bosatte
    ny = ny_nokkel(en.kommune, navn="Velferd")

    svar = system(ny).get(_sak(sak)).json()

    assert svar["person"]["duf_nummer"] == sak.person.duf_nummer
    assert svar["person"]["fodselsdato"] == sak.person.fodselsdato.isoformat()
    assert svar["representant"] is None
    linje = Innsyn.objects.get()
    assert (linje.bruker_id, linje.bruker_navn) == (
        None,
        f"Tilgangsnøkkel «Velferd» ({ny.nokkel.kjennetegn}…)",
    )
    assert (linje.person_id, linje.saksnummer, linje.kommune_id) == (sak.person_id, sak.nummer, en.kommune.pk)
    assert (linje.handling, linje.utfall, linje.kilde, linje.rolle) == (
        "lese",
        "vist",
        "api",
        "Kommune_Bosetter_Les",
    )
    assert linje.formaal == "Åpen sak i egen kommune"


def test_b095_no_log_no_answer(bosatte, monkeypatch) -> None:
    en, (sak, *_) = bosatte

    def nede(*args, **kwargs):
        raise LoggNede("logg_nede", "Vi får ikke skrevet i innsynsloggen.")

    monkeypatch.setattr(hendelse, "logg_innsyn", nede)
    svar = system(ny_nokkel(en.kommune)).get(_sak(sak))

    assert (svar.status_code, svar.json()["type"]) == (503, "urn:imdinett:problem:logg_nede")
    assert sak.person.duf_nummer not in svar.content.decode()


def test_b042_a_recalled_case_is_410_without_personal_data_and_kept_as_refused(bosatte) -> None:
    en, saker = bosatte
    sak = saker[0]
    fattede = Bosettingsvedtak.objects.filter(sak__in=saker).values_list("pk", flat=True)
    vedtak.opphev_vedtak(bruker=en.imdi, vedtak_ider=[*fattede], grunn=FLYTTER)

    svar = system(ny_nokkel(en.kommune)).get(_sak(sak))

    assert (svar.status_code, svar.headers["Content-Type"]) == (410, PROBLEM)
    assert sak.nummer in svar.json()["detail"]
    assert sak.person.etternavn not in svar.content.decode()
    assert [(en_.utfall, en_.saksnummer) for en_ in Innsyn.objects.all()] == [("avvist", sak.nummer)]


# ---- plasser
def test_b028_the_places_are_the_account_of_the_page(bosatte) -> None:
    en, _saker = bosatte
    maskin, regnskap = system(ny_nokkel(en.kommune)), plassregnskap(en.kommune, AAR)

    svar = maskin.get(reverse("api_plasser", args=[AAR])).json()

    assert svar["aar"] == AAR
    assert {navn: svar[navn] for navn in svar if navn != "aar"} == {
        navn: getattr(regnskap, navn) for navn in svar if navn != "aar"
    }
    assert (svar["bundet"], svar["ledig"], svar["anmodet"]) == (3, 37, None)
    assert maskin.get(reverse("api_plasser", args=[1999])).status_code == 404


# ---- brev
def test_letters_on_persons_take_the_key_for_cases_too(bosatte) -> None:
    en, _saker = bosatte
    adresse = reverse("api_brevliste")

    alle = system(ny_nokkel(en.kommune)).get(adresse).json()["resultater"]
    uten_saker = system(ny_nokkel(en.kommune, Nokkelomfang.BREV)).get(adresse).json()["resultater"]

    assert [rad["om_person"] for rad in alle] == [True] * len(alle)
    assert len(alle) == Forsendelse.objects.brev().count()
    assert uten_saker == []
    assert {rad["mottaker"] for rad in alle} == {f"{en.kommune.visningsnavn} kommune", "Privatperson"}
    assert not Innsyn.objects.exists()


def test_b090_the_pdf_is_logged_and_has_the_bytes_that_were_sent(bosatte) -> None:
    en, _saker = bosatte
    brev = Forsendelse.objects.brev().filter(slag__contains="kommune").order_by("pk").first()
    assert brev
    adresse = reverse("api_brev_pdf", args=[brev.uuid])
    maskin = system(ny_nokkel(en.kommune))
    assert maskin.get(adresse).status_code == 404

    Brevfil.objects.create(
        forsendelse=brev, pdf=b"%PDF-1.7 frosset", sha256="0" * 64, malversjon="1", laget_tid=klokke.now()
    )
    svar = maskin.get(adresse, headers={"accept": "application/pdf"})

    assert (svar.content, svar.headers["Content-Type"]) == (b"%PDF-1.7 frosset", "application/pdf")
    assert svar.headers["Content-Disposition"].startswith("attachment; filename=")
    linje = Innsyn.objects.get()
    assert (linje.handling, linje.kilde, linje.del_av) == ("utskrift", "api", "brev")
    assert linje.person_ider == brev.innhold["person_ider"]


# ---- rapporter
def test_decision_20_the_report_hides_what_the_page_hides() -> None:
    en = scene(1)
    AnmodningFactory(kommune=en.kommune, runde__aar=AAR, antall=40, herav_em=2)
    ny = ny_nokkel(en.kommune)
    maskin, adresse = system(ny), reverse("api_anmodning_vedtak")

    egen = maskin.get(adresse).json()
    landet = maskin.get(adresse, {"omraade": "landet"}).json()

    leser = r1.Leser(ser_alt=False, egne=frozenset({en.kommune.pk}))
    tabell = r1.tabell(Aarsvalg(AAR, Kilde.BEREGNET), omraade=EGEN, kommune=en.kommune, leser=leser)
    assert (egen["aar"], egen["kilde"]) == (AAR, "beregnet")
    assert [kolonne["nokkel"] for kolonne in egen["kolonner"]] == [kolonne.nokkel for kolonne in tabell.kolonner]
    assert [rad["kommunenummer"] for rad in egen["rader"]] == [en.kommune.nummer]
    assert egen["rader"][0]["tall"] == {nokkel: celle.verdi for nokkel, celle in tabell.rader[0].celler.items()}
    assert "ledig" in egen["rader"][0]["tall"]
    assert all("ledig" not in rad["tall"] for rad in landet["rader"])


def test_b090_a_report_taken_out_by_a_machine_is_an_event_as_a_file_is() -> None:
    en = scene(1)
    ny = ny_nokkel(en.kommune, navn="Velferd")
    maskin, adresse = system(ny), reverse("api_anmodning_vedtak")

    maskin.get(adresse, {"aar": 1999})
    maskin.get(adresse)
    maskin.get(adresse, {"omraade": "landet"})

    egen, landet = Hendelse.objects.filter(type="rapport_hentet").order_by("pk")
    assert (egen.bruker, egen.kommune, egen.rolle) == (None, en.kommune, "Kommune_Bosetter_Les")
    assert egen.bruker_navn == f"Tilgangsnøkkel «Velferd» ({ny.nokkel.kjennetegn}…)"
    assert (egen.data["filter"], egen.data["format"]) == (f"{AAR} (beregnet her), {en.kommune}", "api")
    assert (landet.data["filter"], egen.data["rader"]) == (f"{AAR} (beregnet her), Hele landet", 1)
    assert "ble hentet som API" in setning(landet)


def test_a_year_without_figures_is_not_there() -> None:
    en = scene(1)
    maskin = system(ny_nokkel(en.kommune))

    assert maskin.get(reverse("api_anmodning_vedtak"), {"aar": 1999}).status_code == 404
    assert maskin.get(reverse("api_anmodning_vedtak"), {"aar": "i fjor"}).status_code == 422


# ---- the same number of queries whatever the length
def _tell(maskin, adresse, django_assert_max_num_queries) -> int:
    assert maskin.get(adresse).status_code == 200
    with django_assert_max_num_queries(20) as spurt:
        assert maskin.get(adresse).status_code == 200
    return len(spurt)


def test_one_and_three_rows_cost_the_same(django_assert_max_num_queries) -> None:
    antall = {}
    for storrelser in ((1,), (2, 1)):
        en = med_ja(*storrelser, kategori="privatboende")
        fatt(en)
        maskin, sak = system(ny_nokkel(en.kommune)), Sak.objects.filter(husstand__in=en.husstander)[0]
        for sti in (
            reverse("api_fordelingslister"),
            _liste(en),
            reverse("api_saker"),
            _sak(sak),
            reverse("api_brevliste"),
            reverse("api_plasser", args=[AAR]),
            reverse("api_anmodning_vedtak"),
        ):
            navn = sti.replace(en.liste.nummer, "").replace(str(sak.person.uuid), "")
            antall.setdefault(navn, []).append(_tell(maskin, sti, django_assert_max_num_queries))

    assert {sti: tall for sti, tall in antall.items() if tall[0] != tall[1]} == {}
    assert len(antall) == 7


def test_pages_never_overlap_and_end(bosatte) -> None:
    en, saker = bosatte
    maskin, adresse, sett = system(ny_nokkel(en.kommune)), f"{reverse('api_saker')}?per_side=2", []

    while adresse:
        side = maskin.get(adresse).json()
        sett += [rad["saksnummer"] for rad in side["resultater"]]
        adresse = side["neste"]

    assert sett == [sak.nummer for sak in saker]
    assert maskin.get(f"{reverse('api_saker')}?side=tull").status_code == 404
