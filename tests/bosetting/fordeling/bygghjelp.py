"""What the tests of building a list share."""

from bosetting.fordeling import services
from tests.bosetting.fordeling.hjelp import AAR


def opprett(en, *husstander, **felt):
    verdier = {"bruker": en.imdi, "kommune": en.kommune, "plassaar": AAR, "husstander": husstander, **felt}
    return services.opprett_liste(**verdier)


def send(en, liste):
    return services.send_liste(bruker=en.imdi, liste_id=liste.pk)


def kode(feil) -> str:
    return feil.value.kode
