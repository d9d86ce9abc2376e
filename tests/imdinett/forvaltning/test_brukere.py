"""B-003, B-004, B-094 and S-06: who may do what with whom, and what follows."""

import pytest
from allauth.mfa.models import Authenticator

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services import brukere
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Omfang, Rolle, med_omfang
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, med_faktor
from tests.imdinett.forvaltning.innlogging import er_inne, logg_helt_inn, med_app

pytestmark = pytest.mark.django_db
LES, SKRIV, ADMIN = Rolle.KOMMUNE_BOSETTER_LES, Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR


@pytest.fixture
def kommune():
    return KommuneFactory()


@pytest.fixture
def administrator(kommune):
    return bruker_med(ADMIN, kommune=kommune)


@pytest.fixture
def kollega(kommune):
    return bruker_med(LES, kommune=kommune)


def _inviter(bruker, kommune, roller, epost="ny@eksempel.example") -> Bruker:
    return brukere.inviter(bruker=bruker, kommune=kommune, navn="Ny Eksempel", epost=epost, roller=roller).bruker


def _siste() -> Hendelse:
    return Hendelse.objects.order_by("pk").last()


# ---- invite
def test_b003_the_administrator_invites_with_roles(administrator, kommune) -> None:
    ny = _inviter(administrator, kommune, {LES, SKRIV})

    assert brukere.roller_i(ny, kommune) == {LES, SKRIV}
    assert not ny.has_usable_password()
    hendelse = _siste()
    assert (hendelse.type, hendelse.kommune, hendelse.bruker) == ("bruker_invitert", kommune, administrator)
    assert hendelse.data == {"roller": [LES, SKRIV]}


@pytest.mark.parametrize("rolle", [LES, SKRIV, Rolle.KOMMUNE_NIR_SUPERBRUKER])
def test_b003_nobody_else_in_the_kommune_invites(kommune, rolle) -> None:
    with pytest.raises(IkkeTilgang):
        _inviter(bruker_med(rolle, kommune=kommune), kommune, {LES})


def test_b003_not_in_another_kommune(administrator) -> None:
    with pytest.raises(IkkeTilgang):
        _inviter(administrator, KommuneFactory(), {LES})


@pytest.mark.parametrize("rolle", [r for r in Rolle if r not in med_omfang(Omfang.KOMMUNE)])
def test_b003_never_a_role_that_only_imdi_gives(administrator, kommune, rolle) -> None:
    with pytest.raises(IkkeTilgang):
        _inviter(administrator, kommune, {LES, rolle})

    assert not Bruker.objects.filter(epost="ny@eksempel.example").exists()


@pytest.mark.parametrize("rolle", med_omfang(Omfang.KOMMUNE))
def test_b003_each_kommune_role_can_be_given(administrator, kommune, rolle) -> None:
    assert brukere.roller_i(_inviter(administrator, kommune, {rolle}), kommune) == {rolle}


def test_at_least_one_role(administrator, kommune) -> None:
    with pytest.raises(Domenefeil, match="minst én"):
        _inviter(administrator, kommune, set())


def test_inviting_a_colleague_twice_is_refused(administrator, kommune, kollega) -> None:
    with pytest.raises(Domenefeil) as feil:
        _inviter(administrator, kommune, {SKRIV}, epost=kollega.epost.upper())

    assert (feil.value.kode, feil.value.felt) == ("finnes_alt", "epost")


def test_somebody_from_another_kommune_gets_the_roles_and_no_new_account(administrator, kommune) -> None:
    annen = KommuneFactory()
    kjent = bruker_med(LES, kommune=annen)

    invitert = brukere.inviter(
        bruker=administrator, kommune=kommune, navn="Annet navn", epost=kjent.epost, roller={SKRIV}
    )

    assert (invitert.bruker, invitert.nokkel) == (kjent, "")
    assert tilgang.kommune_ider(Bruker.objects.get(pk=kjent.pk), Rettighet.SAK_LES) == {annen.pk, kommune.pk}
    assert Forsendelse.objects.get().slag == "tilgang_gitt"
    assert Bruker.objects.get(pk=kjent.pk).navn == kjent.navn


