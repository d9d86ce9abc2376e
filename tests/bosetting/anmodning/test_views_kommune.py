from datetime import date
from email import message_from_bytes, policy
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting.anmodning import queries
from bosetting.anmodning.models import Anmodning, Kommunevedtak
from bosetting.anmodning.rules import Vedtakssvar
from bosetting.anmodning.services import kommunevedtak as services
from bosetting.anmodning.states import Vedtakstilstand
from imdinett.kjerne import klokke
from imdinett.opplasting.models import Opplasting
from imdinett.opplasting.services import motta
from imdinett.opplasting.states import Filtilstand
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.opplasting.filer import fil

pytestmark = pytest.mark.django_db

SVAR = {"antall": "40", "herav_em": "2", "vedtaksdato": "20.11.2026", "merknad": ""}


@pytest.fixture
def kommune(sendt, kommuner):
    return kommuner[0]


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.fixture
def klient(skriv):
    return logg_inn(skriv)


def side(kommune, hale: str = "") -> str:
    return f"/kommuner/{kommune.nummer}/anmodninger/{hale}"


def registrert(skriv, kommune, antall: int = 40) -> Kommunevedtak:
    svar = Vedtakssvar(antall=antall, vedtaksdato=date(2026, 11, 20))
    return services.registrer_kommunevedtak(bruker=skriv, kommune=kommune, aar=2027, svar=svar)


def test_the_page_shows_numbers_letters_and_that_nothing_is_registered(klient, kommune) -> None:
    svar = klient.get(side(kommune))

    tekst = svar.content.decode()
    assert svar.status_code == 200
    assert svar.context["side"].aar == 2027
    assert [n.verdi for n in svar.context["side"].tall] == ["45", "Ikke registrert", "0", "0", "Ikke registrert"]
    assert [brev.tittel for brev in svar.context["side"].brev] == ["Anmodning om bosetting av flyktninger i 2027"]
    assert [rad.tittel for rad in svar.context["side"].hendelser] == [
        "IMDi sendte anmodning for 2027: 45 personer, herav 2 enslige mindreårige."
    ]
    assert "Registrer vedtak" in tekst
    assert "vedtak ikke registrert" in tekst


def test_the_whole_way_from_form_to_receipt(klient, skriv, kommune) -> None:
    ny = klient.post(side(kommune, "2027/vedtak/"), {**SVAR, "merknad": "Bare familier"})
    vedtak = Kommunevedtak.objects.get()
    se_over = klient.get(ny.url)
    godkjent = klient.post(ny.url, {"versjon": "1"})
    kvittering = klient.get(godkjent.url)

    vedtak.refresh_from_db()
    assert ny.url == side(kommune, f"vedtak/{vedtak.pk}/")
    assert [rad.verdi for rad in se_over.context["rader"]] == [
        "40",
        "2",
        "20. november 2026",
        "Ingen fil",
        "Bare familier",
        "Ingen ønsker",
    ]
    assert (vedtak.tilstand, vedtak.godkjent_av) == (Vedtakstilstand.GODKJENT, skriv)
    assert "Vedtaket er godkjent: 40 personer i 2027" in kvittering.content.decode()


def test_b024_the_receipt_gives_the_vedtak_as_an_email_ready_to_send(klient, skriv, kommune) -> None:
    """To IMDi with a copy to KS, the document attached, as a draft."""
    dokument = motta(fil("Møtebok æøå.pdf"), bruker=skriv, kommune=kommune, rettighet=Rettighet.KOMMUNEVEDTAK_LES)
    Opplasting.objects.update(tilstand=Filtilstand.REN, skannet_tid=klokke.now())
    vedtak = registrert(skriv, kommune)
    Kommunevedtak.objects.update(dokument=dokument, merknad="Bare familier")
    adresse = side(kommune, f"vedtak/{vedtak.pk}/epost/")
    assert klient.get(adresse).status_code == 404
    services.godkjenn_kommunevedtak(bruker=skriv, vedtak=vedtak, versjon=1)

    svar = klient.get(adresse)

    epost = message_from_bytes(svar.content, policy=policy.default)
    tekst = epost.get_body().get_content()
    (vedlegg,) = epost.iter_attachments()
    assert (svar.headers["Content-Type"], epost["X-Unsent"]) == ("message/rfc822", "1")
    assert (epost["To"], epost["Cc"]) == ("post@imdi.no", "ks@ks.no")
    assert epost["Subject"] == f"{kommune.visningsnavn} kommune: vedtak om bosetting av flyktninger i 2027"
    for del_ in ("Antall personer: 40", "Herav enslige mindreårige: 0", "20. november 2026", "Merknad: Bare familier"):
        assert del_ in tekst
    assert (vedlegg.get_filename(), vedlegg.get_content()[:5]) == (dokument.filnavn, b"%PDF-")
    assert adresse in klient.get(side(kommune, f"vedtak/{vedtak.pk}/kvittering/")).content.decode()


