from django.urls import URLPattern, URLResolver, path

from bosetting.folkeregister import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("imdi/folkeregister/", views.Oppslagsliste.as_view(), name="imdi_folkeregister"),
    path(
        "imdi/personer/<uuid:uuid>/folkeregister/", views.RegistrerOppslag.as_view(), name="imdi_folkeregister_oppslag"
    ),
]
