"""The words of the field, read from tables so that a domain expert can extend them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, TypeVar

import ahocorasick

from guicheng.domain.clause.clause import Word
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.values import Span

_COLUMNS = ("surface", "class", "canonical", "value", "inclusive", "source")
Made = TypeVar("Made")
_WORD_CLASSES = ("vague-", "immediate", "metric-name", "harmless", "post", "severity", "unlawful-")


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a lexicon table.

    Args:
        surface: The characters as they stand in clauses, normalized.
        group: Class of the term, such as ``time-unit``, ``op``, ``vague-time``.
        canonical: Standard form: a unit, an operator, a word.
        value: How many of the canonical unit it is (周 is 7 day); "" where that makes no sense.
        inclusive: "yes" or "no" for comparators, otherwise "".
        source: Where the term was found.
    """

    surface: str
    group: str
    canonical: str
    value: str
    inclusive: str
    source: str


class Lexicon:
    """A set of terms; a company's own terms lie over the shipped ones.

    Args:
        terms: Later terms replace earlier ones with the same surface and class.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {(term.surface, term.group): term for term in terms}
        self._made: dict[Callable[[Lexicon], Any], Any] = {}

    def once(self, make: Callable[[Lexicon], Made]) -> Made:
        """Return what a function makes of this lexicon; it is made when first asked for and kept."""
        found: Made | None = self._made.get(make)
        if found is None:
            found = self._made[make] = make(self)
        return found

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms.values())

    def group(self, name: str) -> dict[str, Term]:
        """Return the terms of one class by surface."""
        return {surface: term for (surface, group), term in self._terms.items() if group == name}

    def over(self, terms: Iterable[Term]) -> Lexicon:
        """Return a lexicon in which the given terms lie over these."""
        return Lexicon([*self._terms.values(), *terms])

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for (surface, group), term in self._terms.items():
            if group.startswith(_WORD_CLASSES):
                automaton.add_word(surface, term)
        automaton.make_automaton()
        return automaton

    def words(self, plain: str, text: str) -> tuple[Word, ...]:
        """Find the terms that lint and the reader ask for: the longest at each place, none overlapping.

        Args:
            plain: The normalized text.
            text: The text as written, of the same length.
        """
        if not len(self._automaton):
            return ()
        hits = list(self._automaton.iter(plain))
        return tuple([_word(end, term, text) for end, term in _longest(hits)]) if hits else ()


def _longest(hits: list[tuple[int, Term]]) -> Iterator[tuple[int, Term]]:
    """Yield the longest hits from the left; an overlapped shorter one gives way."""
    hits.sort(key=lambda hit: (hit[0] + 1 - len(hit[1].surface), -hit[0]))
    reached = 0
    for end, term in hits:
        if end + 1 - len(term.surface) >= reached:
            yield end, term
            reached = end + 1


def _word(end: int, term: Term, text: str) -> Word:
    span = Span(end + 1 - len(term.surface), end + 1)
    return Word(span, span.of(text), term.group, term.canonical or term.surface)


def parse_table(table: str, name: str = "") -> list[Term]:
    """Read a lexicon table: tab-separated, first row the column names.

    Args:
        table: Text of the table.
        name: What to call it in an error.

    Raises:
        ValueError: The column names are missing or a row has more cells than names.
    """
    head, *rows = [line for line in table.splitlines() if line.strip() and not line.startswith("#")]
    if tuple(head.split("\t")) != _COLUMNS:
        raise ValueError(f"{name}: the first row must name the columns {', '.join(_COLUMNS)}")
    terms = []
    for number, row in enumerate(rows, 2):
        cells = row.split("\t")
        if len(cells) > len(_COLUMNS):
            raise ValueError(f"{name}: row {number} has more than {len(_COLUMNS)} cells")
        cells += [""] * (len(_COLUMNS) - len(cells))
        terms.append(Term(normalize(cells[0]), *cells[1:]))
    return terms


@cache
def shipped() -> Lexicon:
    """Return the lexicon that comes with the product."""
    folder = files("guicheng.library") / "lexicon"
    tables = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".tsv")), key=lambda entry: entry.name)
    terms = []
    for entry in tables:
        terms += parse_table(entry.read_text(encoding="utf-8"), entry.name)
    return Lexicon(terms)
