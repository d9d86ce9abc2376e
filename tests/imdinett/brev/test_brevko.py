"""IMDi's queue: lists, acts, tasks."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from imdinett.brev import behandling, kolister, levering
from imdinett.brev.kolister import Utvalg
from imdinett.brev.queries import sist
from imdinett.brev.services import legg_i_ko
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from imdinett.utboks import services as utboks
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.services import enqueue
from imdinett.utboks.states import Tilstand
from tests.factories.imdinett import BrukerFactory, KommuneFactory, KontaktinformasjonFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.eksempler import Eksempelbrev, Eksempelvarsel, Mottaker, Personbrev, Utskriftsbrev

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("maler")]


@pytest.fixture
def imdi(db):
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.fixture
def kommune(db):
    return KommuneFactory(kontakt=True)


def i_tilstand(rad, tilstand, **felt):
    Forsendelse.objects.filter(pk=rad.pk).update(tilstand=tilstand, **felt)
    return Forsendelse.objects.get(pk=rad.pk)


def gjor(bruker, rad, handling, **data):
    return logg_inn(bruker).post(reverse("brevko_handling", args=[rad.uuid, handling]), data)


def test_det_som_trenger_et_menneske_staar_overst(imdi, kommune):
    uten = Mottaker("Prøve kommune", "313001008")
    rader = {
        "sendt": i_tilstand(legg_i_ko(Eksempelbrev(kommune, 1), bruker=None), "sendt", ekstern_id="a"),
        "avvist": i_tilstand(legg_i_ko(Eksempelbrev(kommune, 2), bruker=None), "avvist"),
        "gammel": i_tilstand(
            legg_i_ko(Eksempelbrev(kommune, 3), bruker=None), "klar", opprettet_tid=klokke.now() - timedelta(minutes=16)
        ),
        "uten adresse": legg_i_ko(Eksempelbrev(KommuneFactory(), 4, uten), bruker=None),
        "i kø": legg_i_ko(Eksempelbrev(kommune, 5), bruker=None),
        "utskrift": legg_i_ko(Utskriftsbrev(kommune, 6), bruker=None),
    }
    navn = {rad.pk: hva for hva, rad in rader.items()}

    assert [navn[rad.pk] for rad in kolister.ko_for(imdi)] == [
        "avvist", "gammel", "uten adresse", "utskrift", "i kø", "sendt"
    ]  # fmt: skip
    assert {utvalg: en.antall for utvalg, en in kolister.tell(imdi).items()} == {
        Utvalg.STOPPET: 1,
        Utvalg.GAMLE: 1,
        Utvalg.UTSKRIFT: 1,
        Utvalg.UTEN_ADRESSE: 1,
        Utvalg.I_KO: 3,
        Utvalg.SENDT: 1,
        Utvalg.AVBRUTT: 0,
    }


def test_en_rad_forer_tilbake_til_koen_som_den_sto_og_videre_til_neste(imdi, kommune):
    forste, andre = (i_tilstand(legg_i_ko(Eksempelbrev(kommune, nr), bruker=None), "avvist") for nr in (1, 2))
    klient, koen = logg_inn(imdi), f"{reverse('brevko')}?kanal=svarut&sorter=tidspunkt"
    sidene = [reverse("brevko_detalj", args=[rad.uuid]) for rad in (forste, andre)]

    lenke = re.search(rf'href="({sidene[0]}\?[^"]+)"', klient.get(koen).content.decode())
    side = klient.get(unescape(lenke[1]))

    fra = side.context["fra_listen"]
    assert (fra.til_listen, fra.neste.partition("?")[0]) == (koen, sidene[1])
    handlinger = [en.url for en in side.context["handlinger"]]
    assert handlinger
    assert [url for url in handlinger if "?fra_liste=" not in url] == []
    assert klient.get(handlinger[0]).context["fra_listen"].til_listen == koen


def test_den_nye_forsendelsen_forer_ogsaa_tilbake_til_koen(imdi, kommune):
    rad = i_tilstand(legg_i_ko(Eksempelbrev(kommune, 1), bruker=None), "avvist")
    koen = f"{reverse('brevko')}?utvalg=stoppet"
    handling = reverse("brevko_handling", args=[rad.uuid, "send-paa-nytt"])

    svar = logg_inn(imdi).post(f"{handling}?fra_liste={quote(koen)}&plass=0", {}, follow=True)

    assert svar.resolver_match.view_name == "brevko_detalj"
    assert svar.context["rad"] != rad
    assert svar.context["fra_listen"].til_listen == koen


def test_tidspunktet_i_koen_er_det_den_sorteres_etter(imdi, kommune):
    naa = klokke.now()
    tider = {"sendt_tid": naa - timedelta(hours=1)}
    i_tilstand(legg_i_ko(Eksempelbrev(kommune, 1), bruker=None), "sendt", ekstern_id="a", **tider)
    i_tilstand(legg_i_ko(Eksempelbrev(kommune, 2), bruker=None), "lest", ekstern_status_tid=naa, **tider)
    legg_i_ko(Eksempelbrev(kommune, 3), bruker=None)

    rader = list(kolister.ko_for(imdi))

    assert [rad.sist_tid for rad in rader] == [sist(rad) for rad in rader]
    assert len({rad.sist_tid for rad in rader}) == 3


def test_oppgavene_paa_forsiden(imdi, kommune):
    i_tilstand(legg_i_ko(Eksempelbrev(kommune, 1), bruker=None), "avvist")
    uten = legg_i_ko(Eksempelbrev(KommuneFactory(), 2, Mottaker("Prøve kommune", "313001008")), bruker=None)

    assert [(str(en.tekst), en.url) for en in kolister.oppgaver(imdi, None)] == [
        ("1 forsendelse har stoppet", "/imdi/brevko/?utvalg=stoppet"),
        ("1 brev er sendt uten postadresse, fordi kommunen mangler den", "/imdi/brevko/?utvalg=uten-adresse"),
    ]
    assert list(kolister.oppgaver(bruker_med(Rolle.IMDI_BOSETTER_LES), None)) == []
    KontaktinformasjonFactory(kommune=uten.kommune)
    assert len(list(kolister.oppgaver(imdi, None))) == 1


def test_listen_har_like_mange_sporringer_for_en_og_tre_rader(imdi, kommune):
    klient, antall = logg_inn(imdi), []
    for nr in range(3):
        legg_i_ko(Eksempelbrev(kommune, nr), bruker=None)
        klient.get("/imdi/brevko/")
        with CaptureQueriesContext(connection) as sporringer:
            klient.get("/imdi/brevko/")
        antall.append(len([q for q in sporringer if "SAVEPOINT" not in q["sql"]]))

    assert antall[0] == antall[2]
    assert antall[0] <= 20


def test_filteret_finner_paa_referanse_og_kommune(imdi, kommune):
    rad = legg_i_ko(Eksempelbrev(kommune, 1), bruker=None)
    legg_i_ko(Eksempelbrev(KommuneFactory(), 2), bruker=None)
    klient = logg_inn(imdi)

    def treff(sok: str) -> list[str]:
        return [en.url for en in klient.get("/imdi/brevko/", {"sok": sok}).context["rader"]]

    adresse = f"/imdi/brevko/{rad.uuid}/"
    assert treff(rad.innhold["referanse"]) == [adresse]
    assert treff(str(rad.uuid)) == [adresse]
    assert treff(kommune.visningsnavn) == [adresse]
    assert len(treff("Anmodning")) == 2
    assert treff("finnes ikke") == []


def test_navn_paa_privatpersoner_staar_ikke_i_koen(imdi, kommune):
    til = Mottaker("Kanari Eksempel", "", "Veien 1", "0152", "Oslo")
    rad = legg_i_ko(Utskriftsbrev(kommune, til=til), bruker=None)
    klient = logg_inn(imdi)

    liste, detalj = klient.get("/imdi/brevko/"), klient.get(f"/imdi/brevko/{rad.uuid}/")

    assert "Privatperson" in liste.content.decode()
    assert [b"Kanari" in svar.content for svar in (liste, detalj)] == [False, False]
    assert Innsyn.objects.count() == 0
    assert b"Kanari" in klient.get(f"/brev/{rad.uuid}/").content


def test_imdi_anmodning_ser_ikke_brev_om_personer(kommune):
    person, vanlig = legg_i_ko(Personbrev(kommune), bruker=None), legg_i_ko(Eksempelbrev(kommune, 2), bruker=None)
    klient = logg_inn(bruker_med(Rolle.IMDI_ANMODNING))

    assert klient.get(f"/imdi/brevko/{person.uuid}/").status_code == 404
    assert klient.get(f"/imdi/brevko/{vanlig.uuid}/").status_code == 200


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_LES, Rolle.IMDI_SUPPORT])
def test_koen_krever_rett(rolle, kommune):
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)
    bruker = bruker_med(rolle)

    assert logg_inn(bruker).get("/imdi/brevko/").status_code == 403
    assert gjor(bruker, rad, "avbryt").status_code == 403
    with pytest.raises(IkkeTilgang):
        behandling.avbryt(bruker=bruker, pk=rad.pk)


# ---- acts
def test_prov_igjen_venter_ikke_lenger(imdi, kommune):
    rad = i_tilstand(
        legg_i_ko(Eksempelbrev(kommune), bruker=None), "klar", neste_forsok=klokke.now() + timedelta(hours=1)
    )

    assert gjor(imdi, rad, "prov-igjen").status_code == 302

    rad.refresh_from_db()
    assert rad.neste_forsok <= klokke.now()
    assert Forsendelse.objects.count() == 1


def test_send_paa_nytt_er_en_ny_rad_som_viser_til_den_gamle(imdi, kommune, simulator):
    rad = i_tilstand(legg_i_ko(Eksempelbrev(kommune), bruker=None), "avvist", feil="SvarUT svarte 400")
    levering.lag_pdf(rad)

    svar = gjor(imdi, rad, "send-paa-nytt")

    ny = Forsendelse.objects.get(erstatter=rad)
    assert svar.headers["Location"] == f"/imdi/brevko/{ny.uuid}/"
    assert (ny.tilstand, ny.uuid != rad.uuid, ny.fil.sha256) == (Tilstand.KLAR, True, rad.fil.sha256)
    assert levering.lever(ny.pk) == "sendt"
    assert simulator.per_ref() == {str(ny.uuid): 1}
    assert [en.antall for en in (kolister.tell(imdi)[Utvalg.STOPPET],)] == [0]


def test_send_paa_nytt_bruker_adressen_som_gjelder_i_dag(imdi):
    kommune = KommuneFactory(orgnr="313001008")
    uten = Mottaker("Prøve kommune", "313001008")
    rad = i_tilstand(legg_i_ko(Eksempelbrev(kommune, til=uten), bruker=None), "avvist")
    levering.lag_pdf(rad)
    KontaktinformasjonFactory(kommune=kommune)

    ny = behandling.send_paa_nytt(bruker=imdi, pk=rad.pk)

    assert ny.mottaker == {**rad.mottaker, "adresselinje": "Postboks 1", "postnummer": "4379", "poststed": "Egersund"}
    assert "4379 Egersund" in ny.innhold["html"]
    assert not hasattr(ny, "fil")


def test_send_paa_nytt_to_ganger_er_en_kollisjon(imdi, kommune):
    rad = i_tilstand(legg_i_ko(Eksempelbrev(kommune), bruker=None), "avvist")
    behandling.send_paa_nytt(bruker=imdi, pk=rad.pk)

    with pytest.raises(Kollisjon):
        behandling.send_paa_nytt(bruker=imdi, pk=rad.pk)
    assert Forsendelse.objects.count() == 2


def test_samme_skjema_to_ganger_er_ett_brev(imdi, kommune):
    rad = i_tilstand(legg_i_ko(Eksempelbrev(kommune), bruker=None), "avvist")
    nokkel = "6f1c2d3e-0000-4000-8000-000000000001"

    svar = [gjor(imdi, rad, "send-paa-nytt", engangsnokkel=nokkel) for _gang in range(2)]

    assert svar[0].headers["Location"] == svar[1].headers["Location"]
    assert Forsendelse.objects.count() == 2


def test_kom_fram_folger_brevet_videre(imdi, kommune, simulator):
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)
    simulator.feil("dobbelt")
    levering.lever(rad.pk)
    levering.avklar(rad.pk)
    ekstern_id = simulator.brev()[0]["id"]

    feil = gjor(imdi, rad, "kom-fram", ekstern_id="ikke en id")
    assert (feil.status_code, rad.feil) == (422, "")
    assert gjor(imdi, rad, "kom-fram", ekstern_id=ekstern_id).status_code == 302

    rad.refresh_from_db()
    assert (rad.tilstand, rad.ekstern_id) == (Tilstand.SENDT, ekstern_id)


def test_avbryt_stanser_brevet(imdi, kommune, simulator):
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)

    assert gjor(imdi, rad, "avbryt").status_code == 302

    assert levering.lever(rad.pk) == "ikke klar"
    rad.refresh_from_db()
    assert (rad.tilstand, simulator.aksepterte()) == (Tilstand.AVBRUTT, 0)


def test_skriv_ut_merker_brevet_og_aapner_pdf_en(imdi, kommune):
    rad = legg_i_ko(Utskriftsbrev(kommune), bruker=None)
    assert gjor(imdi, rad, "skriv-ut").status_code == 422
    levering.lag_pdf(rad)

    svar = gjor(imdi, rad, "skriv-ut")

    rad.refresh_from_db()
    assert (rad.tilstand, svar.headers["Location"]) == (Tilstand.PRINT, f"/brev/{rad.uuid}/pdf/")
    assert "brev_skrevet_ut" in Hendelse.objects.gjelder(rad).values_list("type", flat=True)


@pytest.mark.parametrize(
    ("tilstand", "lov"),
    [
        ("klar", {"prov-igjen", "avbryt"}),
        ("sender", set()),
        ("sendt", set()),
        ("avvist", {"send-paa-nytt", "avbryt"}),
        ("ukjent_utfall", set()),
        ("avklares", {"send-paa-nytt", "kom-fram"}),
        ("feilet_levering", {"send-paa-nytt"}),
        ("avbrutt", set()),
        ("lest", set()),
    ],
)
def test_hver_tilstand_har_sine_handlinger(imdi, kommune, tilstand, lov):
    ekstern = {"ekstern_id": "x"} if tilstand in ("sendt", "lest", "feilet_levering") else {}
    rad = i_tilstand(legg_i_ko(Eksempelbrev(kommune), bruker=None), tilstand, sender_tid=klokke.now(), **ekstern)
    klient = logg_inn(imdi)

    lenker = klient.get(f"/imdi/brevko/{rad.uuid}/").context["handlinger"]
    svar = {
        handling: gjor(imdi, rad, handling, ekstern_id="9d0c1a52-6a55-4b6e-9a53-0d6a0d2f8a11").status_code
        for handling in ("send-paa-nytt", "kom-fram", "skriv-ut")
    }

    assert {lenke.url.split("/")[-2] for lenke in lenker} == lov
    forste = next(iter([handling for handling in svar if handling in lov]), None)
    assert svar == {handling: 302 if handling == forste else 409 for handling in svar}
    assert klient.get(f"/imdi/brevko/{rad.uuid}/finnes-ikke/").status_code == 404


def test_epost_som_er_avvist_kan_sendes_paa_nytt(imdi, kommune):
    (rad,) = enqueue(Eksempelvarsel(kommune, [BrukerFactory()]), bruker=None)
    rad = i_tilstand(rad, "avvist")

    ny = behandling.send_paa_nytt(bruker=imdi, pk=rad.pk)

    assert (ny.mottaker, ny.innhold, ny.erstatter_id) == (rad.mottaker, rad.innhold, rad.pk)


def test_tilbakekalling_avbryter_det_som_ikke_er_gitt_fra_seg(kommune):
    rader = [legg_i_ko(Eksempelbrev(kommune, nr), bruker=None) for nr in (1, 2, 3)]
    i_tilstand(rader[1], "sendt", ekstern_id="x")
    i_tilstand(rader[2], "ukjent_utfall")

    gitt = utboks.avbryt_usendte(bruker=None, gjelder=kommune)

    assert {rad.pk for rad in gitt} == {rader[1].pk, rader[2].pk}
    assert [rad.tilstand for rad in Forsendelse.objects.order_by("pk")] == ["avbrutt", "sendt", "ukjent_utfall"]


def test_fremdriften_spor_til_alt_er_tatt_imot(imdi, kommune):
    rad = legg_i_ko(Eksempelbrev(kommune), bruker=None)
    klient = logg_inn(imdi)

    assert b'hx-get="/imdi/brevko/fremdrift/"' in klient.get("/imdi/brevko/fremdrift/").content
    i_tilstand(rad, "sendt", ekstern_id="x")
    svar = klient.get("/imdi/brevko/fremdrift/").content.decode()
    assert "hx-get" not in svar
    assert "1 av 1" in svar


def test_koen_staar_paa_arbeidsflaten_og_oppgavene_paa_forsiden(imdi, kommune):
    i_tilstand(legg_i_ko(Eksempelbrev(kommune), bruker=None), "avvist")
    klient = logg_inn(imdi)

    assert 'href="/imdi/brevko/"' in klient.get("/imdi/").content.decode()
    assert 'href="/imdi/brevko/?utvalg=stoppet"' in klient.get("/").content.decode()
