import pytest

from bosetting.fordeling import services
from tests.bosetting.fordeling.hjelp import besvar, scene, tilstander

pytestmark = pytest.mark.django_db


def test_main_run_from_draft_to_answer() -> None:
    en = scene(3, 1)

    liste = besvar(en, A="ja", B="nei")

    assert liste.tilstand == "besvart"
    assert tilstander(en) == ["akseptert"] * 3 + ["bosettingsklar"]


def test_main_run_recalled() -> None:
    en = scene(2, 1)

    services.trekk_liste(bruker=en.imdi, liste_id=en.liste.pk, grunn="Familien reiser likevel.")

    en.liste.refresh_from_db()
    assert en.liste.tilstand == "trukket"
    assert tilstander(en) == ["bosettingsklar"] * 3
