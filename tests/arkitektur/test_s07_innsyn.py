"""S-07: each view that shows who somebody is writes exactly one line in the access log, and no page writes two."""

from typing import Any

import pytest

from imdinett.hendelse.models import Innsyn
from imdinett.tilgang.roller import Rolle
from tests.arkitektur import adresser
from tests.arkitektur.leser import Leser, bruker_for, som
from tests.regnskap import meld
from tests.verden import Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("lett_vandring")]
LESERE = (
    "annen_bosetter_skriv",
    "annen_bosetter_les",
    "annen_administrator",
    Rolle.MOTTAK_SKRIV.value,
    Rolle.BUFETAT_SKRIV.value,
    Rolle.IMDI_BOSETTER_SKRIV.value,
    Rolle.IMDI_LOGG_LES.value,
)


@pytest.mark.parametrize("tilfelle", [som(tilfelle) for tilfelle in LESERE])
def test_s07_a_page_with_an_identity_is_one_line(verden: Verden, tilfelle: str, record_property: Any) -> None:
    leser = Leser(bruker_for(verden, tilfelle))
    numre = {tall for en in verden.identiteter for tall in en.tall}
    viste = 0
    feil: dict[tuple[str, str], int] = {}
    for en in adresser.alle(verden, verden.b):
        foer = Innsyn.objects.count()
        svar = leser.svar("GET", en.sti)
        linjer = Innsyn.objects.count() - foer
        tekst = svar.innhold.decode(errors="replace")
        viser = svar.status_code == 200 and any(tall in tekst for tall in numre)
        viste += viser
        if linjer > 1 or (viser and linjer != 1):
            feil[en.navn, en.objekt] = linjer

    print(f"S-07: {viste} visninger av hvem noen er som {tilfelle}, uten én linje {len(feil)}")
    assert feil == {}
    meld(record_property, "S-07", visninger=viste, uten_linje=len(feil))
