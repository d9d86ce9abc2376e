"""security.md §6 H: what the technical log says when something fails."""

import io
import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from bosetting.anmodning.models import Plassbok
from bosetting.person.models import Person
from imdinett.kjerne.loggvask import Vasket, vask
from tests.factories.bosetting import PersonFactory
from tests.factories.imdinett import KommuneFactory


@pytest.fixture
def skrevet():
    """A logger of its own, with the formatter that the settings name."""
    strom = io.StringIO()
    handler = logging.StreamHandler(strom)
    handler.setFormatter(Vasket("%(levelname)s %(message)s"))
    logger = logging.getLogger("test_loggvask")
    logger.addHandler(handler)
    yield logger, strom
    logger.removeHandler(handler)


def test_the_settings_name_the_formatter() -> None:
    assert settings.LOGGING["formatters"]["linje"]["class"] == f"{Vasket.__module__}.{Vasket.__qualname__}"
    assert {ett["formatter"] for ett in settings.LOGGING["handlers"].values()} == {"linje"}


@pytest.mark.django_db
def test_a_taken_key_is_named_and_not_told(skrevet) -> None:
    logger, strom = skrevet
    person = PersonFactory()

    try:
        with transaction.atomic():
            PersonFactory(duf_nummer=person.duf_nummer)
    except IntegrityError:
        logger.exception("Gikk ikke")

    assert "Key (duf_nummer)=(***) already exists" in strom.getvalue()
    assert person.duf_nummer not in strom.getvalue()


@pytest.mark.django_db
def test_a_row_that_breaks_a_rule_is_not_told(skrevet) -> None:
    logger, strom = skrevet
    person = PersonFactory(fornavn="Zahra", etternavn="Eksempel (f. Prøve)")

    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(gradering="strengt_fortrolig")
    except IntegrityError:
        logger.exception("Gikk ikke")

    assert "Failing row contains (***)." in strom.getvalue()
    assert "bosetting_person_uten_adresse" in strom.getvalue()
    assert not [ord_ for ord_ in ("Zahra", "Prøve", person.duf_nummer, person.adresse) if ord_ in strom.getvalue()]


@pytest.mark.django_db
def test_a_key_that_is_no_persons_stays(skrevet) -> None:
    logger, strom = skrevet
    kommune = KommuneFactory()
    Plassbok.objects.create(kommune=kommune, aar=2026)

    try:
        with transaction.atomic():
            Plassbok.objects.create(kommune=kommune, aar=2026)
    except IntegrityError:
        logger.exception("Gikk ikke")

    assert f"({kommune.pk}, 2026)" in strom.getvalue()


@pytest.mark.parametrize(
    ("tekst", "vasket"),
    [
        ("DUF 209912345678 finnes", "DUF *** finnes"),
        ("nr 01818912345.", "nr ***."),
        ("Key (navn)=(Ali (x), Mo) already exists.", "Key (navn)=(***) already exists."),
        ("brev 12345 orgnr 987879696", "brev 12345 orgnr 987879696"),
        ("f47ac10b-58cc-4372-a567-012345678901", "f47ac10b-58cc-4372-a567-012345678901"),
        ("id 5e1b012345678901aa", "id 5e1b012345678901aa"),
    ],
)
def test_numbers_of_persons_are_taken_out_and_ids_stay(tekst: str, vasket: str) -> None:
    assert vask(tekst) == vasket
