"""Budgets are measured as they are described, and one line too many is told."""

import ast

import pytest

import measure

Size, Budget = measure.Size, measure.Budget


@pytest.mark.parametrize(("share", "lines"), [(0.9, 9), (0.5, 5), (1.0, 10), (0.01, 1)])
def test_a_percentile_is_the_smallest_length_that_covers_the_share(share, lines):
    assert measure.percentile([Size("x", number) for number in range(10, 0, -1)], share) == lines


def test_nothing_has_percentile_0():
    assert measure.percentile([], 0.9) == 0


def test_a_function_is_measured_without_its_docstring():
    code = 'def f():\n    """One.\n\n    Two.\n    """\n    a = 1\n    return a\n'
    [function] = ast.parse(code).body
    assert measure.code_lines(function) == 3


@pytest.mark.parametrize(
    ("lengths", "said"),
    [
        ([10] * 10, []),
        ([10] * 9 + [41], ["x has 41 lines, the most is 40"]),
        ([10] * 8 + [21, 21], ["files: p90 is 21, the most is 20"]),
        ([11] * 10, ["files: median is 11, the most is 10"]),
    ],
)
def test_a_budget_tells_what_is_over_it(lengths, said):
    budget = Budget("files", hard=40, p90=20, median=10)
    assert list(budget.judge([Size("x", lines) for lines in lengths])) == said
