"""The kind of file that saker are taken over from, as the core's flow knows it."""

from django.utils.translation import gettext_lazy as _

from bosetting.overtakelse import queries, services
from bosetting.overtakelse.sakfil import KOLONNER, VALGFRIE
from bosetting.person.states import Sakstilstand
from imdinett.overtakelse.slag import Slag
from imdinett.tilgang.rettighet import Rettighet as R

SAKER = Slag(
    kode=services.KODE,
    navn=_("Saker"),
    versjoner=frozenset({"2026-11-29"}),
    kolonner=KOLONNER,
    valgfrie=VALGFRIE,
    rettigheter=frozenset({R.SAK_SKRIV, R.FORDELING_SKRIV, R.VEDTAK_FATT, R.BOSETTINGSDATO_SKRIV}),
    prov=queries.prov,
    skriv=services.skriv,
    navn_paa=lambda tilstand: str(Sakstilstand(tilstand).label),
    personer=queries.personer,
)
