"""Unlawful acts told by what they mean: who does what to what, over what, and what excuses it.

A frame names classes of words, not wordings: ``cut`` of a ``utility`` over a ``debt``. Words and frames are data, in
``library/unlawful``; a rule asks for the frames under its code beside its own patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from guicheng.domain.clause import Clause
from guicheng.domain.lint.wording import excused, over_fees, sentence_end, sentences, stands

_PART: Final = re.compile("[^，,：:\n]{1,120}")
_WHOLE: Final = re.compile("[^\n]{1,120}")
#: The most characters of two parts that are taken for one.
_TWO_PARTS: Final = 40
_REPEATED: Final = re.compile("[*+{}]")
#: What … and ‥ stand for in a word: a few characters of the same part.
_GAPS: Final = {"…": "[^，,。；;：:\n]{0,6}?", "‥": "[^，,。；;：:\n]{0,3}?"}
_DEBT: Final = "debt"
#: Words of who saves himself trouble: 检修图省事 is no 检修 that would excuse a closed valve.
_SLYLY: Final = "slyly"


@dataclass(frozen=True, slots=True)
class Frame:
    """An act by its meaning, each part a class of words.

    Args:
        act: Classes that stand together in one part of a sentence; the first is the act that may be forbidden.
        around: Classes that stand anywhere in the sentence.
        unless: Classes that excuse the act anywhere in the sentence.
        apart: Whether the words of the act may stand in two neighbouring parts.
    """

    act: tuple[str, ...]
    around: tuple[str, ...]
    unless: tuple[str, ...]
    apart: bool = False


def beside(clause: Clause, code: str, found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield what a rule has found by its own patterns, and what its frames find in other sentences.

    Args:
        clause: The clause.
        code: Code of the rule.
        found: Its own hits.
    """
    told: set[int] = set()
    for hit in found:
        told.add(sentence_end(clause.text, hit.start()))
        yield hit
    for start, sentence in sentences(clause.text):
        if start + len(sentence) not in told:
            yield from _first_in(clause, code, start, sentence)


def _first_in(clause: Clause, code: str, start: int, sentence: str) -> Iterator[re.Match[str]]:
    """Yield the first act of a sentence that a frame of the rule tells."""
    for frame in frames()[code]:
        # Most sentences name no such act at all; what stands in none of a sentence stands in no part of it.
        if not all(_hits(sentence, group) for group in frame.act):
            continue
        if not all(_names(clause, start, sentence, group) for group in frame.around):
            continue
        if not _hits(sentence, _SLYLY) and any(excused(words()[group], sentence) for group in frame.unless):
            continue
        hit = next(_acts(clause, frame, start, sentence), None)
        if hit is not None:
            yield hit
            return


def _names(clause: Clause, start: int, sentence: str, group: str) -> bool:
    """Tell whether a class stands in a sentence; a debt may also be named in the title or the head of the list."""
    return bool(_hits(sentence, group)) or (group == _DEBT and over_fees(clause, start))


def _acts(clause: Clause, frame: Frame, start: int, sentence: str) -> Iterator[re.Match[str]]:
    """Yield the parts of a sentence in which all words of the act stand, from the first to the last of them."""
    for begin, end_of_part in _stretches(sentence, apart=frame.apart):
        groups = [_hits(sentence[begin:end_of_part], group) for group in frame.act]
        if not all(groups):
            continue
        first = start + begin
        for place, end in groups[0]:
            if stands(clause, first + place, first + end, inside=False):
                spans = [(place, end), *(min(group, key=lambda hit: abs(hit[0] - place)) for group in groups[1:])]
                low, high = min(span[0] for span in spans), max(span[1] for span in spans)
                hit = _WHOLE.match(clause.text, first + low, first + high)
                if hit is not None:
                    yield hit
                break


@lru_cache(maxsize=1024)
def _stretches(sentence: str, *, apart: bool) -> tuple[tuple[int, int], ...]:
    """Return the parts of a sentence, then each short one with its neighbour if asked for: 申请续租车位的，一律不批."""
    parts = [part.span() for part in _PART.finditer(sentence)]
    if not apart:
        return tuple(parts)
    joined = [(one[0], other[1]) for one, other in pairwise(parts) if other[1] - one[0] <= _TWO_PARTS]
    return (*parts, *joined)


@lru_cache(maxsize=4096)
def _hits(text: str, group: str) -> tuple[tuple[int, int], ...]:
    return tuple(hit.span() for hit in words()[group].finditer(text))


@cache
def words() -> dict[str, re.Pattern[str]]:
    """Return the pattern of each class of words.

    Raises:
        ValueError: A word of the table repeats without bound.
    """
    found = {}
    for row in _rows("words.tsv", ("class", "means", "words")):
        if _REPEATED.search(row[2]):
            raise ValueError(f"words.tsv: {row[0]} repeats a part of a word")
        found[row[0]] = re.compile("|".join(_spelled(word) for word in row[2].split()))
    return found


def _spelled(word: str) -> str:
    for sign, gap in _GAPS.items():
        word = word.replace(sign, gap)
    return word


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """Return the frames of each rule that has some.

    Raises:
        ValueError: A frame names a class that has no words.
    """
    found: dict[str, tuple[Frame, ...]] = {}
    for code, *columns, apart in _rows("frames.tsv", ("rule", "act", "with", "unless", "apart")):
        act, around, unless = (tuple(column.split()) for column in columns)
        if unknown := {*act, *around, *unless} - words().keys():
            raise ValueError(f"frames.tsv: no words for {', '.join(sorted(unknown))}")
        found[code] = (*found.get(code, ()), Frame(act, around, unless, apart=apart == "yes"))
    return found


def _rows(name: str, columns: tuple[str, ...]) -> list[list[str]]:
    table = (files("guicheng.library") / "unlawful" / name).read_text(encoding="utf-8")
    head, *rows = (line.split("\t") for line in table.splitlines() if line.strip())
    if tuple(head) != columns:
        raise ValueError(f"{name}: the first row must name the columns {', '.join(columns)}")
    return rows
