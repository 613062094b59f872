"""The Excel workbook in which records of customers come, and goes back with remarks."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from guicheng.adapters.long_list import MOST_ROWS, LongList, cells_by_row, too_long
from guicheng.adapters.opening import open_workbook
from guicheng.adapters.returned_sheet import Cells, Notes, RawSheet, Translate, noted_sheets
from guicheng.adapters.sheet_form import folded
from guicheng.adapters.xlsx import read_cells
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import Message, _

MOST_BYTES: Final = 20_000_000
#: What the template calls the columns.
COLUMN_NAMES: Final[dict[str, Message]] = {
    "received_on": _("Day"),
    "unit": _("Estate"),
    "kind": _("Kind of record"),
    "text": _("What was said"),
    "rating": _("Score 1 to 5"),
    "group": _("Customer group"),
    "outside": _("Number in the other system"),
}
KIND_NAMES: Final[dict[str, Message]] = {
    "complaint": _("Complaint"),
    "suggestion": _("Suggestion"),
    "praise": _("Praise"),
    "rating": _("Score 1 to 5"),
    "call": _("Call"),
}
_HINTS: Final[dict[str, Message]] = {
    "received_on": _("The day on which it came, such as 2026-11-23."),
    "unit": _("Name or code of the estate; empty for the company."),
    "kind": _("One of: {choices}."),
    "text": _("The words as they came. Phone numbers, rooms, plates and names with titles are covered."),
    "rating": _("1 to 5; may stay empty."),
    "group": _("Name of a customer group; may stay empty."),
    "outside": _("May stay empty. A number that stands here already is not taken in again."),
}
NOTE_NAME: Final = _("Remark")
_SHEET: Final = _("Records")
_EXPLAINED: Final = _("How to fill it in")
_WORDS: Final = {
    "received_on": "日期 时间 受理日期 受理时间 登记日期 登记时间 来电时间 投诉时间 day date receivedon received",
    "unit": "项目 小区 单位 所属项目 项目名称 小区名称 estate unit project",
    "kind": "类型 类别 记录类型 反馈类型 工单类型 kind kindofrecord type",
    "text": "内容 说了什么 反馈内容 投诉内容 诉求内容 诉求 描述 问题描述 意见 whatwassaid text content description",
    "rating": "评分 打分 星级 满意度 得分 rating score stars score1to5",
    "group": "客户群体 客户类型 群体 身份 customergroup group segment",
    "outside": "编号 单号 工单号 记录编号 外部编号 外部系统编号 numberintheothersystem number id ticket",
}
_KINDS: Final = {
    "complaint": "投诉 客诉 complaint",
    "suggestion": "建议 意见 suggestion",
    "praise": "表扬 感谢 praise",
    "rating": "评价 评分 打分 rating score1to5",
    "call": "来电 热线 咨询 报事 报修 求助 call hotline",
}
_NOTES: Final = frozenset({folded("说明"), folded("Remark")})
_HEAD_WITHIN: Final = 10
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
#: The day that Excel counts from.
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_FIRST_DAY: Final = date(1899, 12, 30)
_HEAD_FILL: Final = PatternFill("solid", fgColor="E8F1FB")
_ROWS_WITH_CHOICES: Final = 5_000


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """A row that says something.

    Args:
        sheet: Name of its sheet.
        number: Its number in the sheet, counted from 1 as Excel does.
        values: Text of each known column that the sheet has, by name, empty ones too.
    """

    sheet: str
    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FeedbackBook:
    """What a workbook says.

    Args:
        rows: The rows of all its sheets that hold records.
        sheets: All sheets as they came.
    """

    rows: tuple[FeedbackRow, ...]
    sheets: tuple[RawSheet, ...]


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    return {folded(word): value for value, words in table.items() for word in words.split()}


_COLUMN_BY_WORD: Final = _by_word(_WORDS)
_KIND_BY_WORD: Final = _by_word({value: f"{words} {value}" for value, words in _KINDS.items()})


def feedback_kind_called(text: str) -> str:
    """Return the kind of record that a word names, "" for none.

    Example:
        >>> feedback_kind_called("客诉"), feedback_kind_called("?")
        ('complaint', '')
    """
    return _KIND_BY_WORD.get(folded(text), "")


def day_written(text: str) -> date | None:
    """Return a day as people or Excel write it, None where it is none.

    Example:
        >>> day_written("2026年11月3日 8:30"), day_written("46349"), day_written("11-3")
        (datetime.date(2026, 11, 3), datetime.date(2026, 11, 23), None)
    """
    try:
        if hit := _DAY.match(text.strip()):
            return date(int(hit[1]), int(hit[2]), int(hit[3]))
    except ValueError:
        return None
    if _SERIAL.fullmatch(text.strip()):
        return _FIRST_DAY + timedelta(days=int(text.strip()[:5]))
    return None


def read_feedback(name: str, data: bytes) -> FeedbackBook:
    """Read a workbook of records; a sheet without a column for what was said or for ratings is left alone.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is no workbook, protected, damaged, hostile, too long, or no sheet of it holds records.
    """
    if len(data) > MOST_BYTES:
        raise too_long(name)
    budget = LongList(name)
    rows: list[FeedbackRow] = []
    sheets: list[RawSheet] = []
    for title, sheet in read_cells(open_workbook(name, data), budget):
        raw, found = _read_sheet(title, cells_by_row(sheet, budget))
        sheets.append(raw)
        rows += found
    if len(rows) > MOST_ROWS:
        raise too_long(name)
    if all(not sheet.head for sheet in sheets):
        raise FileRefusedError(
            _(
                "“{name}” has no sheet with the columns {day} and {words}. Take the template and fill it in.",
                name=name,
                day=COLUMN_NAMES["received_on"],
                words=COLUMN_NAMES["text"],
            )
        )
    return FeedbackBook(tuple(rows), tuple(sheets))


def _read_sheet(title: str, cells: Cells) -> tuple[RawSheet, list[FeedbackRow]]:
    head = _head(cells)
    if not head:
        return RawSheet(title, 0, cells), []
    notes = [column for column, text in cells[head].items() if folded(text) in _NOTES]
    for row in cells.values():
        for column in notes:
            row.pop(column, None)
    columns = {found: column for column, text in cells[head].items() if (found := _column(text))}
    rows = []
    for number, row in sorted(cells.items()):
        values = {found: row.get(column, "").strip() for found, column in columns.items()}
        if number > head and any(values.values()):
            rows.append(FeedbackRow(title, number, values))
    return RawSheet(title, head, cells), rows


def _head(cells: Cells) -> int:
    """Return the row that names a day and words or a rating, 0 for none; a title may stand above it."""
    for number in sorted(cells)[:_HEAD_WITHIN]:
        named = {_column(text) for text in cells[number].values()}
        if "received_on" in named and named & {"text", "rating"}:
            return number
    return 0


def _column(text: str) -> str:
    return _COLUMN_BY_WORD.get(folded(text), "")


def noted_feedback(book: FeedbackBook, notes: Notes, translate: Translate = str) -> bytes:
    """Return a workbook as it came, every row where it was, with a last column for remarks; all cells are text.

    Args:
        book: The workbook as it was read.
        notes: Sentences by sheet and row.
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    return noted_sheets(book.sheets, notes, NOTE_NAME, translate)


