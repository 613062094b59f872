"""Clauses checked as one system: those at odds with one another, and those below what stands above them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Final

from guicheng.domain.clause import Clause, State
from guicheng.domain.comparison import UNKNOWN, Facts, Key, Level, Scope, Term, Verdict, compare
from guicheng.domain.comparison.bounds import Act, Polarity, Unread
from guicheng.domain.comparison.tables import activities
from guicheng.domain.standard.entries import Entry, SystemFinding, finding_of
from guicheng.domain.standard.kinship import grade_label, idle_beside, kinship, opposed
from guicheng.domain.values import Message, Severity, Span
from guicheng.domain.values.message import _

#: How much of their words two promises must share to be taken for one, where their activity alone tells little.
_KIN: Final = 0.3
_NEAR_KIN: Final = 0.5
_LEAST_KIN: Final = {"deadline": 0.1, "retention": 0.1, "frequency": 0.3, "act": 0.3}
_TITLE: Final = re.compile("《[^《》]{1,60}》")
#: A clock or a date by which something is done each day or year is no count of times.
_UNTIL: Final = re.compile(r"[0-9:：]+(?:时|点|日)?前$")
_ORDER: Final = (Level.LAW, Level.CONTRACT, Level.COMPANY, Level.ESTATE)


@dataclass(frozen=True, slots=True)
class _Held:
    """A promise with the position of its clause."""

    entry: int
    term: Term


def consistency(entries: Sequence[Entry], facts: Facts = UNKNOWN) -> tuple[SystemFinding, ...]:
    """Find clauses of one level that contradict one another, differ in a figure, or say the same twice.

    Of two clauses the later one gets the finding, which names the earlier one; of several reasons the gravest.

    Args:
        entries: The clauses, in order; those of different levels are not set beside one another here.
        facts: What is known of the estate.
    """
    found: dict[tuple[int, int], SystemFinding] = {}
    for first, second in _pairs(entries):
        result = _beside(entries, first, second, facts)
        if result is not None:
            pair = (result.entry, result.other or 0)
            if pair not in found or _weight(result) < _weight(found[pair]):
                found[pair] = result
    return tuple(sorted(found.values(), key=lambda each: (each.entry, each.other or 0)))


def tailored(
    upper: Sequence[int], lower: Sequence[int], entries: Sequence[Entry], facts: Facts = UNKNOWN
) -> tuple[SystemFinding, ...]:
    """Find clauses of a lower level that promise less than an upper one, contradict it, or cannot be set against it.

    A promise of the contract of which nothing is said below is a gap of its own.

    Args:
        upper: Positions of the clauses above.
        lower: Positions of the clauses below.
        entries: All clauses.
        facts: What is known of the estate.
    """
    below: dict[Key, list[_Held]] = defaultdict(list)
    for place in lower:
        for term in entries[place].terms:
            below[term.key].append(_Held(place, term))
    found: dict[tuple[int, int], SystemFinding] = {}
    for place in upper:
        answered = not entries[place].terms
        for term in entries[place].terms:
            held = _Held(place, term)
            kin = [each for each in below.get(term.key, ()) if _one_thing(entries, held, each)]
            answered = answered or bool(kin) or isinstance(term.bound, Act | Unread) or not term.key.known
            for each in kin:
                result = _below(entries, held, each, facts)
                if result is not None:
                    pair = (result.entry, place)
                    if pair not in found or _weight(result) < _weight(found[pair]):
                        found[pair] = result
        if not answered and entries[place].level is Level.CONTRACT:
            found[place, -1] = _unanswered(place, entries[place])
    return tuple(sorted(found.values(), key=lambda each: (each.entry, each.other or 0)))


def _unanswered(place: int, entry: Entry) -> SystemFinding:
    whole = Span(0, len(entry.clause.text))
    message = _("No clause below the contract tells anybody to do this. Write one.")
    return finding_of("QK002", place, whole, message, verdict="NO_CLAUSE")


def _pairs(entries: Sequence[Entry]) -> Iterator[tuple[_Held, _Held]]:
    """Yield each two promises of two clauses of one level that may be about one thing."""
    buckets: dict[tuple[Level, Key], list[_Held]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for term in entry.terms:
            buckets[entry.level, term.key].append(_Held(place, term))
    for bucket in buckets.values():
        for first, second in combinations(bucket, 2):
            if first.entry != second.entry and _one_thing(entries, first, second):
                yield first, second
    yield from _alike_acts(entries)


def _alike_acts(entries: Sequence[Entry]) -> Iterator[tuple[_Held, _Held]]:
    """Yield acts that no vocabulary knows and that are named in nearly the same words."""
    acts = [
        _Held(place, term)
        for place, entry in enumerate(entries)
        for term in entry.terms
        if isinstance(term.bound, Act) and not term.key.known
    ]
    banned = [
        held for held in acts if isinstance(held.term.bound, Act) and held.term.bound.polarity is not Polarity.MUST
    ]
    for first in banned:
        for second in acts:
            if first.entry == second.entry or entries[first.entry].level is not entries[second.entry].level:
                continue
            if first.term.key != second.term.key and kinship(first.term.key.activity, second.term.key.activity) >= 0.75:
                like = replace(second.term, key=first.term.key, residue=first.term.residue)
                yield first, _Held(second.entry, like)


def _one_thing(entries: Sequence[Entry], first: _Held, second: _Held) -> bool:
    """Tell whether two promises of one key speak of one thing, as far as their words say."""
    mine, theirs = entries[first.entry], entries[second.entry]
    if grade_label(mine.clause.text) != grade_label(theirs.clause.text):
        return False
    if any(isinstance(each.term.bound, Unread) or _UNTIL.search(each.term.words) for each in (first, second)):
        return False
    words = _around(mine, first.term), _around(theirs, second.term)
    if opposed(*words) or not idle_beside(first.term.residue, second.term.residue):
        return False
    broad = first.term.key.activity in _broad()
    if broad and _other_posts(mine.clause, theirs.clause):
        return False
    shared = kinship(*words)
    if not first.term.key.known:
        return shared >= _NEAR_KIN
    return shared >= (_KIN if broad else _LEAST_KIN.get(first.term.key.attribute, 0.2))


def _other_posts(mine: Clause, theirs: Clause) -> bool:
    """Tell whether two clauses name posts, and none that both name: rounds of the foreman are not the manager's."""
    posts = [{word.canonical for word in clause.words if word.group == "post"} for clause in (mine, theirs)]
    return all(posts) and posts[0].isdisjoint(posts[1])


