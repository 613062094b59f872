"""A form that is a workbook: sheets and columns by the words that people use, read row by row, and empty to fill in."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from guicheng.adapters.budget import Budget
from guicheng.adapters.long_list import MOST_ROWS, LongList, cells_by_row, too_long
from guicheng.adapters.opening import open_workbook
from guicheng.adapters.returned_sheet import Cells, RawSheet
from guicheng.adapters.xlsx import read_cells
from guicheng.adapters.xlsx.sheet import Sheet
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import Message, _

Translate = Callable[[str], str]
MOST_BYTES: Final = 20_000_000
_HEAD_WITHIN: Final = 10
_SIGNS: Final = re.compile(r"[\s_\-:*（）()’']+")
#: What a head says besides, such as （必填）.
_ASIDE: Final = re.compile(r"[（(\[【][^）)\]】]{0,40}[）)\]】]")
_NOTE_WORDS: Final = frozenset({"说明", "remark"})
_HEAD_FILL: Final = PatternFill("solid", fgColor="E8F1FB")
_TEXT: Final = "@"
_ROWS_WITH_CHOICES: Final = 5_000
#: Excel takes a list of choices only up to this length.
_LONGEST_LIST: Final = 250
_EXPLAINED: Final = _("How to fill it in")


def folded(text: str) -> str:
    """Return a word so that widths, case, blanks and signs make no difference.

    Example:
        >>> folded("User-Name *")
        'username'
    """
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())


def by_word(table: Mapping[str, str]) -> dict[str, str]:
    """Return a table from each word to what it means; ``table`` holds words with blanks between."""
    return {folded(word): value for value, words in table.items() for word in words.split()}


def is_note(head: str) -> bool:
    """Tell whether a head names the column in which an earlier import left its remarks."""
    return folded(head) in _NOTE_WORDS


@dataclass(frozen=True)
class SheetForm:
    """The words of a workbook.

    Args:
        sheets: What the template calls each sheet, in the order of the workbook.
        columns: What the template calls the columns of each sheet.
        sheet_words: Words that name a sheet, with blanks between, the usual Chinese one first.
        column_words: The same of the columns of each sheet.
        required: The columns without which a sheet says nothing.
        hints: What to fill in, by sheet and column with a dot between; ``{choices}`` stands for the choices.
        choices: What a cell may say, by sheet and column.
        several: Sheet and column of the cells that may say several of the choices.
        named: What else hints name.
    """

    sheets: Mapping[str, Message]
    columns: Mapping[str, Mapping[str, Message]]
    sheet_words: Mapping[str, str]
    column_words: Mapping[str, Mapping[str, str]]
    required: Mapping[str, tuple[str, ...]]
    hints: Mapping[str, Message] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, Message]] = field(default_factory=dict)
    several: frozenset[str] = frozenset()
    named: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _sheet_by_word(self) -> dict[str, str]:
        return by_word(self.sheet_words)

    @cached_property
    def _column_by_word(self) -> dict[str, dict[str, str]]:
        return {sheet: by_word(columns) for sheet, columns in self.column_words.items()}

    def sheet_called(self, title: str) -> str:
        """Return what a sheet holds, "" for something else."""
        return self._sheet_by_word.get(folded(title), "")

    def column_called(self, sheet: str, head: str) -> str:
        """Return which column of a sheet a head names, "" for none."""
        return self._column_by_word[sheet].get(folded(_ASIDE.sub("", head)), "")

    def shown_sheet(self, sheet: str) -> str:
        """Return what a sheet may be called, in both languages, for a sentence."""
        return f"{self.sheet_words[sheet].split()[0]} ({self.sheets[sheet].text})"

    def shown_column(self, sheet: str, column: str) -> str:
        """Return what a column may be called, in both languages, for a sentence."""
        return f"{self.column_words[sheet][column].split()[0]} ({self.columns[sheet][column].text})"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that says something.

    Args:
        sheet: Name of its sheet.
        number: Its number in the sheet, counted from 1 as Excel does.
        values: Text of each column that is known, by the column's name in the form; all that the sheet has, empty ones
            too.
    """

    sheet: str
    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What a workbook says.

    Args:
        rows: The rows of each sheet of the form.
        sheets: All sheets as they came.
    """

    rows: Mapping[str, tuple[SheetRow, ...]]
    sheets: tuple[RawSheet, ...]

    @property
    def ignored(self) -> tuple[str, ...]:
        """Names of the sheets that were not read."""
        return tuple(sheet.title for sheet in self.sheets if not sheet.head)


@dataclass
class _Reader:
    """Sorts the sheets of one workbook."""

    name: str
    form: SheetForm
    rows: dict[str, list[SheetRow]]
    sheets: list[RawSheet] = field(default_factory=list)

    def add(self, title: str, sheet: Sheet, budget: Budget) -> None:
        cells = cells_by_row(sheet, budget)
        kind = self.form.sheet_called(title)
        if not kind:
            self.sheets.append(RawSheet(title, 0, cells))
            return
        head = self._head(kind, title, cells)
        notes = [column for column, text in cells[head].items() if is_note(text)]
        for row in cells.values():
            for column in notes:
                row.pop(column, None)
        self.sheets.append(RawSheet(title, head, cells))
        named = {column: self.form.column_called(kind, text) for column, text in cells[head].items()}
        columns = {name: column for column, name in named.items() if name}
        self._rows(kind, title, {number: row for number, row in cells.items() if number > head}, columns)

    def _head(self, kind: str, title: str, cells: Cells) -> int:
        """Return the row that names the most columns, of the first ones: a title may stand above it."""
        first = sorted(cells)[:_HEAD_WITHIN]
        found = {number: {self.form.column_called(kind, text) for text in cells[number].values()} for number in first}
        best = max(first, key=lambda number: len(found[number] - {""}), default=0)
        for column in self.form.required[kind]:
            if column not in found.get(best, set()):
                raise FileRefusedError(
                    _(
                        "“{name}”: the sheet {sheet} has no column “{column}”. Take the template and fill it in.",
                        name=self.name,
                        sheet=title,
                        column=self.form.shown_column(kind, column),
                    )
                )
        return best

    def _rows(self, kind: str, title: str, cells: Cells, columns: dict[str, int]) -> None:
        for number, row in sorted(cells.items()):
            values = {name: row.get(column, "").strip() for name, column in columns.items()}
            if any(values.values()):
                self.rows[kind].append(SheetRow(title, number, values))
        if sum(map(len, self.rows.values())) > MOST_ROWS:
            raise too_long(self.name)


def read_form(name: str, data: bytes, form: SheetForm, refusal: Message) -> FilledForm:
    """Read a workbook that holds sheets of a form; other sheets are left alone.

    Args:
        name: File name, for messages.
        data: The whole file.
        form: The words of the form.
        refusal: What to say where none of the sheets is one of the form.

    Raises:
        FileRefusedError: It is no workbook, protected, damaged, hostile, too long, or none of its sheets is one of the
            form. Its message says what, where and what to do.
    """
    if len(data) > MOST_BYTES:
        raise too_long(name)
    budget, reader = LongList(name), _Reader(name, form, {sheet: [] for sheet in form.sheets})
    for title, sheet in read_cells(open_workbook(name, data), budget):
        reader.add(title, sheet, budget)
    if all(not sheet.head for sheet in reader.sheets):
        raise FileRefusedError(refusal)
    return FilledForm({sheet: tuple(rows) for sheet, rows in reader.rows.items()}, tuple(reader.sheets))


def blank_form(form: SheetForm, translate: Translate = str) -> bytes:
    """Return an empty workbook to be filled in: the sheets of a form, and one that explains each column.

    Args:
        form: The words of the form.
        translate: Returns a sentence of the catalogue in the reader's language.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in form.sheets:
        _blank_sheet(book, form, sheet, translate)
    _explanation(book, form, translate)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _blank_sheet(book: Workbook, form: SheetForm, sheet: str, translate: Translate) -> None:
    page = book.create_sheet(form.sheets[sheet].render(translate))
    page.freeze_panes = "A2"
    for index, (column, name) in enumerate(form.columns[sheet].items(), 1):
        letter = get_column_letter(index)
        head = page.cell(1, index, name.render(translate) + ("*" if column in form.required[sheet] else ""))
        head.font, head.fill = Font(bold=True), _HEAD_FILL
        page.column_dimensions[letter].width = 22
        # Text, so that a phone number keeps its zeros.
        page.column_dimensions[letter].number_format = _TEXT
        listed = ",".join(_said(form.choices.get(f"{sheet}.{column}", {}).values(), translate))
        if listed and len(listed) <= _LONGEST_LIST and f"{sheet}.{column}" not in form.several:
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            rule.add(f"{letter}2:{letter}{_ROWS_WITH_CHOICES}")
            page.add_data_validation(rule)


def _explanation(book: Workbook, form: SheetForm, translate: Translate) -> None:
    page = book.create_sheet(_EXPLAINED.render(translate))
    for letter, width in zip("ABC", (16, 20, 90), strict=True):
        page.column_dimensions[letter].width = width
    for sheet, columns in form.columns.items():
        for column, name in columns.items():
            key = f"{sheet}.{column}"
            choices = ", ".join(_said(form.choices.get(key, {}).values(), translate))
            hint = Message(form.hints[key].text, {**form.named, "choices": choices})
            page.append([form.sheets[sheet].render(translate), name.render(translate), hint.render(translate)])


def _said(choices: Iterable[Message], translate: Translate) -> list[str]:
    return [choice.render(translate) for choice in choices]
