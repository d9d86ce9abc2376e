"""Queries and server time of the pages that people open all day, beside the bare SQL of the same data."""

from collections.abc import Callable

from django.urls import reverse

from imdinett.forvaltning.demodata import DOMENE
from imdinett.management.benk.maaling import Oppslag, Sidemaaling, klient_for, mal


def mal_alle(si: Callable[[str], None]) -> list[Sidemaaling]:
    skriv, imdi = f"skriv.oslo@{DOMENE}", f"bosetter_skriv.imdi@{DOMENE}"
    landet = f"{reverse('rapport_anmodning_vedtak')}?omraade=landet"
    sider = [
        (skriv, Oppslag("Forsiden, kommune", reverse("hjem"))),
        (skriv, Oppslag("Fordelingslister, kommune", reverse("fordelingslister"))),
        (skriv, Oppslag("R1 for landet, kommune", landet)),
        (imdi, Oppslag("Arbeidsflaten, IMDi", reverse("admin:index"))),
        (imdi, Oppslag("Fordelinger, IMDi", reverse("imdi_fordeling"))),
        (imdi, Oppslag("R1 for landet, IMDi", landet)),
    ]
    ut = []
    for epost, oppslag in sider:
        si(oppslag.navn)
        ut.append(mal(klient_for(epost), oppslag))
    return ut
