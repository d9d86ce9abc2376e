"""The confirm page of the list of missing dates: exactly who will be changed, who is left out, and what came of it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.bosatt import queries, rules, services
from bosetting.bosatt.forms import Ansvarligskjema, Utvalgsdato
from bosetting.person.models import Sak
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.lister.bekreft import Bekreftside
from imdinett.web.views import Side

MAKS_VALGT = 500


class _Utvalg(Bekreftside):
    """The cases that can be changed are listed, the others with the reason why not."""

    rettighet = Rettighet.BOSETTINGSDATO_SKRIV
    template_name = "bosetting/bosatt/utvalg.html"
    liste, valgfelt, maks_valgt = "uten_bosettingsdato", "sak", MAKS_VALGT
    saker: list[Sak]

    def hent(self, valgte: Sequence[str]) -> None:
        alle = queries.utvalg(self.bruker, valgte, getattr(self.request, "aktiv_kommune", None))
        self.saker, self.utelatt = self.del_opp(alle)
        funnet = {sak.nummer for sak in alle}
        borte = _("Saken venter ikke lenger på bosettingsdato.")
        self.utelatt += [(nummer, borte) for nummer in valgte if nummer not in funnet]

    def nokler(self) -> list[str]:
        return [sak.nummer for sak in self.saker]

    def del_opp(self, saker: list[Sak]) -> tuple[list[Sak], list[tuple[str, str]]]:
        return saker, []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Personer"), reverse("personer"))]
        sti += [Lenke(_("Uten bosettingsdato"), reverse(self.liste)), Lenke(str(self.tittel()))]
        return super().get_context_data(
            saker=self.saker,
            utelatt=self.utelatt,
            tittel=self.tittel(),
            enhet=getattr(self.request, "aktiv_kommune", None),
            hjelpetema="registrere-bosettingsdato",
            brodsmuler=sti,
            **kwargs,
        )

    def tittel(self) -> str:
        raise NotImplementedError


class UtvalgDato(_Utvalg):
    """«Registrer dato …»"""

    form_class = Utvalgsdato

    def tittel(self) -> str:
        return _("Registrer dato for utvalget")

    def del_opp(self, saker: list[Sak]) -> tuple[list[Sak], list[tuple[str, str]]]:
        status = queries.datostatus(saker, som_kommune=not rules.er_imdi_bosetter(self.bruker))
        return status.apne, [(sak.nummer, grunn) for sak, grunn in status.sperret]

    def utfor(self, form: Utvalgsdato) -> HttpResponse:  # type: ignore[override]
        utfall = services.registrer_dato_for_utvalg(
            bruker=self.bruker, saker=self.saker, dato=form.cleaned_data["dato"]
        )
        gjort = [rad for rad in utfall if not rad.grunn]
        oppsummert = ngettext(
            "Bosettingsdato er registrert for %(antall)d person.",
            "Bosettingsdato er registrert for %(antall)d personer.",
            len(gjort),
        ) % {"antall": len(gjort)}
        return self.render_to_response(self.get_context_data(form=None, utfall=utfall, oppsummert=oppsummert))


class UtvalgAnsvarlig(_Utvalg):
    """«Sett ansvarlig …»: among those who can register in the kommune. IMDi has no such list of people here."""

    form_class = Ansvarligskjema

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.kolleger = list(tildeling.aktive_med(self.kommune, Rettighet.BOSETTINGSDATO_SKRIV).order_by("navn", "pk"))
        return super().dispatch(request, *args, **kwargs)

    def tittel(self) -> str:
        return _("Sett ansvarlig for utvalget")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kolleger": self.kolleger}

    def utfor(self, form: Ansvarligskjema) -> HttpResponse:  # type: ignore[override]
        ansvarlig = form.valgt()
        saker = services.sett_ansvarlig(
            bruker=self.bruker, sak_ider=[sak.pk for sak in self.saker], ansvarlig=ansvarlig
        )
        tekst = ngettext(
            "%(navn)s er ansvarlig for %(antall)d sak.", "%(navn)s er ansvarlig for %(antall)d saker.", len(saker)
        )
        oppsummert = tekst % {"navn": ansvarlig or _("Ingen"), "antall": len(saker)}
        utfall = [services.Utfall(sak.nummer) for sak in saker]
        return self.render_to_response(self.get_context_data(form=None, utfall=utfall, oppsummert=oppsummert))


class TaHusstand(Side):
    """«Ta» on the front page: the household's cases are mine to follow."""

    rettighet = Rettighet.BOSETTINGSDATO_SKRIV

    def post(self, request: HttpRequest, uuid: Any) -> HttpResponse:
        saker = Sak.objects.all().synlig_for(self.bruker).filter(kommune=self.kommune, husstand__uuid=uuid)
        ider = list(saker.order_by("pk").values_list("pk", flat=True))
        get_object_or_404(saker, pk=ider[0] if ider else 0)
        services.sett_ansvarlig(bruker=self.bruker, sak_ider=ider, ansvarlig=self.bruker)
        return redirect("hjem")
