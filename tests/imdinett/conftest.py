import copy

import pytest

from tests.imdinett.eksempler import MALER


@pytest.fixture
def maler(settings):
    """The templates of the example letter and notice."""
    oppsett = copy.deepcopy(settings.TEMPLATES)
    oppsett[0]["DIRS"] = [*oppsett[0]["DIRS"], MALER]
    settings.TEMPLATES = oppsett
