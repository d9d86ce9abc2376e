"""E-mails on accounts: what happened, what it means, what to do. No role of anybody else, no personal data (B-038)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.kommune.models import Kommune
from imdinett.utboks.notices import Varsel
from imdinett.web import norsk


@dataclass(frozen=True)
class Kontovarsel(Varsel):
    """To one user, about the own account. The event that caused it makes the key."""

    mal: ClassVar[str] = "imdinett/forvaltning/epost/melding"

    mottaker: Bruker
    hendelse: Hendelse
    kommune: Kommune | None = None

    @property
    def gjelder(self) -> Bruker:
        return self.mottaker

    def mottakere(self) -> Sequence[Bruker]:
        return [self.mottaker]

    def nokkel(self) -> str:
        return str(self.hendelse.pk)

    def kontekst(self) -> dict[str, Any]:
        return {"avsnitt": [*self.avsnitt()], "knapp": self.knapp()}

    def avsnitt(self) -> Sequence[str]:
        raise NotImplementedError

    def knapp(self) -> str:
        return _("Åpne IMDinett")

    def lenke(self) -> str:
        return "/"


@dataclass(frozen=True)
class Invitasjonsvarsel(Kontovarsel):
    slag: ClassVar[str] = "invitasjon"
    hemmelig: ClassVar[bool] = True

    lenkenokkel: str = ""
    utloper: datetime | None = None

    def emne(self) -> str:
        return _("Du er invitert til IMDinett")

    def avsnitt(self) -> Sequence[str]:
        hvor = str(self.kommune) if self.kommune else "IMDi"
        assert self.utloper is not None
        return [
            _("Du har fått en konto i IMDinett for %(hvor)s.") % {"hvor": hvor},
            _("Velg et passord og sett opp innlogging med engangskode eller passnøkkel. Det tar noen få minutter."),
            _("Lenken kan brukes én gang og går ut %(naar)s.") % {"naar": norsk.tidspunkt(self.utloper)},
            _("Kjenner du ikke til dette, kan du se bort fra e-posten."),
        ]

    def knapp(self) -> str:
        return _("Velg passord")

    def lenke(self) -> str:
        return reverse("invitasjon", args=[self.lenkenokkel])


class TilgangGitt(Kontovarsel):
    slag: ClassVar[str] = "tilgang_gitt"

    def emne(self) -> str:
        return _("Du har fått tilgang til en ny kommune i IMDinett")

    def avsnitt(self) -> Sequence[str]:
        return [
            _("Kontoen din i IMDinett har fått roller i %(kommune)s.") % {"kommune": self.kommune},
            _("Du logger inn som før, og bytter kommune øverst på siden."),
        ]


class RollerEndret(Kontovarsel):
    slag: ClassVar[str] = "roller_endret"

    def emne(self) -> str:
        return _("Rollene dine i IMDinett er endret")

    def avsnitt(self) -> Sequence[str]:
        return [
            _("Rollene dine i %(hvor)s er endret. Endringen gjelder fra nå, og du er logget ut.")
            % {"hvor": self.kommune or "IMDinett"},
            _("Logg inn på nytt for å se hva du har tilgang til."),
            _("Spør administratoren hvis du ikke kjenner til endringen."),
        ]


class KontoStengt(Kontovarsel):
    slag: ClassVar[str] = "konto_stengt"

    def emne(self) -> str:
        return _("Tilgangen din i IMDinett er stengt")

    def avsnitt(self) -> Sequence[str]:
        return [
            _("Du har ikke lenger tilgang til %(hvor)s i IMDinett.") % {"hvor": self.kommune or "IMDinett"},
            _("Ta kontakt med administratoren hvis du mener at det er feil."),
        ]


class KontoAapnet(Kontovarsel):
    slag: ClassVar[str] = "konto_aapnet"

    def emne(self) -> str:
        return _("Kontoen din i IMDinett er åpnet igjen")

    def avsnitt(self) -> Sequence[str]:
        return [_("Kontoen din er åpnet igjen, med de rollene du hadde. Du logger inn som før.")]


class FaktorNullstilt(Kontovarsel):
    slag: ClassVar[str] = "faktor_nullstilt"

    def emne(self) -> str:
        return _("Engangskoden din i IMDinett er nullstilt")

    def avsnitt(self) -> Sequence[str]:
        return [
            _("En administrator har nullstilt innloggingen din med engangskode og passnøkkel."),
            _("Neste gang du logger inn, setter du den opp på nytt. Passordet er det samme."),
            _("Har du ikke bedt om dette, bytter du passord straks og sier fra til administratoren."),
        ]


@dataclass(frozen=True)
class Passordlenke(Kontovarsel):
    slag: ClassVar[str] = "passordlenke"
    hemmelig: ClassVar[bool] = True

    adresse: str = ""

    def emne(self) -> str:
        return _("Nytt passord i IMDinett")

    def avsnitt(self) -> Sequence[str]:
        minutter = settings.PASSWORD_RESET_TIMEOUT // 60
        return [
            _("Noen har bedt om nytt passord til kontoen din. Er det deg, velger du et nytt passord på lenken under."),
            _("Lenken kan brukes én gang og virker i %(minutter)d minutter.") % {"minutter": minutter},
            _("Er det ikke deg, kan du se bort fra e-posten. Passordet er ikke endret."),
        ]

    def knapp(self) -> str:
        return _("Velg nytt passord")

    def lenke(self) -> str:
        return self.adresse


SIKKERHET: Final[dict[str, Promise]] = {
    "password_changed": gettext_lazy("Passordet ditt er endret."),
    "password_reset": gettext_lazy("Passordet ditt er endret med en lenke på e-post."),
    "totp_activated": gettext_lazy("Innlogging med app for engangskoder er satt opp."),
    "totp_deactivated": gettext_lazy("Innlogging med app for engangskoder er fjernet."),
    "webauthn_added": gettext_lazy("En passnøkkel er lagt til."),
    "webauthn_removed": gettext_lazy("En passnøkkel er fjernet."),
    "recovery_codes_generated": gettext_lazy("Nye gjenopprettingskoder er laget. De gamle virker ikke lenger."),
}


@dataclass(frozen=True)
class Sikkerhetsendring(Kontovarsel):
    slag: ClassVar[str] = "sikkerhet"

    hva: str = ""

    def emne(self) -> str:
        return _("Innloggingen din i IMDinett er endret")

    def avsnitt(self) -> Sequence[str]:
        return [
            str(SIKKERHET[self.hva]),
            _("Tidspunkt: %(naar)s.") % {"naar": norsk.tidspunkt(self.hendelse.tid)},
            _("Var det ikke deg, bytter du passord straks og sier fra til administratoren."),
        ]


@dataclass(frozen=True)
class NyEnhet(Kontovarsel):
    slag: ClassVar[str] = "ny_enhet"

    nettleser: str = ""

    def emne(self) -> str:
        return _("Ny innlogging i IMDinett")

    def avsnitt(self) -> Sequence[str]:
        return [
            _("Kontoen din ble brukt fra en nettleser vi ikke har sett før."),
            _("Tidspunkt: %(naar)s. Nettleser: %(nettleser)s.")
            % {"naar": norsk.tidspunkt(self.hendelse.tid), "nettleser": self.nettleser or _("ukjent")},
            _("Var det deg, trenger du ikke gjøre noe. Hvis ikke: bytt passord straks og si fra til administratoren."),
        ]


@dataclass(frozen=True)
class BekreftEpost(Kontovarsel):
    """To the new address: nothing is changed before the link is followed."""

    slag: ClassVar[str] = "bekreft_epost"
    hemmelig: ClassVar[bool] = True

    merke: str = ""

    def emne(self) -> str:
        return _("Bekreft ny e-postadresse i IMDinett")

    def avsnitt(self) -> Sequence[str]:
        return [
            _("Noen har bedt om å bruke denne adressen til en konto i IMDinett."),
            _("Er det deg, logger du inn og bekrefter på lenken under. Lenken virker i ett døgn."),
        ]

    def knapp(self) -> str:
        return _("Bekreft adressen")

    def lenke(self) -> str:
        return reverse("bekreft_epost", args=[self.merke])


class EpostSkalEndres(Kontovarsel):
    """To the old address."""

    slag: ClassVar[str] = "epost_skal_endres"

    def emne(self) -> str:
        return _("Noen vil endre e-postadressen din i IMDinett")

    def avsnitt(self) -> Sequence[str]:
        return [
            _("Det er bedt om ny e-postadresse til kontoen din. Den gjelder først når den nye adressen er bekreftet."),
            _("Var det ikke deg, bytter du passord straks og sier fra til administratoren."),
        ]


class EpostEndret(Kontovarsel):
    """To both addresses."""

    slag: ClassVar[str] = "epost_endret"

    def emne(self) -> str:
        return _("E-postadressen din i IMDinett er endret")

    def avsnitt(self) -> Sequence[str]:
        return [
            _("Du logger nå inn med den nye adressen, og får e-post fra IMDinett dit."),
            _("Var det ikke deg, sier du fra til administratoren straks."),
        ]
