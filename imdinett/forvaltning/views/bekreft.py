"""New login or factor before somebody's access is changed (security.md 6.A, ASVS 7.5.1)."""

from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from imdinett.forvaltning.adapter import sist_bekreftet
from imdinett.kjerne import klokke
from imdinett.web.views import Side

# Who was asked when the page opened has this long to write the reason.
EKSTRA: Final = timedelta(minutes=15)


class NyligBekreftet(Side):
    """Asks for password, code or passkey unless this session gave one a moment ago. Comes first in the class."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        grense = timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
        if request.method == "POST":
            grense += EKSTRA
        sist = sist_bekreftet(request)
        if sist is None or klokke.now() - sist > grense:
            return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': request.path})}")
        return super().dispatch(request, *args, **kwargs)
