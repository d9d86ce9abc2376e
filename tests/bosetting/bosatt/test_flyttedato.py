"""Mottak registers when its own residents moved, by the rule that its file has (B-043–B-049, W-03)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bosetting.bosatt import rules, services
from bosetting.bosatt.models import Bosetting, Kilde
from bosetting.person.beboere import oppgaver
from bosetting.person.models import Avvik, Sak
from bosetting.person.states import Gradering, Kategori, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.kommune.models import Enhet
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import PersonFactory, SakFactory
from tests.factories.imdinett import EnhetFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db
S = Sakstilstand


@pytest.fixture
def mottak() -> Enhet:
    return EnhetFactory(navn="Eksempel mottak")


@pytest.fixture
def ansatt(mottak) -> Bruker:
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.MOTTAK_SKRIV, mottak)
    return bruker


@pytest.fixture
def klient(ansatt) -> Client:
    return logg_inn(ansatt)


def dag(siden: int = 0) -> date:
    return klokke.today() - timedelta(days=siden)


def skrevet(siden: int = 0) -> str:
    return f"{dag(siden):%d.%m.%Y}"


def beboere(mottak: Enhet, antall: int = 1, tilstand: S = S.SOKT_UT, **felt: Any) -> list[Sak]:
    en = PersonFactory()
    folk = [en, *PersonFactory.create_batch(antall - 1, husstand=en.husstand)]
    standard: dict[str, Any] = {"mottak": mottak, "tilstand": tilstand, "tillatelse_dato": dag(60)}
    if tilstand == S.SOKT_UT:
        standard |= {"kommune": KommuneFactory(), "plassaar": klokke.today().year, "utsokingsdato": dag(10)}
    return [SakFactory(person=ett, **{**standard, **felt}) for ett in folk]


def side(sak: Sak) -> str:
    return reverse("beboer_flyttedato", args=[sak.husstand.uuid])


def avvik(sak: Sak) -> Avvik:
    imdi = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    return Avvik.objects.create(sak=sak, beskrivelse="Feil.", aapnet_tid=klokke.now(), aapnet_av=imdi)


def meld(bruker: Bruker, sak: Sak, dato: date | None = None) -> Bosetting:
    return services.registrer_bosettingsdato(bruker=bruker, sak_id=sak.pk, dato=dato or dag(), kilde=Kilde.MOTTAK)


# ---- the service
def test_b046_mottak_settles_its_own_and_the_event_says_so(mottak, ansatt) -> None:
    (sak,) = beboere(mottak)

    bosetting = meld(ansatt, sak, dag(1))

    sak.refresh_from_db()
    assert (sak.tilstand, sak.bosettingsdato) == ("bosatt", dag(1))
    assert (bosetting.kilde, bosetting.registrert_av) == ("mottak", ansatt)
    hendelse = Hendelse.objects.get(type="bosettingsdato_registrert")
    assert (hendelse.bruker, hendelse.data["kilde"]) == (ansatt, "mottak")


@pytest.mark.parametrize(
    ("felt", "siden", "ord_"),
    [
        ({}, -1, "fram i tid"),
        ({}, 11, "før utsøkingsdatoen"),
        ({"tilstand": S.TIL_KARTLEGGING}, 0, "bare registreres når saken er søkt ut"),
        ({"kategori": Kategori.AMOT}, 0, "Kommunen registrerer bosettingsdato for «AMOT»"),
    ],
)
def test_b043_b044_b046_b049_the_rule_of_the_file_holds_here_too(mottak, ansatt, felt, siden, ord_) -> None:
    (sak,) = beboere(mottak, **felt)

    with pytest.raises(Domenefeil) as feil:
        meld(ansatt, sak, dag(siden))

    assert ord_ in feil.value.melding
    assert rules.rad_sperre(sak, dag(siden)) == feil.value.melding
    assert not Bosetting.objects.exists()


def test_b048_an_open_avvik_stops_mottak_and_not_the_file_that_imdi_reads_in(mottak, ansatt) -> None:
    (sak,) = beboere(mottak)
    avvik(sak)

    with pytest.raises(Domenefeil) as feil:
        meld(ansatt, sak)

    assert "åpent avvik" in feil.value.melding
    assert (feil.value.felt, rules.rad_sperre(sak, dag())) == (f"dato_{sak.nummer}", "")


@pytest.mark.parametrize(
    "felt",
    [
        {"mottak": None},
        {"kategori": Kategori.PRIVATBOENDE},
        {"person__gradering": Gradering.FORTROLIG},
    ],
)
def test_b046_b095_nobody_elses_and_no_protected_person(mottak, ansatt, felt) -> None:
    standard = {"mottak": mottak, "tilstand": S.SOKT_UT, "kommune": KommuneFactory(), "plassaar": 2026}
    sak = SakFactory(**{**standard, "utsokingsdato": dag(10), **felt})

    with pytest.raises(IkkeTilgang):
        meld(ansatt, sak)

    assert logg_inn(ansatt).get(side(sak)).status_code == 404


def test_b046_not_at_another_mottak_and_not_in_bufetat(mottak) -> None:
    (sak,) = beboere(mottak)
    annen, bufetat = bruker_med(), bruker_med()
    tildeling.gi_enhetsrolle(annen, Rolle.MOTTAK_SKRIV, EnhetFactory(navn="Et annet mottak"))
    tildeling.gi_enhetsrolle(bufetat, Rolle.BUFETAT_SKRIV, mottak)

    for bruker in (annen, bufetat):
        with pytest.raises(IkkeTilgang):
            meld(bruker, sak)
    assert [logg_inn(en).get(side(sak)).status_code for en in (annen, bufetat)] == [404, 403]


def test_a_colleague_was_first_and_the_same_date_is_no_error(mottak, ansatt) -> None:
    (sak,) = beboere(mottak)
    forst = meld(ansatt, sak)

    assert meld(ansatt, sak) == forst
    with pytest.raises(Kollisjon):
        meld(ansatt, sak, dag(1))


# ---- the pages
def test_w03_a_household_gets_its_dates_in_one_go(klient, mottak) -> None:
    a, b, c = beboere(mottak, 3)

    skjema = klient.get(side(a)).content.decode()
    svar = klient.post(
        side(a), {"felles": skrevet(2), f"dato_{b.nummer}": skrevet(1), f"vent_{c.nummer}": "on"}, follow=True
    )

    assert [sak.person.navn in skjema for sak in (a, b, c)] == [True] * 3
    assert f"Du registrerer for {mottak}." in skjema
    assert dict(Bosetting.objects.values_list("sak", "bosettingsdato")) == {a.pk: dag(2), b.pk: dag(1)}
    assert set(Bosetting.objects.values_list("kilde", flat=True)) == {"mottak"}
    assert "Bosettingsdato er registrert for 2 personer." in svar.content.decode()
    assert [sak.person.navn in svar.content.decode() for sak in (a, b, c)] == [False, False, True]


@pytest.mark.parametrize(("siden", "ord_"), [(-1, "fram i tid"), (11, "før utsøkingsdatoen")])
def test_b044_b049_the_error_is_at_the_field_and_nothing_is_saved(klient, mottak, siden, ord_) -> None:
    a, b = beboere(mottak, 2)

    svar = klient.post(side(a), {f"dato_{a.nummer}": skrevet(siden), f"dato_{b.nummer}": skrevet()})

    assert svar.status_code == 422
    assert ord_ in str(svar.context["form"].errors[f"dato_{a.nummer}"])
    assert not Bosetting.objects.exists()


def test_b043_b048_who_cannot_have_a_date_stands_there_with_the_reason(klient, mottak) -> None:
    a, b = beboere(mottak, 2)
    Sak.objects.filter(pk=a.pk).update(tilstand=S.AKSEPTERT)
    avvik(b)

    tekst = klient.get(side(a)).content.decode()

    assert "bare registreres når saken er søkt ut" in tekst
    assert "har et åpent avvik. Kontakt IMDi" in tekst
    assert "Ingen i husstanden mangler en dato som dere kan registrere nå." in tekst
    assert klient.post(side(a), {f"dato_{b.nummer}": skrevet()}).status_code == 422
    assert not Bosetting.objects.exists()


def test_what_was_typed_for_somebody_whom_a_colleague_has_settled_is_told(klient, mottak, ansatt) -> None:
    a, b = beboere(mottak, 2)
    meld(ansatt, a, dag(3))

    svar = klient.post(side(b), {f"dato_{a.nummer}": skrevet(1), f"dato_{b.nummer}": skrevet(1)})

    assert svar.status_code == 409
    assert "er ikke lagret" in svar.content.decode()
    assert a.person.navn not in svar.content.decode()
    assert Bosetting.objects.count() == 1


def test_security_8_each_look_is_one_line_with_all_who_were_shown(klient, ansatt, mottak) -> None:
    a, b = beboere(mottak, 2)

    klient.get(side(a))

    linje = Innsyn.objects.get()
    assert (linje.bruker_id, linje.enhet, linje.del_av) == (ansatt.pk, "Eksempel mottak", "flyttedato")
    assert sorted(linje.person_ider) == sorted([a.person_id, b.person_id])
    assert linje.formaal == "Registrering av flyttedato for egne beboere"


def test_the_list_and_the_resident_lead_there_when_the_date_is_mottaks_to_set(klient, mottak) -> None:
    (sokt_ut,), (amot,), (for_,) = (
        beboere(mottak),
        beboere(mottak, kategori=Kategori.AMOT),
        beboere(mottak, tilstand=S.BOSETTINGSKLAR),
    )

    listen = klient.get("/beboere/?steg=ferdig").content.decode()
    sidene = [klient.get(reverse("beboer", args=[en.person.uuid])).content.decode() for en in (sokt_ut, amot, for_)]

    assert [side(sak) in listen for sak in (sokt_ut, amot, for_)] == [True, False, False]
    assert [side(sak) in tekst for sak, tekst in zip((sokt_ut, amot, for_), sidene, strict=True)] == [
        True,
        False,
        False,
    ]
    assert "Kommunen registrerer når personen har flyttet inn." in sidene[1]
    assert "når IMDi har gjort vedtak" in sidene[2]


def test_the_front_page_has_it_as_a_task(ansatt, mottak) -> None:
    assert oppgaver(ansatt, None) == []
    beboere(mottak, 2)

    (oppgave,) = oppgaver(ansatt, None)

    assert (oppgave.tekst, oppgave.gjelder, oppgave.alder) == ("Registrer flyttedato", "2 personer", dag(10))


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_BOSETTER_LES, Rolle.IMDI_BOSETTER_SKRIV])
def test_the_page_is_mottaks_only(mottak, rolle) -> None:
    (sak,) = beboere(mottak)
    klient = logg_inn(bruker_med(rolle, kommune=sak.kommune))

    assert [klient.get(side(sak)).status_code, klient.post(side(sak), {"felles": skrevet()}).status_code] == [403, 403]


def test_one_and_four_take_the_same_number_of_queries(klient, mottak) -> None:
    en, fire = beboere(mottak)[0], beboere(mottak, 4)[0]

    assert sporringer(klient, side(fire)) == sporringer(klient, side(en)) <= 20
