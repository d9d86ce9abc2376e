"""Who can log in. What they may do there is the business of `tilgang`."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from guardian.mixins import GuardianUserMixin

from imdinett.bruker.querysets import BrukerManager


class Bruker(AbstractBaseUser, PermissionsMixin, GuardianUserMixin):
    """A person with an account. A closed one can still prove who it is, and gets no further than one page."""

    class Fargevalg(models.TextChoices):
        AUTO = "auto", _("som enheten min")
        LYS = "light", _("lyst")
        MORK = "dark", _("mørkt")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    epost = models.EmailField(_("e-post"), unique=True)
    navn = models.CharField(_("navn"), max_length=100)
    telefon = models.CharField(_("telefon"), max_length=20, blank=True)
    sprak = models.CharField(_("språk"), max_length=2, choices=settings.LANGUAGES, blank=True)
    farger = models.CharField(_("farger"), max_length=5, choices=Fargevalg.choices, default=Fargevalg.AUTO)
    opprettet_tid = models.DateTimeField(_("opprettet"))
    stengt_tid = models.DateTimeField(_("stengt"), null=True)
    stengt_av = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    stengt_grunn = models.CharField(_("hvorfor stengt"), max_length=200, blank=True)

    USERNAME_FIELD = "epost"
    EMAIL_FIELD = "epost"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["navn"]

    objects = BrukerManager()

    class Meta:
        verbose_name = _("bruker")
        verbose_name_plural = _("brukere")
        ordering = ("navn", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(epost=Lower("epost")), name="imdinett_bruker_epost_smaa"),
            models.CheckConstraint(
                condition=Q(stengt_tid=None, stengt_av=None) | Q(stengt_tid__isnull=False, stengt_av__isnull=False),
                name="imdinett_bruker_stengt_av",
            ),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def er_stengt(self) -> bool:
        return self.stengt_tid is not None

    @property
    def is_staff(self) -> bool:
        """IMDi staff, for the admin site's own checks: any global group is one of IMDi's roles."""
        return not self.er_stengt and self.groups.exists()
