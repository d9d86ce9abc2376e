"""Bad input and faults: a session that ends in the middle of a form takes nothing that was written with it."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from bosetting.anmodning.rules import Tall
from bosetting.anmodning.services import runde as runder
from bosetting.anmodning.states import Rundetype
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.web.skjemautkast import okt, rules, services, tasks
from imdinett.web.skjemautkast.models import Skjemautkast
from imdinett.web.skjemautkast.rules import Skrevet
from tests.bosetting.anmodning.conftest import INNHOLD
from tests.bosetting.person.conftest import ny, til_kartlegging
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer
from tests.imdinett.forvaltning.innlogging import logg_helt_inn, med_app

pytestmark = pytest.mark.django_db
START = "2026-11-23T08:00:10Z"
NOTIS = "Du ble logget ut før du fikk sendt"
HEMMELIG_TEKST = "MERKELAPP om helsen til Omar"


@pytest.fixture
def tid() -> Iterator[Any]:
    with time_machine.travel(START, tick=False) as flyttbar:
        yield flyttbar


@dataclass
class Tilfelle:
    """A page with a form, who writes there, and what."""

    bruker: Bruker
    adresse: str
    skrevet: dict[str, Any]
    send: dict[str, str] = field(default_factory=dict)


def _skriver(**felt: Any) -> tuple[Bruker, Kommune]:
    kommune = KommuneFactory(navn="Eigersund", **felt)
    return med_app(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)), kommune


def kartlegging() -> Tilfelle:
    bosetter = med_app(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))
    sak = til_kartlegging(bosetter, ny(1))[0]
    skrevet = {"samtale_dato": "20.11.2026", "morsmaal": "arabisk", "andre_sprak": "engelsk, fransk"}
    return Tilfelle(bosetter, reverse("imdi_person_kartlegging", args=[sak.person.uuid]), skrevet)


def ukeplan() -> Tilfelle:
    bruker, kommune = _skriver()
    plan = {"uke-30": "4", "uke-31": "6"}
    return Tilfelle(bruker, reverse("antall_plasser", args=[kommune.nummer, 2027]), plan, {"handling": "send"})


def kommunevedtak() -> Tilfelle:
    bruker, kommune = _skriver()
    imdi = bruker_med(Rolle.IMDI_ANMODNING)
    runde = runder.opprett_runde(bruker=imdi, aar=2027, type=Rundetype.ORDINAR, innhold=INNHOLD)
    runder.lagre_tall(bruker=imdi, runde=runde, tall=[Tall(kommune_id=kommune.pk, antall=45, herav_em=2)])
    runde.refresh_from_db()
    runder.send_runde(bruker=imdi, runde=runde, endret_nr=runde.endret_nr)
    skrevet = {"antall": "40", "herav_em": "2", "vedtaksdato": "20.11.2026", "merknad": "Bare familier"}
    return Tilfelle(bruker, reverse("kommunevedtak_nytt", args=[kommune.nummer, 2027]), skrevet)


def henvendelse() -> Tilfelle:
    bruker, _kommune = _skriver()
    skrevet = {"tema": "annet", "emne": "Hei", "tekst": HEMMELIG_TEKST, "gjelder_type": "kommune"}
    return Tilfelle(bruker, reverse("henvendelse_ny"), skrevet)


def _fra_siden(adresse: str) -> dict[str, str]:
    return {"referer": f"http://testserver{adresse}"}


def _logg_inn_igjen(tid: Any, bruker: Bruker, nettleser: Client | None = None) -> Client:
    tid.shift(60)  # a code opens one door once
    return logg_helt_inn(bruker, nettleser)


def _avbrutt(tid: Any, ett: Tilfelle, *, adresse: str = "", **ekstra: Any) -> tuple[Client, Any]:
    """Written, and sent when the session had ended; what the server answered, and the browser, logged in again."""
    adresse = adresse or ett.adresse
    nettleser = logg_helt_inn(ett.bruker)
    assert nettleser.get(adresse).status_code == 200
    tid.shift(31 * 60)
    svar = nettleser.post(ett.adresse, {**ett.skrevet, **ett.send, **ekstra}, headers=_fra_siden(adresse))
    return _logg_inn_igjen(tid, ett.bruker, nettleser), svar


def _felt(nettleser: Client) -> dict[str, list[str]]:
    utkast = Skjemautkast.objects.get()
    ut: dict[str, list[str]] = {}
    for navn, verdi in nettleser.get(reverse("skjemautkast_felt", args=[utkast.uuid])).json()["skjemaer"][0]["felt"]:
        ut.setdefault(navn, []).append(verdi)
    return ut


def _vist(side: Any) -> dict[str, str]:
    """What a browser posts of the weekly grid as it stands."""
    skjema = side.context.get("skjema")
    verdier = {navn: skjema[navn].value() for navn in skjema.fields} if skjema else {}
    return {navn: "" if verdi is None else str(verdi) for navn, verdi in verdier.items()}


# ---- the whole way
@pytest.mark.parametrize("lag", [kartlegging, ukeplan, kommunevedtak, henvendelse])
def test_a_session_that_ends_in_the_middle_of_a_form_keeps_what_was_written(tid, lag) -> None:
    ett = lag()

    nettleser, svar = _avbrutt(tid, ett, csrfmiddlewaretoken="x", engangsnokkel="y")

    assert (svar.status_code, svar.url) == (302, f"/konto/logg-inn/?next={ett.adresse}")
    side = nettleser.get(ett.adresse)
    assert NOTIS in side.content.decode()
    assert "kl.\u00a009.31" in side.content.decode()
    assert _felt(nettleser) == {navn: [verdi] for navn, verdi in ett.skrevet.items()}
    sendt = nettleser.post(ett.adresse, {**_vist(side), **ett.skrevet, **ett.send}, headers=_fra_siden(ett.adresse))
    assert sendt.status_code == 302, sendt.content.decode()
    assert not Skjemautkast.objects.exists()
    assert okt.NOKKEL not in nettleser.session or not nettleser.session[okt.NOKKEL]


def test_login_leads_back_to_the_page_with_its_query(tid) -> None:
    ett = henvendelse()
    adresse = f"{ett.adresse}?{urlencode({'tema': 'rapport', 'sok': 'å & ø'})}"

    nettleser, svar = _avbrutt(tid, ett, adresse=adresse)

    assert svar.url == f"/konto/logg-inn/?next={quote(adresse, safe='/')}"
    assert NOTIS in nettleser.get(adresse).content.decode()
    assert NOTIS not in nettleser.get(ett.adresse).content.decode()


def test_a_page_that_was_only_read_keeps_its_query_too(tid) -> None:
    bruker, _kommune = _skriver()
    nettleser = logg_helt_inn(bruker)
    nettleser.get("/hendelser/?slag=brukere")
    tid.shift(31 * 60)

    assert nettleser.get("/hendelser/?slag=brukere").url == "/konto/logg-inn/?next=/hendelser/%3Fslag%3Dbrukere"
    assert not Skjemautkast.objects.exists()


@pytest.mark.parametrize(
    "referer", ["https://ond.example/henvendelser/", "http://testserver/konto/logg-inn/", "javascript:alert(1)", ""]
)
def test_another_host_does_not_decide_where_one_lands(tid, referer) -> None:
    ett = henvendelse()
    nettleser = logg_helt_inn(ett.bruker)
    nettleser.get("/")
    tid.shift(31 * 60)

    svar = nettleser.post(ett.adresse, ett.skrevet, headers={"referer": referer})

    assert svar.url == f"/konto/logg-inn/?next={ett.adresse}"
    assert Skjemautkast.objects.get().adresse == ett.adresse


def test_a_bit_of_htmx_leads_back_to_the_page_it_stood_on(tid) -> None:
    ett = henvendelse()
    nettleser = logg_helt_inn(ett.bruker)
    nettleser.get("/")
    tid.shift(31 * 60)
    hode = {"hx-request": "true", "hx-current-url": "http://testserver/hendelser/?slag=brukere"}

    svar = nettleser.get("/", headers=hode)

    assert svar.headers["HX-Redirect"] == "/konto/logg-inn/?next=/hendelser/%3Fslag%3Dbrukere"


def test_a_form_from_elsewhere_is_not_taken_in(tid) -> None:
    """The token of the page is asked for before anything is kept: the session's cookie alone is no proof."""
    ett = henvendelse()
    nettleser = logg_helt_inn(ett.bruker)
    nettleser.get("/")
    tid.shift(31 * 60)
    streng = Client(enforce_csrf_checks=True)
    streng.cookies = nettleser.cookies

    svar = streng.post(ett.adresse, ett.skrevet)

    assert (svar.status_code, Skjemautkast.objects.exists()) == (302, False)


