"""One world made by the services: kommune A, kommune B whose every text says so, and kommune C without an agreement.

Texts on persons say how far the case has come for their kommune, so that a page that shows one can be judged:
`SKJULT` before the decision, `APEN` while the folder is open, `STENGT` after it was taken back, `LEDIG` for those
whom nobody has been asked about.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile

from bosetting.anmodning.modell.models import Variant
from bosetting.anmodning.modell.rules import Kommunevalg
from bosetting.anmodning.modell.services import varianter
from bosetting.anmodning.modell.services.maler import last_kriteriemaler
from bosetting.anmodning.models import Anmodningsrunde, Kommunevedtak
from bosetting.anmodning.rules import Rundeinnhold, Tall, Vedtakssvar
from bosetting.anmodning.services import kommunevedtak, plassendring, runde
from bosetting.anmodning.states import Plassendringsslag, Rundetype
from bosetting.bosatt import services as bosatt
from bosetting.fordeling import services as fordeling
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Sporsmaal
from bosetting.fordeling.services import Utkast
from bosetting.fordeling.states import Avslagskode, Svar
from bosetting.innlesing import services as innlesing
from bosetting.innlesing.models import Datoimport
from bosetting.innmelding.models import Innmelding
from bosetting.innmelding.rules import NyBestemtPerson, NyBolig, NyEmKapasitet, NyePlasser, Regelinnhold
from bosetting.innmelding.services import innmeldinger
from bosetting.innmelding.services.selvbosetting import publiser_regel
from bosetting.innmelding.states import Aldersgruppe, Boligtype, Passer, Relasjon
from bosetting.person import services as person
from bosetting.person.models import Husstand, Person, Sak
from bosetting.person.rules import Kartleggingssvar, NyPerson, Tillatelse
from bosetting.person.states import Kategori, Kjonn, Relasjonstype, Sakstilstand, Tillatelsestype
from bosetting.rapport.services import importer_bosettingstall
from bosetting.tidsplan.rules import Maanedstall, NyForesporsel
from bosetting.tidsplan.services import be_om_tidsplan, sett_maanedsplan
from bosetting.vedtak import services as vedtak
from imdinett.brev import levering
from imdinett.bruker.models import Bruker
from imdinett.forvaltning.models import Melding
from imdinett.forvaltning.services import avtaler, brukere, enheter, imdi, invitasjoner, kontakt, konto, meldinger
from imdinett.forvaltning.services.invitasjoner import Invitert
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.henvendelse import services as henvendelser
from imdinett.henvendelse.models import Henvendelse
from imdinett.henvendelse.states import Henvendelsestilstand
from imdinett.kjerne import klokke
from imdinett.kjerne.nummer import duf_med_kontroll, fodselsnummer_type
from imdinett.kommune.models import Databehandleravtale, Enhet, Fylke, Kommune
from imdinett.opplasting.clamd import Dom
from imdinett.opplasting.models import Opplasting
from imdinett.opplasting.services import motta, skann
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import ROLLER, Omfang, Rolle, med_omfang
from imdinett.tilgangsnokkel import services as tilgangsnokler
from imdinett.tilgangsnokkel.omfang import Nokkelomfang
from imdinett.tilgangsnokkel.services import Nynokkel
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.services import Forsok, begynn, merk_avvist
from imdinett.utboks.states import Kanal
from tests.factories.imdinett import EnhetFactory, FylkeFactory, KommuneFactory, KommunenummerFactory

PASSORD = "bare-i-testene-2026"
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
KANARI = "KANARI-B"
SKJULT, APEN, STENGT, LEDIG = "SKJULT", "APEN", "STENGT", "LEDIG"
HELSE = "HELSEKANARI"


@dataclass(frozen=True)
class Identitet:
    """Who somebody is: every D3 field, each with a value found nowhere else."""

    stadium: str
    kommune: str
    uuid: str
    navn: tuple[str, ...]
    tall: tuple[str, ...]
    fodt: date


@dataclass(eq=False)
class Kommuneverden:
    """What one kommune has, by what it is called in the tests below."""

    kommune: Kommune
    merke: str = ""
    avtale: Databehandleravtale | None = None
    brukere: dict[Rolle, Bruker] = field(default_factory=dict)
    stengt: Bruker | None = None
    invitert: Bruker | None = None
    vedtak: dict[str, Kommunevedtak] = field(default_factory=dict)
    lister: dict[str, Fordelingsliste] = field(default_factory=dict)
    husstander: dict[str, Husstand] = field(default_factory=dict)
    filer: dict[str, Opplasting] = field(default_factory=dict)
    brev: dict[str, Forsendelse] = field(default_factory=dict)
    innmeldinger: dict[str, Innmelding] = field(default_factory=dict)
    henvendelser: dict[str, Henvendelse] = field(default_factory=dict)
    tilgangsnokkel: Nynokkel | None = None
    sporsmaal: Sporsmaal | None = None

    @property
    def skriv(self) -> Bruker:
        return self.brukere[Rolle.KOMMUNE_BOSETTER_SKRIV]

    @property
    def administrator(self) -> Bruker:
        return self.brukere[Rolle.KOMMUNE_ADMINISTRATOR]

    def person(self, hvem: str) -> Person:
        return self.husstander[hvem].personer.order_by("pk")[0]

    def svar_id(self, hvem: str) -> int:
        linje = Fordelingslinje.objects.filter(sak__husstand=self.husstander[hvem]).order_by("pk").last()
        assert linje
        return linje.husstandssvar_id


@dataclass(eq=False)
class Verden:
    naa: datetime
    a: Kommuneverden
    b: Kommuneverden
    c: Kommuneverden
    imdi: dict[Rolle, Bruker] = field(default_factory=dict)
    andre: dict[str, Bruker] = field(default_factory=dict)
    enheter: dict[str, Enhet] = field(default_factory=dict)
    beboere: dict[str, Husstand] = field(default_factory=dict)
    ledige: dict[str, Husstand] = field(default_factory=dict)
    identiteter: list[Identitet] = field(default_factory=list)
    runder: dict[str, Anmodningsrunde] = field(default_factory=dict)
    varianter: dict[str, Variant] = field(default_factory=dict)
    datoimport: Datoimport | None = None
    melding: Melding | None = None
    nokkel: str = ""

    @property
    def aar(self) -> int:
        return klokke.today().year

    @property
    def bosetter(self) -> Bruker:
        return self.imdi[Rolle.IMDI_BOSETTER_SKRIV]


def bygg() -> Verden:
    naa = klokke.now()
    rogaland, vestland = FylkeFactory(nummer="11", navn="Rogaland"), FylkeFactory(nummer="46", navn="Vestland")
    verden = Verden(
        naa,
        Kommuneverden(_kommune("1191", "Alfavik", rogaland)),
        Kommuneverden(_kommune("4691", "Betafjord", vestland), f" {KANARI}"),
        Kommuneverden(_kommune("1192", "Gammaneset", rogaland)),
    )
    bygger = Bygger(verden)
    for dager, steg in (
        (70, bygger.folk),
        (68, bygger.anmodninger),
        (66, bygger.personer),
        (50, bygger.avgjorte),
        (20, bygger.svar),
        (4, bygger.apne),
    ):
        with bygger.for_(dager):
            steg()
    bygger.ellers()
    return verden


def _kommune(nummer: str, navn: str, fylke: Fylke) -> Kommune:
    kommune = KommuneFactory(nummer=nummer, navn=navn, fylke=fylke, avtale=False, folketall=5000)
    KommunenummerFactory(kommune=kommune)
    return kommune


class Bygger:
    def __init__(self, verden: Verden) -> None:
        self.v = verden
        self.nr = itertools.count(1)

    @contextmanager
    def for_(self, dager: int) -> Iterator[None]:
        with klokke.flyttet_til(self.v.naa - timedelta(days=dager)):
            yield

    # ---- who logs in
    def folk(self) -> None:
        forste = imdi.opprett_forste_administrator(navn="Ida IMDi", epost="administrator@imdi.example")
        sjef = self.v.imdi[Rolle.IMDI_ADMINISTRATOR] = self._godta(forste)
        for rolle in med_omfang(Omfang.IMDI):
            if rolle not in self.v.imdi:
                ny = imdi.inviter(bruker=sjef, navn="Ivar IMDi", epost=f"{rolle}@imdi.example", roller={rolle})
                self.v.imdi[rolle] = self._godta(ny)
        for ett in (self.v.a, self.v.b, self.v.c):
            self._kommunefolk(sjef, ett)
        fylke = self.v.a.kommune.fylke
        assert fylke
        fylkesbruker = imdi.inviter_fylkesbruker(bruker=sjef, fylke=fylke, navn="Frida", epost="les@rogaland.example")
        self.v.andre[Rolle.FYLKE_LES] = self._godta(fylkesbruker)
        self._uten_rolle(sjef, fylke)
        for rolle, slag in ((Rolle.MOTTAK_SKRIV, Enhet.Type.MOTTAK), (Rolle.BUFETAT_SKRIV, Enhet.Type.OMSORGSSENTER)):
            enhet = enheter.registrer_enhet(bruker=sjef, navn=f"{rolle} enhet", type=slag, kommune=self.v.a.kommune)
            ny = enheter.inviter_enhetsbruker(bruker=sjef, enhet=enhet, navn="Mona", epost=f"{rolle}@enhet.example")
            self.v.andre[rolle] = self._godta(ny)
            self.v.enheter[rolle] = enhet
        avtale = self.v.c.avtale
        assert avtale
        avtaler.opphev_avtale(bruker=sjef, avtale=avtale, grunn="Ny avtale er ikke signert.")

    def _kommunefolk(self, sjef: Bruker, ett: Kommuneverden) -> None:
        navn, merke, kommune = ett.kommune.navn.lower(), ett.merke, ett.kommune
        signatur = avtaler.Signatur("2026-1", klokke.today() - timedelta(days=1), f"Kommunedirektør{merke}")
        ett.avtale = avtaler.registrer_avtale(bruker=sjef, kommune=kommune, signatur=signatur)
        forste = brukere.registrer_administrator(
            bruker=sjef, kommune=kommune, navn=f"Anne{merke}", epost=f"administrator@{navn}.example"
        )
        admin = ett.brukere[Rolle.KOMMUNE_ADMINISTRATOR] = self._godta(forste)
        for rolle in med_omfang(Omfang.KOMMUNE):
            if rolle not in ett.brukere:
                ett.brukere[rolle] = self._godta(self._inviter(ett, admin, f"{rolle}", {rolle}))
        skriv = {Rolle.KOMMUNE_BOSETTER_SKRIV}
        ett.stengt = self._godta(self._inviter(ett, admin, "stengt", skriv))
        brukere.steng(bruker=admin, kommune=kommune, gjelder=ett.stengt, grunn=f"Sluttet{merke}")
        if ett is self.v.a:
            self.v.andre["uten_faktor"] = self._godta(self._inviter(ett, admin, "faktorlos", skriv), faktor=False)
            self.v.andre["begge"] = self._godta(self._inviter(ett, admin, "begge", skriv))
        ny = self._inviter(ett, admin, "invitert", skriv)
        ett.invitert = ny.bruker
        self.v.nokkel = self.v.nokkel or ny.nokkel
        kontakt.registrer_kontakt(
            bruker=admin,
            kommune=kommune,
            kontakt=kontakt.Kontakt(
                f"Postboks 1{merke}", "0152", f"Oslo{merke}", f"post@{navn}.example", "22240000", f"Kari{merke}"
            ),
            sett_pk=None,
        )

        ett.tilgangsnokkel = tilgangsnokler.opprett_nokkel(
            bruker=admin,
            kommune=kommune,
            navn=f"Velferd{merke}",
            omfang=Nokkelomfang.values,
            siste_dag=klokke.today() + timedelta(days=300),
        )

    def _inviter(self, ett: Kommuneverden, admin: Bruker, hvem: str, roller: set[Rolle]) -> Invitert:
        epost = f"{hvem}@{ett.kommune.navn.lower()}.example"
        return brukere.inviter(bruker=admin, kommune=ett.kommune, navn=f"Ola{ett.merke}", epost=epost, roller=roller)

    def _uten_rolle(self, sjef: Bruker, fylke: Fylke) -> None:
        ny = imdi.inviter_fylkesbruker(bruker=sjef, fylke=fylke, navn="Rolf Rolleløs", epost="rollelos@imdi.example")
        self.v.andre["uten_rolle"] = self._godta(ny)
        imdi.ta_fylkerolle(bruker=sjef, gjelder=ny.bruker, fylke=fylke, grunn="Byttet jobb")

    def _godta(self, invitert: Invitert, *, faktor: bool = True) -> Bruker:
        bruker = invitasjoner.godta(nokkel=invitert.nokkel, passord=PASSORD)
        if faktor:
            konto.sett_opp_app(bruker=bruker, hemmelighet=TOTP)
        return bruker

    # ---- requests and decisions
    def anmodninger(self) -> None:
        anmoder = self.v.imdi[Rolle.IMDI_ANMODNING]
        last_kriteriemaler()
        for navn, aar in (("sendt", self.v.aar), ("utkast", self.v.aar + 1)):
            innhold = Rundeinnhold(
                behov=90, behov_em=6, frist=klokke.today() + timedelta(days=90), kriterier="Folketall"
            )
            ny = runde.opprett_runde(bruker=anmoder, aar=aar, type=Rundetype.ORDINAR, innhold=innhold)
            tall = [
                Tall(kommune_id=ett.kommune.pk, antall=9, herav_em=2, begrunnelse=f"Liten kommune{ett.merke}")
                for ett in (self.v.a, self.v.b, self.v.c)
            ]
            variant = varianter.lag_variant(bruker=anmoder, runde=ny, navn="Grunnlag")
            for ett in (self.v.a, self.v.b):
                variant = self._utenom(variant, ett)
            varianter.bruk_variant(bruker=anmoder, variant=variant, endret_nr=variant.endret_nr)
            runde.lagre_tall(bruker=anmoder, runde=ny, tall=tall)
            ny.refresh_from_db()
            self.v.runder[navn], self.v.varianter[navn] = ny, variant
        sendes = self.v.runder["sendt"]
        runde.send_runde(bruker=anmoder, runde=sendes, endret_nr=sendes.endret_nr)
        for ett in (self.v.a, self.v.b):
            self._vedtak(ett)

    def _utenom(self, variant: Variant, ett: Kommuneverden) -> Variant:
        """A number set by hand, with a reason that only its own kommune may read."""
        valg = Kommunevalg(med_em=True, antall=12, herav_em=2, begrunnelse=f"Etter samtale med kommunen{ett.merke}")
        return varianter.endre_kommune(
            bruker=self.v.imdi[Rolle.IMDI_ANMODNING],
            variant=variant,
            endret_nr=variant.endret_nr,
            kommune=ett.kommune,
            valg=valg,
        )

    def _vedtak(self, ett: Kommuneverden) -> None:
        for navn in ("ren", "venter"):
            ett.filer[navn] = self._fil(ett, navn)
        for navn in ("godkjent", "registrert"):
            svar = Vedtakssvar(antall=40, herav_em=6, vedtaksdato=klokke.today(), merknad=f"Merknad{ett.merke}")
            dokument = ett.filer["ren" if navn == "godkjent" else "venter"]
            nytt = kommunevedtak.registrer_kommunevedtak(
                bruker=ett.skriv, kommune=ett.kommune, aar=self.v.aar, svar=svar, dokument=dokument
            )
            if navn == "godkjent":
                nytt = kommunevedtak.godkjenn_kommunevedtak(bruker=ett.skriv, vedtak=nytt, versjon=nytt.versjon)
            ett.vedtak[navn] = nytt
        plassendring.foresla_plassendring(
            bruker=ett.skriv,
            kommune=ett.kommune,
            aar=self.v.aar,
            slag=Plassendringsslag.NESTE_AAR,
            antall=1,
            begrunnelse=f"Færre enslige mindreårige enn ventet{ett.merke}",
        )

    def _fil(self, ett: Kommuneverden, navn: str) -> Opplasting:
        fil = SimpleUploadedFile(f"vedtak{ett.merke}.pdf", f"%PDF-1.4{ett.merke}".encode(), "application/pdf")
        ny = motta(fil, bruker=ett.skriv, kommune=ett.kommune, rettighet=Rettighet.KOMMUNEVEDTAK_LES)
        if navn == "ren":
            with mock.patch("imdinett.opplasting.services.clamd.skann", return_value=Dom(ren=True)):
                skann(ny.pk)
        return ny

    # ---- persons and households
    def personer(self) -> None:
        for ett in (self.v.a, self.v.b):
            for hvem, stadium, antall, kategori in HUSSTANDER:
                ett.husstander[hvem] = self._klar(ett, stadium, antall, kategori, er_em=hvem.startswith("em_"))
        self.v.ledige["klar"] = self._klar(self.v.a, LEDIG, 2, Kategori.MOTTAK, kommune="ingen")
        for hvem in ("registrert", "til_kartlegging"):
            ny = self._ny(self.v.a, LEDIG, Kategori.MOTTAK, kommune="ingen")
            self.v.ledige[hvem] = person.registrer_husstand(bruker=self.v.bosetter, personer=[ny])
        sak = Sak.objects.get(husstand=self.v.ledige["til_kartlegging"])
        person.registrer_tillatelse(
            bruker=self.v.bosetter, sak=sak, type=Tillatelsestype.FLYKTNING, dato=klokke.today()
        )

        self._beboere()

    def _beboere(self) -> None:
        """One who lives in the mottak of `mottak_skriv`, and a child with Bufetat; they are nobody's secret there."""
        barn = {
            "er_em": True,
            "fodselsdato": date(klokke.today().year - 10, 1, 1),
            "representant_navn": "Verge Eksempel",
            "fodselsnummer": "",
        }
        for hvem, rolle, felt in (("beboer", Rolle.MOTTAK_SKRIV, {}), ("barn", Rolle.BUFETAT_SKRIV, barn)):
            ny = replace(
                self._ny(self.v.a, "BEBOER", Kategori.MOTTAK, kommune="ingen"),
                **{"mottak": self.v.enheter[rolle], **felt},
            )
            self.v.identiteter.pop()
            self.v.beboere[hvem] = person.registrer_husstand(bruker=self.v.bosetter, personer=[ny])

    def _klar(
        self,
        ett: Kommuneverden,
        stadium: str,
        antall: int,
        kategori: Kategori,
        *,
        er_em: bool = False,
        kommune: str = "",
    ) -> Husstand:
        """A household as it stands when somebody can be asked."""
        nye = [self._ny(ett, stadium, kategori, er_em=er_em, kommune=kommune) for _nr in range(antall)]
        husstand = person.registrer_husstand(bruker=self.v.bosetter, personer=nye)
        saker = list(husstand.saker.select_related("person").order_by("pk"))
        tillatelse = Tillatelse(type=Tillatelsestype.FLYKTNING, dato=klokke.today())
        person.registrer_tillatelser(bruker=self.v.bosetter, rader=[(sak, tillatelse) for sak in saker])
        if antall > 1:
            par = (saker[0].person, saker[1].person, Relasjonstype.EKTEFELLE)
            person.registrer_slektskap(bruker=self.v.bosetter, slektskap=[par])
        svar = self._kartlegging(ett, stadium)
        person.registrer_kartlegginger(bruker=self.v.bosetter, rader=[(sak, svar) for sak in saker])
        person.godkjenn_kartlegginger(bruker=self.v.bosetter, saker=saker)
        return husstand

    def _kartlegging(self, ett: Kommuneverden, stadium: str) -> Kartleggingssvar:
        merke = ett.merke or (f" {stadium}" if stadium in (STENGT, LEDIG) else "")
        return Kartleggingssvar(
            morsmaal=f"arabisk{merke}",
            samtale_dato=klokke.today(),
            soknad_dato=klokke.today(),
            tolkesprak=f"arabisk{merke}",
            andre_sprak=(f"engelsk{merke}",),
            utdanning=f"fagbrev{merke}",
            yrke=f"snekker{merke}",
            planer=f"vil jobbe{merke}",
            tilretteleggingsbehov=f"uten trapper{merke}",
            behov_for_helsetjenester=f"{HELSE}-{stadium}{merke}",
            helse_samtykke=True,
            onsker=f"nær sjøen{merke}",
        )

    def _ny(
        self, ett: Kommuneverden, stadium: str, kategori: Kategori, *, er_em: bool = False, kommune: str = ""
    ) -> NyPerson:
        nr = next(self.nr)
        kommune = kommune or ett.kommune.navn
        ord_ = f"{stadium}{ett.merke}"
        ungdom, voksen = date(klokke.today().year - 17, 12, 28), date(1931, 1, 1)
        fodt = ungdom - timedelta(days=nr) if er_em else voksen + timedelta(days=97 * nr)
        fnr = _fodselsnummer(fodt)
        mottak = EnhetFactory(navn=f"mottak {nr} {ord_}")
        ny = NyPerson(
            duf_nummer=duf_med_kontroll(2099, nr),
            fodselsnummer=fnr,
            fornavn=f"Fornavn{nr} {ord_}",
            etternavn=f"Etternavn{nr} {ord_}",
            fodselsdato=fodt,
            kjonn=Kjonn.KVINNE,
            statsborgerskap="Syria",
            kategori=kategori,
            er_em=er_em,
            adresse=f"Gate {nr} {ord_}",
            postnummer="0152",
            poststed=f"Sted {nr} {ord_}",
            mottak=mottak if kategori == Kategori.MOTTAK else None,
            representant_navn=f"Verge{nr} {ord_}" if er_em else "",
            representant_adresse=f"Vergevei {nr} {ord_}" if er_em else "",
            representant_postnummer="0155" if er_em else "",
            representant_poststed=f"Vergested {nr} {ord_}" if er_em else "",
        )
        navn = (ny.fornavn, ny.etternavn, ny.adresse, ny.poststed, mottak.navn, ny.representant_navn)
        self.v.identiteter.append(
            Identitet(stadium, kommune, "", tuple(filter(None, navn)), (ny.duf_nummer, fnr), fodt)
        )
        return ny

    # ---- lists
    def avgjorte(self) -> None:
        """A list that went all the way, with what was taken back, and one that was recalled whole."""
        for ett in (self.v.a, self.v.b):
            ett.lister["ferdig"] = self._liste(ett, "utsokt", "privat", "bosatt", "em_vedtak", "opphevet", "takket_nei")
            ett.lister["trukket"] = self._liste(ett, "trukket")
            fordeling.trekk_liste(
                bruker=self.v.bosetter, liste_id=ett.lister["trukket"].pk, grunn=f"Gjenforening{ett.merke}"
            )
            with self.for_(48):
                self._svar(ett, "ferdig")
            with self.for_(46):
                linjer = list(ett.lister["ferdig"].linjer.values_list("pk", flat=True))
                vedtak.fatt_vedtak(bruker=self.v.bosetter, linje_ider=linjer)
            self._etter_vedtak(ett)

    def _etter_vedtak(self, ett: Kommuneverden) -> None:
        with self.for_(40):
            saker = Sak.objects.filter(husstand=ett.husstander["bosatt"])
            bosatt.registrer_for_husstand(bruker=ett.skriv, datoer={sak.pk: klokke.today() for sak in saker})
            sak = saker.order_by("pk")[0]
            rettet = klokke.today() - timedelta(days=1)
            bosatt.rett_bosettingsdato(
                bruker=ett.skriv, sak_id=sak.pk, dato=rettet, grunn=f"Skrev feil dato{ett.merke}"
            )
        with self.for_(38):
            gjeldende = ett.lister["ferdig"].linjer.filter(sak__husstand=ett.husstander["opphevet"])
            ider = list(gjeldende.values_list("vedtak", flat=True))
            vedtak.opphev_vedtak(bruker=self.v.bosetter, vedtak_ider=ider, grunn=f"Reisen er utsatt{ett.merke}")
            nei = ett.lister["ferdig"].linjer.filter(sak__husstand=ett.husstander["takket_nei"])
            ider = list(nei.values_list("vedtak", flat=True))
            vedtak.registrer_takket_nei(bruker=self.v.bosetter, vedtak_ider=ider, slutt=Sakstilstand.SELVBOSATT)
            sak = Sak.objects.get(husstand=ett.husstander["utsokt"])
            person.apne_avvik(bruker=self.v.bosetter, sak=sak, beskrivelse=f"Fødselsdatoen stemmer ikke{ett.merke}")

    def svar(self) -> None:
        for ett in (self.v.a, self.v.b):
            ett.lister["besvart"] = self._liste(ett, "ja", "nei")
            self._svar(ett, "besvart", nei="nei")

    def apne(self) -> None:
        for ett in (self.v.a, self.v.b):
            self._innmeldinger(ett)
            ett.lister["sendt"] = self._liste(ett, "venter", "em_venter", "uten_svar")
            rad = ett.lister["sendt"].husstandssvar.get(bokstav="A")
            utkast = Utkast(
                rad.pk, rad.versjon, Svar.NEI, None, None, Avslagskode.ANNET, f"Vi mangler bolig{ett.merke}"
            )
            fordeling.lagre_alle(bruker=ett.skriv, liste_id=ett.lister["sendt"].pk, utkast=[utkast])
            self._sporsmaal(ett)
            ett.lister["utkast"] = self._liste(ett, "utkast", send=False)
        uke = klokke.isouke(klokke.today())
        be_om_tidsplan(
            bruker=self.v.imdi[Rolle.IMDI_ANMODNING],
            ny=NyForesporsel(
                fra=uke,
                til=uke,
                frist=klokke.today(),
                kommune_ider=[self.v.a.kommune.pk, self.v.b.kommune.pk],
                melding="Vi trenger tallene til neste fordeling.",
            ),
        )
        sett_maanedsplan(
            bruker=self.v.imdi[Rolle.IMDI_ANMODNING],
            ny=Maanedstall(maaned=klokke.today().replace(day=1), antall=900, merknad="Færre fra mottak i desember."),
        )

    def _sporsmaal(self, ett: Kommuneverden) -> None:
        """W-14: one that IMDi has answered, and one that waits."""
        for bokstav in ("A", "B"):
            svar = ett.lister["sendt"].husstandssvar.get(bokstav=bokstav)
            tekst = f"Trenger noen rullestol?{ett.merke}"
            ett.sporsmaal = fordeling.still_sporsmaal(bruker=ett.skriv, svar_id=svar.pk, tekst=tekst)
            if bokstav == "A":
                tekst = f"Nei, ingen trenger det.{ett.merke}"
                fordeling.besvar_sporsmaal(bruker=self.v.bosetter, sporsmaal_id=ett.sporsmaal.pk, svar=tekst)

    def _innmeldinger(self, ett: Kommuneverden) -> None:
        hvem = {"bruker": ett.skriv, "kommune": ett.kommune}
        # Published: every kommune may read it, so it does not say whose it is.
        kriterier = "Kontrakt i minst tre år"
        publiser_regel(**hvem, innhold=Regelinnhold(tillatt=True, kriterier=kriterier), sett_pk=None)
        bolig = NyBolig(
            omrade=f"Sentrum{ett.merke}",
            type=Boligtype.LEILIGHET,
            soverom=2,
            maks_personer=3,
            ledig_fra=klokke.today(),
            passer_for=(Passer.FAMILIE, Passer.ENSLIG),
            merknad=f"Nær skolen{ett.merke}",
        )
        # Somebody whom nobody knows: what a kommune types is not held against the register (T6).
        ukjent = NyBestemtPerson(
            duf_nummer="209999999999",
            navn=f"Nora Ukjent{ett.merke}",
            relasjon=Relasjon.FAMILIE,
            begrunnelse=f"Søsteren bor her{ett.merke}",
            avtalt_selvbosetting=True,
        )
        kapasitet = NyEmKapasitet(
            antall=2,
            uke=klokke.isouke(klokke.today()),
            aldersgruppe=Aldersgruppe.FRA_15,
            saerskilte_forhold=f"Rom for to brødre{ett.merke}",
        )
        plasser = NyePlasser(maks_antall_personer=3, uke=klokke.isouke(klokke.today()))
        ett.innmeldinger["antall-plasser"] = innmeldinger.meld_inn_plasser(**hvem, ny=plasser)
        ett.innmeldinger["bolig"] = innmeldinger.meld_inn_bolig(**hvem, ny=bolig)
        ett.innmeldinger["bestemt-person"] = innmeldinger.meld_inn_bestemt_person(**hvem, ny=ukjent)
        ett.innmeldinger["em-kapasitet"] = innmeldinger.meld_inn_em_kapasitet(**hvem, ny=kapasitet)

    def _liste(self, ett: Kommuneverden, *hvem: str, send: bool = True) -> Fordelingsliste:
        husstander = [ett.husstander[en] for en in hvem]
        liste = fordeling.opprett_liste(
            bruker=self.v.bosetter, kommune=ett.kommune, plassaar=self.v.aar, husstander=husstander
        )
        return fordeling.send_liste(bruker=self.v.bosetter, liste_id=liste.pk) if send else liste

    def _svar(self, ett: Kommuneverden, navn: str, *, nei: str = "") -> None:
        liste = ett.lister[navn]
        for rad in liste.husstandssvar.order_by("bokstav"):
            sier_nei = nei != "" and rad.husstand_id == ett.husstander[nei].pk
            kode, tekst = (Avslagskode.ANNET, f"Ingen ledig bolig{ett.merke}") if sier_nei else ("", "")
            utkast = Utkast(rad.pk, rad.versjon, Svar.NEI if sier_nei else Svar.JA, None, None, kode, tekst)
            fordeling.lagre_alle(bruker=ett.skriv, liste_id=liste.pk, utkast=[utkast])
        liste.refresh_from_db()
        fordeling.godkjenn_fordelingsliste(bruker=ett.skriv, liste_id=liste.pk, versjon=liste.versjon)
        liste.refresh_from_db()

    # ---- letters, files and messages
    def ellers(self) -> None:
        for ett in (self.v.a, self.v.b):
            self._brev(ett)
            self._henvendelser(ett)
            hendelse.logg_innsyn(
                ett.skriv,
                handling=Handling.LESE,
                beskrivelse=f"Åpnet personmappen{ett.merke}",
                person_id=ett.person("utsokt").pk,
                saksnummer=ett.person("utsokt").sak.nummer,
                kommune_id=ett.kommune.pk,
                formaal=f"Åpen sak{ett.merke}",
            )
        # Somebody who works for both: the one who could mix them up.
        brukere.inviter(
            bruker=self.v.b.administrator,
            kommune=self.v.b.kommune,
            navn="Ola Begge",
            epost=self.v.andre["begge"].epost,
            roller={Rolle.KOMMUNE_BOSETTER_LES},
        )
        self.v.melding = meldinger.publiser_melding(
            bruker=self.v.imdi[Rolle.IMDI_ADMINISTRATOR],
            innhold=meldinger.Innhold(
                "Ny frist", "Ny frist", "Teksten", "Teksten", "info", "alle", self.v.naa, self.v.naa + timedelta(days=9)
            ),
        )
        self._filer_fra_andre()

    def _brev(self, ett: Kommuneverden) -> None:
        egne = Forsendelse.objects.brev().filter(kommune=ett.kommune).order_by("pk")
        ett.brev["anmodning"] = egne.filter(slag__startswith="anmodning")[0]
        om_personer = egne.om_personer()
        sak = ett.person("utsokt").sak
        ett.brev["person"] = next(
            rad for rad in om_personer.filter(kanal=Kanal.UTSKRIFT) if rad.innhold["saksnummer"] == sak.nummer
        )
        stengt = ett.person("opphevet").sak
        ett.brev["stengt"] = next(rad for rad in om_personer if rad.innhold["saksnummer"] == stengt.nummer)
        for rad in ett.brev.values():
            levering.lag_pdf(rad)
        avvist = ett.brev["anmodning"]
        begynn(avvist)
        merk_avvist(Forsok(avvist.pk, avvist.forsok), feil=f"400 ukjent mottaker{ett.merke}")

    def _henvendelser(self, ett: Kommuneverden) -> None:
        """One on a person whose folder is open, one on a list that is closed again."""
        stotte = self.v.imdi[Rolle.IMDI_SUPPORT]
        for navn, gjelder in (("sak", ett.person("utsokt").sak), ("lukket", ett.lister["besvart"])):
            ny = henvendelser.NyHenvendelse(
                "fordeling", f"Spørsmål{ett.merke}", f"Kan dere sjekke?{ett.merke}", gjelder
            )
            laget = henvendelser.opprett_henvendelse(
                bruker=ett.skriv, kommune=ett.kommune, ny=ny, vedlegg=[ett.filer["ren"]]
            )
            til = Henvendelsestilstand.LUKKET if navn == "lukket" else Henvendelsestilstand.VENTER_KOMMUNE
            ett.henvendelser[navn] = henvendelser.svar_fra_imdi(
                bruker=stotte, henvendelse_id=laget.pk, tekst=f"Det stemmer{ett.merke}", til=til
            )

    def _filer_fra_andre(self) -> None:
        mottak = Sak.objects.get(husstand=self.v.b.husstander["utsokt"])
        linjer = ["duf;bosettingsdato;mottak;meldt_tidspunkt"]
        linjer += [f"{mottak.person.duf_nummer};2026-13-40;Mottaket {KANARI};", "209912345608;2026-01-05;Mottaket;"]
        innhold = "\n".join(linjer).encode()
        self.v.datoimport = innlesing.les_inn(bruker=self.v.bosetter, innhold=innhold, filnavn="mottak.csv")
        hode = "aar,per_dato,kommunenummer,kommunenummer_2024,navn,fylke,anmodet,vedtatt,vedtak_status,bosatt,"
        hode += "bosatt_kollektiv,avtalt,avtalt_kollektiv,em_anmodet,bosatt_em,merknad,kilde"
        rader = [f"2025,,{nr},{nr},{navn},F,9,8,vedtatt,7,6,,,,,,IMDi-2025" for nr, navn in PUBLISERT]
        tall = "\n".join([hode, *rader]).encode()
        importer_bosettingstall(bruker=self.v.imdi[Rolle.IMDI_ANMODNING], tall=tall)


