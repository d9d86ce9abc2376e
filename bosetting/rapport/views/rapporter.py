from typing import Any

from django.utils.translation import gettext as _

from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Tekstside


class Rapporter(Tekstside):
    rettighet = Rettighet.RAPPORT_LES
    template_name = "bosetting/rapport/rapporter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(brodsmuler=[Lenke(_("Hjem"), "/"), Lenke(_("Rapporter"))], **kwargs)
