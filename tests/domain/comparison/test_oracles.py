"""Verdicts beside two judges that share no line with the engine: all courses of events tried out, and a solver."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
import z3

from guicheng.domain.comparison import ANYWHERE, Key, Term, Verdict, compare
from guicheng.domain.comparison.bounds import Clockwork, Kept, Limit, Notice, Range, Stretch, Tally
from guicheng.domain.comparison.scope import EVERY, FACETS, Scope, has_cells

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


class Solver:
    """z3 over one course of events, asked about promises by their names; no line of the engine is behind it."""

    def __init__(self):
        self.solver = z3.Solver()
        self.cells = [z3.Int(f"x{cell}") for cell in range(CELLS)]
        self.names = {}
        for value in self.cells:
            self.solver.add(value >= 0, value <= TOP)

    def name_of(self, side):
        """Return what z3 calls a promise; it is true in just the courses of events that keep the promise."""
        promise = mask, low, high = side[:3]
        if promise not in self.names:
            name = self.names[promise] = z3.Bool(f"keeps{promise}")
            bound = [self.cells[cell] for cell in range(CELLS) if mask >> cell & 1]
            self.solver.add(name == z3.And([end for value in bound for end in (value >= low, value <= high)]))
        return self.names[promise]

    def possible(self, *formulas):
        return self.solver.check(*formulas) == z3.sat

    def verdict(self, a, b):
        first, second = self.name_of(a), self.name_of(b)
        forward = not self.possible(first, z3.Not(second))
        back = not self.possible(second, z3.Not(first))
        return verdict_from(a[0] & b[0], forward, back, self.possible(first, second))


def test_ten_thousand_pairs_stand_as_all_their_courses_of_events():
    known = {}
    for a, b in cases(10_000, seed=11):
        case = (a[:3], b[:3])
        if case not in known:
            known[case] = by_trying_out(a, b)
        assert compare(term_of(a), term_of(b)).verdict is known[case], (a, b)
    assert set(known.values()) == set(Verdict) - {Verdict.CANNOT_COMPARE}


def test_ten_thousand_pairs_stand_as_the_solver_says():
    solver, known = Solver(), {}
    for a, b in cases(10_000, seed=12):
        case = (a[:3], b[:3])
        if case not in known:
            known[case] = solver.verdict(a, b)
        assert compare(term_of(a), term_of(b)).verdict is known[case], (a, b)
    assert set(known.values()) == set(Verdict) - {Verdict.CANNOT_COMPARE}


def test_promises_on_one_line_stand_as_those_that_are_compared_in_full():
    always = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}
    for a, b in cases(2_000, seed=14):
        first, second = term_of(a), term_of(b)
        found = compare(first, second)
        full = compare(replace(first, **always), replace(second, **always))
        assert (found.verdict, found.witness, found.missing) == (full.verdict, full.witness, full.missing), (a, b)


def test_a_box_has_cells_where_no_mask_is_empty():
    chance = random.Random(15)  # noqa: S311 - no secret
    for _case in range(5_000):
        masks = [chance.choice([0, 1, 1 << 63, EVERY, chance.randrange(EVERY)]) or chance.randrange(3) for _ in FACETS]
        assert has_cells(Scope(tuple(masks)).cells) is all(masks), masks


def test_a_pair_turned_round_swaps_tighter_and_looser():
    for a, b in cases(10_000, seed=13):
        first, second = term_of(a), replace(term_of(b), quota=Fraction(90 + b[0]))
        assert compare(second, first).verdict is compare(first, second).verdict.swapped
