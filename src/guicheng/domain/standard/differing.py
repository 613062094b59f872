"""What two clauses of two authors say of one thing, where they seem to speak of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from typing import Final

from guicheng.domain.clause import Kind
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import (
    Comparison,
    Facts,
    Term,
    Verdict,
    compare_asked,
    compare_in_common,
    read_rephrased,
)
from guicheng.domain.comparison.bounds import Kept
from guicheng.domain.comparison.facets import masks
from guicheng.domain.comparison.phrasing import rephrased
from guicheng.domain.comparison.scope import ANYWHERE, EVERY, FACETS
from guicheng.domain.comparison.sequence import turned
from guicheng.domain.comparison.unlikeness import are_other_shares
from guicheng.domain.comparison.verdict import Witness
from guicheng.domain.standard.claims import contradiction
from guicheng.domain.standard.concerns import are_of_other_concerns, concerns_in
from guicheng.domain.standard.divisions import are_divided
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.kinds import is_broad, is_of_staff, staff_in
from guicheng.domain.standard.kinship import around, grade_label, opposed, wording
from guicheng.domain.standard.leave import Deed, deeds_in
from guicheng.domain.standard.level import are_at_odds
from guicheng.domain.standard.neighbours import compares
from guicheng.domain.standard.opened import are_on_other_grounds, closed_in, opened_in
from guicheng.domain.standard.parted import are_measured_apart, are_parted
from guicheng.domain.standard.sites import are_apart, sites_of
from guicheng.domain.standard.telling import Content, Shared
from guicheng.domain.standard.usage import Usage
from guicheng.domain.standard.weighing import Suspicion, weighed
from guicheng.domain.values.message import _

_BUILDING: Final = FACETS.index("building")
#: Attributes of promises of which one may forbid what the other asks for.
_OF_ACTS: Final = frozenset({"act", "hours", "frequency", "?"})
#: What many things of one activity have each for itself, so that its words must be alike as well.
_OF_MANY: Final = frozenset({"frequency", "deadline", "act"})
_MANY_ALIKE: Final = 0.4
_PAPER: Final = re.compile(r"[\d.、\s]*《([^《》]{1,60})》")
#: The number under which papers are filed, which is told of each of them.
_FILED: Final = re.compile(r"(?:档号|编号|文号|卷号)\s*[:：]?\s*[A-Za-z]")
#: What is told in points, from where on: 超过5厘米的，每处扣2分.
_TAKES_POINTS: Final = re.compile(
    "(?:超过|高于|大于|长于|低于|少于|不足|小于|不到|达不到|未达)[^，,；;。]{1,14}[，,]?[^，,；;。]{0,8}(?:扣|不合格)"
)
#: What may be left over on both sides of clauses that the vocabulary knows as two activities, and of any others.
_LEFT_OF_TWO: Final = 2.0
_LEFT: Final = 12.0
#: From this share on more may be left over.
_NEARLY_ALL: Final = 0.7
#: Least that a ban and a leave share, with its least share of what the less telling one tells: the more, the less.
_ACTS_ALIKE: Final = ((8.0, 0.6), (18.0, 0.44))


def differ(mine: Entry, theirs: Entry, facts: Facts, usage: Usage) -> Suspicion | None:
    """Return how two clauses stand that say different things of what seems one thing, None where nothing shows it.

    Args:
        mine: One clause.
        theirs: The other clause.
        facts: What is known for comparing.
        usage: How words are used among the clauses that the two are of.
    """
    if grade_label(mine.clause.text) != grade_label(theirs.clause.text):
        return None
    if usage.are_of_two_estates(mine.clause.text, theirs.clause.text):
        return None
    if (claimed := contradiction(mine.clause.text, theirs.clause.text)) is not None:
        return None if are_parted(mine.clause.text, theirs.clause.text) else Suspicion(claimed)
    if opposed(wording(mine.clause.text), wording(theirs.clause.text)) or _are_of_other_staff(mine, theirs):
        return None
    if _are_other_papers(mine.clause.text, theirs.clause.text):
        return None
    found = _compared(mine, theirs, facts, usage)
    if found is None or _is_border(mine, theirs, found.comparison.verdict):
        return None
    return None if are_measured_apart(mine.clause.text, theirs.clause.text) else found


def _compared(mine: Entry, theirs: Entry, facts: Facts, usage: Usage) -> Suspicion | None:
    """Return how two clauses stand that speak of one thing by what they share, and by what their promises say."""
    found = _in_known_words(mine, theirs, replace(facts, same_activity=True), usage)
    if found is None:
        found = _of_ban_and_leave(mine, theirs, usage) or _of_closed_and_opened(mine.clause.text, theirs.clause.text)
    if found is None and (_are_out_of_order(mine, theirs) or seem_one(mine, theirs, usage)):
        found = _in_like_words(mine.clause.text, theirs.clause.text, facts)
    return weighed(mine, theirs, facts, usage) if found is None else Suspicion(found)


def _is_border(mine: Entry, theirs: Entry, verdict: Verdict) -> bool:
    """Tell whether one clause takes points only from where the other's promise is long broken: ≤8厘米, 超过9厘米扣2分."""
    if verdict is Verdict.TIGHTER:
        return _TAKES_POINTS.search(theirs.clause.text) is not None
    return verdict is Verdict.LOOSER and _TAKES_POINTS.search(mine.clause.text) is not None


