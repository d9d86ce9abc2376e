"""What mottak's pages show: own residents, what waits, and what can be told them (W-16)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import rules
from bosetting.person.models import Kartlegging, Sak
from bosetting.person.queries import HELSE
from bosetting.person.states import Kartleggingstilstand, Sakstilstand
from bosetting.person.visning import personer
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Merke
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


class Steg(StrEnum):
    MANGLER = "mangler"
    PABEGYNT = "pabegynt"
    SENDT = "sendt"
    FERDIG = "ferdig"


STEG: tuple[tuple[Steg, Promise], ...] = (
    (Steg.MANGLER, gettext_lazy("Mangler")),
    (Steg.PABEGYNT, gettext_lazy("Påbegynt")),
    (Steg.SENDT, gettext_lazy("Sendt til IMDi")),
    (Steg.FERDIG, gettext_lazy("Ferdig")),
)


def steg(sak: Sak, kartlegging: Kartlegging | None) -> Steg:
    """How far the kartlegging has come, whatever the case has done since."""
    if sak.tilstand not in (Sakstilstand.REGISTRERT, Sakstilstand.TIL_KARTLEGGING):
        return Steg.FERDIG
    if kartlegging is None:
        return Steg.MANGLER
    return Steg.PABEGYNT if rules.er_hos_mottak(kartlegging) else Steg.SENDT


@dataclass(frozen=True)
class Beboer:
    sak: Sak
    steg: Steg
    merke: Merke
    url: str

    @property
    def dato_url(self) -> str:
        """B-043, B-046: where the date of moving is registered, when mottak can do it now."""
        return flyttedatoside(self.sak) if rules.mottaket_setter_dato(self.sak) else ""

    @property
    def venter_paa_tillatelse(self) -> bool:
        return self.sak.tilstand == Sakstilstand.REGISTRERT


def flyttedatoside(sak: Sak) -> str:
    """The page of the household in bosatt, above this package."""
    return reverse("beboer_flyttedato", args=[sak.husstand.uuid])


def beboere(bruker: "tilgang.Hvem") -> list[Beboer]:
    """Everybody who lives where the user works, longest wait first. Two queries."""
    saker = list(
        Sak.objects.beboere_for(bruker)
        .select_related("person", "husstand", "mottak")
        .order_by("tillatelse_dato", "husstand", "person__fodselsdato", "pk")
    )
    kartlegginger = {rad.sak_id: rad for rad in Kartlegging.objects.filter(sak__in=saker).defer(*HELSE)}
    return [_beboer(sak, kartlegginger.get(sak.pk)) for sak in saker]


def _beboer(sak: Sak, kartlegging: Kartlegging | None) -> Beboer:
    url = reverse("beboer", args=[sak.person.uuid])
    return Beboer(sak, steg(sak, kartlegging), merke(sak, kartlegging), url)


def merke(sak: Sak, kartlegging: Kartlegging | None) -> Merke:
    if sak.tilstand == Sakstilstand.REGISTRERT:
        return Merke(_("Venter på tillatelse"), "neutral")
    if sak.tilstand != Sakstilstand.TIL_KARTLEGGING:
        return Merke(str(Sakstilstand(sak.tilstand).label), "success")
    if kartlegging is None:
        return Merke(_("Mangler kartlegging"), "warning")
    tilstand = Kartleggingstilstand(kartlegging.tilstand)
    farge = "danger" if tilstand == Kartleggingstilstand.RETURNERT else "info"
    return Merke(str(tilstand.label), farge)


def antall(alle: Iterable[Beboer]) -> Counter[Steg]:
    return Counter(en.steg for en in alle)


def statustekst(sak: Sak) -> str:
    """W-16: what mottak can tell the person today, in words that promise nothing."""
    kommune = str(sak.kommune) if sak.kommune else ""
    dato = norsk.dato(sak.utsokingsdato) if sak.utsokingsdato else ""
    return {
        Sakstilstand.REGISTRERT: _(
            "Du har ikke fått svar på søknaden om opphold ennå. Bosetting starter etter svaret."
        ),
        Sakstilstand.TIL_KARTLEGGING: _(
            "Du har fått opphold. Først har vi en samtale om hva du kan og trenger. Så leter IMDi etter en kommune."
        ),
        Sakstilstand.BOSETTINGSKLAR: _("IMDi leter etter en kommune til deg. Vi vet ikke ennå hvor eller når."),
        Sakstilstand.FORDELT: _("IMDi har spurt en kommune om å ta imot deg. Kommunen har ikke svart ennå."),
        Sakstilstand.AKSEPTERT: _("En kommune kan ta imot deg. IMDi gjør vedtak om noen dager, og du får brev."),
        Sakstilstand.SOKT_UT: _(
            "Du har fått tilbud om å bo i %(kommune)s. Vedtaket er fra %(dato)s. Kommunen avtaler flytting med deg."
        )
        % {"kommune": kommune, "dato": dato},
        Sakstilstand.TAKKET_NEI: _(
            "Du har takket nei til tilbudet om bosetting. Spør oss hvis du lurer på hva det betyr."
        ),
    }.get(Sakstilstand(sak.tilstand), "")


def oppgaver(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """For mottak staff: who is søkt ut, who has a permit and no kartlegging, what IMDi sent back. Two queries."""
    if kommune is not None or not tilgang.enhet_ider(bruker, Rettighet.KARTLEGGING_SKRIV):
        return []
    alle = [en for en in beboere(bruker) if not en.venter_paa_tillatelse]
    tall, liste = antall(alle), reverse("beboere")
    ut = []
    sokt_ut = [en.sak.utsokingsdato for en in alle if en.dato_url and en.sak.utsokingsdato]
    if sokt_ut:
        tekst, url = _("Registrer flyttedato"), f"{liste}?steg={Steg.FERDIG}"
        ut.append(Oppgave(tekst, url, personer(len(sokt_ut)), alder=min(sokt_ut)))
    for hvilket, tekst in (
        (Steg.PABEGYNT, _("Gjør ferdig kartlegging")),
        (Steg.MANGLER, _("Hold bosettingssamtale og kartlegg")),
    ):
        if tall[hvilket]:
            datoer = [en.sak.tillatelse_dato for en in alle if en.steg == hvilket and en.sak.tillatelse_dato]
            forst = min(datoer, default=None)
            ut.append(Oppgave(tekst, f"{liste}?steg={hvilket}", personer(tall[hvilket]), alder=forst))
    return ut
