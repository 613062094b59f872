"""Clauses set beside the duties of law: which are kept, tightened, undercut or not spoken of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from guicheng.domain.clause import Clause
from guicheng.domain.clause.normalize import normalize
from guicheng.domain.clause.reader import read
from guicheng.domain.comparison.bounds import Bound, Gap, Hours, Kept, Limit, Tally, Use
from guicheng.domain.comparison.comparing import compare
from guicheng.domain.comparison.doers import told_apart, told_to
from guicheng.domain.comparison.facts import UNKNOWN, Facts
from guicheng.domain.comparison.norm import Circumstance, Norm, Party
from guicheng.domain.comparison.promises import terms_of
from guicheng.domain.comparison.scope import Scope
from guicheng.domain.comparison.tables import stages
from guicheng.domain.comparison.term import Level, Term
from guicheng.domain.comparison.topics import LegalTopic, legal_topics
from guicheng.domain.comparison.verdict import Comparison, Verdict
from guicheng.domain.values import Message
from guicheng.domain.values.message import _

_BREAK = re.compile("[。;!?\n]")
#: What stands before the time for which a notice hangs.
_ON_SHOW = re.compile("(?:公示|公告|公布|张贴|公开)(?:期|时间|满|不少于|至少|不得少于)?$")
_FORBIDS = re.compile("不得|禁止|严禁|不准|不许|杜绝|切勿|不应|不能")
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
_PARTIES = {
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
#: Parties hired for works, which texts do not tell apart.
_HIRED = frozenset({"maintainer", "fitter", "contractor"})


class Standing(StrEnum):
    """How the clauses stand to a duty."""

    LOOSER = "looser"
    CANNOT_COMPARE = "cannot_compare"
    NO_CLAUSE = "no_clause"
    COVERED = "covered"
    TIGHTER = "tighter"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Answer:
    """One promise that speaks of a duty.

    Args:
        clause: The clause.
        standing: How it stands to the duty.
        term: The promise; None where the clause only speaks of the duty.
        comparison: What the comparison said; None where nothing was compared.
    """

    clause: Clause
    standing: Standing
    term: Term | None = None
    comparison: Comparison | None = None

    @property
    def why(self) -> Message | None:
        """The fact that is missing where nobody can say whether it keeps the duty; otherwise None."""
        return self.comparison.missing if self.comparison and self.standing is Standing.CANNOT_COMPARE else None


@dataclass(frozen=True, slots=True)
class Duty:
    """A norm with what the clauses say of it.

    Args:
        norm: The norm.
        standing: How all clauses together stand to it: one that is looser makes it looser.
        answers: The promises that speak of it, those that decide first.
    """

    norm: Norm
    standing: Standing
    answers: tuple[Answer, ...] = ()


def compliance(
    clauses: Sequence[Clause],
    norms: Sequence[Norm],
    facts: Facts = UNKNOWN,
    *,
    absent: Collection[Circumstance] = (),
    breaches: Mapping[str, Sequence[Clause]] | None = None,
) -> tuple[Duty, ...]:
    """Say for each duty how the clauses stand to it.

    Args:
        clauses: The clauses of a company or an estate.
        norms: The duties that hold there, as ``norm.selected`` returns them.
        facts: What is known for comparing.
        absent: What the estate is known not to be or have; duties that require it are left out.
        breaches: Clauses that do what is forbidden, by the code of the lint rule that found it.

    Returns:
        One duty a norm, in the order of the norms.
    """
    told = replace(facts, same_activity=True, same_subject=True)
    sources = _Sources(clauses)
    kept = [norm for norm in norms if norm.concerns(frozenset(absent))]
    return tuple([_duty(norm, sources, told, breaches or {}) for norm in kept])


@dataclass(frozen=True, slots=True)
class _Source:
    """A promise with the words around it."""

    clause: Clause
    term: Term
    near: str
    heading: str


class _Sources:
    """The clauses with their promises, read once for all norms."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.texts = tuple([(clause, normalize(clause.text)) for clause in clauses])
        self.promises = tuple([source for clause, plain in self.texts for source in _promises(clause, plain)])
        self._speaking: dict[str, tuple[tuple[Clause, str], ...]] = {}

    def speaking_of(self, topic: LegalTopic) -> tuple[tuple[Clause, str], ...]:
        """Return the clauses that speak of a topic, each with its plain text."""
        if topic.key not in self._speaking:
            self._speaking[topic.key] = tuple([each for each in self.texts if topic.speaks_in(each[1])])
        return self._speaking[topic.key]


def _showing(clause: Clause, plain: str) -> Clause:
    """Return a clause in which the time after which something goes on is a figure too, where it is one on show.

    公示15日后提交表决 orders no more than that what follows comes later, and yet it tells how long the notice hangs.
    """
    shown = [each for each in clause.thresholds if _ON_SHOW.search(plain[: each.span.start])]
    if not shown:
        return clause
    figures = sorted([*clause.requirements, *shown], key=lambda each: each.span.start)
    return replace(clause, requirements=tuple(figures))


def _promises(clause: Clause, plain: str) -> Iterator[_Source]:
    """Yield the promises of a clause, each with its part of the sentence from the promise before it on."""
    section = normalize(clause.ref.section)
    terms = sorted(terms_of(_showing(clause, plain)), key=lambda term: term.span)
    for index, term in enumerate(terms):
        start = max(
            [hit.end() for hit in _BREAK.finditer(plain, 0, term.span.start)]
            + [earlier.span.end for earlier in terms[:index] if earlier.span.end <= term.span.start],
            default=0,
        )
        ends = [place for mark in ",。;\n" if (place := plain.find(mark, term.span.end)) >= 0]
        near = plain[start : min(ends, default=len(plain))]
        alone = sum(other.key.attribute == term.key.attribute for other in terms) == 1
        yield _Source(clause, term, plain if alone else near, section if alone or not index else "")