def _of_ban_and_leave(mine: Entry, theirs: Entry, usage: Usage) -> Comparison | None:
    """Return the conflict of a ban and a leave for what seems one act: 不得进入楼栋, 登记后可以进入楼栋送件."""
    if are_on_other_grounds(mine.clause.text, theirs.clause.text):
        return None
    for first in deeds_in(mine.clause.text, usage):
        for second in deeds_in(theirs.clause.text, usage):
            if first.allows is second.allows or not first.scope.meets(second.scope):
                continue
            shared = Shared.of(first.chars, second.chars)
            if any(shared.reaches(least, share) for least, share in _ACTS_ALIKE):
                return Comparison(Verdict.CONFLICT, shown=partial(_shown, first, second))
    return None


def _of_closed_and_opened(mine: str, theirs: str) -> Comparison | None:
    """Return the conflict of two clauses of which one closes the grounds that the other opens."""
    for first, second in ((mine, theirs), (theirs, mine)):
        closed, opened = closed_in(first), opened_in(second)
        if closed and opened and closed.is_closed_to(opened):
            example = _("One closes what the other opens: “{a}”, “{b}”.", a=first, b=second)
            return Comparison(Verdict.CONFLICT, shown=partial(Witness, ANYWHERE, example))
    return None


def _shown(first: Deed, second: Deed) -> Witness:
    """Return a case of what one clause forbids and the other allows."""
    example = _("One forbids what the other allows: “{a}”, “{b}”.", a=first.words, b=second.words)
    return Witness(first.scope.meet(second.scope) or first.scope, example)


def _are_out_of_order(mine: Entry, theirs: Entry) -> bool:
    """Tell whether two clauses put the same steps in another order: 先报价后动工, 干完再报价."""
    return turned(rephrased(mine.clause.text), rephrased(theirs.clause.text)) is not None


def seem_one(mine: Entry, theirs: Entry, usage: Usage) -> bool:
    """Tell whether two clauses seem to speak of one thing, as far as their words and measures say."""
    return _are_measured_alike(mine, theirs) and not _are_told_apart(mine, theirs, usage)


def _in_known_words(mine: Entry, theirs: Entry, facts: Facts, usage: Usage) -> Comparison | None:
    """Compare promises of one activity that further words keep apart: 登记簿写满后收存, beside 登记簿."""
    share = Content.of(mine, usage).share(Content.of(theirs, usage))
    for first, second in _of_one_activity(mine, theirs):
        if first.key.attribute in _OF_MANY and share < _MANY_ALIKE:
            continue
        found = compare_in_common(first, second, facts)
        if are_at_odds(first, second, found.verdict):
            return found
    return None


def _of_one_activity(mine: Entry, theirs: Entry) -> Iterator[tuple[Term, Term]]:
    """Yield the promises of one known activity, whoever owes them, without what goes without saying."""
    others = read_rephrased(theirs.clause.text)[1]
    for first in read_rephrased(mine.clause.text)[1]:
        for second in others:
            known = first.key == second.key and first.key.known and not is_broad(first.key.activity)
            alike = known and not _are_other(first, mine.clause.text, theirs.clause.text)
            alike = alike and not _are_divided((first, mine.clause.text), (second, theirs.clause.text))
            if alike and compares(first) and compares(second):
                yield _plainly(first, second), _plainly(second, first)


def _are_other(term: Term, mine: str, theirs: str) -> bool:
    """Tell whether promises of one activity are of things at other places, or shares of other things."""
    if term.key.attribute == "share" and are_other_shares(mine, theirs):
        return True
    return _are_sited_apart(term, mine, theirs)


