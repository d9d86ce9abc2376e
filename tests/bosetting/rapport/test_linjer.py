import pytest

from bosetting.rapport.linjer import Linje, kommunelenke
from bosetting.rapport.queries.tabell import Celle, Rad, Skjult
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

CELLER = {"vedtatt": Celle(1500), "bosatt": Celle(skjult=Skjult.PERSONVERN)}


def rad(kommune_id: int = 1, navn: str = "Lund", **felt: str) -> Rad:
    return Rad(kommune_id, "1112", navn, felt.pop("navn_offisielt", navn), "Rogaland", "lund", CELLER, **felt)


def test_a_row_is_escaped_and_a_hidden_number_is_read_aloud() -> None:
    linje = Linje(rad(navn="<Lund>", merknad="Ny & stor"), "/kommuner/1112/?a=1&b=2", med_fylke=True)

    assert linje.html == (
        '<tr><th scope="row"><a class="ds-link" href="/kommuner/1112/?a=1&amp;b=2">&lt;Lund&gt;</a>'
        '<div class="im-dempet">Ny &amp; stor</div></th><td>1112</td><td>Rogaland</td>'
        '<td class="tall">1\u00a0500</td>'
        '<td class="tall"><span aria-hidden="true">:</span>'
        '<span class="ds-sr-only">skjult av hensyn til personvernet</span></td></tr>'
    )


def test_a_row_without_link_and_fylke_is_the_name_alone() -> None:
    linje = Linje(rad(), "", med_fylke=False)

    assert linje.html.startswith('<tr><th scope="row">Lund</th><td>1112</td><td class="tall">')


@pytest.mark.django_db
def test_b001_a_row_leads_to_the_kommune_for_those_who_may_open_it() -> None:
    egen, annen = KommuneFactory(nummer="1112"), KommuneFactory(nummer="1111")
    rader = [rad(en.pk, dagens_nummer=en.nummer) for en in (egen, annen)] + [rad(egen.pk)]
    skriv = kommunelenke(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=egen))
    imdi = kommunelenke(bruker_med(Rolle.IMDI_BOSETTER_LES))

    assert [skriv(en) for en in rader] == ["/kommuner/1112/", "", ""]
    assert [imdi(en) for en in rader] == ["/kommuner/1112/", "/kommuner/1111/", ""]
