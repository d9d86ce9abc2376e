from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from bosetting.innsynskopi import rules
from bosetting.person.querysets import synlig_person
from imdinett.tilgang import tilgang

if TYPE_CHECKING:
    from bosetting.innsynskopi.models import Innsynskopi  # noqa: F401


class InnsynskopiQuerySet(QuerySet["Innsynskopi"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """Whoever made it, while the role lasts; of a protected person while in the group too (security.md §5)."""
        if not rules.kan_lage(bruker):
            return self.none()
        return self.filter(Q(innhold={}) | synlig_person(bruker, "sak__person"), laget_av=bruker.pk)

    def uten_innhold(self) -> Self:
        """For the list: whether the PDF is there and whether it is the whole, and none of what is in it."""
        er_laget = ExpressionWrapper(Q(pdf__isnull=False), output_field=BooleanField())
        er_hele = ExpressionWrapper(~Q(innhold={}), output_field=BooleanField())
        return self.defer("innhold", "oppslag", "pdf").annotate(har_pdf=er_laget, er_hele=er_hele)

    def uten_pdf(self) -> Self:
        return self.filter(pdf=None)

    def utlopt(self, naa: datetime) -> Self:
        return self.filter(laget_tid__lt=naa - timedelta(days=settings.INNSYNSKOPI_DAGER))
