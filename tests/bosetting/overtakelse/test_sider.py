"""The pages of a file of saker: the look is logged, and two who read it in at once read it in once."""

from typing import Any

import pytest
from django.urls import reverse

from bosetting.person.models import Person
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Innsyn
from imdinett.kommune.models import Kommune
from imdinett.overtakelse import services
from imdinett.overtakelse.services import Endret
from imdinett.tilgang.roller import Rolle
from tests.bosetting.overtakelse.hjelp import duf, les_inn, plassert, prov, rad, sak
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer
from tests.samtidig import samtidig

pytestmark = pytest.mark.slow


def side(navn: str, overtakelse: Any) -> str:
    return reverse(f"imdi_overtakelse{navn}", args=[overtakelse.uuid])


@pytest.fixture
def imdi(db: None) -> Bruker:
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.fixture
def kommune(db: None) -> Kommune:
    return KommuneFactory()


@pytest.mark.django_db
def test_rows_that_name_persons_are_a_look_at_them(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, plassert(1, "sokt_ut", kommune))
    overtakelse, klient = prov(imdi, plassert(1, "bosatt", kommune), rad(2, "registrert", husstand="B")), logg_inn(imdi)

    for navn in ("", "_avvik", "_avviste"):
        svar = klient.get(side(navn, overtakelse))
        assert svar.status_code == 200

    oppslag = Innsyn.objects.order_by("pk").values_list("handling", "person_ider")
    assert list(oppslag) == [(hva, [sak(1).person_id]) for hva in ("lese", "lese", "eksport")]


@pytest.mark.django_db
def test_the_dry_run_says_what_it_would_do_per_kommune_and_state(imdi: Bruker, kommune: Kommune) -> None:
    les_inn(imdi, plassert(1, "sokt_ut", kommune))
    overtakelse = prov(imdi, plassert(2, "sokt_ut", kommune), rad(3, "registrert", husstand="B"))

    tall = [(en.kommune, en.hva, en.fil, en.for_, en.etter) for en in overtakelse.tallrader]
    assert tall == [("Ingen kommune", "registrert", 1, 0, 1), (str(kommune), "sokt_ut", 1, 1, 2)]
    innhold = logg_inn(imdi).get(side("", overtakelse)).content.decode()
    assert "2 rader kan leses inn." in innhold
    assert "Søkt ut" in innhold


@pytest.mark.django_db
def test_decision_34_what_rows_lack_stands_on_the_dry_run_the_receipt_and_the_differences(
    imdi: Bruker, kommune: Kommune
) -> None:
    barn = {"enslig_mindrearig": "ja", "representant": "Rita Eksempel", "fodselsdato": "2009-05-01"}
    provd, klient = prov(imdi, plassert(1, "sokt_ut", kommune, **barn)), logg_inn(imdi)
    lest = les_inn(imdi, plassert(1, "sokt_ut", kommune, **barn))

    for adresse in (side("", provd), side("_avvik", provd), side("", lest), side("_avvik", lest)):
        innhold = klient.get(adresse).content.decode()
        assert ("Representantens adresse mangler." in innhold, "Linje 3." in innhold) == (True, True)
    assert "representant_adresse;representant_postnummer" in klient.get(reverse("imdi_overtakelser")).content.decode()


@pytest.mark.django_db
def test_one_and_many_refused_rows_ask_the_same_of_the_database(imdi: Bruker, kommune: Kommune) -> None:
    en = prov(imdi, rad(1, "bosatt"))
    tre = prov(imdi, *(rad(nr, "bosatt", husstand=f"H{nr}") for nr in range(1, 4)))
    klient = logg_inn(imdi)

    for navn in ("", "_avvik"):
        antall = [sporringer(klient, side(navn, overtakelse)) for overtakelse in (en, tre)]
        assert antall[0] == antall[1] <= 20


@pytest.mark.django_db(transaction=True)
def test_two_who_read_the_same_file_in_at_once_read_it_in_once() -> None:
    imdi, annen, kommune = (
        bruker_med(Rolle.IMDI_BOSETTER_SKRIV),
        bruker_med(Rolle.IMDI_BOSETTER_SKRIV),
        KommuneFactory(),
    )
    overtakelse = prov(imdi, plassert(1, "sokt_ut", kommune))

    svar = samtidig(*(lambda en=en: services.les_inn(bruker=en, overtakelse_id=overtakelse.pk) for en in (imdi, annen)))

    assert len({en.lest_av_id for en in svar}) == 1
    assert Person.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_files_about_the_same_person_at_once_are_one_person() -> None:
    imdi, annen = bruker_med(Rolle.IMDI_BOSETTER_SKRIV), bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    filer = [prov(imdi, rad(1, "registrert")), prov(annen, rad(1, "registrert"), rad(2, "registrert", husstand="B"))]

    svar = samtidig(
        *(
            lambda bruker=bruker, fil=fil: services.les_inn(bruker=bruker, overtakelse_id=fil.pk)
            for bruker, fil in zip((imdi, annen), filer, strict=True)
        )
    )

    assert sum(isinstance(en, Endret) for en in svar) == 1
    assert Person.objects.filter(duf_nummer=duf(1)).count() == 1
