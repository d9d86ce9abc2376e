"""W-14: the kommune asks before it answers, the frist stands still, IMDi answers without naming anybody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from bosetting.fordeling import lister, rules, services
from bosetting.fordeling.behov import behov
from bosetting.fordeling.models import Fordelingsliste, Sporsmaal
from bosetting.fordeling.visning import husstandskort
from bosetting.person.models import Kartlegging, Person
from bosetting.person.states import Gradering
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.bosetting.fordeling.hjelp import Scene, besvar, lagre, scene
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
# A Monday; the frist of a list sent now is Monday the 30th.
MANDAG = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEKST = "Trenger noen i husstanden rullestol?"
SVAR = "Ja, en av de voksne bruker rullestol inne."


@pytest.fixture(autouse=True)
def _i_2026():
    with klokke.flyttet_til(MANDAG):
        yield


def senere(dager: int):
    return klokke.flyttet_til(MANDAG + timedelta(days=dager))


def spor(en: Scene, bokstav: str = "A", tekst: str = TEKST) -> Sporsmaal:
    return services.still_sporsmaal(bruker=en.kari, svar_id=en.svar(bokstav).pk, tekst=tekst)


def svar_paa(en: Scene, sporsmaal: Sporsmaal, tekst: str = SVAR) -> Sporsmaal:
    return services.besvar_sporsmaal(bruker=en.imdi, sporsmaal_id=sporsmaal.pk, svar=tekst)


def frister(en: Scene) -> list[date]:
    """The list's, and those of its households."""
    assert en.liste
    en.liste.refresh_from_db()
    rader = [en.liste.frist, *(svar.frist or en.liste.frist for svar in en.svarene)]
    return [klokke.dag(tid) for tid in rader]


def nov(dag: int) -> date:
    return date(2026, 11, 1) + timedelta(days=dag - 1)


# ---- the frist
def test_w14_the_frist_stands_still_while_imdi_has_the_question() -> None:
    """Asked after two days of seven: five are left when the answer comes two days later."""
    en = scene(1, 1)
    with senere(2):
        sporsmaal = spor(en)
    spurt = frister(en)
    with senere(4):
        svar_paa(en, sporsmaal)

    # Wednesday and five weekdays is Wednesday: until then, and five days more.
    assert spurt == [date(2026, 12, 7), date(2026, 12, 7), nov(30)]
    assert frister(en) == [date(2026, 12, 2), date(2026, 12, 2), nov(30)]


def test_w14_b035_a_list_is_late_when_its_last_household_is() -> None:
    en = scene(1, 1)
    with senere(2):
        spor(en)

    forfalt = []
    for dager in (8, 14, 15):
        with senere(dager):
            forfalt.append(Fordelingsliste.objects.forfalt(klokke.now()).exists())

    assert forfalt == [False, False, True]


@pytest.mark.parametrize(
    ("frist", "spurt", "slutt", "ny"),
    [
        (nov(30), nov(23), nov(23), nov(30)),
        (nov(30), nov(25), nov(27), date(2026, 12, 2)),
        # Five weekdays from Friday the 27th is Friday the 4th: the pause ends there, however late the answer.
        (nov(30), nov(27), date(2026, 12, 20), date(2026, 12, 7)),
        (nov(30), nov(30), date(2026, 12, 3), date(2026, 12, 3)),
        # A frist that was past is not given back.
        (nov(20), nov(23), nov(27), nov(20)),
    ],
)
def test_w14_the_days_that_were_left_are_left(frist, spurt, slutt, ny) -> None:
    assert rules.frist_etter_pause(frist, spurt, slutt) == ny


def test_w14_how_long_the_pause_may_last_is_a_dated_setting(settings) -> None:
    settings.SPORSMAAL_PAUSE_ARBEIDSDAGER = ((date(2026, 1, 1), 5), (date(2026, 11, 25), 1))

    assert (rules.pause_slutt(nov(24)), rules.pause_slutt(nov(27))) == (date(2026, 12, 1), nov(30))


