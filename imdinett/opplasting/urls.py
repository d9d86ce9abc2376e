from django.urls import URLPattern, URLResolver, path

from imdinett.opplasting import views

urlpatterns: list[URLPattern | URLResolver] = [path("vedlegg/<uuid:uuid>/", views.Vedlegg.as_view(), name="vedlegg")]
