"""IMDi's site at /imdi/: stock admin, read-only, every change by a service (decision 11, style 4.14)."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.views import redirect_to_login
from django.contrib.postgres.fields import ArrayField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import arbeidssider, hendelser, oppgaver

EGNE_APPER = frozenset({"imdinett", "bosetting", "tilskudd", "nir"})


class ImdiAdmin(admin.AdminSite):
    site_header = _("IMDinett for IMDi")
    site_title = _("IMDinett for IMDi")
    index_title = _("Arbeidsflate")
    enable_nav_sidebar = False
    site_url = "/"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Decision 11: only our models. The packages we use register theirs too; those are left out."""
        modeller: Any = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        egne = [modell for modell in modeller if modell._meta.app_label in EGNE_APPER]
        super().register(egne, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return tilgang.har_imdi(request.user, Rettighet.IMDI_ADMIN)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The working pages and the tasks first, then the lists."""
        ekstra = {
            "arbeidssider": arbeidssider.for_bruker(request.user),
            "oppgaver": oppgaver.for_bruker(request.user, None),
        }
        return super().index(request, {**ekstra, **(extra_context or {})})

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        navn = apps.get_app_config(app_label).verbose_name
        return super().app_index(request, app_label, {"title": navn, **(extra_context or {})})

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect_to_login(request.get_full_path())

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Ours, not the admin's own: a session is ended in one place."""
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Ours, not the admin's own: that one would tell nobody, log nothing and leave other sessions open (S-06)."""
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")


def _navnene(navn: Mapping[Any, Any], koder: Sequence[Any]) -> str:
    return ", ".join(str(navn.get(kode, kode)) for kode in koder)


class ImdinettAdmin(admin.ModelAdmin[Any]):
    """Read-only. `rettighet` is what it takes to read the rows."""

    rettighet: ClassVar[Rettighet]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """As the stock admin, but for what a reader would stop at."""
        return [self._vist(request, felt) for felt in super().get_fields(request, obj)]

    def _vist(self, request: HttpRequest, navn: Any) -> Any:
        """A choice in a list by its name. A related row without a link where the reader may not open it."""
        felt = next((ett for ett in self.opts.fields if ett.name == navn), None)
        if isinstance(felt, ArrayField) and felt.base_field.flatchoices:
            return self._som_tekst(felt, partial(_navnene, dict(felt.base_field.flatchoices)))
        eier = self.admin_site._registry.get(felt.related_model) if felt and felt.related_model else None
        if felt is None or eier is None or eier.has_view_permission(request):
            return navn

        return self._som_tekst(felt, str)

    def _som_tekst(self, felt: Any, vis: Callable[[Any], str]) -> Any:
        @admin.display(description=felt.verbose_name)
        def tekst(obj: Any) -> Any:
            verdi = getattr(obj, felt.name)
            return vis(verdi) if verdi else self.get_empty_value_display()

        return tekst

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """From our own log: the admin's own is empty, for nothing is changed through its pages."""
        obj = self.get_object(request, unquote(object_id)) if self.has_view_permission(request) else None
        hendelser_til_obj = hendelser.panel(obj, request.user) if obj else []
        return super().history_view(request, object_id, {"hendelser": hendelser_til_obj, **(extra_context or {})})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return tilgang.har_imdi(request.user, self.rettighet)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return tilgang.har_imdi(request.user, self.rettighet)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
