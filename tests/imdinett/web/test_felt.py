from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from imdinett.web import felt


@pytest.mark.parametrize(
    "skrevet",
    ["23.11.2026", "23.11.26", "231126", "23112026", "2026-11-23", " 23.11.2026. ", "23/11/2026", "23 11 2026"],
)
def test_date_is_read_as_people_write_it(skrevet):
    assert felt.Datofelt().clean(skrevet) == date(2026, 11, 23)


@pytest.mark.parametrize("skrevet", ["31.02.2026", "i dag", "11.2026", "23.13.2026"])
def test_date_that_is_none_is_refused(skrevet):
    with pytest.raises(ValidationError):
        felt.Datofelt().clean(skrevet)


@pytest.mark.parametrize(("skrevet", "tall"), [("35 000", 35000), ("35\u00a0000", 35000), (" 7 ", 7), (12, 12)])
def test_number_may_have_spaces(skrevet, tall):
    assert felt.Tallfelt().clean(skrevet) == tall


@pytest.mark.parametrize("skrevet", ["tre", "1,5", "1.5", "-", "1e3"])
def test_number_that_is_none_is_refused(skrevet):
    with pytest.raises(ValidationError):
        felt.Tallfelt().clean(skrevet)


def test_weeks_are_iso_weeks_with_their_days():
    valg = felt.ukevalg(felt.mandager(date(2026, 12, 31), 2))

    assert valg == [
        ("", "Velg uke"),
        ("2026-53", "Uke 53, 2026 (28. desember 2026–3. januar 2027)"),
        ("2027-01", "Uke 1, 2027 (4.–10. januar)"),
    ]


def test_week_field_gives_year_and_week():
    uke = felt.Ukefelt(mandager=felt.mandager(date(2026, 12, 28), 3), required=False)

    assert (uke.clean("2026-53"), uke.clean(""), uke.prepare_value((2027, 1))) == ((2026, 53), None, "2027-01")


def test_week_outside_the_list_is_refused():
    with pytest.raises(ValidationError):
        felt.Ukefelt(mandager=felt.mandager(date(2026, 12, 28), 1)).clean("2027-30")


def test_week_choices_want_mondays():
    with pytest.raises(ValueError, match="2026-12-31"):
        felt.ukevalg([date(2026, 12, 31)])


def test_empty_file_says_so():
    with pytest.raises(ValidationError) as feil:
        felt.Filfelt().clean(SimpleUploadedFile("tom.pdf", b""))

    assert feil.value.messages == ["Filen er tom. Velg en annen fil."]
