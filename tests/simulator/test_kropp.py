from io import BytesIO

import pytest

from simulator import kropp
from simulator.http_typer import Avslag

CHUNKED = {"transfer-encoding": "chunked"}


def test_body_by_length_leaves_the_next_request():
    strom = BytesIO(b"abcGET /")

    assert kropp.read({"content-length": "3"}, strom) == b"abc"
    assert strom.read() == b"GET /"


def test_body_in_chunks_leaves_the_next_request():
    strom = BytesIO(b"3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\nGET /")

    assert kropp.read(CHUNKED, strom) == b"abc0123456789"
    assert strom.read() == b"GET /"


def test_no_length_is_an_empty_body():
    assert kropp.read({}, BytesIO(b"abc")) == b""


@pytest.mark.parametrize(
    ("headere", "data", "status"),
    [
        ({"content-length": str(350 * 1024 * 1024 + 1)}, b"", 413),
        ({"content-length": "-1"}, b"", 413),
        ({"content-length": "mange"}, b"", 400),
        (CHUNKED, b"G\r\n", 400),
        (CHUNKED, b"", 400),
    ],
)
def test_wrong_length_is_refused(headere, data, status):
    with pytest.raises(Avslag) as feil:
        kropp.read(headere, BytesIO(data))

    assert feil.value.status == status


@pytest.mark.parametrize(("headere", "data"), [({"content-length": "3"}, b"ab"), (CHUNKED, b"3\r\nab")])
def test_cut_body_is_a_broken_connection(headere, data):
    with pytest.raises(ConnectionError):
        kropp.read(headere, BytesIO(data))


def test_chunks_together_may_not_pass_the_limit(monkeypatch):
    monkeypatch.setattr(kropp, "STORST", 4)

    assert kropp.read(CHUNKED, BytesIO(b"2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n")) == b"abcd"
    with pytest.raises(Avslag):
        kropp.read(CHUNKED, BytesIO(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"))
