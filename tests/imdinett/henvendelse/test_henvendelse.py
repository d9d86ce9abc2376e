import itertools

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bosetting.person.states import Gradering, Sakstilstand
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.henvendelse import services
from imdinett.henvendelse.models import Henvendelse, Innlegg
from imdinett.henvendelse.services import NyHenvendelse
from imdinett.henvendelse.states import MOVES, Henvendelsestilstand, Part
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon, UlovligOvergang
from imdinett.kjerne.tilstand import move
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
T = Henvendelsestilstand


@pytest.fixture
def kommune():
    return KommuneFactory()


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.fixture
def stotte():
    return bruker_med(Rolle.IMDI_SUPPORT)


def ny(skriv, kommune, *, emne="Feil i rapporten", tekst="Tallene stemmer ikke.", gjelder=None):
    return services.opprett_henvendelse(
        bruker=skriv, kommune=kommune, ny=NyHenvendelse("rapport", emne, tekst, gjelder)
    )


@pytest.mark.parametrize(("fra", "til"), list(itertools.product(T, T)))
def test_every_pair_of_states(fra, til) -> None:
    henvendelse = Henvendelse(tilstand=fra)
    if til in MOVES[fra]:
        move(henvendelse, til)
        assert henvendelse.tilstand == til
    else:
        with pytest.raises(UlovligOvergang):
            move(henvendelse, til)


def test_dialogue_until_closed_and_opened_again(skriv, kommune, stotte) -> None:
    """Decision 21, bosetting.md §8: ny, under_behandling, venter_kommune, lukket, and back."""
    sak = ny(skriv, kommune)
    tur = [(sak.tilstand, sak.tur)]
    for steg in (
        lambda: services.ta_henvendelse(bruker=stotte, henvendelse_id=sak.pk),
        lambda: services.svar_fra_imdi(bruker=stotte, henvendelse_id=sak.pk, tekst="Hvilket år?", til=T.VENTER_KOMMUNE),
        lambda: services.skriv_fra_kommunen(bruker=skriv, henvendelse_id=sak.pk, tekst="I fjor."),
        lambda: services.svar_fra_imdi(bruker=stotte, henvendelse_id=sak.pk, tekst="Rettet.", til=T.LUKKET),
        lambda: services.skriv_fra_kommunen(bruker=skriv, henvendelse_id=sak.pk, tekst="Fremdeles feil."),
        lambda: services.lukk_henvendelse(bruker=skriv, henvendelse_id=sak.pk),
    ):
        etter = steg()
        tur.append((etter.tilstand, etter.tur))

    assert tur == [
        (T.NY, Part.IMDI),
        (T.UNDER_BEHANDLING, Part.IMDI),
        (T.VENTER_KOMMUNE, Part.KOMMUNE),
        (T.UNDER_BEHANDLING, Part.IMDI),
        (T.LUKKET, None),
        (T.UNDER_BEHANDLING, Part.IMDI),
        (T.LUKKET, None),
    ]
    assert list(Hendelse.objects.gjelder(sak).order_by("pk").values_list("type", flat=True)) == [
        "henvendelse_opprettet",
        "henvendelse_tatt",
        "henvendelse_besvart",
        "henvendelse_skrevet",
        "henvendelse_besvart",
        "henvendelse_lukket",
        "henvendelse_gjenaapnet",
        "henvendelse_lukket",
    ]


def test_email_has_the_number_and_nothing_that_was_written(skriv, kommune, stotte) -> None:
    """B-038: the subject and the text may hold names; the e-mail holds neither."""
    sak = ny(skriv, kommune, emne="KANARIEMNE", tekst="KANARITEKST")
    services.svar_fra_imdi(bruker=stotte, henvendelse_id=sak.pk, tekst="KANARISVAR", til=T.LUKKET)
    epost = list(Forsendelse.objects.epost().gjelder(sak).order_by("pk"))

    assert [(en.slag, en.mottaker["epost"]) for en in epost] == [
        ("henvendelse_til_imdi", stotte.epost),
        ("henvendelse_svar", skriv.epost),
    ]
    assert [sak.nummer in en.innhold["tekst"] and "KANARI" not in str(en.innhold) for en in epost] == [True, True]
    assert ["KANARI" in str(en.data) for en in Hendelse.objects.gjelder(sak)] == [False] * 3


@pytest.mark.parametrize(
    "rolle",
    [
        Rolle.KOMMUNE_BOSETTER_SKRIV,
        Rolle.KOMMUNE_ADMINISTRATOR,
        Rolle.KOMMUNE_NIR_SUPERBRUKER,
        Rolle.KOMMUNE_TILSKUDD,
        Rolle.KOMMUNE_EKSTRATILSKUDD,
    ],
)
def test_every_skriv_user_may_open_one(kommune, rolle) -> None:
    """Decision 21."""
    assert ny(bruker_med(rolle, kommune=kommune), kommune).tilstand == T.NY


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_LES, Rolle.IMDI_SUPPORT])
def test_others_may_not_open_one(kommune, rolle) -> None:
    with pytest.raises(IkkeTilgang):
        ny(bruker_med(rolle, kommune=kommune), kommune)


def test_closed_case_cannot_be_answered(skriv, kommune, stotte) -> None:
    sak = ny(skriv, kommune)
    services.lukk_henvendelse(bruker=skriv, henvendelse_id=sak.pk)

    with pytest.raises(Kollisjon):
        services.svar_fra_imdi(bruker=stotte, henvendelse_id=sak.pk, tekst="Hei", til=T.VENTER_KOMMUNE)


