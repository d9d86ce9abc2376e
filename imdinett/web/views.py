"""The base views. Each names its right; reads go through `synlig_for`; errors are translated once."""

import uuid
from typing import Any, ClassVar

from django.contrib import admin
from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import DetailView, FormView, ListView, TemplateView
from django.views.generic.base import ContextMixin, View

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.models import Engangsnokkel


class Side(ContextMixin, View):
    """A page: `rettighet` is one right, several of which any will do, or a word from `porter`."""

    rettighet: ClassVar[Rettighet | tuple[Rettighet, ...] | str]

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
        tilgang.krev(tilgang.har_imdi(self.bruker, self.imdi_rettighet))
        return super().dispatch(request, *args, **kwargs)


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


class Liste(Side, ListView[Any]):
    """A list of what the user may see. `grunnlag` is a queryset class with `synlig_for`."""

    paginate_by = 25
    page_kwarg = "side"
    grunnlag: ClassVar[Any]

    def get_queryset(self) -> QuerySet[Any]:
        return self.grunnlag.all().synlig_for(self.request.user)


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
        return redirect(tidligere) if tidligere else super().post(request, *args, **kwargs)

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
