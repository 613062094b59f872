"""How far logs were told of."""

from __future__ import annotations

from datetime import datetime, timedelta

from guicheng.apps.notices.models import Happening, Watermark
from guicheng.apps.organization.models import Unit

#: Rows written by a transaction that ends later may have earlier keys: so long, they are looked for again.
LOOKED_BACK = timedelta(minutes=1)


def reached(name: str, *, newest: int, at: datetime) -> int | None:
    """Return the key up to which a log was told of; None where nothing can be new since.

    Args:
        name: Of the log.
        newest: Key of its last row. A log that was never looked at begins there: its past is no news.
        at: Now, with time zone.
    """
    mark, new = Watermark.objects.get_or_create(name=name, defaults={"place": newest, "at": at})
    if new or (mark.place >= newest and at - mark.at > LOOKED_BACK):
        return None
    return mark.place


def reach(name: str, *, place: int, at: datetime) -> None:
    """Note how far a log was told of; the moment stays where nothing was new."""
    Watermark.objects.filter(name=name, place__lt=place).update(place=place, at=at)


def known_names(company: Unit | int, names: list[str]) -> set[str]:
    """Return which of the names were told of before: one query."""
    rows = Happening.objects.filter(company=company, name__in=names)
    return set(rows.values_list("name", flat=True))
