"""Facts beside events, as JSON: estates, calendars, and what is asked of clauses besides their text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from guicheng.adapters.due_lines import Json, StrangeError, calendar_of, clock_of, moment_of
from guicheng.domain.attainment.requirement import Suspension
from guicheng.domain.evidence.clock import EventWords
from guicheng.domain.values import FileRefusedError, GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime import WorkingCalendar
from guicheng.domain.worktime.working import Working

_DAY: Final = 24 * 60
_GRADES: Final = frozenset("ABCD")


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """What is asked of a clause besides its text.

    Args:
        calendar: On which its minutes run, None for that of post or estate.
        day_end: Minutes after midnight at which its days end.
        evidence: Weakest grade of evidence that will do, "" for any.
        target: Share that has to be kept, None for what the clause says.
        hours: Hours in which it recurs, None for those of the clause.
        post: Who owes it, "" for whom the clause names.
    """

    calendar: WorkingCalendar | None = None
    day_end: int = 0
    evidence: str = ""
    target: Fraction | None = None
    hours: Working | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class EstateFacts:
    """What is known of an estate.

    Args:
        key: As events name it.
        grade: Grade of the standards that hold there, "" for the best.
        calendar: On which minutes run, None for round the clock.
        since: First day on which anything is due.
        until: Last such day.
        standards: Codes of the standards that hold there; None for all.
    """

    key: str
    grade: str = ""
    calendar: WorkingCalendar | None = None
    since: date | None = None
    until: date | None = None
    standards: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands beside events.

    Args:
        estates: Estates; empty for those that events name.
        clauses: What is asked of clauses, by citation.
        posts: Calendars of posts.
        editions: Number of the edition by code of the standard.
        words: What the company's words for events mean.
        suspensions: Stretches in which nothing is asked, each with the estate that it names, "" for all.
    """

    estates: tuple[EstateFacts, ...] = ()
    clauses: Mapping[str, ClauseFacts] = field(default_factory=dict)
    posts: Mapping[str, WorkingCalendar] = field(default_factory=dict)
    editions: Mapping[str, int] = field(default_factory=dict)
    words: EventWords = field(default_factory=EventWords)
    suspensions: tuple[tuple[str, Suspension], ...] = ()


def read_facts(name: str, text: str) -> Facts:
    """Read facts.

    Args:
        name: Name of the file, for messages.
        text: A JSON object.

    Raises:
        FileRefusedError: It is no JSON, or a member is misspelt or cannot be what it is.
    """
    try:
        return _facts(json.loads(text, parse_float=Decimal))
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise FileRefusedError(
            _("“{name}”, line {number}: {why}", name=name, number=str(line), why=_("it is no JSON"))
        ) from error
    except StrangeError as error:
        raise FileRefusedError(_("“{name}”: {reason}", name=name, reason=error.why)) from error
    except GuichengError as error:
        raise FileRefusedError(_("“{name}”: {reason}", name=name, reason=error.message)) from error


def _facts(found: object) -> Facts:
    top = _members(found, "the facts", {"calendars", "estates", "clauses", "posts", "editions", "words", "suspensions"})
    calendars = {name: calendar_of(value) for name, value in _members(top.get("calendars"), "calendars").items()}

    def calendar(value: object) -> WorkingCalendar | None:
        if isinstance(value, str):
            if value not in calendars:
                raise StrangeError(_("no calendar is called “{name}”", name=value))
            return calendars[value]
        return None if value is None else calendar_of(value)

    stops = tuple(_suspension(each) for each in _list(top.get("suspensions"), "suspensions"))
    words = _members(top.get("words"), "words", {"triggers", "endpoints"})
    posts = {name: calendar(value) for name, value in _members(top.get("posts"), "posts").items()}
    estates = tuple(_estate(each, calendar) for each in _list(top.get("estates"), "estates"))
    _refuse_overlap(estates)
    return Facts(
        estates,
        {name: _clause(value, name, calendar) for name, value in _members(top.get("clauses"), "clauses").items()},
        {name: value for name, value in posts.items() if value is not None},
        {name: _edition(value) for name, value in _members(top.get("editions"), "editions").items()},
        EventWords(_texts(words.get("triggers"), "words.triggers"), _texts(words.get("endpoints"), "words.endpoints")),
        stops,
    )


