"""The folder: who gets in, what is logged, what never shows (security.md §4, §8; B-042, B-090, B-093–B-095)."""

import logging
import re
from typing import Any

import pytest
from django.db import DatabaseError
from django.urls import reverse

from bosetting.bosatt.mappe_views import FANER
from bosetting.person.models import Person, Sak
from bosetting.person.services import endre_gradering, registrer_slektskap
from bosetting.person.states import Gradering, Relasjonstype
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import utsokt
from tests.bosetting.bosatt.mappehjelp import mappe, med_formaal, opphev
from tests.bosetting.fordeling.hjelp import scene
from tests.bosetting.vedtak.hjelp import GRUNN, med_ja
from tests.factories.bosetting import SakFactory, SkjermingsmedlemFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NAVN = [navn for navn, _tittel in FANER]
OPPSLAG = ("bruker_id", "handling", "utfall", "person_id", "saksnummer", "kommune_id")


# ---- who gets in
@pytest.mark.parametrize(
    ("rolle", "egen", "status"),
    [
        (Rolle.KOMMUNE_BOSETTER_SKRIV, True, 200),
        (Rolle.KOMMUNE_BOSETTER_LES, True, 200),
        (Rolle.KOMMUNE_ADMINISTRATOR, True, 403),
        (Rolle.KOMMUNE_TILSKUDD, True, 403),
        (Rolle.FYLKE_LES, True, 404),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, False, 404),
        (Rolle.KOMMUNE_BOSETTER_LES, False, 404),
        (Rolle.IMDI_ADMINISTRATOR, True, 403),
        (Rolle.IMDI_SUPPORT, True, 403),
        (Rolle.IMDI_ANMODNING, True, 404),
    ],
)
def test_b042_after_the_decision(rolle: Rolle, egen: bool, status: int) -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(bruker_med(rolle, kommune=en.kommune if egen else KommuneFactory()))

    for navn in NAVN:
        svar = klient.get(mappe(sak, navn))
        assert svar.status_code == status, navn
        assert (sak.person.fornavn in svar.content.decode()) == (status == 200), navn


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_BOSETTER_LES])
def test_imdi_gets_in_with_a_purpose(rolle: Rolle) -> None:
    _en, (sak,) = utsokt(1)
    klient = logg_inn(bruker_med(rolle))
    med_formaal(klient, sak)

    svar = klient.get(mappe(sak))

    assert svar.status_code == 200
    assert sak.person.fornavn in svar.content.decode()


def test_b042_before_the_decision_there_is_no_folder() -> None:
    en = med_ja(1)
    sak = en.linjer[0].sak
    klient = logg_inn(en.kari)

    for navn in NAVN:
        svar = klient.get(mappe(sak, navn))
        assert svar.status_code == 404, navn
        assert sak.person.fornavn not in svar.content.decode(), navn


def test_b042_after_a_recall_the_case_number_and_the_reason_only() -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(en.kari)
    assert klient.get(mappe(sak)).status_code == 200
    opphev(en, sak)
    person = sak.person

    for navn in NAVN:
        svar = klient.get(mappe(sak, navn))
        tekst = svar.content.decode()
        assert svar.status_code == 410, navn
        assert sak.nummer in tekst
        assert GRUNN in tekst
        for skjult in (person.fornavn, person.duf_nummer, person.adresse, person.statsborgerskap):
            assert skjult not in tekst, navn


def test_b042_after_a_recall_others_get_404() -> None:
    en, (sak,) = utsokt(1)
    opphev(en, sak)

    assert logg_inn(scene().kari).get(mappe(sak)).status_code == 404


def test_b042_a_case_that_another_kommune_has_now_is_still_410() -> None:
    en, (sak,) = utsokt(1)
    opphev(en, sak)
    annen = KommuneFactory()
    Sak.objects.filter(pk=sak.pk).update(tilstand="sokt_ut", kommune=annen, plassaar=2026, utsokingsdato=klokke.today())

    svar = logg_inn(en.kari).get(mappe(sak))

    assert svar.status_code == 410
    assert str(annen) not in svar.content.decode()


