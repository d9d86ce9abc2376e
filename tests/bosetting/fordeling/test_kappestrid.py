"""S-09: sixteen at once, on real commits. One answer, no place given twice, no broken invariant."""

from typing import Any

import pytest
from django.db import connection

from bosetting.anmodning.queries import plassregnskap
from bosetting.fordeling import services
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste
from bosetting.person.models import Husstand
from imdinett.hendelse.models import Hendelse
from imdinett.utboks.models import Forsendelse
from tests.bosetting.fordeling.hjelp import AAR, husstand, lagre, scene
from tests.bosetting.kappestrid import SAMTIDIGE
from tests.factories.bosetting import KommunevedtakFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_s09_sixteen_approve_the_same_answer(i_kapp: Any) -> None:
    en = scene(2, 1)
    lagre(en.svar("A"), en.kari, "ja")
    lagre(en.svar("B"), en.kari, "nei")
    en.liste.refresh_from_db()
    versjon = en.liste.versjon

    utfall = i_kapp(
        *(
            lambda bruker=(en.kari, en.ola)[nr % 2]: services.godkjenn_fordelingsliste(
                bruker=bruker, liste_id=en.liste.pk, versjon=versjon
            )
            for nr in range(SAMTIDIGE)
        )
    )

    assert utfall == {"ok": SAMTIDIGE}
    assert Hendelse.objects.filter(type="fordelingsliste_besvart").count() == 1
    assert Hendelse.objects.filter(type="sak_akseptert").count() == 2


def test_s09_two_colleagues_write_drafts_on_the_same_household(i_kapp: Any) -> None:
    en = scene(1)
    svar = en.svar("A")

    utfall = i_kapp(
        *(
            lambda bruker=(en.kari, en.ola)[nr % 2], valg=("ja", "nei")[nr % 2]: lagre(svar, bruker, valg)
            for nr in range(SAMTIDIGE)
        )
    )

    rad = en.svar("A")
    assert utfall["ok"] + utfall["utkast_endret"] == SAMTIDIGE
    assert utfall["utkast_endret"] >= 1
    # The first to save is the one whose answer stands: the other never overwrote it.
    assert (rad.svar, rad.endret_av) in [("ja", en.kari), ("nei", en.ola)]


def test_s09_the_answer_against_the_recall(i_kapp: Any) -> None:
    for _runde in range(4):
        en = scene(1, 1)
        for rad in en.svarene:
            lagre(rad, en.kari, "ja")
        en.liste.refresh_from_db()
        versjon, linjer = en.liste.versjon, en.linjer

        def godkjenn(en=en, versjon=versjon):
            services.godkjenn_fordelingsliste(bruker=en.kari, liste_id=en.liste.pk, versjon=versjon)

        def trekk(en=en, linjer=linjer, nr=0):
            services.trekk_linjer(bruker=en.imdi, linje_ider=[linjer[nr].pk], grunn="Trukket.")

        i_kapp(*([godkjenn] * 8), *(lambda nr=nr % 2: trekk(nr=nr) for nr in range(8)))

        assert (
            Hendelse.objects.filter(type="sak_trukket", gjelder_id__in=[str(en_.sak_id) for en_ in linjer]).count() == 2
        )


def test_s09_the_last_place_is_given_once(i_kapp: Any) -> None:
    en = scene(plasser=5)
    lister = [
        services.opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=[husstand(1)])
        for _nr in range(SAMTIDIGE)
    ]

    utfall = i_kapp(*(lambda liste=liste: services.send_liste(bruker=en.imdi, liste_id=liste.pk) for liste in lister))

    assert utfall == {"ok": 5, "b028_ikke_plass": SAMTIDIGE - 5}
    assert plassregnskap(en.kommune, AAR).ledig == 0
    assert Forsendelse.objects.count() == 5 * 2


def test_s09_one_list_is_sent_once(i_kapp: Any) -> None:
    en = scene(1, send=False)

    utfall = i_kapp(*[lambda: services.send_liste(bruker=en.imdi, liste_id=en.liste.pk)] * SAMTIDIGE)

    assert utfall == {"ok": 1, "ikke_utkast": SAMTIDIGE - 1}
    assert Forsendelse.objects.count() == 2


def test_s09_one_household_is_put_on_one_list(i_kapp: Any) -> None:
    en = scene()
    hus: Husstand = husstand(2)
    kommuner = [KommunevedtakFactory(aar=AAR).kommune for _nr in range(SAMTIDIGE)]

    utfall = i_kapp(
        *(
            lambda kommune=kommune: services.opprett_liste(
                bruker=en.imdi, kommune=kommune, plassaar=AAR, husstander=[hus]
            )
            for kommune in kommuner
        )
    )

    assert utfall == {"ok": 1, "b031_apen_liste": SAMTIDIGE - 1}
    assert Fordelingslinje.objects.count() == 2
    numre = Fordelingsliste.objects.values_list("nummer", flat=True)
    assert len(set(numre)) == len(numre)


def test_s09_answering_recalling_and_binding_at_once(i_kapp: Any) -> None:
    en = scene(1, 1, 1, plasser=4)
    for rad in en.svarene:
        lagre(rad, en.kari, "nei" if rad.bokstav == "B" else "ja")
    en.liste.refresh_from_db()
    versjon, linjer = en.liste.versjon, en.linjer
    nye = [
        services.opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=[husstand(1)])
        for _nr in range(6)
    ]

    utfall = i_kapp(
        *(lambda liste=liste: services.send_liste(bruker=en.imdi, liste_id=liste.pk) for liste in nye),
        *[lambda: services.godkjenn_fordelingsliste(bruker=en.ola, liste_id=en.liste.pk, versjon=versjon)] * 4,
        *(
            lambda nr=nr: services.trekk_linjer(bruker=en.imdi, linje_ider=[linjer[nr % 3].pk], grunn="Trukket.")
            for nr in range(3)
        ),
        *(lambda: lagre(en.svar("A"), en.ola, "nei") for _nr in range(3)),
    )

    assert sum(utfall.values()) == SAMTIDIGE
    assert Hendelse.objects.filter(type="fordelingsliste_besvart").count() <= 1
    assert (plassregnskap(en.kommune, AAR).ledig or 0) >= 0
    assert connection.is_usable()
