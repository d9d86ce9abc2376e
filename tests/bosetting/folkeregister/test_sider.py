"""W-04 and look-ups by hand: the folder, the lists, the tasks, and IMDi's form."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse

from bosetting.folkeregister import services
from bosetting.folkeregister.models import Folkeregisterstatus
from bosetting.folkeregister.rules import Kilde
from bosetting.person.models import Sak
from bosetting.person.nummermodell import Tidligerenummer
from bosetting.person.services import endre_gradering
from bosetting.person.states import Gradering, Nummerkilde
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.web import oppgaver
from tests.bosetting.bosatt.hjelp import i_dag, skrevet, utsokt
from tests.bosetting.bosatt.test_mappe import med_formaal
from tests.bosetting.fordeling.hjelp import Scene
from tests.factories.bosetting import SakFactory, SkjermingsmedlemFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db

KILDE = Kilde(dokument="a1", tid=klokke.now())
GRUNN = "Politiet har opphevet sperren."


def bosatt(antall: int = 1) -> tuple[Scene, list[Sak]]:
    en, saker = utsokt(*[1] * antall)
    Sak.objects.filter(pk__in=[sak.pk for sak in saker]).update(tilstand="bosatt", bosettingsdato=i_dag())
    return en, list(Sak.objects.select_related("person").order_by("pk"))


def registrer(en: Scene, sak: Sak, kommune: Kommune) -> None:
    services.sett_bosted(bruker=en.imdi, sak=sak, kommune=kommune, flyttedato=i_dag(), kilde=KILDE)


def mine(bruker: Any, kommune: Kommune | None) -> dict[str, str]:
    return {str(en.tekst): en.gjelder for en in oppgaver.for_bruker(bruker, kommune)}


def mappe(sak: Sak, fane: str = "personmappe") -> str:
    return reverse(fane, args=[sak.person.uuid])


def oppslag(sak: Sak) -> str:
    return reverse("imdi_folkeregister_oppslag", args=[sak.person.uuid])


# ---- W-04
def test_w04_the_list_marks_and_filters_those_who_are_not_registered_in_the_kommune() -> None:
    en, (her, ute, ingen) = bosatt(3)
    registrer(en, her, en.kommune)
    registrer(en, ute, KommuneFactory())
    klient, adresse = logg_inn(en.kari), reverse("personer")

    alle = klient.get(adresse).content.decode()
    mangler = klient.get(adresse, {"adresse": "mangler"}).content.decode()

    assert [sak.nummer in alle for sak in (her, ute, ingen)] == [True] * 3
    assert [sak.nummer in mangler for sak in (her, ute, ingen)] == [False, True, True]
    assert alle.count('data-color="warning">Adresse mangler') == 2


def test_w04_it_is_a_task_for_the_kommune_and_for_imdi_while_it_lasts() -> None:
    en, (a, b) = bosatt(2)
    tekst = "Følg opp adresse i Folkeregisteret"
    assert (mine(en.kari, en.kommune).get(tekst), mine(en.imdi, None).get(tekst)) == ("2 personer", "2 personer")
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)
    assert tekst not in mine(les, en.kommune)

    registrer(en, a, en.kommune)
    endre_gradering(bruker=en.imdi, sak=b, til=Gradering.STRENGT_FORTROLIG, grunn=GRUNN)

    assert (tekst in mine(en.kari, en.kommune), tekst in mine(en.imdi, None)) == (False, False)


def test_w04_the_folder_says_where_the_person_is_registered_and_what_to_do() -> None:
    en, (sak,) = bosatt()
    annen = KommuneFactory(navn="Annenvik")
    klient = logg_inn(en.kari)
    assert "Folkeregisteret har ikke meldt noen adresse i kommunen." in klient.get(mappe(sak)).content.decode()

    registrer(en, sak, annen)
    for nummer, kilde in (("41819077302", Nummerkilde.FOLKEREGISTERET), ("12829020074", Nummerkilde.IMDI)):
        Tidligerenummer.objects.create(
            person=sak.person, nummer=nummer, gjaldt_til=datetime(2026, 3, 1, 12, tzinfo=UTC), kilde=kilde
        )

    assert "Personen er registrert i Annenvik i Folkeregisteret." in klient.get(mappe(sak)).content.decode()
    identitet = klient.get(mappe(sak, "personmappe_identitet")).content.decode()
    for tekst in (
        "Annenvik",
        "Hendelse fra Folkeregisteret",
        "Tidligere D-nummer",
        "41819077302, til 1. mars 2026. Kilde: Folkeregisteret.",
        "Tidligere fødselsnummer",
        "12829020074, til 1. mars 2026. Kilde: IMDi.",
    ):
        assert tekst in identitet
    assert oppslag(sak) not in identitet


def test_one_and_three_without_address_ask_the_same_of_the_database() -> None:
    antall = []
    for hvor_mange in (1, 3):
        en, _saker = bosatt(hvor_mange)
        antall.append(sporringer(logg_inn(en.kari), reverse("personer")))

    assert antall[0] == antall[1]


# ---- look-ups by hand
def test_who_must_be_looked_up_is_on_a_list_until_somebody_has() -> None:
    en, (sak,) = bosatt()
    services.krev_oppslag(bruker=en.imdi, sak=sak, kilde=KILDE)
    klient = logg_inn(en.imdi)
    assert mine(en.imdi, None)["Slå opp i Folkeregisteret"] == "1 person"
    assert oppslag(sak) in klient.get(reverse("imdi_folkeregister")).content.decode()

    svar = klient.post(oppslag(sak), {"kommune": en.kommune.pk, "flyttedato": skrevet(i_dag())})

    assert svar.headers["Location"] == mappe(sak, "personmappe_identitet")
    status = Folkeregisterstatus.objects.get()
    assert (status.bostedskommune, status.flyttedato, status.slas_opp_fra) == (en.kommune, i_dag(), None)
    assert "Ingen må slås opp på nytt nå." in klient.get(reverse("imdi_folkeregister")).content.decode()
    med_formaal(klient, sak)
    assert "Oppslag IMDi har gjort" in klient.get(mappe(sak, "personmappe_identitet")).content.decode()
    typer = Hendelse.objects.filter(gjelder_type="sak", type__startswith="folkeregister").values_list("type", "data")
    assert dict(typer) == {"folkeregisteradresse_endret": {}, "folkeregister_slatt_opp": {}}


@pytest.mark.parametrize(
    ("felt", "feil"),
    [
        ({"flyttedato": "01.01.2099"}, {"flyttedato"}),
        ({"flyttedato": "01.01.2026", "kommune": ""}, {"kommune"}),
        ({"flyttedato": "i går"}, {"flyttedato"}),
        ({"kommune": "0"}, {"kommune"}),
    ],
)
def test_what_cannot_be_is_422_at_the_field(felt: dict[str, str], feil: set[str]) -> None:
    en, (sak,) = bosatt()

    svar = logg_inn(en.imdi).post(oppslag(sak), {"kommune": str(en.kommune.pk), **felt})

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, feil)
    assert Folkeregisterstatus.objects.filter(kontrollert_tid__isnull=False).count() == 0


def test_of_the_strictly_protected_no_place_is_asked_or_stored() -> None:
    en, (sak,) = bosatt()
    registrer(en, sak, en.kommune)
    endre_gradering(bruker=en.imdi, sak=sak, til=Gradering.STRENGT_FORTROLIG, grunn=GRUNN)
    klient = logg_inn(en.imdi)

    html = klient.get(oppslag(sak)).content.decode()
    assert Innsyn.objects.filter(person_id=sak.person_id, del_av="oppslag i Folkeregisteret").count() == 1
    klient.post(oppslag(sak), {"kommune": en.kommune.pk, "flyttedato": "01.01.2026"})

    assert ("Personen har strengt vern" in html, 'name="kommune"' in html) == (True, False)
    status = Folkeregisterstatus.objects.get()
    assert (status.bostedskommune, status.flyttedato, status.dokument) == (None, None, "")


@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.IMDI_BOSETTER_SKRIV, [200, 200]),
        (Rolle.IMDI_BOSETTER_LES, [403, 403]),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, [403, 403]),
    ],
)
def test_who_looks_up(rolle: Rolle, status: list[int]) -> None:
    en, (sak,) = bosatt()
    klient = logg_inn(bruker_med(rolle, kommune=en.kommune))

    assert [klient.get(adresse).status_code for adresse in (reverse("imdi_folkeregister"), oppslag(sak))] == status


def test_b095_a_protected_person_is_on_no_list_and_has_no_page_outside_the_group() -> None:
    sak = SakFactory(person__gradering="fortrolig")
    Folkeregisterstatus.objects.create(person=sak.person, slas_opp_fra=klokke.now())
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_SKRIV))

    assert sak.nummer not in klient.get(reverse("imdi_folkeregister")).content.decode()
    assert klient.get(oppslag(sak)).status_code == 404


# ---- a milder level
def test_a_milder_level_is_a_task_for_the_group_until_somebody_has_proposed_it() -> None:
    sak = SakFactory(person__gradering="fortrolig")
    medlem, annen = bruker_med(Rolle.IMDI_BOSETTER_SKRIV), bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    SkjermingsmedlemFactory(person=sak.person, bruker=medlem)

    services.meld_gradering(bruker=annen, sak=sak, til=Gradering.INGEN, kilde=KILDE)

    tekst = "Vurder adressebeskyttelsen på nytt"
    assert mine(medlem, None)[tekst] == f"sak {sak}. Folkeregisteret har nå «ingen»"
    assert tekst not in mine(annen, None)
    sak.person.refresh_from_db()
    assert sak.person.gradering == "fortrolig"
    endre_gradering(bruker=medlem, sak=sak, til=Gradering.INGEN, grunn=GRUNN)
    assert tekst not in mine(medlem, None)


def test_the_day_of_a_move_stands_beside_a_kommune() -> None:
    with pytest.raises(IntegrityError, match="bosetting_folkeregisterstatus_flyttet_hvor"):
        Folkeregisterstatus.objects.create(person=SakFactory().person, flyttedato=date(2026, 1, 1))
