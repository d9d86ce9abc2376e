"""What is written in the folder, and what its tabs may tell: B-092–B-095, W-04, W-15."""

from typing import Any
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bosetting.bosatt import mappe_services as services
from bosetting.bosatt.models import Mappedokument, Notat, Onskesvar
from bosetting.bosatt.states import Dokumentslag
from bosetting.folkeregister.models import Folkeregisterstatus
from bosetting.person.models import Kartlegging, Person, Sak
from bosetting.person.services import NyFamilieUte, registrer_familie_ute, registrer_slektskap
from bosetting.person.states import Gjenforening, Relasjonstype
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.opplasting.clamd import Dom
from imdinett.opplasting.services import skann
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import utsokt
from tests.bosetting.bosatt.test_mappe import med_formaal, opphev
from tests.factories.bosetting import SkjermingsmedlemFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db


def fane(sak: Sak, navn: str, *args: Any) -> str:
    return reverse(f"personmappe_{navn}", args=[sak.person.uuid, *args])


def pdf(navn: str = "Omar Eksempel.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, b"%PDF-1.4 innhold", "application/pdf")


def les(en) -> Any:
    return bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)


# ---- notes
def test_b092_a_note_says_who_and_when_and_is_corrected_by_a_new_one_that_names_it() -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(en.kari)
    klient.post(fane(sak, "notater"), {"tekst": "Flyttar inn i uke 5."})
    forste = Notat.objects.get()

    klient.post(f"{fane(sak, 'notater')}?rett={forste.pk}", {"tekst": "Flytter inn i uke 6."})

    ny = Notat.objects.latest("pk")
    assert (ny.retter, ny.skrevet_av, ny.kommune) == (forste, en.kari, en.kommune)
    html = klient.get(fane(sak, "notater")).content.decode()
    assert ("Flyttar inn i uke 5." in html, "Flytter inn i uke 6." in html) == (True, True)
    assert "Rettet med et nytt notat" in html
    assert html.count("?rett=") == 1
    with pytest.raises(Kollisjon):
        services.skriv_notat(bruker=en.kari, sak=sak, tekst="En gang til.", retter_id=forste.pk)
    assert "uke 5" not in str(list(Hendelse.objects.filter(type="notat_skrevet").values_list("data", "gjelder_navn")))


def test_b092_nothing_changes_a_note() -> None:
    assert [navn for navn in dir(services) if "notat" in navn.lower() and navn[0].islower()] == ["skriv_notat"]


@pytest.mark.parametrize("tekst", ["", "   ", "x" * 4001])
def test_a_note_that_cannot_stand_keeps_what_was_typed(tekst: str) -> None:
    en, (sak,) = utsokt(1)

    svar = logg_inn(en.kari).post(fane(sak, "notater"), {"tekst": tekst})

    assert (svar.status_code, set(svar.context["form"].errors), Notat.objects.count()) == (422, {"tekst"}, 0)
    assert Innsyn.objects.filter(person_id=sak.person_id, del_av="Notater").count() == 1


def test_b002_les_reads_and_does_not_write() -> None:
    en, (sak,) = utsokt(1)
    services.skriv_notat(bruker=en.kari, sak=sak, tekst="Kommunens eget.")
    services.skriv_notat(bruker=en.imdi, sak=sak, tekst="Bare for IMDi.")
    leser = les(en)
    klient = logg_inn(leser)

    html = klient.get(fane(sak, "notater")).content.decode()

    assert ("Kommunens eget." in html, "Bare for IMDi." in html, "Lagre notatet" in html) == (True, False, False)
    assert klient.post(fane(sak, "notater"), {"tekst": "Nei."}).status_code == 403
    assert klient.post(fane(sak, "dokumenter"), {"tittel": "Nei."}).status_code == 403
    with pytest.raises(IkkeTilgang):
        services.skriv_notat(bruker=leser, sak=sak, tekst="Nei.")


@pytest.mark.parametrize("navn", ["notater", "dokumenter", "kompetanse", "tilrettelegging", "onsker"])
def test_b001_b042_the_tabs_are_404_for_others_and_410_after_the_recall(navn: str) -> None:
    en, (sak,) = utsokt(1)
    annen, _saker = utsokt(1)
    klient = logg_inn(en.kari)
    assert klient.get(fane(sak, navn)).status_code == (403 if navn == "onsker" else 200)

    assert logg_inn(annen.kari).get(fane(sak, navn)).status_code == 404
    opphev(en, sak)
    assert klient.get(fane(sak, navn)).status_code == 410
    with pytest.raises((Kollisjon, IkkeTilgang)):
        services.skriv_notat(bruker=en.kari, sak=sak, tekst="Etterpå.")


