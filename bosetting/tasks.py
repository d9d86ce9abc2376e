"""Collects the packages' tasks for Celery. Nobody imports from here."""

from bosetting.avstemming import tasks as avstemming
from bosetting.fordeling import tasks as fordeling
from bosetting.innsynskopi import tasks as innsynskopi
from bosetting.rapport import tasks as rapport

__all__ = ["avstemming", "fordeling", "innsynskopi", "rapport"]
