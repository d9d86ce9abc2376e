import time

import jwt
import pytest

from tests.simulator.klient import Klient


def test_token_answer_has_the_documented_fields(klient):
    svar = klient.get_token()

    assert svar.status_code == 200
    assert {navn: verdi for navn, verdi in svar.json().items() if navn != "access_token"} == {
        "token_type": "Bearer",
        "expires_in": 599,
        "scope": "ks:fiks",
    }


def naa() -> int:
    return int(time.time())


@pytest.mark.parametrize(
    ("endringer", "kode"),
    [
        ({"aud": "https://maskinporten.no/"}, "invalid_grant"),
        ({"iss": "en-annen-klient"}, "invalid_grant"),
        ({"scope": "ks:fiks ks:annet"}, "invalid_scope"),
        ({"exp": lambda: naa() - 1}, "invalid_grant"),
        ({"exp": lambda: naa() + 122}, "invalid_grant"),
        ({"iat": lambda: naa() - 12, "exp": lambda: naa() + 60}, "invalid_grant"),
        ({"iat": lambda: naa() + 13, "exp": lambda: naa() + 60}, "invalid_grant"),
        ({"iat": "i dag"}, "invalid_grant"),
        *[({navn: None}, "invalid_grant") for navn in ("aud", "iss", "scope", "iat", "exp", "jti")],
    ],
)
def test_token_is_refused_for_a_wrong_claim(klient, endringer, kode):
    endringer = {navn: verdi() if callable(verdi) else verdi for navn, verdi in endringer.items()}

    svar = klient.get_token(klient.assertion(**endringer))

    assert (svar.status_code, svar.json()["error"]) == (400, kode)
    assert set(svar.json()) == {"error", "error_description"}


def test_token_is_given_when_the_clock_is_a_little_off(klient):
    assert klient.get_token(klient.assertion(iat=naa() - 8, exp=naa() + 110)).status_code == 200
    assert klient.get_token(klient.assertion(iat=naa() + 8, exp=naa() + 120)).status_code == 200


def test_token_assertion_is_used_once(klient):
    assertion = klient.assertion()

    assert [klient.get_token(assertion).status_code for _ in range(2)] == [200, 400]


def test_token_is_refused_for_another_key(klient, new_keys):
    annen = Klient(klient.simulator, new_keys()[0])

    with annen.http:
        svar = annen.get_token()

    assert (svar.status_code, svar.json()["error"]) == (400, "invalid_grant")


def test_token_is_refused_without_a_signature(klient):
    krav = jwt.decode(klient.assertion(), options={"verify_signature": False})

    svar = klient.get_token(jwt.encode(krav, None, "none", headers={"kid": "nokkel-1"}))

    assert (svar.status_code, svar.json()["error"]) == (400, "invalid_grant")


def test_token_is_refused_without_kid_and_given_with_x5c(klient):
    assert klient.get_token(klient.assertion(hode={})).json()["error"] == "invalid_grant"
    assert klient.get_token(klient.assertion(hode={"x5c": ["MIIB"]})).status_code == 200


def test_token_is_refused_for_another_grant_type(klient):
    assert klient.get_token(grant="client_credentials").json()["error"] == "unsupported_grant_type"
    assert klient.http.post("/token", data={"grant_type": "x" * 5}).status_code == 400


def test_token_is_refused_without_assertion(klient):
    svar = klient.http.post("/token", data={"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer"})

    assert (svar.status_code, svar.json()["error"]) == (400, "invalid_request")


def test_token_expires(start):
    klient = start(token_sekunder=0)

    assert klient.get_token().json()["expires_in"] == 0
    assert klient.look_up("brev-1").status_code == 401


def test_token_outlives_a_restart(start):
    forste = start()
    token = forste.get_token().json()["access_token"]
    forste.stop()

    andre = start()
    andre.token = token

    assert andre.look_up("brev-1").status_code == 200
    assert andre.count()["kall"]["token"] == 0


def test_issuer_can_be_named(start):
    klient = start(utsteder="https://maskinporten.prove/")

    assert klient.get_token(klient.assertion(aud="https://maskinporten.prove/")).status_code == 200
    assert klient.get_token().status_code == 400
