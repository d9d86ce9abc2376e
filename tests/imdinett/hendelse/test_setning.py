"""Each kind of event has a sentence, in words, and nothing in it is markup."""

import pytest
from django.template.loader import get_template
from django.utils import translation

from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.hendelse.typer import BRUKERHENDELSER, Hendelsestype
from imdinett.tilgang.roller import Rolle
from imdinett.web import hendelser
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

EGNE = [
    *sorted(BRUKERHENDELSER),
    Hendelsestype.KONTAKT_ENDRET,
    Hendelsestype.AVTALE_REGISTRERT,
    Hendelsestype.AVTALE_OPPHEVET,
    Hendelsestype.MELDING_PUBLISERT,
    Hendelsestype.MELDING_AVSLUTTET,
]


@pytest.mark.parametrize("type_", EGNE)
def test_each_core_type_has_a_sentence_with_a_full_stop(type_) -> None:
    data = {"fra": ["kommune_bosetter_les"], "til": [], "roller": [], "grunn": "Ny jobb", "hva": "totp_activated"}
    rad = Hendelse(type=type_, gjelder_navn="Kari Eksempel", data={**data, "versjon": "1", "signert_av": "Ole"})

    tekst = setning(rad)

    assert tekst.endswith(".")
    assert "  " not in tekst
    get_template(f"imdinett/hendelse/{type_}.txt")


def test_roles_are_named_in_words() -> None:
    rad = Hendelse(
        type="roller_endret",
        gjelder_navn="Kari Eksempel",
        data={"fra": [], "til": ["kommune_bosetter_skriv", "se_sensitivt"], "grunn": "Ny jobb"},
    )

    assert setning(rad) == (
        "Rollene til Kari Eksempel ble endret fra ingen til Bosetter skriv, ser sensitive opplysninger. Grunn: Ny jobb."
    )


def test_what_people_wrote_is_escaped_once() -> None:
    data = {"grunn": "<b>Ola & Kari</b>"}
    rad = Hendelse(type="bruker_aapnet", gjelder_navn="K", data=data)

    assert setning(rad) == "Kontoen til K ble åpnet igjen. Grunn: &lt;b&gt;Ola &amp; Kari&lt;/b&gt;."
    assert setning(rad).__html__() == setning(rad)


def test_a_type_of_an_older_release_is_named_by_its_code() -> None:
    assert setning(Hendelse(type="noe_gammelt", data={})) == "Noe gammelt"


@pytest.mark.django_db
def test_the_panel_has_the_newest_first_and_only_what_one_may_see(django_assert_num_queries) -> None:
    kommune = KommuneFactory()
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)
    hendelse.log(les, Hendelsestype.KONTAKT_ENDRET, kommune, kommune=kommune)
    hendelse.log(None, Hendelsestype.KONTAKT_ENDRET, kommune, kommune=kommune)
    hendelse.log(les, Hendelsestype.ROLLER_ENDRET, kommune, kommune=kommune, fra=[], til=[], grunn="x")

    with django_assert_num_queries(1), translation.override("nb"):
        rader = hendelser.panel(kommune, les)

    assert [rad.av for rad in rader] == ["IMDinett", les.navn]
    assert [rad.rolle for rad in rader] == ["", "Kommune_Bosetter_Les"]
