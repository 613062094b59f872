"""Promises beside the figure that a duty of law sets: which speak of it, in which cells, and how they stand to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.bounds import Bound, Gap, Hours, Kept, Limit, Tally, Use
from guicheng.domain.comparison.comparing import compare
from guicheng.domain.comparison.doers import HIRED, told_to
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.norm import Norm, Party
from guicheng.domain.comparison.promises import terms_of
from guicheng.domain.comparison.scope import Scope
from guicheng.domain.comparison.spoken import Spoken
from guicheng.domain.comparison.tables import stages
from guicheng.domain.comparison.term import Level, Term
from guicheng.domain.comparison.topics import LegalTopic, legal_topics
from guicheng.domain.comparison.verdict import Comparison, Verdict
from guicheng.domain.values.message import _

#: Endpoints of paperwork, which texts name in many ways for one act.
_PAPER = frozenset(
    {
        "",
        "reported",
        "filed_with",
        "submitted",
        "handled",
        "finished",
        "delivered",
        "handed_over",
        "received",
        "published",
        "notified",
    }
)
#: Days of a stretch or period, on average.
_LENGTHS = {
    "clock": Fraction(1, 24),
    "hour": Fraction(1, 24),
    "workhour": Fraction(1, 8),
    "week": Fraction(7),
    "third_month": Fraction(10),
    "half_month": Fraction(15),
    "month": Fraction(30),
    "quarter": Fraction(90),
    "half_year": Fraction(182),
    "year": Fraction(365),
    "day": Fraction(1),
    "workday": Fraction(1),
}
#: The party of a norm as promises name it.
PARTIES = {
    Party.LIFT_MAINTAINER: "maintainer",
    Party.GUARD_COMPANY: "contractor",
    Party.OWNERS_COMMITTEE: "committee",
    Party.MANAGEMENT_COMMITTEE: "committee",
    Party.PREPARATORY_GROUP: "committee",
    Party.DEVELOPER: "developer",
    Party.OWNERS: "owner",
    Party.AUTHORITY: "authority",
    Party.LIFT_INSPECTOR: "authority",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A promise beside a duty.

    Args:
        said: The promise with the words around it.
        comparison: How it stands, in the cells that both have: EQUAL, TIGHTER, LOOSER, CONFLICT or CANNOT_COMPARE.
        box: The cells of the promise.
    """

    said: Spoken
    comparison: Comparison
    box: Scope


def laws_of(norm: Norm, where: Scope) -> tuple[Term, ...]:
    """Return the figure of a duty as a promise of whoever owes it; () where its sentence makes none.

    Args:
        norm: A duty that sets a figure.
        where: The cells in which it can fall due at all.
    """
    subject = PARTIES.get(norm.owner, "company")
    return tuple([replace(law, subject=subject, scope=law.scope.meet(where) or law.scope) for law in _law(norm.says)])


def besides(norm: Norm, law: Term, promises: Iterable[Spoken], facts: Facts) -> Iterator[Beside]:
    """Yield each promise that speaks of the figure of a duty.

    Args:
        norm: The duty.
        law: Its figure, as ``laws_of`` returns it.
        promises: The promises.
        facts: What is known for comparing.
    """
    topic = legal_topics()[norm.activity]
    for said in promises:
        term = _as_limit(said.term, law)
        cell = term.scope.meet(law.scope)
        if cell is None or not _speaks(said, term, law, topic) or not _owes(norm, said):
            continue
        mine, asked = _aligned(term, law, cell)
        comparison = compare(mine, asked, facts)
        if comparison.verdict is Verdict.DISJOINT:
            # Another stage of the work: what is filed after a case is over says nothing of how soon it is over.
            continue
        if comparison.verdict is not Verdict.COMPATIBLE:
            yield Beside(said, comparison, term.scope)
        elif not _on_the_way(mine, asked, facts):
            yield Beside(said, _as_looser(comparison, said.term.bound, law.bound), term.scope)


def _as_looser(comparison: Comparison, mine: Bound, theirs: Bound) -> Comparison:
    """Return what is said of two bounds of which neither keeps the other: whoever keeps the clause may break the law.

    A count in a period and a longest interval are such a pair: 每月2次 is as often as every 15 days, but need not be
    spread as evenly.
    """
    own, asked = _rate(mine), _rate(theirs)
    if own and asked and own >= asked:
        return Comparison(Verdict.CANNOT_COMPARE, _("Whether the times are spread evenly."))
    return replace(comparison, verdict=Verdict.LOOSER)


