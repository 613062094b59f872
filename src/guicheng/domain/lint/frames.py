"""Unlawful acts told by what they mean: who does what to what, over what, and what excuses it.

A frame names classes of words, not wordings: ``cut`` of a ``utility`` over a ``debt``. Words and frames are data, in
``library/unlawful``; a rule asks for the frames under its code beside its own patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from guicheng.domain.clause import Clause
from guicheng.domain.lint.standing import needs_of_frame, standing
from guicheng.domain.lint.unlawful import DEBT, Frame, frames, pattern_of
from guicheng.domain.lint.wording import excused, over_fees, sentence_end, sentences, stands

_PART: Final = re.compile("[^，,：:\n]{1,120}")
_WHOLE: Final = re.compile("[^\n]{1,120}")
#: The most characters of two parts that are taken for one.
_TWO_PARTS: Final = 40
#: A sentence shorter than its clause by less than this is the whole clause but for its full stop.
_MARK: Final = 2
#: Words of who saves himself trouble: 检修图省事 is no 检修 that would excuse a closed valve.
_SLYLY: Final = "slyly"


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
    whole = standing(clause.text)
    possible = [(frame, needs) for frame, needs in _with_needs()[code] if needs & whole == needs]
    if not possible:
        return
    for start, sentence in sentences(clause.text):
        if start + len(sentence) not in told:
            here = whole if len(sentence) > len(clause.text) - _MARK else standing(sentence)
            yield from _first_in(clause, [frame for frame, needs in possible if needs & here == needs], start, sentence)


def _first_in(clause: Clause, possible: list[Frame], start: int, sentence: str) -> Iterator[re.Match[str]]:
    """Yield the first act of a sentence that one of the frames tells."""
    for frame in possible:
        # What stands in none of a sentence stands in no part of it.
        if not all(_hits(sentence, group) for group in frame.act):
            continue
        if not all(_names(clause, start, sentence, group) for group in frame.around):
            continue
        if not _hits(sentence, _SLYLY) and any(excused(pattern_of(group), sentence) for group in frame.unless):
            continue
        hit = next(_acts(clause, frame, start, sentence), None)
        if hit is not None:
            yield hit
            return


def _names(clause: Clause, start: int, sentence: str, group: str) -> bool:
    """Tell whether a class stands in a sentence; a debt may also be named in the title or the head of the list."""
    return bool(_hits(sentence, group)) or (group == DEBT and over_fees(clause, start))


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
    return tuple([hit.span() for hit in pattern_of(group).finditer(text)])


@cache
def _with_needs() -> dict[str, tuple[tuple[Frame, int], ...]]:
    """Return the frames of each rule, each with the bits of what must stand in a sentence that it tells."""
    return {code: tuple((frame, needs_of_frame(frame).bits) for frame in known) for code, known in frames().items()}
