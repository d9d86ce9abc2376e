"""IMDi's administrator registers mottak, omsorgssentre and regions, and who works there (decision 14)."""

import pytest

from imdinett.forvaltning.services import enheter
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.kommune.models import Enhet
from imdinett.tilgang.models import Enhetsmedlem
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import EnhetFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
GRUNN = "Arbeider på begge mottak."


@pytest.fixture
def sjef():
    return bruker_med(Rolle.IMDI_ADMINISTRATOR)


def _roller(bruker) -> list[tuple[str, str]]:
    return list(Enhetsmedlem.objects.filter(bruker=bruker).order_by("enhet__navn").values_list("enhet__navn", "rolle"))


@pytest.mark.parametrize(
    ("type", "rolle"),
    [
        (Enhet.Type.MOTTAK, Rolle.MOTTAK_SKRIV),
        (Enhet.Type.OMSORGSSENTER, Rolle.BUFETAT_SKRIV),
        (Enhet.Type.BUFETAT, Rolle.BUFETAT_SKRIV),
    ],
)
def test_the_role_follows_from_the_kind_of_enhet(sjef, type, rolle) -> None:
    enhet = enheter.registrer_enhet(bruker=sjef, navn=" Eksempelenhet ", type=type)

    ny = enheter.inviter_enhetsbruker(bruker=sjef, enhet=enhet, navn="Mona", epost="mona@enhet.example")

    assert _roller(ny.bruker) == [("Eksempelenhet", rolle)]
    assert list(Hendelse.objects.order_by("pk").values_list("type", flat=True))[:2] == [
        "enhet_registrert",
        "bruker_invitert",
    ]


def test_only_imdis_administrator_registers(sjef) -> None:
    with pytest.raises(IkkeTilgang):
        enheter.registrer_enhet(bruker=bruker_med(Rolle.IMDI_BOSETTER_SKRIV), navn="X", type=Enhet.Type.MOTTAK)


def test_a_name_is_used_once_and_a_mottak_belongs_to_no_region(sjef) -> None:
    region = EnhetFactory(navn="Region Eksempel", type=Enhet.Type.BUFETAT)

    for felt, navn, type, over in (
        ("navn", "Region Eksempel", Enhet.Type.BUFETAT, None),
        ("overordnet", "Mottak", Enhet.Type.MOTTAK, region),
        ("overordnet", "Senter", Enhet.Type.OMSORGSSENTER, EnhetFactory()),
    ):
        with pytest.raises(Domenefeil) as feil:
            enheter.registrer_enhet(bruker=sjef, navn=navn, type=type, overordnet=over)
        assert feil.value.felt == felt


def test_access_is_given_and_taken_with_a_reason(sjef) -> None:
    en, annen = EnhetFactory(navn="A"), EnhetFactory(navn="B")
    gjelder = enheter.inviter_enhetsbruker(bruker=sjef, enhet=en, navn="Mona", epost="mona@enhet.example").bruker

    enheter.gi_enhet(bruker=sjef, gjelder=gjelder, enhet=annen, grunn=GRUNN)
    assert _roller(gjelder) == [("A", "mottak_skriv"), ("B", "mottak_skriv")]

    enheter.ta_enhet(bruker=sjef, gjelder=gjelder, enhet=en, grunn=GRUNN)
    assert _roller(gjelder) == [("B", "mottak_skriv")]
    endringer = Hendelse.objects.filter(type="roller_endret").order_by("pk")
    assert [(rad.data["fra"], rad.data["til"], rad.data["enhet"]) for rad in endringer] == [
        ([], ["mottak_skriv"], "B"),
        (["mottak_skriv"], [], "A"),
    ]


def test_nobody_from_outside_the_enheter_is_let_in_by_the_side(sjef) -> None:
    with pytest.raises(Domenefeil, match="ingen rolle på et mottak"):
        enheter.gi_enhet(bruker=sjef, gjelder=bruker_med(Rolle.IMDI_BOSETTER_SKRIV), enhet=EnhetFactory(), grunn=GRUNN)


def test_the_pages_register_a_unit_and_its_user(sjef) -> None:
    klient = logg_inn(sjef)
    assert "Ingen enheter er registrert ennå." in klient.get("/imdi/enheter/").content.decode()

    feil = klient.post("/imdi/enheter/ny/", {"navn": "Eksempel mottak", "type": "", "kommune": "", "overordnet": ""})
    assert (feil.status_code, 'value="Eksempel mottak"' in feil.content.decode()) == (422, True)
    klient.post("/imdi/enheter/ny/", {"navn": "Eksempel mottak", "type": "mottak", "kommune": "", "overordnet": ""})
    enhet = Enhet.objects.get()
    bruker = {"enhet": enhet.pk, "navn": "Mona Eksempel", "epost": "mona@enhet.example"}
    svar = klient.post("/imdi/enheter/ny-bruker/", bruker, follow=True).content.decode()

    assert "Mona Eksempel er invitert." in svar
    assert "Mottak skriv (Mottak_Skriv)" in svar
    liste = klient.get("/imdi/enheter/").content.decode()
    assert '<th scope="row">Eksempel mottak</th>' in liste
    ansatt = Enhetsmedlem.objects.get().bruker
    skjema = {"enhet": enhet.pk, "gi": "nei", "grunn": GRUNN}
    assert klient.post(f"/imdi/brukere/{ansatt.uuid}/enhet/", skjema).status_code == 302
    assert _roller(ansatt) == []


def test_one_enhet_and_three_take_the_same_number_of_queries(sjef, django_assert_max_num_queries) -> None:
    klient = logg_inn(sjef)
    EnhetFactory()
    klient.get("/imdi/enheter/")
    with django_assert_max_num_queries(20) as forst:
        klient.get("/imdi/enheter/")
    EnhetFactory.create_batch(2)
    with django_assert_max_num_queries(len(forst.captured_queries)):
        assert klient.get("/imdi/enheter/").status_code == 200
