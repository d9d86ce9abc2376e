"""Decisions 13 and 14: IMDi's own users, the fylkeskommuner, and the very first account."""

import pytest
from django.urls import reverse

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services import imdi
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Omfang, Rolle, med_omfang
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import FylkeFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn, med_faktor
from tests.imdinett.forvaltning.innlogging import er_inne, logg_helt_inn, med_app

pytestmark = pytest.mark.django_db
SJEF, STOTTE, LOGG = Rolle.IMDI_ADMINISTRATOR, Rolle.IMDI_SUPPORT, Rolle.IMDI_LOGG_LES
GRUNN = {"grunn": "Ny stilling"}


@pytest.fixture
def sjef():
    return bruker_med(SJEF)


@pytest.fixture
def ansatt():
    return bruker_med(STOTTE)


@pytest.fixture
def nettleser(sjef):
    return logg_inn(sjef)


def _endre(bruker, gjelder, fra, til) -> None:
    imdi.endre_roller(bruker=bruker, gjelder=gjelder, fra=fra, til=til, grunn="Ny stilling")


# ---- the first account
def test_the_first_administrator_is_made_once() -> None:
    forste = imdi.opprett_forste_administrator(navn="Per Eksempel", epost="per@imdi.example")

    assert tilgang.har_imdi(forste.bruker, Rettighet.KOMMUNEADMIN_SKRIV)
    with pytest.raises(IkkeTilgang):
        imdi.opprett_forste_administrator(navn="Pål Eksempel", epost="paal@imdi.example")


# ---- roles
def test_the_administrator_invites_an_employee(sjef) -> None:
    ny = imdi.inviter(bruker=sjef, navn="Ny Eksempel", epost="ny@imdi.example", roller={STOTTE, LOGG})

    assert imdi.roller_for(ny.bruker) == {STOTTE, LOGG}
    assert ny.nokkel
    assert Hendelse.objects.get().kommune is None


@pytest.mark.parametrize("rolle", [r for r in med_omfang(Omfang.IMDI) if r != SJEF])
def test_no_other_imdi_role_gives_roles(rolle, ansatt) -> None:
    bruker = bruker_med(rolle)

    with pytest.raises(IkkeTilgang):
        imdi.inviter(bruker=bruker, navn="x", epost="x@imdi.example", roller={STOTTE})
    with pytest.raises(IkkeTilgang):
        _endre(bruker, ansatt, {STOTTE}, {LOGG})


def test_b003_a_kommune_administrator_has_no_say_in_imdi(ansatt) -> None:
    administrator = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=KommuneFactory())

    with pytest.raises(IkkeTilgang):
        _endre(administrator, ansatt, {STOTTE}, {LOGG})


@pytest.mark.parametrize("rolle", [r for r in Rolle if r not in med_omfang(Omfang.IMDI)])
def test_only_imdis_roles_are_given_here(sjef, ansatt, rolle) -> None:
    with pytest.raises(IkkeTilgang):
        _endre(sjef, ansatt, {STOTTE}, {rolle})


def test_roles_are_given_and_taken_with_before_and_after(sjef, ansatt) -> None:
    _endre(sjef, ansatt, {STOTTE}, {LOGG})

    assert imdi.roller_for(ansatt) == {LOGG}
    assert Hendelse.objects.get().data == {"fra": [STOTTE], "til": [LOGG], "grunn": "Ny stilling"}
    assert Forsendelse.objects.get().slag == "roller_endret"


def test_never_own_roles(sjef) -> None:
    with pytest.raises(IkkeTilgang):
        _endre(sjef, sjef, {SJEF}, {SJEF, LOGG})


def test_stale_roles_are_a_collision(sjef, ansatt) -> None:
    with pytest.raises(Kollisjon):
        _endre(sjef, ansatt, {LOGG}, {SJEF})


