"""Parts of a process taken together, and where there is too much to look at."""

from __future__ import annotations

import pytest
from tests.domain.process.tables import row, table

from guicheng.domain.process import blocks, check_table, compile_table, walks
from guicheng.domain.process.blocks import Again, Beside, Either, Piece, Series, TooManyWalksError
from guicheng.domain.process.shrinking import FIRST, LAST, Shape, shrink
from guicheng.domain.process.spans import Span
from guicheng.domain.process.spread import spread_of
from guicheng.domain.process.timing import worst_case

END = "结束"


def step(minutes, most=2):
    return Piece(minutes, (str(minutes), ""), most)


def lengths(block, count):
    return sorted(tuple(length for length, _path in runs) for runs in block.runs(count))


def test_branches_that_repeat_share_what_they_may_run():
    one, other = Either([step(10, 1), step(3, 1)]), Either([step(8, 1), step(4, 1)])
    assert lengths(Beside([one, other]), 2) == [(8, 10), (10, 8)]
    assert Beside([one, other]).longest(2)[0] == 18


def test_a_loop_runs_as_often_as_its_steps_allow():
    loop = Again(step(10, 3), step(1, 5))
    assert (loop.longest(1)[0], loop.longest(2)[0], lengths(loop, 4)) == (32, 31, [])
    assert lengths(loop, 2) == [(10, 21), (21, 10)]


def test_a_corner_that_leads_to_itself_is_run_again():
    shape = Shape()
    shape.link(FIRST, "a", step(5))
    shape.link("b", "a", step(9, 1))
    shape.link("a", "a>", Piece())
    shape.link("a>", "b", Piece())
    shape.link("a", "a", step(3))
    shape.link("a", LAST, Piece())
    shape.link("b", LAST, Piece())
    shrink(shape)
    assert walks._Walks(shape).longest()[0] == 5 + 9 + 3 * 2


def test_too_many_combinations_are_not_looked_at(monkeypatch):
    monkeypatch.setattr(blocks, "MAX_COMBINATIONS", 3)
    apart = Either([step(10, 1), step(3, 1)])
    with pytest.raises(TooManyWalksError):
        apart.runs(2)
    monkeypatch.setattr(blocks, "MAX_COMBINATIONS", 4)
    pair = Series([apart, apart])
    assert pair.longest(2)[0] == 26
    beside = Beside([apart, Either([step(8, 1), step(4, 1)])])
    assert beside.longest(2)[0] == 18
    monkeypatch.setattr(blocks, "MAX_COMBINATIONS", 1)
    assert Series([step(1), step(2)]).longest(2)[0] == 6


def test_too_many_mixtures_are_not_looked_at(monkeypatch):
    loose = Again(step(10, 4), step(1, 4))
    assert len(loose.runs(2)) > 1
    mixed = Either([loose, Again(step(9, 4), step(2, 4))])
    assert mixed.longest(1)[0] > 0
    monkeypatch.setattr(blocks, "MAX_COMBINATIONS", 16)
    for part in mixed.parts:
        part.runs(1), part.runs(2), part.runs(3), part.runs(4)
    monkeypatch.setattr(blocks, "MAX_COMBINATIONS", 1)
    with pytest.raises(TooManyWalksError):
        list(mixed._mixed((0, 0, 1)))
    with pytest.raises(TooManyWalksError):
        Series([loose, loose]).runs(2)


def test_parts_too_deep_within_one_another_are_left_open():
    deep = 90
    rows = [row(number, f"并行→{number + 1}、{deep + 1 + number}") for number in range(1, deep + 1)]
    rows.append(row(deep + 1, str(2 * deep + 2)))
    rows += [row(deep + 1 + number, str(3 * deep + 2 - number)) for number in range(1, deep + 1)]
    rows += [row(2 * deep + 1 + number, str(2 * deep + 2 + number), join="全部") for number in range(1, deep)]
    rows.append(row(3 * deep + 1, END, join="全部"))
    report = check_table(table(*rows))
    assert (report.sound, report.once.minutes, report.once.exact) == (True, None, False)
    assert spread_of(report.graph, Span()) is None


def test_too_many_walks_are_given_up(monkeypatch):
    monkeypatch.setattr(walks, "MAX_WALKS", 5)
    rows = [row(number, f"好→{number + 1}；坏→{max(1, number - 2)}；退→1") for number in range(1, 9)]
    found = worst_case(compile_table(table(*rows, row(9, END))), Span(), 2)
    assert (found.minutes, found.exact) == (None, False)