def _refuse_overlap(estates: Sequence[EstateFacts]) -> None:
    """Refuse an estate that is listed twice for one day; on other days other standards may hold."""
    ordered = sorted(estates, key=lambda each: (each.key, each.since or date.min))
    for one, other in pairwise(ordered):
        if one.key == other.key and (other.since is None or one.until is None or other.since <= one.until):
            raise StrangeError(_("the estate “{name}” is listed twice for the same days", name=one.key))


def _members(value: object, name: str, known: Iterable[str] | None = None) -> Json:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise StrangeError(_("“{field}” is no object", field=name))
    strange = sorted(value.keys() - set(value if known is None else known))
    if strange:
        raise StrangeError(_("“{field}” has no member “{name}”; is it misspelt?", field=name, name=strange[0]))
    return value


def _list(value: object, name: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise StrangeError(_("“{field}” is no list", field=name))
    return value


def _text(value: object, name: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise StrangeError(_("“{field}” is no text", field=name))
    return value


def _texts(value: object, name: str) -> dict[str, str]:
    return {key: _text(each, name) for key, each in _members(value, name).items()}


def _day(value: object, name: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise StrangeError(_("“{field}” is no day such as 2026-03-02", field=name)) from error


def _edition(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise StrangeError(_("“{field}” is no whole number from 1 on", field="editions"))
    return value


Calendars = Callable[[object], WorkingCalendar | None]


def _estate(value: object, calendar: Calendars) -> EstateFacts:
    known = {"key", "name", "grade", "calendar", "since", "until", "standards"}
    found = _members(value, "estates", known)
    key = _text(found.get("key"), "estates.key")
    codes = found.get("standards")
    return EstateFacts(
        key,
        _text(found.get("grade"), "estates.grade"),
        calendar(found.get("calendar")),
        _day(found.get("since"), "estates.since"),
        _day(found.get("until"), "estates.until"),
        None if codes is None else frozenset(_text(each, "estates.standards") for each in _list(codes, "standards")),
    )


def _suspension(value: object) -> tuple[str, Suspension]:
    found = _members(value, "suspensions", {"estate", "clauses", "from", "to", "reason"})
    clauses = frozenset(_text(each, "suspensions.clauses") for each in _list(found.get("clauses"), "clauses"))
    until = None if found.get("to") is None else _moment(found["to"], "suspensions.to")
    stop = Suspension(
        _moment(found.get("from"), "suspensions.from"), until, _text(found.get("reason"), "reason"), clauses
    )
    return _text(found.get("estate"), "suspensions.estate"), stop


def _moment(value: object, name: str) -> datetime:
    return moment_of(value, name)[0]


def _clause(value: object, name: str, calendar: Calendars) -> ClauseFacts:
    found = _members(value, f"clauses.{name}", {"calendar", "day_end", "evidence", "target", "hours", "post"})
    evidence = _text(found.get("evidence"), "evidence")
    if evidence and evidence not in _GRADES:
        raise StrangeError(_("“{field}” is none of A, B, C, D", field=f"clauses.{name}.evidence"))
    day_end = found.get("day_end")
    return ClauseFacts(
        calendar(found.get("calendar")),
        0 if day_end is None else _minutes(day_end, "day_end"),
        evidence,
        _target(found.get("target"), f"clauses.{name}.target"),
        _hours(found.get("hours"), f"clauses.{name}.hours"),
        _text(found.get("post"), "post"),
    )


def _minutes(value: object, name: str) -> int:
    found = clock_of(value, name)
    return found.hour * 60 + found.minute


def _hours(value: object, name: str) -> Working | None:
    if value is None:
        return None
    pair = _list(value, name)
    if len(pair) != 2:
        raise StrangeError(_('“{field}” is a pair such as ["08:00", "18:00"]', field=name))
    begin, end = (_minutes(each, name) for each in pair)
    return Working(begin, end if end > begin else end + _DAY)


def _target(value: object, name: str) -> Fraction | None:
    """Return a share in percent as a part of one."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 < value <= 100:
        raise StrangeError(_("“{field}” is no number of percent above 0 and up to 100", field=name))
    return Fraction(value) / 100
