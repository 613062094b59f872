"""How likely a total is kept, and from which start a case takes longest."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from tests.domain.process.tables import row, table
from tests.domain.process.test_diagrams import graph

from guicheng.domain.process import compile_table
from guicheng.domain.process.spans import Span
from guicheng.domain.process.spread import KEPT, SPREAD, all_kept, spread_of
from guicheng.domain.process.worst_start import Clock, worst_start

END = "结束"


def spread(*rows, span=Span(), kept=KEPT):  # noqa: B008  a span is a value
    return spread_of(compile_table(table(*rows)), span, kept)


def test_three_steps_kept_at_95_percent_keep_their_sum_at_97_and_a_half():
    found = spread(row(1, "2", limit="5分钟"), row(2, "3", limit="3分钟"), row(3, END, limit="20分钟"))
    assert found.share(Fraction(28)) == pytest.approx(0.975, abs=0.001)
    assert all_kept(3) == pytest.approx(0.857, abs=0.001)
    assert float(found.quantile(found.share(Fraction(28)))) == pytest.approx(28, abs=0.05)


def test_one_step_keeps_its_own_limit_as_often_as_is_said():
    assert spread(row(1, END)).share(Fraction(10)) == pytest.approx(0.95, abs=0.001)
    assert spread(row(1, END), kept=0.8).share(Fraction(10)) == pytest.approx(0.8, abs=0.001)


def test_what_lies_beyond_what_is_counted_is_not_said():
    found = spread(row(1, END), kept=0.5)
    assert found.quantile(0.999) is None
    assert 0.8 < found.share(Fraction(500)) < 1
    assert found.share(found.cell * (len(found.masses) - Fraction(1, 2))) <= found.share(Fraction(500))
    assert found.quantile(0.0001) >= 0


def test_convolution_equals_drawing_many_cases():
    rows = [row(1, "并行→2、3"), row(2, "4", limit="40分钟"), row(3, "4", limit="30分钟"),
            row(4, "急→5；缓→结束", join="全部"), row(5, "好→结束；坏→1", limit="15分钟")]  # fmt: skip
    found = spread(*rows)
    chance = random.Random(1)  # noqa: S311  it makes test inputs and no secrets

    def drawn(limit):
        return limit * 2.718281828459045 ** (SPREAD * (chance.gauss(0, 1) - 1.6448536))

    cases = [drawn(10) + max(drawn(40), drawn(30)) + drawn(10) + drawn(15) for _case in range(20_000)]
    for minutes in (30, 45, 60, 75):
        share = sum(case <= minutes for case in cases) / len(cases)
        assert found.share(Fraction(minutes)) == pytest.approx(share, abs=0.015), minutes


@pytest.mark.parametrize(
    "text",
    [
        "s>A A>o1 o1>a>B o1>b>C B>o2 C>o2 o2>D D>e",
        "s>A A>+1 +1>B +1>C B>+3 +3>+2 +3>+4 C>+4 +4>D D>+2 +2>e",
        "s>A A>B B>A",
    ],
)
def test_nothing_is_said_of_what_is_not_built_in_blocks(text):
    assert spread_of(graph(text), Span()) is None
    assert worst_start(graph(text), Span(), range(3), Clock()) is None


def test_a_loop_that_is_a_block_is_gone_through_once():
    rows = [row(1, "2"), row(2, "好→结束；坏→1", limit="15分钟")]
    assert spread(*rows).quantile(0.95) == spread(row(1, "2"), row(2, END, limit="15分钟")).quantile(0.95)
    assert worst_start(compile_table(table(*rows)), Span(), [3], Clock()).end == 28


def test_a_part_that_may_be_left_out_is_played_where_it_takes_longest():
    text = "s>A A>x1 x1>x2 x2>行>e x2>再>B B>x1"
    found = graph(text)
    assert spread_of(found, Span()).share(Fraction(20)) > 0.95
    assert worst_start(found, Span(), [0], Clock()).end == 20


class Office:
    """Open from 9:00 to 18:00 on five days of the week; a working day ends at the same minute of the next one."""

    def due(self, start, limit):
        left, minute = int(limit.workdays * 540 or limit.minutes), start
        while left:
            left -= minute // 1440 % 7 < 5 and 540 <= minute % 1440 < 1080
            minute += 1
        return minute


def test_a_call_on_friday_evening_is_worst():
    found = compile_table(table(row(1, "2", limit="20分钟"), row(2, END, limit="30分钟")))
    friday = 4 * 1440
    worst = worst_start(found, Span(), range(friday, friday + 1440), Office())
    assert (worst.start - friday, worst.minutes) == (17 * 60 + 11, 49 + 2 * 1440 + 15 * 60 + 1)


def test_branches_end_when_the_last_of_them_does():
    rows = [row(1, "并行→2、3"), row(2, "急→4；缓→4", limit="1个工作日"), row(3, "4", limit="40分钟"),
            row(4, END, limit="及时", join="全部")]  # fmt: skip
    assert worst_start(compile_table(table(*rows)), Span(), [540], Office()) is None
    rows[3] = row(4, END, join="全部")
    worst = worst_start(compile_table(table(*rows)), Span(), [540, 541], Office())
    assert (worst.start, worst.end) == (540, 1440 + 540 + 20)
    assert worst_start(compile_table(table(*rows)), Span(), [], Office()) is None


def test_a_step_that_is_repeated_takes_its_limit_each_time():
    from dataclasses import replace

    found = graph("s>A A>e")
    nodes = tuple(replace(node, times=3) if node.id == "A" else node for node in found.nodes)
    assert worst_start(replace(found, nodes=nodes), Span(), [7], Clock()).end == 37
