"""The base views. Each names its right; reads go through `synlig_for`; errors are translated once."""

import uuid
from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib import admin
from django.core.paginator import Page, Paginator
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import DetailView, FormView, ListView, TemplateView
from django.views.generic.base import ContextMixin, View

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import porter
from imdinett.web.lister import naboer, rekkefolge
from imdinett.web.lister.rekkefolge import INGEN, PER_SIDE, SIDE, Listevalg, Sortering
from imdinett.web.lister.rules import SORTERING, rens
from imdinett.web.models import Engangsnokkel


class Side(ContextMixin, View):
    """A page: `rettighet` is one right, several of which any will do, or a word from `porter`."""

    rettighet: ClassVar[Rettighet | tuple[Rettighet, ...] | str]

    def krev_adgang(self) -> None:
        """Who gets in. The page asks, and so does whoever asks its list again without drawing it (`lister.etterspurt`).

        The right has been asked for by `porter` when a page is drawn; a page that asks for more adds it here.
        """
        tilgang.krev(porter.har_rett(self.bruker, self.rettighet))

    @property
    def lesers_handlinger(self) -> frozenset[str]:
        """What whoever may read the page may also send: it changes nothing but what is the reader's own."""
        return frozenset()

    @property
    def bruker(self) -> Bruker:
        """The logged-in user: the gates have been passed."""
        assert isinstance(self.request.user, Bruker)
        return self.request.user

    @property
    def kommune(self) -> Kommune:
        """The kommune acted for; 404 for those who act for none."""
        kommune: Kommune | None = getattr(self.request, "aktiv_kommune", None)
        if kommune is None:
            raise Http404
        return kommune


class Tekstside(Side, TemplateView):
    pass


class Imdiside(Side):
    """A page of ours inside IMDi's admin: the template extends `admin/base_site.html`."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**admin.site.each_context(self.request), **kwargs)


class BareImdi(Imdiside):
    """IMDi only, where kommuner have rights of the same name in their own kommune: `imdi_rettighet` in the country."""

    imdi_rettighet: ClassVar[Rettighet]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.krev_adgang()
        return super().dispatch(request, *args, **kwargs)

    def krev_adgang(self) -> None:
        super().krev_adgang()
        tilgang.krev(tilgang.har_imdi(self.bruker, self.imdi_rettighet))


class Imdilesing(BareImdi):
    """Read at IMDi with `imdi_rettighet`; a write takes `skriverett` too, before anything is looked for.

    The templates leave out what the reader may not do, by `kan_skrive`, and say who can (ui.md §2.5).
    """

    skriverett: ClassVar[Rettighet]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and request.POST.get("handling") not in self.lesers_handlinger:
            tilgang.krev(self.kan_skrive)
        return super().dispatch(request, *args, **kwargs)

    @property
    def kan_skrive(self) -> bool:
        return tilgang.har_imdi(self.bruker, self.skriverett)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"kan_skrive": self.kan_skrive, **kwargs})


class Sidedelt(Side):
    """Rows in pages: sorted by the head of a column, as many on a page as the reader wants (ui.md 4).

    `detaljside` and `detaljnokkel`: the page that a row leads to, and the columns its address is made of. Such a page
    leads back to the list as it was, and on to the next row (`lister.naboer`).
    """

    sortering: ClassVar[Sortering] = INGEN
    detaljside: ClassVar[str] = ""
    detaljnokkel: ClassVar[tuple[str, ...]] = ()
    # What of the address is the selection, beside the filters that are kept under a name.
    adressevalg: ClassVar[tuple[str, ...]] = ()
    siden: Page[Any] | None = None

    def radene(self) -> Any:
        """The rows of all pages, in the list's own order."""
        raise NotImplementedError

    def detaljadresse(self, *nokkel: Any) -> str:
        """Where a row leads; empty for one that leads nowhere."""
        return reverse(self.detaljside, args=nokkel)

    # ---- order and length
    def sorteringen(self) -> Sortering:
        """The list's, or that of the part of it that is shown."""
        return self.sortering

    def sorterbare(self) -> Collection[str]:
        """Those that this reader may sort by: never what the reader does not see."""
        return self.sorteringen().felt

    @property
    def sorter(self) -> str:
        """As asked, when it is one of the columns; else nothing."""
        valgt = self.request.GET.get(SORTERING, "")
        return valgt if valgt.removeprefix("-") in self.sorterbare() else ""

    @property
    def per_side(self) -> int:
        return rekkefolge.per_side(self.request.GET)

    def sortert(self, rader: Any) -> Any:
        return self.sorteringen().ordne(rader, self.sorter)

    def ordnede_rader(self) -> Any:
        return self.sortert(self.radene())

    def side_av(self, rader: Any) -> Page[Any]:
        """A page that is not there any more is the last one: rows leave a list while it is read."""
        self.siden = Paginator(self.sortert(rader), self.per_side).get_page(self.request.GET.get(SIDE))
        return self.siden

    # ---- the address
    def listeadresse(self, side: int | None = None) -> str:
        """The list as it stands, at a page: what can be kept of it, and nothing that says who somebody is."""
        verdier = self.request.GET.dict()
        lagres = getattr(self, "lagres", ())
        verdier[SIDE] = str(side) if side and side > 1 else ""
        verdier[SORTERING] = self.sorter
        verdier[PER_SIDE] = str(self.per_side) if self.per_side != rekkefolge.ANTALL[0] else ""
        beholdt = rens((*lagres, *self.adressevalg, SORTERING, PER_SIDE, SIDE), verdier)
        if not beholdt and lagres and self.request.GET:
            # A list may start with a saved filter: this one was asked for without.
            beholdt = f"{lagres[0]}="
        return f"{self.request.path}?{beholdt}" if beholdt else self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        return {"listevalg": self.listevalg(), **kontekst}

    def listevalg(self) -> Listevalg:
        return Listevalg(
            sorter=self.sorter or self.sorteringen().standard,
            felt=self.sorterbare(),
            sporring=self.request.GET,
            adresse=self.listeadresse(self.siden.number if self.siden else None) if self.detaljnokkel else "",
            forste=rekkefolge.forste_rad(self.siden),
        )


