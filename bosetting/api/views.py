"""API v1: what a kommune reads in the portal, for its own systems. Nothing is written but the logs."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from bosetting.anmodning.queries import plassregnskap
from bosetting.anmodning.visning import aarene
from bosetting.api import serializers
from bosetting.bosatt import mappe_innsyn
from bosetting.bosatt import mappe_queries as mappe
from bosetting.bosatt.mappe_visning import stengt_tekst
from bosetting.fordeling import visning
from bosetting.fordeling.models import Fordelingsliste
from bosetting.person.models import Sak
from bosetting.rapport.queries import anmodning_vedtak as r1
from bosetting.rapport.queries.tabell import EGEN
from bosetting.rapport.services import logg_rapport_hentet
from imdinett.brev import visning as brevvisning
from imdinett.brev.innsyn import logg_brev
from imdinett.hendelse.typer import Handling
from imdinett.kjerne.feil import Stengt
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgangsnokkel.ramme import Apivisning, Pdf, Sidevis
from imdinett.utboks.models import Forsendelse
from imdinett.web import nedlasting


class Apiliste(Apivisning, ListAPIView[Any]):
    """What the credential may see, page by page. `sporring` is what can stand after the `?`."""

    pagination_class = Sidevis
    rekkefolge: ClassVar[tuple[str, ...]]
    sporring: ClassVar[type[Serializer[Any]]] = Serializer

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


# ---- saker
class Saker(Apiliste):
    rettighet = Rettighet.SAK_LES
    serializer_class = serializers.Sak
    sporring = serializers.Sakssporring
    rekkefolge = ("nummer",)

    def get_queryset(self) -> QuerySet[Sak]:
        synlige = Sak.objects.all().synlig_for(self.bruker).filter(**self.utvalg())
        return synlige.select_related("person", "husstand")

    @extend_schema(operation_id="saker", parameters=[serializers.Sakssporring])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Saker som er søkt ut til kommunen eller bosatt der. Listen sier ikke hvem det er."""
        return super().get(request, *args, **kwargs)


class EnSak(Apivisning):
    rettighet = Rettighet.SAK_LES

    @extend_schema(operation_id="sak", responses=serializers.SakMedPerson)
    def get(self, request: Request, uuid: UUID) -> Response:
        """Én sak, med hvem det er. Hvert oppslag står i innsynsloggen før svaret blir sendt."""
        sak = mappe.finn_sak(self.bruker, uuid)
        if sak is None:
            raise self._avvist(uuid)
        formaal = str(mappe_innsyn.EGEN_SAK)
        mappe_innsyn.logg_vist(self.bruker, sak, del_av="API: identitet, opphold og bosetting", formaal=formaal)
        return Response(serializers.SakMedPerson(sak).data)

    def _avvist(self, uuid: UUID) -> Exception:
        """What the kommune had and lost is 410; a stranger's case and none at all are the same 404 (B-042)."""
        vedtak = mappe.stengt_vedtak(self.bruker, uuid)
        mappe_innsyn.logg_avvist(self.bruker, uuid, vedtak, self.kommune.pk)
        return Stengt("mappe_stengt", stengt_tekst(vedtak)) if vedtak else Http404()


# ---- plasser
class Plasser(Apivisning):
    rettighet = Rettighet.KOMMUNEVEDTAK_LES

    @extend_schema(operation_id="plasser", responses=serializers.Plasser)
    def get(self, request: Request, aar: int) -> Response:
        """Kommunens plasser i et år: brukt, bundet og ledig."""
        if aar not in aarene(self.kommune, self.bruker):
            raise Http404
        return Response(serializers.Plasser(plassregnskap(self.kommune, aar)).data)


# ---- brev
class Brevliste(Apiliste):
    rettighet = Rettighet.ANMODNING_LES
    serializer_class = serializers.Brev
    rekkefolge = ("-opprettet_tid", "-pk")

    def get_queryset(self) -> QuerySet[Forsendelse]:
        felt = {navn: KT(f"innhold__{navn}") for navn in ("referanse", "saksnummer")}
        return _brev(self).annotate(**felt).defer("innhold", "fil__pdf")

    @extend_schema(operation_id="brev")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Brevene i kommunens saker, nyeste først. Brev om personer er bare med når nøkkelen også gjelder saker."""
        return super().get(request, *args, **kwargs)


class BrevPdf(Apivisning):
    rettighet = Rettighet.ANMODNING_LES
    renderer_classes = [Pdf]

    @extend_schema(operation_id="brev_pdf", responses={(200, Pdf.media_type): OpenApiTypes.BINARY})
    def get(self, request: Request, uuid: UUID) -> Response:
        """Brevet slik det ble sendt. Er det om en person, står oppslaget i innsynsloggen før svaret blir sendt."""
        brev = get_object_or_404(_brev(self), uuid=uuid)
        if not hasattr(brev, "fil"):
            raise Http404
        logg_brev(self.bruker, brev, Handling.UTSKRIFT, "Hentet PDF av brev")
        return Response(bytes(brev.fil.pdf), headers=nedlasting.hode(brevvisning.pdfnavn(brev)))


def _brev(side: Apivisning) -> QuerySet[Forsendelse]:
    return Forsendelse.objects.brev().synlig_for(side.bruker).select_related("fil")


# ---- rapporter
class AnmodningVedtak(Apivisning):
    rettighet = Rettighet.RAPPORT_LES

    @extend_schema(
        operation_id="anmodning_vedtak",
        parameters=[serializers.Rapportsporring],
        responses=serializers.AnmodningVedtak,
    )
    def get(self, request: Request) -> Response:
        """Rapporten «Anmodning og vedtak» for et år, med det samme skjult som i portalen. Uttaket blir en hendelse."""
        sporring = serializers.Rapportsporring(data=request.query_params)
        sporring.is_valid(raise_exception=True)
        data = sporring.validated_data
        valg = r1.aarsvalg()
        treff = [en for en in valg if data.get("aar", en.aar) == en.aar and data.get("kilde", en.kilde) == en.kilde]
        valgt = r1.standardvalg(treff)
        if valgt is None:
            raise Http404
        leser = r1.leser(self.bruker)
        tabell = r1.tabell(valgt, omraade=data["omraade"], kommune=self.kommune, leser=leser)
        logg_rapport_hentet(
            bruker=self.bruker,
            kommune=self.kommune,
            rapport=r1.NAVN,
            filter=f"{valgt}, {self.kommune if tabell.omraade == EGEN else _('Hele landet')}",
            format="api",
            rader=len(tabell.rader),
        )
        return Response(serializers.AnmodningVedtak(tabell).data)
