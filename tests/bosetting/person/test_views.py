from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting.person import services
from bosetting.person.models import Avvik, Familierelasjon, Husstand, Kartlegging, Person, Sak
from bosetting.person.states import Gradering, Kategori, Sakstilstand
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne.nummer import duf_med_kontroll
from imdinett.kommune.models import Enhet
from imdinett.tilgang.roller import Rolle
from tests.bosetting.person.conftest import SVAR, TILLATELSE, klar, ny, registrert, til_kartlegging
from tests.bosetting.person.hjelp import LISTE, innsyn, skjema
from tests.factories.imdinett import EnhetFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


# ---- registering
def test_a_household_of_two_is_registered(klient) -> None:
    svar = klient.post(f"{LISTE}ny/", skjema(2, **{"p1-fornavn": "Sara"}))

    husstand = Husstand.objects.get()
    assert (svar.status_code, svar.url) == (302, f"{LISTE}husstand/{husstand.nummer}/")
    assert list(husstand.personer.order_by("pk").values_list("fornavn", "adresse")) == [
        ("Omar", "Prøveveien 1"),
        ("Sara", "Prøveveien 1"),
    ]


@pytest.mark.parametrize(
    ("felt", "verdi", "melding"),
    [
        ("p0-duf_nummer", "", "DUF-nummer må fylles ut."),
        ("p0-duf_nummer", "2099", "DUF-nummer må ha 12 sifre, og de fire første må være et årstall."),
        (
            "p0-duf_nummer",
            "2099 000001 04",
            "Kontrollsifrene i DUF-nummeret stemmer ikke. Rett nummeret, eller skriv hvorfor det likevel er riktig.",
        ),
        ("p0-fornavn", "x" * 101, "Fornavn kan ha høyst 100 tegn. Du har skrevet 101."),
        ("p0-fodselsdato", "12.13.1985", "Fødselsdato må være en dato, for eksempel 23.11.2026."),
        ("p0-fodselsdato", "24.11.2026", "Fødselsdato kan ikke være fram i tid."),
        ("p0-kjonn", "?", "Kjønn: velg ett av alternativene i listen."),
        ("p0-er_em", "on", "En enslig mindreårig må være under 18 år."),
        ("p0-fodselsnummer", "15859020052", "Fødselsnummer eller D-nummer er ikke gyldig. Kontroller sifrene."),
        ("felles-postnummer", "12", "Postnummer må ha fire sifre."),
        ("felles-postnummer", "0000", "Postnummer 0000 finnes ikke."),
    ],
)
def test_a_wrong_field_is_422_and_keeps_what_was_typed(klient, felt, verdi, melding) -> None:
    svar = klient.post(f"{LISTE}ny/", skjema(1, **{felt: verdi}))

    assert svar.status_code == 422
    assert [str(feil.tekst) for feil in svar.context["form"].errors] == [melding]
    assert "Feil:" in svar.content.decode()
    assert f'value="{verdi}"' in svar.content.decode() or felt in ("p0-kjonn", "p0-er_em", "p0-duf_nummer")
    assert Person.objects.count() == 0


def test_b070_a_region_of_bufetat_cannot_be_chosen_as_mottak(klient) -> None:
    region = EnhetFactory(navn="Region Eksempel", type=Enhet.Type.BUFETAT)

    svar = klient.post(f"{LISTE}ny/", skjema(1, **{"felles-mottak": str(region.pk)}))

    assert (svar.status_code, Person.objects.count()) == (422, 0)
    assert "Region Eksempel" not in svar.content.decode()


def test_b098_the_caseworker_overrules_the_check_digit_in_the_form(klient) -> None:
    data = skjema(1, **{"p0-duf_nummer": "2099 000001 04", "p0-duf_overstyring": "Bekreftet av UDI"})

    assert klient.post(f"{LISTE}ny/", data).status_code == 302
    assert Person.objects.get().duf_nummer == "209900000104"


def test_b098_a_known_duf_number_is_named(klient, imdi) -> None:
    registrert(imdi, ny(1))

    svar = klient.post(f"{LISTE}ny/", skjema(1))

    assert svar.status_code == 422
    assert [str(feil.tekst) for feil in svar.context["form"].errors] == [
        "DUF-nummer 2099 000001 03 kan ikke registreres. Søk etter personen, eller kontroller nummeret."
    ]


