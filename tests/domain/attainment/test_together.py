"""Figures over several promises: targets add up in whole millionths, as the pages of the service say them."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from types import SimpleNamespace

import pytest

from guicheng.domain.attainment import Judged, Outcome, Slotted, State, Ticked
from guicheng.domain.attainment.together import together

SLOTS = Slotted(SimpleNamespace(), "day")


def due(target, measure=None, **outcomes):
    requirement = SimpleNamespace(target=Fraction(target), measure=measure or Ticked(), key="S/1.1#0")
    one = Judged("a", requirement, "A", datetime(2026, 3, 2), Outcome.KEPT)
    return [
        replace(one, outcome=Outcome(outcome), id=f"{outcome}{number}")
        for outcome, count in outcomes.items()
        for number in range(count)
    ]


def test_nothing_is_due_without_a_target():
    assert together([]) == together([])
    found = together([])
    assert (found.target, found.state, found.misses_allowed, found.misses_left) == (None, State.NOTHING_DUE, 0, 0)


def test_what_is_excused_or_to_come_has_the_least_target():
    found = together([*due("0.9", excused=2), *due("0.8", pending=5)])
    assert (found.target, found.state) == (Fraction(4, 5), State.NOTHING_DUE)
    assert (found.misses_allowed, found.misses_left) == (1, 1)


def test_targets_count_by_how_much_of_each_counts():
    found = together([*due(1, kept=10), *due("0.8", kept=8, late=1, missed=1, pending=5)])
    # (10 × 1 + 10 × 0.8) of 20, and 20 + 5 less 10 + 12 that have to be kept.
    assert found.target == Fraction(9, 10)
    assert (found.state, found.misses_allowed, found.misses_left) == (State.MET, 3, 1)
    worse = together([*due(1, kept=9, late=1), *due("0.8", kept=8, missed=2)])
    assert (worse.state, worse.misses_allowed, worse.misses_left) == (State.NOT_MET, 2, -1)


@pytest.mark.parametrize(
    ("judged", "few", "state"),
    [
        (due(1, kept=4), 5, State.TOO_FEW),
        (due(1, kept=4), 4, State.MET),
        (due(1, SLOTS, kept=1), 5, State.MET),
        ([*due(1, SLOTS, kept=1), *due(1, kept=1)], 5, State.TOO_FEW),
        (due(1, no_evidence=9), 5, State.NO_EVIDENCE),
        (due(1, no_evidence=8, kept=1), 5, State.NOT_MET),
    ],
)
def test_the_state_is_that_of_a_single_promise(judged, few, state):
    assert together(judged, few=few).state is state


def test_targets_are_whole_millionths():
    assert together(due(Fraction(1, 3), kept=3)).target == Fraction(333333, 1_000_000)
