from django.apps import AppConfig

from bosetting.dataklasser import DATAKLASSER
from imdinett.kjerne import dataklasse, oppbevaring


class BosettingConfig(AppConfig):
    name = "bosetting"

    def ready(self) -> None:
        from bosetting import oppbevaring as tider  # noqa: PLC0415  # app ready
        from bosetting import oppstart  # noqa: PLC0415  # app ready

        dataklasse.registrer(self.label, DATAKLASSER)
        oppbevaring.registrer(*tider.OPPBEVARING)
        oppstart.registrer()