def test_a_document_that_is_not_scanned_is_not_in_the_email(klient, skriv, kommune) -> None:
    dokument = motta(fil(), bruker=skriv, kommune=kommune, rettighet=Rettighet.KOMMUNEVEDTAK_LES)
    vedtak = registrert(skriv, kommune)
    Kommunevedtak.objects.update(dokument=dokument)
    services.godkjenn_kommunevedtak(bruker=skriv, vedtak=vedtak, versjon=1)

    epost = message_from_bytes(klient.get(side(kommune, f"vedtak/{vedtak.pk}/epost/")).content, policy=policy.default)

    assert list(epost.iter_attachments()) == []
    kvittering = klient.get(side(kommune, f"vedtak/{vedtak.pk}/kvittering/")).content.decode()
    assert "Legg ved vedtaket" in kvittering


@pytest.mark.parametrize(
    ("felt", "verdi", "melding"),
    [
        ("antall", "", "Antall personer i vedtaket må fylles ut."),
        ("antall", "mange", "Antall personer i vedtaket må være et helt tall."),
        ("antall", "-1", "Antall personer i vedtaket må være minst 0."),
        ("antall", "123456", "Antall personer i vedtaket kan være høyst 99999."),
        ("herav_em", "41", "Herav enslige mindreårige kan ikke være flere enn antallet."),
        ("herav_em", "", "Herav enslige mindreårige må fylles ut."),
        ("vedtaksdato", "24.11.2026", "Dato for vedtaket kan ikke være fram i tid."),
        ("vedtaksdato", "31.02.2026", "Dato for vedtaket i kommunen må være en dato, for eksempel 23.11.2026."),
        ("merknad", "x" * 1001, "Merknad kan ha høyst 1000 tegn. Du har skrevet 1001."),
    ],
)
def test_a_wrong_field_is_422_at_the_field_and_keeps_what_was_typed(klient, kommune, felt, verdi, melding) -> None:
    svar = klient.post(side(kommune, "2027/vedtak/"), {**SVAR, felt: verdi})

    form = svar.context["form"]
    assert svar.status_code == 422
    assert form.errors == {felt: [melding]}
    assert form[felt].value() == verdi
    assert Kommunevedtak.objects.count() == 0


@pytest.mark.parametrize(
    ("innhold", "navn", "type_"),
    [(b"", "tom.pdf", "application/pdf"), (b"MZ", "virus.exe", "application/octet-stream")],
)
def test_a_wrong_file_is_refused_and_nothing_is_registered(klient, kommune, innhold, navn, type_) -> None:
    fil = SimpleUploadedFile(navn, innhold, type_)

    svar = klient.post(side(kommune, "2027/vedtak/"), {**SVAR, "dokument": fil})

    assert svar.status_code == 422
    assert list(svar.context["form"].errors) == ["dokument"]
    assert Kommunevedtak.objects.count() == 0


def test_a_file_goes_into_quarantine_with_the_vedtak(klient, kommune) -> None:
    fil = SimpleUploadedFile("vedtak.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")

    klient.post(side(kommune, "2027/vedtak/"), {**SVAR, "dokument": fil})

    dokument = Kommunevedtak.objects.get().dokument
    assert dokument is not None
    assert (dokument.filnavn, dokument.kommune, dokument.rettighet) == ("vedtak.pdf", kommune, "kommunevedtak_les")


