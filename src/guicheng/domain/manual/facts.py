"""Cells that say a figure each under a heading of their own, and columns that their cells tell of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from guicheng.domain.manual.blocks import Cell
from guicheng.domain.manual.cells import phrase
from guicheng.domain.manual.columns import Column, is_exact_heading
from guicheng.domain.manual.grid import Row, is_blank
from guicheng.domain.manual.wording import states_duty

_NUMBER = r"[0-9０-９一二两三四五六七八九十半]{1,6}"
_EACH = rf"每(?:{_NUMBER})?个?(?:班|日|天|周|月|季度?|半年|年|小时|分钟)"
#: A figure that needs a subject and a verb to be a promise: 每周2次, 不少于6人, 2小时1次.
FIGURE = re.compile(rf"{_EACH}|[≤≥<>]|不[少低高超]于?过?|至少|{_NUMBER}")
_OFTEN = re.compile(
    rf"(?:{_EACH}(?:不少于|至少)?{_NUMBER}(?:[-~～—至]{_NUMBER})?[次遍]?|{_NUMBER}[次遍][/／每][^，。；]{{1,4}}|随时|实时)$"
)
#: How many people a post has: 2人, 每班2名, 白班不少于3人.
_HEADS = re.compile(
    rf"(?:[日夜白早中晚]间?|工作日|周末|节假日)?(?:[白夜早中晚每各][班栋岗层座处]?)?(?:不少于|至少|[≥=])?{_NUMBER}[名人][一-鿿]{{0,6}}$"
)
_ENDING = re.compile(r"(?:的)?(?:标准|要求|规定|规范|频次|频率|周期|指标|目标值?)$")
_MAX_SUBJECT = 16
_MAX_LABEL = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """A cell that says something under its heading.

    Args:
        label: What its heading names: 人数 of 人数要求, 浇水 of 浇水.
        cell: The cell.
    """

    label: str
    cell: Cell


def facts_among(cells: Mapping[str, Sequence[tuple[Column, Cell]]]) -> list[Fact]:
    """Return the facts of a row that has no content: each is a promise of its own, and two don't make one.

    A cell is one where its heading is none of the known ones and it states a figure (草坪 | 浇水 | 修剪), or where
    its heading says what the quality is of (岗位 | 人数要求 | 持证要求).

    Args:
        cells: For each role the columns and cells of one row.
    """
    if cells.get("content") or cells.get("way"):
        return []
    facts = []
    for column, cell in [*cells.get("quality", ()), *cells.get("", ())]:
        label = label_of(column)
        if label and (column.role or states_duty(cell.text)):
            facts.append(Fact(label, cell))
    return facts


def label_of(column: Column) -> str:
    """Return what the heading of a column names: 人数 of 人数要求; "" where it is a known one that names nothing."""
    heading = re.sub(r"[（(].*", "", phrase(column.heading.split("\n")[-1]))
    label = _ENDING.sub("", heading)
    named = column.role == "heads" or not is_exact_heading(heading)
    return label if named and len(label) <= _MAX_LABEL else ""


def told_by_cells(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """Return the columns with what their cells tell where their headings tell nothing.

    A lone column of frequencies says how often, and one of numbers of people how many, whatever it is called (编制 may
    name who wrote the table); where nothing is said to be an object, the first column of short words without figures
    is it, if several others hold figures or the content comes next.

    Args:
        columns: The columns as their headings say.
        rows: The rows below the head.
    """
    unknown = [index for index, column in enumerate(columns) if _is_unknown(column)]
    often = [index for index in unknown if _all_match(rows, index, _OFTEN)]
    found = [
        replace(column, role="heads")
        if column.role in {"", "issue", "quality"} and _all_match(rows, index, _HEADS)
        else column
        for index, column in enumerate(columns)
    ]
    roles = {column.role for column in columns}
    if len(often) == 1 and "frequency" not in roles and roles & {"content", "quality", "object"}:
        found[often[0]] = replace(found[often[0]], role="frequency")
    first = next((index for index, column in enumerate(columns) if column.role != "number"), 0)
    figures = [index for index in unknown if any(states_duty(text) for text in _filled(rows, index))]
    # 植物 | 浇水 | 修剪, and 系统 | 维护内容 | 周期.
    told = len(figures) > 1 and "content" not in roles
    before_content = first + 1 < len(columns) and columns[first + 1].role == "content"
    if first in unknown and (told or before_content) and "object" not in roles and _names(rows, first):
        found[first] = replace(found[first], role="object")
    return found


def _is_unknown(column: Column) -> bool:
    return not column.role and bool(column.heading.strip()) and not is_exact_heading(column.heading)


def _filled(rows: Sequence[Row], index: int) -> list[str]:
    return [row[index].text.strip() for row in rows if index < len(row) and not is_blank(row[index].text)]


def _all_match(rows: Sequence[Row], index: int, pattern: re.Pattern[str]) -> bool:
    texts = _filled(rows, index)
    return bool(texts) and all(pattern.match(re.sub(r"\s", "", text)) for text in texts)


def _names(rows: Sequence[Row], index: int) -> bool:
    texts = _filled(rows, index)
    return bool(texts) and all(len(text) <= _MAX_SUBJECT and not states_duty(text) for text in texts)
