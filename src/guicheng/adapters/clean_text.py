"""Text as files can hold it."""

from __future__ import annotations

import re
from typing import Final

#: What XML cannot hold, and half characters; such come only from damaged or hostile files.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS: Final = re.compile("\r\n?|[\u2028\u2029\x85]")


def clean(text: str) -> str:
    r"""Return text without what no file can hold; line ends are line feeds.

    Example:
        >>> clean("甲\x00乙\r\n丙")
        '甲乙\n丙'
    """
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))