PUBLISERT = (("1191", "Alfavik"), ("4691", "Betafjord"), ("1192", "Gammaneset"))
HUSSTANDER = (
    ("venter", SKJULT, 2, Kategori.MOTTAK),
    ("em_venter", SKJULT, 1, Kategori.MOTTAK),
    ("uten_svar", SKJULT, 1, Kategori.PRIVATBOENDE),
    ("ja", SKJULT, 1, Kategori.MOTTAK),
    ("nei", SKJULT, 1, Kategori.MOTTAK),
    ("trukket", SKJULT, 1, Kategori.MOTTAK),
    ("utkast", SKJULT, 1, Kategori.MOTTAK),
    ("utsokt", APEN, 1, Kategori.MOTTAK),
    ("privat", APEN, 2, Kategori.PRIVATBOENDE),
    ("bosatt", APEN, 1, Kategori.PRIVATBOENDE),
    ("em_vedtak", APEN, 1, Kategori.MOTTAK),
    ("opphevet", STENGT, 1, Kategori.MOTTAK),
    ("takket_nei", STENGT, 1, Kategori.MOTTAK),
)


def _fodselsnummer(fodt: date) -> str:
    """A synthetic number of the day: month + 80."""
    dag = f"{fodt.day:02d}{fodt.month + 80:02d}{fodt:%y}"
    return next(nummer for slutt in range(100_000) if fodselsnummer_type(nummer := f"{dag}{slutt:05d}", syntetisk=True))


def roller_i_kommunen() -> tuple[Rolle, ...]:
    return tuple(rolle for rolle, om in ROLLER.items() if om.omfang == Omfang.KOMMUNE)
