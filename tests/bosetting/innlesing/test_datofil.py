"""Mottak's file: good rows go in, bad rows stay with line and reason, the same row twice changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bosetting.bosatt.models import Bosetting
from bosetting.innlesing import datofil, services
from bosetting.innlesing.datofil import KOLONNER
from bosetting.innlesing.models import Datoimport, Importrad
from bosetting.innlesing.states import VERSJONER, Filslag
from bosetting.person.models import Avvik, Person, Sak
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.kjerne.radfil import MAKS_RADER, apne
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import HODE, dager_siden, fil, i_dag, rad, utsokt
from tests.bosetting.fordeling.hjelp import tilstander
from tests.bosetting.innlesing.hjelp import avvist, les_fil, tall
from tests.bosetting.vedtak.hjelp import med_ja
from tests.factories.bosetting import SakFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def les_inn(en, *linjer: str) -> Datoimport:
    return les_fil(bruker=en.imdi, fil=fil(*linjer))


def test_good_rows_go_in() -> None:
    en, (a, b) = utsokt(2, kategori="mottak")

    kjoring = les_inn(en, rad(a, i_dag()), rad(b, dager_siden(2)))

    assert tall(kjoring) == (2, 0, 0)
    assert dict(Sak.objects.values_list("pk", "bosettingsdato")) == {a.pk: i_dag(), b.pk: dager_siden(2)}
    assert set(Bosetting.objects.values_list("kilde", "registrert_av")) == {("mottak", en.imdi.pk)}
    assert (kjoring.filnavn, kjoring.kjort_av, len(kjoring.sha256)) == ("datoer.csv", en.imdi, 64)


def test_the_same_file_twice_changes_nothing() -> None:
    en, (a, b) = utsokt(2, kategori="mottak")
    linjer = [rad(a, i_dag()), rad(b, i_dag())]
    les_inn(en, *linjer)
    for_ = list(Bosetting.objects.values())

    kjoring = les_inn(en, *linjer)

    assert tall(kjoring) == (0, 2, 0)
    assert list(Bosetting.objects.values()) == for_
    assert Hendelse.objects.filter(type="bosettingsdato_registrert").count() == 2


def test_the_same_row_twice_in_a_file_goes_in_once() -> None:
    en, (sak,) = utsokt(1, kategori="mottak")

    kjoring = les_inn(en, rad(sak, i_dag()), rad(sak, i_dag()))

    assert tall(kjoring) == (1, 1, 0)
    assert Bosetting.objects.count() == 1


def test_two_dates_for_one_person_the_second_is_refused() -> None:
    en, (sak,) = utsokt(1, kategori="mottak")

    kjoring = les_inn(en, rad(sak, i_dag()), rad(sak, dager_siden(1)))

    assert tall(kjoring) == (1, 0, 1)
    assert avvist(kjoring) == [(3, "Samme DUF-nummer står på linje 2 med en annen dato.")]
    assert Bosetting.objects.get().bosettingsdato == i_dag()


def test_bad_rows_are_kept_and_the_rest_goes_in() -> None:
    en, (god, for_tidlig, fram_i_tid) = utsokt(1, 1, 1, kategori="mottak")
    _annen, (privat,) = utsokt(1, kategori="privatboende")
    akseptert = med_ja(1).linjer[0].sak
    klar = SakFactory(klar=True)

    kjoring = les_inn(
        en,
        rad(god, i_dag()),
        rad(for_tidlig, dager_siden(11)),
        rad(fram_i_tid, dager_siden(-1)),
        rad(privat, i_dag()),
        rad(akseptert, i_dag()),
        rad(klar, i_dag()),
        "209999999903;2026-11-01;Prøve mottak;2026-01-05T09:00",
        "12345;2026-11-01;Prøve mottak;2026-01-05T09:00",
        "189900000103;2026-11-01;Prøve mottak;2026-01-05T09:00",
        f"{god.person.duf_nummer};i går;Prøve mottak;2026-01-05T09:00",
        f"{god.person.duf_nummer};2026-02-31;Prøve mottak;2026-01-05T09:00",
        f"{god.person.duf_nummer};2026-11-01;;2026-01-05T09:00",
        f"{god.person.duf_nummer};2026-11-01;Prøve mottak;nylig",
        f"{god.person.duf_nummer};2026-11-01;Prøve mottak;2099-01-05T09:00",
        f"{god.person.duf_nummer};2026-11-01",
        f"{god.person.duf_nummer};{'9' * 300};Prøve mottak;2026-01-05T09:00",
        "",
        "   ",
    )

    utsokt_tekst = f"{for_tidlig.utsokingsdato:%d.%m.%Y}"
    assert avvist(kjoring) == [
        (3, f"Bosettingsdato kan ikke være før utsøkingsdatoen, {utsokt_tekst}."),
        (4, "Bosettingsdato kan ikke være fram i tid."),
        (5, "Kommunen registrerer bosettingsdato for «Privatboende»."),
        (6, f"Sak {akseptert} er «Akseptert». Bosettingsdato kan bare registreres når saken er søkt ut."),
        (7, f"Sak {klar} er «Bosettingsklar». Bosettingsdato kan bare registreres når saken er søkt ut."),
        (8, "Ingen person er registrert med DUF-nummeret."),
        (9, "DUF-nummeret har ikke 12 siffer som begynner med et årstall."),
        (10, "DUF-nummeret har ikke 12 siffer som begynner med et årstall."),
        (11, "Bosettingsdato må være en dato, for eksempel 2026-11-23."),
        (12, "Bosettingsdato må være en dato, for eksempel 2026-11-23."),
        (13, "Mottak mangler."),
        (14, "Meldt tidspunkt må være dato og klokkeslett, for eksempel 2026-11-23T09:30."),
        (15, "Meldt tidspunkt er fram i tid."),
        (16, "Linjen må ha 4 felt, hvert på høyst 200 tegn."),
        (17, "Linjen må ha 4 felt, hvert på høyst 200 tegn."),
    ]
    assert tall(kjoring) == (1, 0, 15)
    assert tilstander(en) == ["bosatt", "sokt_ut", "sokt_ut"]


def test_b095_who_is_hidden_is_as_unknown_as_who_is_not_here() -> None:
    """The reason on a refused row would tell those outside the group that the person is here, and in which state."""
    en, (utsokt_sak, bosatt_sak) = utsokt(2, kategori="mottak")
    les_inn(en, rad(bosatt_sak, i_dag()))
    Person.objects.update(gradering="fortrolig")

    kjoring = les_inn(en, rad(utsokt_sak, i_dag()), rad(bosatt_sak, i_dag()), rad(bosatt_sak, dager_siden(1)))

    ukjent = "Ingen person er registrert med DUF-nummeret."
    assert tall(kjoring) == (0, 0, 3)
    assert avvist(kjoring)[:2] == [(2, ukjent), (3, ukjent)]
    assert "Sak" not in avvist(kjoring)[2][1]
    assert tilstander(en) == ["sokt_ut", "bosatt"]


def test_a_row_in_the_wrong_encoding_is_refused_alone() -> None:
    en, (a, b) = utsokt(2, kategori="mottak")
    data = f"{HODE}\n{rad(a, i_dag())}\n".encode() + f"{rad(b, i_dag())}\n".encode("latin-1")

    kjoring = les_fil(bruker=en.imdi, fil=SimpleUploadedFile("datoer.csv", data))

    assert tall(kjoring) == (1, 0, 1)
    assert avvist(kjoring) == [(3, "Linjen er ikke lagret som UTF-8.")]


@pytest.mark.parametrize("koding", ["utf-8", "utf-8-sig"])
def test_utf8_with_and_without_bom(koding: str) -> None:
    en, (sak,) = utsokt(1, kategori="mottak")

    kjoring = les_fil(bruker=en.imdi, fil=fil(rad(sak, i_dag()), koding=koding))

    assert tall(kjoring) == (1, 0, 0)


def test_numbers_and_dates_as_people_write_them() -> None:
    en, (sak,) = utsokt(1, kategori="mottak")
    duf = sak.person.duf_nummer
    linje = f'"{duf[:4]} {duf[4:10]} {duf[10:]}";{i_dag().day}.{i_dag().month}.{i_dag().year};"Mottak; øst";2026-01-05'

    kjoring = les_inn(en, linje)

    assert tall(kjoring) == (1, 0, 0)


@pytest.mark.parametrize(
    ("data", "kode"),
    [
        (b"", "tom_fil"),
        (b"\n \n", "tom_fil"),
        (b"\xef\xbb\xbf", "tom_fil"),
        (b"navn;dato\nx;y\n", "feil_overskrift"),
        (";".join(KOLONNER).encode("utf-16"), "feil_overskrift"),
        (b"%PDF-1.7\n", "feil_overskrift"),
        (rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", "feil_overskrift"),
        (HODE.encode() + b"\nx" * (MAKS_RADER + 1), "for_mange_rader"),
    ],
    ids=["0 byte", "blank", "bare bom", "feil felt", "utf-16", "pdf", "eicar", "for lang"],
)
def test_what_is_no_such_file_is_refused_whole(data: bytes, kode: str) -> None:
    with pytest.raises(Domenefeil) as feil:
        datofil.les(apne(data, VERSJONER, uten_hode=Filslag.MOTTAK))

    assert (feil.value.kode, feil.value.felt) == (kode, "fil")


def test_a_very_long_line_and_a_null_are_one_refused_row_each() -> None:
    data = f"{HODE}\n{'9' * 3000}\n2099\x00;a;b;c\n".encode()
    innhold = datofil.les(apne(data, VERSJONER, uten_hode=Filslag.MOTTAK))

    assert [rad.linje for rad in innhold.avviste] == [2, 3]
    assert innhold.rader == []


def test_a_known_person_with_another_date_is_refused() -> None:
    en, (sak,) = utsokt(1, kategori="mottak")
    les_inn(en, rad(sak, i_dag()))

    kjoring = les_inn(en, rad(sak, dager_siden(1)))

    assert avvist(kjoring) == [(2, "Personen er alt bosatt med en annen dato. IMDi må rette datoen.")]
    assert Bosetting.objects.get().bosettingsdato == i_dag()


def test_b048_an_avvik_does_not_stop_mottaks_date() -> None:
    en, (sak,) = utsokt(1, kategori="mottak")
    Avvik.objects.create(sak=sak, kommune=en.kommune, beskrivelse="Feil.", aapnet_tid=klokke.now(), aapnet_av=en.imdi)

    assert tall(les_inn(en, rad(sak, i_dag()))) == (1, 0, 0)


@pytest.mark.parametrize(
    "rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.IMDI_BOSETTER_LES, Rolle.IMDI_ANMODNING, Rolle.IMDI_ADMINISTRATOR]
)
def test_only_imdis_bosettere_read_a_file_in(rolle: Rolle) -> None:
    en, (sak,) = utsokt(1, kategori="mottak")
    bruker = bruker_med(rolle, kommune=en.kommune)

    with pytest.raises(IkkeTilgang):
        les_fil(bruker=bruker, fil=fil(rad(sak, i_dag())))

    assert tilstander(en) == ["sokt_ut"]


def test_a_refused_row_is_dealt_with_once() -> None:
    en, _saker = utsokt(1)
    kjoring = les_inn(en, "209999999903;2026-11-01;Prøve mottak;2026-01-05T09:00")
    rad_id = kjoring.avviste.get().pk

    forst = services.marker_rad_behandlet(bruker=en.imdi, rad_id=rad_id)
    igjen = services.marker_rad_behandlet(bruker=bruker_med(Rolle.IMDI_BOSETTER_SKRIV), rad_id=rad_id)

    assert (igjen.behandlet_tid, igjen.behandlet_av) == (forst.behandlet_tid, en.imdi)
    assert Importrad.objects.ubehandlet().count() == 0
    assert Hendelse.objects.filter(type="importrad_behandlet").count() == 1


def test_the_number_of_queries_does_not_follow_the_number_of_rows(django_assert_max_num_queries) -> None:
    en, (a,) = utsokt(1, kategori="mottak")
    _to, (b, c, d) = utsokt(3, kategori="mottak")

    with django_assert_max_num_queries(30) as spurt:
        les_inn(en, rad(a, i_dag()))
    with django_assert_max_num_queries(len(spurt)):
        les_inn(en, rad(b, i_dag()), rad(c, i_dag()), rad(d, i_dag()))
