"""The front page: what must be done, by when – not a menu of modules (ui.md 5.1)."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from imdinett.forvaltning import queries
from imdinett.forvaltning.adapter import FORRIGE_INNLOGGING
from imdinett.forvaltning.models import Melding
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.web import enhet, hendelser, oppgaver, paneler
from imdinett.web.komponent import Fane, Tidspunkt
from imdinett.web.paneler import Panel
from imdinett.web.porter import ALLE_MED_ROLLE
from imdinett.web.views import Tekstside

SIDEN_SIST = 8


class Hjem(Tekstside):
    """Open to everybody who has a role; the gates send the others to the page that says what is missing."""

    rettighet = ALLE_MED_ROLLE
    template_name = "imdinett/forvaltning/hjem.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kommune = getattr(self.request, "aktiv_kommune", None)
        imdi = tilgang.er_imdi(self.bruker)
        sist = self._forrige_innlogging()
        enheter = enhet.enhetsnavn(self.request)
        hvem = self.request.GET.get("ansvar", "")
        return super().get_context_data(
            tittel=_tittel(kommune or enheter, imdi=imdi),
            imdi=imdi,
            har_rolle=imdi or kommune is not None or bool(enheter),
            meldinger_fra_imdi=queries.meldinger(Melding.Sted.FORSIDEN, imdi=imdi, sprak=get_language() or "nb"),
            oppgaver=oppgaver.for_ansvarlig(oppgaver.for_bruker(self.bruker, kommune), self.bruker, hvem),
            ansvar=_ansvarsfaner(hvem) if kommune else [],
            paneler=[render_to_string(mal, verdier, self.request) for mal, verdier in self._paneler(kommune)],
            sist=sist,
            siden_sist=self._siden(sist, kommune) if sist else [],
            oppdatert=klokke.now(),
            **kwargs,
        )

    def _paneler(self, kommune: Any) -> list[Panel]:
        return paneler.for_bruker(self.bruker, kommune)

    def _forrige_innlogging(self) -> datetime | None:
        tekst = self.request.session.get(FORRIGE_INNLOGGING)
        return datetime.fromisoformat(tekst) if tekst else None

    def _siden(self, sist: datetime, kommune: Any) -> list[Tidspunkt]:
        """What others did since the user was last here."""
        rader = Hendelse.objects.synlig_for(self.bruker).filter(tid__gt=sist).exclude(bruker=self.bruker)
        if kommune:
            rader = rader.filter(kommune=kommune)
        return hendelser.tidspunkter(rader.order_by("-tid", "-pk")[:SIDEN_SIST])


def _tittel(hvor: Any, *, imdi: bool) -> str:
    if hvor:
        return _("Oppgaver i %(kommune)s") % {"kommune": hvor}
    return _("Oppgaver i IMDi") if imdi else _("Hjem")


def _ansvarsfaner(hvem: str) -> list[Fane]:
    """Alle · Mine · Uten ansvarlig (ui.md 5.1)."""
    valg = (("", _("Alle")), ("mine", _("Mine")), ("uten", _("Uten ansvarlig")))
    return [Fane(tekst, f"/?ansvar={kode}" if kode else "/", kode == hvem) for kode, tekst in valg]
