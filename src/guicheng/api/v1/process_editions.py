"""Processes set before a second pair of eyes, published, compared."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1 import process_json as json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import processes as shapes
from guicheng.api.v1.shapes.parts import Number, Wanted
from guicheng.apps.processes import selectors, services
from guicheng.apps.processes.models import Process

calls = Calls("processes")
_READ, _EDIT, _APPROVE = "processes.read", "processes.edit", "processes.approve"


@calls.write(
    "POST",
    "/processes/{code}/requests",
    needs=_EDIT,
    answer=shapes.Request,
    status=201,
    summary="Ask for approval of a process",
    refuses=("faults-stand", "not-asked", "archived"),
)
def ask_for_process(request: HttpRequest, code: Path[str], body: shapes.Said) -> dict[str, Any]:
    """Set the table as it stands before somebody who did not write it. For people, not for tokens."""
    return json.request_json(services.ask_for_approval(said=body.note, **_named(request, code)))


@calls.write(
    "POST",
    "/processes/{code}/approve",
    needs=_APPROVE,
    answer=shapes.Request,
    summary="Approve a process",
    refuses=("not-asked", "archived"),
)
def approve_process(request: HttpRequest, code: Path[str], body: shapes.Said) -> dict[str, Any]:
    """Approve what was asked for. For people who neither wrote it nor asked."""
    return json.request_json(services.decide(approves=True, opinion=body.note, **_named(request, code)))


@calls.write(
    "POST",
    "/processes/{code}/return",
    needs=_APPROVE,
    answer=shapes.Request,
    summary="Give a process back",
    refuses=("not-asked", "not-a-process", "archived"),
)
def return_process(request: HttpRequest, code: Path[str], body: shapes.Why) -> dict[str, Any]:
    """Give back what was asked for, with a reason. For people who neither wrote it nor asked."""
    return json.request_json(services.decide(approves=False, opinion=body.reason, **_named(request, code)))


@calls.write(
    "POST",
    "/processes/{code}/withdraw",
    needs=_EDIT,
    answer=shapes.Request,
    summary="Withdraw an approval of a process",
    refuses=("not-asked", "archived"),
)
def withdraw_process(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Take a request back, open or approved."""
    return json.request_json(services.withdraw_request(**_named(request, code)))


@calls.write(
    "POST",
    "/processes/{code}/editions",
    needs="processes.publish",
    answer=shapes.ProcessEditionWhole,
    status=201,
    summary="Publish a process",
    refuses=("faults-stand", "not-asked", "not-a-process", "archived"),
)
def publish_process(request: HttpRequest, code: Path[str], body: shapes.ProcessEditionIn) -> dict[str, Any]:
    """Make the approved table the next edition. For people, not for tokens."""
    made = services.publish(effective_from=body.effective_from, said=body.note, **_named(request, code))
    return {**json.edition_json(made), "rows": json.rows_json(made.rows)}


@calls.get(
    "/processes/{code}/editions",
    needs=_READ,
    answer=shapes.ProcessEditions,
    summary="List editions of a process",
    refuses=("bad-cursor",),
)
def list_process_editions(request: HttpRequest, code: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the editions of a process, newest first."""
    rows = _with_editions(request, code).editions.select_related("published_by")
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": [json.edition_json(row) for row in found], "next": following}


@calls.get(
    "/processes/{code}/editions/{number}",
    needs=_READ,
    answer=shapes.ProcessEditionWhole,
    summary="See an edition of a process",
)
def see_process_edition(request: HttpRequest, code: Path[str], number: Path[Number]) -> dict[str, Any]:
    """Return an edition exactly as it was published."""
    found = selectors.edition_of(_with_editions(request, code), number)
    return {**json.edition_json(found), "rows": json.rows_json(found.rows)}


@calls.get(
    "/processes/{code}/differences",
    needs=_READ,
    answer=shapes.Changes,
    summary="Compare a process with its newest edition",
)
def process_differences(request: HttpRequest, code: Path[str]) -> dict[str, Any]:
    """Return what the next edition would change, step by step; every step where there is none yet."""
    found = _found(request, code)
    edition = selectors.last_edition(found)
    return {"items": json.changes_json(edition.rows if edition else [], found.rows)}


@calls.get(
    "/processes/{code}/editions/{older}/to/{newer}",
    needs=_READ,
    answer=shapes.Changes,
    summary="Compare two editions of a process",
)
def compare_process_editions(
    request: HttpRequest, code: Path[str], older: Path[Number], newer: Path[Number]
) -> dict[str, Any]:
    """Return what became of each step from one edition to another."""
    found = _with_editions(request, code)
    first, second = selectors.edition_of(found, older), selectors.edition_of(found, newer)
    return {"items": json.changes_json(first.rows, second.rows)}


def _found(request: HttpRequest, code: str) -> Process:
    return selectors.process_visible_to(actor_of(request), code)


def _with_editions(request: HttpRequest, code: str) -> Process:
    return selectors.process_with_editions(actor_of(request), code)


def _named(request: HttpRequest, code: str) -> dict[str, Any]:
    return {"actor": actor_of(request), "process_key": _found(request, code).key, "at": timezone.now()}
