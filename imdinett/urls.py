"""Puts the apps together. IMDi's own pages come before the admin's, under the same address."""

from django.contrib import admin
from django.urls import include, path

from imdinett.web.helse import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("imdinett.web.urls")),
    path("", include("imdinett.forvaltning.urls")),
    path("", include("imdinett.overtakelse.urls")),
    path("", include("imdinett.tilgangsnokkel.urls")),
    path("", include("imdinett.henvendelse.urls")),
    path("", include("imdinett.loggkontroll.urls")),
    path("", include("imdinett.varsel.urls")),
    path("", include("imdinett.brev.urls")),
    path("", include("imdinett.opplasting.urls")),
    path("", include("bosetting.urls")),
    path("imdi/", admin.site.urls),
]

handler400 = "imdinett.web.feilsider.bad_request"
handler403 = "imdinett.web.feilsider.permission_denied"
handler404 = "imdinett.web.feilsider.not_found"
handler429 = "imdinett.web.feilsider.too_many_requests"
handler500 = "imdinett.web.feilsider.server_error"
