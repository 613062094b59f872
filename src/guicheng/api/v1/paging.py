"""Lists in pages by cursor: the place where a page ended, so that rows which come and go move nothing."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from django.db.models import Model, Q, QuerySet

from guicheng.apps.standards.selectors.paging import bad_cursor, cursor_of, place_of

Row = TypeVar("Row", bound=Model)
#: Rows of one page.
PAGE: Final = 100
_FURTHEST: Final = 1_000_000


def page_of(rows: QuerySet[Row], cursor: str, *, by: str = "", falling: bool = False) -> tuple[list[Row], str]:
    """Return a page of rows and the cursor of the next one, "" at the end: one query.

    Args:
        rows: Visible rows that fit.
        cursor: Where the page before ended; "" for the first page.
        by: Column of text that the list is ordered by; "" for the order in which the rows came to be.
        falling: Whether the newest come first; without ``by`` only.

    Raises:
        BadCursorError: The cursor is none of ours.
    """
    way = "lt" if falling else "gt"
    if cursor:
        value, key = place_of(cursor)
        beyond = Q(**{f"pk__{way}": key})
        rows = rows.filter(Q(**{f"{by}__gt": value}) | Q(**{by: value}) & beyond if by else beyond)
    order = ([by] if by else []) + ["-pk" if falling else "pk"]
    found = list(rows.order_by(*order)[: PAGE + 1])
    if len(found) <= PAGE:
        return found, ""
    last = found[PAGE - 1]
    return found[:PAGE], cursor_of(str(_value(last, by)) if by else "", last.pk)


def _value(row: Any, path: str) -> Any:
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def start_of(cursor: str) -> int:
    """Return how many rows to pass over in a list that is numbered.

    Raises:
        BadCursorError: The cursor is none of ours.
    """
    if not cursor:
        return 0
    start = place_of(cursor)[1]
    if not 0 <= start <= _FURTHEST:
        raise bad_cursor()
    return start


def cursor_after(start: int, shown: int, total: int) -> str:
    """Return the cursor of the next page of a numbered list, "" at the end."""
    end = start + shown
    return cursor_of("", end) if shown and end < total else ""
