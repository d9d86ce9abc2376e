"""A draft changed, a list sent, and what is frozen then."""

from datetime import UTC, date, datetime

import pytest

from bosetting.fordeling import services
from bosetting.fordeling.models import Fordelingsliste
from bosetting.person.models import Person, Sak
from bosetting.person.states import Kategori
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.fordeling.bygghjelp import kode, opprett, send
from tests.bosetting.fordeling.hjelp import AAR, besvar, husstand, scene, tilstander
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


# ---- the draft
def test_a_draft_can_be_changed() -> None:
    en = scene(1, 2, send=False)
    ny = husstand(1)

    services.legg_til_husstand(bruker=en.imdi, liste_id=en.liste.pk, husstand_id=ny.pk)
    services.fjern_husstand(bruker=en.imdi, liste_id=en.liste.pk, husstand_id=en.husstander[0].pk)
    services.fjern_husstand(bruker=en.imdi, liste_id=en.liste.pk, husstand_id=en.husstander[0].pk)

    assert [svar.husstand_id for svar in en.svarene] == [en.husstander[1].pk, ny.pk]
    assert [linje.betegnelse for linje in en.linjer] == ["B1", "B2", "C1"]


def test_letters_are_without_holes_when_sent() -> None:
    en = scene(1, 2, 1, send=False)
    services.fjern_husstand(bruker=en.imdi, liste_id=en.liste.pk, husstand_id=en.husstander[0].pk)

    send(en, en.liste)

    assert [linje.betegnelse for linje in en.linjer] == ["A1", "A2", "B1"]


def test_a_sent_list_cannot_be_changed() -> None:
    en = scene(1)

    with pytest.raises(Kollisjon):
        services.legg_til_husstand(bruker=en.imdi, liste_id=en.liste.pk, husstand_id=husstand().pk)
    with pytest.raises(Kollisjon):
        services.fjern_husstand(bruker=en.imdi, liste_id=en.liste.pk, husstand_id=en.husstander[0].pk)
    with pytest.raises(Kollisjon):
        send(en, en.liste)


def test_a_discarded_draft_frees_its_households() -> None:
    en = scene(1, send=False)

    services.forkast_utkast(bruker=en.imdi, liste_id=en.liste.pk)

    assert Fordelingsliste.objects.get(pk=en.liste.pk).tilstand == "trukket"
    assert opprett(en, en.husstander[0]).linjer.count() == 1


def test_an_empty_list_is_not_sent() -> None:
    en = scene()

    with pytest.raises(Domenefeil) as feil:
        send(en, opprett(en))

    assert kode(feil) == "tom_liste"


def test_a_list_has_room_for_26_households() -> None:
    en = scene(plasser=100)
    liste = opprett(en, *(husstand() for _nr in range(26)))

    with pytest.raises(Domenefeil) as feil:
        services.legg_til_husstand(bruker=en.imdi, liste_id=liste.pk, husstand_id=husstand().pk)

    assert kode(feil) == "full_liste"


# ---- sending
def test_sending_moves_each_case_and_gives_it_its_kommune() -> None:
    en = scene(2, 1)

    saker = Sak.objects.filter(husstand__in=en.husstander)

    assert set(saker.values_list("tilstand", "kommune", "plassaar")) == {("fordelt", en.kommune.pk, AAR)}
    assert set(Person.objects.filter(sak__in=saker).values_list("kommune", flat=True)) == {en.kommune.pk}


def test_b035_the_frist_is_the_end_of_the_seventh_day() -> None:
    with klokke.flyttet_til(datetime(2026, 10, 20, 22, 30, tzinfo=UTC)):
        en = scene(1)

    # 20 October 22.30 UTC is 21 October in Norway; summer time ends inside the week.
    assert en.liste.frist == datetime(2026, 10, 28, 22, 59, 59, tzinfo=UTC)


