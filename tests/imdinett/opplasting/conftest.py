import socketserver
import struct
import threading

import pytest

from tests.imdinett.opplasting.filer import EICAR


class _Samtale(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while lengde := struct.unpack("!I", self.rfile.read(4))[0]:
            data += self.rfile.read(lengde)
        self.server.mottatt.append(data)
        svar = self.server.svar or (b"stream: Eicar-Test-Signature FOUND" if EICAR in data else b"stream: OK")
        self.wfile.write(svar + b"\0")


class Falsk(socketserver.ThreadingTCPServer):
    """Speaks clamd's INSTREAM; `svar` overrides what it answers."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Samtale)
        self.svar = b""
        self.mottatt: list[bytes] = []


@pytest.fixture
def clamd(settings):
    with Falsk() as server:
        traad = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        traad.start()
        settings.CLAMD_ADRESSE = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()
        traad.join()


@pytest.fixture
def ingen_clamd(settings):
    settings.CLAMD_ADRESSE = "127.0.0.1:9"
