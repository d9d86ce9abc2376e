from datetime import UTC, date, datetime

import pytest

from imdinett.kjerne import klokke


@pytest.fixture(autouse=True)
def _etter_tredje_kvartal(settings):
    settings.AVSTEMMING_FRA = date(2026, 1, 1)
    with klokke.flyttet_til(datetime(2026, 10, 12, 9, 0, tzinfo=UTC)):
        yield
