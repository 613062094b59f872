"""What differs between two states of a standard: clause by clause, with the words that changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal
from uuid import UUID

Verdict = Literal["added", "removed", "changed", "moved", "same"]

#: A number with its decimals, a Latin word, or one other character.
_ATOM: Final = re.compile(r"\d+(?:[.,:]\d+)*%?|[A-Za-z]+|.", re.DOTALL)
#: An unchanged stretch between two changes that is no longer than this belongs to them.
_ISLAND: Final = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that is in both versions, only in the later, or only in the earlier one."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause of one state.

    Args:
        key: What it is known by in all states.
        text: As written.
        number: Number printed before it.
        kind: heading, clause or note.
        position: Place among the clauses of its state, counted from 0.
    """

    key: UUID
    text: str
    number: str = ""
    kind: str = "clause"
    position: int = 0


@dataclass(frozen=True, slots=True)
class ClauseDifference:
    """A clause in two states.

    Args:
        key: What it is known by.
        verdict: What became of it; a clause that was changed and moved is ``changed``, with ``moved`` set.
        before: The earlier text, None where it was added.
        after: The later text, None where it was removed.
        marks: The words, for an added or removed clause all of one kind.
        moved: Whether it stands elsewhere among the clauses that both states have.
    """

    key: UUID
    verdict: Verdict
    before: ClauseText | None
    after: ClauseText | None
    marks: tuple[Mark, ...]
    moved: bool = False


def marks(before: str, after: str) -> tuple[Mark, ...]:
    """Return the words of two texts; those that are ``same`` or ``removed`` make the earlier, the others the later.

    Example:
        >>> [(mark.kind, mark.text) for mark in marks("45分钟内到场", "30分钟内到场")]
        [('removed', '45'), ('added', '30'), ('same', '分钟内到场')]
    """
    if before == after:
        return (Mark("same", before),) if before else ()
    old, new = _ATOM.findall(before), _ATOM.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[Mark] = []
    gone, come = "", ""
    codes = matcher.get_opcodes()
    for index, (tag, old_start, old_end, new_start, new_end) in enumerate(codes):
        was, becomes = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        if tag == "equal" and not _is_island(was, index, len(codes)):
            found += [*_change(gone, come), Mark("same", was)]
            gone = come = ""
        else:
            gone, come = gone + was, come + becomes
    return (*found, *_change(gone, come))


def _is_island(text: str, index: int, count: int) -> bool:
    return 0 < index < count - 1 and len(text) <= _ISLAND


def _change(gone: str, come: str) -> list[Mark]:
    return [*([Mark("removed", gone)] if gone else []), *([Mark("added", come)] if come else [])]


def differences(before: Sequence[ClauseText], after: Sequence[ClauseText]) -> list[ClauseDifference]:
    """Compare two states by clause, in the order of the later one; a removed clause stands where it stood.

    Args:
        before: Clauses of the earlier state, in order.
        after: Clauses of the later state, in order.
    """
    old = {clause.key: clause for clause in before}
    kept = {clause.key for clause in after}
    still = _unmoved([old[clause.key].position for clause in after if clause.key in old])
    found: list[ClauseDifference] = []
    gone = _gone_after(before, kept)
    found += [_removed(clause) for clause in gone.get(None, ())]
    for clause in after:
        found.append(_compared(old.get(clause.key), clause, still))
        found += [_removed(each) for each in gone.get(clause.key, ())]
    return found


def _gone_after(before: Sequence[ClauseText], kept: set[UUID]) -> dict[UUID | None, list[ClauseText]]:
    """Group removed clauses by the kept clause that they stood behind."""
    found: dict[UUID | None, list[ClauseText]] = {}
    last: UUID | None = None
    for clause in before:
        if clause.key in kept:
            last = clause.key
        else:
            found.setdefault(last, []).append(clause)
    return found


def _removed(clause: ClauseText) -> ClauseDifference:
    return ClauseDifference(clause.key, "removed", clause, None, (Mark("removed", clause.text),))


def _compared(before: ClauseText | None, after: ClauseText, still: frozenset[int]) -> ClauseDifference:
    if before is None:
        return ClauseDifference(after.key, "added", None, after, (Mark("added", after.text),))
    moved = before.position not in still
    alike = (before.text, before.number, before.kind) == (after.text, after.number, after.kind)
    verdict: Verdict = "changed" if not alike else "moved" if moved else "same"
    return ClauseDifference(after.key, verdict, before, after, marks(before.text, after.text), moved)


def _unmoved(positions: Sequence[int]) -> frozenset[int]:
    """Return a longest rising part of the earlier positions: the clauses that need not have moved."""
    tails: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for index, position in enumerate(positions):
        length = bisect_left(tails, position)
        back.append(last[length - 1] if length else -1)
        if length == len(tails):
            tails.append(position)
            last.append(index)
        else:
            tails[length], last[length] = position, index
    found = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(positions[index])
        index = back[index]
    return frozenset(found)
