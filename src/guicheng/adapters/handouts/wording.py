"""Text as files can hold it, and the sentences that stand at the edge of every page."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

#: What XML cannot hold, and half characters; such come only from damaged or hostile files.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS: Final = re.compile("\r\n?|[\u2028\u2029\x85]")
#: A word without a place to break runs out of the page; nobody writes one of this length by hand.
_LONG_WORD: Final = re.compile(r"[!-~]{40}(?=[!-~])")
#: A soft place to break, which prints nothing.
_BREAK: Final = "\u200b"


def clean(text: str) -> str:
    r"""Return text without what no file can hold; line ends are line feeds.

    Example:
        >>> clean("甲\x00乙\r\n丙")
        '甲乙\n丙'
    """
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))


def breakable(text: str) -> str:
    """Return clean text whose very long words may be broken every 40 characters."""
    return _LONG_WORD.sub(lambda hit: hit[0] + _BREAK, clean(text))


def printed_words(at: datetime) -> str:
    """Return the sentence that tells a reader of paper where the valid text is.

    Args:
        at: Moment of printing, in the reader's zone.
    """
    return f"打印于 {at:%Y-%m-%d %H:%M}，以系统现行版本为准"
