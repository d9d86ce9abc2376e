import smtplib

import pytest

from tests.simulator.klient import PDF, forsendelse
from tests.simulator.test_epost import deliver, message

FARLIG = '<script>alert("x")</script>'


def test_letters_can_be_read_by_people(klient):
    brev_id = klient.send(forsendelse(tittel=f"Vedtak {FARLIG}")).json()["id"]

    liste, ett = klient.http.get("/brev").text, klient.http.get(f"/brev/{brev_id}").text

    assert "Vedtak &lt;script&gt;" in liste
    assert f'<a href="/brev/{brev_id}.pdf"' in liste
    assert all(del_ in ett for del_ in ("Prøve kommune, 313001008", "brev-1", "MOTTATT", f"/brev/{brev_id}.pdf"))
    assert klient.http.get(f"/brev/{brev_id}.pdf").content == PDF


def test_mails_can_be_read_by_people(klient):
    deliver(klient, message(emne=f"Hei {FARLIG}"))

    liste, en = klient.http.get("/epost").text, klient.http.get("/epost/000001").text

    assert '<a href="/epost/000001">Hei &lt;script&gt;' in liste
    assert '<a href="http://localhost:8000/liste/1">http://localhost:8000/liste/1</a>' in en


@pytest.mark.parametrize("sti", ["/", "/brev", "/epost", "/brev/{brev}", "/epost/000001"])
def test_pages_have_no_script_and_forbid_it(klient, sti):
    brev_id = klient.send(forsendelse(tittel=FARLIG)).json()["id"]
    deliver(klient, message(emne=FARLIG, html=FARLIG))

    svar = klient.http.get(sti.format(brev=brev_id))

    assert svar.status_code == 200
    assert svar.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert "<script" not in svar.text
    assert svar.text.count("<h1>") == 1
    assert svar.text.startswith('<!DOCTYPE html>\n<html lang="nb">')


def test_empty_lists_say_so(klient):
    assert "Ingenting er kommet inn ennå." in klient.http.get("/brev").text
    assert "Ingenting er kommet inn ennå." in klient.http.get("/epost").text


@pytest.mark.parametrize("sti", ["/brev/x", "/brev/x.pdf", "/epost/000009", "/epost/x"])
def test_unknown_page(klient, sti):
    assert klient.http.get(sti).status_code == 404


def test_stylesheet_is_served(klient):
    assert klient.http.get("/stil.css").headers["content-type"] == "text/css; charset=utf-8"


def test_link_ends_before_the_full_stop(klient):
    melding = message()
    melding.set_content("Se https://prove.no/a?b=1&c=2. Takk (https://prove.no/d).\n")
    with smtplib.SMTP("127.0.0.1", klient.simulator.smtp_port) as smtp:
        smtp.send_message(melding)

    tekst = klient.http.get("/epost/000001").text

    assert 'href="https://prove.no/a?b=1&amp;c=2"' in tekst
    assert 'href="https://prove.no/d"' in tekst
