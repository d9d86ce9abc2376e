"""UDI's persons: new ones are registered, known ones corrected, and overføringsflyktninger (B-065)."""

from dataclasses import replace
from datetime import date

import pytest

from bosetting.innlesing.states import Udihendelse as U
from bosetting.person import services as person
from bosetting.person.models import Person, Sak
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.kjerne.nummer import duf_med_kontroll, vis_duf
from imdinett.kommune.models import Enhet
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.bosatt.hjelp import dager_siden, utsokt
from tests.bosetting.fordeling.hjelp import scene
from tests.bosetting.innlesing.hjelp import IDHODE, OVHODE, avvist, idrad, les_csv, les_udi, ovrad, tall, udirad
from tests.factories.bosetting import PersonFactory, SakFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db

A, B, C = (duf_med_kontroll(2099, 700_000 + nr) for nr in range(3))


def en(duf: str) -> Sak:
    return Sak.objects.select_related("person", "mottak").get(person__duf_nummer=duf)


# ---- new persons
def test_a_new_person_is_registered_as_if_typed_and_can_get_a_permit(imdi: Bruker) -> None:
    mottak = Enhet.objects.create(navn="Prøve mottak", type=Enhet.Type.MOTTAK)

    kjoring = les_csv(imdi, IDHODE, idrad(A, mottak="prøve mottak"))

    sak = en(A)
    assert tall(kjoring) == (1, 0, 0)
    assert (sak.tilstand, sak.kategori, sak.mottak, sak.person.navn) == (
        "registrert",
        "mottak",
        mottak,
        "Olena Eksempel",
    )
    assert (sak.person.fodselsdato, sak.person.statsborgerskap) == (date(1989, 3, 12), "Ukraina")
    assert list(Hendelse.objects.filter(gjelder_type="sak").values_list("type", flat=True)) == ["person_registrert"]
    assert tall(les_udi(imdi, udirad(sak, U.TILLATELSE, dager_siden(3), "flyktning"))) == (1, 0, 0)


def test_b032_those_who_name_the_same_person_are_one_household(imdi: Bruker) -> None:
    les_csv(imdi, IDHODE, idrad(B, familie=A), idrad(A, familie=A), idrad(C))

    les_csv(imdi, IDHODE, idrad(duf_med_kontroll(2099, 700_009), familie=A))

    assert en(A).husstand.saker.count() == 3
    assert en(C).husstand.saker.count() == 1


def test_b073_a_child_alone_comes_with_a_representant(imdi: Bruker) -> None:
    les_csv(imdi, IDHODE, idrad(A, fodselsdato="2012-03-12", representant="Vera Verge"))

    assert (en(A).er_em, en(A).person.representant_navn) == (True, "Vera Verge")


def test_bad_rows_are_kept_and_stop_nothing_else_but_those_who_belong_to_them(imdi: Bruker) -> None:
    feil_siffer = A[:-2] + ("00" if A[-2:] != "00" else "01")

    kjoring = les_csv(
        imdi,
        IDHODE,
        idrad("12345"),
        idrad(A, fornavn="", familie=A),
        idrad(B, familie=A),
        idrad(C, familie=duf_med_kontroll(2099, 777_777)),
        idrad(C, familie="77"),
        idrad(C, fodselsdato="2099-01-01"),
        idrad(C, fodselsdato="12.13.1990"),
        idrad(C, kjonn="x"),
        idrad(C, kategori="overforingsflyktning"),
        idrad(C, mottak="Ukjent mottak"),
        idrad(C, representant="Vera Verge"),
        idrad(C, meldt="2099-01-05T09:00"),
        idrad(C, etternavn="x" * 101),
        idrad(C).rsplit(";", 1)[0],
        idrad(C, etternavn="Ås").encode("latin-1"),
        idrad(feil_siffer),
        idrad(duf_med_kontroll(2099, 700_009)),
    )

    assert avvist(kjoring) == [
        (3, "DUF-nummeret har ikke 12 siffer som begynner med et årstall."),
        (4, "Fornavn mangler."),
        (5, "Personen i «familie» er verken her eller på en gyldig rad i filen."),
        (6, "Personen i «familie» er verken her eller på en gyldig rad i filen."),
        (7, "Familie må være DUF-nummeret til en i husstanden, eller tom."),
        (8, "Fødselsdato kan ikke være fram i tid."),
        (9, "Fødselsdato må være en dato, for eksempel 1989-03-12."),
        (10, "«x» er ukjent. Vi kan lese: kvinne, mann, annet."),
        (11, "«overforingsflyktning» er ukjent. Vi kan lese: amot, mottak, privatboende."),
        (12, "Vi har ikke noe mottak som heter «Ukjent mottak»."),
        (13, "En enslig mindreårig må være under 18 år."),
        (14, "Meldt tidspunkt er fram i tid."),
        (15, "Etternavn kan ha høyst 100 tegn."),
        (16, "Linjen må ha 11 felt, hvert på høyst 200 tegn."),
        (17, "Linjen er ikke lagret som UTF-8."),
        (
            18,
            "Kontrollsifrene i DUF-nummeret stemmer ikke. Rett nummeret, eller skriv hvorfor det likevel er riktig.",
        ),
    ]
    assert list(Person.objects.values_list("duf_nummer", flat=True)) == [duf_med_kontroll(2099, 700_009)]


