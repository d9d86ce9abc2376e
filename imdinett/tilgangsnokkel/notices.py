"""To the kommune's administrators when a credential is made or revoked. Neither the secret nor what it opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.utboks.notices import Varsel
from imdinett.web import norsk


@dataclass(frozen=True)
class Nokkelvarsel(Varsel):
    mal: ClassVar[str] = "imdinett/tilgangsnokkel/epost/melding"

    tilgangsnokkel: Tilgangsnokkel

    @property
    def gjelder(self) -> Tilgangsnokkel:
        return self.tilgangsnokkel

    @property
    def kommune(self) -> Kommune:
        return self.tilgangsnokkel.kommune

    def mottakere(self) -> Iterable[Bruker]:
        return tildeling.aktive_med_rolle(self.kommune, Rolle.KOMMUNE_ADMINISTRATOR).order_by("pk")

    def nokkel(self) -> str:
        return str(self.tilgangsnokkel.pk)

    def kontekst(self) -> dict[str, Any]:
        return {"avsnitt": self.avsnitt()}

    def lenke(self) -> str:
        return reverse("tilgangsnokler")

    def avsnitt(self) -> list[str]:
        raise NotImplementedError


class NokkelLaget(Nokkelvarsel):
    slag: ClassVar[str] = "tilgangsnokkel_laget"

    def emne(self) -> str:
        return _("En ny tilgangsnøkkel er laget i IMDinett")

    def avsnitt(self) -> list[str]:
        data = {
            "navn": self.tilgangsnokkel.navn,
            "kommune": self.kommune,
            "av": self.tilgangsnokkel.opprettet_av,
            "naar": norsk.tidspunkt(self.tilgangsnokkel.utloper_tid),
        }
        return [
            _("%(av)s har laget tilgangsnøkkelen «%(navn)s» for %(kommune)s. Den virker til %(naar)s.") % data,
            _("Med nøkkelen kan et av kommunens systemer lese det nøkkelen gjelder for. Den kan ikke logge inn."),
            _("Kjenner dere ikke til dette, kaller dere tilbake nøkkelen straks."),
        ]


class NokkelTilbakekalt(Nokkelvarsel):
    slag: ClassVar[str] = "tilgangsnokkel_tilbakekalt"

    def emne(self) -> str:
        return _("En tilgangsnøkkel er kalt tilbake i IMDinett")

    def avsnitt(self) -> list[str]:
        data = {
            "navn": self.tilgangsnokkel.navn,
            "kommune": self.kommune,
            "av": self.tilgangsnokkel.tilbakekalt_av,
        }
        return [
            _("%(av)s har kalt tilbake tilgangsnøkkelen «%(navn)s» for %(kommune)s.") % data,
            _("Systemet som brukte den, får ikke lenger lese noe. Trenger det tilgang, lager dere en ny nøkkel."),
        ]
