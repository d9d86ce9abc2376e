import itertools

import pytest
from django.db import IntegrityError

from bosetting.innmelding.models import BestemtPerson, Bolig, EmKapasitet, Plassinnmelding, Selvbosettingsregel
from bosetting.innmelding.rules import Regelinnhold
from bosetting.innmelding.services import innmeldinger as services
from bosetting.innmelding.services.selvbosetting import publiser_regel
from bosetting.innmelding.states import Innmeldingstilstand
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon, UlovligOvergang
from imdinett.kjerne.tilstand import move
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innmelding.hjelp import bestemt, bolig, kapasitet, plasser, tillat
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db
I = Innmeldingstilstand  # noqa: E741


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eigersund")


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.mark.parametrize("lag", [bolig, bestemt, kapasitet])
def test_b082_sent_answered_cancelled_and_kept_in_the_log(lag, skriv, imdi, kommune) -> None:
    rad = lag(skriv, kommune)
    til_imdi = lag(skriv, kommune)
    services.kanseller(bruker=skriv, innmelding=rad)
    svart = services.behandle(bruker=imdi, innmelding=til_imdi, svar="Vi tar det med videre.")

    rad.refresh_from_db()
    assert (rad.tilstand, rad.kansellert_av) == ("kansellert", skriv)
    assert (svart.tilstand, svart.svar, svart.behandlet_av) == ("behandlet", "Vi tar det med videre.", imdi)
    assert [h.type for h in Hendelse.objects.gjelder(rad)] == ["innmelding_kansellert", "innmelding_sendt"]
    assert [h.type for h in Hendelse.objects.gjelder(svart)] == ["innmelding_behandlet", "innmelding_sendt"]


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_LES, Rolle.KOMMUNE_ADMINISTRATOR, Rolle.IMDI_BOSETTER_SKRIV])
def test_b002_only_skriv_reports_and_cancels(rolle, skriv, kommune) -> None:
    bruker = bruker_med(rolle, kommune=kommune)
    rad = bolig(skriv, kommune)

    for lag in (bolig, bestemt, kapasitet, plasser):
        with pytest.raises(IkkeTilgang):
            lag(bruker, kommune)
    with pytest.raises(IkkeTilgang):
        services.kanseller(bruker=bruker, innmelding=rad)


def test_only_imdis_caseworkers_answer(skriv, kommune) -> None:
    rad = kapasitet(skriv, kommune)

    for bruker in (skriv, bruker_med(Rolle.IMDI_BOSETTER_LES), bruker_med(Rolle.IMDI_ANMODNING)):
        with pytest.raises(IkkeTilgang):
            services.behandle(bruker=bruker, innmelding=rad, svar="Vi tar det med videre.")
        with pytest.raises(IkkeTilgang):
            services.merk_brukt(bruker=bruker, kapasitet=rad)


@pytest.mark.parametrize("modell", [Bolig, BestemtPerson, EmKapasitet, Plassinnmelding])
@pytest.mark.parametrize(("fra", "til"), list(itertools.product(I, repeat=2)))
def test_every_pair_of_states(modell, fra, til) -> None:
    rad = modell(tilstand=fra)

    if til in modell.MOVES.get(fra, ()):
        move(rad, til)
        assert rad.tilstand == til
    else:
        with pytest.raises(UlovligOvergang):
            move(rad, til)


def test_b086_capacity_is_used_up_and_what_was_used_cannot_be_cancelled(skriv, imdi, kommune) -> None:
    rad = services.merk_brukt(bruker=imdi, kapasitet=kapasitet(skriv, kommune))

    assert rad.tilstand == I.BRUKT
    with pytest.raises(UlovligOvergang):
        services.kanseller(bruker=skriv, innmelding=rad)


@pytest.mark.parametrize(
    ("lag", "felt", "navn"),
    [
        (bolig, {"maks_personer": 0}, "bosetting_bolig_maks"),
        (bolig, {"passer_for": []}, "bosetting_bolig_passer"),
        (bolig, {"tilstand": "kansellert"}, "bosetting_bolig_kansellert_av"),
        (bestemt, {"duf_nummer": "12"}, "bosetting_bestemtperson_duf"),
        (kapasitet, {"aldersgruppe": "under_15"}, "bosetting_emkapasitet_fra_15"),
        (kapasitet, {"uke": 54}, "bosetting_emkapasitet_uke"),
        (kapasitet, {"antall": 0}, "bosetting_emkapasitet_antall"),
        (plasser, {"maks_antall_personer": 0}, "bosetting_plassinnmelding_antall"),
        (plasser, {"uke": 54}, "bosetting_plassinnmelding_uke"),
        (plasser, {"tilstand": "kansellert"}, "bosetting_plassinnmelding_kansellert_av"),
    ],
)
def test_what_the_database_refuses(lag, felt, navn, skriv, kommune) -> None:
    rad = lag(skriv, kommune)
    for felt_, verdi in felt.items():
        setattr(rad, felt_, verdi)

    with pytest.raises(IntegrityError, match=navn):
        rad.save()


# ---- avtalt selvbosetting
def test_b061_a_kommune_that_does_not_allow_it_is_refused_with_words(skriv, kommune) -> None:
    with pytest.raises(Domenefeil) as uten_regel:
        bestemt(skriv, kommune, avtalt_selvbosetting=True)
    nei = tillat(skriv, kommune, ja=False)
    with pytest.raises(Domenefeil) as med_nei:
        bestemt(skriv, kommune, avtalt_selvbosetting=True)
    tillat(skriv, kommune, sett=nei)

    assert {feil.value.kode for feil in (uten_regel, med_nei)} == {"b061_ikke_tillatt"}
    assert str(med_nei.value).startswith("Eigersund tillater ikke avtalt selvbosetting (B-061).")
    assert bestemt(skriv, kommune, avtalt_selvbosetting=True).avtalt_selvbosetting


def test_w17_the_rule_has_a_history_and_two_editors_do_not_overwrite_each_other(skriv, kommune) -> None:
    forste = tillat(skriv, kommune)
    with pytest.raises(Kollisjon):
        tillat(skriv, kommune, ja=False, sett=None)
    with pytest.raises(Domenefeil, match="ingen endring"):
        tillat(skriv, kommune, sett=forste)
    andre = tillat(skriv, kommune, ja=False, sett=forste)

    assert Selvbosettingsregel.objects.gjeldende_for(kommune).pk == andre
    assert list(Selvbosettingsregel.objects.values_list("tillatt", flat=True)) == [False, True]
    assert [h.data for h in Hendelse.objects.filter(type="selvbosettingsregel_endret").order_by("pk")] == [
        {"tillatt": True},
        {"tillatt": False},
    ]


def test_w17_a_kommune_that_allows_it_says_on_what_terms(skriv, kommune) -> None:
    innhold = Regelinnhold(tillatt=True, kriterier="  ")
    with pytest.raises(Domenefeil) as feil:
        publiser_regel(bruker=skriv, kommune=kommune, innhold=innhold, sett_pk=None)

    assert (feil.value.kode, feil.value.felt) == ("uten_kriterier", "kriterier")
    with pytest.raises(IntegrityError, match="bosetting_selvbosettingsregel_kriterier"):
        Selvbosettingsregel.objects.create(
            kommune=kommune, tillatt=True, registrert_av=skriv, registrert_tid=klokke.now()
        )
