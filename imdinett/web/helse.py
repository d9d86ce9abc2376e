"""/healthz: can this process answer, and can it reach its database?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from imdinett.web.porter import APEN


def healthz(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as markor:
        markor.execute("select 1")
    return HttpResponse("ok", content_type="text/plain")


healthz.rettighet = APEN  # type: ignore[attr-defined]
