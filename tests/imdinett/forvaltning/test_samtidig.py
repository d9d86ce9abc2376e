"""S-09 for users: two at once never leave a kommune without administrator, or one person with two accounts."""

import pytest

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.models import Invitasjon
from imdinett.forvaltning.services import brukere, imdi, invitasjoner
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med
from tests.samtidig import utfall

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ADMIN, LES = Rolle.KOMMUNE_ADMINISTRATOR, Rolle.KOMMUNE_BOSETTER_LES


def test_two_administrators_who_take_each_other_away() -> None:
    kommune = KommuneFactory()
    en, to = (bruker_med(ADMIN, kommune=kommune) for _ in range(2))

    def ta(bruker, gjelder) -> None:
        bruker, gjelder = Bruker.objects.get(pk=bruker.pk), Bruker.objects.get(pk=gjelder.pk)
        brukere.endre_roller(bruker=bruker, kommune=kommune, gjelder=gjelder, fra={ADMIN}, til={LES}, grunn="Uenighet")

    svar = utfall(lambda: ta(en, to), lambda: ta(to, en))

    assert svar.count("ok") == 1
    assert tildeling.aktive_med_rolle(kommune, ADMIN).count() == 1


def test_two_of_imdis_administrators_who_close_each_other() -> None:
    en, to = (bruker_med(Rolle.IMDI_ADMINISTRATOR) for _ in range(2))

    def steng(bruker, gjelder) -> None:
        bruker, gjelder = Bruker.objects.get(pk=bruker.pk), Bruker.objects.get(pk=gjelder.pk)
        imdi.steng(bruker=bruker, gjelder=gjelder, grunn="Uenighet")

    svar = utfall(lambda: steng(en, to), lambda: steng(to, en))

    assert svar.count("ok") == 1
    assert imdi._administratorer().count() == 1


def test_two_kommuner_that_invite_the_same_person_at_once() -> None:
    par = [(bruker_med(ADMIN, kommune=kommune), kommune) for kommune in (KommuneFactory(), KommuneFactory())]

    def inviter(bruker, kommune) -> None:
        brukere.inviter(bruker=bruker, kommune=kommune, navn="Siri", epost="siri@e.example", roller={LES})

    utfall(*[lambda b=b, k=k: inviter(b, k) for b, k in par])

    assert Bruker.objects.filter(epost="siri@e.example").count() == 1
    assert Invitasjon.objects.apne().count() == 1


def test_eight_who_follow_the_same_link() -> None:
    kommune = KommuneFactory()
    bruker = bruker_med(ADMIN, kommune=kommune)
    invitert = brukere.inviter(bruker=bruker, kommune=kommune, navn="Siri", epost="siri@e.example", roller={LES})

    svar = utfall(
        *[lambda n=n: invitasjoner.godta(nokkel=invitert.nokkel, passord=f"en-lang-setning-{n}") for n in range(8)]
    )

    assert sorted(svar) == ["ok", *["ugyldig_invitasjon"] * 7]
