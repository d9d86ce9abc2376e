"""The account itself: what the database promises, and the user's own choices."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from imdinett.bruker import services
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def test_an_address_is_stored_in_small_letters_without_blanks() -> None:
    bruker = Bruker.objects.opprett(epost=" Kari@Eksempel.Example ", navn=" Kari Eksempel ")

    assert (bruker.epost, bruker.navn) == ("kari@eksempel.example", "Kari Eksempel")
    assert not bruker.has_usable_password()


@pytest.mark.parametrize("felt", [{"epost": "STORE@eksempel.example"}, {"stengt_tid": klokke.now()}])
def test_the_database_refuses_capitals_and_a_closing_without_who(felt) -> None:
    bruker = bruker_med()

    with pytest.raises(IntegrityError), transaction.atomic():
        Bruker.objects.filter(pk=bruker.pk).update(**felt)


def test_one_account_per_address() -> None:
    bruker = bruker_med()

    with pytest.raises(IntegrityError), transaction.atomic():
        Bruker.objects.opprett(epost=bruker.epost.upper(), navn="En annen")


def test_a_closed_account_is_nobodys_active_user_and_has_no_rights() -> None:
    kommune = KommuneFactory()
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    assert list(tildeling.aktive_med(kommune, Rettighet.FORDELING_BESVAR)) == [bruker]

    bruker.stengt_tid, bruker.stengt_av = klokke.now(), bruker
    bruker.save()

    assert bruker not in Bruker.objects.aktive()
    assert list(tildeling.aktive_med(kommune, Rettighet.FORDELING_BESVAR)) == []
    assert tilgang.grunnlag(Bruker.objects.get(pk=bruker.pk)).tomt


def test_staff_is_who_has_a_role_of_imdi() -> None:
    ansatt, kommunal = bruker_med(Rolle.IMDI_SUPPORT), bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory())

    assert (ansatt.is_staff, kommunal.is_staff) == (True, False)


def test_own_choices_are_saved() -> None:
    bruker = bruker_med()

    services.velg_sprak(bruker=bruker, sprak="nn")
    services.velg_farger(bruker=bruker, farger="dark")

    bruker.refresh_from_db()
    assert (bruker.sprak, bruker.farger) == ("nn", "dark")


def test_the_command_makes_the_first_administrator_once(capsys) -> None:
    call_command("opprett_administrator", "Per Eksempel", "per@imdi.example")

    assert capsys.readouterr().out == "Invitasjon til per@imdi.example er lagt i kø.\n"
    assert tilgang.har_imdi(Bruker.objects.get(), Rettighet.KOMMUNEADMIN_SKRIV)
    with pytest.raises(CommandError, match="alt en administrator"):
        call_command("opprett_administrator", "Pål Eksempel", "paal@imdi.example")