def test_imdis_own_and_closed_accounts_get_one_neutral_answer(administrator, kommune) -> None:
    """T6: the answer does not say what kind of account it is."""
    stengt = bruker_med(LES, kommune=KommuneFactory())
    brukere.steng_konto(stengt, av=administrator, grunn="prøve")
    tekster = set()
    for epost in (bruker_med(Rolle.IMDI_SUPPORT).epost, stengt.epost, bruker_med().epost):
        with pytest.raises(Domenefeil) as feil:
            _inviter(administrator, kommune, {LES}, epost=epost)
        tekster.add(str(feil.value))

    assert tekster == {"Denne adressen kan ikke inviteres herfra. Ta kontakt med IMDi."}


# ---- B-004
def test_b004_imdi_registers_the_first_administrator_before_the_agreement() -> None:
    kommune = KommuneFactory(avtale=False)
    imdi = bruker_med(Rolle.IMDI_ADMINISTRATOR)

    invitert = brukere.registrer_administrator(
        bruker=imdi, kommune=kommune, navn="Anne Eksempel", epost="anne@eksempel.example"
    )

    assert brukere.roller_i(invitert.bruker, kommune) == {ADMIN}
    assert invitert.nokkel
    assert not tilgang.har(invitert.bruker, Rettighet.BRUKERE_SKRIV)  # B-005 keeps them out until it is signed


@pytest.mark.parametrize("rolle", [r for r in med_omfang(Omfang.IMDI) if r != Rolle.IMDI_ADMINISTRATOR])
def test_b004_no_other_imdi_role_does_that(rolle, kommune) -> None:
    with pytest.raises(IkkeTilgang):
        brukere.registrer_administrator(bruker=bruker_med(rolle), kommune=kommune, navn="A", epost="a@b.example")


def test_b004_the_kommune_itself_does_not(administrator, kommune) -> None:
    with pytest.raises(IkkeTilgang):
        brukere.registrer_administrator(bruker=administrator, kommune=kommune, navn="A", epost="a@b.example")


def test_b004_a_colleague_is_made_administrator_and_keeps_the_roles(kommune, kollega) -> None:
    imdi = bruker_med(Rolle.IMDI_ADMINISTRATOR)

    brukere.registrer_administrator(bruker=imdi, kommune=kommune, navn="x", epost=kollega.epost)

    assert brukere.roller_i(kollega, kommune) == {LES, ADMIN}


# ---- roles
def _endre(bruker, kommune, gjelder, fra, til) -> None:
    brukere.endre_roller(bruker=bruker, kommune=kommune, gjelder=gjelder, fra=fra, til=til, grunn="Ny stilling")


def test_b003_change_of_roles_with_before_and_after(administrator, kommune, kollega) -> None:
    _endre(administrator, kommune, kollega, {LES}, {SKRIV})

    assert brukere.roller_i(kollega, kommune) == {SKRIV}
    assert _siste().data == {"fra": [LES], "til": [SKRIV], "grunn": "Ny stilling"}
    epost = Forsendelse.objects.get()
    assert (epost.slag, epost.mottaker["epost"]) == ("roller_endret", kollega.epost)


def test_b003_never_own_roles(administrator, kommune) -> None:
    with pytest.raises(IkkeTilgang, match="egen tilgang"):
        _endre(administrator, kommune, administrator, {ADMIN}, {ADMIN, SKRIV})


def test_b003_never_somebody_elses_colleague(administrator, kommune) -> None:
    fremmed = bruker_med(LES, kommune=KommuneFactory())

    with pytest.raises(IkkeTilgang):
        _endre(administrator, kommune, fremmed, set(), {LES})


def test_b003_never_imdis_roles_on_a_colleague(administrator, kommune, kollega) -> None:
    with pytest.raises(IkkeTilgang):
        _endre(administrator, kommune, kollega, {LES}, {Rolle.FYLKE_LES})


def test_two_administrators_at_once_the_second_is_told(administrator, kommune, kollega) -> None:
    _endre(administrator, kommune, kollega, {LES}, {SKRIV})

    with pytest.raises(Kollisjon):
        _endre(administrator, kommune, kollega, {LES}, {Rolle.KOMMUNE_TILSKUDD})


def test_no_change_is_said_so(administrator, kommune, kollega) -> None:
    with pytest.raises(Domenefeil, match="Ingenting er endret"):
        _endre(administrator, kommune, kollega, {LES}, {LES})