def test_one_more_person_keeps_what_is_typed_and_judges_nothing(klient) -> None:
    svar = klient.post(f"{LISTE}ny/", skjema(1, flere="1", **{"p0-fornavn": "", "p0-etternavn": "Øvelse"}))

    form = svar.context["form"]
    assert (svar.status_code, form.antall, form.errors) == (200, 2, [])
    assert form.personer[0]["etternavn"].value() == "Øvelse"


def test_one_person_less(klient) -> None:
    assert klient.post(f"{LISTE}ny/", skjema(3, faerre="1")).context["form"].antall == 2


@pytest.mark.parametrize(("antall", "vist"), [("0", 1), ("999", 15), ("x", 1), ("-1", 1)])
def test_the_number_of_persons_is_bounded(klient, antall, vist) -> None:
    svar = klient.post(f"{LISTE}ny/", {"antall": antall})

    assert (svar.status_code, svar.context["form"].antall) == (422, vist)


def test_the_same_household_twice_is_one(klient) -> None:
    data = skjema(1, engangsnokkel=str(uuid4()))

    svar = [klient.post(f"{LISTE}ny/", data) for _ in range(2)]

    assert svar[0].url == svar[1].url
    assert Husstand.objects.count() == 1


def test_one_more_in_a_household_that_waits(klient, imdi) -> None:
    husstand = registrert(imdi, ny(1, adresse="Prøveveien 1"))[0].husstand
    adresse = f"{LISTE}husstand/{husstand.nummer}/person/"
    data = {k.removeprefix("p0-").removeprefix("felles-"): v for k, v in skjema(1).items()}

    vist = klient.get(adresse)
    svar = klient.post(adresse, {**data, "duf_nummer": duf_med_kontroll(2099, 2), "versjon": "0"})

    assert vist.context["form"].initial["adresse"] == "Prøveveien 1"
    assert (svar.status_code, husstand.saker.count()) == (302, 2)


# ---- the way to bosettingsklar
def test_the_whole_way_through_the_pages(klient, imdi) -> None:
    klient.post(f"{LISTE}ny/", skjema(2))
    husstand = Husstand.objects.get()
    side = f"{LISTE}husstand/{husstand.nummer}/"
    saker = list(husstand.saker.all())

    klient.post(f"{side}tillatelse/", {"type": "flyktning", "dato": "01.02.2026", "saker": [s.pk for s in saker]})
    for sak in saker:
        data = {"samtale_dato": "01.03.2026", "morsmaal": "arabisk", "andre_sprak": "engelsk, fransk"}
        klient.post(f"{LISTE}{sak.person.uuid}/kartlegging/", data)
    svar = klient.post(f"{side}godkjenn/", {})

    assert svar.url == side
    assert set(husstand.saker.values_list("tilstand", flat=True)) == {"bosettingsklar"}
    assert Kartlegging.objects.first().andre_sprak == ["engelsk", "fransk"]
    assert list(Husstand.objects.bosettingsklare()) == [husstand]


def test_a_permit_for_nobody_is_an_error_at_the_field(klient, imdi) -> None:
    husstand = registrert(imdi, ny(1))[0].husstand

    svar = klient.post(f"{LISTE}husstand/{husstand.nummer}/tillatelse/", {"type": "flyktning", "dato": "01.02.2026"})

    assert svar.context["form"].errors == {"saker": ["Velg minst én person."]}


def test_a_permit_is_not_given_to_another_household(klient, imdi) -> None:
    husstand = registrert(imdi, ny(1))[0].husstand
    fremmed = registrert(imdi, ny(2))[0]

    svar = klient.post(
        f"{LISTE}husstand/{husstand.nummer}/tillatelse/",
        {"type": "flyktning", "dato": "01.02.2026", "saker": [fremmed.pk]},
    )

    fremmed.refresh_from_db()
    assert (svar.status_code, fremmed.tilstand) == (422, "registrert")


