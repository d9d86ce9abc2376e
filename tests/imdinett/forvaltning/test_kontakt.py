"""Decision 14 and 34: contact information by skriv and administrator, with its history."""

import pytest
from django.urls import reverse

from imdinett.forvaltning.services.kontakt import Kontakt, registrer_kontakt
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.kommune.models import Kontaktinformasjon
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory, KontaktinformasjonFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
KONTAKT = Kontakt("Postboks 1", "0010", "Oslo", "post@prove.example")
SKJEMA = {
    "adresselinje": "Postboks 1",
    "postnummer": "0010",
    "poststed": "oslo",
    "postmottak": "post@prove.example",
    "telefon": "22 24 00 00",
    "kontaktperson": "Kari Eksempel, flyktningkonsulent",
    "sett": "",
}


@pytest.fixture
def kommune():
    return KommuneFactory(nummer="9501", navn="Eksempelvik")


def _adresse(kommune) -> str:
    return reverse("kommune_kontakt", args=[kommune.nummer])


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR])
def test_decision_14_skriv_and_administrator_write_it(kommune, rolle) -> None:
    nettleser = logg_inn(bruker_med(rolle, kommune=kommune))
    assert nettleser.get(_adresse(kommune)).status_code == 200

    svar = nettleser.post(_adresse(kommune), SKJEMA)

    assert svar.url == _adresse(kommune)
    rad = Kontaktinformasjon.objects.gjeldende_for(kommune)
    assert (rad.adresselinje, rad.postnummer, rad.poststed) == ("Postboks 1", "0010", "Oslo")
    assert Hendelse.objects.get().type == "kontakt_endret"


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_LES, Rolle.KOMMUNE_TILSKUDD, Rolle.FYLKE_LES])
def test_decision_14_the_others_read_it(kommune, rolle) -> None:
    KontaktinformasjonFactory(kommune=kommune, adresselinje="Postboks 99")
    nettleser = logg_inn(bruker_med(rolle, kommune=kommune))

    tekst = nettleser.get(_adresse(kommune)).content.decode()

    assert "Postboks 99" in tekst
    assert '<form class="im-skjema"' not in tekst
    assert nettleser.post(_adresse(kommune), SKJEMA).status_code == 403


def test_b001_another_kommunes_page_is_404(kommune) -> None:
    nettleser = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))

    assert nettleser.get(_adresse(kommune)).status_code == 404
    assert nettleser.post(_adresse(kommune), SKJEMA).status_code == 404
    assert nettleser.get("/kommuner/0000/kontakt/").status_code == 404


def test_each_change_is_a_new_version_and_the_old_stay(kommune) -> None:
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    forste = registrer_kontakt(bruker=bruker, kommune=kommune, kontakt=KONTAKT, sett_pk=None)

    ny = Kontakt("Storgata 2", "0010", "Oslo", "post@prove.example")
    andre = registrer_kontakt(bruker=bruker, kommune=kommune, kontakt=ny, sett_pk=forste.pk)

    assert list(kommune.kontakter.all()) == [andre, forste]
    assert Hendelse.objects.order_by("pk").last().data == {"felt": ["adresselinje"]}
    tekst = logg_inn(bruker).get(_adresse(kommune)).content.decode()
    assert ("Postboks 1, 0010 Oslo" in tekst, "Storgata 2, 0010 Oslo" in tekst) == (True, True)


def test_no_change_is_not_a_version(kommune) -> None:
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    forste = registrer_kontakt(bruker=bruker, kommune=kommune, kontakt=KONTAKT, sett_pk=None)

    with pytest.raises(Domenefeil, match="ingen endring"):
        registrer_kontakt(bruker=bruker, kommune=kommune, kontakt=KONTAKT, sett_pk=forste.pk)


def test_a_stale_form_is_409_and_changes_nothing(kommune) -> None:
    nettleser = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune))
    KontaktinformasjonFactory(kommune=kommune)

    assert nettleser.post(_adresse(kommune), SKJEMA).status_code == 409
    assert kommune.kontakter.count() == 1


def test_a_stale_version_raises_in_the_service(kommune) -> None:
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    KontaktinformasjonFactory(kommune=kommune)

    with pytest.raises(Kollisjon):
        registrer_kontakt(bruker=bruker, kommune=kommune, kontakt=KONTAKT, sett_pk=None)


def test_the_service_asks_for_the_right_too(kommune) -> None:
    with pytest.raises(IkkeTilgang):
        registrer_kontakt(
            bruker=bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune),
            kommune=kommune,
            kontakt=KONTAKT,
            sett_pk=None,
        )


def test_sent_twice_is_one_version(kommune) -> None:
    nettleser = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune))
    nokkel = nettleser.get(_adresse(kommune)).context["form"].engangsnokkel

    svarene = [nettleser.post(_adresse(kommune), {**SKJEMA, "engangsnokkel": nokkel}).status_code for _ in range(2)]

    assert (svarene, kommune.kontakter.count()) == ([302, 302], 1)


@pytest.mark.parametrize(
    ("endring", "felt"),
    [
        ({"adresselinje": ""}, ["adresselinje"]),
        ({"adresselinje": "x" * 101}, ["adresselinje"]),
        ({"postnummer": "10"}, ["postnummer"]),
        ({"postnummer": "abcd"}, ["postnummer"]),
        ({"postnummer": "9999"}, ["postnummer"]),
        ({"poststed": "Bergen"}, ["poststed"]),
        ({"poststed": "x" * 41}, ["poststed"]),
        ({"postmottak": "tull"}, ["postmottak"]),
        ({"telefon": "ring meg"}, ["telefon"]),
        ({"kontaktperson": "x" * 101}, ["kontaktperson"]),
        ({"sett": "tull"}, ["sett"]),
    ],
)
def test_empty_too_long_wrong_type(kommune, endring, felt) -> None:
    nettleser = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune))

    svar = nettleser.post(_adresse(kommune), SKJEMA | endring)

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, felt)
    assert not kommune.kontakter.exists()


def test_a_wrong_poststed_names_the_right_one(kommune) -> None:
    nettleser = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune))

    tekst = nettleser.post(_adresse(kommune), SKJEMA | {"poststed": "Bergen"}).content.decode()

    assert "Postnummer 0010 hører til Oslo." in tekst
