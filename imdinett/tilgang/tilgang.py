"""Who may do what where. Closed by default: no role, no agreement or a closed account give nothing.

Rights hang on kommuner; cases are found through them (style 4.6). The grants of a user are read once
and kept on the user object, which lives for one request.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Exists, IntegerField, Model, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _

from imdinett.kjerne.feil import IkkeTilgang
from imdinett.kjerne.sporring import Plass, Sporring
from imdinett.kommune.models import Enhet, Kommune
from imdinett.tilgang.maskin import Maskinbruker
from imdinett.tilgang.models import Enhetsmedlem, Kommunetilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import ROLLER, SE_SENSITIVT, Omfang, Rolle, med_omfang

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from imdinett.bruker.models import Bruker

    Hvem: TypeAlias = Bruker | AnonymousUser | Maskinbruker

T = TypeVar("T", bound=QuerySet[Any])
ALLE: Final = None
_ENHETSROLLER: Final = frozenset(med_omfang(Omfang.ENHET))


@dataclass(frozen=True)
class Grunnlag:
    """A user's grants: global roles, and those that hold in a kommune (agreement signed) or in an enhet.

    `bare`: the only rights that the roles give, for a credential that was made for some of them.
    """

    imdi: frozenset[Rolle] = frozenset()
    kommuner: dict[int, frozenset[Rolle]] = field(default_factory=dict)
    enheter: dict[int, frozenset[Rolle]] = field(default_factory=dict)
    sensitivt: frozenset[int] = frozenset()
    uten_avtale: frozenset[int] = frozenset()
    bare: frozenset[Rettighet] | None = None

    @property
    def avtrykk(self) -> Hashable:
        """The same for the same grants."""
        steder = frozenset(self.kommuner.items()), frozenset(self.enheter.items())
        return self.imdi, *steder, self.sensitivt, self.uten_avtale, self.bare

    @property
    def tomt(self) -> bool:
        return not self.imdi and not self.kommuner and not self.enheter


def grunnlag(bruker: "Hvem") -> Grunnlag:
    """The grants of a user, read once per user object. Three queries."""
    if isinstance(bruker, Maskinbruker):
        les = frozenset({Rolle.KOMMUNE_BOSETTER_LES})
        return Grunnlag(kommuner={bruker.kommune_id: les}, bare=bruker.rettigheter)
    if not bruker.is_authenticated or bruker.er_stengt:
        return Grunnlag()
    kjent = getattr(bruker, "_tilgangsgrunnlag", None)
    if kjent is None:
        kjent = _les(bruker)
        bruker._tilgangsgrunnlag = kjent  # type: ignore[attr-defined]
    return kjent


def glem(bruker: "Bruker") -> None:
    """After a change of roles in the same request."""
    if hasattr(bruker, "_tilgangsgrunnlag"):
        del bruker._tilgangsgrunnlag


def _les(bruker: "Bruker") -> Grunnlag:
    imdi: set[Rolle] = set()
    kommuner: dict[int, set[Rolle]] = defaultdict(set)
    enheter: dict[int, set[Rolle]] = defaultdict(set)
    sensitivt, uten_avtale = set(), set()
    for omfang, sted_id, kode, har_avtale, under_id in _TILDELINGER.rader(bruker=bruker.pk):
        gjelder = har_avtale or not settings.AVTALE_KREVES
        if omfang == Omfang.IMDI:
            imdi.update([Rolle(kode)] if kode in set(Rolle) else [])
        elif omfang == Omfang.ENHET:
            if kode in _ENHETSROLLER:
                enheter[sted_id].add(Rolle(kode))
                if under_id is not None:
                    enheter[under_id].add(Rolle(kode))
        elif kode == SE_SENSITIVT:
            sensitivt.update([sted_id] if gjelder else [])
        elif gjelder:
            kommuner[sted_id].add(Rolle(kode))
        else:
            uten_avtale.add(sted_id)
    return Grunnlag(
        imdi=frozenset(imdi),
        kommuner={kommune_id: frozenset(roller) for kommune_id, roller in kommuner.items()},
        # Decision 14: membership is for those who are not IMDi's.
        enheter={} if imdi else {enhet_id: frozenset(roller) for enhet_id, roller in enheter.items()},
        sensitivt=frozenset(sensitivt),
        uten_avtale=frozenset(uten_avtale),
    )


def _tildelinger() -> QuerySet[Any, tuple[str, int, str, bool, int | None]]:
    """All that a user has been given, of the three kinds, in one query.

    Where it holds, the code, whether the agreement there is signed (B-005; a fylke role is on the kommuner of the
    fylke and stops with the same gate), and an enhet below: a region reaches the omsorgssentre that belong to it.
    """
    avtale = Exists(Kommune.objects.med_avtale().filter(pk=OuterRef("content_object_id")))
    ingen, bruker = Value(None, output_field=IntegerField()), Plass("bruker")
    i_kommuner = Kommunetilgang.objects.filter(user=bruker).values_list(
        Value(Omfang.KOMMUNE.value), "content_object_id", "permission__codename", avtale, ingen
    )
    i_enheter = Enhetsmedlem.objects.filter(bruker=bruker).values_list(
        Value(Omfang.ENHET.value), "enhet_id", "rolle", Value(True), "enhet__underenheter"
    )
    hos_imdi = Group.objects.filter(user=bruker).values_list(
        Value(Omfang.IMDI.value), Value(0), "name", Value(True), ingen
    )
    return i_kommuner.union(i_enheter, hos_imdi, all=True)


_TILDELINGER: Final = Sporring(_tildelinger)


def har_imdi(bruker: "Hvem", rettighet: Rettighet) -> bool:
    """True when a global role gives the right in the whole country."""
    return any(rettighet in ROLLER[rolle].rettigheter for rolle in grunnlag(bruker).imdi)


def kommune_ider(bruker: "Hvem", rettighet: Rettighet) -> frozenset[int] | None:
    """The kommuner where the user has the right; None (`ALLE`) means every kommune."""
    if har_imdi(bruker, rettighet):
        return ALLE
    alle = grunnlag(bruker)
    if alle.bare is not None and rettighet not in alle.bare:
        return frozenset()
    return frozenset(
        kommune_id
        for kommune_id, roller in alle.kommuner.items()
        if any(rettighet in ROLLER[rolle].rettigheter for rolle in roller)
    )


def enhet_ider(bruker: "Hvem", rettighet: Rettighet) -> frozenset[int]:
    """The enheter where the user has the right by membership. Nobody has all of them: closed by default."""
    return frozenset(
        enhet_id
        for enhet_id, roller in grunnlag(bruker).enheter.items()
        if any(rettighet in ROLLER[rolle].rettigheter for rolle in roller)
    )


def har(bruker: "Hvem", rettighet: Rettighet, kommune_id: int | None = None) -> bool:
    """Has the user the right in this kommune (or, without one, anywhere: in a kommune or in an enhet)?"""
    ider = kommune_ider(bruker, rettighet)
    if ider is ALLE:
        return True
    if kommune_id is not None:
        return kommune_id in ider
    return bool(ider) or bool(enhet_ider(bruker, rettighet))


def har_i_enhet(bruker: "Hvem", rettighet: Rettighet, enhet_id: int | None) -> bool:
    """Has the user the right in this enhet? Never where there is none."""
    return enhet_id is not None and enhet_id in enhet_ider(bruker, rettighet)


def har_sensitivt(bruker: "Hvem", kommune_id: int) -> bool:
    """The extra grant for special categories (B-094)."""
    return kommune_id in grunnlag(bruker).sensitivt


def avgrens(qs: T, bruker: "Hvem", rettighet: Rettighet, felt: str = "kommune_id") -> T:
    """The rows of the kommuner where the user has the right: what every `synlig_for` is built of (B-001)."""
    ider = kommune_ider(bruker, rettighet)
    if ider is ALLE:
        return qs
    return qs.filter(**{f"{felt}__in": ider})


def krev(ok: bool) -> None:
    """Refuse the act (403) unless the rule said yes."""
    if not ok:
        raise IkkeTilgang("ikke_tilgang", _("Rollen din gir ikke tilgang til dette."))


def roller_i(bruker: "Hvem", kommune_id: int) -> frozenset[Rolle]:
    """The roles a user holds in one kommune."""
    return grunnlag(bruker).kommuner.get(kommune_id, frozenset())


def er_imdi(bruker: "Hvem") -> bool:
    return bool(grunnlag(bruker).imdi)


def egne_kommuner(bruker: "Hvem") -> QuerySet[Kommune]:
    """The units a municipal user can act for: those with a role that is not a fylke's."""
    ider = [
        kommune_id
        for kommune_id, roller in grunnlag(bruker).kommuner.items()
        if any(ROLLER[rolle].omfang == Omfang.KOMMUNE for rolle in roller)
    ]
    return Kommune.objects.filter(pk__in=ider)


def egne_enheter(bruker: "Hvem") -> QuerySet[Enhet]:
    """The enheter a user acts for: those of which the user is a member, not those below them."""
    assert bruker.is_authenticated
    if not grunnlag(bruker).enheter:
        return Enhet.objects.none()
    return Enhet.objects.filter(medlemmer__bruker=bruker.pk, medlemmer__rolle__in=_ENHETSROLLER).distinct()


def er_rad_synlig(rad: Model, bruker: "Hvem", rettighet: Rettighet) -> bool:
    return har(bruker, rettighet, getattr(rad, "kommune_id", None))
