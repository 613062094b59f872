"""A number that is a door: how many rows, and the list of exactly these rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.selectors.counting import counts_of
from guicheng.web.wording import Word

Rows = Callable[[Actor, datetime], QuerySet[Any]]
Narrowed = Callable[[QuerySet[Any], Actor, datetime], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the desk.

    Args:
        key: Distinguishes it from the others.
        title: What is counted.
        need: Permission without which nobody sees it.
        rows: What is counted for an actor at a moment.
        page: Name of the page that lists just these rows.
        query: The filter of that page.
        icon: Its sign.
        most: Above this the page lists no more; 0 for no bound.
        narrow: Narrows rows that several numbers have in common, so that they are looked for once.
    """

    key: str
    title: Word
    need: str
    rows: Rows
    page: str
    query: Mapping[str, str]
    icon: str = "list"
    most: int = 0
    narrow: Narrowed | None = None

    @property
    def href(self) -> str:
        """Address of the list."""
        question = urlencode(self.query)
        return f"{reverse(self.page)}?{question}" if question else reverse(self.page)


class Number(NamedTuple):
    """A number as a reader sees it."""

    key: str
    title: Word
    amount: int
    href: str
    icon: str


def numbers_of(actor: Actor, asked: Iterable[Count], at: datetime) -> dict[str, Number]:
    """Return the numbers that an actor may see, by key: one query for all, besides those of the posts that they fill.

    Args:
        actor: Who reads.
        asked: Which.
        at: Now, with time zone.
    """
    seen = [each for each in asked if actor.may_anywhere(each.need)]
    common = {rows: rows(actor, at) for rows in dict.fromkeys(each.rows for each in seen)}
    counts = counts_of({each.key: _narrowed(each, common[each.rows], actor, at) for each in seen})
    return {
        each.key: Number(each.key, each.title, _within(counts[each.key], each.most), each.href, each.icon)
        for each in seen
    }


def _narrowed(count: Count, rows: QuerySet[Any], actor: Actor, at: datetime) -> QuerySet[Any]:
    return count.narrow(rows, actor, at) if count.narrow else rows


def _within(count: int, most: int) -> int:
    return min(count, most) if most else count


#: Nothing but the list itself.
WHOLE: Final[Mapping[str, str]] = {}