# ---- corrections
def test_a_known_person_is_corrected_and_the_log_has_no_values(imdi: Bruker) -> None:
    sak = SakFactory(klar=True)
    duf = sak.person.duf_nummer

    kjoring = les_csv(imdi, IDHODE, idrad(duf, etternavn="Rettet", kategori="privatboende", familie=A))

    sak = en(duf)
    assert tall(kjoring) == (1, 0, 0)
    assert (sak.person.etternavn, sak.kategori, sak.tilstand) == ("Rettet", "mottak", "bosettingsklar")
    hendelse = Hendelse.objects.get(type="person_endret")
    assert hendelse.data == {"felt": ["etternavn", "fornavn", "statsborgerskap"], "duf_overstyring": ""}


def test_what_is_out_in_letters_stays_as_it_was() -> None:
    ett, (sak,) = utsokt(1)
    for_ = list(Forsendelse.objects.order_by("pk").values_list("pk", "innhold"))

    les_csv(ett.imdi, IDHODE, idrad(sak.person.duf_nummer, etternavn="Rettet"))

    assert en(sak.person.duf_nummer).person.etternavn == "Rettet"
    assert list(Forsendelse.objects.order_by("pk").values_list("pk", "innhold")) == for_


def test_the_same_row_once_more_changes_nothing_also_after_a_correction_by_hand(imdi: Bruker) -> None:
    rad = idrad(A)
    assert tall(les_csv(imdi, IDHODE, rad, rad)) == (1, 1, 0)
    sak = en(A)
    rettet = replace(person.som_registrert(sak), fornavn="Iryna")
    person.endre_person(bruker=imdi, sak=sak, versjon=sak.versjon, ny=rettet)

    assert tall(les_csv(imdi, IDHODE, rad)) == (0, 1, 0)

    assert en(A).person.fornavn == "Iryna"
    assert Hendelse.objects.filter(type="person_registrert").count() == 1


def test_what_is_the_same_already_is_known(imdi: Bruker) -> None:
    ny = PersonFactory(fornavn="Olena", etternavn="Eksempel", statsborgerskap="Ukraina")
    sak = SakFactory(person=ny)

    assert tall(les_csv(imdi, IDHODE, idrad(ny.duf_nummer))) == (0, 1, 0)
    sak.refresh_from_db()
    assert sak.versjon == 1


def test_b095_a_protected_person_is_neither_corrected_nor_told_of(imdi: Bruker) -> None:
    duf = SakFactory(person__gradering="fortrolig").person.duf_nummer

    kjoring = les_csv(imdi, IDHODE, idrad(duf), idrad(A, familie=duf))

    grunn = f"DUF-nummer {vis_duf(duf)} kan ikke registreres. Søk etter personen, eller kontroller nummeret."
    assert (tall(kjoring), avvist(kjoring)) == ((1, 0, 1), [(3, grunn)])
    assert en(A).husstand.saker.count() == 1
    assert Person.objects.get(duf_nummer=duf).etternavn == "Eksempel"
    assert Hendelse.objects.filter(type="person_endret").count() == 0


# ---- overføringsflyktninger
def test_b065_who_is_selected_abroad_is_registered_with_the_days_between_which_they_can_come(imdi: Bruker) -> None:
    kjoring = les_csv(imdi, OVHODE, ovrad(A, familie=A), ovrad(B, familie=A, tidligst=""))

    assert tall(kjoring) == (2, 0, 0)
    assert {(s.kategori, s.tidligst_ankomst, s.innreisefrist) for s in en(A).husstand.saker.all()} == {
        ("overforingsflyktning", date(2098, 2, 1), date(2099, 3, 31)),
        ("overforingsflyktning", None, date(2099, 3, 31)),
    }


def test_new_days_of_a_known_household_are_stored_and_an_old_row_does_not_bring_the_old_ones_back(imdi: Bruker) -> None:
    les_csv(imdi, OVHODE, ovrad(A))

    assert tall(les_csv(imdi, OVHODE, ovrad(A, frist="2099-06-30"))) == (1, 0, 0)
    assert tall(les_csv(imdi, OVHODE, ovrad(A))) == (0, 1, 0)

    assert en(A).innreisefrist == date(2099, 6, 30)


def test_days_that_cannot_be_are_refused(imdi: Bruker) -> None:
    annen = SakFactory().person.duf_nummer

    kjoring = les_csv(
        imdi,
        OVHODE,
        ovrad(A, frist="2026-01-01"),
        ovrad(A, frist=""),
        ovrad(A, tidligst="snart"),
        ovrad(A, tidligst="2099-04-01"),
        ovrad(annen),
        ovrad(A, etternavn="Ås").encode("latin-1"),
    )

    assert [grunn for _linje, grunn in avvist(kjoring)] == [
        "Innreisefristen er gått ut.",
        "Innreisefrist må være en dato, for eksempel 2027-03-31.",
        "Tidligst mulig ankomst må være en dato, eller tom.",
        "Innreisefrist kan ikke være før tidligst mulig ankomst.",
        f"Sak {en(annen)} er ikke en overføringsflyktning.",
        "Linjen er ikke lagret som UTF-8.",
    ]


@pytest.mark.parametrize("hode", [IDHODE, OVHODE], ids=["identitet", "overforing"])
def test_only_imdis_bosettere_read_them_in_and_only_known_formats(imdi: Bruker, hode: str) -> None:
    with pytest.raises(IkkeTilgang):
        les_csv(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=scene().kommune), hode, "x")
    for fra, til in (("2026-11-29", "2027-01-01"), ("fornavn;etternavn", "etternavn;fornavn")):
        with pytest.raises(Domenefeil):
            les_csv(imdi, hode.replace(fra, til), "x")
