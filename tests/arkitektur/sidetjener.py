"""A small server on loopback: one page at a time as the application drew it, and the static files."""

import mimetypes
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders

from tests.arkitektur.sider import Tegnet

# The texts of the stock admin's own scripts come from a view; none of its scripts here needs them.
TOMT_SKRIPT = "/imdi/jsi18n/"


class Samtale(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: "Tjener"

    def do_GET(self) -> None:
        sti, tegnet = urlsplit(self.path).path, self.server.eier.tegnet
        if self.headers.get("Sec-Fetch-Dest") == "document" and tegnet:
            self._svar(tegnet.status, dict(tegnet.hode), tegnet.innhold)
        elif sti == TOMT_SKRIPT:
            self._svar(200, _fast("text/javascript"), b"")
        elif sti.startswith("/static/") and (fil := finders.find(sti.removeprefix("/static/"))):
            slag = mimetypes.guess_type(sti)[0] or "application/octet-stream"
            self._svar(200, _fast(slag), Path(str(fil)).read_bytes())
        elif self.headers.get("HX-Request") or sti == "/favicon.ico":
            self._svar(204, {}, b"")
        else:
            self._svar(404, {}, b"")

    def _svar(self, status: int, hode: dict[str, str], innhold: bytes) -> None:
        self.send_response(status)
        for navn, verdi in hode.items():
            self.send_header(navn, verdi)
        if status != 204:
            self.send_header("Content-Length", str(len(innhold)))
        self.end_headers()
        self.wfile.write(innhold)

    def log_message(self, *_verdier: object) -> None:
        pass


def _fast(slag: str) -> dict[str, str]:
    return {"Content-Type": slag, "Cache-Control": "max-age=3600"}


class Tjener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, eier: "Sidetjener") -> None:
        self.eier = eier
        super().__init__(("127.0.0.1", 0), Samtale)


class Sidetjener:
    """`tegnet` is what the next navigation is answered with."""

    def __init__(self) -> None:
        self.tegnet: Tegnet | None = None
        self._tjener = Tjener(self)
        self.url = f"http://127.0.0.1:{self._tjener.server_address[1]}"
        self._traad = threading.Thread(target=self._tjener.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._traad.start()
        return self

    def __exit__(self, *_feil: object) -> None:
        self._tjener.shutdown()
        self._traad.join()
        self._tjener.server_close()
