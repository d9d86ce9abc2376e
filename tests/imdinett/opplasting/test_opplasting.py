"""Quarantine, scanner, clean (decision 37)."""

import os

import pytest
from django.conf import settings as konf
from django.db import transaction
from django.urls import reverse

from imdinett.hendelse.models import Hendelse
from imdinett.opplasting import clamd as klient
from imdinett.opplasting import lager, services, tasks
from imdinett.opplasting.models import Opplasting
from imdinett.opplasting.states import Filtilstand
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.opplasting.filer import EICAR, PDF, fil
from tests.regnskap import meld

pytestmark = pytest.mark.django_db
LES = Rolle.KOMMUNE_BOSETTER_LES


@pytest.fixture
def kommune(db):
    return KommuneFactory()


@pytest.fixture
def bruker(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.fixture
def ta_imot(kommune, bruker):
    def gjor(innhold: bytes = PDF, **felt) -> Opplasting:
        valg = {"bruker": bruker, "kommune": kommune, "rettighet": Rettighet.KOMMUNEVEDTAK_LES, **felt}
        return services.motta(fil(innhold=innhold), **valg)

    return gjor


def apne(bruker, opplasting):
    return logg_inn(bruker).get(reverse("vedlegg", args=[opplasting.uuid]))


def hendelser(opplasting) -> list[str]:
    return list(Hendelse.objects.gjelder(opplasting).order_by("pk").values_list("type", flat=True))


def test_filen_venter_og_ligger_under_et_navn_som_ikke_sier_noe(ta_imot):
    opplasting = ta_imot()

    sti = lager.sti(opplasting.uuid)
    assert (opplasting.tilstand, opplasting.filnavn, opplasting.storrelse) == ("venter", "vedtak.pdf", len(PDF))
    assert (sti.read_bytes(), sti.name) == (PDF, opplasting.uuid.hex)
    assert konf.OPPLASTING_MAPPE in sti.parents
    assert not any(str(sti).startswith(str(mappe)) for mappe in (konf.STATIC_ROOT, *konf.STATICFILES_DIRS))


def test_ren_fil_kan_lastes_ned_som_vedlegg(ta_imot, clamd, kommune):
    opplasting = ta_imot()

    assert services.skann(opplasting.pk) == Filtilstand.REN

    svar = apne(bruker_med(LES, kommune=kommune), opplasting)
    assert (svar.status_code, b"".join(svar.streaming_content)) == (200, PDF)
    assert {navn: svar.headers[navn] for navn in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="vedtak.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    assert svar.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert clamd.mottatt == [PDF]
    assert hendelser(opplasting) == ["opplasting_mottatt", "opplasting_ren"]


@pytest.mark.parametrize("foran", [b"", b"x" * 70_000])
def test_eicar_blir_stoppet_og_slettet(
    ta_imot, clamd, bruker, foran, django_capture_on_commit_callbacks, record_property
):
    meld(record_property, "S-12", filer=1)
    opplasting = ta_imot(PDF + foran + EICAR)

    with django_capture_on_commit_callbacks(execute=True):
        assert services.skann(opplasting.pk) == Filtilstand.SMITTET

    opplasting.refresh_from_db()
    svar = apne(bruker, opplasting)
    assert opplasting.funn == "Eicar-Test-Signature"
    assert not lager.sti(opplasting.uuid).exists()
    assert (svar.status_code, "Filen er stoppet" in svar.content.decode(), EICAR in svar.content) == (200, True, False)
    assert hendelser(opplasting) == ["opplasting_mottatt", "opplasting_smittet"]


def test_fil_som_venter_har_en_side_som_sier_det(ta_imot, bruker):
    svar = apne(bruker, ta_imot())

    assert (svar.status_code, "Filen kontrolleres" in svar.content.decode(), PDF in svar.content) == (200, True, False)


def test_skanneren_er_nede(ta_imot, ingen_clamd, bruker, record_property):
    meld(record_property, "S-12", filer=1)
    opplasting = ta_imot()

    assert services.skann(opplasting.pk) == services.SKANNER_NEDE

    opplasting.refresh_from_db()
    assert (opplasting.tilstand, lager.les(opplasting.uuid)) == ("venter", PDF)
    assert "Filen kontrolleres" in apne(bruker, opplasting).content.decode()


@pytest.mark.parametrize("svar", [b"INSTREAM size limit exceeded. ERROR", b"stream: noe annet", b""])
def test_svar_som_ikke_er_en_dom(ta_imot, clamd, svar):
    opplasting = ta_imot()
    clamd.svar = svar or b"\0"

    assert services.skann(opplasting.pk) == "uten dom"
    opplasting.refresh_from_db()
    assert opplasting.tilstand == "venter"


def test_feiingen_tar_det_som_ventet_da_skanneren_var_nede(ta_imot, clamd, settings):
    adresse, settings.CLAMD_ADRESSE = settings.CLAMD_ADRESSE, "127.0.0.1:9"
    for _nr in range(3):
        ta_imot()
    tasks.skann_ventende()
    assert Opplasting.objects.venter().count() == 3

    settings.CLAMD_ADRESSE = adresse
    tasks.skann_ventende()

    assert Opplasting.objects.venter().count() == 0


def test_skann_to_ganger_gjor_det_en_gang(ta_imot, clamd):
    opplasting = ta_imot()

    assert [services.skann(opplasting.pk), services.skann(opplasting.pk)] == [Filtilstand.REN, "venter ikke"]
    assert len(clamd.mottatt) == 1


def test_fil_som_er_borte_fra_disken_venter(ta_imot, clamd):
    opplasting = ta_imot()
    lager.slett(opplasting.uuid)

    assert services.skann(opplasting.pk) == "filen mangler"


# ---- who may read it
def test_fil_til_en_annen_kommune_finnes_ikke(ta_imot, clamd, kommune):
    """B-001, with its allow twin."""
    opplasting = ta_imot()
    services.skann(opplasting.pk)

    assert apne(bruker_med(LES, kommune=KommuneFactory()), opplasting).status_code == 404
    assert apne(bruker_med(LES, kommune=kommune), opplasting).status_code == 200


def test_filen_krever_retten_den_nevner(ta_imot, clamd, kommune):
    opplasting = ta_imot(rettighet=Rettighet.BRUKERE_SKRIV)
    services.skann(opplasting.pk)

    assert apne(bruker_med(LES, kommune=kommune), opplasting).status_code == 404
    assert apne(bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune), opplasting).status_code == 200


def test_fil_uten_kommune_ser_bare_imdi(ta_imot, clamd, kommune):
    opplasting = ta_imot(kommune=None, rettighet=Rettighet.KOMMUNE_LES)
    services.skann(opplasting.pk)

    assert apne(bruker_med(LES, kommune=kommune), opplasting).status_code == 404
    assert apne(bruker_med(Rolle.IMDI_SUPPORT), opplasting).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_motta_utenfor_transaksjon_blir_nektet(ta_imot):
    with pytest.raises(RuntimeError, match="transaksjon"):
        ta_imot()
    with transaction.atomic():
        assert ta_imot().pk


@pytest.mark.skipif("CLAMD_ADRESSE" not in os.environ, reason="den ekte clamd er ikke startet")
def test_den_ekte_clamd_kjenner_eicar():
    assert klient.skann(PDF) == klient.Dom(ren=True)
    assert klient.skann(EICAR).ren is False
    assert klient.skann(b"x" * 3_000_000 + EICAR).ren is False