def test_b003_the_last_administrator_stays(administrator, kommune) -> None:
    imdi = bruker_med(Rolle.IMDI_ADMINISTRATOR)

    with pytest.raises(Domenefeil, match="minst én administrator"):
        _endre(imdi, kommune, administrator, {ADMIN}, {LES})
    with pytest.raises(Domenefeil, match="minst én administrator"):
        brukere.steng(bruker=imdi, kommune=kommune, gjelder=administrator, grunn="Sluttet")


def test_b003_with_a_second_administrator_the_first_can_go(administrator, kommune) -> None:
    imdi = bruker_med(Rolle.IMDI_ADMINISTRATOR)
    bruker_med(ADMIN, kommune=kommune)

    _endre(imdi, kommune, administrator, {ADMIN}, {LES})

    assert brukere.roller_i(administrator, kommune) == {LES}


def test_a_closed_administrator_does_not_count_as_the_second(administrator, kommune) -> None:
    imdi = bruker_med(Rolle.IMDI_ADMINISTRATOR)
    stengt = bruker_med(ADMIN, kommune=kommune)
    brukere.steng(bruker=imdi, kommune=kommune, gjelder=stengt, grunn="Sluttet")

    with pytest.raises(Domenefeil, match="minst én administrator"):
        brukere.steng(bruker=imdi, kommune=kommune, gjelder=administrator, grunn="Sluttet")


def test_the_roles_of_a_closed_account_stand_still(administrator, kommune, kollega) -> None:
    brukere.steng(bruker=administrator, kommune=kommune, gjelder=kollega, grunn="Sluttet")

    with pytest.raises(Domenefeil, match="stengt"):
        _endre(administrator, kommune, kollega, {LES}, {SKRIV})


# ---- B-094
def test_b094_special_categories_are_an_extra_grant_with_a_reason(administrator, kommune, kollega) -> None:
    brukere.sett_sensitivt(bruker=administrator, kommune=kommune, gjelder=kollega, paa=True, grunn="Helsesaker")

    assert tilgang.har_sensitivt(Bruker.objects.get(pk=kollega.pk), kommune.pk)
    assert _siste().data == {"fra": [], "til": ["se_sensitivt"], "grunn": "Helsesaker"}

    brukere.sett_sensitivt(bruker=administrator, kommune=kommune, gjelder=kollega, paa=False, grunn="Ny jobb")

    assert not tilgang.har_sensitivt(Bruker.objects.get(pk=kollega.pk), kommune.pk)


def test_b094_never_to_oneself(administrator, kommune) -> None:
    with pytest.raises(IkkeTilgang):
        brukere.sett_sensitivt(bruker=administrator, kommune=kommune, gjelder=administrator, paa=True, grunn="x")


# ---- close and open
def test_close_ends_the_account_and_keeps_the_roles(administrator, kommune, kollega) -> None:
    brukere.steng(bruker=administrator, kommune=kommune, gjelder=kollega, grunn="Sluttet")

    kollega.refresh_from_db()
    assert (kollega.er_stengt, kollega.stengt_av, kollega.stengt_grunn) == (True, administrator, "Sluttet")
    assert brukere.roller_i(kollega, kommune) == {LES}
    assert tilgang.grunnlag(Bruker.objects.get(pk=kollega.pk)).tomt
    assert kollega not in tildeling.aktive_med_rolle(kommune, LES)
    assert _siste().data == {"roller": [LES], "grunn": "Sluttet", "bare_her": False}


def test_in_two_kommuner_closing_takes_the_roles_here_only(administrator, kommune, kollega) -> None:
    annen = KommuneFactory()
    tildeling.gi_kommunerolle(kollega, SKRIV, annen)
    tildeling.sett_sensitivt(kollega, kommune, paa=True)

    brukere.steng(bruker=administrator, kommune=kommune, gjelder=kollega, grunn="Sluttet her")

    kollega.refresh_from_db()
    assert not kollega.er_stengt
    assert (brukere.roller_i(kollega, kommune), brukere.har_sensitivt(kollega, kommune)) == (set(), False)
    assert brukere.roller_i(kollega, annen) == {SKRIV}
    assert _siste().data["bare_her"] is True


