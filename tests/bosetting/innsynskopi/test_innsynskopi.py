"""GDPR art. 15: a person's own copy, and who has looked (security.md §6 I, §8; S-21)."""

import io
import json
from datetime import timedelta
from typing import Any

import pikepdf
import pypdf
import pytest
from django.urls import reverse

from bosetting.innsynskopi import services
from bosetting.innsynskopi.models import Innsynskopi
from bosetting.innsynskopi.tasks import fei
from bosetting.person.models import Sak
from bosetting.person.services import endre_gradering
from bosetting.person.states import Gradering
from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Handling, Utfall
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import IkkeTilgang, LoggNede
from imdinett.tilgang.roller import Rolle
from tests.bosetting.bosatt.hjelp import utsokt
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
UTEN_RETT = (
    Rolle.KOMMUNE_ADMINISTRATOR,
    Rolle.KOMMUNE_BOSETTER_SKRIV,
    Rolle.IMDI_BOSETTER_SKRIV,
    Rolle.IMDI_ADMINISTRATOR,
)


@pytest.fixture
def loggleser() -> Any:
    return bruker_med(Rolle.IMDI_LOGG_LES, navn="Lars Loggleser")


@pytest.fixture
def scene() -> Any:
    return utsokt(1)


def se(bruker: Any, sak: Sak, **felt: Any) -> None:
    data = {"handling": Handling.LESE, "beskrivelse": "KANARI-beskrivelse", "kommune_id": sak.kommune_id}
    data |= {"person_id": sak.person_id, "saksnummer": sak.nummer, "formaal": "KANARI-formål", "del_av": "Oversikt"}
    hendelse.logg_innsyn(bruker, **(data | felt))


def hent(bruker: Any, kopi: Innsynskopi, form: str) -> Any:
    return logg_inn(bruker).get(reverse(f"innsynskopi_{form}", args=[kopi.uuid]))


# ---- what is in it
def test_time_unit_and_kind_and_never_who_or_why(scene: Any, loggleser: Any) -> None:
    en, (sak,) = scene
    se(en.kari, sak)
    se(en.imdi, sak, handling=Handling.EKSPORT, del_av="Rapport", person_id=None, person_ider=[sak.person_id, 99])

    kopi = services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer)

    tider = list(Innsyn.objects.order_by("-tid", "-pk").values_list("tid", flat=True))[1:]
    assert kopi.oppslag == [
        {"tid": tider[0].isoformat(timespec="seconds"), "enhet": "IMDi", "handling": "eksport", "del": "Rapport"},
        {
            "tid": tider[1].isoformat(timespec="seconds"),
            "enhet": f"{en.kommune.visningsnavn} kommune",
            "handling": "lese",
            "del": "Oversikt",
        },
    ]
    tekst = json.dumps(kopi.oppslag)
    assert (en.kari.navn in tekst, en.imdi.navn in tekst, "KANARI" in tekst) == (False, False, False)


def test_refused_attempts_and_others_are_not_in_it(scene: Any, loggleser: Any) -> None:
    en, (sak,) = scene
    se(en.kari, sak, utfall=Utfall.AVVIST)
    se(en.kari, sak, person_id=sak.person_id + 1000)

    assert services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer).oppslag == []


def pdftekst(kopi: Innsynskopi) -> str:
    lest = pypdf.PdfReader(io.BytesIO(bytes(Innsynskopi.objects.get(pk=kopi.pk).pdf)))
    return " ".join(" ".join(side.extract_text() for side in lest.pages).split())


def test_the_pdf_is_tagged_and_in_the_kommunes_maalform(scene: Any, loggleser: Any) -> None:
    en, (sak,) = scene
    sak.kommune.maalform = "nynorsk"
    sak.kommune.save()
    se(en.kari, sak)
    kopi = services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer)

    assert services.lag_pdf(kopi.pk)

    innhold = bytes(Innsynskopi.objects.get(pk=kopi.pk).pdf)
    with pikepdf.open(io.BytesIO(innhold)) as dokument:
        assert (bool(dokument.Root.MarkInfo.Marked), str(dokument.Root.Lang)) == (True, "nn")
    tekst = pdftekst(kopi)
    for del_ in (
        "Opplysningar om deg i IMDinett",
        "Innhald Kven du er",
        sak.nummer,
        f"Førenamn {sak.person.fornavn}",
        "Kven som har sett opplysningar om deg",
        "Oversikt",
        f"{en.kommune.visningsnavn} kommune",
        f"Side {len(pypdf.PdfReader(io.BytesIO(innhold)).pages)}",
    ):
        assert del_ in tekst, del_
    assert (en.kari.navn in tekst, "KANARI" in tekst) == (False, False)


def test_the_chosen_maalform_wins(scene: Any, loggleser: Any) -> None:
    _en, (sak,) = scene

    kopi = services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer, sprak="nn")

    assert (kopi.sprak, "Ingen har sett opplysningane dine." in services.dokument(kopi)) == ("nn", True)


