from django.apps import AppConfig


class BosettingConfig(AppConfig):
    name = "bosetting"

    def ready(self) -> None:
        from bosetting import oppstart  # noqa: PLC0415  # app ready

        oppstart.registrer()
