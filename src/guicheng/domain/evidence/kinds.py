"""Kinds of events: which act on the state of an occurrence, and how long what they say is kept."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """Kinds that act on the state; a phone may send others, which are kept and fold to nothing."""

    ACCEPT = "accept"
    ARRIVE = "arrive"
    START = "start"
    CHECK_IN = "check_in"
    ANSWER = "answer"
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    REOPEN = "reopen"
    FOLLOW_UP = "follow_up"
    CORRECT = "correct"
    SIGN = "sign"
    NOTE = "note"


class Retention(StrEnum):
    """How long content is kept; the days of each class are a setting of the company."""

    #: That somebody was at a place: short, since it tells where people were.
    PRESENCE = "presence"
    #: That work was done, with answers and photos.
    WORK = "work"
    #: What was agreed with residents and what they signed.
    AGREED = "agreed"


#: Days that content is kept where the company says nothing else: half a year, two years, three years.
DAYS_KEPT: Final = {Retention.PRESENCE: 183, Retention.WORK: 731, Retention.AGREED: 1096}
_CLASSES: Final = {
    Kind.CHECK_IN: Retention.PRESENCE,
    Kind.ARRIVE: Retention.PRESENCE,
    Kind.SIGN: Retention.AGREED,
    Kind.FOLLOW_UP: Retention.AGREED,
}


def retention_of(kind: str) -> Retention:
    """Return the class of a kind; a kind that is not known here is work."""
    return _CLASSES.get(kind, Retention.WORK)  # type: ignore[call-overload, no-any-return]


def kinds_of(retention: Retention) -> frozenset[str]:
    """Return the known kinds of a class."""
    return frozenset(str(kind) for kind in Kind if retention_of(kind) is retention)
