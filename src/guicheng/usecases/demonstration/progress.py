"""How far the telling of the demonstration is: a receipt for each chapter, written with what the chapter made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from guicheng.apps.organization.selectors import demonstration
from guicheng.apps.organization.services.companies import DEMONSTRATION
from guicheng.apps.platform.models import Receipt
from guicheng.apps.platform.selectors import was_done
from guicheng.apps.platform.services import first_time, forget_receipts

_CHAPTER: Final = f"{DEMONSTRATION}:chapter:"
#: Stays when all else is taken away: that the last telling broke off.
_BROKEN: Final = "organization:broken-demonstration"


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far a story is.

    Args:
        done: Chapters that are told.
        here: Whether there is a demonstration company.
        broke_off: Whether the last telling broke off, so that the company was taken away.
    """

    done: int
    here: bool
    broke_off: bool


def how_far() -> HowFar:
    """Return how far the telling is: three queries."""
    done = Receipt.objects.filter(key__startswith=_CHAPTER).count()
    return HowFar(done, demonstration() is not None, was_done(_BROKEN))


def note_chapter(number: int, *, at: datetime) -> None:
    """Keep that a chapter is told, in its transaction."""
    first_time(key=f"{_CHAPTER}{number}", at=at)


def note_broken_off(*, at: datetime) -> None:
    """Keep that the telling broke off; a transaction is open."""
    first_time(key=_BROKEN, at=at)


def begin_anew() -> None:
    """Forget how far an earlier telling was."""
    forget_receipts(beginning=_CHAPTER)
    forget_receipts(beginning=_BROKEN)
