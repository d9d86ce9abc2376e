"""Mottak and Bufetat put files and plans in the folders of their own (bosetting.md §6, B-070, B-073, B-042)."""

from datetime import date, timedelta
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from bosetting.bosatt import mappe_services as services
from bosetting.bosatt.mappe_services import NyttDokument
from bosetting.bosatt.models import Mappedokument
from bosetting.bosatt.states import BUFETATS_PLANER, EM_PLANER, MOTTAKETS_PLANER, Dokumentslag
from bosetting.person.models import Person, Sak
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.kommune.models import Enhet
from imdinett.opplasting.clamd import Dom
from imdinett.opplasting.services import skann
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.mappehjelp import mappe, opphev
from tests.bosetting.vedtak.hjelp import REPRESENTANT, fatt, med_ja
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import EnhetFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db
KONTEKST = {Enhet.Type.MOTTAK: (Rolle.MOTTAK_SKRIV, "beboer"), Enhet.Type.OMSORGSSENTER: (Rolle.BUFETAT_SKRIV, "barn")}
HVOR = list(KONTEKST)


def ansatt(enhet: Enhet):
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, KONTEKST[enhet.type][0], enhet)
    return bruker


def fodt(aar: int) -> date:
    return klokke.om_maaneder(klokke.today(), -12 * aar) - timedelta(days=3)


def em(enhet: Enhet, alder: int, **felt) -> Sak:
    standard = {"mottak": enhet, "er_em": True, "person__fodselsdato": fodt(alder), "tilstand": "til_kartlegging"}
    return SakFactory(**{**standard, **felt})


def alder(enhet: Enhet) -> int:
    return 16 if enhet.type == Enhet.Type.MOTTAK else 12


def side(sak: Sak, *args: int) -> str:
    assert sak.mottak
    navn = KONTEKST[sak.mottak.type][1]
    return reverse(f"{navn}_dokument" if args else f"{navn}_dokumenter", args=[sak.person.uuid, *args])


def pdf(navn: str = "Omar Eksempel.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, b"%PDF-1.4 innhold", "application/pdf")


def nytt(slag: Dokumentslag = Dokumentslag.KARTLEGGING, **felt) -> NyttDokument:
    return NyttDokument(**{"fil": pdf(), "slag": slag, "tittel": "Et dokument", **felt})


def kontrollert(dokument: Mappedokument) -> Mappedokument:
    with mock.patch("imdinett.opplasting.services.clamd.skann", return_value=Dom(ren=True)):
        skann(dokument.opplasting_id)
    return dokument


# ---- the enhet's own page
@pytest.mark.parametrize("type_", HVOR)
def test_b070_the_enhet_puts_a_plan_in_the_folder_and_opens_it_when_it_is_clean(type_) -> None:
    enhet = EnhetFactory(type=type_)
    sak, klient = em(enhet, alder(enhet)), logg_inn(ansatt(enhet))
    planer = MOTTAKETS_PLANER if type_ == Enhet.Type.MOTTAK else BUFETATS_PLANER
    tom = klient.get(side(sak)).content.decode()
    assert (tom.count("Ikke lagt inn ennå"), "Dere har ikke lagt inn noe dokument." in tom) == (2, True)
    skrevet = {"slag": planer[0].value, "tittel": "Planen", "dato": f"{klokke.today():%d.%m.%Y}"}

    svar = klient.post(side(sak), {**skrevet, "fil": pdf()}, follow=True).content.decode()

    dokument = Mappedokument.objects.get()
    assert (dokument.enhet, dokument.kommune, dokument.dato) == (enhet, None, klokke.today())
    assert (svar.count("Ikke lagt inn ennå"), "Venter på viruskontroll" in svar) == (1, True)
    assert klient.get(side(sak, dokument.pk)).headers["Location"] == side(sak)
    kontrollert(dokument)
    assert klient.get(side(sak, dokument.pk)).getvalue() == b"%PDF-1.4 innhold"
    assert Innsyn.objects.latest("pk").del_av == "dokument"
    assert "Omar" not in str(list(Hendelse.objects.values_list("data", "gjelder_navn")))


@pytest.mark.parametrize(
    ("endret", "felt"),
    [
        ({"dato": ""}, "dato"),
        ({"dato": "31.12.2099"}, "dato"),
        ({"slag": "kopp"}, "slag"),
        ({"tittel": ""}, "tittel"),
        ({"fil": ""}, "fil"),
    ],
)
def test_a_plan_has_a_day_and_is_of_those_the_enhet_writes(endret, felt) -> None:
    sak = em(EnhetFactory(type=Enhet.Type.MOTTAK), 16)
    i_dag = f"{klokke.today():%d.%m.%Y}"
    data = {"slag": "tiltaksplan", "tittel": "Plan", "dato": i_dag, "fil": pdf(), **endret}

    svar = logg_inn(ansatt(sak.mottak)).post(side(sak), data)

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, {felt})
    assert not Mappedokument.objects.exists()