def _owes(norm: Norm, source: Spoken) -> bool:
    """Tell whether a promise is of whoever owes a duty; where a neighbour is named, it is theirs."""
    return norm.owner.ours or bool(source.term.subject) or told_to(PARTIES[norm.owner], source.near)


def _as_limit(term: Term, duty: Term) -> Term:
    """Return a longest time as the limit that a duty makes of it: 预收期限最长为18个月 beside 最多预收12个月."""
    bound = term.bound
    if duty.key.attribute != "deadline" or not isinstance(bound, Kept) or bound.most is None:
        return term
    return replace(term, key=replace(term.key, attribute="deadline"), bound=Limit(latest=bound.most))


@lru_cache(maxsize=1024)
def _law(says: str) -> tuple[Term, ...]:
    """Return the first figure of a sentence of the law; duties are few, and every clause is held against each."""
    return tuple(terms_of(read(says), level=Level.LAW)[:1])


def _on_the_way(term: Term, duty: Term, facts: Facts) -> bool:
    """Tell whether a promise limits a step before the act that the law limits: a first reply before the answer."""
    if term.endpoint == duty.endpoint:
        return False
    there = compare(replace(term, endpoint=duty.endpoint), duty, facts)
    return there.verdict in {Verdict.EQUAL, Verdict.TIGHTER, Verdict.CANNOT_COMPARE}


def _rate(bound: Bound) -> Fraction | None:
    """Return how often something is done in a day at least, by the lengths that a year has on average."""
    if isinstance(bound, Gap):
        return 1 / (bound.longest.amount * _LENGTHS[bound.longest.clockwork.value])
    if isinstance(bound, Tally) and bound.low:
        number, _space, unit = bound.per.rpartition(" ")
        return bound.low / (Fraction(number or 1) * _LENGTHS.get(unit, Fraction(1)))
    return None


def _speaks(source: Spoken, term: Term, duty: Term, topic: LegalTopic) -> bool:
    """Tell whether a promise bounds what the duty bounds, of the same topic and of no other party."""
    if term.key.attribute not in {duty.key.attribute, "?"} or not _may_owe(term, duty):
        return False
    # A heading may name other things as well (投诉与回访), which takes nothing from what the promise says itself.
    if topic.speaks_in(source.near):
        return True
    # Under 巡查与检查 a heading alone does not make a 巡查 of what calls itself 检查.
    own = not (term.key.known and duty.key.known) or term.key.activity == duty.key.activity
    return own and topic.speaks_in(f"{source.heading} {source.near}")


def _may_owe(term: Term, duty: Term) -> bool:
    """Tell whether a promise may be of whoever owes a duty; a record is kept as long, whichever of them keeps it."""
    if not term.subject or term.subject == duty.subject or {term.subject, duty.subject} <= HIRED:
        return True
    return duty.key.attribute == "retention" and term.subject == "company" and duty.subject in HIRED


def _of_its_own(trigger: str) -> bool:
    """Tell whether an event is none of the course of a case: 合同签订, which texts say in many ways (签约, 签完合同)."""
    return trigger in {stage.name for stage in stages("triggers") if stage.place is None}


def _aligned(term: Term, duty: Term, cell: Scope) -> tuple[Term, Term]:
    """Return both as they are compared: in the cells they share, from one trigger, to one act of paperwork.

    A clause for part of an estate is no looser than the law for that; one that names no trigger means the law's.
    """
    endpoint = term.endpoint
    if not endpoint or {endpoint, duty.endpoint} <= _PAPER:
        endpoint = duty.endpoint
    bound = term.bound
    if isinstance(bound, Hours) and isinstance(duty.bound, Hours):
        # Law sets hours in which somebody must be there, never hours in which something may be done.
        bound = replace(bound, use=Use.SERVICE)
        duty = replace(duty, bound=replace(duty.bound, use=Use.SERVICE))
    # 电梯发生困人，30分钟内到场: nobody starts before he is told, and whoever counts from the event is as early.
    trigger = duty.trigger if term.trigger in {"", "happened"} or _of_its_own(duty.trigger) else term.trigger
    term = replace(term, key=duty.key, scope=cell, trigger=trigger, endpoint=endpoint, bound=bound)
    return term, replace(duty, scope=cell)
