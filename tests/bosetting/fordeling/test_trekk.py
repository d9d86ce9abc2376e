"""Recall, and what IMDi has decided."""

import pytest

from bosetting.anmodning.queries import plassregnskap
from bosetting.fordeling import services
from bosetting.fordeling.models import Fordelingslinje
from bosetting.person.models import Sak
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.fordeling.hjelp import AAR, besvar, lagre, scene, tilstander
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db
HVORFOR = "Familien har fått bolig hos slektninger."


def trekk(en, *linjer, grunn=HVORFOR, bruker=None):
    return services.trekk_linjer(bruker=bruker or en.imdi, linje_ider=[linje.pk for linje in linjer], grunn=grunn)


def post_om_trekk():
    return Forsendelse.objects.filter(slag="fordelingsliste_trukket").order_by("pk")


def test_b039_one_line_while_it_waits() -> None:
    en = scene(2, 1, plasser=10)

    trekk(en, en.linjer[0])

    en.liste.refresh_from_db()
    assert en.liste.tilstand == "sendt"
    assert tilstander(en) == ["bosettingsklar", "fordelt", "fordelt"]
    assert plassregnskap(en.kommune, AAR).ledig == 8
    linje = en.linjer[0]
    assert (linje.tilstand, linje.trukket_av, linje.trukket_grunn) == ("trukket", en.imdi, HVORFOR)


def test_b039_the_rest_can_be_answered_and_the_recalled_needs_no_answer() -> None:
    en = scene(1, 1)
    trekk(en, en.linjer[0])
    lagre(en.svar("B"), en.kari, "ja")
    en.liste.refresh_from_db()

    liste = services.godkjenn_fordelingsliste(bruker=en.kari, liste_id=en.liste.pk, versjon=en.liste.versjon)

    assert liste.tilstand == "besvart"
    assert tilstander(en) == ["bosettingsklar", "akseptert"]


def test_b039_the_whole_list() -> None:
    en = scene(2, 1)

    services.trekk_liste(bruker=en.imdi, liste_id=en.liste.pk, grunn=HVORFOR)

    en.liste.refresh_from_db()
    assert (en.liste.tilstand, en.liste.trukket_av, en.liste.trukket_grunn) == ("trukket", en.imdi, HVORFOR)
    assert tilstander(en) == ["bosettingsklar"] * 3


def test_decision_24_recall_of_a_yes_before_the_vedtak() -> None:
    en = scene(1, 1, plasser=5)
    besvar(en, A="ja", B="ja")

    trekk(en, en.linjer[0])

    en.liste.refresh_from_db()
    assert en.liste.tilstand == "besvart"
    assert tilstander(en) == ["bosettingsklar", "akseptert"]
    assert plassregnskap(en.kommune, AAR).ledig == 4
    sak = Sak.objects.get(husstand=en.husstander[0])
    assert (sak.kommune, sak.plassaar, sak.bosettingsuke) == (None, None, None)


def test_decision_23_done_when_the_last_yes_is_recalled() -> None:
    en = scene(1, 1)
    besvar(en, A="ja", B="nei")

    trekk(en, en.linjer[0])

    en.liste.refresh_from_db()
    assert en.liste.tilstand == "ferdigbehandlet"


def test_b039_the_kommune_is_told_with_case_number_and_reason() -> None:
    en = scene(1, 1)

    trekk(en, en.linjer[0])

    assert [rad.mottaker["epost"] for rad in post_om_trekk()] == [en.kari.epost, en.ola.epost]
    tekst = post_om_trekk()[0].innhold["tekst"]
    assert f"IMDi har trukket sak {en.linjer[0].sak.nummer} fra fordelingsliste {en.liste.nummer}" in tekst
    assert HVORFOR in tekst


def test_b039_the_mail_on_a_whole_list_says_so() -> None:
    en = scene(1, 1)

    services.trekk_liste(bruker=en.imdi, liste_id=en.liste.pk, grunn=HVORFOR)

    assert f"IMDi har trukket hele fordelingsliste {en.liste.nummer}" in post_om_trekk()[0].innhold["tekst"]


