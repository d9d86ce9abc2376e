import pytest

from imdinett.brev.queries import Fremdrift, brevpanel, fremdrift
from imdinett.brev.services import legg_i_ko, legg_i_ko_mange
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med
from tests.imdinett.eksempler import Eksempelbrev, Mottaker, Utskriftsbrev

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maler")]


def test_brev_er_frosset_i_kommunens_maalform():
    kommune = KommuneFactory(maalform="nynorsk")

    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)

    assert rad.sprak == "nn"
    assert set(rad.innhold) == {
        "mal", "malversjon", "dokumenttype", "dato", "referanse", "saksnummer", "person_id", "person_ider", "kontekst",
        "oversettelse", "html",
    }  # fmt: skip
    assert '<article class="brev" lang="nn">' in rad.innhold["html"]
    assert rad.mottaker == {
        "navn": "Prøve kommune",
        "orgnr": "313001008",
        "adresselinje": "Postboks 1",
        "postnummer": "0152",
        "poststed": "Oslo",
    }
    assert list(Hendelse.objects.values_list("type", "kommune_id", "gjelder_id")) == [
        ("brev_lagt_i_ko", kommune.pk, str(rad.pk))
    ]


def test_samme_brev_to_ganger_er_ett():
    brev = Eksempelbrev(KommuneFactory())

    assert legg_i_ko(brev, bruker=None).pk == legg_i_ko(brev, bruker=None).pk
    assert Forsendelse.objects.count() == 1
    assert Hendelse.objects.count() == 1


def test_mange_brev_teller_bare_de_nye():
    kommune = KommuneFactory()
    legg_i_ko(Eksempelbrev(kommune, 1), bruker=None)

    assert legg_i_ko_mange([Eksempelbrev(kommune, nr) for nr in (1, 2, 3)], bruker=None) == 2
    assert Forsendelse.objects.count() == 3


def test_brev_til_utskrift_uten_adresse_blir_nektet():
    uten = Mottaker("Prøve Eksempel", adresselinje="Veien 1", postnummer="")

    with pytest.raises(Domenefeil) as feil:
        legg_i_ko(Utskriftsbrev(KommuneFactory(), til=uten), bruker=None)

    assert feil.value.kode == "mangler_adresse"
    assert legg_i_ko(Utskriftsbrev(KommuneFactory()), bruker=None).kanal == "utskrift"


def test_brev_til_kommune_uten_adresse_gaar_med_navn_og_orgnr():
    kommune = KommuneFactory(visningsnavn="Prøve", orgnr="313001008")

    assert Mottaker.for_kommune(kommune) == Mottaker("Prøve kommune", "313001008")
    med = KommuneFactory(visningsnavn="Lund", orgnr="313001016", kontakt=True)
    assert Mottaker.for_kommune(med) == Mottaker("Lund kommune", "313001016", "Postboks 1", "4379", "Egersund")


def test_brevpanel_viser_kommunens_egne_brev():
    kommune, annen = KommuneFactory(), KommuneFactory()
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)
    fremmed = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=annen)
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)

    (vist,) = brevpanel([kommune], les)

    assert (vist.tittel, vist.mottaker, vist.status.tekst) == ("Anmodning om bosetting 1", "Prøve kommune", "I kø")
    assert (vist.html_url, vist.pdf_url) == (f"/brev/{rad.uuid}/", "")
    assert brevpanel([kommune], fremmed) == []


def test_fremdrift_teller_mottatte_og_stoppede():
    kommune = KommuneFactory()
    legg_i_ko_mange([Eksempelbrev(kommune, nr) for nr in (1, 2, 3)], bruker=None)

    assert fremdrift("kommune", [kommune.pk]) == Fremdrift(totalt=3, akseptert=0, feilet=0)
