"""Who is affected by a change of a standard: the posts that its clauses name, and the people who fill them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from guicheng.apps.organization.models import Placement
from guicheng.apps.standards.models import Standard


@dataclass(frozen=True, slots=True)
class PostAffected:
    """A post that changed clauses name.

    Args:
        name: Its name.
        people: How many fill it where the standard holds.
        units: At how many units they do.
    """

    name: str
    people: int
    units: int


def posts_affected(standard: Standard, names: Collection[str]) -> tuple[PostAffected, ...]:
    """Return posts with the people who fill them at the unit of a standard and below: one query, most people first.

    Args:
        standard: The standard, with its unit.
        names: Names of posts as clauses say them; one that nobody fills is returned with 0.
    """
    if not names:
        return ()
    rows = Placement.objects.filter(
        unit__path__startswith=standard.unit.path, post__name__in=names, person__is_active=True
    )
    counted = rows.values("post__name").annotate(
        people=Count("person", distinct=True), units=Count("unit", distinct=True)
    )
    found = {row["post__name"]: PostAffected(row["post__name"], row["people"], row["units"]) for row in counted}
    listed = [found.get(name, PostAffected(name, 0, 0)) for name in sorted(names)]
    return tuple(sorted(listed, key=lambda post: -post.people))
