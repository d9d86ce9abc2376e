"""Persons and households on their way to bosettingsklar."""

from dataclasses import replace
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from bosetting.bosatt.mappe_services import NyttDokument, last_opp_fra_enhet
from bosetting.bosatt.states import Dokumentslag
from bosetting.person import services as person
from bosetting.person.models import Husstand, Person, Sak
from bosetting.person.rules import Kartleggingssvar, NyPerson, Tillatelse
from bosetting.person.services import NyFamilieUte
from bosetting.person.states import Kategori, Kjonn, Relasjonstype, Tillatelsestype
from imdinett.kjerne import dataklasse, klokke
from imdinett.kjerne.dataklasse import Dataklasse
from imdinett.kjerne.nummer import duf_med_kontroll, fodselsnummer_type
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import EnhetFactory
from tests.verden.folk import Folk
from tests.verden.modell import APEN, HELSE, LEDIG, SKJULT, STENGT, Identitet, Kommuneverden

# What the field registry calls D3 of a person, and nobody can be known by: what thousands share, and the form of the
# name that is searched in.
UMERKET = ("sokenavn", "postnummer", "representant_postnummer", "kontakt_telefon")
MERKET = tuple(felt for felt in dataklasse.felt_i(Person, Dataklasse.D3) if felt not in UMERKET)
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


# What the samtale found and the folder alone shows.
BARE_I_MAPPEN = {
    "nettverk": "Nettverk",
    "aktiviteter": "Aktivitet",
    "interesser": "Interesse",
    "merknad": "Merknad",
}


def _merket(fornavn: str, hva: str) -> str:
    """A text of this person's own, that says how far the case has come and for whom."""
    return fornavn.replace("Fornavn", hva)


def _samtale(fornavn: str) -> dict[str, str]:
    return {felt: _merket(fornavn, hva) for felt, hva in BARE_I_MAPPEN.items()}


class Personer(Folk):
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
            husstand = self.v.beboere[hvem] = person.registrer_husstand(bruker=self.v.bosetter, personer=[ny])
            fil = SimpleUploadedFile("skjema.pdf", b"%PDF-1.4 innhold", "application/pdf")
            skjema = NyttDokument(fil=fil, slag=Dokumentslag.KARTLEGGING, tittel="Kartleggingsskjema")
            last_opp_fra_enhet(bruker=self.v.andre[rolle], sak=husstand.saker.get(), ny=skjema)

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
        rader = [(sak, replace(svar, **_samtale(sak.person.fornavn))) for sak in saker]
        person.registrer_kartlegginger(bruker=self.v.bosetter, rader=rader)
        for sak in saker:
            self._bare_i_mappen(sak)
        person.godkjenn_kartlegginger(bruker=self.v.bosetter, saker=saker)
        return husstand

    def _bare_i_mappen(self, sak: Sak) -> None:
        """How long the permit holds, a relative abroad, and a place the person has left."""
        gyldig_til = klokke.om_maaneder(klokke.today(), 36)
        person.endre_gyldighet(bruker=self.v.bosetter, sak=sak, gyldig_til=gyldig_til)
        slektning = NyFamilieUte(
            type=Relasjonstype.SOSKEN, navn=_merket(sak.person.fornavn, "Slektning"), land="Jordan"
        )
        person.registrer_familie_ute(bruker=self.v.bosetter, sak=sak, ny=slektning)
        sak = Sak.objects.select_related("person", "mottak", "amot_kommune").get(pk=sak.pk)
        ny = person.som_registrert(sak)
        gate = _merket(sak.person.fornavn, "Gate")
        ny = replace(ny, adresse=gate, bosted_fra=klokke.today())
        person.endre_person(bruker=self.v.bosetter, sak=sak, versjon=sak.versjon, ny=ny)

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
            adresse=f"Gammelgate{nr} {ord_}",
            kontakt_navn=f"Kontakt{nr} {ord_}",
            kontakt_telefon="22 24 00 00",
            postnummer="0152",
            poststed=f"Sted {nr} {ord_}",
            mottak=mottak if kategori == Kategori.MOTTAK else None,
            representant_navn=f"Verge{nr} {ord_}" if er_em else "",
            representant_adresse=f"Vergevei {nr} {ord_}" if er_em else "",
            representant_postnummer="0155" if er_em else "",
            representant_poststed=f"Vergested {nr} {ord_}" if er_em else "",
        )
        merker = [verdi for felt in MERKET if isinstance(verdi := getattr(ny, felt), str) and verdi]
        merker += [mottak.navn, *(_merket(ny.fornavn, hva) for hva in ("Slektning", "Gate", *BARE_I_MAPPEN.values()))]
        navn = [verdi for verdi in merker if not verdi.isdigit()]
        tall = [verdi for verdi in merker if verdi.isdigit()]
        self.v.identiteter.append(Identitet(stadium, kommune, "", tuple(navn), tuple(tall), fodt))
        return ny
