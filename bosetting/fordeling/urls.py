from django.urls import URLPattern, URLResolver, path
from django.views import View

urlpatterns: list[URLPattern | URLResolver] = [
    path("fordelingslister/<str:nummer>/", View.as_view(), name="fordelingsliste"),
]
