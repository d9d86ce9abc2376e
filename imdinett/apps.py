from django.apps import AppConfig


class ImdinettConfig(AppConfig):
    name = "imdinett"

    def ready(self) -> None:
        from imdinett import celery  # noqa: F401, PLC0415  # app ready
        from imdinett.forvaltning import oppstart  # noqa: PLC0415  # app ready

        oppstart.registrer()
