from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Epost(TextChoices):
    """W-01: the list in the portal comes always; the e-mail as the user has chosen."""

    STRAKS = "straks", _("Med en gang")
    DAGLIG = "daglig", _("Samlet én gang om dagen")
    AV = "av", _("Ikke send e-post")
