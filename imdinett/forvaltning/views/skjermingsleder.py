"""Naming the leader of the groups about protected persons, by IMDi's administrator (security.md §5)."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.forvaltning.forms.imdi import Skjermingslederskjema
from imdinett.forvaltning.services import skjermingsleder
from imdinett.forvaltning.views.imdi_brukere import Imdiskjema
from imdinett.loggkontroll import queries


class Leder(Imdiskjema):
    form_class = Skjermingslederskjema
    tittel = gettext_lazy("Leder for skjermingsgruppene")
    knapp = gettext_lazy("Lagre")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        leder = queries.skjermingsleder()
        hvem = _("Nå er %(navn)s leder.") % {"navn": leder.navn} if leder else _("Nå er ingen leder.")
        hva = _("Lederen får vite om hvert oppslag på en skjermet person, med saksnummer og uten navn.")
        uten = _("Uten leder går alarmene til alle som leser innsynsloggen i IMDi.")
        return super().get_context_data(**kwargs) | {"forklaring": f"{hvem} {hva} {uten}"}

    def utfor(self, form: Any) -> str:
        leder, grunn = form.cleaned_data["leder"], form.cleaned_data["grunn"]
        if leder is None:
            skjermingsleder.avslutt(bruker=self.bruker, grunn=grunn)
            messages.success(self.request, _("Ingen er leder for skjermingsgruppene nå."))
        else:
            skjermingsleder.velg(bruker=self.bruker, gjelder=leder, grunn=grunn)
            messages.success(self.request, _("%(navn)s er leder for skjermingsgruppene.") % {"navn": leder.navn})
        return self.tilbake()