# ---- what the script saves
def _lagre(nettleser: Client, adresse: str, *skjemaer: tuple[str, list[tuple[str, str]]]) -> Any:
    data = {"adresse": adresse, "skjemaer": json.dumps(skjemaer)}
    return nettleser.post(reverse("skjemautkast_lagre"), data, headers=_fra_siden(adresse))


def test_the_script_saves_before_the_end_and_the_page_says_so(tid) -> None:
    ett = henvendelse()
    nettleser = logg_helt_inn(ett.bruker)

    svar = _lagre(nettleser, ett.adresse, (ett.adresse, [("tekst", "Første"), ("temaer", "a"), ("temaer", "b")]))

    assert svar.status_code == 204
    assert "Du har ikke sendt det du skrev her" in nettleser.get(ett.adresse).content.decode()
    assert _felt(nettleser) == {"tekst": ["Første"], "temaer": ["a", "b"]}
    assert NOTIS in _logg_inn_igjen(tid, ett.bruker).get(ett.adresse).content.decode()


def test_saving_by_the_script_does_not_make_the_session_longer(tid) -> None:
    ett = henvendelse()
    nettleser = logg_helt_inn(ett.bruker)
    nettleser.get("/")
    tid.shift(29 * 60)
    assert _lagre(nettleser, ett.adresse, (ett.adresse, [("tekst", "Først")])).status_code == 204
    tid.shift(2 * 60)

    svar = _lagre(nettleser, ett.adresse, (ett.adresse, [("tekst", "Sist")]))

    assert svar.status_code == 204
    assert nettleser.get("/").url == "/konto/logg-inn/?next=/"
    assert _felt(_logg_inn_igjen(tid, ett.bruker, nettleser)) == {"tekst": ["Sist"]}


