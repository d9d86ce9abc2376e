"""W-20: the folder and the letters of a case for the kommune's archive, through the folder and nothing else."""

import io
import json
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pikepdf
import pypdf
import pytest
from django.urls import reverse

from bosetting.bosatt.models import Notat
from bosetting.person.models import Kartlegging, Sak
from bosetting.person.services import endre_gradering
from bosetting.person.states import Gradering
from imdinett.brev import levering
from imdinett.brev.arkivmelding import KATALOG, OPPRETT
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.web import norsk
from tests.bosetting.bosatt.hjelp import utsokt
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.brev.test_arkivpakke import krev_rekkefolge, verdi

pytestmark = pytest.mark.django_db


def adresse(sak: Sak, navn: str = "personmappe_arkivpakke") -> str:
    return reverse(navn, args=[sak.person.uuid])


def lag_pdfer() -> None:
    for rad in Forsendelse.objects.brev():
        levering.lag_pdf(rad)


def filer(svar: Any) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(svar.content)) as pakke:
        return {navn: pakke.read(navn) for navn in pakke.namelist()}


def test_w20_the_whole_case_each_letter_with_its_message() -> None:
    en, (sak, _barn) = utsokt(2)
    lag_pdfer()

    svar = logg_inn(en.kari).get(adresse(sak))

    innhold = filer(svar)
    meldinger = {navn: ElementTree.fromstring(xml) for navn, xml in innhold.items() if navn.endswith(".xml")}
    pdfer = {navn: pdf for navn, pdf in innhold.items() if navn.endswith(".pdf")}
    assert svar.headers["Content-Disposition"] == f'attachment; filename="arkivpakke-sak-{sak.nummer}.zip"'
    assert next(iter(innhold)) == "innhold.html"
    assert (len(pdfer), len(meldinger)) == (3, 4)
    for navn, rot in meldinger.items():
        assert krev_rekkefolge(rot) > 8
        if navn == "01-personmappe/arkivmelding.xml":
            continue
        if navn == "00-saksmappe/arkivmelding.xml":
            assert verdi(rot, "mappe/tittel") == f"Bosettingssak {sak.nummer}"
            assert verdi(rot, "mappe/offentligTittel") == "Bosettingssak *****"
            assert verdi(rot, "mappe/referanseEksternNoekkel/m:noekkel") == f"sak-{sak.nummer}"
            continue
        objekt = "registrering/dokumentbeskrivelse/dokumentobjekt"
        pdf = pdfer[navn.replace("arkivmelding.xml", verdi(rot, f"{objekt}/referanseDokumentfil"))]
        assert verdi(rot, f"{objekt}/sjekksum") == sha256(pdf).hexdigest()
        assert verdi(rot, f"{objekt}/filstoerrelse") == str(len(pdf))
        foreldre = "registrering/referanseForelderMappe/m:referanseEksternNoekkel/m:noekkel"
        assert verdi(rot, foreldre) == f"sak-{sak.nummer}"
        assert verdi(rot, "registrering/dokumentbeskrivelse/dokumenttype/m:kode") == "VEDTAK"
    assert {OPPRETT, KATALOG} == {el.tag[1:].partition("}")[0] for rot in meldinger.values() for el in rot.iter()}


def test_w20_one_line_in_the_log_with_everybody_the_letters_name() -> None:
    en, (sak, ektefelle) = utsokt(2)

    logg_inn(en.kari).get(adresse(sak))

    rad = Innsyn.objects.get()
    assert (rad.handling, rad.person_id, rad.saksnummer, rad.kommune_id, rad.del_av) == (
        "eksport",
        sak.person_id,
        sak.nummer,
        en.kommune.pk,
        "Arkivpakke",
    )
    assert rad.person_ider == sorted([sak.person_id, ektefelle.person_id])


def test_w20_the_folder_is_there_before_the_first_letter_is_made() -> None:
    """At each step: what the letters wait for is named."""
    en, (sak,) = utsokt(1)
    klient = logg_inn(en.kari)

    side = klient.get(adresse(sak, "personmappe_brev")).content.decode()
    innhold = filer(klient.get(adresse(sak)))

    assert adresse(sak) in side
    assert set(innhold) == {
        "innhold.html",
        "00-saksmappe/arkivmelding.xml",
        "01-personmappe/arkivmelding.xml",
        "01-personmappe/personmappe.pdf",
        "01-personmappe/personmappe.json",
    }
    tekst = innhold["innhold.html"].decode()
    assert tekst.count("PDF-en til brevet er ikke laget ennå.") == 2
    assert "Brev i pakken" not in tekst


def test_w20_the_folder_as_it_was_has_its_own_journalpost_and_line_in_the_index() -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(en.kari)

    svar = klient.get(adresse(sak))

    innhold = filer(svar)
    rot = ElementTree.fromstring(innhold["01-personmappe/arkivmelding.xml"])
    krev_rekkefolge(rot)
    tittel = f"Personmappen slik den var {norsk.dato(klokke.today())}"
    assert verdi(rot, "antallFiler") == "2"
    assert verdi(rot, "registrering/tittel") == f"{tittel}, sak {sak.nummer}"
    assert verdi(rot, "registrering/offentligTittel") == f"{tittel}, sak *****"
    assert verdi(rot, "registrering/journalposttype/m:kode") == "X"
    assert verdi(rot, "registrering/korrespondansepart/korrespondansepartNavn") == f"{en.kommune.visningsnavn} kommune"
    beskrivelser = rot.findall("registrering/dokumentbeskrivelse", {"": OPPRETT})
    assert [verdi(en_, "tilknyttetRegistreringSom/m:kode") for en_ in beskrivelser] == ["H", "V"]
    for en_ in beskrivelser:
        fil = innhold["01-personmappe/" + verdi(en_, "dokumentobjekt/referanseDokumentfil")]
        assert verdi(en_, "dokumentobjekt/sjekksum") == sha256(fil).hexdigest()
        assert sha256(fil).hexdigest() in innhold["innhold.html"].decode()
    tekst = " ".join(
        side.extract_text() for side in pypdf.PdfReader(io.BytesIO(innhold["01-personmappe/personmappe.pdf"])).pages
    )
    assert tittel in " ".join(tekst.split())
    with pikepdf.open(io.BytesIO(innhold["01-personmappe/personmappe.pdf"])) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
    assert klient.get(adresse(sak)).content == svar.content


