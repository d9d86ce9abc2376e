from datetime import UTC, datetime

import pytest

from imdinett.kjerne import klokke


@pytest.fixture(autouse=True)
def _etter_tredje_kvartal():
    with klokke.flyttet_til(datetime(2026, 10, 12, 9, 0, tzinfo=UTC)):
        yield
