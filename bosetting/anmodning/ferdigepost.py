"""The kommune's vedtak as an e-mail for the kommune itself to send: to IMDi, with a copy to KS (bosetting.md §4).

The kommune sends it from its own address, so that it is in its own archive; IMDinett sends nothing for it.
"""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from django.conf import settings
from django.utils.translation import gettext as _

from bosetting.anmodning.models import Kommunevedtak
from imdinett.opplasting import lager
from imdinett.opplasting.states import Filtilstand
from imdinett.web import norsk


@dataclass(frozen=True)
class Ferdigepost:
    filnavn: str
    innhold: bytes


def dokumentet_mangler(vedtak: Kommunevedtak) -> bool:
    """Nothing that the scanner has not passed leaves the system."""
    return vedtak.dokument is None or vedtak.dokument.tilstand != Filtilstand.REN


def lag(vedtak: Kommunevedtak) -> Ferdigepost:
    """RFC 5322, with `X-Unsent` so that it opens as a draft. The same vedtak gives the same text."""
    navn = {"kommune": vedtak.kommune.visningsnavn, "aar": vedtak.aar}
    epost = EmailMessage(policy=SMTP)
    epost["X-Unsent"] = "1"
    epost["To"] = settings.KONTAKT_IMDI_EPOST
    if settings.VEDTAK_KOPI_TIL:
        epost["Cc"] = settings.VEDTAK_KOPI_TIL
    epost["Subject"] = _("%(kommune)s kommune: vedtak om bosetting av flyktninger i %(aar)d") % navn
    epost.set_content(_tekst(vedtak))
    if not dokumentet_mangler(vedtak):
        assert vedtak.dokument is not None  # dokumentet_mangler
        hoved, _skille, under = vedtak.dokument.type.partition("/")
        innhold = lager.les(vedtak.dokument.uuid)
        epost.add_attachment(innhold, maintype=hoved, subtype=under, filename=vedtak.dokument.filnavn)
    return Ferdigepost(f"vedtak-{vedtak.kommune.nummer}-{vedtak.aar}.eml", epost.as_bytes())


def _tekst(vedtak: Kommunevedtak) -> str:
    navn = {"kommune": vedtak.kommune.visningsnavn, "aar": vedtak.aar}
    avsnitt = [
        _("%(kommune)s kommune har vedtatt hvor mange flyktninger kommunen skal bosette i %(aar)d.") % navn,
        "\n".join(
            [
                _("Antall personer: %(antall)s") % {"antall": norsk.tall(vedtak.antall)},
                _("Herav enslige mindreårige: %(antall)s") % {"antall": norsk.tall(vedtak.herav_em)},
                _("Vedtaksdato: %(dato)s") % {"dato": norsk.dato(vedtak.vedtaksdato)},
            ]
        ),
    ]
    if vedtak.merknad:
        avsnitt.append(_("Merknad: %(merknad)s") % {"merknad": vedtak.merknad})
    avsnitt.append(_("Vedtaket er registrert og godkjent i IMDinett."))
    return "\n\n".join(avsnitt) + "\n"
