from django.urls import URLPattern, URLResolver, path

from bosetting.person.views import avvik, husstand, liste, mottak, person, skjerming, ute

_HUSSTAND = "imdi/personer/husstand/<slug:nummer>/"
_PERSON = "imdi/personer/<uuid:uuid>/"
_BEBOER = "beboere/<uuid:uuid>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("imdi/personer/", liste.Personliste.as_view(), name="imdi_personer"),
    path("imdi/personer/sok/", liste.Personsokside.as_view(), name="imdi_personsok"),
    path("imdi/personer/ny/", husstand.NyHusstand.as_view(), name="imdi_husstand_ny"),
    path(_HUSSTAND, husstand.Husstandsside.as_view(), name="imdi_husstand"),
    path(f"{_HUSSTAND}formaal/", husstand.Husstandsformaal.as_view(), name="imdi_husstand_formaal"),
    path(f"{_HUSSTAND}person/", husstand.NyttMedlem.as_view(), name="imdi_husstand_person"),
    path(f"{_HUSSTAND}tillatelse/", husstand.RegistrerTillatelse.as_view(), name="imdi_husstand_tillatelse"),
    path(f"{_HUSSTAND}godkjenn/", husstand.GodkjennKartlegging.as_view(), name="imdi_husstand_godkjenn"),
    path(_PERSON, person.Personside.as_view(), name="imdi_person"),
    path(f"{_PERSON}rett/", person.EndrePerson.as_view(), name="imdi_person_rett"),
    path(f"{_PERSON}kartlegging/", person.RegistrerKartlegging.as_view(), name="imdi_person_kartlegging"),
    path(f"{_PERSON}returner/", person.ReturnerKartlegging.as_view(), name="imdi_kartlegging_returner"),
    path(f"{_PERSON}slektskap/", person.RegistrerSlektskap.as_view(), name="imdi_person_slektskap"),
    path(f"{_PERSON}gyldighet/", ute.EndreGyldighet.as_view(), name="imdi_person_gyldighet"),
    path(f"{_PERSON}familie/", ute.FamilieUteHosImdi.as_view(), name="imdi_person_familie"),
    path(f"{_PERSON}familie/<int:pk>/fjern/", ute.FjernFamilieUteHosImdi.as_view(), name="imdi_person_familie_fjern"),
    path(f"{_PERSON}skjerming/", skjerming.Skjerming.as_view(), name="imdi_skjerming"),
    path(f"{_PERSON}skjerming/avgjor/", skjerming.AvgjorSenking.as_view(), name="imdi_skjerming_avgjor"),
    path(f"{_PERSON}skjerming/medlem/", skjerming.NyttMedlemIGruppen.as_view(), name="imdi_skjerming_medlem"),
    path(
        f"{_PERSON}skjerming/medlem/<int:pk>/fjern/", skjerming.FjernFraGruppen.as_view(), name="imdi_skjerming_fjern"
    ),
    path(f"{_PERSON}avvik/", person.ApneAvvik.as_view(), name="imdi_avvik_ny"),
    path("beboere/", mottak.Beboere.as_view(), name="beboere"),
    path(_BEBOER, mottak.Beboerside.as_view(), name="beboer"),
    path(f"{_BEBOER}kartlegging/", mottak.Kartlegg.as_view(), name="beboer_kartlegging"),
    path(f"{_BEBOER}kontakt/", ute.Beboerkontakt.as_view(), name="beboer_kontakt"),
    path(f"{_BEBOER}familie/", ute.Beboerfamilie.as_view(), name="beboer_familie"),
    path(f"{_BEBOER}familie/<int:pk>/fjern/", ute.FjernBeboerfamilie.as_view(), name="beboer_familie_fjern"),
    path("imdi/avvik/", avvik.Avvikskoen.as_view(), name="imdi_avvik"),
    path("imdi/avvik/nytt/", avvik.NyttAvvik.as_view(), name="imdi_avvik_nytt"),
    path("imdi/avvik/<int:pk>/", avvik.Avviket.as_view(), name="imdi_avviket"),
    path("imdi/avvik/<int:pk>/ta/", avvik.TaAvvik.as_view(), name="imdi_avvik_ta"),
    path("imdi/avvik/<int:pk>/lukk/", avvik.LukkAvvik.as_view(), name="imdi_avvik_lukk"),
]
