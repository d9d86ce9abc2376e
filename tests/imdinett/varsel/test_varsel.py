"""W-01: what is new stands in the user's list, and comes by e-mail as the user has chosen."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from bosetting.fordeling.notices import NyListe
from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services import brukere
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.notices import Varsel
from imdinett.utboks.services import enqueue
from imdinett.varsel import services, temaer
from imdinett.varsel.models import Brukervarsel, Varselvalg
from tests.bosetting.fordeling.hjelp import Scene, scene
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
EMNE = "Ny fordelingsliste i IMDinett"


def epost_til(bruker: Bruker) -> list[Forsendelse]:
    return list(Forsendelse.objects.epost().filter(mottaker__epost=bruker.epost).order_by("pk"))


def med_valg(epost: str) -> Scene:
    """Kari has chosen, Ola has not; then a list is sent."""
    en = scene()
    services.velg(bruker=en.kari, valg={"fordeling": epost})
    ny = scene(1)
    for bruker in (en.kari, en.ola):
        tildeling.gi_kommunerolle(bruker, Rolle.KOMMUNE_BOSETTER_SKRIV, ny.kommune)
    assert ny.liste
    enqueue(NyListe(ny.liste), bruker=ny.imdi)
    return Scene(ny.kommune, ny.imdi, en.kari, en.ola, liste=ny.liste)


# ---- a notice comes
def test_w01_a_list_sent_is_a_line_in_each_users_list_and_an_email() -> None:
    en = scene(1)

    assert en.liste
    for bruker in (en.kari, en.ola):
        (rad,) = bruker.varsler.all()
        assert (rad.tekst, rad.tema, rad.kommune, rad.lest_tid) == (EMNE, "fordeling", en.kommune, None)
        assert rad.lenke == reverse("fordelingsliste", args=[en.liste.nummer])
        assert [post.tittel for post in epost_til(bruker)] == [EMNE]


def test_w01_the_same_notice_again_adds_no_line() -> None:
    en = scene(1)
    assert en.liste

    enqueue(NyListe(en.liste), bruker=en.imdi)

    assert en.kari.varsler.count() == 1


def test_w01_a_line_is_in_the_recipients_own_form_of_norwegian() -> None:
    en = scene()
    Bruker.objects.filter(pk=en.kari.pk).update(sprak="nn")
    ny = scene(1)
    assert ny.liste
    tildeling.gi_kommunerolle(en.kari, Rolle.KOMMUNE_BOSETTER_SKRIV, ny.kommune)
    enqueue(NyListe(ny.liste), bruker=ny.imdi)

    assert en.kari.varsler.get().tekst == "Ny fordelingsliste i IMDinett"
    assert epost_til(en.kari)[0].sprak == "nn"


@pytest.mark.parametrize(("epost", "antall"), [("straks", 1), ("daglig", 0), ("av", 0)])
def test_w01_email_as_chosen_and_the_list_always(epost: str, antall: int) -> None:
    en = med_valg(epost)

    assert (en.kari.varsler.count(), en.kari.varsler.get().epost) == (1, epost)
    assert len(epost_til(en.kari)) == antall
    assert len(epost_til(en.ola)) == 1


def test_w01_email_on_the_account_comes_whatever_is_chosen() -> None:
    en = scene()
    sjef = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=en.kommune)
    services.velg(bruker=en.kari, valg=dict.fromkeys(["fordeling", "anmodning", "henvendelse", ""], "av"))

    brukere.endre_roller(
        bruker=sjef,
        kommune=en.kommune,
        gjelder=en.kari,
        fra={Rolle.KOMMUNE_BOSETTER_SKRIV},
        til={Rolle.KOMMUNE_BOSETTER_LES},
        grunn="",
    )

    assert len(epost_til(en.kari)) == 1
    assert not en.kari.varsler.exists()


def test_every_notice_has_a_heading_to_choose_under_or_concerns_the_account() -> None:
    """A notice that somebody writes later must not be one that nobody can choose away, or has no name in the list."""
    alle = [klasse for klasse in _under(Varsel) if klasse.__module__.startswith(("bosetting.", "imdinett."))]
    ferdige = [klasse for klasse in alle if hasattr(klasse, "slag")]
    uten_tema = {klasse.__module__ for klasse in ferdige if not klasse.tema}

    konto = {f"imdinett.{pakke}.notices" for pakke in ("forvaltning", "tilgangsnokkel", "varsel")}
    # What the security officer is sent about the chains of the log goes to nobody who has settings here.
    assert uten_tema == {*konto, "imdinett.loggkontroll.notices"}
    assert [klasse.slag for klasse in ferdige if klasse.tema and temaer.navn(klasse.tema) == klasse.tema] == []


def _under(klasse: type[Varsel]) -> set[type[Varsel]]:
    return {under for en in klasse.__subclasses__() for under in {en, *_under(en)}}


# ---- once a day
def test_w01_the_summary_gathers_what_is_unread_and_comes_once() -> None:
    en = med_valg("daglig")

    assert (services.send_oppsummeringer(), services.send_oppsummeringer()) == (1, 0)

    (post,) = epost_til(en.kari)
    assert en.liste
    adresse = f"{settings.NETTADRESSE.rstrip('/')}{reverse('fordelingsliste', args=[en.liste.nummer])}"
    assert (post.tittel, post.slag) == ("1 nytt varsel i IMDinett", "varsel_oppsummering")
    for del_ in (EMNE, en.kommune.visningsnavn, adresse):
        assert del_ in post.innhold["tekst"]
        assert del_ in post.innhold["html"]


def test_w01_a_second_summary_the_same_day_has_only_what_came_since() -> None:
    en = med_valg("daglig")
    services.send_oppsummeringer()
    Brukervarsel.objects.create(
        bruker=en.kari, nokkel="to", tema="fordeling", tekst="Nytt", lenke="/", tid=klokke.now(), epost="daglig"
    )

    assert services.send_oppsummeringer() == 1
    assert [EMNE in post.innhold["tekst"] for post in epost_til(en.kari)] == [True, False]


@pytest.mark.parametrize("hva", ["lest", "uten rolle", "stengt"])
def test_w01_no_summary_of_what_is_read_or_no_longer_ones_own(hva: str) -> None:
    en = med_valg("daglig")
    match hva:
        case "lest":
            services.les_alle(bruker=en.kari, til_og_med=en.kari.varsler.get().pk)
        case "uten rolle":
            tildeling.ta_kommunerolle(en.kari, Rolle.KOMMUNE_BOSETTER_SKRIV, en.kommune)
        case "stengt":
            Bruker.objects.filter(pk=en.kari.pk).update(stengt_tid=klokke.now(), stengt_av=en.imdi)

    assert services.send_oppsummeringer() == 0
    assert epost_til(en.kari) == []


def test_old_lines_go() -> None:
    en = scene(1)
    grense = klokke.now() + timedelta(days=settings.VARSEL_BEHOLDES_DAGER)

    with time_machine.travel(grense - timedelta(minutes=1), tick=False):
        assert services.rydd() == 0
    with time_machine.travel(grense + timedelta(minutes=1), tick=False):
        assert services.rydd() == 2
    assert not en.kari.varsler.exists()


# ---- the pages
def test_the_list_shows_ones_own_and_the_number_stands_in_the_header() -> None:
    en = scene(1)
    klient = logg_inn(en.kari)

    side = klient.get(reverse("varsler")).content.decode()

    assert (EMNE in side, '1<span class="ds-sr-only"> uleste' in side) == (True, True)
    annen = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=en.kommune)).get(reverse("varsler"))
    assert "Du har lest alle varslene." in annen.content.decode()


def test_pressing_a_line_reads_it_and_goes_there_and_it_stays_among_all() -> None:
    en = scene(1)
    klient, rad = logg_inn(en.kari), en.kari.varsler.get()

    svar = klient.post(reverse("varsel_les", args=[rad.pk]))

    assert (svar.status_code, svar.headers["Location"]) == (302, rad.lenke)
    rad.refresh_from_db()
    forst = rad.lest_tid
    klient.post(reverse("varsel_les", args=[rad.pk]))
    rad.refresh_from_db()
    assert rad.lest_tid == forst is not None
    assert EMNE not in klient.get(reverse("varsler")).content.decode()
    assert EMNE in klient.get(reverse("varsler"), {"utvalg": "alle"}).content.decode()


def test_a_colleagues_line_is_404_and_stays_unread() -> None:
    en = scene(1)
    rad = en.ola.varsler.get()

    svar = logg_inn(en.kari).post(reverse("varsel_les", args=[rad.pk]))

    rad.refresh_from_db()
    assert (svar.status_code, rad.lest_tid) == (404, None)


def test_a_line_is_gone_with_the_role() -> None:
    en = scene(1)
    tildeling.ta_kommunerolle(en.kari, Rolle.KOMMUNE_BOSETTER_SKRIV, en.kommune)
    tildeling.gi_kommunerolle(en.kari, Rolle.KOMMUNE_BOSETTER_SKRIV, scene().kommune)
    klient, rad = logg_inn(en.kari), en.kari.varsler.get()

    assert EMNE not in klient.get(reverse("varsler"), {"utvalg": "alle"}).content.decode()
    assert klient.post(reverse("varsel_les", args=[rad.pk])).status_code == 404


@pytest.mark.parametrize(("siste", "uleste"), [("vist", 1), ("", 2), ("x", 2), ("-1", 2)])
def test_reading_all_leaves_what_came_since_the_page_was_drawn(siste: str, uleste: int) -> None:
    en = scene(1)
    vist = en.kari.varsler.get().pk
    Brukervarsel.objects.create(
        bruker=en.kari, nokkel="to", tema="fordeling", tekst="Nytt", lenke="/", tid=klokke.now(), epost="straks"
    )

    svar = logg_inn(en.kari).post(reverse("varsler_les_alle"), {"siste": vist if siste == "vist" else siste})

    assert svar.status_code == 302
    assert en.kari.varsler.uleste().count() == uleste
    assert en.ola.varsler.uleste().count() == 1


def test_choices_are_kept_and_shown_again() -> None:
    en = scene()
    klient = logg_inn(en.kari)
    side = klient.get(reverse("varselvalg")).content.decode()
    assert 'name="fordeling"' in side
    assert 'name="anmodning"' in side

    svar = klient.post(reverse("varselvalg"), _valg(klient, fordeling="daglig"))

    assert svar.status_code == 302
    assert Varselvalg.objects.get(bruker=en.kari, tema="fordeling").epost == "daglig"
    klient.post(reverse("varselvalg"), _valg(klient, fordeling="av"))
    assert Varselvalg.objects.get(bruker=en.kari, tema="fordeling").epost == "av"


def test_a_choice_that_is_none_is_refused_at_its_field() -> None:
    en = scene()
    klient = logg_inn(en.kari)

    svar = klient.post(reverse("varselvalg"), _valg(klient, fordeling="ukentlig"))

    assert (svar.status_code, "Fordelingslister: velg ett av alternativene" in svar.content.decode()) == (422, True)
    assert not Varselvalg.objects.exists()


def _valg(klient: Any, **endret: str) -> dict[str, str]:
    """The form as the page has it, with something changed."""
    form = klient.get(reverse("varselvalg")).context["form"]
    return {felt: str(form.get_initial_for_field(form.fields[felt], felt)) for felt in form.fields} | endret


@pytest.mark.parametrize("antall", [1, 3])
def test_the_list_asks_as_often_for_one_line_as_for_three(antall: int, django_assert_max_num_queries: Any) -> None:
    en = scene()
    Brukervarsel.objects.bulk_create(
        Brukervarsel(
            bruker=en.kari,
            kommune=en.kommune,
            nokkel=str(nr),
            tema="fordeling",
            tekst="Nytt",
            lenke="/",
            tid=klokke.now(),
            epost="straks",
        )
        for nr in range(antall)
    )
    klient = logg_inn(en.kari)
    klient.get(reverse("varsler"))

    with django_assert_max_num_queries(20):
        assert klient.get(reverse("varsler")).status_code == 200
