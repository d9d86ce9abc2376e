"""Files from outside: every write they lead to goes by the service that a person's own click would use."""

from bosetting.innlesing.services.filer import les_inn
from bosetting.innlesing.services.rader import marker_rad_behandlet

__all__ = ["les_inn", "marker_rad_behandlet"]
