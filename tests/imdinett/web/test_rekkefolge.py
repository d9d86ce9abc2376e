"""The order and the length of a list: in the address, kept with the filter, and the same row never on two pages."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse

from imdinett.bruker.models import Bruker
from imdinett.henvendelse.models import Henvendelse
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.web.lister import rekkefolge
from imdinett.web.lister.models import Lagretutvalg
from imdinett.web.lister.rekkefolge import Listevalg, Sortering
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer
from tests.imdinett.web.henvendelser import henvendelser


# ---- the rules
@pytest.mark.parametrize(
    ("sporring", "antall"),
    [
        ("", 25),
        ("per_side=25", 25),
        ("per_side=50", 50),
        ("per_side=100", 100),
        ("per_side=", 25),
        ("per_side=0", 25),
        ("per_side=-50", 25),
        ("per_side=51", 25),
        ("per_side=1000000000000000000000", 25),
        ("per_side=50;drop", 25),
        ("per_side=٥٠", 25),
        ("per_side=x&per_side=50", 50),
    ],
)
def test_only_what_can_be_chosen_is_chosen(sporring: str, antall: int) -> None:
    assert rekkefolge.per_side(QueryDict(sporring)) == antall


SORTERING = Sortering({"navn": ("visningsnavn",), "fylke": ("fylke__navn", "nummer")})


@pytest.mark.parametrize(
    ("valgt", "ledd"),
    [
        ("navn", ("visningsnavn", "pk")),
        ("-navn", ("-visningsnavn", "-pk")),
        ("-fylke", ("-fylke__navn", "-nummer", "-pk")),
    ],
)
def test_the_key_is_always_last(valgt: str, ledd: tuple[str, ...]) -> None:
    assert SORTERING.ordne(Kommune.objects.all(), valgt).query.order_by == ledd


@pytest.mark.parametrize("valgt", ["", "orgnr", "--navn", "pk", "fylke__navn", "?"])
def test_what_is_no_column_leaves_the_lists_own_order(valgt: str) -> None:
    assert SORTERING.ordne(Kommune.objects.order_by("nummer", "pk"), valgt).query.order_by == ("nummer", "pk")


def test_a_list_whose_own_order_has_no_key_gets_one() -> None:
    rader = Bruker.objects.order_by("navn")

    assert SORTERING.ordne(rader, "").query.order_by == ("navn", "pk")


@dataclass(frozen=True)
class Rad:
    navn: str
    frist: int | None
    under: "Rad | None" = None


def test_a_list_in_memory_is_ordered_by_what_its_rows_have() -> None:
    b, a, uten = Rad("b", 2, Rad("x", 9)), Rad("a", 2, Rad("y", 3)), Rad("c", None)
    sortering = Sortering({"frist": ("frist",), "under": ("under__frist",)}, i_minnet=True)

    assert sortering.ordne([uten, b, a], "frist") == [b, a, uten]
    assert sortering.ordne([uten, b, a], "-frist") == [uten, b, a]
    assert sortering.ordne([uten, b, a], "under") == [a, b, uten]
    assert sortering.ordne([uten, b, a], "ukjent") == [uten, b, a]


def test_what_goes_along_is_the_selection_and_not_the_page() -> None:
    valg = Listevalg("-navn", ("navn",), QueryDict("status=alle&side=3&per_side=50&velg=alle&format=csv&sorter=-navn"))

    assert valg.uten_sortering == [("status", "alle"), ("per_side", "50")]
    assert valg.uten_antall == [("status", "alle"), ("sorter", "-navn")]
    assert valg.i_filteret == [("sorter", "-navn"), ("per_side", "50")]
    assert [valg.med_antall(en) for en in ("/x/", "/x/?vis=alle")] == ["/x/?per_side=50", "/x/?vis=alle&per_side=50"]


# ---- on the page
@pytest.fixture
def kommune(db: None) -> Any:
    return KommuneFactory()


@pytest.fixture
def kari(kommune: Any) -> Any:
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


def numre(svar: Any) -> list[str]:
    return [rad.nummer for rad in svar.context["rader"]]


def test_pages_never_overlap_although_all_rows_are_equal(kari: Any, kommune: Any) -> None:
    """Sixty that have waited equally long, in a state that is the same for all."""
    alle = henvendelser(kari, kommune, 60)
    klient, adresse = logg_inn(kari), reverse("henvendelser")

    for sorter in ("", "siden", "-siden", "status", "-status"):
        sider = [numre(klient.get(adresse, {"sorter": sorter, "side": nr})) for nr in (1, 2, 3)]

        assert [len(side) for side in sider] == [25, 25, 10]
        assert sorted(nummer for side in sider for nummer in side) == alle, sorter


def test_how_many_rows_is_chosen_and_goes_along(kari: Any, kommune: Any) -> None:
    alle = henvendelser(kari, kommune, 60)
    klient, adresse = logg_inn(kari), reverse("henvendelser")

    svar = klient.get(adresse, {"utvalg": "", "sorter": "nummer", "per_side": "50"})
    html = svar.content.decode()

    assert numre(svar) == alle[:50]
    assert numre(klient.get(adresse, {"per_side": "100", "sorter": "-nummer"})) == alle[::-1]
    assert '<option value="50" selected>50</option>' in html
    assert "sorter=nummer&amp;per_side=50&amp;side=2" in html
    assert f'href="{adresse}?utvalg=lukket&amp;per_side=50"' in html
    for skjema in ("im-per-side", 'id="sortering"'):
        (felt,) = re.findall(rf"<form[^>]*{skjema}[^>]*>(.*?)</form>", html, re.DOTALL)
        skjulte = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)">', felt))
        assert skjulte == {"utvalg": "", **({"sorter": "nummer"} if "per-side" in skjema else {"per_side": "50"})}


@pytest.mark.parametrize("per_side", ["", "7", "-1", "1e9", "x", "9" * 400, "\x00"])
def test_a_forged_length_is_twenty_five(kari: Any, kommune: Any, per_side: str) -> None:
    henvendelser(kari, kommune, 26)

    svar = logg_inn(kari).get(reverse("henvendelser"), {"per_side": per_side, "sorter": "x' or 1", "side": "99"})

    assert (svar.status_code, svar.context["page_obj"].paginator.per_page, len(numre(svar))) == (200, 25, 1)


def test_a_short_list_has_no_choice_and_sorts_all_the_same(kari: Any, kommune: Any) -> None:
    henvendelser(kari, kommune, 25)

    html = logg_inn(kari).get(reverse("henvendelser")).content.decode()

    assert ("im-per-side" in html, html.count('form="sortering"')) == (False, 3)


def test_the_filters_own_form_keeps_order_and_length(kommune: Any) -> None:
    admin = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)

    html = logg_inn(admin).get(reverse("brukere"), {"sorter": "-navn", "per_side": "100"}).content.decode()

    (filteret,) = re.findall(r'<form class="im-filter".*?</form>', html, re.DOTALL)
    assert re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', filteret) == [
        ("sorter", "-navn"),
        ("per_side", "100"),
    ]


def test_the_order_is_kept_under_a_name_and_in_the_file_and_the_length_is_not(kari: Any, kommune: Any) -> None:
    alle = henvendelser(kari, kommune, 3)
    klient, adresse = logg_inn(kari), f"{reverse('henvendelser')}?sorter=-nummer&per_side=50"

    klient.post(adresse, {"handling": "lagre_utvalg", "utvalg-navn": "Nyeste nummer"})
    ukjent = f"{reverse('henvendelser')}?sorter=emne&utvalg=lukket"
    klient.post(ukjent, {"handling": "lagre_utvalg", "utvalg-navn": "Lukkede"})
    fil = b"".join(klient.get(f"{adresse}&format=csv").streaming_content).decode("utf-8-sig")

    assert list(Lagretutvalg.objects.order_by("pk").values_list("sporring", flat=True)) == [
        "sorter=-nummer",
        "utvalg=lukket",
    ]
    assert [linje.split(";")[0] for linje in fil.splitlines()[1:]] == alle[::-1]


def test_a_column_of_imdis_is_none_of_the_kommunes(kari: Any, kommune: Any) -> None:
    """The kommune does not see who at IMDi has the case, so no order tells."""
    imdi = [bruker_med(Rolle.IMDI_SUPPORT, navn=navn) for navn in ("Åse Eksempel", "Arne Eksempel")]
    alle = henvendelser(kari, kommune, 2)
    for nummer, ansvarlig in zip(alle, imdi, strict=True):
        Henvendelse.objects.filter(nummer=nummer).update(ansvarlig=ansvarlig)
    egne, adresse = logg_inn(kari), reverse("henvendelser")

    assert numre(egne.get(adresse, {"sorter": "ansvarlig"})) == numre(egne.get(adresse, {"sorter": "-ansvarlig"}))
    hos_imdi = logg_inn(imdi[0])
    assert numre(hos_imdi.get(reverse("imdi_henvendelser"), {"sorter": "ansvarlig"})) == alle[::-1]


def test_the_same_queries_for_a_hundred_rows(kari: Any, kommune: Any) -> None:
    henvendelser(kari, kommune, 110)
    klient, adresse = logg_inn(kari), reverse("henvendelser")

    antall = {sporringer(klient, f"{adresse}?{hale}") for hale in ("", "per_side=100", "per_side=100&sorter=-siden")}

    assert len(antall) == 1
    assert max(antall) <= 20
