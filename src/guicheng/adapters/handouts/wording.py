"""Text as files can hold it, and the sentences that stand at the edge of every page."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final, NamedTuple

from guicheng.adapters.clean_text import clean
from guicheng.domain.targets.document import Document
from guicheng.domain.targets.imprint_words import header_words

#: A word without a place to break runs out of the page; nobody writes one of this length by hand.
_LONG_WORD: Final = re.compile(r"[!-~]{40}(?=[!-~])")
#: A soft place to break, which prints nothing.
_BREAK: Final = "\u200b"


def breakable(text: str) -> str:
    """Return clean text whose very long words may be broken every 40 characters."""
    return _LONG_WORD.sub(lambda hit: hit[0] + _BREAK, clean(text))


class Edge(NamedTuple):
    """Words around the number of a page, and above the contents.

    Args:
        before: In front of the number.
        between: Between it and how many there are.
        after: Behind that.
        contents: The heading of the contents.
    """

    before: str
    between: str
    after: str
    contents: str


_EDGES: Final = {"zh": Edge("第 ", " 页 / 共 ", " 页", "目　录"), "en": Edge("Page ", " of ", "", "Contents")}


def edge_words(language: str) -> Edge:
    """Return the words at the edge of pages; ``zh`` or ``en``."""
    return _EDGES[language]


def head_of_pages(document: Document) -> str:
    """Return the line at the head of each page; what stays as it was printed also says of what and when it tells."""
    words = header_words(document.imprint)
    return " · ".join(part for part in (words, document.subtitle if document.lasting else "") if part)


def printed_words(at: datetime, language: str = "zh", *, lasting: bool = False) -> str:
    """Return the sentence that tells a reader of paper where the valid text is.

    Args:
        at: Moment of printing, in the reader's zone.
        language: ``zh`` or ``en``.
        lasting: Whether the paper itself is what counts.
    """
    if language == "en":
        return f"Printed {at:%Y-%m-%d %H:%M}" + ("" if lasting else "; what the system says now is what counts")
    return f"打印于 {at:%Y-%m-%d %H:%M}" + ("" if lasting else "，以系统现行版本为准")


__all__ = ["Edge", "breakable", "clean", "edge_words", "head_of_pages", "printed_words"]