# ---- documents
def test_a_document_is_opened_through_the_folder_only_logged_and_closed_with_it() -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(en.kari)
    klient.post(fane(sak, "dokumenter"), {"slag": "brev", "tittel": "Brev fra skolen", "fil": pdf()})
    dokument = Mappedokument.objects.get()
    adresse = fane(sak, "dokument", dokument.pk)
    assert klient.get(adresse).status_code == 302  # not scanned yet
    with mock.patch("imdinett.opplasting.services.clamd.skann", return_value=Dom(ren=True)):
        skann(dokument.opplasting_id)

    svar = klient.get(adresse)

    assert svar.getvalue() == b"%PDF-1.4 innhold"
    assert svar.headers["Content-Disposition"].startswith("attachment")
    assert Innsyn.objects.latest("pk").del_av == "Dokument"
    vedlegg = reverse("vedlegg", args=[dokument.opplasting.uuid])
    assert [logg_inn(hvem).get(vedlegg).status_code for hvem in (en.kari, en.imdi)] == [404, 404]
    assert "Omar" not in str(list(Hendelse.objects.values_list("data", "gjelder_navn")))
    annen, _saker = utsokt(1)
    assert logg_inn(annen.kari).get(adresse).status_code == 404
    opphev(en, sak)
    assert klient.get(adresse).status_code == 410


@pytest.mark.parametrize(
    ("endret", "felt"),
    [({"fil": ""}, "fil"), ({"tittel": ""}, "tittel"), ({"slag": "tull"}, "slag"), ({"fil": "feil"}, "fil")],
)
def test_a_document_that_cannot_be_taken_in(endret: dict[str, str], felt: str) -> None:
    en, (sak,) = utsokt(1)
    data: dict[str, Any] = {"slag": "brev", "tittel": "Brev", "fil": pdf(), **endret}
    if data["fil"] == "feil":
        data["fil"] = SimpleUploadedFile("brev.exe", b"MZ", "application/pdf")

    svar = logg_inn(en.kari).post(fane(sak, "dokumenter"), data)

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, {felt})
    assert Mappedokument.objects.count() == 0


def test_imdis_document_is_shared_and_the_kommunes_own_does_not_follow_to_the_next() -> None:
    en, (sak,) = utsokt(1)
    for hvem, tittel in ((en.imdi, "Fra IMDi"), (en.kari, "Fra kommunen")):
        ny = services.NyttDokument(fil=pdf(), slag=Dokumentslag.ANNET, tittel=tittel)
        services.last_opp_dokument(bruker=hvem, sak=sak, ny=ny)
    synlige = Mappedokument.objects.all().delt_med(en.kari).values_list("tittel", flat=True)
    assert sorted(synlige) == ["Fra IMDi", "Fra kommunen"]

    annen, (andre,) = utsokt(1)
    Sak.objects.filter(pk=sak.pk).update(kommune=annen.kommune)

    assert list(Mappedokument.objects.all().delt_med(annen.kari).values_list("tittel", flat=True)) == ["Fra IMDi"]
    assert list(Mappedokument.objects.all().delt_med(en.kari)) == []
    services.skriv_notat(bruker=annen.kari, sak=andre, tekst="Et annet sted.")
    assert list(Notat.objects.all().synlig_for(en.kari)) == []


def test_a_file_on_a_protected_person_must_be_redacted_first() -> None:
    en, (sak,) = utsokt(1)

    Person.objects.filter(pk=sak.person_id).update(gradering="fortrolig")
    SkjermingsmedlemFactory(person=sak.person, bruker=en.kari)
    klient = logg_inn(en.kari)
    med_formaal(klient, sak)

    svar = klient.post(fane(sak, "dokumenter"), {"slag": "brev", "tittel": "Brev", "fil": pdf()})

    assert (svar.status_code, set(svar.context["form"].errors)) == (422, {"sladdet"})


# ---- health, wishes, address
def test_b093_samtykke_says_when_and_by_whom_and_health_is_a_click_of_its_own() -> None:
    en, (sak,) = utsokt(1)
    Kartlegging.objects.filter(sak=sak).update(
        helse_samtykke=True, behov_for_helsetjenester="dialyse", tilretteleggingsbehov="uten trapper"
    )
    registrert = Kartlegging.objects.get(sak=sak).registrert_av.navn

    html = logg_inn(en.kari).get(fane(sak, "tilrettelegging")).content.decode()

    assert ("uten trapper" in html, registrert in html, "dialyse" in html) == (True, True, False)
    assert "Bare brukere med tilgang til sensitive opplysninger" in html