def test_the_same_form_twice_registers_once(klient, kommune) -> None:
    data = {**SVAR, "engangsnokkel": str(uuid4())}

    forste = klient.post(side(kommune, "2027/vedtak/"), data)
    andre = klient.post(side(kommune, "2027/vedtak/"), data)

    assert forste.url == andre.url
    assert Kommunevedtak.objects.count() == 1


def test_godkjenn_twice_is_one_approval(klient, skriv, kommune) -> None:
    vedtak = registrert(skriv, kommune)
    data = {"versjon": "1", "engangsnokkel": str(uuid4())}

    svar = [klient.post(side(kommune, f"vedtak/{vedtak.pk}/"), data) for _ in range(2)]

    assert [en.status_code for en in svar] == [302, 302]
    assert svar[0].url == svar[1].url


def test_a_stale_version_gets_the_409_page(klient, skriv, kommune) -> None:
    vedtak = registrert(skriv, kommune)
    svar_ = Vedtakssvar(antall=41, vedtaksdato=date(2026, 11, 20))
    services.endre_kommunevedtak(bruker=skriv, vedtak=vedtak, versjon=1, svar=svar_)

    svar = klient.post(side(kommune, f"vedtak/{vedtak.pk}/"), {"versjon": "1"})

    vedtak.refresh_from_db()
    assert svar.status_code == 409
    assert vedtak.tilstand == Vedtakstilstand.REGISTRERT


def test_b020_a_no_is_asked_about_once_more(klient, skriv, kommune) -> None:
    vedtak = registrert(skriv, kommune, antall=0)
    adresse = side(kommune, f"vedtak/{vedtak.pk}/")

    vist = klient.get(adresse)
    uten = klient.post(adresse, {"versjon": "1"})
    med = klient.post(adresse, {"versjon": "1", "er_nei": "on"})

    vedtak.refresh_from_db()
    assert "Kommunen sier nei til å bosette. Stemmer det?" in vist.content.decode()
    assert (uten.status_code, med.status_code) == (422, 302)
    assert uten.context["form"].errors == {"er_nei": ["Kommunen sier nei til å bosette. Kryss av for at det stemmer."]}
    assert vedtak.tilstand == Vedtakstilstand.GODKJENT


def test_endre_starts_with_what_is_registered(klient, skriv, kommune) -> None:
    vedtak = registrert(skriv, kommune)
    adresse = side(kommune, f"vedtak/{vedtak.pk}/endre/")

    assert klient.get(adresse).context["form"].initial["antall"] == 40
    klient.post(adresse, {**SVAR, "antall": "44", "versjon": "1"})

    vedtak.refresh_from_db()
    assert (vedtak.antall, vedtak.versjon) == (44, 2)


def test_forkast_is_a_page_of_its_own(klient, skriv, kommune) -> None:
    vedtak = registrert(skriv, kommune)
    adresse = side(kommune, f"vedtak/{vedtak.pk}/forkast/")

    assert klient.get(adresse).status_code == 200
    assert klient.post(adresse, {"versjon": "1"}).status_code == 302
    vedtak.refresh_from_db()
    assert vedtak.tilstand == Vedtakstilstand.ERSTATTET


def test_a_year_out_of_reach_is_404(klient, kommune) -> None:
    assert klient.get(side(kommune, "2031/vedtak/")).status_code == 404
    assert klient.get(side(kommune, "?aar=2031")).status_code == 404
    assert klient.get(side(kommune, "?aar=x")).status_code == 404
    assert klient.get(side(kommune, "?aar=2026")).status_code == 200


SKRIVESIDER = ("2027/vedtak/", "vedtak/{pk}/", "vedtak/{pk}/endre/", "vedtak/{pk}/forkast/")


@pytest.mark.parametrize("hale", SKRIVESIDER)
def test_b002_les_reads_the_page_and_gets_403_on_every_write(skriv, kommune, hale) -> None:
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))
    adresse = side(kommune, hale.format(pk=registrert(skriv, kommune).pk))

    lest = klient.get(side(kommune))

    assert lest.status_code == 200
    assert not lest.context["kan_skrive"]
    assert (klient.get(adresse).status_code, klient.post(adresse, SVAR).status_code) == (403, 403)