def test_w14_a_second_question_pauses_from_the_frist_that_the_first_one_left() -> None:
    en = scene(1)
    svar_paa(en, spor(en))
    with senere(1):
        andre = spor(en, tekst="Og hvor mange soverom trengs?")
    with senere(3):
        services.trekk_sporsmaal(bruker=en.ola, sporsmaal_id=andre.pk)

    assert frister(en) == [date(2026, 12, 2)] * 2
    assert list(Sporsmaal.objects.values_list("tilstand", flat=True)) == ["besvart", "trukket"]


# ---- who, and what
def test_w14_b002_the_kommune_asks_and_withdraws_and_imdi_answers() -> None:
    en = scene(1)
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)
    annen = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    sporsmaal = spor(en)

    for bruker in (les, annen, en.imdi, bruker_med(Rolle.IMDI_BOSETTER_LES)):
        with pytest.raises(IkkeTilgang):
            services.still_sporsmaal(bruker=bruker, svar_id=en.svar("A").pk, tekst=TEKST)
        with pytest.raises(IkkeTilgang):
            services.trekk_sporsmaal(bruker=bruker, sporsmaal_id=sporsmaal.pk)
    for bruker in (les, en.kari, bruker_med(Rolle.IMDI_BOSETTER_LES), bruker_med(Rolle.IMDI_SUPPORT)):
        with pytest.raises(IkkeTilgang):
            services.besvar_sporsmaal(bruker=bruker, sporsmaal_id=sporsmaal.pk, svar=SVAR)


@pytest.mark.parametrize(
    ("tekst", "kode"),
    [
        ("  Kort?  ", "for_kort"),
        ("x" * 2001, "for_lang"),
        ("Gjelder det 2099 123456 08?", "b034_nummer"),
        ("Gjelder det 12.83.99-12345 igjen?", "b034_nummer"),
    ],
)
def test_w14_b034_what_a_question_and_an_answer_cannot_hold(tekst, kode) -> None:
    en = scene(1, 1)
    sporsmaal = spor(en, "B")

    for handling, felt in ((lambda: spor(en, tekst=tekst), "tekst"), (lambda: svar_paa(en, sporsmaal, tekst), "svar")):
        with pytest.raises(Domenefeil) as feil:
            handling()
        assert (feil.value.kode, feil.value.felt) == (kode, felt)
    assert Sporsmaal.objects.get().er_aapent


def test_w14_one_question_at_a_time_and_only_while_the_household_waits() -> None:
    en = scene(1, 1)
    sporsmaal = spor(en)
    with pytest.raises(Domenefeil, match="alt et spørsmål"):
        spor(en)
    svar_paa(en, sporsmaal)
    with pytest.raises(Kollisjon, match="alt besvart"):
        svar_paa(en, sporsmaal)
    with pytest.raises(Kollisjon, match="alt besvart"):
        services.trekk_sporsmaal(bruker=en.kari, sporsmaal_id=sporsmaal.pk)
    services.trekk_linjer(bruker=en.imdi, linje_ider=[en.linjer[1].pk], grunn="Reisen er utsatt.")
    with pytest.raises(Kollisjon, match="trukket husstanden"):
        spor(en, "B")
    lagre(en.svar("A"), en.kari, "ja")
    en.liste.refresh_from_db()
    services.godkjenn_fordelingsliste(bruker=en.kari, liste_id=en.liste.pk, versjon=en.liste.versjon)
    with pytest.raises(Kollisjon, match="alt godkjent"):
        spor(en)


# ---- what closes it
def test_w14_a_recall_closes_the_question_and_the_others_have_their_own_frist_again() -> None:
    en = scene(1, 1)
    sporsmaal = spor(en)

    services.trekk_linjer(bruker=en.imdi, linje_ider=[en.linjer[0].pk], grunn="Reisen er utsatt.")

    sporsmaal.refresh_from_db()
    assert (sporsmaal.tilstand, frister(en)[0]) == ("lukket", nov(30))


