"""S-07: what is found in the access log is an alarm, and its heads leave the house each day (security.md §8)."""

import base64
import logging
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connections
from django.urls import reverse
from django.utils import translation

from imdinett import tasks
from imdinett.hendelse import kjedekontroll
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.setning import setning
from imdinett.loggkontroll import hodeliste, kjedevakt
from imdinett.loggkontroll.hodeliste import Lest, Sendthode, UgyldigListe
from imdinett.loggkontroll.models import Hodeliste, Kjedefunn, Kjedekontroll
from imdinett.loggkontroll.notices import Kjedehoder
from imdinett.utboks import epost
from imdinett.utboks.models import Forsendelse
from tests.hjelp import aapen_logg, lag_innsyn, logg_inn, sporringer

pytestmark = pytest.mark.django_db
TID = datetime(2026, 11, 30, 9, tzinfo=UTC)
NATT = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)
SIDE = "imdi_loggkjede"


@pytest.fixture(autouse=True)
def natt():
    with time_machine.travel(NATT, tick=False):
        yield


@pytest.fixture(autouse=True)
def mottaker(settings):
    settings.SIKKERHETSANSVARLIG_EPOST = "sikkerhet@eksempel.example"


@pytest.fixture
def linjer(kommune, skriv):
    ut = [
        lag_innsyn(
            tid=TID + timedelta(minutes=nr),
            bruker_id=skriv.pk,
            bruker_navn=skriv.navn,
            kommune_id=kommune.pk,
            handling="lese",
            utfall="vist",
        )
        for nr in range(5)
    ]
    lag_innsyn(tid=TID, bruker_id=3, enhet="IMDi", handling="lese", utfall="vist")
    lag_innsyn(tid=TID, bruker_id=4, enhet="Hvalstad mottak", handling="lese", utfall="vist")
    return ut


def endre(nr: int = 3) -> None:
    with aapen_logg("logg") as markor:
        markor.execute("update imdinett_innsyn set bruker_navn = 'Noen Andre' where nr = %s", [nr])


def eposter(slag: str) -> list[Forsendelse]:
    return list(Forsendelse.objects.filter(slag=slag).order_by("pk"))


# ---- the nightly run
def test_a_whole_log_is_gone_through_and_nobody_is_disturbed(linjer, caplog) -> None:
    with caplog.at_level(logging.INFO):
        tasks.loggkontroll.kontroller_kjedene()

    kontroll = Kjedekontroll.objects.get()
    assert (kontroll.kjeder, kontroll.linjer, kontroll.antall_funn, kontroll.startet_tid) == (3, 7, 0, NATT)
    assert (Forsendelse.objects.count(), Hendelse.objects.filter(type="loggkjede_brudd").count()) == (0, 0)
    assert "loggkjede: 3 kjeder, 7 linjer, 0 funn" in caplog.text


def test_s07_a_finding_is_an_event_and_an_email_without_persons(linjer, skriv, kommune) -> None:
    endre()

    kontroll = kjedevakt.kontroller()

    assert list(Kjedefunn.objects.values_list("slag", "kjede", "fra_nr", "til_nr")) == [
        ("endret", f"kommune:{kommune.pk}", 3, 3)
    ]
    rad = Hendelse.objects.get(type="loggkjede_brudd")
    assert (rad.data, rad.kommune, rad.gjelder_id) == ({"nye": 1, "funn": 1}, None, str(kontroll.pk))
    assert "Antall nye funn: 1, i alt 1." in setning(rad)
    (sendt,) = eposter("loggkjede_brudd")
    assert (sendt.mottaker, sendt.tittel) == (
        {"epost": "sikkerhet@eksempel.example"},
        "Innsynsloggen er endret utenom systemet",
    )
    alt = f"{sendt.innhold} {sendt.mottaker_navn}"
    assert [navn for navn in (skriv.navn, "Noen Andre", kommune.navn, "Eksempelvik") if navn in alt] == []
    assert reverse(SIDE) in sendt.innhold["tekst"]


def test_the_same_finding_is_no_new_alarm_and_another_is(linjer) -> None:
    endre(3)
    kjedevakt.kontroller()
    kjedevakt.kontroller()
    assert len(eposter("loggkjede_brudd")) == 1

    endre(4)
    kjedevakt.kontroller()

    assert len(eposter("loggkjede_brudd")) == 2
    assert [en.antall_funn for en in Kjedekontroll.objects.order_by("pk")] == [1, 1, 2]


