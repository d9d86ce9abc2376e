from django.urls import URLPattern, URLResolver, path

from bosetting.api import views

_V1 = "api/v1/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_V1}fordelingslister/", views.Fordelingslister.as_view(), name="api_fordelingslister"),
    path(f"{_V1}fordelingslister/<str:nummer>/", views.EnFordelingsliste.as_view(), name="api_fordelingsliste"),
    path(f"{_V1}saker/", views.Saker.as_view(), name="api_saker"),
    path(f"{_V1}saker/<uuid:uuid>/", views.EnSak.as_view(), name="api_sak"),
    path(f"{_V1}plasser/<int:aar>/", views.Plasser.as_view(), name="api_plasser"),
    path(f"{_V1}brev/", views.Brevliste.as_view(), name="api_brevliste"),
    path(f"{_V1}brev/<uuid:uuid>/pdf/", views.BrevPdf.as_view(), name="api_brev_pdf"),
    path(f"{_V1}rapporter/anmodning-vedtak/", views.AnmodningVedtak.as_view(), name="api_anmodning_vedtak"),
]
