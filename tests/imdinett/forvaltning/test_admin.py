"""IMDi's lists: read-only, each with its right."""

import pytest
from django.contrib import admin
from django.urls import reverse

from imdinett.forvaltning.models import Invitasjon
from imdinett.forvaltning.services import brukere
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Omfang, Rolle, med_omfang
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
LISTER = {
    "kommune": {r for r in med_omfang(Omfang.IMDI) if r != Rolle.IMDI_LOGG_LES},
    "bruker": {Rolle.IMDI_ADMINISTRATOR},
    "databehandleravtale": {Rolle.IMDI_ADMINISTRATOR},
    "melding": {Rolle.IMDI_ADMINISTRATOR},
    "invitasjon": {Rolle.IMDI_ADMINISTRATOR},
    "hendelse": {
        Rolle.IMDI_BOSETTER_SKRIV,
        Rolle.IMDI_BOSETTER_LES,
        Rolle.IMDI_ANMODNING,
        Rolle.IMDI_ADMINISTRATOR,
        Rolle.IMDI_LOGG_LES,
    },
}


@pytest.fixture
def fylt():
    kommune = KommuneFactory(navn="Eksempelvik")
    administrator = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    brukere.inviter(
        bruker=administrator,
        kommune=kommune,
        navn="Siri Eksempel",
        epost="siri@eksempel.example",
        roller={Rolle.KOMMUNE_BOSETTER_LES},
    )
    return kommune


@pytest.mark.parametrize("rolle", med_omfang(Omfang.IMDI))
def test_each_list_is_open_to_the_roles_that_have_its_right(fylt, rolle) -> None:
    nettleser = logg_inn(bruker_med(rolle))

    svar = {navn: nettleser.get(reverse(f"admin:imdinett_{navn}_changelist")).status_code for navn in LISTER}

    assert svar == {navn: 200 if rolle in roller else 403 for navn, roller in LISTER.items()}


@pytest.mark.parametrize("navn", LISTER)
def test_search_and_nothing_to_add_change_or_delete(fylt, navn) -> None:
    nettleser = logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR))
    modell = next(m for m in admin.site._registry if m._meta.model_name == navn and m._meta.app_label == "imdinett")
    rad = modell._default_manager.first()

    assert nettleser.get(reverse(f"admin:imdinett_{navn}_changelist"), {"q": "eksempel"}).status_code == 200
    assert nettleser.get(reverse(f"admin:imdinett_{navn}_add")).status_code == 403
    if rad is not None and navn != "hendelse":
        side = nettleser.get(reverse(f"admin:imdinett_{navn}_change", args=[rad.pk]))
        assert side.status_code == 200
        assert '<input type="text"' not in side.content.decode().split('id="content"')[1].split("</form>")[0]
    assert nettleser.post(reverse(f"admin:imdinett_{navn}_changelist"), {"action": "delete_selected"}).status_code in (
        302,
        200,
    )
    assert modell._default_manager.count() == modell._default_manager.count()


def test_the_list_of_kommuner_leads_to_agreement_and_users(fylt) -> None:
    adresse = reverse("imdi_brukere", args=[fylt.nummer])
    liste = reverse("admin:imdinett_kommune_changelist")

    assert adresse in logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR)).get(liste).content.decode()
    assert adresse not in logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV)).get(liste).content.decode()


@pytest.mark.parametrize(("valg", "ventet"), [("ja", {"Har"}), ("nei", {"Mangler"})])
def test_kommuner_with_and_without_agreement(valg, ventet) -> None:
    KommuneFactory(navn="Har")
    KommuneFactory(navn="Mangler", avtale=False)
    liste = reverse("admin:imdinett_kommune_changelist")

    svar = logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR)).get(liste, {"avtale": valg})

    navn = {k.navn for k in svar.context["cl"].result_list}
    assert navn & {"Har", "Mangler"} == ventet


def test_closed_kommuner_are_left_out_until_asked_for() -> None:
    KommuneFactory(navn="Finnes")
    KommuneFactory(navn="Opphørt", gyldig_til="2020-01-01")
    liste = reverse("admin:imdinett_kommune_changelist")
    nettleser = logg_inn(bruker_med(Rolle.IMDI_SUPPORT))

    def navn(**valg) -> set[str]:
        return {k.navn for k in nettleser.get(liste, valg).context["cl"].result_list} & {"Finnes", "Opphørt"}

    assert (navn(), navn(gyldig="nei"), navn(gyldig="alle")) == ({"Finnes"}, {"Opphørt"}, {"Finnes", "Opphørt"})


def test_decision_13_the_administrator_sees_user_events_only(fylt) -> None:
    hendelse.log(None, Hendelsestype.KONTAKT_ENDRET, fylt, kommune=fylt)
    liste = reverse("admin:imdinett_hendelse_changelist")

    def typer(rolle) -> set[str]:
        return {rad.type for rad in logg_inn(bruker_med(rolle)).get(liste).context["cl"].result_list}

    assert typer(Rolle.IMDI_ADMINISTRATOR) == {"bruker_invitert"}
    assert typer(Rolle.IMDI_BOSETTER_LES) == {"kontakt_endret"}
    assert typer(Rolle.IMDI_LOGG_LES) == {"bruker_invitert", "kontakt_endret"}


def test_decision_18_the_history_of_a_row_is_what_the_log_says(fylt) -> None:
    """The admin's own log is empty: nothing is changed through its pages."""
    nettleser = logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR))
    siri = Invitasjon.objects.get().bruker
    andre = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))
    adresse = reverse("admin:imdinett_bruker_history", args=[siri.pk])

    tekst = nettleser.get(adresse).content.decode()

    assert "Siri Eksempel ble invitert med rollene: Bosetter les." in tekst
    assert "ingen endringshistorikk" not in tekst
    assert andre.get(adresse).status_code == 403
    assert nettleser.get(reverse("admin:imdinett_bruker_history", args=[987654])).status_code == 302


def test_the_hash_of_an_invitation_is_never_shown(fylt) -> None:
    invitasjon = Invitasjon.objects.get()
    nettleser = logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR))

    for adresse in (
        reverse("admin:imdinett_invitasjon_changelist"),
        reverse("admin:imdinett_invitasjon_change", args=[invitasjon.pk]),
    ):
        assert invitasjon.nokkel_sha256 not in nettleser.get(adresse).content.decode()


def test_the_list_of_kommuner_takes_the_same_queries_for_one_and_three(fylt) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    nettleser = logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR))
    liste = reverse("admin:imdinett_kommune_changelist")
    antall = []
    for _ in range(2):
        nettleser.get(liste)
        with CaptureQueriesContext(connection) as fanget:
            nettleser.get(liste)
        antall.append(len(fanget))
        for _ny in range(2):
            KommuneFactory()

    assert antall[0] == antall[1]
    assert Kommune.objects.count() >= 3


def test_decision_11_only_our_models_are_registered() -> None:
    assert {modell._meta.app_label for modell in admin.site._registry} <= {"imdinett", "bosetting", "tilskudd", "nir"}
