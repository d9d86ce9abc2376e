"""A read-only list of the cases that ended, with what the grant module is handed (W-05)."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from bosetting.bosatt.models import Avslutning
from bosetting.person.models import Sak
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.adminsted import ImdinettAdmin


@admin.register(Avslutning)
class AvslutningAdmin(ImdinettAdmin):
    rettighet = Rettighet.SAK_LES
    list_display = ("sak", "kommune", "grunn", "dato", "bosettingsdato", "avsluttet_tid")
    list_filter = ("grunn", "fra_tilstand", "kommune__fylke")
    list_select_related = ("sak", "kommune")
    search_fields = ("sak__nummer", "kommune__visningsnavn")
    fields = (
        "sak",
        "kommune",
        "fra_tilstand",
        "grunn",
        "dato",
        "bosettingsdato",
        "merknad",
        "avsluttet_tid",
        "avsluttet_av",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """B-095: a protected person is here for the named group only."""
        return super().get_queryset(request).filter(sak__in=Sak.objects.all().synlig_for(request.user))