@pytest.mark.parametrize("hale", ["", *SKRIVESIDER, "vedtak/{pk}/kvittering/", "vedtak/{pk}/epost/"])
def test_b001_another_kommune_does_not_exist(skriv, kommune, hale) -> None:
    vedtak = registrert(skriv, kommune)
    services.godkjenn_kommunevedtak(bruker=skriv, vedtak=vedtak, versjon=1)
    nabo = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))

    assert nabo.get(side(kommune, hale.format(pk=vedtak.pk))).status_code == 404


def test_b001_a_vedtak_of_another_kommune_under_ones_own_address(klient, kommune, kommuner) -> None:
    annen = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommuner[1])
    fremmed = registrert(annen, kommuner[1])

    assert klient.get(side(kommune, f"vedtak/{fremmed.pk}/")).status_code == 404


def test_skriv_in_one_and_les_in_the_other_is_403_there(kommune, kommuner) -> None:
    from imdinett.tilgang import tildeling

    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    tildeling.gi_kommunerolle(bruker, Rolle.KOMMUNE_BOSETTER_LES, kommuner[1])
    klient = logg_inn(bruker)

    assert klient.get(side(kommune, "2027/vedtak/")).status_code == 200
    assert klient.get(side(kommuner[1], "2027/vedtak/")).status_code == 403
    assert klient.get(side(kommuner[1])).status_code == 200


def test_imdi_reads_the_page_of_every_kommune(kommune) -> None:
    svar = logg_inn(bruker_med(Rolle.IMDI_ANMODNING)).get(side(kommune))

    assert (svar.status_code, svar.context["kan_skrive"]) == (200, False)


def test_the_page_takes_the_same_queries_for_one_and_three_vedtak(klient, skriv, kommune) -> None:
    def godkjenn(antall: int) -> None:
        services.godkjenn_kommunevedtak(bruker=skriv, vedtak=registrert(skriv, kommune, antall), versjon=1)

    godkjenn(40)
    klient.get(side(kommune))
    with CaptureQueriesContext(connection) as en:
        klient.get(side(kommune))
    godkjenn(41)
    godkjenn(42)
    with CaptureQueriesContext(connection) as tre:
        klient.get(side(kommune))

    assert len(tre) == len(en)
    assert len(en) <= 30


def test_the_anmodning_of_zero_says_that_no_vedtak_is_needed(klient, kommune) -> None:
    Anmodning.objects.filter(kommune=kommune).update(antall=0, herav_em=0)

    assert "trenger ikke å gjøre vedtak" in klient.get(side(kommune)).content.decode()


def test_w13_wishes_are_kept_shown_and_bind_nothing(klient, skriv, kommune) -> None:
    """W-13, B-023: the check page says what a wish is worth, and the places are those of the number alone."""
    ny = klient.post(side(kommune, "2027/vedtak/"), {**SVAR, "onsker": ["familier", "em"]})
    se_over = klient.get(ny.url)
    klient.post(ny.url, {"versjon": "1"})

    vedtak = Kommunevedtak.objects.get()
    assert vedtak.onsker == ["em", "familier"]
    assert se_over.context["rader"][-1].verdi == "Enslige mindreårige, Familier med barn"
    assert "Ønsker og merknader binder ikke" in se_over.content.decode()
    assert "Ønsker: Enslige mindreårige, Familier med barn" in klient.get(side(kommune)).content.decode()
    assert queries.plassregnskap(kommune, 2027).ledig_ordinaer == 38


@pytest.mark.parametrize(
    ("felt", "melding"),
    [
        (
            {"onsker": ["em"], "herav_em": "0"},
            "Vedtaket har ingen plasser til enslige mindreårige. Skriv antallet over, eller ta bort krysset.",
        ),
        ({"onsker": ["nasjonalitet"]}, "Ønsker og kapasitet: velg ett av alternativene i listen."),
    ],
)
def test_w13_a_wish_that_the_vedtak_rules_out_is_422(klient, kommune, felt, melding) -> None:
    svar = klient.post(side(kommune, "2027/vedtak/"), {**SVAR, **felt})

    assert (svar.status_code, svar.context["form"].errors) == (422, {"onsker": [melding]})
