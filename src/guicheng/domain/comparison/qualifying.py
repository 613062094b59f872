"""What the verdict on two clauses comes to once the words are heard that no promise of theirs tells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from guicheng.domain.comparison.aspects import are_of_one_deed
from guicheng.domain.comparison.attendance import are_of_other_days
from guicheng.domain.comparison.bounds import Hours, Tally, Use
from guicheng.domain.comparison.conjoined import named_besides
from guicheng.domain.comparison.months import MONTHS, is_ragged
from guicheng.domain.comparison.pairing import Pairing
from guicheng.domain.comparison.side import Side
from guicheng.domain.comparison.surplus import YEARLY_MONTH
from guicheng.domain.comparison.verdict import ONE_SIDED, Verdict, Witness
from guicheng.domain.comparison.vocabulary import Vocabulary
from guicheng.domain.values.message import _

#: Several do it together, whom doing it alone does not keep.
_JOINTLY: Final = re.compile("由[^,;。]{2,14}?(?:共同|联合|一同)|(?:会同|协同)(?=[一-鿿])|[两二三]岗(?:共同|联合)")
#: The same in whatever words.
_TOGETHER: Final = re.compile("共同|联合|一[同起]|会同|协同|同行|双人")
_MONTH: Final = re.compile(r"\d月")
#: What is done as seldom may be done in other months.
_SELDOM: Final = frozenset({"quarter", "half_year", "year"})


def qualified(found: Pairing, mine: Side, theirs: Side, vocabulary: Vocabulary) -> Pairing:
    """Return the verdict on two clauses with what their words tell besides.

    Args:
        found: The verdict by their promises, the same from both sides.
        mine: The first clause.
        theirs: The second clause.
        vocabulary: The words that name places and cases.
    """
    if found.verdict in ONE_SIDED and _is_ragged(mine) is not _is_ragged(theirs):
        return Pairing(Verdict.CANNOT_COMPARE, missing=_("What the two have in common."), parts=found.parts)
    if found.verdict is Verdict.DISJOINT and are_of_one_deed(mine, theirs, vocabulary):
        return Pairing(Verdict.COMPATIBLE)
    if found.verdict is Verdict.COMPATIBLE and _are_of_other_days(mine, theirs):
        return Pairing(Verdict.DISJOINT)
    if found.verdict in {Verdict.EQUAL, Verdict.TIGHTER} and (more := _beyond(theirs, mine)):
        if found.verdict is Verdict.TIGHTER:
            return replace(found, verdict=Verdict.COMPATIBLE)
        example = _("Only the second clause promises “{b}”.", b=more)
        return replace(found, verdict=Verdict.LOOSER, witness=Witness(theirs.terms[0].scope, example))
    if found.verdict in {Verdict.EQUAL, Verdict.LOOSER} and _beyond(mine, theirs):
        tighter = found.verdict is Verdict.EQUAL
        return replace(found, verdict=Verdict.TIGHTER if tighter else Verdict.COMPATIBLE, witness=None)
    return found


def _is_ragged(side: Side) -> bool:
    """Tell whether a clause names months that begin or end within, of which a mask of months tells too much."""
    return any(map(is_ragged, MONTHS.finditer(side.text)))


def _beyond(side: Side, other: Side) -> str:
    """Return what a clause asks of how something is done that the other one leaves open, "" where it asks nothing."""
    if (jointly := _JOINTLY.search(side.text)) and not _TOGETHER.search(other.text):
        return jointly[0]
    often = [term.bound for term in other.terms]
    seldom = all(isinstance(bound, Tally) and bound.per in _SELDOM for bound in often)
    placed = YEARLY_MONTH.search(side.text) if seldom and not _MONTH.search(other.text) else None
    return placed[1] if placed else named_besides(side.text, other.text)


def _are_of_other_days(mine: Side, theirs: Side) -> bool:
    """Tell whether two clauses promise nothing but hours in which somebody is there, on days that never meet."""
    stands = all(
        isinstance(term.bound, Hours) and term.bound.use is Use.SERVICE for term in (*mine.terms, *theirs.terms)
    )
    return stands and all(are_of_other_days(a, b) for a in mine.terms for b in theirs.terms)
