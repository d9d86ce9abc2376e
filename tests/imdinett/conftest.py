import copy

import pytest

from tests.imdinett.eksempler import MALER
from tests.simulator_fixture import simulator

__all__ = ["simulator"]


@pytest.fixture
def maler(settings):
    """The templates of the example letter and notice."""
    oppsett = copy.deepcopy(settings.TEMPLATES)
    oppsett[0]["DIRS"] = [*oppsett[0]["DIRS"], MALER]
    settings.TEMPLATES = oppsett
