"""Saved filters: whose they are, what is kept of an address, and what a list starts with (ui.md 4)."""

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.roller import Rolle
from imdinett.web.lister import rules, services
from imdinett.web.lister.models import Lagretutvalg, Standardutvalg
from imdinett.web.lister.services import NyttUtvalg, lagre_utvalg, velg_standard
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

BRUKERE, HENVENDELSER = "brukere", "henvendelser"


# ---- what is kept
@pytest.mark.parametrize(
    ("sporring", "beholdt"),
    [
        ("kategori=privatboende&avvik=nei", "kategori=privatboende&avvik=nei"),
        ("avvik=nei&kategori=privatboende&side=3&format=xlsx&velg=alle", "kategori=privatboende&avvik=nei"),
        ("sok=Amina+Eksempel&kategori=", ""),
        ("sok=209912345608", ""),
        ("kategori=209912345608", ""),
        ("kategori=2099+123456+08", ""),
        ("kategori=+850315", ""),
        ("sokt_for=12.10.2026", "sokt_for=12.10.2026"),
        ("sokt_for=2026-10-12", "sokt_for=2026-10-12"),
        ("sokt_for=12.10.2026+Amina+1985031", ""),
        ("sorter=-sokt_ut", "sorter=-sokt_ut"),
        ("sorter=Amina+Eksempel", ""),
        (f"kategori={'x' * 61}", ""),
    ],
)
def test_only_the_lists_own_filters_are_kept_and_no_personal_term(sporring: str, beholdt: str) -> None:
    felt = ("kategori", "avvik", "sokt_for", "sorter")

    assert rules.rens(felt, QueryDict(sporring).dict()) == beholdt


# ---- the services
@pytest.fixture
def kommune(db: None) -> Any:
    return KommuneFactory()


@pytest.fixture
def kari(kommune: Any) -> Any:
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, navn="Kari Eksempel")


@pytest.fixture
def ola(kommune: Any) -> Any:
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, navn="Ola Eksempel")


def nytt(navn: str = "Lukkede", **felt: Any) -> NyttUtvalg:
    return NyttUtvalg(
        **{"side": HENVENDELSER, "liste": "Henvendelser", "sporring": "utvalg=lukket", **felt, "navn": navn}
    )


def test_ones_own_is_no_event_and_a_shared_one_is(kari: Any, kommune: Any) -> None:
    lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("Mitt"))

    delt = lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("Vårt", delt=True))
    services.slett_utvalg(bruker=kari, utvalg=delt, liste="Henvendelser")

    assert [(rad.type, str(setning(rad)), rad.kommune_id) for rad in Hendelse.objects.order_by("pk")] == [
        ("utvalg_delt", "Utvalget «Vårt» i listen «Henvendelser» ble delt.", kommune.pk),
        ("utvalg_slettet", "Det delte utvalget «Vårt» i listen «Henvendelser» ble slettet.", kommune.pk),
    ]


def test_limits(kari: Any, kommune: Any, settings: Any) -> None:
    settings.LAGREDE_UTVALG_MAKS = ((date(2026, 11, 1), 2),)
    lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("En"))
    with pytest.raises(Domenefeil, match="heter «EN»"):
        lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("EN"))
    with pytest.raises(Domenefeil, match="Velg minst ett filter"):
        lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("To", sporring=""))
    with pytest.raises(Domenefeil, match="for mange filtre"):
        lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("To", sporring="x" * 501))
    with pytest.raises(Domenefeil, match="mer enn fem siffer"):
        lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("Saken til 209912345608"))
    lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("EN", side=BRUKERE))

    with pytest.raises(Domenefeil, match="2 lagrede utvalg"):
        lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("To"))

    assert [ett.navn for ett in Lagretutvalg.objects.order_by("pk")] == ["En", "EN"]


def test_sharing_takes_a_role_where_it_is_shared(kari: Any, kommune: Any) -> None:
    fylke = bruker_med(Rolle.FYLKE_LES, kommune=kommune)

    for bruker, sted in ((kari, KommuneFactory()), (kari, None), (fylke, None)):
        with pytest.raises(IkkeTilgang):
            lagre_utvalg(bruker=bruker, kommune=sted, ny=nytt(delt=True))


