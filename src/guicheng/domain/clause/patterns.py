"""The pattern table: loaded once, compiled into one alternation over class strings."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from guicheng.domain.clause.builders import BUILDERS, Builder
from guicheng.domain.clause.tokens import LETTERS


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying a quantity.

    Args:
        name: Unique name, shown with every requirement it reads.
        classes: Token names with regular-expression operators between them.
        regex: The same over the letters of the class string.
        build: What it means.
        unread_when_empty: Whether tokens it matched count as not understood when it yields nothing.
        hits: Sentences it must read, each with what it must read in them.
        misses: Sentences it must not touch.
    """

    name: str
    classes: str
    regex: str
    build: Builder
    unread_when_empty: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]


def compile_classes(classes: str) -> str:
    """Turn ``OP? DURATION WITHIN`` into a regular expression over letters.

    Raises:
        KeyError: A name is no token class.

    Example:
        >>> compile_classes("[OP OVER]{0,2} PERCENT")
        '[OU]{0,2}P'
    """
    return re.sub(r"[A-Z][A-Z0-9]*", lambda match: re.escape(LETTERS[match.group()]), classes).replace(" ", "")


def _build(row: dict[str, object]) -> Pattern:
    classes = str(row["classes"])
    regex = compile_classes(classes)
    if "not_before" in row:
        regex = f"{regex}(?!{compile_classes(str(row['not_before']))})"
    return Pattern(
        name=str(row["name"]),
        classes=classes,
        regex=regex,
        build=BUILDERS[str(row["builder"])],
        unread_when_empty=bool(row.get("unread_when_empty")),
        hits=_texts(row["hits"]),
        misses=_texts(row["misses"]),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(text) for text in value) if isinstance(value, list) else ()


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return all patterns, the more telling ones first."""
    table = tomllib.loads((files("guicheng.domain.clause") / "patterns.toml").read_text(encoding="utf-8"))
    return tuple(_build(row) for row in table["pattern"])


#: Letters no pattern begins with; most tokens are of these, and skipping them at once is a third of the matching.
IDLE = "t,.()AJWS"


@cache
def _alternation() -> re.Pattern[str]:
    return re.compile(
        f"(?![{re.escape(IDLE)}])(?:"
        + "|".join(f"(?P<p{index}>{pattern.regex})" for index, pattern in enumerate(patterns()))
        + ")"
    )


def matches(letters: str) -> tuple[tuple[Pattern, int, int], ...]:
    """Return the patterns that fit a class string, from the left, none overlapping.

    Args:
        letters: One letter a token.

    Returns:
        Of each the pattern, the index of its first token, the index after its last.
    """
    return _kept(letters) if len(letters) <= _SHORT else _matches(letters)


def _matches(letters: str) -> tuple[tuple[Pattern, int, int], ...]:
    table = patterns()
    return tuple(
        [
            (table[int((match.lastgroup or "p0").removeprefix("p"))], match.start(), match.end())
            for match in _alternation().finditer(letters)
        ]
    )


#: Clauses are many and their class strings few: seven of ten clauses have one that was seen before.
_kept = lru_cache(maxsize=4096)(_matches)
#: Class strings up to this length are kept.
_SHORT = 40
