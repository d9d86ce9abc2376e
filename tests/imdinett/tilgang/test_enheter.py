"""Decision 14: mottak and Bufetat staff have their rights in the enheter they belong to, and nowhere else."""

import pytest
from django.db import IntegrityError, transaction

from imdinett.kommune.models import Enhet
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.models import Enhetsmedlem
from imdinett.tilgang.rettighet import Rettighet as R
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import EnhetFactory, KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def test_a_member_has_the_right_in_the_own_enhet_only() -> None:
    eget, annet = EnhetFactory(), EnhetFactory()
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.MOTTAK_SKRIV, eget)

    assert tilgang.enhet_ider(bruker, R.KARTLEGGING_SKRIV) == {eget.pk}
    assert tilgang.enhet_ider(bruker, R.EM_SKRIV) == frozenset()
    assert tilgang.har_i_enhet(bruker, R.KARTLEGGING_SKRIV, eget.pk)
    assert not tilgang.har_i_enhet(bruker, R.KARTLEGGING_SKRIV, annet.pk)
    assert not tilgang.har_i_enhet(bruker, R.KARTLEGGING_SKRIV, None)


def test_an_enhet_gives_nothing_in_a_kommune() -> None:
    kommune = KommuneFactory()
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.MOTTAK_SKRIV, EnhetFactory(kommune=kommune))

    assert tilgang.har(bruker, R.KARTLEGGING_SKRIV)
    assert not tilgang.har(bruker, R.KARTLEGGING_SKRIV, kommune.pk)
    assert tilgang.kommune_ider(bruker, R.KARTLEGGING_SKRIV) == frozenset()


def test_a_role_of_another_kind_on_a_membership_gives_nothing() -> None:
    bruker = bruker_med()
    Enhetsmedlem.objects.create(bruker=bruker, enhet=EnhetFactory(), rolle=Rolle.IMDI_BOSETTER_SKRIV)

    assert tilgang.grunnlag(bruker).tomt


def test_a_region_reaches_its_omsorgssentre_and_no_mottak() -> None:
    region = EnhetFactory(type=Enhet.Type.BUFETAT)
    eget = EnhetFactory(type=Enhet.Type.OMSORGSSENTER, overordnet=region)
    EnhetFactory(type=Enhet.Type.OMSORGSSENTER)
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.BUFETAT_SKRIV, region)

    assert tilgang.enhet_ider(bruker, R.EM_SKRIV) == {region.pk, eget.pk}
    assert list(tilgang.egne_enheter(bruker)) == [region]
    with pytest.raises(IntegrityError, match="imdinett_enhet_under_bufetat"), transaction.atomic():
        EnhetFactory(type=Enhet.Type.MOTTAK, overordnet=region)


def test_what_is_taken_away_is_gone_for_the_same_user_at_once() -> None:
    enhet, bruker = EnhetFactory(), bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.MOTTAK_SKRIV, enhet)

    tildeling.ta_enhetsrolle(bruker, Rolle.MOTTAK_SKRIV, enhet)

    assert tilgang.grunnlag(bruker).tomt
