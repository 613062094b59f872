"""Limits with what happened to them as JSON lines, and their due times as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from guicheng.domain.values import GuichengError, Message
from guicheng.domain.values.message import _
from guicheng.domain.worktime import (
    Change,
    Course,
    DayRule,
    Due,
    Limit,
    LimitUnit,
    Opening,
    Pause,
    Segment,
    Window,
    WorkingCalendar,
    due,
)

Json = dict[str, Any]
Translate = Callable[[str], str]
#: China keeps one time all year; a moment with another offset is turned into it.
_CHINA: Final = timezone(timedelta(hours=8))
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_CALENDARS: Final = 200
_MOST_ITEMS: Final = 1000
_LATEST: Final = 9900
_DIGITS: Final = 20


class StrangeError(Exception):
    """A field holds what it cannot; carries why."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.render())
        self.why = why


@dataclass(frozen=True, slots=True)
class Form:
    """How moments are written in an answer: as those of the question were."""

    seconds: bool
    zoned: bool

    def write(self, at: datetime) -> str:
        """Return a moment of the local clock as ISO text, with seconds where they say something."""
        exact = "auto" if self.seconds or at.second or at.microsecond else "minutes"
        return (at.replace(tzinfo=_CHINA) if self.zoned else at).isoformat(timespec=exact)


def answers(name: str, lines: Iterable[str], translate: Translate) -> Iterator[Json]:
    """Yield the due time of each line, in order; empty lines are passed over.

    A line that is no object, a field of which holds what it cannot, or whose limit cannot run, is answered by an
    ``error`` in place of a due time: a sentence with the file and the line. The others are answered all the same.

    Args:
        name: Name of the file, for messages.
        lines: One JSON object a line.
        translate: Turns sentences into the reader's language.
    """
    openings: dict[str, Opening] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found: object = None
        try:
            found = json.loads(line, parse_float=Decimal)
            answer = _answer(found, openings, translate)
        except (ValueError, RecursionError):
            answer = _refused(name, number, _("it is no JSON"), translate)
        except StrangeError as error:
            answer = _refused(name, number, error.why, translate)
        except GuichengError as error:
            answer = _refused(name, number, error.message, translate)
        yield {"id": _name(found, number), **answer}


def _name(found: object, number: int) -> object:
    """Return by what an answer is named: what the line says, where that is a name, else its number."""
    named = found.get("id") if isinstance(found, dict) else None
    return named if isinstance(named, str | int) else number


def _refused(name: str, number: int, why: Message, translate: Translate) -> Json:
    told = _("“{name}”, line {number}: {why}", name=name, number=str(number), why=why.render(translate))
    return {"error": told.render(translate)}


def _answer(found: object, openings: dict[str, Opening], translate: Translate) -> Json:
    if not isinstance(found, dict):
        raise StrangeError(_("it is no object"))
    key = json.dumps(found.get("calendar"), sort_keys=True, default=str)
    if key not in openings:
        if len(openings) >= _MOST_CALENDARS:
            openings.clear()
        openings[key] = Opening(calendar_of(found.get("calendar")))
    start = found.get("start")
    form = Form(seconds=isinstance(start, str) and start[:19].count(":") > 1, zoned=moment_of(start, "start")[1])
    result = due(course_of(found), openings[key])
    return due_json(result, form, translate)


def due_json(result: Due, form: Form, translate: Translate) -> Json:
    """Return a due time as JSON: the moment or null, whether it is provisional, and the segments of the way."""
    return {
        "due": form.write(result.at) if result.at else None,
        "provisional": result.provisional,
        "segments": [_segment(each, form, translate) for each in result.segments],
    }


def _segment(segment: Segment, form: Form, translate: Translate) -> Json:
    reason = segment.words or (segment.reason.render(translate) if segment.reason else None)
    return {
        "from": form.write(segment.since),
        "to": form.write(segment.until),
        "state": segment.state.value,
        "reason": reason,
    }


def calendar_of(value: object) -> WorkingCalendar:
    """Return the calendar that an object describes; nothing at all is every day around the clock.

    Raises:
        GuichengError: No minute of it is open.
    """
    if value is None:
        value = {}
    if not isinstance(value, dict):
        raise StrangeError(_("“{field}” is no object", field="calendar"))
    windows = value.get("open")
    if windows is None:
        windows = [["00:00", "24:00"]]
    return WorkingCalendar(_days(value.get("days", "every_day")), tuple(map(_window, _items(windows, "calendar.open"))))


