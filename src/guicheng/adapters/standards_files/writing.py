"""Writes a standard as the file that reads back to the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from guicheng.adapters.standards_files.lines import (
    GRADES,
    IGNORE,
    KEY,
    NUMBER,
    before,
    element_name,
    escaped,
    guarded,
)
from guicheng.domain.standard.text import ELEMENTS, MORE_ELEMENTS, ClauseText, PartKind, StandardText

_ORDER: Final = (*ELEMENTS, *MORE_ELEMENTS)
_UNFIT: Final = re.compile(r"[^\w-]+")
_WIDE: Final = 10_000


def write_standard(standard: StandardText) -> str:
    """Return the file of a standard; ``read_standard`` of it gives the standard again.

    Args:
        standard: Its texts are without blanks at their ends and without carriage returns.
    """
    lines = ["---", _front(standard), "---", f"# {escaped(standard.title)}"]
    close = False
    for part in standard.parts:
        written = list(_part(part))
        # A clause that is a line alone stands close to the one before; all others are set apart.
        if part.kind is not PartKind.CLAUSE or len(written) > 1 or not close:
            lines.append("")
        lines += written
        close = part.kind is PartKind.CLAUSE and len(written) == 1
    return "\n".join(lines) + "\n"


def file_name(standard: StandardText) -> str:
    """Return the name under which a standard is kept in a folder: code, and the title where it has one.

    Example:
        >>> file_name(StandardText("GC-01", "报修服务标准"))
        'GC-01-报修服务标准.md'
    """
    parts = (_UNFIT.sub("-", text).strip("-") for text in (standard.code, standard.title[:40]))
    return "-".join(part for part in parts if part) + ".md"


def _front(standard: StandardText) -> str:
    values: dict[str, object] = {"code": standard.code, "title": standard.title}
    for name in ("domain", "level", "key"):
        if text := getattr(standard, name):
            values[name] = text
    for name in ("unit_path", "items", "property_types", "customer_groups", "grades"):
        if listed := getattr(standard, name):
            values[name] = list(listed)
    return "\n".join(f"{name}: {_value(value)}" for name, value in values.items())


def _value(value: object) -> str:
    """Return a text or a list on one line."""
    dumped = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=_WIDE)
    return dumped.removesuffix("\n").removesuffix("\n...")


def _part(part: ClauseText) -> Iterator[str]:
    heading = part.kind is PartKind.HEADING
    printed = before(part.number, heading=heading) if part.number else ""
    marks = "#" * (max(1, part.level) + 1) + " " if heading else "> " if part.kind is PartKind.NOTE else ""
    yield f"{marks}{printed}{escaped(part.text) if printed else guarded(part.text)}"
    if part.number and not printed:
        yield f"- {NUMBER}：{escaped(part.number)}"
    known = [key for key in _ORDER if key in part.elements]
    for key in [*known, *(key for key in part.elements if key not in known)]:
        yield f"- {element_name(key)}：{escaped(part.elements[key])}".rstrip()
    if part.grades:
        yield f"- {GRADES}：{'、'.join(part.grades)}"
    for each in part.suppressions:
        until = f" 至{each.until:%Y-%m-%d}" if each.until else ""
        yield f"- {IGNORE}：{each.code} {escaped(each.reason)}{until}"
    if part.key:
        yield f"- {KEY}：{part.key}"