def _duty(norm: Norm, sources: _Sources, facts: Facts, breaches: Mapping[str, Sequence[Clause]]) -> Duty:
    topic = legal_topics()[norm.activity]
    if norm.ban:
        answers = tuple(_ban_answers(topic, sources, breaches))
    elif norm.figure is None:
        speaking = sources.speaking_of(topic)
        answers = tuple([Answer(clause, Standing.COVERED) for clause, plain in speaking if _binds(norm, plain)])
    else:
        answers = tuple(_figure_answers(norm, topic, sources, facts))
    order = list(Standing)
    answers = tuple(sorted(answers, key=lambda answer: order.index(answer.standing)))
    if not answers:
        return Duty(norm, Standing.NO_CLAUSE if norm.owner.ours else Standing.NOT_OURS)
    return Duty(norm, _together(answers), answers)


def _binds(norm: Norm, plain: str) -> bool:
    """Tell whether a clause tells whoever owes a duty to act, and not their neighbour."""
    return not told_apart(plain) if norm.owner.ours else told_to(_PARTIES[norm.owner], plain)


def _together(answers: tuple[Answer, ...]) -> Standing:
    """Return how all answers stand: looser where one is, otherwise the best that one of them gives."""
    standings = {answer.standing for answer in answers}
    for standing in (Standing.LOOSER, Standing.COVERED, Standing.TIGHTER):
        if standing in standings:
            return standing
    return Standing.CANNOT_COMPARE


def _ban_answers(topic: LegalTopic, sources: _Sources, breaches: Mapping[str, Sequence[Clause]]) -> Iterator[Answer]:
    broken = breaches.get(topic.rule, ()) if topic.rule else ()
    yield from (Answer(clause, Standing.LOOSER) for clause in broken)
    for clause, _plain in sources.speaking_of(topic):
        if clause not in broken and _FORBIDS.search(clause.text):
            yield Answer(clause, Standing.COVERED)


def _figure_answers(norm: Norm, topic: LegalTopic, sources: _Sources, facts: Facts) -> Iterator[Answer]:
    for said in _law(norm.says):
        duty = replace(said, subject=_PARTIES.get(norm.owner, "company"))
        for source in sources.promises:
            said_so = _as_limit(source.term, duty)
            cell = said_so.scope.meet(duty.scope)
            if cell is not None and _speaks(source, said_so, duty, topic) and _owes(norm, source):
                term, law = _aligned(said_so, duty, cell)
                comparison = compare(term, law, facts)
                if comparison.verdict is Verdict.COMPATIBLE and _on_the_way(term, law, facts):
                    continue
                standing = _standing(comparison, source.term, duty)
                if standing is Standing.CANNOT_COMPARE and comparison.verdict is Verdict.COMPATIBLE:
                    comparison = Comparison(Verdict.CANNOT_COMPARE, _("Whether the times are spread evenly."))
                yield Answer(source.clause, standing, source.term, comparison)


def _owes(norm: Norm, source: _Source) -> bool:
    """Tell whether a promise is of whoever owes a duty; where a neighbour is named, it is theirs."""
    return norm.owner.ours or bool(source.term.subject) or told_to(_PARTIES[norm.owner], source.near)


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


_STANDINGS = {
    Verdict.EQUAL: Standing.COVERED,
    Verdict.TIGHTER: Standing.TIGHTER,
    Verdict.LOOSER: Standing.LOOSER,
    Verdict.CONFLICT: Standing.LOOSER,
    Verdict.CANNOT_COMPARE: Standing.CANNOT_COMPARE,
}


def _standing(comparison: Comparison, term: Term, duty: Term) -> Standing:
    """Return how a promise stands; where neither keeps the other, whoever keeps the clause may still break the law.

    A count in a period and a longest interval are such a pair: 每月2次 is as often as every 15 days, but need not be
    spread as evenly.
    """
    if comparison.verdict is not Verdict.COMPATIBLE:
        return _STANDINGS[comparison.verdict]
    mine, theirs = _rate(term.bound), _rate(duty.bound)
    return Standing.CANNOT_COMPARE if mine and theirs and mine >= theirs else Standing.LOOSER


def _rate(bound: Bound) -> Fraction | None:
    """Return how often something is done in a day at least, by the lengths that a year has on average."""
    if isinstance(bound, Gap):
        return 1 / (bound.longest.amount * _LENGTHS[bound.longest.clockwork.value])
    if isinstance(bound, Tally) and bound.low:
        number, _space, unit = bound.per.rpartition(" ")
        return bound.low / (Fraction(number or 1) * _LENGTHS.get(unit, Fraction(1)))
    return None


def _speaks(source: _Source, term: Term, duty: Term, topic: LegalTopic) -> bool:
    """Tell whether a promise bounds what the duty bounds, of the same topic and of no other party."""
    if term.key.attribute not in {duty.key.attribute, "?"} or (
        term.subject and term.subject != duty.subject and not {term.subject, duty.subject} <= _HIRED
    ):
        return False
    # A heading may name other things as well (投诉与回访), which takes nothing from what the promise says itself.
    if topic.speaks_in(source.near):
        return True
    # Under 巡查与检查 a heading alone does not make a 巡查 of what calls itself 检查.
    own = not (term.key.known and duty.key.known) or term.key.activity == duty.key.activity
    return own and topic.speaks_in(f"{source.heading} {source.near}")


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
