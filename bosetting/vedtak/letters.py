"""The letters of a decision: to the kommune, to the refugee, to an EM's representant (bosetting.md §10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any, ClassVar

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person.brevsprak import brevsprak
from bosetting.person.models import Person
from bosetting.person.states import KOMMUNEN_SETTER_DATO, Kategori
from bosetting.vedtak.models import Bosettingsvedtak
from bosetting.vedtak.queries import TIL_FLYKTNING, TIL_KOMMUNE, TIL_REPRESENTANT
from imdinett.brev.letters import Brev, Mottaker
from imdinett.brev.markering import Verdi
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune, Kontaktinformasjon
from imdinett.utboks.states import Kanal
from imdinett.utboks.synlighet import PERSON
from imdinett.web import norsk

MYNDIG_AAR = 18
Husstand = tuple[Bosettingsvedtak, ...]


class Aarsak(StrEnum):
    """Why a decision no longer holds: the case waits again, the refugee declined, or the case has ended.

    BORTE is an end with nobody left to write to.
    """

    OPPHEVET = "opphevet"
    TAKKET_NEI = "takket_nei"
    AVSLUTTET = "avsluttet"
    BORTE = "borte"


# ---- to the kommune
@dataclass(frozen=True)
class _TilKommune(Brev):
    """About one household: never a name in the title. `vedtak` are its decisions, `kontakt` where it lives."""

    vedtak: Husstand
    kontakt: Kontaktinformasjon | None
    malversjon: ClassVar[str] = "2026-1"

    @property
    def forste(self) -> Bosettingsvedtak:
        return self.vedtak[0]

    @property
    def kommune(self) -> Kommune:
        return self.forste.kommune

    @property
    def saksnummer(self) -> str:
        return self.forste.sak.nummer

    @property
    def person_id(self) -> int | None:
        return self.forste.sak.person_id

    @property
    def person_ider(self) -> list[int]:
        return [ett.sak.person_id for ett in self.vedtak]

    @property
    def liste_referanse(self) -> str:
        return f"{self.forste.linje.liste.nummer}-{self.forste.linje.husstandssvar.bokstav}"

    def mottaker(self) -> Mottaker:
        return Mottaker.for_kommune(self.kommune, self.kontakt)


@dataclass(frozen=True)
class VedtakTilKommune(_TilKommune):
    """The persons by name and case number, dates, legal basis, and that the kommune must archive (B-099)."""

    slag: ClassVar[str] = TIL_KOMMUNE
    dokumenttype: ClassVar[str] = "VEDTAK"
    mal: ClassVar[str] = "bosetting/vedtak/brev/kommune.html"

    @property
    def gjelder(self) -> Model:
        return self.forste.linje.husstandssvar

    def tittel(self) -> str:
        return _("Vedtak om bosetting, %(referanse)s") % {"referanse": self.liste_referanse}

    def nokkel(self) -> str:
        return str(self.forste.pk)

    def kontekst(self) -> dict[str, Any]:
        sak = self.forste.sak
        kategorier = {ett.sak.kategori for ett in self.vedtak}
        return {
            "liste_referanse": self.liste_referanse,
            "kommune": self.kommune.visningsnavn,
            "utsokingsdato": norsk.dato(self.forste.utsokingsdato),
            "personer": [_person(ett) for ett in self.vedtak],
            "uke": sak.bosettingsuke,
            "uke_aar": sak.bosettingsuke_aar,
            "kommunen_registrerer": bool(kategorier & KOMMUNEN_SETTER_DATO),
            "mottaket_melder": Kategori.MOTTAK in kategorier,
            "overforing": Kategori.OVERFORINGSFLYKTNING in kategorier,
            "har_em": any(ett.sak.er_em for ett in self.vedtak),
        }


@dataclass(frozen=True)
class OpphevetTilKommune(_TilKommune):
    """The decision no longer holds. Case numbers only: the kommune has the names from the first letter.

    It is filed on the list, which stays open to the kommune when the folder is shut.
    """

    aarsak: Aarsak
    slag: ClassVar[str] = f"{PERSON}vedtak_opphevet_kommune"
    dokumenttype: ClassVar[str] = "VEDTAK"
    mal: ClassVar[str] = "bosetting/vedtak/brev/opphevet_kommune.html"

    @property
    def gjelder(self) -> Model:
        return self.forste.linje.liste

    def tittel(self) -> str:
        return _("Vedtak om bosetting gjelder ikke lenger, %(referanse)s") % {"referanse": self.liste_referanse}

    def nokkel(self) -> str:
        return str(self.forste.pk)

    def kontekst(self) -> dict[str, Any]:
        return {
            "liste_referanse": self.liste_referanse,
            "kommune": self.kommune.visningsnavn,
            "utsokingsdato": norsk.dato(self.forste.utsokingsdato),
            "saksnumre": [ett.sak.nummer for ett in self.vedtak],
            "kan_fordeles": self.aarsak == Aarsak.OPPHEVET,
            "grunn": self.forste.opphevet_grunn,
        }


# ---- to a person, by post
@dataclass(frozen=True)
class TilPerson(Brev):
    """To the refugee. The rule has seen to it that the address is there (decision 34)."""

    vedtak: Bosettingsvedtak
    omfatter: Husstand
    malversjon: ClassVar[str] = "2026-1"
    overskrift: ClassVar[Promise]

    @property
    def gjelder(self) -> Model:
        return self.vedtak

    @property
    def kommune(self) -> Kommune:
        return self.vedtak.kommune

    @property
    def sprak(self) -> str:
        return "nb"

    @property
    def kanal(self) -> Kanal:
        return Kanal.UTSKRIFT

    @property
    def saksnummer(self) -> str:
        return self.vedtak.sak.nummer

    @property
    def person_id(self) -> int | None:
        return self.vedtak.sak.person_id

    @property
    def person_ider(self) -> list[int]:
        return [ett.sak.person_id for ett in self.omfatter]

    @property
    def person(self) -> Person:
        return self.vedtak.sak.person

    def mottaker(self) -> Mottaker:
        p = self.person
        return Mottaker(p.navn, "", p.adresse, p.postnummer, p.poststed)

    @property
    def oversettes_som(self) -> str:
        """The translations are of the letter that a slag names, without what all letters to persons begin with."""
        return self.slag.removeprefix(PERSON)

    @property
    def lesers_sprak(self) -> tuple[str, ...]:
        """W-15. A representant gets a copy, so in the languages of whom it is about."""
        return brevsprak(self.vedtak.sak)

    def verdier(self) -> dict[str, Verdi]:
        return {
            "navn": self.person.navn,
            "kommune": self.kommune.visningsnavn,
            "utsokingsdato": norsk.kortdato(self.vedtak.utsokingsdato),
            "personer": [_person_paa_linje(ett) for ett in self.omfatter],
        }

    def tittel(self) -> str:
        return str(self.overskrift)

    def nokkel(self) -> str:
        return str(self.vedtak.pk)

    def kontekst(self) -> dict[str, Any]:
        return {
            "navn": self.person.navn,
            "kommune": self.kommune.visningsnavn,
            "utsokingsdato": norsk.dato(self.vedtak.utsokingsdato),
            "personer": [_person(ett) for ett in self.omfatter],
        }


@dataclass(frozen=True)
class _TilRepresentant(TilPerson):
    def mottaker(self) -> Mottaker:
        p = self.person
        return Mottaker(
            p.representant_navn, "", p.representant_adresse, p.representant_postnummer, p.representant_poststed
        )


@dataclass(frozen=True)
class VedtakTilFlyktning(TilPerson):
    slag: ClassVar[str] = TIL_FLYKTNING
    dokumenttype: ClassVar[str] = "VEDTAK"
    mal: ClassVar[str] = "bosetting/vedtak/brev/flyktning.html"
    overskrift: ClassVar[Promise] = gettext_lazy("Vedtak om bosettingskommune")


@dataclass(frozen=True)
class VedtakTilRepresentant(_TilRepresentant):
    """B-073: an EM's representant gets the same decision."""

    slag: ClassVar[str] = TIL_REPRESENTANT
    dokumenttype: ClassVar[str] = "VEDTAK"
    mal: ClassVar[str] = "bosetting/vedtak/brev/representant.html"
    overskrift: ClassVar[Promise] = gettext_lazy("Kopi av vedtak om bosettingskommune")


