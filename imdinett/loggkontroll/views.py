"""The weekly lists, and one row with its looks and the assessment.

Each view of a list or a row is itself a line in the access log, written before the page is sent (security.md §8).
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kommune.models import Kommune
from imdinett.loggkontroll import queries, rules, services, visning
from imdinett.loggkontroll.forms import Ukevalg, Vurderingsskjema
from imdinett.loggkontroll.models import Kontrollrad, Kontrolluke, Oppslagsalarm
from imdinett.loggkontroll.querysets import KontrollradQuerySet
from imdinett.loggkontroll.states import Vurderingsutfall
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Fane, Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.views import Liste, Side, Skjemaside

HJELP = "vurdere-oppslag"
VURDERT = "vurdert"


class _Kontroll(Side):
    rettighet = Rettighet.INNSYNSLOGG_LES

    @property
    def enhet(self) -> Kommune | None:
        """The kommune acted for; None is IMDi."""
        return getattr(self.request, "aktiv_kommune", None)

    def egne(self) -> KontrollradQuerySet:
        """Of the unit acted for."""
        return Kontrollrad.objects.all().synlig_for(self.bruker).filter(kommune=self.enhet)

    def logg(self, beskrivelse: str) -> None:
        hendelse.logg_innsyn(
            self.bruker,
            handling=Handling.LESE,
            kommune_id=self.enhet.pk if self.enhet else None,
            enhet=str(self.enhet or ""),
            del_av="loggkontroll",
            beskrivelse=beskrivelse,
        )


class Loggkontroll(_Kontroll, Liste):
    grunnlag = Kontrollrad.objects
    template_name = "imdinett/loggkontroll/liste.html"
    adressevalg = ("uke", "vis")
    detaljside, detaljnokkel = "loggkontroll_rad", ("pk",)
    # Never by whom they looked at: of a protected person not even the order may tell (B-095).
    sortering = Sortering(
        {
            "bruker": ("bruker__navn",),
            "enhet": ("kommune__sortering", "enhet__navn"),
            "antall": ("antall",),
            "uke": ("uke__mandag",),
        },
        standard="-uke",
    )

    def sorterbare(self) -> Collection[str]:
        return [felt for felt in super().sorterbare() if felt != "enhet" or self.enhet is None]

    @cached_property
    def skjema(self) -> Ukevalg:
        # Bound also when nothing is asked: the empty choice is all weeks.
        return Ukevalg(self.request.GET, uker=Kontrolluke.objects.all())

    @property
    def vis_vurdert(self) -> bool:
        return self.request.GET.get("vis") == VURDERT

    @property
    def valgt_uke(self) -> str:
        return str(self.skjema.cleaned_data.get("uke") or "") if self.skjema.is_valid() else ""

    def get_queryset(self) -> QuerySet[Kontrollrad]:
        rader = self.egne().select_related("uke", "kommune", "enhet", "bruker")
        rader = rader.prefetch_related("vurderinger__vurdert_av")
        if self.valgt_uke:
            rader = rader.filter(uke__mandag=date.fromisoformat(self.valgt_uke))
        valgte = rader.vurdert() if self.vis_vurdert else rader.apne()
        return valgte.order_by("-uke__mandag", "bruker__navn", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.logg(_("Åpnet listen over oppslag som skal vurderes."))
        data = super().get_context_data(**kwargs)
        skjulte = queries.skjulte(data["page_obj"], self.bruker)
        return data | {
            "rader": [visning.rad(en, skjulte) for en in data["page_obj"]],
            "form": self.skjema,
            "for_imdi": self.enhet is None,
            "enhet": self.enhet or "IMDi",
            "vis_vurdert": self.vis_vurdert,
            "faner": [
                Fane(_("Ikke vurdert"), self._adresse(""), not self.vis_vurdert),
                Fane(_("Vurdert"), self._adresse(VURDERT), self.vis_vurdert),
                Fane(_("Alarmer"), reverse("loggalarmer"), False),
            ],
            "dekning": Lenke(_("Dekning for alle enheter"), reverse("imdi_loggdekning"))
            if rules.ser_dekning(self.bruker)
            else None,
            "hjelpetema": HJELP,
            "brodsmuler": [Lenke(_("Hjem"), "/"), Lenke(_("Loggkontroll"))],
        }

    def _adresse(self, vis: str) -> str:
        sporring = urlencode({navn: verdi for navn, verdi in (("uke", self.valgt_uke), ("vis", vis)) if verdi})
        return f"{reverse('loggkontroll')}?{sporring}" if sporring else reverse("loggkontroll")


class Alarmer(_Kontroll, Liste):
    """What somebody was told of at once, newest first. It is assessed in the list of the week."""

    grunnlag = Oppslagsalarm.objects
    template_name = "imdinett/loggkontroll/alarmer.html"
    sortering = Sortering({"meldt": ("meldt_tid",), "bruker": ("bruker__navn",)}, standard="-meldt")

    def get_queryset(self) -> QuerySet[Oppslagsalarm]:
        rader = Oppslagsalarm.objects.all().synlig_for(self.bruker).select_related("bruker", "kommune", "enhet")
        return rader.filter(kommune=self.enhet) if self.enhet else rader

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.logg(_("Åpnet alarmene om oppslag."))
        data = super().get_context_data(**kwargs)
        return data | {
            "rader": [visning.alarm(en) for en in data["page_obj"]],
            "for_imdi": self.enhet is None,
            "enhet": self.enhet or "IMDi",
            "leder": queries.skjermingsleder() if self.enhet is None else None,
            "faner": [
                Fane(_("Ikke vurdert"), reverse("loggkontroll"), False),
                Fane(_("Vurdert"), f"{reverse('loggkontroll')}?vis={VURDERT}", False),
                Fane(_("Alarmer"), reverse("loggalarmer"), True),
            ],
            "hjelpetema": HJELP,
            "brodsmuler": [
                Lenke(_("Hjem"), "/"),
                Lenke(_("Loggkontroll"), reverse("loggkontroll")),
                Lenke(_("Alarmer")),
            ],
        }


class Kontrollside(_Kontroll, Skjemaside):
    """One row: the looks, what has been found so far, and the form; POST assesses."""

    template_name = "imdinett/loggkontroll/rad.html"
    form_class = Vurderingsskjema
    rad: Kontrollrad

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rader = Kontrollrad.objects.all().synlig_for(self.bruker)
        self.rad = get_object_or_404(rader.select_related("uke", "kommune", "enhet", "bruker"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tilgang.krev(rules.kan_vurdere(self.bruker, self.rad))
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"forrige_versjon": self.rad.vurderinger.count()}

    def utfor(self, form: Vurderingsskjema) -> str:
        data = form.cleaned_data
        services.vurder(
            bruker=self.bruker,
            rad_id=self.rad.pk,
            utfall=Vurderingsutfall(data["utfall"]),
            begrunnelse=data["begrunnelse"],
            forrige_versjon=data["forrige_versjon"],
        )
        messages.success(self.request, _("Vurderingen er lagret."))
        return reverse("loggkontroll")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.logg(_("Åpnet rad %(nr)d i loggkontrollen.") % {"nr": self.rad.pk})
        skjulte = queries.skjulte([self.rad], self.bruker)
        linjer = queries.oppslag(self.rad)
        vurderinger = list(self.rad.vurderinger.select_related("vurdert_av"))
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Loggkontroll"), reverse("loggkontroll")), Lenke(str(self.rad.bruker))]
        return super().get_context_data(
            rad=self.rad,
            fakta=visning.fakta(self.rad, skjulte),
            merke=visning.merke(vurderinger),
            vurderinger=vurderinger,
            oppslag=visning.oppslag(linjer, skjult=self.rad.person_id in skjulte),
            bare_de_forste=len(linjer) == queries.OPPSLAG_MAKS,
            kan_vurdere=rules.kan_vurdere(self.bruker, self.rad),
            egne=self.rad.bruker_id == self.bruker.pk,
            avbryt_url=reverse("loggkontroll"),
            hjelpetema=HJELP,
            brodsmuler=sti,
            **kwargs,
        )
