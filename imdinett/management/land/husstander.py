"""Those who come in a month: households, persons, kinship, cases and kartlegging, as far as each has got."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from bosetting.demodata.personer import Husstandsplan
from bosetting.person.models import Avvik, Familierelasjon, Husstand, Kartlegging, Person, Sak
from bosetting.person.navneform import sokenavn
from bosetting.person.rules import Kartleggingssvar, NyPerson, kode
from bosetting.person.skjermingsmodell import Skjermingsmedlem
from bosetting.person.states import (
    BUNDET,
    MOTSATT,
    Avviksslag,
    Gradering,
    Kartleggingstilstand,
    Relasjonstype,
    Sakstilstand,
    Tillatelsestype,
    Tolk,
)
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne.nummer import fodselsnummer_med_kontroll
from imdinett.management.land import hendelser
from imdinett.management.land.kopi import Innlasting
from imdinett.management.land.plan import Land, Plass

STANSET, RETURNERT, SKJERMET, AVVIK = 0.004, 0.2, 0.006, 0.01
VOKSEN_ALDER = 21
H, S = Hendelsestype, Sakstilstand


@dataclass
class Medlem:
    """One person on the way: what the rows will hold when the month is written."""

    person: dict[str, Any]
    sak: dict[str, Any]
    kartlegging: dict[str, Any]

    @property
    def pk(self) -> int:
        return int(self.sak["id"])

    @property
    def gjelder(self) -> hendelser.Gjelder:
        return hendelser.sak(self.pk, self.sak["nummer"])


@dataclass
class Hus:
    """One household. `ledig_fra`: since when it waits to be put on a list; None when it does not."""

    pk: int
    medlemmer: list[Medlem]
    ledig_fra: datetime | None = None


@dataclass(frozen=True)
class Registrering:
    inn: Innlasting
    land: Land

    def registrer(self, planer: Sequence[Husstandsplan], maaned: datetime) -> list[Hus]:
        return [self._hus(plan, maaned) for plan in planer]

    def _hus(self, plan: Husstandsplan, maaned: datetime) -> Hus:
        tid, pk = self.land.etter(maaned, 0, 29), self.inn.tabell(Husstand).reserver()
        self.inn.legg(Husstand, id=pk, uuid=self.land.uuid(), nummer=f"H{kode(pk)}", opprettet_tid=tid)
        medlemmer = [self._medlem(pk, ny, tid) for ny in plan.personer]
        self._slekt(medlemmer)
        hus = Hus(pk, medlemmer)
        self._kartlegg(hus, plan, tid)
        return hus

    def _medlem(self, husstand: int, ny: NyPerson, tid: datetime) -> Medlem:
        pk = self.inn.tabell(Person).reserver()
        felles = {"id": pk, "husstand_id": husstand, "kommune_id": None, "opprettet_tid": tid}
        navn = ("duf_nummer", "fornavn", "etternavn", "fodselsdato", "kjonn", "statsborgerskap", "gradering")
        steder = ("adresse", "postnummer", "poststed")
        verge = ("representant_navn", "representant_adresse", "representant_postnummer", "representant_poststed")
        person = felles | {
            "uuid": self.land.uuid(),
            "fodselsnummer": fodselsnummer(self.land.rng, ny.fodselsdato),
            "sokenavn": sokenavn(ny.fornavn, ny.etternavn),
            **{felt: getattr(ny, felt) for felt in (*navn, *steder, *verge)},
        }
        sak = felles | {
            "uuid": self.land.uuid(),
            "nummer": kode(pk),
            "person_id": pk,
            "tilstand": S.REGISTRERT,
            "kategori": ny.kategori,
            "er_em": ny.er_em,
            "mottak_id": ny.mottak.pk if ny.mottak else None,
            "tidligst_ankomst": ny.tidligst_ankomst,
            "innreisefrist": ny.innreisefrist,
            "versjon": 1,
        }
        hendelser.logg(self.inn, H.PERSON_REGISTRERT, tid, self.land.ansatte.bosetter, hendelser.sak(pk, kode(pk)))
        return Medlem(person, sak, {})

    def _slekt(self, medlemmer: Sequence[Medlem]) -> None:
        """The first is married to a second adult and has the others as children; stored both ways."""
        forste, *andre = medlemmer
        aar = forste.sak["opprettet_tid"].year
        for nr, en in enumerate(andre):
            voksen = nr == 0 and aar - en.person["fodselsdato"].year >= VOKSEN_ALDER
            type_ = Relasjonstype.EKTEFELLE if voksen else Relasjonstype.BARN
            self.inn.legg(Familierelasjon, person_id=forste.pk, slektning_id=en.pk, type=type_)
            self.inn.legg(Familierelasjon, person_id=en.pk, slektning_id=forste.pk, type=MOTSATT[type_])

    # ---- permit and kartlegging
    def _kartlegg(self, hus: Hus, plan: Husstandsplan, registrert: datetime) -> None:
        land = self.land
        tillatt = land.etter(registrert, 1, 3)
        if tillatt > land.naa or land.skjer(STANSET):
            return
        for en in hus.medlemmer:
            en.sak |= {
                "tilstand": S.TIL_KARTLEGGING,
                "tillatelse_type": plan.tillatelse.type,
                "tillatelse_dato": plan.tillatelse.dato,
                "tillatelse_gyldig_til": plan.tillatelse.gyldig_til,
                "kollektiv_beskyttelse": plan.tillatelse.type == Tillatelsestype.KOLLEKTIV,
            }
            self._logg(H.TILLATELSE_REGISTRERT, tillatt, en)
        sendt = land.etter(tillatt, 3, 25)
        if sendt > land.naa or land.skjer(STANSET):
            return
        godkjent = land.etter(sendt, 1, 10)
        klar = godkjent <= land.naa and not land.skjer(STANSET)
        returnert = not klar and land.skjer(RETURNERT)
        for en, svar in zip(hus.medlemmer, plan.svar, strict=True):
            en.kartlegging = self._kartlegging(en, svar, sendt, godkjent if klar else None, returnert=returnert)
            self._logg(H.KARTLEGGING_REGISTRERT, sendt, en)
            if klar:
                en.sak |= {"tilstand": S.BOSETTINGSKLAR, "klar_tid": godkjent}
                self._logg(H.SAK_BOSETTINGSKLAR, godkjent, en)
        hus.ledig_fra = godkjent if klar else None

    def _kartlegging(
        self, en: Medlem, svar: Kartleggingssvar, sendt: datetime, godkjent: datetime | None, *, returnert: bool
    ) -> dict[str, Any]:
        imdi = self.land.ansatte.bosetter.pk
        tilstand = Kartleggingstilstand.RETURNERT if returnert else Kartleggingstilstand.SENDT
        return {
            **vars(svar),
            "andre_sprak": list(svar.andre_sprak),
            "sak_id": en.pk,
            "tilstand": Kartleggingstilstand.GODKJENT if godkjent else tilstand,
            "tolk": Tolk.TELEFON,
            "registrert_tid": sendt,
            "registrert_av_id": imdi,
            "godkjent_tid": godkjent,
            "godkjent_av_id": imdi if godkjent else None,
            "returnert_tid": sendt if returnert else None,
            "returnert_av_id": imdi if returnert else None,
            "returnert_tekst": "Skriv hva slags utdanning." if returnert else "",
        }

    # ---- what became of them
    def skriv(self, hus: Hus) -> None:
        """The rows as they stand now, and the places that are held or used (B-028)."""
        skjermet = (
            len(hus.medlemmer) == 1 and hus.medlemmer[0].sak["tilstand"] == S.BOSATT and self.land.skjer(SKJERMET)
        )
        for en in hus.medlemmer:
            en.person["kommune_id"] = en.sak["kommune_id"]
            if skjermet:
                self._skjerm(en)
            self.inn.legg(Person, **en.person)
            self.inn.legg(Sak, **en.sak)
            if en.kartlegging:
                self.inn.legg(Kartlegging, **en.kartlegging)
            self.land.saker.append((en.pk, en.sak["nummer"], en.sak["kommune_id"] or 0))
            plass = None if skjermet else _plass(en.sak)
            if plass:
                self.land.plasser[plass] += 1
            if en.sak["tilstand"] == S.SOKT_UT and self.land.skjer(AVVIK):
                self._avvik(en)

    def _skjerm(self, en: Medlem) -> None:
        """B-095: where the person lives is kept no longer; IMDi's own member of the group is the bosetter."""
        imdi = self.land.ansatte.bosetter.pk
        en.person |= {"gradering": Gradering.STRENGT_FORTROLIG, "adresse": "", "postnummer": "", "poststed": ""}
        self.inn.legg(
            Skjermingsmedlem,
            person_id=en.pk,
            bruker_id=imdi,
            grunn="Behandler saken.",
            lagt_til_tid=en.sak["opprettet_tid"],
            lagt_til_av_id=imdi,
        )

    def _avvik(self, en: Medlem) -> None:
        self.inn.legg(
            Avvik,
            sak_id=en.pk,
            kommune_id=en.sak["kommune_id"],
            slag=Avviksslag.FEIL_KATEGORI,
            beskrivelse="Kategorien stemmer ikke med det kommunen vet.",
            aapnet_tid=self.land.naa,
            aapnet_av_id=self.land.ansatte.bosetter.pk,
        )

    def _logg(self, hva: Hendelsestype, tid: datetime, en: Medlem) -> None:
        hendelser.logg(self.inn, hva, tid, self.land.ansatte.bosetter, en.gjelder)


def _plass(sak: dict[str, Any]) -> Plass | None:
    """Decision 22: a place is held in the year of the list, and used in the year of the bosettingsdato."""
    if sak["tilstand"] in BUNDET:
        return Plass(sak["kommune_id"], sak["plassaar"], sak["er_em"])
    if sak["tilstand"] == S.BOSATT:
        return Plass(sak["kommune_id"], sak["bosettingsdato"].year, sak["er_em"])
    return None


def fodselsnummer(rng: Random, fodt: date) -> str:
    """A synthetic number of the day: month + 80."""
    dag = f"{fodt.day:02d}{fodt.month + 80:02d}{fodt:%y}"
    while not (nummer := fodselsnummer_med_kontroll(dag, rng.randrange(1000))):
        pass
    return nummer