def test_two_recalls_on_one_list_are_two_mails() -> None:
    en = scene(1, 1, 1)

    trekk(en, en.linjer[0])
    trekk(en, en.linjer[1])

    assert post_om_trekk().count() == 4


def test_b039_is_an_event_that_the_kommune_reads() -> None:
    en = scene(1, 1)

    trekk(en, en.linjer[0])

    hendelse = Hendelse.objects.get(type="sak_trukket")
    assert (hendelse.kommune, hendelse.data) == (en.kommune, {"liste": en.liste.nummer, "grunn": HVORFOR})


def test_b040_a_recalled_case_can_go_to_the_same_kommune_and_is_answered_afresh() -> None:
    en = scene(1)
    besvar(en, A="ja")
    services.trekk_liste(bruker=en.imdi, liste_id=en.liste.pk, grunn=HVORFOR)

    ny = services.opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=en.husstander)
    ny = services.send_liste(bruker=en.imdi, liste_id=ny.pk)

    assert ny.tilstand == "sendt"
    assert [(rad.svar, rad.bosettingsuke) for rad in ny.husstandssvar.all()] == [("", None)]


def test_a_recall_needs_a_reason_that_fits() -> None:
    en = scene(1)

    for grunn, kode in (("  ", "grunn_mangler"), ("x" * 301, "grunn_for_lang")):
        with pytest.raises(Domenefeil) as feil:
            trekk(en, en.linjer[0], grunn=grunn)
        assert feil.value.kode == kode
    with pytest.raises(Domenefeil):
        trekk(en)
    assert tilstander(en) == ["fordelt"]


def test_only_imdi_recalls() -> None:
    en = scene(1)

    for bruker in (en.kari, bruker_med(Rolle.IMDI_BOSETTER_LES)):
        with pytest.raises(IkkeTilgang):
            trekk(en, en.linjer[0], bruker=bruker)


def test_what_cannot_be_recalled() -> None:
    en = scene(1, 1, 1)
    trekk(en, en.linjer[0])
    besvar_rest(en)
    services.marker_avgjort(bruker=en.imdi, linje_ider=[en.linjer[2].pk])

    koder = []
    for linje in en.linjer:
        with pytest.raises(Kollisjon) as feil:
            trekk(en, linje)
        koder.append(feil.value.kode)

    assert koder == ["alt_trukket", "svart_nei", "har_vedtak"]


def besvar_rest(en) -> None:
    lagre(en.svar("B"), en.kari, "nei")
    lagre(en.svar("C"), en.kari, "ja")
    en.liste.refresh_from_db()
    services.godkjenn_fordelingsliste(bruker=en.kari, liste_id=en.liste.pk, versjon=en.liste.versjon)


def test_a_draft_is_not_recalled() -> None:
    en = scene(1, send=False)

    with pytest.raises(Kollisjon):
        trekk(en, en.linjer[0])


def test_a_recall_makes_a_review_stale() -> None:
    en = scene(1, 1)
    for rad in en.svarene:
        lagre(rad, en.kari, "ja")
    en.liste.refresh_from_db()
    sett_over = en.liste.versjon
    trekk(en, en.linjer[0])

    with pytest.raises(Kollisjon):
        services.godkjenn_fordelingsliste(bruker=en.kari, liste_id=en.liste.pk, versjon=sett_over)


def test_decision_23_done_when_each_yes_is_decided() -> None:
    en = scene(1, 1)
    besvar(en, A="ja", B="ja")

    services.marker_avgjort(bruker=en.imdi, linje_ider=[en.linjer[0].pk])
    en.liste.refresh_from_db()
    assert en.liste.tilstand == "besvart"

    services.marker_avgjort(bruker=en.imdi, linje_ider=[en.linjer[1].pk])
    en.liste.refresh_from_db()
    assert en.liste.tilstand == "ferdigbehandlet"
    assert not Fordelingslinje.objects.apne().exists()