def test_w14_the_kommunes_answer_closes_the_question() -> None:
    en = scene(1)
    sporsmaal = spor(en)

    besvar(en)

    sporsmaal.refresh_from_db()
    assert (sporsmaal.tilstand, sporsmaal.avsluttet_av) == ("lukket", en.kari)


# ---- told and logged
def test_w14_b038_both_are_told_without_the_texts() -> None:
    en = scene(1)
    en.imdi.groups.clear()
    ny_imdi = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    en.liste.ansvarlig = ny_imdi
    en.liste.save()
    Forsendelse.objects.all().delete()
    sporsmaal = spor(en)
    services.besvar_sporsmaal(bruker=ny_imdi, sporsmaal_id=sporsmaal.pk, svar=SVAR)

    rader = list(Forsendelse.objects.order_by("pk"))
    assert [(rad.slag, rad.mottaker["epost"]) for rad in rader] == [
        ("sporsmaal_stilt", ny_imdi.epost),
        ("sporsmaal_besvart", en.kari.epost),
        ("sporsmaal_besvart", en.ola.epost),
    ]
    assert f"/imdi/fordeling/sporsmaal/{sporsmaal.pk}/" in rader[0].innhold["tekst"]
    assert "Svarfristen for husstanden er mandag 30. november 2026." in rader[1].innhold["tekst"]
    alt = " ".join(rad.innhold["emne"] + rad.innhold["tekst"] + rad.innhold["html"] for rad in rader)
    assert not any(ord_ in alt for ord_ in ("rullestol", "Eksempel,"))


def test_w14_b090_the_events_say_which_household_and_not_what_was_written() -> None:
    en = scene(1, 1)
    svar_paa(en, spor(en))
    services.trekk_sporsmaal(bruker=en.kari, sporsmaal_id=spor(en, "B").pk)
    spor(en, "B")
    services.trekk_liste(bruker=en.imdi, liste_id=en.liste.pk, grunn="Reisen er utsatt.")

    rader = Hendelse.objects.gjelder(en.liste).filter(type__startswith="sporsmaal").order_by("pk")
    assert [str(setning(rad)) for rad in rader] == [
        "Kommunen ba IMDi om mer informasjon om husstand A. Fristen er senest 7. desember 2026.",
        "IMDi svarte på spørsmålet om husstand A. Fristen er 30. november 2026.",
        "Kommunen ba IMDi om mer informasjon om husstand B. Fristen er senest 7. desember 2026.",
        "Kommunen trakk spørsmålet om husstand B. Fristen er 30. november 2026.",
        "Kommunen ba IMDi om mer informasjon om husstand B. Fristen er senest 7. desember 2026.",
        "Spørsmålet om husstand B ble lukket uten svar.",
    ]


def test_w14_the_question_is_a_task_of_imdi_and_not_of_the_kommune() -> None:
    en = scene(1)
    sporsmaal = spor(en)

    oppgaver = list(lister.oppgaver(en.imdi, None))

    assert [(o.tekst, o.url, o.frist) for o in oppgaver] == [
        (
            f"Svar på spørsmål om fordelingsliste {en.liste.nummer}",
            f"/imdi/fordeling/sporsmaal/{sporsmaal.pk}/",
            nov(30),
        )
    ]
    svar_paa(en, sporsmaal)
    assert list(lister.oppgaver(en.imdi, None)) == []


def test_w14_b095_a_question_on_a_shielded_household_is_for_the_group_alone() -> None:
    en = scene(1)
    spor(en)
    Person.objects.update(gradering=Gradering.FORTROLIG)

    assert [Sporsmaal.objects.synlig_for(bruker).count() for bruker in (en.imdi, en.kari)] == [0, 0]
    assert list(lister.oppgaver(en.imdi, None)) == []


