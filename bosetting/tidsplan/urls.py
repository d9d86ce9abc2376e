from django.urls import URLPattern, URLResolver, path

from bosetting.tidsplan.views import imdi, kommune, maanedsplan

urlpatterns: list[URLPattern | URLResolver] = [
    path("kommuner/<str:nummer>/tidsplan/<int:pk>/", kommune.Tidsplan.as_view(), name="tidsplan"),
    path("imdi/tidsplan/", imdi.Tidsplaner.as_view(), name="imdi_tidsplaner"),
    path("imdi/tidsplan/ny/", imdi.NyTidsplan.as_view(), name="imdi_tidsplan_ny"),
    path("imdi/tidsplan/plan/", maanedsplan.Maanedsplaner.as_view(), name="imdi_maanedsplan"),
    path("imdi/tidsplan/plan/endre/", maanedsplan.EndreMaaned.as_view(), name="imdi_maanedsplan_endre"),
    path("imdi/tidsplan/<int:pk>/", imdi.EnTidsplan.as_view(), name="imdi_tidsplan"),
    path("imdi/tidsplan/<int:pk>/purring/", imdi.Purring.as_view(), name="imdi_tidsplan_purring"),
]
