"""What the columns of a table hold, told by their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from guicheng.domain.clause.lexicon import shipped
from guicheng.domain.clause.normalize import normalize

_BRACKET = re.compile(r"[（(\[【]([^（）()\[\]【】]{1,20})[）)\]】]")
_MAX_HEADING = 16
_MIN_ENDING = 2
# Known and none of the elements: 质保期 is no time limit although it ends like one.
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Args:
        heading: Its heading as written, both rows of a double one.
        role: What it holds: one of the elements, or hours, heads, retention, price, number, score, issue; "" for
            anything else.
        unit: What the heading adds in brackets, such as 分钟 or 次/周.
    """

    heading: str
    role: str = ""
    unit: str = ""


def column_of(heading: str) -> Column:
    """Return what a column with this heading holds.

    The last of its lines that is known decides; a longer heading is known by its ending, so 大堂保洁标准 is a
    quality column.

    Example:
        >>> column_of("完成时间（分钟）")
        Column(heading='完成时间（分钟）', role='limit', unit='分钟')
    """
    unit = match.group(1).strip() if (match := _BRACKET.search(heading)) else ""
    for line in (_BRACKET.sub("", heading).replace("\n", ""), *reversed(heading.split("\n"))):
        if role := _role(_bare(line)):
            return Column(heading, "" if role == _OTHER else role, unit)
    return Column(heading, "", unit)


def is_heading(text: str) -> bool:
    """Tell whether a cell reads as the heading of a known kind of column."""
    bare = _bare(_BRACKET.sub("", text))
    return 0 < len(bare) <= _MAX_HEADING and bool(column_of(text).role)


def is_exact_heading(text: str) -> bool:
    """Tell whether a cell is, word for word, a heading of the lexicon."""
    return _bare(_BRACKET.sub("", text)) in _synonyms()


def _bare(text: str) -> str:
    return re.sub(r"[\s：:*]", "", normalize(text)).lower()


def _role(bare: str) -> str:
    synonyms = _synonyms()
    if bare in synonyms:
        return synonyms[bare]
    if len(bare) > _MAX_HEADING:
        return ""
    # Shorter and shorter endings: the longest known one says what the column is.
    endings = (bare[start:] for start in range(1, len(bare) - _MIN_ENDING + 1))
    return next((synonyms[ending] for ending in endings if ending in synonyms), "")


@cache
def _synonyms() -> dict[str, str]:
    return {_bare(surface): term.canonical for surface, term in shipped().group("column").items()}