@pytest.mark.parametrize("skjemaer", ["", "x", "[1]", '[["/"]]', '[["/", 3]]', "{}", "null"])
def test_what_is_no_form_is_refused(skjemaer) -> None:
    ett = henvendelse()

    svar = logg_inn(ett.bruker).post(reverse("skjemautkast_lagre"), {"adresse": "/", "skjemaer": skjemaer})

    assert (svar.status_code, Skjemautkast.objects.exists()) == (400, False)


# ---- what is never kept
@pytest.mark.parametrize(
    "navn", ["password", "password1", "oldpassword", "passord2", "code", "kode", "totp", "ny-engangskode", "credential"]
)
def test_no_form_with_a_secret_is_kept(navn) -> None:
    bruker, _kommune = _skriver()
    skrevet = [Skrevet("/henvendelser/ny/", (("emne", "Hei"), (navn, "hysj")))]

    assert services.ta_vare_paa(bruker=bruker, adresse="/henvendelser/ny/", skrevet=skrevet) is None
    assert not Skjemautkast.objects.exists()


@pytest.mark.parametrize("navn", ["kommune", "postkode_navn", "kodeverk", "tegnkode_type", "passer_for", "emne"])
def test_a_name_that_only_looks_like_a_secret_is_kept(navn) -> None:
    assert rules.rens([(navn, "x")]) == ((navn, "x"),)


@pytest.mark.parametrize(
    "navn", ["account_change_password", "mfa_activate_totp", "usersessions_list", "maalform", "fargevalg", "sok"]
)
def test_the_accounts_own_pages_and_clicks_are_not_kept(tid, navn) -> None:
    bruker, _kommune = _skriver()
    nettleser = logg_helt_inn(bruker)
    nettleser.get("/")
    tid.shift(31 * 60)

    nettleser.post(reverse(navn), {"sok": "Omar", "maalform": "nn"}, headers=_fra_siden("/"))

    assert not Skjemautkast.objects.exists()


