"""Which clause of a file is which clause of the same file as it was before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

#: Two texts at least this alike are taken for one clause that was changed.
_ALIKE: Final = 0.5
#: Comparisons of texts in one stretch; a longer stretch is paired by numbers alone.
_MOST_COMPARED: Final = 4_000


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause of the earlier file and one of the later, by their positions; None where it has no partner."""

    old: int | None
    new: int | None
    moved: bool = False


def align(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> list[Pair]:
    """Pair the clauses of two versions of a file.

    Args:
        old: Number and text of each earlier clause, in order.
        new: The same of the later ones.

    Returns:
        The pairs in the order of the later file; a clause without a later partner stands where it stood.

    Example:
        >>> align([("1", "每日清扫1次"), ("2", "佩戴工牌")], [("1", "每日清扫2次"), ("2", "佩戴工牌")])
        [Pair(old=0, new=0, moved=False), Pair(old=1, new=1, moved=False)]
    """
    old_texts, new_texts = [_folded(text) for _n, text in old], [_folded(text) for _n, text in new]
    matcher = SequenceMatcher(None, old_texts, new_texts, autojunk=False)
    found: list[Pair] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            found += [Pair(old_start + step, new_start + step) for step in range(old_end - old_start)]
        else:
            found += _changed_stretch(old, new, range(old_start, old_end), range(new_start, new_end))
    return _with_moves(found, old_texts, new_texts)


def _folded(text: str) -> str:
    return "".join(text.split())


def _changed_stretch(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], gone: range, come: range
) -> Iterator[Pair]:
    """Pair what differs, keeping the order: a pair never crosses another."""
    partners = dict(_partners(old, new, gone, come))
    waiting = gone.start
    for place in come:
        partner = partners.get(place)
        if partner is not None:
            yield from (Pair(index, None) for index in range(waiting, partner))
            waiting = partner + 1
        yield Pair(partner, place)
    yield from (Pair(index, None) for index in range(waiting, gone.stop))


def _partners(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], gone: range, come: range
) -> Iterator[tuple[int, int]]:
    """Yield a partner among the earlier clauses for later ones, each after the one before."""
    close = len(gone) * len(come) <= _MOST_COMPARED
    start = gone.start
    for place in come:
        best = max(
            (index for index in range(start, gone.stop)),
            key=lambda index: (_likeness(old[index], new[place], close=close), -index),
            default=None,
        )
        if best is not None and _likeness(old[best], new[place], close=close) >= _ALIKE:
            yield place, best
            start = best + 1


def _likeness(one: tuple[str, str], other: tuple[str, str], *, close: bool) -> float:
    same_number = bool(one[0]) and one[0] == other[0]
    if not close:
        return float(same_number)
    matcher = SequenceMatcher(None, one[1], other[1], autojunk=False)
    bonus = 0.2 if same_number else 0.0
    if matcher.real_quick_ratio() + bonus < _ALIKE or matcher.quick_ratio() + bonus < _ALIKE:
        return 0.0
    return matcher.ratio() + bonus


def _with_moves(pairs: Sequence[Pair], old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Join a clause that went with one of the same text that came: it was moved."""
    gone: dict[str, list[int]] = {}
    for pair in pairs:
        if pair.new is None and pair.old is not None:
            gone.setdefault(old[pair.old], []).append(pair.old)
    found, moved = [], set()
    for pair in pairs:
        if pair.old is None and pair.new is not None and gone.get(new[pair.new]):
            source = gone[new[pair.new]].pop(0)
            moved.add(source)
            found.append(Pair(source, pair.new, moved=True))
        else:
            found.append(pair)
    return [pair for pair in found if pair.new is not None or pair.old not in moved]
