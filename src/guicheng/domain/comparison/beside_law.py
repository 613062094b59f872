"""Promises beside the figure that a duty of law sets: which speak of it, in which cells, and how they stand to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.aligning import aligned
from guicheng.domain.comparison.bounds import Bound, Gap, Range, Tally
from guicheng.domain.comparison.comparing import compare
from guicheng.domain.comparison.doers import HIRED, is_addressed, names, told_apart, told_to
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.norm import Norm, Party
from guicheng.domain.comparison.owed import as_owed
from guicheng.domain.comparison.promises import terms_of
from guicheng.domain.comparison.scope import Scope
from guicheng.domain.comparison.set_apart import is_of_a_shift, is_of_another_kind, is_told
from guicheng.domain.comparison.spoken import Spoken
from guicheng.domain.comparison.term import Level, Term
from guicheng.domain.comparison.topics import LegalTopic, legal_topics
from guicheng.domain.comparison.verdict import Comparison, Verdict
from guicheng.domain.values.message import _

_KEEPS = frozenset({Verdict.EQUAL, Verdict.TIGHTER})
#: The committee acts for the owners.
_OWNERS = frozenset({"owner", "committee"})
#: What others may do binds whoever lets them: 业主可一次预交18个月物业费.
_LET = re.compile("(?:业主|住户|租户|商户|承租人|使用人)[^,;。]{0,4}可以?(?!能)")
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


def besides(norm: Norm, law: Term, promises: Sequence[Spoken], facts: Facts) -> Iterator[Beside]:
    """Yield each promise that speaks of the figure of a duty.

    Args:
        norm: The duty.
        law: Its figure, as ``laws_of`` returns it.
        promises: The promises.
        facts: What is known for comparing.
    """
    topic = legal_topics()[norm.activity]
    settled = {
        id(said.clause)
        for said in promises
        if not said.sole and said.term.key.attribute == law.key.attribute and topic.speaks_in(said.near)
    }
    found = [
        beside
        for said in promises
        if (beside := _beside(norm, law, said, facts, alone=id(said.clause) not in settled)) is not None
    ]
    kept = {id(each.said.clause): each.said.term.endpoint for each in found if each.comparison.verdict in _KEEPS}
    for each in found:
        named = kept.get(id(each.said.clause))
        keeps = each.comparison.verdict in _KEEPS
        if keeps or named is None or not _is_of_another_act(each.said, law, topic, named):
            yield each


def _is_of_another_act(said: Spoken, law: Term, topic: LegalTopic, named: str) -> bool:
    """Tell whether a promise ends with another act than the duty, which its clause keeps by a promise of its own.

    20分钟内到场，2小时内修好 keeps what is owed by its first limit, and so does 3日内交回资料，1个月内补选.

    Args:
        said: The promise.
        law: The figure of the duty.
        topic: What the duty speaks of.
        named: The act with which the promise ends that keeps the duty, "" where it names none.
    """
    if law.key.attribute not in {"deadline", "notice"} or said.term.endpoint == law.endpoint != "":
        return False
    if said.term.endpoint:
        return said.term.endpoint != law.endpoint
    start, act, opening = said.own
    return act != "" and (named == law.endpoint != "" or not topic.speaks_in(f"{opening}{start}{act}"))


def _beside(norm: Norm, law: Term, said: Spoken, facts: Facts, *, alone: bool) -> Beside | None:
    """Return a promise beside a duty, None where it does not speak of it.

    ``alone`` tells whether the clause says nothing else of what the duty bounds.
    """
    topic, term = legal_topics()[norm.activity], as_owed(said, law, alone=alone)
    if term.key.attribute not in {law.key.attribute, "?"}:
        return None
    cell = term.scope.meet(law.scope)
    if cell is None or not _speaks(norm, said, term, law, topic) or not _owes(norm, said):
        return None
    if _of_the_other_end(term.bound, law.bound) or is_of_another_kind(said, norm.says, law):
        return None
    mine, asked = aligned(said, term, law, cell)
    comparison = compare(mine, asked, facts)
    if comparison.verdict is Verdict.DISJOINT:
        # Another stage of the work: what is filed after a case is over says nothing of how soon it is over.
        return None
    if comparison.verdict is not Verdict.COMPATIBLE:
        return Beside(said, comparison, term.scope)
    if _on_the_way(mine, asked, facts):
        return None
    return Beside(said, _as_looser(comparison, said.term.bound, law.bound), term.scope)


def _of_the_other_end(mine: Bound, asked: Bound) -> bool:
    """Tell whether a quantity is bounded from the other side than the law does: 50周岁以下 beside 年满18周岁."""
    if not isinstance(mine, Range) or not isinstance(asked, Range) or mine.low is not None or mine.unit == "人":
        return False
    return mine.high is not None and asked.low is not None and mine.high > asked.low


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
    if norm.owner.ours or source.term.subject:
        return True
    party, attribute = PARTIES[norm.owner], source.term.key.attribute
    if attribute == "retention":
        # A record is kept as long, whoever of the company signs it or destroys it in the end.
        return not told_apart(source.near) or names(party, source.near)
    # Whoever throws a record of theirs away, it is kept no longer.
    return told_to(party, source.near) or (attribute == "?" and names(party, source.near))


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


def _speaks(norm: Norm, source: Spoken, term: Term, duty: Term, topic: LegalTopic) -> bool:
    """Tell whether a promise is of the topic of a duty and of no other party."""
    if not _may_owe(norm, source, term, duty):
        return False
    # A heading may name other things as well (投诉与回访), which takes nothing from what the promise says itself.
    if topic.speaks_in(source.near) or (source.part != source.near and topic.speaks_in(source.part)):
        return True
    known = term.key.known and duty.key.known
    # Of 消控室早班2人、夜班1人 the second number is of the room too, and of 清册上墙，贴满3天 it is the list that hangs.
    goes_on = term.key.activity == duty.key.activity and is_of_a_shift(source, duty) if known else is_told(duty)
    if goes_on and topic.speaks_in(f"{source.opening}{source.near}"):
        return True
    # Under 巡查与检查 a heading alone does not make a 巡查 of what calls itself 检查.
    own = not known or term.key.activity == duty.key.activity
    return own and topic.speaks_in(f"{source.heading} {source.near}")


def _may_owe(norm: Norm, source: Spoken, term: Term, duty: Term) -> bool:
    """Tell whether a promise may be of whoever owes a duty; a record is kept as long, whichever of them keeps it."""
    parties = {term.subject, duty.subject}
    if not term.subject or len(parties) == 1 or parties <= HIRED or parties <= _OWNERS:
        return True
    if term.subject == PARTIES.get(norm.to) and is_addressed(term.subject, source.plain):
        return True
    if duty.subject == "company" and term.subject in {"owner", "tenant"}:
        return _LET.search(source.near) is not None
    return duty.key.attribute == "retention" and term.subject == "company" and duty.subject in HIRED
