"""Limits and clauses that cannot be kept together, and the least set of them that says so."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import pytest
from tests.domain.process.tables import Blocks, row, table
from tests.domain.process.test_diagrams import graph

from guicheng.domain.process import compile_table
from guicheng.domain.process.spans import Span
from guicheng.domain.process.temporal import ClausePromise, find_conflict
from guicheng.domain.process.timing import worst_case

END = "结束"
ROWS = [
    row(1, "并行→2、3"), row(2, "4", limit="1小时"), row(3, "4"), row(4, "好→结束；坏→1", join="全部"),
]  # fmt: skip


def most(clause, first, last, minutes):
    return ClausePromise(clause, first, last, at_most=Fraction(minutes))


def least(clause, first, last, minutes):
    return ClausePromise(clause, first, last, at_least=Fraction(minutes))


@pytest.mark.parametrize(
    ("promises", "steps", "clauses", "short"),
    [
        ([most("5.1", "1", "4", 80)], None, None, None),
        ([most("5.1", "1", "4", 79)], ("1", "2", "4"), ("5.1",), 1),
        ([most("5.1", "1", "3", 20)], None, None, None),
        ([least("5.2", "3", "3", 20)], ("3",), ("5.2",), 10),
        ([least("5.3", "1", "2", 75)], ("1", "2"), ("5.3",), 5),
        ([least("5.3", "1", "4", 500)], None, None, None),
        ([most("5.4", "1", "9", 1), most("5.5", "9", "4", 1)], None, None, None),
        ([least("6.1", "1", "4", 200), most("6.2", "1", "4", 150)], (), ("6.1", "6.2"), 50),
    ],
)
def test_what_cannot_be_kept_together_is_named(promises, steps, clauses, short):
    found = find_conflict(compile_table(table(*ROWS)), promises)
    if steps is None:
        assert found is None
        return
    assert (found.steps, set(found.clauses), found.short) == (steps, set(clauses), short)
    assert all(clause in found.message.render() for clause in clauses)


def test_answers_close_the_ways_that_take_too_long():
    rows = [row(1, "急→2；缓→3"), row(2, "4"), row(3, "4", limit="3天"), row(4, END)]
    found = compile_table(table(*rows))
    promise = most("7", "1", "4", 30)
    assert find_conflict(found, [promise]).steps == ("1", "3", "4")
    assert find_conflict(found, [promise], {"1": "急"}) is None


def test_a_step_without_a_limit_holds_nothing_up():
    found = graph("s>A A>B B>e C>e", limits={"A": None})
    assert find_conflict(found, [most("1", "A", "B", 10), most("1", "A", "B", 12)]) is None
    assert find_conflict(found, [most("1", "A", "B", 9)]).steps == ("B",)


def test_the_network_says_of_one_promise_what_the_longest_walk_says():
    compared = 0
    for seed in range(150):
        blocks = Blocks(seed, 4 + seed % 8, loops=False, alarms=False)
        process = table(*blocks.process())
        found = compile_table(process)
        chance = random.Random(seed)  # noqa: S311  it makes test inputs and no secrets
        last = chance.choice(process.steps).id
        longest = worst_case(found, Span("1", last), 1).minutes
        for minutes in (longest, longest - 1):
            broken = find_conflict(found, [most("1", "1", last, minutes)])
            assert (broken is not None) == (minutes < longest), seed
            compared += 1
    assert compared == 300


def test_no_part_of_what_is_named_is_too_much():
    found = compile_table(table(*ROWS))
    promises = [most("1", "1", "4", 40), most("2", "2", "4", 65), least("3", "3", "3", 15), least("4", "1", "2", 20)]
    named = find_conflict(found, promises)
    wanted = [promise for promise in promises if promise.clause in named.clauses]
    for kept in combinations(wanted, len(wanted) - 1):
        assert find_conflict(found, kept) is None
