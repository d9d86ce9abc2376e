"""Taken back by IMDi, or declined by the refugee (B-039, B-040, B-042, B-057)."""

import pytest

from bosetting.anmodning.queries import plassregnskap
from bosetting.bosatt import services as bosatt
from bosetting.fordeling import services as fordeling
from bosetting.fordeling.models import Fordelingslinje
from bosetting.person.models import Person, Sak
from bosetting.person.states import Sakstilstand
from bosetting.vedtak import services
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Tilstand
from tests.bosetting.fordeling.hjelp import AAR, besvar, tilstander
from tests.bosetting.vedtak.hjelp import GRUNN, REPRESENTANT, brev, brevtekst, fatt, ider, sokt_ut
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def opphev(en, vedtak, grunn=GRUNN):
    return services.opphev_vedtak(bruker=en.imdi, vedtak_ider=ider(vedtak), grunn=grunn)


def takk_nei(en, vedtak, slutt=None):
    return services.registrer_takket_nei(bruker=en.imdi, vedtak_ider=ider(vedtak), slutt=slutt)


def merk_brev(tilstand: Tilstand) -> None:
    """As if the outbox had come this far."""
    for rad in Forsendelse.objects.brev():
        Forsendelse.objects.filter(pk=rad.pk).update(
            tilstand=tilstand, sender_tid=klokke.now(), ekstern_id=f"ekstern-{rad.pk}"
        )


def epost() -> list[tuple[str, str]]:
    rader = Forsendelse.objects.epost().exclude(slag="fordelingsliste_ny").order_by("pk")
    return [(rad.slag, rad.mottaker["epost"]) for rad in rader]


# ---- reversal
def test_b039_the_case_waits_again_and_belongs_to_nobody() -> None:
    en, vedtak = sokt_ut(2)

    opphev(en, vedtak)

    saker = Sak.objects.values_list(
        "tilstand", "kommune", "plassaar", "utsokingsdato", "bosettingsuke", "person__kommune"
    )
    assert set(saker) == {("bosettingsklar", None, None, None, None, None)}
    assert set(Fordelingslinje.objects.values_list("tilstand", "trukket_grunn")) == {("trukket", GRUNN)}
    rad = Bosettingsvedtak.objects.first()
    assert rad is not None
    assert (rad.tilstand, rad.opphevet_av, rad.opphevet_grunn) == ("opphevet", en.imdi, GRUNN)


def test_b039_the_place_is_free_again() -> None:
    en, vedtak = sokt_ut(2)

    opphev(en, vedtak)

    assert plassregnskap(en.kommune, AAR).bundet == 0


def test_b042_the_folder_is_shut() -> None:
    en, vedtak = sokt_ut(1)
    assert list(Sak.objects.all().synlig_for(en.kari)) == [vedtak[0].sak]

    opphev(en, vedtak)

    assert list(Sak.objects.all().synlig_for(en.kari)) == []


def test_b039_every_skriv_user_is_told_and_no_others() -> None:
    en, vedtak = sokt_ut(1)
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=en.kommune, stengt_tid=klokke.now(), stengt_av=en.imdi)

    opphev(en, vedtak)

    assert epost() == [("fordelingsliste_trukket", en.kari.epost), ("fordelingsliste_trukket", en.ola.epost)]
    rad = Forsendelse.objects.epost().filter(slag="fordelingsliste_trukket").first()
    assert rad is not None
    person = vedtak[0].sak.person
    for skjult in (person.fornavn, person.duf_nummer):
        assert skjult not in rad.innhold["tekst"] + rad.innhold["html"] + rad.tittel
    assert GRUNN in rad.innhold["tekst"]


def test_b039_letters_that_nobody_has_got_are_stopped() -> None:
    en, vedtak = sokt_ut(1)

    opphev(en, vedtak)

    assert brev() == [("vedtak_kommune", "svarut", "avbrutt"), ("vedtak_flyktning", "utskrift", "avbrutt")]
    assert Hendelse.objects.filter(type="brev_avbrutt").count() == 2


@pytest.mark.parametrize(
    "tilstand", [Tilstand.SENDER, Tilstand.SENDT, Tilstand.LEST, Tilstand.PRINT, Tilstand.UKJENT_UTFALL]
)
def test_b039_who_may_have_got_a_letter_gets_another(tilstand: Tilstand) -> None:
    en, vedtak = sokt_ut(1, em=5, er_em=True, person=REPRESENTANT)
    merk_brev(tilstand)

    opphev(en, vedtak)

    assert brev() == [
        ("vedtak_kommune", "svarut", tilstand),
        ("vedtak_flyktning", "utskrift", tilstand),
        ("vedtak_representant", "utskrift", tilstand),
        ("vedtak_opphevet_kommune", "svarut", "klar"),
        ("vedtak_opphevet_flyktning", "utskrift", "klar"),
        ("vedtak_opphevet_representant", "utskrift", "klar"),
    ]


def test_b039_the_letter_to_the_kommune_has_case_numbers_and_no_names() -> None:
    en, vedtak = sokt_ut(2)
    merk_brev(Tilstand.SENDT)

    opphev(en, vedtak)

    tekst = brevtekst("vedtak_opphevet_kommune")
    for ett in vedtak:
        assert ett.sak.nummer in tekst
        assert ett.sak.person.fornavn not in tekst
    assert GRUNN in tekst
    assert "IMDinett er ikke et arkiv" in tekst


