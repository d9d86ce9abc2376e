"""One search for all: POST stores the terms and leads to an address without them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.person.models import Sak
from bosetting.sok import queries, services
from bosetting.sok.forms import Sokeskjema
from bosetting.sok.queries import Funn
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.kontekst import SOKERE
from imdinett.web.views import Skjemaside


class Sokeside(Skjemaside):
    """GET with `?sok=` shows what the stored search finds now, and logs whom it showed."""

    rettighet = SOKERE
    template_name = "bosetting/sok/sok.html"
    form_class = Sokeskjema
    engangs = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nokkel = request.GET.get("sok")
        if not nokkel:
            return super().get(request, *args, **kwargs)
        lagret = services.hent_sok(self.bruker, _uuid(nokkel))
        if lagret is None:
            raise Http404
        funn = queries.sok(lagret.tekst, self.bruker)
        self._logg(funn)
        form = Sokeskjema(initial={"sok": lagret.tekst})
        return self.render_to_response(self.get_context_data(form=form, funn=funn))

    def utfor(self, form: Sokeskjema) -> str:
        lagret = services.lagre_sok(bruker=self.bruker, tekst=form.cleaned_data["sok"])
        return f"{reverse('sok')}?sok={lagret.uuid}"

    def _logg(self, funn: Funn) -> None:
        """One line a search, with the ids found; none for those who cannot search for persons at all."""
        if not tilgang.har(self.bruker, Rettighet.SAK_LES):
            return
        saker: list[Sak] = [*funn.personer, *funn.saker]
        enhet = getattr(self.request, "aktiv_kommune", None)
        hendelse.logg_innsyn(
            self.bruker,
            handling=Handling.SOKE,
            person_ider=sorted({sak.person_id for sak in saker}),
            kommune_id=enhet and enhet.pk,
            del_av=_("Søk"),
            gradering=next((sak.person.gradering for sak in saker if sak.person.er_skjermet), "ingen"),
            formaal=_("Søk"),
            beskrivelse=_("Søkte etter person. %(antall)d treff.") % {"antall": len(funn.personer)},
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            brodsmuler=[Lenke(_("Hjem"), "/"), Lenke(_("Søk"))],
            hjelpetema="soke",
            personopplysninger=True,
            **kwargs,
        )


def _uuid(tekst: str) -> UUID:
    try:
        return UUID(tekst)
    except ValueError:
        raise Http404 from None
