"""Collects the packages' addresses."""

from django.urls import include, path

urlpatterns = [
    path("", include("bosetting.person.urls")),
    path("", include("bosetting.folkeregister.urls")),
    path("", include("bosetting.soknad.urls")),
    path("", include("bosetting.anmodning.urls")),
    path("", include("bosetting.innmelding.urls")),
    path("", include("bosetting.tidsplan.urls")),
    path("", include("bosetting.fordeling.urls")),
    path("", include("bosetting.vedtak.urls")),
    path("", include("bosetting.ankomst.urls")),
    path("", include("bosetting.bosatt.urls")),
    path("", include("bosetting.innlesing.urls")),
    path("", include("bosetting.avstemming.urls")),
    path("", include("bosetting.sok.urls")),
    path("", include("bosetting.samling.urls")),
    path("", include("bosetting.innsynskopi.urls")),
    path("", include("bosetting.rapport.urls")),
    path("", include("bosetting.api.urls")),
]