def feedback_template(translate: Translate = str) -> bytes:
    """Return an empty workbook to be filled in, with a sheet that explains.

    Args:
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    page = book.create_sheet(_SHEET.render(translate))
    page.freeze_panes = "A2"
    kinds = ",".join(kind.render(translate) for kind in KIND_NAMES.values())
    for index, (column, name) in enumerate(COLUMN_NAMES.items(), 1):
        head = page.cell(1, index, name.render(translate))
        head.font, head.fill = Font(bold=True), _HEAD_FILL
        letter = get_column_letter(index)
        page.column_dimensions[letter].width = 60 if column == "text" else 20
        # Text, so that a number of another system keeps its zeros.
        page.column_dimensions[letter].number_format = "@"
        if column == "kind":
            rule = DataValidation(type="list", formula1=f'"{kinds}"', allow_blank=True)
            rule.add(f"{letter}2:{letter}{_ROWS_WITH_CHOICES}")
            page.add_data_validation(rule)
    explained = book.create_sheet(_EXPLAINED.render(translate))
    for letter, width in zip("AB", (24, 90), strict=True):
        explained.column_dimensions[letter].width = width
    for column, name in COLUMN_NAMES.items():
        explained.append([name.render(translate), Message(_HINTS[column].text, {"choices": kinds}).render(translate)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
