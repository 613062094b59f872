"""Logs of what happened, out of CSV files that Excel and ticket systems write."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from guicheng.adapters.text import decode
from guicheng.domain.process.logs import Entry
from guicheng.domain.process.words import log_column_of
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _

MAX_LOG_BYTES: Final = 100_000_000
MAX_LOG_ROWS: Final = 2_000_000
_LONGEST_CELL: Final = 500
_HEAD_ROWS: Final = 20
_CHINA: Final = timezone(timedelta(hours=8))
_CHINESE_TIME: Final = re.compile(r"[年月/.]")
_CLOCK: Final = re.compile(r"[时点分]")
_SHORT: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,6})?)?)?")


class LogRefusedError(GuichengError):
    """A log cannot be read without guessing."""

    code = "log-refused"


def read_log_file(name: str, data: bytes) -> list[Entry]:
    """Return the lines of a log.

    Columns are found by their headings (工单号, 环节, 开始时间, 完成时间, 处理人, 结果, and what other systems call them); a
    case and a step there must be.

    Args:
        name: File name, for messages.
        data: The whole file, in UTF-8, UTF-16 or GB 18030.

    Raises:
        LogRefusedError: It is no such table, too large, or a time cannot be read.
        FileRefusedError: It is no text.
    """
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise LogRefusedError(_("“{name}” is a workbook. Save the log as CSV and give that.", name=name))
    if len(data) > MAX_LOG_BYTES:
        raise LogRefusedError(_("“{name}” is larger than 100 MB. Give the log in parts.", name=name))
    text = decode(name, data).removeprefix("\ufeff")
    rows = _rows(name, text)
    head, columns = _head(name, rows)
    return list(_entries(name, rows, head, columns))


def _rows(name: str, text: str) -> list[list[str]]:
    first = text[:4_000]
    delimiter = max(",\t;；，|", key=lambda mark: (_width(first, mark), first.count(mark)))
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) >= MAX_LOG_ROWS:
                raise LogRefusedError(
                    _(
                        "“{name}” has more than {most} lines. Give the log in parts.",
                        name=name,
                        most=f"{MAX_LOG_ROWS:,}",
                    )
                )
            rows.append(row)
    except csv.Error as error:
        raise LogRefusedError(
            _("“{name}” is no table: {reason}. Save it as CSV again.", name=name, reason=str(error))
        ) from error
    return rows


def _width(text: str, delimiter: str) -> int:
    """Return how many columns of the first lines are known if they are divided by a mark."""
    lines = text.splitlines()[:_HEAD_ROWS]
    return max((len(_columns(line.split(delimiter))) for line in lines), default=0)


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row[:200]):
        column = log_column_of(cell.strip().strip('"')[:60])
        if column and column not in found:
            found[column] = place
    return found


def _head(name: str, rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    for place, row in enumerate(rows[:_HEAD_ROWS]):
        columns = _columns(row)
        if {"case", "step"} <= columns.keys():
            return place, columns
    raise LogRefusedError(
        _(
            "“{name}” has no heading with a case and a step. Head the columns with 工单号, 环节, 开始时间, 完成时间, "
            "处理人, 结果; the first two there must be.",
            name=name,
        )
    )


def _entries(name: str, rows: Sequence[Sequence[str]], head: int, columns: dict[str, int]) -> Iterator[Entry]:
    found = 0
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cells = {
            column: row[place].strip()[:_LONGEST_CELL] if place < len(row) else "" for column, place in columns.items()
        }
        if not any(cells.values()):
            continue
        if not cells["case"] or not cells["step"]:
            raise LogRefusedError(
                _(
                    "Line {line} of “{name}” names no case or no step. Complete or delete it.",
                    line=str(number),
                    name=name,
                )
            )
        found += 1
        yield Entry(
            cells["case"],
            cells["step"],
            cells.get("answer", ""),
            _moment(name, number, cells.get("start", "")),
            _moment(name, number, cells.get("complete", "")),
            cells.get("actor", ""),
        )
    if not found:
        raise LogRefusedError(_("“{name}” holds no line below its heading. Export the log again.", name=name))


def _moment(name: str, number: int, text: str) -> datetime | None:
    if not text or text in {"-", "/", "—"}:
        return None
    found = read_moment(text)
    if found is None:
        raise LogRefusedError(
            _(
                "Line {line} of “{name}”: “{said}” is no time. Write it as 2026-01-05 09:30.",
                line=str(number),
                name=name,
                said=text[:40],
            )
        )
    return found


@lru_cache(maxsize=4_096)
def read_moment(text: str) -> datetime | None:
    """Read a moment; one with a time zone is put into that of China, one without is taken as it stands.

    Example:
        >>> read_moment("2026年1月5日 9时30分"), read_moment("2026-01-05T01:30:00Z")
        (datetime.datetime(2026, 1, 5, 9, 30), datetime.datetime(2026, 1, 5, 9, 30))
    """
    date, space, clock = text.strip().replace("T", " ", 1).partition(" ")
    date, clock = _CHINESE_TIME.sub("-", date).removesuffix("日"), _CLOCK.sub(":", clock).replace("秒", "")
    plain = f"{date}{space}{clock.replace('：', ':').strip().strip(':')}"
    try:
        if match := _SHORT.fullmatch(plain):
            year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
            return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - logs tell local time
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(_CHINA).replace(tzinfo=None) if found.tzinfo else found
