"""Why a folder is opened, and who may read about health."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError

from bosetting.bosatt.mappe_views import FANER
from bosetting.person.models import Kartlegging, Sak
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import utsokt
from tests.bosetting.bosatt.mappehjelp import mappe, med_formaal
from tests.bosetting.fordeling.hjelp import scene
from tests.bosetting.vedtak.hjelp import med_ja
from tests.factories.bosetting import SakFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAVN = [navn for navn, _tittel in FANER]
OPPSLAG = ("bruker_id", "handling", "utfall", "person_id", "saksnummer", "kommune_id")


# ---- decision 19: the purpose
def test_decision_19_imdi_without_a_task_says_why_first() -> None:
    _en, (sak,) = utsokt(1)
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))

    svar = klient.get(mappe(sak, "personmappe_familie"))

    assert svar.status_code == 302
    assert svar.headers["Location"].startswith(mappe(sak, "personmappe_formaal"))
    assert Innsyn.objects.count() == 0
    side = klient.get(svar.headers["Location"]).content.decode()
    assert sak.nummer in side
    assert sak.person.fornavn not in side

    videre = klient.post(svar.headers["Location"], {"hvorfor": "annet", "utdyping": "Statsforvalteren spør."})
    assert videre.headers["Location"] == mappe(sak, "personmappe_familie")
    assert klient.get(videre.headers["Location"]).status_code == 200
    assert Innsyn.objects.get().formaal == "Noe annet: Statsforvalteren spør."


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"hvorfor": "nysgjerrig"},
        {"hvorfor": "annet"},
        {"hvorfor": "annet", "utdyping": "kort"},
        {"hvorfor": "oppfolging", "utdyping": "x" * 121},
    ],
)
def test_decision_19_no_real_answer_no_folder(data: dict[str, str]) -> None:
    _en, (sak,) = utsokt(1)
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))

    svar = klient.post(mappe(sak, "personmappe_formaal"), data)

    assert svar.status_code == 422
    assert klient.get(mappe(sak)).status_code == 302


def test_decision_19_the_purpose_is_of_one_person_for_an_hour() -> None:
    _en, (a, b) = utsokt(2)
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))
    med_formaal(klient, a)

    assert klient.get(mappe(a)).status_code == 200
    assert klient.get(mappe(b)).status_code == 302
    okt = klient.session
    okt["mappeformaal"][str(a.person.uuid)]["til"] = (klokke.now() - timedelta(seconds=1)).isoformat()
    okt.save()
    assert klient.get(mappe(a)).status_code == 302


def test_decision_19_who_has_a_task_is_not_asked() -> None:
    en = med_ja(1)
    sak = en.linjer[0].sak
    ansvarlig = bruker_med(Rolle.IMDI_BOSETTER_LES)
    annen = SakFactory(ansvarlig=ansvarlig)

    assert logg_inn(en.imdi).get(mappe(sak)).status_code == 200
    assert logg_inn(ansvarlig).get(mappe(annen)).status_code == 200
    assert logg_inn(ansvarlig).get(mappe(sak)).status_code == 302
    assert list(Innsyn.objects.values_list("formaal", flat=True)) == ["Oppgave i saken"] * 2


def test_decision_19_the_next_page_is_a_tab_of_this_folder() -> None:
    _en, (sak,) = utsokt(1)
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))

    svar = klient.post(f"{mappe(sak, 'personmappe_formaal')}?neste=https://ond.example/", {"hvorfor": "kontroll"})

    assert svar.headers["Location"] == mappe(sak)


# ---- B-093, B-094: health
@pytest.fixture
def syk() -> tuple[Any, Sak]:
    en, (sak,) = utsokt(1)
    Kartlegging.objects.filter(sak=sak).update(helse_samtykke=True, behov_for_helsetjenester="Oppfølging av diabetes")
    return en, sak


def test_b094_health_is_not_in_the_tab() -> None:
    en, (sak,) = utsokt(1)
    Kartlegging.objects.filter(sak=sak).update(helse_samtykke=True, behov_for_helsetjenester="Oppfølging av diabetes")
    tildeling.sett_sensitivt(en.kari, en.kommune, paa=True)

    innhold = logg_inn(en.kari).get(mappe(sak, "personmappe_tilrettelegging")).content.decode()

    assert "diabetes" not in innhold
    assert mappe(sak, "personmappe_helse") in innhold


def test_b094_without_the_extra_grant_the_block_is_absent(syk: tuple[Any, Sak]) -> None:
    en, sak = syk
    klient = logg_inn(en.kari)

    fane = klient.get(mappe(sak, "personmappe_tilrettelegging")).content.decode()
    assert mappe(sak, "personmappe_helse") not in fane
    for svar in (
        klient.get(mappe(sak, "personmappe_helse")),
        klient.post(mappe(sak, "personmappe_helse"), {"hvorfor": "bolig"}),
    ):
        assert svar.status_code == 403
        assert "diabetes" not in svar.content.decode()


def test_b094_own_click_own_purpose_own_line(syk: tuple[Any, Sak]) -> None:
    en, sak = syk
    tildeling.sett_sensitivt(en.kari, en.kommune, paa=True)
    klient = logg_inn(en.kari)

    sporsmaal = klient.get(mappe(sak, "personmappe_helse"))
    assert "diabetes" not in sporsmaal.content.decode()
    assert Innsyn.objects.count() == 0
    assert klient.post(mappe(sak, "personmappe_helse"), {}).status_code == 422
    assert Innsyn.objects.count() == 0
    svar = klient.post(mappe(sak, "personmappe_helse"), {"hvorfor": "bolig"})

    assert svar.status_code == 200
    assert "Oppfølging av diabetes" in svar.content.decode()
    assert list(Innsyn.objects.values_list("del_av", "formaal", "person_id")) == [
        ("Helse", "Jeg planlegger en bolig som passer", sak.person_id)
    ]


def test_b093_without_consent_nothing_is_shown(syk: tuple[Any, Sak]) -> None:
    en, sak = syk
    Kartlegging.objects.filter(sak=sak).update(helse_samtykke=False, behov_for_helsetjenester="")
    tildeling.sett_sensitivt(en.kari, en.kommune, paa=True)

    svar = logg_inn(en.kari).post(mappe(sak, "personmappe_helse"), {"hvorfor": "bolig"})

    assert "Personen har ikke gitt samtykke." in svar.content.decode()


def test_b094_the_grant_holds_in_its_own_kommune_only(syk: tuple[Any, Sak]) -> None:
    _en, sak = syk
    annen = scene()
    tildeling.sett_sensitivt(annen.kari, annen.kommune, paa=True)

    assert logg_inn(annen.kari).post(mappe(sak, "personmappe_helse"), {"hvorfor": "bolig"}).status_code == 404


def test_b094_no_log_no_health(syk: tuple[Any, Sak], monkeypatch: pytest.MonkeyPatch) -> None:
    en, sak = syk
    tildeling.sett_sensitivt(en.kari, en.kommune, paa=True)

    def nede(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError("nede")

    monkeypatch.setattr(Innsyn, "save", nede)
    svar = logg_inn(en.kari).post(mappe(sak, "personmappe_helse"), {"hvorfor": "bolig"})

    assert svar.status_code == 503
    assert "diabetes" not in svar.content.decode()
