from django.urls import URLPattern, URLResolver, path

from bosetting.sok import views

urlpatterns: list[URLPattern | URLResolver] = [path("sok/", views.Sokeside.as_view(), name="sok")]