def test_w15_the_wish_stands_with_imdis_reply() -> None:
    en, (sak,) = utsokt(1)
    Kartlegging.objects.filter(sak=sak).update(onsker="nær søsteren")
    adresse = fane(sak, "onsker")
    klient = logg_inn(en.imdi)
    assert "IMDi har ikke svart" in logg_inn(en.kari).get(fane(sak, "kartlegging")).content.decode()

    assert klient.post(adresse, {"tekst": " "}).status_code == 422
    klient.post(adresse, {"tekst": "Søsterens kommune hadde ingen plass."})

    html = logg_inn(en.kari).get(fane(sak, "kartlegging")).content.decode()
    assert ("nær søsteren" in html, "Søsterens kommune hadde ingen plass." in html) == (True, True)
    with pytest.raises(IkkeTilgang):
        services.svar_pa_onsker(bruker=en.kari, sak=sak, tekst="Nei.")
    with pytest.raises(Domenefeil):
        services.svar_pa_onsker(bruker=en.imdi, sak=sak, tekst="")
    assert Onskesvar.objects.count() == 1


@pytest.mark.parametrize(("tilstand", "registrert", "vist"), [("bosatt", 0, 1), ("bosatt", 1, 0), ("sokt_ut", 0, 0)])
def test_w04_adresse_mangler_is_marked_with_advice_once_settled(tilstand: str, registrert: int, vist: int) -> None:
    en, (sak,) = utsokt(1)
    dato = klokke.today() if tilstand == "bosatt" else None
    Sak.objects.filter(pk=sak.pk).update(tilstand=tilstand, bosettingsdato=dato)
    if registrert:
        Folkeregisterstatus.objects.create(person=sak.person, bostedskommune=en.kommune)

    html = logg_inn(en.kari).get(reverse("personmappe", args=[sak.person.uuid])).content.decode()

    assert html.count("melde flytting til Folkeregisteret") == vist


# ---- competence and family
def test_the_competence_tab_has_activities_interests_and_remarks() -> None:
    en, (sak,) = utsokt(1)
    svar = {"aktiviteter": "synger i kor", "interesser": "hagebruk", "merknad": "Vitnemål ikke oversatt."}
    Kartlegging.objects.filter(sak=sak).update(andre_sprak=["tyrkisk"], planer="vil bli kokk", **svar)

    html = logg_inn(en.kari).get(fane(sak, "kompetanse")).content.decode()

    assert [tekst for tekst in (*svar.values(), "tyrkisk", "vil bli kokk") if tekst not in html] == []


def test_the_family_tab_has_those_abroad_and_the_network_here() -> None:
    en, (sak,) = utsokt(1)
    tom = logg_inn(en.kari).get(fane(sak, "familie")).content.decode()
    assert ("Ingen familie i utlandet er registrert." in tom, "fyller ut i kartleggingen" in tom) == (True, True)
    Kartlegging.objects.filter(sak=sak).update(nettverk="en tante i Oslo")
    mor = NyFamilieUte(type=Relasjonstype.FORELDER, navn="Hanna", land="Tyrkia", gjenforening=Gjenforening.SOKT)
    registrer_familie_ute(bruker=en.imdi, sak=sak, ny=mor)

    html = logg_inn(en.kari).get(fane(sak, "familie")).content.decode()

    assert [
        tekst for tekst in ("Hanna", "Tyrkia", "mor eller far", "søkt", "en tante i Oslo") if tekst not in html
    ] == []
    assert "Registrer familie i utlandet" not in html
    assert Hendelse.objects.get(type="familie_ute_registrert").data == {}


# ---- family elsewhere
@pytest.mark.parametrize(("gradering", "vist"), [("ingen", True), ("fortrolig", False)])
def test_b095_family_elsewhere_is_told_of_without_who_where_or_how_many(gradering: str, vist: bool) -> None:
    en, (sak,) = utsokt(1)
    annen, (slektning,) = utsokt(1)
    registrer_slektskap(bruker=en.imdi, slektskap=[(sak.person, slektning.person, Relasjonstype.SOSKEN)])
    Person.objects.filter(pk=slektning.person_id).update(gradering=gradering)
    klient = logg_inn(en.kari)

    for adresse in (reverse("personmappe", args=[sak.person.uuid]), fane(sak, "familie")):
        html = klient.get(adresse).content.decode()
        assert ("Nær familie er bosatt eller søkt ut et annet sted i landet." in html) == vist
        for spor in (slektning.person.navn, slektning.nummer, annen.kommune.navn, "søsken"):
            assert spor not in html
