"""Small cells stay hidden from whoever knows the totals."""

from __future__ import annotations

import pytest
from scipy.optimize import linprog

from guicheng.domain.demand.chance import Chance
from guicheng.domain.demand.suppression import hidden_cells, hidden_groups, told


def spans(table, hidden):
    """Return the least and most that each hidden cell may hold, as a linear program finds from all totals."""
    cells = sorted(hidden)
    equal, totals = [], []
    lines = [[(r, c) for c in range(len(table[0]))] for r in range(len(table))]
    if len(table) > 1:
        lines += [[(r, c) for r in range(len(table))] for c in range(len(table[0]))]
    for line in lines:
        equal.append([float(cell in line) for cell in cells])
        totals.append(float(sum(table[r][c] for r, c in line if (r, c) in hidden)))
    found = {}
    for index, cell in enumerate(cells):
        ends = []
        for sign in (1, -1):
            cost = [0.0] * len(cells)
            cost[index] = sign
            ends.append(sign * linprog(cost, A_eq=equal, b_eq=totals, bounds=(0, None)).fun)
        found[cell] = (round(ends[0], 6), round(ends[1], 6))
    return found


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([40, 3, 12], [1, 2]),
        ([40, 30, 12], []),
        ([40, 0, 12], []),
        ([1, 1, 40, 9], [0, 1, 3]),
        ([3, 4, 40], [0, 1]),
        ([3, 0], [0, 1]),
        ([2], [0]),
        ([], []),
    ],
)
def test_a_list_hides_enough_that_its_total_gives_nothing_away(counts, hidden):
    assert sorted(hidden_groups(counts)) == hidden


@pytest.mark.parametrize("seed", range(40))
def test_no_hidden_cell_of_a_table_can_be_told(seed):
    """A linear program over all tables with the same totals finds room in every hidden cell."""
    chance = Chance(seed, "table")
    rows, columns = 2 + chance.below(4), 2 + chance.below(4)
    table = [[chance.below(3) * chance.below(9) + chance.below(12) for _c in range(columns)] for _r in range(rows)]
    hidden = hidden_cells(table)
    assert {(r, c) for r in range(rows) for c in range(columns) if 0 < table[r][c] < 5} <= hidden
    if len(hidden) < rows * columns:
        found = spans(table, hidden)
        assert [cell for cell, (low, high) in found.items() if high - low < 1e-6] == []


@pytest.mark.parametrize("seed", range(40))
def test_what_is_told_is_what_a_linear_program_pins_down(seed):
    chance = Chance(seed, "told")
    table = [[chance.below(6) for _c in range(4)] for _r in range(3)]
    hidden = {(r, c) for r in range(3) for c in range(4) if chance.below(2)}
    if hidden:
        pinned = {cell for cell, (low, high) in spans(table, hidden).items() if high - low < 1e-6}
        assert told(table, hidden) == pinned


def test_hidden_cells_of_a_line_stand_for_enough_people_together():
    hidden = hidden_cells([[1, 1, 30, 30], [30, 30, 30, 30], [30, 30, 30, 30]])
    assert sum([1, 1, 30, 30][c] for r, c in hidden if r == 0) >= 5


def test_two_cycles_joined_by_one_cell_do_not_protect_it():
    table = [[9, 9, 0, 0], [9, 9, 3, 0], [0, 0, 9, 9], [0, 0, 9, 9]]
    joined = {(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)}
    assert told(table, joined) == {(1, 2)}
    small = [[3 if (r, c) in joined else 30 for c in range(4)] for r in range(4)]
    hidden = hidden_cells(small)
    assert len(hidden) == len(joined) + 1
    assert told(small, hidden) == frozenset()


def test_one_hidden_group_of_a_list_is_told_and_two_are_not():
    assert told([[3, 40]], {(0, 0)}) == {(0, 0)}
    assert told([[3, 4, 40]], {(0, 0), (0, 1)}) == frozenset()


def test_a_table_without_small_cells_hides_nothing_and_a_crooked_one_is_refused():
    assert hidden_cells([[9, 8], [7, 6]]) == frozenset()
    with pytest.raises(ValueError, match="rows of one length"):
        hidden_cells([[1, 2], [3]])
    with pytest.raises(ValueError, match="negative"):
        hidden_cells([[-1]])
