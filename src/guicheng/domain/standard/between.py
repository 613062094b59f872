"""Two sets of clauses: which of them are about one thing, in whatever words, and how those stand to one another.

An index by activity and attribute and the likeness of words only tell which clauses to set beside one another. How two
stand is what setting both clauses beside one another says, which is what a person asks for. Of a clause that promises
several things the others may be kept by other clauses of the other set, so that each promise has its own answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, TypeVar

from guicheng.domain.clause import Clause
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.comparison import (
    UNKNOWN,
    Comparison,
    Facts,
    Level,
    Pairing,
    Verdict,
    compare_libraries,
    terms_of,
)
from guicheng.domain.standard.beside import set_beside
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.resemblance import Resemblance

#: How what was found of single promises is told: with clauses, or with norms and contracts.
Found = TypeVar("Found", Pairing, Comparison)
_KEPT: Final = frozenset({Verdict.EQUAL, Verdict.TIGHTER})
_BROKEN: Final = frozenset({Verdict.LOOSER, Verdict.CONFLICT})
#: Pairs whose answers are remembered: one sentence stands in many files.
_REMEMBERED: Final = 20_000


def compare_sets(
    first: Sequence[Clause],
    second: Sequence[Clause],
    facts: Facts = UNKNOWN,
    *,
    lexicon: Lexicon | None = None,
) -> Iterator[tuple[int, int, Pairing]]:
    """Yield each pair of clauses that are about one thing, by their places, with the answer, in order of the first set.

    A single clause beside a single one is answered in any case.

    Args:
        first: The clauses that are judged, read.
        second: The clauses that they are held against, read.
        facts: What is known of the estate.
        lexicon: The words they were read by; the shipped ones by default.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> mine, theirs = [read("大堂每日清扫2次")], [read("投诉3日内答复"), read("大堂每天扫3遍")]
        >>> [(place, other, str(pairing.verdict)) for place, other, pairing in compare_sets(mine, theirs)]
        [(0, 1, 'LOOSER')]
    """

    @lru_cache(maxsize=_REMEMBERED)
    def asked(mine: str, theirs: str) -> Pairing:
        return set_beside(clauses[mine], clauses[theirs], facts, lexicon=lexicon)

    clauses = {clause.text: clause for clause in (*first, *second)}
    if len(first) == len(second) == 1:
        yield 0, 0, asked(first[0].text, second[0].text)
        return
    entries = [Entry(clause, terms_of(clause, lexicon=lexicon), Level.COMPANY, "") for clause in (*first, *second)]
    promises = [entry.terms for entry in entries]
    alike = Resemblance(entries, facts)
    places = defaultdict[str, list[int]](list)
    for place, clause in enumerate(second):
        places[clause.text].append(place + len(first))
    known = compare_libraries(promises[: len(first)], promises[len(first) :], facts)
    pending = next(known, None)
    for mine, clause in enumerate(first):
        found: dict[int, Pairing] = {}
        while pending is not None and pending[0] == mine:
            found[pending[1]] = pending[2]
            pending = next(known, None)
        near = {place - len(first) for place in alike.seeming_one(mine, places)}
        for theirs in sorted(found.keys() | near):
            answer = asked(clause.text, second[theirs].text)
            told = settled(answer, found.get(theirs), len(promises[mine]), len(promises[len(first) + theirs]))
            # Words alone bring many clauses together: what they leave open is no answer that anybody asked for.
            if told is not None and (theirs in found or told.verdict in _KEPT | _BROKEN):
                yield mine, theirs, told


def settled(asked: Pairing, found: Found | None, promises: int, others: int) -> Pairing | Found | None:
    """Return what holds of two clauses: what both say as a whole, or what was found of a single promise.

    Args:
        asked: What setting both beside one another said.
        found: What comparing one promise of each said; None where they only share words.
        promises: How many things the clause promises.
        others: How many the one promises that it is held against.

    Returns:
        None where they are about different things.
    """
    if asked.verdict is Verdict.DISJOINT:
        return None
    if found is None or asked.verdict in _KEPT:
        return asked
    # A clause may break one promise and say more besides, so that as a whole it is neither looser nor tighter.
    breaks = found.verdict in _BROKEN and promises > 1 and asked.verdict is Verdict.COMPATIBLE
    return found if others > 1 or breaks else asked
