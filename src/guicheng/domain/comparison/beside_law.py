"""Promises beside the figure that a duty of law sets: which speak of it, in which cells, and how they stand to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.bounds import Bound, Gap, Hours, Range, Tally, Use
from guicheng.domain.comparison.comparing import compare
from guicheng.domain.comparison.doers import HIRED, is_addressed, names, told_to
from guicheng.domain.comparison.facts import Facts
from guicheng.domain.comparison.norm import Norm, Party
from guicheng.domain.comparison.owed import as_owed
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
#: What is found at a check is reported there and then.
_FOUND = frozenset({"reported", "checked", "discovered"})
#: Mended is what has been put right, whichever word a text has for it.
_MENDED = frozenset({"corrected", "finished", "handled"})
#: How long a case takes from beginning to end, the answer to whoever brought it being the end: 投诉处理时限.
_TAKES = re.compile("处理(?:完毕)?的?(?:时限|期限|时效|时间|用时|周期)")
#: 组织完成 is over when it is done.
_GOT_DONE = re.compile("组织[^,;。]{0,8}(?:完成|完毕|好)")
#: What is served is written.
_A_PAPER = re.compile("通知书|送达|发函|去函|函告|公函|告知函|告知书")
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
        term = as_owed(said, law)
        cell = term.scope.meet(law.scope)
        if cell is None or not _speaks(norm, said, term, law, topic) or not _owes(norm, said):
            continue
        if _of_the_other_end(term.bound, law.bound):
            continue
        mine, asked = _aligned(said, term, law, cell)
        comparison = compare(mine, asked, facts)
        if comparison.verdict is Verdict.DISJOINT:
            # Another stage of the work: what is filed after a case is over says nothing of how soon it is over.
            continue
        if comparison.verdict is not Verdict.COMPATIBLE:
            yield Beside(said, comparison, term.scope)
        elif not _on_the_way(mine, asked, facts):
            yield Beside(said, _as_looser(comparison, said.term.bound, law.bound), term.scope)


def _of_the_other_end(mine: Bound, asked: Bound) -> bool:
    """Tell whether a quantity is bounded from the other side than the law does: 50周岁以下 beside 年满18周岁."""
    if not isinstance(mine, Range) or not isinstance(asked, Range) or mine.low is not None or mine.unit == "人":
        return False
    return None not in {mine.high, asked.low} and mine.high > asked.low


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
    party = PARTIES[norm.owner]
    kept = source.term.key.attribute in {"retention", "?"} and norm.figure is not None
    # Whoever throws a record of theirs away, it is kept no longer.
    return told_to(party, source.near) or (kept and names(party, source.near))


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
    """Tell whether a promise bounds what the duty bounds, of the same topic and of no other party."""
    if term.key.attribute not in {duty.key.attribute, "?"} or not _may_owe(norm, source, term, duty):
        return False
    # A heading may name other things as well (投诉与回访), which takes nothing from what the promise says itself.
    if topic.speaks_in(source.near):
        return True
    # Under 巡查与检查 a heading alone does not make a 巡查 of what calls itself 检查.
    own = not (term.key.known and duty.key.known) or term.key.activity == duty.key.activity
    return own and topic.speaks_in(f"{source.heading} {source.near}")


def _may_owe(norm: Norm, source: Spoken, term: Term, duty: Term) -> bool:
    """Tell whether a promise may be of whoever owes a duty; a record is kept as long, whichever of them keeps it."""
    if not term.subject or term.subject == duty.subject or {term.subject, duty.subject} <= HIRED:
        return True
    if term.subject == PARTIES.get(norm.to) and is_addressed(term.subject, source.plain):
        return True
    if duty.subject == "company" and term.subject in {"owner", "tenant"}:
        return _LET.search(source.near) is not None
    return duty.key.attribute == "retention" and term.subject == "company" and duty.subject in HIRED


def _of_its_own(trigger: str) -> bool:
    """Tell whether an event is none of the course of a case: 合同签订, which texts say in many ways (签约, 签完合同)."""
    return trigger in {stage.name for stage in stages("triggers") if stage.place is None}


def _aligned(said: Spoken, term: Term, duty: Term, cell: Scope) -> tuple[Term, Term]:
    """Return both as they are compared: in the cells they share, from one trigger, to one act of paperwork.

    A clause for part of an estate is no looser than the law for that; one that names no trigger means the law's.
    """
    endpoint = duty.endpoint if _ends_alike(said, term.endpoint, duty.endpoint) else term.endpoint
    bound = term.bound
    if isinstance(bound, Hours) and isinstance(duty.bound, Hours):
        # Law sets hours in which somebody must be there, never hours in which something may be done.
        bound = replace(bound, use=Use.SERVICE)
        duty = replace(duty, bound=replace(duty.bound, use=Use.SERVICE))
    # 电梯发生困人，30分钟内到场: nobody starts before he is told, and whoever counts from the event is as early.
    known = {term.trigger, duty.trigger} <= _FOUND or not duty.trigger or _of_its_own(duty.trigger)
    trigger = duty.trigger if known or term.trigger in {"", "happened"} else term.trigger
    # A share without a period of review is one of each period, whichever a clause names.
    review = duty.review or term.review
    term = replace(
        term,
        key=duty.key,
        scope=cell,
        trigger=trigger,
        endpoint=endpoint,
        bound=bound,
        review=review,
        written=term.written or (duty.written and _A_PAPER.search(said.near) is not None),
    )
    return term, replace(duty, scope=cell, review=review)


def _ends_alike(said: Spoken, mine: str, asked: str) -> bool:
    """Tell whether a clause that ends with one act means the act with which the duty ends."""
    if not mine or not asked or {mine, asked} <= _PAPER or {mine, asked} <= _MENDED:
        return True
    if mine == "started":
        return asked in _MENDED and _GOT_DONE.search(said.near) is not None
    return (mine, asked) == ("handled", "replied") and _TAKES.search(said.near) is not None