@pytest.mark.parametrize(
    "adresse", ["https://ond.example/", "//ond.example/", "/finnes-ikke/", "/konto/passord/", "x" * 9]
)
def test_only_an_address_of_our_own_is_kept(adresse) -> None:
    bruker, _kommune = _skriver()
    skrevet = [Skrevet("/henvendelser/ny/", (("emne", "Hei"),))]

    assert services.ta_vare_paa(bruker=bruker, adresse=adresse, skrevet=skrevet) is None


def test_files_and_what_the_page_put_in_itself_are_not_kept(tid) -> None:
    ett = kommunevedtak()
    fil = SimpleUploadedFile("vedtak.pdf", b"%PDF-1.4 hemmelig", "application/pdf")

    nettleser, _svar = _avbrutt(tid, ett, dokument=fil, csrfmiddlewaretoken="x", engangsnokkel="y", handling="send")

    assert sorted(_felt(nettleser)) == ["antall", "herav_em", "merknad", "vedtaksdato"]


def test_an_empty_form_and_one_that_is_too_long_are_not_kept() -> None:
    bruker, _kommune = _skriver()
    for tekst in (" ", "x" * (rules.MAKS_TEGN + 1)):
        skrevet = [Skrevet("/henvendelser/ny/", (("tekst", tekst),))]
        assert services.ta_vare_paa(bruker=bruker, adresse="/henvendelser/ny/", skrevet=skrevet) is None


# ---- whose it is
def _lagret(bruker: Bruker, adresse: str = "/henvendelser/ny/") -> Skjemautkast:
    skrevet = [Skrevet("/henvendelser/ny/", (("tekst", HEMMELIG_TEKST),))]
    utkast = services.ta_vare_paa(bruker=bruker, adresse=adresse, skrevet=skrevet)
    assert utkast
    return utkast


def test_a_draft_is_nobody_elses(tid) -> None:
    ett = henvendelse()
    utkast = _lagret(ett.bruker)
    kollega = med_app(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=Kommune.objects.get()))
    fremmede = [logg_helt_inn(kollega), logg_inn(bruker_med(Rolle.IMDI_SUPPORT, Rolle.IMDI_ADMINISTRATOR))]

    for fremmed in fremmede:
        svar = [fremmed.get(reverse(navn, args=[utkast.uuid])) for navn in ("skjemautkast", "skjemautkast_felt")]
        svar.append(fremmed.post(reverse("skjemautkast_forkast", args=[utkast.uuid])))
        assert [ett_svar.status_code for ett_svar in svar] == [404, 404, 404]
    assert "skjemautkast-tittel" not in fremmede[0].get(ett.adresse).content.decode()
    assert Skjemautkast.objects.get() == utkast


def test_the_next_user_of_the_same_machine_sees_nothing(tid) -> None:
    ett = henvendelse()
    annen = med_app(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=Kommune.objects.get()))
    nettleser, _svar = _avbrutt(tid, ett)
    nettleser.post(reverse("account_logout"))

    _logg_inn_igjen(tid, annen, nettleser)

    side = nettleser.get(ett.adresse).content.decode()
    assert ("skjemautkast-tittel" in side, HEMMELIG_TEKST in side) == (False, False)
    assert okt.NOKKEL not in nettleser.session


def test_what_was_written_is_encrypted_and_in_no_log_event_or_address(tid, caplog) -> None:
    ett = henvendelse()

    with caplog.at_level(logging.DEBUG):
        nettleser, svar = _avbrutt(tid, ett)
        felt = nettleser.get(reverse("skjemautkast_felt", args=[Skjemautkast.objects.get().uuid]))

    with connection.cursor() as markor:
        markor.execute("select t::text from imdinett_skjemautkast t")
        rad = markor.fetchone()[0]
    assert HEMMELIG_TEKST in felt.content.decode()
    assert felt.headers["Cache-Control"] == "no-store, private"
    egne = "\n".join(linje.getMessage() for linje in caplog.records if not linje.name.startswith("django.db"))
    assert [("MERKELAPP" in tekst) for tekst in (rad, svar.url, egne)] == [False, False, False]
    assert "MERKELAPP" not in str(list(Hendelse.objects.values()))