def test_the_last_administrator_stays(sjef) -> None:
    to = bruker_med(SJEF)
    _endre(to, sjef, {SJEF}, {STOTTE})  # two: one may go

    with pytest.raises(IkkeTilgang):
        _endre(Bruker.objects.get(pk=sjef.pk), to, {SJEF}, {STOTTE})  # who has lost the role decides nothing
    with pytest.raises(IkkeTilgang):
        imdi.steng(bruker=to, gjelder=to, grunn="Sluttet")


def test_a_closed_administrator_does_not_count(sjef) -> None:
    to, tre = bruker_med(SJEF), bruker_med(SJEF)
    imdi.steng(bruker=tre, gjelder=to, grunn="Sluttet")
    imdi.steng(bruker=tre, gjelder=sjef, grunn="Sluttet")

    with pytest.raises(Domenefeil, match="alt stengt"):
        imdi.steng(bruker=tre, gjelder=to, grunn="Sluttet")
    assert imdi._administratorer().get() == tre


@pytest.mark.parametrize("hva", ["roller", "steng", "faktor"])
def test_s06_open_sessions_end_at_once(sjef, ansatt, hva) -> None:
    deres = logg_helt_inn(med_app(ansatt))
    assert er_inne(deres)

    if hva == "roller":
        _endre(sjef, ansatt, {STOTTE}, {LOGG})
    elif hva == "steng":
        imdi.steng(bruker=sjef, gjelder=ansatt, grunn="Sluttet")
    else:
        imdi.nullstill_faktor(bruker=sjef, gjelder=ansatt, grunn="Mistet")

    assert not er_inne(deres)


# ---- fylke
def test_decision_14_a_fylke_role_is_a_grant_on_each_kommune_of_the_fylke(sjef) -> None:
    rogaland, agder = FylkeFactory(), FylkeFactory(nummer="42", navn="Agder")
    mine = {KommuneFactory(fylke=rogaland).pk for _ in range(3)}
    KommuneFactory(fylke=agder)
    KommuneFactory(fylke=rogaland, gyldig_til="2020-01-01", nummer="1199")

    ny = imdi.inviter_fylkesbruker(bruker=sjef, fylke=rogaland, navn="Frida", epost="frida@fylke.example").bruker

    assert tilgang.kommune_ider(Bruker.objects.get(pk=ny.pk), Rettighet.RAPPORT_LES) == mine
    assert not tilgang.har(Bruker.objects.get(pk=ny.pk), Rettighet.SAK_LES)
    assert tildeling.brukere_i(KommuneFactory(fylke=rogaland)).count() == 0


def test_a_fylke_role_is_taken_from_each_kommune(sjef) -> None:
    fylke = FylkeFactory()
    KommuneFactory(fylke=fylke)
    bruker = imdi.inviter_fylkesbruker(bruker=sjef, fylke=fylke, navn="F", epost="f@fylke.example").bruker
    KommuneFactory(fylke=fylke)
    assert imdi.gi_fylkerolle(bruker=sjef, gjelder=bruker, fylke=fylke, grunn="Ny kommune i fylket") == 1

    assert imdi.ta_fylkerolle(bruker=sjef, gjelder=bruker, fylke=fylke, grunn="Sluttet") == 2

    assert tilgang.grunnlag(Bruker.objects.get(pk=bruker.pk)).tomt


# ---- pages
def test_the_list_holds_imdis_and_the_fylkers_users_only(nettleser, ansatt, sjef) -> None:
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    fylkes = bruker_med(Rolle.FYLKE_LES, kommune=KommuneFactory())

    svar = nettleser.get(reverse("imdi_ansatte"))

    assert {rad.bruker for rad, _url in svar.context["rader"]} == {ansatt, sjef, fylkes}
    rader = nettleser.get(reverse("imdi_ansatte"), {"rolle": Rolle.FYLKE_LES}).context["rader"]
    assert [rad.bruker for rad, _url in rader] == [fylkes]


