"""Words that are said of any noun, 视天气情况 and 视污染情况 alike: no table of words can hold them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PLACE = re.compile("«([^«»]+)»")


@dataclass(frozen=True, slots=True)
class Frame:
    """One such word.

    Args:
        name: Unique name.
        group: Class that its finds have in the lexicon.
        regex: How it looks in normalized text.
        hits: Texts that are one as a whole.
        misses: Texts in which there is none.
    """

    name: str
    group: str
    regex: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]


@cache
def frames() -> tuple[Frame, ...]:
    """Return all frames, in the order of their table."""
    table = tomllib.loads((files("guicheng.domain.clause") / "frames.toml").read_text(encoding="utf-8"))
    parts = table["parts"]
    return tuple(
        Frame(
            row["name"],
            row["group"],
            _PLACE.sub(lambda place: parts[place[1]], row["regex"]),
            tuple(row["hits"]),
            tuple(row["misses"]),
        )
        for row in table["frame"]
    )


def framed(plain: str) -> Iterator[tuple[int, int, str]]:
    """Find where frames stand in a text.

    Args:
        plain: The normalized text.

    Returns:
        Of each the first code point, the one behind the last, and the class.

    Example:
        >>> list(framed("视天气情况增加"))
        [(0, 5, 'vague-escape')]
    """
    for match in _pattern().finditer(plain):
        yield match.start(), match.end(), frames()[int((match.lastgroup or "f0")[1:])].group


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<f{place}>{frame.regex})" for place, frame in enumerate(frames())))