def test_the_deletion_of_old_lines_while_a_chain_is_read_is_no_finding(linjer, monkeypatch) -> None:
    """It is read once more before anything is said."""
    ekte, gang = kjedekontroll.kontroller, iter(range(100))

    def kontroller(navn, utenfra):
        resultat = ekte(navn, utenfra)
        if next(gang) == 0:
            resultat.meld(kjedekontroll.Slag.MANGLER, 1)
        return resultat

    monkeypatch.setattr(kjedekontroll, "kontroller", kontroller)
    assert kjedevakt.kontroller().antall_funn == 0


# ---- the heads
def test_s07_the_heads_are_sent_signed_and_the_mail_can_be_held_against_the_log(linjer, tmp_path) -> None:
    tasks.loggkontroll.send_hoder()

    (rad,) = eposter("loggkjede_hoder")
    liste = Hodeliste.objects.get()
    assert liste.tekst in rad.innhold["tekst"]
    assert (liste.antall, liste.sendt_til) == (3, "sikkerhet@eksempel.example")
    assert rad.mottaker == {"epost": liste.sendt_til}
    assert epost.lever(rad.pk) == "sendt"
    fil = tmp_path / "hoder.eml"
    fil.write_bytes(mail.outbox[0].message().as_bytes())
    call_command("sammenlign_kjedehoder", fil)

    endre(5)
    with pytest.raises(CommandError, match="stemmer ikke"):
        call_command("sammenlign_kjedehoder", fil)


def test_anyone_with_the_public_key_can_check_the_list(linjer) -> None:
    tekst = kjedevakt.send_hoder().tekst.splitlines()

    nokkel = Ed25519PublicKey.from_public_bytes(base64.b64decode(hodeliste.offentlig_nokkel()))
    nokkel.verify(base64.b64decode(tekst[-2]), "\n".join(tekst[1:-3]).encode())
    assert [linje.split(" ", 2)[2] for linje in tekst[2:-3]] == sorted(kjedekontroll.kjeder())


@pytest.mark.parametrize(
    ("fra", "til"),
    [("laget 2026", "laget 2025"), ("kommune:", "kommune:9"), ("-----SIGNATUR-----", "SIGNATUR"), ("1 ", "2 ")],
)
def test_a_list_that_is_changed_is_not_ours(linjer, fra, til, tmp_path) -> None:
    tekst = kjedevakt.send_hoder().tekst
    assert fra in tekst
    with pytest.raises(UgyldigListe):
        hodeliste.les(tekst.replace(fra, til, 1))

    fil = tmp_path / "liste.txt"
    fil.write_text(tekst.replace(fra, til, 1))
    with pytest.raises(CommandError, match="ikke signert av oss"):
        call_command("sammenlign_kjedehoder", fil)


def test_a_list_with_another_key_is_not_ours(linjer, settings) -> None:
    tekst = kjedevakt.send_hoder().tekst
    settings.LOGG_SIGNERINGSNOKKEL = base64.b64encode(b"x" * 32).decode()

    with pytest.raises(UgyldigListe):
        hodeliste.les(tekst)


@pytest.mark.parametrize("linjeskift", ["\n", "\r\n"])
@pytest.mark.parametrize("koding", ["8bit", "quoted-printable", "base64"])
def test_the_list_is_read_from_the_mail_however_it_was_sent(tmp_path: Path, koding: str, linjeskift: str) -> None:
    hoder = [Sendthode("enhet:Åsgårdstrand mottak", 7, "a" * 64), Sendthode("kommune:1", 3, "b" * 64)]
    melding = EmailMessage()
    melding["Subject"] = "Kjedehoder"
    melding.set_content(f"Hei,\n\n{hodeliste.skriv(hoder, TID)}\n\n--\nIMDinett", cte=koding)
    melding.add_alternative("<p>Hei</p>", subtype="html")
    raa = melding.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", linjeskift.encode())

    ventet = Lest(TID, hoder)
    assert hodeliste.les(hodeliste.fra_fil(raa)) == ventet
    assert hodeliste.les(hodeliste.fra_fil(hodeliste.skriv(hoder, TID).encode())) == ventet