def test_new_employee_by_the_page(nettleser) -> None:
    data = {"navn": "Ny Eksempel", "epost": "ny@imdi.example", "roller": [STOTTE]}

    svar = nettleser.post(reverse("imdi_ansatt_ny"), data)

    ny = Bruker.objects.get(epost="ny@imdi.example")
    assert svar.url == reverse("imdi_ansatt", args=[ny.uuid])
    assert nettleser.get(svar.url).status_code == 200


@pytest.mark.parametrize(
    ("data", "felt"),
    [
        ({}, ["navn", "epost", "roller"]),
        ({"navn": "x" * 101, "epost": "a@b.example", "roller": [STOTTE]}, ["navn"]),
        ({"navn": "x", "epost": "tull", "roller": [STOTTE]}, ["epost"]),
        ({"navn": "x", "epost": "a@b.example", "roller": [Rolle.KOMMUNE_ADMINISTRATOR]}, ["roller"]),
    ],
)
def test_new_employee_empty_too_long_wrong_type(nettleser, data, felt) -> None:
    svar = nettleser.post(reverse("imdi_ansatt_ny"), data)

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, felt)


def test_an_address_in_use_is_told_at_the_field(nettleser, ansatt) -> None:
    data = {"navn": "x", "epost": ansatt.epost, "roller": [STOTTE]}

    svar = nettleser.post(reverse("imdi_ansatt_ny"), data)

    assert svar.context["form"].errors == {"epost": ["Adressen er alt i bruk av en konto."]}


def test_change_of_roles_by_the_pages(nettleser, ansatt) -> None:
    valgt = nettleser.post(reverse("imdi_ansatt_roller", args=[ansatt.uuid]), {"roller": [LOGG]})
    assert "IMDi brukerstøtte" in nettleser.get(valgt.url).content.decode()

    nettleser.post(valgt.url, GRUNN)

    assert imdi.roller_for(ansatt) == {LOGG}


def test_acts_by_the_pages(nettleser, ansatt) -> None:
    med_faktor(ansatt)
    for navn in ("imdi_ansatt_nullstill", "imdi_ansatt_steng", "imdi_ansatt_aapne"):
        assert nettleser.get(reverse(navn, args=[ansatt.uuid])).status_code == 200
        assert nettleser.post(reverse(navn, args=[ansatt.uuid]), {"grunn": ""}).status_code == 422
        assert nettleser.post(reverse(navn, args=[ansatt.uuid]), GRUNN).status_code == 302

    assert list(Hendelse.objects.order_by("pk").values_list("type", flat=True)) == [
        "faktor_nullstilt",
        "bruker_stengt",
        "bruker_aapnet",
    ]


def test_a_municipal_user_has_no_page_here(nettleser) -> None:
    kommunal = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())

    assert nettleser.get(reverse("imdi_ansatt", args=[kommunal.uuid])).status_code == 404


def test_fylke_user_by_the_pages(nettleser) -> None:
    kommune = KommuneFactory()
    assert nettleser.get(reverse("imdi_fylkesbruker_ny")).status_code == 200
    data = {"fylke": kommune.fylke.pk, "navn": "Frida", "epost": "frida@fylke.example"}
    svar = nettleser.post(reverse("imdi_fylkesbruker_ny"), data)
    bruker = Bruker.objects.get(epost="frida@fylke.example")
    assert "Rogaland" in nettleser.get(svar.url).content.decode()

    ta = {"fylke": kommune.fylke.pk, "gi": "nei", "grunn": "Sluttet"}
    nettleser.post(reverse("imdi_ansatt_fylke", args=[bruker.uuid]), ta)

    assert tilgang.grunnlag(Bruker.objects.get(pk=bruker.pk)).tomt


@pytest.mark.parametrize("navn", ["imdi_ansatte", "imdi_ansatt_ny", "imdi_fylkesbruker_ny"])
@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_SKRIV, STOTTE, LOGG])
def test_others_in_imdi_have_no_business_here(navn, rolle) -> None:
    assert logg_inn(bruker_med(rolle)).get(reverse(navn)).status_code == 403
