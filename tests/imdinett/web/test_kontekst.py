import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory, override_settings
from django.utils.translation import gettext_lazy

from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Rolle
from imdinett.web import kontekst, meny
from imdinett.web.kontekst import Menyvalg
from imdinett.web.meny import Menypunkt
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def skall(bruker, sti="/", kommune=None, **kaker):
    request = RequestFactory().get(sti)
    request.user, request.aktiv_kommune, request.session = bruker, kommune, {}
    request.COOKIES.update(kaker)
    return kontekst.skall(request)["skall"]


def test_without_login_there_is_no_menu_and_no_session_warning():
    s = skall(AnonymousUser())

    assert (s.innlogget, s.meny, s.okt, s.bruker_navn) == (False, [], None, "")


def test_kommune_and_name_are_shown():
    lund = KommuneFactory(navn="Lund")
    s = skall(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=lund, navn="Kari Eksempel"), kommune=lund)

    assert (s.enhet, s.bruker_navn) == ("Lund kommune", "Kari Eksempel")


def test_imdi_is_shown_as_imdi():
    assert skall(bruker_med(Rolle.IMDI_BOSETTER_LES)).enhet == "IMDi"


def test_user_without_unit_is_in_none():
    assert skall(bruker_med()).enhet == ""


def test_menu_has_count_and_marks_where_one_is(monkeypatch):
    to = [KommuneFactory().pk for _nr in range(2)]
    punkter = [
        Menypunkt(
            gettext_lazy("Hjelp"), "hjelp", frozenset(), 1, lambda bruker, kommune: Kommune.objects.filter(pk__in=to)
        ),
        Menypunkt(gettext_lazy("Kontakt"), "kontakt", frozenset(), 2),
        Menypunkt(gettext_lazy("Senere"), "finnes_ikke_enna", frozenset(), 3),
    ]
    monkeypatch.setattr(meny, "_punkter", punkter)

    assert skall(bruker_med(), "/hjelp/logge-inn/").meny == [
        Menyvalg("Hjelp", "/hjelp/", 2, aktiv=True),
        Menyvalg("Kontakt", "/kontakt/", 0, aktiv=False),
    ]


def test_count_follows_the_grants_and_the_kommune_and_is_never_kept(monkeypatch):
    lund, sokndal = KommuneFactory(), KommuneFactory()
    punkt = Menypunkt(
        gettext_lazy("Hjelp"),
        "hjelp",
        frozenset(),
        1,
        lambda bruker, kommune: tilgang.avgrens(Kommune.objects.gyldige(), bruker, Rettighet.SAK_LES, "pk"),
    )
    monkeypatch.setattr(meny, "_punkter", [punkt])
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=lund)

    def antall() -> int:
        tilgang.glem(bruker)
        return meny.ventetall(bruker, lund)["hjelp"]

    forst = antall()
    tildeling.gi_kommunerolle(bruker, Rolle.KOMMUNE_BOSETTER_LES, sokndal)
    med_begge = antall()
    Kommune.objects.filter(pk=lund.pk).update(gyldig_til=klokke.today())

    assert (forst, med_begge, antall()) == (1, 2, 1)


def test_session_warning_follows_the_idle_limit():
    with override_settings(OKT_INAKTIV_MINUTTER=7):
        okt = skall(bruker_med()).okt

    assert (okt.sekunder, okt.varsel_sekunder, okt.forleng_url) == (420, 300, "/okt/forleng/")


@pytest.mark.parametrize(("kake", "valgt"), [("dark", "dark"), ("light", "light"), ("<x>", "auto"), ("", "auto")])
def test_colours_from_the_cookie(kake, valgt):
    assert skall(AnonymousUser(), fargevalg=kake).fargevalg == valgt


def test_colours_of_the_user_win_over_the_cookie():
    assert skall(bruker_med(farger="dark"), fargevalg="light").fargevalg == "dark"


@pytest.mark.parametrize("oving", [True, False])
def test_banner_only_where_data_is_invented(oving):
    with override_settings(OVINGSMILJO=oving):
        html = Client().get("/kontakt/").content.decode()

    assert ("Øvingsmiljø – ikke bruk ekte opplysninger" in html) is oving
