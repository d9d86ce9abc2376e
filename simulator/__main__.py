"""`python -m simulator`: runs until it is told to stop."""

import logging
import os
import signal
import sys
import threading

from simulator import innstillinger
from simulator.server import MappeIBruk, Simulator


def main() -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    valg = innstillinger.read(sys.argv[1:], os.environ)
    stopp = threading.Event()
    for nummer in (signal.SIGINT, signal.SIGTERM):
        signal.signal(nummer, lambda *_: stopp.set())
    try:
        simulator = Simulator(valg)
    except (OSError, MappeIBruk) as feil:
        sys.stderr.write(f"Simulatoren kan ikke starte: {feil}\n")
        return 1
    with simulator:
        sys.stdout.write(f"simulator klar {simulator.url} smtp://{valg.vert}:{simulator.smtp_port}\n")
        sys.stdout.flush()
        stopp.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
