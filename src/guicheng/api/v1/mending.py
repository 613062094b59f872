"""Nonconformities: found, opened, their cause and mending, verified by another person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from guicheng.api.v1.callers import actor_of
from guicheng.api.v1.doors import Calls
from guicheng.api.v1.paging import page_of
from guicheng.api.v1.shapes import mending as shapes
from guicheng.apps.improvement.models import Nonconformity
from guicheng.apps.improvement.selectors.deadlines import last_day_of
from guicheng.apps.improvement.selectors.nonconformities import (
    NonconformityFilter,
    acts_of,
    nonconformities_visible_to,
    nonconformity_visible_to,
    photos_of,
)
from guicheng.apps.improvement.services import judging, mending, revising
from guicheng.domain.attainment.mending import Stand, possible
from guicheng.usecases.open_nonconformity import open_from_finding

calls = Calls("nonconformities")
_READ: Final = "improvement.read"
_WORK: Final = "improvement.work"
_REFUSES: Final = ("stale", "nonconformity-refused", "not-a-nonconformity")


@calls.get(
    "/nonconformities", needs=_READ, answer=shapes.NonconformityList, summary="List nonconformities",
    refuses=("bad-cursor",),
)  # fmt: skip
def list_nonconformities(request: HttpRequest, wanted: Query[shapes.NonconformityListWanted]) -> dict[str, Any]:
    """Return the nonconformities within reach that fit, the newest first."""
    now = timezone.now()
    names = ("state", "severity", "root", "of", "unit", "standard", "words")
    asked = NonconformityFilter(**{name: getattr(wanted, name) for name in names})
    rows = nonconformities_visible_to(actor_of(request), asked, at=now).select_related("recurs")
    found, following = page_of(rows, wanted.cursor, falling=True)
    return {"items": [_head(row, now) for row in found], "next": following}


@calls.write(
    "POST", "/nonconformities", needs=_WORK, answer=shapes.NonconformityWhole, status=201,
    summary="Open a nonconformity", refuses=("not-a-nonconformity", "archived"),
)  # fmt: skip
def open_nonconformity(request: HttpRequest, body: shapes.NonconformityIn) -> dict[str, Any]:
    """Open a nonconformity of a clause as it is in force; what one thing found of one clause is opened once."""
    made = open_from_finding(
        actor=actor_of(request),
        unit_key=body.unit,
        clause=body.clause,
        severity=body.severity,
        found=body.found,
        source=body.source,
        photos=body.photos,
        at=timezone.now(),
        key=body.key,
    )
    return _whole(request, made)


@calls.get(
    "/nonconformities/{key}", needs=_READ, answer=shapes.NonconformityWhole, summary="See a nonconformity",
)  # fmt: skip
def see_nonconformity(request: HttpRequest, key: Path[str]) -> dict[str, Any]:
    """Return a nonconformity with its cause, its mending and what was done."""
    return _whole(request, nonconformity_visible_to(actor_of(request), key))


@calls.write(
    "POST", "/nonconformities/{key}/acts", needs=_READ, answer=shapes.NonconformityWhole,
    summary="Do something about a nonconformity", refuses=_REFUSES,
)  # fmt: skip
def act_on_nonconformity(request: HttpRequest, key: Path[str], body: shapes.NonconformityActIn) -> dict[str, Any]:
    """Give it to somebody, write cause and plan, finish it, verify it, judge its effect, open a revision."""
    named: dict[str, Any] = {
        "actor": actor_of(request), "key": key, "at": timezone.now(), "rev": body.rev, "write_key": body.key,
    }  # fmt: skip
    reason, words = body.reason, body.words
    acts: dict[str, Callable[[], Any]] = {
        "assign": lambda: mending.assign_nonconformity(owner=body.owner, post=body.post, days=body.days, **named),
        "grade": lambda: mending.grade_nonconformity(severity=body.severity, reason=reason, **named),
        "cause": lambda: mending.find_cause(
            whys=[(each.text, each.evidence) for each in body.whys], root=body.root, **named
        ),
        "plan": lambda: mending.plan_mending(correction=body.correction, action=body.action, **named),
        "finish": lambda: mending.finish_mending(words=words, **named),
        "return": lambda: judging.return_mending(reason=reason, **named),
        "verify": lambda: judging.verify_mending(check_on=body.check_on, words=words, **named),
        "effect": lambda: judging.judge_effect(lasts=body.lasts, words=words, **named),
        "void": lambda: judging.void_nonconformity(reason=reason, **named),
        "revise": lambda: revising.revise_for(reason=reason, **named),
    }
    acts[body.act]()
    return _whole(request, nonconformity_visible_to(actor_of(request), key))


def _head(row: Nonconformity, now: datetime) -> dict[str, Any]:
    names = (
        "citation",
        "edition",
        "sentence",
        "found",
        "severity",
        "proposed",
        "stand",
        "provisional",
        "found_at",
        "rev",
    )
    return {
        "key": str(row.key),
        "number": row.called,
        "unit": {"key": str(row.unit.key), "name": row.unit.name},
        "clause": str(row.clause_key) if row.clause_key else "",
        "source": f"{row.source_kind}:{row.source_key}" if row.source_kind else "",
        "owner": {"key": str(row.owner.key), "name": row.owner.name} if row.owner else None,
        "post": row.post.name if row.post else "",
        "due_on": last_day_of(row),
        "late": row.stand == Stand.OPEN and row.due_at < now,
        "recurs": row.recurs.called if row.recurs else "",
        **{name: getattr(row, name) for name in names},
    }


def _whole(request: HttpRequest, row: Nonconformity) -> dict[str, Any]:
    found = nonconformity_visible_to(actor_of(request), row.key)
    photos = photos_of(found)
    return {
        **_head(found, timezone.now()),
        "whys": found.whys,
        "root": found.root,
        "correction": found.correction,
        "action": found.action,
        "check_on": found.check_on,
        "photos_before": sum(not each.after for each in photos),
        "photos_after": sum(each.after for each in photos),
        "acts": [{"kind": act.kind, "at": act.at, "by": act.actor_name} for act in acts_of(found)],
        "can": sorted(each.value for each in possible(Stand(found.stand))),
    }