@dataclass(frozen=True)
class OpphevetTilFlyktning(TilPerson):
    aarsak: Aarsak = Aarsak.OPPHEVET
    slag: ClassVar[str] = f"{PERSON}vedtak_opphevet_flyktning"
    dokumenttype: ClassVar[str] = "VEDTAK"
    mal: ClassVar[str] = "bosetting/vedtak/brev/opphevet_flyktning.html"
    overskrift: ClassVar[Promise] = gettext_lazy("Vedtaket om bosettingskommune gjelder ikke lenger")

    @property
    def oversettes_som(self) -> str:
        """The letter says what happens next, which is one of two things."""
        return f"{super().oversettes_som}_{self.aarsak.value}"

    def kontekst(self) -> dict[str, Any]:
        return {**super().kontekst(), "kan_fordeles": self.aarsak == Aarsak.OPPHEVET}


@dataclass(frozen=True)
class OpphevetTilRepresentant(_TilRepresentant):
    aarsak: Aarsak = Aarsak.OPPHEVET
    slag: ClassVar[str] = f"{PERSON}vedtak_opphevet_representant"
    dokumenttype: ClassVar[str] = "VEDTAK"
    mal: ClassVar[str] = "bosetting/vedtak/brev/opphevet_representant.html"
    overskrift: ClassVar[Promise] = gettext_lazy("Kopi: vedtaket om bosettingskommune gjelder ikke lenger")

    @property
    def oversettes_som(self) -> str:
        """The letter says what happens next, which is one of two things."""
        return f"{super().oversettes_som}_{self.aarsak.value}"

    def kontekst(self) -> dict[str, Any]:
        return {**super().kontekst(), "kan_fordeles": self.aarsak == Aarsak.OPPHEVET}


