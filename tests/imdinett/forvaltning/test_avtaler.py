"""B-005: the agreement recorded by IMDi opens the kommune, its end closes it."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imdinett.forvaltning.services.avtaler import Signatur, opphev_avtale, registrer_avtale
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang.roller import Omfang, Rolle, med_omfang
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
SIGNATUR = Signatur("2026-1", date(2026, 11, 3), "Kommunedirektør Eksempel")
SKJEMA = {"versjon": "2026-1", "signert_dato": "03.11.2026", "signert_av": "Kommunedirektør Eksempel"}
PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _tid():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=True):
        yield


@pytest.fixture
def kommune():
    return KommuneFactory(avtale=False)


@pytest.fixture
def sjef():
    return bruker_med(Rolle.IMDI_ADMINISTRATOR)


def test_b005_the_agreement_opens_the_kommune_on_the_next_page(kommune, sjef) -> None:
    nettleser = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))
    assert nettleser.get("/").status_code == 403

    avtale = registrer_avtale(bruker=sjef, kommune=kommune, signatur=SIGNATUR)
    assert nettleser.get("/").status_code == 200

    opphev_avtale(bruker=sjef, avtale=avtale, grunn="Sagt opp")
    assert nettleser.get("/").status_code == 403
    assert list(Hendelse.objects.order_by("pk").values_list("type", flat=True)) == [
        "avtale_registrert",
        "avtale_opphevet",
    ]


def test_a_new_agreement_replaces_the_old(kommune, sjef) -> None:
    gammel = registrer_avtale(bruker=sjef, kommune=kommune, signatur=SIGNATUR)

    ny = registrer_avtale(bruker=sjef, kommune=kommune, signatur=Signatur("2026-2", date(2026, 11, 20), "Ordfører"))

    gammel.refresh_from_db()
    assert gammel.opphevet_av == sjef
    assert kommune.avtaler.get(opphevet_tid=None) == ny


@pytest.mark.parametrize("rolle", [r for r in med_omfang(Omfang.IMDI) if r != Rolle.IMDI_ADMINISTRATOR])
def test_only_imdis_administrator_records_it(kommune, rolle) -> None:
    with pytest.raises(IkkeTilgang):
        registrer_avtale(bruker=bruker_med(rolle), kommune=kommune, signatur=SIGNATUR)


def test_not_signed_in_the_future(kommune, sjef) -> None:
    with pytest.raises(Domenefeil) as feil:
        registrer_avtale(bruker=sjef, kommune=kommune, signatur=Signatur("1", date(2026, 11, 24), "x"))

    assert feil.value.felt == "signert_dato"


def test_revoked_twice_is_said_so(kommune, sjef) -> None:
    avtale = registrer_avtale(bruker=sjef, kommune=kommune, signatur=SIGNATUR)
    opphev_avtale(bruker=sjef, avtale=avtale, grunn="Sagt opp")

    with pytest.raises(Domenefeil, match="alt opphevet"):
        opphev_avtale(bruker=sjef, avtale=avtale, grunn="Sagt opp")


# ---- pages
def test_recorded_with_its_document_by_the_page(kommune, sjef) -> None:
    nettleser = logg_inn(sjef)
    adresse = reverse("imdi_avtale_ny", args=[kommune.nummer])
    assert nettleser.get(adresse).status_code == 200

    svar = nettleser.post(adresse, {**SKJEMA, "fil": SimpleUploadedFile("avtale.pdf", PDF, "application/pdf")})

    avtale = kommune.avtaler.get()
    assert svar.url == reverse("imdi_brukere", args=[kommune.nummer])
    assert (avtale.dokument.filnavn, avtale.dokument.kommune, avtale.dokument.tilstand) == (
        "avtale.pdf",
        kommune,
        "venter",
    )
    assert "avtale.pdf" not in nettleser.get(svar.url).content.decode()
    assert "2026-1" in nettleser.get(svar.url).content.decode()


@pytest.mark.parametrize(
    ("data", "felt"),
    [
        ({}, ["versjon", "signert_dato", "signert_av"]),
        ({**SKJEMA, "versjon": "x" * 21}, ["versjon"]),
        ({**SKJEMA, "signert_av": "x" * 101}, ["signert_av"]),
        ({**SKJEMA, "signert_dato": "i går"}, ["signert_dato"]),
        ({**SKJEMA, "signert_dato": "24.11.2026"}, ["signert_dato"]),
    ],
)
def test_empty_too_long_wrong_type(kommune, sjef, data, felt) -> None:
    svar = logg_inn(sjef).post(reverse("imdi_avtale_ny", args=[kommune.nummer]), data)

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, felt)
    assert not kommune.avtaler.exists()


@pytest.mark.parametrize(
    ("navn", "innhold"), [("tom.pdf", b""), ("skript.exe", b"MZ\x90"), ("falsk.pdf", b"MZ\x90\x00")]
)
def test_a_wrong_file_leaves_nothing(kommune, sjef, navn, innhold) -> None:
    svar = logg_inn(sjef).post(
        reverse("imdi_avtale_ny", args=[kommune.nummer]), {**SKJEMA, "fil": SimpleUploadedFile(navn, innhold)}
    )

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, ["fil"])
    assert not kommune.avtaler.exists()


def test_sent_twice_is_one_agreement(kommune, sjef) -> None:
    nettleser = logg_inn(sjef)
    adresse = reverse("imdi_avtale_ny", args=[kommune.nummer])
    nokkel = nettleser.get(adresse).context["form"].engangsnokkel

    for _ in range(2):
        nettleser.post(adresse, {**SKJEMA, "engangsnokkel": nokkel})

    assert kommune.avtaler.count() == 1


def test_revoked_by_the_page_with_a_reason(kommune, sjef) -> None:
    avtale = registrer_avtale(bruker=sjef, kommune=kommune, signatur=SIGNATUR)
    nettleser = logg_inn(sjef)
    adresse = reverse("imdi_avtale_opphev", args=[kommune.nummer, avtale.pk])
    assert nettleser.post(adresse, {"grunn": ""}).status_code == 422

    assert nettleser.post(adresse, {"grunn": "Sagt opp av kommunen"}).status_code == 302

    avtale.refresh_from_db()
    assert avtale.opphevet_tid is not None
    assert nettleser.get(adresse).status_code == 404


def test_b004_first_administrator_by_the_page(kommune, sjef) -> None:
    nettleser = logg_inn(sjef)
    adresse = reverse("imdi_administrator_ny", args=[kommune.nummer])
    for data in ({}, {"navn": "x" * 101, "epost": "tull"}):
        assert nettleser.post(adresse, data).status_code == 422

    svar = nettleser.post(adresse, {"navn": "Anne Eksempel", "epost": "anne@eksempel.example"})

    assert "Anne Eksempel" in nettleser.get(svar.url).content.decode()


def test_imdi_helps_a_kommune_that_is_locked_out(kommune, sjef) -> None:
    """The only administrator has lost the phone: IMDi resets it from the kommune's page."""
    from tests.hjelp import med_faktor

    registrer_avtale(bruker=sjef, kommune=kommune, signatur=SIGNATUR)
    administrator = med_faktor(bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune))
    nettleser = logg_inn(sjef)
    assert nettleser.get(reverse("imdi_bruker", args=[kommune.nummer, administrator.uuid])).status_code == 200

    svar = nettleser.post(
        reverse("imdi_bruker_nullstill", args=[kommune.nummer, administrator.uuid]), {"grunn": "Mistet telefonen"}
    )

    assert svar.status_code == 302
    assert not administrator.authenticator_set.exists()


@pytest.mark.parametrize("navn", ["imdi_brukere", "imdi_administrator_ny", "imdi_avtale_ny"])
def test_b003_the_kommunes_own_administrator_has_no_business_there(navn) -> None:
    kommune = KommuneFactory()
    nettleser = logg_inn(bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune))

    assert nettleser.get(reverse(navn, args=[kommune.nummer])).status_code == 403


def test_an_unknown_kommune_is_404(sjef) -> None:
    assert logg_inn(sjef).get(reverse("imdi_brukere", args=["0000"])).status_code == 404
