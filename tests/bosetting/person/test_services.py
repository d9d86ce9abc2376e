from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from bosetting.person import services
from bosetting.person.models import Avvik, Familierelasjon, Husstand, Kartlegging, Person, Sak
from bosetting.person.rules import Kartleggingssvar, Tillatelse
from bosetting.person.states import Avslutningsgrunn, Gradering, Kategori, Relasjonstype, Sakstilstand, Tillatelsestype
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon, UlovligOvergang
from imdinett.tilgang.roller import Rolle
from tests.bosetting.person.conftest import SOKNAD, SVAR, TILLATELSE, kartlagt, klar, ny, registrert, til_kartlegging
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


def hendelser(sak: Sak) -> list[str]:
    return [h.type for h in Hendelse.objects.gjelder(sak).order_by("pk")]


# ---- who
def test_registrer_personer_gives_households_cases_and_events(imdi) -> None:
    saker = services.registrer_personer(bruker=imdi, husstander=[[ny(1), ny(2)], [ny(3, fornavn="Sara")]])

    assert [[sak.person.duf_nummer for sak in gruppe] for gruppe in saker] == [
        [ny(1).duf_nummer, ny(2).duf_nummer],
        [ny(3).duf_nummer],
    ]
    assert len({sak.husstand_id for gruppe in saker for sak in gruppe}) == 2
    assert set(Sak.objects.values_list("tilstand", flat=True)) == {"registrert"}
    assert Hendelse.objects.filter(type=Hendelsestype.PERSON_REGISTRERT).count() == 3


def test_numbers_are_short_unique_and_do_not_count_upwards(imdi) -> None:
    saker = registrert(imdi, *(ny(n) for n in range(1, 31)))

    numre = [sak.nummer for sak in saker]
    assert {len(nummer) for nummer in numre} == {5}
    assert len(set(numre)) == 30
    assert numre != sorted(numre)
    assert saker[0].husstand.nummer.startswith("H")


def test_registrer_personer_takes_the_same_queries_for_one_and_for_fifty(imdi) -> None:
    registrert(imdi, ny(1))
    with CaptureQueriesContext(connection) as en:
        registrert(imdi, ny(2))
    with CaptureQueriesContext(connection) as femti:
        services.registrer_personer(bruker=imdi, husstander=[[ny(n)] for n in range(3, 53)])

    assert len(femti) == len(en)


def test_every_step_takes_the_same_queries_for_one_and_for_fifty(imdi) -> None:
    def gang(saker: list[Sak]) -> int:
        with CaptureQueriesContext(connection) as sporringer:
            services.registrer_tillatelser(bruker=imdi, rader=[(sak, TILLATELSE) for sak in saker])
            services.registrer_kartlegginger(bruker=imdi, rader=[(sak, SVAR) for sak in saker])
            services.godkjenn_kartlegginger(bruker=imdi, saker=saker)
        return len(sporringer)

    femti = services.registrer_personer(bruker=imdi, husstander=[[ny(n)] for n in range(2, 52)])

    assert gang(registrert(imdi, ny(1))) == gang([sak for gruppe in femti for sak in gruppe])


@pytest.mark.parametrize("duf", ["20990000010", "2099000001033", "189900000103", "2099000001AB", ""])
def test_b098_a_duf_number_of_wrong_length_or_year_is_refused_even_with_a_reason(imdi, duf) -> None:
    with pytest.raises(Domenefeil) as feil:
        registrert(imdi, ny(duf_nummer=duf, duf_overstyring="Bekreftet av UDI"))

    assert (feil.value.kode, feil.value.felt, Person.objects.count()) == ("duf_form", "duf_nummer", 0)


def test_b098_a_wrong_check_digit_is_refused_without_a_reason(imdi) -> None:
    with pytest.raises(Domenefeil) as feil:
        registrert(imdi, ny(duf_nummer="209900000104", duf_overstyring="  "))

    assert feil.value.kode == "duf_kontroll"


