from django.urls import URLPattern, URLResolver, path

from bosetting.api import views

_V1 = "api/v1/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_V1}fordelingslister/", views.Fordelingslister.as_view(), name="api_fordelingslister"),
    path(f"{_V1}fordelingslister/<str:nummer>/", views.EnFordelingsliste.as_view(), name="api_fordelingsliste"),
]
