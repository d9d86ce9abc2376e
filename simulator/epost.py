"""The mail server: takes everything that is sent to it and delivers nothing."""

import asyncio
import logging
import socket
import threading

from aiosmtpd.smtp import SMTP, Envelope, Session

from simulator.feil import Feilplan
from simulator.postkasse import Postkasse

logg = logging.getLogger("simulator")


class Mottak:
    """aiosmtpd calls these by name."""

    def __init__(self, postkasse: Postkasse, plan: Feilplan) -> None:
        self._postkasse = postkasse
        self._plan = plan

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, adresse: str, valg: list[str]
    ) -> str:
        if (feil := self._plan.take("epost", "550")) is not None:
            return f"{feil.hva} 5.1.1 Simulert: postkassen finnes ikke"
        envelope.rcpt_tos.append(adresse)
        envelope.rcpt_options.extend(valg)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if (feil := self._plan.take("epost", "451")) is not None:
            return f"{feil.hva} 4.3.0 Simulert: prøv igjen senere"
        innhold = envelope.original_content or b""
        epost = self._postkasse.add(envelope.mail_from or "", list(envelope.rcpt_tos), innhold)
        logg.info("e-post %s mottatt", epost.id)
        return f"250 2.0.0 OK {epost.id}"


class Epostserver:
    """Listens when made; the loop lives and dies in its own thread, so that it asks nothing of the caller's."""

    def __init__(self, vert: str, port: int, mottak: Mottak) -> None:
        self._mottak = mottak
        self._sokkel = socket.create_server((vert, port))
        self.port: int = self._sokkel.getsockname()[1]
        self._loop = asyncio.new_event_loop()
        self._traad = threading.Thread(target=self._run, name="smtp", daemon=True)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(self._loop.create_server(self._session, sock=self._sokkel))
        self._loop.run_forever()

    def _session(self) -> SMTP:
        return SMTP(self._mottak, hostname="simulator", ident="simulator", enable_SMTPUTF8=True, loop=self._loop)

    def start(self) -> None:
        self._traad.start()

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._traad.join()
        self._loop.close()

    async def _close(self) -> None:
        self._server.close()
        andre = asyncio.all_tasks() - {asyncio.current_task()}
        for oppgave in andre:
            oppgave.cancel()
        await asyncio.gather(*andre, return_exceptions=True)
