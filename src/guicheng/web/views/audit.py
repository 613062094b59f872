"""The audit: who wrote what, when, from where; as a page and as files."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from guicheng.adapters.reports.table import safe_cell, table_book
from guicheng.domain.values import GuichengError, Message
from guicheng.web import crumbs
from guicheng.web.actor import actor_of
from guicheng.web.acts import ACTS
from guicheng.web.audit import MOST, PAGE, AuditLine, AuditWish, cells, heads, lines_of


class TooManyRowsError(GuichengError):
    """More rows fit than a file takes."""

    code = "too-many-rows"


def audit(request: HttpRequest) -> HttpResponse:
    """Show what fits, the newest first."""
    wish = AuditWish.of(request.GET)
    found = list(wish.rows(actor_of(request))[: PAGE + 1])
    shown = found[:PAGE]
    context = {
        "lines": [AuditLine.of(entry) for entry in shown],
        "wish": wish,
        "acts": sorted(ACTS.items(), key=lambda each: str(each[1])),
        "older": wish.address(before=str(shown[-1].pk)) if len(found) > PAGE else "",
        "files": wish.address(before=""),
        "crumbs": [crumbs.Crumb(_("Audit"))],
    }
    return render(request, "web/audit.html", context)


def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Send what fits as a file."""
    rows = AuditWish.of(request.GET).rows(actor_of(request))
    if kind not in {"csv", "xlsx"}:
        raise Http404
    if rows[MOST : MOST + 1]:
        sentence = Message("More than {most} rows fit. Choose fewer days, or an act.", {"most": str(MOST)})
        raise TooManyRowsError(sentence)
    if kind == "csv":
        response: HttpResponseBase = StreamingHttpResponse(_csv(lines_of(rows)), content_type="text/csv; charset=utf-8")
    else:
        book = table_book(_("Audit"), heads(), (cells(line) for line in lines_of(rows)))
        response = HttpResponse(book, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="audit.{kind}"'
    return response


class _Line:
    """Gives back what a writer of CSV writes."""

    def write(self, text: str) -> str:
        return text


def _csv(lines: Iterator[AuditLine]) -> Iterator[str]:
    """Yield the lines of a file that Excel opens as UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    yield writer.writerow(heads())
    for line in lines:
        yield writer.writerow([safe_cell(cell) for cell in cells(line)])