def test_a_folder_that_does_not_exist_looks_like_one_that_is_not_yours() -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(scene().kari)

    fremmed = klient.get(mappe(sak))
    ingen = klient.get(reverse("personmappe", args=["00000000-0000-4000-8000-000000000000"]))

    def innhold(svar: Any) -> str:
        tekst = re.sub(r"[A-Za-z0-9]{64}", "", svar.content.decode())
        return tekst.replace(svar.headers["X-Request-ID"][:12], "").replace(svar.request["PATH_INFO"], "")

    assert (fremmed.status_code, ingen.status_code) == (404, 404)
    assert innhold(fremmed) == innhold(ingen)
    assert en.kommune.navn not in fremmed.content.decode()


@pytest.mark.parametrize("felt", [{"gradering": "fortrolig"}, {"gradering": "egne_ansatte"}])
def test_b095_a_protected_person_does_not_exist_for_the_kommune(felt: dict[str, Any]) -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(en.kari)
    assert klient.get(mappe(sak)).status_code == 200
    Person.objects.filter(pk=sak.person_id).update(**felt)

    assert klient.get(mappe(sak)).status_code == 404
    assert sak.nummer not in klient.get(reverse("personer")).content.decode()
    assert sak.nummer not in klient.get(reverse("uten_bosettingsdato")).content.decode()
    opphev(en, sak)
    assert klient.get(mappe(sak)).status_code == 404


def test_without_a_signed_agreement_the_page_says_so() -> None:
    en, (sak,) = utsokt(1)
    en.kommune.avtaler.update(opphevet_tid=klokke.now(), opphevet_av=en.imdi)

    svar = logg_inn(en.kari).get(mappe(sak))

    assert svar.status_code == 403
    assert sak.person.fornavn not in svar.content.decode()


# ---- S-07: each look is one line, before the page
def test_s07_each_opening_writes_exactly_one_line() -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(en.kari)

    for navn in NAVN:
        klient.get(mappe(sak, navn))

    linje = (en.kari.pk, "lese", "vist", sak.person_id, sak.nummer, en.kommune.pk)
    assert list(Innsyn.objects.values_list(*OPPSLAG)) == [linje] * len(NAVN)
    assert list(Innsyn.objects.order_by("pk").values_list("del_av", flat=True)) == [str(en) for _navn, en in FANER]


def test_s07_a_refused_look_is_kept_and_marked() -> None:
    en, (sak,) = utsokt(1)
    annen = scene()

    logg_inn(annen.kari).get(mappe(sak))

    assert list(Innsyn.objects.values_list(*OPPSLAG)) == [
        (annen.kari.pk, "lese", "avvist", sak.person_id, "", annen.kommune.pk)
    ]
    assert en.kommune.pk != annen.kommune.pk


def test_s07_a_look_at_a_closed_folder_is_kept_with_its_case() -> None:
    en, (sak,) = utsokt(1)
    opphev(en, sak)

    logg_inn(en.kari).get(mappe(sak))

    assert list(Innsyn.objects.values_list(*OPPSLAG)) == [
        (en.kari.pk, "lese", "avvist", sak.person_id, sak.nummer, en.kommune.pk)
    ]


