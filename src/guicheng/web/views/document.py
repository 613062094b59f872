"""A document: its clauses with marks, echo and findings; or how far reading is; or why the file was refused."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from guicheng.apps.standards import selectors, services
from guicheng.apps.standards.models import Document
from guicheng.web import crumbs, leftover, sheet
from guicheng.web.documents import READ, UNDER_WAY, DocumentLine
from guicheng.web.filters import Filters
from guicheng.web.owner import owner_of
from guicheng.web.views.home import sending


def fetch(request: HttpRequest, key: str) -> Document:
    """Return a document of this browser.

    Raises:
        Http404: There is none; one of another browser looks the same.
    """
    try:
        return selectors.document_visible_to(owner_of(request), key)
    except Document.DoesNotExist as error:
        raise Http404 from error


@require_safe
def document(request: HttpRequest, key: str) -> HttpResponse:
    """Show what became of a file."""
    found = fetch(request, key)
    line = DocumentLine.of(found)
    context = {"document": line, "crumbs": crumbs.reading(crumbs.Crumb(line.name))}
    if found.state in UNDER_WAY:
        return render(request, "web/waiting.html", context)
    if found.state != READ:
        return render(request, "web/refused.html", {**context, **sending()})
    shown = sheet.of(
        found, Filters.of(request.GET), sheet.page_of(request.GET), whole=request.GET.get("print") == "all"
    )
    response = render(request, _template(request), {**context, **shown, "printed_at": _now()})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _template(request: HttpRequest) -> str:
    """Choose between the page, the list for new filters, and the rows that follow."""
    if request.headers.get("HX-Request") != "true":
        return "web/document.html"
    return "web/parts/clauses.html" if request.GET.get("rows") else "web/parts/result.html"


@require_safe
def leftovers(request: HttpRequest, key: str) -> HttpResponse:
    """Show the text that became no clause, by reason."""
    found = fetch(request, key)
    line = DocumentLine.of(found)
    if found.state != READ:
        return redirect("document", key=line.key)
    context = {
        "document": line,
        "crumbs": crumbs.reading(crumbs.Crumb(line.name)),
        "printed_at": _now(),
        **sheet.head(selectors.counts_of(found), Filters(), tab="leftovers"),
        "groups": leftover.by_reason(found),
    }
    return render(request, "web/leftovers.html", context)


@require_safe
def status(request: HttpRequest, key: str) -> HttpResponse:
    """Say how far reading is, for a page that waits."""
    line = DocumentLine.of(fetch(request, key))
    response = JsonResponse({"state": line.state, "done": line.done, "total": line.total, "sentence": line.sentence})
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Ask once, then delete a document with all that was read of it."""
    found = fetch(request, key)
    if request.method == "POST":
        services.delete_document(owner=owner_of(request), key=key)
        return redirect("read")
    line = DocumentLine.of(found)
    return render(request, "web/delete.html", {"document": line, "crumbs": crumbs.reading(crumbs.Crumb(line.name))})


def _now() -> datetime:
    return timezone.localtime()
