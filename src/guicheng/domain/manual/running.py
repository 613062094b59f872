"""Page headers and footers that stand in the running text, as a text pasted from a PDF has them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from guicheng.domain.manual.lines import Item, Line
from guicheng.domain.manual.wording import is_sentence

_NUMBER: Final = "[0-9０-９一二三四五六七八九十百]{1,4}"
#: 第 9 页 共 29 页, 第9页/共29页, Page 9 of 29 at either end of the line; - 9 - alone.
_CHINESE: Final = rf"第\s*{_NUMBER}\s*页[\s,，/／|｜]*(?:共\s*{_NUMBER}\s*页)?"
_ENGLISH: Final = r"page\s*[0-9]{1,4}(?:\s*(?:of|/)\s*[0-9]{1,4})?"
_PAGE: Final = re.compile(
    rf"(?:^|[\s|｜·—–\-(（])(?:{_CHINESE}|{_ENGLISH})[)）]?\s*$"
    rf"|^第\s*{_NUMBER}\s*页(?:[\s/／]+|$)|^[-–—]\s*[0-9０-９]{{1,4}}\s*[-–—]$",
    re.IGNORECASE,
)
#: What a header without a page number says of its paper.
_PAPER: Final = re.compile(r"公司|内部资料|内部文件|手册|汇编|版本|版$|[VＶ]\s?[0-9０-９]|外传|保密|机密|受控|编号")
_LONGEST: Final = 60
#: So many times a line stands before it is taken for the header of pages.
_REPEATED: Final = 3


def running_told_apart(items: list[Item]) -> list[Item]:
    """Mark the lines that are headers and footers of pages, each put behind the line that it interrupts.

    A line is one where it tells the number of its page, or where it stands three times or more and speaks of the
    paper itself. A sentence that stands on two pages is whole again without them.

    Args:
        items: Lines, tables and pictures in order.
    """
    often = Counter(_bare(item.raw) for item in items if isinstance(item, Line))
    told: list[Item] = []
    held: list[Item] = []
    for item in items:
        if isinstance(item, Line) and _is_running(item, often):
            held.append(replace(item, running=True))
            continue
        told.append(item)
        told.extend(held)
        held = []
    return told + held


def _is_running(line: Line, often: Counter[str]) -> bool:
    bare = line.raw.strip()
    if line.place.part != "body" or line.level or line.contents or line.details:
        return False
    if len(bare) > _LONGEST or bare[-1:] in "。；;！!？?" or not bare:
        return False
    if _PAGE.search(bare):
        return True
    return often[_bare(bare)] >= _REPEATED and bool(_PAPER.search(bare)) and not is_sentence(bare)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
