"""W-12: a variant that was only tried can go: one's own, and not the one that the round was filled from."""

from uuid import uuid4

import pytest
from django.urls import reverse

from bosetting.anmodning.modell.models import Variant, Variantkommune, Variantvekt
from bosetting.anmodning.modell.services import varianter
from bosetting.anmodning.services import runde as runder
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.kjerne.feil import IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db


def adresse(variant: Variant, navn: str = "anmodningsvariant_slett") -> str:
    return reverse(navn, args=[variant.runde.aar, variant.runde.versjon, variant.pk])


def slett(bruker, variant: Variant, endret_nr: int | None = None) -> None:
    varianter.slett_variant(bruker=bruker, variant=variant, endret_nr=endret_nr or variant.endret_nr)


def test_ones_own_goes_with_its_weights_and_leaves_an_event(imdi, variant) -> None:
    annen = varianter.lag_variant(bruker=imdi, runde=variant.runde, navn="Uten kontinuitet", fra=variant)

    slett(imdi, variant)

    assert list(Variant.objects.all()) == [annen]
    assert not Variantvekt.objects.filter(variant=variant.pk).exists()
    assert not Variantkommune.objects.filter(variant=variant.pk).exists()
    rad = Hendelse.objects.get(type="modellvariant_slettet")
    assert (rad.bruker, setning(rad)) == (imdi, "Varianten «Grunnlag» av beregningen ble slettet.")


def test_somebody_elses_stays(variant) -> None:
    with pytest.raises(IkkeTilgang, match="Bare den som laget"):
        slett(bruker_med(Rolle.IMDI_ANMODNING), variant)
    assert Variant.objects.exists()


def test_the_one_that_filled_the_round_stays(imdi, variant) -> None:
    varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)
    variant.refresh_from_db()

    with pytest.raises(Kollisjon, match="brukt i runden"):
        slett(imdi, variant)


def test_nothing_goes_once_the_round_is_sent(imdi, variant) -> None:
    varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)
    kladd = varianter.lag_variant(bruker=imdi, runde=variant.runde, navn="Kladd")
    runde = variant.runde
    runde.refresh_from_db()
    runder.send_runde(bruker=imdi, runde=runde, endret_nr=runde.endret_nr)

    with pytest.raises(Kollisjon):
        slett(imdi, kladd)
    assert logg_inn(imdi).get(adresse(kladd)).status_code == 409


def test_what_somebody_has_changed_meanwhile_is_looked_at_again(imdi, variant) -> None:
    with pytest.raises(Kollisjon, match="endret varianten"):
        slett(imdi, variant, variant.endret_nr - 1)


# ---- the page
def test_the_page_asks_first_and_leads_back(imdi, variant) -> None:
    klient = logg_inn(imdi)
    assert adresse(variant) in klient.get(adresse(variant, "anmodningsvariant")).content.decode()
    side = klient.get(adresse(variant))
    assert "Tallene i runden endres ikke." in side.content.decode()

    data = {"endret_nr": variant.endret_nr, "engangsnokkel": str(uuid4())}
    svar = klient.post(adresse(variant), data, follow=True)

    assert "Varianten «Grunnlag» er slettet." in svar.content.decode()
    assert not Variant.objects.exists()
    assert klient.post(adresse(variant), data).status_code in (302, 404)


def test_the_page_takes_few_questions(imdi, variant) -> None:
    assert sporringer(logg_inn(imdi), adresse(variant)) <= 20


@pytest.mark.parametrize(
    ("rolle", "status"),
    [(Rolle.IMDI_ANMODNING, 403), (Rolle.IMDI_BOSETTER_SKRIV, 403), (Rolle.IMDI_ADMINISTRATOR, 403)],
)
def test_somebody_else_gets_neither_the_page_nor_the_button(variant, rolle, status) -> None:
    klient = logg_inn(bruker_med(rolle))

    assert klient.get(adresse(variant)).status_code == status
    assert klient.post(adresse(variant), {"endret_nr": variant.endret_nr}).status_code == status
    assert adresse(variant) not in klient.get(adresse(variant, "anmodningsvariant")).content.decode()
    assert Variant.objects.exists()


def test_a_variant_in_use_has_no_button_and_its_page_says_why(imdi, variant) -> None:
    varianter.bruk_variant(bruker=imdi, variant=variant, endret_nr=variant.endret_nr)
    klient = logg_inn(imdi)

    svar = klient.get(adresse(variant))

    assert (svar.status_code, "Varianten er brukt i runden" in svar.content.decode()) == (409, True)
    assert adresse(variant) not in klient.get(adresse(variant, "anmodningsvariant")).content.decode()
