from django.conf import settings
from django.db import models

from imdinett.web.querysets import EngangsnokkelQuerySet


class Engangsnokkel(models.Model):
    """A form that was sent: the same key again gives the first answer, not a second act."""

    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    nokkel = models.UUIDField()
    tid = models.DateTimeField()
    videre_til = models.CharField(max_length=500, blank=True)

    objects = EngangsnokkelQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bruker", "nokkel"], name="imdinett_engangsnokkel_en_gang")]

    def __str__(self) -> str:
        return str(self.nokkel)
