"""Collects the packages' tasks for Celery. Nobody imports from here."""

from bosetting.rapport import tasks as rapport

__all__ = ["rapport"]
