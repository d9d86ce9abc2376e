from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting.anmodning import queries
from bosetting.anmodning.models import Anmodning, Anmodningsrunde
from bosetting.anmodning.rules import Rundeinnhold, Tall, Vedtakssvar
from bosetting.anmodning.services import kommunevedtak
from bosetting.anmodning.services import runde as services
from bosetting.anmodning.services.runde import Tallkollisjon
from bosetting.anmodning.states import Anmodningstilstand, Rundetilstand, Rundetype
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Kanal
from tests.bosetting.anmodning.conftest import INNHOLD
from tests.factories.imdinett import KommuneFactory, KontaktinformasjonFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def gjeldende(aar: int = 2027) -> dict[str, tuple[int, int, str, int]]:
    rader = Anmodning.objects.gjeldende().filter(aar=aar).select_related("kommune", "runde")
    return {rad.kommune.navn: (rad.antall, rad.herav_em, rad.tilstand, rad.runde.versjon) for rad in rader}


def ny_versjon(imdi, **felt: int) -> Anmodningsrunde:
    innhold = Rundeinnhold(**{**INNHOLD.__dict__, **felt})
    return services.opprett_runde(bruker=imdi, aar=2027, type=Rundetype.JUSTERT, innhold=innhold)


# ---- the draft
def test_opprett_runde_starts_at_version_1_without_numbers(imdi, kommuner) -> None:
    runde = services.opprett_runde(bruker=imdi, aar=2027, type=Rundetype.ORDINAR, innhold=INNHOLD)

    assert (runde.versjon, runde.tilstand, runde.anmodninger.count()) == (1, Rundetilstand.UTKAST, 0)
    assert queries.uten_tall(runde) == kommuner


def test_opprett_runde_one_draft_per_year(imdi, utkast) -> None:
    with pytest.raises(Domenefeil) as feil:
        ny_versjon(imdi)

    assert feil.value.kode == "utkast_finnes"


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_ADMINISTRATOR])
def test_opprett_runde_needs_the_right(rolle) -> None:
    with pytest.raises(IkkeTilgang):
        services.opprett_runde(bruker=bruker_med(rolle), aar=2027, type=Rundetype.ORDINAR, innhold=INNHOLD)


