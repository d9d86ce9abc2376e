"""Collects the packages' admin pages, by one import each."""

from bosetting.anmodning import admin as anmodning

__all__ = ["anmodning"]
