"""S-04 again: a yes is not a decision. No identity field shows to the kommune before the vedtak, anywhere."""

import json
from typing import Any

import pytest
from django.urls import reverse

from bosetting.bosatt.mappe_views import FANER
from bosetting.vedtak import services as vedtak
from imdinett.hendelse.models import Hendelse
from imdinett.utboks.models import Forsendelse
from imdinett.web import hendelser
from tests.bosetting.vedtak.hjelp import GRUNN, fatt, ider, med_ja
from tests.hjelp import logg_inn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MERKER = {
    "fornavn": "Kanarifornavn",
    "etternavn": "Kanarietternavn",
    "fodselsnummer": "41819077302",
    "adresse": "Kanariveien 7",
    "poststed": "Kanaristed",
    "representant_navn": "Kanarirepresentant",
    "representant_adresse": "Kanarivergeveien 9",
    "representant_postnummer": "9998",
    "representant_poststed": "Kanariverge",
}


def sider(en: Any) -> list[str]:
    sak = en.linjer[0].sak
    mapper = [reverse(navn, args=[sak.person.uuid]) for navn, _tittel in FANER]
    return [
        reverse("personer"),
        reverse("uten_bosettingsdato"),
        reverse("husstand_bosettingsdato", args=[sak.husstand.uuid]),
        reverse("personmappe_helse", args=[sak.person.uuid]),
        reverse("personmappe_rett_dato", args=[sak.person.uuid]),
        reverse("fordelingsliste", args=[en.liste.nummer]),
        "/",
        *mapper,
    ]


def utganger(en: Any) -> str:
    """Everything that reaches the kommune: pages, events, what is queued for it."""
    klient = logg_inn(en.kari)
    deler = [klient.get(side).content.decode() for side in sider(en)]
    synlige = Hendelse.objects.all().synlig_for(en.kari)
    deler += [rad.tittel for rad in hendelser.tidspunkter(synlige)]
    deler += [json.dumps(rad.data) + rad.gjelder_navn for rad in synlige]
    for rad in Forsendelse.objects.all():
        deler.append(rad.tittel + json.dumps(rad.innhold) + json.dumps(rad.mottaker))
    return "\n".join(deler)


@pytest.fixture
def en() -> Any:
    return med_ja(1, person=MERKER, kategori="privatboende")


def test_s04_nothing_on_who_it_is_before_the_decision(en: Any) -> None:
    alt = utganger(en)

    person = en.linjer[0].sak.person
    for merke in (*MERKER.values(), person.duf_nummer, person.fodselsdato.strftime("%d.%m.%Y")):
        assert merke not in alt
    assert en.liste.nummer in alt


def test_s04_the_marker_could_have_shown(en: Any) -> None:
    fatt(en)

    alt = utganger(en)

    assert MERKER["fornavn"] in alt
    assert MERKER["adresse"] in alt


def test_s04_nothing_on_who_it_is_after_a_recall(en: Any) -> None:
    vedtakene = fatt(en)
    vedtak.opphev_vedtak(bruker=en.imdi, vedtak_ider=ider(vedtakene), grunn=GRUNN)
    klient = logg_inn(en.kari)

    alt = "\n".join(klient.get(side).content.decode() for side in sider(en))

    for merke in (*MERKER.values(), en.linjer[0].sak.person.duf_nummer):
        assert merke not in alt
    assert GRUNN in alt
