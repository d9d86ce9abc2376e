import json
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from imdinett.kjerne import kryptering
from imdinett.web.skjemautkast.querysets import SkjemautkastQuerySet
from imdinett.web.skjemautkast.rules import MAKS_ADRESSE, Skrevet


class Skjemautkast(models.Model):
    """What somebody had written on a page when the session ended. It is the user's own: no kommune has it, and it may
    hold anything about a person, so it is encrypted. `mottakere`: the paths that the page's forms are sent to."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bruker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    adresse = models.CharField(max_length=MAKS_ADRESSE)
    mottakere = ArrayField(models.CharField(max_length=MAKS_ADRESSE))
    innhold = models.TextField()
    tid = models.DateTimeField(db_index=True)

    objects = SkjemautkastQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bruker", "adresse"], name="imdinett_skjemautkast_ett")]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def skrevet(self) -> list[Skrevet]:
        return [
            Skrevet(til, tuple((navn, verdi) for navn, verdi in felt))
            for til, felt in json.loads(kryptering.dekrypter(self.innhold))
        ]


def som_innhold(skrevet: Sequence[Skrevet]) -> str:
    return kryptering.krypter(json.dumps([(ett.til, ett.felt) for ett in skrevet]))