def test_b098_a_caseworker_may_overrule_the_check_digit_and_the_reason_is_kept(imdi) -> None:
    sak = registrert(imdi, ny(duf_nummer="209900000104", duf_overstyring="Bekreftet av UDI"))[0]

    assert sak.person.duf_nummer == "209900000104"
    assert Hendelse.objects.get().data["duf_overstyring"] == "Bekreftet av UDI"


def test_b098_a_duf_number_is_unique(imdi) -> None:
    registrert(imdi, ny(1))

    with pytest.raises(Domenefeil) as feil:
        registrert(imdi, ny(2), ny(1))
    with pytest.raises(Domenefeil) as dobbelt:
        registrert(imdi, ny(3), ny(3))

    assert (feil.value.kode, dobbelt.value.kode) == ("duf_finnes", "duf_to_ganger")
    assert Person.objects.count() == 1


def test_b073_a_minor_alone_needs_a_representant_and_is_under_18(imdi) -> None:
    barn = {"er_em": True, "fodselsdato": date(2010, 1, 1)}
    for felt, kode in [
        (barn, "em_uten_representant"),
        ({"er_em": True, "representant_navn": "R. Eksempel"}, "em_myndig"),
    ]:
        with pytest.raises(Domenefeil) as feil:
            registrert(imdi, ny(1, **felt))
        assert feil.value.kode == kode

    assert registrert(imdi, ny(1, **barn, representant_navn="R. Eksempel"))[0].er_em


@pytest.mark.parametrize(
    ("fodt", "lov"), [(date(2008, 11, 24), True), (date(2008, 11, 23), False), (date(2008, 11, 22), False)]
)
def test_b073_eighteen_is_reached_on_the_birthday(imdi, fodt, lov) -> None:
    person = ny(er_em=True, fodselsdato=fodt, representant_navn="R. Eksempel")

    if lov:
        assert registrert(imdi, person)
    else:
        with pytest.raises(Domenefeil):
            registrert(imdi, person)


@pytest.mark.parametrize(
    ("felt", "kode"),
    [
        ({"fodselsdato": date(2026, 11, 24)}, "fodt_i_framtiden"),
        ({"fodselsnummer": "15859020052"}, "fodselsnummer"),
        ({"tidligst_ankomst": date(2026, 12, 2), "innreisefrist": date(2026, 12, 1)}, "innreisefrist"),
    ],
)
def test_facts_that_cannot_be(imdi, felt, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        registrert(imdi, ny(**felt))

    assert feil.value.kode == kode


def test_facts_that_can_be(imdi) -> None:
    sak = registrert(
        imdi,
        ny(
            fodselsdato=date(2026, 11, 23),
            fodselsnummer="15859020051",
            kategori=Kategori.OVERFORINGSFLYKTNING,
            tidligst_ankomst=date(2026, 12, 1),
            innreisefrist=date(2026, 12, 1),
        ),
    )[0]

    assert (sak.innreisefrist, sak.person.fodselsnummer) == (date(2026, 12, 1), "15859020051")


def test_an_empty_household_is_refused(imdi) -> None:
    with pytest.raises(Domenefeil) as feil:
        services.registrer_personer(bruker=imdi, husstander=[[]])

    assert feil.value.kode == "tom_husstand"


def test_b032_a_household_grows_until_somebody_has_been_asked(imdi) -> None:
    forste = klar(imdi, ny(1))[0]
    andre = services.registrer_person(bruker=imdi, ny=ny(2), husstand=forste.husstand)
    Sak.objects.filter(pk=forste.pk).update(tilstand=Sakstilstand.FORDELT, kommune=KommuneFactory(), plassaar=2026)

    with pytest.raises(Domenefeil) as feil:
        services.registrer_person(bruker=imdi, ny=ny(3), husstand=forste.husstand)

    assert (andre.husstand_id, feil.value.kode) == (forste.husstand_id, "husstand_fordelt")


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_LES, Rolle.IMDI_ANMODNING, Rolle.IMDI_ADMINISTRATOR])
def test_only_imdi_bosetter_skriv_registers(rolle) -> None:
    with pytest.raises(IkkeTilgang):
        registrert(bruker_med(rolle), ny())


