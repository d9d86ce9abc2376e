"""B-060: the run of avtalt selvbosetting, from the kommune's request to its places. W-10, B-085: homes that fit."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting.anmodning.queries import plassregnskap
from bosetting.fordeling import services
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste
from bosetting.fordeling.services.selvbosetting import fordel_avtalt_selvbosetting
from bosetting.innmelding.models import BestemtPerson
from bosetting.innmelding.services import innmeldinger
from bosetting.person.models import Person, Sak
from bosetting.vedtak.services import fatt_vedtak
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from tests.bosetting.fordeling.hjelp import AAR, Scene, besvar, husstand, scene
from tests.bosetting.innmelding.hjelp import bestemt, bolig, tillat
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db


@pytest.fixture
def en() -> Scene:
    """A kommune that allows it, and a household of two that waits."""
    ny = scene(plasser=3)
    tillat(ny.kari, ny.kommune)
    ny.husstander = [husstand(2)]
    return ny


def duf(en: Scene) -> str:
    person = Person.objects.filter(husstand__in=en.husstander).order_by("pk").first()
    assert person
    return person.duf_nummer


def sporsmal(en: Scene, **felt: Any) -> BestemtPerson:
    return bestemt(en.kari, en.kommune, **{"duf_nummer": duf(en), "avtalt_selvbosetting": True, **felt})


def fordel(en: Scene, innmelding: BestemtPerson) -> Fordelingsliste:
    en.liste = fordel_avtalt_selvbosetting(bruker=en.imdi, innmelding_id=innmelding.pk, plassaar=AAR)
    return en.liste


def test_b060_the_run_from_the_request_to_the_vedtak_counts_in_the_places(en) -> None:
    innmelding = sporsmal(en)

    liste = fordel(en, innmelding)
    bundet = plassregnskap(en.kommune, AAR).bundet
    besvar(en)
    linjer = Fordelingslinje.objects.filter(liste=liste)
    fatt_vedtak(bruker=en.imdi, linje_ider=list(linjer.values_list("pk", flat=True)))

    innmelding.refresh_from_db()
    assert [svar.er_avtalt_selvbosetting for svar in liste.husstandssvar.all()] == [True]
    assert (innmelding.tilstand, innmelding.svar) == (
        "behandlet",
        f"IMDi har behandlet innmeldingen. Svar på fordelingsliste {liste.nummer}.",
    )
    assert (bundet, plassregnskap(en.kommune, AAR).ledig) == (2, 1)
    assert set(Sak.objects.filter(husstand__in=en.husstander).values_list("tilstand", "kommune")) == {
        ("sokt_ut", en.kommune.pk)
    }


@pytest.mark.parametrize(
    ("sak", "kode"),
    [
        ({"tilstand": "fordelt", "plassaar": AAR}, "b060_har_kommune"),
        ({"tilstand": "takket_nei"}, "b055_ett_tilbud"),
        ({"tilstand": "selvbosatt"}, "b055_ett_tilbud"),
        ({"tilstand": "til_kartlegging"}, "b030_ikke_klar"),
    ],
)
def test_b055_b060_who_has_a_kommune_or_has_had_the_one_offer(en, sak, kode) -> None:
    andre = scene().kommune if sak["tilstand"] == "fordelt" else None
    Sak.objects.filter(husstand__in=en.husstander).update(kommune=andre, **sak)

    with pytest.raises(Domenefeil) as feil:
        fordel(en, sporsmal(en))

    assert (feil.value.kode, Fordelingsliste.objects.count()) == (kode, 0)


def test_b031_who_stands_on_an_open_list_is_not_put_on_another(en) -> None:
    services.opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=en.husstander)
    with pytest.raises(Domenefeil) as feil:
        fordel(en, sporsmal(en))

    assert feil.value.kode == "b031_apen_liste"


def test_b061_the_rule_is_asked_again_when_imdi_distributes(en) -> None:
    innmelding = sporsmal(en)
    regel = en.kommune.selvbosettingsregler.get().pk
    tillat(en.kari, en.kommune, ja=False, sett=regel)

    with pytest.raises(Domenefeil) as feil:
        fordel(en, innmelding)

    assert feil.value.kode == "b061_ikke_tillatt"


def test_b028_it_takes_a_free_place_like_any_other(en) -> None:
    en.husstander = [husstand(4)]

    with pytest.raises(Domenefeil) as feil:
        fordel(en, sporsmal(en))

    assert (feil.value.kode, Fordelingsliste.objects.count()) == ("b028_ikke_plass", 0)


def test_b060_once_and_only_by_imdi(en) -> None:
    innmelding = sporsmal(en)
    with pytest.raises(IkkeTilgang):
        fordel_avtalt_selvbosetting(bruker=en.kari, innmelding_id=innmelding.pk, plassaar=AAR)
    fordel(en, innmelding)

    for rad in (innmelding, bestemt(en.kari, en.kommune, duf_nummer=duf(en))):
        with pytest.raises(Kollisjon):
            fordel(en, rad)


def test_t6_the_kommune_gets_the_same_answer_for_a_known_an_unknown_and_a_protected_person(en) -> None:
    """security.md T6: nothing on the page, in the list or in the log tells whether the number exists."""
    kjent, skjermet = duf(en), husstand(1, person={"gradering": "fortrolig"}).personer.get().duf_nummer
    klient = logg_inn(en.kari)
    adresse = f"/kommuner/{en.kommune.nummer}/innmeldinger/bestemt-person/ny/"
    skjema = {"navn": "Nora Eksempel", "relasjon": "familie", "begrunnelse": "Søsteren bor her."}
    sider = []
    for nummer in (kjent, skjermet, "209999999999"):
        with CaptureQueriesContext(connection) as sporringer:
            sendt = klient.post(adresse, {**skjema, "duf_nummer": nummer, "avtalt_selvbosetting": "on"})
        side = klient.get(sendt.url).context_data
        rader = [(rad.navn, rad.verdi) for rad in side["rader"][1:]]
        hendelser = [str(rad.tittel) for rad in side["hendelser"]]
        i_registeret = [en["sql"] for en in sporringer if '"bosetting_person"' in en["sql"]]
        sider.append((sendt.status_code, rader, side["merke"], hendelser, i_registeret))

    assert sider[0] == sider[1] == sider[2]
    assert sider[0][4] == []


def test_b060_imdis_pages_check_and_send_and_every_look_at_the_person_is_logged(en) -> None:
    innmelding = sporsmal(en)
    klient = logg_inn(en.imdi)

    liste = klient.get("/imdi/innmeldinger/?slag=bestemt-person")
    detalj = klient.get(f"/imdi/innmeldinger/bestemt-person/{innmelding.pk}/")
    kontroll = klient.get(f"/imdi/fordeling/avtalt-selvbosetting/{innmelding.pk}/")
    sendt = klient.post(f"/imdi/fordeling/avtalt-selvbosetting/{innmelding.pk}/", {"plassaar": str(AAR)})

    assert [rad[1] for rad in liste.context["rader"]] == ["Avtalt selvbosetting: Nær familie i kommunen"]
    assert "Nora Eksempel" not in liste.content.decode()
    assert detalj.context_data["kan_fordeles"]
    assert (kontroll.context["feil"], kontroll.context["rader"][4].verdi) == ("", "Bosettingsklar")
    assert Innsyn.objects.filter(bruker_id=en.imdi.pk).values_list("person_id", flat=True).order_by("pk").last() == (
        Person.objects.get(duf_nummer=duf(en)).pk
    )
    assert sendt.url == f"/imdi/fordeling/{Fordelingsliste.objects.get().nummer}/"
    assert (
        "Avtalt selvbosetting"
        in logg_inn(en.kari).get(f"/fordelingslister/{Fordelingsliste.objects.get().nummer}/").content.decode()
    )


def test_names_are_for_those_at_imdi_who_read_cases(en) -> None:
    innmelding = sporsmal(en)
    klient = logg_inn(bruker_med(Rolle.IMDI_ANMODNING))

    assert klient.get(f"/imdi/innmeldinger/bestemt-person/{innmelding.pk}/").status_code == 404


# ---- W-10 and B-085
def test_w10_the_kommune_sees_which_of_its_free_homes_suit_each_household() -> None:
    en = scene(1, 4)
    stor = bolig(en.kari, en.kommune, maks_personer=5, passer_for=("familie",), omrade="Havna")
    liten = bolig(en.kari, en.kommune, maks_personer=1, passer_for=("enslig",))
    innmeldinger.kanseller(bruker=en.kari, innmelding=bolig(en.kari, en.kommune, maks_personer=9))
    bolig(en.kari, en.kommune, passer_for=("familie",), maks_personer=3)
    assert en.liste

    svar = logg_inn(en.kari).get(f"/fordelingslister/{en.liste.nummer}/")

    adresse = f"/kommuner/{en.kommune.nummer}/innmeldinger/bolig"
    assert [[valg.url for valg in kort.boliger] for kort, _skjema in svar.context_data["husstander"]] == [
        [f"{adresse}/{liten.pk}/"],
        [f"{adresse}/{stor.pk}/"],
    ]
    assert "Leilighet i Havna, høyst 5 personer" in svar.content.decode()


def test_b085_imdi_sees_the_free_homes_when_it_builds_a_list() -> None:
    en = scene()
    rad = bolig(en.kari, en.kommune, ledig_fra=date(2026, 1, 1))

    svar = logg_inn(en.imdi).get(f"/imdi/fordeling/ny/?kommune={en.kommune.nummer}")

    assert [en.pk for en in svar.context["boliger"]] == [rad.pk]
