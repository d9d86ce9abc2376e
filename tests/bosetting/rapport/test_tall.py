"""IMDi's page for published figures: dry run with row-wise errors, then load."""

import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bosetting.rapport.models import PublisertNasjonalt, PublisertTall
from imdinett.hendelse.models import Hendelse
from imdinett.tilgang.roller import Rolle
from tests.bosetting.rapport.conftest import NASJONALT, TALL
from tests.bosetting.rapport.test_services import _fil, _rad
from tests.factories.imdinett import KommuneFactory, KommunenummerFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.opplasting.conftest import clamd  # noqa: F401
from tests.imdinett.opplasting.filer import EICAR

pytestmark = pytest.mark.usefixtures("clamd")

URL = "/imdi/tall/"
LAST_INN = "/imdi/tall/last-inn/"


@pytest.fixture
def imdi(db) -> Client:
    KommunenummerFactory(kommune=KommuneFactory(nummer="1101", navn="Eigersund"))
    return logg_inn(bruker_med(Rolle.IMDI_ANMODNING))


def _csv(innhold: bytes, navn: str = "tall.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, innhold, "text/csv")


def _tekst(svar) -> str:
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", svar.content.decode()))


def _prov(klient: Client, innhold: bytes, **mer: object):
    return klient.post(URL, {"tall": _csv(innhold), **mer})


def _bekreft(klient: Client, svar, **mer: object):
    return klient.post(LAST_INN, {"innhold": svar.context["bekreft"].initial["innhold"], **mer})


@pytest.mark.slow
def test_dry_run_then_load(landet) -> None:
    klient = logg_inn(bruker_med(Rolle.IMDI_ANMODNING))

    prove = klient.post(URL, {"tall": _csv(TALL.read_bytes()), "nasjonalt": _csv(NASJONALT.read_bytes())})
    assert "Last inn 1\u00a0074 rader" in _tekst(prove)
    assert PublisertTall.objects.count() == 0

    svar = _bekreft(klient, prove)
    assert (svar.status_code, svar["Location"]) == (302, URL)
    assert (PublisertTall.objects.count(), PublisertNasjonalt.objects.count()) == (1070, 4)
    kvittering = "Tallene er lastet inn. Nye eller endrede rader: 1\u00a0074, uendret: 0, avvist: 0."
    assert kvittering in _tekst(klient.get(URL))
    assert Hendelse.objects.get(type="tall_importert").data == {
        "aar": [2022, 2023, 2025, 2026],
        "inn": 1074,
        "uendret": 0,
        "avvist": 0,
    }


def test_bad_rows_are_shown_by_line_and_the_good_can_go_in(imdi) -> None:
    prove = _prov(imdi, _fil(_rad(), _rad(aar=2026, bosatt="-1"), _rad(kommunenummer="9999")))

    tekst = _tekst(prove)
    assert "2 rader går ikke inn" in tekst
    assert "Linje 3: bosatt: tallet -1 er negativt" in tekst
    assert "Linje 4: ingen kommune hadde nummeret 9999 i 2025" in tekst
    _bekreft(imdi, prove)
    assert list(PublisertTall.objects.values_list("aar", "bosatt")) == [(2025, 22)]


def test_nothing_new_gives_no_button(imdi) -> None:
    _bekreft(imdi, _prov(imdi, _fil(_rad())))

    tekst = _tekst(_prov(imdi, _fil(_rad())))

    assert "Filene endrer ingenting" in tekst
    assert "Last inn 0" not in tekst


def test_sent_twice_goes_in_once(imdi) -> None:
    prove = _prov(imdi, _fil(_rad()))
    nokkel = "0b9f8a52-57b8-4d3c-9f8e-2f6a0c1d3e4b"

    svar = [_bekreft(imdi, prove, engangsnokkel=nokkel).status_code for _n in range(2)]

    assert svar == [302, 302]
    assert (PublisertTall.objects.count(), Hendelse.objects.filter(type="tall_importert").count()) == (1, 1)


@pytest.mark.parametrize(
    ("fil", "feil"),
    [
        (None, "Tall per kommune (CSV) må fylles ut."),
        (_csv(b""), "Filen er tom. Velg en annen fil."),
        (_csv(b"x", "tall.xlsx"), "Tall per kommune (CSV): filen må være en CSV-fil."),
        (_csv(b"x" * (5 * 1024 * 1024 + 1)), "Tall per kommune (CSV): filen kan være høyst 5 MB."),
    ],
)
def test_file_that_cannot_be_taken_is_refused_at_its_field(imdi, fil, feil) -> None:
    svar = imdi.post(URL, {"tall": fil} if fil else {})

    assert svar.status_code == 422
    assert svar.context["form"].errors["tall"] == [feil]


@pytest.mark.parametrize("navn", ["tall", "nasjonalt"])
def test_file_with_a_virus_is_not_read(imdi, navn) -> None:
    filer = {"tall": _csv(_fil(_rad())), navn: _csv(_fil(_rad(merknad=EICAR.decode())))}

    svar = imdi.post(URL, filer)

    assert svar.status_code == 422
    assert svar.context["form"].errors == {navn: ["Filen har virus og ble ikke lest."]}


def test_without_the_scanner_no_file_is_read(imdi, settings) -> None:
    settings.CLAMD_ADRESSE = "127.0.0.1:9"

    svar = _prov(imdi, _fil(_rad()))

    assert svar.status_code == 422
    assert svar.context["form"].errors == {"tall": ["Vi får ikke kontrollert filen for virus nå. Prøv igjen om litt."]}


@pytest.mark.parametrize("innhold", [b"%PDF-1.7\n%\xe2\xe3", b"\x00" * 100])
def test_file_that_is_no_table_changes_nothing(imdi, innhold) -> None:
    """What is uploaded here is read and thrown away: never stored, never opened by anybody."""
    svar = _prov(imdi, innhold)

    assert svar.status_code == 200
    assert "1 rad går ikke inn" in _tekst(svar)
    assert PublisertTall.objects.count() == 0


def test_content_that_was_tampered_with_is_refused(imdi) -> None:
    prove = _prov(imdi, _fil(_rad()))

    svar = imdi.post(LAST_INN, {"innhold": prove.context["bekreft"].initial["innhold"] + "x"})

    assert svar.status_code == 422
    assert "Prøven er for gammel. Velg filene på nytt." in _tekst(svar)
    assert PublisertTall.objects.count() == 0


def test_dry_run_of_another_user_is_refused(imdi) -> None:
    prove = _prov(imdi, _fil(_rad()))

    svar = _bekreft(logg_inn(bruker_med(Rolle.IMDI_ANMODNING)), prove)

    assert (svar.status_code, PublisertTall.objects.count()) == (422, 0)


def test_old_dry_run_is_refused(imdi) -> None:
    bruker = bruker_med(Rolle.IMDI_ANMODNING)
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False) as tid:
        prove = _prov(logg_inn(bruker), _fil(_rad()))
        tid.shift(3601)
        svar = _bekreft(logg_inn(bruker), prove)

    assert (svar.status_code, PublisertTall.objects.count()) == (422, 0)


def test_empty_confirmation_is_refused(imdi) -> None:
    assert imdi.post(LAST_INN, {}).status_code == 422


def test_confirmation_has_no_page_of_its_own(imdi) -> None:
    svar = imdi.get(LAST_INN)

    assert (svar.status_code, svar["Location"]) == (302, URL)


@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.IMDI_ANMODNING, 200),
        (Rolle.IMDI_BOSETTER_SKRIV, 403),
        (Rolle.IMDI_ADMINISTRATOR, 403),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, 403),
    ],
)
def test_who_gets_in(db, rolle, status) -> None:
    klient = logg_inn(bruker_med(rolle, kommune=KommuneFactory()))

    assert klient.get(URL).status_code == status
    assert klient.post(LAST_INN, {"innhold": "x"}).status_code == (422 if status == 200 else 403)
