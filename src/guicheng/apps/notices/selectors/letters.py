"""To whom a letter is due, and what it says."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from guicheng.apps.notices.models import Notice
from guicheng.apps.organization.models import Person

_WAITS = Q(letter_at__isnull=False, lettered_at__isnull=True, read_at__isnull=True)


def due_letters(at: datetime) -> list[int]:
    """Return the primary keys of the people to whom a letter is due: one query.

    Args:
        at: Now, with time zone.
    """
    rows = Notice.objects.filter(_WAITS, letter_at__lte=at, person__is_active=True).exclude(person__email="")
    return list(rows.order_by("person").values_list("person", flat=True).distinct())


def unsent_of(person: Person, at: datetime) -> QuerySet[Notice]:
    """Return what the letter to a person says, oldest first: nothing as long as none of it is due."""
    rows = Notice.objects.filter(_WAITS, person=person)
    if not rows.filter(letter_at__lte=at).exists():
        return rows.none()
    return rows.select_related("happening__unit").order_by("pk")
