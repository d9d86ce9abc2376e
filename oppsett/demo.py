"""`make demo`: the whole product on this machine, from nothing to a page to log in on."""

import os
import shutil
from pathlib import Path

from oppsett.applikasjon import brukertabell, gjor_klar, lag_miljo
from oppsett.feil import Oppsettfeil
from oppsett.port import oensket_port
from oppsett.postgres import klyngemappe
from oppsett.rester import enerett, skriv_eier
from oppsett.si import si
from oppsett.simulator import Simulator
from oppsett.stier import DATA, LOGG, ROT
from oppsett.tilsyn import Tilsyn
from oppsett.tjenester import start_tjenester
from oppsett.utvikling import sett_opp
from oppsett.web import start_arbeidere, start_web, vent_pa_web

MAPPE = DATA / "demo"


def demo(_: list[str]) -> int:
    with enerett(MAPPE, "Demoen") as las, Tilsyn(MAPPE) as tilsyn:
        port = oensket_port(os.environ.get("PORT") or "8000")
        if os.environ.get("RESET", "0") not in {"", "0"}:
            start_forfra()
        _start(tilsyn, las, port)
        try:
            tilsyn.vakt()
        except KeyboardInterrupt:
            return 0
    return 0


def _start(tilsyn: Tilsyn, las: Path, port: int) -> None:
    biblioteker = sett_opp("demo", nettleser=False)
    tjenester = start_tjenester(tilsyn, MAPPE, flyktig=False, biblioteker=biblioteker, roller=True)
    miljo, simulator = lag_miljo(tilsyn, MAPPE, tjenester, port)
    si("SvarUT-simulator og e-postmottak er oppe")
    tilsyn.ny_bolge()
    # These take the other core while the data are made. The address is told when there is something to see.
    with brukertabell(MAPPE, miljo) as les_tabell:
        web = start_web(tilsyn, miljo, port)
        gjor_klar(MAPPE, miljo, fast_database=tjenester.postgres is not None)
        vent_pa_web(web, port)
        si("nettsiden svarer")
        start_arbeidere(tilsyn, miljo)
        tabell = les_tabell()
    skriv_eier(las, miljo["NETTADRESSE"])
    print(_velkommen(miljo["NETTADRESSE"], tabell, simulator), flush=True)
    si("klar – Ctrl-C stopper alt")


def start_forfra() -> None:
    """Everything the demo has made, but not what has been fetched for it."""
    if "DATABASE_URL" in os.environ:
        raise Oppsettfeil("RESET=1 sletter ikke databasen i DATABASE_URL. Tøm den selv, eller start uten DATABASE_URL.")
    si("sletter demodataene og begynner forfra")
    for sti in MAPPE.iterdir():
        if sti.name != "las":
            shutil.rmtree(sti) if sti.is_dir() else sti.unlink()
    shutil.rmtree(klyngemappe(MAPPE) / "pgdata", ignore_errors=True)


def _velkommen(adresse: str, brukere: str, simulator: Simulator) -> str:
    return f"""
  Portalen:   {adresse}
  IMDi:       {adresse}/imdi/

{brukere.rstrip()}

  Brev og e-post lander her: {simulator.url}/  (filer i {simulator.mappe.relative_to(ROT)}/)
  Logger: {(LOGG / "demo").relative_to(ROT)}/
"""
