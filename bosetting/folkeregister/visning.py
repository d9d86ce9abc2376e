"""What Folkeregisteret has said of a person, in words."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bosetting.folkeregister.models import Folkeregisterstatus
from bosetting.folkeregister.rules import lagrer_sted
from bosetting.person.models import Sak
from imdinett.web import norsk
from imdinett.web.komponent import Rad


def folkeregisterrader(sak: Sak, status: Folkeregisterstatus | None) -> list[Rad]:
    """What Folkeregisteret has said, when, and when it was last heard from. No street; of the strict no place."""
    if status is None:
        return [Rad(_("Registrert i"), "")]
    sted = str(status.bostedskommune or "") if lagrer_sted(sak.person) else _("Lagres ikke")
    rader = [
        Rad(_("Status"), capfirst(status.get_bostatus_display())),
        Rad(_("Registrert i"), sted),
        Rad(_("Flyttet dit"), status.flyttedato and norsk.dato(status.flyttedato)),
    ]
    if status.oppholdskommune:
        rader.append(Rad(_("Oppholder seg i"), str(status.oppholdskommune)))
    if status.slas_opp_fra:
        rader.append(Rad(_("Må slås opp på nytt"), _("Siden %(dato)s") % {"dato": norsk.dato(status.slas_opp_fra)}))
    kilde = _("Hendelse fra Folkeregisteret") if status.dokument else _("Oppslag IMDi har gjort")
    return [
        *rader,
        Rad(_("Kilde"), kilde if status.kontrollert_tid else ""),
        Rad(_("Endret i Folkeregisteret"), status.ajourfort_tid and norsk.tidspunkt(status.ajourfort_tid)),
        Rad(_("Sist hørt fra Folkeregisteret"), status.kontrollert_tid and norsk.tidspunkt(status.kontrollert_tid)),
    ]


def adressetekst(status: Folkeregisterstatus | None) -> str:
    """W-04: what the kommune can do about an address that is missing, or is in another kommune."""
    if status and status.bostedskommune:
        return _(
            "Personen er registrert i %(kommune)s i Folkeregisteret. Bor personen hos dere, må flyttingen meldes til "
            "Folkeregisteret innen åtte dager. Ellers blir tilskuddet forsinket. Har personen flyttet videre, ber dere "
            "IMDi rette saken."
        ) % {"kommune": status.bostedskommune}
    return _(
        "Folkeregisteret har ikke meldt noen adresse i kommunen. Be personen melde flytting til Folkeregisteret innen "
        "åtte dager. Uten adresse blir tilskuddet forsinket, og personen kan ikke registreres i "
        "introduksjonsregisteret. Står adressen i Folkeregisteret, ber dere IMDi slå den opp."
    )