def mappen(klient: Any, sak: Sak) -> str:
    return filer(klient.get(adresse(sak)))["01-personmappe/personmappe.json"].decode()


def test_w20_the_packet_holds_what_the_tabs_show_this_reader() -> None:
    """B-001: of the family who the kommune may know of; a note of the kommune's own with its text, another's not."""
    en, (sak, ektefelle) = utsokt(2)
    for kommune, tekst in ((en.kommune, "Vi har funnet bolig."), (None, "IMDis eget.")):
        Notat.objects.create(sak=sak, kommune=kommune, tekst=tekst, skrevet_tid=klokke.now(), skrevet_av=en.kari)

    data = json.loads(mappen(logg_inn(en.kari), sak))

    poster = {
        (post["kilde"], *post["felt"].values())
        for gruppe in data["grupper"]
        for post in gruppe["poster"]
        if post["kilde"] in ("familie", "notater")
    }
    assert (data["sak"], data["med_helse"]) == (sak.nummer, False)
    assert any(ektefelle.person.navn in post for post in poster)
    tekst = json.dumps(data, ensure_ascii=False)
    assert ("Vi har funnet bolig." in tekst, "IMDis eget." in tekst, en.kari.navn in tekst) == (True, False, True)


def test_b094_health_is_in_the_packet_by_its_own_right_and_reason_only() -> None:
    """security.md §3: D4 is not taken out by default."""
    en, (sak,) = utsokt(1)
    Kartlegging.objects.filter(sak=sak).update(helse_samtykke=True, behov_for_helsetjenester="Insulin")
    helse = adresse(sak, "personmappe_arkivpakke_helse")
    uten_rett = logg_inn(en.kari)
    assert [uten_rett.get(helse).status_code, uten_rett.post(helse, {"hvorfor": "bolig"}).status_code] == [403, 403]
    assert helse not in uten_rett.get(adresse(sak, "personmappe_brev")).content.decode()

    tildeling.sett_sensitivt(en.kari, en.kommune, paa=True)
    klient = logg_inn(en.kari)

    assert helse in klient.get(adresse(sak, "personmappe_brev")).content.decode()
    assert "Insulin" not in mappen(klient, sak)
    assert klient.post(helse, {}).status_code == 422
    svar = klient.post(helse, {"hvorfor": "bolig"})
    assert "Insulin" in filer(svar)["01-personmappe/personmappe.json"].decode()
    rad = Innsyn.objects.order_by("-pk")[0]
    assert (rad.handling, rad.del_av, rad.formaal) == (
        "eksport",
        "Arkivpakke med helse",
        "Jeg planlegger en bolig som passer",
    )


def test_w20_a_letter_without_a_pdf_is_named_as_left_out() -> None:
    en, (sak,) = utsokt(1)
    med, uten = Forsendelse.objects.brev().order_by("pk")
    levering.lag_pdf(med)

    innhold = filer(logg_inn(en.kari).get(adresse(sak)))

    tekst = innhold["innhold.html"].decode()
    assert len([navn for navn in innhold if navn.endswith(".pdf")]) == 2
    assert "Brev som ikke er med" in tekst
    assert f"{uten.tittel}, {uten.mottaker_navn}: PDF-en til brevet er ikke laget ennå." in tekst


def test_w20_the_packet_closes_with_the_folder() -> None:
    """B-001, B-042: others get 404; IMDi says why first (decision 19)."""
    en, (sak,) = utsokt(1)
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)
    annen = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())

    assert [logg_inn(hvem).get(adresse(sak)).status_code for hvem in (les, annen)] == [200, 404]
    svar = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES)).get(adresse(sak))
    assert (svar.status_code, svar.url.partition("?")[0]) == (302, adresse(sak, "personmappe_formaal"))


def test_s16_a_protected_persons_packet_is_the_groups() -> None:
    """B-095: with its allow twin; the group says why first."""
    en, (sak,) = utsokt(1)
    leder = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    endre_gradering(bruker=leder, sak=sak, til=Gradering.FORTROLIG, grunn="Politiet har meldt trusler.")
    brev = Forsendelse.objects.brev().order_by("pk")[0]
    utenfor = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)

    for hvem in (en.kari, utenfor):
        klient = logg_inn(hvem)
        assert klient.get(adresse(sak)).status_code == 404
        assert klient.get(reverse("brev_arkivpakke", args=[brev.uuid])).status_code == 404
    gruppen = logg_inn(leder)
    assert gruppen.get(adresse(sak)).status_code == 302
    gruppen.post(adresse(sak, "personmappe_formaal"), {"hvorfor": "oppfolging"})
    assert gruppen.get(adresse(sak)).status_code == 200
    assert Innsyn.objects.filter(del_av="Arkivpakke").get().gradering == "fortrolig"
