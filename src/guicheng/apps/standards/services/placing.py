"""The order of the clauses of a draft where a text says another one: what moves, and where it then stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise

from guicheng.apps.standards.models import DraftClause
from guicheng.apps.standards.services.acts import STEP


def woven(clauses: Sequence[DraftClause], wanted: Sequence[DraftClause]) -> list[DraftClause]:
    """Return the clauses that a text has, in its order, with those that it has not behind the ones they followed.

    Args:
        clauses: The clauses of the draft, in order.
        wanted: Those of the text, in order; new ones have no primary key.
    """
    there = {clause.pk for clause in wanted if clause.pk}
    followers: dict[int | None, list[DraftClause]] = {}
    last: int | None = None
    for clause in clauses:
        if clause.pk in there:
            last = clause.pk
        else:
            followers.setdefault(last, []).append(clause)
    order = followers.pop(None, [])
    last = None
    for clause in wanted:
        if clause.pk:
            # New clauses come directly behind the one that they follow in the text.
            order += followers.pop(last, [])
            last = clause.pk
        order.append(clause)
    return order + followers.pop(last, [])


def in_order(clauses: Sequence[DraftClause], order: Sequence[DraftClause]) -> set[int]:
    """Return the primary keys of as many clauses as can stay where they stand; all others move.

    Args:
        clauses: The clauses of the draft, in order.
        order: The same in the order that is wanted, with new ones among them.
    """
    rank = {clause.pk: index for index, clause in enumerate(clauses)}
    wanted = [clause.pk for clause in order if clause.pk]
    # The longest rising run: each row ends one of its length at the smallest rank there is.
    ends: list[int] = []
    lengths = []
    for pk in wanted:
        place = bisect_left(ends, rank[pk])
        ends[place : place + 1] = [rank[pk]]
        lengths.append(place + 1)
    stay: set[int] = set()
    left = len(ends)
    for pk, length in zip(reversed(wanted), reversed(lengths), strict=True):
        if length == left:
            stay.add(pk)
            left -= 1
    return stay


def placed(order: Sequence[DraftClause], stay: Collection[int]) -> list[DraftClause]:
    """Give all clauses positions that rise in their order; return those that were to stay and could not.

    Args:
        order: The clauses in the order that is wanted.
        stay: Primary keys of those that keep their positions where there is room between them.
    """
    fixed = [-1, *(index for index, clause in enumerate(order) if clause.pk in stay), len(order)]
    for start, end in pairwise(fixed):
        if not _fill(order, start, end):
            for index, clause in enumerate(order):
                clause.position = (index + 1) * STEP
            return [clause for clause in order if clause.pk in stay]
    return []


def _fill(order: Sequence[DraftClause], start: int, end: int) -> bool:
    """Place the clauses between two that stay, -1 and the length standing for none; tell whether there is room."""
    count = end - start - 1
    low = order[start].position if start >= 0 else None
    high = order[end].position if end < len(order) else None
    step = STEP
    if low is not None and high is not None:
        step = (high - low) // (count + 1)
    elif low is None:
        low = high - (count + 1) * STEP if high is not None else 0
    if not step:
        return False
    for index in range(count):
        order[start + 1 + index].position = low + (index + 1) * step
    return True
