"""The core's lists for IMDi's staff. Packages with an admin.py of their own are collected here, by one import each."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.models import Invitasjon, Melding
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.kjerne import klokke
from imdinett.kommune.models import Databehandleravtale, Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.adminsted import ImdinettAdmin


def lenke(url: str, tekst: Any, hva: Any) -> SafeString:
    """A link that is read out with what it is about. Hidden text would widen the page from inside the table."""
    return format_html('<a href="{}" aria-label="{} {}">{}</a>', url, tekst, hva, tekst)


class HarAvtale(admin.SimpleListFilter):
    title = _("databehandleravtale")
    parameter_name = "avtale"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("ja", _("har avtale")), ("nei", _("mangler avtale"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        har = Kommune.objects.med_avtale().values("pk")
        if self.value() == "ja":
            return queryset.filter(pk__in=har)
        return queryset.exclude(pk__in=har) if self.value() == "nei" else queryset


class FinnesIDag(admin.SimpleListFilter):
    title = _("kommuner")
    parameter_name = "gyldig"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("nei", _("opphørte")), ("alle", _("alle"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        valg = list(super().choices(changelist))
        return iter([{**valg[0], "display": _("finnes i dag")}, *valg[1:]])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "alle":
            return queryset
        # Nothing chosen means those that exist: the others are history.
        return queryset.exclude(gyldig_til=None) if self.value() == "nei" else queryset.filter(gyldig_til=None)


@admin.register(Kommune)
class KommuneAdmin(ImdinettAdmin):
    rettighet = Rettighet.KOMMUNE_LES
    list_display = ("visningsnavn", "nummer", "fylke", "maalform", "innbyggere", "avtale")
    list_select_related = ("fylke",)
    list_filter = (FinnesIDag, HarAvtale, "maalform", "fylke")
    search_fields = ("visningsnavn", "navn", "nummer", "orgnr", "perioder__nummer", "perioder__navn")
    fields = (
        "visningsnavn",
        "navn_offisielt",
        "nummer",
        "fylke",
        "orgnr",
        "maalform",
        "folketall",
        "folketall_dato",
        "nettsted",
        "gyldig_til",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("avtaler")

    def get_list_display(self, request: HttpRequest) -> Any:
        ekstra = ("forvaltning",) if tilgang.har_imdi(request.user, Rettighet.KOMMUNEADMIN_SKRIV) else ()
        return (*self.list_display, *ekstra)

    @admin.display(description=_("folketall"), ordering="folketall")
    def innbyggere(self, kommune: Kommune) -> str:
        return norsk.tall(kommune.folketall)

    @admin.display(description=_("avtale"))
    def avtale(self, kommune: Kommune) -> str:
        gjeldende = [en for en in kommune.avtaler.all() if en.opphevet_tid is None]
        return gjeldende[0].versjon if gjeldende else str(_("mangler"))

    @admin.display(description=_("avtale og brukere"))
    def forvaltning(self, kommune: Kommune) -> str | SafeString:
        if not kommune.er_gyldig:
            return "–"
        url = reverse("imdi_brukere", args=[kommune.nummer])
        return lenke(url, _("Avtale og brukere"), kommune)


class Kontostatus(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("aktiv", _("aktive")), ("stengt", _("stengte"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "aktiv":
            return queryset.filter(stengt_tid=None)
        return queryset.exclude(stengt_tid=None) if self.value() == "stengt" else queryset


@admin.register(Bruker)
class BrukerAdmin(ImdinettAdmin):
    rettighet = Rettighet.BRUKERE_SKRIV
    list_display = ("navn", "epost", "last_login", "stengt_tid")
    list_filter = (Kontostatus, "groups")
    search_fields = ("navn", "epost")
    fields = (
        "navn",
        "epost",
        "telefon",
        "sprak",
        "opprettet_tid",
        "last_login",
        "stengt_tid",
        "stengt_grunn",
    )


@admin.register(Databehandleravtale)
class DatabehandleravtaleAdmin(ImdinettAdmin):
    rettighet = Rettighet.AVTALE_SKRIV
    list_display = ("kommune", "versjon", "signert_dato", "signert_av", "registrert_tid", "opphevet_tid")
    list_select_related = ("kommune",)
    list_filter = ("versjon",)
    search_fields = ("kommune__visningsnavn", "kommune__nummer", "signert_av")
    date_hierarchy = "signert_dato"
    fields = (
        "kommune",
        "versjon",
        "signert_dato",
        "signert_av",
        "dokument",
        "registrert_tid",
        "registrert_av",
        "opphevet_tid",
        "opphevet_av",
    )


@admin.register(Melding)
class MeldingAdmin(ImdinettAdmin):
    rettighet = Rettighet.MELDING_SKRIV
    list_display = ("tittel_nb", "slag", "sted", "maalgruppe", "vises_fra", "vises_til", "ta_ned")
    list_filter = ("sted", "maalgruppe", "slag")
    search_fields = ("tittel_nb", "tittel_nn")

    @admin.display(description=_("handling"))
    def ta_ned(self, melding: Melding) -> str | SafeString:
        if melding.vises_til <= klokke.now():
            return "–"
        url = reverse("imdi_melding_avslutt", args=[melding.pk])
        return lenke(url, _("Ta ned"), melding)


@admin.register(Invitasjon)
class InvitasjonAdmin(ImdinettAdmin):
    """Who was invited when; never the hash of the key."""

    rettighet = Rettighet.KOMMUNEADMIN_SKRIV
    list_display = (
        "bruker",
        "kommune",
        "sendt_tid",
        "sendt_av",
        "utloper_tid",
        "brukt_tid",
        "kansellert_tid",
    )
    list_select_related = ("bruker", "kommune", "sendt_av")
    search_fields = ("bruker__navn", "bruker__epost", "kommune__visningsnavn")
    fields = list_display


@admin.register(Hendelse)
class HendelseAdmin(ImdinettAdmin):
    """Through `synlig_for`: IMDi's administrator sees only events on users and roles (decision 13)."""

    rettighet = Rettighet.HENDELSE_LES
    list_display = ("tid", "hva", "gjelder_navn", "kommune", "bruker_navn", "rolle")
    list_select_related = ("kommune",)
    search_fields = ("gjelder_navn", "bruker_navn", "kommune__visningsnavn")
    date_hierarchy = "tid"
    fields = ("tid", "hva", "gjelder_navn", "kommune", "bruker_navn", "rolle", "request_id")

    def _kan_lese(self, request: HttpRequest) -> bool:
        alle = (Rettighet.HENDELSE_LES, Rettighet.BRUKERHENDELSE_LES)
        return any(tilgang.har_imdi(request.user, rettighet) for rettighet in alle)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._kan_lese(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._kan_lese(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Hendelse.objects.synlig_for(request.user).order_by("-tid", "-pk")

    @admin.display(description=_("hva"))
    def hva(self, hendelse: Hendelse) -> SafeString:
        return setning(hendelse)