def test_b033_the_reason_is_asked_for_when_somebody_has_no_permit(klient, imdi) -> None:
    forste, _andre = registrert(imdi, ny(1), ny(2))
    services.registrer_tillatelser(bruker=imdi, rader=[(forste, TILLATELSE)])
    services.registrer_kartlegging(bruker=imdi, sak=forste, svar=SVAR)
    adresse = f"{LISTE}husstand/{forste.husstand.nummer}/godkjenn/"

    uten = klient.post(adresse, {"overstyring": " "})
    med = klient.post(adresse, {"overstyring": "Faren er syk."})

    forste.refresh_from_db()
    assert (uten.status_code, list(uten.context["form"].errors)) == (422, ["overstyring"])
    assert (med.status_code, forste.tilstand) == (302, Sakstilstand.BOSETTINGSKLAR)


def test_b093_health_without_samtykke_is_an_error_at_the_field(klient, imdi) -> None:
    sak = til_kartlegging(imdi, ny(1))[0]
    data = {"samtale_dato": "01.03.2026", "morsmaal": "arabisk", "behov_for_helsetjenester": "dialyse"}

    svar = klient.post(f"{LISTE}{sak.person.uuid}/kartlegging/", data)

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, ["behov_for_helsetjenester"])


@pytest.mark.parametrize(
    ("kategori", "felt"), [(Kategori.MOTTAK, "samtale_dato"), (Kategori.PRIVATBOENDE, "soknad_dato")]
)
def test_the_form_asks_for_the_date_that_the_kategori_has(klient, imdi, kategori, felt) -> None:
    sak = til_kartlegging(imdi, ny(1, kategori=kategori))[0]

    felter = set(klient.get(f"{LISTE}{sak.person.uuid}/kartlegging/").context["form"].fields)

    assert felter & {"samtale_dato", "soknad_dato"} == {felt}


def test_rett_opplysninger_and_the_409_page(klient, imdi) -> None:
    sak = registrert(imdi, ny(1))[0]
    adresse = f"{LISTE}{sak.person.uuid}/rett/"
    verdier = klient.get(adresse).context["form"].initial
    data = {k: v for k, v in verdier.items() if v not in (None, False)} | {"fodselsdato": "12.03.1985"}

    rettet = klient.post(adresse, {**data, "fornavn": "Oumar"})
    foreldet = klient.post(adresse, {**data, "fornavn": "Amar"})

    assert (rettet.status_code, foreldet.status_code) == (302, 409)
    assert Person.objects.get().fornavn == "Oumar"


# ---- relatives
def test_a_relative_in_the_household_and_one_who_is_settled(klient, imdi) -> None:
    sak, sosken = registrert(imdi, ny(1), ny(2))
    bosatt = registrert(imdi, ny(3))[0]
    adresse = f"{LISTE}{sak.person.uuid}/slektskap/"

    klient.post(adresse, {"medlem": sosken.person_id, "type": "sosken"})
    klient.post(adresse, {"duf_nummer": "2099-000003-02", "type": "forelder"})

    assert bosatt.person.duf_nummer == "209900000302"
    assert set(Familierelasjon.objects.filter(person=sak.person).values_list("slektning", "type")) == {
        (sosken.person_id, "sosken"),
        (bosatt.person_id, "forelder"),
    }
    assert ("soke", "slektskap", bosatt.nummer) in innsyn()


@pytest.mark.parametrize(
    ("data", "felt"),
    [
        ({"type": "sosken"}, "medlem"),
        ({"type": "sosken", "duf_nummer": "209900000402"}, "duf_nummer"),
        ({"type": "?", "duf_nummer": "209900000402"}, "type"),
    ],
)
def test_a_relative_that_cannot_be_found(klient, imdi, data, felt) -> None:
    sak = registrert(imdi, ny(1))[0]

    svar = klient.post(f"{LISTE}{sak.person.uuid}/slektskap/", data)

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, [felt])


def test_b095_a_shielded_relative_is_as_if_not_there(klient, imdi) -> None:
    sak = registrert(imdi, ny(1))[0]
    skjermet = registrert(bruker_med(Rolle.IMDI_BOSETTER_SKRIV), ny(2, gradering=Gradering.STRENGT_FORTROLIG))[0]
    data = {"type": "sosken", "duf_nummer": skjermet.person.duf_nummer}

    svar = klient.post(f"{LISTE}{sak.person.uuid}/slektskap/", data)

    assert svar.context["form"].errors == {"duf_nummer": ["Vi finner ingen person med dette DUF-nummeret."]}