def test_and_the_second_kommune_closes_the_account(administrator, kommune, kollega) -> None:
    annen = KommuneFactory()
    tildeling.gi_kommunerolle(kollega, SKRIV, annen)
    brukere.steng(bruker=administrator, kommune=kommune, gjelder=kollega, grunn="Sluttet her")

    brukere.steng(bruker=bruker_med(ADMIN, kommune=annen), kommune=annen, gjelder=kollega, grunn="Sluttet der")

    kollega.refresh_from_db()
    assert kollega.er_stengt


def test_never_the_own_account(administrator, kommune) -> None:
    with pytest.raises(IkkeTilgang):
        brukere.steng(bruker=administrator, kommune=kommune, gjelder=administrator, grunn="Sluttet")


def test_closing_twice_is_said_so(administrator, kommune, kollega) -> None:
    brukere.steng(bruker=administrator, kommune=kommune, gjelder=kollega, grunn="Sluttet")

    with pytest.raises(Domenefeil, match="alt stengt"):
        brukere.steng(bruker=administrator, kommune=kommune, gjelder=kollega, grunn="Sluttet")


def test_open_again_with_the_same_roles(administrator, kommune, kollega) -> None:
    med_app(kollega)
    brukere.steng(bruker=administrator, kommune=kommune, gjelder=kollega, grunn="Permisjon")

    brukere.aapne(bruker=administrator, kommune=kommune, gjelder=kollega, grunn="Tilbake")

    assert tilgang.har(Bruker.objects.get(pk=kollega.pk), Rettighet.SAK_LES, kommune.pk)
    slag = Forsendelse.objects.order_by("pk").values_list("slag", flat=True)
    assert list(slag) == ["konto_stengt", "konto_aapnet"]


def test_open_again_without_a_password_sends_a_new_link(administrator, kommune) -> None:
    ny = _inviter(administrator, kommune, {LES})
    brukere.steng(bruker=administrator, kommune=kommune, gjelder=ny, grunn="Feil")

    brukere.aapne(bruker=administrator, kommune=kommune, gjelder=ny, grunn="Riktig likevel")

    assert ny.invitasjoner.apne().count() == 1


# ---- lost phone
def test_b006_reset_takes_the_factors_and_tells_the_user(administrator, kommune, kollega) -> None:
    med_faktor(kollega)

    brukere.nullstill_faktor(bruker=administrator, kommune=kommune, gjelder=kollega, grunn="Mistet telefonen")

    assert not Authenticator.objects.filter(user=kollega).exists()
    assert _siste().data == {"faktorer": ["totp"], "grunn": "Mistet telefonen"}
    epost = Forsendelse.objects.get()
    assert (epost.slag, epost.mottaker["epost"]) == ("faktor_nullstilt", kollega.epost)


def test_b006_nothing_to_reset(administrator, kommune, kollega) -> None:
    with pytest.raises(Domenefeil, match="ikke satt opp"):
        brukere.nullstill_faktor(bruker=administrator, kommune=kommune, gjelder=kollega, grunn="Mistet telefonen")


def test_b006_never_ones_own(administrator, kommune) -> None:
    med_faktor(administrator)

    with pytest.raises(IkkeTilgang):
        brukere.nullstill_faktor(bruker=administrator, kommune=kommune, gjelder=administrator, grunn="Mistet")


# ---- S-06: effect at once on open sessions
ENDRINGER = {
    "roller": lambda a, k, g: _endre(a, k, g, {LES}, {SKRIV}),
    "sensitivt": lambda a, k, g: brukere.sett_sensitivt(bruker=a, kommune=k, gjelder=g, paa=True, grunn="Helse"),
    "steng": lambda a, k, g: brukere.steng(bruker=a, kommune=k, gjelder=g, grunn="Sluttet"),
    "faktor": lambda a, k, g: brukere.nullstill_faktor(bruker=a, kommune=k, gjelder=g, grunn="Mistet"),
}


@pytest.mark.parametrize("hva", ENDRINGER)
def test_s06_the_users_open_session_ends_and_the_administrators_does_not(administrator, kommune, kollega, hva) -> None:
    med_app(kollega)
    med_app(administrator)
    min_, deres = logg_helt_inn(administrator), logg_helt_inn(kollega)
    assert er_inne(deres)

    ENDRINGER[hva](administrator, kommune, kollega)

    assert (er_inne(deres), er_inne(min_)) == (False, True)