def test_b001_who_sees_which(kari: Any, ola: Any, kommune: Any) -> None:
    """Own; shared in the kommune acted for; IMDi's among IMDi. Nobody else's, and not after the role is gone."""
    annen_kommune = KommuneFactory()
    nabo = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=annen_kommune)
    imdi, imdi_to = bruker_med(Rolle.IMDI_SUPPORT), bruker_med(Rolle.IMDI_BOSETTER_LES)
    lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("Karis"))
    lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("Karis delte", delt=True))
    lagre_utvalg(bruker=nabo, kommune=annen_kommune, ny=nytt("Naboens delte", delt=True))
    lagre_utvalg(bruker=imdi, kommune=None, ny=nytt("IMDis delte", delt=True))
    lagre_utvalg(bruker=imdi, kommune=None, ny=nytt("Supports"))

    def ser(bruker: Any, sted: Any) -> list[str]:
        return [ett.navn for ett in Lagretutvalg.objects.all().synlig_for(bruker, sted)]

    assert ser(kari, kommune) == ["Karis", "Karis delte"]
    assert ser(ola, kommune) == ["Karis delte"]
    assert ser(nabo, annen_kommune) == ["Naboens delte"]
    assert ser(imdi, None) == ["IMDis delte", "Supports"]
    assert ser(imdi_to, None) == ["IMDis delte"]
    assert ser(nabo, kommune) == ["Naboens delte"]

    tildeling.ta_kommunerolle(ola, Rolle.KOMMUNE_BOSETTER_SKRIV, kommune)
    tilgang.glem(ola)

    assert ser(ola, kommune) == []


def test_one_named_after_somebody_goes_when_that_person_gets_a_stricter_level(kari: Any, kommune: Any) -> None:
    for navn in ("Sakene til Amina Eksempel", "Alle andre"):
        lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt(navn))

    assert services.slett_som_nevner("", "amina eksempel") == 1
    assert services.slett_som_nevner("") == 0
    assert [ett.navn for ett in Lagretutvalg.objects.all()] == ["Alle andre"]


# ---- the menu
def menyen(svar: Any) -> list[tuple[str, bool, bool]]:
    return [(ett.navn, ett.er_standard, ett.er_egen) for ett in svar.context["verktoy"].utvalg]


def send(klient: Client, adresse: str, handling: str, **felt: str) -> Any:
    return klient.post(adresse, {"handling": handling, **felt})


def test_a_filter_is_saved_and_found_again_without_script(kari: Any, ola: Any, kommune: Any) -> None:
    klient, adresse = logg_inn(kari), reverse(HENVENDELSER)
    assert menyen(klient.get(adresse)) == []

    svar = send(
        klient,
        f"{adresse}?utvalg=lukket&sok=Amina&side=2",
        "lagre_utvalg",
        **{"utvalg-navn": "Lukkede", "utvalg-delt": "on"},
    )

    assert (svar.status_code, svar.url) == (302, f"{adresse}?utvalg=lukket")
    assert menyen(klient.get(adresse)) == [("Lukkede", False, True)]
    hos_ola = logg_inn(ola).get(adresse)
    assert menyen(hos_ola) == [("Lukkede", False, False)]
    assert "delt av Kari Eksempel" in " ".join(hos_ola.content.decode().split())
    assert "Amina" not in Lagretutvalg.objects.get().sporring


def test_errors_come_back_on_the_list_with_what_was_typed(kari: Any, kommune: Any) -> None:
    klient, adresse = logg_inn(kari), f"{reverse(HENVENDELSER)}?utvalg=lukket"

    uten_navn = send(klient, adresse, "lagre_utvalg")
    uten_filter = send(klient, reverse(HENVENDELSER), "lagre_utvalg", **{"utvalg-navn": "Åpne"})

    assert (uten_navn.status_code, uten_filter.status_code) == (422, 422)
    assert "Navn på utvalget må fylles ut." in uten_navn.content.decode()
    assert "Velg minst ett filter først" in uten_filter.content.decode()
    assert 'value="Åpne"' in uten_filter.content.decode()
    assert Lagretutvalg.objects.count() == 0


def test_the_list_starts_with_ones_default_and_else_unfiltered(kari: Any, ola: Any, kommune: Any) -> None:
    adresse = reverse(HENVENDELSER)
    send(
        logg_inn(kari),
        f"{adresse}?utvalg=lukket",
        "lagre_utvalg",
        **{"utvalg-navn": "Lukkede", "utvalg-delt": "on", "utvalg-standard": "on"},
    )
    utvalg = Lagretutvalg.objects.get()
    klient = logg_inn(kari)

    assert klient.get(adresse).url == f"{adresse}?utvalg=lukket"
    assert klient.get(f"{adresse}?utvalg=").status_code == 200
    assert logg_inn(ola).get(adresse).status_code == 200

    hos_ola = logg_inn(ola)
    send(hos_ola, adresse, "velg_standard", utvalg=str(utvalg.uuid))
    assert hos_ola.get(adresse).url == f"{adresse}?utvalg=lukket"
    assert send(hos_ola, adresse, "fjern_standard", utvalg=str(utvalg.uuid)).status_code == 302
    assert hos_ola.get(adresse).status_code == 200
    assert Standardutvalg.objects.get().bruker == kari


