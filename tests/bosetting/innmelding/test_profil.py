"""W-18: the kommune writes its own profile of school, health and work; the old ones stay."""

import pytest
from django.urls import reverse

from bosetting.innmelding.models import Kommuneprofil
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innmelding.hjelp import skriv_profil
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db
SKRIV, LES = Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_BOSETTER_LES


@pytest.fixture
def kommune():
    return KommuneFactory(nummer="1101", navn="Eigersund")


@pytest.fixture
def skriv(kommune):
    return bruker_med(SKRIV, kommune=kommune)


def adresse(kommune, navn: str = "kommuneprofil") -> str:
    return reverse(navn, args=[kommune.nummer])


def test_w18_a_change_is_a_new_version_and_the_newest_counts(kommune, skriv) -> None:
    forste = skriv_profil(skriv, kommune)
    andre = skriv_profil(skriv, kommune, sett=forste, sykehus_km=12)

    assert Kommuneprofil.objects.all().gjeldende_for(kommune).pk == andre
    assert list(Kommuneprofil.objects.values_list("sykehus_km", flat=True)) == [12, 40]
    assert Hendelse.objects.filter(type="kommuneprofil_endret", kommune=kommune).count() == 2


def test_w18_another_version_since_the_page_was_opened_is_409_and_no_change_is_said(kommune, skriv) -> None:
    forste = skriv_profil(skriv, kommune)

    with pytest.raises(Kollisjon):
        skriv_profil(skriv, kommune, sykehus_km=12)
    with pytest.raises(Domenefeil, match="Det er ingen endring å lagre"):
        skriv_profil(skriv, kommune, sett=forste)


@pytest.mark.parametrize(
    ("felt", "kode"),
    [
        ({"sykehus_km": -1}, "avstand_utenfor"),
        ({"sykehus_km": 2001}, "avstand_utenfor"),
        ({"yrker": ("it",)}, "yrke_lengde"),
        ({"yrker": ("x" * 41,)}, "yrke_lengde"),
        ({"yrker": tuple(f"yrke {nr}" for nr in range(21))}, "for_mange_yrker"),
    ],
)
def test_w18_what_cannot_be_published(kommune, skriv, felt, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        skriv_profil(skriv, kommune, **felt)

    assert feil.value.kode == kode


def test_w18_imdi_reads_what_is_chosen_by_its_name(kommune, skriv) -> None:
    profil = skriv_profil(skriv, kommune, utdanning=("voksen", "hoyere"))

    svar = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES)).get(
        reverse("admin:bosetting_kommuneprofil_change", args=[profil])
    )

    assert "Grunnskole eller videregående for voksne, Høyskole eller universitet" in svar.content.decode()


def test_b002_only_skriv_of_the_own_kommune_writes_it(kommune, skriv) -> None:
    """B-001, B-002."""
    for bruker in (bruker_med(LES, kommune=kommune), bruker_med(Rolle.IMDI_BOSETTER_SKRIV)):
        with pytest.raises(IkkeTilgang):
            skriv_profil(bruker, kommune)
    with pytest.raises(IkkeTilgang):
        skriv_profil(skriv, KommuneFactory())


def test_w18_the_form_keeps_what_is_there_and_the_page_shows_now_and_before(kommune, skriv) -> None:
    klient = logg_inn(skriv)
    data = {"utdanning": ["videregaende", "hoyere"], "sykehus_km": "35", "yrker": "Kokk, sykepleier\nkokk,", "sett": ""}

    tom = klient.get(adresse(kommune))
    feil = klient.post(adresse(kommune, "kommuneprofil_ny"), {**data, "sykehus_km": ""})
    sendt = klient.post(adresse(kommune, "kommuneprofil_ny"), data)
    skjema = klient.get(adresse(kommune, "kommuneprofil_ny")).context_data["form"]

    assert "Kommunen har ikke skrevet noe ennå." in tom.content.decode()
    assert "Kilometer til nærmeste sykehus må fylles ut." in feil.content.decode()
    assert (feil.status_code, sendt.status_code, sendt.url) == (422, 302, adresse(kommune))
    profil = Kommuneprofil.objects.get()
    assert (profil.utdanning, profil.yrker) == (["videregaende", "hoyere"], ["kokk", "sykepleier"])
    assert (skjema["yrker"].initial, skjema["sett"].initial) == ("kokk, sykepleier", profil.pk)
    skriv_profil(skriv, kommune, sett=profil.pk, helsetilbud="Legevakt i nabokommunen")
    html = klient.get(adresse(kommune)).content.decode()
    for tekst in ("Videregående opplæring, Høyskole eller universitet", "35 km", "40 km", "Tidligere profiler"):
        assert tekst in html
    assert "Legevakt i nabokommunen" in html


def test_w18_the_kommunes_page_leads_there_and_others_may_read_it(kommune, skriv) -> None:
    skriv_profil(skriv, kommune)

    assert adresse(kommune) in logg_inn(skriv).get(reverse("kommune", args=[kommune.nummer])).content.decode()
    les = logg_inn(bruker_med(LES, kommune=kommune)).get(adresse(kommune))
    assert les.status_code == 200
    assert adresse(kommune, "kommuneprofil_ny") not in les.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_versions(kommune, skriv) -> None:
    klient, siste = logg_inn(skriv), skriv_profil(skriv, kommune)
    for_ = sporringer(klient, adresse(kommune))
    for km in (10, 20):
        siste = skriv_profil(skriv, kommune, sett=siste, sykehus_km=km)
    etter = sporringer(klient, adresse(kommune))

    assert for_ == etter
    assert etter <= 20
