"""People as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch, Q
from django.utils.functional import Promise

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Grant, Person, Placement
from guicheng.apps.organization.permissions import Role
from guicheng.apps.organization.selectors import grants_visible_to, people_visible_to, placements_visible_to
from guicheng.web.naming import ROLES

#: People shown at once.
PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the list.

    Args:
        person: The person.
        placements: What they fill where, as far as the reader sees it.
        grants: What they hold: word of the role, unit.
    """

    person: Person
    placements: list[Placement]
    grants: list[tuple[str | Promise, str]]


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A page of people.

    Args:
        lines: The people.
        next: Where the next page begins, "" at the end.
        total: How many fit in all.
    """

    lines: list[PersonLine]
    next: str
    total: int

    @classmethod
    def of(cls, actor: Actor, *, words: str, ended: bool, after: str) -> PeopleList:
        """Gather a page: four queries, however many people it shows.

        Args:
            actor: Who reads.
            words: What to find in names, user names and e-mail addresses.
            ended: Whether to show people whose access ended, too.
            after: Number of the person after whom the page begins, "" at the front.
        """
        rows = people_visible_to(actor, words=words)
        rows = rows if ended else rows.filter(is_active=True)
        total = rows.count()
        start = rows.filter(pk=int(after)).first() if after.isascii() and after.isdigit() and len(after) < 19 else None
        if start:
            rows = rows.filter(Q(name__gt=start.name) | Q(name=start.name, pk__gt=start.pk))
        seen = (
            Prefetch("placements", placements_visible_to(actor), to_attr="seen_placements"),
            Prefetch("grants", grants_visible_to(actor), to_attr="seen_grants"),
        )
        found = list(rows.order_by("name", "pk").prefetch_related(*seen)[: PAGE + 1])
        shown = found[:PAGE]
        return cls([_line(person) for person in shown], str(shown[-1].pk) if len(found) > PAGE else "", total)


def _line(person: Person) -> PersonLine:
    grants: list[Grant] = getattr(person, "seen_grants", [])
    placements: list[Placement] = getattr(person, "seen_placements", [])
    return PersonLine(person, placements, [(ROLES[Role(grant.role)], grant.unit.name) for grant in grants])
