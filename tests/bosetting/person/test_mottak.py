"""Mottak staff map their own residents (decision 14, security.md §4, B-093, B-094, W-16, W-19)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from bosetting.person import rules, services
from bosetting.person.beboere import statustekst
from bosetting.person.models import Kartlegging, Sak
from bosetting.person.rules import Kartleggingssvar
from bosetting.person.states import (
    BOR_I_MOTTAK,
    BUNDET,
    KARTLEGGING_MOVES,
    Gradering,
    Kartleggingstilstand,
    Kategori,
    Sakstilstand,
)
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon, UlovligOvergang
from imdinett.kjerne.tilstand import kan_flyttes, move
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import KartleggingFactory, SakFactory
from tests.factories.imdinett import EnhetFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
KORT = Kartleggingssvar(morsmaal="arabisk", samtale_dato=date(2026, 11, 20), tolk="telefon")
S = Sakstilstand


@pytest.fixture
def mottak():
    return EnhetFactory(navn="Eksempel mottak")


@pytest.fixture
def ansatt(mottak):
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.MOTTAK_SKRIV, mottak)
    return bruker


def beboer(mottak, tilstand=S.TIL_KARTLEGGING, **felt) -> Sak:
    if tilstand in BUNDET | {S.BOSATT}:
        felt |= {"kommune": KommuneFactory(), "plassaar": 2026, "utsokingsdato": date(2026, 11, 10)}
    if tilstand == S.BOSATT:
        felt["bosettingsdato"] = date(2026, 11, 20)
    return SakFactory(mottak=mottak, tilstand=tilstand, tillatelse_dato=date(2026, 11, 1), **felt)


def side(sak: Sak, hva: str = "") -> str:
    return f"/beboere/{sak.person.uuid}/{hva}"


# ---- who is a resident
@pytest.mark.parametrize("tilstand", list(S))
def test_a_resident_is_there_until_moved_out(mottak, ansatt, tilstand) -> None:
    sak = beboer(mottak, tilstand)

    assert Sak.objects.beboere_for(ansatt).exists() == (tilstand in BOR_I_MOTTAK)
    assert rules.er_beboer(ansatt, sak) == (tilstand in BOR_I_MOTTAK)
    assert logg_inn(ansatt).get(side(sak)).status_code == (200 if tilstand in BOR_I_MOTTAK else 404)


@pytest.mark.parametrize(
    "felt",
    [
        {"mottak": None},
        {"kategori": Kategori.PRIVATBOENDE},
        {"kategori": Kategori.OVERFORINGSFLYKTNING},
        {"person__gradering": Gradering.FORTROLIG},
    ],
)
def test_b095_who_lives_elsewhere_or_is_shielded_does_not_exist(mottak, ansatt, felt) -> None:
    sak = beboer(**{"mottak": mottak, **felt})

    assert list(Sak.objects.beboere_for(ansatt)) == []
    assert logg_inn(ansatt).get(side(sak)).status_code == 404
    with pytest.raises(IkkeTilgang):
        services.send_kartlegging(bruker=ansatt, sak=sak, svar=KORT)


def test_another_mottaks_resident_is_404_and_a_kommune_has_no_such_page(ansatt) -> None:
    sak = beboer(EnhetFactory())
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())

    assert logg_inn(ansatt).get(side(sak, "kartlegging/")).status_code == 404
    assert logg_inn(ansatt).get(f"/personer/{sak.person.uuid}/").status_code == 403
    assert logg_inn(skriv).get("/beboere/").status_code == 403


def test_s06_who_moves_is_gone_at_the_next_request(mottak, ansatt) -> None:
    sak, klient = beboer(mottak), logg_inn(ansatt)
    assert klient.get(side(sak)).status_code == 200

    Sak.objects.update(mottak=EnhetFactory())

    assert klient.get(side(sak)).status_code == 404


# ---- draft, sent, sent back, approved
def test_the_state_table_of_the_kartlegging() -> None:
    for fra in Kartleggingstilstand:
        for til in Kartleggingstilstand:
            rad = Kartlegging(tilstand=fra)
            lovlig = til in KARTLEGGING_MOVES.get(fra, ())
            assert kan_flyttes(rad, til) == lovlig
            if not lovlig:
                with pytest.raises(UlovligOvergang):
                    move(rad, til)


def test_w19_the_short_kartlegging_is_enough_and_what_is_missing_is_marked(mottak, ansatt, imdi) -> None:
    sak = beboer(mottak)

    kartlegging = services.send_kartlegging(bruker=ansatt, sak=sak, svar=KORT)
    services.godkjenn_kartlegging(bruker=imdi, sak=sak)

    sak.refresh_from_db()
    kartlegging.refresh_from_db()
    assert (sak.tilstand, kartlegging.tilstand) == (S.BOSETTINGSKLAR, Kartleggingstilstand.GODKJENT)
    assert rules.mangler(kartlegging, date(1989, 3, 12)) == list(rules.FULL)
    assert rules.mangler(kartlegging, date(2016, 3, 12)) == ["nettverk"]
    assert list(Hendelse.objects.order_by("pk").values_list("type", "rolle")) == [
        ("kartlegging_registrert", "Mottak_Skriv"),
        ("sak_bosettingsklar", "IMDi_Bosetter_Skriv"),
    ]


def test_a_draft_is_kept_and_is_nobodys_to_approve(mottak, ansatt, imdi) -> None:
    sak = beboer(mottak)
    services.lagre_kartleggingsutkast(bruker=ansatt, sak=sak, svar=Kartleggingssvar(morsmaal="", yrke="kokk"))
    assert (Kartlegging.objects.get().tilstand, Kartlegging.objects.get().yrke) == ("utkast", "kokk")
    assert Hendelse.objects.count() == 0

    Kartlegging.objects.update(samtale_dato=date(2026, 11, 20))
    with pytest.raises(Domenefeil, match="ikke ferdig"):
        services.godkjenn_kartlegging(bruker=imdi, sak=sak)


@pytest.mark.parametrize(("felt", "mangel"), [("samtale_dato", None), ("morsmaal", " "), ("tolk", "")])
def test_what_is_sent_has_date_interpreter_and_language(mottak, ansatt, felt, mangel) -> None:
    svar = Kartleggingssvar(**{**vars(KORT), felt: mangel})

    with pytest.raises(Domenefeil) as feil:
        services.send_kartlegging(bruker=ansatt, sak=beboer(mottak), svar=svar)

    assert (feil.value.felt, Kartlegging.objects.count()) == (felt, 0)


@pytest.mark.parametrize("tjeneste", [services.lagre_kartleggingsutkast, services.send_kartlegging])
@pytest.mark.parametrize(
    ("felt", "verdi"),
    [("behov_for_helsetjenester", "diabetes"), ("saerlige_forhold_grunn", ""), ("samtale_dato", date(2026, 11, 24))],
)
def test_b093_b094_no_special_category_without_samtykke_or_reason(mottak, ansatt, tjeneste, felt, verdi) -> None:
    svar = Kartleggingssvar(
        **{**vars(KORT), "saerlige_forhold": "trusler", "saerlige_forhold_grunn": "ok", felt: verdi}
    )

    with pytest.raises(Domenefeil) as feil:
        tjeneste(bruker=ansatt, sak=beboer(mottak), svar=svar)

    assert (feil.value.felt, Kartlegging.objects.count()) == (felt, 0)


@pytest.mark.parametrize(
    ("navn", "felt"),
    [
        ("saerlige_grunn", {"saerlige_forhold": "trusler"}),
        ("returnert_av", {"returnert_tid": "2026-11-20T08:00Z"}),
        ("godkjent_har_tid", {"tilstand": "godkjent"}),
    ],
)
def test_the_database_keeps_it_too(navn, felt) -> None:
    with pytest.raises(IntegrityError, match=f"bosetting_kartlegging_{navn}"), transaction.atomic():
        KartleggingFactory(**felt)


def test_imdi_sends_back_with_words_and_mottak_sends_again(mottak, ansatt, imdi) -> None:
    sak = beboer(mottak)
    services.send_kartlegging(bruker=ansatt, sak=sak, svar=KORT)
    with pytest.raises(Kollisjon, match="alt sendt"):
        services.send_kartlegging(bruker=ansatt, sak=sak, svar=KORT)
    with pytest.raises(Domenefeil, match="Skriv hva mottaket"):
        services.returner_kartlegging(bruker=imdi, sak=sak, tekst=" ")
    with pytest.raises(IkkeTilgang):
        services.returner_kartlegging(bruker=ansatt, sak=sak, tekst="Nei")

    klient, imdis = logg_inn(ansatt), logg_inn(imdi)
    svar = imdis.post(f"/imdi/personer/{sak.person.uuid}/returner/", {"tekst": "Spør om skolegang."})

    assert svar.status_code == 302
    assert Kartlegging.objects.get().tilstand == "returnert"
    assert "Spør om skolegang." in klient.get(side(sak)).content.decode()
    assert "Gjør ferdig kartlegging" in klient.get("/").content.decode()
    assert "Spør om skolegang." not in str(list(Hendelse.objects.values_list("data", flat=True)))
    services.send_kartlegging(bruker=ansatt, sak=sak, svar=KORT)
    assert Kartlegging.objects.get().tilstand == "sendt"
    assert "Se over kartlegging fra mottak" in imdis.get("/").content.decode()
    assert sak.nummer in imdis.get("/imdi/personer/?kartlegging=sendt").content.decode()


def test_what_imdi_registers_itself_is_sent(mottak, ansatt, imdi) -> None:
    sak = beboer(mottak)
    services.lagre_kartleggingsutkast(bruker=ansatt, sak=sak, svar=Kartleggingssvar(morsmaal="dari"))

    services.registrer_kartlegging(bruker=imdi, sak=sak, svar=KORT)

    assert Kartlegging.objects.get().tilstand == "sendt"


# ---- the pages
def test_the_work_list_names_the_residents_and_the_look_is_logged(mottak, ansatt) -> None:
    egen, annen = beboer(mottak), beboer(EnhetFactory())
    klient = logg_inn(ansatt)

    tekst = klient.get("/beboere/").content.decode()

    assert (egen.person.navn in tekst, annen.person.navn in tekst) == (True, False)
    rad = Innsyn.objects.get()
    assert (rad.person_id, rad.enhet, rad.del_av, rad.rolle) == (
        egen.person_id,
        "Eksempel mottak",
        "beboerliste",
        "Mottak_Skriv",
    )
    assert "Ingen kartlegging er påbegynt." in klient.get("/beboere/?steg=pabegynt").content.decode()
    assert Innsyn.objects.count() == 1


def test_one_resident_and_three_take_the_same_number_of_queries(mottak, ansatt, django_assert_max_num_queries) -> None:
    klient = logg_inn(ansatt)
    beboer(mottak)
    klient.get("/beboere/")
    with django_assert_max_num_queries(20) as forst:
        klient.get("/beboere/")
    beboer(mottak)
    beboer(mottak)
    with django_assert_max_num_queries(len(forst.captured_queries)):
        klient.get("/beboere/")


def _skjema(**felt) -> dict[str, str]:
    tomt = {"tolk": "", "morsmaal": "", "tolkesprak": "", "andre_sprak": "", "tilretteleggingsbehov": ""}
    return {**tomt, "samtale_dato": "", "behov_for_helsetjenester": "", **felt}


def test_the_form_keeps_drafts_and_what_is_typed_and_what_the_short_form_leaves_out(mottak, ansatt) -> None:
    sak, klient = beboer(mottak), logg_inn(ansatt)
    adresse = side(sak, "kartlegging/")
    assert "Skolegang" not in klient.get(adresse).content.decode()
    fullt = _skjema(skolegang="fag", yrke="kokk", utdanning="", arbeidserfaring="", planer="", onsker="", nettverk="")
    klient.post(f"{adresse}?skjema=fullt", {**fullt, "utkast": "1"})

    feil = klient.post(adresse, _skjema(morsmaal="dari", behov_for_helsetjenester="astma"))
    assert (feil.status_code, 'value="astma"' in feil.content.decode()) == (422, True)
    assert Kartlegging.objects.get().behov_for_helsetjenester == ""
    svar = klient.post(adresse, _skjema(morsmaal="dari", samtale_dato="20.11.2026", tolk="skjerm"), follow=True)

    assert "Kartleggingen er sendt til IMDi." in svar.content.decode()
    rad = Kartlegging.objects.get()
    assert (rad.tilstand, rad.skolegang, rad.yrke, rad.tolk) == ("sendt", "fag", "kokk", "skjerm")
    assert "Dere kan ikke endre den her." in klient.get(adresse).content.decode()


def test_w16_there_is_something_to_say_in_every_state() -> None:
    kommune = KommuneFactory.build(visningsnavn="Eksempelvik")
    saker = {tilstand: Sak(tilstand=tilstand, kommune=kommune, utsokingsdato=date(2026, 11, 2)) for tilstand in S}

    tekster = {tilstand: statustekst(sak) for tilstand, sak in saker.items()}

    assert {tilstand for tilstand, tekst in tekster.items() if tekst} == BOR_I_MOTTAK
    assert [t for t, tekst in tekster.items() if "Eksempelvik" in tekst] == [S.SOKT_UT]
    assert "2. november 2026" in tekster[S.SOKT_UT]
