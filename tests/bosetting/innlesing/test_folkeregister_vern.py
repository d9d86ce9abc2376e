"""What Folkeregisteret says of protection: stricter at once, milder by two persons (security.md §5)."""

import pytest

from bosetting.person.models import Avvik, Sak
from bosetting.person.services import endre_gradering
from bosetting.person.skjermingsmodell import Graderingsendring, Skjermingsmedlem
from bosetting.person.states import Gradering
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innlesing.hjelp import (
    FLYTTET,
    OPPHOLD,
    RETTET,
    VERN,
    bosted,
    egenskap,
    freg,
    gradert,
    les_freg,
    med_nummer,
    nivaa,
    side,
    status,
    sted,
    tall,
)
from tests.factories.bosetting import SakFactory, SkjermingsmedlemFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


# ---- protection
@pytest.mark.parametrize(
    ("ord_", "til"),
    [
        ("fortrolig", "fortrolig"),
        ("strengtFortrolig", "strengt_fortrolig"),
        ("klientadresse", "strengt_fortrolig"),
        ("noeNytt", "strengt_fortrolig"),
    ],
)
def test_protection_locks_the_folder_at_once_and_in_doubt_strictly(imdi: Bruker, sak: Sak, ord_: str, til: str) -> None:
    assert tall(les_freg(imdi, freg(1, VERN, gradert(ord_)))) == (1, 0, 0)

    assert nivaa(sak) == til
    assert Skjermingsmedlem.objects.get().bruker == imdi
    assert not Sak.objects.all().synlig_for(bruker_med(Rolle.IMDI_BOSETTER_SKRIV)).filter(pk=sak.pk).exists()


def test_of_the_strictly_protected_no_place_is_kept_not_even_the_kommune(
    imdi: Bruker, sak: Sak, kommune: Kommune
) -> None:
    opphold = egenskap("oppholdsadresse", vegadresse={"kommunenummer": kommune.nummer})
    les_freg(imdi, freg(1, FLYTTET, bosted(kommune.nummer)), freg(2, OPPHOLD, opphold))

    kjoring = les_freg(
        imdi,
        freg(3, VERN, gradert("strengtFortrolig")),
        freg(4, FLYTTET, bosted(kommune.nummer)),
        freg(5, RETTET, bosted("0000")),
        freg(6, OPPHOLD, opphold),
        freg(7, FLYTTET, egenskap("bostedsadresse", "annullere")),
    )

    rad = status(sak)
    assert (rad.bostedskommune, rad.flyttedato, rad.oppholdskommune, rad.slas_opp_fra) == (None, None, None, None)
    assert tall(kjoring)[2] == 0
    assert kommune.navn not in str(list(Hendelse.objects.filter(gjelder_id=str(sak.pk)).values_list("data")))


def test_an_address_that_is_protected_itself_protects_before_it_is_read(
    imdi: Bruker, sak: Sak, kommune: Kommune
) -> None:
    les_freg(imdi, freg(1, FLYTTET, bosted(kommune.nummer, adressegradering="strengtFortrolig")))

    assert (nivaa(sak), sted(sak)) == ("strengt_fortrolig", (None, None))
    les_freg(imdi, freg(2, FLYTTET, bosted(kommune.nummer, adressegradering="ugradert")))
    assert (nivaa(sak), sted(sak), status(sak).mildere_nivaa) == ("strengt_fortrolig", (None, None), "")


def test_who_is_outside_the_group_protects_more_but_sees_no_more() -> None:
    """B-095: the feed speaks of everybody; its reader learns nothing of those who are hidden."""
    sak = med_nummer(SkjermingsmedlemFactory(person=SakFactory().person).person.sak, gradering="fortrolig")
    leser = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)

    kjoring = les_freg(
        leser, freg(1, FLYTTET, bosted("0000")), freg(2, VERN, gradert("strengtFortrolig")), freg(3, "personErDoed")
    )

    assert (nivaa(sak), tall(kjoring), side().gjaldt_andre) == ("strengt_fortrolig", (0, 0, 0), 3)
    assert not kjoring.avviste.synlig_for(leser).exists()
    assert kjoring.avviste.get().person == sak.person
    assert not Skjermingsmedlem.objects.filter(bruker=leser).exists()
    sak.refresh_from_db()
    assert (sak.tilstand, Avvik.objects.get().sak) == ("registrert", sak)


def test_a_milder_level_is_a_task_for_two_persons_and_lowers_nothing(imdi: Bruker, sak: Sak) -> None:
    les_freg(imdi, freg(1, VERN, gradert("strengtFortrolig")), freg(2, VERN, gradert("ugradert")))

    assert (nivaa(sak), status(sak).mildere_nivaa) == ("strengt_fortrolig", "ingen")
    assert [rad.er_senking for rad in Graderingsendring.objects.all()] == [False]
    les_freg(imdi, freg(3, VERN, gradert("strengtFortrolig")))
    assert status(sak).mildere_nivaa == ""


def test_a_stricter_level_takes_down_a_proposal_to_lower_it(imdi: Bruker, sak: Sak) -> None:
    SkjermingsmedlemFactory(person=med_nummer(sak, gradering="fortrolig").person, bruker=imdi)
    endre_gradering(bruker=imdi, sak=sak, til=Gradering.INGEN, grunn="Politiet har opphevet sperren.")
    les_freg(imdi, freg(1, VERN, gradert("strengtFortrolig")))

    assert nivaa(sak) == "strengt_fortrolig"
    assert set(Graderingsendring.objects.values_list("er_senking", "godkjent")) == {(True, False), (False, True)}


@pytest.mark.parametrize("satt", ["skjermet_identitet", "egne_ansatte"])
def test_a_level_that_folkeregisteret_does_not_know_is_not_for_it_to_lower(imdi: Bruker, sak: Sak, satt: str) -> None:
    med_nummer(sak, gradering=satt, adresse="", postnummer="", poststed="")

    les_freg(imdi, freg(1, VERN, gradert("ugradert")))

    assert (nivaa(sak), status(sak).mildere_nivaa) == (satt, "")


def test_protection_that_is_annulled_lowers_nothing(imdi: Bruker, sak: Sak) -> None:
    les_freg(imdi, freg(1, VERN, gradert("fortrolig")), freg(2, VERN, egenskap("adressebeskyttelse", "annullere")))

    assert (nivaa(sak), status(sak).slas_opp_fra is None) == ("fortrolig", False)
