from django.apps import AppConfig


class ImdinettConfig(AppConfig):
    name = "imdinett"

    def ready(self) -> None:
        from imdinett.forvaltning import oppstart  # noqa: PLC0415  # app ready

        oppstart.registrer()