def test_s07_no_log_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(en.kari)

    def nede(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError("nede")

    monkeypatch.setattr(Innsyn, "save", nede)
    for navn in NAVN:
        svar = klient.get(mappe(sak, navn))
        assert svar.status_code == 503, navn
        assert sak.person.fornavn not in svar.content.decode(), navn


def test_s07_the_line_says_how_protected_the_person_is(caplog: pytest.LogCaptureFixture) -> None:
    _en, (sak,) = utsokt(1)
    Person.objects.filter(pk=sak.person_id).update(gradering="fortrolig")
    medlem = SkjermingsmedlemFactory(person=sak.person, bruker=bruker_med(Rolle.IMDI_BOSETTER_LES)).bruker
    klient = logg_inn(medlem)
    med_formaal(klient, sak)

    with caplog.at_level(logging.WARNING, "imdinett.hendelse.hendelse"):
        klient.get(mappe(sak))

    linje = Innsyn.objects.get()
    assert linje.gradering == "fortrolig"
    assert caplog.messages == [f"Oppslag på skjermet person: innsynslinje {linje.pk}, bruker {medlem.pk}"]


def test_decision_18_looks_never_show_in_the_folder() -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune, navn="Nysgjerrig Eksempel"))
    klient.get(mappe(sak))

    for navn in ("personmappe", "personmappe_hendelser"):
        innhold = logg_inn(en.kari).get(mappe(sak, navn)).content.decode()
        assert "Nysgjerrig Eksempel" not in innhold


def test_the_title_and_the_address_name_nobody() -> None:
    en, (sak,) = utsokt(1)

    svar = logg_inn(en.kari).get(mappe(sak))

    tittel = svar.content.decode().split("<title>")[1].split("</title>")[0]
    assert sak.person.fornavn not in tittel
    assert sak.person.duf_nummer not in svar.request["PATH_INFO"]
    assert svar.headers["Cache-Control"] == "no-store, private"
    assert "Oppslaget er logget." in svar.content.decode()


# ---- the family
@pytest.mark.parametrize("navn", ["personmappe", "personmappe_familie"])
def test_family_in_the_same_kommune_is_named(navn: str) -> None:
    en, (a, b) = utsokt(2)
    registrer_slektskap(bruker=en.imdi, slektskap=[(a.person, b.person, Relasjonstype.BARN)])

    innhold = logg_inn(en.kari).get(mappe(a, navn)).content.decode()

    assert b.person.navn in innhold
    assert "barn" in innhold


@pytest.mark.parametrize("hvor", ["annen kommune", "ikke fordelt", "skjermet", "fortrolig", "trukket"])
def test_b095_family_that_is_elsewhere_or_protected_is_never_named(hvor: str) -> None:
    en, (sak, sammen) = utsokt(2)
    slektning = {
        "annen kommune": lambda: utsokt(1)[1][0],
        "ikke fordelt": lambda: SakFactory(klar=True),
    }.get(hvor, lambda: sammen)()
    Person.objects.filter(pk=slektning.person_id).update(
        fornavn="Kanari",
        gradering={"skjermet": "egne_ansatte", "fortrolig": "fortrolig"}.get(hvor, "ingen"),
    )
    registrer_slektskap(bruker=en.imdi, slektskap=[(sak.person, slektning.person, Relasjonstype.EKTEFELLE)])
    if hvor == "trukket":
        opphev(en, slektning)

    klient = logg_inn(en.kari)

    for navn in ("personmappe", "personmappe_familie"):
        innhold = klient.get(mappe(sak, navn)).content.decode()
        assert sak.person.navn in innhold
        assert "Kanari" not in innhold
        assert slektning.nummer not in innhold


def test_imdi_does_not_meet_a_protected_person_in_anothers_folder() -> None:
    en, (sak, skjermet) = utsokt(2)
    Person.objects.filter(pk=skjermet.person_id).update(fornavn="Kanari", gradering="fortrolig")
    klient = logg_inn(en.imdi)
    med_formaal(klient, sak)

    assert "Kanari" not in klient.get(mappe(sak, "personmappe_familie")).content.decode()


# ---- what the tabs show
def test_the_letters_are_on_the_kommunes_page_of_the_case() -> None:
    en, (sak,) = utsokt(1)
    _annen, (fremmed,) = utsokt(1)
    klient = logg_inn(en.kari)

    innhold = klient.get(mappe(sak, "personmappe_brev")).content.decode()

    liste = sak.linjer.get().liste.nummer
    assert f"Vedtak om bosetting, {liste}-A" in innhold
    assert "Vedtak om bosettingskommune" in innhold
    assert fremmed.linjer.get().liste.nummer not in innhold