class Liste(Sidedelt, ListView[Any]):
    """A list of what the user may see. `grunnlag` is a queryset class with `synlig_for`."""

    page_kwarg = SIDE
    grunnlag: ClassVar[Any]

    def get_queryset(self) -> QuerySet[Any]:
        return self.grunnlag.all().synlig_for(self.request.user)

    def radene(self) -> Any:
        return self.get_queryset()

    def get_paginate_by(self, _queryset: Any) -> int:
        return self.per_side

    def paginate_queryset(self, queryset: Any, _page_size: int) -> tuple[Paginator[Any], Page[Any], Any, bool]:
        side = self.side_av(queryset)
        return side.paginator, side, side.object_list, side.has_other_pages()


class Detalj(Side, DetailView[Any]):
    """One object: outside the user's reach is 404, as if it did not exist."""

    grunnlag: ClassVar[Any]

    def get_queryset(self) -> QuerySet[Any]:
        return self.grunnlag.all().synlig_for(self.request.user)


class Skjemaside(Side, FormView[Any]):
    """A form that calls one service. A rule that says no comes back at its field, with status 422.

    Subclasses write `utfor(form)`: call the service, return where to go. With `engangs` the same form
    sent twice gives the first answer and acts once.
    """

    engangs: ClassVar[bool] = True

    def utfor(self, form: Any) -> str | HttpResponse:
        raise NotImplementedError

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.engangsnokkel = self.request.POST.get("engangsnokkel") or str(uuid.uuid4()) if self.engangs else ""
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tidligere = self._tidligere()
        svar = redirect(tidligere) if tidligere else super().post(request, *args, **kwargs)
        return naboer.behold(request, svar)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                rad = self._merk()
                svar = self.utfor(form)
                if isinstance(svar, str):
                    svar = redirect(svar)
                if rad:
                    rad.videre_til = svar.headers.get("Location", "")
                    rad.save(update_fields=["videre_til"])
        except Domenefeil as feil:
            if feil.status != 422:
                raise
            form.add_error(feil.felt if feil.felt in form.fields else None, feil.melding)
            return self.form_invalid(form)
        except IntegrityError:
            # The unique key stopped a second sending of the same form while the first was under way.
            tidligere = self._tidligere()
            if tidligere is None:
                raise
            return redirect(tidligere or self.request.path)
        return svar

    def form_invalid(self, form: Any) -> HttpResponse:
        svar = self.render_to_response(self.get_context_data(form=form))
        svar.status_code = 422
        return svar

    def _nokkel(self) -> uuid.UUID | None:
        try:
            return uuid.UUID(self.request.POST.get("engangsnokkel", "")) if self.engangs else None
        except ValueError:
            return None

    def _tidligere(self) -> str | None:
        nokkel = self._nokkel()
        if nokkel is None:
            return None
        rader = Engangsnokkel.objects.filter(bruker=self.bruker, nokkel=nokkel)
        return rader.values_list("videre_til", flat=True).first()

    def _merk(self) -> Engangsnokkel | None:
        nokkel = self._nokkel()
        if nokkel is None:
            return None
        return Engangsnokkel.objects.create(bruker=self.bruker, nokkel=nokkel, tid=klokke.now())


class Objektskjema(Skjemaside):
    """A form on one object that the user can see; `objekt` is fetched through `synlig_for`."""

    grunnlag: ClassVar[Any]
    slug_felt: ClassVar[str] = "pk"
    objekt: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.objekt = self.hent_objekt()
        return super().dispatch(request, *args, **kwargs)

    def hent_objekt(self) -> Model:
        qs = self.grunnlag.all().synlig_for(self.request.user)
        objekt: Model = get_object_or_404(qs, **{self.slug_felt: self.kwargs[self.slug_felt]})
        return objekt

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(objekt=self.objekt, **kwargs)
