"""Tells tables that are there to be filled in and signed from those that say something."""

from __future__ import annotations

import re
from itertools import pairwise

from guicheng.domain.manual.grid import Row, distinct, is_blank, is_head
from guicheng.domain.manual.wording import is_sentence, is_to_fill, states_duty, waits

_FILL_IN = re.compile(r"_{2,}|＿{2,}|□|年\s+月|签[名字章]|[：:]\s*$|\s{4,}")
_MAX_LABEL = 8
_BREAK = re.compile(r"[，。；、0-9０-９]")


def is_form(rows: list[Row]) -> bool:
    """Tell whether a table is there to be filled in: mostly blank, or full of marks to fill, and demanding nothing.

    Blank columns for results do not make one of a checklist whose standards are printed.
    """
    cells = [cell for row in rows for cell in row if not cell.merged]
    filled = [cell for cell in cells if cell.text.strip()]
    if any(is_sentence(cell.text) and states_duty(cell.text) for cell in filled):
        return False
    marks = sum(bool(_FILL_IN.search(cell.text)) for cell in filled)
    blank = len(cells) - len(filled)
    if _labels_before_blanks(rows):
        return True
    if any(map(is_head, rows)) and not _rows_blank_below_head(rows):
        return False
    return blank * 2 >= len(cells) or (marks * 2 >= len(filled) and marks > 1)


def row_to_sign(row: Row) -> bool:
    """Tell whether a row only waits for names and dates: 检查人： | | 日期： |."""
    return all(waits(cell.text) for cell in distinct(row))


def _labels_before_blanks(rows: list[Row]) -> bool:
    """Tell whether at least half of what is printed are short labels, each with a blank to its right."""
    labels = printed = 0
    for row in rows:
        own = [cell for cell in row if not cell.merged]
        printed += sum(bool(cell.text.strip()) for cell in own)
        labels += sum(_is_label(cell.text) and is_to_fill(after.text) for cell, after in pairwise(own))
    return labels * 2 >= printed and labels > 1


def _is_label(text: str) -> bool:
    bare = re.sub(r"\s", "", text).rstrip("：:")
    return 0 < len(bare) <= _MAX_LABEL and not _BREAK.search(bare)


def _rows_blank_below_head(rows: list[Row]) -> bool:
    """Tell whether below the head nothing but numbers and a first column is printed."""
    head = next(index for index, row in enumerate(rows) if is_head(row))
    below = rows[head + 1 :]
    return all(len([cell for cell in distinct(row) if not is_blank(cell.text)]) <= 1 for row in below)
