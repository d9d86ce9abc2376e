"""Collects the packages' tasks for Celery. Nobody imports from here."""

from bosetting.innsynskopi import tasks as innsynskopi
from bosetting.rapport import tasks as rapport

__all__ = ["innsynskopi", "rapport"]