def test_b035_overdue_is_a_mark_and_the_list_can_still_be_answered() -> None:
    with klokke.flyttet_til(datetime(2026, 11, 2, 12, tzinfo=UTC)):
        en = scene(1)
    frist = en.liste.frist
    for tid, forfalt in ((frist, False), (frist.replace(microsecond=1), True)):
        assert Fordelingsliste.objects.forfalt(tid).exists() is forfalt
    with klokke.flyttet_til(datetime(2026, 11, 20, 12, tzinfo=UTC)):
        en.liste.refresh_from_db()
        assert en.liste.tilstand == "sendt"
        assert besvar(en).tilstand == "besvart"
        assert not Fordelingsliste.objects.forfalt(klokke.now()).exists()


def test_b038_every_active_skriv_user_gets_one_mail_without_personal_data() -> None:
    en = scene()
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    stengt = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=en.kommune)
    stengt.stengt_tid, stengt.stengt_av = klokke.now(), en.imdi
    stengt.save()

    liste = send(en, opprett(en, husstand(2)))

    post = Forsendelse.objects.order_by("mottaker_navn")
    assert [rad.mottaker["epost"] for rad in post] == [en.kari.epost, en.ola.epost]
    assert {rad.tittel for rad in post} == {"Ny fordelingsliste i IMDinett"}
    tekst = post[0].innhold["tekst"]
    assert liste.nummer in tekst
    assert f"/fordelingslister/{liste.nummer}/" in tekst
    assert "Syria" not in tekst + post[0].innhold["html"]


def test_b090_sending_is_an_event_on_the_list_and_on_each_case() -> None:
    en = scene(2, 1)

    typer = Hendelse.objects.filter(kommune=en.kommune).values_list("type", flat=True)

    assert sorted(typer) == ["fordelingsliste_sendt", "sak_fordelt", "sak_fordelt", "sak_fordelt"]


def test_the_kommune_reads_nothing_about_a_draft() -> None:
    en = scene(1, send=False)

    assert not Hendelse.objects.synlig_for(en.kari).exists()
    assert not Fordelingsliste.objects.synlig_for(en.kari).exists()
    assert Hendelse.objects.synlig_for(en.imdi).filter(type="fordelingsliste_opprettet").count() == 1


def test_states_are_untouched_when_the_sending_is_refused() -> None:
    en = scene(2, plasser=1, send=False)

    with pytest.raises(Domenefeil):
        send(en, en.liste)

    assert tilstander(en) == ["bosettingsklar"] * 2
    assert not Forsendelse.objects.exists()


# ---- what is frozen
def test_b034_the_frozen_facts_are_exactly_these() -> None:
    en = scene(
        1, kategori=Kategori.OVERFORINGSFLYKTNING, tidligst_ankomst=date(2026, 12, 7), innreisefrist=date(2027, 3, 1)
    )

    assert en.linjer[0].fakta == {
        "kjonn": "kvinne",
        "fodselsaar": 1989,
        "statsborgerskap": "Syria",
        "sprak": ["arabisk"],
        "tolkesprak": "",
        "utdanning": "",
        "yrke": "sykepleier",
        "planer": "",
        "mangler": ["skolegang", "utdanning", "arbeidserfaring", "planer", "onsker", "nettverk"],
        "behov": "",
        "helse": "",
        "familie": [],
        "kategori": "overforingsflyktning",
        "er_em": False,
        "tidligst_ankomst": "2026-12-07",
        "innreisefrist": "2027-03-01",
    }


def test_b093_health_is_frozen_only_with_samtykke() -> None:
    en = scene(1, 1, send=False)
    med, uten = (linje.sak.kartlegging for linje in en.linjer)
    med.helse_samtykke, med.behov_for_helsetjenester = True, "Trenger fysioterapi"
    med.save()
    assert not uten.helse_samtykke

    send(en, en.liste)

    assert [linje.fakta["helse"] for linje in en.linjer] == ["Trenger fysioterapi", ""]


def test_b034_later_changes_do_not_reach_what_the_kommune_was_shown() -> None:
    en = scene(1)

    Person.objects.update(statsborgerskap="Eritrea")

    assert en.linjer[0].fakta["statsborgerskap"] == "Syria"
