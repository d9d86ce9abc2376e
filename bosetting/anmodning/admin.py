"""Read-only lists of what was asked for and decided. The work is done on our own pages."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from bosetting.anmodning.models import Anmodning, Kommunevedtak
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.adminsted import ImdinettAdmin


@admin.register(Anmodning)
class AnmodningAdmin(ImdinettAdmin):
    rettighet = Rettighet.ANMODNING_LES
    list_display = ("kommune", "aar", "runde", "antall", "herav_em", "tilstand", "purret_tid")
    list_filter = ("aar", "tilstand", "kommune__fylke")
    list_select_related = ("kommune", "runde")
    search_fields = ("kommune__visningsnavn", "kommune__nummer")
    fields = ("kommune", "aar", "runde", "antall", "herav_em", "begrunnelse", "tilstand", "purret_tid")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).order_by("-aar", "kommune__sortering", "-runde__versjon")


@admin.register(Kommunevedtak)
class KommunevedtakAdmin(ImdinettAdmin):
    rettighet = Rettighet.KOMMUNEVEDTAK_LES
    list_display = ("kommune", "aar", "antall", "herav_em", "vedtaksdato", "tilstand", "godkjent_tid")
    list_filter = ("aar", "tilstand", "kommune__fylke")
    list_select_related = ("kommune",)
    search_fields = ("kommune__visningsnavn", "kommune__nummer")
    fields = (
        "kommune",
        "aar",
        "anmodning",
        "antall",
        "herav_em",
        "vedtaksdato",
        "merknad",
        "onsker",
        "tilstand",
        "registrert_tid",
        "registrert_av",
        "godkjent_tid",
        "godkjent_av",
    )
