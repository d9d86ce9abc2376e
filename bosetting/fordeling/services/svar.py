"""The kommune answers: drafts, and Godkjenn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.fordeling import queries, rules
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.services.felles import gjor_ferdig, logg_saker, lukk_sporsmaal, send_tilbake
from bosetting.fordeling.states import BESVART, Avslagskode, Linjetilstand, Listetilstand, Svar
from bosetting.person.services.laas import lagre
from bosetting.person.states import Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.kjerne.tilstand import move
from imdinett.tilgang import tilgang


@dataclass(frozen=True)
class Utkast:
    """What the page had for one household. `versjon` is the one that the page was built from."""

    svar_id: int
    versjon: int
    svar: str = ""
    uke_aar: int | None = None
    uke: int | None = None
    avslagskode: str = ""
    begrunnelse: str = ""

    @property
    def verdier(self) -> tuple[str, int | None, int | None, str, str]:
        return self.svar, self.uke_aar, self.uke, self.avslagskode, self.begrunnelse.strip()

    @property
    def avtrykk(self) -> str:
        return rules.avtrykk(*self.verdier)


@dataclass(frozen=True)
class Lagring:
    """What became of the drafts: those that somebody else had changed meanwhile are kept beside the new ones."""

    lagret: list[Husstandssvar] = field(default_factory=list)
    kollisjoner: list[tuple[Husstandssvar, Utkast]] = field(default_factory=list)


@transaction.atomic
def lagre_utkast(
    *,
    bruker: Bruker,
    svar_id: int,
    versjon: int,
    svar: str,
    uke_aar: int | None,
    uke: int | None,
    avslagskode: str,
    begrunnelse: str,
) -> Husstandssvar:
    """Store a draft of one household's answer. The checks of Godkjenn are not run."""
    liste_id = Husstandssvar.objects.values_list("liste_id", flat=True).get(pk=svar_id)
    utkast = Utkast(svar_id, versjon, svar, uke_aar, uke, avslagskode, begrunnelse)
    lagring = lagre_alle(bruker=bruker, liste_id=liste_id, utkast=[utkast])
    if lagring.kollisjoner:
        raise kollisjon(lagring.kollisjoner[0][0])
    if not lagring.lagret:
        raise Kollisjon("trukket", _("IMDi har trukket husstanden fra listen."))
    return lagring.lagret[0]


@transaction.atomic
def lagre_alle(*, bruker: Bruker, liste_id: int, utkast: Sequence[Utkast]) -> Lagring:
    """The bulk form: what can be stored is stored, and what collides comes back with both versions."""
    liste = queries.laas_liste(liste_id)
    tilgang.krev(rules.kan_besvare(bruker, liste))
    if liste.tilstand != Listetilstand.SENDT:
        raise Kollisjon("ikke_apen", stengt_tekst(liste))
    rader = {rad.pk: rad for rad in _aapne_svar(liste)}
    lagring, endret = Lagring(), False
    for ett in utkast:
        _krev_form(ett)
        rad = rader.get(ett.svar_id)
        if rad is None:
            continue
        if _verdier(rad) == ett.verdier:
            lagring.lagret.append(rad)
        elif rad.versjon != ett.versjon and rad.endret_av_id != bruker.pk:
            lagring.kollisjoner.append((rad, ett))
        else:
            endret = True
            lagring.lagret.append(_skriv_utkast(rad, ett, bruker))
    if endret:
        _ny_versjon(liste)
    return lagring


@transaction.atomic
def forkast_svar(*, bruker: Bruker, liste_id: int, versjon: int) -> Fordelingsliste:
    """Empty the drafts of a list's answer; the list still waits for one. `versjon` is the list's, as it was shown."""
    liste = queries.laas_liste(liste_id)
    tilgang.krev(rules.kan_besvare(bruker, liste))
    if liste.tilstand != Listetilstand.SENDT:
        raise Kollisjon("ikke_apen", stengt_tekst(liste))
    if liste.versjon != versjon:
        raise Kollisjon("endret", _("Utkastet er endret etter at du så det. Se over det på nytt."))
    for rad in _aapne_svar(liste):
        if rad.endret_tid is not None:
            _skriv_utkast(rad, Utkast(rad.pk, rad.versjon), None)
    _ny_versjon(liste)
    return liste


def _aapne_svar(liste: Fordelingsliste) -> list[Husstandssvar]:
    """The households that still wait for an answer: those wholly recalled need none."""
    venter = Fordelingslinje.objects.filter(liste=liste, tilstand=Linjetilstand.VENTER)
    qs = Husstandssvar.objects.filter(liste=liste, pk__in=venter.values("husstandssvar"))
    return list(qs.select_related("endret_av").order_by("bokstav"))


def _verdier(rad: Husstandssvar) -> tuple[str, int | None, int | None, str, str]:
    return rad.svar, rad.bosettingsuke_aar, rad.bosettingsuke, rad.avslagskode, rad.begrunnelse


def _krev_form(ett: Utkast) -> None:
    """The shape only: what a browser with our form cannot send."""
    if ett.svar not in {"", *Svar.values} or ett.avslagskode not in {"", *Avslagskode.values}:
        raise Domenefeil("ugyldig_valg", _("Velg ett av alternativene i listen."))
    if len(ett.begrunnelse) > rules.STORSTE_BEGRUNNELSE:
        raise Domenefeil(
            "for_lang",
            _("Begrunnelse kan ha høyst %(antall)d tegn.") % {"antall": rules.STORSTE_BEGRUNNELSE},
            felt="begrunnelse",
        )
    if (ett.uke is None) != (ett.uke_aar is None) or (ett.uke and not _er_uke(ett.uke_aar, ett.uke)):
        raise Domenefeil("ugyldig_uke", _("Bosettingsuke må være en uke i kalenderen."), felt="uke")


