"""The first page: the desk of whoever signed in; for anybody, a manual to read or a sentence to try."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guicheng.apps.organization.selectors import any_company
from guicheng.apps.standards import selectors, services
from guicheng.web import crumbs, samples
from guicheng.web.actor import actor_of, unfinished_step
from guicheng.web.desk.page import desk_of
from guicheng.web.documents import DocumentLine
from guicheng.web.owner import owner_of
from guicheng.web.views import trial


def sending(refusal: str = "") -> dict[str, object]:
    """Return what the drop zone shows."""
    limit = services.LARGEST_FILE
    return {"samples": samples.offered(), "limit": limit, "limit_mb": limit // 1024 // 1024, "refusal": refusal}


def page(request: HttpRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """Show “Read a manual”, with a sentence about what was refused."""
    documents = [DocumentLine.of(document) for document in selectors.documents_visible_to(owner_of(request))]
    context = {
        **sending(refusal),
        **trial.offer(),
        "documents": documents,
        "company": any_company(),
        "retention_days": services.RETENTION.days,
        "crumbs": crumbs.reading(),
    }
    return render(request, "web/home.html", context, status=status)


@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """Offer the doors of reading, and the documents of this browser."""
    return page(request)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the desk of somebody of a company; anybody else reads a manual."""
    actor = actor_of(request)
    if actor.person is None or unfinished_step(request):
        return page(request)
    at = timezone.localtime()
    context = {"desk": desk_of(actor, at), "at": at, "crumbs": [crumbs.Crumb(_("What needs me"))]}
    return render(request, "web/desk/page.html", context)
