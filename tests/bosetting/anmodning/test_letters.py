"""What the kommune reads: number, herav EM, frist, criteria, what the vedtak must say, in its own målform."""

import re

import pytest
from django.utils.html import strip_tags

from bosetting.anmodning.models import Anmodning
from bosetting.anmodning.rules import Tall
from bosetting.anmodning.services import runde as services
from bosetting.anmodning.states import Rundetype
from imdinett.kommune.models import Maalform
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.anmodning.conftest import INNHOLD
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def tekst(kommune) -> str:
    """The newest letter to the kommune, as running text."""
    brev = Forsendelse.objects.brev().filter(kommune=kommune).latest("pk")
    return " ".join(re.sub(r"&nbsp;|\xa0", " ", strip_tags(brev.innhold["html"])).split())


def send(imdi, antall: int = 45, herav_em: int = 2, maalform: str = Maalform.BOKMAAL):
    kommune = KommuneFactory(navn="Eigersund", maalform=maalform)
    runde = services.opprett_runde(bruker=imdi, aar=2027, type=Rundetype.ORDINAR, innhold=INNHOLD)
    tall = Tall(kommune_id=kommune.pk, antall=antall, herav_em=herav_em, begrunnelse="Liten")
    services.lagre_tall(bruker=imdi, runde=runde, tall=[tall])
    runde.refresh_from_db()
    services.send_runde(bruker=imdi, runde=runde, endret_nr=runde.endret_nr)
    return kommune


def test_the_letter_says_what_is_asked_and_what_to_do(imdi) -> None:
    brev = tekst(send(imdi))

    for setning in (
        "IMDi ber Eigersund kommune om å bosette 45 flyktninger i 2027.",
        "2 av plassene er til enslige mindreårige.",
        "Svar innen 20. desember 2026.",
        "Folketall og resultater.",
        "Vedtaket kan ikke ha vilkår eller forbehold.",
        "Familiegjenforente skal ikke regnes med.",
        "Vedtaket gjelder først når det er godkjent.",
        "Kommunen må selv journalføre og arkivere brevet.",
    ):
        assert setning in brev


def test_decision_25_zero_is_a_letter_that_says_so(imdi) -> None:
    kommune = send(imdi, antall=0, herav_em=0)
    brev = tekst(kommune)

    assert "Dere blir ikke bedt om å bosette flyktninger i 2027." in brev
    assert "Dere trenger ikke å gjøre vedtak." in brev
    assert "Svar innen" not in brev
    assert Forsendelse.objects.brev().get().tittel.endswith("kommunen blir ikke bedt om å bosette")


def test_an_adjusted_letter_says_the_old_number_and_the_new(imdi) -> None:
    kommune = send(imdi)
    runde = services.opprett_runde(bruker=imdi, aar=2027, type=Rundetype.JUSTERT, innhold=INNHOLD)
    services.lagre_tall(bruker=imdi, runde=runde, tall=[Tall(kommune_id=kommune.pk, antall=60, herav_em=5)])
    runde.refresh_from_db()
    services.send_runde(bruker=imdi, runde=runde, endret_nr=runde.endret_nr)

    brev = tekst(kommune)

    assert "Før: 45 personer, herav 2 enslige mindreårige." in brev
    assert "Nå: 60 personer, herav 5 enslige mindreårige." in brev
    assert Forsendelse.objects.brev().latest("pk").tittel == "Endret anmodning om bosetting av flyktninger i 2027"


def test_a_nynorsk_kommune_gets_the_nynorsk_criteria(imdi) -> None:
    brev = tekst(send(imdi, maalform=Maalform.NYNORSK))

    assert "Folketal og resultat." in brev
    assert "Folketall og resultater." not in brev
    assert Forsendelse.objects.brev().get().sprak == "nn"


def test_the_letter_is_frozen_when_it_is_sent(imdi) -> None:
    kommune = send(imdi)
    Anmodning.objects.update(antall=99)

    assert "45 flyktninger" in tekst(kommune)


def test_the_purring_names_year_number_and_frist_and_leads_to_the_page(imdi) -> None:
    kommune = send(imdi)
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    services.purr(bruker=imdi, anmodninger=list(Anmodning.objects.all()))

    epost = Forsendelse.objects.epost().get()

    assert epost.tittel == "Kommunens vedtak om bosetting i 2027 mangler"
    for del_ in ("Eigersund", "2027", "45 plasser", "20. desember 2026", f"/kommuner/{kommune.nummer}/anmodninger/"):
        assert del_ in epost.innhold["tekst"]
        assert del_ in epost.innhold["html"]


def test_a_second_purring_is_another_email(imdi) -> None:
    from datetime import timedelta

    from imdinett.kjerne import klokke

    kommune = send(imdi)
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    services.purr(bruker=imdi, anmodninger=list(Anmodning.objects.all()))
    with klokke.flyttet_til(klokke.now() + timedelta(days=7)):
        services.purr(bruker=imdi, anmodninger=list(Anmodning.objects.all()))

    assert Forsendelse.objects.epost().count() == 2
