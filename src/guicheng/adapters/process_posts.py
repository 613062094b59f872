"""Who is on duty when and who stands above whom, out of a CSV table headed 岗位, 级别, 当班."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from itertools import islice
from typing import Final

from guicheng.adapters.text import decode
from guicheng.domain.process.duties import Staffing
from guicheng.domain.values import GuichengError
from guicheng.domain.values.message import _
from guicheng.domain.worktime.hours import read_hours, week_minutes

_HEADS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("岗位", "post"), "post"),
    **dict.fromkeys(("级别", "层级", "rank"), "rank"),
    **dict.fromkeys(("当班", "当班时间", "在岗时间", "hours"), "hours"),
}
_MOST_ROWS: Final = 2_000
_MOST_RANK: Final = 99


class PostsRefusedError(GuichengError):
    """A table of posts cannot be read without guessing."""

    code = "posts-refused"


def read_posts(name: str, data: bytes) -> Staffing:
    """Return what a table says of posts; empty cells say nothing.

    Args:
        name: File name, for messages.
        data: CSV: a post a row, its rank from 1 to 99 (higher is above), and when it is on duty (周一至周五 8:30-17:30).

    Raises:
        PostsRefusedError: It is no table, there is no heading 岗位, or a rank is no number.
        CalendarError: Hours cannot be read.
        FileRefusedError: It is no text.
    """
    text = decode(name, data).removeprefix("\ufeff")
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline="")), _MOST_ROWS + 1))
    except csv.Error as error:
        raise PostsRefusedError(
            _("“{name}” is no table: {reason}. Save it as CSV again.", name=name, reason=str(error))
        ) from error
    columns = {_HEADS.get(cell.strip().lower(), ""): place for place, cell in enumerate(rows[0] if rows else ())}
    if "post" not in columns or len(columns.keys() - {""}) == 1:
        raise PostsRefusedError(
            _("“{name}” is no table of posts. Head it with 岗位, 级别, 当班 and write one row a post.", name=name)
        )
    told = [{key: _cell(row, place) for key, place in columns.items() if key} for row in rows[1:]]
    duty = {row["post"]: week_minutes(read_hours(row["hours"])) for row in told if row["post"] and row.get("hours")}
    rank = {row["post"]: _rank(row["rank"], name) for row in told if row["post"] and row.get("rank")}
    return Staffing(duty, rank)


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _rank(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= _MOST_RANK):
        raise PostsRefusedError(
            _("“{name}” gives “{said}” as a rank. Write a number from 1 to 99, the higher above.", name=name, said=text)
        )
    return int(text)
