"""A clause into comparable promises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from guicheng.domain.clause import Clause, Kind, Requirement, State
from guicheng.domain.clause.lexicon import Lexicon
from guicheng.domain.comparison import acts, hours, prices, windows
from guicheng.domain.comparison.bounding import ONLY, bounded, is_only
from guicheng.domain.comparison.bounds import Kept, Limit, Notice, Unread
from guicheng.domain.comparison.exceptional import alternative_in, is_in_writing, without_exceptions
from guicheng.domain.comparison.merging import merged
from guicheng.domain.comparison.numbered import is_of_whom
from guicheng.domain.comparison.scope import Condition, Scope
from guicheng.domain.comparison.stages import endpoints_of, trigger_of
from guicheng.domain.comparison.subjects import topic_of
from guicheng.domain.comparison.surroundings import Surroundings
from guicheng.domain.comparison.taken_out import BUT
from guicheng.domain.comparison.term import Key, Level, Term
from guicheng.domain.comparison.vocabulary import Vocabulary, shipped_vocabulary

_OF_CASES = re.compile(r"的|率|比例|其中")
#: 至少80%应在接单后20分钟内送达 gives the share of cases without a word for it.
_IN = re.compile("(?:应当?|须|要|均|都)*在")
_UNTIL = re.compile("[至到自]([^,;。至到自]{2,14}?)(?:之日)?(?:起|后)")
_PEOPLE = frozenset({"人", "名"})
_HALF_MONTH = re.compile("半个?月")
_HOUSEHOLDS = frozenset({"户"})
_COUNTED = re.compile("次|遍|回|趟")
#: Rings after which a call is answered are a limit as well.
_RING = "ring"
_REVIEWS = ("day", "week", "month", "quarter", "half_year", "year")
#: How a clause names the period over which a share is judged.
REVIEW_WORDS = {
    "month": "月度|每月|当月|月均|按月",
    "quarter": "季度|每季|按季",
    "half_year": "半年度|每半年",
    "year": "年度|全年|每年|年均",
}


@dataclass(frozen=True, slots=True)
class _Common:
    """What all terms of one clause share."""

    level: Level
    confirmed: bool
    since: date | None
    until: date | None


def terms_of(
    clause: Clause,
    vocabulary: Vocabulary | None = None,
    *,
    lexicon: Lexicon | None = None,
    level: Level = Level.COMPANY,
    confirmed: bool = True,
    since: date | None = None,
    until: date | None = None,
) -> tuple[Term, ...]:
    """Return the comparable promises of a clause, in order of place; () where it promises nothing.

    Args:
        clause: The clause, read.
        vocabulary: Words for activities, scopes and stages; the shipped ones by default.
        lexicon: The words it was read by; the shipped ones by default.
        level: Who set it.
        confirmed: Whether a person has confirmed the reading.
        since: First day on which it holds.
        until: Last day on which it holds.

    Example:
        >>> from guicheng.domain.clause.reader import read
        >>> term = terms_of(read("接到报修后30分钟内到场"))[0]
        >>> term.key.activity, term.key.attribute, term.endpoint
        ('repair', 'deadline', 'arrived')
    """
    around = Surroundings(clause, vocabulary or shipped_vocabulary(), lexicon)
    common = _Common(level, confirmed, since, until)
    if clause.state is State.NOTE or not around.parts:
        return ()
    hedges = around.hedges
    told = merged([*_measured(around), *hours.terms(around), *acts.terms(around)])
    terms = without_exceptions(told, around.plain)
    return tuple(
        replace(
            term,
            residue=term.residue + hedges,
            subject=around.party_at(term.span.start),
            post=around.post,
            level=common.level,
            confirmed=common.confirmed,
            since=common.since,
            until=common.until,
            ref=clause.ref,
        )
        for term in terms
    )


def _measured(around: Surroundings) -> Iterator[Term]:
    clause = around.clause
    quotas = {limit.span: ratio for limit, ratio in _quotas(around)}
    shares = {ratio.span for ratio in quotas.values()}
    for requirement in clause.requirements:
        if requirement.kind is Kind.WINDOW or requirement.span in shares or _is_review(around, requirement):
            continue
        if prices.is_period(around, requirement) or is_of_whom(around.plain, requirement):
            continue
        yield from (
            term
            for term in _terms(around, _counted_per(around, requirement), quotas.get(requirement.span))
            if term.key.known or not _is_bare_day(around, requirement)
        )
    for gap in clause.gaps:
        index = around.part_at(gap.span.start)
        topic = topic_of(around, index, gap.span, "deadline")
        yield Term(
            Key(topic.key, "?"), Unread(gap.text), scope=around.scope(index), residue=topic.residue, span=gap.span
        )


def _is_bare_day(around: Surroundings, requirement: Requirement) -> bool:
    """Tell whether 每日 only goes with a time of day (每日22:00关闭) and counts nothing."""
    if requirement.kind is not Kind.FREQUENCY or requirement.span.of(around.plain) not in {"每日", "每天"}:
        return False
    index = around.part_at(requirement.span.start)
    windows = (other for other in around.clause.requirements if other.kind is Kind.WINDOW)
    return any(around.part_at(window.span.start) == index for window in windows)


def _is_review(around: Surroundings, requirement: Requirement) -> bool:
    """Tell whether 每月 is the period of a share or number beside it (每月抽查10%, 每月走访20户) and counts nothing."""
    if requirement.kind is not Kind.FREQUENCY or _COUNTED.search(requirement.span.of(around.plain)):
        return False
    index = around.part_at(requirement.span.start)
    if requirement.per == "shift" and any(
        other.unit in _PEOPLE and around.part_at(other.span.start) == index for other in around.clause.requirements
    ):
        return True
    return any(
        (other.kind is Kind.RATIO or _is_household_count(other)) and around.part_at(other.span.start) == index
        for other in around.clause.requirements
    )


def _is_household_count(requirement: Requirement) -> bool:
    return requirement.kind is Kind.COUNT and requirement.unit in _HOUSEHOLDS and requirement.per is None


def _counted_per(around: Surroundings, requirement: Requirement) -> Requirement:
    """Return a number of households with the period that stands before it; it is the least: 每月走访20户."""
    if not _is_household_count(requirement):
        return requirement
    index = around.part_at(requirement.span.start)
    periods = [
        other.per
        for other in around.clause.requirements
        if _is_review(around, other) and around.part_at(other.span.start) == index
    ]
    least = ">=" if requirement.op == "==" else requirement.op
    return replace(requirement, per=periods[0], op=least) if periods else requirement


def _quotas(around: Surroundings) -> Iterator[tuple[Requirement, Requirement]]:
    """Yield each time limit with the share of cases that its own part gives it (95%的报修在30分钟内到场)."""
    for ratio in around.clause.requirements:
        if ratio.kind is not Kind.RATIO:
            continue
        part = around.parts[around.part_at(ratio.span.start)]
        limits = [
            limit
            for limit in around.clause.requirements
            if (limit.kind is Kind.TIME_LIMIT or limit.unit == _RING) and part.start <= limit.span.start < part.end
        ]
        between = around.plain[part.start : part.end]
        if len(limits) == 1 and (_OF_CASES.search(between) or _IN.match(around.plain, ratio.span.end)):
            yield limits[0], ratio


def _terms(around: Surroundings, requirement: Requirement, quota: Requirement | None) -> Iterator[Term]:
    """Yield what a requirement promises: one limit may hold several acts (30分钟内到场并上报)."""
    term = _term(around, requirement, quota)
    if not isinstance(term.bound, Limit | Notice):
        yield term
        return
    index = around.part_at(requirement.span.start)
    term = _as_done(around, index, term)
    for endpoint in endpoints_of(around, index, requirement):
        yield replace(term, trigger=trigger_of(around, index, requirement), endpoint=endpoint)


def _as_done(around: Surroundings, index: int, term: Term) -> Term:
    """Return a promise with the way in which it is to be kept, and without the cases in which something else may do."""
    part = around.parts[index]
    ends = [hit.end - term.span.end for hit in part.of("endpoint")]
    instead = alternative_in(around.plain[term.span.end : part.end], ends)
    if instead:
        unless = Condition(f"{BUT}{instead}")
        term = replace(term, scope=replace(term.scope, conditions=(*term.scope.conditions, unless)))
    end = part.end
    if (
        not any(stage > 0 for stage in ends)
        and index + 1 < len(around.parts)
        and around.parts[index + 1].of("endpoint")
    ):
        # 七日内，以书面形式答复 says in its next part what is done.
        end = around.parts[index + 1].end
    return replace(term, written=is_in_writing(around.plain[part.start : end]))


def _term(around: Surroundings, requirement: Requirement, quota: Requirement | None) -> Term:
    index = around.part_at(requirement.span.start)
    words = requirement.span.of(around.plain)
    if requirement.unit == "day" and _HALF_MONTH.search(words):
        # A half month is as long as the calendar makes it, although the reader counts 15 days.
        requirement = replace(requirement, unit="half_month", value=Decimal(1))
    attribute, topic, bound = bounded(around, index, requirement, words)
    term = Term(
        Key(topic.key, attribute),
        bound,
        scope=_in_hours(around.scope(index, requirement.span), windows.week_for(around, requirement)),
        residue=topic.residue,
        words=requirement.span.of(around.clause.text),
        span=requirement.span,
    )
    if ONLY.search(term.words) or is_only(around, requirement):
        key = replace(term.key, activity=ONLY.sub("", term.key.activity))
        term = replace(term, key=key, residue=ONLY.sub("", term.residue))
    if isinstance(bound, Kept) and (event := _UNTIL.search(around.plain, around.parts[index].start, term.span.end)):
        # 保存至合同终止后5年 begins when the contract ends, not when the record is made.
        term = replace(term, residue=f"{term.residue}{event[1]}")
    if quota is not None and not isinstance(quota.value, str):
        term = replace(term, quota=Fraction(quota.value))
    if quota is not None or requirement.kind is Kind.RATIO:
        term = replace(term, review=_review(around, index, quota or requirement))
    return term


def _in_hours(scope: Scope, window: int) -> Scope:
    """Return a box cut down to minutes of the week, which tell more than 夜间 beside them does."""
    return replace(scope.without("hour") if window else scope, window=window)


def _review(around: Surroundings, index: int, requirement: Requirement) -> str:
    if requirement.per in _REVIEWS:
        return requirement.per or ""
    text = around.plain[around.parts[index].start : around.parts[index].end]
    return next((name for name, words in REVIEW_WORDS.items() if re.search(words, text)), "")
