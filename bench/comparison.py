"""Compare promises, beside z3 on the same pairs; then check a large firm as one system, and edit clauses in it."""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files
from itertools import combinations
from typing import Any

import z3

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Level, Term, Verdict, compare, terms_of
from guicheng.domain.comparison.bounds import Clockwork, Limit, Stretch
from guicheng.domain.standard.entries import Entry
from guicheng.domain.standard.resemblance import Resemblance
from guicheng.domain.standard.system import System

#: Promises of one bucket, each of which is compared with every other one.
BUCKET = 64
BUCKETS = 50
PROMISES = 100_000
EDITS = 200
ROUNDS = 3
COMPANY = "0001"
_NUMBERED = re.compile(r"\d+\.\d+ (.+)")
_GRADES = re.compile(r"\{([^{}|]*)\|([^{}|]*)\|([^{}|]*)\}")
_FIGURE = re.compile(r"\d+(?=分钟|小时|日|天|次|%)")


def best(work: Callable[..., Any], *, ready: Callable[[], tuple[Any, ...]] = tuple) -> tuple[float, Any]:
    """Return the least of some rounds in seconds, and what came of the last.

    Args:
        work: What is timed.
        ready: Gives what it works on, made anew for each round and not timed.
    """
    least, result = float("inf"), None
    for _round in range(ROUNDS):
        given = ready()
        started = time.process_time()
        result = work(*given)
        least = min(least, time.process_time() - started)
    return least, result


def limits() -> list[Term]:
    """Return promises that differ in their limit and in where they hold, not yet made ready for comparing."""
    chance, first = random.Random(5), terms_of(read("报修30分钟内到场"))[0]
    return [
        replace(
            first,
            bound=Limit(Stretch(Fraction(chance.randrange(1, 60)), Clockwork.CLOCK)),
            scope=first.scope.narrowed("space", chance.randrange(1, 1 << 8)),
        )
        for _number in range(BUCKET)
    ]


def all_compared(*buckets: list[Term]) -> list[Verdict]:
    """Return how each two promises of the last bucket stand, having compared those of all."""
    found: list[Verdict] = []
    for terms in buckets:
        found = [compare(a, b).verdict for a, b in combinations(terms, 2)]
    return found


class Peer:
    """z3 over where and when something is done; one solver that keeps what it has learnt."""

    def __init__(self) -> None:
        self.place, self.hours = z3.BitVec("place", 8), z3.Int("hours")
        self.solver = z3.Solver()
        self.solver.add(self.place & (self.place - 1) == 0, self.place != 0, self.hours >= 0)
        self.names: dict[int, Any] = {}

    def kept(self, term: Term) -> Any:
        """Return the name of what keeps a promise."""
        if id(term) not in self.names:
            assert isinstance(term.bound, Limit)
            name = self.names[id(term)] = z3.Bool(f"keeps{len(self.names)}")
            holds = self.place & (term.scope.masks[0] & 255) != 0
            self.solver.add(name == z3.Implies(holds, self.hours <= int(term.bound.latest.amount)))
        return self.names[id(term)]

    def verdict(self, a: Term, b: Term) -> Verdict:
        """Return how two limits stand."""
        if a.scope.meet(b.scope) is None:
            return Verdict.DISJOINT
        first, second = self.kept(a), self.kept(b)
        forward = self.solver.check(first, z3.Not(second)) == z3.unsat
        back = self.solver.check(second, z3.Not(first)) == z3.unsat
        if forward:
            return Verdict.EQUAL if back else Verdict.TIGHTER
        return Verdict.LOOSER if back else Verdict.COMPATIBLE


def fresh(a: Term, b: Term) -> Verdict:
    """Return how two limits stand by a solver of their own, as a check of single pairs would ask it."""
    return Peer().verdict(a, b)


