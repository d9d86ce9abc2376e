from typing import Any

from django.core.management.base import BaseCommand

from bosetting.anmodning.modell.services.maler import last_kriteriemaler


class Command(BaseCommand):
    help = "Laster standardkriteriene for beregning av anmodninger fra den medfølgende filen."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{last_kriteriemaler()} kriterier.")