@pytest.mark.parametrize(
    ("felt", "kode"),
    [({"behov": 30, "behov_em": 31}, "em_over_behov"), ({"frist": date(2026, 11, 22)}, "frist_passert")],
)
def test_opprett_runde_refuses(imdi, felt, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        ny_versjon(imdi, **felt)

    assert feil.value.kode == kode


def test_opprett_runde_may_have_its_frist_today(imdi) -> None:
    assert ny_versjon(imdi, frist=date(2026, 11, 23)).frist == date(2026, 11, 23)


def test_endre_runde_changes_what_letters_share(imdi, utkast) -> None:
    innhold = Rundeinnhold(behov=9000, behov_em=10, frist=date(2027, 1, 15), kriterier="Nye.", kriterier_nn="Nye, nn.")

    services.endre_runde(bruker=imdi, runde=utkast, endret_nr=utkast.endret_nr, innhold=innhold)

    utkast.refresh_from_db()
    assert (utkast.behov, utkast.behov_em, utkast.frist, utkast.kriterier) == (9000, 10, date(2027, 1, 15), "Nye.")


def test_endre_runde_stale_is_a_collision(imdi, utkast) -> None:
    with pytest.raises(Kollisjon):
        services.endre_runde(bruker=imdi, runde=utkast, endret_nr=utkast.endret_nr - 1, innhold=INNHOLD)


# ---- numbers
def test_b014_typed_number_under_ten_needs_a_reason(imdi, utkast, kommuner) -> None:
    with pytest.raises(Domenefeil) as feil:
        services.lagre_tall(bruker=imdi, runde=utkast, tall=[Tall(kommune_id=kommuner[0].pk, antall=9)])

    assert feil.value.kode == "under_minste"


@pytest.mark.parametrize(("antall", "begrunnelse"), [(9, "Liten kommune"), (10, ""), (0, "")])
def test_b014_allowed_with_reason_at_ten_and_at_zero(imdi, utkast, kommuner, antall, begrunnelse) -> None:
    tall = Tall(kommune_id=kommuner[0].pk, antall=antall, begrunnelse=begrunnelse)

    assert services.lagre_tall(bruker=imdi, runde=utkast, tall=[tall]) == 1

    rad = utkast.anmodninger.get(kommune=kommuner[0])
    assert (rad.antall, rad.begrunnelse) == (antall, begrunnelse)


def test_b014_imports_are_exempt(imdi, utkast, kommuner) -> None:
    """Decision 25."""
    assert services.importer_tall(bruker=imdi, runde=utkast, tall=[Tall(kommune_id=kommuner[0].pk, antall=5)]) == 1
    assert queries.rundesum(utkast).uten_begrunnelse == 1


def test_b011_em_cannot_exceed_the_total(imdi, utkast, kommuner) -> None:
    with pytest.raises(Domenefeil) as feil:
        services.lagre_tall(bruker=imdi, runde=utkast, tall=[Tall(kommune_id=kommuner[0].pk, antall=20, herav_em=21)])

    assert feil.value.kode == "em_over_antall"


def test_lagre_tall_counts_only_what_changed(imdi, utkast, kommuner) -> None:
    tall = [Tall(kommune_id=kommuner[0].pk, antall=45, herav_em=2), Tall(kommune_id=kommuner[1].pk, antall=50)]

    assert services.lagre_tall(bruker=imdi, runde=utkast, tall=tall) == 1


def test_lagre_tall_can_take_a_number_away(imdi, utkast, kommuner) -> None:
    services.lagre_tall(bruker=imdi, runde=utkast, tall=[Tall(kommune_id=kommuner[0].pk, antall=None)])

    assert queries.uten_tall(utkast) == [kommuner[0]]


def test_lagre_tall_tells_when_somebody_else_changed_the_row(imdi, utkast, kommuner) -> None:
    tall = [
        Tall(kommune_id=kommuner[0].pk, antall=60, sett="45/2/"),
        Tall(kommune_id=kommuner[1].pk, antall=70, sett="1/0/"),
    ]

    with pytest.raises(Tallkollisjon) as feil:
        services.lagre_tall(bruker=imdi, runde=utkast, tall=tall)

    assert feil.value.endret == {kommuner[1].pk: "45/2/"}
    assert set(utkast.anmodninger.values_list("antall", flat=True)) == {45}


def test_sett_resten_til_null_fills_only_the_empty(imdi, kommuner) -> None:
    runde = services.opprett_runde(bruker=imdi, aar=2027, type=Rundetype.ORDINAR, innhold=INNHOLD)
    services.lagre_tall(bruker=imdi, runde=runde, tall=[Tall(kommune_id=kommuner[0].pk, antall=45)])

    assert services.sett_resten_til_null(bruker=imdi, runde=runde) == 2
    assert list(runde.anmodninger.order_by("pk").values_list("antall", flat=True)) == [45, 0, 0]


# ---- sending
def test_send_runde_gives_every_kommune_one_letter_and_one_event(imdi, utkast, kommuner) -> None:
    KontaktinformasjonFactory(kommune=kommuner[0])

    antall = services.send_runde(bruker=imdi, runde=utkast, endret_nr=utkast.endret_nr)

    brev = Forsendelse.objects.filter(kanal=Kanal.SVARUT).order_by("kommune__navn")
    assert antall == 3
    assert [(rad.kommune, rad.slag, rad.mottaker["adresselinje"]) for rad in brev] == [
        (kommuner[0], "anmodningsbrev", "Postboks 1"),
        (kommuner[1], "anmodningsbrev", ""),
        (kommuner[2], "anmodningsbrev", ""),
    ]
    assert {rad.gjelder_id for rad in brev} == {str(pk) for pk in utkast.anmodninger.values_list("pk", flat=True)}
    sendte = Hendelse.objects.filter(type=Hendelsestype.ANMODNING_SENDT)
    assert set(sendte.values_list("kommune", flat=True)) == {kommune.pk for kommune in kommuner}
    assert gjeldende() == dict.fromkeys(("Eigersund", "Lund", "Sokndal"), (45, 2, "sendt", 1))


def test_send_runde_waits_until_every_kommune_has_a_number(imdi, utkast) -> None:
    KommuneFactory(navn="Hå")

    with pytest.raises(Domenefeil) as feil:
        services.send_runde(bruker=imdi, runde=utkast, endret_nr=utkast.endret_nr)

    assert (feil.value.kode, Forsendelse.objects.count()) == ("mangler_tall", 0)


def test_send_runde_does_not_ask_closed_kommuner(imdi, utkast) -> None:
    KommuneFactory(navn="Gamle", gyldig_til=date(2020, 1, 1))

    assert services.send_runde(bruker=imdi, runde=utkast, endret_nr=utkast.endret_nr) == 3


def test_send_runde_sends_what_was_seen(imdi, utkast, kommuner) -> None:
    sett = utkast.endret_nr
    services.lagre_tall(bruker=imdi, runde=utkast, tall=[Tall(kommune_id=kommuner[0].pk, antall=99)])

    with pytest.raises(Kollisjon):
        services.send_runde(bruker=imdi, runde=utkast, endret_nr=sett)

    assert Forsendelse.objects.count() == 0


def test_send_runde_twice_sends_once(imdi, sendt) -> None:
    with pytest.raises(Kollisjon):
        services.send_runde(bruker=imdi, runde=sendt, endret_nr=sendt.endret_nr)

    assert Forsendelse.objects.count() == 3


def test_sent_numbers_are_frozen(imdi, sendt, kommuner) -> None:
    with pytest.raises(Kollisjon):
        services.lagre_tall(bruker=imdi, runde=sendt, tall=[Tall(kommune_id=kommuner[0].pk, antall=99)])


def test_send_runde_takes_the_same_queries_for_one_and_for_three(imdi, django_assert_num_queries) -> None:
    def klar(aar: int) -> Anmodningsrunde:
        runde = services.opprett_runde(bruker=imdi, aar=aar, type=Rundetype.ORDINAR, innhold=INNHOLD)
        tall = [Tall(kommune_id=kommune.pk, antall=45) for kommune in queries.uten_tall(runde)]
        services.lagre_tall(bruker=imdi, runde=runde, tall=tall)
        runde.refresh_from_db()
        return runde

    KommuneFactory()
    en = klar(2027)
    with CaptureQueriesContext(connection) as forste:
        services.send_runde(bruker=imdi, runde=en, endret_nr=en.endret_nr)
    KommuneFactory.create_batch(2)
    tre = klar(2028)

    with django_assert_num_queries(len(forste)):
        assert services.send_runde(bruker=imdi, runde=tre, endret_nr=tre.endret_nr) == 3


# ---- B-010: a new version
def test_b010_a_new_version_begins_with_the_numbers_that_count(imdi, sendt) -> None:
    justert = ny_versjon(imdi)

    assert justert.versjon == 2
    assert list(justert.anmodninger.values_list("antall", "herav_em", "tilstand")) == [(45, 2, "utkast")] * 3


def test_b010_a_new_version_supersedes_kommune_by_kommune(imdi, sendt, kommuner) -> None:
    justert = ny_versjon(imdi)
    services.lagre_tall(bruker=imdi, runde=justert, tall=[Tall(kommune_id=kommuner[1].pk, antall=60, herav_em=5)])
    justert.refresh_from_db()

    assert services.send_runde(bruker=imdi, runde=justert, endret_nr=justert.endret_nr) == 1

    assert gjeldende() == {
        "Eigersund": (45, 2, "sendt", 1),
        "Lund": (60, 5, "sendt", 2),
        "Sokndal": (45, 2, "sendt", 1),
    }
    gammel = Anmodning.objects.get(runde=sendt, kommune=kommuner[1])
    assert (gammel.antall, gammel.tilstand) == (45, Anmodningstilstand.ERSTATTET)
    assert justert.anmodninger.count() == 1


def test_b010_a_version_that_changes_nothing_is_not_sent(imdi, sendt) -> None:
    justert = ny_versjon(imdi)

    with pytest.raises(Domenefeil) as feil:
        services.send_runde(bruker=imdi, runde=justert, endret_nr=justert.endret_nr)

    assert feil.value.kode == "ingen_endring"
    assert justert.anmodninger.count() == 3


def test_b010_an_answered_kommune_is_asked_anew_by_a_new_number(imdi, sendt, kommuner) -> None:
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommuner[0])
    svar = Vedtakssvar(antall=45, vedtaksdato=date(2026, 11, 20))
    forste = kommunevedtak.registrer_kommunevedtak(bruker=skriv, kommune=kommuner[0], aar=2027, svar=svar)
    kommunevedtak.godkjenn_kommunevedtak(bruker=skriv, vedtak=forste, versjon=1)
    justert = ny_versjon(imdi)
    services.lagre_tall(bruker=imdi, runde=justert, tall=[Tall(kommune_id=kommuner[0].pk, antall=60)])
    justert.refresh_from_db()
    services.send_runde(bruker=imdi, runde=justert, endret_nr=justert.endret_nr)

    nytt = kommunevedtak.registrer_kommunevedtak(bruker=skriv, kommune=kommuner[0], aar=2027, svar=svar)

    assert gjeldende()["Eigersund"] == (60, 0, "sendt", 2)
    assert forste.anmodning is not None
    assert nytt.anmodning is not None
    assert (forste.anmodning.runde_id, nytt.anmodning.runde_id) == (sendt.pk, justert.pk)


