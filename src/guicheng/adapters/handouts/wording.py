"""Text as files can hold it, and the sentences that stand at the edge of every page."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from guicheng.adapters.clean_text import clean

#: A word without a place to break runs out of the page; nobody writes one of this length by hand.
_LONG_WORD: Final = re.compile(r"[!-~]{40}(?=[!-~])")
#: A soft place to break, which prints nothing.
_BREAK: Final = "\u200b"


def breakable(text: str) -> str:
    """Return clean text whose very long words may be broken every 40 characters."""
    return _LONG_WORD.sub(lambda hit: hit[0] + _BREAK, clean(text))


def printed_words(at: datetime, *, lasting: bool = False) -> str:
    """Return the sentence that tells a reader of paper where the valid text is.

    Args:
        at: Moment of printing, in the reader's zone.
        lasting: Whether the paper itself is what counts.
    """
    return f"打印于 {at:%Y-%m-%d %H:%M}" + ("" if lasting else "，以系统现行版本为准")


__all__ = ["breakable", "clean", "printed_words"]
