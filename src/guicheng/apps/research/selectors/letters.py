"""To whom a letter about a survey is due."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from guicheng.apps.research.models import Invitation, Survey

#: The first letter and two reminders.
MOST_LETTERS: Final = 3
#: Days between two letters to one person.
DAYS_BETWEEN: Final = 2


def due_letters(survey: Survey, *, day: date) -> QuerySet[Invitation]:
    """Return the invitations by e-mail that are not answered and had no letter lately, nor too many.

    Args:
        survey: The survey.
        day: Today, where the company works.
    """
    rested = Q(letter_on__isnull=True) | Q(letter_on__lte=day - timedelta(days=DAYS_BETWEEN))
    rows = survey.invitations.filter(rested, used=False, revoked=False, letters__lt=MOST_LETTERS)
    return rows.exclude(address="").order_by("pk")
