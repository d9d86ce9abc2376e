from django.urls import URLPattern, URLResolver, path

from imdinett.tilgangsnokkel import openapi, views

_I = "imdi/tilgangsnokler/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tilgangsnokler/", views.Tilgangsnokler.as_view(), name="tilgangsnokler"),
    path("tilgangsnokler/ny/", views.NyNokkel.as_view(), name="tilgangsnokkel_ny"),
    path("tilgangsnokler/<uuid:uuid>/", views.Tilbakekall.as_view(), name="tilgangsnokkel_tilbakekall"),
    path(_I, views.ImdiTilgangsnokler.as_view(), name="imdi_tilgangsnokler"),
    path(f"{_I}<uuid:uuid>/", views.ImdiTilbakekall.as_view(), name="imdi_tilgangsnokkel_tilbakekall"),
    path("api/v1/skjema/", openapi.Skjema.as_view(), name="api_skjema"),
]
