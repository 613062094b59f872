"""Puts sentences together that stand in several paragraphs because their lines were broken by hand or by a PDF."""

from __future__ import annotations

import re
from dataclasses import replace

from guicheng.domain.manual.lines import Item, Line
from guicheng.domain.manual.wording import is_cover_data, is_remark, is_title_like

_ENDS = "。；;：:！!？?…."
# After one of these nothing has ended yet.
_OPEN = re.compile(
    r"[，,、（(“《]$|(?:或者|并且|应当|不得|须|和|或|(?<!参)与|(?<![普涉波])及|(?<![合一])并|(?<![响反供相适效])应"
    r"|任何|不少于|不低于|不超过|不高于|(?<!交)把|(?<![即行])将)$"
)
#: What no sentence begins with: 每周查看 / 不少于2次.
_GOES_ON = re.compile("^(?:不少于|不低于|不超过|不高于|[、，,]|并[且应在将由]|且)")
# A full line of running text; shorter ones end where their writer wanted.
_FULL = 24
_WIDEST = 90
# Full lines of one page are as long as one another but for a figure or a mark.
_UNEVEN = 12
_MOST_LINES = 12
_CONTENTS_TAIL = re.compile(r"(?:\t|[.．…·]{2,})\s*[0-9０-９]{1,4}$")


def joined(items: list[Item]) -> list[Item]:
    """Join each line with those that carry its sentence on.

    A line goes on in the next one where that has no number and no rank of its own, and either the line ends openly
    (，、和), or the lines are full ones of about one length and only the last of them ends a sentence. Nothing is
    lost: the texts of the lines joined are the text.

    Args:
        items: Lines, tables and pictures in order.
    """
    found: list[Item] = []
    index = 0
    while index < len(items):
        chain = _chain(items, index)
        found.append(_one(chain) if len(chain) > 1 else items[index])
        index += max(len(chain), 1)
    return found


def _chain(items: list[Item], start: int) -> list[Line]:
    """Return the lines that make one sentence from ``start`` on; one alone where nothing is broken."""
    first = items[start]
    if not isinstance(first, Line) or not _may_go_on(first, items[start + 1 : start + 2]):
        return []
    chain = [first]
    for place, item in enumerate(items[start + 1 : start + _MOST_LINES], start + 1):
        if not isinstance(item, Line) or not _carries_on(first, item):
            break
        chain.append(item)
        if item.raw[-1:] in _ENDS:
            break
        if not _may_go_on(item, items[place + 1 : place + 2]):
            break
    return _open_part(chain) if not _is_broken_text(chain) else chain


def _may_go_on(line: Line, following: list[Item]) -> bool:
    bare = line.raw.rstrip()
    if line.level or line.contents or line.details or line.running or line.place.hidden or not line.text:
        return False
    if bare[-1] in _ENDS or is_cover_data(bare) or is_remark(bare) or _CONTENTS_TAIL.search(bare):
        return False
    carried = any(isinstance(item, Line) and _GOES_ON.match(item.text) for item in following)
    return carried or bool(_OPEN.search(bare)) or _FULL <= len(bare) <= _WIDEST


def _carries_on(first: Line, line: Line) -> bool:
    """Tell whether a line has no rank of its own and stands where the first one does."""
    if line.marker or line.level or line.contents or line.details or line.running or line.strong != first.strong:
        return False
    place = (line.place.part, line.place.row, line.place.column, line.place.hidden)
    return place == (first.place.part, first.place.row, first.place.column, False) and bool(line.text)


def _is_broken_text(chain: list[Line]) -> bool:
    """Tell whether lines are one text: all but the last are full and alike, the last one ends the sentence."""
    *full, last = chain
    if not full or last.raw[-1:] not in _ENDS:
        return False
    lengths = [len(line.raw) for line in full]
    return min(lengths) >= _FULL and max(lengths) - min(lengths) <= _UNEVEN and len(last.raw) <= max(lengths) + 2


def _open_part(chain: list[Line]) -> list[Line]:
    """Return the beginning of a chain in which each line but the last ends openly."""
    taken = chain[:1]
    for line in chain[1:]:
        if not (_OPEN.search(taken[-1].raw) or _GOES_ON.match(line.text)) or (
            len(taken) == 1 and is_title_like(line.text) and taken[0].strong
        ):
            break
        taken.append(line)
    return taken


def _one(chain: list[Line]) -> Line:
    text, raw = chain[0].text, chain[0].raw
    for line in chain[1:]:
        blank = " " if raw[-1:].isascii() and raw[-1:].isalnum() and line.text[:1].isascii() else ""
        text, raw = text + blank + line.text, raw + blank + line.text
    return replace(chain[0], text=text, raw=raw)