@pytest.mark.parametrize(("er_em", "aar", "planer"), [(True, 12, 0), (True, 16, 2), (False, 30, 0)])
def test_b070_which_plans_a_mottak_can_put_in_follows_the_child(er_em, aar, planer) -> None:
    """An adult has none; a child under 15 in a mottak has Bufetat's, which Bufetat writes."""
    enhet = EnhetFactory(type=Enhet.Type.MOTTAK)
    sak = em(enhet, aar, er_em=er_em)

    for slag in (*MOTTAKETS_PLANER, *BUFETATS_PLANER):
        ny = nytt(slag, dato=klokke.today())
        if planer and slag in MOTTAKETS_PLANER:
            services.last_opp_fra_enhet(bruker=ansatt(enhet), sak=sak, ny=ny)
        else:
            with pytest.raises(Domenefeil, match="legges ikke inn her"):
                services.last_opp_fra_enhet(bruker=ansatt(enhet), sak=sak, ny=ny)

    services.last_opp_fra_enhet(bruker=ansatt(enhet), sak=sak, ny=nytt())
    assert Mappedokument.objects.count() == planer + 1


@pytest.mark.parametrize("type_", HVOR)
@pytest.mark.parametrize("hva", ["annet_sted", "skjermet", "ferdig"])
def test_b095_others_the_shielded_and_those_who_have_left_do_not_exist(type_, hva) -> None:
    enhet = EnhetFactory(type=type_)
    sak = em(enhet, alder(enhet))
    dokument = services.last_opp_fra_enhet(bruker=ansatt(enhet), sak=sak, ny=nytt())
    adresser = (side(sak), side(sak, dokument.pk))
    if hva == "skjermet":
        Person.objects.filter(pk=sak.person_id).update(gradering="fortrolig")
    else:
        endret = {"tilstand": "avsluttet"} if hva == "ferdig" else {"mottak": EnhetFactory(type=type_)}
        Sak.objects.filter(pk=sak.pk).update(**endret)
    bruker = ansatt(enhet)

    for adresse in adresser:
        assert logg_inn(bruker).get(adresse).status_code == 404
    with pytest.raises(IkkeTilgang):
        services.last_opp_fra_enhet(bruker=bruker, sak=sak, ny=nytt())


def test_another_enhets_document_is_not_the_next_ones() -> None:
    """What the old mottak put in is IMDi's and the kommune's to read, not the new mottak's."""
    nord, sor = EnhetFactory(type=Enhet.Type.MOTTAK), EnhetFactory(type=Enhet.Type.MOTTAK)
    sak = em(nord, 16)
    dokument = kontrollert(services.last_opp_fra_enhet(bruker=ansatt(nord), sak=sak, ny=nytt(tittel="Fra nord")))
    Sak.objects.filter(pk=sak.pk).update(mottak=sor)
    klient = logg_inn(ansatt(sor))

    assert "Fra nord" not in klient.get(side(sak)).content.decode()
    assert klient.get(side(sak, dokument.pk)).status_code == 404