def test_a_kommune_registers_nobody() -> None:
    with pytest.raises(IkkeTilgang):
        registrert(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()), ny())


def test_endre_person_names_the_fields_and_never_the_values(imdi) -> None:
    sak = registrert(imdi, ny(1))[0]

    services.endre_person(bruker=imdi, sak=sak, versjon=1, ny=ny(1, fornavn="Oumar", kategori=Kategori.AMOT))

    sak.refresh_from_db()
    hendelse = Hendelse.objects.filter(type=Hendelsestype.PERSON_ENDRET).get()
    assert (sak.person.fornavn, sak.kategori, sak.versjon) == ("Oumar", Kategori.AMOT, 2)
    assert hendelse.data == {"felt": ["fornavn", "kategori"], "duf_overstyring": ""}


def test_endre_person_stale_is_a_collision_and_nothing_changed_is_no_event(imdi) -> None:
    sak = registrert(imdi, ny(1))[0]

    services.endre_person(bruker=imdi, sak=sak, versjon=1, ny=ny(1))
    with pytest.raises(Kollisjon):
        services.endre_person(bruker=imdi, sak=sak, versjon=2, ny=ny(1, fornavn="Oumar"))

    assert hendelser(sak) == ["person_registrert"]


def test_endre_person_keeps_the_kategori_once_somebody_is_asked(imdi) -> None:
    sak = klar(imdi, ny(1))[0]
    Sak.objects.filter(pk=sak.pk).update(tilstand=Sakstilstand.FORDELT, kommune=KommuneFactory(), plassaar=2026)

    with pytest.raises(Domenefeil) as feil:
        services.endre_person(bruker=imdi, sak=sak, versjon=sak.versjon, ny=ny(1, kategori=Kategori.AMOT))
    services.endre_person(bruker=imdi, sak=sak, versjon=sak.versjon, ny=ny(1, adresse="Ny vei 2"))

    assert feil.value.kode == "kategori_laast"
    assert Person.objects.get().adresse == "Ny vei 2"


def test_slektskap_is_stored_both_ways_and_a_known_pair_is_changed(imdi) -> None:
    mor, barn = (sak.person for sak in registrert(imdi, ny(1), ny(2)))

    services.registrer_slektskap(bruker=imdi, slektskap=[(barn, mor, Relasjonstype.SOSKEN)])
    services.registrer_slektskap(bruker=imdi, slektskap=[(barn, mor, Relasjonstype.FORELDER)])

    assert set(Familierelasjon.objects.values_list("person", "slektning", "type")) == {
        (barn.pk, mor.pk, "forelder"),
        (mor.pk, barn.pk, "barn"),
    }


def test_nobody_is_related_to_oneself(imdi) -> None:
    person = registrert(imdi, ny(1))[0].person

    with pytest.raises(Domenefeil):
        services.registrer_slektskap(bruker=imdi, slektskap=[(person, person, Relasjonstype.SOSKEN)])


# ---- the case
def test_a_permit_moves_the_case_to_kartlegging(imdi) -> None:
    sak = registrert(imdi, ny())[0]

    sak = services.registrer_tillatelse(bruker=imdi, sak=sak, type=Tillatelsestype.KOLLEKTIV, dato=date(2026, 11, 23))

    assert (sak.tilstand, sak.kollektiv_beskyttelse) == (Sakstilstand.TIL_KARTLEGGING, True)
    assert hendelser(sak) == ["person_registrert", "tillatelse_registrert"]


def test_a_permit_of_tomorrow_is_refused_and_a_second_is_no_move(imdi) -> None:
    sak = registrert(imdi, ny())[0]
    i_morgen = Tillatelse(type=Tillatelsestype.FLYKTNING, dato=date(2026, 11, 24))

    with pytest.raises(Domenefeil) as feil:
        services.registrer_tillatelser(bruker=imdi, rader=[(sak, i_morgen)])
    services.registrer_tillatelser(bruker=imdi, rader=[(sak, TILLATELSE)])
    with pytest.raises(UlovligOvergang):
        services.registrer_tillatelser(bruker=imdi, rader=[(sak, TILLATELSE)])

    assert feil.value.kode == "tillatelse_i_framtiden"


