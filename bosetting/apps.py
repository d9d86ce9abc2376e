from django.apps import AppConfig

from bosetting.dataklasser import DATAKLASSER
from imdinett.kjerne import dataklasse


class BosettingConfig(AppConfig):
    name = "bosetting"

    def ready(self) -> None:
        from bosetting import oppstart  # noqa: PLC0415  # app ready

        dataklasse.registrer(self.label, DATAKLASSER)
        oppstart.registrer()
