"""One row by its key, among the rows that an actor may see; absent and forbidden look alike."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

Found = TypeVar("Found", bound=Model)


def as_key(model: type[Model], key: str | UUID) -> UUID:
    """Return a key as the database holds it.

    Raises:
        DoesNotExist: It is no key; the error is the model's own, as for a row that is absent.
    """
    if isinstance(key, UUID):
        return key
    try:
        return UUID(key)
    except (ValueError, AttributeError, TypeError) as error:
        raise getattr(model, "DoesNotExist") from error  # noqa: B009 - a type of the model's class, unknown to mypy


def one(rows: QuerySet[Found], key: str | UUID) -> Found:
    """Return the row with a key.

    Raises:
        DoesNotExist: There is none.
    """
    return rows.get(key=as_key(rows.model, key))


def clean(text: Any) -> str:
    """Return text without what a database cannot hold, with single blanks and none at its ends."""
    return " ".join(str(text).replace("\0", "").split())
