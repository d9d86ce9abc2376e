"""The heads of the chains as a signed text, for somebody outside the database to keep (security.md §8).

Ed25519: who has the list can check it with the public key that stands in it, and only the system can have made it. No
queries. The text goes through an e-mail, so a line ends where a line ends and what surrounds the list is nothing to it.
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

START, SIGNATUR, SLUTT = "-----BEGIN KJEDEHODER-----", "-----SIGNATUR-----", "-----END KJEDEHODER-----"


class UgyldigListe(Exception):
    """Not a list of ours, or not as it was when we signed it."""


@dataclass(frozen=True)
class Sendthode:
    kjede: str
    nr: int
    hash: str


@dataclass(frozen=True)
class Lest:
    laget: datetime
    hoder: list[Sendthode]


def offentlig_nokkel() -> str:
    """What the security officer notes down once: with it a list is checked, and none can be made."""
    raa = _nokkel().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raa).decode()


def skriv(hoder: Iterable[Sendthode], tid: datetime) -> str:
    """The number and the hash first: the name of a chain can have spaces in it."""
    linjer = [f"laget {tid.isoformat()}", *(f"{ett.nr} {ett.hash} {ett.kjede}" for ett in hoder)]
    innhold = "\n".join(linjer)
    signatur = base64.b64encode(_nokkel().sign(innhold.encode())).decode()
    return "\n".join([START, innhold, SIGNATUR, signatur, SLUTT])


def les(tekst: str) -> Lest:
    """A list that is as we made it; raises UgyldigListe."""
    linjer = [linje.rstrip() for linje in tekst.splitlines()]
    try:
        fra, midt, til = linjer.index(START), linjer.index(SIGNATUR), linjer.index(SLUTT)
        innhold = linjer[fra + 1 : midt]
        signatur = base64.b64decode("".join(linjer[midt + 1 : til]), validate=True)
        _nokkel().public_key().verify(signatur, "\n".join(innhold).encode())
        laget = datetime.fromisoformat(innhold[0].removeprefix("laget "))
        return Lest(laget, [_hode(linje) for linje in innhold[1:]])
    except (ValueError, binascii.Error, InvalidSignature) as feil:
        raise UgyldigListe from feil


def fra_fil(innhold: bytes) -> str:
    """The text of a file: the e-mail as it was saved, or the list alone."""
    if b"content-type:" not in innhold.lower():
        return innhold.decode("utf-8", "replace")
    epost = message_from_bytes(innhold, policy=policy.default)
    assert isinstance(epost, EmailMessage)
    kropp = epost.get_body(("plain",))
    return str(kropp.get_content()) if kropp else innhold.decode("utf-8", "replace")


def _hode(linje: str) -> Sendthode:
    nr, hash_, kjede = linje.split(" ", 2)
    return Sendthode(kjede, int(nr), hash_)


def _nokkel() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(settings.LOGG_SIGNERINGSNOKKEL))
