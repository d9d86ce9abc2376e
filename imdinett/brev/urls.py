from django.urls import URLPattern, URLResolver, path

from imdinett.brev import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("brev/<uuid:uuid>/", views.Brev.as_view(), name="brev"),
    path("brev/<uuid:uuid>/pdf/", views.BrevPdf.as_view(), name="brev_pdf"),
    path("brev/<uuid:uuid>/arkivpakke/", views.Arkivpakke.as_view(), name="brev_arkivpakke"),
    path("imdi/brevko/", views.Brevko.as_view(), name="brevko"),
    path("imdi/brevko/fremdrift/", views.Fremdrift.as_view(), name="brevko_fremdrift"),
    path("imdi/brevko/<uuid:uuid>/", views.Kodetalj.as_view(), name="brevko_detalj"),
    path("imdi/brevko/<uuid:uuid>/<slug:handling>/", views.Kohandling.as_view(), name="brevko_handling"),
]
