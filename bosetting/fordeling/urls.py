from django.urls import URLPattern, URLResolver, path

from bosetting.fordeling.views import kommune

urlpatterns: list[URLPattern | URLResolver] = [
    path("fordelingslister/", kommune.Fordelingslister.as_view(), name="fordelingslister"),
    path("fordelingslister/<slug:nummer>/", kommune.Svarside.as_view(), name="fordelingsliste"),
    path("fordelingslister/<slug:nummer>/se-over/", kommune.SeOver.as_view(), name="fordelingsliste_se_over"),
    path("fordelingslister/<slug:nummer>/kvittering/", kommune.Kvittering.as_view(), name="fordelingsliste_kvittering"),
]