def test_one_document_and_three_take_the_same_number_of_queries() -> None:
    enhet = EnhetFactory(type=Enhet.Type.MOTTAK)
    sak, bruker = em(enhet, 16), ansatt(enhet)
    klient = logg_inn(bruker)
    services.last_opp_fra_enhet(bruker=bruker, sak=sak, ny=nytt())
    en = sporringer(klient, side(sak))
    for _nr in range(2):
        services.last_opp_fra_enhet(bruker=bruker, sak=sak, ny=nytt())

    assert sporringer(klient, side(sak)) == en <= 20


# ---- the folder
def vedtatt(enhet: Enhet, **felt):
    """An enslig mindreårig of 16 with a decision, and the case while the kommune had only said yes."""
    person = {**REPRESENTANT, "fodselsdato": fodt(16)}
    return med_ja(1, person=person, er_em=True, mottak=enhet, kategori="mottak", em=5, **felt)


def test_b042_the_kommune_reads_the_plans_with_their_source_when_the_folder_opens() -> None:
    enhet = EnhetFactory(navn="Eksempel mottak", type=Enhet.Type.MOTTAK)
    en = vedtatt(enhet)
    sak = en.linjer[0].sak
    dokument = services.last_opp_fra_enhet(
        bruker=ansatt(enhet), sak=sak, ny=nytt(Dokumentslag.TILTAKSPLAN, dato=klokke.today(), tittel="Planen")
    )
    kontrollert(dokument)
    klient, adresse = logg_inn(en.kari), mappe(sak, "personmappe_dokumenter")
    fil = reverse("personmappe_dokument", args=[sak.person.uuid, dokument.pk])
    assert [klient.get(sti).status_code for sti in (adresse, fil)] == [404, 404]
    assert Hendelse.objects.get(type="dokument_lastet_opp").kommune_id is None

    fatt(en)

    html = klient.get(adresse).content.decode()
    assert [tekst for tekst in ("Planen", "Eksempel mottak", "Tiltaksplan", "(Mottaket)") if tekst not in html] == []
    assert html.count("Ikke lagt inn ennå") == 1
    assert klient.get(fil).getvalue() == b"%PDF-1.4 innhold"
    assert '<option value="tiltaksplan"' not in html
    sak.refresh_from_db()
    opphev(en, sak)
    assert [klient.get(sti).status_code for sti in (adresse, fil)] == [410, 410]


def test_b070_imdi_puts_in_any_plan_and_the_kommune_none() -> None:
    en = vedtatt(EnhetFactory(type=Enhet.Type.MOTTAK))
    fatt(en)
    sak = en.linjer[0].sak

    for slag in sorted(EM_PLANER):
        services.last_opp_dokument(bruker=en.imdi, sak=sak, ny=nytt(Dokumentslag(slag), dato=klokke.today()))
        with pytest.raises(Domenefeil, match="legges ikke inn her"):
            services.last_opp_dokument(bruker=en.kari, sak=sak, ny=nytt(Dokumentslag(slag), dato=klokke.today()))

    html = logg_inn(en.kari).get(mappe(sak, "personmappe_dokumenter")).content.decode()
    assert ("(Bufetat)" in html, "Ikke lagt inn ennå" in html) == (True, False)


@pytest.mark.parametrize(
    ("navn", "felt"),
    [("en_kilde", {}), ("plan_dato", {"slag": "kopp", "kommune": None})],
)
def test_the_database_keeps_one_source_and_a_day_for_plans(navn, felt) -> None:
    en = vedtatt(EnhetFactory(type=Enhet.Type.MOTTAK))
    enhet = EnhetFactory(type=Enhet.Type.MOTTAK)
    dokument = services.last_opp_fra_enhet(bruker=ansatt(enhet), sak=em(enhet, 16), ny=nytt())

    with pytest.raises(IntegrityError, match=f"bosetting_mappedokument_{navn}"), transaction.atomic():
        Mappedokument.objects.filter(pk=dokument.pk).update(**{"kommune": en.kommune, **felt})
