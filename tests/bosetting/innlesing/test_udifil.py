"""UDI's file: permits, and what ends a case before bosatt (bosetting.md §5.1, last row)."""

from collections.abc import Callable
from datetime import date

import pytest

from bosetting.innlesing.states import Udihendelse as U
from bosetting.person.models import Sak
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Kanal
from tests.bosetting.bosatt.hjelp import dager_siden, i_dag, utsokt
from tests.bosetting.fordeling.hjelp import Scene, scene
from tests.bosetting.innlesing.hjelp import MELDT, UDIHODE, UDIHODE_GYLDIG_TIL, avvist, les_csv, les_udi, tall, udirad
from tests.bosetting.vedtak.hjelp import med_ja
from tests.factories.bosetting import SakFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def slutt(sak: Sak) -> tuple[str, str, int | None, int | None]:
    sak.refresh_from_db()
    return sak.tilstand, sak.avsluttet_grunn, sak.kommune_id, sak.plassaar


def test_a_permit_moves_the_case_on_and_twice_changes_nothing(imdi: Bruker) -> None:
    sak = SakFactory()
    linje = udirad(sak, U.TILLATELSE, dager_siden(3), "flyktning")

    assert tall(les_udi(imdi, linje, linje)) == (1, 1, 0)
    assert tall(les_udi(imdi, linje)) == (0, 1, 0)

    sak.refresh_from_db()
    assert (sak.tilstand, sak.tillatelse_type, sak.tillatelse_dato) == ("til_kartlegging", "flyktning", dager_siden(3))
    assert Hendelse.objects.filter(type="tillatelse_registrert").count() == 1


def test_bad_rows_are_kept_with_line_and_reason_and_stop_nothing_else(imdi: Bruker) -> None:
    god, klar = SakFactory(), SakFactory(klar=True)
    duf = god.person.duf_nummer

    kjoring = les_udi(
        imdi,
        udirad(god, U.TILLATELSE, i_dag(), "kollektiv"),
        udirad(klar, U.TILLATELSE, i_dag(), "flyktning"),
        udirad(god, U.TAPT, dager_siden(-1)),
        "209999999903;utreist;;2026-11-01;2026-01-05T09:00",
        "12345;utreist;;2026-11-01;2026-01-05T09:00",
        f"{duf};flyttet;;2026-11-01;2026-01-05T09:00",
        f"{duf};tillatelse_gitt;;2026-11-01;2026-01-05T09:00",
        f"{duf};tillatelse_gitt;arbeid;2026-11-01;2026-01-05T09:00",
        f"{duf};utreist;;i går;2026-01-05T09:00",
        f"{duf};utreist;;2026-11-01;2099-01-05T09:00",
        f"{duf};utreist",
        f"{duf};utreist;;2026-11-01;nå, på Østlandet".encode("latin-1"),
    )

    typer = "flyktning, kollektiv, overforing, humanitaert"
    assert tall(kjoring) == (1, 0, 11)
    assert avvist(kjoring) == [
        (4, f"Sak {klar} har alt en tillatelse eller er ferdig."),
        (5, "Datoen er fram i tid."),
        (6, "Ingen person er registrert med DUF-nummeret."),
        (7, "DUF-nummeret har ikke 12 siffer som begynner med et årstall."),
        (8, "Hendelsen er ukjent. Vi kan lese: tillatelse_gitt, tillatelse_tapt, utreist, dod."),
        (9, f"Tillatelsen gir ikke grunnlag for bosetting. Vi kan lese: {typer}."),
        (10, f"Tillatelsen gir ikke grunnlag for bosetting. Vi kan lese: {typer}."),
        (11, "Dato må være en dato, for eksempel 2026-11-23."),
        (12, "Meldt tidspunkt er fram i tid."),
        (13, "Linjen må ha 5 felt, hvert på høyst 200 tegn."),
        (14, "Linjen er ikke lagret som UTF-8."),
    ]
    god.refresh_from_db()
    assert god.tilstand == "til_kartlegging"


# ---- how long it holds
def gyldig(sak: Sak, gyldig_til: str, hva: U = U.TILLATELSE, tillatelse: str = "flyktning") -> str:
    return f"{sak.person.duf_nummer};{hva};{tillatelse};2026-01-02;{gyldig_til};{MELDT}"


def test_a_permit_says_how_long_it_holds_and_the_same_again_renews_it(imdi: Bruker) -> None:
    sak = SakFactory()

    assert tall(les_csv(imdi, UDIHODE_GYLDIG_TIL, gyldig(sak, "2027-01-02"))) == (1, 0, 0)
    assert tall(les_csv(imdi, UDIHODE_GYLDIG_TIL, gyldig(sak, "2027-01-02"), gyldig(sak, ""))) == (0, 2, 0)
    assert tall(les_csv(imdi, UDIHODE_GYLDIG_TIL, gyldig(sak, "2029-01-02"))) == (1, 0, 0)

    sak.refresh_from_db()
    assert (sak.tilstand, sak.tillatelse_gyldig_til) == ("til_kartlegging", date(2029, 1, 2))
    assert [(rad.data, rad.kommune_id) for rad in Hendelse.objects.filter(type="tillatelse_endret")] == [
        ({"fra": "2027-01-02", "til": "2029-01-02"}, None)
    ]
    assert tall(les_udi(imdi, udirad(sak, U.TILLATELSE, date(2026, 1, 2), "flyktning"))) == (0, 1, 0)