def test_the_letters_close_with_the_folder() -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(en.kari)
    side = klient.get(mappe(sak, "personmappe_brev"))
    adresser = [rad.html_url for rad in side.context["brev"]]
    assert [klient.get(adresse).status_code for adresse in adresser] == [200, 200]

    opphev(en, sak)

    assert [klient.get(adresse).status_code for adresse in adresser] == [404, 404]


def test_a_household_letter_closes_when_one_of_those_it_names_is_taken_back() -> None:
    en, (a, b) = utsokt(2)
    klient = logg_inn(en.kari)
    til_kommunen = klient.get(mappe(a, "personmappe_brev")).context["brev"][-1].html_url
    assert klient.get(til_kommunen).status_code == 200

    opphev(en, b)

    assert klient.get(til_kommunen).status_code == 404


def test_another_kommunes_distribution_does_not_show() -> None:
    en, (sak,) = utsokt(1)
    annen = KommuneFactory(navn="Kanarikommunen")
    linje = sak.linjer.get()
    liste = linje.liste
    liste.pk, liste.nummer, liste.kommune = None, "2025-9999", annen
    liste.save()
    svar = linje.husstandssvar
    svar.pk, svar.liste, svar.kommune = None, liste, annen
    svar.save()
    linje.pk, linje.liste, linje.husstandssvar, linje.kommune = None, liste, svar, annen
    linje.tilstand = "nei"
    linje.avgjort_tid = None
    linje.save()

    innhold = logg_inn(en.kari).get(mappe(sak, "personmappe_bosetting")).content.decode()

    assert "Kanarikommunen" not in innhold
    assert "2025-9999" not in innhold


def test_another_kommunes_events_do_not_show() -> None:
    en, (sak,) = utsokt(1)
    annen = KommuneFactory()
    Hendelse.objects.create(
        tid=klokke.now(),
        type="sak_avslaatt",
        kommune=annen,
        bruker_navn="Kanari Eksempel",
        gjelder_type="sak",
        gjelder_id=str(sak.pk),
        data={"liste": "2025-9999"},
    )

    for navn in ("personmappe", "personmappe_hendelser"):
        assert "Kanari Eksempel" not in logg_inn(en.kari).get(mappe(sak, navn)).content.decode()


def test_les_sees_no_button_and_who_can() -> None:
    en, (sak,) = utsokt(1)
    les = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune))
    adresse = reverse("husstand_bosettingsdato", args=[sak.husstand.uuid])

    assert adresse in logg_inn(en.kari).get(mappe(sak)).content.decode()
    innhold = les.get(mappe(sak)).content.decode()
    assert adresse not in innhold
    assert "Bare brukere med rollen Bosetter skriv" in innhold


def test_a_strictly_protected_address_is_shown_to_nobody() -> None:
    _en, (sak,) = utsokt(1)
    imdi = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    endre_gradering(bruker=imdi, sak=sak, til=Gradering.STRENGT_FORTROLIG, grunn="Politiet har meldt trusler.")
    klient = logg_inn(imdi)
    med_formaal(klient, sak)

    innhold = klient.get(mappe(sak, "personmappe_identitet")).content.decode()

    assert sak.person.navn in innhold
    assert sak.person.adresse not in innhold


def test_the_number_of_queries_does_not_follow_the_family() -> None:
    antall = []
    for storrelse in (2, 4):
        en, (forst, *andre) = utsokt(storrelse)
        slekt = [(forst.person, annen.person, Relasjonstype.BARN) for annen in andre]
        registrer_slektskap(bruker=en.imdi, slektskap=slekt)
        klient = logg_inn(en.kari)
        antall.append({navn: sporringer(klient, mappe(forst, navn)) for navn in NAVN})

    assert antall[0] == antall[1]
    assert max(antall[0].values()) <= 20
