"""Verdicts beside two judges that share no line with the engine: all courses of events tried out, and a solver."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
import z3

from guicheng.domain.comparison import ANYWHERE, Key, Term, Verdict, compare
from guicheng.domain.comparison.bounds import Clockwork, Kept, Limit, Notice, Range, Stretch, Tally

CELLS = 3
TOP = 6
KEY = Key("repair", "deadline")
pytestmark = pytest.mark.unmeasured


def bound_of(kind, low, high):
    """Return a bound that admits the whole numbers from ``low`` to ``high``."""
    if kind == "limit":
        return Limit(Stretch(Fraction(high), Clockwork.CLOCK))
    if kind in {"notice", "kept"}:
        return {"notice": Notice, "kept": Kept}[kind](Stretch(Fraction(low), Clockwork.DAY))
    if kind == "tally":
        return Tally(Fraction(low), None, "week")
    return Range(Fraction(low), Fraction(high))


def admitted(kind, low, high):
    """Return the ends that a kind of bound really sets."""
    return {"limit": (0, high), "range": (low, high)}.get(kind, (low, TOP))


def cases(count, seed):
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _case in range(count):
        kind = chance.choice(["limit", "notice", "kept", "tally", "range"])
        sides = []
        for _side in range(2):
            low, high = sorted(chance.choices(range(1, TOP), k=2))
            sides.append((chance.randrange(1, 1 << CELLS), *admitted(kind, low, high), bound_of(kind, low, high)))
        yield sides


def term_of(side):
    mask, _low, _high, bound = side
    return Term(KEY, bound, scope=ANYWHERE.narrowed("space", mask), words="x")


def verdict_from(meet, forward, back, both):
    if not meet:
        return Verdict.DISJOINT
    if not both:
        return Verdict.CONFLICT
    if forward:
        return Verdict.EQUAL if back else Verdict.TIGHTER
    return Verdict.LOOSER if back else Verdict.COMPATIBLE


def keeps(trace, side):
    """Tell whether a course of events, one value a cell, keeps a promise."""
    mask, low, high, _bound = side
    return all(low <= value <= high for cell, value in enumerate(trace) if mask >> cell & 1)


TRACES = list(product(range(TOP + 1), repeat=CELLS))


def by_trying_out(a, b):
    kept_a = {trace for trace in TRACES if keeps(trace, a)}
    kept_b = {trace for trace in TRACES if keeps(trace, b)}
    return verdict_from(a[0] & b[0], kept_a <= kept_b, kept_b <= kept_a, kept_a & kept_b)


def by_solving(a, b):
    cells = [z3.Int(f"x{cell}") for cell in range(CELLS)]
    world = z3.And([z3.And(x >= 0, x <= TOP) for x in cells])
    holds = [
        z3.And([z3.And(cells[cell] >= low, cells[cell] <= high) for cell in range(CELLS) if mask >> cell & 1])
        for mask, low, high, _bound in (a, b)
    ]

    def possible(*formulas):
        solver = z3.Solver()
        solver.add(world, *formulas)
        return solver.check() == z3.sat

    forward, back = not possible(holds[0], z3.Not(holds[1])), not possible(holds[1], z3.Not(holds[0]))
    return verdict_from(a[0] & b[0], forward, back, possible(*holds))


def test_ten_thousand_pairs_stand_as_all_their_courses_of_events():
    known = {}
    for a, b in cases(10_000, seed=11):
        case = (a[:3], b[:3])
        if case not in known:
            known[case] = by_trying_out(a, b)
        assert compare(term_of(a), term_of(b)).verdict is known[case], (a, b)
    assert set(known.values()) == set(Verdict) - {Verdict.CANNOT_COMPARE}


def test_pairs_stand_as_the_solver_says():
    for a, b in cases(1_000, seed=12):
        assert compare(term_of(a), term_of(b)).verdict is by_solving(a, b), (a, b)


def test_a_pair_turned_round_swaps_tighter_and_looser():
    for a, b in cases(10_000, seed=13):
        first, second = term_of(a), replace(term_of(b), quota=Fraction(90 + b[0]))
        assert compare(second, first).verdict is compare(first, second).verdict.swapped
