"""What a kommune's own system is given. Explicit fields, one class per audience: nothing is added by a model."""

from typing import Any

from rest_framework import serializers

from bosetting.fordeling import queries
from bosetting.fordeling.states import Avslagskode, Listetilstand, Svar
from bosetting.fordeling.visning import Husstandskort


# ---- fordelingslister
class Listesporring(serializers.Serializer[Any]):
    tilstand = serializers.ChoiceField(
        choices=[en for en in Listetilstand.choices if en[0] != Listetilstand.UTKAST], required=False
    )


class Fordelingsliste(serializers.Serializer[Any]):
    nummer = serializers.CharField()
    plassaar = serializers.IntegerField()
    tilstand = serializers.ChoiceField(choices=Listetilstand.choices)
    sendt = serializers.DateTimeField(source="sendt_tid")
    frist = serializers.DateTimeField()
    besvart = serializers.DateTimeField(source="besvart_tid", allow_null=True)
    antall_personer = serializers.IntegerField(help_text="Med dem som er trukket.")
    antall_husstander = serializers.IntegerField()


class AnonymPerson(serializers.Serializer[Any]):
    """B-034: what was frozen on the line when the list was sent, in the words of the portal's page."""

    betegnelse = serializers.CharField()
    kjonn = serializers.CharField()
    fodselsaar = serializers.IntegerField(allow_null=True)
    statsborgerskap = serializers.CharField()
    sprak = serializers.CharField()
    kompetanse = serializers.ListField(child=serializers.CharField())
    behov = serializers.ListField(child=serializers.CharField())
    familie = serializers.CharField()
    er_trukket = serializers.BooleanField()
    trukket = serializers.CharField(help_text="Når og hvorfor, når IMDi har trukket personen.")


class Bosettingsuke(serializers.Serializer[Any]):
    aar = serializers.IntegerField()
    uke = serializers.IntegerField()


class Husstand(serializers.Serializer[Any]):
    bokstav = serializers.CharField()
    kategori = serializers.CharField()
    periode = serializers.CharField(help_text="Når den som kommer fra utlandet, kan komme.")
    er_trukket = serializers.BooleanField()
    svar = serializers.ChoiceField(
        source="svar.svar", choices=Svar.choices, allow_blank=True, help_text="Tomt til svaret er godkjent i IMDinett."
    )
    bosettingsuke = serializers.SerializerMethodField()
    avslagskode = serializers.ChoiceField(source="svar.avslagskode", choices=Avslagskode.choices, allow_blank=True)
    begrunnelse = serializers.CharField(source="svar.begrunnelse")
    personer = AnonymPerson(many=True)

    def get_bosettingsuke(self, kort: Husstandskort) -> Bosettingsuke | None:
        uke = queries.uke_av(kort.svar)
        return Bosettingsuke({"aar": uke[0], "uke": uke[1]}).data if uke else None  # type: ignore[return-value]


class FordelingslisteMedHusstander(Fordelingsliste):
    husstander = Husstand(many=True)
