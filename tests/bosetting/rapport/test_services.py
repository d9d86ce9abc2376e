"""Real input (issue D): good rows go in, bad ones come back with line and reason, twice changes nothing."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Sum
from django.template.loader import render_to_string

from bosetting.rapport.models import PublisertNasjonalt, PublisertTall
from bosetting.rapport.services import Filresultat, importer_bosettingstall, logg_rapport_hentet
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import IkkeTilgang
from imdinett.tilgang.roller import Rolle
from tests.bosetting.rapport.conftest import NASJONALT, TALL
from tests.factories.imdinett import KommuneFactory, KommunenummerFactory
from tests.hjelp import bruker_med

HODE = (
    "aar,per_dato,kommunenummer,kommunenummer_2024,navn,fylke,anmodet,vedtatt,vedtak_status,bosatt,bosatt_kollektiv,"
    "avtalt,avtalt_kollektiv,em_anmodet,bosatt_em,merknad,kilde"
)


@pytest.fixture
def eigersund(db):
    kommune = KommuneFactory(nummer="1101", navn="Eigersund")
    KommunenummerFactory(kommune=kommune)
    return kommune


def _rad(**felt: object) -> str:
    standard = {
        "aar": 2025, "per_dato": "", "kommunenummer": "1101", "kommunenummer_2024": "1101", "navn": "Eigersund",
        "fylke": "Rogaland", "anmodet": 45, "vedtatt": 40, "vedtak_status": "vedtatt", "bosatt": 22,
        "bosatt_kollektiv": 20, "avtalt": "", "avtalt_kollektiv": "", "em_anmodet": "", "bosatt_em": "", "merknad": "",
        "kilde": "IMDi-2025",
    }  # fmt: skip
    return ",".join(str(verdi) for verdi in (standard | felt).values())


def _fil(*rader: str, hode: str = HODE) -> bytes:
    return "\n".join([hode, *rader, ""]).encode()


def _importer(*rader: str, **valg: object):
    return importer_bosettingstall(bruker=None, tall=_fil(*rader), **valg)


def _avvist(svar) -> list[tuple[int, str]]:
    return [(rad.linje, rad.grunn) for rad in svar.avvist]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("aar", "rader", "anmodet", "vedtatt", "bosatt", "skjult"),
    [
        (2022, 356, 35_000, 35_705, 31_240, 4),
        (2025, 357, 12_640, 15_631, 12_563, 11),
        (2026, 357, 13_000, 10_721, 7_388, 35),
    ],
)
def test_published_rows_are_stored_as_published(publisert, aar, rader, anmodet, vedtatt, bosatt, skjult) -> None:
    tall = PublisertTall.objects.filter(aar=aar)

    assert tall.aggregate(Sum("anmodet"), Sum("vedtatt"), Sum("bosatt")) == {
        "anmodet__sum": anmodet,
        "vedtatt__sum": vedtatt,
        "bosatt__sum": bosatt,
    }
    assert (tall.count(), tall.filter(bosatt_skjult=True, bosatt=None).count()) == (rader, skjult)


@pytest.mark.slow
def test_national_rows_are_stored_as_published(publisert) -> None:
    assert list(PublisertNasjonalt.objects.values_list("aar", "anmodet", "vedtatt", "bosatt")) == [
        (2022, 35_000, 35_705, 31_258),
        (2023, 38_000, 35_499, 22_370),
        (2025, 12_640, 15_631, 12_596),
        (2026, 13_000, 10_726, 7_479),
    ]


@pytest.mark.slow
def test_old_numbers_stay_and_point_at_the_legal_unit(publisert) -> None:
    halden, aalesund = PublisertTall.objects.filter(aar=2022, kommunenummer__in=("3001", "1507")).order_by(
        "-kommunenummer"
    )

    assert (halden.kommune.nummer, halden.kommune.navn, halden.fylke) == ("3101", "Halden", "Viken")
    assert (aalesund.kommune.visningsnavn, aalesund.kommune.er_gyldig) == ("Ålesund (1507, til 2024)", False)


@pytest.mark.slow
def test_second_run_changes_nothing(publisert) -> None:
    for_ = list(PublisertTall.objects.values()), list(PublisertNasjonalt.objects.values()), Hendelse.objects.count()

    svar = importer_bosettingstall(bruker=None, tall=TALL.read_bytes(), nasjonalt=NASJONALT.read_bytes())

    assert (svar.tall, svar.nasjonalt) == (Filresultat(uendret=1070), Filresultat(uendret=4))
    naa = list(PublisertTall.objects.values()), list(PublisertNasjonalt.objects.values()), Hendelse.objects.count()
    assert naa == for_


@pytest.mark.parametrize(
    ("felt", "grunn"),
    [
        ({"kommunenummer": "9999"}, "ingen kommune hadde nummeret 9999 i 2025"),
        ({"kommunenummer": "110"}, "kommunenummer: «110» er ikke et kommunenummer med fire siffer"),
        ({"kommunenummer_2024": "1103"}, "1101 er i dag 1101, ikke 1103"),
        ({"anmodet": "-5"}, "anmodet: tallet -5 er negativt"),
        ({"bosatt": "-1"}, "bosatt: tallet -1 er negativt"),
        ({"vedtatt": "førti"}, "vedtatt: «førti» er ikke et helt tall"),
        ({"vedtatt": "40.0"}, "vedtatt: «40.0» er ikke et helt tall"),
        ({"vedtatt": "４０"}, "vedtatt: «４０» er ikke et helt tall"),
        ({"vedtatt": ":"}, "vedtatt: «:» er ikke et helt tall"),
        ({"anmodet": "1000001"}, "anmodet: tallet 1000001 er for stort"),
        ({"bosatt": 5, "bosatt_kollektiv": 6}, "bosatt_kollektiv: flere enn bosatt"),
        ({"aar": "25"}, "aar: «25» er ikke et årstall"),
        ({"per_dato": "28.09.2026"}, "per_dato: «28.09.2026» er ikke en dato (åååå-mm-dd)"),
        ({"vedtak_status": "kanskje"}, "vedtak_status: «kanskje» er ikke en kjent status"),
        ({"kilde": ""}, "kilde: feltet er tomt"),
        ({"navn": "x" * 61}, "navn: teksten har mer enn 60 tegn"),
        ({"merknad": "x" * 301}, "merknad: teksten kan ikke leses eller er for lang"),
        ({"merknad": "a\x00b"}, "merknad: teksten kan ikke leses eller er for lang"),
        ({"merknad": "for,mange"}, "raden har 18 celler, overskriften har 17"),
        ({"merknad": '"åpen'}, "raden kan ikke leses som CSV"),
    ],
)
def test_bad_row_is_refused_and_the_good_goes_in(eigersund, felt, grunn) -> None:
    svar = _importer(_rad(aar=2026), _rad(**felt))

    assert _avvist(svar) == [(3, grunn)]
    assert list(PublisertTall.objects.values_list("aar", "anmodet", "vedtatt", "bosatt")) == [(2026, 45, 40, 22)]


def test_duplicate_row_is_refused_and_the_first_goes_in(eigersund) -> None:
    svar = _importer(_rad(anmodet=1), _rad(anmodet=2))

    assert _avvist(svar) == [(3, "raden står også i linje 2")]
    assert PublisertTall.objects.get().anmodet == 1


def test_row_in_another_encoding_is_refused_and_the_rest_goes_in(eigersund) -> None:
    tall = _fil(_rad(aar=2026)) + _rad(navn="Eigersund kommune i År").encode("iso-8859-1") + b"\n"

    svar = importer_bosettingstall(bruker=None, tall=tall)

    assert _avvist(svar) == [(3, "navn: teksten er ikke UTF-8")]
    assert PublisertTall.objects.count() == 1


def test_missing_column_refuses_the_file(eigersund) -> None:
    svar = importer_bosettingstall(bruker=None, tall=_fil("2025", hode="aar"))

    [(linje, grunn)] = _avvist(svar)
    assert linje == 1
    assert grunn.startswith("kolonnen «per_dato», «kommunenummer»")
    assert PublisertTall.objects.count() == 0


@pytest.mark.parametrize("innhold", [b"", b"%PDF-1.7", b"\x00\x01\x02", b"\xff\xfe"])
def test_file_that_is_no_table_is_refused(eigersund, innhold) -> None:
    svar = importer_bosettingstall(bruker=None, tall=innhold)

    assert (svar.inn, len(svar.avvist)) == (0, 1)


def test_byte_order_mark_semicolon_and_blank_lines_are_read(eigersund) -> None:
    tall = "\ufeff" + _fil(_rad(), "").decode().replace(",", ";").replace("\n", "\r\n")

    assert importer_bosettingstall(bruker=None, tall=tall.encode()).tall == Filresultat(nye=1)


def test_empty_is_unknown_and_colon_is_withheld(eigersund) -> None:
    """B-021: neither is 0."""
    _importer(
        _rad(vedtatt="", vedtak_status="avventer_vedtak", bosatt=":", bosatt_kollektiv=":"),
        _rad(aar=2026, bosatt=0, bosatt_kollektiv=0),
    )

    assert list(PublisertTall.objects.order_by("aar").values_list("vedtatt", "bosatt", "bosatt_skjult", "avtalt")) == [
        (None, None, True, None),
        (40, 0, False, None),
    ]


def test_changed_row_is_changed(eigersund) -> None:
    _importer(_rad())

    svar = _importer(_rad(bosatt=23), _rad(aar=2026))

    assert svar.tall == Filresultat(nye=1, endret=1)
    assert list(PublisertTall.objects.values_list("aar", "bosatt")) == [(2025, 23), (2026, 22)]


def test_dry_run_writes_nothing(eigersund) -> None:
    _importer(_rad())
    hendelser = Hendelse.objects.count()

    svar = _importer(_rad(bosatt=23), _rad(aar=2026), _rad(aar=2026), prove=True)

    assert svar.tall == Filresultat(nye=1, endret=1, avvist=svar.tall.avvist)
    assert _avvist(svar) == [(4, "raden står også i linje 3")]
    assert list(PublisertTall.objects.values_list("aar", "bosatt")) == [(2025, 22)]
    assert Hendelse.objects.count() == hendelser


def test_import_is_an_event(eigersund) -> None:
    bruker = bruker_med(Rolle.IMDI_ANMODNING)

    importer_bosettingstall(bruker=bruker, tall=_fil(_rad(), _rad(anmodet="x")))

    hendelse = Hendelse.objects.get(type="tall_importert")
    assert (hendelse.bruker, hendelse.kommune, hendelse.gjelder_navn) == (bruker, None, "2025")
    assert hendelse.data == {"aar": [2025], "inn": 1, "uendret": 0, "avvist": 1}
    assert render_to_string("imdinett/hendelse/tall_importert.txt", hendelse.data) == (
        "Publiserte tall for 2025 ble lastet inn. Nye eller endrede rader: 1, uendret: 0, avvist: 1."
    )


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_ADMINISTRATOR])
def test_other_roles_cannot_import(eigersund, rolle) -> None:
    with pytest.raises(IkkeTilgang):
        importer_bosettingstall(bruker=bruker_med(rolle), tall=_fil(_rad()))

    assert PublisertTall.objects.count() == 0


def test_kommune_user_cannot_import(eigersund) -> None:
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=eigersund)

    with pytest.raises(IkkeTilgang):
        importer_bosettingstall(bruker=bruker, tall=_fil(_rad()))


@pytest.mark.slow
def test_command_loads_both_files_and_says_so(landet, capsys) -> None:
    call_command("importer_bosettingstall", str(TALL), nasjonalt=NASJONALT)

    assert capsys.readouterr().out == (
        "bosettingstall.csv: 1070 nye, 0 endret, 0 uendret, 0 avvist.\n"
        "bosettingstall_nasjonalt.csv: 4 nye, 0 endret, 0 uendret, 0 avvist.\n"
    )


def test_command_lists_bad_rows(eigersund, tmp_path, capsys) -> None:
    fil = tmp_path / "tall.csv"
    fil.write_bytes(_fil(_rad(), _rad(aar=2026, anmodet="x")))

    call_command("importer_bosettingstall", str(fil))

    assert capsys.readouterr().out == (
        "tall.csv: 1 nye, 0 endret, 0 uendret, 1 avvist.\n  Linje 3: anmodet: «x» er ikke et helt tall\n"
    )


def test_command_says_when_the_file_is_not_there(db, tmp_path) -> None:
    with pytest.raises(CommandError, match="kan ikke leses"):
        call_command("importer_bosettingstall", str(tmp_path / "ingen.csv"))


def test_report_taken_out_is_an_event_of_the_kommune(eigersund) -> None:
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=eigersund)

    logg_rapport_hentet(
        bruker=bruker,
        kommune=eigersund,
        rapport="anmodning_vedtak",
        filter="2025, hele landet",
        format="xlsx",
        rader=357,
    )

    hendelse = Hendelse.objects.get(type="rapport_hentet")
    assert (hendelse.bruker, hendelse.kommune) == (bruker, eigersund)
    assert render_to_string("imdinett/hendelse/rapport_hentet.txt", hendelse.data) == (
        "Rapporten anmodning_vedtak ble hentet som XLSX (2025, hele landet). Antall rader: 357."
    )