def test_b093_health_without_samtykke_is_refused(imdi) -> None:
    sak = til_kartlegging(imdi, ny())[0]
    svar = Kartleggingssvar(morsmaal="arabisk", behov_for_helsetjenester="dialyse")

    with pytest.raises(Domenefeil) as feil:
        services.registrer_kartlegging(bruker=imdi, sak=sak, svar=svar)

    assert (feil.value.kode, Kartlegging.objects.count()) == ("helse_uten_samtykke", 0)


def test_b093_health_with_samtykke_is_stored(imdi) -> None:
    sak = til_kartlegging(imdi, ny())[0]
    svar = Kartleggingssvar(morsmaal="arabisk", behov_for_helsetjenester="dialyse", helse_samtykke=True)

    services.registrer_kartlegging(bruker=imdi, sak=sak, svar=svar)

    assert Kartlegging.objects.get().behov_for_helsetjenester == "dialyse"


def test_b093_health_is_in_no_event(imdi) -> None:
    sak = til_kartlegging(imdi, ny())[0]
    svar = Kartleggingssvar(morsmaal="arabisk", behov_for_helsetjenester="dialyse", helse_samtykke=True)

    services.registrer_kartlegging(bruker=imdi, sak=sak, svar=svar)

    assert Hendelse.objects.get(type=Hendelsestype.KARTLEGGING_REGISTRERT).data == {}


def test_a_kartlegging_is_corrected_until_somebody_is_asked(imdi) -> None:
    sak = klar(imdi, ny())[0]
    svar = Kartleggingssvar(morsmaal="kurmanji", samtale_dato=date(2026, 3, 2), andre_sprak=("arabisk", "engelsk"))
    services.registrer_kartlegging(bruker=imdi, sak=sak, svar=svar)
    Sak.objects.filter(pk=sak.pk).update(tilstand=Sakstilstand.FORDELT, kommune=KommuneFactory(), plassaar=2026)

    with pytest.raises(Domenefeil) as feil:
        services.registrer_kartlegging(bruker=imdi, sak=sak, svar=SVAR)

    kartlegging = Kartlegging.objects.get()
    assert feil.value.kode == "kartlegging_laast"
    assert (kartlegging.morsmaal, kartlegging.andre_sprak) == ("kurmanji", ["arabisk", "engelsk"])
    assert kartlegging.godkjent_av == imdi


def test_godkjenn_makes_bosettingsklar(imdi) -> None:
    sak = klar(imdi, ny())[0]

    assert (sak.tilstand, sak.klar_tid) == (Sakstilstand.BOSETTINGSKLAR, klokke.now())
    assert hendelser(sak)[-1] == "sak_bosettingsklar"


@pytest.mark.parametrize(
    ("kategori", "svar", "lov"),
    [
        (Kategori.MOTTAK, SVAR, True),
        (Kategori.MOTTAK, SOKNAD, False),
        (Kategori.PRIVATBOENDE, SOKNAD, True),
        (Kategori.PRIVATBOENDE, SVAR, False),
    ],
)
def test_godkjenn_needs_the_samtale_or_for_privatboende_the_application(imdi, kategori, svar, lov) -> None:
    saker = kartlagt(imdi, ny(kategori=kategori), svar=svar)

    if lov:
        assert services.godkjenn_kartlegginger(bruker=imdi, saker=saker)
    else:
        with pytest.raises(Domenefeil) as feil:
            services.godkjenn_kartlegginger(bruker=imdi, saker=saker)
        assert feil.value.kode == "kartlegging_mangler"


