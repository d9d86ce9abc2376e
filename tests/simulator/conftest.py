from contextlib import ExitStack

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from simulator.innstillinger import Innstillinger
from simulator.server import Simulator
from tests.simulator.klient import INTEGRASJON_ID, INTEGRASJON_PASSORD, KLIENT_ID, Klient


@pytest.fixture(scope="session")
def new_keys():
    def make() -> tuple[bytes, bytes]:
        nokkel = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        privat = nokkel.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        offentlig = nokkel.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return privat, offentlig

    return make


@pytest.fixture(scope="session")
def keys(new_keys):
    return new_keys()


@pytest.fixture
def start(tmp_path, keys):
    """Starts a simulator and gives its client; both are closed when the test ends."""
    privat, offentlig = keys
    with ExitStack() as stabel:

        def begin(**endringer) -> Klient:
            valg = {
                "mappe": tmp_path / "simulator",
                "nokkel": offentlig,
                "klient": KLIENT_ID,
                "integrasjon_id": INTEGRASJON_ID,
                "integrasjon_passord": INTEGRASJON_PASSORD,
                "tempo": 0.0,
                **endringer,
            }
            klient = Klient(Simulator(Innstillinger(**valg)), privat)
            klient.simulator.start()
            stabel.callback(klient.stop)
            return klient

        yield begin


@pytest.fixture
def klient(start):
    return start()
