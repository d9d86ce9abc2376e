"""Saved filters: one that each kommune shares, one that a caseworker at IMDi starts with, one that IMDi shares."""

from bosetting.demodata.plan import Plan
from imdinett.web.lister.services import NyttUtvalg, lagre_utvalg

PRIVATBOENDE = NyttUtvalg(
    "uten_bosettingsdato",
    "Personer uten bosettingsdato",
    "Privatboende uten avvik",
    "kategori=privatboende&avvik=nei",
    delt=True,
)
OVER_FRISTEN = NyttUtvalg(
    "imdi_fordeling", "Fordelingslister", "Over fristen", "status=forfalt&sorter=frist", delt=True
)
UTEN_ANSVARLIG = NyttUtvalg("imdi_avvik", "Avvik", "Uten ansvarlig", "vis=uten", standard=True)


def lag(plan: Plan) -> None:
    for deltaker in plan.deltakere:
        lagre_utvalg(bruker=deltaker.skriv, kommune=deltaker.kommune, ny=PRIVATBOENDE)
    for ny in (OVER_FRISTEN, UTEN_ANSVARLIG):
        lagre_utvalg(bruker=plan.bosetter, kommune=None, ny=ny)