def test_one_draft_per_user_and_page() -> None:
    bruker, _kommune = _skriver()
    forste, andre = _lagret(bruker), _lagret(bruker)

    assert forste.pk == andre.pk
    with pytest.raises(IntegrityError, match="imdinett_skjemautkast_ett"), transaction.atomic():
        Skjemautkast.objects.create(bruker=bruker, adresse=forste.adresse, mottakere=[], innhold="", tid=klokke.now())


def test_the_oldest_go_when_there_are_too_many(tid) -> None:
    bruker, _kommune = _skriver()
    for nr in range(rules.MAKS_ANTALL + 2):
        tid.shift(1)
        _lagret(bruker, f"/henvendelser/ny/?nr={nr}")

    adresser = set(Skjemautkast.objects.values_list("adresse", flat=True))
    assert (len(adresser), "/henvendelser/ny/?nr=1" in adresser) == (rules.MAKS_ANTALL, False)


# ---- until when
def test_without_the_script_a_page_shows_what_was_written(tid) -> None:
    ett = henvendelse()
    nettleser, _svar = _avbrutt(tid, ett)

    svar = nettleser.get(reverse("skjemautkast", args=[Skjemautkast.objects.get().uuid]))

    assert svar.context["felt"] == [
        ("Tema", "annet"),
        ("Emne", "Hei"),
        ("Tekst", HEMMELIG_TEKST),
        ("Gjelder type", "kommune"),
    ]
    assert HEMMELIG_TEKST in svar.content.decode()


def test_thrown_away_it_is_gone(tid) -> None:
    ett = henvendelse()
    nettleser, _svar = _avbrutt(tid, ett)

    svar = nettleser.post(reverse("skjemautkast_forkast", args=[Skjemautkast.objects.get().uuid]))

    assert (svar.status_code, svar.url) == (302, ett.adresse)
    assert not Skjemautkast.objects.exists()
    assert NOTIS not in nettleser.get(ett.adresse).content.decode()


def test_a_form_with_errors_and_other_forms_of_the_page_leave_it(tid) -> None:
    ett = henvendelse()
    nettleser, _svar = _avbrutt(tid, ett)

    feil = nettleser.post(ett.adresse, {**ett.skrevet, "emne": ""}, headers=_fra_siden(ett.adresse))
    valg = nettleser.post(reverse("fargevalg"), {"farge": "dark"}, headers=_fra_siden(ett.adresse))

    assert (feil.status_code, valg.status_code, Skjemautkast.objects.count()) == (422, 302, 1)
    assert NOTIS in nettleser.get(ett.adresse).content.decode()


def test_a_draft_is_deleted_when_its_hours_are_up(tid, settings, caplog) -> None:
    settings.SKJEMAUTKAST_TIMER = ((klokke.today() - timedelta(days=9), 5), (klokke.today(), 72))
    bruker, _kommune = _skriver()
    utkast = _lagret(bruker)
    tid.shift(timedelta(hours=72))
    assert services.slett_utlopte() == 0
    assert list(Skjemautkast.objects.all().synlig_for(bruker)) == [utkast]
    tid.shift(1)

    assert list(Skjemautkast.objects.all().synlig_for(bruker)) == []
    with caplog.at_level(logging.INFO):
        tasks.slett_utlopte()
    assert not Skjemautkast.objects.exists()
    assert caplog.messages == ["skjemautkast: 1 slettet"]


# ---- what it costs
def test_only_the_page_of_the_draft_asks_and_once(tid) -> None:
    ett = henvendelse()
    uten = logg_helt_inn(ett.bruker)
    for_ = {adresse: sporringer(uten, adresse) for adresse in (ett.adresse, "/hendelser/")}
    _lagret(ett.bruker)
    med = _logg_inn_igjen(tid, ett.bruker)

    etter = {adresse: sporringer(med, adresse) for adresse in for_}

    assert etter == {ett.adresse: for_[ett.adresse] + 1, "/hendelser/": for_["/hendelser/"]}
