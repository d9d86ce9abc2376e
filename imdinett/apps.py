from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from imdinett.dataklasser import DATAKLASSER
from imdinett.kjerne import dataklasse, grunnmigrering, oppbevaring


class ImdinettConfig(AppConfig):
    name = "imdinett"
    verbose_name = _("Kommuner, brukere og logger")

    def ready(self) -> None:
        from imdinett import celery  # noqa: F401, PLC0415  # app ready
        from imdinett import oppbevaring as tider  # noqa: PLC0415  # app ready
        from imdinett.forvaltning import oppstart  # noqa: PLC0415  # app ready
        from imdinett.overtakelse import oppstart as overtakelse  # noqa: PLC0415  # app ready
        from imdinett.tilgangsnokkel import oppstart as tilgangsnokkel  # noqa: PLC0415  # app ready

        checks.register(grunnmigrering.sjekk_forhistorien, checks.Tags.database)
        checks.register(dataklasse.sjekk, checks.Tags.models)
        dataklasse.registrer(self.label, DATAKLASSER)
        oppbevaring.registrer(*tider.OPPBEVARING)
        oppstart.registrer()
        overtakelse.registrer()
        tilgangsnokkel.registrer()
