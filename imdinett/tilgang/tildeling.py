"""Writing and listing grants. Only `forvaltning` calls the writes: it checks, logs and tells."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db.models import QuerySet
from guardian.shortcuts import assign_perm, remove_perm

from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.models import Enhetsmedlem, Kommunetilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import ROLLER, SE_SENSITIVT, Omfang, Rolle, roller_med

if TYPE_CHECKING:
    from imdinett.kommune.models import Enhet


def _krev_gis_i_kommune(rolle: Rolle) -> None:
    assert ROLLER[rolle].omfang in (Omfang.KOMMUNE, Omfang.FYLKE)


def gi_kommunerolle(bruker: Bruker, rolle: Rolle, kommune: Kommune) -> None:
    _krev_gis_i_kommune(rolle)
    assign_perm(f"imdinett.{rolle}", bruker, kommune)
    tilgang.glem(bruker)


def gi_kommuneroller(rader: Iterable[tuple[Bruker, Rolle, Kommune]]) -> None:
    """The bulk form of `gi_kommunerolle`, for accounts that have no role yet."""
    rader = list(rader)
    for rolle in {rolle for _bruker, rolle, _kommune in rader}:
        _krev_gis_i_kommune(rolle)
    rettigheter = {
        en.codename: en
        for en in Permission.objects.filter(content_type__app_label="imdinett", content_type__model="kommune")
    }
    Kommunetilgang.objects.bulk_create(
        [
            Kommunetilgang(user=bruker, permission=rettigheter[rolle.value], content_object=kommune)
            for bruker, rolle, kommune in rader
        ],
        batch_size=1000,
    )
    for bruker, _rolle, _kommune in rader:
        tilgang.glem(bruker)


def ta_kommunerolle(bruker: Bruker, rolle: Rolle, kommune: Kommune) -> None:
    remove_perm(f"imdinett.{rolle}", bruker, kommune)
    tilgang.glem(bruker)


def sett_sensitivt(bruker: Bruker, kommune: Kommune, *, paa: bool) -> None:
    (assign_perm if paa else remove_perm)(f"imdinett.{SE_SENSITIVT}", bruker, kommune)
    tilgang.glem(bruker)


def gi_imdi_rolle(bruker: Bruker, rolle: Rolle) -> None:
    assert ROLLER[rolle].omfang == Omfang.IMDI
    gruppe, _ny = Group.objects.get_or_create(name=rolle.value)
    bruker.groups.add(gruppe)
    tilgang.glem(bruker)


def ta_imdi_rolle(bruker: Bruker, rolle: Rolle) -> None:
    bruker.groups.remove(*Group.objects.filter(name=rolle.value))
    tilgang.glem(bruker)


def gi_enhetsrolle(bruker: Bruker, rolle: Rolle, enhet: "Enhet") -> None:
    assert ROLLER[rolle].omfang == Omfang.ENHET
    Enhetsmedlem.objects.get_or_create(bruker=bruker, enhet=enhet, rolle=rolle.value)
    tilgang.glem(bruker)


def ta_enhetsrolle(bruker: Bruker, rolle: Rolle, enhet: "Enhet") -> None:
    Enhetsmedlem.objects.filter(bruker=bruker, enhet=enhet, rolle=rolle.value).delete()
    tilgang.glem(bruker)


def brukere_i(kommune: Kommune) -> QuerySet[Bruker]:
    """Everyone with a role in the kommune, closed accounts too."""
    return Bruker.objects.filter(
        pk__in=kommune.tilganger.exclude(permission__codename=Rolle.FYLKE_LES).values("user_id")
    )


def aktive_med(kommune: Kommune, rettighet: Rettighet) -> QuerySet[Bruker]:
    """B-038: the active users who have a right in the kommune through a role there."""
    koder = [rolle.value for rolle in roller_med(rettighet)]
    return Bruker.objects.aktive().filter(
        pk__in=kommune.tilganger.filter(permission__codename__in=koder).values("user_id")
    )


def aktive_i_enhet(enhet: "Enhet", rettighet: Rettighet) -> QuerySet[Bruker]:
    """The active users who have a right in the enhet through a membership there."""
    koder = [rolle.value for rolle in roller_med(rettighet)]
    return Bruker.objects.aktive().filter(pk__in=enhet.medlemmer.filter(rolle__in=koder).values("bruker"))


def aktive_i_imdi(rettighet: Rettighet) -> QuerySet[Bruker]:
    """The active users who have a right in the whole country through a role in IMDi."""
    koder = [rolle.value for rolle in roller_med(rettighet) if ROLLER[rolle].omfang == Omfang.IMDI]
    return Bruker.objects.aktive().filter(groups__name__in=koder).distinct()


def aktive_i(kommuner: Iterable[Kommune], roller: Collection[Rolle]) -> dict[int, list[Bruker]]:
    """B-005, B-038: those with one of the roles in many kommuner, where the agreement lets them in. One query.

    Who is told of a page is who may open it: name the roles by its right (`roller_med`).
    """
    return {pk: list(brukere) for pk, brukere in aktives_roller_i(kommuner, roller).items()}


def aktives_roller_i(kommuner: Iterable[Kommune], roller: Collection[Rolle]) -> dict[int, dict[Bruker, set[Rolle]]]:
    """The same, with which of the roles each of them has there."""
    ider = [kommune.pk for kommune in kommuner]
    rader = Kommunetilgang.objects.filter(
        content_object__in=Kommune.objects.med_avtale().filter(pk__in=ider),
        permission__codename__in=[rolle.value for rolle in roller],
        user__stengt_tid=None,
    )
    brukere: dict[int, dict[Bruker, set[Rolle]]] = {pk: {} for pk in ider}
    for rad in rader.select_related("user", "permission").order_by("user_id"):
        brukere[rad.content_object_id].setdefault(rad.user, set()).add(Rolle(rad.permission.codename))
    return brukere


def aktive_med_rolle(kommune: Kommune, rolle: Rolle) -> QuerySet[Bruker]:
    return Bruker.objects.aktive().filter(
        pk__in=kommune.tilganger.filter(permission__codename=rolle.value).values("user_id")
    )
