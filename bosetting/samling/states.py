"""Why something that is stored is not given out."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Grunn(models.TextChoices):
    """The first four are said to the person, with the paragraph; the others are nothing of the person's own."""

    ANDRE = "andre", _("Opplysninger om andre enn deg (personvernforordningen artikkel 15 nr. 4).")
    ANSATTE = "ansatte", _("Navn på dem som har arbeidet med saken.")
    INTERNT = (
        "internt",
        _("Interne notater, skrevet for saksforberedelsen (personopplysningsloven § 16 første ledd bokstav e)."),
    )
    BESKYTTELSE = (
        "beskyttelse",
        _(
            "Hvorfor adressen er beskyttet, og hvem som kan se saken "
            "(personopplysningsloven § 16 første ledd bokstav f)."
        ),
    )
    ELLERS = "ellers", _("Står et annet sted i kopien.")
    TEKNISK = "teknisk", _("En form av det samme, laget for søk eller kontroll.")
    IKKE_PERSON = "ikke_person", _("Sier ikke noe om personen.")


TIL_PERSONEN = (Grunn.ANDRE, Grunn.ANSATTE, Grunn.INTERNT, Grunn.BESKYTTELSE)