def _around(entry: Entry, term: Term) -> str:
    """Return the words by which a promise is known: its sentence up to the end of its own part, without titles."""
    text = entry.clause.text
    start = max(text.rfind(mark, 0, term.span.start) for mark in "。；;\n") + 1
    ends = [place for mark in "，。；;\n" if (place := text.find(mark, term.span.end)) >= 0]
    return _TITLE.sub("", text[start : min(ends, default=len(text))])


@cache
def _broad() -> frozenset[str]:
    """Return the activities that many differing things share, such as cleaning or rounds."""
    return frozenset(each.key for each in activities() if "." not in each.item) | {"repair"}


def _beside(entries: Sequence[Entry], first: _Held, second: _Held, facts: Facts) -> SystemFinding | None:
    a, b = second, first
    cell = a.term.scope.meet(b.term.scope)
    if cell is None:
        return None
    comparison = compare(_within(a.term, cell), _within(b.term, cell), facts)
    verdict, code, severity = comparison.verdict, "", None
    narrower = a.term.scope != b.term.scope
    if verdict is Verdict.CONFLICT:
        code = "CT001"
    elif verdict in {Verdict.LOOSER, Verdict.TIGHTER} and a.term.endpoint == b.term.endpoint:
        if narrower and not _exception_is_laxer(a, b, verdict):
            return None
        code, severity = "CT002", Severity.WARNING if narrower else None
    elif verdict is Verdict.EQUAL and not isinstance(a.term.bound, Act) and not narrower:
        code = "CT003"
    if not code:
        return None
    place = entries[b.entry].place
    message = Message(_SENTENCES[code].text, {"a": _said(a.term), "b": _said(b.term), "place": place})
    return finding_of(
        code, a.entry, a.term.span, message, other=b.entry, comparison=comparison, severity=severity, against=place
    )


def _within(term: Term, cell: Scope) -> Term:
    """Return a promise as it binds in the cells that it shares with another."""
    return replace(term, scope=cell, residue="")


def _exception_is_laxer(a: _Held, b: _Held, verdict: Verdict) -> bool:
    """Tell whether the narrower of two promises is the laxer one: it reads as an exception that nobody granted."""
    narrow_is_a = b.term.scope.covers(a.term.scope)
    narrow_is_b = a.term.scope.covers(b.term.scope)
    return (narrow_is_a and verdict is Verdict.LOOSER) or (narrow_is_b and verdict is Verdict.TIGHTER)


def _below(entries: Sequence[Entry], upper: _Held, lower: _Held, facts: Facts) -> SystemFinding | None:
    cell = lower.term.scope.meet(upper.term.scope)
    if cell is None:
        return None
    comparison = compare(_within(lower.term, cell), _within(upper.term, cell), facts)
    code = _TAILORING.get(comparison.verdict)
    if code is None:
        return None
    above = entries[upper.entry]
    fields = {"a": _said(lower.term), "b": _said(upper.term), "place": above.place}
    message = Message(_SENTENCES[code].text, fields)
    return finding_of(
        code, lower.entry, lower.term.span, message, other=upper.entry, comparison=comparison, against=above.place
    )


_TAILORING: Final = {Verdict.LOOSER: "CJ001", Verdict.CONFLICT: "CJ002", Verdict.CANNOT_COMPARE: "CJ003"}
_SENTENCES: Final[dict[str, Message]] = {
    "CT001": _("“{a}” and “{b}” ({place}) cannot both be kept. Change one of the two."),
    "CT002": _("“{a}” here, “{b}” at {place}: one promise with two figures. Decide for one and write it once."),
    "CT003": _("“{a}” is said at {place} already. Keep one of the two."),
    "CJ001": _("“{a}” promises less than “{b}” ({place}), which stands above it. Tighten it."),
    "CJ002": _("“{a}” contradicts “{b}” ({place}), which stands above it. Change it."),
    "CJ003": _("“{a}” cannot be set against “{b}” ({place}). Use the same unit, state the fact, or have it signed."),
}


def _said(term: Term) -> str:
    return term.words or "—"


def _weight(found: SystemFinding) -> int:
    order = (Severity.ERROR, Severity.WARNING, Severity.HINT)
    return order.index(found.finding.severity) * 10 + int(found.finding.code[-1])


def levels_of(entries: Iterable[Entry]) -> dict[Level, list[int]]:
    """Return the positions of the clauses of each level, the highest level first."""
    found: dict[Level, list[int]] = {level: [] for level in _ORDER}
    for place, entry in enumerate(entries):
        if entry.clause.state is not State.NOTE:
            found[entry.level].append(place)
    return {level: places for level, places in found.items() if places}
