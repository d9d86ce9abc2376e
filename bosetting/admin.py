"""Collects the packages' admin pages, by one import each."""

from bosetting.anmodning import admin as anmodning
from bosetting.bosatt import admin as bosatt
from bosetting.innmelding import admin as innmelding

__all__ = ["anmodning", "bosatt", "innmelding"]