def test_s07_what_is_cut_off_with_its_head_is_found_by_the_last_list(linjer, kommune) -> None:
    kjedevakt.send_hoder()
    with aapen_logg("logg") as markor:
        markor.execute("delete from imdinett_innsyn where kjede = %s and nr > 3", [linjer[0].kjede])
        markor.execute(
            "update imdinett_kjedehode set siste_nr = 3, siste_hash = %s where kjede = %s",
            [linjer[2].hash, linjer[0].kjede],
        )

    kjedevakt.kontroller()

    assert list(Kjedefunn.objects.values_list("slag", "fra_nr")) == [("sendt_hode_avviker", 5)]


@pytest.mark.parametrize("ny_kjede", [False, True])
def test_s07_a_deletion_that_came_too_early_is_found_though_a_line_says_it(linjer, kommune, ny_kjede) -> None:
    """The owner of the tables takes out two lines and writes the line that the deletion would have written.

    They came after the first list that was sent, and nothing so new can have been kept long enough. Also in a chain
    that the list does not know.
    """
    kjedevakt.send_hoder()
    felt = {"kommune_id": kommune.pk} if not ny_kjede else {"enhet": "Nytt mottak"}
    nye = [lag_innsyn(tid=TID, bruker_id=7, handling="lese", utfall="vist", **felt) for _nr in range(3)]
    om = {"slettet_fra": nye[0].nr, "slettet_til": nye[1].nr, "slettet_hash": nye[1].hash}
    lag_innsyn(tid=TID, bruker_id=7, handling="slette", utfall="vist", **felt, **om)
    with aapen_logg("logg") as markor:
        markor.execute("delete from imdinett_innsyn where id in (%s, %s)", [nye[0].pk, nye[1].pk])
    kjedevakt.send_hoder()

    kjedevakt.kontroller()

    assert list(Kjedefunn.objects.values_list("slag", "kjede", "fra_nr", "til_nr")) == [
        ("slettet_for_tidlig", nye[0].kjede, nye[0].nr, nye[1].nr)
    ]


def test_a_deletion_after_the_years_of_the_oldest_list_is_none(linjer) -> None:
    kjedevakt.send_hoder()
    om = {"slettet_fra": 1, "slettet_til": 2, "slettet_hash": linjer[1].hash}
    lag_innsyn(tid=TID, bruker_id=7, kommune_id=linjer[0].kommune_id, handling="slette", utfall="vist", **om)
    with aapen_logg("logg") as markor:
        markor.execute("delete from imdinett_innsyn where kjede = %s and nr <= 2", [linjer[0].kjede])

    # Before the list that was sent: it does not know how old they were.
    assert kjedevakt.kontroller().antall_funn == 0
    with time_machine.travel(NATT + timedelta(days=5 * 366), tick=False):
        assert kjedevakt.kontroller().antall_funn == 0


def test_a_list_in_the_database_that_is_not_as_it_was_signed_is_a_finding(linjer) -> None:
    liste = kjedevakt.send_hoder()
    Hodeliste.objects.filter(pk=liste.pk).update(tekst=liste.tekst.replace("laget", "Laget"))

    assert kjedevakt.kontroller().antall_funn == 1
    assert Kjedefunn.objects.get().slag == "liste_ugyldig"


def test_without_an_address_the_list_is_made_and_it_is_said(linjer, settings, caplog, loggleser) -> None:
    settings.SIKKERHETSANSVARLIG_EPOST = ""

    tasks.loggkontroll.send_hoder()

    assert (Hodeliste.objects.get().sendt_til, Forsendelse.objects.count()) == ("", 0)
    assert "SIKKERHETSANSVARLIG_EPOST mangler" in caplog.text
    html = logg_inn(loggleser).get(reverse(SIDE)).content.decode()
    assert "Adressen til sikkerhetsansvarlig mangler" in html
    assert "Nei, adressen mangler" in html
    assert "Kjedehodene sendes ikke" in logg_inn(loggleser).get(reverse("admin:index")).content.decode()


# ---- the page
def test_the_page_before_the_first_run(loggleser) -> None:
    html = logg_inn(loggleser).get(reverse(SIDE)).content.decode()

    assert "Loggen er ikke kontrollert ennå." in html
    assert html.count("Ikke kjørt") == 2
    assert "Kjedehodene sendes ikke" not in html


