"""Clauses checked as one system: those at odds with one another, and those below what stands above them.

This is the one place where clauses of a company are paired: pages, ``guicheng check``, the API and the gate before
publishing all ask it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, combinations, islice, product, repeat
from typing import Final

from guicheng.domain.comparison import UNKNOWN, Comparison, Facts, Term, Verdict, compare_in_common
from guicheng.domain.comparison.verdict import Witness
from guicheng.domain.standard.answering import unanswered
from guicheng.domain.standard.entries import Entry, SystemFinding, finding_of
from guicheng.domain.standard.heap import without_cycles
from guicheng.domain.standard.kinds import Kind
from guicheng.domain.standard.level import AT_ODDS, among_equals
from guicheng.domain.standard.neighbours import Group, Neighbours, Promise, Side
from guicheng.domain.standard.parted import are_measured_apart
from guicheng.domain.values import Finding, Message, Severity
from guicheng.domain.values.message import _

#: Of two groups with more pairs of clauses than this, each clause is told beside the first of the other group only.
_MOST_PAIRS: Final = 64
#: What is wrong with a promise that stands so to one above it.
TAILORING: Final = {Verdict.LOOSER: "CJ001", Verdict.CONFLICT: "CJ002", Verdict.CANNOT_COMPARE: "CJ003"}
#: What is told of each code; ``place`` is where the other clause stands.
SENTENCES: Final[dict[str, Message]] = {
    "CT001": _("“{a}” and “{b}” ({place}) cannot both be kept. Change one of the two."),
    "CT002": _("“{a}” here, “{b}” at {place}: one promise with two figures. Decide for one and write it once."),
    "CT003": _("“{a}” is said at {place} already. Keep one of the two."),
    "CJ001": _("“{a}” promises less than “{b}” ({place}), which stands above it. Tighten it."),
    "CJ002": _("“{a}” contradicts “{b}” ({place}), which stands above it. Change it."),
    "CJ003": _("“{a}” cannot be set against “{b}” ({place}). Use the same unit, state the fact, or have it signed."),
}
_WEIGHTS: Final = (Severity.ERROR, Severity.WARNING, Severity.HINT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a promise of one kind stands to one of another kind.

    Args:
        code: Code of what is wrong, "" where nothing is.
        comparison: What comparing said.
        severity: How much it weighs, None for the weight of the code.
    """

    code: str
    comparison: Comparison
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """What is wrong between two groups of promises.

    Args:
        group: The promises that it is said of.
        other: Those on the other side.
        side: Where the other side stands.
        outcome: What is wrong.
    """

    group: Group
    other: Group
    side: Side
    outcome: Outcome


