"""What a page says when the counter of attempts cannot be reached."""

import pytest
from django.core.cache import caches
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def uten_valkey(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }
    yield
    caches["default"].close()


def test_nobody_logs_in_while_attempts_cannot_be_counted(client, uten_valkey) -> None:
    """security.md 6.A: the limits fail closed, and the page says so instead of failing."""
    svar = client.post(reverse("account_login"), {"login": "kari@eksempel.example", "password": "feil"})

    assert svar.status_code == 503
    assert "Vi får ikke telt forsøkene på å logge inn. Da slipper vi ingen inn." in svar.content.decode()
