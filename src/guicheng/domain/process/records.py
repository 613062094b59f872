"""The forms and records of a process: in which steps each is filled in, by whom, and how long it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from guicheng.domain.process.table import Process, Step

_BRACKETS: Final = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_PARTS: Final = re.compile(r"[、；;，,\n]")
_KEPT: Final = re.compile(
    r"(?:保存|保管|留存|存档|归档)(?:期限|期)?(?:不少于|不低于|至少|为|满|:|：)?\s?"
    r"((?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:年|个月|个?季度|周|天|日)(?:以上)?|长期|永久)"
)


@dataclass(frozen=True, slots=True)
class RecordUse:
    """One form or record.

    Args:
        name: Its name, without what brackets add.
        steps: Numbers of the steps in which it is filled in.
        posts: Who fills it in.
        kept: How long it is kept, as written; "" where nobody said.
    """

    name: str
    steps: tuple[str, ...]
    posts: tuple[str, ...]
    kept: str = ""


def records_of(process: Process) -> tuple[RecordUse, ...]:
    """Return the forms and records of a process in the order in which they are first filled in.

    How long one is kept is read from brackets behind its name, then from the rest of the cell, then from the note of
    the step.

    Example:
        >>> from guicheng.domain.process.cells import process_of
        >>> process = process_of("报修", [{"name": "登记", "record": "报修单（保存3年）、台账", "next": "结束"}])
        >>> [(use.name, use.kept) for use in records_of(process)]
        [('报修单', '3年'), ('台账', '')]
    """
    found: dict[str, list[tuple[Step, str]]] = {}
    for step in process.steps:
        for name, kept in _named(step):
            found.setdefault(name, []).append((step, kept))
    return tuple(
        RecordUse(
            name,
            tuple(dict.fromkeys(step.id for step, _kept in uses)),
            tuple(dict.fromkeys(step.post for step, _kept in uses if step.post)),
            next((kept for _step, kept in uses if kept), ""),
        )
        for name, uses in found.items()
    )


def _named(step: Step) -> Iterator[tuple[str, str]]:
    """Yield the records of a step, each with how long it is kept."""
    text = step.papers
    bare = _BRACKETS.sub(lambda hit: "\0" * len(hit[0]), text)
    start, parts = 0, []
    for mark in [*_PARTS.finditer(bare), None]:
        end = mark.start() if mark else len(bare)
        parts.append(text[start:end])
        start = mark.end() if mark else end
    everywhere = "" if len(parts) > 1 else step.note
    for part in parts:
        name = " ".join(_KEPT.sub("", _BRACKETS.sub("", part)).split())
        if name:
            hit = _KEPT.search(part) or _KEPT.search(everywhere)
            yield name, hit[1] if hit else ""
