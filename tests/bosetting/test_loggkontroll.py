"""Decision 19, security.md §8: who had a task on the person, for the review of the access log."""

from datetime import UTC, datetime

import pytest

from bosetting import loggkontroll
from bosetting.person.models import Avvik
from bosetting.person.states import Sakstilstand
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.loggkontroll.personkilde import Oppslag
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import EnhetFactory, KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db
FRA, TIL = datetime(2026, 11, 16, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)


def har_oppgave(bruker, sak, **hvor) -> bool:
    oppslag = Oppslag(bruker.pk, sak.person_id, **hvor)
    return loggkontroll.med_oppgave([oppslag], FRA, TIL) == {oppslag}


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_BOSETTER_LES)


def test_kommunen_har_oppgave_paa_egne_saker(imdi):
    kommune = KommuneFactory()
    sak = SakFactory(kommune=kommune, plassaar=2026, tilstand=Sakstilstand.FORDELT)

    assert har_oppgave(imdi, sak, kommune_id=kommune.pk) is True
    assert har_oppgave(imdi, sak, kommune_id=KommuneFactory().pk) is False


def test_i_imdi_maa_oppgaven_vaere_brukerens_egen(imdi):
    ansvarlig = SakFactory(ansvarlig=imdi)

    assert har_oppgave(imdi, ansvarlig) is True
    assert har_oppgave(imdi, SakFactory(ansvarlig=bruker_med(Rolle.IMDI_BOSETTER_SKRIV))) is False


def test_den_som_kan_fatte_vedtak_har_oppgave_paa_en_akseptert_sak(imdi):
    sak = SakFactory(kommune=KommuneFactory(), plassaar=2026, tilstand=Sakstilstand.AKSEPTERT)

    assert har_oppgave(bruker_med(Rolle.IMDI_BOSETTER_SKRIV), sak) is True
    assert har_oppgave(imdi, sak) is False


@pytest.mark.parametrize(("dag", "svar"), [(15, False), (16, True), (22, True), (23, False)])
def test_den_som_gjorde_noe_med_saken_i_uken_hadde_oppgave(imdi, dag, svar):
    sak = SakFactory()
    with klokke.flyttet_til(datetime(2026, 11, dag, 12, tzinfo=UTC)):
        hendelse.log(imdi, Hendelsestype.PERSON_ENDRET, sak.person)

    assert har_oppgave(imdi, sak) is svar


@pytest.mark.parametrize(("lukket", "svar"), [(None, True), (datetime(2026, 11, 17, tzinfo=UTC), True)])
def test_ansvarlig_for_et_avvik_som_var_aapent_i_uken(imdi, lukket, svar):
    sak = SakFactory()
    Avvik.objects.create(
        sak=sak,
        ansvarlig=imdi,
        slag="annet",
        beskrivelse="Feil dato.",
        aapnet_tid=FRA,
        aapnet_av=imdi,
        lukket_tid=lukket,
        lukket_av=imdi if lukket else None,
    )

    assert har_oppgave(imdi, sak) is svar


def test_enheten_har_oppgave_paa_dem_som_bor_der_og_regionen_paa_omsorgssenteret():
    region = EnhetFactory(type="bufetat")
    senter = EnhetFactory(type="omsorgssenter", overordnet=region)
    sak, bruker = SakFactory(mottak=senter), bruker_med(Rolle.IMDI_BOSETTER_LES)

    assert har_oppgave(bruker, sak, enhet_id=senter.pk) is True
    assert har_oppgave(bruker, sak, enhet_id=region.pk) is True
    assert har_oppgave(bruker, sak, enhet_id=EnhetFactory().pk) is False


def test_fakta_har_det_som_sammenlignes_og_saksnummeret():
    sak = SakFactory(person__gradering="egne_ansatte", person__fornavn="Ola", person__etternavn="Normann")

    (fakta,) = loggkontroll.fakta([sak.person_id]).values()

    assert (fakta.fornavn, fakta.etternavn, fakta.saksnummer) == ("Ola", "Normann", sak.nummer)
    assert (fakta.er_skjermet, fakta.er_ansatt) == (True, True)
