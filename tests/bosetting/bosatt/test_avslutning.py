"""The end of a case from every state, the settlement that is taken back, and what the grant module is handed."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bosetting.anmodning.queries import plassregnskap
from bosetting.bosatt import meldinger, services
from bosetting.bosatt.models import Avslutning
from bosetting.bosatt.services import Avslutningsvalg
from bosetting.person.models import Sak
from bosetting.person.states import Avslutningsgrunn as G
from bosetting.person.states import Sakstilstand as S
from bosetting.vedtak import services as vedtak
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.bosatt.hjelp import GRUNN, dager_siden, i_dag, utsokt
from tests.bosetting.fordeling.hjelp import AAR, Scene, husstand, scene, tilstander
from tests.bosetting.vedtak.hjelp import REPRESENTANT, brev, brevtekst, ider, med_ja, sokt_ut
from tests.bosetting.vedtak.test_oppheve import merk_brev
from tests.factories.bosetting import SakFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db


def avslutt(bruker: Any, sak: Sak, grunn: G = G.ANNET, **felt: Any) -> Avslutning:
    return services.avslutt_sak(bruker=bruker, sak_id=sak.pk, valg=Avslutningsvalg(grunn=grunn, **felt))


def bosatt(**felt: Any) -> tuple[Scene, Sak]:
    en, (sak,) = utsokt(1, **felt)
    services.registrer_bosettingsdato(bruker=en.kari, sak_id=sak.pk, dato=dager_siden(5), kilde="kommune")
    sak.refresh_from_db()
    return en, sak


def i_tilstand(tilstand: S) -> tuple[Scene, Sak]:
    """One case, brought there by the services."""
    match tilstand:
        case S.BOSETTINGSKLAR:
            en = scene()
            en.husstander = [husstand(1)]
        case S.FORDELT:
            en = scene(1)
        case S.AKSEPTERT:
            en = med_ja(1)
        case S.BOSATT:
            return bosatt()
        case _:
            en, rader = sokt_ut(1)
            if tilstand == S.TAKKET_NEI:
                vedtak.registrer_takket_nei(bruker=en.imdi, vedtak_ider=ider(rader))
    return en, Sak.objects.get(husstand=en.husstander[0])


@pytest.mark.parametrize("tilstand", [S.BOSETTINGSKLAR, S.FORDELT, S.AKSEPTERT, S.SOKT_UT, S.TAKKET_NEI, S.BOSATT])
def test_b039_every_state_ends_with_the_place_free_and_the_folder_shut(tilstand: S) -> None:
    """B-039, B-042: from wherever the case stands."""
    en, sak = i_tilstand(tilstand)
    hadde = sak.kommune

    rad = avslutt(en.imdi, sak)

    sak.refresh_from_db()
    assert (sak.tilstand, sak.kommune, sak.plassaar, sak.bosettingsdato) == ("avsluttet", None, None, None)
    assert (rad.fra_tilstand, rad.kommune, rad.grunn) == (tilstand, hadde, "annet")
    regnskap = plassregnskap(en.kommune, AAR)
    assert (regnskap.bundet, regnskap.brukt) == (0, 0)
    assert not Sak.objects.all().synlig_for(en.kari).exists()
    assert not Bosettingsvedtak.objects.gjeldende().exists()


@pytest.mark.parametrize(
    ("tilstand", "hendelser"),
    [
        (S.FORDELT, ["sak_trukket", "fordelingsliste_trukket", "sak_avsluttet"]),
        (S.SOKT_UT, ["sak_trukket", "vedtak_opphevet", "sak_avsluttet"]),
        (S.BOSATT, ["bosetting_opphevet", "sak_trukket", "vedtak_opphevet", "sak_avsluttet"]),
    ],
)
def test_b090_every_step_is_an_event(tilstand: S, hendelser: list[str]) -> None:
    en, sak = i_tilstand(tilstand)
    for_ = Hendelse.objects.count()

    avslutt(en.imdi, sak)

    nye = list(Hendelse.objects.order_by("pk").values_list("type", flat=True))[for_:]
    assert [en for en in nye if not en.startswith("brev_")] == hendelser


def test_b034_the_kommune_is_not_told_why_before_the_decision() -> None:
    en, sak = i_tilstand(S.AKSEPTERT)

    avslutt(en.imdi, sak, G.DOD, dato=i_dag())

    rad = Forsendelse.objects.epost().filter(slag="fordelingsliste_trukket").first()
    assert rad is not None
    assert "IMDi har avsluttet saken." in rad.innhold["tekst"]
    assert "død" not in rad.innhold["tekst"].lower()
    assert "død" not in str(list(Hendelse.objects.filter(kommune=en.kommune).values("data"))).lower()


@pytest.mark.parametrize(
    ("grunn", "skrevet"),
    [
        (G.TILLATELSE_BORTFALT, ["vedtak_opphevet_kommune", "vedtak_opphevet_flyktning"]),
        (G.REIST_FRA_NORGE, ["vedtak_opphevet_kommune"]),
        (G.DOD, ["vedtak_opphevet_kommune"]),
    ],
)
def test_b039_letters_go_to_those_who_can_get_one(grunn: G, skrevet: list[str]) -> None:
    en, sak = i_tilstand(S.SOKT_UT)
    merk_brev("sendt")

    avslutt(en.imdi, sak, grunn, dato=i_dag())

    assert [slag for slag, _kanal, tilstand in brev() if tilstand == "klar"] == skrevet
    assert "fordelt på nytt" not in brevtekst("vedtak_opphevet_kommune")
    if len(skrevet) > 1:
        assert "Du får ikke et nytt tilbud om kommune" in brevtekst("vedtak_opphevet_flyktning")


def test_w05_who_left_before_an_address_is_handed_to_the_grant_module() -> None:
    en, sak = bosatt()
    hort: list[meldinger.Bosettingsmelding] = []
    meldinger.registrer(hort.append)
    try:
        avslutt(en.imdi, sak, G.REIST_FOR_ADRESSE, dato=i_dag(), merknad="Politiet har meldt utreise.")
    finally:
        meldinger.avregistrer(hort.append)

    rad = Avslutning.objects.get()
    assert (rad.kommune, rad.bosettingsdato, rad.dato) == (en.kommune, dager_siden(5), i_dag())
    assert hort == [meldinger.Bosettingsmelding(sak.pk, en.kommune.pk, None, dager_siden(5), "reist_for_adresse")]


@pytest.mark.parametrize(
    ("tilstand", "grunn", "felt", "verdier"),
    [
        (S.SOKT_UT, G.REIST_FOR_ADRESSE, "grunn", {"dato": i_dag()}),
        (S.SOKT_UT, G.TAKKET_NEI, "grunn", {}),
        (S.BOSATT, G.FRIST_UTLOPT, "grunn", {}),
        (S.SOKT_UT, G.DOD, "dato", {}),
        (S.SOKT_UT, G.DOD, "dato", {"dato": i_dag() + timedelta(days=2)}),
        (S.BOSATT, G.DOD, "dato", {"dato": dager_siden(6)}),
    ],
)
def test_an_end_that_does_not_fit_is_refused(tilstand: S, grunn: G, felt: str, verdier: dict[str, Any]) -> None:
    en, sak = i_tilstand(tilstand)

    with pytest.raises(Domenefeil) as feil:
        avslutt(en.imdi, sak, grunn, **verdier)

    assert feil.value.felt == felt
    assert tilstander(en) == [tilstand]


def test_a_case_ends_once_and_by_imdi_only() -> None:
    en, sak = i_tilstand(S.BOSETTINGSKLAR)
    for rolle in (Rolle.IMDI_BOSETTER_LES, Rolle.KOMMUNE_BOSETTER_SKRIV):
        with pytest.raises(IkkeTilgang):
            avslutt(bruker_med(rolle, kommune=en.kommune), sak)
    avslutt(en.imdi, sak)

    with pytest.raises(Kollisjon):
        avslutt(en.imdi, sak)


def test_the_database_wants_the_facts_of_who_left_before_an_address() -> None:
    en, sak = i_tilstand(S.BOSETTINGSKLAR)
    avslutt(en.imdi, sak)

    with pytest.raises(IntegrityError), transaction.atomic():
        Avslutning.objects.update(grunn=G.REIST_FOR_ADRESSE)


# ---- after a refusal
def test_b057_the_refugee_and_the_representant_get_a_letter_on_what_the_refusal_means() -> None:
    en, rader = sokt_ut(1, em=5, er_em=True, person=REPRESENTANT)

    vedtak.registrer_takket_nei(bruker=en.imdi, vedtak_ider=ider(rader))

    assert [rad for rad in brev() if rad[2] == "klar"] == [
        ("vedtak_takket_nei_flyktning", "utskrift", "klar"),
        ("vedtak_takket_nei_representant", "utskrift", "klar"),
    ]
    assert "introduksjonsprogram og introduksjonsstønad" in brevtekst("vedtak_takket_nei_flyktning")


def test_b057_who_declined_becomes_selvbosatt_later() -> None:
    en, sak = i_tilstand(S.TAKKET_NEI)
    klient = logg_inn(en.imdi)
    liste = reverse("imdi_har_takket_nei")
    assert sak.nummer in klient.get(liste).content.decode()

    svar = klient.post(reverse("imdi_sak_selvbosatt", args=[sak.person.uuid]))

    sak.refresh_from_db()
    assert (svar.url, sak.tilstand) == (liste, "selvbosatt")
    assert Hendelse.objects.filter(type="sak_selvbosatt", gjelder_id=str(sak.pk)).count() == 1
    assert "Ingen som har takket nei" in klient.get(liste).content.decode()


# ---- pages
def test_the_page_of_the_end_offers_what_fits_and_keeps_what_was_typed() -> None:
    en, sak = bosatt()
    klient = logg_inn(en.imdi)
    adresse = reverse("imdi_sak_avslutt", args=[sak.person.uuid])

    feil = klient.post(adresse, {"grunn": "dod", "merknad": "Meldt av kommunen"})
    svar = klient.post(adresse, {"grunn": "dod", "dato": i_dag().strftime("%d.%m.%Y"), "merknad": "Meldt av kommunen"})

    tekst = feil.content.decode()
    assert (feil.status_code, svar.status_code) == (422, 302)
    assert "Dato må fylles ut når grunnen er «Død»." in tekst
    assert "Meldt av kommunen" in tekst
    assert 'value="frist_utlopt"' not in tekst
    assert Avslutning.objects.get().merknad == "Meldt av kommunen"
    assert "Saken er alt ferdig" in klient.get(adresse).content.decode()


def test_the_page_that_takes_a_settlement_back() -> None:
    en, sak = bosatt()
    klient = logg_inn(en.imdi)
    adresse = reverse("imdi_bosetting_opphev", args=[sak.person.uuid])
    assert "er registrert som bosatt" in klient.get(adresse).content.decode()

    feil, svar = klient.post(adresse, {"grunn": "kort"}), klient.post(adresse, {"grunn": GRUNN})

    assert (feil.status_code, svar.status_code, tilstander(en)) == (422, 302, ["sokt_ut"])
    assert klient.get(adresse).status_code == 409


@pytest.mark.parametrize("navn", ["imdi_sak_avslutt", "imdi_bosetting_opphev", "imdi_har_takket_nei"])
def test_the_kommune_reaches_none_of_them(navn: str) -> None:
    en, sak = bosatt()
    args = [] if navn == "imdi_har_takket_nei" else [sak.person.uuid]

    assert logg_inn(en.kari).get(reverse(navn, args=args)).status_code in (403, 404)


@pytest.mark.parametrize("antall", [1, 3])
def test_the_list_of_refusals_asks_the_same_of_one_and_of_three(
    antall: int, django_assert_max_num_queries: Any
) -> None:
    for _nr in range(antall):
        SakFactory(tilstand=S.TAKKET_NEI)

    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))
    with django_assert_max_num_queries(20):
        assert len(klient.get(reverse("imdi_har_takket_nei")).context["side"].object_list) == antall
