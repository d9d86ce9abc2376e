"""What is kept encrypted in the database, with the one key of the product."""

from cryptography.fernet import Fernet
from django.conf import settings


def krypter(tekst: str) -> str:
    return Fernet(settings.FERNET_NOKKEL).encrypt(tekst.encode()).decode()


def dekrypter(tekst: str) -> str:
    return Fernet(settings.FERNET_NOKKEL).decrypt(tekst.encode()).decode()
