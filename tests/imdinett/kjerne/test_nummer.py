"""Every vector of integrations.md §5.2."""

import pytest

from imdinett.kjerne import nummer

FNR_1964 = ("03851598730", "15859020051", "12829020074")
FNR_2032 = ("30908299902", "15859020140", "15859020078", "15859020086")
DNR = ("41819077302", "41819077906", "41814061033", "55859020045")
NAV = ("15709020053",)


@pytest.mark.parametrize("tall", [*FNR_1964, *FNR_2032, *NAV])
def test_synthetic_fodselsnummer_is_valid_where_synthetic_ones_are(tall) -> None:
    assert nummer.fodselsnummer_type(tall, syntetisk=True) == "fnr"


@pytest.mark.parametrize("tall", DNR)
def test_synthetic_d_number_is_valid_where_synthetic_ones_are(tall) -> None:
    assert nummer.fodselsnummer_type(tall, syntetisk=True) == "dnr"


@pytest.mark.parametrize("tall", [*FNR_1964, *FNR_2032, *DNR, *NAV])
def test_synthetic_numbers_are_never_accepted_in_production(tall) -> None:
    assert nummer.fodselsnummer_type(tall) is None


@pytest.mark.parametrize("syntetisk", [True, False])
def test_a_number_by_the_rule_of_2032_that_is_not_issuable_yet(syntetisk) -> None:
    assert nummer.fodselsnummer_type("02013299903", syntetisk=syntetisk) == "fnr"


@pytest.mark.parametrize(
    "tall",
    [
        "15859020052",  # k2
        "15859020183",  # k1
        "31829020087",  # 31 February
        "1585902005",
        "158590200511",
        "1585902005x",
        "1585902005٣",
        "",
    ],
)
def test_wrong_fodselsnummer(tall) -> None:
    assert nummer.fodselsnummer_type(tall, syntetisk=True) is None


@pytest.mark.parametrize("tall", ["209900000103", "209900000700", "209900000910", "209900001508", "209912345608"])
def test_b098_duf(tall) -> None:
    assert nummer.er_duf(tall)


@pytest.mark.parametrize(
    ("tall", "har_form"),
    [("209900000104", True), ("20990000010", False), ("189900000103", False), ("20990000010a", False), ("", False)],
)
def test_b098_wrong_duf_and_whether_the_form_at_least_is_right(tall, har_form) -> None:
    assert (nummer.er_duf(tall), nummer.duf_har_form(tall)) == (False, har_form)


@pytest.mark.parametrize(("aar", "har_form"), [("1899", False), ("1900", True), ("2099", True), ("2100", False)])
def test_b098_a_plausible_year(aar, har_form) -> None:
    assert nummer.duf_har_form(f"{aar}00000100") == har_form


@pytest.mark.parametrize(("lopenummer", "duf"), [(1, "209900000103"), (7, "209900000700"), (123456, "209912345608")])
def test_duf_med_kontroll_gives_the_check_digits(lopenummer, duf) -> None:
    assert nummer.duf_med_kontroll(2099, lopenummer) == duf


@pytest.mark.parametrize(("individnummer", "tall"), [(987, "03851598730"), (515, "")])
def test_fodselsnummer_med_kontroll_is_valid_or_there_is_none(individnummer, tall) -> None:
    assert nummer.fodselsnummer_med_kontroll("038515", individnummer) == tall


@pytest.mark.parametrize("tall", ["987879696", "974760746", "313001008"])
def test_orgnr(tall) -> None:
    assert nummer.er_orgnr(tall)


@pytest.mark.parametrize("tall", ["987879697", "313001009", "98787969", "9878796961", "98787969x"])
def test_wrong_orgnr(tall) -> None:
    assert not nummer.er_orgnr(tall)


@pytest.mark.parametrize("tall", ["86011117947", "99990100019"])
def test_kontonr(tall) -> None:
    assert nummer.er_kontonr(tall)


@pytest.mark.parametrize("tall", ["86011117948", "8601111794", "8601111794x"])
def test_wrong_kontonr(tall) -> None:
    assert not nummer.er_kontonr(tall)


@pytest.mark.parametrize("tekst", ["2099 123456 08", "2099-123456-08", " 2099\u2013123456\u00a008 "])
def test_what_people_type_between_the_digits(tekst) -> None:
    assert nummer.bare_siffer(tekst) == "209912345608"


def test_vis_duf() -> None:
    assert nummer.vis_duf("209912345608") == "2099 123456 08"
