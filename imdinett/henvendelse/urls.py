from django.urls import URLPattern, URLResolver, path

from imdinett.henvendelse import imdi_views, views

_N = "henvendelser/<str:nummer>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("henvendelser/", views.Henvendelser.as_view(), name="henvendelser"),
    path("henvendelser/ny/", views.NyHenvendelse.as_view(), name="henvendelse_ny"),
    path(_N, views.Henvendelsesside.as_view(), name="henvendelse"),
    path(f"{_N}lukk/", views.Lukk.as_view(), name="henvendelse_lukk"),
    path(f"{_N}vedlegg/<uuid:uuid>/", views.Vedlegg.as_view(), name="henvendelse_vedlegg"),
    path("imdi/henvendelser/", imdi_views.Ko.as_view(), name="imdi_henvendelser"),
    path(f"imdi/{_N}", imdi_views.Henvendelsesside.as_view(), name="imdi_henvendelse"),
    path(f"imdi/{_N}ta/", imdi_views.Ta.as_view(), name="imdi_henvendelse_ta"),
]
