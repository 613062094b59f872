"""What needs me, and what I follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Notification
from guicheng.apps.standards.selectors import BadCursorError
from guicheng.web import crumbs
from guicheng.web.actor import actor_of

_TABS: Final = ("needs", "following", "all")
_APPROVAL: Final = {"opinion-asked", "returned", "voided", "reminded", "copied", "approved"}
_TALK: Final = {"mention", "comment"}
_EDITIONS: Final = {"published", "withdrawn"}


@dataclass(frozen=True, slots=True)
class Line:
    """A notification in its reader's language, and the page that it is about."""

    key: str
    sentence: str
    href: str
    at: datetime
    unread: bool

    @classmethod
    def of(cls, row: Notification) -> Line:
        """Show a notification."""
        return cls(str(row.key), row.message.render(_), _page_of(row), row.at, row.read_at is None)


def _page_of(row: Notification) -> str:
    code, clause = row.standard.code, row.clause_key
    if row.kind in _APPROVAL:
        return reverse("approval", args=[code])
    if row.kind in _TALK:
        return reverse("threads", args=[code]) + (f"?clause={clause}" if clause else "")
    if row.kind in _EDITIONS and (number := row.fields.get("number")):
        return reverse("edition", args=[code, int(number)])
    return reverse("standard", args=[code]) + (f"#c-{clause}" if clause else "")


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what needs me first; what I follow and everything are a tab away."""
    actor, asked = actor_of(request), request.GET.get("what", "needs")
    what = asked if asked in _TABS else "needs"
    try:
        page = selectors.inbox_of(actor, what=what, cursor=request.GET.get("cursor", ""))
    except BadCursorError:
        page = selectors.inbox_of(actor, what=what)
    context = {
        "lines": [Line.of(row) for row in page.rows],
        "next": page.next,
        "what": what,
        "counts": selectors.inbox_counts(actor),
        "followed": selectors.followed_by(actor) if what == "following" else [],
        "crumbs": [crumbs.Crumb(_("Inbox"))],
    }
    return render(request, "web/inbox.html", context)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark notifications as read, all of them where none is named."""
    services.read_notifications(actor=actor_of(request), keys=request.POST.getlist("key") or None, at=timezone.now())
    return redirect("inbox")
