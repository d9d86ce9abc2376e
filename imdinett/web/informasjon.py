"""The pages of the footer: open to everybody."""

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.web.komponent import Lenke
from imdinett.web.porter import APEN
from imdinett.web.views import Tekstside


class Informasjonsside(Tekstside):
    rettighet = APEN
    tittel: str | Promise = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = str(self.tittel)
        sti = [Lenke(_("Hjem"), "/"), Lenke(tittel)]
        return super().get_context_data(tittel=tittel, brodsmuler=sti, epost=settings.KONTAKT_IMDI_EPOST, **kwargs)


class Tilgjengelighet(Informasjonsside):
    template_name = "web/tilgjengelighet.html"
    tittel = gettext_lazy("Tilgjengelighetserklæring")


class Personvern(Informasjonsside):
    template_name = "web/personvern.html"
    tittel = gettext_lazy("Personvern")


class Kontakt(Informasjonsside):
    template_name = "web/kontakt.html"
    tittel = gettext_lazy("Kontakt")
