from django.urls import URLPattern, URLResolver, path

from bosetting.avstemming.views import imdi, kommune

urlpatterns: list[URLPattern | URLResolver] = [
    path("kommuner/<str:nummer>/avstemming/", kommune.Avstemminger.as_view(), name="avstemminger"),
    path("kommuner/<str:nummer>/avstemming/<int:aar>/<int:nr>/", kommune.Avstemming.as_view(), name="avstemming"),
    path(
        "kommuner/<str:nummer>/avstemming/<int:aar>/<int:nr>/stemmer-ikke/",
        kommune.StemmerIkke.as_view(),
        name="avstemming_stemmer_ikke",
    ),
    path("imdi/avstemming/", imdi.Avstemminger.as_view(), name="imdi_avstemming"),
    path("imdi/avstemming/<int:aar>/<int:nr>/purring/", imdi.Purring.as_view(), name="imdi_avstemming_purring"),
]