def _er_uke(aar: int | None, uke: int) -> bool:
    return aar is not None and 2000 <= aar <= 2100 and 1 <= uke <= klokke.uker_i(aar)


def _skriv_utkast(rad: Husstandssvar, ett: Utkast, bruker: Bruker | None) -> Husstandssvar:
    """Without a user nobody has begun on it."""
    rad.svar, rad.bosettingsuke_aar, rad.bosettingsuke, rad.avslagskode, rad.begrunnelse = ett.verdier
    rad.endret_tid, rad.endret_av = klokke.now() if bruker else None, bruker
    rad.versjon += 1
    rad.save()
    return rad


def kollisjon(rad: Husstandssvar) -> Kollisjon:
    return Kollisjon(
        "utkast_endret",
        _("%(navn)s har lagret et annet svar for husstand %(bokstav)s.")
        % {"navn": rad.endret_av, "bokstav": rad.bokstav},
    )


def stengt_tekst(liste: Fordelingsliste) -> str:
    """Why a list takes no more answers."""
    if liste.tilstand == Listetilstand.TRUKKET:
        return _("IMDi har trukket listen: %(grunn)s") % {"grunn": liste.trukket_grunn}
    return _("Svaret er alt godkjent av %(navn)s.") % {"navn": liste.besvart_av}


@transaction.atomic
def godkjenn_fordelingsliste(*, bruker: Bruker, liste_id: int, versjon: int) -> Fordelingsliste:
    """Answer every household at once (B-036, B-037, B-065). `versjon` is the list's, as it was looked over.

    A list that a colleague has approved meanwhile comes back as it is: one answer, not an error.
    """
    liste = queries.laas_liste(liste_id)
    tilgang.krev(rules.kan_besvare(bruker, liste))
    if liste.tilstand in BESVART:
        return liste
    if liste.tilstand != Listetilstand.SENDT:
        raise Kollisjon("ikke_apen", stengt_tekst(liste))
    if liste.versjon != versjon:
        raise Kollisjon("endret", _("Svaret er endret etter at du så over det. Se over det på nytt."))
    linjer = [linje for linje in queries.laas_linjer(liste) if linje.tilstand == Linjetilstand.VENTER]
    svarene = _aapne_svar(liste)
    feil = queries.mangler(svarene, linjer)
    if feil:
        raise Domenefeil("ufullstendig", " ".join(str(en) for en in feil))
    tid = klokke.now()
    _godkjenn_svar(svarene, tid)
    ja, nei = _fordel_svar(svarene, linjer)
    _aksepter(liste, ja, svarene)
    send_tilbake([linje.sak for linje in nei])
    _flytt_linjer(ja, Linjetilstand.JA)
    _flytt_linjer(nei, Linjetilstand.NEI)
    move(liste, Listetilstand.BESVART)
    liste.besvart_av, liste.besvart_tid = bruker, tid
    hendelse.log(bruker, Hendelsestype.FORDELINGSLISTE_BESVART, liste, ja=len(ja), nei=len(nei))
    logg_saker(bruker, Hendelsestype.SAK_AKSEPTERT, liste, ja)
    logg_saker(bruker, Hendelsestype.SAK_AVSLAATT, liste, nei)
    lukk_sporsmaal(bruker, liste)
    gjor_ferdig(liste)
    liste.save()
    return liste


def _godkjenn_svar(svarene: Sequence[Husstandssvar], tid: datetime) -> None:
    """Keep what belongs to the answer; what was typed under the other choice is not sent."""
    ja = [svar.pk for svar in svarene if svar.svar == Svar.JA]
    nei = [svar.pk for svar in svarene if svar.svar != Svar.JA]
    Husstandssvar.objects.filter(pk__in=ja).update(avslagskode="", begrunnelse="", godkjent_tid=tid)
    Husstandssvar.objects.filter(pk__in=nei).update(bosettingsuke_aar=None, bosettingsuke=None, godkjent_tid=tid)


def _fordel_svar(
    svarene: Sequence[Husstandssvar], linjer: Sequence[Fordelingslinje]
) -> tuple[list[Fordelingslinje], list[Fordelingslinje]]:
    """B-032: every person of a household has its household's answer."""
    sier_ja = {svar.pk for svar in svarene if svar.svar == Svar.JA}
    ja = [linje for linje in linjer if linje.husstandssvar_id in sier_ja]
    return ja, [linje for linje in linjer if linje.husstandssvar_id not in sier_ja]


def _aksepter(liste: Fordelingsliste, ja: Sequence[Fordelingslinje], svarene: Sequence[Husstandssvar]) -> None:
    uker = {svar.pk: (svar.bosettingsuke_aar, svar.bosettingsuke) for svar in svarene}
    for linje in ja:
        move(linje.sak, Sakstilstand.AKSEPTERT)
        linje.sak.bosettingsuke_aar, linje.sak.bosettingsuke = uker[linje.husstandssvar_id]
    lagre([linje.sak for linje in ja], "tilstand", "bosettingsuke_aar", "bosettingsuke")


def _flytt_linjer(linjer: Sequence[Fordelingslinje], til: Linjetilstand) -> None:
    for linje in linjer:
        move(linje, til)
    Fordelingslinje.objects.filter(pk__in=[linje.pk for linje in linjer]).update(tilstand=til)


def _ny_versjon(liste: Fordelingsliste) -> None:
    """What somebody has looked over is no longer what is there."""
    liste.versjon += 1
    liste.save(update_fields=["versjon"])
