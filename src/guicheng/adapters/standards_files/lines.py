"""The marks of the format: what a line of a standard's file can be, and how text that looks like a mark is kept."""

from __future__ import annotations

import re
from typing import Final

from guicheng.domain.standard.text import ELEMENTS, MORE_ELEMENTS

#: Lines of a part that are no elements.
GRADES: Final = "条款等级"
KEY: Final = "编号"
NUMBER: Final = "序号"
IGNORE: Final = "忽略"
NAME_OF: Final[dict[str, str]] = ELEMENTS | MORE_ELEMENTS
KEY_OF: Final[dict[str, str]] = {name: key for key, name in NAME_OF.items()}
RESERVED: Final = frozenset({*KEY_OF, *NAME_OF, GRADES, KEY, NUMBER, IGNORE})

#: Numbers that stand before their text; any other is kept on a line of its own. ``1.`` and ``一、`` lose their mark.
_PRINTED: Final = re.compile(
    r"(?:(?P<dotted>[0-9]{1,4}(?:[.-][0-9]{1,4}){1,8}|[A-Za-z](?:\.[0-9]{1,4}){1,6}|[(（][0-9一二三四五六七八九十百]{1,4}[)）]"
    r"|第[0-9一二三四五六七八九十百]{1,6}[章节条款]|[①-⑳])[ \u3000]+"
    r"|(?P<counted>[0-9]{1,4})\.[ \u3000]+|(?P<spoken>[一二三四五六七八九十百]{1,4})、)(?=\S)"
)
_BARE: Final = re.compile(r"(?P<counted>[0-9]{1,4})[ \u3000]+(?=\S)")
HEADING: Final = re.compile(r"(?P<marks>#{1,20})[ \t]+(?P<text>\S.*)")
NOTE: Final = re.compile(r">[ \t]*(?P<text>\S.*)")
ELEMENT: Final = re.compile(r"- (?P<name>(?:\\.|[^\\：:\n]){1,200})[：:][ \t]*(?P<value>.*)")
IGNORED: Final = re.compile(
    r"(?P<code>[A-Z]{2}[0-9]{3})[ \t]+(?P<reason>\S.*?)(?:[ \t]+至(?P<until>[0-9]{4}-[0-9]{2}-[0-9]{2}))?"
)
_ESCAPED: Final = re.compile(r"\\(.)|<br>")
_MARKED: Final = re.compile(r"[#>\\]|[-*] ")


def escaped(text: str) -> str:
    """Return a text on one line: line feeds as ``<br>``, backslashes and written ``<br>`` marked by a backslash."""
    return text.replace("\\", "\\\\").replace("<br>", "\\<br>").replace("\n", "<br>")


def unescaped(text: str) -> str:
    """Return a text as it was before ``escaped`` or ``guarded``."""
    return _ESCAPED.sub(lambda match: match[1] if match[1] is not None else "\n", text)


def guarded(text: str) -> str:
    """Return a text that begins a line and is not taken for a mark or a number."""
    line = escaped(text)
    if line.startswith("\\"):
        return line
    return f"\\{line}" if _MARKED.match(line) or _PRINTED.match(line) or _BARE.match(line) else line


def divided(text: str, *, heading: bool = False) -> tuple[str, str]:
    """Return the number that stands before a text, "" for none, and the rest.

    A bare figure is a number only before a heading: a clause may begin with one, as in 24 小时值班.
    """
    hit = _PRINTED.match(text) or (_BARE.match(text) if heading else None)
    if hit is None:
        return "", text
    return next(number for number in hit.groupdict().values() if number), text[hit.end() :]


def before(number: str, *, heading: bool = False) -> str:
    """Return a number as it is written before its text, "" where it cannot be.

    Example:
        >>> before("1"), before("1", heading=True), before("3.1"), before("一"), before("共")
        ('1. ', '1 ', '3.1 ', '一、', '')
    """
    bare = f"{number} " if heading and number.isdecimal() else f"{number}. "
    for written in (bare, f"{number} ", f"{number}、"):
        if divided(f"{written}x", heading=heading) == (number, "x"):
            return written
    return ""


def element_name(key: str) -> str:
    """Return how an element is called in a file; a heading of a table that is a name of the format is marked."""
    if key in NAME_OF:
        return NAME_OF[key]
    name = escaped(key).replace("：", "\\：").replace(":", "\\:")
    return f"\\{name}" if key in RESERVED else name


def element_key(name: str) -> str:
    """Return the key of an element by its name in a file."""
    return (
        unescaped(name) if name.startswith("\\") and not name.startswith("\\\\") else KEY_OF.get(name, unescaped(name))
    )