@pytest.mark.parametrize("emne", ["Sak 209900001508", "2099 0000 1508 mangler", "Nr 21816512345"])
def test_subject_with_a_persons_number_is_refused(skriv, kommune, emne) -> None:
    with pytest.raises(Domenefeil) as feil:
        ny(skriv, kommune, emne=emne)

    assert (feil.value.kode, feil.value.felt) == ("emne_nummer", "emne")


@pytest.mark.parametrize(
    ("felt", "navn"),
    [
        ({"tilstand": T.LUKKET}, "imdinett_henvendelse_lukket"),
        ({"gjelder_type": "sak"}, "imdinett_henvendelse_gjelder"),
    ],
)
def test_constraints(skriv, kommune, felt, navn) -> None:
    sak = ny(skriv, kommune)

    with pytest.raises(IntegrityError, match=navn), transaction.atomic():
        Henvendelse.objects.filter(pk=sak.pk).update(**felt)


def test_empty_message_is_stopped_by_the_database(skriv, kommune) -> None:
    sak = ny(skriv, kommune)

    with pytest.raises(IntegrityError, match="imdinett_innlegg_tekst"), transaction.atomic():
        Innlegg.objects.create(
            henvendelse=sak, kommune=kommune, part=Part.IMDI, tekst="", skrevet_tid=timezone.now(), skrevet_av=skriv
        )


# ---- pages
def test_new_case_by_the_form(skriv, kommune) -> None:
    data = {"tema": "annet", "emne": "Hei", "tekst": "Hvordan?", "gjelder_type": "kommune"}
    svar = logg_inn(skriv).post(reverse("henvendelse_ny"), data)
    laget = Henvendelse.objects.get()

    assert (svar.status_code, svar.headers["Location"]) == (302, reverse("henvendelse", args=[laget.nummer]))
    assert (laget.gjelder_type, laget.gjelder_id, laget.kommune) == ("kommune", str(kommune.pk), kommune)


def test_errors_keep_what_was_typed(skriv) -> None:
    data = {"tema": "annet", "emne": "", "tekst": "Hvordan?", "gjelder_type": "sak", "gjelder_nummer": "ZZZZZ"}
    svar = logg_inn(skriv).post(reverse("henvendelse_ny"), data)

    assert (svar.status_code, sorted(svar.context["form"].errors)) == (422, ["emne", "gjelder_nummer"])
    assert "Hvordan?" in svar.content.decode()


def test_les_reads_and_cannot_write_and_others_find_nothing(skriv, kommune) -> None:
    """B-001, B-002."""
    sti = reverse("henvendelse", args=[ny(skriv, kommune).nummer])
    les = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))
    nabo = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))

    assert [les.get(sti).status_code, les.post(sti, {"tekst": "x"}).status_code] == [200, 403]
    assert [nabo.get(sti).status_code, nabo.post(sti, {"tekst": "x"}).status_code] == [404, 404]


@pytest.mark.parametrize("hvem", ["kommune", "imdi"])
def test_lists_ask_the_same_for_one_and_three(
    skriv, kommune, stotte, hvem, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    klient, navn = (logg_inn(skriv), "henvendelser") if hvem == "kommune" else (logg_inn(stotte), "imdi_henvendelser")
    ny(skriv, kommune)
    klient.get(reverse(navn))
    with django_assert_max_num_queries(20) as en:
        klient.get(reverse(navn))
    ny(skriv, kommune), ny(skriv, kommune)
    with django_assert_num_queries(len(en.captured_queries)):
        svar = klient.get(reverse(navn))

    assert len(svar.context["rader"]) == 3


# ---- about a person
def test_support_sees_a_person_in_an_open_case_only(verden_sak, stotte) -> None:
    """security.md §4, §5, B-042: for the case's duration, logged, and never a protected person."""
    sak, skriv, kommune = verden_sak
    henvendelse = ny(skriv, kommune, gjelder=sak)
    klient, sti = logg_inn(stotte), reverse("imdi_henvendelse", args=[henvendelse.nummer])

    assert sak.person.navn in klient.get(sti).content.decode()
    innsyn = Innsyn.objects.get(bruker_id=stotte.pk)
    assert (innsyn.person_id, innsyn.saksnummer) == (sak.person_id, sak.nummer)

    services.lukk_henvendelse(bruker=skriv, henvendelse_id=henvendelse.pk)
    assert klient.get(sti).status_code == 404

    services.skriv_fra_kommunen(bruker=skriv, henvendelse_id=henvendelse.pk, tekst="En ting til")
    assert klient.get(sti).status_code == 200
    sak.person.gradering = Gradering.FORTROLIG
    sak.person.save(update_fields=["gradering"])
    assert [
        klient.get(sti).status_code,
        logg_inn(skriv).get(reverse("henvendelse", args=[henvendelse.nummer])).status_code,
    ] == [
        404,
        404,
    ]


def test_taken_back_case_closes_the_dialogue_to_the_kommune(verden_sak) -> None:
    """B-042."""
    sak, skriv, kommune = verden_sak
    henvendelse = ny(skriv, kommune, gjelder=sak)
    klient, sti = logg_inn(skriv), reverse("henvendelse", args=[henvendelse.nummer])
    assert klient.get(sti).status_code == 200

    type(sak).objects.filter(pk=sak.pk).update(tilstand=Sakstilstand.BOSETTINGSKLAR)

    assert klient.get(sti).status_code == 404
