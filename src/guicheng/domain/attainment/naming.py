"""Which promises a case is about, and how that changed while it ran."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from guicheng.domain.attainment.casefile import CHANGE, CaseFile, Step, clauses_in
from guicheng.domain.attainment.requirement import Requirement, Site
from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _
from guicheng.domain.worktime import Change, Limit, LimitUnit


@dataclass(frozen=True, slots=True)
class Standing:
    """A promise that a case stands under.

    Args:
        requirement: The promise.
        since: The moment from which its clock counts anew, where a change said so; None for the start.
        changes: Other limits that were set for it.
    """

    requirement: Requirement
    since: datetime | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Unused:
    """An event that tells nothing here.

    Args:
        event: Its id.
        reason: Why, and what to send instead.
    """

    event: str
    reason: Message


def promises_of(case: CaseFile, site: Site) -> tuple[list[Standing], list[Unused]]:
    """Return the promises that a case stands under in the end, and the events that name what is not there.

    The latest change of clauses holds; a promise that stays keeps its clock, one that comes counts from the report
    unless the change says ``from: change``.

    Args:
        case: The case.
        site: Its estate.
    """
    found, unused = _of_names(case.clauses, site), _strangers(case, site)
    standing = {each.key: Standing(each) for each in found}
    for step in case.steps:
        if step.kind == CHANGE:
            try:
                standing = _changed(standing, step, site)
            except GuichengError as error:
                unused.append(Unused(step.id, error.message))
    return list(standing.values()), unused


def _of_names(names: tuple[str, ...], site: Site) -> list[Requirement]:
    by_key = {each.key: each for each in site.requirements}
    keys = dict.fromkeys(key for name in names for key in site.names.get(name, ()))
    return [by_key[key] for key in keys]


def _strangers(case: CaseFile, site: Site) -> list[Unused]:
    return [
        Unused(step.id, _("No clause in force at “{estate}” is called “{name}”.", estate=site.key, name=name))
        for step in case.steps
        for name in clauses_in(step)
        if name not in site.names
    ]


class ChangeRefusedError(GuichengError):
    """A change of a case cannot be what it is."""

    code = "change-refused"


def _changed(standing: Mapping[str, Standing], step: Step, site: Site) -> dict[str, Standing]:
    """Return what a case stands under after a change.

    Raises:
        GuichengError: The change names neither a clause nor a limit that can run.
    """
    anew = step.text("from") == "change"
    if names := clauses_in(step):
        return {
            each.key: standing.get(each.key) or Standing(each, step.at if anew else None)
            for each in _of_names(names, site)
        }
    if step.text("severity") and "limit" not in step.payload:
        return dict(standing)
    limit, endpoint = limit_in(step.payload), step.text("endpoint")
    change = Change(step.at, limit, anew)
    return {
        key: Standing(each.requirement, each.since, (*each.changes, change)) if _ends(each, endpoint) else each
        for key, each in standing.items()
    }


def _ends(each: Standing, endpoint: str) -> bool:
    end = getattr(each.requirement.measure, "end", None)
    return not endpoint or (end is not None and end.key == endpoint)


def limit_in(payload: Mapping[str, Any]) -> Limit:
    """Return the limit that a payload holds: ``{"limit": {"value": 30, "unit": "minute"}}``; parts as text, "1.5".

    Raises:
        ChangeRefusedError: There is none.
        LimitError: No clock can run on it.
    """
    found = payload.get("limit")
    if not isinstance(found, dict) or found.get("unit") not in tuple(LimitUnit):
        raise ChangeRefusedError(_("The change names neither a clause nor a limit with value and unit."))
    try:
        value = Fraction(str(found.get("value")))
    except (ValueError, ZeroDivisionError) as error:
        raise ChangeRefusedError(_("The value of the limit is no number.")) from error
    return Limit(value, LimitUnit(found["unit"]))
