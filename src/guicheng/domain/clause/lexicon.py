"""The words of the field, read from tables so that a domain expert can extend them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, TypeVar

import ahocorasick

from guicheng.domain.clause.clause import Word
from guicheng.domain.clause.frames import framed
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.values import Span

_COLUMNS = ("surface", "class", "canonical", "value", "inclusive", "source")
_BREAK = re.compile(r"\r\n?|\n")
_ESCAPED = re.compile(r"\\([\\nrt#])")
_PLAIN = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t", "#": "#"}
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
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

    def tells_case(self, word: Word) -> bool:
        """Tell whether a word names a case in which something holds; 平时 is vague of how often and a case as well."""
        frequency = word.group == "vague-frequency"
        return word.group == "severity" or (frequency and (word.surface, "severity") in self._terms)

    def words(self, plain: str, text: str) -> tuple[Word, ...]:
        """Find the terms that lint and the reader ask for: the longest at each place, none overlapping.

        Args:
            plain: The normalized text.
            text: The text as written, of the same length.
        """
        if not len(self._automaton):
            return ()
        hits = list(self._automaton.iter(plain))
        hits += [(end - 1, Term(plain[start:end], group, "", "", "", "")) for start, end, group in framed(plain)]
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


class LexiconTableError(ValueError):
    """A table of terms is not in its form.

    Args:
        name: What the table is called.
        line: Line that is wrong, counted from 1.
        told: What is wrong.
    """

    def __init__(self, name: str, line: int, told: str) -> None:
        super().__init__(f"{name}:{line}: {told}")
        self.line = line


def table_rows(table: str, name: str = "") -> list[tuple[int, Term]]:
    r"""Read a lexicon table, surfaces as they are written: tab-separated, first row the column names.

    ``\n``, ``\t`` and ``\\`` stand for a line break, a tab and a backslash in a cell, ``\#`` for a # that begins one.

    Args:
        table: Text of the table.
        name: What to call it in an error.

    Returns:
        Each row with its line, counted from 1.

    Raises:
        LexiconTableError: The column names are missing or a row has more cells than names.
    """
    lines = enumerate(_BREAK.split(table), 1)
    filled = [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]
    if not filled or tuple(filled[0][1].split("\t")) != _COLUMNS:
        raise LexiconTableError(name, 1, f"the first row must name the columns {', '.join(_COLUMNS)}")
    rows = []
    for number, line in filled[1:]:
        cells = line.split("\t")
        if len(cells) > len(_COLUMNS):
            raise LexiconTableError(name, number, f"the row has more than {len(_COLUMNS)} cells")
        cells += [""] * (len(_COLUMNS) - len(cells))
        rows.append((number, Term(*(map(_plain, cells) if "\\" in line else cells))))
    return rows


def _plain(cell: str) -> str:
    return _ESCAPED.sub(lambda found: _PLAIN[found[1]], cell)


def write_table(terms: Iterable[Term]) -> str:
    r"""Return the table of terms; reading it with ``table_rows`` gives the same terms.

    Example:
        >>> write_table([Term("楼长", "post", "", "", "", "本公司")]).splitlines()[1].split("\t")
        ['楼长', 'post', '', '', '', '本公司']
    """
    rows = [[term.surface, term.group, term.canonical, term.value, term.inclusive, term.source] for term in terms]
    lines = ["\t".join(_cell(cell) for cell in row) for row in rows]
    return "".join(f"{line}\n" for line in ("\t".join(_COLUMNS), *lines))


def _cell(text: str) -> str:
    told = "".join(_ESCAPES.get(sign, sign) for sign in text)
    return f"\\{told}" if told.startswith("#") else told


def parse_table(table: str, name: str = "") -> list[Term]:
    """Read a lexicon table as the reader asks it, surfaces normalized; see ``table_rows`` for its form and errors."""
    return [replace(term, surface=normalize(term.surface)) for _line, term in table_rows(table, name)]


@cache
def shipped() -> Lexicon:
    """Return the lexicon that comes with the product."""
    folder = files("guicheng.library") / "lexicon"
    tables = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".tsv")), key=lambda entry: entry.name)
    terms = []
    for entry in tables:
        terms += parse_table(entry.read_text(encoding="utf-8"), entry.name)
    return Lexicon(terms)