def _days(value: object) -> DayRule | frozenset[int]:
    if isinstance(value, str) and value in set(DayRule):
        return DayRule(value)
    if isinstance(value, list) and all(isinstance(each, str) and each.lower() in _WEEKDAYS for each in value):
        return frozenset(_WEEKDAYS.index(each.lower()) for each in value)
    raise StrangeError(_('“calendar.days” is neither “workdays”, “every_day” nor a list such as ["mon", "tue"]'))


def _window(value: object) -> Window:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise StrangeError(_('each window of “calendar.open” is a pair such as ["08:30", "12:00"]'))
    return Window.of(clock_of(value[0], "calendar.open"), clock_of(value[1], "calendar.open"))


def clock_of(value: object, field: str) -> time:
    """Return a clock time; 24:00 is midnight.

    Raises:
        StrangeError: It is none.
    """
    if value == "24:00":
        return time.min
    try:
        # People write 8:30 as well as 08:30.
        found = time.fromisoformat(value.strip().rjust(5, "0") if isinstance(value, str) else "")
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise StrangeError(_("“{field}” has no clock time such as 08:30", field=field))
    return found


def course_of(found: Json) -> Course:
    """Return the course that an object describes."""
    day_end = found.get("day_end")
    finished, reopened = _gap(found.get("reopen"))
    return Course(
        start=moment_of(found.get("start"), "start")[0],
        limit=_limit(found.get("limit"), "limit"),
        pauses=tuple(_pause(each) for each in _items(found.get("pauses"), "pauses")),
        changes=tuple(_change(each) for each in _items(found.get("changes"), "changes")),
        finished=finished,
        reopened=reopened,
        day_end=None if day_end is None else clock_of(day_end, "day_end"),
    )


def _gap(value: object) -> tuple[datetime | None, datetime | None]:
    """Return when the work was called done and when it was reopened, None where it was not."""
    if value is not None and not isinstance(value, dict):
        raise StrangeError(_("“{field}” is no object", field="reopen"))
    finished, reopened = (
        None if (said := (value or {}).get(name)) is None else moment_of(said, f"reopen.{name}")[0]
        for name in ("finished", "reopened")
    )
    if reopened is not None and (finished is None or reopened < finished):
        raise StrangeError(_("“reopen” names no moment before the reopening at which the work was called done"))
    return finished, reopened


def _items(value: object, field: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        raise StrangeError(_("“{field}” is no list of at most {most}", field=field, most=str(_MOST_ITEMS)))
    return value


def moment_of(value: object, field: str) -> tuple[datetime, bool]:
    """Return a moment of the local clock, and whether it was written with an offset.

    Raises:
        StrangeError: It is none.
    """
    try:
        # People end a day at 24:00.
        ends_a_day = isinstance(value, str) and value[11:16] == "24:00"
        text = value if isinstance(value, str) else ""
        found = datetime.fromisoformat(f"{text[:11]}00{text[13:]}" if ends_a_day else text)
        found += timedelta(days=ends_a_day)
        local = found.astimezone(_CHINA).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        local = None
    if local is None or not 1900 < local.year < _LATEST:
        raise StrangeError(_("“{field}” is no moment such as 2026-03-02T16:00", field=field))
    return local, found.tzinfo is not None


def _limit(value: object, field: str) -> Limit:
    if not isinstance(value, dict) or value.get("unit") not in tuple(LimitUnit):
        raise StrangeError(
            _("“{field}” is no limit such as {example}; units are minute, hour, day, workday, month",
              field=field, example='{"value": 30, "unit": "minute"}')
        )  # fmt: skip
    number = value.get("value")
    # A number of a thousand million digits is written in ten; it is never made a fraction.
    if isinstance(number, bool) or not isinstance(number, int | Decimal) or abs(Decimal(number).adjusted()) > _DIGITS:
        raise StrangeError(_("“{field}.value” is no number", field=field))
    return Limit(Fraction(number), LimitUnit(value["unit"]))


def _pause(value: object) -> Pause:
    if not isinstance(value, dict):
        raise StrangeError(_("“{field}” is no object", field="pauses"))
    until = value.get("to")
    pause = Pause(
        moment_of(value.get("from"), "pauses.from")[0],
        None if until is None else moment_of(until, "pauses.to")[0],
        str(value.get("reason") or ""),
    )
    if pause.until is not None and pause.until < pause.since:
        raise StrangeError(_("a pause ends before it begins"))
    return pause


def _change(value: object) -> Change:
    if not isinstance(value, dict) or value.get("from") not in (None, "start", "change"):
        raise StrangeError(_("each change has “at”, “limit” and “from”, which is “start” or “change”"))
    limit = _limit(value.get("limit"), "changes.limit")
    return Change(moment_of(value.get("at"), "changes.at")[0], limit, value.get("from") == "change")
