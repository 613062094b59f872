"""Patterns of shifts that the field knows by name, such as 四班三运转."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from guicheng.domain.values.message import _
from guicheng.domain.worktime.calendar import CalendarError, Window
from guicheng.domain.worktime.roster import Crew, RosterError

_DAY: Final = 24 * 60
_OFF: Final = frozenset({"休", "-", "—", "off", "·"})
_CREW_NAMES: Final = "甲乙丙丁戊己庚辛壬癸"
#: Days of a cycle at most.
MOST_DAYS: Final = 56


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of shifts.

    Args:
        code: What a form calls it.
        zh: What people call it.
        en: The same in English.
        shifts: Names of its shifts → when they usually last.
        cycle: For each day the name of a shift, "" for a day off.
        offsets: Place of each crew in the cycle on the first day.
        weekly: Whether the cycle begins on a Monday, on whatever day the roster starts.
    """

    code: str
    zh: str
    en: str
    shifts: Mapping[str, Window]
    cycle: tuple[str, ...]
    offsets: tuple[int, ...]
    weekly: bool

    def crews(self, starts_on: date) -> tuple[Crew, ...]:
        """Return its crews, without members, for a roster that starts on a day."""
        moved = starts_on.weekday() if self.weekly else 0
        return tuple(
            Crew(f"{_CREW_NAMES[place]}班", (offset + moved) % len(self.cycle))
            for place, offset in enumerate(self.offsets)
        )


@cache
def shipped_patterns() -> Mapping[str, Pattern]:
    """Return the shipped patterns by code."""
    text = (files("guicheng.library") / "calendar" / "patterns.tsv").read_text(encoding="utf-8")
    return {row["code"]: _pattern(row) for row in csv.DictReader(text.splitlines(), delimiter="\t")}


def _pattern(row: Mapping[str, str]) -> Pattern:
    shifts = (each.split("=") for each in row["shifts"].split())
    return Pattern(
        row["code"],
        row["zh"],
        row["en"],
        {name: read_shift(hours) for name, hours in shifts},
        read_cycle(row["cycle"]),
        tuple(map(int, row["offsets"].split())),
        bool(row["weekly"]),
    )


def read_cycle(text: str) -> tuple[str, ...]:
    """Return the days of a cycle from names of shifts with blanks or commas between; 休 is a day off.

    Raises:
        RosterError: It has no day, or more than ``MOST_DAYS``.

    Example:
        >>> read_cycle("白 白 休")
        ('白', '白', '')
    """
    names = text.replace("、", " ").replace("，", " ").replace(",", " ").split()
    if not 0 < len(names) <= MOST_DAYS:
        raise RosterError(
            _("Write the cycle as names of shifts with blanks between, at most {most} days, such as {example}.",
              most=str(MOST_DAYS), example="早 早 中 中 夜 夜 休 休")
        )  # fmt: skip
    return tuple("" if name.casefold() in _OFF else name for name in names)


def write_cycle(cycle: Iterable[str]) -> str:
    """Return a cycle as ``read_cycle`` reads it."""
    return " ".join(name or "休" for name in cycle)


def read_shift(text: str) -> Window:
    """Return when a shift lasts, such as 20:00-08:00; one that ends when it begins lasts a whole day.

    Raises:
        CalendarError: It is no such text.
    """
    ends = text.replace("：", ":").replace("—", "-").replace("–", "-").replace("~", "-").split("-")
    try:
        begin, end = (_minute(each) for each in ends)
        return Window(begin, end if end > begin else end + _DAY)
    except (ValueError, CalendarError) as error:
        raise CalendarError(
            _("“{said}” is no shift. Write when it begins and ends, such as 20:00-08:00.", said=text[:20])
        ) from error


def _minute(text: str) -> int:
    hour, minute = text.strip().split(":")
    found = int(hour) * 60 + int(minute)
    if not (0 <= int(minute) < 60 and found <= _DAY):
        raise ValueError(text)
    return found


def write_shift(window: Window) -> str:
    """Return when a shift lasts in figures."""
    end = window.end if window.end <= _DAY else window.end - _DAY
    return f"{window.begin // 60:02d}:{window.begin % 60:02d}-{end // 60:02d}:{end % 60:02d}"