@dataclass(frozen=True)
class TakketNeiTilFlyktning(TilPerson):
    """B-057: that IMDi has taken note, and what it means."""

    slag: ClassVar[str] = f"{PERSON}vedtak_takket_nei_flyktning"
    mal: ClassVar[str] = "bosetting/vedtak/brev/takket_nei_flyktning.html"
    overskrift: ClassVar[Promise] = gettext_lazy("Du har takket nei til bosettingskommune")


@dataclass(frozen=True)
class TakketNeiTilRepresentant(_TilRepresentant):
    slag: ClassVar[str] = f"{PERSON}vedtak_takket_nei_representant"
    mal: ClassVar[str] = "bosetting/vedtak/brev/takket_nei_representant.html"
    overskrift: ClassVar[Promise] = gettext_lazy("Kopi: takket nei til bosettingskommune")


# ---- which letters there are
def for_vedtak(vedtak: Iterable[Bosettingsvedtak]) -> list[Brev]:
    """One to the kommune per household, one to each grown-up and each EM, one to each EM's representant."""
    husstander = per_husstand(vedtak)
    kontakter = _kontakter(husstander)
    ut: list[Brev] = []
    for husstand in husstander:
        ut.append(VedtakTilKommune(husstand, kontakter.get(husstand[0].kommune_id)))
        ut.extend(VedtakTilFlyktning(ett, husstand) for ett in mottakere_i(husstand))
        ut.extend(VedtakTilRepresentant(ett, (ett,)) for ett in husstand if ett.sak.er_em)
    return ut


