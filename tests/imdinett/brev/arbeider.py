"""A worker process that dies by SIGKILL at a chosen point of one delivery. Run as a program by test_s10_drap.py.

argv: the row's id, and where to die. The environment names the test's own database and simulator.
"""

import os
import signal
import sys

import django

DOR = ("mens_den_tegnes", "for_kallet", "etter_kallet", "etter_commit")


def do(*_verdier: object, **_navngitte: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    django.setup()
    from imdinett.brev import levering, svarut
    from imdinett.utboks import services

    pk, hvor = int(sys.argv[1]), sys.argv[2]
    if hvor == "mens_den_tegnes":
        levering.pdf.tegn = do
    if hvor == "for_kallet":
        svarut.send = do
    if hvor == "etter_kallet":
        services.merk_sendt = do
    print("klar", flush=True)
    levering.lever(pk)
    if hvor == "etter_commit":
        do()


if __name__ == "__main__":
    main()
