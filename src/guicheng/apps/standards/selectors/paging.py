"""Pages by cursor: the place where a page ended, so that rows which come and go move nothing."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _


class BadCursorError(GuichengError):
    """A cursor is none that a page gave."""

    code = "bad-cursor"


def cursor_of(value: str | int, key: int) -> str:
    """Return the cursor of a row: what the list is ordered by, and the primary key."""
    return base64.urlsafe_b64encode(json.dumps([value, key]).encode()).decode().rstrip("=")


def place_of(cursor: str, kind: type[Any] = str) -> tuple[Any, int]:
    """Return what a cursor holds.

    Args:
        cursor: As a page gave it.
        kind: Type of what the list is ordered by.

    Raises:
        BadCursorError: It is none that a page gave.
    """
    try:
        value, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise bad_cursor() from error
    fits = isinstance(value, kind) and isinstance(key, int) and not isinstance(key, bool) and abs(key) < 1 << 63
    if not fits or (isinstance(value, str) and "\0" in value) or (isinstance(value, int) and abs(value) >= 1 << 63):
        raise bad_cursor()
    return value, key


def bad_cursor() -> BadCursorError:
    """Return the error to raise for a cursor that fits no list."""
    return BadCursorError(_("This page of the list does not exist. Start from the first page."))
