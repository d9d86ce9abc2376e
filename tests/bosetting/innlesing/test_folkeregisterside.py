"""IMDi's page for files, with what a page of Folkeregisteret's feed adds; and whom its refused rows may tell of."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bosetting.folkeregister.models import Folkeregisterpeker
from bosetting.innlesing.models import Datoimport, Importrad
from bosetting.person.models import Person
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.web import oppgaver
from tests.bosetting.innlesing.hjelp import ANNET_FNR, FNR, FREGHODE, bosted, freg, les_freg, les_udi, med_nummer
from tests.factories.bosetting import SakFactory, SkjermingsmedlemFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db

FLYTTET = "endringIBostedsadresse"


def kjoring(en: Datoimport) -> str:
    return reverse("imdi_datoimport", args=[en.pk])


def avviste(bruker: Bruker) -> list[str]:
    return [rad.gjelder for rad in oppgaver.for_bruker(bruker, None) if str(rad.tekst) == "Behandle avviste rader"]


def test_the_page_names_the_formats_it_reads_and_takes_a_jsonl_file(imdi: Bruker) -> None:
    klient = logg_inn(imdi)
    med_nummer(SakFactory())
    fil = SimpleUploadedFile("hendelser.jsonl", f"{FREGHODE}\n{freg(1204, 'personErBosatt')}".encode())

    svar = klient.post(reverse("imdi_datoimporter"), {"fil": fil})

    assert svar.headers["Location"] == kjoring(Datoimport.objects.get())
    html = klient.get(reverse("imdi_datoimporter")).content.decode()
    for slag in ("mottak-bosettingsdato", "mottak-flytting", "udi-tillatelse", "udi-identitet", "udi-overforing"):
        assert f"imdinett;{slag};2026-11-2" in html
    assert FREGHODE in html
    assert "Folkeregisteret er lest til og med sekvensnummer 1 204" in html.replace("\u00a0", " ")
    assert "over 36 måneder" not in html


def test_a_pointer_that_is_too_old_is_a_clear_message(imdi: Bruker) -> None:
    Folkeregisterpeker.objects.create(pk=1, sekvensnummer=7, lest_tid=klokke.now().replace(year=2020))

    html = logg_inn(imdi).get(reverse("imdi_datoimporter")).content.decode()

    assert "Folkeregisteret må leses på nytt" in html


def test_what_was_not_for_us_is_counted_and_shown(imdi: Bruker) -> None:
    les_freg(imdi, freg(3, "personErBosatt", nummer=ANNET_FNR))

    en = les_freg(imdi, freg(9, "personErInaktiv"), freg(10, "personErBosatt", nummer=ANNET_FNR))

    html = logg_inn(imdi).get(kjoring(en)).content.decode()
    assert ("personErInaktiv: 1" in html, "1 hendelse gjaldt andre" in html) == (True, True)
    assert "Mellom det som var lest fra før og sekvensnummer 10 mangler 5 sekvensnumre." in html


def test_a_refused_row_names_the_case_never_the_number_and_the_look_is_logged(imdi: Bruker) -> None:
    sak = med_nummer(SakFactory())
    en = les_freg(imdi, freg(1, FLYTTET, bosted("0000")))

    html = logg_inn(imdi).get(kjoring(en)).content.decode()

    assert ("Kommunenummeret 0000 finnes ikke." in html, sak.nummer in html) == (True, True)
    assert (FNR in html, "Prøveveien" in html) == (False, False)
    assert list(Innsyn.objects.values_list("person_ider", flat=True)) == [[sak.person_id]]


@pytest.mark.parametrize("slag", ["folkeregister", "udi"])
def test_b095_a_row_about_a_person_who_is_protected_later_is_there_for_the_group_only(imdi: Bruker, slag: str) -> None:
    sak = med_nummer(SakFactory())
    duf = sak.person.duf_nummer
    if slag == "udi":
        en = les_udi(imdi, f"{duf};flyttet;;2026-11-01;2026-01-05T09:00")
    else:
        en = les_freg(imdi, freg(1, FLYTTET, bosted("0000")))
    medlem = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    assert len(avviste(imdi)) == 1
    SkjermingsmedlemFactory(person=sak.person, bruker=medlem)
    Person.objects.filter(pk=sak.person_id).update(gradering="fortrolig")

    ute, inne = (logg_inn(hvem).get(kjoring(en)).content.decode() for hvem in (imdi, medlem))

    grunn = en.avviste.get().grunn.split(":")[0]
    assert (grunn in ute, grunn in inne, len(avviste(imdi)), len(avviste(medlem))) == (False, True, 0, 1)
    assert (duf in ute.replace(" ", ""), sak.nummer in ute) == (False, False)
    behandlet = reverse("imdi_importrad_behandlet", args=[Importrad.objects.get().pk])
    assert [logg_inn(hvem).post(behandlet).status_code for hvem in (imdi, medlem)] == [404, 302]
