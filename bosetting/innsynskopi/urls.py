from django.urls import URLPattern, URLResolver, path

from bosetting.innsynskopi import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("imdi/innsynskopi/", views.Innsynskopier.as_view(), name="innsynskopi"),
    path("imdi/innsynskopi/<uuid:uuid>/pdf/", views.KopiPdf.as_view(), name="innsynskopi_pdf"),
    path("imdi/innsynskopi/<uuid:uuid>/json/", views.KopiJson.as_view(), name="innsynskopi_json"),
]
