"""Things named together, of which another clause names only some: 机动车道、人行道 beside 机动车道."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guicheng.domain.comparison.facets import words

#: Words that are listed, up to what is said of them all.
_RUN = re.compile(
    "(?<![、和及与除])(?!除)(?![^,;。]{0,24}(?:以外|之外|除外))"
    "([一-鿿]{2,6}(?:、[一-鿿]{2,6}){0,6})(?:、|(?<![内时后前起])(?:和|与)|及(?!时)|以及)(?!其|以[上下内])([一-鿿]{2,6}?)"
    "(?=[每应须均都的内里上由在按为给,;。0-9]|不得|禁止|严禁|不准|一律|至少|不少于|实行|必须|全部|$)"
)
#: What names no thing: the 不得 of 装修垃圾不得与生活垃圾混放.
_ASKS = re.compile("不得|禁止|严禁|不准|不[高低少多超大小]|[须应]")
_LONGEST, _SHORTEST = 4, 2


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list beside a text that names only some of it.

    Args:
        present: What the text names, in its own words.
        kept: The listing clause with only that.
    """

    present: tuple[str, ...]
    kept: str


def some_of(text: str, other: str) -> tuple[str, ...] | None:
    """Return what a text names alone of the things that the other clause lists, None where it names all or none.

    Args:
        text: A clause, rephrased.
        other: The clause beside it, rephrased.

    Example:
        >>> some_of("机动车道每日清扫一次", "机动车道、人行道每日清扫一次")
        ('机动车道',)
    """
    found = _listed(other, text)
    return None if found is None else found.present


def kept_of(text: str, other: str) -> str | None:
    """Return a clause with only those of its listed things that the other one names, None where that is all or none.

    Example:
        >>> kept_of("机动车道、人行道每日清扫一次", "机动车道每日清扫一次")
        '机动车道每日清扫一次'
    """
    found = _listed(text, other)
    return None if found is None else found.kept


def _listed(listing: str, single: str) -> _Listed | None:
    if any(None in _named(run, listing) for run in _RUN.finditer(single)):
        # Each names something that the other one does not.
        return None
    for run in _RUN.finditer(listing):
        things, named = [*run[1].split("、"), run[2]], _named(run, single)
        if _ASKS.search(things[0][-_SHORTEST:]) or any(map(_ASKS.search, things[1:])):
            continue
        present = tuple(name for name in named if name is not None)
        absent = [thing for thing, name in zip(things, named, strict=True) if name is None]
        if not present or not absent or not all(_is_unsaid(thing, single) for thing in absent):
            continue
        kept = "、".join(thing for thing, name in zip(things, named, strict=True) if name is not None)
        ahead = "" if named[0] else _ahead_of_things(listing, run.start(), things[0])
        return _Listed(present, listing[: run.start()] + ahead + kept + listing[run.end() :])
    return None


def _named(run: re.Match[str], text: str) -> list[str | None]:
    """Return each thing of a list in the words of a text that names it too, None for others."""
    first, *middle = run[1].split("、")
    return [_suffix(first, text), *[each if each in text else None for each in middle], _prefix(run[2], text)]


def _ahead_of_things(listing: str, start: int, first: str) -> str:
    """Return what stands before the first thing of a list within its words: the 推入 of 严禁推入楼道、门厅."""
    known = max((len(word) for word in words() if first.endswith(word)), default=0)
    if not known and (start == 0 or listing[start - 1] in ",;。"):
        return ""
    return first[: -(known or _SHORTEST)]


def _suffix(word: str, text: str) -> str | None:
    """Return the end of a word that a text has too: what stands before the first thing may tell where it is."""
    lengths = range(min(len(word), _LONGEST), _SHORTEST - 1, -1)
    return next((word[-length:] for length in lengths if word[-length:] in text), None)


def _prefix(word: str, text: str) -> str | None:
    lengths = range(min(len(word), _LONGEST), _SHORTEST - 1, -1)
    return next((word[:length] for length in lengths if word[:length] in text), None)


def _is_unsaid(word: str, text: str) -> bool:
    """Tell whether a text says nothing of a thing, in other words either."""
    return not set(word[-_SHORTEST:]) <= set(text)
