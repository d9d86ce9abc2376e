"""Which kommune goes on as the same legal unit (decision 16)."""

from datetime import date

from imdinett.kommune.inndeling import Endring, Periode, build

DAG = date(2020, 1, 1)
FOR = date(2018, 1, 1)


def _endring(gammelt: str, nytt: str, *, gammelt_navn: str = "Gammel", nytt_navn: str = "Ny", dato: date = DAG):
    return Endring(dato, gammelt, gammelt_navn, nytt, nytt_navn)


def _bilde(enheter) -> dict[str, tuple[date | None, list[str]]]:
    return {
        "/".join(p.nummer for p in enhet.perioder): (enhet.gyldig_til, [ny.siste.nummer for ny in enhet.etterfolgere])
        for enhet in enheter
    }


def test_new_number_goes_on_as_the_same_unit() -> None:
    [enhet] = build([_endring("0101", "3001", gammelt_navn="Halden", nytt_navn="Halden")], [("3001", "Halden")])

    assert enhet.perioder == [Periode("0101", "Halden", None, DAG), Periode("3001", "Halden", DAG, None)]
    assert enhet.gyldig_til is None


def test_new_name_goes_on_as_the_same_unit() -> None:
    [enhet] = build([_endring("1736", "1736", gammelt_navn="Snåsa", nytt_navn="Snåase – Snåsa")], [])

    assert [p.navn for p in enhet.perioder] == ["Snåsa", "Snåase – Snåsa"]


def test_merger_under_a_new_number_closes_the_old() -> None:
    enheter = build([_endring("0104", "3002"), _endring("0136", "3002")], [])

    assert _bilde(enheter) == {"0104": (DAG, ["3002"]), "0136": (DAG, ["3002"]), "3002": (None, [])}


def test_merger_under_one_of_the_numbers_goes_on_in_that_one() -> None:
    enheter = build(
        [
            _endring("5001", "5001", gammelt_navn="Trondheim", nytt_navn="Trondheim"),
            _endring("5030", "5001", gammelt_navn="Klæbu", nytt_navn="Trondheim"),
        ],
        [],
    )

    assert _bilde(enheter) == {"5001": (None, []), "5030": (DAG, ["5001"])}


def test_split_closes_the_old_with_several_successors() -> None:
    enheter = build([_endring("1507", "1508"), _endring("1507", "1580")], [])

    assert _bilde(enheter) == {"1507": (DAG, ["1508", "1580"]), "1508": (None, []), "1580": (None, [])}


def test_one_whole_kommune_and_a_part_of_another_goes_on() -> None:
    enheter = build([_endring("5013", "5056"), _endring("5012", "5056"), _endring("5012", "5059")], [])

    assert _bilde(enheter) == {"5013/5056": (None, []), "5012": (DAG, ["5056", "5059"]), "5059": (None, [])}


def test_numbers_that_swap_on_one_day_do_not_meet() -> None:
    enheter = build([_endring("0001", "0002"), _endring("0002", "0001")], [])

    assert _bilde(enheter) == {"0001/0002": (None, []), "0002/0001": (None, [])}


def test_chain_of_changes_is_one_unit() -> None:
    enheter = build([_endring("1617", "5013", dato=FOR), _endring("5013", "5056")], [])

    assert _bilde(enheter) == {"1617/5013/5056": (None, [])}


def test_never_changed_kommune_has_an_open_start() -> None:
    [enhet] = build([], [("0301", "Oslo")])

    assert enhet.perioder == [Periode("0301", "Oslo", None, None)]
