"""The grades of one clause in order: from each to the next a promise stays or gets looser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from guicheng.domain.comparison import UNKNOWN, Comparison, Facts, Verdict, compare
from guicheng.domain.standard.entries import Entry, SystemFinding, finding_of
from guicheng.domain.values import Message, Span
from guicheng.domain.values.message import _


def ladder(
    clause: Sequence[tuple[str, int]], entries: Sequence[Entry], facts: Facts = UNKNOWN
) -> Iterator[SystemFinding]:
    """Yield where a higher grade of one clause promises less than the next lower one, or cannot be set above it.

    Args:
        clause: Each grade, best first, with the position of the clause as that grade has it.
        entries: All clauses.
        facts: What is known of the estate.
    """
    for (high, above), (low, under) in pairwise(clause):
        if entries[above].clause.text == entries[under].clause.text:
            continue
        mine, theirs = entries[above].terms, entries[under].terms
        if len(mine) != len(theirs) or not mine:
            yield _unordered((above, under), (high, low), _("A number at each grade."), Span(0, 1))
            continue
        for a, b in zip(mine, theirs, strict=True):
            comparison = compare(a, b, replace(facts, same_activity=True, same_subject=True))
            if comparison.verdict in {Verdict.LOOSER, Verdict.CONFLICT}:
                message = _(
                    "Grade {high} promises “{a}”, which is less than “{b}” of grade {low}. Set the values in order.",
                    high=high, low=low, a=a.words, b=b.words,
                )  # fmt: skip
                yield finding_of("CT005", above, a.span, message, other=under, comparison=comparison)
            elif comparison.verdict is Verdict.CANNOT_COMPARE and a.words != b.words:
                missing = comparison.missing or _("A number at each grade.")
                yield _unordered((above, under), (high, low), missing, a.span)


def _unordered(places: tuple[int, int], grades: tuple[str, str], missing: Message, span: Span) -> SystemFinding:
    message = _(
        "Grades {high} and {low} cannot be set in order. Use one unit and a number.", high=grades[0], low=grades[1]
    )
    unclear = Comparison(Verdict.CANNOT_COMPARE, missing=missing)
    return finding_of("CT006", places[0], span, message, other=places[1], comparison=unclear)
