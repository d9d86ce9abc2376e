"""What IMDi may decide, and when. Pure: the caller has fetched and locked."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, Kollisjon
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.fordeling.models import Fordelingslinje
    from bosetting.vedtak.models import Bosettingsvedtak

MINSTE_GRUNN = 10
STORSTE_GRUNN = 300


def kan_fatte(bruker: "tilgang.Hvem") -> bool:
    """Only IMDi decides, reverses and registers a refusal (bosetting.md §5.1)."""
    return tilgang.har_imdi(bruker, Rettighet.VEDTAK_FATT)


def check_linje(linje: "Fordelingslinje") -> None:
    """B-041, B-055: an undecided yes, of a case that waits for its decision."""
    if linje.tilstand != "ja" or linje.avgjort_tid or linje.sak.tilstand != "akseptert":
        raise Kollisjon(
            "ikke_til_avgjorelse",
            _("Sak %(sak)s venter ikke lenger på vedtak. Noen andre kan ha avgjort eller trukket den.")
            % {"sak": linje.sak},
        )


def check_skjerming(linje: "Fordelingslinje") -> None:
    """B-095: the letters would tell where a protected person is. Refused here, handled outside the portal."""
    if linje.sak.person.er_skjermet:
        raise Domenefeil(
            "skjermet_person",
            _("Sak %(sak)s gjelder en person med beskyttet adresse. Vedtaket kan ikke fattes i portalen.")
            % {"sak": linje.sak},
        )


def check_adresse(linje: "Fordelingslinje") -> None:
    """Decision 34: a refugee's or representant's letter cannot be queued without an address."""
    mangler = manglende_adresse(linje)
    if mangler:
        raise Domenefeil("mangler_adresse", mangler, felt=f"sak_{linje.sak.nummer}")


def manglende_adresse(linje: "Fordelingslinje") -> str:
    """What is missing before the letters can be made, in words; empty when nothing is."""
    person, sak = linje.sak.person, linje.sak
    if not (person.adresse and person.postnummer and person.poststed):
        return _("Sak %(sak)s mangler adresse. Registrer adressen før vedtaket fattes.") % {"sak": sak}
    representant = (person.representant_navn, person.representant_adresse, person.representant_postnummer)
    if sak.er_em and not (all(representant) and person.representant_poststed):
        return _("Sak %(sak)s mangler representantens navn eller adresse.") % {"sak": sak}
    return ""


def check_utsokingsdato(linje: "Fordelingslinje", dag: date) -> None:
    """B-041: the decision date; after the answer and not in the future."""
    besvart = linje.liste.besvart_tid
    if dag > klokke.today():
        raise Domenefeil("dato_i_framtiden", _("Utsøkingsdato kan ikke være fram i tid."), felt="utsokingsdato")
    if besvart and dag < klokke.dag(besvart):
        raise Domenefeil("dato_for_svaret", _("Utsøkingsdato kan ikke være før kommunen svarte."), felt="utsokingsdato")


def check_gjelder(vedtak: "Bosettingsvedtak") -> None:
    """B-039: reversed while søkt ut. A settled person's bosettingsdato must be taken away first."""
    if vedtak.tilstand != "gjelder":
        raise Kollisjon("alt_opphevet", _("Vedtaket i sak %(sak)s gjelder ikke lenger.") % {"sak": vedtak.sak})
    if vedtak.sak.tilstand != "sokt_ut":
        raise Kollisjon(
            "ikke_sokt_ut",
            _("Sak %(sak)s er «%(status)s». Bare saker som er søkt ut, kan endres her.")
            % {"sak": vedtak.sak, "status": vedtak.sak.get_tilstand_display()},
        )


def check_grunn(grunn: str) -> str:
    """The reason without blanks around it; the kommune reads it, so it must say something."""
    renset = grunn.strip()
    if len(renset) < MINSTE_GRUNN:
        melding = _("Begrunnelse må ha minst %(antall)d tegn.") % {"antall": MINSTE_GRUNN}
        raise Domenefeil("mangler_grunn", melding, felt="grunn")
    if len(renset) > STORSTE_GRUNN:
        melding = _("Begrunnelse kan ha høyst %(antall)d tegn.") % {"antall": STORSTE_GRUNN}
        raise Domenefeil("for_lang_grunn", melding, felt="grunn")
    return renset
