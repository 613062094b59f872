"""Checks that an outline keeps every character of what it was given."""

from __future__ import annotations

import re
from collections import Counter

from guicheng.domain.manual import Manual, Paragraph, Picture, SourceFile, Table
from guicheng.domain.manual.numbering import find_marker

# What sets texts apart without being one: blanks, the marks after numbers, and marks that end a sentence or item.
_LAYOUT = set(" \t\n\r\u3000\xa0、．.)）(（：:。；;，,")


def lost(source: SourceFile, manual: Manual) -> str:
    """Return the characters of the source that the outline no longer holds, "" when it holds all of them."""
    return "".join(sorted((_given(source) - _kept(manual)).elements()))


def _given(source: SourceFile) -> Counter[str]:
    given: Counter[str] = Counter()
    for block in source.blocks:
        if isinstance(block, Paragraph):
            given += _characters(block.number)
            # A title broken over two lines is one line.
            for line in block.text.split("\n") if not block.level else [block.text.replace("\n", " ")]:
                given += _characters(_bare(line))
        elif isinstance(block, Table):
            # Two cells of a table that say the same, or two items of one, may become one clause.
            texts = (cell.text for row in block.rows for cell in row)
            for part in {_bare(part) for text in texts for part in re.split(r"[；;\n]", text)}:
                given += _characters(part)
        elif isinstance(block, Picture):
            given += _characters(block.name)
    return given


def _bare(part: str) -> str:
    """Take a bullet away, which is layout."""
    part = part.strip()
    marker = find_marker(part)
    return part[marker.length :] if marker and marker.scheme == "bullet" and marker.length < len(part) else part


def _kept(manual: Manual) -> Counter[str]:
    kept: Counter[str] = Counter()
    for section in manual.sections:
        kept += _characters(section.title) + _characters(section.number)
        for clause in section.clauses:
            kept += _characters(clause.text) + _characters(clause.number)
            for key, text in clause.elements.items():
                kept += _characters(key) + _characters(text)
    for left in manual.leftovers:
        kept += _characters(left.text)
    return kept


def _characters(text: str) -> Counter[str]:
    wide = str.maketrans("０１２３４５６７８９", "0123456789")
    return Counter(sign for sign in text.translate(wide) if sign not in _LAYOUT and not sign.isspace())