def test_b063_an_application_may_come_before_the_permit_and_waits_for_it(imdi) -> None:
    sak = registrert(imdi, ny(kategori=Kategori.PRIVATBOENDE))[0]
    services.registrer_kartlegging(bruker=imdi, sak=sak, svar=SOKNAD)

    with pytest.raises(Domenefeil):
        services.godkjenn_kartlegging(bruker=imdi, sak=sak)


def familie_uten_tillatelse(imdi) -> list[Sak]:
    """Two of one household: the first is mapped, the second has no permit."""
    forste, andre = registrert(imdi, ny(1), ny(2))
    services.registrer_tillatelser(bruker=imdi, rader=[(forste, TILLATELSE)])
    services.registrer_kartlegging(bruker=imdi, sak=forste, svar=SVAR)
    return [forste, andre]


def test_b033_a_family_waits_until_all_have_a_permit(imdi) -> None:
    forste, _andre = familie_uten_tillatelse(imdi)

    with pytest.raises(Domenefeil) as feil:
        services.godkjenn_kartlegging(bruker=imdi, sak=forste)

    assert (feil.value.kode, feil.value.felt) == ("familie_uten_tillatelse", "overstyring")


def test_b033_imdi_overrides_with_a_reason_that_is_kept(imdi) -> None:
    forste, _andre = familie_uten_tillatelse(imdi)

    services.godkjenn_kartlegging(bruker=imdi, sak=forste, overstyring="Faren er syk.")

    forste.refresh_from_db()
    assert forste.tilstand == Sakstilstand.BOSETTINGSKLAR
    assert forste.husstand.overstyring == "Faren er syk."
    assert Hendelse.objects.get(type=Hendelsestype.SAK_BOSETTINGSKLAR).data == {"overstyring": "Faren er syk."}


def test_b033_a_closed_case_does_not_hold_the_family_back(imdi) -> None:
    forste, andre = familie_uten_tillatelse(imdi)
    services.avslutt_sak(bruker=imdi, sak=andre, grunn=Avslutningsgrunn.REIST_FRA_NORGE)

    assert services.godkjenn_kartlegging(bruker=imdi, sak=forste).tilstand == Sakstilstand.BOSETTINGSKLAR


def test_b033_an_override_needed_by_nobody_is_not_kept(imdi) -> None:
    sak = kartlagt(imdi, ny())[0]

    services.godkjenn_kartlegging(bruker=imdi, sak=sak, overstyring="For sikkerhets skyld")

    assert Husstand.objects.get().overstyring == ""


# ---- B-030, B-032, B-033, B-095: what can be put on a list
def test_b030_a_household_that_is_ready_can_be_listed(imdi) -> None:
    sak = klar(imdi, ny(1), ny(2))[0]
    kartlagt(imdi, ny(3))

    assert list(Husstand.objects.bosettingsklare()) == [sak.husstand]


def test_b032_a_household_with_one_who_is_not_ready_cannot(imdi) -> None:
    forste, _andre = kartlagt(imdi, ny(1), ny(2))
    services.godkjenn_kartlegging(bruker=imdi, sak=forste)

    assert list(Husstand.objects.bosettingsklare()) == []


def test_b033_an_overridden_household_can(imdi) -> None:
    forste, _andre = familie_uten_tillatelse(imdi)
    services.godkjenn_kartlegging(bruker=imdi, sak=forste, overstyring="Faren er syk.")

    assert list(Husstand.objects.bosettingsklare()) == [forste.husstand]


@pytest.mark.parametrize("felt", [{"gradering": Gradering.EGNE_ANSATTE}, {"gradering": Gradering.FORTROLIG}])
def test_b095_a_household_with_a_shielded_person_cannot(imdi, felt) -> None:
    saker = klar(imdi, ny(1), ny(2, **felt))

    assert {sak.tilstand for sak in saker} == {Sakstilstand.BOSETTINGSKLAR}
    assert list(Husstand.objects.bosettingsklare()) == []
    assert list(Sak.objects.uten_skjermede()) == [saker[0]]