def test_part_of_a_household_leaves_the_others_letter_alone() -> None:
    en, vedtak = sokt_ut(2)

    opphev(en, vedtak[:1])

    assert tilstander(en) == ["bosettingsklar", "sokt_ut"]
    assert brev() == [
        ("vedtak_kommune", "svarut", "klar"),
        ("vedtak_flyktning", "utskrift", "avbrutt"),
        ("vedtak_flyktning", "utskrift", "klar"),
        ("vedtak_opphevet_kommune", "svarut", "klar"),
    ]


def test_b040_sent_again_to_the_same_kommune_and_answered_afresh() -> None:
    en, vedtak = sokt_ut(1)
    opphev(en, vedtak)
    en.liste = fordeling.opprett_liste(bruker=en.imdi, kommune=en.kommune, plassaar=AAR, husstander=en.husstander)
    en.liste = fordeling.send_liste(bruker=en.imdi, liste_id=en.liste.pk)
    assert tilstander(en) == ["fordelt"]
    besvar(en)

    nye = fatt(en)

    assert tilstander(en) == ["sokt_ut"]
    assert list(Bosettingsvedtak.objects.order_by("pk").values_list("tilstand", flat=True)) == ["opphevet", "gjelder"]
    assert len(nye) == 1
    assert [rad for rad in brev() if rad[2] == "klar"] == [
        ("vedtak_kommune", "svarut", "klar"),
        ("vedtak_flyktning", "utskrift", "klar"),
    ]


def test_twice_is_a_collision() -> None:
    en, vedtak = sokt_ut(1)
    opphev(en, vedtak)

    with pytest.raises(Kollisjon):
        opphev(en, vedtak)


def test_a_settled_person_cannot_be_recalled() -> None:
    en, vedtak = sokt_ut(1, kategori="privatboende")
    bosatt.registrer_bosettingsdato(bruker=en.kari, sak_id=vedtak[0].sak_id, dato=klokke.today(), kilde="kommune")

    with pytest.raises(Kollisjon):
        opphev(en, vedtak)

    assert tilstander(en) == ["bosatt"]


@pytest.mark.parametrize("grunn", ["", "   ", "for kort", "x" * 301])
def test_a_reversal_needs_a_reason(grunn: str) -> None:
    en, vedtak = sokt_ut(1)

    with pytest.raises(Domenefeil) as feil:
        opphev(en, vedtak, grunn)

    assert feil.value.felt == "grunn"
    assert tilstander(en) == ["sokt_ut"]


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_LES, Rolle.KOMMUNE_BOSETTER_SKRIV])
def test_only_imdis_bosettere_reverse_and_register_a_refusal(rolle: Rolle) -> None:
    en, vedtak = sokt_ut(1)
    bruker = bruker_med(rolle, kommune=en.kommune)

    with pytest.raises(IkkeTilgang):
        services.opphev_vedtak(bruker=bruker, vedtak_ider=ider(vedtak), grunn=GRUNN)
    with pytest.raises(IkkeTilgang):
        services.registrer_takket_nei(bruker=bruker, vedtak_ider=ider(vedtak))

    assert tilstander(en) == ["sokt_ut"]


def test_b090_a_reversal_is_in_the_kommunes_events() -> None:
    en, vedtak = sokt_ut(1)

    opphev(en, vedtak)

    rad = Hendelse.objects.get(type="vedtak_opphevet")
    assert (rad.gjelder_id, rad.kommune_id, rad.data) == (str(vedtak[0].sak_id), en.kommune.pk, {"grunn": GRUNN})
    assert rad in Hendelse.objects.all().synlig_for(en.kari)


# ---- the refugee declines
@pytest.mark.parametrize(
    ("slutt", "tilstand"),
    [(None, "takket_nei"), (Sakstilstand.SELVBOSATT, "selvbosatt"), (Sakstilstand.AVSLUTTET, "avsluttet")],
)
def test_b057_the_case_ends_and_the_place_is_free(slutt: Sakstilstand | None, tilstand: str) -> None:
    en, vedtak = sokt_ut(1)

    takk_nei(en, vedtak, slutt)

    assert tilstander(en) == [tilstand]
    assert plassregnskap(en.kommune, AAR).bundet == 0
    assert list(Sak.objects.all().synlig_for(en.kari)) == []
    assert list(Person.objects.values_list("kommune", flat=True)) == [None]
    assert list(Fordelingslinje.objects.values_list("tilstand", flat=True)) == ["ja"]
    assert Hendelse.objects.get(type="takket_nei").data == {"slutt": tilstand}


def test_b057_the_kommune_is_told_by_mail_and_letter() -> None:
    en, vedtak = sokt_ut(1)
    merk_brev(Tilstand.LEST)

    takk_nei(en, vedtak)

    assert epost() == [("vedtak_takket_nei", en.kari.epost), ("vedtak_takket_nei", en.ola.epost)]
    assert [slag for slag, _kanal, tilstand in brev() if tilstand == "klar"] == [
        "vedtak_opphevet_kommune",
        "vedtak_takket_nei_flyktning",
    ]
    assert "Flyktningen har takket nei" in brevtekst("vedtak_opphevet_kommune")
    rad = Forsendelse.objects.epost().filter(slag="vedtak_takket_nei").first()
    assert rad is not None
    assert vedtak[0].sak.nummer in rad.innhold["tekst"]
    assert vedtak[0].sak.person.fornavn not in rad.innhold["tekst"] + rad.innhold["html"]


def test_b057_an_end_that_is_none_is_refused() -> None:
    en, vedtak = sokt_ut(1)

    with pytest.raises(Domenefeil) as feil:
        takk_nei(en, vedtak, Sakstilstand.BOSATT)

    assert (feil.value.felt, tilstander(en)) == ("slutt", ["sokt_ut"])
