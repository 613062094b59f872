"""整改: what a nonconformity goes through, from the finding to the proof that the mending worked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guicheng.domain.values import FieldError
from guicheng.domain.values.message import _

#: Levels of the question why, after the usual five.
MOST_WHYS: Final = 5
#: Characters of one answer.
LONGEST: Final = 500
#: Workdays within which somebody else looks at what is said to be mended; after them it is told as late.
VERIFY_DAYS: Final = 3


class NotMendedError(FieldError):
    """A value of a nonconformity is missing or cannot be what it is; nothing was written."""

    code = "not-a-nonconformity"


class Severity(StrEnum):
    """How bad a nonconformity is (轻微、一般、严重)."""

    SLIGHT = "slight"
    ORDINARY = "ordinary"
    SERIOUS = "serious"


class Root(StrEnum):
    """Why the promise was not kept, in the end (没做、做不到、标准不清、标准过严)."""

    NOT_DONE = "not_done"
    CANNOT = "cannot"
    UNCLEAR = "unclear"
    TOO_STRICT = "too_strict"


class Route(StrEnum):
    """What a root cause asks for, beyond mending the thing itself."""

    TRAINING = "training"
    CAPACITY = "capacity"
    REVISION = "revision"


#: Where each root cause leads. A standard that is not clear or too strict is not mended by trying harder.
ROUTES: Final[Mapping[Root, Route]] = {
    Root.NOT_DONE: Route.TRAINING,
    Root.CANNOT: Route.CAPACITY,
    Root.UNCLEAR: Route.REVISION,
    Root.TOO_STRICT: Route.REVISION,
}


class Stand(StrEnum):
    """Where a nonconformity stands."""

    OPEN = "open"
    #: The owner says that it is mended; another person looks.
    FINISHED = "finished"
    #: It was mended; whether that lasts is looked at on a day.
    VERIFIED = "verified"
    CLOSED = "closed"
    #: It was none.
    VOID = "void"


#: Where nothing is left to do.
ENDED: Final = frozenset({Stand.CLOSED, Stand.VOID})


class Act(StrEnum):
    """What can be done with a nonconformity."""

    OPEN = "open"
    ASSIGN = "assign"
    GRADE = "grade"
    CAUSE = "cause"
    PLAN = "plan"
    PHOTO = "photo"
    FINISH = "finish"
    RETURN = "return"
    VERIFY = "verify"
    EFFECT = "effect"
    VOID = "void"
    REVISE = "revise"


_WORK: Final = frozenset({Act.ASSIGN, Act.GRADE, Act.CAUSE, Act.PLAN, Act.PHOTO, Act.REVISE})
_POSSIBLE: Final[Mapping[Stand, frozenset[Act]]] = {
    Stand.OPEN: _WORK | {Act.FINISH, Act.VOID},
    Stand.FINISHED: frozenset({Act.RETURN, Act.VERIFY, Act.PHOTO, Act.REVISE}),
    Stand.VERIFIED: frozenset({Act.EFFECT, Act.PHOTO, Act.REVISE}),
    Stand.CLOSED: frozenset({Act.REVISE}),
    Stand.VOID: frozenset(),
}


def possible(stand: Stand) -> frozenset[Act]:
    """Return what can be done where a nonconformity stands, whoever does it."""
    return _POSSIBLE[stand]


def one_up(severity: Severity) -> Severity:
    """Return the next worse severity; the worst stays what it is.

    Example:
        >>> one_up(Severity.SLIGHT).value
        'ordinary'
    """
    order = list(Severity)
    return order[min(order.index(severity) + 1, len(order) - 1)]


@dataclass(frozen=True, slots=True)
class Why:
    """One level of the question why.

    Args:
        text: The answer, which the next level asks of.
        evidence: What shows that it is so; "" where nothing does.
    """

    text: str
    evidence: str = ""

    @property
    def assumed(self) -> bool:
        """Whether nothing shows it: an assumption is said to be one."""
        return not self.evidence


def read_whys(answers: Iterable[tuple[str, str]]) -> tuple[Why, ...]:
    """Return the levels of a chain of causes, empty ones at its end left out.

    Args:
        answers: At most five levels: the answer, and what shows it.

    Raises:
        NotMendedError: There is none, a level between two others is empty, a level is too long, or there are too many.
    """
    levels = [(" ".join(text.split()), " ".join(evidence.split())) for text, evidence in answers]
    while levels and levels[-1] == ("", ""):
        levels.pop()
    if not levels:
        raise NotMendedError(_("Write at least the first answer to “why”."), field="why-1")
    if len(levels) > MOST_WHYS:
        raise NotMendedError(_("Ask “why” at most {most} times.", most=str(MOST_WHYS)), field=f"why-{MOST_WHYS}")
    for place, (text, evidence) in enumerate(levels, start=1):
        _fits(place, text, evidence)
    return tuple(Why(text, evidence) for text, evidence in levels)


def _fits(place: int, text: str, evidence: str) -> None:
    if not text:
        raise NotMendedError(
            _("Level {place} is empty. Write its answer, or move the later ones up.", place=str(place)),
            field=f"why-{place}",
        )
    if max(len(text), len(evidence)) > LONGEST:
        raise NotMendedError(
            _("Level {place} is too long. Use at most {most} characters.", place=str(place), most=str(LONGEST)),
            field=f"why-{place}",
        )
