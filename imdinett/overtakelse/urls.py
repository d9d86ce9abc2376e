from django.urls import URLPattern, URLResolver, path

from imdinett.overtakelse import views

_EN = "imdi/overtakelse/<uuid:uuid>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("imdi/overtakelse/", views.Overtakelser.as_view(), name="imdi_overtakelser"),
    path(_EN, views.EnOvertakelse.as_view(), name="imdi_overtakelse"),
    path(f"{_EN}les-inn/", views.LesInn.as_view(), name="imdi_overtakelse_les_inn"),
    path(f"{_EN}forkast/", views.Forkast.as_view(), name="imdi_overtakelse_forkast"),
    path(f"{_EN}avvik/", views.Avvik.as_view(), name="imdi_overtakelse_avvik"),
    path(f"{_EN}avviste/", views.Avviste.as_view(), name="imdi_overtakelse_avviste"),
]
