"""API v1: what a kommune reads in the portal, for its own systems. Nothing is written but the logs."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from bosetting.api import serializers
from bosetting.fordeling import visning
from bosetting.fordeling.models import Fordelingsliste
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgangsnokkel.ramme import Apivisning, Sidevis


class Apiliste(Apivisning, ListAPIView[Any]):
    """What the credential may see, page by page. `sporring` is what can stand after the `?`."""

    pagination_class = Sidevis
    rekkefolge: ClassVar[tuple[str, ...]]
    sporring: ClassVar[type[Serializer[Any]]]

    def utvalg(self) -> dict[str, Any]:
        sporring = self.sporring(data=self.request.query_params)
        sporring.is_valid(raise_exception=True)
        return sporring.validated_data


# ---- fordelingslister
class Fordelingslister(Apiliste):
    rettighet = Rettighet.FORDELING_LES
    serializer_class = serializers.Fordelingsliste
    sporring = serializers.Listesporring
    rekkefolge = ("-nummer",)

    def get_queryset(self) -> QuerySet[Fordelingsliste]:
        return _lister(self).filter(**self.utvalg())

    @extend_schema(operation_id="fordelingslister", parameters=[serializers.Listesporring])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Listene kommunen har fått, nyeste først."""
        return super().get(request, *args, **kwargs)


class EnFordelingsliste(Apivisning):
    rettighet = Rettighet.FORDELING_LES

    @extend_schema(operation_id="fordelingsliste", responses=serializers.FordelingslisteMedHusstander)
    def get(self, request: Request, nummer: str) -> Response:
        """Én liste, med husstandene og kommunens godkjente svar. Personene er uten navn (B-034)."""
        liste = get_object_or_404(_lister(self), nummer=nummer)
        kort = visning.husstandskort_uten_utkast(liste, self.bruker)
        husstander = serializers.Husstand(kort, many=True).data
        return Response({**serializers.Fordelingsliste(liste).data, "husstander": husstander})


def _lister(side: Apivisning) -> QuerySet[Fordelingsliste]:
    synlige = Fordelingsliste.objects.synlig_for(side.bruker).filter(sendt_tid__isnull=False)
    return synlige.select_related("kommune").med_antall(side.bruker)
