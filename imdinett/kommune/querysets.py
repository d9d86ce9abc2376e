from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

if TYPE_CHECKING:
    from imdinett.kjerne.sporring import Plass
    from imdinett.kommune.models import Enhet, Kommune, Kommunenummer, Kontaktinformasjon  # noqa: F401


class KommuneQuerySet(QuerySet["Kommune"]):
    def gyldige(self) -> Self:
        """The kommuner that exist today."""
        return self.filter(gyldig_til=None)

    def med_avtale(self) -> Self:
        """B-005: those with a signed databehandleravtale in force."""
        avtaler = self.model._meta.get_field("avtaler").related_model
        assert avtaler is not None
        assert not isinstance(avtaler, str)
        return self.filter(Exists(avtaler._default_manager.filter(kommune=OuterRef("pk"), opphevet_tid=None)))


class KommunenummerQuerySet(QuerySet["Kommunenummer"]):
    def paa(self, dag: "date | Plass") -> Self:
        """The numbers in force on a day."""
        return self.filter(Q(gyldig_fra=None) | Q(gyldig_fra__lte=dag), Q(gyldig_til=None) | Q(gyldig_til__gt=dag))


class KontaktinformasjonQuerySet(QuerySet["Kontaktinformasjon"]):
    def gjeldende_for(self, kommune: "Kommune") -> "Kontaktinformasjon | None":
        """The newest version, or None when the kommune has given none."""
        return self.filter(kommune=kommune).order_by("-registrert_tid", "-pk").first()


class EnhetQuerySet(QuerySet["Enhet"]):
    def bosteder(self) -> Self:
        """B-070: where somebody can live who waits for a kommune. Bufetat's regions settle children and house none."""
        return self.exclude(type=self.model.Type.BUFETAT)