def test_a_default_of_another_kommune_is_not_used_here(kari: Any, ola: Any, kommune: Any) -> None:
    """Shared by a colleague in one kommune, chosen there, and not there when one acts for another."""
    annen = KommuneFactory(navn="Åsvik")
    utvalg = lagre_utvalg(bruker=ola, kommune=kommune, ny=nytt(delt=True))
    velg_standard(bruker=kari, utvalg=utvalg)
    tildeling.gi_kommunerolle(kari, Rolle.KOMMUNE_BOSETTER_SKRIV, annen)
    klient = logg_inn(kari)
    okt = klient.session
    okt["aktiv_kommune"] = annen.pk
    okt.save()

    svar = klient.get(reverse(HENVENDELSER))

    assert (svar.status_code, menyen(svar)) == (200, [])


@pytest.mark.parametrize("handling", ["slett_utvalg", "velg_standard"])
def test_another_kommunes_shared_one_does_not_exist(kari: Any, kommune: Any, handling: str) -> None:
    sted = KommuneFactory()
    nabo = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=sted)
    fremmed = lagre_utvalg(bruker=nabo, kommune=sted, ny=nytt(delt=True))
    klient, adresse = logg_inn(kari), reverse(HENVENDELSER)

    for uuid in (str(fremmed.uuid), "00000000-0000-4000-8000-000000000000", "ikke-en-uuid", ""):
        assert send(klient, adresse, handling, utvalg=uuid).status_code == 404

    assert (Lagretutvalg.objects.count(), Standardutvalg.objects.count()) == (1, 0)


def test_only_the_owner_deletes(kari: Any, ola: Any, kommune: Any) -> None:
    utvalg = lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt(delt=True))
    adresse = reverse(HENVENDELSER)

    assert send(logg_inn(ola), adresse, "slett_utvalg", utvalg=str(utvalg.uuid)).status_code == 403
    assert send(logg_inn(kari), adresse, "slett_utvalg", utvalg=str(utvalg.uuid)).status_code == 302
    assert Lagretutvalg.objects.count() == 0


def test_who_lost_the_role_does_not_reach_it(kari: Any, ola: Any, kommune: Any) -> None:
    utvalg = lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt(delt=True))
    klient = logg_inn(ola)
    assert menyen(klient.get(reverse(HENVENDELSER))) == [("Lukkede", False, False)]

    tildeling.ta_kommunerolle(ola, Rolle.KOMMUNE_BOSETTER_SKRIV, kommune)

    assert klient.get(reverse(HENVENDELSER)).status_code == 403
    assert send(klient, reverse(HENVENDELSER), "velg_standard", utvalg=str(utvalg.uuid)).status_code == 403
    assert Standardutvalg.objects.count() == 0


def test_a_search_for_a_colleague_is_not_saved(kommune: Any) -> None:
    """The users' list is searched by name: the role is kept, the name is not."""
    admin = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    adresse = reverse(BRUKERE)

    send(
        logg_inn(admin),
        f"{adresse}?sok=Kari+Eksempel&rolle={Rolle.KOMMUNE_BOSETTER_SKRIV}&status=Kari",
        "lagre_utvalg",
        **{"utvalg-navn": "Bosettere"},
    )

    assert Lagretutvalg.objects.get().sporring == f"rolle={Rolle.KOMMUNE_BOSETTER_SKRIV}"


def test_the_menu_is_one_question_however_many(kari: Any, kommune: Any) -> None:
    klient, adresse = logg_inn(kari), f"{reverse(HENVENDELSER)}?utvalg=lukket"
    lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt("En"))
    en = sporringer(klient, adresse)
    for nr in range(5):
        lagre_utvalg(bruker=kari, kommune=kommune, ny=nytt(f"Nr. {nr}"))

    assert sporringer(klient, adresse) == en <= 20


def test_a_post_that_is_not_the_menus_is_refused_as_before(kari: Any) -> None:
    assert logg_inn(kari).post(reverse(HENVENDELSER), {"handling": "noe_annet"}).status_code == 405


# ---- the file
def test_too_many_rows_are_refused_in_words(kommune: Any, settings: Any) -> None:
    settings.LISTEUTTREKK_MAKS_RADER = 2
    admin = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    for _nr in range(2):
        bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)

    svar = logg_inn(admin).get(reverse(BRUKERE), {"format": "csv"})

    assert svar.status_code == 422
    assert "mer enn 2 rader" in svar.content.decode()


def test_a_short_list_orders_no_job(kari: Any) -> None:
    assert send(logg_inn(kari), f"{reverse(HENVENDELSER)}?format=csv", "bestill_fil").status_code == 404


def test_users_as_a_file_are_the_kommunes_own(kommune: Any) -> None:
    admin = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune, navn="Anne Eksempel")
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune, navn="=1+1")
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory(), navn="Nabo Eksempel")

    svar = logg_inn(admin).get(reverse(BRUKERE), {"format": "csv-maskin", "sok": "e"})

    linjer = svar.getvalue().decode().splitlines()
    assert linjer[0] == "navn,epost,roller,engangskode,sist_innlogget,status"
    assert [linje.partition(",")[0] for linje in linjer[1:]] == ["'=1+1", "Anne Eksempel"]
    assert f"brukere_{kommune.nummer}_" in svar["Content-Disposition"]
