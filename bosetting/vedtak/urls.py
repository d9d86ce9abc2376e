from django.urls import URLPattern, URLResolver, path

from bosetting.vedtak import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("imdi/vedtak/", views.TilAvgjorelse.as_view(), name="imdi_vedtak"),
    path("imdi/vedtak/se-over/", views.SeOver.as_view(), name="imdi_vedtak_se_over"),
    path("imdi/vedtak/resultat/", views.Resultat.as_view(), name="imdi_vedtak_resultat"),
    path("imdi/vedtak/sokt-ut/", views.SoktUt.as_view(), name="imdi_sokt_ut"),
    path("imdi/vedtak/takket-nei/", views.HarTakketNei.as_view(), name="imdi_har_takket_nei"),
    path("imdi/vedtak/takket-nei/<uuid:uuid>/selvbosatt/", views.Selvbosatt.as_view(), name="imdi_sak_selvbosatt"),
    path("imdi/vedtak/husstand/<int:svar_id>/opphev/", views.Opphev.as_view(), name="imdi_vedtak_opphev"),
    path("imdi/vedtak/husstand/<int:svar_id>/takket-nei/", views.TakketNei.as_view(), name="imdi_vedtak_takket_nei"),
]