# ---- avvik and the end
def test_avvik_is_opened_listed_and_closed(klient, imdi) -> None:
    sak = registrert(imdi, ny(1))[0]

    klient.post(f"{LISTE}{sak.person.uuid}/avvik/", {"slag": "feil_kategori", "beskrivelse": "Feil kategori"})
    avvik = Avvik.objects.get()
    listet = klient.get(f"{LISTE}?avvik=apne")
    klient.post(f"/imdi/avvik/{avvik.pk}/lukk/", {"grunn": "Rettet"})

    assert [rad.sak for rad in listet.context["rader"]] == [sak]
    assert klient.get(f"{LISTE}?avvik=apne").context["rader"] == []


def test_avslutt_sak(klient, imdi) -> None:
    sak = registrert(imdi, ny(1))[0]

    klient.post(f"{LISTE}{sak.person.uuid}/avslutt/", {"grunn": "feilregistrert"})

    sak.refresh_from_db()
    assert (sak.tilstand, sak.avsluttet_grunn) == ("avsluttet", "feilregistrert")


# ---- the list and the search
def test_the_list_filters_and_names_nobody(klient, imdi) -> None:
    registrert(imdi, ny(1, fornavn="Marker", etternavn="Navnesen"))
    klar_ = klar(imdi, ny(2, kategori=Kategori.MOTTAK))[0]

    def numre(hale: str) -> list[Sak]:
        return [rad.sak for rad in klient.get(f"{LISTE}{hale}").context["rader"]]

    tekst = klient.get(LISTE).content.decode()
    assert numre("?tilstand=bosettingsklar") == [klar_]
    assert numre("?kategori=amot") == []
    assert numre(f"?nummer={klar_.nummer.lower()}") == [klar_]
    assert numre(f"?nummer={klar_.husstand.nummer}") == [klar_]
    assert len(numre("?tilstand=tull")) == 2
    assert "Marker" not in tekst
    assert "2099" not in tekst
    assert innsyn() == []


def test_b095_shielded_cases_are_listed_for_the_group_and_counted_for_nobody_else(klient, imdi) -> None:
    apen = registrert(imdi, ny(1))[0]
    skjult = registrert(bruker_med(Rolle.IMDI_BOSETTER_SKRIV), ny(2, gradering=Gradering.FORTROLIG))[0]
    egen = registrert(imdi, ny(3, gradering=Gradering.FORTROLIG))[0]

    svar = klient.get(LISTE)

    assert [rad.sak for rad in svar.context["rader"]] == [egen, apen]
    assert "2 saker" in svar.content.decode()
    assert skjult.nummer not in svar.content.decode()


def test_the_list_takes_the_same_queries_for_one_and_three(klient, imdi) -> None:
    registrert(imdi, ny(1))
    klient.get(LISTE)
    with CaptureQueriesContext(connection) as en:
        klient.get(LISTE)
    registrert(imdi, ny(2), ny(3))
    with CaptureQueriesContext(connection) as tre:
        svar = klient.get(LISTE)

    assert len(svar.context["rader"]) == 3
    assert len(tre) == len(en)
    assert len(en) <= 20


def test_a_search_is_a_post_and_leaves_a_line_on_those_it_found(klient, imdi) -> None:
    treff = registrert(imdi, ny(1, fornavn="Omar"))[0]
    registrert(imdi, ny(2, fornavn="Sara"))
    annen = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    skjermet = registrert(annen, ny(3, fornavn="Omar", gradering=Gradering.FORTROLIG))[0]

    svar = klient.post(f"{LISTE}sok/", {"sok": "omar eksempel"})

    assert [rad.sak for rad in svar.context["rader"]] == [treff]
    linje = Innsyn.objects.earliest("pk")
    assert (linje.handling, linje.person_ider) == ("soke", [treff.person_id])
    assert skjermet.person_id not in linje.person_ider
    assert "omar" not in linje.beskrivelse.lower()


def test_a_search_for_a_duf_number_finds_its_person(klient, imdi) -> None:
    sak = registrert(imdi, ny(1))[0]

    svar = klient.post(f"{LISTE}sok/", {"sok": "2099 000001 03"})

    assert [rad.sak for rad in svar.context["rader"]] == [sak]


@pytest.mark.parametrize("sok", ["", "ab", "x" * 101])
def test_a_search_too_short_or_too_long(klient, sok) -> None:
    svar = klient.post(f"{LISTE}sok/", {"sok": sok})

    assert (svar.status_code, Innsyn.objects.count()) == (422, 0)
