"""In these tests a variable that a template does not get is an error."""

from collections.abc import Iterator

import pytest
from django.template import engines


class Udefinert(str):
    __slots__ = ()

    def __contains__(self, tegn: object) -> bool:
        return tegn == "%s"

    def __mod__(self, variabel: object) -> str:
        pytest.fail(f"Malen bruker en variabel som ikke finnes: {variabel}")


@pytest.fixture
def strenge_maler() -> Iterator[None]:
    motor = engines["django"].engine
    tidligere, motor.string_if_invalid = motor.string_if_invalid, Udefinert("udefinert")
    yield
    motor.string_if_invalid = tidligere
