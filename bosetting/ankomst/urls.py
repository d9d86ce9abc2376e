from django.urls import URLPattern, URLResolver, path

from bosetting.ankomst import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("imdi/overforing/", views.Overforing.as_view(), name="imdi_overforing"),
    path("imdi/overforing/<slug:nummer>/ankomst/", views.MeldAnkomst.as_view(), name="imdi_ankomst"),
]
