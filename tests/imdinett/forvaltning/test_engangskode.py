"""The mark itself, without a database: it lives longer than the code."""

import pytest
import time_machine
from django.conf import settings

from imdinett.forvaltning import engangskode


def test_the_window_is_three_periods() -> None:
    assert engangskode.vindu() == 90
    assert settings.MFA_TOTP_TOLERANCE == 1


@pytest.mark.parametrize("sekunder", [0, 29, 31, 61, 89, 90])
def test_a_code_is_used_once_in_its_window(sekunder) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as tid:
        assert engangskode.bruk(1, "123456")
        tid.shift(sekunder)

        assert not engangskode.bruk(1, "123456")


def test_written_with_a_space_or_hyphen_it_is_the_same_code() -> None:
    assert engangskode.bruk(1, "123 456")
    assert not engangskode.bruk(1, "123-456")


def test_another_users_code_is_another_code() -> None:
    assert engangskode.bruk(1, "123456")
    assert engangskode.bruk(2, "123456")


def test_the_code_may_come_again_by_chance_later() -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as tid:
        assert engangskode.bruk(1, "123456")
        tid.shift(121)

        assert engangskode.bruk(1, "123456")


def test_production_shares_the_marks_between_processes() -> None:
    from imdinett.settings import base

    assert base.CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
