"""Plans, what they make due and suspensions as the API tells them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from guicheng.api.v1.posts import told
from guicheng.apps.operations.models import Plan, Suspension
from guicheng.apps.operations.selectors.plans import DueLine, rule_at
from guicheng.domain.values import GuichengError
from guicheng.domain.worktime.rule_json import rule_json


def plan_json(plan: Plan) -> dict[str, Any]:
    """Return a plan with its rule within the days on which it holds."""
    rule, fault = None, ""
    try:
        rule = rule_json(rule_at(plan))
    except GuichengError as error:
        fault = error.message.render(gettext)
    return {
        "key": str(plan.key),
        "version": plan.version,
        "clause": clause_json(plan),
        "post": plan.post,
        "begins_at": plan.begins_at,
        "ends_on": plan.ends_on,
        "rule": rule,
        "fault": fault,
    }


def clause_json(plan: Plan) -> dict[str, Any]:
    """Return the clause of a plan."""
    clause = plan.source.clause
    return {
        "key": str(clause.key),
        "standard": clause.edition.code,
        "number": clause.number,
        "edition": clause.edition.number,
        "text": clause.text,
    }


def due_json(line: DueLine) -> dict[str, Any]:
    """Return something due once."""
    return {
        "occurrence": line.occurrence,
        "plan": str(line.plan.key),
        "clause": clause_json(line.plan),
        "post": line.plan.post,
        "due": line.due,
        "end": line.end,
        "standing": line.standing.value,
        "finished_at": line.finished,
        "reason": line.reason,
        "provisional": line.provisional,
        "assignee": line.assignee,
        "round": line.round,
    }


def suspension_json(row: Suspension, at: datetime) -> dict[str, Any]:
    """Return a suspension as it stands at a moment."""
    return {
        "key": str(row.key),
        "unit": told(row.unit),
        "plan": str(row.plan.key) if row.plan else "",
        "cause": row.cause,
        "reason": row.reason,
        "begin": row.begin,
        "end": row.end,
        "lasts": row.end is None or row.end > at,
        "by": row.by.name,
        "at": row.at,
    }