# ---- the pages
def test_w14_the_dialogue_by_the_pages() -> None:
    en = scene(1, 1)
    liste = f"/fordelingslister/{en.liste.nummer}/"
    kari, imdi = logg_inn(en.kari), logg_inn(en.imdi)
    lagre(en.svar("A"), en.kari, "ja")

    feil = kari.post(f"{liste}sporsmaal/ny/A/", {"tekst": "Hvem er 2099 123456 08 egentlig?"})
    sendt = kari.post(f"{liste}sporsmaal/ny/A/", {"tekst": TEKST})
    sporsmaal = Sporsmaal.objects.get()
    ventende = kari.get(liste)
    i_listene = [side.context["rader"][0][1] for side in (kari.get("/fordelingslister/"), imdi.get("/imdi/fordeling/"))]
    ko = imdi.get("/imdi/fordeling/sporsmaal/")
    svar = imdi.get(f"/imdi/fordeling/sporsmaal/{sporsmaal.pk}/")
    besvart = imdi.post(f"/imdi/fordeling/sporsmaal/{sporsmaal.pk}/", {"svar": SVAR})
    lest, hos_imdi = kari.get(liste).content.decode(), imdi.get(f"/imdi/fordeling/{en.liste.nummer}/")

    assert (feil.status_code, list(feil.context["form"].errors), "2099 123456 08" in feil.content.decode()) == (
        422,
        ["tekst"],
        True,
    )
    assert (sendt.status_code, sendt.url) == (302, f"{liste}#husstand-A")
    assert [merke.tekst for merke in ventende.context["merker"]] == ["Delvis besvart", "Venter på svar fra IMDi"]
    assert {merker[-1].tekst for merker in i_listene} == {"Venter på svar fra IMDi"}
    assert f"{liste}sporsmaal/{sporsmaal.pk}/trekk/" in ventende.content.decode()
    assert f"{liste}sporsmaal/ny/A/" not in ventende.content.decode()
    assert f"{liste}sporsmaal/ny/B/" in ventende.content.decode()
    assert [ett.tekst for ett, _siste in ko.context["rader"]] == [TEKST]
    assert TEKST in svar.content.decode()
    assert (besvart.status_code, besvart.url) == (302, "/imdi/fordeling/sporsmaal/")
    assert TEKST in lest
    assert SVAR in lest
    assert SVAR in hos_imdi.content.decode()
    assert "Ingen spørsmål venter på svar." in imdi.get("/imdi/fordeling/sporsmaal/").content.decode()


def test_w14_the_kommune_withdraws_by_the_page() -> None:
    en = scene(1)
    sporsmaal, klient = spor(en), logg_inn(en.kari)
    side = f"/fordelingslister/{en.liste.nummer}/sporsmaal/{sporsmaal.pk}/trekk/"

    vist = klient.get(side)
    trukket = klient.post(side, {})
    igjen = klient.post(side, {})

    assert TEKST in vist.content.decode()
    assert (trukket.status_code, igjen.status_code) == (302, 409)
    assert Sporsmaal.objects.get().tilstand == "trukket"


def test_w14_b001_who_reaches_the_pages() -> None:
    en = scene(1)
    sporsmaal = spor(en)
    nummer = en.liste.nummer
    ny, trekk = (f"/fordelingslister/{nummer}/sporsmaal/{hale}/" for hale in ("ny/A", f"{sporsmaal.pk}/trekk"))
    ko, svar = "/imdi/fordeling/sporsmaal/", f"/imdi/fordeling/sporsmaal/{sporsmaal.pk}/"
    annen = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)

    statuser = {
        bruker: [logg_inn(bruker).get(side).status_code for side in (ny, trekk, ko, svar)]
        for bruker in (en.kari, les, annen, en.imdi, bruker_med(Rolle.IMDI_BOSETTER_LES))
    }

    assert list(statuser.values()) == [
        [200, 200, 404, 403],
        [403, 403, 404, 403],
        [404, 404, 404, 403],
        [403, 403, 200, 200],
        [403, 403, 200, 403],
    ]
    assert logg_inn(en.kari).get(f"/fordelingslister/{nummer}/sporsmaal/ny/Z/").status_code == 404


