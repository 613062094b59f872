"""Who the caller is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from guicheng.api.v1.callers import SIGNED_IN, actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.shapes import organization as shapes
from guicheng.apps.organization.permissions import PERMISSIONS

calls = Calls("caller")


@calls.get("/me", needs=SIGNED_IN, answer=shapes.Me, summary="See who calls")
def me(request: HttpRequest) -> dict[str, Any]:
    """Return who the token or session belongs to, and the permissions that it holds anywhere."""
    actor = actor_of(request)
    return {
        "kind": "person" if actor.person else "integration",
        "key": actor.id,
        "name": actor.name,
        "permissions": sorted(name for name in PERMISSIONS if actor.may_anywhere(name)),
    }
