"""The words of ``library/orders``: what tells kinds apart, what is urgent, what narrows no clause."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from guicheng.domain.clause.normalize import normalize


@cache
def words_of(group: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a group by what they stand for, the longest first.

    Raises:
        KeyError: There is no such group.
    """
    return _tables()[group]


@cache
def _tables() -> Mapping[str, dict[str, tuple[str, ...]]]:
    text = (files("guicheng.library") / "orders" / "words.tsv").read_text(encoding="utf-8")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in text.splitlines()[1:]:
        group, value, words = line.split("\t")
        found.setdefault(group, {})[value] = tuple(sorted(normalize(words).split("|"), key=lambda word: -len(word)))
    return found
