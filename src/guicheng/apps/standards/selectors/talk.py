"""Conversations beside a standard."""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from guicheng.apps.organization.models import Person, Unit
from guicheng.apps.standards.models import Comment, DraftClause, Standard, Thread
from guicheng.apps.standards.selectors.fetching import as_key
from guicheng.apps.standards.selectors.people import holders_of

_MENTION: Final = re.compile(r"(?<![A-Za-z0-9_.@+-])@([\w.+-]{1,60})")
_MOST_MENTIONS: Final = 20


def threads_of(
    standard: Standard, *, clause_key: str | UUID | None = None, resolved: bool | None = None
) -> QuerySet[Thread]:
    """Return the conversations about a standard, oldest first, with their comments: three queries.

    Args:
        standard: A visible standard.
        clause_key: Only those about this clause; "" for those about the standard as a whole, None for all.
        resolved: Only resolved ones, or only open ones; None for both.
    """
    wanted = Q(standard=standard)
    if clause_key == "":
        wanted &= Q(clause_key__isnull=True)
    elif clause_key is not None:
        wanted &= Q(clause_key=as_key(DraftClause, clause_key))
    if resolved is not None:
        wanted &= Q(resolved_at__isnull=not resolved)
    comments = Comment.objects.select_related("author").prefetch_related("mentions").order_by("pk")
    rows = Thread.objects.filter(wanted).select_related("resolved_by").order_by("pk")
    return rows.prefetch_related(Prefetch("comments", queryset=comments))


def mentioned_in(text: str, unit: Unit) -> list[Person]:
    """Return the people whom a text mentions as @username and who can see the standards of a unit.

    Chinese has no blanks, so the longest name that a mention begins with counts: @wang请看 mentions wang.
    """
    runs = [match[1].lower() for match in _MENTION.finditer(text)][:_MOST_MENTIONS]
    wanted = {run[:end] for run in runs for end in range(1, len(run) + 1)}
    readers = holders_of(unit, "standards.read").annotate(called=Lower("username")).filter(called__in=wanted)
    known = {person.username.lower(): person for person in readers}
    found = {}
    for run in runs:
        name = next((run[:end] for end in range(len(run), 0, -1) if run[:end] in known), None)
        if name is not None:
            found[name] = known[name]
    return list(found.values())
