from django.urls import URLPattern, URLResolver, path

from bosetting.soknad import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("imdi/soknader/", views.Soknader.as_view(), name="imdi_soknader"),
    path("imdi/soknader/<slug:nummer>/", views.Soknad.as_view(), name="imdi_soknad"),
    path("imdi/soknader/<slug:nummer>/ny/", views.NySoknad.as_view(), name="imdi_soknad_ny"),
]
