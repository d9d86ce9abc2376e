"""Budgets and bans that no linter knows."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROT: Path = settings.ROT
KODEMAPPER = ("imdinett", "bosetting", "tilskudd", "nir", "oppsett", "simulator")
KODE = [fil for mappe in KODEMAPPER for fil in sorted((ROT / mappe).rglob("*.py")) if "migrations" not in fil.parts]
PROVER = sorted((ROT / "tests").rglob("*.py"))
MALER = sorted((ROT / "templates").rglob("*.html"))


def _navn(fil: Path) -> str:
    return str(fil.relative_to(ROT))


def test_no_code_file_is_over_500_lines() -> None:
    lange = {_navn(fil): antall for fil in (*KODE, *PROVER) if (antall := len(fil.read_text().splitlines())) > 500}

    assert lange == {}


@pytest.mark.parametrize(
    ("monster", "unntak"),
    [
        (r"\.delay\(|\.apply_async\(", ("imdinett/utboks/",)),
        (r"(?<!def )\bsend_mail\(|EmailMultiAlternatives\(", ("imdinett/utboks/",)),
        # A moment is kept in UTC: between midnight in Norway and there it is still the day before (klokke.dag).
        (r"tid\.date\(\)|localtime\([^)]*\)\.date\(\)", ("imdinett/management/",)),
        (r"os\.environ", ("imdinett/settings/", "imdinett/brev/", "imdinett/wsgi.py", "imdinett/celery.py")),
    ],
)
def test_banned_outside_its_home(monster: str, unntak: tuple[str, ...]) -> None:
    egne = [fil for fil in KODE if fil.relative_to(ROT).parts[0] not in ("oppsett", "simulator")]
    funn = [_navn(fil) for fil in egne if re.search(monster, fil.read_text()) and not _navn(fil).startswith(unntak)]

    assert funn == []


def test_no_file_is_named_after_nothing() -> None:
    forbudt = {"utils.py", "helpers.py", "common.py", "misc.py"}

    assert [_navn(fil) for fil in KODE if fil.name in forbudt] == []


def test_templates_have_no_inline_script_or_style() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=\"|javascript:", re.IGNORECASE)
    unntatt = {"epost", "brev"}

    funn = [
        _navn(fil) for fil in MALER if not unntatt & set(fil.relative_to(ROT).parts) and inline.search(fil.read_text())
    ]

    assert funn == []


def test_every_template_is_used() -> None:
    kilder = "\n".join(fil.read_text() for fil in [*KODE, *MALER])
    pakkenes = ("templates/account/", "templates/mfa/", "templates/usersessions/", "templates/allauth/")
    av_django = ("templates/admin/", "templates/django/", "templates/feil/", "templates/socialaccount/")
    ubrukt = [
        navn
        for fil in MALER
        if not (navn := _navn(fil)).startswith(pakkenes + av_django)
        and str(fil.relative_to(ROT / "templates")) not in kilder
        and str(fil.relative_to(ROT / "templates").with_suffix("")) not in kilder
        # A block tag puts its content into the partial of its own name.
        and not (fil.parent.name == "komponenter" and f"{{% {fil.stem} " in kilder)
    ]

    assert ubrukt == []
