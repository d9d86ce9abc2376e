"""The dry run of a file of saker: which households go in, who is known, who is refused and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from bosetting.overtakelse import sakfil
from bosetting.overtakelse.sakfil import Oppslag, Sakrad
from bosetting.overtakelse.sammenlikning import forskjeller, med_alt
from bosetting.person.models import Person, Sak
from bosetting.person.states import FOR_FORDELING, Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.nummer import bare_siffer, vis_duf
from imdinett.kjerne.radfil import Rad
from imdinett.kommune.models import Kommune
from imdinett.overtakelse.slag import Avslag, Forskjell, Tallrad, Utfall


@dataclass
class _Husstand:
    """The rows of one household, and the first of them that was refused."""

    rader: list[Sakrad] = field(default_factory=list)
    avvist_linje: int = 0

    def avvis(self, linje: int) -> None:
        self.avvist_linje = self.avvist_linje or linje


def prov(bruker: Bruker, rader: Sequence[Rad]) -> Utfall:
    """A household goes in whole or not at all (B-032). Who is here is never changed by a file."""
    ut, husstander = Utfall(), defaultdict[str, _Husstand](_Husstand)
    lest = _les(
        [Rad(rad.linje, {**rad.innhold, "duf": bare_siffer(rad.innhold["duf"])}) for rad in rader], ut, husstander
    )
    kjente = {person.duf_nummer: person for person in med_alt().filter(duf_nummer__in=[rad.duf for rad in lest])}
    for husstand in husstander.values():
        _prov_husstand(husstand, kjente, ut)
    inn = [rad for gruppe in ut.inn for rad in gruppe]
    ut.tall, ut.mangler = _tall(lest, inn), _mangler(inn)
    return ut


def _les(rader: Sequence[Rad], ut: Utfall, husstander: dict[str, _Husstand]) -> list[Sakrad]:
    """Each row by itself. The same row twice is known; two that differ refuse the later one and its household."""
    oppslag, forste = Oppslag.hent(), dict[str, Rad]()
    lest = []
    for rad in rader:
        duf = rad.innhold["duf"]
        kjent = forste.setdefault(duf, rad) if duf else rad
        if kjent is not rad and kjent.innhold == rad.innhold:
            ut.kjente.append(rad.linje)
            continue
        husstand = husstander[rad.innhold["husstand"]]
        try:
            if kjent is not rad:
                melding = _("Samme DUF-nummer står på linje %(linje)d med andre opplysninger.")
                raise Domenefeil("to_ganger", melding % {"linje": kjent.linje})
            sakrad = sakfil.tolk(rad.linje, rad.innhold, oppslag)
        except Domenefeil as feil:
            husstand.avvis(rad.linje)
            ut.avviste.append(Avslag(rad.linje, rad.innhold, str(feil)))
            continue
        husstand.rader.append(sakrad)
        lest.append(sakrad)
    return lest


def _prov_husstand(husstand: _Husstand, kjente: Mapping[str, Person], ut: Utfall) -> None:
    nye = [rad for rad in husstand.rader if rad.duf not in kjente]
    gamle = [(rad, kjente[rad.duf]) for rad in husstand.rader if rad.duf in kjente]
    delt = len({person.husstand_id for _rad, person in gamle}) > 1
    for rad, person in gamle:
        _prov_kjent(husstand, rad, person, ut, delt=delt)
    grunn = _hvorfor_ikke(husstand, nye, alle_nye=not gamle) if nye else ""
    if grunn:
        ut.avviste += [Avslag(rad.linje, dict(rad.innhold), grunn) for rad in nye]
    elif nye:
        ut.inn.append(nye)
        ut.linjer += [rad.linje for rad in nye]


def _prov_kjent(husstand: _Husstand, rad: Sakrad, person: Person, ut: Utfall, *, delt: bool) -> None:
    """Identical is known, else refused. A protected person is told of to nobody: neither a fact nor that they agree."""
    if person.er_skjermet:
        grunn = _("DUF-nummer %(duf)s kan ikke registreres. Søk etter personen, eller kontroller nummeret.")
        innhold = {"husstand": rad.husstand, "duf": rad.duf}
        husstand.avvis(rad.linje)
        ut.avviste.append(Avslag(rad.linje, innhold, grunn % {"duf": vis_duf(rad.duf)}))
        return
    ulike = forskjeller(rad, person)
    if delt:
        ulike = (Forskjell("husstand", rad.husstand, person.husstand.nummer), *ulike)
    if ulike:
        husstand.avvis(rad.linje)
        grunn = _("Personen er registrert med andre opplysninger. Rett filen, eller rett personen i portalen.")
        ut.avviste.append(Avslag(rad.linje, dict(rad.innhold), grunn, ulike))
    else:
        ut.kjente.append(rad.linje)


def _hvorfor_ikke(husstand: _Husstand, nye: Sequence[Sakrad], *, alle_nye: bool) -> str:
    """Why nobody in the household goes in, in words; empty when they do."""
    if husstand.avvist_linje:
        return _("En annen i husstanden ble avvist (linje %(linje)d).") % {"linje": husstand.avvist_linje}
    if not alle_nye:
        return _("Andre i husstanden er registrert fra før. Registrer personen i portalen.")
    tilstander = {rad.tilstand for rad in nye} - {Sakstilstand.AVSLUTTET}
    plassert = [rad for rad in nye if rad.er_plassert]
    if plassert and tilstander & FOR_FORDELING:  # B-032
        return _("Noen i husstanden er søkt ut, andre ikke. Husstanden må stå samlet, eller som to husstander.")
    if len({(rad.kommune, rad.plassaar) for rad in plassert}) > 1:  # B-032
        return _("Husstanden må ha én kommune og ett plassår.")
    if {Sakstilstand.REGISTRERT, Sakstilstand.BOSETTINGSKLAR} <= tilstander:  # B-033
        return _("Noen i husstanden har ikke tillatelse, og da kan ingen i den være bosettingsklar (B-033).")
    return ""


def _mangler(inn: Iterable[Sakrad]) -> dict[str, list[int]]:
    linjer = sorted(rad.linje for rad in inn if rad.mangler_representant)
    tekst = _("Representantens adresse mangler. Registrer den i portalen: uten den kan ikke vedtaket oppheves.")
    return {tekst: linjer} if linjer else {}


# ---- the difference in numbers
def _tall(lest: Iterable[Sakrad], inn: Iterable[Sakrad]) -> list[Tallrad]:
    """Persons per kommune and state: in the file, here now, here afterwards. Protected ones are counted nowhere."""
    navn: dict[int | None, str] = {}
    fil: Counter[tuple[int | None, str]] = Counter()
    for rad in lest:
        kommune = _hos(rad)
        navn[kommune.pk if kommune else None] = str(kommune) if kommune else _("Ingen kommune")
        fil[_nokkel(rad)] += 1
    til = Counter(_nokkel(rad) for rad in inn)
    for_ = _naa(navn)
    orden = list(Sakstilstand)
    nokler = sorted({*fil, *for_}, key=lambda en: (en[0] is not None, navn[en[0]], orden.index(Sakstilstand(en[1]))))
    return [Tallrad(navn[n[0]], n[1], fil[n], for_[n], for_[n] + til[n]) for n in nokler]


def _hos(rad: Sakrad) -> Kommune | None:
    """The kommune that has the case; an ended one is nobody's."""
    return rad.kommune if rad.er_plassert else None


def _nokkel(rad: Sakrad) -> tuple[int | None, str]:
    kommune = _hos(rad)
    return (kommune.pk if kommune else None), rad.tilstand.value


def _naa(kommuner: Iterable[int | None]) -> Counter[tuple[int | None, str]]:
    saker = Sak.objects.uten_skjermede()
    ider = [pk for pk in kommuner if pk is not None]
    utvalg = saker.filter(kommune__in=ider)
    if None in set(kommuner):
        utvalg |= saker.filter(kommune=None)
    rader = utvalg.order_by().values_list("kommune", "tilstand").annotate(Count("pk"))
    return Counter({(pk, tilstand): antall for pk, tilstand, antall in rader})


def personer(innhold: Iterable[Mapping[str, str]]) -> list[int]:
    """The persons that rows name, for the log of looks."""
    duf = [rad.get("duf", "") for rad in innhold]
    return list(Person.objects.filter(duf_nummer__in=duf).order_by("pk").values_list("pk", flat=True))
