"""The tables of ``library/activities`` and ``library/scopes``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from guicheng.domain.clause.normalize import normalize

#: Tables of ``library/activities`` that list no activities.
_OTHERS = ("endpoints", "triggers", "subjects", "posts", "fillers", "hedges")


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a standard promises about.

    Args:
        key: Stable key, such as ``repair``.
        item: Item of the service catalogue it belongs to.
        role: What bounds speak of it: ``topic`` (time limits), ``task`` (frequencies), ``record`` (retention),
            ``metric`` (ratios), ``post`` (people), ``hours``, ``quantity``, ``act``.
        zh: Its Chinese name.
        en: Its English name.
        better: For metrics and quantities the good direction, ``high`` or ``low``; for hours ``service`` or
            ``permission``; "" where it has none.
        patterns: Ways to recognise it; each a tuple of groups of words, of which one word a group must stand there.
    """

    key: str
    item: str
    role: str
    zh: str
    en: str
    better: str
    patterns: tuple[tuple[tuple[str, ...], ...], ...]

    @property
    def words(self) -> frozenset[str]:
        """All words that help to recognise it."""
        return frozenset(word for pattern in self.patterns for group in pattern for word in group)


@dataclass(frozen=True, slots=True)
class Stage:
    """A point of a process: what stops a clock, or what starts it.

    Args:
        name: Stable name.
        place: Its place in the order of the process, None where it stands outside of that order.
        zh: Its Chinese name.
        en: Its English name.
        words: How clauses say it.
        after: Stages that come no later than it, for one that stands outside of the order.
    """

    name: str
    place: int | None
    zh: str
    en: str
    words: tuple[str, ...]
    after: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet.

    Args:
        name: Stable name; for seasons the months.
        zh: Its Chinese name.
        en: Its English name.
        parent: Value that contains it, "" for none.
        item: Item of the service catalogue it points to, "" for none.
        words: How clauses say it.
    """

    name: str
    zh: str
    en: str
    parent: str
    item: str
    words: tuple[str, ...]


def rows_of(folder: str, name: str) -> list[list[str]]:
    """Return the rows of a shipped table without its head, each as long as the head."""
    table = (files("guicheng.library") / folder / f"{name}.tsv").read_text(encoding="utf-8")
    head, *rows = [line.split("\t") for line in table.splitlines() if line.strip()]
    return [row + [""] * (len(head) - len(row)) for row in rows]


def longest_first(words: Iterable[str]) -> str:
    """Return a pattern that finds any of some words, of words inside of one another the longest."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def alternatives(folder: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a shipped table of one column, each the words of its row as written."""
    return tuple(tuple(row[0].split("|")) for row in rows_of(folder, name))


@cache
def activities() -> tuple[Activity, ...]:
    """Return all shipped activities, in the order of their tables."""
    folder = files("guicheng.library") / "activities"
    names = sorted(entry.name.removesuffix(".tsv") for entry in folder.iterdir() if entry.name.endswith(".tsv"))
    return tuple(
        Activity(row[0], row[1], row[2], row[3], row[4], row[5], _patterns(row[6]))
        for name in names
        if name not in _OTHERS
        for row in rows_of("activities", name)
    )


def _patterns(cell: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Split ``水箱|水池+清洗 清洗水箱`` into patterns of groups of words."""
    return tuple(tuple(tuple(normalize(group).split("|")) for group in pattern.split("+")) for pattern in cell.split())


@cache
def stages(name: str) -> tuple[Stage, ...]:
    """Return the shipped endpoints or triggers."""
    return tuple(
        Stage(
            row[0],
            None if row[1] == "-" else int(row[1]),
            row[2],
            row[3],
            tuple(normalize(row[4]).split("|")),
            frozenset(row[5].split("|")) - {""} if len(row) > 5 else frozenset(),
        )
        for row in rows_of("activities", name)
    )


@cache
def stage_named(name: str, stage: str) -> Stage:
    """Return an endpoint or trigger by its name.

    Raises:
        KeyError: There is none of that name.
    """
    return {found.name: found for found in stages(name)}[stage]


@cache
def values(facet: str) -> tuple[Value, ...]:
    """Return the shipped values of a facet."""
    return tuple(
        Value(row[0], row[1], row[2], row[3], row[4], tuple(normalize(row[5]).split("|")))
        for row in rows_of("scopes", facet)
    )


def subjects() -> Iterator[tuple[str, str]]:
    """Yield each word for a party with the party."""
    listed = set()
    for name, _zh, _en, words in rows_of("activities", "subjects"):
        for word in normalize(words).split("|"):
            listed.add(word)
            yield word, name
    yield from ((word, "company") for word in posts() if word not in listed)


@cache
def posts() -> dict[str, str]:
    """Return for each word for a post of the company the kind of post."""
    return {word: row[0] for row in rows_of("activities", "posts") for word in normalize(row[3]).split("|")}


@cache
def hedges() -> tuple[str, ...]:
    """Return the words that loosen a promise by an amount that nobody knows."""
    return tuple(row[0] for row in rows_of("activities", "hedges"))


@cache
def fillers() -> frozenset[str]:
    """Return the words that say nothing about what is promised."""
    return frozenset(row[0] for row in rows_of("activities", "fillers"))
