"""S-04 again: a yes is not a decision. No identity field shows to the kommune before the vedtak, anywhere."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bosetting.bosatt.mappe_services import NyttDokument, last_opp_dokument
from bosetting.bosatt.mappe_views import FANER
from bosetting.bosatt.states import Dokumentslag
from bosetting.person.bostedsmodell import Tidligerebosted
from bosetting.person.models import Kartlegging
from bosetting.person.services import NyFamilieUte, endre_gyldighet, registrer_familie_ute
from bosetting.person.states import Relasjonstype
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
    "kontakt_navn": "Kanarikontakt",
    "kontakt_telefon": "22777777",
    "representant_navn": "Kanarirepresentant",
    "representant_adresse": "Kanarivergeveien 9",
    "representant_postnummer": "9998",
    "representant_poststed": "Kanariverge",
}
BARE_I_MAPPEN = {
    "nettverk": "Kanarinettverk",
    "aktiviteter": "Kanariaktivitet",
    "interesser": "Kanariinteresse",
    "merknad": "Kanarimerknad",
}
SLEKTNING, FOR_BODD, PLAN, GYLDIG_TIL = "Kanarislektning", "Kanarigammelvei 3", "Kanariplan", date(2031, 7, 19)
I_MAPPEN = (*BARE_I_MAPPEN.values(), SLEKTNING, FOR_BODD, PLAN, "19. juli 2031")


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
    en = med_ja(1, person=MERKER, kategori="privatboende")
    sak = en.linjer[0].sak
    Kartlegging.objects.filter(sak=sak).update(**BARE_I_MAPPEN)
    endre_gyldighet(bruker=en.imdi, sak=sak, gyldig_til=GYLDIG_TIL)
    slektning = NyFamilieUte(type=Relasjonstype.SOSKEN, navn=SLEKTNING, land="Iran")
    registrer_familie_ute(bruker=en.imdi, sak=sak, ny=slektning)
    Tidligerebosted.objects.create(person=sak.person, adresse=FOR_BODD, til_dato=date(2025, 7, 18))
    fil = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 innhold", "application/pdf")
    last_opp_dokument(bruker=en.imdi, sak=sak, ny=NyttDokument(fil=fil, slag=Dokumentslag.PLAN, tittel=PLAN))
    return en


def test_s04_nothing_on_who_it_is_before_the_decision(en: Any) -> None:
    alt = utganger(en)

    person = en.linjer[0].sak.person
    for merke in (*MERKER.values(), *I_MAPPEN, person.duf_nummer, person.fodselsdato.strftime("%d.%m.%Y")):
        assert merke not in alt
    assert en.liste.nummer in alt


def test_s04_the_marker_could_have_shown(en: Any) -> None:
    fatt(en)

    alt = utganger(en)

    vises = (MERKER["fornavn"], MERKER["adresse"], MERKER["kontakt_navn"], MERKER["kontakt_telefon"], *I_MAPPEN)
    assert [merke for merke in vises if merke not in alt] == []


def test_s04_nothing_on_who_it_is_after_a_recall(en: Any) -> None:
    vedtakene = fatt(en)
    vedtak.opphev_vedtak(bruker=en.imdi, vedtak_ider=ider(vedtakene), grunn=GRUNN)
    klient = logg_inn(en.kari)

    alt = "\n".join(klient.get(side).content.decode() for side in sider(en))

    for merke in (*MERKER.values(), *I_MAPPEN, en.linjer[0].sak.person.duf_nummer):
        assert merke not in alt
    assert GRUNN in alt
