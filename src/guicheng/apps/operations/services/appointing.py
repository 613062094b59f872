"""Who gets the steps that begin: whoever is on duty then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from guicheng.apps.operations.models import WorkItem
from guicheng.apps.operations.selectors.duty import on_duty
from guicheng.apps.operations.services.taken import Moving
from guicheng.apps.organization.models import Unit
from guicheng.domain.process.running import Event, apply


def appointed(
    moving: Moving, event: Event, unit: Unit, *, at: datetime, before: Mapping[str, str] | None = None
) -> Event:
    """Return an event that says who gets the steps it begins.

    The work of a post goes to whoever acts, if it is theirs; otherwise to the only one on duty; otherwise to whoever
    did the work of that post in this case before. Where none of these is one person, it is anybody's of the post.

    Args:
        moving: The case.
        event: What is going to happen.
        unit: Where.
        at: When, with time zone.
        before: Step → who did it before, for steps that begin anew.
    """
    tables = {moving.compiled.key: moving.compiled.tokens}
    after = apply(tables, moving.state, event).state
    begun = [step for step, item in after.items.items() if item.begun == after.seq and after is not moving.state]
    holders = {}
    for step in begun:
        post = moving.compiled.about[step].post
        people = [str(person) for person in on_duty(unit, post, at=at)] if post else []
        found = _one(moving, post, people, event.actor, (before or {}).get(step, ""))
        if found:
            holders[step] = found
    return replace(event, data={**event.data, "holders": holders}) if holders else event


def _one(moving: Moving, post: str, people: list[str], actor: str, before: str) -> str:
    for wanted in (before, actor):
        if wanted and wanted in people:
            return wanted
    if len(people) == 1:
        return people[0]
    rows = WorkItem.objects.filter(case_id=moving.id, post_name=post[:80], holder__isnull=False)
    last = rows.order_by("-begun", "-pk").values_list("holder_id", flat=True).first() if people else None
    return str(last) if last is not None and str(last) in people else ""