class System:
    """The clauses of a company, or those that concern one of its units, set beside one another.

    Args:
        entries: The clauses in order, each known by its position from then on.
        facts: What is known for comparing.
    """

    def __init__(self, entries: Iterable[Entry] = (), facts: Facts = UNKNOWN) -> None:
        self._facts, self._likened = facts, replace(facts, same_activity=True)
        self._entries: dict[int, Entry] = {}
        self._near = Neighbours()
        self._known: dict[tuple[int, Side], dict[int, Outcome | None]] = {}
        #: Of estates that repeat one text each is told the same of one clause above them.
        self._said: dict[tuple[int, int, int, int], tuple[Term, Finding]] = {}
        with without_cycles():
            for place, entry in enumerate(entries):
                self.put(place, entry)

    def put(self, place: int, entry: Entry) -> None:
        """Take a clause in, in place of the one that had its position: an edit costs no more than its own promises."""
        self._entries[place] = entry
        self._said.clear()
        self._near.put(place, entry)

    def drop(self, place: int) -> None:
        """Take a clause out."""
        self._entries.pop(place, None)
        self._near.drop(place)

    def clashes(self) -> Iterator[Clash]:
        """Yield what is wrong, once for each two groups of promises that say the same."""
        for group in self._near.groups():
            for others, side in self._near.around(group):
                known = self._known_of(group.kind, side)
                for other in others:
                    if side is Side.ABOVE or other.number < group.number or (other is group and group.repeated):
                        number = other.kind.number
                        outcome = known[number] if number in known else self._outcome(group.kind, other.kind, side)
                        if outcome is not None and outcome.code:
                            yield Clash(group, other, side, outcome)

    def findings(self) -> tuple[SystemFinding, ...]:
        """Return what is wrong in order of the clauses: once for each two clauses, of several reasons the gravest.

        Of two clauses of one level the later one is told; of two levels the lower one.
        """
        with without_cycles():
            return self._findings()

    def _findings(self) -> tuple[SystemFinding, ...]:
        found: dict[tuple[int, int], SystemFinding] = {}
        for clash in self.clashes():
            for mine, theirs in _pairs_of(clash.group.members, clash.other.members):
                if self._can_both_stand(clash.outcome, mine, theirs):
                    continue
                if clash.side is Side.ABOVE or mine.entry > theirs.entry:
                    _keep_gravest(found, self._told(clash.outcome, mine, theirs))
                elif mine.entry != theirs.entry:
                    turned = self._outcome(clash.other.kind, clash.group.kind, clash.side) or clash.outcome
                    _keep_gravest(found, self._told(turned, theirs, mine))
        for promise in (promise for group in self._near.groups() if group.kind.empty for promise in group.members):
            _keep_gravest(found, _vacuous(promise))
        for each in self._unanswered():
            _keep_gravest(found, each)
        return _in_order(found)

    def beside(self, place: int) -> tuple[SystemFinding, ...]:
        """Return what is wrong with one clause, compared with nothing but those that speak of the same.

        Args:
            place: Position of the clause.
        """
        found: dict[tuple[int, int], SystemFinding] = {}
        for group in self._near.of_entry(place):
            own = [promise for promise in group.members if promise.entry == place]
            for promise in own if group.kind.empty else ():
                _keep_gravest(found, _vacuous(promise))
            for other, outcome in self._wrong_around(group):
                others = (each for each in other.members if each.entry != place)
                for mine, theirs in islice(product(own, others), _MOST_PAIRS):
                    if not self._can_both_stand(outcome, mine, theirs):
                        _keep_gravest(found, self._told(outcome, mine, theirs))
        return _in_order(found)

    def _wrong_around(self, group: Group) -> Iterator[tuple[Group, Outcome]]:
        for others, side in self._near.around(group):
            for other in others:
                outcome = self._outcome(group.kind, other.kind, side)
                if outcome is not None and outcome.code:
                    yield other, outcome

    def _known_of(self, mine: Kind, side: Side) -> dict[int, Outcome | None]:
        """Return what is known of a kind beside others, by their numbers."""
        known = self._known.get((mine.number, side))
        if known is None:
            known = self._known[mine.number, side] = {}
        return known

    def _outcome(self, mine: Kind, theirs: Kind, side: Side) -> Outcome | None:
        """Return how promises of two kinds stand, None where they speak of differing things; worked out once."""
        known = self._known_of(mine, side)
        if theirs.number not in known:
            known[theirs.number] = self._above(mine, theirs) if side is Side.ABOVE else self._beside(mine, theirs, side)
        return known[theirs.number]

    def _above(self, mine: Kind, upper: Kind) -> Outcome | None:
        comparison = mine.against(upper, self._facts)
        return None if comparison is None else Outcome(TAILORING.get(comparison.verdict, ""), comparison)

    def _beside(self, mine: Kind, theirs: Kind, side: Side) -> Outcome | None:
        related = side is Side.ALIKE or mine.of_one_thing_with(theirs)
        return self._judged(mine.term, theirs.term, side) if related else None

    def _judged(self, mine: Term, theirs: Term, side: Side) -> Outcome:
        comparison = self._compared(mine, theirs, side)
        if comparison.verdict is Verdict.TIGHTER:
            # What shows the difference is a case that keeps the laxer clause alone.
            comparison = replace(comparison, shown=partial(self._turned, mine, theirs, side))
        code, severity = among_equals(mine, theirs, comparison.verdict)
        return Outcome(code, comparison, severity)

    def _compared(self, a: Term, b: Term, side: Side) -> Comparison:
        # Of two figures the one that is told in writing is no other promise.
        alike = b if a.written == b.written else replace(b, written=a.written)
        return compare_in_common(a, alike, self._likened if side is Side.ALIKE else self._facts)

    def _turned(self, a: Term, b: Term, side: Side) -> Witness | None:
        return self._compared(b, a, side).witness

    def _can_both_stand(self, outcome: Outcome, a: Promise, b: Promise) -> bool:
        """Tell whether words of their clauses tell two promises apart that are at odds as promises of one thing."""
        texts = (self._entries[each.entry].clause.text for each in (a, b))
        return outcome.code in AT_ODDS and are_measured_apart(*texts)

    def _told(self, outcome: Outcome, a: Promise, b: Promise) -> SystemFinding:
        place = self._entries[b.entry].place
        pair = (id(a.term), b.entry, id(b.term), id(outcome))
        known = self._said.get(pair)
        if known is None:
            said = {"a": a.term.words or "—", "b": b.term.words or "—", "place": place}
            message = Message(SENTENCES[outcome.code].text, said)
            made = finding_of(outcome.code, a.entry, a.term.span, message, severity=outcome.severity).finding
            known = self._said[pair] = (a.term, made)
        return SystemFinding(known[1], a.entry, b.entry, str(outcome.comparison.verdict), outcome.comparison, place)

    def _unanswered(self) -> Iterator[SystemFinding]:
        """Yield the clauses of a contract that nobody below is told to keep, or in some cases only."""
        met = (
            (group.kind.term, promise)
            for group in self._near.groups()
            for others, side in self._near.around(group)
            if side is Side.ABOVE
            for other in others
            if self._outcome(group.kind, other.kind, side) is not None
            for promise in other.members
        )
        return unanswered(self._entries, met, self._facts)


def _pairs_of(mine: Sequence[Promise], theirs: Sequence[Promise]) -> Iterable[tuple[Promise, Promise]]:
    """Return the pairs of two groups that are told; of many, each promise beside the first on the other side."""
    if len(mine) * len(theirs) <= _MOST_PAIRS:
        return combinations(mine, 2) if mine is theirs else product(mine, theirs)
    return chain(zip(mine, repeat(theirs[0])), zip(repeat(mine[0]), theirs))


def _vacuous(promise: Promise) -> SystemFinding:
    message = _(
        "“{a}” binds nobody: whatever happens keeps it. Write when it holds, and a number that can be missed.",
        a=promise.term.words or "—",
    )
    return finding_of("CT004", promise.entry, promise.term.span, message)


def _keep_gravest(found: dict[tuple[int, int], SystemFinding], each: SystemFinding) -> None:
    pair = (each.entry, -1 if each.other is None else each.other)
    if pair not in found or _weight(each) < _weight(found[pair]):
        found[pair] = each


def _weight(found: SystemFinding) -> int:
    return _WEIGHTS.index(found.finding.severity) * 10 + int(found.finding.code[-1])


def _in_order(found: Mapping[tuple[int, int], SystemFinding]) -> tuple[SystemFinding, ...]:
    return tuple(found[pair] for pair in sorted(found))
