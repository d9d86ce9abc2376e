"""Users from the system before this: invited when new, the missing roles when known (B-003, B-004)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.models import Invitasjon
from imdinett.forvaltning.services.brukere import roller_i
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import IkkeTilgang
from imdinett.kjerne.radfil import MAKS_RADER
from imdinett.kommune.models import Kommune
from imdinett.overtakelse import brukere
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med
from tests.imdinett.overtakelse.hjelp import avvist, brukerfil, les_inn, prov, tall

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KARI = "kari@eksempel.example;Kari Eksempel;1191;kommune_bosetter_skriv,kommune_administrator;nn"


def test_somebody_new_gets_an_invitation_that_runs_out(sjef: Bruker, kommune: Kommune) -> None:
    kjoring = les_inn(sjef, brukerfil(KARI))

    kari = Bruker.objects.get(epost="kari@eksempel.example")
    assert (tall(kjoring), kari.sprak, kari.has_usable_password()) == ((1, 0, 0), "nn", False)
    assert roller_i(kari, kommune) == {Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR}
    assert Invitasjon.objects.get(bruker=kari).utloper_tid > klokke.now()
    assert [en.slag for en in Forsendelse.objects.all()] == ["invitasjon"]


def _les_mange(sjef: Bruker, merke: str, antall: int) -> int:
    """How many questions it takes to read in so many who are new."""
    linjer = [f"{merke}{nr}@eksempel.example;Kari Eksempel;1191;kommune_bosetter_skriv;" for nr in range(antall)]
    with CaptureQueriesContext(connection) as spurt:
        assert tall(les_inn(sjef, brukerfil(*linjer))) == (antall, 0, 0)
    return len(spurt)


def test_a_country_of_users_takes_as_many_questions_as_one_user(sjef: Bruker, kommune: Kommune) -> None:
    assert brukere.SLAG.maks_rader == MAKS_RADER

    _les_mange(sjef, "forst", 1)  # Django looks up its content types once
    assert _les_mange(sjef, "en", 1) == _les_mange(sjef, "mange", 40)

    nye = Bruker.objects.filter(epost__startswith="mange")
    assert {Invitasjon.objects.apne().filter(bruker=en).count() for en in nye} == {1}
    assert Forsendelse.objects.filter(slag="invitasjon").count() == 42
    hendelser = Hendelse.objects.filter(type="bruker_invitert", kommune=kommune)
    assert hendelser.filter(data={"roller": ["kommune_bosetter_skriv"]}).count() == 42


def test_somebody_known_gets_the_missing_roles_and_keeps_the_others(sjef: Bruker, kommune: Kommune) -> None:
    kari = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, epost="kari@eksempel.example", navn="Kari E.")
    tildeling.gi_kommunerolle(kari, Rolle.KOMMUNE_TILSKUDD, kommune)

    kjoring = les_inn(sjef, brukerfil(KARI))

    kari.refresh_from_db()
    assert (tall(kjoring), kari.navn, Invitasjon.objects.count()) == ((1, 0, 0), "Kari E.", 0)
    assert roller_i(kari, kommune) == {
        Rolle.KOMMUNE_BOSETTER_SKRIV,
        Rolle.KOMMUNE_ADMINISTRATOR,
        Rolle.KOMMUNE_TILSKUDD,
    }


def test_a_user_of_another_kommune_gets_the_roles_here_too(sjef: Bruker, kommune: Kommune) -> None:
    kari = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory(), epost="kari@eksempel.example")

    les_inn(sjef, brukerfil(KARI))

    assert Rolle.KOMMUNE_BOSETTER_SKRIV in roller_i(kari, kommune)


def test_the_same_file_again_changes_nothing(sjef: Bruker, kommune: Kommune) -> None:
    les_inn(sjef, brukerfil(KARI))
    brev = Forsendelse.objects.count()

    assert tall(les_inn(sjef, brukerfil(KARI))) == (0, 1, 0)
    assert (Bruker.objects.filter(epost="kari@eksempel.example").count(), Forsendelse.objects.count()) == (1, brev)


def test_two_kommuner_for_one_new_user_are_one_invitation(sjef: Bruker, kommune: Kommune) -> None:
    annen = KommuneFactory(nummer="1192")

    les_inn(sjef, brukerfil(KARI, KARI.replace("1191", "1192")))

    kari = Bruker.objects.get(epost="kari@eksempel.example")
    assert (roller_i(kari, kommune), Invitasjon.objects.count()) == (roller_i(kari, annen), 1)


def test_imdis_own_are_invited_without_a_kommune(sjef: Bruker) -> None:
    les_inn(sjef, brukerfil("ivar@imdi.example;Ivar Eksempel;;imdi_bosetter_skriv;nb"))

    ivar = Bruker.objects.get(epost="ivar@imdi.example")
    assert list(ivar.groups.values_list("name", flat=True)) == ["imdi_bosetter_skriv"]


@pytest.mark.parametrize(
    ("linje", "grunn"),
    [
        ("kari;Kari;1191;kommune_bosetter_les;", "E-post må være en e-postadresse"),
        (";Kari;1191;kommune_bosetter_les;", "E-post mangler."),
        ("k@e.example;;1191;kommune_bosetter_les;", "Navn mangler."),
        ("k@e.example;Kari;0000;kommune_bosetter_les;", "Kommunenummeret 0000 finnes ikke."),
        ("k@e.example;Kari;1191;sjef;", "Rollen «sjef» finnes ikke."),
        ("k@e.example;Kari;1191;;", "Rolle mangler."),
        ("k@e.example;Kari;1191;kommune_bosetter_les;se", "Språk må være nb eller nn"),
        ("k@e.example;Kari;1191;imdi_administrator;", "En av rollene gis ikke i en kommune."),
        ("k@e.example;Kari;1191;fylke_les;", "En av rollene gis ikke i en kommune."),
        ("k@e.example;Kari;;kommune_bosetter_les;", "Kommunenummer mangler, og en av rollene er ikke IMDis."),
        ("k@e.example;Kari;;mottak_skriv;", "Kommunenummer mangler, og en av rollene er ikke IMDis."),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(sjef: Bruker, kommune: Kommune, linje: str, grunn: str) -> None:
    kjoring = les_inn(sjef, brukerfil(linje))

    assert (tall(kjoring), avvist(kjoring)[0][0]) == ((0, 0, 1), 3)
    assert avvist(kjoring)[0][1].startswith(grunn)
    assert Bruker.objects.count() == 1


def test_closed_accounts_and_imdis_own_get_nothing_from_a_file(sjef: Bruker, kommune: Kommune) -> None:
    stengt = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune, epost="stengt@eksempel.example")
    Bruker.objects.filter(pk=stengt.pk).update(stengt_tid=klokke.now(), stengt_av=sjef)
    bruker_med(Rolle.IMDI_BOSETTER_LES, epost="ivar@imdi.example")

    kjoring = les_inn(
        sjef,
        brukerfil(
            "stengt@eksempel.example;S;1191;kommune_administrator;",
            "ivar@imdi.example;I;1191;kommune_administrator;",
            "ivar@imdi.example;I;;imdi_administrator;",
        ),
    )

    assert [grunn.partition(".")[0] for _linje, grunn in avvist(kjoring)] == [
        "Kontoen er stengt",
        "Adressen tilhører en konto utenfor kommunene og kan ikke få roller her",
        "Adressen er alt i bruk av en konto",
    ]


def test_one_address_in_imdi_and_in_a_kommune_refuses_the_second(sjef: Bruker, kommune: Kommune) -> None:
    ny = "k@e.example;Kari;{};{};"
    kjoring = les_inn(sjef, brukerfil(ny.format("", "imdi_bosetter_les"), ny.format("1191", "kommune_bosetter_les")))

    assert avvist(kjoring) == [(4, "Adressen står i filen både i IMDi og i en kommune.")]


def test_the_numbers_before_and_after_stand_per_kommune_and_role(sjef: Bruker, kommune: Kommune) -> None:
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)

    rader = prov(sjef, brukerfil(KARI)).tallrader

    assert [(en.kommune, en.hva, en.fil, en.for_, en.etter) for en in rader] == [
        ("Alfavik", "kommune_bosetter_skriv", 1, 1, 2),
        ("Alfavik", "kommune_administrator", 1, 0, 1),
    ]


def test_only_imdis_administrator_reads_users_in(kommune: Kommune) -> None:
    administrator = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=KommuneFactory())

    for bruker in (administrator, bruker_med(Rolle.IMDI_BOSETTER_SKRIV)):
        with pytest.raises(IkkeTilgang):
            prov(bruker, brukerfil(KARI))
