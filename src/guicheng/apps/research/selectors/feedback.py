"""Records of what customers said by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.organization.selectors.fetching import as_key, one
from guicheng.apps.research.models import Feedback, FeedbackKind, FeedbackTheme, Theme
from guicheng.apps.research.selectors.groups import READ


@dataclass(frozen=True, slots=True)
class FeedbackWish:
    """Which records somebody wants to see; "" and None leave a side open.

    Args:
        words: What the text holds, all of it.
        kind: One of ``FeedbackKind``.
        theme: Key of a theme; ``none`` for records without any.
        unit: Key of a unit; what lies below it counts.
        group: Key of a group.
        since: First day.
        until: Last day.
    """

    words: str = ""
    kind: str = ""
    theme: str = ""
    unit: str = ""
    group: str = ""
    since: date | None = None
    until: date | None = None


ALL_FEEDBACK = FeedbackWish()


def feedback_visible_to(actor: Actor, wish: FeedbackWish = ALL_FEEDBACK) -> QuerySet[Feedback]:
    """Return the records within reach that fit a wish, the latest first.

    Raises:
        DoesNotExist: The theme, unit or group of the wish is no key.
    """
    rows = Feedback.objects.filter(actor.within(READ)).select_related("unit", "group")
    for word in wish.words.replace("\0", "").split()[:8]:
        rows = rows.filter(text__icontains=word)
    if wish.kind in FeedbackKind.values:
        rows = rows.filter(kind=wish.kind)
    if wish.theme == "none":
        rows = rows.exclude(theme_rows__absent=False)
    elif wish.theme:
        rows = rows.filter(theme_rows__theme__key=as_key(Theme, wish.theme), theme_rows__absent=False)
    if wish.unit:
        unit = one(Unit.objects.filter(actor.within(READ, "")), wish.unit)
        rows = rows.filter(unit__path__startswith=unit.path)
    if wish.group:
        rows = rows.filter(group__key=as_key(Feedback, wish.group))
    if wish.since:
        rows = rows.filter(received_on__gte=wish.since)
    if wish.until:
        rows = rows.filter(received_on__lte=wish.until)
    return rows.order_by("-received_on", "-pk")


def feedback_by_key(actor: Actor, key: str | UUID) -> Feedback:
    """Return a record.

    Raises:
        Feedback.DoesNotExist: There is none within reach.
    """
    return one(Feedback.objects.filter(actor.within(READ)).select_related("unit", "group"), key)


def themes_of(rows: list[Feedback]) -> dict[int, list[FeedbackTheme]]:
    """Return the themes that records speak of, by primary key of the record: one query."""
    found: dict[int, list[FeedbackTheme]] = {}
    links = FeedbackTheme.objects.filter(feedback__in=rows, absent=False).select_related("theme")
    for link in links.order_by("theme__name"):
        found.setdefault(link.feedback_id, []).append(link)
    return found


def writing_units(actor: Actor) -> QuerySet[Unit]:
    """Return the units for which the actor may write research, in the order of the tree."""
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within("research.edit", ""), archived_at__isnull=True)
    return rows.order_by("path")


def reading_units(actor: Actor) -> QuerySet[Unit]:
    """Return the units of which the actor may read research, in the order of the tree."""
    rows: QuerySet[Unit] = Unit.objects.filter(actor.within(READ, ""))
    return rows.order_by("path")
