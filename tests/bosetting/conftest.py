from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.bosetting.kappestrid import i_kappestrid


@pytest.fixture
def i_kapp(record_property: Any) -> Callable[..., Counter[str]]:
    """Run these at once; attempts and violations are added up for the end of the run."""
    return partial(i_kappestrid, record_property)
