"""The flow of every kind of file: tried, read in or given up, on IMDi's pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services.avtaler import Signatur, registrer_avtale
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kjerne.radfil import MAKS_RADER
from imdinett.kommune.models import Databehandleravtale, Kommune
from imdinett.overtakelse import services
from imdinett.overtakelse.forms import MAKS_FIL
from imdinett.overtakelse.models import Overtakelse, Overtakelsesrad
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.opplasting.filer import EICAR
from tests.imdinett.overtakelse.hjelp import AVTALEHODE, avtalefil, prov, tall

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINJE = "1191;2025-03-01;Kommunedirektør Eksempel;25/1234-5;2025-1"


def last_opp(klient: Any, innhold: bytes, navn: str = "avtaler.csv") -> Any:
    return klient.post(reverse("imdi_overtakelser"), {"fil": SimpleUploadedFile(navn, innhold)})


def side(navn: str, overtakelse: Overtakelse) -> str:
    return reverse(f"imdi_overtakelse{navn}", args=[overtakelse.uuid])


# ---- the whole way
def test_a_file_is_tried_read_in_and_has_a_receipt(sjef: Bruker, kommune: Kommune) -> None:
    klient = logg_inn(sjef)

    svar = last_opp(klient, avtalefil(LINJE, "0000;2025-03-01;A;;1"))

    overtakelse = Overtakelse.objects.get()
    assert svar.headers["Location"] == side("", overtakelse)
    assert Databehandleravtale.objects.count() == 0
    prove = klient.get(side("", overtakelse)).content.decode()
    assert "1 rad kan leses inn." in prove
    assert "Kommunenummeret 0000 finnes ikke." in prove
    lest = klient.post(side("_les_inn", overtakelse))
    assert lest.headers["Location"] == side("", overtakelse)
    assert Databehandleravtale.objects.get().kommune == kommune
    kvittering = klient.get(side("", overtakelse)).content.decode()
    assert f"av {sjef.navn}." in kvittering
    assert overtakelse.sha256 in kvittering
    overtakelse.refresh_from_db()
    assert (overtakelse.tilstand, overtakelse.innhold, overtakelse.lest_av, tall(overtakelse)) == (
        "lest",
        None,
        sjef,
        (1, 0, 1),
    )
    typer = ["overtakelse_provd", "avtale_registrert", "overtakelse_lest"]
    assert list(Hendelse.objects.order_by("pk").values_list("type", flat=True)) == typer


def test_the_refused_rows_come_as_a_file_with_the_reason(sjef: Bruker, kommune: Kommune) -> None:
    overtakelse = prov(sjef, avtalefil('0000;2025-03-01;=HYPERLINK("x");;1'))

    svar = logg_inn(sjef).get(side("_avviste", overtakelse))

    linjer = b"".join(svar.streaming_content).decode("utf-8-sig").splitlines()
    assert linjer[0].split(";") == [
        "Linje",
        "kommunenummer",
        "signert_dato",
        "signert_av",
        "dokumentreferanse",
        "versjon",
        "Uleselig linje",
        "Hvorfor avvist",
    ]
    assert "'=HYPERLINK" in linjer[1]
    assert linjer[1].endswith("Kommunenummeret 0000 finnes ikke.")


def test_no_refused_rows_are_no_file(sjef: Bruker, kommune: Kommune) -> None:
    assert logg_inn(sjef).get(side("_avviste", prov(sjef, avtalefil(LINJE)))).status_code == 404


# ---- something else came first
def test_what_has_changed_since_is_a_new_dry_run_and_409(sjef: Bruker, kommune: Kommune) -> None:
    overtakelse, klient = prov(sjef, avtalefil(LINJE)), logg_inn(sjef)
    registrer_avtale(bruker=sjef, kommune=kommune, signatur=Signatur("2026-1", klokke.today(), "Ordfører"))

    svar = klient.post(side("_les_inn", overtakelse))

    assert svar.status_code == 409
    innhold = svar.content.decode()
    assert "Noe er endret siden filen ble prøvd" in innhold
    assert "0 rader kan leses inn." in innhold
    overtakelse.refresh_from_db()
    assert (overtakelse.tilstand, tall(overtakelse)) == ("provd", (0, 0, 1))
    assert Databehandleravtale.objects.filter(opphevet_tid=None).get().versjon == "2026-1"


def test_who_comes_second_gets_the_receipt_of_the_first(sjef: Bruker, kommune: Kommune) -> None:
    overtakelse = prov(sjef, avtalefil(LINJE))
    services.les_inn(bruker=sjef, overtakelse_id=overtakelse.pk)
    annen = logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR))

    svar = annen.post(side("_les_inn", overtakelse), follow=True)

    assert f"{sjef.navn} har alt lest inn filen." in svar.content.decode()
    assert (Databehandleravtale.objects.count(), Overtakelse.objects.get().lest_av) == (1, sjef)


# ---- what is no such file
@pytest.mark.parametrize(
    ("navn", "innhold", "tekst"),
    [
        ("a.txt", AVTALEHODE.encode(), "Filen må være en CSV-fil."),
        ("a.xlsx", b"PK\x03\x04", "Filen må være en CSV-fil."),
        ("a.csv", b"", "Filen er tom."),
        ("a.csv", b"\n \n", "Filen er tom."),
        ("a.csv", b"kommunenummer;versjon\n", "Første linje nevner et format vi ikke kjenner."),
        ("a.csv", b"imdinett;overtakelse-avtale;2020-01-01\n", "Første linje nevner et format vi ikke kjenner."),
        ("a.csv", b"imdinett;udi-tillatelse;2026-11-28\n", "Første linje nevner et format vi ikke kjenner."),
        ("a.csv", b"imdinett;overtakelse-avtale;2026-11-29\nnavn;alder\n", "Linje 2 må være"),
        ("a.csv", AVTALEHODE.encode("utf-16"), "Første linje nevner et format vi ikke kjenner."),
        ("a.csv", AVTALEHODE.encode() + b"\n1;2;3;4;5" * (MAKS_RADER + 1), "Filen har over 5000 rader."),
        ("a.csv", b"x" * (MAKS_FIL + 1), "Filen kan være høyst 2 MB."),
        ("a.csv", AVTALEHODE.encode() + b"\n" + EICAR, "Filen har virus og ble ikke lest."),
    ],
    ids=[
        "txt",
        "xlsx",
        "0 byte",
        "blank",
        "uten hode",
        "versjon",
        "annet slag",
        "felt",
        "utf-16",
        "rader",
        "mb",
        "eicar",
    ],
)
def test_what_is_no_such_file_is_422_at_the_field(sjef: Bruker, navn: str, innhold: bytes, tekst: str) -> None:
    svar = last_opp(logg_inn(sjef), innhold, navn)

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, {"fil"})
    assert tekst in svar.context["form"].errors["fil"][0]
    assert Overtakelse.objects.count() == 0


def test_a_line_in_another_encoding_is_refused_and_the_rest_is_not(sjef: Bruker, kommune: Kommune) -> None:
    overtakelse = prov(sjef, avtalefil(LINJE) + "\n1192;2025-03-01;Bjørg;;1".encode("cp1252"))

    assert tall(overtakelse) == (1, 0, 1)
    assert overtakelse.avviste.get().grunn == "Linjen er ikke lagret som UTF-8."


def test_no_file_is_422(sjef: Bruker) -> None:
    assert logg_inn(sjef).post(reverse("imdi_overtakelser"), {}).status_code == 422


# ---- difference report
def test_the_page_of_differences_shows_field_by_field_and_in_numbers(sjef: Bruker, kommune: Kommune) -> None:
    registrer_avtale(bruker=sjef, kommune=kommune, signatur=Signatur("2026-1", klokke.today(), "Ordfører"))
    overtakelse = prov(sjef, avtalefil(LINJE))

    innhold = logg_inn(sjef).get(side("_avvik", overtakelse)).content.decode()

    assert "Avvik mellom filen og systemet" in innhold
    assert "Kommunedirektør Eksempel" in innhold
    assert "Ordfører" in innhold


def test_file_and_system_that_agree_are_said_to(sjef: Bruker, kommune: Kommune) -> None:
    overtakelse = services.les_inn(bruker=sjef, overtakelse_id=prov(sjef, avtalefil(LINJE)).pk)

    assert "Filen og systemet sier det samme." in logg_inn(sjef).get(side("_avvik", overtakelse)).content.decode()


# ---- given up, and taken away
def test_a_file_that_is_given_up_is_deleted_at_once(sjef: Bruker, kommune: Kommune) -> None:
    overtakelse, klient = prov(sjef, avtalefil(LINJE, "x;y;z;w;v")), logg_inn(sjef)

    assert klient.post(side("_forkast", overtakelse)).headers["Location"] == reverse("imdi_overtakelser")

    overtakelse.refresh_from_db()
    assert (overtakelse.tilstand, overtakelse.innhold, Overtakelsesrad.objects.count()) == ("forkastet", None, 0)
    assert klient.get(side("", overtakelse)).status_code == 404
    assert klient.post(side("_les_inn", overtakelse)).status_code == 404


def test_what_is_read_in_cannot_be_given_up(sjef: Bruker, kommune: Kommune) -> None:
    overtakelse = services.les_inn(bruker=sjef, overtakelse_id=prov(sjef, avtalefil(LINJE)).pk)

    assert logg_inn(sjef).post(side("_forkast", overtakelse)).status_code == 409


def test_rows_are_kept_as_long_as_the_setting_says(sjef: Bruker, kommune: Kommune, settings: Any) -> None:
    settings.OVERTAKELSE_DAGER = ((klokke.today() - timedelta(days=400), 30),)
    with klokke.flyttet_til(klokke.now() - timedelta(days=31)):
        lest = services.les_inn(bruker=sjef, overtakelse_id=prov(sjef, avtalefil(LINJE, "x;y;z;w;v")).pk)
        provd = prov(sjef, avtalefil(LINJE))
    ny = prov(sjef, avtalefil("x;y;z;w;v"))

    assert services.fei() == 2
    assert services.fei() == 0

    tilstander = [Overtakelse.objects.get(pk=en.pk).tilstand for en in (lest, provd, ny)]
    assert tilstander == ["lest", "forkastet", "provd"]
    assert list(Overtakelsesrad.objects.values_list("overtakelse", flat=True)) == [ny.pk]
    assert "Radene er slettet." in logg_inn(sjef).get(side("", lest)).content.decode()


# ---- who
@pytest.mark.parametrize(
    ("rolle", "liste", "filen"),
    [
        (Rolle.IMDI_ADMINISTRATOR, 200, 200),
        (Rolle.IMDI_BOSETTER_SKRIV, 200, 404),
        (Rolle.IMDI_BOSETTER_LES, 403, 403),
        (Rolle.IMDI_ANMODNING, 403, 403),
        (Rolle.KOMMUNE_ADMINISTRATOR, 403, 403),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, 403, 403),
    ],
)
def test_each_role_sees_its_own_kinds(sjef: Bruker, kommune: Kommune, rolle: Rolle, liste: int, filen: int) -> None:
    overtakelse = prov(sjef, avtalefil(LINJE, "x;y;z;w;v"))
    klient = logg_inn(bruker_med(rolle, kommune=KommuneFactory()))

    assert klient.get(reverse("imdi_overtakelser")).status_code == liste
    assert [klient.get(side(navn, overtakelse)).status_code for navn in ("", "_avvik", "_avviste")] == [filen] * 3


def test_a_kind_that_is_anothers_is_403(kommune: Kommune) -> None:
    assert last_opp(logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV)), avtalefil(LINJE)).status_code == 403


def test_agreements_name_no_person_so_no_look_is_logged(sjef: Bruker, kommune: Kommune) -> None:
    logg_inn(sjef).get(side("", prov(sjef, avtalefil("x;y;z;w;v"))))

    assert Innsyn.objects.count() == 0