def til_kommunene(husstander: Sequence[Husstand], aarsak: Aarsak) -> list[Brev]:
    """To each kommune that may have got the first letter."""
    kontakter = _kontakter(husstander)
    return [OpphevetTilKommune(en, kontakter.get(en[0].kommune_id), aarsak) for en in husstander]


def til_personene(vedtak: Iterable[tuple[Bosettingsvedtak, str]], aarsak: Aarsak) -> list[Brev]:
    """To each person or representant that may have got the first letter; the string is that letter's slag."""
    ut: list[Brev] = []
    for ett, slag in vedtak:
        klasse = OpphevetTilRepresentant if slag == TIL_REPRESENTANT else OpphevetTilFlyktning
        ut.append(klasse(ett, (ett,), aarsak))
    return ut


def sendt_fra_for(overtatte: Iterable[Bosettingsvedtak]) -> list[tuple[Bosettingsvedtak, str]]:
    """The letters that the system before this sent of decisions that were taken over from it: received, like any."""
    husstander = per_husstand(overtatte)
    egne = [(ett, TIL_FLYKTNING) for husstand in husstander for ett in mottakere_i(husstand)]
    return egne + [(ett, TIL_REPRESENTANT) for husstand in husstander for ett in husstand if ett.sak.er_em]


def om_takket_nei(vedtak: Iterable[Bosettingsvedtak]) -> list[Brev]:
    """B-057: to each grown-up and each EM who declined, and to the EM's representant."""
    ut: list[Brev] = []
    for husstand in per_husstand(vedtak):
        ut.extend(TakketNeiTilFlyktning(ett, husstand) for ett in mottakere_i(husstand))
        ut.extend(TakketNeiTilRepresentant(ett, (ett,)) for ett in husstand if ett.sak.er_em)
    return ut


def per_husstand(vedtak: Iterable[Bosettingsvedtak]) -> list[Husstand]:
    ordnet = sorted(vedtak, key=lambda ett: (ett.linje.husstandssvar_id, ett.linje.betegnelse))
    return [tuple(gruppe) for _svar, gruppe in groupby(ordnet, key=lambda ett: ett.linje.husstandssvar_id)]


def mottakere_i(husstand: Husstand) -> list[Bosettingsvedtak]:
    """Grown-ups and EM get a letter of their own; a child among grown-ups stands in theirs."""
    egne = [ett for ett in husstand if ett.sak.er_em or _alder(ett.sak.person.fodselsdato) >= MYNDIG_AAR]
    return egne or [min(husstand, key=lambda ett: ett.sak.person.fodselsdato)]


def _kontakter(husstander: Iterable[Husstand]) -> dict[int, Kontaktinformasjon]:
    """The newest contact information of each kommune, in one query."""
    ider = {husstand[0].kommune_id for husstand in husstander}
    rader = Kontaktinformasjon.objects.filter(kommune__in=ider).order_by("registrert_tid", "pk")
    return {rad.kommune_id: rad for rad in rader}


def _alder(fodt: date) -> int:
    dag = klokke.today()
    return dag.year - fodt.year - ((dag.month, dag.day) < (fodt.month, fodt.day))


def _person_paa_linje(vedtak: Bosettingsvedtak) -> str:
    """As a translation names somebody: without words that would be Norwegian."""
    person = vedtak.sak.person
    return f"{person.navn}, {norsk.kortdato(person.fodselsdato)}, {vedtak.sak.nummer}"


def _person(vedtak: Bosettingsvedtak) -> dict[str, Any]:
    sak, person = vedtak.sak, vedtak.sak.person
    return {
        "saksnummer": sak.nummer,
        "navn": person.navn,
        "fodselsdato": norsk.dato(person.fodselsdato),
        "er_em": sak.er_em,
    }
