"""Tests of one group run in one process: they share a started product, or what a walk has read."""

import pytest


@pytest.mark.xdist_group("gruppe")
def test_xdist_sees_the_groups(request: pytest.FixtureRequest) -> None:
    ventet = "@gruppe" if getattr(request.config.option, "loadgroup", False) else ""

    assert request.node.nodeid == f"tests/oppsett/test_grupper.py::test_xdist_sees_the_groups{ventet}"