def test_the_page_after_a_run_without_findings(linjer, loggleser) -> None:
    kjedevakt.kontroller()
    kjedevakt.send_hoder()

    svar = logg_inn(loggleser).get(reverse(SIDE))

    assert "Ingen linjer er endret, slettet eller satt inn." in svar.content.decode()
    assert [(str(en.navn), en.verdi) for en in svar.context["fakta"]] == [
        ("Sist kontrollert", "1. desember 2026 kl.\xa003.30"),
        ("Kjeder", "3"),
        ("Linjer", "7"),
        ("Funn", "0"),
        ("Kjedehoder sendt", "1. desember 2026 kl.\xa003.30"),
        ("Sendt til", "sikkerhet@eksempel.example"),
    ]
    assert hodeliste.offentlig_nokkel() in svar.content.decode().replace("&#x2B;", "+")


@pytest.mark.parametrize(("sprak", "hva"), [("nb", "Linje mangler"), ("nn", "Linje manglar")])
def test_the_page_with_findings_in_both_languages(linjer, loggleser, sprak, hva) -> None:
    loggleser.sprak = sprak
    loggleser.save()
    with aapen_logg("logg") as markor:
        markor.execute("delete from imdinett_innsyn where nr in (2, 3)")
        markor.execute("delete from imdinett_innsyn where kjede like 'enhet:%%'")
    kjedevakt.kontroller()

    svar = logg_inn(loggleser).get(reverse(SIDE), headers={"accept-language": sprak})

    with translation.override(sprak):
        assert [(en.hva, en.kjede, en.linjer) for en in svar.context["funn"]][1] == (hva, "Eksempelvik", "2–3")
    assert svar.context["funn"][0].kjede == "Hvalstad mottak"
    assert "Nordmann" not in svar.content.decode()


def test_the_front_page_has_a_task_until_a_run_finds_nothing(linjer, loggleser, administrator) -> None:
    def oppgave(bruker) -> bool:
        navn = "admin:index" if bruker == loggleser else "hjem"
        return "Innsynsloggen er endret" in logg_inn(bruker).get(reverse(navn)).content.decode()

    assert not oppgave(loggleser)
    endre()
    kjedevakt.kontroller()
    assert (oppgave(loggleser), oppgave(administrator)) == (True, False)
    with aapen_logg("logg") as markor:
        markor.execute("update imdinett_innsyn set bruker_navn = %s where nr = 3", [linjer[2].bruker_navn])
    kjedevakt.kontroller()
    assert not oppgave(loggleser)


def test_the_page_asks_as_much_with_many_findings_as_with_one(linjer, loggleser) -> None:
    endre(1)
    kjedevakt.kontroller()
    klient = logg_inn(loggleser)
    en = sporringer(klient, reverse(SIDE))
    with aapen_logg("logg") as markor:
        markor.execute("update imdinett_innsyn set bruker_navn = 'x'")
    kjedevakt.kontroller()

    assert sporringer(klient, reverse(SIDE)) == en
    assert en <= 20


def test_the_page_is_imdis_log_readers(administrator, skriv) -> None:
    for bruker in (administrator, skriv):
        assert logg_inn(bruker).get(reverse(SIDE)).status_code == 403


# ---- the commands
def test_the_command_tells_what_is_found_and_fails(linjer, capsys, kommune) -> None:
    call_command("kontroller_logg")
    assert "3 kjeder, 7 linjer, 0 funn" in capsys.readouterr().out
    endre()

    with pytest.raises(CommandError):
        call_command("kontroller_logg")

    assert f"kommune:{kommune.pk}: Linje endret, linje 3–3" in capsys.readouterr().out


def test_the_command_sends_the_heads_anew_after_a_new_key(linjer, settings, capsys) -> None:
    kjedevakt.send_hoder()
    settings.LOGG_SIGNERINGSNOKKEL = base64.b64encode(b"ny" * 16).decode()
    assert kjedevakt.kontroller().antall_funn == 1

    call_command("send_kjedehoder")

    assert "3 hoder, sendt til sikkerhet@eksempel.example" in capsys.readouterr().out
    assert kjedevakt.kontroller().antall_funn == 0


def test_the_list_is_the_same_in_both_parts_of_the_mail(linjer) -> None:
    liste = kjedevakt.send_hoder()
    (rad,) = eposter(Kjedehoder.slag)

    assert f"<pre>{liste.tekst}</pre>" in rad.innhold["html"].replace("&#x27;", "'").replace("&#x2B;", "+")
    assert Innsyn.objects.count() == 7
    assert connections["logg"].in_atomic_block
