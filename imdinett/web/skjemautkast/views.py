"""The user's own drafts: saved by the script, fetched by the script or read as they are, thrown away."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from imdinett.web.komponent import Lenke
from imdinett.web.porter import ALLE_INNLOGGEDE
from imdinett.web.skjemautkast import okt, services
from imdinett.web.skjemautkast.models import Skjemautkast
from imdinett.web.views import Side, Tekstside


class Lagre(Side):
    """Called by the script before the session ends."""

    rettighet = ALLE_INNLOGGEDE
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        adresse, skrevet = okt.lest(request)
        if not skrevet:
            return HttpResponseBadRequest()
        if utkast := services.ta_vare_paa(bruker=self.bruker, adresse=adresse, skrevet=skrevet):
            okt.merk(request, utkast)
        return HttpResponse(status=204)


class Egen(Side):
    rettighet = ALLE_INNLOGGEDE

    @property
    def utkast(self) -> Skjemautkast:
        return get_object_or_404(Skjemautkast.objects.all().synlig_for(self.bruker), uuid=self.kwargs["uuid"])


class Les(Egen, Tekstside):
    """Without the script: what was written, to be copied."""

    template_name = "web/skjemautkast.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        utkast = self.utkast
        felt = [(_lesbart(navn), verdi) for ett in utkast.skrevet for navn, verdi in ett.felt if verdi.strip()]
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Det du skrev"))]
        return super().get_context_data(utkast=utkast, felt=felt, brodsmuler=sti, **kwargs)


class Felt(Egen):
    http_method_names = ["get"]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return JsonResponse({"skjemaer": [{"til": ett.til, "felt": ett.felt} for ett in self.utkast.skrevet]})


class Forkast(Egen):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        adresse = self.utkast.adresse
        services.forkast(bruker=self.bruker, adresser=[adresse])
        okt.glem(request, [adresse])
        return redirect(adresse)


def _lesbart(navn: str) -> str:
    return navn.replace("_", " ").replace("-", " ").strip().capitalize()