def test_w14_one_and_three_questions_take_the_same_number_of_queries() -> None:
    en = scene(1, 1, 1)
    kari, imdi = logg_inn(en.kari), logg_inn(en.imdi)
    antall = []
    for bokstav in ("A", "B", "C"):
        spor(en, bokstav)
        rad = []
        for klient, side in ((kari, f"/fordelingslister/{en.liste.nummer}/"), (imdi, "/imdi/fordeling/sporsmaal/")):
            klient.get(side)
            with CaptureQueriesContext(connection) as fanget:
                klient.get(side)
            # The savepoints are the test's own transaction.
            rad.append(len([en for en in fanget if "SAVEPOINT" not in en["sql"]]))
        antall.append(rad)

    assert antall[0] == antall[1] == antall[2]
    assert max(antall[0]) <= 20


# ---- the needs in short
def test_w14_the_needs_are_summed_from_the_frozen_facts() -> None:
    en = scene(1, 2, 1, send=False)
    fodt = (2022, 2015, 2009, 1959)
    for linje, aar in zip(en.linjer, fodt, strict=True):
        Person.objects.filter(pk=linje.sak.person_id).update(fodselsdato=date(aar, 5, 1))
    Kartlegging.objects.filter(sak=en.linjer[1].sak_id).update(
        tilretteleggingsbehov="Rullestol inne",
        tolkesprak="dari",
        helse_samtykke=True,
        behov_for_helsetjenester="Dialyse",
    )
    Kartlegging.objects.exclude(sak=en.linjer[1].sak_id).update(tolkesprak="arabisk", tilretteleggingsbehov="")
    services.send_liste(bruker=en.imdi, liste_id=en.liste.pk)
    Kartlegging.objects.update(tilretteleggingsbehov="Endret etter at listen ble sendt")
    services.trekk_linjer(bruker=en.imdi, linje_ider=[en.linjer[3].pk], grunn="Reisen er utsatt.")
    en.liste.refresh_from_db()

    rader = {rad.navn: rad.verdi for rad in behov(husstandskort(en.liste, en.kari))}

    assert {navn: rader.get(navn) for navn in (*rader, "67 år og eldre", "Voksne")} == {
        "Barn under skolealder": "1 person",
        "Barn i grunnskolealder": "1 person",
        "Unge på 16 og 17 år": "1 person",
        "Språk det kan trengs tolk i": "arabisk, dari",
        "Tilretteleggingsbehov": "1 person",
        "Behov for helsetjenester": "1 person",
        "Ikke ferdig kartlagt": "3 personer",
        "67 år og eldre": None,
        "Voksne": None,
    }
    assert (
        "Behovene på listen i korte trekk"
        in logg_inn(en.kari).get(f"/fordelingslister/{en.liste.nummer}/").content.decode()
    )


# ---- the database
@pytest.mark.parametrize(
    ("felt", "navn"),
    [
        ({"avsluttet_tid": MANDAG}, "bosetting_sporsmaal_avsluttet_av"),
        ({"imdis_svar": "Et svar"}, "bosetting_sporsmaal_besvart_har_svar"),
    ],
)
def test_w14_what_the_database_refuses(felt, navn) -> None:
    sporsmaal = spor(scene(1))
    with pytest.raises(IntegrityError, match=navn):
        Sporsmaal.objects.filter(pk=sporsmaal.pk).update(**felt)


def test_w14_the_database_has_one_open_question_a_household() -> None:
    sporsmaal = spor(scene(1))
    sporsmaal.pk = None
    with pytest.raises(IntegrityError, match="bosetting_sporsmaal_ett_aapent"):
        sporsmaal.save()
