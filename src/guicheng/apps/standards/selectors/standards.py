"""The list of standards: found by words, narrowed by filters, in pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import get_default_timezone

from guicheng.apps.organization.actors import Actor
from guicheng.apps.organization.models import Unit
from guicheng.apps.standards.models import DraftClause, Edition, Standard, StandardLevel, StandardState, Thread
from guicheng.apps.standards.selectors.editions import editions_in_force
from guicheng.apps.standards.selectors.fetching import as_key, clean, drafts_within, unit_within
from guicheng.apps.standards.selectors.paging import bad_cursor, cursor_of, place_of

#: Column and type that each order goes by; the primary key settles ties.
_ORDERS: Final[dict[str, tuple[str, type[Any]]]] = {
    "code": ("code", str),
    "title": ("title", str),
    "updated": ("updated_at", str),
    "errors": ("errors", int),
}
ORDERS: Final = tuple(_ORDERS)
#: What narrows to standards with an edition published in this month.
PUBLISHED_MONTH: Final = "published_month"


@dataclass(frozen=True, slots=True)
class StandardRow:
    """A standard as lists show it.

    Args:
        standard: The row, with unit and steward.
        clauses: Clauses of the draft, without headings and notes.
        errors: Findings of each severity that stand.
        warnings: The same.
        hints: The same.
        unread: Clauses that were not understood.
        requirements: Readings in all.
        confirmed: Readings that a person confirmed.
        in_force: The edition in force, None for none.
        open_threads: Conversations that are not resolved.
    """

    standard: Standard
    clauses: int
    errors: int
    warnings: int
    hints: int
    unread: int
    requirements: int
    confirmed: int
    in_force: Edition | None
    open_threads: int


@dataclass(frozen=True, slots=True)
class StandardPage:
    """A page of the list; ``next`` is the cursor of the next one, "" at the end, ``total`` how many fit in all."""

    rows: list[StandardRow]
    next: str
    total: int


def standards_visible_to(
    actor: Actor,
    *,
    day: date,
    words: str = "",
    state: str = "",
    unit: str = "",
    category: str = "",
    steward: str = "",
    archived: bool = False,
    order: str = "code",
    cursor: str = "",
    count: int = 50,
) -> StandardPage:
    """Return the standards that fit, contracts left out: four queries at most, whatever their number.

    Args:
        actor: Who asks; needs ``standards.read`` at the units.
        day: For which day the edition in force is shown.
        words: Words that code, title, or text or number of a clause must hold, each of them.
        state: A ``StandardState``, or ``published_month`` for an edition of the month of ``day``; "" for all, as with
            the other filters.
        unit: Key of a unit; its standards and those of the units below.
        category: A ``Trade``.
        steward: Key of a person, or ``me``.
        archived: Only archived ones, else only the others.
        order: One of ``ORDERS``, with "-" before it for falling.
        cursor: Where the page before ended.
        count: How many to return at most.

    Raises:
        BadCursorError: The cursor belongs to no list in this order.
        Unit.DoesNotExist: The unit is not within reach.
    """
    since = datetime.combine(day.replace(day=1), time.min, get_default_timezone())
    rows = _narrowed(actor, state=state, unit=unit, category=category, steward=steward, archived=archived, since=since)
    rows = _saying(rows, words)
    falling, (column, kind) = order.startswith("-"), _ORDERS.get(order.lstrip("-"), _ORDERS["code"])
    following = rows.filter(_beyond(cursor, column, kind, falling=falling)) if cursor else rows
    sign = "-" if falling else ""
    found = list(_talked(following).order_by(f"{sign}{column}", f"{sign}pk")[: count + 1])
    more = len(found) > count
    # A list that is one page long is counted already.
    total = rows.count() if cursor or more else len(found)
    return StandardPage(_rows(found[:count], day), _cursor(found[count - 1], column) if more else "", total)


def standards_in_state(actor: Actor, state: str, *, since: datetime | None = None) -> QuerySet[Standard]:
    """Return the standards that the list shows under a state, contracts and archived ones left out.

    Args:
        actor: Who asks.
        state: A ``StandardState``, or ``published_month``.
        since: When this month began, for the latter.
    """
    return _narrowed(actor, state=state, unit="", category="", steward="", archived=False, since=since)


def _narrowed(
    actor: Actor, *, state: str, unit: str, category: str, steward: str, archived: bool, since: datetime | None
) -> QuerySet[Standard]:
    rows = drafts_within(actor).filter(level=StandardLevel.STANDARD, archived_at__isnull=not archived)
    if state in StandardState.values:
        rows = rows.filter(state=state)
    if state == PUBLISHED_MONTH:
        rows = rows.filter(Exists(Edition.objects.filter(standard=OuterRef("pk"), published_at__gte=since)))
    if unit:
        rows = rows.filter(unit__path__startswith=unit_within(actor, unit).path)
    if category:
        rows = rows.filter(category=category.replace("\0", ""))
    if steward == "me":
        rows = rows.filter(steward=actor.person)
    elif steward:
        try:
            rows = rows.filter(steward__key=as_key(Standard, steward))
        except Standard.DoesNotExist:
            rows = rows.none()
    return rows


def _saying(rows: QuerySet[Standard], words: str) -> QuerySet[Standard]:
    for word in words.replace("\0", "").split()[:8]:
        said = DraftClause.objects.filter(Q(text__icontains=word) | Q(number__icontains=word)).values("standard")
        rows = rows.filter(Q(code__icontains=word) | Q(title__icontains=word) | Q(pk__in=said))
    return rows


def _beyond(cursor: str, column: str, kind: type[Any], *, falling: bool) -> Q:
    value, key = place_of(cursor, kind)
    if column == "updated_at":
        try:
            value = datetime.fromisoformat(value).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise bad_cursor() from error
    way = "lt" if falling else "gt"
    return Q(**{f"{column}__{way}": value}) | Q(**{column: value, f"pk__{way}": key})


def _cursor(row: Standard, column: str) -> str:
    value = getattr(row, column)
    return cursor_of(value.isoformat() if isinstance(value, datetime) else value, row.pk)


def standard_rows(actor: Actor, keys: Sequence[str], *, day: date) -> list[StandardRow]:
    """Return standards as lists show them, by code: three queries, whatever their number.

    Args:
        actor: Who asks.
        keys: Their keys, or their codes in the actor's company.
        day: For which day the edition in force is shown.

    Raises:
        Standard.DoesNotExist: One of them is not within reach.
    """
    called: dict[bool, set[Any]] = {True: set(), False: set()}
    for key in keys:
        try:
            called[True].add(as_key(Standard, key))
        except Standard.DoesNotExist:
            called[False].add(clean(key).upper())
    wanted = Q(key__in=called[True])
    if called[False]:
        wanted |= Q(code__in=called[False], company_id=actor.company_id)
    found = list(_talked(drafts_within(actor).filter(wanted)).order_by("code", "pk"))
    if len(found) < len(called[True] | called[False]):
        raise Standard.DoesNotExist
    return _rows(found, day)


def _talked(rows: QuerySet[Standard]) -> QuerySet[Any]:
    """Add how many conversations are open, as a column."""
    threads = Thread.objects.filter(standard=OuterRef("pk"), resolved_at__isnull=True)
    counted = threads.order_by().values("standard").annotate(number=Count("pk")).values("number")
    return rows.annotate(talks=Coalesce(Subquery(counted), 0))


def _rows(standards: Sequence[Any], day: date) -> list[StandardRow]:
    keys = [standard.pk for standard in standards]
    counts = {row["standard"]: row for row in _counts(keys)}
    editions = editions_in_force(keys, day)
    nothing = dict.fromkeys(("clauses", "errors", "warnings", "hints", "unread", "requirements", "confirmed"), 0)
    return [
        StandardRow(
            standard=standard,
            in_force=editions.get(standard.pk),
            open_threads=standard.talks,
            **{name: counts.get(standard.pk, nothing)[name] for name in nothing},
        )
        for standard in standards
    ]


def _counts(keys: Sequence[int]) -> Iterable[Any]:
    rows = DraftClause.objects.filter(standard__in=keys).order_by().values("standard")
    return rows.annotate(
        clauses=Count("pk", filter=Q(kind="clause")),
        unread=Count("pk", filter=Q(state="unread")),
        **{f"{name}": Sum(F(name)) for name in ("errors", "warnings", "hints", "requirements", "confirmed")},
    )


def standards_of_company(company: Unit) -> list[Standard]:
    """Return the standards of a company and of all units in it, by code, contracts and archived ones left out.

    For who may read all of a company's drafts: nobody is asked.
    """
    rows = Standard.objects.filter(company=company, archived_at__isnull=True, level=StandardLevel.STANDARD)
    return list(rows.select_related("unit").order_by("code"))
