"""S-01–S-04 through the API: every address × every kind of key, and the marker texts that must not come out."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from bosetting.person.services import endre_gradering
from bosetting.person.states import Gradering
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.tilgangsnokkel.omfang import Nokkelomfang
from imdinett.tilgangsnokkel.services import Nynokkel, tilbakekall_nokkel
from tests.arkitektur import adresser
from tests.arkitektur.adresser import Adresse
from tests.arkitektur.kravler import Side, les
from tests.arkitektur.leser import Klient
from tests.arkitektur.test_lekkasje import hos, lekkasjer
from tests.hjelp import bruker_med
from tests.imdinett.tilgangsnokkel.hjelp import ny_nokkel, uten_referanse
from tests.regnskap import meld
from tests.verden import APEN, KANARI, LEDIG, SKJULT, STENGT, Kommuneverden, Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# What the own kommune's key gets where it is not simply 200.
EGNE = {
    ("api_fordelingsliste", "utkast"): 404,
    ("api_sak", "ja"): 404,
    ("api_sak", "opphevet"): 410,
    ("api_brev_pdf", "stengt"): 404,
}
OMFANG = {
    "api_fordelingsliste": Nokkelomfang.FORDELINGSLISTER,
    "api_sak": Nokkelomfang.SAKER,
    "api_plasser": Nokkelomfang.PLASSER,
    "api_brev": Nokkelomfang.BREV,
    "api_anmodning_vedtak": Nokkelomfang.RAPPORTER,
}


@pytest.fixture(autouse=True)
def _uten_grense(settings) -> None:
    settings.API_KALL_PER_MINUTT = 10_000


class Maskin:
    """Asks with one key, and leaves nothing behind."""

    def __init__(self, nokkel: Nynokkel | None) -> None:
        hode = {"authorization": f"Bearer {nokkel.hemmelighet}"} if nokkel else {}
        self.klient = Klient(headers=hode, raise_request_exception=False)

    def svar(self, sti: str, metode: str = "GET") -> Any:
        with transaction.atomic():
            svar = self.klient.generic(metode, sti)
            svar.innhold = svar.getvalue()
            svar.json = partial(json.loads, svar.innhold)
            transaction.set_rollback(True)
        return svar

    def les(self, sti: str) -> Side:
        return les(sti, self.svar(sti))


def i_api(verden: Verden, ett: Kommuneverden) -> list[Adresse]:
    return [en for en in adresser.alle(verden, ett) if en.navn.startswith("api_")]


def _omfang(navn: str) -> Nokkelomfang | None:
    return next((omfang for prefiks, omfang in OMFANG.items() if navn.startswith(prefiks)), None)


# ---- S-01
def _egen(verden: Verden) -> Nynokkel | None:
    return verden.a.tilgangsnokkel


def _utlopt(verden: Verden) -> Nynokkel:
    ny = ny_nokkel(verden.a.kommune, av=verden.a.administrator)
    Tilgangsnokkel.objects.filter(pk=ny.nokkel.pk).update(
        opprettet_tid=klokke.now() - timedelta(days=2), utloper_tid=klokke.now()
    )
    return ny


def _kalt_tilbake(verden: Verden) -> Nynokkel:
    ny = ny_nokkel(verden.a.kommune, av=verden.a.administrator)
    tilbakekall_nokkel(bruker=verden.a.administrator, nokkel_id=ny.nokkel.pk)
    return ny


def _uten_avtale(verden: Verden) -> Nynokkel | None:
    return verden.c.tilgangsnokkel


STENGT_UTE: dict[str, Callable[[Verden], Nynokkel | None]] = {
    "uten_nokkel": lambda verden: None,
    "utlopt": _utlopt,
    "kalt_tilbake": _kalt_tilbake,
    "uten_avtale": _uten_avtale,
}


@pytest.mark.parametrize("tilfelle", STENGT_UTE)
def test_s01_a_key_that_is_none_opens_nothing(verden: Verden, tilfelle: str, record_property: Any) -> None:
    maskin = Maskin(STENGT_UTE[tilfelle](verden))

    funnet = {
        (en.sti, metode): maskin.svar(en.sti, metode).status_code
        for en in i_api(verden, verden.a)
        for metode in ("GET", "POST")
    }

    meld(record_property, "S-01", api_svar=len(funnet), api_feil=sum(status != 401 for status in funnet.values()))
    assert set(funnet.values()) == {401}


def test_s01_the_own_key_reads_what_is_the_kommunes(verden: Verden, record_property: Any) -> None:
    maskin, egne = Maskin(_egen(verden)), i_api(verden, verden.a)

    funnet = {(en.navn, en.objekt): maskin.svar(en.sti).status_code for en in egne}

    feil = {nokkel: status for nokkel, status in funnet.items() if status != EGNE.get(nokkel, 200)}
    meld(record_property, "S-01", api_svar=len(funnet), api_feil=len(feil))
    assert feil == {}
    assert EGNE.keys() < funnet.keys()
    assert len({en.navn for en in egne}) == 9


def test_s01_what_is_another_kommunes_is_not_there(verden: Verden, record_property: Any) -> None:
    maskin = Maskin(_egen(verden))
    fremmede = [en for en in i_api(verden, verden.b) if en.egen]

    funnet = {(en.navn, en.objekt): maskin.svar(en.sti).status_code for en in fremmede}

    meld(record_property, "S-01", api_svar=len(funnet), api_feil=sum(status != 404 for status in funnet.values()))
    assert set(funnet.values()) == {404}


@pytest.mark.parametrize("valgt", Nokkelomfang)
def test_s01_a_key_opens_the_parts_it_was_made_for(verden: Verden, valgt: Nokkelomfang, record_property: Any) -> None:
    maskin = Maskin(ny_nokkel(verden.a.kommune, valgt, av=verden.a.administrator))

    funnet = {(en.navn, en.objekt): maskin.svar(en.sti).status_code for en in i_api(verden, verden.a)}

    feil = {
        nokkel: status
        for nokkel, status in funnet.items()
        if (status == 403) != (_omfang(nokkel[0]) not in (None, valgt))
    }
    meld(record_property, "S-01", api_svar=len(funnet), api_feil=len(feil))
    assert feil == {}


def test_s01_nothing_is_written(verden: Verden, record_property: Any) -> None:
    maskin = Maskin(_egen(verden))
    metoder = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS")

    funnet = [maskin.svar(en.sti, metode).status_code for en in i_api(verden, verden.a) for metode in metoder]

    meld(record_property, "S-01", api_svar=len(funnet), api_feil=sum(status != 405 for status in funnet))
    assert set(funnet) == {405}


# ---- S-02, S-04
def alt(verden: Verden, nokkel: Nynokkel | None) -> Iterator[Side]:
    """All that a key can be answered: own and others' objects, page by page, with others' names after the `?`."""
    maskin = Maskin(nokkel)
    fremmed = f"kommune={verden.b.kommune.nummer}&kommune_id={verden.b.kommune.pk}&q={KANARI}&omraade=landet"
    for en in (*i_api(verden, verden.a), *i_api(verden, verden.b)):
        yield maskin.les(en.sti)
        yield maskin.les(f"{en.sti}?{fremmed}")
        svar = maskin.svar(f"{en.sti}?per_side=1")
        while svar.status_code == 200 and "json" in svar.headers["Content-Type"] and svar.json().get("neste"):
            neste = svar.json()["neste"].removeprefix("http://testserver")
            yield maskin.les(neste)
            svar = maskin.svar(neste)


def test_s02_s04_nothing_hidden_comes_out(verden: Verden, record_property: Any) -> None:
    """B-001, B-034, B-042: nothing of the other kommune, and no identity before the decision or after the recall."""
    sider = list(alt(verden, _egen(verden)))
    skjult = [*hos(verden, "Alfavik", SKJULT, STENGT), *hos(verden, "Betafjord", SKJULT, APEN, STENGT)]
    # A problem names the address that was asked for: what the caller wrote, and nothing we knew.
    tekster = {side.sti: side.tekst.replace(side.sti.partition("?")[0], "") for side in sider}

    lekket = [sti for sti, tekst in tekster.items() if KANARI in tekst]
    funn = lekkasjer([*skjult, *hos(verden, "ingen", LEDIG)], tekster)
    meld(record_property, "S-02", api_svar=len(sider), api_lekket=len(lekket))
    meld(record_property, "S-04", api_svar=len(sider), api_lekket=len(funn))
    assert (lekket, funn) == ([], [])


def test_s02_the_owner_finds_the_marker(verden: Verden) -> None:
    """The twin: what A's key never finds, B's own does, in lists, letters and folders."""
    sider = {side.sti.partition("?")[0] for side in alt(verden, verden.b.tilgangsnokkel) if KANARI in side.tekst}

    assert {
        reverse("api_fordelingsliste", args=[verden.b.lister["sendt"].nummer]),
        reverse("api_sak", args=[verden.b.person("utsokt").uuid]),
        reverse("api_brev_pdf", args=[verden.b.brev["person"].uuid]),
    } <= sider


# ---- S-03
ULIKE = frozenset({"X-Request-ID", "Content-Length", "Expires"})


def _hode(svar: Any) -> dict[str, str]:
    return {navn: verdi for navn, verdi in svar.headers.items() if navn not in ULIKE}


def test_s03_another_kommunes_is_answered_as_missing(verden: Verden, record_property: Any) -> None:
    maskin = Maskin(_egen(verden))
    borte = "00000000-0000-4000-8000-000000000000"
    par = [
        (reverse("api_fordelingsliste", args=[verden.b.lister["sendt"].nummer]), ("api_fordelingsliste", "2099-9999")),
        (reverse("api_sak", args=[verden.b.person("utsokt").uuid]), ("api_sak", borte)),
        (reverse("api_sak", args=[verden.b.person("opphevet").uuid]), ("api_sak", borte)),
        (reverse("api_sak", args=[verden.a.person("ja").uuid]), ("api_sak", borte)),
        (reverse("api_brev_pdf", args=[verden.b.brev["person"].uuid]), ("api_brev_pdf", borte)),
    ]

    for sti, (navn, arg) in par:
        fremmed, mangler = maskin.svar(sti), maskin.svar(reverse(navn, args=[arg]))
        assert (fremmed.status_code, uten_referanse(fremmed)) == (404, uten_referanse(mangler))
        assert _hode(fremmed) == _hode(mangler)
    meld(record_property, "S-03", api_par=len(par))


# ---- S-16
def test_b095_a_protected_person_is_nowhere(verden: Verden, record_property: Any) -> None:
    """security.md §5: in no list, folder, letter or count, from the next call on."""
    maskin, person = Maskin(_egen(verden)), verden.a.person("utsokt")
    liste = reverse("api_fordelingsliste", args=[verden.a.lister["ferdig"].nummer])
    stier = (reverse("api_saker"), reverse("api_brevliste"), liste)
    for_ = [maskin.svar(sti) for sti in stier]
    leder = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)

    endre_gradering(bruker=leder, sak=person.sak, til=Gradering.STRENGT_FORTROLIG, grunn="Politiet har meldt trusler.")
    etter = [maskin.svar(sti) for sti in stier]
    sider = [side for side in alt(verden, _egen(verden)) if side.status == 200]

    assert str(person.uuid) in for_[0].content.decode()
    assert [len(en.content) > len(to.content) for en, to in zip(for_, etter, strict=True)] == [True, True, True]
    assert maskin.svar(reverse("api_sak", args=[person.uuid])).status_code == 404
    skjult = (str(person.uuid), person.duf_nummer, person.etternavn)
    lekket = [f"{side.sti}: {ord_}" for side in sider for ord_ in skjult if ord_ in side.tekst]
    meld(record_property, "S-16", api_svar=len(sider), api_lekket=len(lekket))
    assert lekket == []
