"""The queue as a file: what the table shows. Names of private persons stand in the letters only."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imdinett.brev import status, visning
from imdinett.brev.queries import sist
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Kanal
from imdinett.utboks.synlighet import PERSON
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _kolonner() -> list[Kolonne[Any]]:
    return [
        Kolonne("forsendelse", _("Forsendelse"), lambda rad: rad.tittel, bredde=50),
        Kolonne("referanse", _("Vår referanse"), lambda rad: str(rad.uuid), _("Sendt til SvarUT som vår egen."), 38),
        Kolonne("kommunenummer", _("Kommunenummer"), lambda rad: rad.kommune.nummer if rad.kommune else ""),
        Kolonne("til", _("Til"), visning.mottaker, bredde=30),
        Kolonne("kanal", _("Kanal"), lambda rad: str(Kanal(rad.kanal).label)),
        Kolonne("status", _("Status"), lambda rad: status.merke(rad).tekst, bredde=22),
        Kolonne("forsok", _("Forsøk"), lambda rad: rad.forsok),
        Kolonne("tidspunkt", _("Tidspunkt"), sist, _("Da forsendelsen kom dit den er nå."), 18),
        Kolonne("siste_feil", _("Siste feil"), lambda rad: rad.feil, bredde=50),
    ]


def _personer(rader: Sequence[Forsendelse]) -> list[int]:
    """The letter says whom it is about; read for those that are about somebody. One query."""
    brev = [rad.pk for rad in rader if rad.slag.startswith(PERSON)]
    innhold = Forsendelse.objects.filter(pk__in=brev).order_by("pk").values_list("innhold", flat=True)
    ider = [pk for ett in innhold for pk in (ett.get("person_id"), *ett.get("person_ider", ()))]
    return [pk for pk in ider if pk is not None]


BREVKO = Uttrekk[Forsendelse]("brevko", gettext_lazy("Brevkø"), _kolonner, _personer)
