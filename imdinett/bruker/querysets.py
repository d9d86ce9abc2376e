from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import QuerySet

from imdinett.kjerne import klokke

if TYPE_CHECKING:
    from imdinett.bruker.models import Bruker


class BrukerQuerySet(QuerySet["Bruker"]):
    def aktive(self) -> Self:
        return self.filter(stengt_tid=None)


class BrukerManager(BaseUserManager.from_queryset(BrukerQuerySet)["Bruker"]):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "Bruker":
        return self.get(epost__iexact=username)

    def opprett(self, *, epost: str, navn: str, passord: str | None = None, **felt: Any) -> "Bruker":
        """A new account; without a password nobody can log in to it until an invitation is followed."""
        bruker = self.bygg(epost=epost, navn=navn, passord=passord, **felt)
        bruker.save(using=self._db)
        return bruker

    def bygg(self, *, epost: str, navn: str, passord: str | None = None, **felt: Any) -> "Bruker":
        """The account that `opprett` stores, for those who store many."""
        bruker: Bruker = self.model(epost=epost.strip().lower(), navn=navn.strip(), opprettet_tid=klokke.now(), **felt)
        bruker.set_password(passord)
        return bruker
