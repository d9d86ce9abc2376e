"""The control calls: tests plan faults with them and count what came in."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

from simulator import feil, tid, tidslinje
from simulator.http_typer import Avslag, Foresporsel, Rute, Svar, json_svar
from simulator.lager import Brev, Brevlager
from simulator.postkasse import Epost, Postkasse


class Telling:
    def __init__(self) -> None:
        self._laas = threading.Lock()
        self._kall: Counter[str] = Counter()

    def count(self, kall: str) -> None:
        with self._laas:
            self._kall[kall] += 1

    def all(self) -> dict[str, int]:
        with self._laas:
            return {kall: self._kall[kall] for kall in feil.KALL if kall != "epost"}

    def clear(self) -> None:
        with self._laas:
            self._kall.clear()


class Kontroll:
    def __init__(
        self, lager: Brevlager, postkasse: Postkasse, plan: feil.Feilplan, telling: Telling, glem: Callable[[], None]
    ) -> None:
        self._lager, self._postkasse, self._plan, self._telling = lager, postkasse, plan, telling
        self._glem = glem

    def routes(self) -> list[Rute]:
        return [
            Rute("GET", re.compile(r"/helse"), lambda _: json_svar({"status": "ok"})),
            Rute("GET", re.compile(r"/_kontroll/feil"), lambda _: json_svar(self._plan.all())),
            Rute("POST", re.compile(r"/_kontroll/feil"), self.plan_faults),
            Rute("DELETE", re.compile(r"/_kontroll/feil"), self.clear_faults),
            Rute("POST", re.compile(r"/_kontroll/status"), self.set_status),
            Rute("GET", re.compile(r"/_kontroll/telling"), self.count),
            Rute("POST", re.compile(r"/_kontroll/nullstill"), self.reset),
            Rute("GET", re.compile(r"/_kontroll/epost"), self.mails),
            Rute("GET", re.compile(r"/_kontroll/brev"), self.letters),
            Rute("GET", re.compile(r"/_kontroll/brev/(?P<id>[^/.]+)"), self.letter),
            Rute("GET", re.compile(r"/(?:_kontroll/)?brev/(?P<id>[^/.]+)\.pdf"), self.pdf),
        ]

    def plan_faults(self, foresporsel: Foresporsel) -> Svar:
        data = foresporsel.json()
        try:
            self._plan.add([feil.read(en) for en in (data if isinstance(data, list) else [data])])
        except (feil.UgyldigFeil, AttributeError, TypeError) as grunn:
            raise Avslag(400, "UGYLDIG_FEIL", str(grunn)) from grunn
        return json_svar(self._plan.all())

    def clear_faults(self, _foresporsel: Foresporsel) -> Svar:
        self._plan.clear()
        return Svar(204)

    def set_status(self, foresporsel: Foresporsel) -> Svar:
        data = foresporsel.json()
        if not isinstance(data, dict) or not isinstance(data.get("status"), str) or not data["status"]:
            raise Avslag(400, "VALIDERINGSFEIL", "Kroppen må være {id, status}.")
        brev = self._lager.set_status(str(data.get("id")), data["status"])
        if brev is None:
            raise Avslag(404, "IKKE_FUNNET", "Brevet finnes ikke.")
        return json_svar(_letter_line(brev))

    def count(self, _foresporsel: Foresporsel) -> Svar:
        return json_svar(
            {
                "aksepterte": len(self._lager.all()),
                "per_ref": self._lager.per_referanse(),
                "kall": self._telling.all(),
                "epost": len(self._postkasse.all()),
            }
        )

    def reset(self, _foresporsel: Foresporsel) -> Svar:
        self._plan.clear()
        self._lager.clear()
        self._postkasse.clear()
        self._telling.clear()
        self._glem()
        return Svar(204)

    def mails(self, foresporsel: Foresporsel) -> Svar:
        til = foresporsel.parameter("til")
        eposter = [epost for epost in self._postkasse.all() if til is None or til in epost.til]
        return json_svar([_mail_line(epost) for epost in eposter])

    def letters(self, _foresporsel: Foresporsel) -> Svar:
        return json_svar([_letter_line(brev) for brev in self._lager.all()])

    def letter(self, foresporsel: Foresporsel) -> Svar:
        brev = self._lager.get(foresporsel.deler["id"])
        if brev is None:
            raise Avslag(404, "IKKE_FUNNET", "Brevet finnes ikke.")
        return json_svar({**_letter_line(brev), "forsendelse": brev.forsendelse})

    def pdf(self, foresporsel: Foresporsel) -> Svar:
        innhold = self._lager.dokument(foresporsel.deler["id"])
        if innhold is None:
            raise Avslag(404, "IKKE_FUNNET", "Brevet finnes ikke.")
        return Svar(200, innhold, "application/pdf", (("Content-Disposition", "inline"),))


def _letter_line(brev: Brev) -> dict[str, Any]:
    endret, status = tidslinje.status(brev, tid.now())
    return {
        "id": brev.id,
        "konto": brev.konto,
        "eksternReferanse": brev.referanse,
        "tittel": brev.forsendelse["tittel"],
        "mottaker": brev.forsendelse["mottaker"],
        "status": status,
        "sisteStatusEndring": tid.iso(endret),
        "mottatt": tid.iso(brev.mottatt),
    }


def _mail_line(epost: Epost) -> dict[str, Any]:
    return {
        "id": epost.id,
        "tidspunkt": tid.iso(epost.tidspunkt),
        "fra": epost.fra,
        "til": list(epost.til),
        "emne": epost.emne,
        "tekst": epost.tekst,
        "html": epost.html,
    }
