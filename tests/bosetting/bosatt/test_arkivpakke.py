"""W-20: the letters of a case for the kommune's archive, through the folder and nothing else."""

import io
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.urls import reverse

from bosetting.person.models import Sak
from bosetting.person.services import endre_gradering
from bosetting.person.states import Gradering
from imdinett.brev import levering
from imdinett.brev.arkivmelding import KATALOG, OPPRETT
from imdinett.hendelse.models import Innsyn
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
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
    assert (len(pdfer), len(meldinger)) == (2, 3)
    for navn, rot in meldinger.items():
        assert krev_rekkefolge(rot) > 8
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
    lag_pdfer()

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


def test_w20_the_button_comes_with_the_first_pdf() -> None:
    en, (sak,) = utsokt(1)
    klient = logg_inn(en.kari)

    uten = klient.get(adresse(sak, "personmappe_brev")).content.decode()
    svar = klient.get(adresse(sak))
    lag_pdfer()
    med = klient.get(adresse(sak, "personmappe_brev")).content.decode()

    assert (adresse(sak) in uten, adresse(sak) in med) == (False, True)
    assert "Arkivpakken kan lastes ned når brevene er laget." in uten
    assert svar.status_code == 409
    assert "Saken har ingen brev som kan arkiveres ennå." in svar.content.decode()


def test_w20_a_letter_without_a_pdf_is_named_as_left_out() -> None:
    en, (sak,) = utsokt(1)
    med, uten = Forsendelse.objects.brev().order_by("pk")
    levering.lag_pdf(med)

    innhold = filer(logg_inn(en.kari).get(adresse(sak)))

    tekst = innhold["innhold.html"].decode()
    assert len([navn for navn in innhold if navn.endswith(".pdf")]) == 1
    assert "Brev som ikke er med" in tekst
    assert f"{uten.tittel}, {uten.mottaker_navn}: PDF-en til brevet er ikke laget ennå." in tekst


def test_w20_the_packet_closes_with_the_folder() -> None:
    """B-001, B-042: others get 404; IMDi says why first (decision 19)."""
    en, (sak,) = utsokt(1)
    lag_pdfer()
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)
    annen = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())

    assert [logg_inn(hvem).get(adresse(sak)).status_code for hvem in (les, annen)] == [200, 404]
    svar = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES)).get(adresse(sak))
    assert (svar.status_code, svar.url.partition("?")[0]) == (302, adresse(sak, "personmappe_formaal"))


def test_s16_a_protected_persons_packet_is_the_groups() -> None:
    """B-095: with its allow twin; the group says why first."""
    en, (sak,) = utsokt(1)
    lag_pdfer()
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
