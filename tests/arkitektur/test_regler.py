"""Every rule and every want of bosetting is named by a test, or stands in docs/regler-uten-test.md with the reason."""

import re
from pathlib import Path

from django.conf import settings

ROT = Path(settings.ROT)
LISTE = ROT / "docs" / "regler-uten-test.md"
REGLER = (
    *range(1, 8),
    *range(10, 16),
    *range(20, 51),
    *range(55, 58),
    *range(60, 67),
    *range(70, 74),
    75,
    *range(80, 88),
    *range(90, 100),
)
ALLE = {f"B-{nr:03d}" for nr in REGLER} | {f"W-{nr:02d}" for nr in range(1, 23)}
# In words or in the name of the test: `B-036`, `test_b036_…`.
NAVN = re.compile(r"(?:\b|_)([BW])-?(\d{2,3})(?:\b|_)", re.IGNORECASE)


def nevnt(mappe: Path) -> set[str]:
    filer = [fil for fil in mappe.rglob("*.py") if fil.resolve() != Path(__file__).resolve()]
    return {f"{bokstav.upper()}-{nr}" for fil in filer for bokstav, nr in NAVN.findall(fil.read_text(encoding="utf-8"))}


def test_every_rule_and_want_is_named_by_a_test_or_has_a_reason() -> None:
    i_tester = nevnt(ROT / "tests") & ALLE
    med_grunn = set(re.findall(r"^\| (B-\d{3}|W-\d{2}) \| .{15,} \|$", LISTE.read_text(encoding="utf-8"), re.MULTILINE))

    print(f"Regler og ønsker: {len(ALLE)}, nevnt i en test {len(i_tester)}, med grunn {len(med_grunn)}")
    assert sorted(ALLE - i_tester - med_grunn) == []
    assert sorted(med_grunn & i_tester) == []
