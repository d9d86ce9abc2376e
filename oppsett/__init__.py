"""Oppsett og drift av portalen på en bar maskin, bare med standardbiblioteket."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 whoever clones this may have an older one
    sys.exit("Python 3.11 eller nyere må til.")
