from django.http import Http404, HttpRequest, HttpResponse

from imdinett.web.porter import ALLE_INNLOGGEDE
from imdinett.web.views import Side


class BrevPdf(Side):
    rettighet = ALLE_INNLOGGEDE

    def get(self, request: HttpRequest, uuid: str) -> HttpResponse:
        raise Http404
