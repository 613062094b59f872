"""Compare promises, beside z3 on the same pairs; then a large library, and one clause edited in it."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from fractions import Fraction

import z3

from guicheng.domain.clause.reader import read
from guicheng.domain.comparison import Term, Verdict, against, analyse, compare, grouped, terms_of
from guicheng.domain.comparison.bounds import Clockwork, Limit, Stretch
from guicheng.domain.values import ClauseRef

PAIRS = 2_000
LIBRARY = 100_000
TEXTS = ("报修{}分钟内到场", "投诉{}日内答复", "大堂每日清扫{}次", "监控录像保存{}日", "业主满意率不低于{}%")


def limits() -> list[Term]:
    """Return promises that differ in their limit and in where they hold."""
    chance, first = random.Random(5), terms_of(read("报修30分钟内到场"))[0]
    return [
        replace(
            first,
            bound=Limit(Stretch(Fraction(chance.randrange(1, 60)), Clockwork.CLOCK)),
            scope=first.scope.narrowed("space", chance.randrange(1, 1 << 8)),
        )
        for _number in range(2 * PAIRS)
    ]


def solved(a: Term, b: Term) -> Verdict:
    """Return the verdict that z3 finds for two limits."""
    place, hours = z3.BitVec("place", 8), z3.Int("hours")
    world = [place & (place - 1) == 0, place != 0, hours >= 0]

    def kept(term: Term) -> z3.BoolRef:
        assert isinstance(term.bound, Limit)
        return z3.Implies(place & (term.scope.masks[0] & 255) != 0, hours <= int(term.bound.latest.amount))

    def possible(*formulas: z3.BoolRef) -> bool:
        solver = z3.Solver()
        solver.add(*world, *formulas)
        return bool(solver.check() == z3.sat)

    if a.scope.meet(b.scope) is None:
        return Verdict.DISJOINT
    forward = not possible(kept(a), z3.Not(kept(b)))
    back = not possible(kept(b), z3.Not(kept(a)))
    if forward:
        return Verdict.EQUAL if back else Verdict.TIGHTER
    return Verdict.LOOSER if back else Verdict.COMPATIBLE


def main() -> None:
    """Print one line a comparison."""
    terms = limits()
    pairs = list(zip(terms[::2], terms[1::2], strict=True))
    started = time.perf_counter()
    ours = [compare(a, b).verdict for a, b in pairs]
    fast = time.perf_counter() - started
    started = time.perf_counter()
    if [solved(a, b) for a, b in pairs] != ours:
        sys.exit("z3 says otherwise")
    slow = time.perf_counter() - started
    rates = f"{PAIRS / fast:,.0f} pairs/s, z3 {PAIRS / slow:,.0f}/s"
    print(f"compare: {rates}: {slow / fast:.0f}× ({PAIRS} verdicts equal)")
    kinds = [terms_of(read(text.format(number)))[0] for text in TEXTS for number in range(1, 61)]
    library = [replace(kinds[index % len(kinds)], ref=ClauseRef(index=index)) for index in range(LIBRARY)]
    started = time.perf_counter()
    found = analyse(library)
    whole = time.perf_counter() - started
    groups = grouped(library)
    started = time.perf_counter()
    faults = list(against(kinds[0], groups))
    one = time.perf_counter() - started
    print(f"library of {LIBRARY:,} promises: {whole:.2f} s ({len(found)} faults)")
    print(f"one edited clause: {one * 1000:.2f} ms ({len(faults)} faults)")


if __name__ == "__main__":
    main()
