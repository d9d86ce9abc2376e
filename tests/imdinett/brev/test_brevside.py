"""The letter in the portal: who may read it, what the page says, what is logged."""

import pytest
from django.urls import reverse

from imdinett.brev import levering
from imdinett.brev.services import legg_i_ko
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.utboks import synlighet
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.eksempler import Eksempelbrev, Personbrev, Utskriftsbrev

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maler")]
LES, IMDI_LES = Rolle.KOMMUNE_BOSETTER_LES, Rolle.IMDI_BOSETTER_LES


@pytest.fixture
def kommune(db):
    return KommuneFactory()


def side(bruker, rad, navn="brev"):
    return logg_inn(bruker).get(reverse(navn, args=[rad.uuid]))


def test_siden_viser_brevet_og_statusen(kommune):
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)

    svar = side(bruker_med(LES, kommune=kommune), rad)

    tekst = svar.content.decode()
    assert svar.status_code == 200
    assert "Vi ber kommunen bosette 20 flyktninger i 2027." in tekst
    assert "PDF-en blir laget når brevet sendes." in tekst
    assert f"Brevet «Anmodning om bosetting 1» til {kommune} ble lagt i kø." in tekst
    assert tekst.count("<h1") == 1


def test_pdf_er_de_lagrede_bytene(kommune):
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)
    levering.lag_pdf(rad)
    bruker = bruker_med(LES, kommune=kommune)

    svar = side(bruker, rad, "brev_pdf")

    assert (svar.status_code, svar.content) == (200, bytes(rad.fil.pdf))
    referanse = rad.innhold["referanse"]
    assert svar.headers["Content-Type"] == "application/pdf"
    assert svar.headers["Content-Disposition"] == f'inline; filename="brev-{referanse}.pdf"'
    lastet = logg_inn(bruker).get(reverse("brev_pdf", args=[rad.uuid]) + "?last-ned")
    assert lastet.headers["Content-Disposition"] == f'attachment; filename="brev-{referanse}.pdf"'


def test_pdf_som_ikke_er_laget_finnes_ikke(kommune):
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)

    assert side(bruker_med(LES, kommune=kommune), rad, "brev_pdf").status_code == 404


@pytest.mark.parametrize("navn", ["brev", "brev_pdf"])
def test_brev_til_en_annen_kommune_finnes_ikke(kommune, navn):
    """B-001, with its allow twin."""
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)
    levering.lag_pdf(rad)

    assert side(bruker_med(LES, kommune=KommuneFactory()), rad, navn).status_code == 404
    assert side(bruker_med(LES, kommune=kommune), rad, navn).status_code == 200


def test_varslet_i_altinn_sier_naar_det_gaar_til_print(kommune):
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)
    fredag = klokke.now().replace(2026, 11, 20, 9, 0)
    Forsendelse.objects.filter(pk=rad.pk).update(
        tilstand="levert", ekstern_id="x", ekstern_status="VARSLET", ekstern_status_tid=fredag
    )

    tekst = side(bruker_med(LES, kommune=kommune), rad).content.decode()

    assert "Varslet i Altinn" in tekst
    assert "Går til print ca." in tekst
    assert "24. november 2026" in tekst


def test_epost_er_ikke_et_brev(kommune):
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)
    Forsendelse.objects.update(kanal="epost")

    assert side(bruker_med(LES, kommune=kommune), rad).status_code == 404


# ---- letters about persons
@pytest.fixture
def apen_sak(monkeypatch):
    """Pretends that the case is open for everybody: the packages above decide that in earnest."""
    monkeypatch.setattr(synlighet, "_apne", {"kommune": lambda bruker: Kommune.objects.all()})


def test_brev_om_person_ser_imdi_med_innsynslogg(kommune):
    rad = legg_i_ko(Personbrev(kommune), bruker=None)
    levering.lag_pdf(rad)
    bruker = bruker_med(IMDI_LES)

    assert [side(bruker, rad, navn).status_code for navn in ("brev", "brev_pdf")] == [200, 200]
    assert list(
        Innsyn.objects.order_by("pk").values_list("bruker_id", "handling", "person_id", "saksnummer", "del_av")
    ) == [(bruker.pk, "lese", 7, "8F3K", "brev"), (bruker.pk, "utskrift", 7, "8F3K", "brev")]


def test_brev_om_person_ser_kommunen_naar_saken_er_apen(kommune, apen_sak):
    rad = legg_i_ko(Personbrev(kommune), bruker=None)

    assert side(bruker_med(LES, kommune=kommune), rad).status_code == 200
    assert side(bruker_med(LES, kommune=KommuneFactory()), rad).status_code == 404
    assert Innsyn.objects.count() == 1


def test_brev_om_person_finnes_ikke_for_kommunen_naar_saken_er_lukket(kommune):
    rad = legg_i_ko(Personbrev(kommune), bruker=None)

    assert side(bruker_med(LES, kommune=kommune), rad).status_code == 404
    assert Innsyn.objects.count() == 0


def test_brev_om_person_finnes_ikke_for_fylket_og_ikke_for_anmodning(kommune, apen_sak):
    person, vanlig = legg_i_ko(Personbrev(kommune), bruker=None), legg_i_ko(Eksempelbrev(kommune, 2), bruker=None)
    fylke, anmodning = bruker_med(Rolle.FYLKE_LES, kommune=kommune), bruker_med(Rolle.IMDI_ANMODNING)

    assert [side(fylke, person).status_code, side(anmodning, person).status_code] == [404, 404]
    assert [side(fylke, vanlig).status_code, side(anmodning, vanlig).status_code] == [200, 200]


def test_brev_til_flyktningen_ser_bare_imdi(kommune):
    rad = legg_i_ko(Utskriftsbrev(kommune), bruker=None)

    assert side(bruker_med(IMDI_LES), rad).status_code == 200
    assert side(bruker_med(LES, kommune=kommune), rad).status_code == 404
