from django.urls import URLPattern, URLResolver, path

from imdinett.brev import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("brev/<uuid:uuid>/", views.BrevPdf.as_view(), name="brev"),
    path("brev/<uuid:uuid>/pdf/", views.BrevPdf.as_view(), name="brev_pdf"),
]
