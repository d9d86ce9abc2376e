from django.apps import AppConfig


class NirConfig(AppConfig):
    name = "nir"
