"""Collects the packages' admin pages, by one import each."""

from bosetting.anmodning import admin as anmodning
from bosetting.bosatt import admin as bosatt

__all__ = ["anmodning", "bosatt"]
