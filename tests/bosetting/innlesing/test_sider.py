"""IMDi's page for mottak's files, and the tasks of both sides."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bosetting.bosatt import oppgaver as bosattoppgaver
from bosetting.bosatt import services as bosatt
from bosetting.innlesing import services
from bosetting.innlesing.models import Datoimport, Importrad
from bosetting.person.models import Person
from imdinett.hendelse.models import Innsyn
from imdinett.tilgang.roller import Rolle
from imdinett.web import oppgaver
from tests.bosetting.bosatt.hjelp import apne_avvik, fil, husstand, i_dag, rad, utsokt
from tests.bosetting.fordeling.hjelp import scene
from tests.bosetting.innlesing.hjelp import les_fil
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOKKEL = "11111111-1111-4111-8111-111111111111"


# ---- IMDi's imports
def test_a_file_is_read_in_and_the_refused_rows_dealt_with() -> None:
    en, (sak,) = utsokt(1, kategori="mottak")
    klient = logg_inn(en.imdi)
    opp = fil(rad(sak, i_dag()), "209999999903;2026-11-01;Prøve mottak;2026-01-05T09:00")

    svar = klient.post(reverse("imdi_datoimporter"), {"fil": opp})

    kjoring = Datoimport.objects.get()
    assert svar.headers["Location"] == reverse("imdi_datoimport", args=[kjoring.pk])
    innhold = klient.get(svar.headers["Location"]).content.decode()
    assert "1 registrert, 0 kjent fra før, 1 avvist" in innhold
    assert "Ingen person er registrert med DUF-nummeret." in innhold
    rad_id = Importrad.objects.get().pk
    igjen = klient.post(reverse("imdi_importrad_behandlet", args=[rad_id]))
    assert igjen.headers["Location"] == reverse("imdi_datoimport", args=[kjoring.pk])
    assert Importrad.objects.ubehandlet().count() == 0


def test_the_refused_rows_name_persons_so_the_look_is_logged() -> None:
    en, (sak,) = utsokt(1)
    kjoring = les_fil(bruker=en.imdi, fil=fil(rad(sak, i_dag())))

    logg_inn(en.imdi).get(reverse("imdi_datoimport", args=[kjoring.pk]))

    assert list(Innsyn.objects.values_list("person_ider", flat=True)) == [[sak.person_id]]


@pytest.mark.parametrize(
    ("navn", "innhold"),
    [
        ("datoer.txt", b"duf;bosettingsdato;mottak;meldt_tidspunkt\n"),
        ("datoer.csv", b""),
        ("datoer.csv", b"navn;alder\n"),
        ("datoer.csv", "duf;bosettingsdato;mottak;meldt_tidspunkt".encode("utf-16")),
        ("datoer.csv", b"x" * (2 * 1024 * 1024 + 1)),
        ("datoer.xlsx", b"PK\x03\x04"),
    ],
    ids=["feil endelse", "0 byte", "feil felt", "utf-16", "for stor", "xlsx"],
)
def test_what_is_no_such_file_is_422_at_the_field(navn: str, innhold: bytes) -> None:
    en, _saker = utsokt(1)

    svar = logg_inn(en.imdi).post(reverse("imdi_datoimporter"), {"fil": SimpleUploadedFile(navn, innhold)})

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, {"fil"})
    assert Datoimport.objects.count() == 0


def test_no_file_is_422() -> None:
    en, _saker = utsokt(1)

    assert logg_inn(en.imdi).post(reverse("imdi_datoimporter"), {}).status_code == 422


def test_the_same_upload_sent_twice_is_read_once() -> None:
    en, (sak,) = utsokt(1, kategori="mottak")
    klient = logg_inn(en.imdi)

    svar = [
        klient.post(reverse("imdi_datoimporter"), {"fil": fil(rad(sak, i_dag())), "engangsnokkel": NOKKEL})
        for _gang in range(2)
    ]

    assert svar[0].headers["Location"] == svar[1].headers["Location"]
    assert Datoimport.objects.count() == 1


@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.IMDI_BOSETTER_SKRIV, 200),
        (Rolle.IMDI_ANMODNING, 403),
        (Rolle.IMDI_SUPPORT, 403),
        (Rolle.IMDI_ADMINISTRATOR, 403),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, 403),
        (Rolle.KOMMUNE_BOSETTER_LES, 403),
        (Rolle.FYLKE_LES, 403),
    ],
)
def test_who_reads_files_in(rolle: Rolle, status: int) -> None:
    en, _saker = utsokt(1)
    kjoring = les_fil(bruker=en.imdi, fil=fil("x;y;z;w"))
    rad_id = kjoring.avviste.get().pk
    klient = logg_inn(bruker_med(rolle, kommune=en.kommune))

    assert klient.get(reverse("imdi_datoimporter")).status_code == status
    assert klient.get(reverse("imdi_datoimport", args=[kjoring.pk])).status_code == status
    svar = klient.post(reverse("imdi_importrad_behandlet", args=[rad_id]))
    assert svar.status_code == (302 if status == 200 else 403)


def test_decision_19_les_says_why_before_the_refused_rows_and_deals_with_none() -> None:
    en, (sak,) = utsokt(1)
    kjoring = les_fil(bruker=en.imdi, fil=fil(rad(sak, i_dag())))
    les, listen = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES)), reverse("imdi_datoimporter")
    adresse, behandlet = (
        reverse("imdi_datoimport", args=[kjoring.pk]),
        reverse("imdi_importrad_behandlet", args=[kjoring.avviste.get().pk]),
    )

    spurt = les.get(adresse)
    spm = les.get(spurt.url).content.decode()

    assert (spurt.status_code, spurt.url) == (302, reverse("imdi_datoimport_formaal", args=[kjoring.pk]))
    assert sak.person.duf_nummer not in spm
    assert les.post(spurt.url, {}).status_code == 422
    assert Innsyn.objects.count() == 0
    assert les.post(spurt.url, {"hvorfor": "kontroll"}).url == adresse
    side = les.get(adresse).content.decode()
    assert list(Innsyn.objects.values_list("person_ider", "formaal")) == [
        ([sak.person_id], "Jeg kontrollerer eller retter opplysninger")
    ]
    for tekst in (side, les.get(listen).content.decode()):
        assert "Bare brukere med rollen IMDi bosetter skriv kan lese inn filer og behandle rader." in tekst
        assert ('type="file"' in tekst, behandlet in tekst) == (False, False)
    opp = {"fil": fil(rad(sak, i_dag())), "engangsnokkel": NOKKEL}
    assert [les.post(listen, opp).status_code, les.post(adresse).status_code, les.post(behandlet).status_code] == [
        403
    ] * 3


def test_a_file_without_refused_rows_is_read_without_asking() -> None:
    en, (sak,) = utsokt(1, kategori="mottak")
    kjoring = les_fil(bruker=en.imdi, fil=fil(rad(sak, i_dag())))

    svar = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES)).get(reverse("imdi_datoimport", args=[kjoring.pk]))

    assert (svar.status_code, Innsyn.objects.count()) == (200, 0)


def test_an_import_that_does_not_exist_is_404() -> None:
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))

    assert klient.get(reverse("imdi_datoimport", args=[10**8])).status_code == 404
    assert klient.post(reverse("imdi_importrad_behandlet", args=[10**8])).status_code == 404


def test_one_and_three_files_ask_the_same_of_the_database() -> None:
    en, _saker = utsokt(1)
    antall = []
    for ganger in (1, 2):
        for _gang in range(ganger):
            les_fil(bruker=en.imdi, fil=fil("x;y;z;w", "a;b;c;d"))
        antall.append(sporringer(logg_inn(en.imdi), reverse("imdi_datoimporter")))

    assert antall[0] == antall[1]


# ---- tasks
def mine(bruker: Any, kommune: Any) -> list[tuple[str, str, str]]:
    return [(str(en.tekst), en.gjelder, en.url) for en in oppgaver.for_bruker(bruker, kommune)]


def test_a_missing_date_is_a_task_for_skriv_while_it_is_missing() -> None:
    en, (a, b) = utsokt(2)
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)
    oppgave = ("Registrer bosettingsdato", f"sak {a.nummer}, 2 personer", husstand(a))

    assert oppgave in mine(en.kari, en.kommune)
    assert oppgave not in mine(les, en.kommune)
    assert oppgave not in mine(scene().kari, en.kommune)

    bosatt.registrer_for_husstand(bruker=en.kari, datoer={a.pk: i_dag(), b.pk: i_dag()})
    assert "Registrer bosettingsdato" not in [tekst for tekst, _gjelder, _url in mine(en.kari, en.kommune)]


@pytest.mark.parametrize("hva", ["mottak", "avvik", "skjermet"])
def test_what_the_kommune_cannot_register_is_no_task(hva: str) -> None:
    en, (sak,) = utsokt(1, kategori="mottak" if hva == "mottak" else "amot")
    if hva == "avvik":
        apne_avvik(en, sak)
    Person.objects.update(gradering="fortrolig" if hva == "skjermet" else "ingen")

    assert "Registrer bosettingsdato" not in [tekst for tekst, _gjelder, _url in mine(en.kari, en.kommune)]


def test_many_missing_dates_end_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bosattoppgaver, "VIST", 1)
    en, _saker = utsokt(1, 1, 1)

    alle = [rad for rad in mine(en.kari, en.kommune) if rad[0] == "Registrer bosettingsdato"]

    assert len(alle) == 2
    assert alle[-1][1:] == ("2 husstander til", reverse("uten_bosettingsdato"))


def test_refused_rows_are_a_task_for_imdi_until_dealt_with() -> None:
    en, _saker = utsokt(1)
    kjoring = les_fil(bruker=en.imdi, fil=fil("x;y;z;w", "a;b;c;d"))
    oppgave = (
        "Behandle avviste rader",
        "datoer.csv, 2 rader",
        reverse("imdi_datoimport", args=[kjoring.pk]),
    )

    assert oppgave in mine(en.imdi, None)
    assert oppgave not in mine(en.kari, en.kommune)
    for rad_id in kjoring.avviste.values_list("pk", flat=True):
        services.marker_rad_behandlet(bruker=en.imdi, rad_id=rad_id)
    assert oppgave not in mine(en.imdi, None)
