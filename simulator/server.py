"""The running simulator: sockets, routes and the parts behind them."""

import contextlib
import fcntl
import logging
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, SO_LINGER, SOL_SOCKET, socket
from socketserver import TCPServer
from typing import IO, Any, Self
from urllib.parse import urlsplit

from simulator import forstyrrelse, kropp
from simulator.epost import Epostserver, Mottak
from simulator.feil import Feilplan
from simulator.http_typer import Avslag, Foresporsel, Kutt, Rute, Svar, error_svar
from simulator.innstillinger import Innstillinger
from simulator.kontroll import Kontroll, Telling
from simulator.lager import Brevlager
from simulator.maskinporten import Maskinporten
from simulator.postkasse import Postkasse
from simulator.sider import Sider
from simulator.svarut import SvarUt

logg = logging.getLogger("simulator")


class MappeIBruk(RuntimeError):
    pass


class Simulator:
    """Listens when made, answers between `start` and `stop` (or inside `with`)."""

    def __init__(self, innstillinger: Innstillinger) -> None:
        mappe = innstillinger.mappe
        mappe.mkdir(parents=True, exist_ok=True)
        self._laas = _lock(mappe)
        self._http = Httpserver((innstillinger.vert, innstillinger.port), self)
        self.url = f"http://{innstillinger.vert}:{self._http.server_address[1]}"
        self.plan, self.telling = Feilplan(), Telling()
        self.lager, self.postkasse = Brevlager(mappe / "brev"), Postkasse(mappe / "epost")
        self._smtp = Epostserver(innstillinger.vert, innstillinger.smtp_port, Mottak(self.postkasse, self.plan))
        self.smtp_port = self._smtp.port
        self._ruter = self._routes(innstillinger)
        self._traad = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="http", daemon=True)

    def _routes(self, innstillinger: Innstillinger) -> list[Rute]:
        maskinporten = Maskinporten(innstillinger, innstillinger.utsteder or f"{self.url}/")
        kontroll = Kontroll(self.lager, self.postkasse, self.plan, self.telling, maskinporten.clear)
        svarut = SvarUt(innstillinger, self.lager, maskinporten)
        return [*svarut.routes(), *kontroll.routes(), *Sider(self.lager, self.postkasse).routes()]

    def start(self) -> None:
        self._smtp.start()
        self._traad.start()

    def stop(self) -> None:
        self._http.shutdown()
        self.plan.close()
        self._http.hang_up()
        self._http.server_close()
        self._smtp.stop()
        self._laas.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_feil: object) -> None:
        self.stop()

    def find_route(self, metode: str, sti: str) -> tuple[Rute, dict[str, str]]:
        treff = [(rute, funn) for rute in self._ruter if (funn := rute.monster.fullmatch(sti))]
        if not treff:
            raise Avslag(404, "IKKE_FUNNET", "Adressen finnes ikke.")
        for rute, funn in treff:
            if rute.metode == metode:
                return rute, funn.groupdict()
        raise Avslag(405, "FEIL_METODE", f"Adressen tar ikke imot {metode}.")

    def answer(self, foresporsel: Foresporsel) -> Svar:
        try:
            rute, deler = self.find_route(foresporsel.metode, foresporsel.sti)
            return self._call(rute, _with_parts(foresporsel, deler))
        except Avslag as avslag:
            return error_svar(avslag, foresporsel.sti)

    def _call(self, rute: Rute, foresporsel: Foresporsel) -> Svar:
        if not rute.kall:
            return rute.svar(foresporsel)
        self.telling.count(rute.kall)
        feil = self.plan.take(rute.kall)
        if feil is None:
            return rute.svar(foresporsel)
        logg.info("feil %s på kallet %s", feil.hva, rute.kall)
        return forstyrrelse.run(feil, lambda: rute.svar(foresporsel), self.plan)


def _with_parts(foresporsel: Foresporsel, deler: dict[str, str]) -> Foresporsel:
    return Foresporsel(**{**vars(foresporsel), "deler": deler})


def _lock(mappe: Path) -> IO[str]:
    laas = (mappe / "laas").open("w")
    try:
        fcntl.flock(laas, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as feil:
        laas.close()
        raise MappeIBruk(f"En annen simulator bruker {mappe}.") from feil
    return laas


class Httpserver(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, adresse: tuple[str, int], simulator: Simulator) -> None:
        super().__init__(adresse, Samtale)
        self.simulator = simulator
        self.aapne: set[socket] = set()

    def server_bind(self) -> None:
        """Without the look-up of the host's full name, which may wait for DNS."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "simulator", int(self.server_address[1])

    def hang_up(self) -> None:
        """Wake the threads that wait for a next request on an open connection."""
        for forbindelse in tuple(self.aapne):
            with contextlib.suppress(OSError):
                forbindelse.shutdown(SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Samtale(BaseHTTPRequestHandler):
    """One connection; the parts of the answer leave in one write."""

    server: Httpserver
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = 90

    def setup(self) -> None:
        super().setup()
        self.server.aapne.add(self.connection)

    def finish(self) -> None:
        self.server.aapne.discard(self.connection)
        super().finish()

    def _run(self) -> None:
        deler = urlsplit(self.path)
        headere = {navn.lower(): verdi for navn, verdi in self.headers.items()}
        try:
            innhold = kropp.read(headere, self.rfile)
        except Avslag as avslag:
            self.close_connection = True
            self._write(error_svar(avslag, deler.path))
            return
        self._write(self.server.simulator.answer(Foresporsel(self.command, deler.path, deler.query, headere, innhold)))

    do_GET = do_POST = do_DELETE = _run

    def _write(self, svar: Svar) -> None:
        if svar.kutt is not Kutt.INGEN:
            self.close_connection = True
        if svar.kutt is Kutt.RESET:
            self._reset()
        if svar.kutt in (Kutt.STILLE, Kutt.RESET):
            return
        self.send_response(svar.status)
        if svar.status != 204:
            self.send_header("Content-Type", svar.mime)
            self.send_header("Content-Length", str(len(svar.kropp)))
        for navn, verdi in svar.headere:
            self.send_header(navn, verdi)
        self.end_headers()
        self.wfile.write(svar.kropp[: len(svar.kropp) // 2] if svar.kutt is Kutt.HALVT else svar.kropp)

    def _reset(self) -> None:
        """Closing with a zero linger makes the kernel send RST instead of FIN."""
        self.connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, format: str, *verdier: object) -> None:
        logg.debug(format, *verdier)
