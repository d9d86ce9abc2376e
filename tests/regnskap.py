"""Figures that tests must report (security.md §9), added up after the run, also when it was spread over processes."""

from collections import Counter, defaultdict
from typing import Any

MERKE = "S-"


def meld(record_property: Any, test: str, **tall: int) -> None:
    """`meld(record_property, "S-10", kjøringer=1, tapt=0)`: shown as a sum at the end of the run."""
    assert test.startswith(MERKE)
    record_property(test, tall)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    summer: dict[str, Counter[str]] = defaultdict(Counter)
    for rapporter in terminalreporter.stats.values():
        for rapport in rapporter:
            if getattr(rapport, "when", "") == "call":
                for navn, tall in rapport.user_properties:
                    if navn.startswith(MERKE):
                        summer[navn].update(tall)
    for navn in sorted(summer):
        terminalreporter.write_line(f"{navn}: " + ", ".join(f"{hva} {antall}" for hva, antall in summer[navn].items()))