@pytest.mark.parametrize(
    ("gyldig_til", "hva", "grunn"),
    [
        ("snart", U.TILLATELSE, "«Gyldig til» må være en dato når tillatelsen er gitt"),
        ("2027-01-02", U.UTREIST, "«Gyldig til» må være en dato når tillatelsen er gitt"),
        ("2026-01-02", U.TILLATELSE, "«Gyldig til» må være etter at tillatelsen ble gitt."),
    ],
)
def test_a_last_day_that_cannot_be(imdi: Bruker, gyldig_til: str, hva: U, grunn: str) -> None:
    kjoring = les_csv(imdi, UDIHODE_GYLDIG_TIL, gyldig(SakFactory(), gyldig_til, hva))

    assert [(linje, tekst.startswith(grunn)) for linje, tekst in avvist(kjoring)] == [(3, True)]


@pytest.mark.parametrize(
    ("hva", "grunn"),
    [(U.TAPT, "tillatelse_bortfalt"), (U.UTREIST, "reist_fra_norge"), (U.DOD, "dod")],
)
def test_a_case_that_waits_is_closed_with_its_reason_w05(imdi: Bruker, hva: U, grunn: str) -> None:
    sak = SakFactory(klar=True)

    assert tall(les_udi(imdi, udirad(sak, hva, i_dag()))) == (1, 0, 0)
    assert slutt(sak) == ("avsluttet", grunn, None, None)
    assert tall(les_udi(imdi, udirad(sak, hva, i_dag()))) == (0, 1, 0)
    assert Hendelse.objects.filter(type="sak_avsluttet").count() == 1


@pytest.mark.parametrize("lag", [scene, med_ja], ids=["fordelt", "akseptert"])
def test_b039_what_holds_a_place_is_recalled_and_the_kommune_told_but_not_why(
    imdi: Bruker, lag: Callable[..., Scene]
) -> None:
    en = lag(1)
    sak = en.linjer[0].sak

    assert tall(les_udi(imdi, udirad(sak, U.UTREIST, i_dag()))) == (1, 0, 0)

    assert slutt(sak) == ("avsluttet", "reist_fra_norge", None, None)
    assert [linje.tilstand for linje in en.linjer] == ["trukket"]
    assert Hendelse.objects.get(type="sak_trukket").data["grunn"] == "IMDi har avsluttet saken."
    assert Hendelse.objects.get(type="sak_avsluttet").kommune_id is None
    assert Forsendelse.objects.filter(slag__contains="trukket").exists()


def test_b040_a_vedtak_is_undone_before_the_case_ends() -> None:
    en, (sak,) = utsokt(1)

    assert tall(les_udi(en.imdi, udirad(sak, U.TAPT, i_dag()))) == (1, 0, 0)

    assert slutt(sak) == ("avsluttet", "tillatelse_bortfalt", None, None)
    assert [ett.tilstand for ett in Bosettingsvedtak.objects.all()] == ["opphevet"]


def test_a_death_after_the_vedtak_ends_the_case_and_writes_to_nobody_who_is_gone() -> None:
    en, (sak,) = utsokt(1)
    for_ = Forsendelse.objects.filter(kanal=Kanal.UTSKRIFT).count()

    assert tall(les_udi(en.imdi, udirad(sak, U.DOD, i_dag()))) == (1, 0, 0)

    assert slutt(sak) == ("avsluttet", "dod", None, None)
    assert Forsendelse.objects.filter(kanal=Kanal.UTSKRIFT).count() == for_


@pytest.mark.parametrize("tilstand", ["selvbosatt", "avsluttet", "bosatt"])
def test_what_is_done_already_is_refused(imdi: Bruker, tilstand: str) -> None:
    sak = SakFactory()
    felt = {"utsokingsdato": i_dag(), "bosettingsdato": i_dag()} if tilstand == "bosatt" else {}
    Sak.objects.filter(pk=sak.pk).update(tilstand=tilstand, **felt)
    ferdig = f"Sak {sak} er alt ferdig av en annen grunn."
    ventet = "Personen er bosatt. Saken kan ikke avsluttes av en fil." if tilstand == "bosatt" else ferdig

    assert avvist(les_udi(imdi, udirad(sak, U.UTREIST, i_dag()))) == [(3, ventet)]
    assert slutt(sak)[0] == tilstand


def test_b095_a_protected_person_is_as_unknown_as_one_who_is_not_here(imdi: Bruker) -> None:
    sak = SakFactory(person__gradering="fortrolig")

    assert avvist(les_udi(imdi, udirad(sak, U.UTREIST, i_dag()))) == [
        (3, "Ingen person er registrert med DUF-nummeret.")
    ]
    assert slutt(sak)[0] == "registrert"


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_LES, Rolle.IMDI_ADMINISTRATOR, Rolle.KOMMUNE_BOSETTER_SKRIV])
def test_only_imdis_bosettere_read_udis_file_in(rolle: Rolle) -> None:
    with pytest.raises(IkkeTilgang):
        les_udi(bruker_med(rolle, kommune=scene().kommune), "x;y;z;v;w")


@pytest.mark.parametrize(
    ("fra", "til", "kode"),
    [
        ("2026-11-28", "2027-01-01", "ukjent_format"),
        ("udi-tillatelse", "politiet", "ukjent_format"),
        (";2026-11-28", "", "ukjent_format"),
        ("hendelse;tillatelse", "tillatelse;hendelse", "feil_overskrift"),
    ],
)
def test_a_format_we_do_not_know_is_refused_whole(
    imdi: Bruker, monkeypatch: pytest.MonkeyPatch, fra: str, til: str, kode: str
) -> None:
    monkeypatch.setattr("tests.bosetting.innlesing.hjelp.UDIHODE", UDIHODE.replace(fra, til))

    with pytest.raises(Domenefeil) as feil:
        les_udi(imdi, "x;y;z;v;w")

    assert (feil.value.kode, feil.value.felt) == (kode, "fil")