def pairs() -> None:
    """Print how fast each two promises of a bucket are compared, making them ready included, beside z3."""
    # A bucket takes two milliseconds, too short to time: a round goes through many, none of them seen before.
    fast, ours = best(all_compared, ready=lambda: tuple(limits() for _bucket in range(BUCKETS)))
    fast /= BUCKETS
    terms = limits()
    listed = list(combinations(terms, 2))
    kept, learnt = best(lambda: [peer.verdict(a, b) for peer in [Peer()] for a, b in listed])
    few = listed[:: len(listed) // 300]
    single, alone = best(lambda: [fresh(a, b) for a, b in few])
    if learnt != ours or alone != ours[:: len(listed) // 300]:
        sys.exit("z3 says otherwise")
    mine, one, each = fast / len(listed), kept / len(listed), single / len(few)
    print(f"compare: {1 / mine:,.0f} pairs/s ({mine * 1e6:.2f} µs a pair; {len(listed)} verdicts as z3 gives them)")
    print(f"z3, a solver a pair: {1 / each:,.0f}/s: {each / mine:,.0f}×; one solver that learns: {1 / one:,.0f}/s:"
          f" {one / mine:,.0f}×")  # fmt: skip


def starter_texts() -> Iterator[list[str]]:
    """Yield the clauses of the starter library at each of three grades."""
    for folder in (files("guicheng.library") / "standards").iterdir():
        for file in folder.iterdir() if folder.is_dir() else ():
            for line in file.read_text(encoding="utf-8").splitlines():
                if hit := _NUMBERED.match(line):
                    yield [_GRADES.sub(rf"\{grade}", hit[1]) for grade in (1, 2, 3)]


def firm() -> list[tuple[str, str, Level]]:
    """Return text, unit and level of clauses: the starter library, and estates below that set figures of their own."""
    chance, texts = random.Random(9), list(starter_texts())
    found, estate = [(best_grade, COMPANY, Level.COMPANY) for best_grade, _second, _third in texts], 0
    while len(found) < PROMISES:
        estate += 1
        for graded in texts:
            own = _FIGURE.sub(lambda each: str(max(1, int(each[0]) + chance.choice((-2, -1, 0, 0, 0, 1, 5)))),
                              chance.choice(graded))  # fmt: skip
            found.append((own, f"{COMPANY}{estate:04}", Level.ESTATE))
    return found


def entries(clauses: list[tuple[str, str, Level]]) -> list[Entry]:
    """Read clauses, each different text once, until they make the wanted number of promises."""
    known: dict[tuple[str, Level], tuple[Any, tuple[Term, ...]]] = {}
    made, promises = [], 0
    for text, unit, level in clauses:
        if (text, level) not in known:
            clause = read(text)
            known[text, level] = clause, terms_of(clause, level=level)
        clause, terms = known[text, level]
        made.append(Entry(clause, terms, level, unit, unit=unit))
        promises += len(terms)
        if promises >= PROMISES:
            break
    return made


def unprepared(made: list[Entry]) -> list[Entry]:
    """Return the entries with nothing left of what an earlier round has made ready."""
    for term in {id(term): term for entry in made for term in entry.terms}.values():
        vars(term).pop("saying", None)
        vars(term).pop("measure", None)
    return made


def library() -> None:
    """Print how long a whole firm takes, with and without reading its clauses, and one edited clause."""
    clauses = firm()
    started = time.process_time()
    made = entries(clauses)
    reading = time.process_time() - started
    indexed, _system = best(lambda: System(unprepared(made)))
    whole, found = best(lambda: System(unprepared(made)).findings())
    texts = len({entry.clause.text for entry in made})
    promises = sum(len(entry.terms) for entry in made)
    print(
        f"firm of {promises:,} promises in {len(made):,} clauses of {texts:,} different texts, {len(found):,} findings:"
    )
    print(f"  {whole:.2f} s in one go, {indexed:.2f} s of them for the index; {reading:.2f} s more to read the texts")
    started = time.process_time()
    suspected = Resemblance(made).findings()
    alike = time.process_time() - started
    print(f"  {alike:.1f} s more to look for one thing in other words, {len(suspected):,} suspicions")
    system = System(made)
    system.findings()
    chance = random.Random(3)
    edited = [(place, made[place - 1 if place else 1]) for place in chance.sample(range(len(made)), EDITS)]
    spans = []
    for place, entry in edited:
        started = time.process_time()
        system.put(place, replace(made[place], clause=entry.clause, terms=entry.terms))
        system.beside(place)
        spans.append(time.process_time() - started)
    spans.sort()
    print(
        f"one edited clause: {spans[EDITS // 2] * 1e3:.2f} ms, 99 of 100 within {spans[EDITS * 99 // 100] * 1e3:.2f} ms"
    )


def main() -> None:
    """Print one line a comparison."""
    pairs()
    library()


if __name__ == "__main__":
    main()