# ---- the end of a case
@pytest.mark.parametrize("tilstand", ["registrert", "til_kartlegging", "bosettingsklar"])
def test_avslutt_sak_from_every_state_that_holds_no_place(imdi, tilstand) -> None:
    lag = {"registrert": registrert, "til_kartlegging": til_kartlegging, "bosettingsklar": klar}[tilstand]
    sak = lag(imdi, ny())[0]

    sak = services.avslutt_sak(bruker=imdi, sak=sak, grunn=Avslutningsgrunn.REIST_FRA_NORGE)

    assert (sak.tilstand, sak.avsluttet_grunn) == (Sakstilstand.AVSLUTTET, "reist_fra_norge")
    assert hendelser(sak)[-1] == "sak_avsluttet"


@pytest.mark.parametrize("tilstand", [Sakstilstand.FORDELT, Sakstilstand.AKSEPTERT, Sakstilstand.SOKT_UT])
def test_avslutt_sak_that_holds_a_place_is_recalled_first(imdi, tilstand) -> None:
    sak = klar(imdi, ny())[0]
    Sak.objects.filter(pk=sak.pk).update(tilstand=tilstand, kommune=KommuneFactory(), plassaar=2026)

    with pytest.raises(Domenefeil) as feil:
        services.avslutt_sak(bruker=imdi, sak=sak, grunn=Avslutningsgrunn.REIST_FRA_NORGE)

    assert feil.value.kode == "trekk_forst"


def test_avslutt_sak_happens_once(imdi) -> None:
    sak = registrert(imdi, ny())[0]

    services.avslutt_sak(bruker=imdi, sak=sak, grunn=Avslutningsgrunn.DOD)
    with pytest.raises(Domenefeil):
        services.avslutt_sak(bruker=imdi, sak=sak, grunn=Avslutningsgrunn.DOD)


@pytest.mark.parametrize("sprak", ["nb", "nn"])
@pytest.mark.parametrize("grunn", Avslutningsgrunn)
def test_the_reason_is_kept_as_its_code_and_read_in_the_readers_language(imdi, grunn, sprak) -> None:
    sak = registrert(imdi, ny())[0]
    with translation.override("nn"):
        services.avslutt_sak(bruker=imdi, sak=sak, grunn=grunn)
    rad = Hendelse.objects.get(type="sak_avsluttet")

    assert rad.data == {"grunn": grunn.value}
    with translation.override(sprak):
        assert setning(rad).endswith(f": {grunn.label}")


# ---- avvik
def test_avvik_is_opened_and_closed_once(imdi) -> None:
    sak = registrert(imdi, ny())[0]
    avvik = services.apne_avvik(bruker=imdi, sak=sak, beskrivelse="Feil kategori")

    services.lukk_avvik(bruker=imdi, avvik=avvik, grunn="Rettet hos UDI")
    with klokke.flyttet_til(klokke.now() + timedelta(hours=1)):
        lukket = services.lukk_avvik(bruker=imdi, avvik=avvik, grunn="Rettet hos UDI")

    assert lukket.lukket_tid == klokke.now()
    assert hendelser(sak)[1:] == ["avvik_aapnet", "avvik_lukket"]


def test_avvik_says_nothing_of_itself_in_the_event(imdi) -> None:
    """A kommune reads the event before vedtak; the text is for the folder (B-034)."""
    sak = registrert(imdi, ny())[0]

    services.apne_avvik(bruker=imdi, sak=sak, beskrivelse="Omar Eksempel står feil")

    assert Hendelse.objects.get(type=Hendelsestype.AVVIK_AAPNET).data == {}


def test_avvik_needs_a_text_and_the_right(imdi) -> None:
    sak = registrert(imdi, ny())[0]

    with pytest.raises(Domenefeil):
        services.apne_avvik(bruker=imdi, sak=sak, beskrivelse=" ")
    with pytest.raises(IkkeTilgang):
        services.apne_avvik(bruker=bruker_med(Rolle.IMDI_BOSETTER_LES), sak=sak, beskrivelse="Feil")

    assert Avvik.objects.count() == 0
