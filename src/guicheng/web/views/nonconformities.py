"""Nonconformities: found, listed as a table or a board, given to somebody several at once, taken away as a table."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guicheng.adapters.reports.table import table_book
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.deadlines import last_day_of
from guicheng.apps.improvement.selectors.nonconformities import (
    WORK,
    NonconformityFilter,
    nonconformities_visible_to,
    units_for_nonconformities,
)
from guicheng.apps.improvement.services.mending import assign_nonconformity
from guicheng.apps.operations.selectors.orders.finding import posts_for_orders
from guicheng.apps.organization.actors import Actor
from guicheng.domain.attainment.mending import Stand
from guicheng.domain.values import GuichengError
from guicheng.web.actor import actor_of
from guicheng.web.mending_page import way
from guicheng.web.mending_words import ROOTS, SEVERITIES, SOURCES, STANDS, chosen, severity_chip, stand_chip

_PAGE: Final = 30
_MOST: Final = 20_000
_STATES: Final = {
    "running": gettext_lazy("running"),
    "late": gettext_lazy("late"),
    "check": gettext_lazy("effect to be judged"),
    **STANDS,
    "ended": gettext_lazy("closed"),
    "ended_month": gettext_lazy("closed this month"),
    "all": gettext_lazy("all"),
}
_OF: Final = {"": gettext_lazy("everybody's"), "mine": gettext_lazy("mine"), "nobody": gettext_lazy("nobody's yet")}
_COLUMNS: Final = (Stand.OPEN, Stand.FINISHED, Stand.VERIFIED)


def nonconformities(request: HttpRequest) -> HttpResponse:
    """List nonconformities, and give several to a post."""
    actor, now, asked = actor_of(request), timezone.now(), request.GET
    went, stayed = _give(request, actor, now) if request.method == "POST" else ([], [])
    state, wanted = asked.get("state", "running"), _wanted(request)
    board = asked.get("view") == "board"
    rows = nonconformities_visible_to(actor, wanted, at=now)
    page = Paginator(rows, 200 if board else _PAGE).get_page(asked.get("page"))
    named = {name: value for name, value in asked.items() if name not in {"page", "view"} and value}
    shown = [_row(row, now) for row in page]
    context: dict[str, Any] = {
        "rows": shown,
        "columns": [(STANDS[each], [row for row in shown if row["row"].stand == each]) for each in _COLUMNS],
        "board": board,
        "page": page,
        "wanted": wanted,
        "states": chosen(_STATES, state),
        "of": chosen(_OF, wanted.of),
        "severities": chosen(SEVERITIES, wanted.severity),
        "roots": chosen(ROOTS, wanted.root),
        "units": units_for_nonconformities(actor),
        "question": urlencode(named),
        "works": actor.may_anywhere(WORK),
        "posts": posts_for_orders(actor),
        "went": went,
        "stayed": stayed,
        "crumbs": way(),
    }
    return render(request, "web/improvement/list.html", context, status=422 if stayed and not went else 200)


def nonconformities_file(request: HttpRequest) -> HttpResponse:
    """Return all that fit as an Excel workbook."""
    rows = nonconformities_visible_to(actor_of(request), _wanted(request), at=timezone.now())[:_MOST]
    head = [
        _("Number"), _("Estate"), _("Clause"), _("Edition"), _("Sentence"), _("What was found"), _("Severity"),
        _("State"), _("Who mends it"), _("Mend by"), _("Root cause"), _("Correction"), _("Corrective action"),
        _("Found on"), _("Mended on"), _("Closed on"), _("Found by means of"), _("Recurs"),
    ]  # fmt: skip
    book = table_book(_("Nonconformities"), head, (_cells(row) for row in rows))
    response = HttpResponse(book, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = 'attachment; filename="nonconformities.xlsx"'
    return response


def _wanted(request: HttpRequest) -> NonconformityFilter:
    asked, state = request.GET, request.GET.get("state", "running")
    names = ("severity", "root", "of", "unit", "standard", "clause", "source", "missed")
    said = {name: asked.get(name, "").replace("\0", "")[:40] for name in names}
    return NonconformityFilter(
        state="" if state == "all" else state,
        words=asked.get("q", "")[:60],
        recurring=bool(asked.get("recurring")),
        **said,
    )


def _row(row: Nonconformity, now: datetime) -> dict[str, Any]:
    return {
        "row": row,
        "stand": stand_chip(row),
        "severity": severity_chip(row.severity),
        "due": last_day_of(row),
        "late": row.stand == Stand.OPEN and row.due_at < now,
    }


def _give(request: HttpRequest, actor: Actor, now: datetime) -> tuple[list[str], list[tuple[str, str]]]:
    """Give those ticked to a post, each on its own; return which went, and why the others did not."""
    went, stayed = list[str](), list[tuple[str, str]]()
    post = request.POST.get("post", "")
    for key in dict.fromkeys(request.POST.getlist("key")[:_PAGE]):
        row = nonconformities_visible_to(actor).filter(key=key).first() if _is_key(key) else None
        if row is None:
            continue
        try:
            assign_nonconformity(actor=actor, key=row.key, at=now, post=post)
            went.append(row.called)
        except GuichengError as error:
            stayed.append((row.called, error.message.render(_)))
    if not went and not stayed:
        stayed.append(("", _("Tick at least one.")))
    return went, stayed


def _is_key(key: str) -> bool:
    return len(key) == 36 and all(sign in "0123456789abcdef-" for sign in key)


def _cells(row: Nonconformity) -> list[str | int]:
    holder = row.owner.name if row.owner else row.post.name if row.post else ""
    return [
        row.called, row.unit.name, row.citation, row.edition or "", row.sentence, row.found,
        str(SEVERITIES[row.severity]), str(STANDS[row.stand]), holder, f"{last_day_of(row):%Y-%m-%d}",
        str(ROOTS.get(row.root, "")), row.correction, row.action, _day(row.found_at), _day(row.finished_at),
        _day(row.ended_at), str(SOURCES.get(row.source_kind, row.source_kind)), _("yes") if row.recurs_id else "",
    ]  # fmt: skip


def _day(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d}" if at else ""
