"""Read-only lists for IMDi. What a kommune says about a person is read on our own page, where the look is logged."""

from django.contrib import admin

from bosetting.innmelding.models import Bolig, EmKapasitet, Kommuneprofil, Plassinnmelding, Selvbosettingsregel
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.adminsted import ImdinettAdmin


@admin.register(Plassinnmelding)
class PlassinnmeldingAdmin(ImdinettAdmin):
    rettighet = Rettighet.INNMELDING_LES
    list_display = ("kommune", "maks_antall_personer", "uke_aar", "uke", "tilstand", "sendt_tid")
    list_filter = ("tilstand", "uke_aar", "kommune__fylke")
    list_select_related = ("kommune",)
    search_fields = ("kommune__visningsnavn", "kommune__nummer")


@admin.register(Bolig)
class BoligAdmin(ImdinettAdmin):
    rettighet = Rettighet.INNMELDING_LES
    list_display = ("kommune", "type", "maks_personer", "soverom", "ledig_fra", "universell_utforming", "tilstand")
    list_filter = ("tilstand", "type", "universell_utforming", "kommune__fylke")
    list_select_related = ("kommune",)
    search_fields = ("kommune__visningsnavn", "kommune__nummer")


@admin.register(EmKapasitet)
class EmKapasitetAdmin(ImdinettAdmin):
    rettighet = Rettighet.INNMELDING_LES
    list_display = ("kommune", "antall", "uke_aar", "uke", "dognbemannet", "tilstand")
    list_filter = ("tilstand", "dognbemannet", "kommune__fylke")
    list_select_related = ("kommune",)
    search_fields = ("kommune__visningsnavn", "kommune__nummer")


@admin.register(Selvbosettingsregel)
class SelvbosettingsregelAdmin(ImdinettAdmin):
    rettighet = Rettighet.INNMELDING_LES
    list_display = ("kommune", "tillatt", "registrert_tid")
    list_filter = ("tillatt", "kommune__fylke")
    list_select_related = ("kommune",)
    search_fields = ("kommune__visningsnavn", "kommune__nummer")


@admin.register(Kommuneprofil)
class KommuneprofilAdmin(ImdinettAdmin):
    rettighet = Rettighet.INNMELDING_LES
    list_display = ("kommune", "sykehus_km", "registrert_tid")
    list_filter = ("kommune__fylke",)
    list_select_related = ("kommune",)
    search_fields = ("kommune__visningsnavn", "kommune__nummer")
