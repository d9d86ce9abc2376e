"""Chromium for the browser tests, with libraries and fonts of its own when it is unpacked."""

import shutil
from pathlib import Path

from oppsett.debpakker import bibliotekstier, hent
from oppsett.stier import PAKKER

SKRIFTOPPSETT = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{skrifter}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{mellomlager}</cachedir>
</fontconfig>
"""
# The same browser without windows: it draws a page for less than half of the whole one's time.
SKALL = "chromium-headless-shell"
OMSLAG = """#!/bin/sh
# Starts the unpacked Chromium with its own libraries and fonts, and nothing of ours.
LD_LIBRARY_PATH='{stier}' FONTCONFIG_FILE='{oppsett}' exec '{program}' "$@"
"""


def hent_chromium() -> Path:
    """An executable that needs nothing from the environment."""
    for navn in (SKALL, "chromium"):
        if program := shutil.which(navn):
            return Path(program)
    rot = hent(SKALL, SKALL)
    oppsett, omslag = PAKKER / "chromium-fonts.conf", PAKKER / "chromium.sh"
    oppsett.write_text(SKRIFTOPPSETT.format(skrifter=rot / "usr/share/fonts", mellomlager=PAKKER / "chromium-skrifter"))
    omslag.write_text(
        OMSLAG.format(stier=bibliotekstier(rot), oppsett=oppsett, program=rot / f"usr/lib/chromium/{SKALL}")
    )
    omslag.chmod(0o755)
    return omslag