def test_the_json_is_what_is_stored_and_the_looks(scene: Any, loggleser: Any) -> None:
    en, (sak,) = scene
    se(en.kari, sak)
    kopi = services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer)

    svar = hent(loggleser, kopi, "json")

    assert svar.headers["Content-Disposition"] == f'attachment; filename="innsyn-sak-{sak.nummer}.json"'
    lest = json.loads(svar.content)
    assert set(lest) == {"sak", "laget", "grupper", "ikke_med", "oppslag"}
    assert (lest["sak"], lest["laget"], lest["oppslag"]) == (sak.nummer, kopi.laget_tid.isoformat(), kopi.oppslag)
    assert lest["grupper"] == kopi.innhold["grupper"]
    assert lest["grupper"][0]["poster"][0]["felt"]["fodselsdato"] == sak.person.fodselsdato.isoformat()


# ---- the page
def test_the_log_reader_makes_the_copy_and_gets_both_files(scene: Any, loggleser: Any) -> None:
    _en, (sak,) = scene
    klient = logg_inn(loggleser)

    svar = klient.post(reverse("innsynskopi"), {"saksnummer": sak.nummer.lower()})

    assert (svar.status_code, svar.url) == (302, reverse("innsynskopi"))
    kopi = Innsynskopi.objects.get()
    side = klient.get(reverse("innsynskopi")).content.decode()
    assert "PDF-en lages" in side
    assert klient.get(reverse("innsynskopi_pdf", args=[kopi.uuid])).status_code == 409
    fei()
    pdf = klient.get(reverse("innsynskopi_pdf", args=[kopi.uuid]))
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    assert "PDF-en lages" not in klient.get(reverse("innsynskopi")).content.decode()
    assert sak.person.navn not in side


def test_an_unknown_case_is_said_at_the_field(loggleser: Any) -> None:
    svar = logg_inn(loggleser).post(reverse("innsynskopi"), {"saksnummer": "FINNES-IKKE"})

    assert (svar.status_code, svar.context["form"].errors["saksnummer"]) == (
        422,
        ["Ingen sak har dette saksnummeret."],
    )
    assert svar.context["form"]["saksnummer"].value() == "FINNES-IKKE"


# ---- who, and the log
@pytest.mark.parametrize("rolle", UTEN_RETT)
def test_security_8_nobody_else_makes_it(scene: Any, rolle: Rolle) -> None:
    """The kommune's administrator reads the own log, and makes no copy."""
    en, (sak,) = scene
    bruker = bruker_med(rolle, kommune=en.kommune)

    assert logg_inn(bruker).get(reverse("innsynskopi")).status_code == 403
    with pytest.raises(IkkeTilgang):
        services.lag_innsynskopi(bruker=bruker, saksnummer=sak.nummer)


def test_another_log_readers_copy_does_not_exist(scene: Any, loggleser: Any) -> None:
    _en, (sak,) = scene
    kopi = services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer)
    annen = bruker_med(Rolle.IMDI_LOGG_LES)

    assert [hent(hvem, kopi, "json").status_code for hvem in (annen, loggleser)] == [404, 200]


def test_making_and_opening_are_lines_in_the_log(scene: Any, loggleser: Any) -> None:
    _en, (sak,) = scene
    kopi = services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer)
    services.lag_pdf(kopi.pk)
    hent(loggleser, kopi, "pdf")
    hent(loggleser, kopi, "json")

    felt = ("bruker_id", "handling", "person_id", "saksnummer", "del_av", "kommune_id", "enhet")
    ventet = (loggleser.pk, "eksport", sak.person_id, sak.nummer, "Kopi til personen selv", None, "IMDi")
    assert list(Innsyn.objects.order_by("pk").values_list(*felt)) == [ventet] * 3


def test_no_log_no_copy(scene: Any, loggleser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """S-07."""
    _en, (sak,) = scene

    def nede(*_args: Any, **_kwargs: Any) -> None:
        raise LoggNede("logg_nede", "Nede")

    monkeypatch.setattr(hendelse, "logg_innsyn", nede)
    with pytest.raises(LoggNede):
        services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer)

    assert not Innsynskopi.objects.exists()


# ---- how long
def test_the_copy_goes_away_and_the_lines_stay(scene: Any, loggleser: Any, settings: Any) -> None:
    _en, (sak,) = scene
    services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer)

    with klokke.flyttet_til(klokke.now() + timedelta(days=settings.INNSYNSKOPI_DAGER, hours=1)):
        assert services.fei() == 1

    assert (Innsynskopi.objects.count(), Innsyn.objects.count()) == (0, 1)


def test_s16_a_stricter_level_drops_ready_copies_of_the_whole_family(loggleser: Any) -> None:
    """security.md §5: another's copy knows of the person. A new one can be made, and says how protected they are."""
    _en, (sak, ektefelle) = utsokt(2)
    for saken in (sak, ektefelle):
        services.lag_innsynskopi(bruker=loggleser, saksnummer=saken.nummer)

    endre_gradering(
        bruker=bruker_med(Rolle.IMDI_BOSETTER_SKRIV), sak=sak, til=Gradering.FORTROLIG, grunn="Politiet har meldt fra."
    )

    assert not Innsynskopi.objects.exists()
    services.lag_innsynskopi(bruker=loggleser, saksnummer=sak.nummer)
    assert Innsyn.objects.order_by("-pk")[0].gradering == "fortrolig"
