"""Whose documents a browser may see: those it sent itself."""

from __future__ import annotations

import secrets
from typing import Final

from django.http import HttpRequest

_NAME: Final = "browser"


def owner_of(request: HttpRequest) -> str:
    """Return the key of this browser, "" for one that never sent anything."""
    return str(request.session.get(_NAME, ""))


def make_owner(request: HttpRequest) -> str:
    """Return the key of this browser; the first time one is drawn and kept in its session."""
    if not owner_of(request):
        request.session[_NAME] = secrets.token_urlsafe(24)
    return owner_of(request)
