"""Plans of estates: what is due, how it stands, what was not to be done, and what suspends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import get_default_timezone, localdate
from ninja import Path, Query

from guicheng.api.v1 import plan_json as json
from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import PAGE, page_of
from guicheng.api.v1.shapes import plans as shapes
from guicheng.api.v1.shapes.parts import Wanted
from guicheng.apps.operations.selectors.estates import estate_visible_to
from guicheng.apps.operations.selectors.plans import DueLine, due_lines, plan_visible_to, plans_at, suspensions_at
from guicheng.apps.operations.services import plans as services
from guicheng.apps.organization.services.access import NotAsWantedError
from guicheng.apps.standards.selectors.paging import cursor_of, place_of
from guicheng.domain.values.message import _

calls = Calls("plans")
_READ, _SEND, _LEAD = "estates.read", "field.send", "rosters.manage"
_REFUSES: Final = ("not-as-wanted", "archived")
_DAY: Final = timedelta(days=1)
_MOST_DAYS: Final = 31


@calls.get("/units/{key}/plans", needs=_READ, answer=shapes.PlanList, summary="List plans", refuses=("bad-cursor",))
def list_plans(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the plans of an estate with rule and clause, those that ended too."""
    found, following = page_of(plans_at(estate_visible_to(actor_of(request), key)), wanted.cursor)
    return {"items": [json.plan_json(plan) for plan in found], "next": following}


@calls.get(
    "/units/{key}/due", needs=_READ, answer=shapes.Due, summary="List what is due",
    refuses=("bad-cursor", "not-as-wanted"),
)  # fmt: skip
def list_due(request: HttpRequest, key: Path[str], wanted: Query[shapes.DueWanted]) -> dict[str, Any]:
    """Return what is due at an estate on some days, by time, and how each stands now."""
    unit = estate_visible_to(actor_of(request), key)
    since, until = _stretch(wanted.since, wanted.until)
    plans = [plan for plan in plans_at(unit) if wanted.post in {"", plan.post}]
    lines = due_lines(unit, since, until, at=timezone.now(), plans=plans)
    fitting = [line for line in lines if wanted.standing in {"", line.standing.value}]
    found, following = _page(fitting, wanted.cursor)
    return {"items": [json.due_json(line) for line in found], "next": following}


@calls.write(
    "POST", "/plans/{key}/finishes", needs=_SEND, answer=shapes.DueRow, summary="Finish something due at a desk",
    refuses=_REFUSES,
)  # fmt: skip
def finish_due(request: HttpRequest, key: Path[str], body: shapes.DueNamed) -> dict[str, Any]:
    """Say that something due was done now; what has a checklist stays open until its round is walked."""
    services.finish_at_desk(
        actor=actor_of(request), plan_key=key, occurrence=body.occurrence, due=body.due, at=timezone.now()
    )
    return _line(request, key, body)


@calls.write(
    "POST", "/plans/{key}/excuses", needs=_LEAD, answer=shapes.DueRow, status=201, summary="Excuse something due",
    refuses=_REFUSES,
)  # fmt: skip
def excuse_due(request: HttpRequest, key: Path[str], body: shapes.ExcuseIn) -> dict[str, Any]:
    """Say why something due was not to be done; it counts neither as kept nor as missed."""
    services.excuse(
        actor=actor_of(request),
        plan_key=key,
        occurrence=body.occurrence,
        due=body.due,
        reason=body.reason,
        at=timezone.now(),
    )
    return _line(request, key, body)


@calls.get(
    "/units/{key}/suspensions", needs=_READ, answer=shapes.Suspensions, summary="List suspensions",
    refuses=("bad-cursor",),
)  # fmt: skip
def list_suspensions(request: HttpRequest, key: Path[str], wanted: Query[Wanted]) -> dict[str, Any]:
    """Return the suspensions of an estate and of its plans, the newest first."""
    unit, at = estate_visible_to(actor_of(request), key), timezone.now()
    found, following = page_of(suspensions_at(unit), wanted.cursor, falling=True)
    return {"items": [json.suspension_json(row, at) for row in found], "next": following}


@calls.write(
    "POST", "/units/{key}/suspensions", needs=_LEAD, answer=shapes.SuspensionRow, status=201,
    summary="Suspend a plan or an estate", refuses=_REFUSES,
)  # fmt: skip
def suspend_plans(request: HttpRequest, key: Path[str], body: shapes.SuspensionIn) -> dict[str, Any]:
    """Suspend a plan, or all of an estate, for a while; what falls into it is excused."""
    at = timezone.now()
    made = services.suspend(
        actor=actor_of(request),
        unit_key=key,
        cause=body.cause,
        reason=body.reason,
        begin=body.begin or at,
        end=body.end,
        at=at,
        plan_key=body.plan,
    )
    return json.suspension_json(made, at)


@calls.write(
    "POST", "/suspensions/{key}/end", needs=_LEAD, answer=shapes.SuspensionRow, summary="End a suspension",
)  # fmt: skip
def end_suspension(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """End a suspension now; nothing happens where it has ended already."""
    at = timezone.now()
    return json.suspension_json(services.end_suspension(actor=actor_of(request), key=key, at=at), at)


def _line(request: HttpRequest, key: str, named: shapes.DueNamed) -> dict[str, Any]:
    """Return something due, which a service has just found, as it stands now."""
    plan = plan_visible_to(actor_of(request), key)
    due = named.due.astimezone(get_default_timezone())
    lines = due_lines(plan.unit, due, due + timedelta(minutes=1), at=timezone.now(), plans=[plan])
    return next(json.due_json(line) for line in lines if line.occurrence == named.occurrence)


def _stretch(since: date | None, until: date | None) -> tuple[datetime, datetime]:
    """Return the moments between which days lie, the second not included.

    Raises:
        NotAsWantedError: The last day lies before the first, or they are too many.
    """
    first = since or until or localdate()
    last = until or first
    if not first <= last < first + _MOST_DAYS * _DAY:
        raise NotAsWantedError(_("Name at most {most} days, the first one first.", most=str(_MOST_DAYS)), field="until")
    zone = get_default_timezone()
    return datetime.combine(first, time.min, tzinfo=zone), datetime.combine(last + _DAY, time.min, tzinfo=zone)


def _page(lines: Sequence[DueLine], cursor: str) -> tuple[list[DueLine], str]:
    """Return a page of lines and the cursor of the next one; lines are worked out, so that no table has them in order.

    Raises:
        BadCursorError: The cursor is none of ours.
    """
    after = place_of(cursor) if cursor else ("", 0)
    rest = [line for line in lines if _place(line) > after]
    found = rest[:PAGE]
    return found, cursor_of(*_place(found[-1])) if len(rest) > PAGE else ""


def _place(line: DueLine) -> tuple[str, int]:
    return line.due.astimezone(UTC).isoformat(), line.plan.pk
