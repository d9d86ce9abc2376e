import smtplib
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage

import pytest


def message(til="a@prove.kommune.no", emne="Ny liste på vent", html="") -> EmailMessage:
    melding = EmailMessage()
    melding["From"], melding["To"], melding["Subject"] = "imdi@prove.no", til, emne
    melding.set_content("Hei.\n\nLes mer: http://localhost:8000/liste/1\n")
    if html:
        melding.add_alternative(html, subtype="html")
    return melding


def deliver(klient, melding: EmailMessage, **valg) -> dict:
    with smtplib.SMTP("127.0.0.1", klient.simulator.smtp_port, timeout=5) as smtp:
        return smtp.send_message(melding, **valg)


def test_mail_is_kept_as_a_file_and_listed(klient, tmp_path):
    deliver(klient, message(html="<p>Hei æøå</p>"))

    (linje,) = klient.http.get("/_kontroll/epost").json()

    assert set(linje) == {"id", "tidspunkt", "fra", "til", "emne", "tekst", "html"}
    assert {navn: linje[navn] for navn in ("id", "fra", "til", "emne", "tekst", "html")} == {
        "id": "000001",
        "fra": "imdi@prove.no",
        "til": ["a@prove.kommune.no"],
        "emne": "Ny liste på vent",
        "tekst": "Hei.\n\nLes mer: http://localhost:8000/liste/1\n",
        "html": "<p>Hei æøå</p>\n",
    }
    assert [fil.name for fil in (tmp_path / "simulator" / "epost").iterdir()] == ["000001.eml"]
    assert klient.count()["epost"] == 1


def test_recipients_are_those_of_the_envelope(klient):
    deliver(klient, message(), to_addrs=["b@prove.no", "skjult@prove.no"])
    deliver(klient, message())

    assert [linje["til"] for linje in klient.http.get("/_kontroll/epost").json()] == [
        ["b@prove.no", "skjult@prove.no"],
        ["a@prove.kommune.no"],
    ]
    til_en = klient.http.get("/_kontroll/epost", params={"til": "skjult@prove.no"}).json()
    assert [linje["id"] for linje in til_en] == ["000001"]


def test_mails_outlive_a_restart(start):
    forste = start()
    deliver(forste, message())
    for_stopp = forste.http.get("/_kontroll/epost").json()
    forste.stop()

    andre = start()
    assert andre.http.get("/_kontroll/epost").json() == for_stopp
    deliver(andre, message(emne="Nummer to"))

    assert [linje["id"] for linje in andre.http.get("/_kontroll/epost").json()] == ["000001", "000002"]


def test_temporary_refusal_hits_the_next_mails(klient):
    klient.fault(hva="451", antall=2)

    for _ in range(2):
        with pytest.raises(smtplib.SMTPDataError) as feil:
            deliver(klient, message())
        assert feil.value.smtp_code == 451
    assert deliver(klient, message()) == {}
    assert klient.count()["epost"] == 1


def test_unknown_mailbox_hits_the_next_recipients(klient):
    klient.fault(hva="550")

    avvist = deliver(klient, message(), to_addrs=["borte@prove.no", "b@prove.no"])

    assert {adresse: svar[0] for adresse, svar in avvist.items()} == {"borte@prove.no": 550}
    assert [linje["til"] for linje in klient.http.get("/_kontroll/epost").json()] == [["b@prove.no"]]


def test_mail_to_nobody_left_is_refused(klient):
    klient.fault(hva="550")

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        deliver(klient, message())
    assert klient.count()["epost"] == 0


def test_eight_senders_at_once_get_a_number_each(klient):
    with ThreadPoolExecutor(8) as basseng:
        list(basseng.map(lambda nr: deliver(klient, message(emne=f"Nr. {nr}")), range(40)))

    linjer = klient.http.get("/_kontroll/epost").json()
    assert [linje["id"] for linje in linjer] == [f"{nr:06d}" for nr in range(1, 41)]
    assert {linje["emne"] for linje in linjer} == {f"Nr. {nr}" for nr in range(40)}


def test_reset_empties_the_mailbox(klient, tmp_path):
    deliver(klient, message())

    klient.http.post("/_kontroll/nullstill")

    assert klient.http.get("/_kontroll/epost").json() == []
    assert list((tmp_path / "simulator" / "epost").iterdir()) == []