# ---- purring, decision 25
def test_purring_goes_to_skriv_and_administrators_by_email_only(imdi, sendt, kommuner) -> None:
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommuner[0])
    administrator = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommuner[0])
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommuner[0])
    anmodning = Anmodning.objects.get(kommune=kommuner[0])
    brev_for = Forsendelse.objects.brev().count()

    purret = services.purr(bruker=imdi, anmodninger=[anmodning])

    anmodning.refresh_from_db()
    epost = Forsendelse.objects.epost()
    assert purret == [anmodning]
    assert {rad.mottaker["epost"] for rad in epost} == {skriv.epost, administrator.epost}
    assert {(rad.slag, rad.kommune, rad.mottaker["epost"]) for rad in epost} == {
        ("anmodning_purring", kommuner[0], skriv.epost),
        ("anmodning_purring_administrator", kommuner[0], administrator.epost),
    }
    assert (anmodning.tilstand, anmodning.purret_tid is not None) == (Anmodningstilstand.PURRET, True)
    assert Forsendelse.objects.brev().count() == brev_for
    assert Hendelse.objects.filter(type=Hendelsestype.ANMODNING_PURRET).count() == 1


def test_purring_leaves_out_who_has_answered_and_who_has_nobody(imdi, sendt, kommuner) -> None:
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommuner[0])
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommuner[1])
    svar = Vedtakssvar(antall=40, vedtaksdato=date(2026, 11, 20))
    vedtak = kommunevedtak.registrer_kommunevedtak(bruker=skriv, kommune=kommuner[0], aar=2027, svar=svar)
    kommunevedtak.godkjenn_kommunevedtak(bruker=skriv, vedtak=vedtak, versjon=1)

    purret = services.purr(bruker=imdi, anmodninger=list(Anmodning.objects.all()))

    assert [rad.kommune for rad in purret] == [kommuner[1]]


def test_purring_needs_the_right(sendt) -> None:
    with pytest.raises(IkkeTilgang):
        services.purr(bruker=bruker_med(Rolle.IMDI_BOSETTER_SKRIV), anmodninger=list(Anmodning.objects.all()))
