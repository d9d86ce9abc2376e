import io
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from imdinett.opplasting import lager
from imdinett.opplasting.models import Opplasting
from imdinett.opplasting.states import Filtilstand
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Side

# Nothing in the file may run or fetch, should a browser show it after all.
VERN = "default-src 'none'; sandbox"


class Vedlegg(Side):
    """A file that has been found clean; one that waits or was stopped has a page that says so."""

    # Each file names its own right, and `synlig_for` asks for that.
    rettighet = tuple(Rettighet)

    def get(self, request: HttpRequest, uuid: str, **kwargs: Any) -> HttpResponseBase:
        return self.vis(get_object_or_404(Opplasting.objects.synlig_for(self.bruker), uuid=uuid))

    def vis(self, opplasting: Opplasting) -> HttpResponseBase:
        """The file, or the page that says why not yet."""
        if opplasting.tilstand == Filtilstand.REN:
            return fil_svar(opplasting)
        return self._side(opplasting)

    def _side(self, opplasting: Opplasting) -> HttpResponse:
        kontekst = {
            "opplasting": opplasting,
            "venter": opplasting.tilstand == Filtilstand.VENTER,
            "brodsmuler": [Lenke(_("Hjem"), "/"), Lenke(opplasting.filnavn)],
        }
        return render(self.request, "imdinett/opplasting/ikke_klar.html", kontekst)


def fil_svar(opplasting: Opplasting) -> FileResponse:
    """The bytes, as a download. Whoever calls has asked who may read them."""
    svar = FileResponse(
        io.BytesIO(lager.les(opplasting.uuid)),
        as_attachment=True,
        filename=opplasting.filnavn,
        content_type=opplasting.type,
    )
    svar.headers["Content-Security-Policy"] = VERN
    svar.headers["X-Content-Type-Options"] = "nosniff"
    return svar
