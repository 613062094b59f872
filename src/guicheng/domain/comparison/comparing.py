"""Two promises set beside one another."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from guicheng.domain.comparison import witnesses
from guicheng.domain.comparison.bounds import Act, Notice, Polarity
from guicheng.domain.comparison.clock import has_hours
from guicheng.domain.comparison.facets import described, season_named, with_seasons
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.measuring import are_done_and_reviewed, related
from guicheng.domain.comparison.relation import Relation
from guicheng.domain.comparison.saying import SEVERAL
from guicheng.domain.comparison.scope import EVERY, FACETS, Scope, has_cells
from guicheng.domain.comparison.taken_out import EXCEPTED
from guicheng.domain.comparison.term import Key, Term
from guicheng.domain.comparison.verdict import EITHER_WAY, Comparison, Verdict, Witness
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

#: Answers that nothing has to show, each made once.
_PLAIN = {verdict: Comparison(verdict) for verdict in Verdict}
_DISJOINT = _PLAIN[Verdict.DISJOINT]
_EQUAL, _TIGHTER = _PLAIN[Verdict.EQUAL], _PLAIN[Verdict.TIGHTER]
_COMPATIBLE = _PLAIN[Verdict.COMPATIBLE]
_WITNESSED = frozenset({Verdict.LOOSER, Verdict.CONFLICT})
#: Parties that often do the company's work; a clause that names nobody may mean them.
_HIRED = frozenset({"maintainer", "fitter", "contractor", "supplier"})
#: Two events between which no time passes.
SOON = frozenset({"reported", "received"})
#: Two ways of telling people beforehand.
_TOLD = frozenset({"notified", "published"})
#: What leaves an act to whoever likes; a wider leave binds no more.
_LEAVES = frozenset({Polarity.MAY, Polarity.NEED_NOT})
#: Hours that an exception names: who may come later at night promises less, whatever else happens.
_TIME_OF_DAY = re.compile(r"(?:每日|每天|次日|凌晨|夜间|晚上?|[\d:点时分至到、-]|周[一二三四五六日末])+")
_BETWEEN_THINGS = re.compile("[、和与及]")
_SEASON, _HOUR = FACETS.index("season"), FACETS.index("hour")


def compare(a: Term, b: Term, facts: Facts = UNKNOWN) -> Comparison:
    """Say how promise ``a`` stands to promise ``b``.

    Whoever keeps a TIGHTER promise keeps the other as well. Where that depends on a fact that is not known the
    verdict is CANNOT_COMPARE and names the fact; ``compare(b, a)`` says the same with TIGHTER and LOOSER swapped.

    Args:
        a: The first promise.
        b: The second promise.
        facts: What is known of the estate.
    """
    mine, theirs = a.saying, b.saying
    line = mine.line
    if (
        line is not None
        and (line is theirs.line or line == theirs.line)
        and mine.residue == theirs.residue
        and facts.same_activity is not False
    ):
        return _on_one_line(a, b, facts)
    return _paired(a, b, facts) or _of_one_thing(a, b, facts)


def compare_in_common(a: Term, b: Term, facts: Facts = UNKNOWN) -> Comparison:
    """Say how two promises stand in the cells that they share; DISJOINT where they share none.

    Words that nothing has understood are passed over, and a period of review that only one of them names holds for
    both: whoever asks has made sure by other means that the two speak of one thing.

    Args:
        a: The first promise.
        b: The second promise.
        facts: What is known of the estate.
    """
    if not a.scope.meets(b.scope):
        return _DISJOINT
    mine, theirs = a.saying, b.saying
    if mine.line is not None and mine.line == theirs.line and facts.same_activity is not False:
        forward, back = mine.place <= theirs.place, theirs.place <= mine.place
        verdict = EITHER_WAY[forward, back]
    else:
        paired = _paired(a, b, facts)
        if paired is not None or _never_together(a, b):
            return paired or _DISJOINT
        relation = related(_aligned(a, b).measure, _aligned(b, a).measure, facts)
        verdict = _verdict(relation, around=_lasts(a, b), inside=_lasts(b, a))
        if verdict is Verdict.CANNOT_COMPARE:
            return Comparison(verdict, missing=relation.missing or _("What the two have in common."))
    return _shown(verdict, partial(_witness_in_common, a, b, facts))


def _aligned(a: Term, b: Term) -> Term:
    """Return ``a`` with what only ``b`` names: a period of review, the event that starts the clock.

    What is reported is taken down at once, and of notices it is the same whether people are told or a paper is put up.
    """
    review, trigger, endpoint = a.review or b.review, a.trigger or b.trigger, a.endpoint
    if {a.trigger, b.trigger} == SOON:
        trigger = "reported"
    if isinstance(a.bound, Notice) and {endpoint, b.endpoint} == _TOLD:
        endpoint = "notified"
    if (review, trigger, endpoint) == (a.review, a.trigger, a.endpoint):
        return a
    return replace(a, review=review, trigger=trigger, endpoint=endpoint)


def _witness_in_common(a: Term, b: Term, facts: Facts) -> Witness | None:
    cell = a.scope.meet(b.scope) or a.scope
    first, second = (replace(_aligned(one, other), scope=cell, residue="") for one, other in ((a, b), (b, a)))
    return compare(first, second, facts).witness


def _on_one_line(a: Term, b: Term, facts: Facts) -> Comparison:
    """Return the answer where a number and the cells are all that can differ."""
    mine, theirs = a.saying, b.saying
    forward, back = mine.place <= theirs.place, theirs.place <= mine.place
    if mine.facet == theirs.facet and mine.facet != SEVERAL:
        # One and the same facet narrows both, or none does: its masks are all that counts.
        first, second = mine.mask, theirs.mask
        if first != second:
            common = first & second
            if not common:
                return _DISJOINT
            forward, back = forward and common == second, back and common == first
    elif mine.cells != theirs.cells:
        common = mine.cells & theirs.cells
        if not has_cells(common):
            return _DISJOINT
        forward, back = forward and common == theirs.cells, back and common == mine.cells
    if forward:
        return _EQUAL if back else _TIGHTER
    return Comparison(Verdict.LOOSER, None, partial(witnesses.of_looser, a, b, facts)) if back else _COMPATIBLE


def _of_one_thing(a: Term, b: Term, facts: Facts) -> Comparison:
    """Return the answer on two promises about one thing of one party."""
    mine, theirs = with_seasons(a.scope, facts), with_seasons(b.scope, facts)
    if not mine.meets(theirs) or _never_together(a, b):
        return _DISJOINT
    if (missing := _doubt(a, b, facts, mine, theirs)) is not None:
        return Comparison(Verdict.CANNOT_COMPARE, missing=missing)
    relation = related(a.measure, b.measure, facts)
    around = mine.covers(theirs) and _lasts(a, b)
    inside = theirs.covers(mine) and _lasts(b, a)
    verdict = _verdict(relation, around=around, inside=inside)
    if verdict is Verdict.CANNOT_COMPARE:
        return Comparison(verdict, missing=relation.missing or _("What the two have in common."))
    made = witnesses.of_conflict if verdict is Verdict.CONFLICT else witnesses.of_looser
    return _shown(verdict, partial(made, a, b, facts))


def _shown(verdict: Verdict, witness: Callable[[], Witness | None]) -> Comparison:
    return Comparison(verdict, shown=witness) if verdict in _WITNESSED else _PLAIN[verdict]


def _verdict(relation: Relation, *, around: bool, inside: bool) -> Verdict:
    """Return the verdict of a relation and of scopes: ``around`` means that a's box holds all of b's.

    A box that is wider binds more, so a refines b only where its box holds b's.
    """
    if relation.apart:
        return Verdict.CONFLICT
    forward = relation.forward if around else False
    back = relation.back if inside else False
    if forward or back:
        return EITHER_WAY[bool(forward), bool(back)]
    if forward is None or back is None or relation.apart is None:
        return Verdict.CANNOT_COMPARE
    return Verdict.COMPATIBLE


def _paired(a: Term, b: Term, facts: Facts) -> Comparison | None:
    """Return the answer where the two are not about one thing of one party, otherwise None."""
    same = _same_key(a.key, b.key, facts)
    if same is False:
        return _DISJOINT
    owed = _same_party(a.subject, b.subject, facts)
    if owed is False or (a.post and b.post and a.post != b.post and facts.same_subject is not True):
        return _DISJOINT
    if same is None:
        return Comparison(Verdict.CANNOT_COMPARE, missing=_("Whether both speak of the same activity."))
    if owed is None:
        return Comparison(Verdict.CANNOT_COMPARE, missing=_("Who owes the promise that names nobody."))
    return None


def _same_key(a: Key, b: Key, facts: Facts) -> bool | None:
    if a.attribute != b.attribute and "?" not in {a.attribute, b.attribute}:
        return False
    if facts.same_activity is not None:
        return facts.same_activity
    if a.activity == b.activity:
        return True
    return False if a.known and b.known else None


def _same_party(a: str, b: str, facts: Facts) -> bool | None:
    if (a or "company") == (b or "company"):
        return True
    if facts.same_subject is not None:
        return facts.same_subject
    return None if (not a and b in _HIRED) or (not b and a in _HIRED) else False


def _never_together(a: Term, b: Term) -> bool:
    """Tell whether one has ended before the other begins to hold, or reviews what the other one does."""
    if are_done_and_reviewed(a.measure, b.measure):
        return True
    return bool((a.until and b.since and a.until < b.since) or (b.until and a.since and b.until < a.since))


def _lasts(a: Term, b: Term) -> bool:
    """Tell whether ``a`` holds on every day on which ``b`` does."""
    begins = a.since is None or (b.since is not None and a.since <= b.since)
    return begins and (a.until is None or (b.until is not None and b.until <= a.until))


def _doubt(a: Term, b: Term, facts: Facts, mine: Scope, theirs: Scope) -> Message | None:
    """Return what keeps the two from being compared although they are about one activity, or None."""
    if facts.same_activity is None and a.residue != b.residue and not _opposed(a, b):
        return _(
            "Whether “{a}” and “{b}” are the same; these words were not understood.",
            a=a.residue or "-",
            b=b.residue or "-",
        )
    first, second = _excepted(mine), _excepted(theirs)
    if first != second and not (_TIME_OF_DAY.fullmatch(first + second) and not (first and second)):
        return _(
            "Whether “{a}” and “{b}” are the same; these words were not understood.", a=first or "-", b=second or "-"
        )
    if isinstance(a.bound, Act) and a.bound == b.bound and a.bound.polarity in _LEAVES and mine != theirs:
        return _("Whether what is allowed in some cases is forbidden in the others.")
    if mine.masks[_HOUR] != theirs.masks[_HOUR] and (has_hours(mine.window) or has_hours(theirs.window)):
        named = next(scope for scope in (mine, theirs) if scope.masks[_HOUR] != EVERY)
        return _("From when to when it is {hours}.", hours=described(named.only("hour"), "zh")["hour"])
    return _unknown_season(mine, theirs, facts)


def _unknown_season(mine: Scope, theirs: Scope, facts: Facts) -> Message | None:
    """Return the season whose months must be known, or None; two names of one season need none."""
    if not mine.assumed and not theirs.assumed:
        return None
    assumed = [name for name in (*mine.assumed, *theirs.assumed) if name not in facts.seasons]
    first, second = ([season_named(name) for name in scope.assumed] for scope in (mine, theirs))
    months = {mine.masks[_SEASON], theirs.masks[_SEASON]}
    # Any season lies within the whole year, whichever its months are.
    if assumed and (len(months) > 1 or first != second) and EVERY not in months:
        return _("The months of the season {season}.", season="、".join(dict.fromkeys(assumed)))
    return None


def _excepted(scope: Scope) -> str:
    """Return the cases that a box leaves out by words that no facet knows."""
    named = (condition.what for condition in scope.conditions)
    return "、".join(what.removeprefix(EXCEPTED) for what in named if what.startswith(EXCEPTED))


def _opposed(a: Term, b: Term) -> bool:
    """Tell whether one forbids what the other orders or allows; few words of difference do not save that."""
    return isinstance(a.bound, Act) and isinstance(b.bound, Act) and a.bound.polarity is not b.bound.polarity