def _are_divided(mine: tuple[Term, str], theirs: tuple[Term, str]) -> bool:
    """Tell whether two promises are of two things by the words in which they stand: notices of other events."""
    if are_of_other_concerns(*(concerns_in(rephrased(text), term) for term, text in (mine, theirs))):
        return True
    words = (around(rephrased(text), term.span) for term, text in (mine, theirs))
    return are_divided(mine[0].key.attribute, *words)


def _are_sited_apart(term: Term, mine: str, theirs: str) -> bool:
    """Tell whether two texts name places of which none is part of the other's, where a promise is about things."""
    return are_apart(*(sites_of(term.key.attribute, text) for text in (mine, theirs)))


def _plainly(term: Term, other: Term) -> Term:
    """Return a promise without its post, and without homes that the other one does not name.

    Where a record lies is no part of what it is a record of.
    """
    scope, homes = term.scope, masks("building")["residential"]
    if {scope.masks[_BUILDING], other.scope.masks[_BUILDING]} == {EVERY, homes}:
        scope = scope.without("building")
    return replace(term, post="", scope=ANYWHERE if isinstance(term.bound, Kept) else scope)


def _are_of_other_staff(mine: Entry, theirs: Entry) -> bool:
    """Tell whether two clauses are about people of two departments."""
    if not all(any(is_of_staff(term.key) for term in entry.terms) for entry in (mine, theirs)):
        return False
    first, second = staff_in(mine.clause.text), staff_in(theirs.clause.text)
    return bool(first and second) and not first & second


def _are_other_papers(mine: str, theirs: str) -> bool:
    """Tell whether two clauses are of papers of two titles or numbers: 《巡逻记录》保存2年, 档号：DA-5."""
    if _FILED.search(mine) and _FILED.search(theirs):
        return True
    first, second = (_PAPER.match(text) for text in (mine, theirs))
    return first is not None and second is not None and first[1] != second[1]


@lru_cache(maxsize=60_000)
def _in_like_words(mine: str, theirs: str, facts: Facts) -> Comparison | None:
    """Compare two texts as ones that somebody has set beside one another."""
    first, second = read(mine), read(theirs)
    # Rounds and checks are each post's own; what is done in a case or in a time may be anybody's.
    often = all(any(need.kind is Kind.FREQUENCY for need in clause.requirements) for clause in (first, second))
    pairing = compare_asked(first, second, facts, whoever=not often)
    if pairing.verdict is Verdict.CONFLICT:
        conflicting = [part for part in pairing.parts if part.comparison.verdict is Verdict.CONFLICT]
        divided = [part for part in conflicting if _are_divided((part.a, mine), (part.b, theirs))]
        told = not divided or divided != conflicting
        return Comparison(pairing.verdict, shown=lambda: pairing.witness) if told else None
    if pairing.verdict is Verdict.DISJOINT:
        return None
    for part in pairing.parts:
        found = part.comparison
        if _are_sited_apart(part.a, mine, theirs) or _are_divided((part.a, mine), (part.b, theirs)):
            continue
        if found.verdict is Verdict.CANNOT_COMPARE:
            # What is left open is what the two are about, unless they are told apart by their clocks alone.
            found = compare_in_common(part.a, part.b, replace(facts, same_activity=True))
            if found.verdict is not Verdict.CANNOT_COMPARE:
                continue
        wrong = are_at_odds(part.a, part.b, found.verdict)
        if wrong and compares(part.a) and compares(part.b):
            return found
    return None


def _are_told_apart(mine: Entry, theirs: Entry, usage: Usage) -> bool:
    """Tell whether what is left over on both sides tells two clauses apart."""
    a, b = Content.of(mine, usage), Content.of(theirs, usage)
    if a.left(b) > _LEFT and a.share(b) < _NEARLY_ALL:
        return True
    first, second = ({term.key for term in entry.terms if term.key.known} for entry in (mine, theirs))
    if first & second:
        # 检查借用工具 and 检查灯杆 are both rounds.
        rounds = all(is_broad(key.activity) and key.attribute == "frequency" for key in first & second)
        return rounds and a.share(b) < _NEARLY_ALL
    return a.left(b) > _LEFT_OF_TWO and bool(first and second)


def _are_measured_alike(mine: Entry, theirs: Entry) -> bool:
    """Tell whether two clauses bound one attribute; an order and hours are set against a ban on the act."""
    first, second = ({term.key.attribute for term in entry.terms} for entry in (mine, theirs))
    return bool(first & second) or (bool(first & _OF_ACTS) and bool(second & _OF_ACTS))
