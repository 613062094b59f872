"""Reads plain text in the encodings that Chinese offices write."""

from __future__ import annotations

import codecs
import re

from guicheng.adapters.budget import Budget
from guicheng.domain.manual.blocks import Paragraph, Place, SourceFile
from guicheng.domain.values import FileRefusedError
from guicheng.domain.values.message import _

MAX_TEXT_BYTES = 20_000_000
# Plain text is often saved with the headings of Markdown.
_HEADING = re.compile(r"^(#{1,6})[ \t\u3000]{1,8}(\S.*)$")
_SAMPLE_BYTES = 4_096
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_text(name: str, text: str) -> SourceFile:
    """Read plain text: one paragraph a line, the line number as its place.

    Args:
        name: File name without folders.
        text: The decoded text.

    Raises:
        FileRefusedError: It is longer than a manual.
    """
    budget = Budget(name)
    blocks = []
    for number, line in enumerate(lines_of(text), start=1):
        budget.spend(blocks=1, characters=len(line))
        if line.strip():
            mark = _HEADING.match(line)
            text, level = (mark.group(2), len(mark.group(1))) if mark else (line, 0)
            blocks.append(Paragraph(text, Place("body", number), level))
    return SourceFile(name, "txt", tuple(blocks))


def lines_of(text: str) -> list[str]:
    """Divide a text at CR LF, CR and LF; other breaks that Python knows belong to the line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def decode(name: str, data: bytes) -> str:
    """Return text from bytes in UTF-8, UTF-16 or GB 18030, with or without a byte order mark.

    Args:
        name: File name, for messages.
        data: The whole file.

    Raises:
        FileRefusedError: It is in none of these, or larger than 20 MB.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise FileRefusedError(
            _(
                "“{name}” is larger than {limit} MB, the most that a text file may have. "
                "Divide it into several files and give them one by one.",
                name=name,
                limit=str(MAX_TEXT_BYTES // 1_000_000),
            )
        )
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileRefusedError(
        _(
            "“{name}” is not text in UTF-8, UTF-16 or GB 18030, so its characters cannot be told apart. "
            "Open it in an editor, save it as UTF-8 and try again.",
            name=name,
        )
    )


def _candidates(data: bytes) -> list[str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    sample = data[:_SAMPLE_BYTES]
    if b"\x00" in sample:
        # Without a mark, the zero bytes of line ends and figures tell the byte order.
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        return ["utf-16-le" if odd > even else "utf-16-be"]
    return ["utf-8", "gb18030"]
